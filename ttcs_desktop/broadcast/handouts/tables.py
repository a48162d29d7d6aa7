"""The plan and the log as tables: nothing is left out, what is not approved or was corrected says so."""

from __future__ import annotations

from decimal import Decimal

from ttcs_desktop.broadcast.handouts.model import Handed, Plan
from ttcs_desktop.broadcast.handouts.wording import (
    APPROVED,
    LOG_HEADS,
    LOG_SHEET,
    NO,
    NOT_APPROVED,
    WEEK_HEADS,
    WEEK_SHEET,
    YES,
)
from ttcs_desktop.broadcast.log_sheets.model import LogLine, LogSheet
from ttcs_desktop.broadcast.log_sheets.papers import remarks, witness_words
from ttcs_desktop.broadcast.wording import KINDS, OUTCOMES, REASONS
from ttcs_desktop.grids.writing.cells import Fact, Sheet, sheet_of
from ttcs_desktop.papers.wording import weekday

_TENTH = Decimal("0.1")


def plan_table(plan: Plan) -> Sheet:
    """A row an airing; the end has its day where it lies on the next."""
    return sheet_of(WEEK_SHEET, WEEK_HEADS, map(_airing, plan.airings))


def log_table(sheet: LogSheet) -> Sheet:
    """A row an entry, corrected ones too."""
    return sheet_of(LOG_SHEET, LOG_HEADS, map(_entry, sheet.lines))


def _airing(one: Handed) -> tuple[Fact, ...]:
    by, basis = ("", "") if not one.approved else (one.approved[0], " ".join(one.approved[1:]))
    return (
        one.day,
        weekday(one.day),
        one.start.time(),
        one.end if one.end.date() > one.day else one.end.time(),
        _minutes(int((one.end - one.start).total_seconds())),
        one.title,
        "\n".join(one.parts),
        one.kind,
        one.source,
        one.priority,
        one.clusters,
        by,
        basis,
        APPROVED if one.may_play else NOT_APPROVED,
    )


def _entry(line: LogLine) -> tuple[Fact, ...]:
    entry = line.entry
    return (
        line.number,
        entry.day,
        entry.start,
        entry.title,
        KINDS[entry.kind],
        entry.source,
        _minutes(entry.planned_seconds),
        _minutes(entry.aired_seconds),
        OUTCOMES[entry.state],
        REASONS[entry.reason] if entry.reason.value else "",
        entry.clusters_ok,
        entry.clusters_total,
        line.clusters,
        "\n".join(dict.fromkeys(map(witness_words, line.witnesses))),
        "; ".join(remarks(line)),
        YES if line.counts else NO,
    )


def _minutes(seconds: int) -> int | Decimal:
    return seconds // 60 if seconds % 60 == 0 else (Decimal(seconds) / 60).quantize(_TENTH)
