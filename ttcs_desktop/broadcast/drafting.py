"""From a planned week to what its notice says."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.model import Airing, Fill, Kind, SessionBorders
from ttcs_desktop.broadcast.papers import WeekLine, WeekSheet
from ttcs_desktop.broadcast.wording import WEEK_RECIPIENTS, own_station, repeated
from ttcs_desktop.office.model import Person, Unit
from ttcs_desktop.office.wording import UNIT_KINDS, signature_of


def week_sheet_of(
    week: Week,
    airings: Iterable[Airing],
    station: str,
    unit: Unit,
    signer: Person | None,
    where: Callable[[Airing], str],
    *,
    trial: bool,
) -> WeekSheet:
    """The notice of a week: only what may be aired stands on it; number and day stay open for the pen.

    Args:
        where: on which clusters an airing is heard, in words.
    """
    authority, position = signature_of(signer)
    borders = SessionBorders()
    lines = tuple(
        WeekLine(
            day=airing.day,
            session=borders.session_of(airing.start.time()),
            start=f"{airing.start:%H:%M}",
            end=f"{airing.end:%H:%M}",
            minutes=round(airing.seconds / 60),
            title=_title(airing),
            kind=_kind(airing),
            source=airing.slot.source or ("" if airing.slot.kind is Kind.RELAY else own_station(UNIT_KINDS[unit.kind])),
            priority=airing.slot.priority,
            clusters=where(airing),
        )
        for airing in airings
        if airing.approval is not None
    )
    return WeekSheet(
        unit_kind=UNIT_KINDS[unit.kind],
        unit_name=unit.name,
        week_no=week.number,
        first_day=week.monday,
        last_day=week.sunday,
        station=station[:1].lower() + station[1:],
        lines=lines,
        authority=authority,
        position=position,
        recipients=WEEK_RECIPIENTS,
        signer=signer.name if signer else "",
        trial=trial,
    )


def _title(airing: Airing) -> str:
    repeat = airing.edition is not None and airing.edition.repeat_of is not None
    return repeated(airing.title) if repeat else airing.title


def _kind(airing: Airing) -> str:
    if airing.edition is not None and airing.edition.repeat_of is not None:
        return "repeat"
    if airing.slot.kind is Kind.RELAY:
        return Kind.RELAY.value
    if airing.slot.fill is Fill.ITEM and airing.slot.kind is Kind.INSERT:
        return "notice"
    return "own" if airing.slot.self_made else airing.slot.kind.value
