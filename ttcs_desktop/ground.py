"""What every subject of a record stands on: the file, its history, its copies, its tables by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.basics.ids import IdMaker
from ttcs_desktop.ledger.identity import Identity, read_drop_folder, read_enrolment
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.undo import Undo
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.files import FILES, FileStore

if TYPE_CHECKING:
    from ttcs_desktop.ledger.bin import Bin
    from ttcs_desktop.ledger.drafts import Drafts
    from ttcs_desktop.ledger.model import Table
    from ttcs_desktop.ledger.receipts import Receipts
    from ttcs_desktop.ledger.standing import HubStanding
    from ttcs_desktop.ledger.transfers import Transfers


@cache
def tables() -> Mapping[str, Table]:
    """Every table that changes through the ledger, by its name; parents before children, as they are saved."""
    from ttcs_desktop.attachments.repository import TABLES as ATTACHMENTS
    from ttcs_desktop.broadcast.rows import TABLES as BROADCAST
    from ttcs_desktop.collecting.repository import TABLES as COLLECTING
    from ttcs_desktop.content.repository import TABLES as CONTENT
    from ttcs_desktop.directives.repository import TABLES as DIRECTIVES
    from ttcs_desktop.joining.copies.repository import SETTLED
    from ttcs_desktop.joining.sources.repository import WARD_PC
    from ttcs_desktop.ledger.placements import TABLES as PLACEMENTS
    from ttcs_desktop.ledger.put_away import TABLES as PUT_AWAY
    from ttcs_desktop.office.repository import TABLES as OFFICE
    from ttcs_desktop.plans.repository import TABLES as PLANS
    from ttcs_desktop.statistics.repository import TABLES as STATISTICS
    from ttcs_desktop.statistics.texts.repository import TABLES as REPORT_TEXTS
    from ttcs_desktop.urgent.repository import TABLES as URGENT

    rooms = (OFFICE, ATTACHMENTS, PLANS, DIRECTIVES, CONTENT, BROADCAST, URGENT, STATISTICS, REPORT_TEXTS, COLLECTING)
    return {table.name: table for room in (*rooms, (WARD_PC, SETTLED), PLACEMENTS, PUT_AWAY) for table in room}


class Ground:
    """What every subject stands on: the file, its history, its copies.

    Attributes:
        folder: the ward's folder: `record.db`, `files/`, `backups/`, `papers/`.
        identity: unit code, record id, device id.
        database: the connection of this thread; only sync and tests need it.
        files: what was received, by sha-256.
    """

    def __init__(self, folder: Path, database: Database, identity: Identity, clock: Clock) -> None:
        self.folder = folder
        self.database = database
        self.identity = identity
        self.clock = clock
        self.files = FileStore(folder / FILES)
        self.enrolment = read_enrolment(database)
        self.record_start = dt.date.fromisoformat(identity.started_on)
        self.ledger = Ledger(database, clock, IdMaker(clock))
        self.undo = Undo(database, self.ledger, tables)

    @property
    def drop_folder(self) -> str:
        """Where a ward without a hub puts its reports; empty for nowhere, and for a ward that has a hub."""
        return read_drop_folder(self.database) if self.enrolment is None else ""

    @cached_property
    def bin(self) -> Bin:
        from ttcs_desktop.ledger.bin import Bin

        return Bin(self.database, self.ledger, tables(), self.clock)

    @cached_property
    def drafts(self) -> Drafts:
        from ttcs_desktop.ledger.drafts import Drafts

        return Drafts(self.database, self.clock)

    @cached_property
    def hub_standing(self) -> HubStanding:
        """How the city's hub stood when it was last heard, and when to ask it again."""
        from ttcs_desktop.ledger.standing import HubStanding

        return HubStanding(self.database, self.clock)

    @cached_property
    def transfers(self) -> Transfers:
        """Files on their way to the city and from it."""
        from ttcs_desktop.ledger.transfers import Transfers

        return Transfers(self.database, self.clock)

    @cached_property
    def receipts(self) -> Receipts:
        from ttcs_desktop.ledger.receipts import Receipts

        return Receipts(self.database)
