"""What the book proves of a cluster, in sentences."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.broadcast.aired.model import AtMinute, Comparison, Played
from ttcs_desktop.broadcast.model import Airing, Cluster, Witness, WitnessKind
from ttcs_desktop.broadcast.wording import BASES, CLUSTER
from ttcs_desktop.content.model import Approval

_MOST_DAYS = 6


def cluster_words(cluster: Cluster) -> str:
    """ "cụm TDP 3"; a name that says itself what it is stands alone."""
    name = cluster.number or cluster.name
    return name if name.lower().startswith(CLUSTER.lower()) else f"{CLUSTER.lower()} {name}"


def answer(found: AtMinute) -> str:
    """The one sentence: what was on, or that the book knows of nothing, with the nearest before and after."""
    head = f"Lúc {found.moment:%H:%M} ngày {found.moment:%d/%m/%Y}, {cluster_words(found.cluster)}"
    sure = [one for one in found.playing if one.sure]
    if sure:
        return " ".join(f"{head} đang phát {played_words(one)}. {approval_words(one.approval)}" for one in sure)
    if found.playing:
        one = found.playing[0]
        ok, total = one.entry.clusters_ok, one.entry.clusters_total
        return (
            f"{head}: không rõ. Lúc ấy {played_words(one)} phát được ở {ok}/{total} cụm, "
            f"không nguồn nào ghi có cụm này hay không. {approval_words(one.approval)}"
        )
    if found.silent:
        planned = "; ".join(map(_planned, found.silent))
        return f"{head}: chưa biết. Lịch có {planned}, nhưng chưa ai ghi có phát hay không."
    return f"{head} không có gì phát theo sổ phát. {nearest_words(found)}"


def nearest_words(found: AtMinute) -> str:
    """What played there before and after."""
    before = f"Trước đó là {_dated(found.before, found.moment)}" if found.before else "Trước đó sổ chưa ghi gì"
    after = f"sau đó là {_dated(found.after, found.moment)}" if found.after else "sau đó chưa có gì"
    return f"{before}; {after}."


def played_words(one: Played) -> str:
    """ "“Bản tin phường” (05:30–05:45)"."""
    return f"“{one.entry.title}” ({span_words(one.start, one.end)})"


def span_words(start: dt.datetime, end: dt.datetime) -> str:
    """ "05:30–05:45", with seconds where a source tells them."""
    form = "%H:%M:%S" if start.second or end.second else "%H:%M"
    return f"{start.strftime(form)}–{end.strftime(form)}"


def approval_words(approval: Approval | None) -> str:
    """On whose approval."""
    if approval is None:
        return "Sổ không ghi ai duyệt."
    number = f" số {approval.number}" if approval.number else ""
    who = ", ".join(part for part in (approval.approver, approval.position) if part)
    by = f": {who}" if who else ""
    return f"{BASES[approval.basis]}{number}{by}, ngày {approval.decided_on:%d/%m/%Y}."


def witness_words(one: Witness) -> str:
    """Who says so: by hand, or which row of which file."""
    differs = "" if one.agrees else ", nói khác"
    counts = f"{one.clusters_ok}/{one.clusters_total} cụm, {one.aired_seconds // 60} phút {one.aired_seconds % 60} giây"
    if one.kind is WitnessKind.HAND:
        return f"Cán bộ ghi: {counts}{differs}"
    where = f"Nhật ký máy phát {one.source_name}, dòng {one.source_row}"
    return f"{where}: bắt đầu {one.start:%H:%M:%S}, {counts}{differs}"


def silent_words(found: Comparison) -> str:
    """The days of which the book has no line, named; they are counted neither way."""
    if not found.silent_days:
        return "Ngày nào có lịch cũng đã có ghi trong sổ phát."
    named = ", ".join(f"{day:%d/%m}" for day, _ in found.silent_days[:_MOST_DAYS])
    more = "…" if len(found.silent_days) > _MOST_DAYS else ""
    count = sum(number for _, number in found.silent_days)
    return (
        f"{len(found.silent_days)} ngày chưa có dòng nào trong sổ ({count} mục phát): {named}{more}. "
        "Chưa tính là đã phát, cũng chưa tính là không phát."
    )


def _planned(airing: Airing) -> str:
    return f"“{airing.title}” ({airing.start:%H:%M}–{airing.end:%H:%M})"


def _dated(one: Played, moment: dt.datetime) -> str:
    day = "" if one.start.date() == moment.date() else f" ngày {one.start:%d/%m/%Y}"
    return f"{played_words(one)}{day}"
