"""The Vietnamese lunar calendar: the rules of the East Asian calendar reckoned at UTC+7, hence at times not China's.

Astronomy: J. Meeus, Astronomical Algorithms, in the cut Hồ Ngọc Đức uses: new moons within a few minutes, the sun
within a hundredth of a degree. Two limits follow. A month that begins within minutes of midnight (21/4/2031,
08/5/2054, 10/12/2072, 16/11/2077) may begin a day off in the printed calendar. And a day is reckoned by today's
meridian: before 1968 Vietnam kept to others at times. So this explains dates; days off come by decision (`calendar`).
"""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_UTC_PLUS_7 = 7 / 24
_MONTH = 29.530588853
_FIRST_NEW_MOON = 2415021.076998695  # Julian day of the one that `k` is counted from, early in 1900
_ORDINAL_TO_JULIAN = 1721425  # date.toordinal() + this = Julian day number at noon
FIRST, LAST = dt.date(1900, 1, 1), dt.date(2199, 12, 31)

_STEMS = ("Canh", "Tân", "Nhâm", "Quý", "Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ")
_BRANCHES = ("Thân", "Dậu", "Tuất", "Hợi", "Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi")


@dataclass(frozen=True, slots=True, order=True)
class LunarDate:
    """A day of the lunar calendar; `leap` tells the second month of a number that comes twice."""

    year: int
    month: int
    leap: bool
    day: int

    def year_name(self) -> str:
        """The year by stem and branch: Bính Ngọ."""
        return f"{_STEMS[self.year % 10]} {_BRANCHES[self.year % 12]}"

    def written(self) -> str:
        """Day and month as a calendar prints them below the solar day: 17/4, 3/6 nhuận."""
        return f"{self.day}/{self.month}{' nhuận' if self.leap else ''}"


def to_lunar(day: dt.date) -> LunarDate:
    """The lunar day of a solar day. Raises ValueError outside 01/01/1900 to 31/12/2199."""
    if not FIRST <= day <= LAST:
        raise ValueError(day)
    number = day.toordinal() + _ORDINAL_TO_JULIAN
    for year in (day.year + 1, day.year, day.year - 1):
        for month, leap, start in reversed(_months(year)):
            if start <= number:
                return LunarDate(year, month, leap, number - start + 1)
    raise ValueError(day)


def to_solar(lunar: LunarDate) -> dt.date:
    """The solar day of a lunar day. Raises ValueError for a day or a leap month that the year has not."""
    months = [*_months(lunar.year), (1, False, _months(lunar.year + 1)[0][2])]
    for (month, leap, start), (_, _, following) in pairwise(months):
        if (month, leap) == (lunar.month, lunar.leap) and 1 <= lunar.day <= following - start:
            return dt.date.fromordinal(start + lunar.day - 1 - _ORDINAL_TO_JULIAN)
    raise ValueError(lunar)


@lru_cache(maxsize=16)
def _months(year: int) -> tuple[tuple[int, bool, int], ...]:
    """The months of a lunar year in order: number, whether leap, Julian day number of the first day."""
    before, after = _between_solstices(year - 1), _between_solstices(year)
    # Months 11 and 12 that open a span belong to the year before it.
    return tuple(one for one in before if one[0] < 11) + tuple(one for one in after if one[0] >= 11)


@lru_cache(maxsize=32)
def _between_solstices(year: int) -> tuple[tuple[int, bool, int], ...]:
    """Months from the one of the winter solstice of a solar year until the one of the next solstice."""
    first, last = _month_of_solstice(year), _month_of_solstice(year + 1)
    starts = [_month_start(k) for k in range(first, last + 1)]
    # Thirteen months between two solstices: the first one in which the sun enters no new sign of twelve is leap.
    leap_at = -1
    if last - first == 13:
        signs = [_sign(start) for start in starts]
        leap_at = next(i for i in range(1, 13) if signs[i] == signs[i + 1])
    months, number = [], 11
    for place, start in enumerate(starts[:-1]):
        leap = place == leap_at
        if place and not leap:
            number = number % 12 + 1
        months.append((number, leap, start))
    return tuple(months)


def _month_of_solstice(year: int) -> int:
    """Which new moon begins the month of the winter solstice: month 11."""
    year_end = dt.date(year, 12, 31).toordinal() + _ORDINAL_TO_JULIAN
    k = int((year_end - _FIRST_NEW_MOON) / _MONTH)
    while _month_start(k + 1) <= year_end:
        k += 1
    return k - 1 if _sign(_month_start(k)) >= 9 else k


def _month_start(k: int) -> int:
    """Julian day number of the Vietnamese day on which the k-th new moon falls."""
    return math.floor(_new_moon(k) + 0.5 + _UTC_PLUS_7)


def _sign(day_number: int) -> int:
    """The sun's sign of thirty degrees, 0 to 11, at the Vietnamese midnight that begins a day."""
    return int(_sun_longitude(day_number - 0.5 - _UTC_PLUS_7) / 30)


def _new_moon(k: int) -> float:
    """Julian date (UT) of the k-th new moon after 01/01/1900 (Meeus, chapter on phases of the moon)."""
    t = k / 1236.85
    mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t**2 - 0.000000155 * t**3
    mean += 0.00033 * _sin(166.56 + 132.87 * t - 0.009173 * t**2)
    sun = 359.2242 + 29.10535608 * k - 0.0000333 * t**2 - 0.00000347 * t**3
    moon = 306.0253 + 385.81691806 * k + 0.0107306 * t**2 + 0.00001236 * t**3
    node = 21.2964 + 390.67050646 * k - 0.0016528 * t**2 - 0.00000239 * t**3
    shift = (0.1734 - 0.000393 * t) * _sin(sun) + 0.0021 * _sin(2 * sun)
    shift += -0.4068 * _sin(moon) + 0.0161 * _sin(2 * moon) - 0.0004 * _sin(3 * moon)
    shift += 0.0104 * _sin(2 * node) - 0.0051 * _sin(sun + moon) - 0.0074 * _sin(sun - moon)
    shift += 0.0004 * _sin(2 * node + sun) - 0.0004 * _sin(2 * node - sun)
    shift += -0.0006 * _sin(2 * node + moon) + 0.0010 * _sin(2 * node - moon) + 0.0005 * _sin(2 * moon + sun)
    clock = -0.000278 + 0.000265 * t + 0.000262 * t**2  # dynamical time less universal time, in days
    return mean + shift - clock


def _sun_longitude(julian: float) -> float:
    """Apparent longitude of the sun in degrees, 0 to 360 (Meeus, chapter on solar coordinates, low accuracy)."""
    t = (julian - 2451545.0) / 36525
    anomaly = 357.52910 + 35999.05030 * t - 0.0001559 * t**2 - 0.00000048 * t**3
    centre = (1.914600 - 0.004817 * t - 0.000014 * t**2) * _sin(anomaly)
    centre += (0.019993 - 0.000101 * t) * _sin(2 * anomaly) + 0.000290 * _sin(3 * anomaly)
    mean = 280.46645 + 36000.76983 * t + 0.0003032 * t**2
    return (mean + centre - 0.00569 - 0.00478 * _sin(125.04 - 1934.136 * t)) % 360


def _sin(degrees: float) -> float:
    return math.sin(math.radians(degrees))
