"""When loudspeakers may play (quy định khung giờ phát): sets of rules as data, and what of a plan breaks them.

The sets come from `resources/catalogues/time_rules.toml`, each with who told of it. Emergency bulletins are never
counted: they are aired whenever they must be.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any, TypeVar

import resources
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.conflicts import Finding, Rule, Severity
from ttcs_desktop.broadcast.model import EVERY_DAY, Airing, Kind, Priority, Session, SessionBorders
from ttcs_desktop.storage.database import Row

T = TypeVar("T")
_BORDERS = SessionBorders()
_KEYS = frozenset({"code", "name", "sessions", "minutes", "relay", "weekdays", "earliest", "told", "note"})


@dataclass(frozen=True, slots=True)
class TimeRules:
    """One set of rules.

    Attributes:
        sessions: how many sessions (buổi) a day may have.
        minutes: how many minutes a session may have.
        relay: whether relays count.
        weekdays: 1 Monday … 7 Sunday.
        earliest: from when a session may begin, where that is said.
        told: who told of the rule; the document itself was not read.
    """

    code: str
    name: str
    sessions: int
    minutes: int
    relay: bool
    weekdays: frozenset[int]
    earliest: Mapping[Session, dt.time]
    told: str
    note: str


@dataclass(frozen=True, slots=True)
class RuleChoice:
    """From a day on the station keeps to a set of rules; an empty `code` means to none."""

    id: str
    from_day: dt.date
    code: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Breach:
    """What a finding about a rule says: the set, and the number that is over what it allows."""

    rules: TimeRules
    found: int


@cache
def shipped_rules() -> Mapping[str, TimeRules]:
    """The sets that come with the program, by code."""
    return read_rules(resources.path("catalogues/time_rules.toml").read_text(encoding="utf-8"))


def read_rules(toml: str) -> Mapping[str, TimeRules]:
    """Sets of rules out of TOML.

    Raises:
        ValueError: names the set and what is wrong with it.
    """
    found: dict[str, TimeRules] = {}
    for table in tomllib.loads(toml)["rules"]:
        code = table.get("code", "")
        if not code or code in found:
            raise ValueError(f"time rules: the code {code!r} is missing or there twice")
        try:
            found[code] = _rules(table)
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"time rules {code}: {error}") from error
    return found


def choice_of_row(row: Row) -> RuleChoice:
    """A choice as the file keeps it."""
    return RuleChoice(row["id"], dt.date.fromisoformat(row["from_day"]), row["code"], Severity(row["severity"]))


def rules_on(choices: Sequence[RuleChoice], known: Mapping[str, TimeRules], day: dt.date) -> RuleChoice | None:
    """The choice that holds on a day: the newest one up to it; None where it is for no set or for one nobody knows."""
    held = max((one for one in choices if one.from_day <= day), key=lambda one: one.from_day, default=None)
    return held if held is not None and held.code in known else None


def breaches(
    airings: Iterable[Airing], choices: Sequence[RuleChoice], known: Mapping[str, TimeRules]
) -> Iterator[Finding]:
    """What breaks the rules that hold on each day: one finding for an airing and a rule, with all its clusters."""
    by_day: dict[tuple[dt.date, str], list[Airing]] = defaultdict(list)
    for airing in airings:
        if not _is_urgent(airing) and (airing.clusters or airing.slot.is_everywhere):
            by_day[airing.day, airing.slot.station_id].append(airing)
    for (day, _), planned in by_day.items():
        choice = rules_on(choices, known, day)
        if choice is not None:
            yield from _of_day(planned, known[choice.code], choice.severity)


def broken_by(
    wanted: Airing, planned: Iterable[Airing], choices: Sequence[RuleChoice], known: Mapping[str, TimeRules]
) -> tuple[Finding, ...]:
    """What of the rules an airing would break that is not planned yet, or would break further than it is."""
    near = [one for one in planned if one.day == wanted.day and one.slot.station_id == wanted.slot.station_id]
    known_already = {_told(one) for one in breaches(near, choices, known)}
    found = [*breaches([wanted], choices, known), *breaches([*near, wanted], choices, known)]
    by_rule = {one.rule: one for one in found if one.a.id == wanted.id or _told(one) not in known_already}
    return tuple(by_rule[rule] for rule in Rule if rule in by_rule)


def _told(finding: Finding) -> tuple[Rule, str, int]:
    return finding.rule, finding.a.id, finding.breach.found if finding.breach else 0


def _of_day(planned: Sequence[Airing], rules: TimeRules, severity: Severity) -> Iterator[Finding]:
    by_cluster: dict[str, list[Airing]] = defaultdict(list)
    for airing in sorted(planned, key=lambda one: (one.start, one.id)):
        if rules.relay or airing.slot.kind is not Kind.RELAY:
            for cluster in airing.clusters or {""}:
                by_cluster[cluster].append(airing)
    # Clusters that play the same are looked at once: mostly all of them do.
    alike: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for cluster, plays in by_cluster.items():
        alike[tuple(one.id for one in plays)].add(cluster)
    found: dict[tuple[Rule, str], tuple[Airing, int, set[str]]] = {}
    for clusters in alike.values():
        for rule, airing, number in _of_cluster(by_cluster[min(clusters)], rules):
            _, most, where = found.get((rule, airing.id), (airing, number, set()))
            found[rule, airing.id] = (airing, max(most, number), where | clusters)
    for (rule, _), (airing, number, where) in found.items():
        places = frozenset(where - {""})
        yield Finding(rule, severity, airing, None, airing.start, airing.end, places, Breach(rules, number))


def _of_cluster(plays: Sequence[Airing], rules: TimeRules) -> Iterator[tuple[Rule, Airing, int]]:
    """What one cluster would play on a day, in time: the airing with which each rule is broken, and the number."""
    weekday = plays[0].day.isoweekday()
    if weekday not in rules.weekdays:
        yield Rule.OFF_DAY, plays[0], weekday
        return  # all of it is too much: that it is also too long helps nobody
    sessions = [(session, list(part)) for session, part in groupby(plays, key=_session)]
    if len(sessions) > rules.sessions:
        yield Rule.MANY_SESSIONS, sessions[rules.sessions][1][0], len(sessions)
    for session, part in sessions:
        opens = rules.earliest.get(session)
        if opens is not None and part[0].start.time() < opens:
            yield Rule.TOO_EARLY, part[0], 0
        total, over = _minutes(part, rules.minutes)
        if over is not None:
            yield Rule.LONG_SESSION, over, total


def _minutes(part: Sequence[Airing], most: int) -> tuple[int, Airing | None]:
    """The minutes of a session, rounded up, and the airing that goes past what is allowed. Overlaps count once."""
    seconds, until, over = 0.0, part[0].start, None
    for airing in part:
        seconds += max(0.0, (airing.end - max(airing.start, until)).total_seconds())
        until = max(until, airing.end)
        if over is None and seconds > most * 60:
            over = airing
    return -int(-seconds // 60), over


def _session(airing: Airing) -> Session:
    return _BORDERS.session_of(airing.start.time())


def _is_urgent(airing: Airing) -> bool:
    return airing.slot.kind is Kind.URGENT or airing.slot.priority is Priority.URGENT


def _rules(table: dict[str, Any]) -> TimeRules:
    if unknown := table.keys() - _KEYS:
        raise ValueError(f"nobody knows {', '.join(sorted(unknown))}")
    weekdays = frozenset(_of(table, "weekdays", list, list(EVERY_DAY)))
    earliest = {Session(name): dt.time.fromisoformat(at) for name, at in _of(table, "earliest", dict, {}).items()}
    sessions, minutes = _of(table, "sessions", int), _of(table, "minutes", int)
    if not weekdays <= EVERY_DAY or not weekdays or sessions < 1 or minutes < 1:
        raise ValueError("a number is out of its range")
    texts = {name: _of(table, name, str) for name in ("code", "name", "told", "note")}
    return TimeRules(
        texts["code"],
        texts["name"],
        sessions,
        minutes,
        _of(table, "relay", bool),
        weekdays,
        earliest,
        texts["told"],
        texts["note"],
    )


def _of(table: dict[str, Any], name: str, kind: type[T], otherwise: T | None = None) -> T:
    value = table.get(name, otherwise)
    if type(value) is not kind:
        raise TypeError(f"{name} must be {kind.__name__}")
    return value
