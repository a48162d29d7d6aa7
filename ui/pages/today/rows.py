"""The rows of the day: which airings stand in the list, in which group, and what is said of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import Airing, Kind, LogEntry, Priority
from ttcs_desktop.broadcast.wording import PRIORITIES, cluster_label
from ui.kit.chips import Status, Tone
from ui.kit.table.columns import Group
from ui.pages.today.words import named_day, outcome_status

NOW = "now"


@dataclass(frozen=True, slots=True)
class AiringRow:
    """One airing as the morning shows it.

    Attributes:
        waits: it is over and nobody has said how it went.
        status: what stands at its right instead of the three answers.
        where: its clusters, as the office writes them.
    """

    airing: Airing
    waits: bool
    status: Status
    where: str

    @property
    def id(self) -> str:
        return self.airing.id

    @property
    def title(self) -> str:
        """Its title, with a word when it is played again."""
        edition = self.airing.edition
        again = edition is not None and edition.repeat_of is not None
        return f"{self.airing.title} (phát lại)" if again else self.airing.title

    @property
    def times(self) -> str:
        return f"{self.airing.start:%H:%M}–{self.airing.end:%H:%M}"

    @property
    def layer(self) -> str:
        """The colour token of its layer."""
        slot = self.airing.slot
        if Kind.URGENT is slot.kind or slot.priority is Priority.URGENT:
            return "red"
        if slot.kind is Kind.RELAY:
            return "relay"
        return "blue" if slot.priority is Priority.PRIORITY else "teal"


@dataclass(frozen=True, slots=True)
class Day:
    """What the list is made of, as the services give it: `near` are the airings of yesterday and today."""

    now: dt.datetime
    near: Sequence[Airing]
    unconfirmed: Sequence[Airing]
    entries: Mapping[str, LogEntry]
    cluster_names: Mapping[str, str]


def day_groups(day: Day) -> tuple[Group[AiringRow], ...]:
    """Older days that wait for a word first, then yesterday, then today on both sides of the present minute."""
    today = day.now.date()
    near_ids = {airing.id for airing in day.near}
    older = [airing for airing in day.unconfirmed if airing.id not in near_ids]
    waiting = {airing.id for airing in day.unconfirmed}
    rows = [_row(airing, waiting, day) for airing in sorted([*older, *day.near], key=_order)]
    past = [row for row in rows if row.airing.end <= day.now]
    coming = [row for row in rows if row.airing.end > day.now]
    groups = [
        Group(on.isoformat(), named_day(on, today), tuple(of_day))
        for on, of_day in groupby(past, key=lambda row: row.airing.day)
    ]
    if coming:
        if not any(group.id == today.isoformat() for group in groups):
            groups.append(Group(today.isoformat(), named_day(today, today), ()))
        groups.append(Group(NOW, f"Bây giờ {day.now:%H:%M}", tuple(coming)))
    return tuple(groups)


def over_today(airings: Iterable[Airing], now: dt.datetime) -> int:
    """How many airings are over."""
    return sum(airing.end <= now for airing in airings)


def _row(airing: Airing, waiting: set[str], day: Day) -> AiringRow:
    where = cluster_label(airing.clusters, day.cluster_names)
    entry = day.entries.get(airing.id)
    waits = entry is None and airing.id in waiting
    return AiringRow(airing, waits, _status(airing, entry, waits, day.now, where), where)


def _status(airing: Airing, entry: LogEntry | None, waits: bool, now: dt.datetime, where: str) -> Status:
    if entry is not None:
        return outcome_status(entry)
    if waits:
        return Status("Chưa xác nhận", Tone.LOOK, "circle-help")
    if airing.approval is None:
        return Status("Chưa duyệt, không phát được", Tone.LOOK)
    if airing.start <= now < airing.end:
        return Status("Đang phát", Tone.ACCENT, "radio")
    if airing.slot.priority is not Priority.NORMAL:
        tone = Tone.ALARM if airing.slot.priority is Priority.URGENT else Tone.PRIORITY
        return Status(f"{PRIORITIES[airing.slot.priority]} · {where}", tone, "chevrons-up")
    return Status(where[0].upper() + where[1:], Tone.NEUTRAL, "-")


def _order(airing: Airing) -> tuple[dt.datetime, str]:
    return airing.start, airing.title
