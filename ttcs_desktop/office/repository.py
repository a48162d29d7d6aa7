"""Rows of the office as dataclasses, and back."""

from __future__ import annotations

import datetime as dt
import json

from ttcs_desktop.ledger.model import Put, Table
from ttcs_desktop.office.model import (
    Agency,
    AgencyAlias,
    Board,
    BoardMember,
    DayKind,
    Duty,
    Holiday,
    Neighbourhood,
    Person,
    Role,
    Unit,
    UnitKind,
)
from ttcs_desktop.storage.database import Database, Row
from ttcs_desktop.storage.search import PartOf, Searched, day_of, joined

UNIT = Table("office", "unit", "office.unit")
PERSON = Table("office", "person", None, searched=Searched("person", "person", "name", "position"))
HOLIDAY = Table("office", "holiday", None, searched=Searched("holiday", "holiday", "name", day_of("day")))
_ALIASES = (
    "(SELECT group_concat(alias, ', ') FROM agency_alias AS a WHERE agency_id = agency.id AND a.deleted_at IS NULL)"
)
_AGENCY = Searched("agency", "agency", "name", _ALIASES)
AGENCY = Table("office", "agency", None, searched=_AGENCY)
AGENCY_ALIAS = Table("office", "agency_alias", None, searched=PartOf(_AGENCY), owner="agency_id")
_MEMBERS = (
    "(SELECT group_concat(name, ', ') FROM board_member AS m WHERE board_id = editorial_board.id "
    "AND m.deleted_at IS NULL)"
)
_BOARD = Searched("board", "editorial_board", "number", joined(day_of("from_day"), _MEMBERS))
BOARD = Table("office", "editorial_board", None, searched=_BOARD)
BOARD_MEMBER = Table("office", "board_member", None, searched=PartOf(_BOARD), owner="board_id")
NEIGHBOURHOOD = Table(
    "office",
    "neighbourhood",
    None,
    searched=Searched("neighbourhood", "neighbourhood", "name", day_of("from_day")),
)
TABLES = (UNIT, PERSON, HOLIDAY, AGENCY, AGENCY_ALIAS, BOARD, BOARD_MEMBER, NEIGHBOURHOOD)


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

    def neighbourhoods(self) -> list[Neighbourhood]:
        """Every one there is or was, by its number where its name ends in one: 2 stands before 10."""
        rows = self._database.rows(
            "SELECT id, name, from_day, to_day FROM neighbourhood WHERE deleted_at IS NULL "
            "ORDER BY rtrim(name, '0123456789'), length(name), name, from_day, id"
        )
        return [
            Neighbourhood(row["id"], row["name"], dt.date.fromisoformat(row["from_day"]), _day(row["to_day"]))
            for row in rows
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

    def boards(self) -> list[Board]:
        """Every editorial board, the newest first."""
        rows = self._database.rows(
            "SELECT id, number, issued_on, from_day, to_day FROM editorial_board WHERE deleted_at IS NULL "
            "ORDER BY from_day DESC, id"
        )
        return [
            Board(row["id"], row["number"], _date(row["issued_on"]), _date(row["from_day"]), _day(row["to_day"]))
            for row in rows
        ]

    def board_members(self) -> list[BoardMember]:
        """Everybody who has been of a board."""
        rows = self._database.rows(
            "SELECT id, board_id, name, position, duty, from_day, to_day FROM board_member WHERE deleted_at IS NULL "
            "ORDER BY from_day, created_at, id"
        )
        return [
            BoardMember(
                row["id"],
                row["board_id"],
                row["name"],
                row["position"],
                Duty(row["duty"]),
                _date(row["from_day"]),
                _day(row["to_day"]),
            )
            for row in rows
        ]


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


def put_neighbourhood(one: Neighbourhood) -> Put:
    to_day = one.to_day.isoformat() if one.to_day else None
    days = {"from_day": one.from_day.isoformat(), "to_day": to_day}
    return Put(NEIGHBOURHOOD, {"id": one.id, "name": one.name, **days})


def put_agency(agency: Agency) -> Put:
    return Put(AGENCY, {"id": agency.id, "name": agency.name})


def put_agency_alias(alias: AgencyAlias) -> Put:
    return Put(AGENCY_ALIAS, {"id": alias.id, "agency_id": alias.agency_id, "alias": alias.alias})


def put_board(board: Board) -> Put:
    values = {"id": board.id, "number": board.number, "issued_on": board.issued_on.isoformat()}
    to_day = board.to_day.isoformat() if board.to_day else None
    return Put(BOARD, {**values, "from_day": board.from_day.isoformat(), "to_day": to_day})


def put_board_member(member: BoardMember) -> Put:
    return Put(
        BOARD_MEMBER,
        {
            "id": member.id,
            "board_id": member.board_id,
            "name": member.name,
            "position": member.position,
            "duty": member.duty.value,
            "from_day": member.from_day.isoformat(),
            "to_day": member.to_day.isoformat() if member.to_day else None,
        },
    )


def _date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def _day(text: str | None) -> dt.date | None:
    return _date(text) if text else None


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
