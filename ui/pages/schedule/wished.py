"""The approved item for which the officer came to Lịch phát: the next new slot begins with it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from ttcs_desktop.broadcast.model import Fill, Slot
from ttcs_desktop.content.model import Item, ItemState
from ttcs_desktop.vietnamese.typed import format_date
from ui.pages.desk import Desk

_DAY = dt.timedelta(days=1)
_SOON = 366
"""Days that are looked at for one on which an item may be used."""


class Wished(QObject):
    """Holds the item until it has its place, or until the officer leaves `page` for something else."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._item_id = ""
        page.installEventFilter(self)

    def note(self, record_id: str) -> str:
        """Take an item that waits for a place; what to press for it, or "" where the id is of no such item."""
        self._item_id = record_id
        item = self.item()
        if item is None:
            return ""
        day = self.earliest(item, dt.time.max)
        if day is None:
            return f"“{item.title}” không còn ngày nào được dùng: bấm Alt+3 về bài, Ctrl+E để xem hạn và quyền sử dụng."
        since = "" if day == self._desk.today else f", từ {format_date(day)}"
        return f"Xếp lịch “{item.title}”{since}: F4 thêm khung phát, hoặc chọn số chương trình rồi Insert."

    def item(self) -> Item | None:
        """The item that waits, as it stands now: nobody may have withdrawn it meanwhile."""
        content = self._desk.workspace.content
        if not self._item_id or not content.is_there(self._item_id):
            return None
        found = content.item(self._item_id)
        return found if found.state is ItemState.APPROVED and found.version_id else None

    def forget(self, item_id: str | None) -> None:
        """It has its place."""
        if item_id == self._item_id:
            self._item_id = ""

    def placed(self, blank: Slot, item: Item) -> Slot:
        """A new slot for the item, on the first day on which it may run and the hour is still to come."""
        first = self.earliest(item, blank.start) or blank.date_from
        return replace(
            blank,
            fill=Fill.ITEM,
            item_id=item.id,
            date_from=first,
            date_to=max(blank.date_to, first),
        )

    def earliest(self, item: Item, start: dt.time) -> dt.date | None:
        """The first day to come on which an item may be used at an hour; None for one that may not be used at all."""
        today = self._desk.today
        days = (today + _DAY * more for more in range(_SOON))
        return next(
            (day for day in days if item.unfit_on(day) is None and dt.datetime.combine(day, start) >= self._desk.now),
            None,
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide and not event.spontaneous():
            self._item_id = ""
        return super().eventFilter(watched, event)
