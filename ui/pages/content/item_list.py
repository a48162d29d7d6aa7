"""The list of items: the last touched first; the find box asks them all, marks not counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QModelIndex, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QWidget

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.content.model import Item, Rights
from ttcs_desktop.content.terms import SOON_DAYS
from ttcs_desktop.content.wording import FILE_COMING, FORMS
from ui.kit import theme
from ui.kit.fields import Choice
from ui.kit.labels import label
from ui.kit.panels import EmptyState, column, frame, row
from ui.kit.search_field import SearchField
from ui.kit.table.columns import Column
from ui.kit.table.view import ROW_TWO_LINES, GridView
from ui.pages.content.words import NO_COLUMN, STATES

_SOON, _UNFIT = "soon", "unfit"
_FILTERS: list[tuple[object, str]] = [
    (None, "Mọi bài"),
    *((state, status.word) for state, status in STATES.items()),
    (_SOON, "Sắp hết hạn"),
    (_UNFIT, "Không dùng được"),
]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """An item with the name of its column, and whether a file of it is still to come from the city."""

    item: Item
    column: str
    lacks_file: bool

    @property
    def id(self) -> str:
        return self.item.id

    @property
    def below(self) -> str:
        coming = f" · {FILE_COMING}" if self.lacks_file else ""
        return f"{FORMS[self.item.form]} · {self.column or NO_COLUMN.lower()}{coming}"


class ItemList(QWidget):
    """`picked(item id)` when the officer chooses another item, `opened()` on Enter, `removed()` on Delete.

    `dropped([Path])` when files or folders were let fall on it, or copied elsewhere and pasted here with Ctrl+V; the
    button "Nhận bài…" asks for files.
    Nothing is emitted while rows are shown anew.
    """

    picked = Signal(str)
    opened = Signal()
    removed = Signal()
    wanted = Signal(str)
    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._quiet = False
        self.setAcceptDrops(True)
        inside = column(self, 0)
        head = frame("panelHead")
        line = row(head, 8, (12, 8, 12, 8))
        self.search = SearchField("Tìm tên bài", name="Tìm trong nội dung")
        self.search.setMinimumWidth(120)
        self.search.wanted.connect(self.wanted)
        self.count = label("", "small", "text2")
        self.filter = Choice(_FILTERS, name="Lọc danh sách bài")
        self.filter.setMinimumWidth(theme.current().px(104))
        line.addWidget(self.search, 1)
        line.addWidget(self.filter)
        line.addWidget(self.count)
        self.grid = _Grid()
        self.grid.picked.connect(self._picked)
        self.grid.opened.connect(lambda _: self.opened.emit())
        self.grid.removed.connect(self.removed)
        self.grid.pasted.connect(self.dropped)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._none = EmptyState(
            "file-text", "Chưa có bài nào", "Bấm F4 để viết bài đầu tiên, Ctrl+O để nhận bài đã gửi tới."
        )
        self._stack.addWidget(_inset(self._none))
        self._not_found = EmptyState("search", "Không thấy bài nào", "Gõ ít chữ hơn, không cần dấu; hoặc chọn Mọi bài.")
        self._stack.addWidget(_inset(self._not_found))
        inside.addWidget(head)
        inside.addWidget(self._stack, 1)
        self.setFocusProxy(self.grid)

    def show_items(
        self,
        items: Sequence[Item],
        columns: Mapping[str, str],
        chosen: str,
        today: dt.date,
        lacking: Collection[str] = (),
    ) -> None:
        """Show those of the items that the filter lets through, with one of them chosen; an id that is not among them
        leaves none chosen. `lacking`: the ids of those whose files are still to come."""
        items = [item for item in items if self._lets_through(item, today)]
        self._quiet = True
        wanted = self.search.text().strip()
        self.grid.find_text(wanted)
        self.grid.show_rows(
            [ItemRow(item, columns.get(item.column_id or "", ""), item.id in lacking) for item in items]
        )
        if not self.grid.choose(chosen):
            self.grid.setCurrentIndex(QModelIndex())
            self.grid.clearSelection()
        shown = len(self.grid.table.lines())
        self.count.setText(f"{shown} bài")
        narrowed = bool(wanted) or self.filter.value() is not None
        stood_here = self.window().focusWidget() is self.search  # also while a card is in front of the window
        came_first = bool(shown) and self._stack.currentIndex() == 1 and stood_here
        self._stack.setCurrentIndex(0 if shown else (2 if narrowed else 1))
        self.setFocusProxy(self.grid if shown else self.search)
        if came_first:
            self.grid.setFocus()  # the search had the keyboard only while there was no list
        self._quiet = False

    def _lets_through(self, item: Item, today: dt.date) -> bool:
        wanted = self.filter.value()
        if wanted == _SOON:
            return item.expires_within(today, SOON_DAYS)
        if wanted == _UNFIT:
            return item.unfit_on(today) is not None or item.rights is Rights.UNKNOWN
        return wanted is None or item.state is wanted

    def chosen_id(self) -> str:
        """The item chosen in the list, if any."""
        row_ = self.grid.current_row()
        return row_.id if row_ is not None else ""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = _files_in(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.dropped.emit(files)

    def _picked(self, chosen: ItemRow | None) -> None:
        if not self._quiet and chosen is not None:
            self.picked.emit(chosen.id)


class _Grid(GridView):
    removed = Signal()
    pasted = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            (
                Column[ItemRow]("Bài", lambda one: one.item.title, second=lambda one: one.below),
                Column[ItemRow]("Trạng thái", lambda one: STATES[one.item.state], width=112),
            ),
            name="Danh sách nội dung, Enter mở bài",
            key=lambda one: one.id,
            row_height=ROW_TWO_LINES,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            files = _files_in(QGuiApplication.clipboard().mimeData())
            if files:
                self.pasted.emit(files)
            return
        super().keyPressEvent(event)


def _files_in(data: QMimeData | None) -> list[Path]:
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data is not None else []


def _inset(inner: QWidget) -> QWidget:
    made = QWidget()
    column(made, 0, (12, 12, 12, 12)).addWidget(inner)
    return made
