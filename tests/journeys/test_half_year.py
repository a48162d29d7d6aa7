"""The main job as one story: annex → tasks → week on paper → confirmed → figures → frozen and sent → verified receipt.

Real widgets, a real record, a real hub in a process of its own; the officer's hands are keys.
"""

from __future__ import annotations

import datetime as dt
import subprocess
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from sync.hub.serving import list_submissions, new_code
from tests.plans.annexes import write
from tests.sync.conftest import MemoryKeyring
from tests.sync.processes import hub_process
from tests.ui.pages.plans_window import FOURTEEN, TITLES
from tests.wards import NOON, clock_of, make_ward
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.statistics.model import ReportState
from ttcs_desktop.statistics.reading import explain_snapshot
from ttcs_desktop.system.secrets import Secrets
from ttcs_desktop.workspace import Workspace, open_workspace
from ui.city import courier_for, enrol_workspace
from ui.kit.card import Card
from ui.pages.statistics.page import StatisticsPage
from ui.start import make_window
from ui.window import Window
from ui.workflows.papers import week_document, write_pdf

CTRL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier
TIMETABLE = """title,kind,priority,date_from,date_to,weekdays,start,end,clusters,approved,repeat_gap_days
Tiếp âm thời sự VOV1,relay,normal,2026-05-25,2026-06-05,12345,06:00,06:30,,yes,
Bản tin phường,programme,normal,2026-05-25,2026-06-05,12345,17:00,17:30,,yes,
"""
PLAY_LOG = """STT;Nội dung thông báo;Loại;Ngày phát;Thời gian phát;Thời lượng (phút);Đã phát/tổng số cần phát;Ghi chú
1;Tiếp âm thời sự VOV1;Tin tiếp sóng;25/05/2026;06:00:10;30;2/2;
2;Bản tin phường;Tin thường;25/05/2026;17:00:05;30;1/2;mất điện
"""


class Officer:
    """Somebody in front of the window."""

    def __init__(self, qtbot, window: Window) -> None:
        self.qtbot, self.window = qtbot, window

    def go(self, page_id: str):
        self.window.show_page(page_id)
        self.rest()
        return self.window.page(page_id)

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.window.desk.jobs.is_busy(), timeout=60_000)
        QApplication.processEvents()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
        card = QApplication.activeModalWidget()
        if card is None:
            self.window.activateWindow()
            self.qtbot.waitUntil(self.window.isActiveWindow)
        target = (card or self.window).focusWidget() or card or self.window
        QTest.keyClick(target, key, held)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        """Into whatever has the keyboard; plain letters, as a keyboard without an input method gives them."""
        card = QApplication.activeModalWidget()
        target = card.focusWidget() if card else QApplication.focusWidget()
        assert target is not None
        QTest.keyClicks(target, text)
        QApplication.processEvents()


def test_the_half_year_from_annex_to_verified_receipt(tmp_path: Path, qtbot) -> None:
    with hub_process(tmp_path / "hub") as (_, url):
        ward, secrets = _enrolled_ward(tmp_path, url)
        window = make_window(ward, courier_for(ward, secrets))
        qtbot.addWidget(window)
        window.resize(1093, 614)
        window.show()
        officer = Officer(qtbot, window)

        _annex_becomes_tasks(officer, ward, tmp_path)
        _week_is_planned_and_printed(officer, ward, tmp_path)
        _what_was_aired_is_confirmed(officer, ward, tmp_path)
        _figures_are_frozen_and_sent(officer, ward)

        snapshot = ward.statistics.latest("184-6T", 2026)
        receipt = ward.statistics.receipt(snapshot)
        (submitted,) = list_submissions(tmp_path / "hub")
        assert submitted["sha256"] == snapshot.sha256
        assert submitted["receipt_no"] == receipt.receipt_no
        _pressed_again_it_is_the_same(officer, ward, tmp_path)
        window.close()
        ward.close()


def _enrolled_ward(folder: Path, url: str) -> tuple[Workspace, Secrets]:
    ward = make_ward(folder, now=NOON)
    secrets = Secrets(MemoryKeyring())
    enrol_workspace(ward, secrets, url, new_code(folder / "hub", ward.identity.unit_code))
    record, clock = ward.folder, clock_of(ward)
    ward.close()
    return open_workspace(record, clock), secrets


def _annex_becomes_tasks(officer: Officer, ward: Workspace, folder: Path) -> None:
    annex = write(folder / "phu-luc.docx", FOURTEEN, titles=TITLES)
    page = officer.go("plans")
    page.open_annex(annex)
    officer.rest()
    for _ in range(2):  # two doubts, one key each
        officer.press(Qt.Key.Key_Return)
    officer.press(Qt.Key.Key_Return, CTRL)
    officer.rest()
    assert len(ward.plans.tasks()) == 14
    assert any(one.what.startswith("Thống kê 6 tháng") for one in ward.agenda.deadlines())


