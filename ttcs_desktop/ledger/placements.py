"""What was put into the folder that the city watches: which report, where, under which names; never a receipt."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping

from ttcs_desktop.basics.clock import unstamp
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.model import Put, Table
from ttcs_desktop.storage.database import Database

# The path is one of this PC: nobody else can do anything with it.
PLACEMENT = Table("statistics", "placement", None, append_only=True)
TABLES = (PLACEMENT,)


@dataclass(frozen=True, slots=True)
class Placement:
    """A report that lies in a folder: whether anybody has taken it from there, nobody can know.

    Attributes:
        id: of the submission, so that there is one at most.
        files: sha-256 by file name.
    """

    id: str
    folder: str
    files: Mapping[str, str]
    placed_at: dt.datetime


class Placements:
    """The placements of a record."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, submission_id: str) -> Placement | None:
        row = self._database.row(
            "SELECT submission_id, folder, files, created_at FROM placement WHERE submission_id = ?", (submission_id,)
        )
        if row is None:
            return None
        return Placement(row["submission_id"], row["folder"], json.loads(row["files"]), unstamp(row["created_at"]))


def put_placement(submission_id: str, folder: str, files: Mapping[str, str]) -> Put:
    """The row of a report that was put there just now."""
    return Put(
        PLACEMENT,
        {
            "id": stable_id("placement", submission_id),
            "submission_id": submission_id,
            "folder": folder,
            "files": json.dumps(dict(sorted(files.items()))),
        },
    )
