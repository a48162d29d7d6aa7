"""log import / at / compare / confirm / add: what was really aired."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from ttcs_desktop.basics.clock import VIETNAM
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.aired.model import Played
from ttcs_desktop.broadcast.aired.wording import answer, silent_words
from ttcs_desktop.broadcast.logbook import Confirmation, Playing
from ttcs_desktop.broadcast.model import Outcome, Reason
from ttcs_desktop.broadcast.playlogs.model import Meaning, Proposal
from ttcs_desktop.broadcast.playlogs.wording import MEANINGS
from ttcs_desktop.broadcast.timetable import Rejection
from ttcs_desktop.broadcast.vendor import VendorRow
from ttcs_desktop.broadcast.wording import BASES, OUTCOMES
from ui.commands.base import INPUT_FILE, Moment, Session, VerbGroup
from ui.commands.log_add import add
from ui.commands.record import DAY

_COUNTS = (
    *("planned", "planned_seconds", "aired", "aired_seconds", "missed", "unsure", "unconfirmed", "outside"),
    "outside_seconds",
)


@click.group(cls=VerbGroup)
def log() -> None:
    """Sổ phát."""


@log.command("import")
@click.argument("file", type=INPUT_FILE)
@click.option("--dry-run", is_flag=True, help="Chỉ cho biết sẽ đọc thế nào, chưa nhập.")
@click.option("--new-clusters", is_flag=True, help="Nhập cả khi không cụm loa nào trong tệp có trong sổ.")
@click.pass_obj
def import_(session: Session, file: Path, dry_run: bool, new_clusters: bool) -> None:
    """Nhập nhật ký phát của nhà cung cấp; nhập lại không tính hai lần."""
    with session.workspace() as workspace:
        opened = workspace.play_logs.open(file)
        told = _told(opened.proposal)
        if dry_run:
            rows, rejected = workspace.play_logs.plays(opened.proposal, workspace.broadcast.inventory.the_station())
            session.emit({**told, "plays": [_play(one) for one in rows], "rejected": _named(rejected)}, _columns(told))
            return
        station = workspace.broadcast.inventory.the_station()
        done = workspace.play_logs.take_in(opened, station, new_places=new_clusters)
        document = {
            **told,
            "rows": done.rows,
            "imported": done.imported,
            "already": done.already,
            "airings": done.airings,
            "unmatched": done.unmatched,
            "planned_later": done.planned_later,
            "created": list(done.created),
            "rejected": _named(done.rejected),
            "future": len(done.future),
        }
        text = (
            f"{done.rows} dòng: {done.imported} dòng mới, {done.already} dòng đã có, "
            f"{done.unmatched} lượt ngoài lịch (lịch không có mục nào khớp), {len(done.rejected)} dòng không đọc được, "
            f"{len(done.future)} dòng ghi ngày chưa tới, không nhận."
        )
        session.emit(document, text)


@log.command()
@click.argument("cluster")
@click.argument("when", type=Moment())
@click.pass_obj
def at(session: Session, cluster: str, when: dt.datetime) -> None:
    """Cụm loa ấy đang phát gì lúc ấy, ai duyệt."""
    with session.workspace() as workspace:
        station = workspace.broadcast.inventory.the_station()
        found = workspace.broadcast.inventory.find_cluster(station.id, cluster)
        local = when.astimezone(VIETNAM).replace(tzinfo=None)
        if found is None:
            if workspace.broadcast.inventory.clusters(station.id):
                raise InvalidInput("cluster", "cluster_unknown")
            playing = workspace.broadcast.log.playing(None, local)
            text = "\n".join(f"{one.entry.start:%H:%M} {one.entry.title}" for one in playing)
            session.emit({"playing": [_as_json(one) for one in playing]}, text or "Lúc ấy không phát gì.")
            return
        told = workspace.aired.at(found, local)
        document = {
            "playing": [_played(one) for one in told.playing],
            "before": _played(told.before) if told.before else None,
            "after": _played(told.after) if told.after else None,
            "unconfirmed": [{"title": one.title, "start": one.start.replace(tzinfo=VIETNAM)} for one in told.silent],
            "answer": answer(told),
        }
        session.emit(document, answer(told))


@log.command()
@click.option("--from", "first", required=True, type=DAY, help="Từ ngày.")
@click.option("--to", "last", required=True, type=DAY, help="Đến hết ngày.")
@click.pass_obj
def compare(session: Session, first: dt.datetime, last: dt.datetime) -> None:
    """Kế hoạch so với đã phát, từng cụm loa; ngày chưa có ghi chép được kể riêng."""
    with session.workspace() as workspace:
        station = workspace.broadcast.inventory.the_station()
        found = workspace.aired.compare(station, first.date(), last.date())
        lines = [
            {"cluster": one.cluster.number or one.cluster.name, **{name: getattr(one, name) for name in _COUNTS}}
            for one in found.lines
        ]
        days = [{"day": day, "airings": count} for day, count in found.silent_days]
        text = "\n".join(
            f"{one['cluster']}\tkế hoạch {one['planned']}\tđã phát {one['aired']}\tkhông phát {one['missed']}"
            f"\tkhông rõ {one['unsure']}\tchưa xác nhận {one['unconfirmed']}\tngoài lịch {one['outside']}"
            for one in lines
        )
        session.emit({"clusters": lines, "unconfirmed_days": days}, f"{text}\n{silent_words(found)}".strip())


@log.command()
@click.option("--on", "on", required=True, type=DAY, help="Ngày cần xác nhận.")
@click.option("--state", type=click.Choice(["full", "none"]), default="full", help="Phát đủ hay không phát.")
@click.option("--reason", type=click.Choice([reason.value for reason in Reason if reason.value]), help="Lý do.")
@click.pass_obj
def confirm(session: Session, on: dt.datetime, state: str, reason: str | None) -> None:
    """Xác nhận mọi mục chưa xác nhận của một ngày."""
    with session.workspace() as workspace:
        airings = workspace.broadcast.log.unconfirmed(on.date(), on.date())
        said = Confirmation(Outcome(state), Reason(reason or ""))
        workspace.broadcast.log.confirm_many(airings, said)
        session.emit({"confirmed": len(airings)}, f"Đã xác nhận {len(airings)} mục: {OUTCOMES[said.state]}.")


log.add_command(add)


def _told(proposal: Proposal) -> dict[str, object]:
    """How the file is read: nothing to say where it is the one format that is always read so."""
    if proposal.fixed:
        return {"columns": [], "doubts": []}
    names = proposal.head.names
    return {
        "columns": [
            {"name": name, "meaning": one.value} for name, one in zip(names, proposal.reading.columns, strict=True)
        ],
        "unit": proposal.reading.unit.value,
        "per_place": proposal.reading.per_place,
        "doubts": [{"code": one.code, "column": one.column, "detail": one.detail} for one in proposal.doubts],
    }


def _columns(told: Mapping[str, Any]) -> str:
    lines = [f"{one['name'] or '-'}\t{MEANINGS[Meaning(one['meaning'])]}" for one in told["columns"]]
    return "\n".join(lines) or "Mẫu quen, không cần hỏi."


def _named(rejected: Sequence[Rejection]) -> list[dict[str, object]]:
    return [{"row": one.row, "code": one.code} for one in rejected]


def _play(row: VendorRow) -> dict[str, object]:
    return {
        "row": row.row,
        "title": row.title,
        "start": row.starts_at.replace(tzinfo=VIETNAM),
        "seconds": row.seconds,
        "targets": list(row.targets),
        "clusters_ok": row.clusters_ok,
        "clusters_total": row.clusters_total,
    }


def _played(one: Played) -> dict[str, object]:
    """The keys that the contract names, as told of this very cluster, with who says so."""
    return {
        **_as_json(Playing(one.entry, one.approval)),
        "start": one.start.replace(tzinfo=VIETNAM),
        "end": one.end.replace(tzinfo=VIETNAM),
        "sure": one.sure,
        "entry_id": one.entry.id,
        "number": one.approval.number if one.approval else None,
        "witnesses": [
            {"kind": told.kind.value, "source": told.source_name, "row": told.source_row, "agrees": told.agrees}
            for told in one.told
        ],
    }


def _as_json(playing: Playing) -> dict[str, object]:
    entry, approval = playing.entry, playing.approval
    return {
        "title": entry.title,
        "start": entry.starts_at.replace(tzinfo=VIETNAM),
        "end": entry.ends_at.replace(tzinfo=VIETNAM),
        "state": entry.state.value,
        "clusters_ok": entry.clusters_ok,
        "clusters_total": entry.clusters_total,
        "approved_by": (approval.approver or None) if approval else None,
        "approved_at": approval.decided_on if approval else None,
        "basis": approval.basis.value if approval else None,
        "basis_text": BASES[approval.basis] if approval else None,
    }
