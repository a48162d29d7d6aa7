"""The report that answers a complaint about a loudspeaker, out of the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ttcs_desktop.basics.clock import today
from ttcs_desktop.broadcast.aired.model import AtMinute, Played
from ttcs_desktop.broadcast.aired.papers import Complaint, ComplaintLine, complaint_paper
from ttcs_desktop.broadcast.aired.wording import span_words
from ttcs_desktop.broadcast.model import Airing, LogEntry, Station, Witness, WitnessKind
from ttcs_desktop.broadcast.time_rules import rules_on
from ttcs_desktop.broadcast.wording import OUTSIDE_SCHEDULE, REASONS, rules_limits, rules_source
from ttcs_desktop.office.wording import signature_of, unit_in_text
from ttcs_desktop.papers.model import Document
from ttcs_desktop.papers.nd30 import MARGIN_BOTTOM
from ttcs_desktop.workspace import Workspace

# Word sets the same lines a little higher: so much of the page stays free, in mm.
_SPARE = 8.0
_LONGEST = 120


def complaint_document(workspace: Workspace, found: AtMinute) -> Document:
    """One page: what was on, the day before and after it on that cluster, the rules that the station chose."""
    lines = sorted(_lines(workspace, found), key=lambda one: abs(one.at - found.moment))
    low, high = 0, len(lines)
    while low < high:
        middle = (low + high + 1) // 2
        if _fits(_complaint(workspace, found, lines, middle)):
            low = middle
        else:
            high = middle - 1
    return complaint_paper(_complaint(workspace, found, lines, low))


def _fits(said: Complaint) -> bool:
    from ui.kit.headless import drawing_application  # noqa: PLC0415  Qt: what needs no paper starts without it
    from ui.kit.printing import page_count  # noqa: PLC0415

    drawing_application()
    return page_count(complaint_paper(said, bottom=MARGIN_BOTTOM + _SPARE)) == 1


def _complaint(workspace: Workspace, found: AtMinute, nearest: Sequence[ComplaintLine], shown: int) -> Complaint:
    day = found.moment.date()
    approvers = workspace.office.approvers()
    signer = approvers[0] if approvers else None
    authority, position = signature_of(signer)
    station = _station(workspace, found)
    return Complaint(
        unit=unit_in_text(workspace.office.unit(day)),
        station=station.name,
        place=found.cluster.place,
        found=found,
        lines=tuple(sorted(nearest[:shown], key=lambda one: (one.at, one.title))),
        others=len(nearest) - shown,
        rules=_rules(workspace, day),
        authority=authority,
        position=position,
        signer=signer.name if signer else "",
        made_on=today(workspace.clock),
        trial=workspace.is_trial,
    )


def _station(workspace: Workspace, found: AtMinute) -> Station:
    stations = workspace.broadcast.inventory.stations()
    return next(one for one in stations if one.id == found.cluster.station_id)


def _rules(workspace: Workspace, day: dt.date) -> str:
    """The limits of the chosen set, with who told of it; nothing where none was chosen for that day."""
    choices = workspace.time_rules.choices()
    choice = rules_on(choices, workspace.time_rules.known, day)
    rules = workspace.time_rules.rules_of(choice) if choice is not None else None
    if rules is None:
        return ""
    return f"Quy định khung giờ mà đài đã chọn: {rules_limits(rules)}. {rules_source(rules)}"


def _lines(workspace: Workspace, found: AtMinute) -> list[ComplaintLine]:
    """What was planned for the cluster that day with what became of it, and what played outside the plan."""
    cluster, day = found.cluster, found.moment.date()
    log = workspace.broadcast.log
    entries = [one for one in log.entries(day, day) if one.station_id == cluster.station_id]
    by_airing = {one.airing_id: one for one in entries if one.airing_id is not None}
    played = {one.entry.id: one for one in workspace.aired.on_cluster(cluster, entries)}
    told: dict[str, list[Witness]] = {}
    for witness in log.witnesses([one.id for one in entries]):
        told.setdefault(witness.entry_id, []).append(witness)
    lines = [
        _planned(airing, by_airing.get(airing.id), played, told)
        for airing in workspace.broadcast.timetable.days(day, day)
        if airing.slot.station_id == cluster.station_id
        and cluster.id in airing.clusters
        and (airing.approval is not None or airing.id in by_airing)
    ]
    lines += [
        ComplaintLine(one.start, OUTSIDE_SCHEDULE, _short(one.entry.title), _result(one.entry, one), _told(one.told))
        for one in played.values()
        if one.entry.airing_id is None
    ]
    return lines


def _planned(
    airing: Airing, entry: LogEntry | None, played: dict[str, Played], told: dict[str, list[Witness]]
) -> ComplaintLine:
    hours = f"{airing.start:%H:%M} - {airing.end:%H:%M}"
    if entry is None:
        return ComplaintLine(airing.start, hours, _short(airing.title), "Chưa ai ghi có phát hay không", "")
    one = played.get(entry.id)
    witnesses = one.told if one is not None else told.get(entry.id, ())
    return ComplaintLine(airing.start, hours, _short(airing.title), _result(entry, one), _told(witnesses))


def _result(entry: LogEntry, one: Played | None) -> str:
    if one is None:
        why = f" ({REASONS[entry.reason].lower()})" if entry.reason.value else ""
        return f"Không phát{why}"
    if not one.sure:
        return f"{entry.clusters_ok}/{entry.clusters_total} cụm phát, không rõ cụm này"
    return f"Phát {span_words(one.start, one.end)}"


def _told(witnesses: Sequence[Witness]) -> str:
    said = []
    for one in witnesses:
        who = "Cán bộ ghi" if one.kind is WitnessKind.HAND else f"Nhật ký máy, dòng {one.source_row}"
        said.append(who + ("" if one.agrees else " (nói khác)"))
    return "\n".join(dict.fromkeys(said[:3]))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
