"""The named questions that a catalogue may ask. A city's catalogue composes them; it cannot invent one."""

from __future__ import annotations

import datetime as dt
from collections import Counter as Tally
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, replace
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.measured import Answer, Evidence, Measured, Median, Ratio
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.conflicts import Rule
from ttcs_desktop.broadcast.counted import repository as station
from ttcs_desktop.broadcast.equipment.model import Display, ThingKind
from ttcs_desktop.broadcast.model import Condition, Kind, Outcome, Priority, Reason, Session, Technology
from ttcs_desktop.content.counted import repository as content
from ttcs_desktop.content.model import Form, Origin
from ttcs_desktop.directives.counted import repository as directives
from ttcs_desktop.ledger.counted import repository as sending
from ttcs_desktop.ledger.model import OpState
from ttcs_desktop.office.counted import repository as office
from ttcs_desktop.office.model import Duty
from ttcs_desktop.plans.kept import TaskEnd
from ttcs_desktop.statistics.catalogue import Nature
from ttcs_desktop.statistics.timeliness import Sent
from ttcs_desktop.storage.counting import Counter, Counting

if TYPE_CHECKING:
    # A catalogue is checked against the names below long before a subject is asked for a number.
    from ttcs_desktop.broadcast.logbook import LogBook

Filters = Mapping[str, str]
Told = Callable[[Window], list[tuple[Evidence, str]]]
"""The records behind a figure that is computed, each with the value it counts for when it is broken down."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Who can be asked: the file itself, and rooms whose answers are computed.

    Attributes:
        topics_of: how many topics the list of a year has.
        tasks, reports, breaches: what was due and how it ended; airings that broke a rule on hours.
    """

    counter: Counter
    log: LogBook
    topics_of: Callable[[int], int]
    tasks: Told
    reports: Told
    breaches: Told

    def for_one_report(self, *, whole: bool = True) -> Sources:
        """The same, each question asked once however many figures are made of it; `whole` with all records at once."""
        return replace(
            self,
            counter=self.counter.once(whole=whole),
            tasks=cache(self.tasks),
            reports=cache(self.reports),
            breaches=cache(self.breaches),
        )


_Ask = Callable[[Sources, Window, Filters], Answer]
_Shares = Callable[[Sources, Window, Filters, str], Mapping[str, int]]
OPEN: tuple[str, ...] = ()
"""The values of a breakdown that are whatever the record holds: names of places, of sources."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A named question.

    Attributes:
        by: what it may be narrowed to and broken down by: name → values; OPEN for words of the record's own.
        needs: the filters without which it asks nothing.
        adds: whether the answers of two stretches of days add up to that of both together.
    """

    nature: Nature
    by: Mapping[str, tuple[str, ...]]
    ask: _Ask
    shares: _Shares | None = None
    needs: frozenset[str] = field(default=frozenset())
    adds: bool = True


def ask(sources: Sources, measure: str, window: Window, filters: Filters) -> Answer:
    """The answer to a named question.

    Raises:
        InvalidInput: `measure_unknown`.
    """
    return measure_of(measure).ask(sources, window, filters)


def shares(sources: Sources, measure: str, window: Window, filters: Filters, name: str) -> Mapping[str, int]:
    """The same broken down by values of `name`, in the measure's own unit; a value that has none may be left out.

    Raises:
        InvalidInput: `measure_unknown`.
    """
    found = measure_of(measure).shares
    return found(sources, window, filters, name) if found else {}


def measure_of(name: str) -> Measure:
    """A question by its name.

    Raises:
        InvalidInput: `measure_unknown`.
    """
    found = MEASURES.get(name)
    if found is None:
        raise InvalidInput("measure", "measure_unknown", measure=name)
    return found


def can_answer(sources: Sources, measure: str, window: Window) -> bool:
    """Whether the record holds what a question is about: a year's list of topics, any notice board at all."""
    if measure == _TOPICS:
        return any(sources.topics_of(year) for year in range(window.start.year, window.cut_off.year + 1))
    if measure in _BOARDS:
        ever = Window(dt.date.min, dt.date.max)
        return sources.counter.total(station.BOARDS, Window(ever.start, window.cut_off)) > 0
    return True


def _values(kind: Iterable[StrEnum]) -> tuple[str, ...]:
    return tuple(one.value for one in kind)


