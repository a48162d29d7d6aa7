"""Equipment's questions to the file."""

from __future__ import annotations

import datetime as dt
import json

from ttcs_desktop.broadcast.equipment.model import (
    Display,
    Fault,
    Heard,
    NoticeBoard,
    NoticeBoardState,
    QuietPlace,
    ThingKind,
)
from ttcs_desktop.broadcast.model import Condition
from ttcs_desktop.storage.database import Database, Row

_FAULT = "id, thing_kind, thing_id, noted_on, what, told_by, repaired_on, repair, cost"


class HearingRepository:
    """Where clusters are heard."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def heard(self) -> list[Heard]:
        """Every dated row, oldest first."""
        rows = self._database.rows(
            "SELECT id, cluster_id, from_day, neighbourhoods FROM cluster_heard WHERE deleted_at IS NULL "
            "ORDER BY from_day, id"
        )
        return [
            Heard(
                row["id"],
                row["cluster_id"],
                dt.date.fromisoformat(row["from_day"]),
                frozenset(json.loads(row["neighbourhoods"])),
            )
            for row in rows
        ]


class BoardRepository:
    """Notice boards and their dated states."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def boards(self) -> list[NoticeBoard]:
        """Every board, 2 before 10."""
        rows = self._database.rows(
            "SELECT id, number, name, place FROM notice_board WHERE deleted_at IS NULL "
            "ORDER BY length(number), number, name, id"
        )
        return [NoticeBoard(row["id"], row["number"], row["name"], row["place"]) for row in rows]

    def states(self) -> list[NoticeBoardState]:
        """Every dated state, oldest first."""
        rows = self._database.rows(
            "SELECT id, board_id, from_day, technology, condition, connected FROM notice_board_state "
            "WHERE deleted_at IS NULL ORDER BY from_day, id"
        )
        return [
            NoticeBoardState(
                row["id"],
                row["board_id"],
                dt.date.fromisoformat(row["from_day"]),
                Display(row["technology"]),
                Condition(row["condition"]),
                bool(row["connected"]),
            )
            for row in rows
        ]


class FaultRepository:
    """The repair book, and what is written of the surroundings of clusters."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def faults(self) -> list[Fault]:
        """Every line, those nobody has mended first, then the newest."""
        rows = self._database.rows(
            f"SELECT {_FAULT} FROM fault WHERE deleted_at IS NULL ORDER BY repaired_on IS NOT NULL, noted_on DESC, id"
        )
        return [_fault(row) for row in rows]

    def faults_of(self, thing_id: str) -> list[Fault]:
        """The lines of one thing, oldest first."""
        rows = self._database.rows(
            f"SELECT {_FAULT} FROM fault WHERE thing_id = ? AND deleted_at IS NULL ORDER BY noted_on, id", (thing_id,)
        )
        return [_fault(row) for row in rows]

    def open_count(self) -> int:
        row = self._database.row("SELECT count(*) AS n FROM fault WHERE repaired_on IS NULL AND deleted_at IS NULL")
        return int(row["n"]) if row else 0

    def quiet_places(self) -> list[QuietPlace]:
        """Every place near a cluster that needs quiet, in the order they were written."""
        rows = self._database.rows(
            "SELECT id, cluster_id, place, hours FROM quiet_place WHERE deleted_at IS NULL ORDER BY created_at, id"
        )
        return [QuietPlace(row["id"], row["cluster_id"], row["place"], row["hours"]) for row in rows]


def _fault(row: Row) -> Fault:
    return Fault(
        row["id"],
        ThingKind(row["thing_kind"]),
        row["thing_id"],
        dt.date.fromisoformat(row["noted_on"]),
        row["what"],
        row["told_by"],
        dt.date.fromisoformat(row["repaired_on"]) if row["repaired_on"] else None,
        row["repair"],
        row["cost"],
    )
