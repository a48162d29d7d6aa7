"""What is shown on the ward's notice boards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.board_texts.model import FORBIDS, BoardFinding, BoardText, Standing, find
from ttcs_desktop.broadcast.board_texts.repository import BoardTextRepository
from ttcs_desktop.broadcast.equipment.boards import NoticeBoards
from ttcs_desktop.broadcast.equipment.model import NoticeBoardState
from ttcs_desktop.broadcast.model import Condition
from ttcs_desktop.broadcast.rows import BOARD_TEXT, put
from ttcs_desktop.content.model import Item
from ttcs_desktop.content.repository import ContentRepository
from ttcs_desktop.ledger.ledger import Ledger


class BoardTexts:
    """Texts on boards, from day to day."""

    def __init__(
        self, repository: BoardTextRepository, content: ContentRepository, boards: NoticeBoards, ledger: Ledger
    ) -> None:
        self._repository = repository
        self._content = content
        self._boards = boards
        self._ledger = ledger

    def add(self, text: BoardText) -> BoardText:
        """Show an item on boards; the id is given here.

        Raises:
            InvalidInput: `item_gone`, `boards_missing`, `window_reversed`, `hours_half` when one end of the hours is
                missing, `window_empty` when both are the same.
        """
        made = self._checked(replace(text, id=self._ledger.new_id()))
        self._ledger.save("broadcast.add_board_text", [put(BOARD_TEXT, made)])
        return made

    def change(self, text: BoardText) -> Changes:
        """Alter what is shown. Raises InvalidInput `record_gone` and as `add`."""
        self.one(text.id)
        return self._ledger.save("broadcast.change_board_text", [put(BOARD_TEXT, self._checked(text))])

    def remove(self, text_id: str) -> Changes:
        """Put a text into the recycle bin. Raises InvalidInput `record_gone`."""
        return self._ledger.bury("broadcast.remove_board_text", BOARD_TEXT, [text_id])

    def one(self, text_id: str) -> BoardText:
        """Raises InvalidInput `record_gone`."""
        found = self._repository.one(text_id)
        if found is None:
            raise InvalidInput("", "record_gone")
        return found

    def week(self, week: Week) -> list[BoardText]:
        """Those shown on some day of a week, by first day."""
        return self._repository.between(week.monday, week.sunday)

    def shown(self, week: Week) -> list[BoardText]:
        """Those of a week that may be shown: approved, and fit for every day on which they are."""
        texts = self.week(week)
        forbidden = {one.text.id for one in self.findings(week) if one.rule in FORBIDS} if texts else set()
        return [text for text in texts if text.id not in forbidden]

    def items(self, texts: list[BoardText]) -> dict[str, Item]:
        """The items of texts by id; one in the recycle bin is missing."""
        return self._content.items_by_id({text.item_id for text in texts}, buried=False)

    def findings(self, week: Week) -> tuple[BoardFinding, ...]:
        """What is wrong with the boards of a week; hours of the night before it count where they run over."""
        texts = self._repository.between(week.monday - dt.timedelta(days=1), week.sunday)
        return find(texts, self.items(texts), self.standing(), week.days) if texts else ()

    def standing(self) -> Standing:
        """What the boards are like, by day."""
        states = self._boards.states()
        state_on = _lookup(states)

        def works(board: str, day: dt.date) -> bool:
            state = state_on(board, day)
            return state is not None and state.condition is Condition.WORKING

        def shows_one(board: str, day: dt.date) -> bool:
            state = state_on(board, day)
            return state is not None and state.is_electronic

        return Standing(shows_one, works)

    def _checked(self, text: BoardText) -> BoardText:
        if not self._content.items_by_id({text.item_id}, buried=False):
            raise InvalidInput("item_id", "item_gone")
        known = {board.id for board in self._boards.boards()}
        if not text.boards or not text.boards <= known:
            raise InvalidInput("boards", "boards_missing")
        if text.date_to < text.date_from:
            raise InvalidInput("date_to", "window_reversed")
        if (text.opens is None) != (text.closes is None):
            raise InvalidInput("closes" if text.closes is None else "opens", "hours_half")
        if text.opens is not None and text.opens == text.closes:
            raise InvalidInput("closes", "window_empty")
        return text


def _lookup(states: list[NoticeBoardState]) -> Callable[[str, dt.date], NoticeBoardState | None]:
    """The state that holds for a board on a day; None before its first."""

    def on(board: str, day: dt.date) -> NoticeBoardState | None:
        return next((one for one in reversed(states) if one.board_id == board and one.from_day <= day), None)

    return on
