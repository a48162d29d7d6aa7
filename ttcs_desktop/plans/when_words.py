"""Cuts a time as written into words with a meaning; what has none is left over and named.

All patterns are matched on folded text (no case, no marks), so "Hằng năm", "hàng năm" and "hang nam" are one.
"""

from __future__ import annotations

import calendar
import datetime as dt
import enum
import re
from collections.abc import Callable, Iterator

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.plans.timing import Every
from ttcs_desktop.vietnamese.text import fold


class Unit(enum.StrEnum):
    """How exactly a part of the calendar is named."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Part:
    """A named piece of a year: `number` is its month, quarter or half; `day` the day, or the week of its month."""

    unit: Unit
    number: int = 1
    day: int = 0
    year: int | None = None

    def first(self, year: int) -> dt.date:
        """Its first day; ValueError when the calendar has no such day."""
        if self.unit is Unit.DAY:
            return dt.date(year, self.number, self.day)
        if self.unit is Unit.WEEK:
            return dt.date(year, self.number, 7 * self.day - 6)
        return dt.date(year, self._months()[0], 1)

    def last(self, year: int) -> dt.date:
        """Its last day; ValueError when the calendar has no such day."""
        if self.unit is Unit.DAY:
            return self.first(year)
        month = self._months()[1]
        end = calendar.monthrange(year, month)[1]
        return dt.date(year, month, min(7 * self.day, end) if self.unit is Unit.WEEK else end)

    def _months(self) -> tuple[int, int]:
        length = {Unit.QUARTER: 3, Unit.HALF: 6, Unit.YEAR: 12}.get(self.unit, 1)
        return (self.number - 1) * length + 1, self.number * length


class Sense(enum.StrEnum):
    """What a word says about time."""

    PART = "part"
    EVERY = "every"
    DAY_OF_PERIOD = "day_of_period"
    CONTINUOUS = "continuous"
    ON_DEMAND = "on_demand"
    ELSEWHERE = "elsewhere"
    BEFORE = "before"
    BY = "by"
    FROM = "from"
    TO = "to"
    AND = "and"
    ONWARD = "onward"
    NOW = "now"


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word: a `part` of the calendar, a period (`every`), a `day`, or a sense alone."""

    sense: Sense
    part: Part | None = None
    every: Every | None = None
    day: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """A time cut into words, in order, and what could not be understood."""

    found: tuple[Word, ...]
    rest: str


_UNITS = {"ngay": Every.DAY, "tuan": Every.WEEK, "thang": Every.MONTH, "quy": Every.QUARTER, "nam": Every.YEAR}
_COUNTS = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "sau": 6, "muoi hai": 12}
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_TIMES_A_YEAR = {1: Every.YEAR, 2: Every.HALF, 4: Every.QUARTER, 12: Every.MONTH}
_MONTHS_LONG = {1: Every.MONTH, 3: Every.QUARTER, 6: Every.HALF, 12: Every.YEAR}

_HALF = r"(?:0?6|sau)\s*thang(?!\s*(?:dau|cuoi|\d))|nua nam|ban nien"
_ONE_QUARTER = r"quy(?!\s*(?:\d|i+\b|iv\b|dinh|che|trinh|hoach|mo))"
_ONE = rf"(?:{_HALF}|ngay(?!\s*\d)|tuan(?!\s*\d)|thang(?!\s*\d)|{_ONE_QUARTER}|nam(?!\s*\d{{4}}))"
_MORE = rf"(?:\s*(?:,|;|/|-|&|\bva\b)+\s*(?:hang|moi|ca|1|01|mot)?\s*{_ONE}\b)"
_JOIN = r"(?:,|;|&|\+|-|\bva\b|\bden\b|\btoi\b)"
_YEAR = r"(?:\s*[/.-]\s*(20\d\d)\b|\s*,?\s*(?:cua\s+)?nam\s+(20\d\d)\b)?"
_QUARTER = r"(?:iv|i{1,3}|[1-4])\b"
_COUNT = r"(\d{1,2}|mot|hai|ba|bon|sau|muoi hai)"

