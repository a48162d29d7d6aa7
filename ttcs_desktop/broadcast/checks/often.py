"""The same item too many times, or again too soon, on one cluster: by the unit's own limits, which are off at first."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ttcs_desktop.broadcast.checks.model import Per, Proof, RepeatLimit, TooClose, TooOften, limit_on
from ttcs_desktop.broadcast.conflicts import Finding, Rule, Severity
from ttcs_desktop.broadcast.model import Airing, Kind
from ttcs_desktop.content.model import Item

_WHOLE = frozenset({""})  # a station without clusters is one place


def too_often(
    airings: Sequence[Airing],
    before: Sequence[Airing],
    items: Mapping[str, Item],
    limits: Sequence[RepeatLimit],
) -> Iterator[Finding]:
    """What is over the limit that holds on its day. Of a day, or of the week, the first airing that is one too many.

    Args:
        airings: those of one week.
        before: those of the days before it, which count for the gap only.
    """
    mine = {airing.id for airing in airings}
    for item, plays in _by_item((*before, *airings), items).values():
        in_week = [one for one in plays if one.id in mine]
        for day, of_day in _by_day(in_week).items():
            limit = limit_on(limits, day)
            if limit is not None and limit.per_day:
                yield from _over(item, of_day, limit.per_day, Per.DAY)
        limit = limit_on(limits, in_week[-1].day) if in_week else None
        if limit is not None and limit.per_week:
            held = [one for one in in_week if one.day >= limit.from_day]  # what was before it is not judged by it
            yield from _over(item, held, limit.per_week, Per.WEEK)
        if any(limit.gap_hours for limit in limits):
            yield from _close(item, plays, mine, limits)


def _by_item(planned: Iterable[Airing], items: Mapping[str, Item]) -> dict[str, tuple[Item, list[Airing]]]:
    """The airings that really sound somewhere, by each item they play, in time. Urgent ones are never too many."""
    found: dict[str, tuple[Item, list[Airing]]] = {}
    for airing in sorted(planned, key=lambda one: (one.start, one.id)):
        if airing.slot.kind is Kind.URGENT or (not airing.slot.is_everywhere and not airing.clusters):
            continue
        for item in {items[one].id: items[one] for one in airing.versions if one in items}.values():
            found.setdefault(item.id, (item, []))[1].append(airing)
    return found


def _are_alike(plays: Sequence[Airing]) -> bool:
    """Whether all go to the same clusters, as most do: then one stands for all."""
    return len({one.clusters for one in plays}) == 1


def _by_day(plays: Iterable[Airing]) -> dict[dt.date, list[Airing]]:
    days: dict[dt.date, list[Airing]] = defaultdict(list)
    for airing in plays:
        days[airing.day].append(airing)
    return days


def _over(item: Item, plays: Sequence[Airing], most: int, per: Per) -> Iterator[Finding]:
    """The first play with which a cluster has more than `most`, with the number that the loudest cluster reaches."""
    if len(plays) <= most:
        return
    alike = _are_alike(plays)
    times: dict[tuple[str, str], int] = defaultdict(int)
    first: tuple[int, frozenset[str]] | None = None
    for number, airing in enumerate(plays):
        over = set()
        for cluster in _WHOLE if alike else airing.clusters or _WHOLE:
            times[airing.slot.station_id, cluster] += 1
            if times[airing.slot.station_id, cluster] > most:
                over.add(cluster)
        if over and first is None:
            first = (number, airing.clusters if alike else frozenset(over - _WHOLE))
    if first is not None:
        number, where = first
        proof = TooOften(item.title, max(times.values()), most, per)
        yield _finding(Rule.AIRED_TOO_OFTEN, plays[number], plays[number - 1], where, proof)


def _close(item: Item, plays: Sequence[Airing], mine: set[str], limits: Sequence[RepeatLimit]) -> Iterator[Finding]:
    alike = _are_alike(plays)
    last: dict[tuple[str, str], Airing] = {}
    for airing in plays:
        limit = limit_on(limits, airing.day)
        hours = limit.gap_hours if limit is not None else 0
        near: dict[str, set[str]] = defaultdict(set)
        heard = {}
        for cluster in _WHOLE if alike else airing.clusters or _WHOLE:
            place = airing.slot.station_id, cluster
            earlier = last.get(place)
            if hours and earlier is not None and airing.start - earlier.end < dt.timedelta(hours=hours):
                near[earlier.id].add(cluster)
                heard[earlier.id] = earlier
            if earlier is None or airing.end > earlier.end:
                last[place] = airing
        if airing.id in mine and heard:
            nearest = max(heard.values(), key=lambda one: one.end)
            # Those that sound at once clash, which is told of them; they are no minutes apart.
            minutes = max(0, int((airing.start - nearest.end).total_seconds()) // 60)
            where = airing.clusters if alike else frozenset(near[nearest.id] - _WHOLE)
            yield _finding(Rule.TOO_CLOSE, airing, nearest, where, TooClose(item.title, minutes, hours))


def _finding(rule: Rule, airing: Airing, other: Airing, where: frozenset[str], proof: Proof) -> Finding:
    return Finding(rule, Severity.WARN, airing, other, airing.start, airing.end, where, proof=proof)
