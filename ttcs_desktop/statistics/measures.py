"""The named questions that a catalogue may ask. A city's catalogue composes them; it cannot invent one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.measured import Measured, Ratio
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import Kind, Priority, Technology

if TYPE_CHECKING:
    # A catalogue is checked against the names below long before a subject is asked for a number.
    from ttcs_desktop.broadcast.coverage.service import TopicCoverage
    from ttcs_desktop.broadcast.figures import BroadcastFigures
    from ttcs_desktop.broadcast.logbook import LogBook
    from ttcs_desktop.content.figures import ContentFigures

Filters = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sources:
    """The subjects that can be asked."""

    broadcast: BroadcastFigures
    content: ContentFigures
    log: LogBook
    topics: TopicCoverage

    def for_one_report(self) -> Sources:
        """The same subjects, each read once for as many questions as a report has."""
        return replace(self, broadcast=self.broadcast.for_one_report())


_Question = Callable[[Sources, Window, Filters], Measured | Ratio]

_TOPICS = "broadcast.topics_told"
_SHARE_OF = "broadcast.station_share"
_MEASURES: Mapping[str, _Question] = {
    "broadcast.stations": lambda ask, window, _: ask.broadcast.stations(window.cut_off),
    _SHARE_OF: lambda ask, window, by: ask.broadcast.station_share(window.cut_off, Technology(by["technology"])),
    "broadcast.clusters": lambda ask, window, _: ask.broadcast.clusters(window.cut_off),
    "broadcast.loudspeakers": lambda ask, window, _: ask.broadcast.loudspeakers(window.cut_off),
    "broadcast.notice_boards": lambda ask, window, _: ask.broadcast.notice_boards(window.cut_off),
    "broadcast.electronic_boards": lambda ask, window, _: ask.broadcast.notice_boards(window.cut_off, electronic=True),
    "broadcast.sessions": lambda ask, window, _: ask.broadcast.sessions(window),
    "broadcast.aired_seconds": lambda ask, window, by: ask.broadcast.aired_seconds(window, _kind(by)),
    "broadcast.self_made_programmes": lambda ask, window, _: ask.broadcast.self_made_programmes(window),
    "broadcast.items_first_aired": lambda ask, window, _: ask.broadcast.items_first_aired(window),
    "broadcast.plays": lambda ask, window, by: ask.broadcast.plays(window, _priority(by)),
    "broadcast.cluster_success": lambda ask, window, _: ask.broadcast.cluster_success(window),
    "broadcast.duration_success": lambda ask, window, _: ask.broadcast.duration_success(window),
    _TOPICS: lambda ask, window, _: ask.topics.told(window),
    "content.columns": lambda ask, window, _: ask.content.columns(window.cut_off),
    "content.contributions": lambda ask, window, _: ask.content.contributions(window),
}


def ask(sources: Sources, measure: str, window: Window, filters: Filters) -> Measured | Ratio:
    """The answer to a named question.

    Raises:
        InvalidInput: `measure_unknown`.
    """
    question = _MEASURES.get(measure)
    if question is None:
        raise InvalidInput("measure", "measure_unknown", measure=measure)
    return question(sources, window, filters)


def can_answer(sources: Sources, measure: str, window: Window) -> bool:
    """Whether the record holds what a question is about; topics are told only of a year that has its list."""
    return measure != _TOPICS or sources.topics.topics.count(window.start.year) > 0


def check_measure(measure: str, filters: Filters) -> None:
    """Whether a catalogue may ask this; ValueError names what nobody can answer."""
    if measure not in _MEASURES:
        raise ValueError(measure)
    for name in filters:
        if name not in ("kind", "priority", "technology"):
            raise ValueError(name)
    _kind(filters)
    _priority(filters)
    if measure == _SHARE_OF:
        Technology(filters.get("technology", ""))


def _kind(filters: Filters) -> Kind | None:
    return Kind(filters["kind"]) if "kind" in filters else None


def _priority(filters: Filters) -> Priority | None:
    return Priority(filters["priority"]) if "priority" in filters else None
