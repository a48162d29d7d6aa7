"""Rows of the pipeline as dataclasses, and back; what waits in it for somebody."""

from __future__ import annotations

import datetime as dt
import json

from ttcs_desktop.content.model import ItemState, Way
from ttcs_desktop.content.pipeline.model import Authorisation, ItemStep, Scope, Sheet, StepKind
from ttcs_desktop.ledger.model import Put, Table
from ttcs_desktop.storage.database import Database, Row
from ttcs_desktop.storage.search import Searched, day_of, joined

STEP = Table("content", "item_step", "content.step")
AUTHORISATION = Table(
    "content",
    "authorisation",
    None,
    searched=Searched(
        "authorisation", "authorisation", "number", joined("signer", "position", day_of("from_day"), day_of("to_day"))
    ),
)
SHEET = Table(
    "content",
    "submission_sheet",
    None,
    searched=Searched("sheet", "submission_sheet", joined("number", day_of("made_on")), joined("signer", "position")),
)
TABLES = (STEP, AUTHORISATION, SHEET)
_SHEET = "id, made_on, covers, number, signer, position, signed_on"


class PipelineRepository:
    """The pipeline's questions to the file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def steps(self, item_id: str) -> list[ItemStep]:
        """The steps of an item, oldest first; those that were undone are not among them."""
        rows = self._database.rows(
            "SELECT id, item_id, kind, version_id, reason, approval_id, created_at, created_by FROM item_step "
            "WHERE item_id = ? AND deleted_at IS NULL ORDER BY rowid",
            (item_id,),
        )
        return [_step(row) for row in rows]

    def authorisations(self) -> list[Authorisation]:
        """Every standing authorisation, the one that ends last first."""
        rows = self._database.rows(
            "SELECT id, number, signer, position, issued_on, from_day, to_day, scope FROM authorisation "
            "WHERE deleted_at IS NULL ORDER BY to_day DESC, from_day DESC, id"
        )
        return [_authorisation(row) for row in rows]

    def sheet(self, sheet_id: str) -> Sheet | None:
        row = self._database.row(
            f"SELECT {_SHEET} FROM submission_sheet WHERE id = ? AND deleted_at IS NULL", (sheet_id,)
        )
        return _sheet(row) if row else None

    def open_sheets(self) -> list[Sheet]:
        """Sheets that wait for a signature, the newest first."""
        rows = self._database.rows(
            f"SELECT {_SHEET} FROM submission_sheet WHERE signed_on IS NULL AND deleted_at IS NULL "
            "ORDER BY created_at DESC, rowid DESC"
        )
        return [_sheet(row) for row in rows]


def put_sheet(sheet: Sheet) -> Put:
    return Put(
        SHEET,
        {
            "id": sheet.id,
            "made_on": sheet.made_on.isoformat(),
            "covers": json.dumps(sheet.covers),
            "number": sheet.number,
            "signer": sheet.signer,
            "position": sheet.position,
            "signed_on": sheet.signed_on.isoformat() if sheet.signed_on else None,
        },
    )


def put_step(step: ItemStep) -> Put:
    return Put(
        STEP,
        {
            "id": step.id,
            "item_id": step.item_id,
            "kind": step.kind.value,
            "version_id": step.version_id,
            "reason": step.reason,
            "approval_id": step.approval_id,
        },
    )


def put_authorisation(given: Authorisation) -> Put:
    return Put(
        AUTHORISATION,
        {
            "id": given.id,
            "number": given.number,
            "signer": given.signer,
            "position": given.position,
            "issued_on": given.issued_on.isoformat(),
            "from_day": given.from_day.isoformat(),
            "to_day": given.to_day.isoformat(),
            "scope": json.dumps(sorted(given.scope)),
        },
    )


def _step(row: Row) -> ItemStep:
    return ItemStep(
        id=row["id"],
        item_id=row["item_id"],
        kind=StepKind(row["kind"]),
        version_id=row["version_id"],
        reason=row["reason"],
        approval_id=row["approval_id"],
        at=row["created_at"],
        by=row["created_by"],
    )


def _sheet(row: Row) -> Sheet:
    return Sheet(
        id=row["id"],
        made_on=dt.date.fromisoformat(row["made_on"]),
        covers=tuple((item_id, version_id) for item_id, version_id in json.loads(row["covers"])),
        number=row["number"],
        signer=row["signer"],
        position=row["position"],
        signed_on=dt.date.fromisoformat(row["signed_on"]) if row["signed_on"] else None,
    )


def _authorisation(row: Row) -> Authorisation:
    return Authorisation(
        id=row["id"],
        number=row["number"],
        signer=row["signer"],
        position=row["position"],
        issued_on=dt.date.fromisoformat(row["issued_on"]),
        from_day=dt.date.fromisoformat(row["from_day"]),
        to_day=dt.date.fromisoformat(row["to_day"]),
        scope=frozenset(Scope(one) for one in json.loads(row["scope"])),
    )


class WaitingItems:
    """Ids of items that wait for somebody, the oldest first."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def untouched(self) -> list[str]:
        """Received, and neither changed nor handed in since."""
        return self._ids("received_on IS NOT NULL AND state = ? AND rev = 1", "created_at", ItemState.DRAFT.value)

    def submitted(self) -> list[str]:
        """Handed in for the leader's yes."""
        return self._ids("state = ?", "updated_at", ItemState.SUBMITTED.value)

    def ending(self, first: dt.date, last: dt.date) -> list[str]:
        """Items in use whose last day is one of a stretch, the nearest first."""
        out = (ItemState.WITHDRAWN.value, ItemState.ARCHIVED.value)
        asked = "valid_to BETWEEN ? AND ? AND state NOT IN (?, ?)"
        return self._ids(asked, "valid_to", first.isoformat(), last.isoformat(), *out)

    def withdrawn(self) -> list[str]:
        """Taken back; those that were taken back last stand at the end."""
        return self._ids("state = ?", "updated_at", ItemState.WITHDRAWN.value)

    def from_city(self, since: dt.date) -> list[str]:
        """Issued by the city, here since a day, and in no slot and no edition yet; urgent and priority ones first."""
        asked = (
            "way = ? AND origin <> 'ward' AND state = ? AND received_on >= ? "
            "AND NOT EXISTS (SELECT 1 FROM slot WHERE slot.item_id = item.id AND slot.deleted_at IS NULL) "
            "AND NOT EXISTS (SELECT 1 FROM edition, json_each(edition.parts) AS part JOIN item_version AS v "
            "ON v.id = part.value WHERE v.item_id = item.id AND edition.deleted_at IS NULL)"
        )
        first = "CASE priority WHEN 'urgent' THEN 0 WHEN 'priority' THEN 1 ELSE 2 END, created_at"
        return self._ids(asked, first, Way.SOURCE_SYSTEM.value, ItemState.APPROVED.value, since.isoformat())

    def _ids(self, asked: str, order: str, *parameters: str) -> list[str]:
        rows = self._database.rows(
            f"SELECT id FROM item WHERE {asked} AND deleted_at IS NULL ORDER BY {order}, id", parameters
        )
        return [row["id"] for row in rows]
