"""What a quiet day throws away: old rubbish, loose files, and lines of an outbox that no city asks for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.ledger.bin import Bin
from ttcs_desktop.ledger.gathering import gather
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Table
from ttcs_desktop.storage.backup_folder import files_rested_on
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.files import FileStore
from ttcs_desktop.storage.survey import survey


def tidy(
    ledger: Ledger,
    rubbish: Bin,
    files: FileStore,
    tables: Mapping[str, Table],
    backups: Path,
    database: Database,
    clock: Clock,
) -> Changes:
    """Throw away what lay in the recycle bin for its time, then files that neither the record nor a copy names; and
    put together what waits for a city that this ward has not got.

    A copy without files of its own (of an older program, before an upgrade, before a restore) rests on the record's:
    what it names stays, and while one of them cannot be read nothing goes.

    Raises:
        EnvironmentProblem: `database_locked`, …
    """
    changes = rubbish.purge()
    gather(database, ledger.outbox, ledger.new_id, tables)
    rested_on = files_rested_on(backups)
    if rested_on is not None:
        files.sweep_loose(survey(database).files.keys() | rested_on, clock.now().timestamp())
    return changes
