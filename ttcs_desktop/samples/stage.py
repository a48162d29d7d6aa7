"""What the builders of the sample ward share: workspace, clock, the two people, and what has been made so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from ttcs_desktop.basics.clock import FixedClock, local, today
from ttcs_desktop.broadcast.model import Edition, Slot
from ttcs_desktop.content.model import ApprovalGiven, Basis, Item
from ttcs_desktop.office.model import Person
from ttcs_desktop.samples.data import Piece, Sample
from ttcs_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Happening:
    """Something the office did at a wall clock moment of +07:00."""

    moment: dt.datetime
    act: Callable[[Stage], object]


@dataclass(slots=True)
class Stage:
    """The ward while it is being made.

    Attributes:
        columns, clusters: ids by the key or number that ward.toml uses.
        items: items by key; a recurring one by key and month or week.
        series: the slots of the frame with the name they play under, one for each stretch of days.
        aired: editions that are no repeats, by (series name, day).
        to_approve: what was handed in and waits for the leader.
        used: how often a piece has been in an edition.
    """

    workspace: Workspace
    clock: FixedClock
    sample: Sample
    officer: Person
    leader: Person
    columns: dict[str, str] = field(default_factory=dict)
    clusters: dict[str, str] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    series: list[tuple[str, Slot]] = field(default_factory=list)
    aired: dict[tuple[str, dt.date], Edition] = field(default_factory=dict)
    to_approve: list[Item | Edition] = field(default_factory=list)
    used: dict[str, int] = field(default_factory=dict)
    bulletins: int = 0

    @property
    def ward(self) -> Mapping[str, Any]:
        return self.sample.ward

    @property
    def station_id(self) -> str:
        return self.workspace.broadcast.inventory.the_station().id

    def move_to(self, moment: dt.datetime) -> None:
        """Let the clock come to a wall clock moment at +07:00; it never goes back."""
        now = local(self.clock.now()).replace(tzinfo=None)
        self.clock.advance(max(moment - now, dt.timedelta(0)))

    @contextmanager
    def as_leader(self, reason: str = "") -> Iterator[ApprovalGiven]:
        """The leader sits at the PC: what is approved stands in the history under the leader's name."""
        self.workspace.ledger.actor = self.leader.id
        try:
            yield ApprovalGiven(
                Basis.IN_PERSON, self.leader.name, today(self.clock), self.leader.position, reason=reason
            )
        finally:
            self.workspace.ledger.actor = self.officer.id

    def hand_in(self, key: str, piece: Piece) -> Item:
        """The item of a piece, written and submitted when it is needed for the first time."""
        if key not in self.items:
            item = self.write(key, piece)
            self.to_approve.append(self.workspace.content.submit(item.id))
        return self.items[key]

    def write(self, key: str, piece: Piece) -> Item:
        """The item of a piece as a draft."""
        column = self.columns.get(piece.column) if piece.column else None
        item = self.workspace.content.add(
            piece.title, piece.text, form=piece.form, origin=piece.origin, column_id=column
        )
        self.items[key] = item
        return item

    def approve_waiting(self, reason: str = "") -> None:
        """The leader approves everything that was handed in."""
        with self.as_leader(reason) as given:
            for waiting in self.to_approve:
                if isinstance(waiting, Edition):
                    self.workspace.broadcast.timetable.approve_edition(waiting.id, given)
                else:
                    self.workspace.content.approve(waiting.id, given)
        self.to_approve.clear()

    def slot_of(self, name: str, day: dt.date) -> Slot | None:
        """The slot of the frame that plays a series on a day."""
        return next((slot for known, slot in self.series if known == name and slot.falls_on(day)), None)