_STANDING = (Condition.WORKING.value, Condition.FAULTY.value)
_CONNECTED = ("0", "1")
_OF_STATION = {"technology": _values(Technology), "condition": _STANDING, "connected": _CONNECTED}
_OF_CLUSTER = {**_OF_STATION, "vendor": OPEN, "held": ("then", "later")}
_OF_BOARD = {"display": _values(Display), "condition": _STANDING, "connected": _CONNECTED}
_REASONS = (*(one.value for one in Reason if one.value), station.NO_REASON)
_OF_ENTRY = {
    "kind": _values(Kind),
    "priority": _values(Priority),
    "session": _values(Session),
    "source": OPEN,
    "state": _values(Outcome),
    "reason": _REASONS,
}
_OF_ITEM = {"form": _values(Form), "origin": _values(Origin)}


def _counted(what: Counting, nature: Nature, by: Mapping[str, tuple[str, ...]], *, adds: bool = True) -> Measure:
    """A figure whose total, shares and records are the file's own."""
    return Measure(
        nature,
        by,
        lambda sources, window, filters: sources.counter.measured(what, window, filters),
        lambda sources, window, filters, name: sources.counter.shares(what, window, name, filters),
        adds=adds,
    )


def _stock(what: Counting, by: Mapping[str, tuple[str, ...]] | None = None) -> Measure:
    return _counted(what, Nature.STOCK, by or {})


def _flow(what: Counting, by: Mapping[str, tuple[str, ...]] | None = None) -> Measure:
    return _counted(what, Nature.FLOW, by or {})


def _ratio(part: Counting, whole: Counting, by: Mapping[str, tuple[str, ...]], scale: int = 100) -> Measure:
    """A share of two sums over the same rows."""

    def answer(sources: Sources, window: Window, filters: Filters) -> Ratio:
        asked = [sources.counter.measured(what, window, filters) for what in (part, whole)]
        return Ratio(asked[0], asked[1], Fraction(scale))

    return Measure(Nature.FLOW, by, answer, adds=False)


def _told(which: str, name: str, values: tuple[str, ...]) -> Measure:
    """A figure over records that a room computes; `name` is the one breakdown it has."""

    def records(sources: Sources, window: Window, filters: Filters) -> list[tuple[Evidence, str]]:
        told: Told = getattr(sources, which)
        return [(record, value) for record, value in told(window) if filters.get(name, value) == value]

    def answer(sources: Sources, window: Window, filters: Filters) -> Measured:
        return Measured(tuple(record for record, _ in records(sources, window, filters)))

    def broken(sources: Sources, window: Window, filters: Filters, _: str) -> dict[str, int]:
        return Tally(value for _, value in records(sources, window, filters))

    return Measure(Nature.FLOW, {name: values}, answer, broken)


def _station_share(sources: Sources, window: Window, filters: Filters) -> Ratio:
    """Stations of the kind that is asked for over all of them."""
    part, whole = (sources.counter.measured(station.STATIONS, window, by) for by in (filters, {}))
    return Ratio(part, whole, Fraction(100))


def _median(sources: Sources, window: Window, filters: Filters) -> Median:
    return Median(sources.counter.measured(station.URGENT_MINUTES, window, filters))


