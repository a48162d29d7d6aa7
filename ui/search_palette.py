"""Ctrl+K and F3: the box over everything. Opens on its page what was found; what answers it is loaded when asked."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication

from ui.kit import keys
from ui.kit.search_box import SearchBox
from ui.pages.desk import Desk

if TYPE_CHECKING:
    from ui.kit.search_list import SearchList
    from ui.search_answers import Answers

_HINT = "Tìm việc, bài, văn bản, số liệu…"
_REMEMBERED = 8


class _KeyKeeper(QObject):
    """On Linux a text field takes Ctrl+K for itself and cuts its line; here the key opens the search everywhere."""

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            is_ours = event.key() == Qt.Key.Key_K and keys.held(event) == Qt.KeyboardModifier.ControlModifier
            if is_ours:
                event.ignore()
                return True
        return False


def _is_taken_by_fields() -> bool:
    return QKeySequence("Ctrl+K") in QKeySequence.keyBindings(QKeySequence.StandardKey.DeleteEndOfLine)


class SearchPalette(QObject):
    """The window's search: `box` stands in the top bar."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._opened: list[str] = []
        self.box = SearchBox(_HINT, self._make_list, name="Tìm trong mọi mục", key="Ctrl+K")
        self.box.wanted.connect(self._ask)
        desk.wanted.connect(self._note_opened)
        app = QApplication.instance()
        if app is not None and _is_taken_by_fields():
            app.installEventFilter(_KeyKeeper(self))

    @property
    def list(self) -> SearchList:
        """What is found."""
        return self.box.results_list

    def begin(self) -> None:
        """Ctrl+K, F3: take the focus and look everywhere."""
        if not self.box.hasFocus():
            self._answers.look_among(0)
            self.list.choose_filter(0)
        self.box.begin()

    def prepare(self) -> None:
        """Build the index of a file that an older program made, in a job."""
        self._answers.prepare(self._index_is_there)

    @cached_property
    def _answers(self) -> Answers:
        from ui.search_answers import Answers  # noqa: PLC0415  finder and list: behind the first page

        return Answers(self._desk)

    def _make_list(self) -> SearchList:
        from ui.search_answers import make_list  # noqa: PLC0415

        made = make_list()
        made.taken.connect(self._open)
        made.filtered.connect(self._filter)
        return made

    def _index_is_there(self, problem: str) -> None:
        if problem:
            self.list.say(problem)
        elif self.box.hasFocus() and self.list.isVisible():
            self._ask(self.box.typed())

    def _filter(self, number: int) -> None:
        self._answers.look_among(number)
        self._ask(self.box.typed())

    def _ask(self, text: str) -> None:
        self.list.offer(*self._answers.to(text, self._opened, self._index_is_there))
        self.box.show_list()

    def _open(self, hit: Any) -> None:  # noqa: ANN401  a Qt signal carries any object; this one a Hit
        from ui.search_answers import page_of  # noqa: PLC0415

        if self._answers.is_out_of_reach(hit):
            self.list.say(
                f"“{hit.title}” đã bỏ cùng mục khác hoặc đã lâu, không mở riêng được. Xem Cài đặt, Thùng rác."
            )
            return
        self.box.close_list()
        self.box.clearFocus()
        self._desk.go(page_of(hit), hit.id)

    def _note_opened(self, _page: str, record_id: str) -> None:
        if record_id:
            self._opened = [record_id, *(one for one in self._opened if one != record_id)][:_REMEMBERED]
