"""Targets of a year: what is wanted, how far it is and why, and what the ward says of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.basics.measured import Ratio
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.office.service import Office
from ttcs_desktop.statistics.compute import compute
from ttcs_desktop.statistics.measures import Sources, can_answer
from ttcs_desktop.statistics.model import EnteredValue, TargetLevel, TargetValue, Value
from ttcs_desktop.statistics.pace import Aim, Light, elapsed, expected, light_of
from ttcs_desktop.statistics.reading import explain_value
from ttcs_desktop.statistics.repository import (
    TARGET_LEVEL,
    TARGET_VALUE,
    StatisticsRepository,
    put_target_level,
    put_target_value,
)
from ttcs_desktop.statistics.targets import Target, year_of
from ttcs_desktop.vietnamese.text import tidy

_YEARS = range(2000, 2101)


@dataclass(frozen=True, slots=True)
class Followed:
    """A target in a year.

    Attributes:
        level: what the ward itself wants for the year, with its source; None where the document's own counts.
        window: the days it is judged over; None outside them, where it is for reference only.
        value: the number and its evidence; `value.entered` only where nothing in the record measures it.
        said: the number entered by hand, with its day and person.
        applies: whether it binds the ward this year; otherwise it is for reference and has no light.
        expected: what must be there by now; None for a limit, or where nothing is judged.
    """

    target: Target
    year: int
    level: TargetLevel | None
    window: Window | None
    value: Value
    said: TargetValue | None
    applies: bool
    light: Light | None
    expected: Decimal | None

    @property
    def wanted(self) -> Decimal:
        return self.level.wanted if self.level else self.target.wanted

    @property
    def is_measured(self) -> bool:
        """Whether the record itself answers; then no number is entered."""
        return self.value.measured is not None


class Targets:
    """Targets followed over the years."""

    def __init__(
        self,
        repository: StatisticsRepository,
        ledger: Ledger,
        office: Office,
        sources: Callable[[], Sources],
        known: Mapping[str, Target],
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._ledger = ledger
        self._office = office
        self._sources = sources
        self.known = known
        self._clock = clock

    def year(self, year: int) -> tuple[Followed, ...]:
        """Every target as it stands in a year, as of today or the year's last day: what binds the ward comes first."""
        levels = {one.target: one for one in self._repository.target_levels(year)}
        said = {one.target: one for one in self._repository.target_values(year)}
        unit = self._office.unit(min(today(self._clock), year_of(year).cut_off))
        sources = self._sources().for_one_report()
        found = [
            self._followed(target, year, levels.get(code), said.get(code), sources, (unit.code, unit.province_code))
            for code, target in self.known.items()
        ]
        return tuple(sorted(found, key=lambda one: not one.applies))

    def one(self, code: str, year: int) -> Followed:
        """One target in a year.

        Raises:
            InvalidInput: `target_unknown`.
        """
        known = self.target(code).code
        return next(one for one in self.year(year) if one.target.code == known)

    def target(self, code: str) -> Target:
        """A target by its code.

        Raises:
            InvalidInput: `target_unknown`.
        """
        found = self.known.get(code.upper())
        if found is None:
            raise InvalidInput("target", "target_unknown", code_given=code)
        return found

    def explain(self, code: str, year: int) -> dict[str, Any]:
        """ "Why?": the same answer as of an indicator."""
        return explain_value(self.one(code, year).value)

    def set_level(self, code: str, year: int, wanted: Decimal, source: str, decided_on: dt.date) -> Changes:
        """What the ward itself wants for a year, by which paper of which day; said again it replaces the last.

        Raises:
            InvalidInput: `target_unknown`, `year_unreadable`, `level_not_positive` (wanted), `count_not_whole`
                (wanted), `source_missing`, `document_in_future` (decided_on).
        """
        target = self._in_year(code, year)
        if not wanted.is_finite() or wanted <= 0:
            raise InvalidInput("wanted", "level_not_positive")
        _check_digits("wanted", target, wanted)
        if not tidy(source):
            raise InvalidInput("source", "source_missing")
        if decided_on > today(self._clock):
            raise InvalidInput("decided_on", "document_in_future")
        one = TargetLevel(
            stable_id("target_level", target.code, year), target.code, year, wanted, tidy(source), decided_on
        )
        return self._ledger.save("statistics.set_level", [put_target_level(one)])

    def drop_level(self, code: str, year: int) -> Changes:
        """Let the document's own level count again.

        Raises:
            InvalidInput: `target_unknown`.
        """
        id_ = stable_id("target_level", self.target(code).code, year)
        return self._ledger.bury("statistics.drop_level", TARGET_LEVEL, [id_])

    def enter(self, code: str, year: int, value: Decimal, reason: str, person: str, as_of: dt.date) -> Changes:
        """A number by hand, where nothing in the record measures it; said again it replaces the last.

        Raises:
            InvalidInput: `target_unknown`, `year_unreadable`, `target_is_measured`, `value_negative`,
                `count_not_whole`, `share_above_all` (value), `reason_missing`, `person_missing`, `as_of_in_future`.
        """
        target = self._in_year(code, year)
        if self.one(code, year).is_measured:
            raise InvalidInput("value", "target_is_measured")
        if not value.is_finite() or value < 0:
            raise InvalidInput("value", "value_negative")
        _check_digits("value", target, value)
        if target.indicator.unit == "%" and value > 100:
            raise InvalidInput("value", "share_above_all")
        if not tidy(reason):
            raise InvalidInput("reason", "reason_missing")
        if not tidy(person):
            raise InvalidInput("person", "person_missing")
        if as_of > today(self._clock):
            raise InvalidInput("as_of", "as_of_in_future")
        id_ = stable_id("target_value", target.code, year)
        one = TargetValue(id_, target.code, year, value, tidy(reason), tidy(person), as_of)
        return self._ledger.save("statistics.enter_target", [put_target_value(one)])

    def take_back(self, code: str, year: int) -> Changes:
        """Let the target have no number again.

        Raises:
            InvalidInput: `target_unknown`.
        """
        id_ = stable_id("target_value", self.target(code).code, year)
        return self._ledger.bury("statistics.take_back_target", TARGET_VALUE, [id_])

    def _in_year(self, code: str, year: int) -> Target:
        if year not in _YEARS:
            raise InvalidInput("year", "year_unreadable")
        return self.target(code)

    def _followed(
        self,
        target: Target,
        year: int,
        level: TargetLevel | None,
        said: TargetValue | None,
        sources: Sources,
        unit: tuple[str, str],
    ) -> Followed:
        """A level of the ward's own is meant for the year; without one the document's days count."""
        window = year_of(year) if level else target.window(year)
        applies = level is not None or (window is not None and target.concerns(*unit))
        day = today(self._clock)
        as_of = min(day, year_of(year).cut_off)
        value = _value(target, sources, window or year_of(year), as_of, said)
        if window is None or not applies:
            return Followed(target, year, level, window, value, said, applies, None, None)
        wanted = level.wanted if level else target.wanted
        pieces = value.measured.whole.total if isinstance(value.measured, Ratio) else None
        aim = Aim(target.compare, wanted, target.indicator.decimals, pieces)
        part = elapsed(window, as_of)
        light = light_of(aim, value.counted, part, over=day > window.cut_off and as_of >= window.cut_off)
        return Followed(target, year, level, window, value, said, applies, light, expected(aim, part))


def _value(target: Target, sources: Sources, window: Window, as_of: dt.date, said: TargetValue | None) -> Value:
    """The number over its days up to a day; nothing is measured of days that have not begun.

    A number by hand counts only where nothing measures it: a record that has learnt to measure takes its place.
    """
    days = Window(window.start, min(max(as_of, window.start), window.cut_off))
    measure = target.indicator.measure
    if measure is None or as_of < window.start or not can_answer(sources, measure, days):
        entered = EnteredValue(said.id, "", said.year, said.target, said.value, said.reason) if said else None
        return Value(target.indicator, None, None, entered, None)
    (value,) = compute([target.indicator], sources, days, carried=(), entered={}, record_start=days.start)
    return value


def _check_digits(field: str, target: Target, number: Decimal) -> None:
    if not target.indicator.decimals and number != number.to_integral_value():
        raise InvalidInput(field, "count_not_whole")
