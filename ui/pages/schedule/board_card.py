"""Tin trên bảng tin: what the notice boards show this week, what is wrong with it, and the card for one text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.board_texts.model import BoardFinding, BoardText
from ttcs_desktop.broadcast.board_texts.wording import GONE, board_name, days, explain, hours
from ttcs_desktop.content.model import Item, ItemState
from ttcs_desktop.workspace import Workspace
from ui.kit import theme
from ui.kit.buttons import KeyButton, Size, icon_button
from ui.kit.card import Card
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice
from ui.kit.form import Form, FormField
from ui.kit.labels import label
from ui.kit.panels import column, row
from ui.kit.table.columns import Column, Look
from ui.kit.table.view import ROW_TWO_LINES, GridView
from ui.pages.schedule.cards import FormCard, Values
from ui.pages.schedule.facts import WeekFacts
from ui.pages.schedule.picks import PickStrip, TimeField
from ui.pages.schedule.words import week_title
from ui.workflows.messages import SUBJECTS

if TYPE_CHECKING:
    from ui.pages.schedule.page import SchedulePage

TITLE = "Tin trên bảng tin"
_BUTTON, _KEY = "Bảng tin", "Ctrl+J"
_WIDTH, _RECENT = 760, 500


@dataclass(frozen=True, slots=True)
class BoardWeek:
    """The boards of a week: texts in the order they begin, findings by text, what items and boards are called."""

    texts: tuple[BoardText, ...]
    findings: Mapping[str, tuple[BoardFinding, ...]]
    titles: Mapping[str, str]
    boards: Mapping[str, str]

    def title(self, text: BoardText) -> str:
        """What a text is called."""
        return self.titles.get(text.item_id, GONE)

    def where(self, text: BoardText) -> str:
        """On which boards it is, in their order."""
        return "; ".join(name for board, name in self.boards.items() if board in text.boards)

    def troubles(self, text: BoardText) -> list[str]:
        """What is wrong with a text, each with what mends it."""
        return [explain(one, self.titles, self.boards) for one in self.findings.get(text.id, ())]


def read_boards(workspace: Workspace, week: Week) -> BoardWeek:
    """What the boards show in a week."""
    service = workspace.board_texts
    texts = service.week(week)
    found: dict[str, list[BoardFinding]] = {}
    for finding in service.findings(week):
        for text in (finding.text, finding.other):
            if text is not None:
                found.setdefault(text.id, []).append(_seen_from(finding, text))
    titles = {item.id: item.title for item in service.items(texts).values()}
    boards = {board.id: board_name(board) for board in workspace.equipment.boards.boards()}
    return BoardWeek(tuple(texts), {key: tuple(own) for key, own in found.items()}, titles, boards)


def _seen_from(finding: BoardFinding, text: BoardText) -> BoardFinding:
    """A meeting of two as the one text sees the other."""
    if finding.other is None or finding.text.id == text.id:
        return finding
    return replace(finding, text=text, other=finding.text)


def open_boards(page: SchedulePage) -> None:
    """Show the boards of the week at hand."""
    card = BoardsCard(page)
    card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    card.open()


def boards_button(page: SchedulePage) -> KeyButton:
    """The button of the boards; few wards have any, so that it takes no more room than its picture."""
    button = icon_button("monitor-speaker", _BUTTON, key=_KEY)
    button.clicked.connect(lambda: page.guard(lambda: open_boards(page)))
    return button


def show_troubles(button: KeyButton, facts: WeekFacts) -> None:
    """The button is there where the ward has boards, and tells how many texts of the week are in trouble."""
    count = facts.boards.troubles
    words = f"{_BUTTON}, {count} chỗ vướng" if count else _BUTTON
    button.setVisible(facts.boards.has_boards)
    button.set_icon_name("circle-alert" if count else "monitor-speaker")
    button.setAccessibleName(f"{words}, {_KEY}")
    button.setToolTip(f"{words} ({_KEY})")


class BoardsCard(Card):
    """A list by keys: F4 puts an item on boards, F2 alters it, Delete takes it off; the troubles stand below."""

    def __init__(self, page: SchedulePage) -> None:
        super().__init__(TITLE, "Đóng", leave_text="Đóng", width=_WIDTH, parent=page)
        self._page = page
        self.leave.hide()
        self._week = BoardWeek((), {}, {}, {})
        columns: list[Column[BoardText]] = [
            Column("Tin", self._title, second=self._where, look=self._look),
            Column("Ngày", days, width=110),
            Column("Giờ", hours, width=150),
        ]
        self.list = GridView(columns, name=TITLE, key=lambda text: text.id, row_height=ROW_TWO_LINES, sortable=False)
        self.list.setProperty("framed", True)
        self.list.setMinimumHeight(theme.current().px(190))
        self.trouble = label("", "text", "text2", wrap=True)
        self.body.addWidget(label(f"{week_title(page.week)}: bài hiện trên bảng tin nào, ngày nào.", wrap=True))
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.trouble)
        tools = QWidget()
        line = row(tools, 6)
        for words, key, icon, act in (
            ("Thêm tin", "F4", "plus", self.add),
            ("Sửa tin", "F2", "pencil", self.change),
            ("Gỡ tin", "Delete", "trash-2", self.remove),
        ):
            button = KeyButton(words, key=key, icon=icon, size=Size.SMALL)
            button.clicked.connect(lambda _=False, wanted=act: wanted())
            line.addWidget(button)
        line.addStretch(1)
        self.body.addWidget(tools)
        self.list.picked.connect(lambda _: self._tell())
        self.list.opened.connect(lambda _: self.change())
        QShortcut(QKeySequence("Delete"), self).activated.connect(self.remove)
        self.reload()

    def reload(self) -> None:
        """Read the boards of the week anew."""
        self._week = read_boards(self._page.desk.workspace, self._page.week)
        self.list.show_rows(self._week.texts)
        if self.list.current_row() is None and self._week.texts:
            self.list.choose(self._week.texts[0].id)
        self._tell()

    def add(self) -> None:
        """Put an item on boards."""
        first = max(self._page.days.day, self._page.desk.today)
        self._ask(BoardText("", "", frozenset(self._only_board()), first, first))

    def change(self) -> None:
        """Alter the text chosen."""
        text = self.list.current_row()
        if isinstance(text, BoardText):
            self._ask(text)

    def remove(self) -> None:
        """Take the text chosen off; Ctrl+Z on the page brings it back."""
        text = self.list.current_row()
        if isinstance(text, BoardText):
            changes = self._page.desk.workspace.board_texts.remove(text.id)
            self._page.desk.publish(changes, f"Đã gỡ “{self._week.title(text)}” khỏi bảng tin")
            self.reload()

    def _only_board(self) -> list[str]:
        return list(self._week.boards) if len(self._week.boards) == 1 else []

    def _ask(self, text: BoardText) -> None:
        desk = self._page.desk
        service = desk.workspace.board_texts

        def save(made: BoardText) -> None:
            changes = service.change(made) if made.id else Changes(frozenset({"broadcast"}), (service.add(made).id,))
            desk.publish(changes, "Đã sửa tin trên bảng tin" if made.id else "Đã đưa tin lên bảng tin")
            self.reload()

        recent = [one for one in desk.workspace.content.recent(_RECENT) if one.state is ItemState.APPROVED]
        known = service.items([text]).values() if text.item_id else ()
        items = [*(one for one in known if all(one.id != other.id for other in recent)), *recent]
        card = text_card(text, items, self._week.boards, desk.workspace.clock, save, self)
        card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        card.open()

    def _tell(self) -> None:
        text = self.list.current_row()
        if not isinstance(text, BoardText):
            words = "Chưa có tin nào trên bảng tin tuần này. Bấm F4 để thêm." if self._week.boards else _NO_BOARD
            self.trouble.setText(words)
            return
        self.trouble.setText("\n".join(self._week.troubles(text)) or "Tin này không vướng gì.")

    def _title(self, text: BoardText) -> str:
        return self._week.title(text)

    def _where(self, text: BoardText) -> str:
        return self._week.where(text)

    def _look(self, text: BoardText) -> Look:
        bad = bool(self._week.findings.get(text.id))
        return Look(ink="red" if bad else "text", bold=bad, icon="circle-alert" if bad else "")


_NO_BOARD = "Chưa ghi bảng tin nào. Thêm bảng tin trong Cài đặt, mục Bảng tin."


def text_card(
    text: BoardText,
    items: Sequence[Item],
    boards: Mapping[str, str],
    clock: Clock,
    save: Callable[[BoardText], None],
    parent: QWidget | None = None,
) -> FormCard:
    """A card for one text; without an id it is a new one.

    Args:
        save: called with the text as the fields have it.
    """
    item = Choice([(None, "Chọn bài đã duyệt"), *((one.id, one.title) for one in items)], name="Bài")
    item.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    strip = PickStrip([(id_, name, "") for id_, name in boards.items()], name="Bảng tin")
    what = Form([FormField("item_id", "Bài", item), FormField("boards", "Bảng tin", strip)], SUBJECTS)
    hint = "Để trống cả hai giờ là hiện cả ngày."
    begins = [
        FormField("date_from", "Từ ngày", DateEdit(clock, name="Từ ngày"), required=True),
        FormField("opens", "Từ giờ", TimeField("Từ giờ"), hint),
    ]
    ends = [
        FormField("date_to", "Đến ngày", DateEdit(clock, name="Đến ngày"), required=True),
        FormField("closes", "Đến giờ", TimeField("Đến giờ", ends=True)),
    ]
    forms = (what, Form(begins, SUBJECTS), Form(ends, SUBJECTS))

    def keep(values: Values) -> None:
        if values["item_id"] is None:
            raise InvalidInput("item_id", "required")
        made = BoardText(
            text.id,
            str(values["item_id"]),
            cast("frozenset[str]", values["boards"]),
            cast("dt.date", values["date_from"]),
            cast("dt.date", values["date_to"]),
            cast("dt.time | None", values["opens"]),
            cast("dt.time | None", values["closes"]),
        )
        save(made)

    title, main = ("Sửa tin trên bảng", "Lưu") if text.id else ("Đưa tin lên bảng", "Đưa lên")
    card = FormCard(title, main, forms, keep, inside=_arranged(*forms), width=520, parent=parent)
    card.set_values(
        {
            "item_id": text.item_id or None,
            "date_from": text.date_from,
            "date_to": text.date_to,
            "opens": text.opens,
            "closes": text.closes,
            "boards": text.boards,
        }
    )
    return card


def _arranged(what: Form, begins: Form, ends: Form) -> QWidget:
    """What and where across the whole width, from when and until when beside each other."""
    made, lower = QWidget(), QWidget()
    inside, beside = column(made, 4), row(lower, 16)
    inside.addWidget(what)
    for form in (begins, ends):
        beside.addWidget(form, 1, Qt.AlignmentFlag.AlignTop)
    inside.addWidget(lower)
    return made