Reader = Callable[[re.Match[str]], Iterator[Word]]


def _count(text: str) -> int:
    return _COUNTS.get(text) or int(text)


def _repeats(found: re.Match[str]) -> Iterator[Word]:
    text = found[0]
    units = [Every.HALF] if re.search(_HALF, text) else []
    text = re.sub(_HALF, " ", text)
    units += [_UNITS[unit] for unit in re.findall(r"\b(?:ngay|tuan|thang|quy|nam)\b", text)]
    for unit in units:
        yield Word(Sense.EVERY, every=unit)


def _repeats_but_year(found: re.Match[str]) -> Iterator[Word]:
    """ "Các tháng trong năm": the year is where they lie, no period of its own."""
    return (word for word in _repeats(found) if word.every is not Every.YEAR)


def _months_a_time(found: re.Match[str]) -> Iterator[Word]:
    every = _MONTHS_LONG.get(_count(found[1]))
    yield Word(Sense.EVERY, every=every)


def _times_a_period(found: re.Match[str]) -> Iterator[Word]:
    count, unit = (found[1], found[2]) if found[1] not in _UNITS else (found[2], found[1])
    times = _count(count)
    per_year = {"nam": 1, "quy": 4, "thang": 12}.get(unit, 0) * times
    every = _UNITS[unit] if times == 1 else _TIMES_A_YEAR.get(per_year)
    yield Word(Sense.EVERY, every=every)


def _months(found: re.Match[str]) -> Iterator[Word]:
    yield from _listed(found, Unit.MONTH, r"\d{1,2}")


def _quarters(found: re.Match[str]) -> Iterator[Word]:
    yield from _listed(found, Unit.QUARTER, r"\b(?:iv|i{1,3}|[1-4])\b")


def _listed(found: re.Match[str], unit: Unit, item: str) -> Iterator[Word]:
    """ "III, IV năm 2026": the parts with what joins them; the year stands at the last one."""
    year = next((int(group) for group in found.groups()[1:] if group), None)
    pieces = re.split(rf"({item})", found[1])
    numbers = pieces[1::2]
    for index, text in enumerate(numbers):
        if index:
            joint = pieces[2 * index]
            yield Word(Sense.TO if re.search(r"-|den|toi", joint) else Sense.AND)
        number = _QUARTERS.get(text) or int(text)
        yield Word(Sense.PART, Part(unit, number, year=year if index == len(numbers) - 1 else None))


def _day(day: str, month: str, year: str | None) -> Word:
    full = None if not year else int(year) if len(year) == 4 else 2000 + int(year)
    return Word(Sense.PART, Part(Unit.DAY, int(month), int(day), full))


def _days_of_one_month(found: re.Match[str]) -> Iterator[Word]:
    yield _day(found[1], found[3], found[4])
    yield Word(Sense.TO)
    yield _day(found[2], found[3], found[4])


def _half(found: re.Match[str]) -> Iterator[Word]:
    year = int(found[2]) if found[2] else None
    yield Word(Sense.PART, Part(Unit.HALF, 1 if found[1] == "dau" else 2, year=year))


def _week(found: re.Match[str]) -> Iterator[Word]:
    yield Word(Sense.PART, Part(Unit.WEEK, int(found[2]), _count(found[1]), _whole(found[3] or found[4])))


def _whole(text: str | None) -> int | None:
    return int(text) if text else None


def _just(sense: Sense) -> Reader:
    def read(_: re.Match[str]) -> Iterator[Word]:
        yield Word(sense)

    return read


def _all_year(found: re.Match[str]) -> Iterator[Word]:
    yield Word(Sense.PART, Part(Unit.YEAR, year=_whole(found[1])))


