"""Bảng tin: public notice boards, on paper or electronic, each fact with the day from which it is true."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.equipment.model import Display, NoticeBoard, NoticeBoardState
from ttcs_desktop.broadcast.equipment.wording import CONNECTED, DISPLAYS
from ttcs_desktop.broadcast.model import Condition
from ttcs_desktop.broadcast.wording import CONDITIONS
from ui.kit.chips import Status
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice, TextField
from ui.kit.form import FormField
from ui.kit.table.columns import Align, Column
from ui.kit.table.view import ROW_TWO_LINES
from ui.pages.settings.equipment_rows import TONES
from ui.pages.settings.faults import break_or_mend
from ui.pages.settings.section import Ask, Deed, Section


@dataclass(frozen=True, slots=True)
class Board:
    """A board with the state that holds today, or the first one to come."""

    board: NoticeBoard
    state: NoticeBoardState

    @property
    def id(self) -> str:
        return self.board.id

    @property
    def title(self) -> str:
        number, name = self.board.number, self.board.name
        return f"{number}. {name}" if number and name else number or name

    @property
    def below(self) -> str:
        linked = "đã kết nối" if self.state.connected else ""
        return " · ".join(part for part in (self.board.place, DISPLAYS[self.state.technology], linked) if part)

    @property
    def status(self) -> Status:
        return Status(CONDITIONS[self.state.condition], TONES[self.state.condition])


class NoticeBoards(Section):
    """Boards on the walls of the ward."""

    TITLE = "Bảng tin"
    ADD = "Thêm bảng tin"
    OPEN = "Thay đổi từ ngày…"
    REMOVE = "Bỏ bảng này"
    ROW_HEIGHT = ROW_TWO_LINES
    EMPTY = ("monitor-speaker", "Chưa ghi bảng tin nào", "Bấm F4 để thêm bảng tin công cộng, kể cả bảng tin điện tử.")

    @property
    def columns(self) -> Sequence[Column[Board]]:
        return (
            Column("Bảng tin", lambda one: one.title, second=lambda one: one.below),
            Column("Tình trạng", lambda one: one.status, 150),
            Column("Từ ngày", lambda one: one.state.from_day, 100, Align.RIGHT),
        )

    def rows(self) -> Sequence[Board]:
        boards, today = self.desk.workspace.equipment.boards, self.desk.today
        states = boards.states()
        shown = {state.board_id: state for state in reversed(states)}
        shown |= {state.board_id: state for state in states if state.from_day <= today}
        return [Board(one, shown[one.id]) for one in boards.boards() if one.id in shown]

    def adding(self) -> Ask:
        fields = (
            *_facts(NoticeBoard("", "", "", "")),
            _display(Display.PAPER),
            _connected(known=False),
            self._day(self.desk.workspace.record_start),
        )

        def take(values: dict[str, Any]) -> None:
            board = NoticeBoard("", values["number"], values["name"], values["place"])
            made = self.desk.workspace.equipment.boards.add(
                board, values["technology"], values["from_day"], connected=values["connected"]
            )
            changes = Changes(frozenset({"broadcast"}), (made.id,))
            self.desk.publish(changes, f"Đã thêm bảng tin {made.number or made.name}")

        return Ask("Thêm bảng tin", "Thêm", fields, take)

    def opening(self, row: Board) -> Ask:
        """What is true of it from a day on."""
        condition = Choice(list(CONDITIONS.items()))
        condition.set_value(row.state.condition)
        fields = (
            FormField("condition", "Tình t&rạng", condition),
            _display(row.state.technology),
            _connected(known=row.state.connected),
            self._day(self.desk.today),
        )

        def take(values: dict[str, Any]) -> None:
            changes = self.desk.workspace.equipment.boards.change(
                row.id,
                values["from_day"],
                values["technology"],
                Condition(values["condition"]),
                connected=values["connected"],
            )
            self.desk.publish(changes, f"Đã ghi bảng tin {row.title} từ {values['from_day']:%d/%m/%Y}")

        return Ask("Thay đổi của bảng tin", "Lưu", fields, take, row.title)

    def removing(self, row: Board) -> None:
        """Into the recycle bin; a board that is gone for good is "thôi dùng" instead."""
        self.desk.publish(self.desk.workspace.equipment.boards.remove(row.id), f"Đã bỏ bảng tin {row.title}")

    def deeds(self) -> Sequence[Deed]:
        return (
            Deed("Tên, nơi đặt", "pencil", "F5", lambda rows: self._correct(rows[0])),
            Deed("Hỏng, đã sửa", "triangle-alert", "F6", lambda rows: break_or_mend(self.desk, rows[0].id)),
        )

    def _correct(self, row: Board) -> Ask:
        def take(values: dict[str, Any]) -> None:
            board = NoticeBoard(row.id, values["number"], values["name"], values["place"])
            self.desk.publish(self.desk.workspace.equipment.boards.correct(board), f"Đã sửa bảng tin {row.title}")

        return Ask("Tên, nơi đặt của bảng tin", "Lưu", _facts(row.board), take)

    def _day(self, day: Any) -> FormField:  # noqa: ANN401 -- a date
        edit = DateEdit(self.desk.workspace.clock)
        edit.set_value(day)
        return FormField("from_day", "Từ n&gày", edit, "Ghi lại đúng ngày cũ là sửa ngày ấy.", required=True)


def _facts(board: NoticeBoard) -> tuple[FormField, ...]:
    fields = []
    for name, words, hint, known in (
        ("number", "&Số", "Bảng 1", board.number),
        ("name", "&Tên, khi khác số", "", board.name),
        ("place", "&Nơi đặt", "Cổng chợ Mẫu", board.place),
    ):
        field = TextField(hint)
        field.set_value(known)
        fields.append(FormField(name, words, field))
    return tuple(fields)


def _display(known: Display) -> FormField:
    choice = Choice(list(DISPLAYS.items()))
    choice.set_value(known)
    return FormField("technology", "&Loại bảng", choice)


def _connected(*, known: bool) -> FormField:
    choice = Choice(CONNECTED)
    choice.set_value(known)
    return FormField("connected", "&Hệ thống thông tin nguồn", choice)
