"""Rows of the office as dataclasses, and back."""

from __future__ import annotations

import datetime as dt
import json

from ttcs_desktop.ledger.model import Put, Table
from ttcs_desktop.office.model import Agency, AgencyAlias, DayKind, Holiday, Person, Role, Unit, UnitKind
from ttcs_desktop.storage.database import Database, Row
from ttcs_desktop.storage.search import PartOf, Searched, day_of

UNIT = Table("office", "unit", "office.unit")
PERSON = Table("office", "person", None, searched=Searched("person", "person", "name", "position"))
HOLIDAY = Table("office", "holiday", None, searched=Searched("holiday", "holiday", "name", day_of("day")))
_ALIASES = (
    "(SELECT group_concat(alias, ', ') FROM agency_alias AS a WHERE agency_id = agency.id AND a.deleted_at IS NULL)"
)
_AGENCY = Searched("agency", "agency", "name", _ALIASES)
AGENCY = Table("office", "agency", None, searched=_AGENCY)
AGENCY_ALIAS = Table("office", "agency_alias", None, searched=PartOf(_AGENCY))
TABLES = (UNIT, PERSON, HOLIDAY, AGENCY, AGENCY_ALIAS)


class OfficeRepository:
    """The office's questions to the file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def unit_on(self, day: dt.date) -> Unit | None:
        """The unit as it was called on `day`; before its first name, the first name."""
        row = self._database.row(
            "SELECT id, code, kind, name, province_code, province, valid_from FROM unit WHERE deleted_at IS NULL "
            "ORDER BY valid_from > ?, CASE WHEN valid_from > ? THEN valid_from END, valid_from DESC LIMIT 1",
            (day.isoformat(), day.isoformat()),
        )
        return _unit(row) if row else None

    def units(self) -> list[Unit]:
        """Every dated name, the oldest first."""
        rows = self._database.rows(
            "SELECT id, code, kind, name, province_code, province, valid_from FROM unit WHERE deleted_at IS NULL "
            "ORDER BY valid_from, id"
        )
        return [_unit(row) for row in rows]

    def names(self) -> dict[str, str]:
        """Names of people by id, of those in the recycle bin too."""
        return {row["id"]: row["name"] for row in self._database.rows("SELECT id, name FROM person")}

    def people(self) -> list[Person]:
        return [
            _person(row)
            for row in self._database.rows(
                "SELECT id, name, position, roles FROM person WHERE deleted_at IS NULL ORDER BY created_at, id"
            )
        ]

    def holidays(self) -> list[Holiday]:
        return [
            Holiday(row["id"], dt.date.fromisoformat(row["day"]), row["name"], DayKind(row["kind"]))
            for row in self._database.rows(
                "SELECT id, day, name, kind FROM holiday WHERE deleted_at IS NULL ORDER BY day"
            )
        ]

    def holiday_count(self) -> int:
        row = self._database.row("SELECT count(*) AS number FROM holiday WHERE deleted_at IS NULL")
        return int(row["number"]) if row else 0

    def agencies(self) -> list[Agency]:
        rows = self._database.rows("SELECT id, name FROM agency WHERE deleted_at IS NULL ORDER BY created_at, id")
        return [Agency(row["id"], row["name"]) for row in rows]

    def agency_aliases(self) -> list[AgencyAlias]:
        rows = self._database.rows(
            "SELECT id, agency_id, alias FROM agency_alias WHERE deleted_at IS NULL ORDER BY created_at, id"
        )
        return [AgencyAlias(row["id"], row["agency_id"], row["alias"]) for row in rows]


def put_unit(unit: Unit) -> Put:
    return Put(
        UNIT,
        {
            "id": unit.id,
            "code": unit.code,
            "kind": unit.kind.value,
            "name": unit.name,
            "province_code": unit.province_code,
            "province": unit.province,
            "valid_from": unit.valid_from.isoformat(),
        },
    )


def put_person(person: Person) -> Put:
    roles = json.dumps(sorted(role.value for role in person.roles))
    return Put(PERSON, {"id": person.id, "name": person.name, "position": person.position, "roles": roles})


def put_holiday(holiday: Holiday) -> Put:
    return Put(
        HOLIDAY,
        {"id": holiday.id, "day": holiday.day.isoformat(), "name": holiday.name, "kind": holiday.kind.value},
    )


def put_agency(agency: Agency) -> Put:
    return Put(AGENCY, {"id": agency.id, "name": agency.name})


def put_agency_alias(alias: AgencyAlias) -> Put:
    return Put(AGENCY_ALIAS, {"id": alias.id, "agency_id": alias.agency_id, "alias": alias.alias})


def _unit(row: Row) -> Unit:
    return Unit(
        id=row["id"],
        code=row["code"],
        kind=UnitKind(row["kind"]),
        name=row["name"],
        province_code=row["province_code"],
        province=row["province"],
        valid_from=dt.date.fromisoformat(row["valid_from"]),
    )


def _person(row: Row) -> Person:
    roles = frozenset(Role(role) for role in json.loads(row["roles"]))
    return Person(row["id"], row["name"], row["position"], roles)
