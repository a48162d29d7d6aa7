"""What may break, by kind: what it is called, and its dated states."""

from __future__ import annotations

from collections.abc import Sequence

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.equipment.dating import State
from ttcs_desktop.broadcast.equipment.model import Thing, ThingKind
from ttcs_desktop.broadcast.equipment.repository import BoardRepository
from ttcs_desktop.broadcast.inventory import Inventory


class Things:
    """Stations, clusters and notice boards alike."""

    def __init__(self, inventory: Inventory, boards: BoardRepository) -> None:
        self._inventory, self._boards = inventory, boards

    def all(self) -> list[Thing]:
        """Every one, stations first; a number and a name together are how it is called."""
        return [
            *(Thing(ThingKind.STATION, one.id, one.name) for one in self._inventory.stations()),
            *(Thing(ThingKind.CLUSTER, one.id, _called(one.number, one.name)) for one in self._inventory.clusters()),
            *(Thing(ThingKind.BOARD, one.id, _called(one.number, one.name)) for one in self._boards.boards()),
        ]

    def thing(self, thing_id: str) -> Thing:
        """Raises InvalidInput `record_gone`."""
        found = next((one for one in self.all() if one.id == thing_id), None)
        if found is None:
            raise InvalidInput("", "record_gone")
        return found

    def states(self, thing: Thing) -> Sequence[State]:
        """Its dated states, oldest first."""
        if thing.kind is ThingKind.STATION:
            return [one for one in self._inventory.station_states() if one.station_id == thing.id]
        if thing.kind is ThingKind.CLUSTER:
            return [one for one in self._inventory.cluster_states() if one.cluster_id == thing.id]
        return [one for one in self._boards.states() if one.board_id == thing.id]


def _called(number: str, name: str) -> str:
    return f"{number}. {name}" if number and name else number or name
