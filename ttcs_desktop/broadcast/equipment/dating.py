"""How a change from a day on is written into dated states: the state of that day, and what later ones repeat of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.broadcast.equipment.model import NoticeBoardState, ThingKind
from ttcs_desktop.broadcast.model import ClusterState, Condition, StationState
from ttcs_desktop.broadcast.rows import CLUSTER_STATE, NOTICE_BOARD_STATE, STATION_STATE, put
from ttcs_desktop.ledger.model import Put

State = StationState | ClusterState | NoticeBoardState
_TABLES = {
    ThingKind.STATION: (STATION_STATE, "station_state"),
    ThingKind.CLUSTER: (CLUSTER_STATE, "cluster_state"),
    ThingKind.BOARD: (NOTICE_BOARD_STATE, "notice_board_state"),
}


def in_force(states: Sequence[State], day: dt.date) -> State | None:
    """The state of a thing on a day; `states` are its own, oldest first."""
    return next((state for state in reversed(states) if state.from_day <= day), None)


def from_day_on(
    kind: ThingKind,
    thing_id: str,
    states: Sequence[State],
    first: dt.date,
    change: Callable[[State], State],
    until: dt.date | None = None,
) -> list[State]:
    """The states to save so that `change` holds from `first` until the day before `until`, or for good.

    Later states of that stretch are changed alike, for each repeats all that is true of its day. With `until` the
    state that holds then stays as it was, and is written down for that day where nothing is.
    """
    begun = in_force(states, first)
    if begun is None:
        return []
    written: list[State] = []
    if change(begun) != begun:
        written.append(replace(change(begun), id=_state_id(kind, thing_id, first), from_day=first))
    inside = [state for state in states if first < state.from_day and (until is None or state.from_day < until)]
    written += [changed for state in inside if (changed := change(state)) != state]
    after = in_force(states, until) if until is not None else None
    if until is not None and after is not None and change(after) != after and after.from_day != until:
        written.append(replace(after, id=_state_id(kind, thing_id, until), from_day=until))
    return written


def broken(state: State) -> State:
    """What works is out of order; what is gone for good stays gone."""
    return replace(state, condition=Condition.FAULTY) if state.condition is Condition.WORKING else state


def mended(state: State) -> State:
    """What is out of order works again."""
    return replace(state, condition=Condition.WORKING) if state.condition is Condition.FAULTY else state


def put_state(kind: ThingKind, state: State) -> Put:
    return put(_TABLES[kind][0], state)


def _state_id(kind: ThingKind, thing_id: str, day: dt.date) -> str:
    """The id that inventory and boards give the state of a day, so that the same day again corrects it."""
    return stable_id(_TABLES[kind][1], thing_id, day.isoformat())