# The first pattern that matches at a place wins: the longer readings stand before the shorter ones.
_PATTERNS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(rf"(?<![a-z0-9]){pattern}(?![a-z0-9])"), reader)
    for pattern, reader in (
        (rf"(?:dinh k[yi]\s*:?\s*)?{_COUNT}\s*thang\s*(?:/|mot|\b0?1)\s*(?:/|\b0?1|mot)?\s*lan", _months_a_time),
        (rf"{_COUNT}\s*lan\s*(?:/|trong|moi|tren)*\s*(?:mot|0?1)?\s*(ngay|tuan|thang|quy|nam)", _times_a_period),
        (rf"(?:moi|mot|0?1|hang)\s*(ngay|tuan|thang|quy|nam)\s*/?\s*{_COUNT}\s*lan", _times_a_period),
        (r"(?:ngay|tuan|thang|quy|nam)\s*/\s*lan", _repeats),
        (r"(?:0?6|sau)\s*thang\s*(dau|cuoi)(?:\s*(?:cua\s+)?nam)?(?:\s*(20\d\d))?", _half),
        (r"nua\s*(dau|cuoi)\s*nam(?:\s*(20\d\d))?", _half),
        (rf"(?:hang|moi)\s+(?:{_HALF}|ngay|tuan|thang|quy|nam)(?:\s*/\s*nam)?{_MORE}*", _repeats),
        (rf"cac\s+{_ONE}\s+trong\s+nam", _repeats_but_year),
        (rf"(?:dinh k[yi]|theo)\s*:?\s*(?:hang\s+|moi\s+)?{_ONE}{_MORE}*", _repeats),
        (rf"(?:{_HALF}){_MORE}*", _repeats),
        (rf"{_ONE}{_MORE}+", _repeats),
        (r"(?:cua )?(?:thang )?cuoi (?:cua )?(quy|ky)(?!\s*(?:\d|i+\b|iv\b))", lambda _: iter(())),
        (r"thuong nien", lambda _: iter([Word(Sense.EVERY, every=Every.YEAR)])),
        (r"dinh k[yi]", lambda _: iter([Word(Sense.EVERY)])),
        (r"thuong xuyen|lien tuc|quanh nam|(?:trong\s+)?suot nam", _just(Sense.CONTINUOUS)),
        (
            r"dot xuat|(?:ngay )?(?:khi|neu) (?:co|can|phat sinh|duoc)(?: [a-z,]+){0,10}"
            r"|theo (?:yeu cau|chi dao|vu viec|tinh hinh)(?: [a-z]+){0,5}|khi can(?: thiet)?|phat sinh",
            _just(Sense.ON_DEMAND),
        ),
        (
            r"(?:theo|sau khi|ngay sau|trong qua trinh)(?: (?:quy dinh|ke hoach|huong dan|tien do|lich|van ban"
            r"|chuong trinh|de an|nghi quyet|cac|quyet dinh|co|duoc|ban hanh|thuc te))(?: [a-z,]+){0,10}",
            _just(Sense.ELSEWHERE),
        ),
        (
            r"tuan\s+(?:thu\s+)?(\d|hai|ba|bon)\s*,?\s*(?:cua\s+)?thang\s+(\d{1,2})"
            r"(?:\s*[/.-]\s*(20\d\d)|\s+nam\s+(20\d\d))?",
            _week,
        ),
        (
            r"(?:ngay\s+)?(\d{1,2})\s*(?:-|den|toi)\s*(?:het\s+)?(?:ngay\s+)?"
            r"(\d{1,2})[/.](\d{1,2})(?:[/.](20\d\d))?(?![/.]?\d)",
            _days_of_one_month,
        ),
        (
            r"(?:ngay\s+)?(\d{1,2})\s+thang\s+(\d{1,2})(?:\s*,?\s*nam\s+(20\d\d)|\s*/\s*(20\d\d))?",
            lambda found: iter([_day(found[1], found[2], found[3] or found[4])]),
        ),
        (
            r"(?:ngay\s+)?(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(20\d\d|\d\d)",
            lambda found: iter([_day(found[1], found[3], found[4])]),
        ),
        (
            r"(?:thang\s+)?(\d{1,2})\s*[/.-]\s*(20\d\d)",
            lambda found: iter([Word(Sense.PART, Part(Unit.MONTH, int(found[1]), year=int(found[2])))]),
        ),
        (
            r"(?:ngay\s+)?(\d{1,2})[/.](\d{1,2})(?![/.]\d)(?:\s+nam\s+(20\d\d))?",
            lambda found: iter([_day(found[1], found[2], found[3])]),
        ),
        (
            rf"(?:cac\s+)?(?:thang|t\.?)\s*"
            rf"(\d{{1,2}}(?:\s*{_JOIN}\s*(?:thang\s+|t\.?)?\d{{1,2}}(?!\d|[/.]\d{{1,2}}(?!\d)))*){_YEAR}",
            _months,
        ),
        (
            rf"(?:cac\s+)?(?:quy|q\.?)\s*({_QUARTER}(?:\s*{_JOIN}\s*(?:quy\s+)?{_QUARTER})*){_YEAR}",
            _quarters,
        ),
        (
            r"(?:vao\s+)?(?:ngay|mung)\s+(\d{1,2})(?:\s+(?:cua\s+)?(?:hang\s+|moi\s+)?(?:thang|ky))?",
            lambda found: iter([Word(Sense.DAY_OF_PERIOD, day=int(found[1]))]),
        ),
        (r"(?:ca |trong |nam |cac nam |giai doan |nhiem ky )*(20\d\d)", _all_year),
        (r"(?:ca|trong) nam|nam nay", lambda _: iter([Word(Sense.PART, Part(Unit.YEAR))])),
        (r"(?:tro di|(?:va )?(?:nhung|cac) nam (?:tiep theo|sau|ke tiep)|ve sau)", _just(Sense.ONWARD)),
        (r"(?:ke )?tu (?:nay|ngay ban hanh|khi ban hanh|ngay ky)", _just(Sense.NOW)),
        (r"truoc", _just(Sense.BEFORE)),
        (r"cham nhat|muon nhat|tre nhat|khong qua|hoan thanh|xong|han cuoi|han|het|cuoi", _just(Sense.BY)),
        (r"(?:bat dau )?(?:ke )?tu", _just(Sense.FROM)),
        (r"bat dau", _just(Sense.FROM)),
        (r"den|toi", _just(Sense.TO)),
        (r"va", _just(Sense.AND)),
    )
)
_FILLER = re.compile(
    r"(?:ngay|thang|nam|trong|giai doan|thoi gian|thuc hien|trien khai"
    r"|bao cao|gui|cac|cua|vao|la|thoi diem|thoi han|ca"
    r"|moc|to chuc|khoang thoi gian|tien do|ket thuc|phai|lan|dot|cho|ky)(?![a-z0-9])"
)
_DASHES = re.compile("[\u2010-\u2015\u2212]")


def cut(text: str) -> Words:
    """Cuts `text` into words. Joints that are punctuation count: a dash is TO, a comma or semicolon AND."""
    folded = " ".join(_DASHES.sub("-", fold(text)).split())
    found: list[Word] = []
    rest: list[str] = []
    place = 0
    while place < len(folded):
        step = _step(folded, place, found, rest)
        place += step
    return Words(tuple(found), " ".join("".join(rest).split()))


def _step(folded: str, place: int, found: list[Word], rest: list[str]) -> int:
    for pattern, reader in _PATTERNS:
        match = pattern.match(folded, place)
        if match:
            found.extend(reader(match))
            return len(match[0])
    begins = place == 0 or not folded[place - 1].isalnum()
    filler = _FILLER.match(folded, place) if begins else None
    if filler:
        return len(filler[0])
    char = folded[place]
    if char in ",;/&+":
        found.append(Word(Sense.AND))
    elif char == "-":
        found.append(Word(Sense.TO))
    elif char not in ".:()[]\"'*":
        rest.append(char)
    return 1
