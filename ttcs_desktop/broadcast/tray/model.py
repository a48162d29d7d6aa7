"""What lies in the tray, and where it could go."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.conflicts import Finding
from ttcs_desktop.broadcast.model import Airing, Station
from ttcs_desktop.content.model import Item, ItemState, Priority

_RANK = {Priority.URGENT: 0, Priority.PRIORITY: 1, Priority.NORMAL: 2}


@dataclass(frozen=True, slots=True)
class TrayItem:
    """An item that no airing of a coming day plays.

    Attributes:
        ran_out: its last day is over: it cannot be aired any more.
        lacks_file: the city sent sound or a picture with it that has not come yet.
    """

    item: Item
    ran_out: bool = False
    lacks_file: bool = False

    @property
    def is_approved(self) -> bool:
        return self.item.state is ItemState.APPROVED

    @property
    def order(self) -> tuple[object, ...]:
        """The nearest last day first, then the class; what has no last day after those; what ran out at the end."""
        item = self.item
        return self.ran_out, item.valid_to or dt.date.max, _RANK[item.priority], item.title, item.id


@dataclass(frozen=True, slots=True)
class Spot:
    """A free stretch of one station: where it begins, wall clock, and how many seconds it is taken for.

    `breaks` is what it would break of the time rules in force: it is proposed where nothing within them is free.
    """

    station: Station
    start: dt.datetime
    seconds: int
    breaks: tuple[Finding, ...] = ()

    @property
    def end(self) -> dt.datetime:
        return self.start + dt.timedelta(seconds=self.seconds)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item of the tray would go: into the edition of a series' day, or a slot of its own.

    Attributes:
        airing: the day of a series; `reopens` says that its yes is lost by that.
        spot: the next free stretch otherwise; None when none was found.
    """

    airing: Airing | None = None
    spot: Spot | None = None

    @property
    def reopens(self) -> bool:
        return self.airing is not None and self.airing.approval is not None
