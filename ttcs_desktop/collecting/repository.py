"""Rows of collections as dataclasses, and back."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

from ttcs_desktop.collecting.model import AgencyReport, Collection, Contact, Respondent, Step, StepKind, Way
from ttcs_desktop.ledger.model import Put, Table
from ttcs_desktop.statistics.repository import SnapshotRows
from ttcs_desktop.storage.database import Database, Row
from ttcs_desktop.storage.search import Searched, day_of, joined

_NAME = "(SELECT name FROM collection_agency AS a WHERE a.id = respondent_id)"
COLLECTION = Table("collecting", "collection", None)
RESPONDENT = Table(
    "collecting",
    "collection_agency",
    None,
    searched=Searched("respondent", "collection_agency", "name", joined("contact", "phone", "address")),
)
STEP = Table("collecting", "collection_step", None)
REPORT = Table(
    "collecting",
    "collection_report",
    None,
    searched=Searched(
        "agency_report",
        "collection_report",
        joined(_NAME, day_of("received_on")),
        joined("document", "results", "difficulties", "proposals"),
    ),
)
SNAPSHOT = Table("collecting", "collection_snapshot", None, append_only=True)
TABLES = (COLLECTION, RESPONDENT, STEP, REPORT, SNAPSHOT)

_COLLECTION = "id, template, year, due, asked"
_RESPONDENT = "id, collection_id, position, name, contact, phone, address, asked"
_STEP = "id, respondent_id, kind, day, way, document, reason"
_REPORT = (
    "id, respondent_id, received_on, way, document, results, difficulties, proposals, figures, source_name, "
    "source_sha256, created_at"
)
_OF_COLLECTION = "respondent_id IN (SELECT id FROM collection_agency WHERE collection_id = ? AND deleted_at IS NULL)"


class CollectingRepository:
    """The subject's questions to the file.

    Attributes:
        snapshots: every frozen version of what reports added up to.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.snapshots = SnapshotRows(database, SNAPSHOT)

    def collections(self) -> list[Collection]:
        """Every collection, the newest year first."""
        rows = self._database.rows(
            f"SELECT {_COLLECTION} FROM collection WHERE deleted_at IS NULL ORDER BY year DESC, template"
        )
        return [_collection(row) for row in rows]

    def collection(self, template: str, year: int) -> Collection | None:
        row = self._database.row(
            f"SELECT {_COLLECTION} FROM collection WHERE template = ? AND year = ? AND deleted_at IS NULL",
            (template, year),
        )
        return _collection(row) if row else None

    def collection_of(self, respondent_id: str) -> Collection | None:
        """The collection an agency stands in."""
        row = self._database.row(
            f"SELECT {_COLLECTION} FROM collection WHERE deleted_at IS NULL AND id = "
            "(SELECT collection_id FROM collection_agency WHERE id = ?)",
            (respondent_id,),
        )
        return _collection(row) if row else None

    def respondents(self, collection_id: str) -> list[Respondent]:
        rows = self._database.rows(
            f"SELECT {_RESPONDENT} FROM collection_agency WHERE collection_id = ? AND deleted_at IS NULL "
            "ORDER BY position, created_at, id",
            (collection_id,),
        )
        return [_respondent(row) for row in rows]

    def respondent(self, respondent_id: str) -> Respondent | None:
        row = self._database.row(
            f"SELECT {_RESPONDENT} FROM collection_agency WHERE id = ? AND deleted_at IS NULL", (respondent_id,)
        )
        return _respondent(row) if row else None

    def known_respondents(self) -> list[Respondent]:
        """Agencies of every collection, those of the newest year first."""
        names = ", ".join(f"a.{name}" for name in _RESPONDENT.split(", "))
        rows = self._database.rows(
            f"SELECT {names} FROM collection_agency AS a JOIN collection ON collection.id = a.collection_id "
            "WHERE a.deleted_at IS NULL AND collection.deleted_at IS NULL "
            "ORDER BY collection.year DESC, a.position, a.id"
        )
        return [_respondent(row) for row in rows]

    def steps(self, collection_id: str) -> list[Step]:
        rows = self._database.rows(
            f"SELECT {_STEP} FROM collection_step WHERE deleted_at IS NULL AND {_OF_COLLECTION} ORDER BY day, id",
            (collection_id,),
        )
        return [_step(row) for row in rows]

    def reports(self, collection_id: str) -> list[AgencyReport]:
        rows = self._database.rows(
            f"SELECT {_REPORT} FROM collection_report WHERE deleted_at IS NULL AND {_OF_COLLECTION} "
            "ORDER BY received_on, created_at, id",
            (collection_id,),
        )
        return [_report(row) for row in rows]

    def reporters(self, collection_id: str) -> set[str]:
        """The ids of the agencies that have reported, without what they said."""
        rows = self._database.rows(
            f"SELECT DISTINCT respondent_id FROM collection_report WHERE deleted_at IS NULL AND {_OF_COLLECTION}",
            (collection_id,),
        )
        return {row["respondent_id"] for row in rows}

    def report(self, report_id: str) -> AgencyReport | None:
        row = self._database.row(
            f"SELECT {_REPORT} FROM collection_report WHERE id = ? AND deleted_at IS NULL", (report_id,)
        )
        return _report(row) if row else None

    def sources_of(self, respondent_id: str) -> set[str]:
        """The digests of the files that an agency's reports came in."""
        rows = self._database.rows(
            "SELECT source_sha256 FROM collection_report WHERE respondent_id = ? AND deleted_at IS NULL",
            (respondent_id,),
        )
        return {row["source_sha256"] for row in rows}

    def ids_about(self, respondent_id: str) -> list[str]:
        """The ids of an agency's steps and reports, also of what was taken back."""
        rows = self._database.rows(
            "SELECT id FROM collection_step WHERE respondent_id = ?1 "
            "UNION ALL SELECT id FROM collection_report WHERE respondent_id = ?1",
            (respondent_id,),
        )
        return [row["id"] for row in rows]


