"""features.md B6: a Vietnamese keyboard program types by backspace and composed letter; no field meddles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QPlainTextEdit, QWidget

from tests.ui.kit.table.samples import COLUMNS, Page
from tests.ui.kit.unikey import SENTENCE, TextWidget, displays, shown, type_as_unikey
from ttcs_desktop.basics.clock import FixedClock
from ui.kit.date_edit import DateEdit
from ui.kit.fields import TextArea, TextField
from ui.kit.form import Form, FormField
from ui.kit.number_edit import NumberEdit
from ui.kit.search_field import SearchField
from ui.kit.table.delegate import CellEditor
from ui.kit.table.view import GridView

CLOCK = FixedClock(dt.datetime(2026, 6, 2, 9, 42))
KINDS: dict[str, Callable[[], TextWidget]] = {
    "line": TextField,
    "text": TextArea,
    "search": lambda: SearchField("Tìm", name="Tìm"),
    "date": lambda: DateEdit(CLOCK),
    "number": NumberEdit,
}


@pytest.fixture
def put(qtbot) -> Callable[[QWidget], QWidget]:
    def show(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        widget.setFocus()
        return widget

    return show


def test_the_keys_of_a_word_are_those_of_telex() -> None:
    assert displays("Tuần") == ["", "T", "Tu", "Tua", "Tuâ", "Tuân", "Tuần"]
    assert displays("đi ơ") == ["", "d", "đ", "đi", "đi ", "đi o", "đi ơ"]


@pytest.mark.parametrize("busy", [False, True], ids=["idle", "busy"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_sentence_arrives_letter_for_letter_and_the_caret_stays_behind_it(kind, busy, put) -> None:
    """Step by step as a bare field of Qt takes it: the same texts, the same places of the caret."""
    heard: list[list[tuple[str, int]]] = []
    plain = QPlainTextEdit() if kind == "text" else QLineEdit()
    for widget in (plain, KINDS[kind]()):
        steps: list[tuple[str, int]] = []
        put(widget)
        widget.textChanged.connect(lambda *_, widget=widget, steps=steps: steps.append(shown(widget)))
        type_as_unikey(widget, SENTENCE, busy=busy)
        heard.append(steps)
        assert shown(widget) == (SENTENCE, len(SENTENCE))
    assert heard[0] == heard[1]


@pytest.mark.parametrize("kind", KINDS)
def test_a_word_typed_into_the_middle_leaves_the_caret_there(kind, put) -> None:
    field = put(KINDS[kind]())
    QTest.keyClicks(field, "Phuong Van")
    for _ in range(4):
        QTest.keyClick(field, Qt.Key.Key_Left)
    type_as_unikey(field, "Phù")
    assert shown(field) == ("PhuongPhù Van", 9)


def test_a_cell_opened_by_its_first_letter_takes_the_whole_word(qtbot, put) -> None:
    page = Page(put(GridView(COLUMNS, name="Số liệu", key=lambda row: row.code, entry=True)))
    page.view.setCurrentIndex(page.view.table.index(0, 4))
    steps = displays("Đường Tuần")
    QTest.keyClicks(page.view, steps[1])
    cell = next(one for one in page.view.findChildren(CellEditor) if one.isVisible())
    QTest.keyClick(cell, Qt.Key.Key_Backspace)
    type_as_unikey(cell, "Đường Tuần")
    assert shown(cell) == ("Đường Tuần", 10)
    QTest.keyClick(cell, Qt.Key.Key_Return)
    assert page.rows[0].note == "Đường Tuần"


def test_results_that_come_while_typing_do_not_touch_the_text(qtbot, put) -> None:
    field = put(SearchField("Tìm", name="Tìm"))
    field.textEdited.connect(lambda text: field.show_results([(1, text + " Vân"), (2, text)]))
    type_as_unikey(field, SENTENCE, busy=True)
    assert shown(field) == (SENTENCE, len(SENTENCE))
    assert field.is_open()


def test_a_form_that_hears_every_key_does_not_touch_the_text(put) -> None:
    field = TextField()
    form = put(Form([FormField("name", "&Tên", field, "Gõ có dấu", required=True)]))
    form.values()
    form.changed.connect(lambda: form.error_of("name"))
    field.setFocus()
    type_as_unikey(field, SENTENCE, busy=True)
    assert shown(field) == (SENTENCE, len(SENTENCE))


def test_the_faults_of_qt_that_are_kept_out(put) -> None:
    """Completing in the line, changing case while typing and an ASCII filter: each breaks the same word."""
    completing = put(QLineEdit())
    completer = QCompleter(["an toàn", "ấm no"], completing)
    completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
    completing.setCompleter(completer)
    type_as_unikey(completing, "ấm")
    assert completing.text() != "ấm"

    shouting = put(QLineEdit())
    shouting.textEdited.connect(lambda text: shouting.setText(text.upper()))
    shouting.setText("ABC")
    shouting.setCursorPosition(1)
    QTest.keyClicks(shouting, "xy")
    assert shouting.text() != "AXYBC"

    ascii_only = put(QLineEdit())
    ascii_only.setValidator(QRegularExpressionValidator(QRegularExpression("[A-Za-z ]*")))
    type_as_unikey(ascii_only, "đò")
    assert ascii_only.text() != "đò"
    QApplication.processEvents()
