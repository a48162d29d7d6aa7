"""What the office does with its own data."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.office.agencies import Agencies
from ttcs_desktop.office.model import DayKind, Holiday, Person, Role, Unit, WorkingCalendar
from ttcs_desktop.office.repository import OfficeRepository, put_holiday, put_person, put_unit
from ttcs_desktop.office.units import UnitEntry
from ttcs_desktop.vietnamese.text import tidy


class Office:
    """Unit, people, holidays.

    Attributes:
        agencies: the agencies that annexes name, and their short names.
    """

    def __init__(self, repository: OfficeRepository, ledger: Ledger) -> None:
        self._repository = repository
        self._ledger = ledger
        self.agencies = Agencies(repository, ledger)

    def name_unit(self, entry: UnitEntry, valid_from: dt.date) -> Changes:
        """Record what the unit is called from a day on; papers before that day keep the older name."""
        unit = Unit(
            id=stable_id("unit", entry.code, valid_from.isoformat()),
            code=entry.code,
            kind=entry.kind,
            name=entry.name,
            province_code=entry.province_code,
            province=entry.province,
            valid_from=valid_from,
        )
        return self._ledger.save("office.name_unit", [put_unit(unit)])

    def unit(self, on: dt.date) -> Unit:
        """The unit as it was called on a day."""
        unit = self._repository.unit_on(on)
        if unit is None:
            raise InvalidInput("unit", "unit_not_set")
        return unit

    def add_person(self, name: str, position: str, roles: frozenset[Role]) -> Person:
        """Add somebody of the office.

        Raises:
            InvalidInput: `name_missing`.
        """
        if not tidy(name):
            raise InvalidInput("name", "name_missing")
        person = Person(self._ledger.new_id(), tidy(name), tidy(position), roles)
        self._ledger.save("office.add_person", [put_person(person)])
        return person

    def people(self) -> list[Person]:
        return self._repository.people()

    def approvers(self) -> list[Person]:
        """Leaders who may approve (lãnh đạo UBND, trưởng Ban biên tập)."""
        return [person for person in self._repository.people() if Role.APPROVER in person.roles]

    def person(self, person_id: str) -> Person | None:
        return next((person for person in self._repository.people() if person.id == person_id), None)

    def set_holiday(self, day: dt.date, name: str, kind: DayKind) -> Changes:
        """Record a day off or a weekend day worked in exchange; once more for the same day replaces it."""
        holiday = Holiday(stable_id("holiday", day.isoformat()), day, tidy(name), kind)
        return self._ledger.save("office.set_holiday", [put_holiday(holiday)])

    def holidays(self) -> list[Holiday]:
        """Days off and days worked in exchange, with their names."""
        return self._repository.holidays()

    def holiday_count(self) -> int:
        return self._repository.holiday_count()

    def calendar(self) -> WorkingCalendar:
        holidays = self._repository.holidays()
        return WorkingCalendar(
            off=frozenset(holiday.day for holiday in holidays if holiday.kind is DayKind.OFF),
            swapped_in=frozenset(holiday.day for holiday in holidays if holiday.kind is DayKind.SWAPPED_IN),
        )