def put_collection(one: Collection) -> Put:
    values = {"id": one.id, "template": one.template, "year": one.year, "due": one.due.isoformat()}
    return Put(COLLECTION, {**values, "asked": json.dumps(one.asked)})


def put_respondent(one: Respondent) -> Put:
    return Put(
        RESPONDENT,
        {
            "id": one.id,
            "collection_id": one.collection_id,
            "position": one.position,
            "name": one.name,
            "contact": one.contact.person,
            "phone": one.contact.phone,
            "address": one.contact.address,
            "asked": json.dumps(one.asked),
        },
    )


def put_step(one: Step) -> Put:
    return Put(
        STEP,
        {
            "id": one.id,
            "respondent_id": one.respondent_id,
            "kind": one.kind.value,
            "day": one.day.isoformat(),
            "way": one.way.value if one.way else "",
            "document": one.document,
            "reason": one.reason,
        },
    )


def put_report(one: AgencyReport) -> Put:
    return Put(
        REPORT,
        {
            "id": one.id,
            "respondent_id": one.respondent_id,
            "received_on": one.received_on.isoformat(),
            "way": one.way.value,
            "document": one.document,
            "results": one.results,
            "difficulties": one.difficulties,
            "proposals": one.proposals,
            "figures": json.dumps({code: str(value) for code, value in one.figures}, sort_keys=True),
            "source_name": one.source_name,
            "source_sha256": one.source_sha256,
        },
    )


def _collection(row: Row) -> Collection:
    due = dt.date.fromisoformat(row["due"])
    return Collection(row["id"], row["template"], row["year"], due, tuple(json.loads(row["asked"])))


def _respondent(row: Row) -> Respondent:
    contact = Contact(row["contact"], row["phone"], row["address"])
    asked = tuple(json.loads(row["asked"]))
    return Respondent(row["id"], row["collection_id"], row["position"], row["name"], contact, asked)


def _step(row: Row) -> Step:
    return Step(
        id=row["id"],
        respondent_id=row["respondent_id"],
        kind=StepKind(row["kind"]),
        day=dt.date.fromisoformat(row["day"]),
        way=Way(row["way"]) if row["way"] else None,
        document=row["document"],
        reason=row["reason"],
    )


def _report(row: Row) -> AgencyReport:
    return AgencyReport(
        id=row["id"],
        respondent_id=row["respondent_id"],
        received_on=dt.date.fromisoformat(row["received_on"]),
        way=Way(row["way"]),
        document=row["document"],
        results=row["results"],
        difficulties=row["difficulties"],
        proposals=row["proposals"],
        figures=tuple((code, Decimal(value)) for code, value in json.loads(row["figures"]).items()),
        source_name=row["source_name"],
        source_sha256=row["source_sha256"],
        taken_at=row["created_at"],
    )
