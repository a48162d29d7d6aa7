"""From a record behind a number to the place where the officer works with it; a record of no page on a card."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ttcs_desktop.broadcast.model import LogEntry
from ttcs_desktop.vietnamese.typed import format_date
from ttcs_desktop.workspace import Workspace
from ui.kit.card import Card
from ui.kit.labels import label
from ui.kit.panels import facts
from ui.pages.desk import Desk
from ui.pages.statistics.asked import amount_words
from ui.pages.statistics.evidence import Entry

_SCHEDULE, _SETTINGS, _CONTENT = "schedule", "settings", "content"
# Subjects of which every record behind a figure stands on one page.
_ITS_PAGE = {
    "plans": "plans",
    "office": _SETTINGS,
    "directives": "directives",
    "statistics": "statistics",
    "sync": "sync",
}


def open_entry(desk: Desk, entry: Entry, window: QWidget) -> None:
    """Enter on a record of the drill-down; nothing for a line that no record stands behind."""
    if not entry.id:
        return
    place = place_of(desk.workspace, entry)
    if place is not None:
        desk.go(*place)
        return
    card = RecordCard(entry, _told(desk.workspace, entry), window)
    card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    card.open()


def place_of(workspace: Workspace, entry: Entry) -> tuple[str, str] | None:
    """The page and what to choose there; None where no page shows it, such as a play outside the timetable."""
    if entry.subject == "broadcast":
        if any(one.id == entry.id for one in workspace.equipment.things.all()):
            return _SETTINGS, entry.id
        written = _log_entry(workspace, entry)
        airing = written.airing_id if written is not None else None
        return (_SCHEDULE, airing) if airing else None
    if entry.subject == "content":
        content = workspace.content
        kept = [one.id for one in content.columns()] + [one.id for one in content.contributions()]
        return (_SETTINGS if entry.id in kept else _CONTENT), entry.id
    return (_ITS_PAGE[entry.subject], entry.id) if entry.subject in _ITS_PAGE else None


class RecordCard(Card):
    """What is known of a record that no page shows."""

    def __init__(self, entry: Entry, told: list[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__("Bản ghi đã đếm", "Đóng", parent=parent)
        self.leave.hide()
        self.body.addWidget(label(entry.label, "strong", wrap=True))
        self.body.addWidget(facts(told))


def _told(workspace: Workspace, entry: Entry) -> list[tuple[str, str]]:
    told = [("Ngày", format_date(entry.date))] if entry.date else []
    told.append(("Tính vào số", amount_words(entry.amount)))
    written = _log_entry(workspace, entry) if entry.subject == "broadcast" else None
    if written is not None:
        told += [
            ("Sổ phát ghi", f"{written.start:%H:%M}, {written.aired_seconds // 60} phút, ngoài lịch"),
            ("Cụm đã phát", f"{written.clusters_ok}/{written.clusters_total}"),
            ("Nguồn", written.source or "ghi tay"),
        ]
    elif entry.subject == "broadcast":
        told.append(("Sổ hiện nay", "Bản ghi này đã được sửa hoặc bỏ sau khi chốt."))
    return told


def _log_entry(workspace: Workspace, entry: Entry) -> LogEntry | None:
    if entry.date is None:
        return None
    return next((one for one in workspace.broadcast.log.book(entry.date, entry.date) if one.id == entry.id), None)
