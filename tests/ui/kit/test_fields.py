"""Fields as an officer meets them: typed into with real keys, left, refused, and never changed behind the back."""

import datetime as dt
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tests.ui.kit.hands import compose, pad_key, turn_wheel, type_telex_tuan
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.basics.errors import InvalidInput
from ui.kit.date_edit import CalendarPopup, DateEdit
from ui.kit.fields import Choice, TextArea, TextField
from ui.kit.messages import what_to_type
from ui.kit.number_edit import NumberEdit
from ui.kit.search_field import SearchField

CLOCK = FixedClock(dt.datetime(2026, 6, 2, 9, 42))


@pytest.fixture
def page(qtbot) -> QWidget:
    """A window with a field to go to, so that leaving a field is a real change of focus."""
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made).addWidget(QLineEdit())
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def put(page: QWidget, field: QWidget) -> QWidget:
    page.layout().addWidget(field)
    field.show()
    field.setFocus()
    return field


def leave(page: QWidget) -> None:
    page.findChild(QLineEdit).setFocus()


def test_twelve_point_five_stays_as_typed_and_is_asked_about(page: QWidget, qtbot) -> None:
    field = put(page, NumberEdit())
    heard = []
    field.refused.connect(lambda code, details: heard.append((code, details["readings"])))
    QTest.keyClicks(field, "12.5")
    leave(page)
    assert field.text() == "12.5"
    assert heard == [("number_ambiguous", ("12,5", "125"))]
    assert field.property("bad") is True


@pytest.mark.parametrize("typed", ["12.5", "12,5"])
def test_a_field_of_whole_numbers_refuses_a_part_when_it_is_left(typed: str, page: QWidget) -> None:
    field = put(page, NumberEdit(whole=True))
    heard = []
    field.refused.connect(lambda code, details: heard.append(what_to_type(code, details)))
    QTest.keyClicks(field, typed)
    leave(page)
    assert (field.text(), field.property("bad")) == (typed, True)
    assert heard == ["Ô này chỉ nhận số nguyên. Gõ lại không có phần lẻ, ví dụ 12."]


def test_the_dot_of_thousands_is_no_part(page: QWidget) -> None:
    field = put(page, NumberEdit(whole=True))
    QTest.keyClicks(field, "1.500")
    leave(page)
    assert (field.text(), field.value(), field.property("bad")) == ("1.500", 1500, False)


def test_the_dot_of_the_numeric_pad_is_a_comma(page: QWidget) -> None:
    field = put(page, NumberEdit())
    QTest.keyClicks(field, "12")
    pad_key(field, Qt.Key.Key_Period, ".")
    pad_key(field, Qt.Key.Key_5, "5")
    leave(page)
    assert field.value() == Decimal("12.5")
    assert field.text() == "12,5"


def test_numbers_are_grouped_when_the_field_is_left_not_while_typing(page: QWidget) -> None:
    field = put(page, NumberEdit(whole=True))
    QTest.keyClicks(field, "1234567")
    assert field.text() == "1234567"
    leave(page)
    assert (field.text(), field.value()) == ("1.234.567", 1234567)


def test_an_empty_number_is_not_zero(page: QWidget) -> None:
    field = put(page, NumberEdit(whole=True))
    leave(page)
    assert field.value() is None
    assert field.text() == ""


def test_a_number_outside_its_range_is_refused(page: QWidget) -> None:
    field = put(page, NumberEdit(whole=True, high=14))
    QTest.keyClicks(field, "15")
    with pytest.raises(InvalidInput) as refused:
        field.value()
    assert refused.value.code == "number_range"
    field.set_value(14)
    assert field.value() == 14


@pytest.mark.parametrize("typed", ["6/12", "061226", "6-12-2026", "6.12"])
def test_a_date_is_written_out_in_full_when_the_field_is_left(typed: str, page: QWidget) -> None:
    field = put(page, DateEdit(CLOCK))
    QTest.keyClicks(field, typed)
    assert field.text() == typed
    leave(page)
    assert (field.text(), field.value()) == ("06/12/2026", dt.date(2026, 12, 6))


def test_h_and_plus_three_count_from_the_clock(page: QWidget) -> None:
    field = put(page, DateEdit(CLOCK, describe=lambda day: f"ngày {day.day}"))
    QTest.keyClicks(field, "h")
    leave(page)
    assert field.text() == "02/06/2026"
    assert field.toolTip() == "ngày 2"
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "+3")
    leave(page)
    assert field.text() == "05/06/2026"


