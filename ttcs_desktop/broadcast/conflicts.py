"""What is wrong with a plan, each finding naming the two things, the stretch of time and the rule.

Touching is no overlap: an airing ends before its end minute. Overlap is judged in real time, so midnight is nothing
special.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import Airing, Fill, Kind, Priority
from ttcs_desktop.content.model import Item, ItemState, Unfit
from ttcs_desktop.vietnamese.text import fold_words

if TYPE_CHECKING:
    from ttcs_desktop.broadcast.checks.model import Proof
    from ttcs_desktop.broadcast.time_rules import Breach


class Rule(StrEnum):
    """What a finding is about."""

    OVERLAP = "overlap"
    NOT_APPROVED = "not_approved"
    EMPTY_EDITION = "empty_edition"
    TOO_SOON = "too_soon"
    NO_CLUSTER = "no_cluster"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    NO_RIGHT = "no_right"
    WITHDRAWN = "withdrawn"
    OFF_DAY = "off_day"
    MANY_SESSIONS = "many_sessions"
    LONG_SESSION = "long_session"
    TOO_EARLY = "too_early"
    OUT_OF_ORDER = "out_of_order"
    SPOKEN_TOO_LONG = "spoken_too_long"
    AIRED_TOO_OFTEN = "aired_too_often"
    TOO_CLOSE = "too_close"
    TOPIC_NOT_COVERED = "topic_not_covered"
    PRIORITY_NOT_PLACED = "priority_not_placed"


class Severity(StrEnum):
    """What it means for the timetable: forbids publishing, asks the officer, or is good to know."""

    BLOCK = "block"
    ASK = "ask"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    Attributes:
        b: the second airing; None when the finding is about one.
        start, end: the stretch that clashes, wall clock; the whole airing when it is about one.
        clusters: ids of the clusters on which it happens.
        breach: the set of time rules that is broken, and by how much.
        proof: the numbers behind a finding about what is played: how long, how often.
    """

    rule: Rule
    severity: Severity
    a: Airing
    b: Airing | None
    start: dt.datetime
    end: dt.datetime
    clusters: frozenset[str]
    breach: Breach | None = None
    proof: Proof | None = None

    @property
    def date(self) -> dt.date:
        return self.start.date()


def find(airings: Iterable[Airing], history: Sequence[Airing] = ()) -> tuple[Finding, ...]:
    """Every finding of a plan, by time.

    `history` are the airings before the plan: they may overlap its first minutes and count for "too soon", but no
    finding is about them alone.
    """
    airings = tuple(airings)
    mine = {airing.id for airing in airings}
    found = [finding for finding in overlaps((*history, *airings)) if _concerns(finding, mine)]
    found += [finding for airing in airings for finding in _about_one(airing)]
    found += [finding for finding in _too_soon((*history, *airings)) if finding.a.id in mine]
    return tuple(sorted(found, key=lambda one: (one.start, one.rule.value, one.a.title, one.a.id)))


def overlaps(airings: Iterable[Airing]) -> Iterator[Finding]:
    """Pairs that would play on the same cluster at the same time: one sweep over starts, longest-running first out."""
    running: list[Airing] = []
    for airing in sorted(airings, key=lambda one: (one.start, one.id)):
        running = [other for other in running if other.end > airing.start]
        for other in running:
            shared = _shared_clusters(other, airing)
            if shared is not None:
                yield Finding(
                    Rule.OVERLAP,
                    _overlap_severity(other, airing),
                    other,
                    airing,
                    airing.start,
                    min(other.end, airing.end),
                    shared,
                )
        if airing.end > airing.start:
            running.append(airing)


def _shared_clusters(a: Airing, b: Airing) -> frozenset[str] | None:
    """The clusters both want; None when there are none. A station without clusters yet is one place."""
    if a.slot.station_id != b.slot.station_id or _nowhere(a) or _nowhere(b):
        return None
    if not a.clusters or not b.clusters:
        return a.clusters | b.clusters
    return (a.clusters & b.clusters) or None


def _nowhere(airing: Airing) -> bool:
    """Whether every cluster it was meant for is gone."""
    return not airing.slot.is_everywhere and not airing.clusters


