"""features.md B3, B4, B5, B16: numbers, dates, the wheel and undo, each beside what Qt's own field does to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDial,
    QDoubleSpinBox,
    QLineEdit,
    QSlider,
    QSpinBox,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from tests.ui.kit.hands import pad_key, turn_wheel
from tests.ui.kit.table.samples import COLUMNS, FIGURES
from ttcs_desktop.basics.clock import FixedClock
from ui.kit.buttons import Segments
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice, TextArea, TextField, guard_wheel
from ui.kit.number_edit import NumberEdit
from ui.kit.search_field import SearchField
from ui.kit.stepper import Stepper
from ui.kit.table.view import GridView

CLOCK = FixedClock(dt.datetime(2026, 6, 2, 9, 42))
K, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
VIETNAMESE = QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam)

Put = Callable[[QWidget], QWidget]


@pytest.fixture
def page(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made).addWidget(QLineEdit())
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def put(page: QWidget) -> Put:
    def show(widget: QWidget) -> QWidget:
        page.layout().addWidget(widget)
        widget.show()
        widget.setFocus()
        return widget

    return show


def leave(page: QWidget) -> None:
    page.layout().itemAt(0).widget().setFocus()


# Numbers (B3)


def test_qt_makes_125_of_12_point_5_and_we_ask(put: Put, page: QWidget) -> None:
    spin = QDoubleSpinBox()
    spin.setLocale(VIETNAMESE)
    spin.setMaximum(10**6)
    put(spin)
    spin.selectAll()
    QTest.keyClicks(spin, "12.5")
    leave(page)
    assert spin.value() == 125

    field = put(NumberEdit())
    QTest.keyClicks(field, "12.5")
    leave(page)
    assert (field.text(), field.property("bad")) == ("12.5", True)


def test_the_pad_writes_a_comma_and_zero_is_not_empty(put: Put, page: QWidget) -> None:
    field = put(NumberEdit())
    assert field.value() is None
    QTest.keyClicks(field, "0")
    pad_key(field, K.Key_Period, ".")
    QTest.keyClicks(field, "5")
    leave(page)
    assert (field.text(), field.value()) == ("0,5", Decimal("0.5"))


# Dates (B4)


def dated(put: Put) -> QDateEdit:
    edit = QDateEdit(QDate(2026, 6, 2))
    edit.setLocale(VIETNAMESE)
    edit.setDisplayFormat("dd/MM/yyyy")
    put(edit)
    edit.selectAll()
    return edit


def test_qt_loses_the_year_of_a_date_typed_with_slashes_and_cannot_be_emptied(put: Put, page: QWidget) -> None:
    edit = dated(put)
    QTest.keyClicks(edit, "6/12/2025")
    leave(page)
    assert edit.date() != QDate(2025, 12, 6)
    edit = dated(put)
    QTest.keyClick(edit, K.Key_Delete)
    leave(page)
    assert edit.date().isValid()


def test_qt_reads_two_digits_of_a_year_as_nineteen_hundred(qapp: object) -> None:
    assert QDate.fromString("06/06/25", "dd/MM/yy").year() == 1925


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("6/12", "06/12/2026"),
        ("061225", "06/12/2025"),
        ("6-12-2025", "06/12/2025"),
        ("6.12", "06/12/2026"),
        ("6/12/2025", "06/12/2025"),
        ("30112025", "30/11/2025"),
        ("h", "02/06/2026"),
        ("+3", "05/06/2026"),
        ("", ""),
        ("31/02", "31/02"),
        ("31022025", "31022025"),
    ],
)
def test_a_date_is_taken_as_typed_or_left_as_typed(typed: str, shown: str, put: Put, page: QWidget) -> None:
    field = put(DateEdit(CLOCK))
    QTest.keyClicks(field, typed)
    assert field.text() == typed
    leave(page)
    assert (field.text(), bool(field.property("bad"))) == (shown, typed.startswith("31") and "02" in typed)


def test_a_date_tells_its_weekday_and_its_lunar_day(put: Put, page: QWidget) -> None:
    field = put(DateEdit(CLOCK))
    assert field.toolTip() == ""
    QTest.keyClicks(field, "2/2/2030")
    leave(page)
    assert field.toolTip() == "Thứ Bảy, 1/1 âm lịch, năm Canh Tuất"
    field.set_value(dt.date(2500, 1, 1))
    assert field.toolTip() == "Thứ Sáu"
    field.set_value(None)
    assert field.toolTip() == ""


def test_the_calendar_button_is_large_enough_to_hit(put: Put) -> None:
    field = put(DateEdit(CLOCK))
    button = next(one for one in field.findChildren(QWidget) if one.accessibleName() == "Mở lịch")
    assert min(button.size().toTuple()) >= 24
    assert field.rect().contains(button.geometry())


# The wheel (B5)


def qt_fields() -> list[tuple[QWidget, Callable[[], object]]]:
    choice, tabs = QComboBox(), QTabBar()
    choice.addItems(["a", "b", "c"])
    choice.setCurrentIndex(1)
    for name in ("a", "b", "c"):
        tabs.addTab(name)
    tabs.setCurrentIndex(1)
    spin, slider, dial = QSpinBox(), QSlider(), QDial()
    for one in (spin, slider, dial):
        one.setValue(5)
    return [
        (choice, choice.currentIndex),
        (tabs, tabs.currentIndex),
        (spin, spin.value),
        (slider, slider.value),
        (dial, dial.value),
    ]


def test_the_wheel_changes_qts_fields_and_no_guarded_one(put: Put, page: QWidget) -> None:
    fields = qt_fields()
    for field, _ in fields:
        put(field)
    leave(page)
    before = [value() for _, value in fields]
    for field, _ in fields:
        turn_wheel(field)
    changed = [value() for _, value in fields]
    assert [one != other for one, other in zip(before, changed, strict=True)] == [True] * len(fields)
    guard_wheel(page)
    for field, _ in fields:
        turn_wheel(field)
        turn_wheel(field, 1)
    assert [value() for _, value in fields] == changed


def kit_fields() -> dict[str, tuple[QWidget, Callable[[], object]]]:
    choice = Choice([("a", "Một"), ("b", "Hai"), ("c", "Ba")])
    choice.set_value("b")
    number, date, line, area = NumberEdit(), DateEdit(CLOCK), TextField(), TextArea()
    number.set_value(5)
    date.set_value(dt.date(2026, 6, 2))
    line.set_value("5")
    area.set_value("5")
    search, segments, steps = SearchField("Tìm", name="Tìm"), Segments(["Ngày", "Tuần"], 1), Stepper(("A", "B"), 1)
    grid = GridView(COLUMNS, name="Số liệu", key=lambda row: row.code, entry=True)
    grid.show_rows(FIGURES)
    grid.setCurrentIndex(grid.table.index(1, 3))
    return {
        "choice": (choice, choice.value),
        "number": (number, number.text),
        "date": (date, date.text),
        "line": (line, line.text),
        "text": (area, area.toPlainText),
        "search": (search, search.text),
        "segments": (segments, segments.chosen),
        "stepper": (steps, steps.present),
        "grid": (grid, lambda: (grid.currentIndex().row(), grid.currentIndex().column(), len(grid.table.bad_cells()))),
    }


KIT_FIELDS = ("choice", "number", "date", "line", "text", "search", "segments", "stepper", "grid")


@pytest.mark.parametrize("focused", [False, True], ids=["passing over", "focused"])
@pytest.mark.parametrize("name", KIT_FIELDS)
def test_the_wheel_changes_no_part_of_the_kit(name: str, focused: bool, put: Put, page: QWidget) -> None:
    every = kit_fields()
    assert tuple(every) == KIT_FIELDS
    field, value = every[name]
    put(field)
    if not focused:
        leave(page)
    before = value()
    for widget in (field, *field.findChildren(QWidget)):
        turn_wheel(widget)
        turn_wheel(widget, 1)
        turn_wheel(widget, -2)
    assert value() == before


# Undo in a field (B16)


def test_qt_forgets_what_can_be_undone_when_a_text_is_set(put: Put) -> None:
    field = put(QLineEdit())
    QTest.keyClicks(field, "Loa")
    field.setText(field.text())
    assert not field.isUndoAvailable()


@pytest.mark.parametrize("make", [TextField, TextArea])
def test_a_reload_with_the_same_text_keeps_undo_and_caret(make: type[TextField], put: Put) -> None:
    field = put(make())
    QTest.keyClicks(field, "Loa cum")
    QTest.keyClick(field, K.Key_Home)
    field.set_value("Loa cum")
    caret = field.cursorPosition() if isinstance(field, TextField) else field.textCursor().position()
    assert caret == 0
    QTest.keyClick(field, K.Key_Z, CTRL)
    assert field.value() != "Loa cum"


@pytest.mark.parametrize(
    ("make", "typed", "shown"),
    [(lambda: DateEdit(CLOCK), "6/12", "06/12/2026"), (lambda: NumberEdit(whole=True), "1234567", "1.234.567")],
    ids=["date", "number"],
)
def test_what_was_written_out_can_be_taken_back_to_what_was_typed(make, typed, shown, put: Put, page: QWidget) -> None:
    field = put(make())
    QTest.keyClicks(field, typed)
    leave(page)
    assert field.text() == shown
    field.setFocus()
    QTest.keyClick(field, K.Key_Z, CTRL)
    assert field.text() == typed
    QTest.keyClick(field, K.Key_Z, CTRL)
    assert field.text() == ""


def test_leaving_a_date_tells_of_no_typing(put: Put, page: QWidget) -> None:
    """Writing it out is not an edit of the officer's: nothing is saved or marked because of it."""
    field = put(DateEdit(CLOCK))
    QTest.keyClicks(field, "6/12")
    heard: list[bool] = []
    field.changed.connect(lambda: heard.append(True))
    leave(page)
    assert heard == []
    assert field.value() == dt.date(2026, 12, 6)
