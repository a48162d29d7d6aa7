"""On which days a slot falls, and how often on each of them.

A slot has its two dates and its weekdays; what is not weekly, or is more than that, stands here. Solar rules are those
of RFC 5545 (FREQ=WEEKLY with INTERVAL and WKST=MO, FREQ=MONTHLY or YEARLY with BYMONTHDAY): a day that a month or year
lacks is left out, never moved. Lunar days are Vietnam's own (vietnamese/lunar.py).
"""

from __future__ import annotations

import calendar
import datetime as dt
import json
from collections.abc import Callable, Collection
from enum import StrEnum
from functools import lru_cache

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass

EVERY_MONTH, LAST_DAY = 0, -1
MOST_PLAYS = 24
_DAY = dt.timedelta(days=1)


class Every(StrEnum):
    """By what a slot comes again: the weekday, the day of a solar month, the day of a lunar month."""

    WEEK = "week"
    DATE = "date"
    LUNAR = "lunar"


class OnHolidays(StrEnum):
    """What the office's public holidays mean for it: nothing, not then, only then."""

    AIR = "air"
    SKIP = "skip"
    ONLY = "only"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How a slot comes again between its two dates.

    Attributes:
        weeks: of `Every.WEEK`, every so many weeks, counted from the Monday of the first day.
        days: of the others, (month, day); month 0 is every month, day -1 the last of the month. A lunar day of a named
            month is not kept in the leap month of that number; one of every month is.
        holidays: what a public holiday of the office means.
        skipped: days on which it does not fall, whatever else says so.
        plays: how often a day, one after the other.
        pause_seconds: silence between two plays of a day.
    """

    every: Every = Every.WEEK
    weeks: int = 1
    days: tuple[tuple[int, int], ...] = ()
    holidays: OnHolidays = OnHolidays.AIR
    skipped: frozenset[dt.date] = frozenset()
    plays: int = 1
    pause_seconds: int = 0

    @property
    def asks_for_holidays(self) -> bool:
        return self.holidays is not OnHolidays.AIR

    def falls_on(
        self, day: dt.date, first: dt.date, weekdays: Collection[int], is_holiday: Callable[[dt.date], bool]
    ) -> bool:
        """Whether a day within the slot's dates is one of its days.

        Args:
            first: the first day of the slot, from whose week weeks are counted.
            weekdays: ISO numbers; they bind a slot of `Every.WEEK` alone.
            is_holiday: whether a day is one of the office's public holidays; asked only where it matters.
        """
        if day in self.skipped or not self._is_of_pattern(day, first, weekdays):
            return False
        return self.holidays is OnHolidays.AIR or is_holiday(day) == (self.holidays is OnHolidays.ONLY)

    def counted_on(self, day: dt.date, first: dt.date, weekdays: Collection[int]) -> dt.date:
        """From which day a slot that begun on `first` may begin anew, not before `day`, and keep its weeks.

        Weeks are counted from the first day: beginning anew in a week that was none of its own would turn them round.
        """
        return day if self.every is not Every.WEEK or self.weeks == 1 else self.next_weekday(day, first, weekdays)

    def next_weekday(self, day: dt.date, first: dt.date, weekdays: Collection[int]) -> dt.date:
        """The first day from `day` on that its weekdays and weeks have, holidays and left out days not looked at."""
        day = max(day, first)
        while not self._is_of_pattern(day, first, weekdays):
            day += _DAY
        return day

    def starts(self, seconds: int) -> list[int]:
        """By how many seconds each play of a day follows the first, for plays so long."""
        return [number * (seconds + self.pause_seconds) for number in range(self.plays)]

    def _is_of_pattern(self, day: dt.date, first: dt.date, weekdays: Collection[int]) -> bool:
        if self.every is Every.WEEK:
            weeks_since = ((day - first).days + first.weekday() - day.weekday()) // 7
            return day.isoweekday() in weekdays and weeks_since % self.weeks == 0
        if self.every is Every.DATE:
            is_last = day.day == calendar.monthrange(day.year, day.month)[1]
            return any(
                month in (EVERY_MONTH, day.month) and (number == day.day or (number == LAST_DAY and is_last))
                for month, number in self.days
            )
        return self._is_lunar(day)

    def _is_lunar(self, day: dt.date) -> bool:
        from ttcs_desktop.vietnamese.lunar import to_lunar  # noqa: PLC0415  few slots are lunar

        lunar = to_lunar(day)
        is_last = to_lunar(day + _DAY).day == 1
        return any(
            (month == EVERY_MONTH or (month == lunar.month and not lunar.leap))
            and (number == lunar.day or (number == LAST_DAY and is_last))
            for month, number in self.days
        )


WEEKLY = Recurrence()


def none_known(_day: dt.date) -> bool:
    """For who has no calendar at hand: no day is a holiday."""
    return False


_MOST_DAYS = {Every.DATE: (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), Every.LUNAR: (30,) * 12}


def check(rule: Recurrence, seconds: int, start: dt.time = dt.time()) -> None:
    """Refuse what could never be aired by plays so long of which the first of a day begins at `start`.

    Raises:
        InvalidInput: `month_days_missing`, `no_such_month_day` (month, day), `weeks_out_of_range`,
            `plays_out_of_range`, `pause_out_of_range`; `plays_past_midnight` when the last play of a day would begin
            on the next.
    """
    if rule.every is not Every.WEEK:
        if not rule.days:
            raise InvalidInput("month_days", "month_days_missing")
        for month, day in rule.days:
            known = 0 <= month <= 12
            most = _MOST_DAYS[rule.every][month - 1] if known and month else 31 if rule.every is Every.DATE else 30
            if not known or not (day == LAST_DAY or 1 <= day <= most):
                raise InvalidInput("month_days", "no_such_month_day", month=month, day=day)
    if not 1 <= rule.weeks <= 52:
        raise InvalidInput("weeks", "weeks_out_of_range")
    if not 1 <= rule.plays <= MOST_PLAYS:
        raise InvalidInput("plays", "plays_out_of_range", most=MOST_PLAYS)
    if not 0 <= rule.pause_seconds < 24 * 3600:
        raise InvalidInput("pause", "pause_out_of_range")
    begins = start.hour * 3600 + start.minute * 60 + start.second
    if begins + rule.starts(seconds)[-1] >= 24 * 3600:
        raise InvalidInput("plays", "plays_past_midnight")


def to_text(rule: Recurrence) -> str:
    """The rule as the record keeps it: JSON of what is not usual; empty for every week."""
    told = {
        "every": rule.every.value if rule.every is not Every.WEEK else None,
        "weeks": rule.weeks if rule.weeks != 1 else None,
        "days": sorted(list(pair) for pair in rule.days),
        "holidays": rule.holidays.value if rule.asks_for_holidays else None,
        "skipped": sorted(day.isoformat() for day in rule.skipped),
        "plays": rule.plays if rule.plays != 1 else None,
        "pause": rule.pause_seconds or None,
    }
    kept = {name: value for name, value in told.items() if value}
    return json.dumps(kept, sort_keys=True, separators=(",", ":")) if kept else ""


@lru_cache(maxsize=512)  # a ward has a handful of rules, and they are read with every look at a week
def of_text(text: str) -> Recurrence:
    """The rule that the record keeps. Raises ValueError, KeyError or TypeError for what `to_text` never wrote."""
    if not text:
        return WEEKLY
    told = json.loads(text)
    return Recurrence(
        Every(told.get("every", Every.WEEK)),
        int(told.get("weeks", 1)),
        tuple((int(month), int(day)) for month, day in told.get("days", ())),
        OnHolidays(told.get("holidays", OnHolidays.AIR)),
        frozenset(dt.date.fromisoformat(day) for day in told.get("skipped", ())),
        int(told.get("plays", 1)),
        int(told.get("pause", 0)),
    )


def rrule_of(rule: Recurrence, weekdays: Collection[int]) -> list[str]:
    """The RFC 5545 rules of which the days are the union, without dates and exceptions; none for a lunar rule."""
    if rule.every is Every.LUNAR:
        return []
    if rule.every is Every.WEEK:
        days = ",".join(("MO", "TU", "WE", "TH", "FR", "SA", "SU")[day - 1] for day in sorted(weekdays))
        return [f"FREQ=WEEKLY;INTERVAL={rule.weeks};WKST=MO;BYDAY={days}"]
    monthly = sorted({day for month, day in rule.days if month == EVERY_MONTH})
    found = [f"FREQ=MONTHLY;BYMONTHDAY={','.join(map(str, monthly))}"] if monthly else []
    return found + [
        f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}" for month, day in sorted(rule.days) if month != EVERY_MONTH
    ]
