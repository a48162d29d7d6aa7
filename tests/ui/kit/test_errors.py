"""Trouble is told at the quietest place that is loud enough, and our own mistakes never close the window."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from tests.vietnamese_words import foreign_texts, unnamed_focusables
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput, SyncProblem, Trouble
from ui.kit.errors import CrashNet, Loudness, TroubleTeller, loudness
from ui.kit.fields import TextField
from ui.kit.form import Form, FormField
from ui.kit.panels import Banner
from ui.kit.shell import StatusItem
from ui.kit.trouble_cards import CrashCard, TroubleCard


@pytest.mark.parametrize(
    ("trouble", "place"),
    [
        (InvalidInput("due", "no_such_date"), Loudness.INLINE),
        (InvalidInput("", "annex_no_table"), Loudness.BANNER),
        (SyncProblem("offline"), Loudness.STATUS),
        (EnvironmentProblem("paper_not_written"), Loudness.BANNER),
        (EnvironmentProblem("disk_full"), Loudness.DIALOG),
    ],
)
def test_each_trouble_has_its_loudness(trouble: Trouble, place: Loudness) -> None:
    assert loudness(trouble) is place


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_teller_puts_each_trouble_in_its_place(window: QWidget) -> None:
    form = Form([FormField("name", "Tên", TextField())], parent=window)
    banner, status = Banner(parent=window), StatusItem("refresh-cw", "Đồng bộ", parent=window)
    teller = TroubleTeller(window, banner, form=form, status=status)
    assert banner.isHidden()
    teller.tell(InvalidInput("name", "required"))
    assert form.error_of("name") != ""
    assert banner.isHidden()
    teller.tell(SyncProblem("offline"))
    assert status.text() == "Chưa có mạng. Dữ liệu đã lưu an toàn trên máy này."
    teller.tell(InvalidInput("elsewhere", "annex_no_table"))
    assert not banner.isHidden()
    assert "Chưa nhập gì vào máy." in banner.text()
    teller.clear()
    assert banner.isHidden()
    teller.tell(EnvironmentProblem("disk_full"))
    card = QApplication.activeModalWidget()
    assert isinstance(card, TroubleCard)
    assert foreign_texts(card) == []
    QTest.keyClick(card, Qt.Key.Key_Return)
    assert QApplication.activeModalWidget() is None


@pytest.mark.logs("unhandled error")
def test_a_mistake_of_ours_shows_one_vietnamese_card_and_work_goes_on(window: QWidget, qtbot) -> None:
    net = CrashNet(lambda: window)

    def fail_twice() -> None:
        for _ in range(2):
            try:
                raise RuntimeError("secret detail")
            except RuntimeError as error:
                net.report(error)

    worker = threading.Thread(target=fail_twice)
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), CrashCard))
    card = QApplication.activeModalWidget()
    shown = " ".join(label.text() for label in card.findChildren(QLabel))
    assert "secret" not in shown
    assert "Traceback" not in shown
    assert foreign_texts(card) == []
    assert unnamed_focusables(card) == []
    QTest.keyClick(card, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "RuntimeError: secret detail" in QGuiApplication.clipboard().text()
    card.main.click()
    assert QApplication.activeModalWidget() is None
    assert window.isVisible()
