"""The station's counters of service under one name."""

from __future__ import annotations

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.figures import BroadcastFigures
from ttcs_desktop.broadcast.inventory import Inventory
from ttcs_desktop.broadcast.logbook import LogBook
from ttcs_desktop.broadcast.scheduling import Timetable


@dataclass(frozen=True, slots=True)
class Broadcast:
    """What the office does with its station: its parts, its timetable, its log, its measures."""

    inventory: Inventory
    timetable: Timetable
    log: LogBook
    figures: BroadcastFigures
