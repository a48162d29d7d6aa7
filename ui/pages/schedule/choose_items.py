"""Choosing what one date of a series airs: approved items, in the order in which they are picked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ttcs_desktop.content.model import Item
from ttcs_desktop.content.wording import FILE_COMING
from ttcs_desktop.vietnamese.typed import format_number
from ui.kit import keys, theme
from ui.kit.card import Card
from ui.kit.fields import TextField
from ui.kit.labels import label
from ui.kit.search_field import SearchField
from ui.kit.table.columns import Align, Column
from ui.kit.table.view import ROW_TIGHT, GridView


class ChooseItemsCard(Card):
    """Type to find, Down to the list, Space picks; the number is the place in the programme, Alt+Up moves it forward.

    `save(title, items)`.
    """

    def __init__(
        self,
        about: str,
        title: str,
        items: Sequence[Item],
        chosen: Sequence[Item],
        save: Callable[[str, list[Item]], None],
        *,
        lacking: Collection[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        """`lacking`: the ids of items whose files are still to come from the city."""
        super().__init__("Chọn bài cho số phát", "Lưu", main_key="Ctrl+Enter", width=560, parent=parent)
        self._chosen = list(chosen)
        self._save = save
        self.title = TextField("Để trống thì dùng tên khung", name="Tên số phát", max_length=200)
        self.title.set_value(title)
        self.search = SearchField("Tìm bài đã duyệt", name="Tìm bài đã duyệt")
        self.list = GridView(
            [
                Column("Thứ tự", self._place, width=64, align=Align.CENTRE),
                Column(
                    "Bài đã duyệt", lambda item: f"{item.title} ({FILE_COMING})" if item.id in lacking else item.title
                ),
            ],
            name="Bài đã duyệt",
            key=lambda item: item.id,
            row_height=ROW_TIGHT,
            sortable=False,
        )
        self.list.setProperty("framed", True)
        self.list.setMinimumHeight(theme.current().px(200))
        self._items = [*chosen, *(item for item in items if item.id not in {one.id for one in chosen})]
        self.list.show_rows(self._items)
        self.search.wanted.connect(self.list.find_text)
        self.list.opened.connect(self.pick)
        self.search.installEventFilter(self)
        self.list.installEventFilter(self)
        self.count = label("", "small", "text2")
        for part in (label(about, wrap=True), self.search, self.list, self.count, label("Tên số phát"), self.title):
            self.body.addWidget(part)
        hint = "Phím cách hoặc Enter chọn bài; Alt và mũi tên lên, xuống đổi thứ tự; Ctrl+Enter lưu."
        self.body.addWidget(label(hint, "small", "text2", wrap=True))
        self.main.clicked.disconnect()
        self.main.clicked.connect(self._keep)
        self._tell()

    def pick(self, item: Item) -> None:
        """Put an item at the end, or take it out."""
        known = [one for one in self._chosen if one.id == item.id]
        self._chosen = [one for one in self._chosen if one.id != item.id] if known else [*self._chosen, item]
        self._tell()

    def move_item(self, item: Item, step: int) -> None:
        """Play a chosen item earlier (-1) or later (+1)."""
        at = next((number for number, one in enumerate(self._chosen) if one.id == item.id), -1)
        if at >= 0 and 0 <= at + step < len(self._chosen):
            self._chosen.insert(at + step, self._chosen.pop(at))
            self._tell()

    def chosen(self) -> list[Item]:
        """The items in the order in which they will play."""
        return list(self._chosen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The list itself would take Space and the arrows for its selection.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.search and event.key() == Qt.Key.Key_Down:
                self._enter_list()
                return True
            if watched is self.list and self._take_key(event):
                return True
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        item = self.list.current_row()
        steps = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}
        if not isinstance(item, Item):
            return False
        if event.key() == Qt.Key.Key_Space:
            self.pick(item)
            return True
        if event.key() in steps and keys.held(event) == Qt.KeyboardModifier.AltModifier:
            self.move_item(item, steps[event.key()])
            return True
        return False

    def _enter_list(self) -> None:
        self.list.setFocus()
        if self.list.current_row() is None and self.list.table.lines():
            self.list.setCurrentIndex(self.list.table.index(0, 0))

    def _keep(self) -> None:
        self._save(str(self.title.value()), self.chosen())
        self.accept()

    def _place(self, item: Item) -> str:
        ids = [one.id for one in self._chosen]
        return format_number(ids.index(item.id) + 1) if item.id in ids else ""

    def _tell(self) -> None:
        self.list.viewport().update()
        self.count.setText(f"Đã chọn {len(self._chosen)} bài" if self._chosen else "Chưa chọn bài nào")
