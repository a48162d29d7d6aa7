"""From measures to values: derived + carried, or entered beside them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

from ttcs_desktop.basics.measured import Evidence, Measured, Ratio
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.statistics.catalogue import Indicator, Nature
from ttcs_desktop.statistics.measures import Sources, ask
from ttcs_desktop.statistics.model import CarriedIn, EnteredValue, Value


def compute(
    indicators: Iterable[Indicator],
    sources: Sources,
    window: Window,
    *,
    carried: Iterable[CarriedIn],
    entered: Mapping[str, EnteredValue],
    record_start: dt.date,
) -> tuple[Value, ...]:
    """The values of a report over a window, in the order of `indicators`."""
    carried = tuple(carried)
    return tuple(
        _value(indicator, sources, window, carried_sum(indicator, window, carried, record_start), entered)
        for indicator in indicators
    )


def carried_sum(
    indicator: Indicator, window: Window, carried: Iterable[CarriedIn], record_start: dt.date
) -> Decimal | None:
    """What stood before the record began, over the months of the window; None when nothing was carried in.

    Only flows add up over months, and only months that the record does not hold whole itself count: nothing is counted
    a second time by a number of the past.
    """
    if not adds_up(indicator):
        return None
    months = set(months_before(window, record_start))
    found = [one.value for one in carried if one.indicator == indicator.code and one.month in months]
    return sum(found, Decimal(0)) if found else None


def adds_up(indicator: Indicator) -> bool:
    """Whether numbers of months may be added: a flow that is no share."""
    return indicator.nature is Nature.FLOW and indicator.unit != "%"


def months_before(window: Window, record_start: dt.date) -> tuple[str, ...]:
    """The months of a window that the record does not hold whole: all before its start, and the one it began within."""
    first_whole = f"{record_start:%Y-%m}"
    return tuple(
        month for month in window.months() if month < first_whole or (month == first_whole and record_start.day > 1)
    )


def rounded(exact: Fraction, decimals: int) -> Decimal:
    """Half up at `decimals` digits, from the exact fraction."""
    steps = (abs(exact.numerator) * 10**decimals * 2 + exact.denominator) // (exact.denominator * 2)
    # Built from its digits: arithmetic would round at the context's 28 places.
    return Decimal((int(exact < 0 and steps > 0), tuple(int(digit) for digit in str(steps)), -decimals))


def amount_in_unit(indicator: Indicator, record: Evidence) -> Fraction:
    """A record's share in the indicator's unit, exact."""
    return record.amount * indicator.scale


def _value(
    indicator: Indicator,
    sources: Sources,
    window: Window,
    carried: Decimal | None,
    entered: Mapping[str, EnteredValue],
) -> Value:
    if indicator.measure is None:
        return Value(indicator, None, carried, entered.get(indicator.code), None)
    filters = dict(indicator.filters)
    measured = ask(sources, indicator.measure, window, filters)
    broken_down = {
        part: derived
        for name, parts in indicator.breakdowns
        for part in parts
        if (derived := _derived(indicator, ask(sources, indicator.measure, window, {**filters, name: part})))
        is not None
    }
    return Value(indicator, _derived(indicator, measured), carried, entered.get(indicator.code), measured, broken_down)


def _derived(indicator: Indicator, measured: Measured | Ratio) -> Decimal | None:
    if isinstance(measured, Ratio):
        return None if measured.value is None else rounded(measured.value, indicator.decimals)
    return rounded(measured.total * indicator.scale, indicator.decimals)
