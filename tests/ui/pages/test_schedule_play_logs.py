"""A vendor's file of columns never met: shown, corrected by keyboard, remembered, stopped when it takes too long."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from tests.ui.kit.audits import cut
from tests.ui.pages.schedule_window import Scene
from tests.vietnamese_words import foreign_texts, unnamed_focusables
from tests.wards import add_slot, make_ward
from ttcs_desktop.broadcast.playlogs.model import Meaning, Unit
from ui.kit.jobs import Progress
from ui.pages.schedule.intake import OutcomeCard
from ui.pages.schedule.reading_card import ReadingCard
from ui.pages.schedule.waiting_card import WaitingCard

LOG = """Mã loa;Cụm;Tên lịch;Bắt đầu;Thời lượng;Kết quả
L1;TDP 1;Bản tin phường;01/06/2026 05:30:02;15;Thành công
L2;TDP 2;Bản tin phường;01/06/2026 05:30:04;15;Thành công
L3;TDP 2;Bản tin phường;01/06/2026 05:30:04;0;Mất kết nối
"""
DAY = (dt.date(2026, 6, 1), dt.date(2026, 6, 1))


@pytest.fixture(scope="module")
def ward(tmp_path_factory):
    ward = make_ward(tmp_path_factory.mktemp("ward"))
    add_slot(ward, "Bản tin phường", "05:30", 15)
    return ward


@pytest.fixture
def scene(qtbot, ward):
    scene = Scene(ward, (910, 440))
    qtbot.addWidget(scene.window)
    yield scene
    scene.close()


def take(scene, qtbot, tmp_path, text: str, name: str = "nhật ký.csv") -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    scene.page.intake.pointed_at = lambda _: path
    scene.ctrl(Qt.Key.Key_O)
    settle(scene, qtbot)


def settle(scene, qtbot) -> None:
    qtbot.waitUntil(lambda: not scene.desk.jobs.is_busy())
    QApplication.processEvents()


def entries(ward):
    return [(one.aired_seconds, f"{one.clusters_ok}/{one.clusters_total}") for one in ward.broadcast.log.entries(*DAY)]


def test_an_unknown_file_is_shown_mended_by_keyboard_and_the_next_goes_straight_in(
    scene, ward, qtbot, tmp_path
) -> None:
    take(scene, qtbot, tmp_path, LOG)
    card = scene.card()
    assert isinstance(card, ReadingCard)
    assert entries(ward) == [], "nothing is kept before the officer says yes"
    assert foreign_texts(card) == []
    assert unnamed_focusables(card) == []
    assert cut(card) == []
    focused = scene.focus()
    assert isinstance(focused, QComboBox)
    assert focused.accessibleName() == "Cột “Thời lượng”", "the first doubtful column"
    assert [line.row.seconds for line in card.rows.table.lines()] == [900]
    assert card.rows.table.index(0, 6).data() == "2/2"
    scene.press(Qt.Key.Key_Return)
    scene.press(Qt.Key.Key_Return)
    assert scene.focus().accessibleName() == "Thời lượng ghi bằng"
    scene.press(Qt.Key.Key_Up)
    assert card.proposal().reading.unit is Unit.SECONDS
    assert [line.row.seconds for line in card.rows.table.lines()] == [15]
    scene.press(Qt.Key.Key_Down)
    scene.ctrl(Qt.Key.Key_Return)
    settle(scene, qtbot)
    outcome = scene.card()
    assert isinstance(outcome, OutcomeCard)
    assert "Nhật ký có 3 dòng: 3 dòng mới, 0 dòng đã có. Dòng nào cũng đọc được. Gộp thành 1 lượt phát." in scene.texts(
        outcome
    )
    assert entries(ward) == [(900, "2/2")]
    scene.press(Qt.Key.Key_Return)
    take(scene, qtbot, tmp_path, LOG.replace("05:30", "19:00").replace("Bản tin phường", "Hội thi"), "tháng sau.csv")
    assert isinstance(scene.card(), OutcomeCard), "its head is known"
    assert entries(ward) == [(900, "2/2"), (900, "2/2")]
    scene.press(Qt.Key.Key_F2)
    again = scene.card()
    assert isinstance(again, ReadingCard)
    again.form.widget("unit").setFocus()
    scene.press(Qt.Key.Key_Up)
    scene.ctrl(Qt.Key.Key_Return)
    assert scene.no_card()
    path = tmp_path / "nhật ký.csv"
    assert ward.play_logs.open(path).proposal.reading.unit is Unit.SECONDS
    scene.desk.undo()
    assert ward.play_logs.open(path).proposal.reading.unit is Unit.MINUTES


def test_a_meaning_stands_once_and_what_is_missing_is_said_at_its_place(scene, ward, qtbot, tmp_path) -> None:
    take(scene, qtbot, tmp_path, LOG.replace("Mã loa", "Mã").replace("Cụm", "Chỗ"))
    card = scene.card()
    first, title = card.form.widget("column0"), card.form.widget("column2")
    first.setFocus()
    while first.value() is not Meaning.TITLE:
        scene.press(Qt.Key.Key_Up if first.currentIndex() > 1 else Qt.Key.Key_Down)
    assert title.value() is Meaning.NOTHING
    scene.press(Qt.Key.Key_Up)
    assert "Chưa chỉ ra cột nào là tên chương trình." in card.told.text()
    scene.ctrl(Qt.Key.Key_Return)
    assert scene.card() is card, "nothing is read without it"
    scene.press(Qt.Key.Key_Escape)
    assert scene.no_card()
    assert scene.page.intake.button.isEnabled()


def test_clusters_that_nobody_knows_are_told_before_anything_is_kept(scene, ward, qtbot, tmp_path) -> None:
    before = len(ward.broadcast.inventory.clusters())
    take(scene, qtbot, tmp_path, LOG.replace("TDP", "Thôn").replace("Tên lịch", "Tên bản tin"))
    assert "Có đúng là nhật ký của đài mình?" in scene.card().told.text()
    scene.press(Qt.Key.Key_Escape)
    assert len(ward.broadcast.inventory.clusters()) == before


def test_a_long_file_shows_how_far_it_is_and_stops(scene, qtbot) -> None:
    asked = []
    scene.page.intake._start(lambda _, tell: waits_until_stopped(tell), asked.append)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), WaitingCard))
    card = scene.card()
    qtbot.waitUntil(card.isActiveWindow)
    card.say(Progress(1_500_000_000, 3_000_000_000, "reading"))
    assert "Đang đọc tệp (50 %)" in scene.texts(card)
    assert foreign_texts(card) == []
    QTest.keyClick(card, Qt.Key.Key_Escape)
    settle(scene, qtbot)
    assert scene.no_card()
    assert (asked, scene.unhandled) == ([], [])
    assert scene.page.intake.button.isEnabled()


def waits_until_stopped(tell) -> None:
    """A job that only looks whether it should stop."""
    for _ in range(3000):
        tell(1, 2, "reading")
        time.sleep(0.005)
