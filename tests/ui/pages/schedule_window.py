"""The window on the page Lịch phát over a small ward, and hands on its keys."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from sync.adapters.manual import ManualCourier
from tests.ui.kit.hands import compose
from tests.wards import add_relay, add_slot, approved_edition, approved_item
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.conflicts import Finding, Rule, Severity
from ttcs_desktop.broadcast.model import Airing, Fill, Priority
from ttcs_desktop.broadcast.publishing.model import Change, Hindrances, Standing, Version, line_of
from ttcs_desktop.broadcast.solving.model import Outcome, Proposal, Solved
from ttcs_desktop.workspace import Workspace
from ui.kit.jobs import JobRunner
from ui.kit.rail import RailItem
from ui.pages.desk import Desk
from ui.pages.schedule.page import SchedulePage
from ui.pages.schedule.week_publication import WeekPublication
from ui.window import PageEntry, Window

MONDAY, TUESDAY = dt.date(2026, 6, 1), dt.date(2026, 6, 2)


def a_usual_week(ward):
    """A relay and a bulletin every day, one item for half the ward, a series without an edition on Tuesday."""
    add_relay(ward, start="05:00", minutes=30)
    add_slot(ward, "Bản tin phường", "05:30", 15)
    add_slot(ward, "Lịch tiêm chủng", "17:00", 15, clusters=("TDP 1",), priority=Priority.PRIORITY)
    item = approved_item(ward)
    series = add_slot(ward, "Chuyên mục", "17:30", 15, fill=Fill.SERIES, first=MONDAY, last=TUESDAY)
    approved_edition(ward, series, MONDAY, item, title="Chuyên mục số 1")
    return series


class Scene:
    """A shown window and its page; `asked` are the pages that were wanted."""

    def __init__(self, ward: Workspace, size: tuple[int, int] = (1093, 540)) -> None:
        self.ward = ward
        self.unhandled: list[BaseException] = []
        self.asked: list[tuple[str, str]] = []
        self.desk = Desk(ward, ManualCourier(), JobRunner(self.unhandled.append))
        self.desk.wanted.connect(lambda page, record: self.asked.append((page, record)))
        entry = PageEntry(RailItem("schedule", "calendar-days", "Lịch phát"), SchedulePage)
        self.window = Window(self.desk, (entry,))
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        self.window.show_page("schedule")
        page = self.window.page("schedule")
        assert isinstance(page, SchedulePage)
        self.page = page
        self.presses = 0
        QApplication.processEvents()

    @property
    def grid(self):
        return self.page.grid

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key press where the focus is; it is counted."""
        self.presses += 1
        QTest.keyClick(self.focus(), key, held)
        QApplication.processEvents()

    def ctrl(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def type(self, text: str) -> None:
        """Text into what has the focus, each letter counted."""
        self.presses += len(text)
        for letter in text:
            if letter.isascii():
                QTest.keyClicks(self.focus(), letter)
            else:
                compose(self.focus(), 0, letter)

    def focus(self) -> QWidget:
        if QApplication.activeWindow() is None:
            self.window.activateWindow()  # what a window manager does when a card closes; there is none off-screen
            QApplication.processEvents()
        return QApplication.focusWidget() or self.window

    def card(self) -> QWidget:
        """The card or paper that is open."""
        opened = QApplication.activeModalWidget()
        assert opened is not None
        return opened

    def no_card(self) -> bool:
        return QApplication.activeModalWidget() is None

    def choose(self, title: str, day: int | None = None) -> None:
        """Choose an airing of the week by its title and, if given, its weekday from 0."""
        found = [one for one in self.page.facts.airings if one.title == title]
        airing = next(one for one in found if day is None or one.day.weekday() == day)
        assert self.grid.choose(airing.id)

    def close(self) -> None:
        """Leave whatever is open."""
        while (opened := QApplication.activeModalWidget()) is not None:
            opened.close()
            QApplication.processEvents()

    def texts(self, widget: QWidget) -> str:
        """What the labels of a widget say."""
        return "\n".join(one.text() for one in widget.findChildren(QLabel) if not one.isHidden())


def publication(airing: Airing) -> WeekPublication:
    """A week that was published, was changed since, and has something to be decided: all that its card can show."""
    line = line_of(airing)
    change = Change(line, None)
    asked = Finding(Rule.OVERLAP, Severity.ASK, airing, airing, airing.start, airing.end, airing.clusters)
    version = Version(
        *("v", airing.slot.station_id, Week.of(airing.day), 1, None, (line,), (), (), (), ""),
        at=dt.datetime(2026, 6, 1, tzinfo=dt.UTC),
        by="",
    )
    return WeekPublication("Tuần", Standing(version, (change,)), Hindrances((), (asked,)), (version,), 1, {}, {})


def a_way_out(airing: Airing) -> Outcome:
    """A way out that moves an airing by half an hour."""
    clash = Finding(Rule.OVERLAP, Severity.BLOCK, airing, None, airing.start, airing.end, airing.clusters)
    moved = Solved(airing, airing.start + dt.timedelta(minutes=30), clash)
    return Outcome((Proposal((moved,), 1),), (), (), complete=True)
