"""Two and three PCs of one ward, and what carries their ops: here a hand, no line and no stick."""

from __future__ import annotations

from pathlib import Path

from tests.wards import make_ward
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.joining.repository import JoiningRepository
from ttcs_desktop.workspace import Workspace, join_workspace, open_workspace


def first_pc(folder: Path) -> Workspace:
    """A ward that lets other PCs join."""
    ward = make_ward(folder)
    ward.joining.share("Máy văn phòng")
    return ward


def joined(ward: Workspace, folder: Path, name: str = "Máy đài") -> Workspace:
    """Another PC, from a copy made now."""
    copy = ward.backup()
    join_workspace(folder, copy, name, FixedClock(ward.clock.now().replace(tzinfo=None)))
    other = open_workspace(folder, ward.clock)
    other.ledger.actor = ward.ledger.actor
    return other


def carry(giver: Workspace, taker: Workspace, most: int = 10_000) -> None:
    """Everything the taker lacks, taken over."""
    have = JoiningRepository(taker.database, taker.clock).have()
    JoiningRepository(taker.database, taker.clock).keep(
        JoiningRepository(giver.database, giver.clock).ops_beyond(have, most)
    )
    taker.joining.take_over()


def exchange(*pcs: Workspace) -> None:
    for _ in range(2):
        for giver in pcs:
            for taker in pcs:
                if giver is not taker:
                    carry(giver, taker)