def _overlap_severity(a: Airing, b: Airing) -> Severity:
    """Urgent interrupts; two priority bulletins are the commune's decision (Thông tư 39/2020/TT-BTTTT)."""
    if Kind.URGENT in (a.slot.kind, b.slot.kind) or Priority.URGENT in (a.slot.priority, b.slot.priority):
        return Severity.WARN
    if a.slot.priority is Priority.PRIORITY and b.slot.priority is Priority.PRIORITY:
        return Severity.ASK
    return Severity.BLOCK


def _about_one(airing: Airing) -> Iterator[Finding]:
    if _nowhere(airing):
        yield _alone(Rule.NO_CLUSTER, airing)
    if airing.slot.fill is Fill.SERIES and (airing.edition is None or not airing.edition.parts):
        yield _alone(Rule.EMPTY_EDITION, airing)
    elif airing.approval is None:
        yield _alone(Rule.NOT_APPROVED, airing)


def unfit(airings: Iterable[Airing], items: Mapping[str, Item]) -> Iterator[Finding]:
    """Airings with an item that may not be used on their day: not yet, not any more, or without the right to it.

    `items` has the item of each version that they play.
    """
    for airing in airings:
        reasons = {items[one].unfit_on(airing.day) for one in airing.versions if one in items} - {None}
        yield from (_alone(_UNFIT[one], airing) for one in Unfit if one in reasons)


def withdrawn(airings: Iterable[Airing], items: Mapping[str, Item]) -> Iterator[Finding]:
    """Airings that may not play because an item of theirs was taken back since they were planned; `items` as above."""
    for airing in airings:
        gone = (items[one].state is ItemState.WITHDRAWN for one in airing.versions if one in items)
        if airing.approval is None and any(gone):
            yield _alone(Rule.WITHDRAWN, airing)


def out_of_order(airings: Iterable[Airing], faulty: Callable[[dt.date], frozenset[str]]) -> Iterator[Finding]:
    """The first airing that each faulty cluster would miss; those after it say nothing new.

    Where not one cluster of an airing works, nobody hears it: that the officer decides, once a day for those clusters.
    `faulty` gives the clusters that are out of order on a day.
    """
    told: set[str] = set()
    silent: set[tuple[dt.date, frozenset[str]]] = set()
    for airing in sorted(airings, key=lambda one: (one.start, one.id)):
        missed = airing.clusters & faulty(airing.day)
        if missed and missed == airing.clusters:
            told |= missed
            if (airing.day, missed) in silent:
                continue
            silent.add((airing.day, missed))
            yield Finding(Rule.OUT_OF_ORDER, Severity.ASK, airing, None, airing.start, airing.end, missed)
        elif missed - told:
            fresh, told = missed - told, told | missed
            yield Finding(Rule.OUT_OF_ORDER, Severity.WARN, airing, None, airing.start, airing.end, fresh)


_UNFIT = {Unfit.NOT_YET: Rule.NOT_YET, Unfit.EXPIRED: Rule.EXPIRED, Unfit.NO_RIGHT: Rule.NO_RIGHT}


def _alone(rule: Rule, airing: Airing) -> Finding:
    return Finding(rule, Severity.BLOCK, airing, None, airing.start, airing.end, airing.clusters)


def _too_soon(airings: Iterable[Airing]) -> Iterator[Finding]:
    """The same title again on the same cluster before its gap of days has passed; the same day is no repeat."""
    earlier: dict[str, list[Airing]] = {}
    folded = cache(fold_words)
    for airing in sorted(airings, key=lambda one: (one.start, one.id)):
        told = earlier.setdefault(folded(airing.title), [])
        gap = airing.slot.repeat_gap_days or 0
        for before in reversed(told):
            if 0 < (airing.day - before.day).days < gap and _shared_clusters(before, airing) is not None:
                yield Finding(Rule.TOO_SOON, Severity.WARN, airing, before, airing.start, airing.end, airing.clusters)
                break
        told.append(airing)


def _concerns(finding: Finding, mine: set[str]) -> bool:
    return finding.a.id in mine or (finding.b is not None and finding.b.id in mine)
