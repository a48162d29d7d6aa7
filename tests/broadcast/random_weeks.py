"""Weeks out of a seed: relays, programmes, inserts, priority bulletins, on all clusters or some."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable

from ttcs_desktop.broadcast.model import Airing, Fill, Kind, Priority, Slot
from ttcs_desktop.content.model import Approval, Basis, Decision

MONDAY = dt.date(2026, 6, 8)
DAYS = [MONDAY + dt.timedelta(days=number) for number in range(7)]
NOW = dt.datetime(2026, 6, 7, 12)
APPROVAL = Approval(
    id="yes",
    subject="broadcast",
    record_id="",
    covers=(),
    decision=Decision.APPROVED,
    basis=Basis.IN_PERSON,
    approver="An",
    position="Chủ tịch",
    decided_on=MONDAY,
    number="",
    reason="",
    at="",
)


def airing(
    id_: str,
    start: dt.datetime,
    minutes: int,
    kind: Kind = Kind.INSERT,
    priority: Priority = Priority.NORMAL,
    clusters: Iterable[str] = ("c1", "c2"),
) -> Airing:
    """One approved airing of a slot of its own."""
    day = start.date()
    slot = Slot(id_, "station", id_, kind, priority, "", Fill.TITLE, day, day, start.time(), minutes * 60)
    end = start + dt.timedelta(minutes=minutes)
    return Airing(id_, slot, day, start, end, id_, frozenset(clusters), None, (), APPROVAL)


def week(seed: int, number: int = 60, clusters: int = 8) -> list[Airing]:
    """A week of about so many airings, with clashes."""
    rng = random.Random(seed)
    names = [f"c{n}" for n in range(clusters)]
    made = [
        airing(f"relay {day}", dt.datetime.combine(day, dt.time(5)), 30, Kind.RELAY, clusters=names) for day in DAYS
    ]
    for n in range(number):
        kind = rng.choice((Kind.PROGRAMME, Kind.INSERT, Kind.INSERT))
        priority = rng.choice((Priority.NORMAL,) * 5 + (Priority.PRIORITY,))
        start = dt.datetime.combine(
            rng.choice(DAYS), dt.time(rng.choice((5, 6, 11, 16, 17, 18)), rng.choice((0, 10, 15, 30, 45)))
        )
        where = names if rng.random() < 0.5 else rng.sample(names, rng.randint(1, min(3, clusters)))
        made.append(airing(f"{kind} {n}", start, rng.choice((5, 10, 15, 30)), kind, priority, where))
    return made
