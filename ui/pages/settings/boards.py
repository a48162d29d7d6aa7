"""Ban biên tập: the boards by their decisions, and who has been of them from when to when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.office.model import Board, BoardMember, Duty
from ttcs_desktop.office.wording import DUTIES
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice, TextField
from ui.kit.form import FormField
from ui.kit.table.columns import Align, Column
from ui.kit.table.view import ROW_TWO_LINES
from ui.pages.desk import Desk
from ui.pages.settings.section import Ask, Section

_OPEN_END = "Để trống khi chưa định ngày thôi."


class Boards(Section):
    """The decisions that founded an editorial board; one works at a time."""

    TITLE = "Ban biên tập"
    ADD = "Thêm quyết định"
    OPEN = "Ghi ngày thôi"
    EMPTY = (
        "users",
        "Chưa ghi Ban biên tập nào",
        "Bấm F4 để ghi quyết định thành lập. Có Ban biên tập thì chỉ lãnh đạo và Trưởng ban của ngày ấy được duyệt.",
    )

    @property
    def columns(self) -> Sequence[Column[Board]]:
        today = self.desk.today
        return (
            Column("Quyết định", lambda one: one.number),
            Column("Ngày ký", lambda one: one.issued_on, 110, Align.RIGHT),
            Column("Từ ngày", lambda one: one.from_day, 110, Align.RIGHT),
            Column("Đến hết ngày", lambda one: one.to_day, 120, Align.RIGHT),
            Column("Hiện nay", lambda one: "Đang làm việc" if one.valid_on(today) else "Không", 120),
        )

    def rows(self) -> Sequence[Board]:
        return self.desk.workspace.office.boards.boards()

    def adding(self) -> Ask:
        fields = (
            FormField("number", "&Số quyết định", TextField("15/QĐ-UBND", max_length=60), required=True),
            FormField("issued_on", "Ngày &ký", DateEdit(self.desk.workspace.clock), required=True),
            FormField("from_day", "&Từ ngày", DateEdit(self.desk.workspace.clock), required=True),
            FormField("to_day", "Đến &hết ngày", DateEdit(self.desk.workspace.clock), _OPEN_END),
        )
        intro = "Ban biên tập trước, nếu có, thôi từ ngày hôm trước."
        return Ask("Ghi quyết định lập Ban biên tập", "Ghi", fields, self._found, intro)

    def opening(self, row: Board) -> Ask:
        """The last day of a board."""
        last = DateEdit(self.desk.workspace.clock)
        last.set_value(row.to_day)

        def take(values: dict[str, Any]) -> None:
            board = self.desk.workspace.office.boards.end(row.id, values["to_day"])
            self._tell(board, f"Đã ghi Ban biên tập theo {board.number}")

        field = FormField("to_day", "Đến &hết ngày", last, _OPEN_END)
        intro = f"Quyết định {row.number}, từ {row.from_day:%d/%m/%Y}."
        return Ask("Ghi ngày thôi của Ban biên tập", "Lưu", (field,), take, intro)

    def _found(self, values: dict[str, Any]) -> None:
        boards = self.desk.workspace.office.boards
        made = boards.found(values["number"], values["issued_on"], values["from_day"], values["to_day"])
        self._tell(made, f"Đã ghi quyết định {made.number}; thêm thành viên ở mục Thành viên Ban biên tập")

    def _tell(self, board: Board, what: str) -> None:
        self.desk.publish(Changes(frozenset({"office"}), (board.id,)), what)


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member and the board's decision."""

    member: BoardMember
    board: Board

    @property
    def id(self) -> str:
        return self.member.id


class BoardMembers(Section):
    """Who heads the board, who edits, from when to when."""

    TITLE = "Thành viên Ban biên tập"
    ADD = "Thêm thành viên"
    OPEN = "Ghi ngày thôi"
    ROW_HEIGHT = ROW_TWO_LINES
    EMPTY = ("users", "Chưa ghi thành viên nào", "Ghi quyết định ở mục Ban biên tập trước, rồi bấm F4 ở đây.")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._boards = desk.workspace.office.boards

    @property
    def columns(self) -> Sequence[Column[MemberRow]]:
        return (
            Column("Họ và tên, chức vụ", lambda one: one.member.name, second=lambda one: one.member.position),
            Column("Nhiệm vụ", lambda one: DUTIES[one.member.duty], 140, second=lambda one: one.board.number),
            Column("Từ ngày", lambda one: one.member.from_day, 110, Align.RIGHT),
            Column("Đến hết ngày", lambda one: one.member.to_day or one.board.to_day, 120, Align.RIGHT),
        )

    def rows(self) -> Sequence[MemberRow]:
        boards = self._boards.boards()
        return [MemberRow(member, board) for board in boards for member in self._boards.members(board.id)]

    def adding(self) -> Ask | None:
        boards = self._boards.boards()
        return self.card(boards) if boards else None

    def card(self, boards: Sequence[Board]) -> Ask:
        """What a new member is asked; `boards` are offered, the newest first."""
        first = DateEdit(self.desk.workspace.clock)
        first.set_value(max(boards[0].from_day, boards[0].issued_on))
        which = Choice([(board, f"{board.number}, từ {board.from_day:%d/%m/%Y}") for board in boards])
        fields = (
            FormField("board", "Theo &quyết định", which),
            FormField("name", "&Họ và tên", TextField(), required=True),
            FormField("position", "&Chức vụ", TextField("Phó Chủ tịch UBND phường")),
            FormField("duty", "&Nhiệm vụ trong Ban", Choice(tuple(DUTIES.items()))),
            FormField("from_day", "&Từ ngày", first, required=True),
            FormField("to_day", "Đến hết n&gày", DateEdit(self.desk.workspace.clock), _OPEN_END),
        )
        return Ask("Thêm thành viên Ban biên tập", "Thêm", fields, self._appoint)

    def opening(self, row: MemberRow) -> Ask:
        """The last day of a member."""
        last = DateEdit(self.desk.workspace.clock)
        last.set_value(row.member.to_day)

        def take(values: dict[str, Any]) -> None:
            member = self._boards.dismiss(row.member.id, values["to_day"])
            self._tell(member, f"Đã ghi {member.name}")

        field = FormField("to_day", "Đến &hết ngày", last, _OPEN_END)
        intro = f"{row.member.name}, {DUTIES[row.member.duty]}, từ {row.member.from_day:%d/%m/%Y}."
        return Ask("Ghi ngày thôi của thành viên", "Lưu", (field,), take, intro)

    def _appoint(self, values: dict[str, Any]) -> None:
        duty = values["duty"]
        member = self._boards.appoint(
            values["board"].id,
            values["name"],
            values["position"],
            duty if isinstance(duty, Duty) else Duty.MEMBER,
            values["from_day"],
            values["to_day"],
        )
        self._tell(member, f"Đã thêm {member.name} vào Ban biên tập")

    def _tell(self, member: BoardMember, what: str) -> None:
        self.desk.publish(Changes(frozenset({"office"}), (member.id,)), what)
