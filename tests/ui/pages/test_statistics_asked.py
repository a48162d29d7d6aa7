"""Every figure on the page asked "why?": each column for itself, what is frozen, and two reports against each other."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.statistics.worked import CODE, MONDAY, YEAR, make_ready, worked_week
from tests.ui.pages.statistics_window import CTRL, Stand, opened
from tests.vietnamese_words import unnamed_focusables
from tests.wards import PLAYED, POWER_CUT, add_slot, confirm, set_clock
from ui.pages.statistics.columns import CARRIED, CHANGE, COUNTED, LAST, NAME, SAME_PERIOD, UNIT
from ui.pages.statistics.evidence import Entry
from ui.pages.statistics.going import place_of

RETURN, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def stand(qtbot, tmp_path: Path):
    """The worked week of 2026 frozen, its window in June 2027 after five plays of that year."""
    ward = worked_week(tmp_path)
    make_ready(ward)
    ward.statistics.freeze(CODE, YEAR)
    set_clock(ward, dt.datetime(2027, 6, 2, 9, 0))
    slot = add_slot(ward, "Bản tin năm sau", "06:30", 30, first=dt.date(2027, 5, 24), last=dt.date(2027, 5, 28))
    for day in range(24, 29):
        confirm(ward, slot, dt.date(2027, 5, day), PLAYED)
    with opened(qtbot, ward) as made:
        made.show("statistics")
        yield made


def stand_on(stand: Stand, code: str, column: int) -> None:
    stand.page.figures.grid.go_to(code, column)
    QApplication.processEvents()


def said(stand: Stand) -> tuple[str, str, str]:
    source = stand.page.figures.source
    return source.title.text(), source.figure.text(), source.formula.text()


def test_each_column_is_asked_for_itself(stand: Stand) -> None:
    grid, source = stand.page.figures.grid, stand.page.figures.source
    grid.choice.say(LAST, shown=True)
    grid.choice.say(UNIT, shown=False)
    stand.window.resize(1400, 614)
    stand.settle()
    stand_on(stand, "C10", COUNTED)
    assert said(stand)[:2] == ("Nguồn số C10", "5 lượt")
    assert len(source.entries()) == 5
    for column in (SAME_PERIOD, LAST):
        stand_on(stand, "C10", column)
        assert said(stand)[:2] == ("Nguồn số C10, bản chốt 1", "6 lượt")
        assert "năm 2026 (184-6T), bản chốt 1" in source.what.text()
        assert {entry.date.year for entry in source.entries()} == {2026}
    stand_on(stand, "C10", CHANGE)
    title, figure, formula = said(stand)
    assert (title, figure) == ("Vì sao C10 lệch so cùng kỳ", "−16,7 %")
    assert formula == "(Số chốt − Cùng kỳ) : Cùng kỳ × 100 = (5 − 6) : 6 × 100."
    assert sum(entry.amount for entry in source.entries()) == -1
    assert source.proof.status().word == "bằng 11 bản ghi"
    grid.choice.forget()


def test_a_frozen_figure_is_asked_of_its_version_alone(stand: Stand) -> None:
    old = next(entry for entry in stand.ward.broadcast.log.entries(MONDAY, MONDAY) if entry.start == dt.time(14))
    stand.ward.broadcast.log.correct(old.id, POWER_CUT)
    stand.page.show_record(f"{CODE}/{YEAR}")
    stand.settle()
    stand.press(Qt.Key.Key_F11)
    stand.settle()
    view = stand.page.looking.bench.frozen
    assert stand.page.views.currentWidget() is view
    view.grid.choose("C10")
    assert view.source.figure.text() == "6 lượt"
    assert old.id in {entry.id for entry in view.source.entries()}
    assert stand.foreign(view) == []
    assert unnamed_focusables(view) == []
    stand.press(ESCAPE)
    assert stand.page.views.currentWidget() is stand.page.result


def test_two_reports_are_held_against_each_other_by_keys(stand: Stand) -> None:
    stand.press(Qt.Key.Key_R, CTRL)
    stand.settle()
    view = stand.page.looking.bench.view
    assert (view.one.value(), view.other.value()) == ("184-6T/2026@1", "184-6T/2027@0")
    view.lines.choose("C10")
    QApplication.processEvents()
    assert view.proof.status().word == "11 việc, cộng lại đúng bằng chênh lệch"
    view.lines.setFocus()
    stand.press(RETURN)
    assert view.events.hasFocus()
    assert stand.foreign(view) == []
    assert unnamed_focusables(view) == []
    view.days_on.setChecked(True)
    stand.settle()
    assert "31" not in view.said.status().word
    stand.press(Qt.Key.Key_P, CTRL)
    assert stand.page.views.currentWidget() is stand.page.paper
    stand.press(ESCAPE)
    assert stand.page.views.currentWidget() is view
    view.other.set_value("184-6T/2026@0")
    view._ask()
    stand.settle()
    assert "không có ngày nào để cộng thêm" in view.said.status().word
    view.lines.setFocus()
    stand.press(ESCAPE)
    assert stand.page.views.currentWidget() is stand.page.figures


def test_columns_follow_the_room_until_the_officer_says_otherwise(stand: Stand) -> None:
    grid = stand.page.figures.grid
    assert grid.isColumnHidden(CARRIED)  # nothing was carried in
    assert not grid.isColumnHidden(CHANGE)
    stand.window.resize(910, 440)
    stand.settle()
    assert grid.columnWidth(NAME) >= 150
    assert grid.isColumnHidden(UNIT)
    stand.window.resize(1920, 1000)
    stand.settle()
    assert not grid.isColumnHidden(UNIT)
    stand.window.resize(910, 440)
    stand.settle()
    stand.press(Qt.Key.Key_L, CTRL)
    menu = QApplication.activePopupWidget()
    actions = {action.text(): action for action in menu.actions()}
    actions["Mang sang"].trigger()
    actions["So cùng kỳ"].trigger()
    menu.close()
    assert not grid.isColumnHidden(CARRIED)
    assert grid.isColumnHidden(CHANGE)
    again = type(grid)()
    assert again.choice.hidden({}, dict.fromkeys(range(10), 50), 9999) == frozenset({CHANGE})
    grid._follow_room()
    assert not grid.isColumnHidden(CHANGE)


def test_every_record_behind_a_figure_leads_somewhere(stand: Stand) -> None:
    """A log entry to its airing, equipment and columns to their settings; a play outside the timetable has a card."""
    ward = stand.ward
    report = ward.statistics.report(CODE, YEAR)
    seen = set()
    for value in report.values:
        for record in value.records:
            entry = Entry(1, record.subject, record.id, record.date, record.label, record.amount)
            place = place_of(ward, entry)
            assert place is not None, value.indicator.code
            seen.add(place[0])
    assert seen == {"schedule", "settings", "content"}
    lost = Entry(1, "broadcast", "gone", MONDAY, "14:00 Cảnh báo", record.amount)
    assert place_of(ward, lost) is None
    stand.page.bench.open_record(lost)
    assert "Bản ghi đã đếm" in stand.card.windowTitle()
    stand.press(ESCAPE)
