"""Public notice boards (bảng tin công cộng, bảng tin điện tử công cộng): what they are, and their dated states."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.broadcast.equipment.faults import Faults
from ttcs_desktop.broadcast.equipment.model import Display, NoticeBoard, NoticeBoardState
from ttcs_desktop.broadcast.equipment.repository import BoardRepository
from ttcs_desktop.broadcast.model import Condition
from ttcs_desktop.broadcast.rows import NOTICE_BOARD, NOTICE_BOARD_STATE, put
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.vietnamese.text import fold_words, tidy


class NoticeBoards:
    """Boards as they stand on a day."""

    def __init__(self, repository: BoardRepository, ledger: Ledger, faults: Faults) -> None:
        self._repository, self._ledger, self._faults = repository, ledger, faults

    def boards(self) -> list[NoticeBoard]:
        return self._repository.boards()

    def states(self) -> list[NoticeBoardState]:
        """Every dated state, oldest first."""
        return self._repository.states()

    def add(
        self, board: NoticeBoard, technology: Display, from_day: dt.date, *, connected: bool = False
    ) -> NoticeBoard:
        """Enter a board that works from a day on; the id is given here.

        Raises:
            InvalidInput: `name_missing`, `board_number_known`.
        """
        with self._ledger.together():
            made = self._checked(NoticeBoard(self._ledger.new_id(), board.number, board.name, board.place))
            state = _state(made.id, from_day, technology, Condition.WORKING, connected=connected)
            self._ledger.save("broadcast.add_board", [put(NOTICE_BOARD, made), put(NOTICE_BOARD_STATE, state)])
        return made

    def correct(self, board: NoticeBoard) -> Changes:
        """Mend number, name and place. Raises InvalidInput `record_gone` and as `add`."""
        with self._ledger.together():
            if all(one.id != board.id for one in self.boards()):
                raise InvalidInput("", "record_gone")
            return self._ledger.save("broadcast.correct_board", [put(NOTICE_BOARD, self._checked(board))])

    def change(
        self, board_id: str, from_day: dt.date, technology: Display, condition: Condition, *, connected: bool
    ) -> Changes:
        """What is true of a board from a day on; the same day again corrects it.

        Raises:
            InvalidInput: `record_gone`; `fault_open` when it is to work while the repair book says otherwise.
        """
        if all(one.id != board_id for one in self.boards()):
            raise InvalidInput("", "record_gone")
        self._faults.refuse_working(board_id, from_day, condition)
        state = _state(board_id, from_day, technology, condition, connected=connected)
        return self._ledger.save("broadcast.change_board", [put(NOTICE_BOARD_STATE, state)])

    def remove(self, board_id: str) -> Changes:
        """Put a board that was entered by mistake into the recycle bin; one that is gone is retired instead."""
        return self._ledger.bury("broadcast.remove_board", NOTICE_BOARD, [board_id])

    def _checked(self, board: NoticeBoard) -> NoticeBoard:
        board = NoticeBoard(board.id, tidy(board.number), tidy(board.name), tidy(board.place))
        if not board.number and not board.name:
            raise InvalidInput("number", "name_missing")
        for other in self.boards():
            same = fold_words(other.number) == fold_words(board.number)
            if other.id != board.id and board.number and same:
                raise InvalidInput("number", "board_number_known", name=other.number)
        return board


def _state(
    board_id: str, from_day: dt.date, technology: Display, condition: Condition, *, connected: bool
) -> NoticeBoardState:
    id_ = stable_id("notice_board_state", board_id, from_day.isoformat())
    return NoticeBoardState(id_, board_id, from_day, technology, condition, connected)