_RULES = _values((Rule.OFF_DAY, Rule.MANY_SESSIONS, Rule.LONG_SESSION, Rule.TOO_EARLY))
_TOPICS = "broadcast.topics_told"
_BOARDS = ("broadcast.notice_boards", "broadcast.electronic_boards")
MEASURES: Mapping[str, Measure] = {
    "broadcast.stations": _stock(station.STATIONS, _OF_STATION),
    "broadcast.station_share": Measure(
        Nature.STOCK, _OF_STATION, _station_share, needs=frozenset({"technology"}), adds=False
    ),
    "broadcast.clusters": _stock(station.CLUSTERS, _OF_CLUSTER),
    "broadcast.clusters_heard": _stock(station.CLUSTERS_HEARD, {**_OF_CLUSTER, "neighbourhood": OPEN}),
    "broadcast.clusters_near_quiet": _stock(station.CLUSTERS_NEAR_QUIET, _OF_CLUSTER),
    "broadcast.loudspeakers": _stock(station.LOUDSPEAKERS, _OF_CLUSTER),
    "broadcast.neighbourhoods_heard": _stock(station.PLACES_HEARD, _OF_CLUSTER),
    "broadcast.notice_boards": _stock(station.BOARDS, _OF_BOARD),
    "broadcast.electronic_boards": _stock(station.ELECTRONIC_BOARDS, _OF_BOARD),
    "broadcast.board_news": _flow(station.BOARD_NEWS, _OF_ITEM),
    "broadcast.faults": _flow(station.FAULTS, {"thing": _values(ThingKind)}),
    "broadcast.repairs": _flow(station.REPAIRS, {"thing": _values(ThingKind)}),
    "broadcast.days_to_repair": _ratio(station.DAYS_BROKEN, station.REPAIRS, {"thing": _values(ThingKind)}, 1),
    "broadcast.sessions": _flow(station.SESSIONS, {"session": _OF_ENTRY["session"]}),
    "broadcast.aired_seconds": _flow(station.AIRED_SECONDS, _OF_ENTRY),
    "broadcast.plays": _flow(station.PLAYS, _OF_ENTRY),
    "broadcast.not_played": _flow(station.NOT_PLAYED, _OF_ENTRY),
    "broadcast.self_made_programmes": _flow(station.SELF_MADE, _OF_ENTRY),
    "broadcast.items_first_aired": _flow(station.OWN_ITEMS, {"form": _OF_ITEM["form"]}),
    "broadcast.received_heard": _ratio(station.RECEIVED_HEARD, station.RECEIVED, _OF_ITEM),
    "broadcast.cluster_success": _ratio(station.CLUSTERS_OK, station.CLUSTERS_ASKED, _OF_ENTRY),
    "broadcast.duration_success": _ratio(station.SECONDS_PLAYED, station.SECONDS_ASKED, _OF_ENTRY),
    "broadcast.approved_plays": _ratio(station.APPROVED_PLAYS, station.PLAYS, _OF_ENTRY),
    "broadcast.urgent_messages": _flow(station.URGENT_MESSAGES, {"template": OPEN}),
    "broadcast.urgent_minutes": Measure(Nature.FLOW, {"template": OPEN}, _median, adds=False),
    _TOPICS: _flow(station.TOPICS_TOLD, {"giver": OPEN}),
    "content.columns": _stock(content.COLUMNS),
    "content.contributions": _flow(content.CONTRIBUTIONS, {"receiver": OPEN, "used": ("yes", "no")}),
    "content.received": _flow(station.RECEIVED, _OF_ITEM),
    "office.neighbourhoods": _stock(office.NEIGHBOURHOODS),
    "office.officers": _stock(office.OFFICERS),
    "office.editorial_board": _stock(office.BOARD_MEMBERS, {"duty": _values(Duty)}),
    "directives.arrived": _flow(directives.ARRIVED, {"handling": ("handled", "handled_late", "overdue", "open")}),
    "plans.tasks": _told("tasks", "task", _values(TaskEnd)),
    "statistics.reports": _told("reports", "report", _values(Sent)),
    "broadcast.rule_breaches": _told("breaches", "rule", _RULES),
    "sync.records": _stock(sending.SENT, {"sending": _values(OpState), "lane": OPEN}),
}


def check_measure(name: str, filters: Mapping[str, object]) -> None:
    """Whether a catalogue may ask this.

    Raises:
        InvalidInput: `catalogue_measure`, `catalogue_filter` (filter, known), `catalogue_value` (filter, value, known).
    """
    known = MEASURES.get(name)
    if known is None:
        raise InvalidInput("measure", "catalogue_measure", measure=name)
    for one in known.needs - filters.keys():
        raise InvalidInput("filters", "catalogue_filter_missing", filter=one)
    for one, value in filters.items():
        check_filter(known, one, value)


def check_filter(measure: Measure, name: str, value: object) -> None:
    """Whether a question may be narrowed so.

    Raises:
        InvalidInput: `catalogue_filter`, `catalogue_value`.
    """
    if name not in measure.by:
        raise InvalidInput(name, "catalogue_filter", filter=name, known=", ".join(measure.by))
    values = measure.by[name]
    if not isinstance(value, str) or (values and value not in values):
        raise InvalidInput(name, "catalogue_value", filter=name, value=value, known=", ".join(values))
