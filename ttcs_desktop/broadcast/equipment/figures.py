"""Notice boards as figures: each answers a number and the records behind it (docs/indicators.md, group D)."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.basics.measured import Evidence, Measured
from ttcs_desktop.broadcast.equipment.model import NoticeBoard, NoticeBoardState
from ttcs_desktop.broadcast.equipment.repository import BoardRepository
from ttcs_desktop.broadcast.model import Condition


class BoardFigures:
    """Questions to the boards of a day."""

    def __init__(self, repository: BoardRepository) -> None:
        self._repository = repository

    def boards(self, day: dt.date) -> Measured:
        """Boards not retired on a day (D01)."""
        return Measured(tuple(_evidence(board, state) for board, state in self._on(day)))

    def electronic(self, day: dt.date) -> Measured:
        """Electronic ones among them (D02)."""
        return Measured(tuple(_evidence(board, state) for board, state in self._on(day) if state.is_electronic))

    def _on(self, day: dt.date) -> list[tuple[NoticeBoard, NoticeBoardState]]:
        latest = {state.board_id: state for state in self._repository.states() if state.from_day <= day}
        return [
            (board, latest[board.id])
            for board in self._repository.boards()
            if board.id in latest and latest[board.id].condition is not Condition.RETIRED
        ]


def _evidence(board: NoticeBoard, state: NoticeBoardState) -> Evidence:
    label = " ".join(part for part in (board.number, board.name) if part)
    return Evidence("broadcast", board.id, state.from_day, 1, label)
