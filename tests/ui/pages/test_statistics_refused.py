"""A number that was refused and still stands in its cell: nothing is frozen over it, and Esc takes it away."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from tests.ui.pages.statistics_window import CTRL, Stand, filled_ward, opened, opened_with_hub
from ttcs_desktop.statistics.model import ReportState
from ui.pages.statistics.columns import COUNTED

RETURN, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape
REPORT = ("184-6T", 2026)


@pytest.fixture
def stand(qtbot, tmp_path: Path):
    with opened_with_hub(qtbot, tmp_path) as made:
        made.show("statistics")
        yield made


@pytest.fixture
def alone(qtbot, tmp_path: Path):
    with opened(qtbot, filled_ward(tmp_path)) as made:
        made.show("statistics")
        yield made


def open_cell(stand: Stand, code: str, text: str) -> None:
    grid = stand.page.figures.grid
    grid.go_to(code)
    grid.setFocus()
    stand.press(Qt.Key.Key_F2)
    editor = grid.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    stand.type(text)


def refuse(stand: Stand, code: str = "B04", text: str = "12.5") -> None:
    """Type what is refused, and walk on: the text stays in its cell."""
    open_cell(stand, code, text)
    stand.press(RETURN)
    stand.press(Qt.Key.Key_Down)
    assert cell(stand, code) == text


def cell(stand: Stand, code: str) -> str:
    table = stand.page.figures.grid.table
    return str(table.data(table.index(table.line_of(code), COUNTED)))


def told(stand: Stand) -> str:
    bar = stand.page.figures.footing
    return f"{bar.first.text()}\n{bar.second.text()}"


def test_nothing_is_frozen_or_sent_over_a_refused_text(stand: Stand) -> None:
    refuse(stand)
    stand.press(RETURN, CTRL)
    assert QApplication.activeModalWidget() is None
    assert stand.page.figures.grid.current_row().code == "B04"
    assert stand.page.figures.grid.currentIndex().column() == COUNTED
    assert told(stand).startswith("B04: ")
    assert "Esc" in told(stand)
    assert stand.page._banner.isVisible()
    assert "Chưa chốt được. B04" in stand.page._banner.text()
    assert stand.ward.statistics.state(*REPORT) is ReportState.OPEN
    assert stand.hub.submissions() == []
    stand.press(ESCAPE)
    stand.press(RETURN, CTRL)
    stand.press(RETURN)
    stand.settle()
    assert stand.ward.statistics.state(*REPORT) is ReportState.SUBMITTED


def test_a_refused_text_in_a_folded_group_stops_it_too(stand: Stand) -> None:
    refuse(stand)
    stand.page.figures.grid.table.fold_group("B", folded=True)
    stand.press(RETURN, CTRL)
    assert QApplication.activeModalWidget() is None
    assert stand.page.figures.grid.current_row().code == "B04"


def test_a_correction_does_not_go_over_a_refused_text(stand: Stand) -> None:
    stand.press(RETURN, CTRL)
    stand.press(RETURN)
    stand.settle()
    stand.ward.statistics.enter(*REPORT, {"F01": Decimal(25)}, "Thêm một người ngày 28/5/2026")
    stand.page.reload()
    stand.settle()
    stand.page.show_grid()
    refuse(stand)
    stand.press(RETURN, CTRL)
    assert QApplication.activeModalWidget() is None
    assert stand.page.figures.grid.current_row().code == "B04"


def test_esc_gives_the_refused_text_up_before_it_closes_the_panel(alone: Stand) -> None:
    old = cell(alone, "B04")
    refuse(alone)
    alone.page.figures.show_panel(shown=True)
    alone.press(ESCAPE)
    assert cell(alone, "B04") == old
    assert QApplication.activeModalWidget() is None
    assert alone.page.figures.grid.table.bad_cells() == {}
    assert alone.page.figures.source.isVisible()
    assert alone.page.figures.footing.first.text() == "Có thể chốt"
    alone.press(ESCAPE)
    assert not alone.page.figures.source.isVisible()


def test_esc_in_the_panel_gives_the_text_up_first(alone: Stand) -> None:
    refuse(alone)
    alone.page.figures.show_panel(shown=True)
    alone.page.figures.source.records.setFocus()
    alone.press(ESCAPE)
    assert alone.page.figures.grid.table.bad_cells() == {}
    assert alone.page.figures.source.isVisible()


def test_esc_in_the_open_cell_brings_the_old_number_back(alone: Stand) -> None:
    old = cell(alone, "B04")
    refuse(alone)
    open_cell(alone, "B04", "13")
    alone.press(ESCAPE)
    assert cell(alone, "B04") == old
    assert alone.page.figures.grid.hasFocus()


def test_the_old_number_typed_again_clears_the_bar(alone: Stand) -> None:
    old = cell(alone, "B04")
    refuse(alone)
    open_cell(alone, "B04", old)
    alone.press(RETURN)
    assert QApplication.activeModalWidget() is None
    assert alone.page.figures.footing.first.text() == "Có thể chốt"


def test_a_count_is_not_asked_whether_it_has_decimals(alone: Stand) -> None:
    refuse(alone)
    assert "số nguyên" in told(alone)
    assert "hay" not in alone.page.figures.footing.first.text()
    alone.press(ESCAPE)
    refuse(alone, "C02")
    assert "12,5 hay 125" in told(alone)


def test_a_new_count_of_the_figures_keeps_the_refusal_in_sight(alone: Stand) -> None:
    refuse(alone)
    alone.page.reload()
    alone.settle()
    assert cell(alone, "B04") == "12.5"
    assert told(alone).startswith("B04: ")


def test_f8_does_not_call_ready_what_holds_a_refused_text(alone: Stand) -> None:
    refuse(alone)
    alone.press(Qt.Key.Key_F8)
    assert alone.page.figures.grid.current_row().code == "B04"
    assert told(alone).startswith("B04: ")


def test_another_period_does_not_take_the_refused_text_over(alone: Stand) -> None:
    refuse(alone)
    alone.page.choose("184-N/2026")
    alone.settle()
    assert alone.page.figures.grid.table.bad_cells() == {}
    assert not alone.page.figures.footing.first.text().startswith("B04: Ô này")


def test_a_part_above_its_whole_is_asked_about_before_it_is_saved(alone: Stand) -> None:
    open_cell(alone, "C06", "900")
    alone.press(RETURN)
    words = "\n".join(one.text() for one in alone.card.findChildren(QLabel))
    assert "C06 (900,0) lớn hơn C02 (" in words
    alone.press(ESCAPE)
    alone.settle()
    assert alone.ward.statistics.report(*REPORT).value("C06").entered is None
