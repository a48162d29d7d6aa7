"""A card with a list to tick: typing finds, Space or Enter ticks, Ctrl+Enter takes what is ticked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.errors import Trouble
from ttcs_desktop.basics.values import dataclass
from ui.kit import keys, theme
from ui.kit.card import Card
from ui.kit.labels import label
from ui.kit.search_field import SearchField
from ui.kit.table.columns import Align, Column, Look
from ui.kit.table.view import ROW_TIGHT, GridView

_TICK, _NO_TICK = "Có", "–"


@dataclass(frozen=True, slots=True)
class Choosable:
    """A line: what it is, what is said beside it; one that is `fixed` cannot be ticked."""

    id: str
    title: str
    note: str = ""
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class TickList:
    """What is to be chosen from.

    Attributes:
        name: what a line is; the head of its column.
        about: said above the list.
        ticked: ids ticked at first.
        none: said below the list when nothing in it can be ticked.
    """

    name: str
    about: str
    choices: Sequence[Choosable]
    ticked: Collection[str] = ()
    none: str = ""


class TickCard(Card):
    """`take(ids)` with what is ticked, in the order of the list. `troubled(Trouble)` when that was refused."""

    troubled = Signal(object)

    def __init__(
        self,
        title: str,
        main_text: str,
        listed: TickList,
        take: Callable[[list[str]], object],
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, main_text, main_key="Ctrl+Enter", width=620, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._choices, self._ticked, self._take = tuple(listed.choices), set(listed.ticked), take
        self._none = listed.none
        self.search = SearchField("Gõ để tìm, không cần dấu", name=f"Tìm trong {listed.name.lower()}")
        self.list = GridView(
            [
                Column[Choosable]("Chọn", self._mark, width=60, align=Align.CENTRE, look=self._look),
                Column[Choosable](listed.name, lambda one: one.title, look=self._look),
                Column[Choosable]("", lambda one: one.note, width=190, look=lambda _: Look(ink="text2")),
            ],
            name=f"{listed.name}, phím cách để chọn hoặc bỏ chọn",
            key=lambda one: one.id,
            row_height=ROW_TIGHT,
            sortable=False,
        )
        self.list.setProperty("framed", True)
        self.list.setMinimumHeight(theme.current().px(200))
        self.list.show_rows(self._choices)
        self.search.wanted.connect(self.list.find_text)
        self.list.opened.connect(self.tick)
        self.search.installEventFilter(self)
        self.list.installEventFilter(self)
        self.count = label("", "small", "text2", wrap=True)
        for part in (label(listed.about, wrap=True), self.search, self.list, self.count):
            self.body.addWidget(part)
        hint = "Mũi tên xuống vào danh sách; phím cách chọn hoặc bỏ; Ctrl+A chọn hết hoặc bỏ hết."
        self.body.addWidget(label(hint, "small", "text2", wrap=True))
        self._tell()

    def tick(self, chosen: Choosable) -> None:
        """Tick a line, or take its tick away."""
        if not chosen.fixed:
            self._ticked.symmetric_difference_update({chosen.id})
            self._tell()

    def tick_all(self) -> None:
        """Tick every line, or none when all are ticked."""
        free = {one.id for one in self._choices if not one.fixed}
        self._ticked = set() if free <= self._ticked else free
        self._tell()

    def ticked(self) -> list[str]:
        """The ids of the lines that are ticked, in the order of the list."""
        return [one.id for one in self._choices if one.id in self._ticked]

    def accept(self) -> None:
        """Take what is ticked; close only when that went through."""
        try:
            self._take(self.ticked())
        except Trouble as trouble:
            self.reject()
            self.troubled.emit(trouble)
            return
        super().accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The list itself would take Space and letters for its selection.
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            ctrl = keys.held(event) == Qt.KeyboardModifier.ControlModifier
            if ctrl and keys.is_enter(event):
                self.accept()
                return True
            if watched is self.search and event.key() == Qt.Key.Key_Down:
                self._enter_list()
                return True
            if watched is self.list and self._taken_by_list(event, ctrl=ctrl):
                return True
        return super().eventFilter(watched, event)

    def _taken_by_list(self, event: QKeyEvent, *, ctrl: bool) -> bool:
        chosen = self.list.current_row()
        if ctrl and event.key() == Qt.Key.Key_A:
            self.tick_all()
            return True
        if event.key() == Qt.Key.Key_Space and isinstance(chosen, Choosable):
            self.tick(chosen)
            return True
        return False

    def _enter_list(self) -> None:
        self.list.setFocus()
        if self.list.current_row() is None and self.list.table.lines():
            self.list.setCurrentIndex(self.list.table.index(0, 0))

    def _mark(self, one: Choosable) -> str:
        if one.fixed:
            return ""
        return _TICK if one.id in self._ticked else _NO_TICK

    def _look(self, one: Choosable) -> Look:
        if one.fixed:
            return Look(ink="text2")
        return Look(bold=one.id in self._ticked)

    def _tell(self) -> None:
        self.list.viewport().update()
        number = len(self.ticked())
        free = sum(not one.fixed for one in self._choices)
        self.count.setText(self._none if not free and self._none else f"Đã chọn {number}/{free}.")
