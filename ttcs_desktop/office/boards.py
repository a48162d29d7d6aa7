"""The editorial board (Ban biên tập): founded by a decision, with members from a day to a day; who may approve when.

Content of a commune station is approved by a leader of the People's Committee or the head of its editorial board
(e.g. QĐ 29/2021/QĐ-UBND Thừa Thiên Huế). Boards and members are dated, so that an approval is judged by the board of
its day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.office.model import Board, BoardMember, Duty, Person, Role
from ttcs_desktop.office.repository import BOARD, OfficeRepository, put_board, put_board_member
from ttcs_desktop.vietnamese.text import tidy

_DAY = dt.timedelta(days=1)


class Right(StrEnum):
    """Whether somebody may approve on a day: as a leader, as head of the board, not at all; or the record cannot say,
    because it knows no board of that day."""

    LEADER = "leader"
    HEAD = "head"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """The right of somebody on a day, and the board it comes from."""

    right: Right
    board: Board | None = None


class Boards:
    """Boards and their members, and the one question behind them: may this person approve on that day."""

    def __init__(self, repository: OfficeRepository, ledger: Ledger) -> None:
        self._repository, self._ledger = repository, ledger

    def boards(self) -> list[Board]:
        """Every board, the newest first."""
        return self._repository.boards()

    def members(self, board_id: str) -> list[BoardMember]:
        """The members a board has had: head, deputy, editors, members; within a duty by their first day."""
        order = list(Duty)
        found = [one for one in self._repository.board_members() if one.board_id == board_id]
        return sorted(found, key=lambda one: (order.index(one.duty), one.from_day, one.name))

    def board_on(self, day: dt.date) -> Board | None:
        """The board of a day."""
        return next((one for one in self.boards() if one.valid_on(day)), None)

    def members_on(self, day: dt.date) -> list[BoardMember]:
        """Who was of the board on a day."""
        board = self.board_on(day)
        return [one for one in self.members(board.id) if one.valid_on(day)] if board is not None else []

    def approvers_on(self, day: dt.date) -> list[Person]:
        """Who may approve on a day: the leaders, then the head of the board, each once; a head's id is the member's."""
        leaders = [one for one in self._repository.people() if Role.APPROVER in one.roles]
        known = {_key(one.name) for one in leaders}
        heads = [one for one in self.members_on(day) if one.duty is Duty.HEAD and _key(one.name) not in known]
        return [*leaders, *(Person(one.id, one.name, one.position, frozenset({Role.APPROVER})) for one in heads)]

    def standing(self, name: str, day: dt.date) -> Standing:
        """By which right somebody may approve on a day. A leader may whatever the board says."""
        board = self.board_on(day)
        heads = {_key(one.name) for one in self.members_on(day) if one.duty is Duty.HEAD}
        if _key(name) in heads:
            return Standing(Right.HEAD, board)
        if any(_key(one.name) == _key(name) for one in self._repository.people() if Role.APPROVER in one.roles):
            return Standing(Right.LEADER, board)
        return Standing(Right.NONE if board is not None else Right.UNKNOWN, board)

    def has_editors(self, day: dt.date) -> bool:
        """Whether somebody of the board edits what others write (biên tập viên)."""
        return any(one.duty is Duty.EDITOR for one in self.members_on(day))

    def found(self, number: str, issued_on: dt.date, from_day: dt.date, to_day: dt.date | None = None) -> Board:
        """Record the decision that founds a board. One board at a time: the one before ends on the day before.

        Raises:
            InvalidInput: `paper_number_missing`; `window_reversed`; `board_known` for the number and day of another;
                `board_overlaps` (with its number) when a later board is there already.
        """
        with self._ledger.together():
            board = Board(self._ledger.new_id(), tidy(number), issued_on, from_day, to_day)
            self._check(board)
            puts = [put_board(board)]
            for other in self.boards():
                if (other.number.casefold(), other.issued_on) == (board.number.casefold(), board.issued_on):
                    raise InvalidInput("number", "board_known", number=other.number)
                if other.from_day >= from_day and (to_day is None or other.from_day <= to_day):
                    raise InvalidInput("from_day", "board_overlaps", number=other.number)
                if other.from_day < from_day and (other.to_day is None or other.to_day >= from_day):
                    puts.append(put_board(replace(other, to_day=from_day - _DAY)))
            self._ledger.save("office.found_board", puts)
            return board

    def end(self, board_id: str, to_day: dt.date | None) -> Board:
        """Say until which day a board works; None while it goes on.

        Raises:
            InvalidInput: `record_gone`, `window_reversed`, `board_overlaps`.
        """
        with self._ledger.together():
            board = replace(self._board(board_id), to_day=to_day)
            self._check(board)
            for other in self.boards():
                if other.from_day > board.from_day and (to_day is None or other.from_day <= to_day):
                    raise InvalidInput("to_day", "board_overlaps", number=other.number)
            self._ledger.save("office.end_board", [put_board(board)])
            return board

    def appoint(
        self, board_id: str, name: str, position: str, duty: Duty, from_day: dt.date, to_day: dt.date | None = None
    ) -> BoardMember:
        """Name somebody to a board from a day on.

        Raises:
            InvalidInput: `record_gone`, `name_missing`, `window_reversed`; `member_outside_board` for a day on which
                the board does not work; `member_known` when the same person is of it then; `head_taken` (with the
                name) when another one heads it then.
        """
        with self._ledger.together():
            board = self._board(board_id)
            member = BoardMember(self._ledger.new_id(), board_id, tidy(name), tidy(position), duty, from_day, to_day)
            self._check_member(member, board, self.members(board_id))
            self._ledger.save("office.appoint", [put_board_member(member)])
            return member

    def dismiss(self, member_id: str, to_day: dt.date | None) -> BoardMember:
        """Say until which day somebody is of the board; None while it goes on.

        Raises:
            InvalidInput: as `appoint`.
        """
        with self._ledger.together():
            known = next((one for one in self._repository.board_members() if one.id == member_id), None)
            if known is None:
                raise InvalidInput("", "record_gone")
            member = replace(known, to_day=to_day)
            others = [one for one in self.members(known.board_id) if one.id != member_id]
            self._check_member(member, self._board(known.board_id), others)
            self._ledger.save("office.dismiss", [put_board_member(member)])
            return member

    def remove(self, board_id: str) -> Changes:
        """Put a board that was entered by mistake into the recycle bin; its members come back with it."""
        return self._ledger.bury("office.remove_board", BOARD, [board_id])

    def _board(self, board_id: str) -> Board:
        board = next((one for one in self.boards() if one.id == board_id), None)
        if board is None:
            raise InvalidInput("", "record_gone")
        return board

    @staticmethod
    def _check(board: Board) -> None:
        if not board.number:
            raise InvalidInput("number", "paper_number_missing")
        if board.to_day is not None and board.to_day < board.from_day:
            raise InvalidInput("to_day", "window_reversed")

    @staticmethod
    def _check_member(member: BoardMember, board: Board, others: Sequence[BoardMember]) -> None:
        if not member.name:
            raise InvalidInput("name", "name_missing")
        if member.to_day is not None and member.to_day < member.from_day:
            raise InvalidInput("to_day", "window_reversed")
        if not board.valid_on(member.from_day):
            raise InvalidInput("from_day", "member_outside_board")
        together = [one for one in others if one.overlaps(member)]
        if any(_key(one.name) == _key(member.name) for one in together):
            raise InvalidInput("name", "member_known")
        head = next((one for one in together if one.duty is Duty.HEAD), None)
        if member.duty is Duty.HEAD and head is not None:
            raise InvalidInput("duty", "head_taken", name=head.name)


def _key(name: str) -> str:
    return tidy(name).casefold()
