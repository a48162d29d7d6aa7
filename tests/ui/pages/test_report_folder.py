"""A ward without a hub whose reports go into a folder: chosen in Cài đặt, told for what it is everywhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from tests.ui.pages.statistics_window import CTRL, ENTRIES, Stand, filled_ward, opened
from ttcs_desktop.statistics.model import ReportState
from ui.kit.rail import RailItem
from ui.pages.settings.page import SettingsPage
from ui.window import PageEntry

RETURN = Qt.Key.Key_Return


@pytest.fixture
def stand(qtbot, tmp_path: Path):
    settings = PageEntry(RailItem("settings", "settings", "Cài đặt"), SettingsPage)
    with opened(qtbot, filled_ward(tmp_path), entries=(*ENTRIES, settings)) as made:
        yield made


def words_of(widget: QWidget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def test_from_the_choice_to_the_reference(stand: Stand, tmp_path: Path) -> None:
    folder = tmp_path / "o chung"
    folder.mkdir()
    stand.show("settings")
    settings = stand.window.page("settings")
    settings.unit.reports.pointed_at = lambda _, chosen: chosen(folder)
    settings.unit.reports.choose.setFocus()
    stand.press(Qt.Key.Key_Space)
    assert settings.unit.reports.place.text() == str(folder)
    assert not stand.foreign(settings)

    stand.show("statistics")
    away = folder.rename(tmp_path / "rút ra")
    stand.press(RETURN, CTRL)
    assert ("Đường gửi", f"đặt vào thư mục {folder}") in stand.card.facts
    stand.press(RETURN)
    stand.settle()
    assert stand.ward.statistics.state("184-6T", 2026) is ReportState.WAITING
    assert "Không mở được thư mục đặt báo cáo." in words_of(stand.page)
    stand.show("sync")
    assert "Không mở được thư mục" in words_of(stand.sync)

    away.rename(folder)
    stand.press(Qt.Key.Key_F5)
    stand.settle()
    assert len([*folder.iterdir()]) == 4
    told = words_of(stand.sync)
    assert "Đã đặt 1 báo cáo vào thư mục." in told
    assert f"Thư mục: {folder}" in told
    stand.press(Qt.Key.Key_F7)
    stand.settle()
    assert "Thư mục dùng được" in words_of(stand.sync)
    stand.press(Qt.Key.Key_E, CTRL)
    assert "không nối máy chủ" in words_of(stand.sync)

    stand.show("statistics")
    told = words_of(stand.page)
    assert "vào thư mục" in told
    assert "Đây không phải biên nhận" in told
    assert "Đã nộp" not in told
    stand.press(RETURN, CTRL)
    stand.type("118/TN")
    stand.press(RETURN, CTRL)
    stand.settle()
    assert "Số tham chiếu 118/TN" in words_of(stand.page)
    assert stand.ward.statistics.state("184-6T", 2026) is ReportState.PLACED
    stand.press(RETURN, CTRL)
    assert "Bấm lại không đặt thêm" in words_of(stand.page)
