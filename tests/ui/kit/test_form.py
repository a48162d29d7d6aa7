"""A form by the keyboard: Enter goes on, Ctrl+Enter sends, a refusal stands below its own field."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.vietnamese_words import foreign_texts, unnamed_focusables
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.basics.errors import InvalidInput
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice, TextArea, TextField
from ui.kit.form import Form, FormField
from ui.kit.messages import Message
from ui.kit.number_edit import NumberEdit

CLOCK = FixedClock(dt.datetime(2026, 6, 2, tzinfo=dt.UTC))


@pytest.fixture
def form(qtbot) -> Form:
    own = {"too_early": Message("Hạn sớm quá.", "Chưa lưu.", "Gõ ngày khác.", "Hạn trước ngày giao. Gõ ngày khác.")}
    made = Form(
        [
            FormField("name", "&Tên gọi", TextField(), required=True),
            FormField("views", "Lượt xem", NumberEdit(whole=True), "Để trống khác với 0"),
            FormField("due", "Hạn", DateEdit(CLOCK), "Gõ 19/6, 190626, h, +3"),
            FormField("kind", "Loại", Choice([("a", "Thường"), ("b", "Ưu tiên")])),
            FormField("note", "Ghi chú", TextArea()),
        ],
        own,
    )
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.widget("name").setFocus()
    return made


def test_enter_goes_on_and_shift_enter_back(form: Form) -> None:
    QTest.keyClick(form.widget("name"), Qt.Key.Key_Return)
    assert form.widget("views").hasFocus()
    QTest.keyClick(form.widget("views"), Qt.Key.Key_Enter)
    assert form.widget("due").hasFocus()
    QTest.keyClick(form.widget("due"), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert form.widget("views").hasFocus()


@pytest.mark.parametrize("field", ["name", "kind", "note"])
def test_ctrl_enter_is_the_main_action_from_any_field(field: str, form: Form, qtbot) -> None:
    with qtbot.waitSignal(form.submitted):
        QTest.keyClick(form.widget(field), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_values_go_in_and_come_out(form: Form) -> None:
    wanted = {"name": "Tập huấn", "views": 1940, "due": dt.date(2026, 6, 19), "kind": "b", "note": "một\nhai"}
    form.set_values(wanted)
    assert form.values() == wanted


def test_each_refusal_stands_below_its_field_and_the_first_gets_the_focus(form: Form) -> None:
    form.widget("note").setFocus()
    form.widget("views").setText("12.5")
    form.widget("due").setText("31/2")
    assert form.values() is None
    assert form.error_of("name") == "Chưa điền. Ô này không được để trống."
    assert form.error_of("views") == "Ô này chỉ nhận số nguyên. Gõ lại không có phần lẻ, ví dụ 12."
    assert form.error_of("due").startswith("Không có ngày này")
    assert form.widget("name").hasFocus()
    assert form.widget("views").accessibleDescription() == form.error_of("views")


def test_a_refusal_is_told_when_the_field_is_left_and_goes_when_it_is_typed_in(form: Form) -> None:
    form.widget("views").setFocus()
    QTest.keyClicks(form.widget("views"), "12.5")
    QTest.keyClick(form.widget("views"), Qt.Key.Key_Tab)
    assert form.error_of("views") == "Ô này chỉ nhận số nguyên. Gõ lại không có phần lẻ, ví dụ 12."
    form.widget("views").setFocus()
    QTest.keyClick(form.widget("views"), Qt.Key.Key_Backspace)
    assert form.error_of("views") == ""


def test_a_services_refusal_is_placed_by_its_field(form: Form) -> None:
    assert form.show_trouble(InvalidInput("due", "too_early"))
    assert form.error_of("due") == "Hạn trước ngày giao. Gõ ngày khác."
    assert not form.show_trouble(InvalidInput("elsewhere", "too_early"))


def test_a_form_is_named_and_vietnamese(form: Form) -> None:
    assert unnamed_focusables(form) == []
    assert foreign_texts(form) == []
