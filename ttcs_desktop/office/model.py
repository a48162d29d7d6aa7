"""Who the ward is and who works there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from enum import StrEnum

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.vietnamese import calendar


class UnitKind(StrEnum):
    """Commune, ward or special zone (xã, phường, đặc khu)."""

    COMMUNE = "commune"
    WARD = "ward"
    ZONE = "zone"


@dataclass(frozen=True, slots=True)
class Unit:
    """A commune-level unit (đơn vị hành chính cấp xã) as it is called from `valid_from` on; a rename adds a row."""

    id: str
    code: str
    kind: UnitKind
    name: str
    province_code: str
    province: str
    valid_from: dt.date


class Role(StrEnum):
    """What a person may do: keep the record, approve content."""

    OFFICER = "officer"
    APPROVER = "approver"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the office (nhân sự)."""

    id: str
    name: str
    position: str
    roles: frozenset[Role]


class Duty(StrEnum):
    """What somebody does in the editorial board: heads it, stands in for the head, edits, or is of it."""

    HEAD = "head"
    DEPUTY = "deputy"
    EDITOR = "editor"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Board:
    """An editorial board (Ban biên tập) as a decision founded it; `to_day` is None while it works."""

    id: str
    number: str
    issued_on: dt.date
    from_day: dt.date
    to_day: dt.date | None = None

    def valid_on(self, day: dt.date) -> bool:
        return self.from_day <= day and (self.to_day is None or day <= self.to_day)


@dataclass(frozen=True, slots=True)
class BoardMember:
    """Somebody of a board from a day to a day, both included; `to_day` is None while that holds."""

    id: str
    board_id: str
    name: str
    position: str
    duty: Duty
    from_day: dt.date
    to_day: dt.date | None = None

    def valid_on(self, day: dt.date) -> bool:
        return self.from_day <= day and (self.to_day is None or day <= self.to_day)

    def overlaps(self, other: BoardMember) -> bool:
        """Whether both are of the board on some day."""
        return (self.to_day is None or other.from_day <= self.to_day) and (
            other.to_day is None or self.from_day <= other.to_day
        )


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency that tasks name (cơ quan, đơn vị), by its full name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class AgencyAlias:
    """A short name by which annexes call an agency: "P.VH-XH"."""

    id: str
    agency_id: str
    alias: str


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A part of the unit where people live (tổ dân phố, thôn); `to_day` is None while there is one of this name."""

    id: str
    name: str
    from_day: dt.date
    to_day: dt.date | None = None

    def valid_on(self, day: dt.date) -> bool:
        return self.from_day <= day and (self.to_day is None or day <= self.to_day)


class DayKind(StrEnum):
    """A day off, or a weekend day worked in exchange (ngày nghỉ, ngày làm bù)."""

    OFF = "off"
    SWAPPED_IN = "swapped_in"


@dataclass(frozen=True, slots=True)
class Holiday:
    """One day that breaks the rule of the working week."""

    id: str
    day: dt.date
    name: str
    kind: DayKind


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The office's working days: fixed holidays, the year's own days off and days swapped in."""

    off: Collection[dt.date] = ()
    swapped_in: Collection[dt.date] = ()

    def is_holiday(self, day: dt.date) -> bool:
        """Whether it is off by itself, whatever its weekday."""
        return calendar.is_holiday(day, self.off)

    def is_working(self, day: dt.date) -> bool:
        return calendar.is_working_day(day, self.off, self.swapped_in)

    def last_safe_day(self, due: dt.date, *, strict: bool) -> dt.date:
        return calendar.last_safe_day(due, strict=strict, holidays=self.off, swapped_in=self.swapped_in)

    def days_left(self, today: dt.date, last_day: dt.date) -> int:
        return calendar.working_days_left(today, last_day, holidays=self.off, swapped_in=self.swapped_in)
