"""A number taken apart for the screen: its records in its own unit, by month, and the proof that they are all."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from types import MappingProxyType

from ttcs_desktop.basics.measured import Answer, Composed, Evidence, Measured, Median, Ratio, records_of
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.statistics.catalogue import Indicator, Nature
from ttcs_desktop.statistics.comparing.events import Difference
from ttcs_desktop.statistics.comparing.sides import Counted, Figure
from ttcs_desktop.statistics.comparing.wording import KINDS, event_words
from ttcs_desktop.statistics.compute import amount_in_unit, derived_of, rounded
from ttcs_desktop.statistics.model import Value

SHOWN = 200
_NOBODY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Entry:
    """One record behind a number: its share in the indicator's unit; of a ratio also what it is taken over.

    `against` is what another witness says of it, in words; empty when nobody contradicts it.
    """

    number: int
    subject: str
    id: str
    date: dt.date | None
    label: str
    amount: Fraction
    whole: Fraction | None = None
    against: str = ""


@dataclass(frozen=True, slots=True)
class Drill:
    """What a number is made of.

    Attributes:
        entries: every record, by date.
        months: month number and its share, for what adds up over months; empty for a stock.
        part, whole: the two sums of a ratio, None for a plain sum.
        proven: whether the records give the derived number, rounded as the indicator is.
    """

    entries: tuple[Entry, ...]
    months: tuple[tuple[int, Fraction], ...]
    part: Fraction | None
    whole: Fraction | None
    proven: bool

    @property
    def shown(self) -> tuple[Entry, ...]:
        """The first of them, and each that is contradicted, wherever it stands."""
        return self.entries[:SHOWN] + tuple(entry for entry in self.entries[SHOWN:] if entry.against)

    @property
    def contradicted(self) -> int:
        """How many a witness contradicts."""
        return sum(bool(entry.against) for entry in self.entries)


def drill(value: Value, months: Iterable[int], against: Mapping[str, str] = _NOBODY) -> Drill | None:
    """A value taken apart over the months of its window; None for a number that only a person can give.

    `against` has what another witness says, by the id of the record it contradicts.
    """
    found = _drill(value, months)
    if found is None or not against:
        return found
    entries = tuple(replace(entry, against=against.get(entry.id, "")) for entry in found.entries)
    return replace(found, entries=entries)


def drill_frozen(figure: Figure, months: Iterable[int]) -> Drill | None:
    """A frozen figure taken apart by the records it was frozen with; None for one that no record stands behind."""
    if figure.derived is None and not figure.records:
        return None
    counted = figure.records if figure.whole is None else _over(figure)
    wholes: tuple[Fraction | None, ...] = tuple(one.amount for one in figure.whole or ()) or (None,) * len(counted)
    pairs = sorted(zip(counted, wholes, strict=True), key=lambda pair: (pair[0].date or dt.date.min, pair[0].label))
    entries = tuple(
        Entry(number, one.subject, one.id, one.date, one.label, one.amount, whole)
        for number, (one, whole) in enumerate(pairs, 1)
    )
    if figure.whole is None:
        spread = _by_month(entries, months) if figure.nature is Nature.FLOW and figure.is_sum else ()
        part = whole = None
    else:
        spread = _shares(entries, months, Fraction(100))
        part = sum((entry.amount for entry in entries), Fraction(0))
        whole = sum((entry.whole or Fraction(0) for entry in entries), Fraction(0))
    proven = figure.derived is None or rounded(figure.exact(), figure.decimals) == figure.derived
    return Drill(entries, spread, part, whole, proven=proven)


def drill_change(difference: Difference) -> Drill:
    """A change taken apart: what the one had and the other has not, each with what it adds or takes away."""
    entries = tuple(
        Entry(
            number,
            one.record.subject if one.record else "",
            one.record.id if one.record else "",
            one.day,
            f"{KINDS[one.kind]}: {one.record.label if one.record else event_words(one)}",
            one.effect,
        )
        for number, one in enumerate(difference.events, 1)
    )
    return Drill(entries, (), None, None, proven=difference.proven())


def _over(figure: Figure) -> tuple[Counted, ...]:
    """The records of the whole, each with its share of the part; those that had none with nought."""
    parts: dict[tuple[str, str, int], list[Fraction]] = defaultdict(list)
    for one in figure.records:
        parts[one.key].append(one.amount)
    none = Fraction(0)
    return tuple(replace(one, amount=parts[one.key].pop(0) if parts[one.key] else none) for one in figure.whole or ())


def _drill(value: Value, months: Iterable[int]) -> Drill | None:
    measured, indicator = value.measured, value.indicator
    if measured is None:
        return None
    if isinstance(measured, Composed) and measured.share is not None:
        measured = measured.share
    if isinstance(measured, Ratio):
        return _ratio(value, measured, months)
    if not isinstance(measured, Measured):
        return _made_of_others(value, measured)
    entries = _plain(indicator, measured)
    total = sum((entry.amount for entry in entries), Fraction(0))
    spread = _by_month(entries, months) if indicator.nature is Nature.FLOW else ()
    return Drill(entries, spread, None, None, proven=rounded(total, indicator.decimals) == value.derived)


def _made_of_others(value: Value, answer: Answer) -> Drill:
    """A middle, or what an expression makes of other figures: its records do not add up to it, they lead to it."""
    over = answer.over if isinstance(answer, Median) else Measured(records_of(answer))
    proven = derived_of(value.indicator, answer) == value.derived
    return Drill(_plain(value.indicator, over), (), None, None, proven=proven)


def _plain(indicator: Indicator, measured: Measured) -> tuple[Entry, ...]:
    ordered = sorted(measured.records, key=_when)
    return tuple(_entry(indicator, number, record) for number, record in enumerate(ordered, 1))


def _ratio(value: Value, ratio: Ratio, months: Iterable[int]) -> Drill:
    """The records of the whole, each with its share of the part beside it."""
    indicator = value.indicator
    parts: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    for record in ratio.part.records:
        parts[record.subject, record.id] += amount_in_unit(indicator, record)
    entries = []
    for number, record in enumerate(sorted(ratio.whole.records, key=_when), 1):
        whole = amount_in_unit(indicator, record)
        met = parts[record.subject, record.id]
        entries.append(Entry(number, record.subject, record.id, record.date, record.label, met, whole))
    part = sum((entry.amount for entry in entries), Fraction(0))
    whole = sum((entry.whole or Fraction(0) for entry in entries), Fraction(0))
    exact = part / whole * ratio.scale if whole else None
    found = rounded(exact, indicator.decimals) if exact is not None else None
    return Drill(tuple(entries), _shares(entries, months, ratio.scale), part, whole, proven=found == value.derived)


def _shares(entries: Iterable[Entry], months: Iterable[int], scale: Fraction) -> tuple[tuple[int, Fraction], ...]:
    sums: dict[int, list[Fraction]] = {month: [Fraction(0), Fraction(0)] for month in months}
    for entry in entries:
        if entry.date is not None and entry.date.month in sums:
            sums[entry.date.month][0] += entry.amount
            sums[entry.date.month][1] += entry.whole or 0
    return tuple((month, part / whole * scale if whole else Fraction(0)) for month, (part, whole) in sums.items())


def _by_month(entries: Iterable[Entry], months: Iterable[int]) -> tuple[tuple[int, Fraction], ...]:
    sums = dict.fromkeys(months, Fraction(0))
    for entry in entries:
        if entry.date is not None and entry.date.month in sums:
            sums[entry.date.month] += entry.amount
    return tuple(sums.items())


def _entry(indicator: Indicator, number: int, record: Evidence) -> Entry:
    amount = amount_in_unit(indicator, record)
    return Entry(number, record.subject, record.id, record.date, record.label, amount)


def _when(record: Evidence) -> tuple[dt.date, str]:
    return record.date or dt.date.min, record.label
