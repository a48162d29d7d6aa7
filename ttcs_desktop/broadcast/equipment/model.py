"""Facts about equipment beyond its dated state."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import Condition


@dataclass(frozen=True, slots=True)
class Heard:
    """In which neighbourhoods a cluster is heard from a day on, until the next such row; ids."""

    id: str
    cluster_id: str
    from_day: dt.date
    neighbourhoods: frozenset[str]


class ThingKind(StrEnum):
    """What may break: a station, a cluster, a notice board."""

    STATION = "station"
    CLUSTER = "cluster"
    BOARD = "board"


@dataclass(frozen=True, slots=True)
class Thing:
    """A piece of equipment by its kind and id, with what it is called."""

    kind: ThingKind
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A line of the repair book (sổ sự cố, sửa chữa): broken from a day on, and mended on one.

    Attributes:
        what: what was found; `told_by`: who told the office.
        repaired_on: None while nobody has mended it.
        repair: what was done; `cost`: in whole đồng, None where nobody wrote it down.
    """

    id: str
    thing_kind: ThingKind
    thing_id: str
    noted_on: dt.date
    what: str
    told_by: str = ""
    repaired_on: dt.date | None = None
    repair: str = ""
    cost: int | None = None

    @property
    def is_open(self) -> bool:
        return self.repaired_on is None

    def overlaps(self, other: Fault) -> bool:
        """Whether both last on some day; a fault is over on the day of its repair."""
        return (self.repaired_on is None or other.noted_on < self.repaired_on) and (
            other.repaired_on is None or self.noted_on < other.repaired_on
        )


@dataclass(frozen=True, slots=True)
class QuietPlace:
    """A place near a cluster that needs quiet (school, hospital, pagoda), with the hours as the officer wrote them."""

    id: str
    cluster_id: str
    place: str
    hours: str


class Display(StrEnum):
    """How a notice board shows its news: on paper, by lamps (LED), on a screen (LCD)."""

    PAPER = "paper"
    LED = "led"
    LCD = "lcd"


@dataclass(frozen=True, slots=True)
class NoticeBoard:
    """A public notice board (bảng tin công cộng), kind 2 of Nghị định 49/2024/NĐ-CP, Điều 3 khoản 1."""

    id: str
    number: str
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class NoticeBoardState:
    """What is true of a board from a day on; `connected` to the information system of the city or the province."""

    id: str
    board_id: str
    from_day: dt.date
    technology: Display
    condition: Condition
    connected: bool = False

    @property
    def is_electronic(self) -> bool:
        return self.technology is not Display.PAPER
