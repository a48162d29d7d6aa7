"""Equipment's counters of service under one name."""

from __future__ import annotations

from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.equipment.boards import NoticeBoards
from ttcs_desktop.broadcast.equipment.clusters import ClusterFacts
from ttcs_desktop.broadcast.equipment.faults import Faults
from ttcs_desktop.broadcast.equipment.repository import BoardRepository, FaultRepository
from ttcs_desktop.broadcast.equipment.things import Things
from ttcs_desktop.broadcast.inventory import Inventory
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.storage.database import Database


@dataclass(frozen=True, slots=True)
class Equipment:
    """The repair book, notice boards, facts about clusters, and what all of them may be asked about."""

    faults: Faults
    boards: NoticeBoards
    clusters: ClusterFacts
    things: Things


def equipment(database: Database, ledger: Ledger, inventory: Inventory, clock: Clock) -> Equipment:
    """The counters over one record."""
    boards, book = BoardRepository(database), FaultRepository(database)
    things = Things(inventory, boards)
    faults = Faults(book, ledger, things, clock)
    return Equipment(faults, NoticeBoards(boards, ledger, faults), ClusterFacts(book, ledger, inventory), things)
