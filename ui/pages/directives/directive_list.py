"""The list of papers: pills that filter, the find field, the grid, and what an empty list says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from ttcs_desktop.directives.model import Standing, Validity
from ttcs_desktop.directives.wording import named
from ui.kit.buttons import KeyButton, Kind
from ui.kit.labels import label
from ui.kit.panels import EmptyState, column, frame, row
from ui.kit.search_field import SearchField
from ui.kit.table.columns import Align, Column, Look
from ui.kit.table.view import ROW_TWO_LINES, GridView
from ui.pages.directives.lines import SHOWN, DirectiveLine, Wanted
from ui.pages.directives.words import day

_RED = Look(ink="red", bold=True)
_OUT = (Validity.REPLACED, Validity.EXPIRED)

_PILLS = {
    Standing.ALL: "Tất cả",
    Standing.WAITING: "Chờ xử lý",
    Standing.IN_FORCE: "Còn hiệu lực",
    Standing.REPLACED: "Đã thay thế",
}
_OLDER = "Đang xem {shown} văn bản mới nhất. Văn bản cũ hơn: bấm Ctrl+F rồi gõ số hoặc trích yếu."

COLUMNS = (
    Column[DirectiveLine]("Số đến", lambda line: line.directive.arrival_number, 62, Align.CENTRE),
    Column[DirectiveLine](
        "Văn bản",
        lambda line: named(line.directive),
        second=lambda line: line.below,
        look=lambda line: Look(
            ink="text2" if line.valid in _OUT else "",
            struck=line.valid is Validity.REPLACED,
            icon="paperclip" if line.files else "",
        ),
        tip=lambda line: f"{named(line.directive)}\n{line.below}",
    ),
    Column[DirectiveLine](
        "Ngày", lambda line: line.directive.issued_on, 92, shown=lambda line: day(line.directive.issued_on)
    ),
    Column[DirectiveLine](
        "Hạn xử lý",
        lambda line: line.directive.due_on,
        92,
        shown=lambda line: day(line.directive.due_on) or "–",
        look=lambda line: _RED if line.directive.waits and _late(line) else Look(),
        second=lambda line: line.handler if line.directive.waits else "",
    ),
    Column[DirectiveLine]("Tình trạng", lambda line: line.state, 138),
)


class DirectiveList(QWidget):
    """`picked(DirectiveLine | None)` when the chosen one changes; `opened(DirectiveLine)` on Enter; `add_wanted` from
    the empty list; `removed` on Delete; `asked` when pill or words ask for other lines: see `wanted`."""

    picked = Signal(object)
    opened = Signal(object)
    add_wanted = Signal()
    removed = Signal()
    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._total, self._words, self._also = 0, "", ""
        outer = column(self, 0)
        self._filters = self._filter_row()
        outer.addWidget(self._filters)
        self.grid = _Grid(COLUMNS, name="Danh sách văn bản", key=lambda line: line.id, row_height=ROW_TWO_LINES)
        self.grid.picked.connect(self.picked)
        self.grid.opened.connect(self.opened)
        self.grid.removed.connect(self.removed)
        self.grid.table.arranged.connect(self._show_what_there_is)
        everything = KeyButton("Xem tất cả", icon="files")
        everything.clicked.connect(self.show_everything)
        self.adder = KeyButton("Thêm văn bản", icon="plus", key="F4", catch_key=False)
        self.adder.clicked.connect(self.add_wanted)
        self._stack = QStackedWidget()
        nothing = EmptyState("files", "Chưa có văn bản nào. Bấm F4 để ghi văn bản đến", "", self.adder)
        for part in (
            self.grid,
            _inset(nothing),
            _inset(EmptyState("filter", "Không có văn bản nào như vậy", "", everything)),
        ):
            self._stack.addWidget(part)
        outer.addWidget(self._stack, 1)
        self._note = label("", "small", "text2", wrap=True)
        self._note.setContentsMargins(12, 4, 12, 4)
        self._note.hide()
        outer.addWidget(self._note)

    def wanted(self) -> Wanted:
        """What the list asks for now."""
        standing = next(one for one, pill in self._pills.items() if pill.isChecked())
        return Wanted(standing, self._words, self._also)

    def show_lines(self, lines: Sequence[DirectiveLine], counts: Mapping[Standing, int]) -> None:
        """Show what was asked for; the chosen paper stays chosen while it is among it."""
        self._total = counts[Standing.ALL]
        for standing, pill in self._pills.items():
            pill.setText(f"{_PILLS[standing]} {counts[standing]}")
        self.grid.show_rows(lines)
        standing = self.wanted().standing
        self._note.setText(_OLDER.format(shown=SHOWN))
        self._note.setVisible(not self._words and counts[standing] > SHOWN)
        self._choose_some()

    def show_everything(self) -> None:
        """Take filter and find away."""
        self.search.clear()
        self._words = ""
        self._pills[Standing.ALL].setChecked(True)
        self.asked.emit()
        self.grid.setFocus()

    def bring_into_sight(self, directive_id: str) -> bool:
        """Choose a paper, whatever is filtered and however old; False when it is not there."""
        if self.grid.choose(directive_id):
            return True
        self._also = directive_id
        self.show_everything()
        return self.grid.choose(directive_id)

    def main_widget(self) -> QWidget:
        """Where the keyboard belongs: the grid, or the one button of an empty list."""
        return self.grid if self._total else self.adder

    def pill(self, standing: Standing) -> KeyButton:
        return self._pills[standing]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        leaves = event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if self.search.hasFocus() and leaves:
            self.grid.setFocus()
        else:
            super().keyPressEvent(event)

    def _filter_row(self) -> QWidget:
        made = frame("toolRow")
        line = row(made, 8, (12, 6, 12, 6))
        group = QButtonGroup(made)
        self._pills: dict[Standing, KeyButton] = {}
        for standing, word in _PILLS.items():
            pill = KeyButton(word, kind=Kind.PILL)
            pill.setCheckable(True)
            group.addButton(pill)
            line.addWidget(pill)
            self._pills[standing] = pill
        self._pills[Standing.ALL].setChecked(True)
        group.buttonClicked.connect(lambda _: self.asked.emit())
        line.addStretch(1)
        self.search = SearchField("Tìm văn bản", name="Tìm văn bản", key="Ctrl+F")
        self.search.wanted.connect(self._find)
        line.addWidget(self.search)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self._start_finding)
        return made

    def _find(self, text: str) -> None:
        self._words = text
        self.asked.emit()

    def _start_finding(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _choose_some(self) -> None:
        if self.grid.current_row() is not None:
            return
        first = next((line.row for line in self.grid.table.lines()), None)
        if first is None:
            self.picked.emit(None)
        else:
            self.grid.choose(first.id)

    def _show_what_there_is(self) -> None:
        self._filters.setVisible(bool(self._total))
        self._stack.setCurrentIndex(0 if self.grid.table.rowCount() else 2 if self._total else 1)


class _Grid(GridView):
    removed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


def _late(line: DirectiveLine) -> bool:
    return line.directive.due_on is not None and line.directive.due_on < line.today


def _inset(inside: QWidget) -> QWidget:
    made = QWidget()
    column(made, 0, (16, 16, 16, 16)).addWidget(inside)
    return made
