"""Rows of statistics as dataclasses, and back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ttcs_desktop.basics.clock import stamp, unstamp
from ttcs_desktop.ledger.model import Put, Table
from ttcs_desktop.statistics.model import (
    CarriedIn,
    EnteredValue,
    Explanation,
    ManualEntry,
    Snapshot,
    SnapshotPaper,
    TargetLevel,
    TargetValue,
)
from ttcs_desktop.storage.database import Database, Row
from ttcs_desktop.storage.search import Searched, day_of, joined

_PERIOD = "(SELECT template || '/' || year FROM snapshot WHERE snapshot.id = snapshot_id)"
CARRIED = Table("statistics", "carried_in", "statistics.carried")
ENTERED = Table("statistics", "entered_value", "statistics.entered")
EXPLANATION = Table("statistics", "explanation", "statistics.explanation")
SNAPSHOT = Table("statistics", "snapshot", "statistics.snapshot", append_only=True)
PAPER = Table(
    "statistics",
    "snapshot_paper",
    "statistics.paper",
    searched=Searched("paper", "snapshot_paper", "number", joined(day_of("signed_on"), "signer", "position", _PERIOD)),
)
MANUAL = Table(
    "statistics",
    "manual_entry",
    "statistics.manual",
    searched=Searched("entry", "manual_entry", "reference", joined(day_of("entered_on"), "person", _PERIOD)),
)
TARGET_LEVEL = Table("statistics", "target_level", "statistics.target_level")
TARGET_VALUE = Table("statistics", "target_value", "statistics.target_value")
TABLES = (CARRIED, ENTERED, EXPLANATION, SNAPSHOT, PAPER, MANUAL, TARGET_LEVEL, TARGET_VALUE)

_SNAPSHOT = "id, template, year, version, body, sha256, frozen_at, created_by, reason"


class SnapshotRows:
    """Frozen versions in a table of their own, a row a version."""

    def __init__(self, database: Database, table: Table) -> None:
        self._database = database
        self._table = table

    def of(self, template: str, year: int) -> list[Snapshot]:
        """Every version of a report, the first first."""
        rows = self._database.rows(
            f"SELECT {_SNAPSHOT} FROM {self._table.name} WHERE template = ? AND year = ? ORDER BY version",
            (template, year),
        )
        return [_snapshot(row) for row in rows]

    def latest(self, template: str, year: int) -> Snapshot | None:
        """The newest version; None while nothing is frozen."""
        found = self.of(template, year)
        return found[-1] if found else None

    def newest(self) -> dt.datetime | None:
        """When anything was frozen last; None while nothing is."""
        row = self._database.row(f"SELECT max(frozen_at) AS newest FROM {self._table.name}")
        return unstamp(row["newest"]) if row is not None and row["newest"] else None

    def put(self, one: Snapshot) -> Put:
        return Put(
            self._table,
            {
                "id": one.id,
                "template": one.template,
                "year": one.year,
                "version": one.version,
                "body": one.body,
                "sha256": one.sha256,
                "frozen_at": stamp(one.frozen_at),
                "reason": one.reason,
            },
        )


class StatisticsRepository:
    """The subject's questions to the file.

    Attributes:
        snapshots: every version of every report.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.snapshots = SnapshotRows(database, SNAPSHOT)

    def carried(self) -> list[CarriedIn]:
        rows = self._database.rows(
            "SELECT id, indicator, month, value, source, person FROM carried_in WHERE deleted_at IS NULL "
            "ORDER BY indicator, month"
        )
        return [
            CarriedIn(row["id"], row["indicator"], row["month"], Decimal(row["value"]), row["source"], row["person"])
            for row in rows
        ]

    def entered(self, template: str, year: int) -> list[EnteredValue]:
        rows = self._database.rows(
            "SELECT id, template, year, indicator, value, reason FROM entered_value "
            "WHERE template = ? AND year = ? AND deleted_at IS NULL ORDER BY indicator",
            (template, year),
        )
        return [
            EnteredValue(
                row["id"], row["template"], row["year"], row["indicator"], Decimal(row["value"]), row["reason"]
            )
            for row in rows
        ]

    def explanations(self, template: str, year: int) -> list[Explanation]:
        rows = self._database.rows(
            "SELECT id, template, year, check_id, text FROM explanation "
            "WHERE template = ? AND year = ? AND deleted_at IS NULL ORDER BY check_id",
            (template, year),
        )
        return [Explanation(row["id"], row["template"], row["year"], row["check_id"], row["text"]) for row in rows]

    def target_levels(self, year: int) -> list[TargetLevel]:
        rows = self._database.rows(
            "SELECT id, target, year, wanted, source, decided_on FROM target_level "
            "WHERE year = ? AND deleted_at IS NULL ORDER BY target",
            (year,),
        )
        return [
            TargetLevel(
                row["id"],
                row["target"],
                row["year"],
                Decimal(row["wanted"]),
                row["source"],
                dt.date.fromisoformat(row["decided_on"]),
            )
            for row in rows
        ]

    def target_values(self, year: int) -> list[TargetValue]:
        rows = self._database.rows(
            "SELECT id, target, year, value, reason, person, as_of FROM target_value "
            "WHERE year = ? AND deleted_at IS NULL ORDER BY target",
            (year,),
        )
        return [
            TargetValue(
                row["id"],
                row["target"],
                row["year"],
                Decimal(row["value"]),
                row["reason"],
                row["person"],
                dt.date.fromisoformat(row["as_of"]),
            )
            for row in rows
        ]

    def frozen_periods(self) -> list[tuple[str, int]]:
        """Template code and year of every report that was frozen, the newest first."""
        rows = self._database.rows(
            "SELECT template, year FROM snapshot GROUP BY template, year ORDER BY max(frozen_at) DESC"
        )
        return [(row["template"], row["year"]) for row in rows]

    def manual_entry(self, snapshot_id: str) -> ManualEntry | None:
        row = self._database.row(
            "SELECT id, snapshot_id, reference, entered_on, person FROM manual_entry "
            "WHERE snapshot_id = ? AND deleted_at IS NULL",
            (snapshot_id,),
        )
        if row is None:
            return None
        entered_on = dt.date.fromisoformat(row["entered_on"])
        return ManualEntry(row["id"], row["snapshot_id"], row["reference"], entered_on, row["person"])

    def paper(self, snapshot_id: str) -> SnapshotPaper | None:
        row = self._database.row(
            "SELECT id, snapshot_id, number, signed_on, signer, position FROM snapshot_paper "
            "WHERE snapshot_id = ? AND deleted_at IS NULL",
            (snapshot_id,),
        )
        if row is None:
            return None
        signed_on = dt.date.fromisoformat(row["signed_on"])
        return SnapshotPaper(row["id"], row["snapshot_id"], row["number"], signed_on, row["signer"], row["position"])


