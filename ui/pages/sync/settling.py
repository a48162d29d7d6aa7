"""The officer's word on a record that two PCs changed: shown, chosen, settled, opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit import theme
from ui.kit.panels import ListWithSide
from ui.pages.page import Page
from ui.pages.sync.between import NO_NAME, Between, NotTaken, Twin, place_of
from ui.pages.sync.detail import DetailPanel

if TYPE_CHECKING:
    from ui.pages.sync.choosing import TakeBox

_LIST = 98  # a heading and a row and a half stay in sight while fields are chosen in a low window


class Settling:
    """Works for the page. `top` is what stands over the list: it gives its room to the fields in a low window."""

    def __init__(self, page: Page, detail: DetailPanel, split: ListWithSide, top: QWidget) -> None:
        self._page, self._detail, self._split, self._top = page, detail, split, top
        self._boxes: list[TakeBox] = []

    def forget(self) -> None:
        """Another line is shown."""
        self._boxes = []
        self._top.show()

    def show(self, shown: Between) -> None:
        """Fill the panel."""
        self._detail.show_built(shown.title, lambda stacked: self._fill(stacked, shown))

    def enter(self, twin: Twin) -> None:
        """Enter on the line: to its fields; of a fact to the page where it is corrected."""
        if self._boxes:
            if self._split.orientation() is Qt.Orientation.Vertical:  # a line or two would be left for the fields
                self._top.hide()
                self._split.setSizes([theme.current().px(_LIST), self._page.height()])
            self._boxes[0].setFocus()
        elif twin.is_fact:
            self._open(twin)

    def _fill(self, stacked: QVBoxLayout, shown: Between) -> None:
        from ui.pages.sync.between_detail import Deeds, fill_not_taken, fill_twin  # noqa: PLC0415  seldom

        workspace, today = self._page.desk.workspace, self._page.desk.today
        if isinstance(shown, NotTaken):
            fill_not_taken(stacked, shown, today)
            return
        has_page = bool(place_of(workspace, shown.conflict)[0])
        deeds = Deeds(
            lambda taken: self._page.guard(lambda: self._settle(shown, taken)),
            (lambda: self._open(shown)) if has_page else None,
            self._leave,
        )
        self._boxes = fill_twin(stacked, shown, workspace.differing.fields(shown.conflict), today, deeds)

    def _leave(self) -> None:
        self._top.show()
        self._page.setFocus()

    def _settle(self, twin: Twin, taken: Sequence[str]) -> None:
        """Save what counts; the toast takes it back."""
        every = bool(taken) and len(taken) == len(twin.conflict.fields)
        pc = twin.conflict.lost or NO_NAME
        said = f"Đã lấy bản của {pc}" if every else "Đã lưu lựa chọn" if taken else "Đã giữ bản đang dùng"
        desk = self._page.desk
        desk.publish(desk.workspace.joining.settle(twin.conflict.id, taken), said)
        self._leave()

    def _open(self, twin: Twin) -> None:
        where, record = place_of(self._page.desk.workspace, twin.conflict)
        if where:
            self._page.desk.go(where, record)