def _week_is_planned_and_printed(officer: Officer, ward: Workspace, folder: Path) -> None:
    (folder / "lich.csv").write_text(TIMETABLE, encoding="utf-8")
    page = officer.go("schedule")
    page.intake.read(folder / "lich.csv")
    officer.rest()
    officer.press(Qt.Key.Key_Return)  # what became of the file was read
    week = Week.of(dt.date(2026, 5, 25))
    assert len(ward.broadcast.timetable.week(week)) == 10
    assert ward.broadcast.timetable.findings(week) == ()
    paper = write_pdf(week_document(ward, week), folder / "tuan.pdf")
    text = subprocess.run(["pdftotext", "-layout", str(paper), "-"], capture_output=True, text=True, check=True).stdout
    assert "Lịch phát thanh tuần 22" in text
    assert text.count("Bản tin phường") == 5


def _what_was_aired_is_confirmed(officer: Officer, ward: Workspace, folder: Path) -> None:
    officer.go("today")
    officer.press(Qt.Key.Key_Return, CTRL)
    officer.rest()
    assert ward.agenda.unconfirmed() == ()
    (folder / "nhat-ky.csv").write_text(PLAY_LOG, encoding="utf-8")
    page = officer.go("schedule")
    page.intake.read(folder / "nhat-ky.csv")
    officer.rest()
    officer.press(Qt.Key.Key_Return)
    first = ward.broadcast.log.entries(dt.date(2026, 5, 25), dt.date(2026, 5, 25))
    assert len(first) == 2, "a further witness adds no entry"
    assert len(ward.broadcast.log.contradicted(dt.date(2026, 5, 25), dt.date(2026, 5, 25))) == 1


def _figures_are_frozen_and_sent(officer: Officer, ward: Workspace) -> None:
    statistics = ward.statistics
    page = officer.go("statistics")
    assert page.period.id == "184-6T/2026"
    _figure_is_typed(officer, page, "F01", "24", "Danh sach ngay 25/5/2026")
    (open_check,) = [check for check in statistics.report("184-6T", 2026).checks if check.is_open]
    assert open_check.code == "log_contradicted"
    officer.press(Qt.Key.Key_F8)
    assert page.figures.grid.current_row().code == open_check.indicator
    officer.press(Qt.Key.Key_M, CTRL)
    officer.type("May phat ghi sot cum 2, da nghe tai cho")
    officer.press(Qt.Key.Key_Return, CTRL)
    officer.rest()
    assert not any(check.is_open for check in statistics.report("184-6T", 2026).checks)

    officer.press(Qt.Key.Key_Return, CTRL)
    assert isinstance(QApplication.activeModalWidget(), Card)
    officer.press(Qt.Key.Key_Return)
    officer.rest()
    officer.qtbot.waitUntil(lambda: statistics.state("184-6T", 2026) is ReportState.SUBMITTED, timeout=30_000)
    snapshot = statistics.latest("184-6T", 2026)
    hours = explain_snapshot(snapshot, "C02")
    assert hours["value"] == Decimal("5.0")  # five days of two half-hours, all in May
    assert sum(record["amount"] for record in hours["records"]) == 5
    papers = {path.suffix for path in ward.papers_folder("2026", "184-6T", "ban-1").iterdir()}
    assert papers == {".docx", ".pdf", ".xlsx", ".json"}
    assert ward.last_backup() is not None
    assert not any(one.id == "184-6T/2026" for one in ward.agenda.deadlines())


def _figure_is_typed(officer: Officer, page: StatisticsPage, code: str, figure: str, reason: str) -> None:
    page.figures.grid.go_to(code)
    page.figures.grid.setFocus()
    officer.press(Qt.Key.Key_F2)
    officer.type(figure)
    officer.press(Qt.Key.Key_Return)
    officer.type(reason)
    officer.press(Qt.Key.Key_Return, CTRL)
    officer.rest()
    entered = page.figures.report().value(code).entered
    assert (entered.value, entered.reason) == (Decimal(figure), reason)


def _pressed_again_it_is_the_same(officer: Officer, ward: Workspace, folder: Path) -> None:
    before = ward.statistics.receipt(ward.statistics.latest("184-6T", 2026))
    page = officer.go("statistics")
    officer.press(Qt.Key.Key_Return, CTRL)
    officer.rest()
    assert QApplication.activeModalWidget() is None
    shown = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    assert any(before.receipt_no in words and "Bấm lại không gửi thêm" in words for words in shown)
    officer.go("sync")
    officer.press(Qt.Key.Key_F5)
    officer.rest()
    (only,) = ward.statistics.versions("184-6T", 2026)
    assert ward.statistics.receipt(only) == before
    assert len(list_submissions(folder / "hub")) == 1
    assert ward.ledger.outbox.waiting_count() == 0
    assert ward.ledger.first_broken_line() is None