def put_carried(one: CarriedIn) -> Put:
    return Put(
        CARRIED,
        {
            "id": one.id,
            "indicator": one.indicator,
            "month": one.month,
            "value": str(one.value),
            "source": one.source,
            "person": one.person,
        },
    )


def put_entered(one: EnteredValue) -> Put:
    return Put(
        ENTERED,
        {
            "id": one.id,
            "template": one.template,
            "year": one.year,
            "indicator": one.indicator,
            "value": str(one.value),
            "reason": one.reason,
        },
    )


def put_target_level(one: TargetLevel) -> Put:
    return Put(
        TARGET_LEVEL,
        {
            "id": one.id,
            "target": one.target,
            "year": one.year,
            "wanted": str(one.wanted),
            "source": one.source,
            "decided_on": one.decided_on.isoformat(),
        },
    )


def put_target_value(one: TargetValue) -> Put:
    return Put(
        TARGET_VALUE,
        {
            "id": one.id,
            "target": one.target,
            "year": one.year,
            "value": str(one.value),
            "reason": one.reason,
            "person": one.person,
            "as_of": one.as_of.isoformat(),
        },
    )


def put_explanation(one: Explanation) -> Put:
    return Put(
        EXPLANATION,
        {"id": one.id, "template": one.template, "year": one.year, "check_id": one.check_id, "text": one.text},
    )


def put_manual(one: ManualEntry) -> Put:
    return Put(
        MANUAL,
        {
            "id": one.id,
            "snapshot_id": one.snapshot_id,
            "reference": one.reference,
            "entered_on": one.entered_on.isoformat(),
            "person": one.person,
        },
    )


def put_paper(one: SnapshotPaper) -> Put:
    return Put(
        PAPER,
        {
            "id": one.id,
            "snapshot_id": one.snapshot_id,
            "number": one.number,
            "signed_on": one.signed_on.isoformat(),
            "signer": one.signer,
            "position": one.position,
        },
    )


def _snapshot(row: Row) -> Snapshot:
    return Snapshot(
        id=row["id"],
        template=row["template"],
        year=row["year"],
        version=row["version"],
        body=row["body"],
        sha256=row["sha256"],
        frozen_at=unstamp(row["frozen_at"]),
        frozen_by=row["created_by"],
        reason=row["reason"],
    )
