"""What other PCs sent and this record could not take over."""

from __future__ import annotations

from ttcs_desktop.basics.clock import Clock, unstamp
from ttcs_desktop.joining.model import Stopped
from ttcs_desktop.joining.repository import JoiningRepository
from ttcs_desktop.joining.sources.repository import Sources
from ttcs_desktop.storage.database import Database


def stopped(database: Database, clock: Clock) -> list[Stopped]:
    """By PC and reason, the newest first."""
    names = {pc.id: pc.name for pc in Sources(database).pcs()}
    return [
        Stopped(row["source"], names.get(row["source"], ""), row["problem"], int(row["n"]), unstamp(row["since"]))
        for row in JoiningRepository(database, clock).stopped()
    ]
