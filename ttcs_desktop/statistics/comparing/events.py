"""Two reports held against each other: every difference as the events between them, which sum to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.statistics.catalogue import Nature
from ttcs_desktop.statistics.comparing.sides import Counted, Figure, Key, Side, exact_of, formula

_NONE = Fraction(0)


class Kind(StrEnum):
    """What happened between two reports."""

    CAME = "came"
    GONE = "gone"
    CHANGED = "changed"
    CARRIED = "carried"
    ENTERED = "entered"
    ROUNDING = "rounding"
    TERM = "term"
    FORMULA = "formula"


class Why(StrEnum):
    """Why one report has it and the other has not.

    The days of the one are not those of the other; or the day is counted in both, and the record was written,
    mended or withdrawn between them.
    """

    DAYS = "days"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing between two reports; `effect` is what it adds to the figure, of a share in points, exact.

    Attributes:
        before, after: the record as each report counted it; None where it did not, and where no record stands behind.
        day: on which it happened, as far as the record says.
    """

    kind: Kind
    why: Why
    effect: Fraction
    day: dt.date | None = None
    before: Counted | None = None
    after: Counted | None = None
    note: str = ""

    @property
    def record(self) -> Counted | None:
        """The record that can be opened."""
        return self.after or self.before


@dataclass(frozen=True, slots=True)
class Difference:
    """One indicator in both reports, and everything between.

    Attributes:
        events: by day; their effects sum to `change`.
        change: None where one of them has no number: a blank is not a zero.
    """

    code: str
    name: str
    unit: str
    decimals: int
    before: Decimal | None
    after: Decimal | None
    events: tuple[Event, ...]

    @property
    def change(self) -> Decimal | None:
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def is_none(self) -> bool:
        """Whether both say the same, and of the same records."""
        return self.before == self.after and not self.events

    def proven(self) -> bool:
        """Whether the events sum to the difference."""
        return self.change is None or self.effect() == Fraction(self.change)

    def effect(self, *why: Why) -> Fraction:
        """What the events add up to, of some reasons or of all."""
        return sum((one.effect for one in self.events if not why or one.why in why), _NONE)


Pair: TypeAlias = tuple[Counted | None, Counted | None]
Steps = Mapping[str, Sequence[tuple[dt.date, Counted | None, Counted | None]]]
"""By indicator, what the dated states of a stock say between two cut-offs: (day, before, after) of one record each."""


def compare(one: Side, other: Side, steps: Steps | None = None) -> tuple[Difference, ...]:
    """What leads from `one` to `other`, for every indicator that both have, in the order of `other`."""
    steps = steps or {}
    return tuple(
        _difference(one.figures[code], figure, one, other, steps.get(code, ()))
        for code, figure in other.figures.items()
        if code in one.figures
    )


def _difference(
    first: Figure,
    second: Figure,
    one: Side,
    other: Side,
    steps: Sequence[tuple[dt.date, Counted | None, Counted | None]],
) -> Difference:
    if not second.counted_as(first):
        events = [Event(Kind.FORMULA, Why.RECORD, second.exact() - first.exact(), note=second.formula)]
    elif second.expression:
        events = _terms(first, second)
    elif second.is_sum:
        changes = _changes(first.records, second.records)
        events = _dated([_event(before, after, second.nature, one, other) for before, after in changes], steps)
    else:
        events = _laid_on(first, second, one, other)
    events.sort(key=lambda event: (event.day or dt.date.min, event.kind is Kind.GONE))
    told = Difference(second.code, second.name, second.unit, second.decimals, first.value, second.value, tuple(events))
    return replace(told, events=(*told.events, *_beside(first, second)))


def _changes(first: Iterable[Counted], second: Iterable[Counted]) -> list[tuple[Counted | None, Counted | None]]:
    """Records whose share is another, or that stand in one only, each with its sum; the same ones are left out."""
    before, after = _by_key(first), _by_key(second)
    keys = list(dict.fromkeys((*before, *after)))
    pairs = _mended([(before.get(key), after.get(key)) for key in keys])
    return [(old, new) for old, new in pairs if old is None or new is None or old.amount != new.amount]


def _mended(pairs: list[Pair]) -> list[Pair]:
    """The pairs, with a record that went and one that came in its place as one: a log is mended by a new entry."""
    came: dict[tuple[str, dt.date | None, str], list[Counted]] = {}
    for old, new in pairs:
        if old is None and new is not None:
            came.setdefault(_same_thing(new), []).append(new)
    made: list[Pair] = []
    taken = set()
    for old, new in pairs:
        if old is not None and new is None and (found := came.get(_same_thing(old))):
            made.append((old, mended := found.pop(0)))
            taken.add(mended.key)
        else:
            made.append((old, new))
    return [(old, new) for old, new in made if old is not None or new is None or new.key not in taken]


def _same_thing(one: Counted) -> tuple[str, dt.date | None, str]:
    return one.subject, one.date, one.label


def _by_key(records: Iterable[Counted]) -> dict[Key, Counted]:
    found: dict[Key, Counted] = {}
    for one in records:
        known = found.get(one.key)
        found[one.key] = replace(known, amount=known.amount + one.amount) if known is not None else one
    return found


