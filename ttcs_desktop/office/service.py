"""What the office does with its own data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.office.agencies import Agencies
from ttcs_desktop.office.boards import Boards
from ttcs_desktop.office.model import DayKind, Holiday, Person, Role, Unit, WorkingCalendar
from ttcs_desktop.office.repository import HOLIDAY, PERSON, UNIT, OfficeRepository, put_holiday, put_person, put_unit
from ttcs_desktop.office.units import UnitEntry
from ttcs_desktop.vietnamese.text import tidy

_CODE_LETTERS = 5


class Office:
    """Unit, people, holidays.

    Attributes:
        agencies: the agencies that annexes name, and their short names.
        boards: the editorial boards, and who may approve on a day.
    """

    def __init__(self, repository: OfficeRepository, ledger: Ledger) -> None:
        self._repository = repository
        self._ledger = ledger
        self.agencies = Agencies(repository, ledger)
        self.boards = Boards(repository, ledger)

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

    def rename_unit(self, entry: UnitEntry, valid_from: dt.date) -> Changes:
        """What the unit is called from a day on, after a renaming or a merger; the same day again mends it.

        Raises:
            InvalidInput: `name_missing`, `unit_code_unreadable`, `province_missing`.
        """
        code = tidy(entry.code)
        if not tidy(entry.name):
            raise InvalidInput("name", "name_missing")
        if not (len(code) == _CODE_LETTERS and code.isascii() and code.isdigit()):
            raise InvalidInput("code", "unit_code_unreadable")
        if not tidy(entry.province):
            raise InvalidInput("province", "province_missing")
        known = next((unit.id for unit in self._repository.units() if unit.valid_from == valid_from), None)
        id_ = known or stable_id("unit", code, valid_from.isoformat())
        names = (tidy(entry.name), tidy(entry.province_code), tidy(entry.province))
        unit = Unit(id_, code, entry.kind, *names, valid_from)
        return self._ledger.save("office.rename_unit", [put_unit(unit)])

    def remove_unit_name(self, unit_id: str) -> Changes:
        """Take the newest name out, which was never given.

        Raises:
            InvalidInput: `unit_name_kept` for an older one, which papers carry; `last_unit_name` for the only one.
        """
        units = self._repository.units()
        if len(units) == 1:
            raise InvalidInput("", "last_unit_name")
        if unit_id != units[-1].id:
            raise InvalidInput("", "unit_name_kept")
        return self._ledger.bury("office.remove_unit_name", UNIT, [unit_id])

    def units(self) -> list[Unit]:
        """Every name the unit has had or will have, the oldest first."""
        return self._repository.units()

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

    def change_person(self, person_id: str, name: str, position: str, roles: frozenset[Role]) -> Changes:
        """Write somebody anew; what was signed before keeps the name and the position it was signed with.

        Raises:
            InvalidInput: `record_gone`, `name_missing`; `last_officer` when nobody would be left to keep the record.
        """
        if not tidy(name):
            raise InvalidInput("name", "name_missing")
        self._leave_an_officer(person_id, roles)
        changed = Person(person_id, tidy(name), tidy(position), roles)
        return self._ledger.save("office.change_person", [put_person(changed)])

    def remove_person(self, person_id: str) -> Changes:
        """Put somebody who works here no more into the recycle bin; the history keeps the name.

        Raises:
            InvalidInput: `record_gone`; `person_at_work` for who is working now, `last_officer`.
        """
        if person_id == self._ledger.actor:
            raise InvalidInput("", "person_at_work")
        self._leave_an_officer(person_id, frozenset())
        return self._ledger.bury("office.remove_person", PERSON, [person_id])

    def names(self) -> dict[str, str]:
        """The name of everybody who ever worked here, by id."""
        return self._repository.names()

    def _leave_an_officer(self, person_id: str, roles: frozenset[Role]) -> None:
        people = self._repository.people()
        if all(person.id != person_id for person in people):
            raise InvalidInput("", "record_gone")
        if Role.OFFICER in roles:
            return
        if not any(Role.OFFICER in person.roles for person in people if person.id != person_id):
            raise InvalidInput("roles", "last_officer")

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

    def take_days(self, named: Mapping[dt.date, str]) -> Changes:
        """Write days off down with their names, as one action; a day that has a word already keeps it."""
        known = {holiday.day for holiday in self._repository.holidays()}
        puts = [
            put_holiday(Holiday(stable_id("holiday", day.isoformat()), day, tidy(name), DayKind.OFF))
            for day, name in sorted(named.items())
            if day not in known
        ]
        return self._ledger.save("office.take_days", puts)

    def remove_holiday(self, day: dt.date) -> Changes:
        """A day is a day like any other again. Raises InvalidInput `record_gone`."""
        return self._ledger.bury("office.remove_holiday", HOLIDAY, [stable_id("holiday", day.isoformat())])

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