def test_the_31st_of_february_stays_as_typed_and_is_refused(page: QWidget) -> None:
    field = put(page, DateEdit(CLOCK))
    heard = []
    field.refused.connect(lambda code, _: heard.append(code))
    QTest.keyClicks(field, "31/02")
    leave(page)
    assert (field.text(), heard) == ("31/02", ["no_such_date"])


def test_a_date_can_be_emptied(page: QWidget) -> None:
    field = put(page, DateEdit(CLOCK))
    field.set_value(dt.date(2026, 6, 2))
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    leave(page)
    assert field.value() is None


def test_a_day_picked_in_the_calendar_goes_into_the_field(page: QWidget) -> None:
    field = put(page, DateEdit(CLOCK))
    QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = field.findChild(CalendarPopup)
    assert popup.month.selectedDate().toString("yyyyMMdd") == "20260602"
    popup.month.activated.emit(popup.month.selectedDate().addDays(1))
    assert field.value() == dt.date(2026, 6, 3)


@pytest.mark.parametrize("make", [TextField, TextArea, lambda: SearchField("Tìm", name="Tìm")])
def test_vietnamese_typing_arrives_letter_for_letter(make: object, page: QWidget) -> None:
    field = put(page, make())
    type_telex_tuan(field)
    shown = field.toPlainText() if isinstance(field, TextArea) else field.text()
    assert shown == "Tuần"


def test_typing_in_the_middle_keeps_the_caret(page: QWidget) -> None:
    field = put(page, TextField())
    QTest.keyClicks(field, "Phuong Van")
    field.setCursorPosition(4)
    compose(field, 2, "ườ")
    assert (field.text(), field.cursorPosition()) == ("Phường Van", 4)


def test_decomposed_text_is_stored_composed(page: QWidget) -> None:
    field = put(page, TextField())
    field.setText("Ha\u0300 Nội ")
    assert field.value() == "Hà Nội"


def test_tab_leaves_a_text_and_enter_does_not(page: QWidget) -> None:
    field = put(page, TextArea())
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.hasFocus()
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert not field.hasFocus()


@pytest.mark.parametrize("focused", [True, False])
def test_the_wheel_never_changes_a_choice(focused: bool, page: QWidget) -> None:
    field = Choice([("a", "Phát đủ"), ("b", "Không phát")])
    page.layout().addWidget(field)
    field.show()
    (field if focused else page.findChild(QLineEdit)).setFocus()
    turn_wheel(field)
    assert field.value() == "a"


def test_a_choice_keeps_its_value_when_the_list_changes(page: QWidget) -> None:
    field = put(page, Choice([("a", "Một"), ("b", "Hai")]))
    field.set_value("b")
    field.set_options([("c", "Ba"), ("b", "Hai")])
    assert field.value() == "b"
    field.set_options([("c", "Ba")])
    assert field.value() == "c"


def test_a_search_waits_for_a_pause_and_offers_a_list(page: QWidget, qtbot) -> None:
    field = put(page, SearchField("Tìm việc", name="Tìm", key="Ctrl+K"))
    asked: list[str] = []
    field.wanted.connect(asked.append)
    with qtbot.waitSignal(field.wanted):
        QTest.keyClicks(field, "phu v")
    assert asked == ["phu v"]
    field.show_results([(1, "Phường Phù Vân"), (2, "Xã Phú Vang")])
    assert field.is_open()
    assert field.text() == "phu v"
    QTest.keyClick(field, Qt.Key.Key_Down)
    with qtbot.waitSignal(field.found) as chosen:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert chosen.args == [2]
    assert not field.is_open()


def test_escape_closes_the_list_first_and_clears_the_search_next(page: QWidget) -> None:
    field = put(page, SearchField("Tìm việc", name="Tìm"))
    QTest.keyClicks(field, "loa")
    field.show_results([(1, "Loa cụm 4")])
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert (field.is_open(), field.text()) == (False, "loa")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_a_choice_too_narrow_for_its_words_ends_them_in_an_ellipsis(qtbot) -> None:
    def painted(words: str) -> QImage:
        choice = Choice([(1, words)], name="Kế hoạch")
        qtbot.addWidget(choice)
        choice.setFixedSize(200, 28)
        choice.show()
        return choice.grab().toImage()

    words = "Kế hoạch 75/KH-UBND ngày 28/10/2025"
    assert any(painted(f"{words[:kept]}…") == painted(words) for kept in range(8, 22))  # what lies far inside it
    assert painted("Ngắn") != painted("Ngắn…")
