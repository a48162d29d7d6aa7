"""From measures to values: derived + carried, or entered beside them; or made of other values by an expression."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.measured import Answer, Composed, Evidence, Lack, Measured, Ratio, Term
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.statistics.catalogue import Indicator
from ttcs_desktop.statistics.model import CarriedIn, EnteredValue, Value

if TYPE_CHECKING:
    # A morning that only asks which report is due counts nothing.
    from ttcs_desktop.statistics.expressions import Expression, Reference
    from ttcs_desktop.statistics.measures import Sources

_NONE: Mapping[str, Indicator] = {}


def compute(  # noqa: PLR0913  all but three are named
    indicators: Iterable[Indicator],
    sources: Sources,
    window: Window,
    *,
    carried: Iterable[CarriedIn],
    entered: Mapping[str, EnteredValue],
    record_start: dt.date,
    known: Mapping[str, Indicator] = _NONE,
    broken_down: bool = True,
) -> tuple[Value, ...]:
    """The values of a report over a window, in the order of `indicators`.

    Args:
        known: what an expression may name beside them.
        broken_down: whether anybody looks at their shares.
    """
    asked = tuple(indicators)
    of_code = {**known, **{one.code: one for one in asked}}
    counting = _Counting(of_code, sources, window, tuple(carried), entered, record_start)
    counting.broken_down = broken_down
    return tuple(counting.value(indicator) for indicator in asked)


class _Counting:
    """One report being counted; each indicator once, however many expressions name it."""

    def __init__(
        self,
        known: Mapping[str, Indicator],
        sources: Sources,
        window: Window,
        carried: tuple[CarriedIn, ...],
        entered: Mapping[str, EnteredValue],
        record_start: dt.date,
    ) -> None:
        self._known = known
        self._sources = sources
        self._window = window
        self._carried = carried
        self._entered = entered
        self._record_start = record_start
        self.broken_down = True
        self._found: dict[str, Value] = {}

    def value(self, indicator: Indicator) -> Value:
        if indicator.code not in self._found:
            self._found[indicator.code] = self._value(indicator)
        return self._found[indicator.code]

    def _value(self, indicator: Indicator) -> Value:
        entered = self._entered.get(indicator.code)
        if indicator.expression is not None:
            composed = self._composed(indicator.expression)
            return Value(indicator, derived_of(indicator, composed), None, entered, composed)
        carried = carried_sum(indicator, self._window, self._carried, self._record_start)
        if indicator.measure is None:
            return Value(indicator, None, carried, entered, None)
        from ttcs_desktop.statistics.measures import ask  # noqa: PLC0415  loaded when something is counted

        parts = self._parts(indicator) if self.broken_down else {}  # first: the shares of a total give it
        answer = ask(self._sources, indicator.measure, self._window, dict(indicator.filters))
        return Value(indicator, derived_of(indicator, answer), carried, entered, answer, parts)

    def _parts(self, indicator: Indicator) -> dict[str, Decimal]:
        """The shares of every breakdown, what was carried in for one of them added to it."""
        from ttcs_desktop.statistics.measures import shares  # noqa: PLC0415  loaded when something is counted

        before = carried_parts(indicator, self._window, self._carried, self._record_start)
        found: dict[str, Decimal] = {}
        for name, parts in indicator.breakdowns:
            told = shares(self._sources, indicator.measure or "", self._window, dict(indicator.filters), name)
            for part in parts or told:
                derived = rounded(told.get(part, 0) * indicator.scale, indicator.decimals)
                found[part] = derived + before.get(part, 0)
        return found

    def _composed(self, expression: Expression) -> Composed:
        terms = {reference: self._term(reference) for reference in expression.references}
        value, lack = expression.value(lambda reference: terms[reference].value)
        return Composed(expression.text, tuple(terms.values()), value, lack, _share(expression, terms))

    def _term(self, reference: Reference) -> Term:
        """A figure as an expression counts with it: what counts in the report, before rounding."""
        indicator = self._known[reference.code]
        value = self.value(indicator)
        if reference.part:
            return self._part(reference, indicator)
        if value.entered is not None:
            return Term(str(reference), Fraction(value.entered.value), None)
        exact = exact_of(indicator, value.measured)
        if exact is None and value.carried is None:
            return Term(str(reference), None, value.measured)
        return Term(str(reference), (exact or Fraction(0)) + Fraction(value.carried or 0), value.measured)

    def _part(self, reference: Reference, indicator: Indicator) -> Term:
        from ttcs_desktop.statistics.measures import ask  # noqa: PLC0415  loaded when something is counted

        name = next(name for name, parts in indicator.breakdowns if reference.part in parts)
        filters = {**dict(indicator.filters), name: reference.part}
        answer = ask(self._sources, indicator.measure or "", self._window, filters)
        exact = exact_of(indicator, answer)
        before = carried_parts(indicator, self._window, self._carried, self._record_start).get(reference.part)
        counted = None if exact is None else exact + Fraction(before or 0)
        return Term(str(reference), counted, answer)


def _share(expression: Expression, terms: Mapping[Reference, Term]) -> Ratio | None:
    """`A / B * 100` as a ratio, where both are sums of records and nothing else was added to either."""
    from ttcs_desktop.statistics.expressions import Reference  # noqa: PLC0415  loaded when something is counted

    match expression.steps:
        case (Reference() as part, Reference() as whole, "/", Fraction() as scale, "*") if scale == 100:
            sums = [terms[one].answer for one in (part, whole)]
            values = [terms[one].value for one in (part, whole)]
            if isinstance(sums[0], Measured) and isinstance(sums[1], Measured):
                return Ratio(sums[0], sums[1], scale) if values == [sums[0].total, sums[1].total] else None
    return None


def exact_of(indicator: Indicator, answer: Answer | None) -> Fraction | None:
    """An answer in the indicator's unit, before rounding; None where there is nothing to count with."""
    if answer is None:
        return None
    if isinstance(answer, Measured):
        return answer.total * indicator.scale
    found = answer.value
    return found if found is None or isinstance(answer, Composed) else found * indicator.scale


