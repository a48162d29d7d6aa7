"""What can prove the result of a task: a report, an airing, an item; each by its name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ttcs_desktop.agenda.wording import report_title
from ttcs_desktop.basics.clock import today
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.model import LogEntry
from ttcs_desktop.papers.wording import short_date
from ttcs_desktop.plans.model import Evidence
from ttcs_desktop.statistics.catalogue import Direction
from ttcs_desktop.workspace import Workspace

_ITEMS = 30
_AIRINGS = 40
_OFFERED = dt.timedelta(days=14)


def evidence_choices(workspace: Workspace, kept: Sequence[Evidence]) -> list[tuple[Evidence, str]]:
    """What an officer may choose: what is kept already, then reports that were frozen, what was aired in the last two
    weeks, the items touched last."""
    offered = evidence_names(workspace, kept)
    offered |= {one: _report_name(workspace, one[1]) for one in _reports(workspace)}
    offered |= dict(list(reversed(_airings(workspace, _OFFERED).items()))[:_AIRINGS])
    offered |= {("content", item.id): _item_name(item.title) for item in workspace.content.recent(_ITEMS)}
    return list(offered.items())


def evidence_names(workspace: Workspace, proofs: Sequence[Evidence]) -> dict[Evidence, str]:
    """What pieces of evidence are called; what is not there any more is left out."""
    found: dict[Evidence, str] = {}
    for subject, record_id in proofs:
        name = ""
        if subject == "broadcast":
            entry = workspace.broadcast.log.of_airing(record_id)
            name = _airing_name(entry) if entry is not None else ""
        elif subject == "statistics":
            name = _report_name(workspace, record_id)
        elif subject == "content":
            name = _title_of(workspace, record_id)
        if name:
            found[subject, record_id] = name
    return found


def _reports(workspace: Workspace) -> list[Evidence]:
    statistics, year = workspace.statistics, today(workspace.clock).year
    return [
        ("statistics", f"{code}/{one}")
        for one in (year, year - 1)
        for code in statistics.catalogue.templates
        if statistics.latest(code, one) is not None
    ]


def _report_name(workspace: Workspace, record_id: str) -> str:
    code, _, year = record_id.partition("/")
    template = workspace.statistics.catalogue.templates.get(code)
    if template is None or not year.isdecimal():
        return ""
    return report_title(template, int(year), collects=template.direction is Direction.COLLECT)


def _airings(workspace: Workspace, back: dt.timedelta) -> dict[Evidence, str]:
    day = today(workspace.clock)
    entries = workspace.broadcast.log.entries(day - back, day)
    return {("broadcast", one.airing_id): _airing_name(one) for one in entries if one.airing_id and one.aired_seconds}


def _airing_name(entry: LogEntry) -> str:
    did = "Phát" if entry.aired_seconds else "Không phát"
    return f"{did} {entry.start:%H:%M} ngày {short_date(entry.day)}: {entry.title}"


def _title_of(workspace: Workspace, item_id: str) -> str:
    try:
        return _item_name(workspace.content.item(item_id).title)
    except InvalidInput:
        return ""


def _item_name(title: str) -> str:
    return f"Bài: {title}"
