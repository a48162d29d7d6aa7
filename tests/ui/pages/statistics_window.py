"""A ward whose half-year is ready to be sent, its window with Thống kê and Đồng bộ, and a real hub on this machine."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sync.hub.serving import EmbeddedHub
from tests.sync.conftest import MemoryKeyring
from tests.vietnamese_words import foreign_words, visible_texts
from tests.wards import NOON, add_slot, confirm, make_ward
from ttcs_desktop.ledger.identity import Enrolment, read_enrolment, write_enrolment
from ttcs_desktop.system.secrets import Secrets
from ttcs_desktop.workspace import Workspace, open_workspace
from ui.city import courier_for, enrol_workspace
from ui.kit.card import Card
from ui.kit.jobs import JobRunner
from ui.kit.rail import RailItem
from ui.pages.desk import Desk
from ui.pages.statistics.page import StatisticsPage
from ui.pages.sync.page import SyncPage
from ui.window import PageEntry, Window

CTRL = Qt.KeyboardModifier.ControlModifier
_CHECKSUM = re.compile(r"([0-9A-F]{4}\s?){8,}")
MONDAY, FRIDAY = dt.date(2026, 5, 25), dt.date(2026, 5, 29)
ENTRIES = (
    PageEntry(RailItem("statistics", "chart-column", "Thống kê"), StatisticsPage),
    PageEntry(RailItem("sync", "refresh-cw", "Đồng bộ"), SyncPage),
)


def filled_ward(folder: Path, *, now: dt.datetime = NOON, started_on: dt.date = dt.date(2026, 1, 1)) -> Workspace:
    """A ward in which a week has been aired, confirmed, and the one figure nobody can derive is entered."""
    ward = make_ward(folder, now=now, started_on=started_on)
    slot = add_slot(ward, first=MONDAY, last=FRIDAY)
    for day in range(5):
        confirm(ward, slot, MONDAY + dt.timedelta(days=day))
    ward.statistics.enter("184-6T", 2026, {"F01": Decimal(24)}, "Danh sách ngày 25/5/2026")
    return ward


@dataclass
class Stand:
    """The window at work."""

    window: Window
    ward: Workspace
    jobs: JobRunner
    qtbot: object
    hub: EmbeddedHub | None = None
    errors: list[BaseException] = field(default_factory=list)
    presses: int = 0

    @property
    def page(self) -> StatisticsPage:
        return self.window.page("statistics")  # type: ignore[return-value]

    @property
    def sync(self) -> SyncPage:
        return self.window.page("sync")  # type: ignore[return-value]

    def foreign(self, widget: QWidget) -> list[str]:
        """What a page shows that is not Vietnamese; the hub's own name and the digits of checksums left out."""
        hub = self.ward.enrolment.hub_name if self.ward.enrolment else "-"
        texts = (_CHECKSUM.sub("", text.replace(hub, "")) for _, text in visible_texts(widget))
        return sorted({f"{text!r}: {words}" for text in texts if (words := foreign_words(text))})

    @property
    def card(self) -> Card:
        found = QApplication.activeModalWidget()
        assert isinstance(found, Card)
        return found

    def show(self, page_id: str, width: int = 1093, height: int = 614) -> None:
        self.window.resize(width, height)
        self.window.show()
        self.window.show_page(page_id)
        self.focus()
        self.settle()

    def focus(self) -> None:
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def settle(self) -> None:
        """Until no job is under way and what they brought is shown."""
        self.qtbot.waitUntil(lambda: not self.jobs.is_busy(), timeout=60_000)
        QApplication.processEvents()
        assert self.errors == []

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key, where the keyboard is."""
        self.presses += 1
        card = QApplication.activeModalWidget()
        if card is None:
            self.focus()
        target: QWidget = (card or self.window).focusWidget() or card or self.window
        QTest.keyClick(target, key, held)

    def type(self, text: str) -> None:
        card = QApplication.activeModalWidget()
        target = card.focusWidget() if card else QApplication.focusWidget()
        assert target is not None
        QTest.keyClicks(target, text)

    def restart_hub(self) -> None:
        """The same hub at another port: the record is told the new address."""
        assert self.hub
        self.hub.start()
        known = read_enrolment(self.ward.database)
        write_enrolment(self.ward.database, Enrolment(self.hub.url, known.hub_id, known.hub_name, known.public_key))


@contextmanager
def opened(
    qtbot, ward: Workspace, secrets: Secrets | None = None, entries: Sequence[PageEntry] = ENTRIES
) -> Iterator[Stand]:
    """The window over an open ward."""
    errors: list[BaseException] = []
    jobs = JobRunner(errors.append)
    desk = Desk(ward, courier_for(ward, secrets or Secrets(MemoryKeyring())), jobs)
    window = Window(desk, entries)
    qtbot.addWidget(window)
    stand = Stand(window, ward, jobs, qtbot, errors=errors)
    try:
        yield stand
    finally:
        stand.settle()
        window.close()
        ward.close()


@contextmanager
def opened_with_hub(
    qtbot,
    folder: Path,
    make: Callable[[Path], Workspace] = filled_ward,
    entries: Sequence[PageEntry] = ENTRIES,
) -> Iterator[Stand]:
    """The window over a ward that is enrolled with a hub of its own."""
    ward = make(folder)
    secrets = Secrets(MemoryKeyring())
    with EmbeddedHub(folder / "hub", clock=ward.clock) as hub:
        enrol_workspace(ward, secrets, hub.url, hub.new_code(ward.identity.unit_code))
        record, clock = ward.folder, ward.clock
        ward.close()
        with opened(qtbot, open_workspace(record, clock), secrets, entries) as stand:
            stand.hub = hub
            yield stand