def derived_of(indicator: Indicator, answer: Answer) -> Decimal | None:
    """An answer as the report shows it; None where there is nothing to divide by, or nothing to count with."""
    exact = exact_of(indicator, answer)
    return None if exact is None else rounded(exact, indicator.decimals)


def lacks_divisor(answer: Answer | None) -> bool:
    """Whether a figure has no number only because there is nothing to divide by, or nothing to take the middle of."""
    if answer is None or isinstance(answer, Measured):
        return False
    return answer.lack is Lack.DIVISOR if isinstance(answer, Composed) else answer.value is None


def carried_sum(
    indicator: Indicator, window: Window, carried: Iterable[CarriedIn], record_start: dt.date
) -> Decimal | None:
    """What stood before the record began, over the months of the window; None when nothing was carried in.

    Only flows add up over months, and only months that the record does not hold whole itself count: nothing is counted
    a second time by a number of the past. A month of which only parts were carried in counts with their sum; where the
    whole was carried in too, the parts are in it.
    """
    if not indicator.adds:
        return None
    months = set(months_before(window, record_start))
    whole: dict[str, Decimal] = {}
    parts: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for one in carried:
        code, part = code_and_part(one.indicator)
        if code == indicator.code and one.month in months:
            if part:
                parts[one.month][_breakdown_of(indicator, part)] += one.value
            else:
                whole[one.month] = one.value
    found = {month: max(sums.values()) for month, sums in parts.items()} | whole
    return sum(found.values(), Decimal(0)) if found else None


def carried_parts(
    indicator: Indicator, window: Window, carried: Iterable[CarriedIn], record_start: dt.date
) -> dict[str, Decimal]:
    """What was carried in for single values of a breakdown, over the months of the window."""
    found: dict[str, Decimal] = {}
    months = set(months_before(window, record_start)) if indicator.adds else set()
    for one in carried:
        code, part = code_and_part(one.indicator)
        if part and code == indicator.code and one.month in months:
            found[part] = found.get(part, Decimal(0)) + one.value
    return found


def check_parts(indicator: Indicator, month: str, carried: Iterable[CarriedIn]) -> None:
    """Whether the parts of a month fit into the whole that was carried in for it.

    Raises:
        InvalidInput: `carried_parts_above`.
    """
    whole: Decimal | None = None
    parts: dict[str, Decimal] = defaultdict(Decimal)
    for one in carried:
        code, part = code_and_part(one.indicator)
        if (code, one.month) == (indicator.code, month):
            if part:
                parts[_breakdown_of(indicator, part)] += one.value
            else:
                whole = one.value
    most = max(parts.values(), default=Decimal(0))
    if whole is not None and most > whole:
        raise InvalidInput("value", "carried_parts_above", whole=whole, parts=most)


def code_and_part(text: str) -> tuple[str, str]:
    """ "C10[urgent]" as its code and the value of a breakdown; without brackets all of it is meant."""
    code, _, part = text.partition("[")
    return code, part.removesuffix("]")


def _breakdown_of(indicator: Indicator, part: str) -> str:
    return next((name for name, parts in indicator.breakdowns if part in parts), "")


def adds_up(indicator: Indicator) -> bool:
    """Whether numbers of months may be added: a flow that is no share and no middle."""
    return indicator.adds


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