def _event(before: Counted | None, after: Counted | None, nature: Nature, one: Side, other: Side) -> Event:
    effect = (after.amount if after else _NONE) - (before.amount if before else _NONE)
    record = after or before
    day = record.date if record else None
    kind = _kind(before, after)
    why = Why.RECORD
    if nature is Nature.FLOW:
        holder = one if before is None else other
        if kind is not Kind.CHANGED and day is not None and not holder.holds(day):
            why = Why.DAYS
    elif day is not None and after is not None and one.last_day < day <= other.last_day:
        why = Why.DAYS
    return Event(kind, why, effect, day, before, after)


def _kind(before: Counted | None, after: Counted | None) -> Kind:
    if before is None:
        return Kind.CAME
    return Kind.GONE if after is None else Kind.CHANGED


def _dated(events: list[Event], steps: Sequence[tuple[dt.date, Counted | None, Counted | None]]) -> list[Event]:
    """A stock's events with the days of its states, where these say the same in sum; as they are where they do not."""
    walked: dict[Key, list[Event]] = {}
    for day, before, after in steps:
        record = after or before
        if record is not None:
            effect = (after.amount if after else _NONE) - (before.amount if before else _NONE)
            walked.setdefault(record.key, []).append(Event(_kind(before, after), Why.DAYS, effect, day, before, after))
    made: list[Event] = []
    for event in events:
        found = walked.get(event.record.key, []) if event.record else []
        same = found and sum((step.effect for step in found), _NONE) == event.effect
        made += found if same else [event]
    return made


def _laid_on(first: Figure, second: Figure, one: Side, other: Side) -> list[Event]:
    """Events of a share or a middle: each is what it moves by when the event is laid on after those before it.

    What comes goes before what goes, so that there is something to divide by all the way.
    """
    start, end = (_told_apart(one.records) if one.middle else one.records for one in (first, second))
    parts = {_key(pair): pair for pair in _changes(start, end)}
    wholes = {_key(pair): pair for pair in _changes(first.whole or (), second.whole or ())}
    keys = dict.fromkeys((*wholes, *parts))
    events = [(key, _event(*(wholes.get(key) or parts[key]), second.nature, one, other)) for key in keys]
    events.sort(key=lambda each: (each[1].kind is Kind.GONE, each[1].day or dt.date.min))
    amounts = {key: record.amount for key, record in _by_key(start).items()}
    over = {key: record.amount for key, record in _by_key(first.whole or ()).items()}
    told, here = [], first.exact()
    for key, event in events:
        _lay_on(amounts, parts.get(key))
        _lay_on(over, wholes.get(key))
        there = exact_of(second, amounts.values(), over.values())
        told.append(replace(event, effect=there - here))
        here = there
    return told


def _told_apart(records: Iterable[Counted]) -> tuple[Counted, ...]:
    """Records under names of their own: of a middle each counts by itself, though one thing may have several."""
    seen: dict[Key, int] = {}
    told = []
    for one in records:
        seen[one.key] = seen.get(one.key, 0) + 1
        told.append(replace(one, turn=seen[one.key]))
    return tuple(told)


def _lay_on(amounts: dict[Key, Fraction], pair: Pair | None) -> None:
    if pair is None:
        return
    if pair[0] is not None:
        amounts.pop(pair[0].key, None)
    if pair[1] is not None:
        amounts[pair[1].key] = pair[1].amount


def _terms(first: Figure, second: Figure) -> list[Event]:
    """Events of a formula: its terms one after the other, each by what it moves the whole; their own lines say why."""
    terms, here, told = dict(first.terms), first.exact(), []
    for name, value in second.terms.items():
        if terms.get(name) == value:
            continue
        terms[name] = value
        there = formula(second.expression, terms)
        told.append(Event(Kind.TERM, Why.RECORD, there - here, note=name))
        here = there
    return told


def _key(pair: tuple[Counted | None, Counted | None]) -> Key:
    record = pair[1] or pair[0]
    return record.key if record is not None else ("", "", 0)


def _beside(first: Figure, second: Figure) -> list[Event]:
    """What stands beside the records: numbers of before the record, by hand, and what rounding leaves."""
    beside = (
        (Kind.CARRIED, _carried(second) - _carried(first), ""),
        (Kind.ENTERED, _typed(second) - _typed(first), second.reason or first.reason),
        (Kind.ROUNDING, _left_over(second) - _left_over(first), ""),
    )
    return [Event(kind, Why.RECORD, effect, note=note) for kind, effect, note in beside if effect]


def _carried(figure: Figure) -> Fraction:
    return Fraction(figure.carried or 0)


def _typed(figure: Figure) -> Fraction:
    """What typing over added to what the machine had."""
    if figure.entered is None:
        return _NONE
    return Fraction(figure.entered) - Fraction(figure.derived or 0) - _carried(figure)


def _left_over(figure: Figure) -> Fraction:
    """What rounding added to what the records give."""
    return Fraction(figure.derived or 0) - figure.exact()
