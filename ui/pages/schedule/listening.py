"""Ctrl+L on Lịch phát: what an airing would play, its items one after the other, read aloud."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ttcs_desktop.broadcast.model import Airing, Fill
from ui.pages.desk import Desk
from ui.pages.reading_aloud import ReadingAloud


class Listening:
    """Reads the wordings that an airing was put together from, even where an item was rewritten since."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        self._desk = desk
        self.reading = ReadingAloud(desk, page)

    def toggle(self, airing: Airing) -> None:
        """Read the airing, or stop."""
        titled = [airing.title] if airing.slot.fill is Fill.SERIES else []
        self.reading.toggle(airing.title, [*titled, *self._texts(airing)])

    def _texts(self, airing: Airing) -> list[str]:
        workspace = self._desk.workspace
        item_of = workspace.broadcast.timetable.items_of_versions(airing.versions)
        titles = {item.id: item.title for item in workspace.content.those(set(item_of.values()))}
        texts: list[str] = []
        for version_id in airing.versions:
            item_id = item_of.get(version_id, "")
            known = workspace.content.versions(item_id) if item_id in titles else []
            texts += [part for one in known if one.id == version_id for part in (titles[item_id], one.text)]
        return texts
