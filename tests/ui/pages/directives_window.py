"""The window on the page Văn bản over a small ward."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from sync.adapters.manual import ManualCourier
from tests.directives.papers import DECREE, KH184
from tests.ui.kit.hands import compose
from tests.ui.pages.plans_window import annex
from tests.wards import make_ward
from ttcs_desktop.directives.model import Directive
from ttcs_desktop.plans.model import Plan
from ttcs_desktop.plans.service import PlanHead
from ui.kit.jobs import JobRunner
from ui.kit.rail import RailItem
from ui.kit.search_field import SearchField
from ui.pages.desk import Desk
from ui.pages.directives.page import DirectivesPage
from ui.pages.form_card import FormCard
from ui.pages.plans.page import PlansPage
from ui.window import PageEntry, Window

CTRL = Qt.KeyboardModifier.ControlModifier


class Office:
    """A shown window with a plan, a decree that was replaced, and a plan of the department that waits."""

    def __init__(self, folder: Path) -> None:
        self.ward = ward = make_ward(folder)
        self.plan: Plan = ward.plans.take_in(ward.plans.read(annex(folder), year=2026), PlanHead("75/KH-UBND"), 2026)
        service = ward.directives
        self.decree = service.save(DECREE)
        self.old = service.save(
            Directive(number="52", notation="2016/QĐ-TTg", type_name="Quyết định", replaced_by=self.decree.id)
        )
        due = dt.date(2026, 6, 9)
        self.waiting = service.save(
            replace(KH184, arrived_on=dt.date(2026, 5, 20), due_on=due, handler=ward.ledger.actor)
        )
        service.link(self.waiting.id, "plan", self.plan.id)
        service.link(self.decree.id, "directive", self.waiting.id)
        self.unhandled: list[BaseException] = []
        self.desk = Desk(ward, ManualCourier(), JobRunner(self.unhandled.append))
        self.window = Window(
            self.desk,
            (
                PageEntry(RailItem("plans", "list-checks", "Nhiệm vụ"), PlansPage),
                PageEntry(RailItem("directives", "files", "Văn bản"), DirectivesPage),
            ),
        )
        self.window.resize(1093, 540)
        self.window.show()
        self.window.activateWindow()
        self.window.show_page("directives")
        page = self.window.page("directives")
        assert isinstance(page, DirectivesPage)
        self.page = page

    def choose(self, directive: Directive) -> None:
        self.window.show_page("directives", directive.id)
        self.page.list.grid.setFocus()
        QApplication.processEvents()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        if QApplication.activeModalWidget() is None and not self.window.isActiveWindow():
            self.window.activateWindow()  # off screen nobody does so when a card has gone
            QApplication.processEvents()
        QTest.keyClick(self.focus(), key, held)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        for letter in text:
            compose(self.focus(), 0, letter)

    def focus(self) -> QWidget:
        card = QApplication.activeModalWidget()
        return QApplication.focusWidget() or (card and card.focusWidget()) or self.window

    def card(self) -> FormCard:
        card = QApplication.activeModalWidget()
        assert isinstance(card, FormCard)
        card.activateWindow()
        QApplication.processEvents()
        return card

    def shown(self) -> list[str]:
        return [line.row.directive.full_number for line in self.page.list.grid.table.lines()]

    def said(self, panel: QWidget) -> str:
        """What the labels of a panel say."""
        return " ".join(one.text() for one in panel.findChildren(QLabel))

    def pause(self, field: SearchField) -> None:
        """Wait until a field has asked for what was typed into it."""
        while field._pause.isActive():
            QTest.qWait(10)

    def settle(self) -> None:
        while self.desk.jobs.is_busy():
            QApplication.processEvents()
            time.sleep(0.002)
        QApplication.processEvents()

    def close(self) -> None:
        self.window.close()
        self.ward.close()
