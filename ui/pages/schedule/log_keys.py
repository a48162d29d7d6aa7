"""Ctrl+H and Ctrl+R: what the log is asked from Lịch phát; at its least width the tool row has no room for them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from ui.pages.schedule.page import SchedulePage


def hear_log_keys(page: SchedulePage) -> None:
    """Let the page hear both keys, wherever the focus stands in it."""
    for key, act in (("Ctrl+H", _look_up), ("Ctrl+R", _compare)):
        shortcut = QShortcut(QKeySequence(key), page)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(partial(page.guard, partial(act, page)))


def _look_up(page: SchedulePage) -> None:
    from ui.pages.schedule.lookup_card import look_up  # noqa: PLC0415  when it is asked for

    airing = page.grid.current()
    look_up(page, airing.day if airing is not None else page.desk.today)


def _compare(page: SchedulePage) -> None:
    from ui.pages.schedule.compare_card import compare_days  # noqa: PLC0415  when it is asked for

    compare_days(page)
