"""Rows of directives as dataclasses, and back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from ttcs_desktop.directives.model import Directive, Link, Standing, Urgency
from ttcs_desktop.ledger.model import Put, Table
from ttcs_desktop.storage.database import Database, Row
from ttcs_desktop.storage.search import Searched, day_of, joined

# Papers that came in are the office's own register: they stay on this PC.
DIRECTIVE = Table(
    "directives",
    "directive",
    None,
    searched=Searched(
        "directive",
        "directive",
        joined("type_name", joined("number", "notation", by="/"), "subject"),
        joined("organ", day_of("issued_on"), "signer", "receiver", "reply", "note", "arrival_number"),
    ),
)
LINK = Table("directives", "directive_link", None)
TABLES = (DIRECTIVE, LINK)
_NAMES: tuple[str, ...] = Directive.__match_args__
_DAYS = ("issued_on", "arrived_on", "handed_on", "due_on", "handled_on", "valid_from", "valid_to")
_COLUMNS = ", ".join(_NAMES)
_LINK = "id, directive_id, kind, target_id"
# Behind the record it belongs to, a link is not there either.
_LINK_THERE = (
    "deleted_at IS NULL AND EXISTS (SELECT 1 FROM directive WHERE directive.id = directive_id AND "
    "directive.deleted_at IS NULL)"
)


# As `model.validity` and `Directive.waits` have it; a successor in the recycle bin replaces nothing.
_REPLACED = (
    "EXISTS (SELECT 1 FROM directive AS next WHERE next.id = directive.replaced_by AND next.deleted_at IS NULL "
    "AND coalesce(next.valid_from, next.issued_on, '') <= :today)"
)
_STANDS = {
    Standing.ALL: "1",
    Standing.WAITING: "handled_on IS NULL AND (due_on IS NOT NULL OR handler <> '')",
    Standing.IN_FORCE: f"NOT {_REPLACED} AND coalesce(valid_to, '9999') >= :today "
    "AND coalesce(valid_from, '') <= :today",
    Standing.REPLACED: _REPLACED,
}
_NEWEST_FIRST = "ORDER BY coalesce(arrived_on, issued_on, '') DESC, arrival_number DESC, created_at DESC, id"


class DirectivesRepository:
    """The subject's questions to the file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def directives(self) -> list[Directive]:
        """Every directive: the day it came in, or was issued, the newest first."""
        rows = self._database.rows(f"SELECT {_COLUMNS} FROM directive WHERE deleted_at IS NULL {_NEWEST_FIRST}")
        return [_directive(row) for row in rows]

    def newest(self, standing: Standing, today: dt.date, limit: int) -> list[Directive]:
        """The newest of those that stand so on a day."""
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM directive WHERE id IN (SELECT id FROM directive "
            f"WHERE deleted_at IS NULL AND {_STANDS[standing]} {_NEWEST_FIRST} LIMIT :limit) {_NEWEST_FIRST}",
            {"today": today.isoformat(), "limit": limit},
        )
        return [_directive(row) for row in rows]

    def counts(self, today: dt.date) -> dict[Standing, int]:
        """How many stand in each way on a day."""
        asked = ", ".join(f'count(*) FILTER (WHERE {told}) AS "{one.value}"' for one, told in _STANDS.items())
        row = self._database.row(
            f"SELECT {asked} FROM directive WHERE deleted_at IS NULL", {"today": today.isoformat()}
        )
        return {one: int(row[one.value]) if row else 0 for one in Standing}

    def those(self, ids: Iterable[str]) -> list[Directive]:
        """The directives of these ids that are there, the newest first."""
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM directive WHERE deleted_at IS NULL "
            f"AND id IN (SELECT value FROM json_each(?)) {_NEWEST_FIRST}",
            (json.dumps(list(ids)),),
        )
        return [_directive(row) for row in rows]

    def directive(self, directive_id: str) -> Directive | None:
        row = self._database.row(
            f"SELECT {_COLUMNS} FROM directive WHERE id = ? AND deleted_at IS NULL", (directive_id,)
        )
        return _directive(row) if row else None

    def waiting(self, last_due: dt.date) -> list[Directive]:
        """Those that were not handled and are due up to a day."""
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM directive WHERE deleted_at IS NULL AND handled_on IS NULL AND due_on <= ? "
            "ORDER BY due_on, id",
            (last_due.isoformat(),),
        )
        return [_directive(row) for row in rows]

    def arrived(self, first: dt.date, last: dt.date) -> list[Directive]:
        """The lines of the register: what came in between two days, both included, in its own order."""
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM directive WHERE deleted_at IS NULL AND arrived_on BETWEEN ? AND ? "
            "ORDER BY substr(arrived_on, 1, 4), arrival_number, arrived_on, created_at, id",
            (first.isoformat(), last.isoformat()),
        )
        return [_directive(row) for row in rows]

    def numbered(self, number: str) -> list[Directive]:
        """The directives of a number (leading zeros not counted), whoever issued them."""
        rows = self._database.rows(
            f"SELECT {_COLUMNS} FROM directive WHERE deleted_at IS NULL AND ltrim(number, '0') = ltrim(?, '0')",
            (number,),
        )
        return [_directive(row) for row in rows]

    def arrival_of(self, year: int, number: int) -> Directive | None:
        """The line of a year's register under a number."""
        row = self._database.row(
            f"SELECT {_COLUMNS} FROM directive WHERE deleted_at IS NULL AND arrival_number = ? "
            "AND arrived_on BETWEEN ? AND ?",
            (number, f"{year:04d}-01-01", f"{year:04d}-12-31"),
        )
        return _directive(row) if row else None

    def last_arrival(self, year: int) -> int:
        """The highest number of a year's register, 0 for none; one that was removed leaves its number free again."""
        row = self._database.row(
            "SELECT max(arrival_number) AS last FROM directive WHERE deleted_at IS NULL AND arrived_on BETWEEN ? AND ?",
            (f"{year:04d}-01-01", f"{year:04d}-12-31"),
        )
        return int(row["last"] or 0) if row else 0

    def doubled_arrivals(self) -> set[tuple[int, int]]:
        """(year, number) of the register that two papers have: one of them came back out of the recycle bin."""
        rows = self._database.rows(
            "SELECT CAST(substr(arrived_on, 1, 4) AS INTEGER) AS year, arrival_number FROM directive "
            "WHERE deleted_at IS NULL AND arrival_number IS NOT NULL GROUP BY 1, 2 HAVING count(*) > 1"
        )
        return {(row["year"], row["arrival_number"]) for row in rows}

    def successors(self) -> dict[str, str]:
        """Every directive that has a successor, with its id; those in the recycle bin too, for they may come back."""
        rows = self._database.rows("SELECT id, replaced_by FROM directive WHERE replaced_by IS NOT NULL")
        return {row["id"]: row["replaced_by"] for row in rows}

    def links_from(self, directive_id: str) -> list[Link]:
        """What a directive is the basis of."""
        return self._links(f"directive_id = ? AND {_LINK_THERE}", (directive_id,))

    def links_to(self, kind: str, target_id: str) -> list[Link]:
        """What something is based on."""
        return self._links(f"kind = ? AND target_id = ? AND {_LINK_THERE}", (kind, target_id))

    def bases(self) -> dict[str, list[str]]:
        """Directives that are the basis of directives, and of which; those in the recycle bin may come back."""
        found: dict[str, list[str]] = {}
        for row in self._database.rows(
            "SELECT directive_id, target_id FROM directive_link WHERE kind = 'directive' AND deleted_at IS NULL"
        ):
            found.setdefault(row["directive_id"], []).append(row["target_id"])
        return found

    def _links(self, where: str, values: tuple[str, ...]) -> list[Link]:
        rows = self._database.rows(f"SELECT {_LINK} FROM directive_link WHERE {where} ORDER BY created_at, id", values)
        return [Link(row["id"], row["directive_id"], row["kind"], row["target_id"]) for row in rows]


def put_directive(directive: Directive) -> Put:
    values: Row = {name: getattr(directive, name) for name in _NAMES}
    days = {name: values[name].isoformat() if values[name] else None for name in _DAYS}
    return Put(DIRECTIVE, {**values, **days, "urgency": directive.urgency.value})


def put_link(link: Link) -> Put:
    values = {"id": link.id, "directive_id": link.directive_id, "kind": link.kind, "target_id": link.target_id}
    return Put(LINK, values)


def _directive(row: Row) -> Directive:
    facts: dict[str, Any] = {name: row[name] for name in _NAMES}
    facts |= {name: dt.date.fromisoformat(row[name]) for name in _DAYS if row[name]}
    return Directive(**{**facts, "urgency": Urgency(row["urgency"])})
