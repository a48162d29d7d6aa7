"""features.md B1: the keyboard alone. Beside each promise the fault of Qt it guards against, reproduced."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from tests.ui.kit.table.samples import COLUMNS, FIGURES, Figure, Page
from tests.wards import NOON
from ttcs_desktop.basics.clock import FixedClock
from ui.kit.card import Card
from ui.kit.date_edit import DateEdit
from ui.kit.fields import TextArea, TextField
from ui.kit.form import Form, FormField
from ui.kit.number_edit import NumberEdit
from ui.kit.table.columns import Group
from ui.kit.table.delegate import CellEditor
from ui.kit.table.view import GridView

K = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
LOCKED = (FIGURES[0], Figure("H05", "Đã khóa", 7, 7, locked=True), *FIGURES[1:])


@pytest.fixture
def put(qtbot) -> Callable[[QWidget], QWidget]:
    def show(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return show


@pytest.fixture
def grid(put) -> Page:
    page = Page(put(GridView(COLUMNS, name="Số liệu", key=lambda row: row.code, entry=True)), LOCKED)
    page.view.setFocus()
    return page


def where(view: QTableView) -> tuple[int, int]:
    return view.currentIndex().row(), view.currentIndex().column()


def open_cell(view: QTableView) -> CellEditor:
    return [one for one in view.findChildren(CellEditor) if one.isVisible()][-1]


def type_in(page: Page, row: int, column: int, text: str, key: Qt.Key = K.Key_Return) -> None:
    page.view.setCurrentIndex(page.view.table.index(row, column))
    QTest.keyClicks(page.view, text[0])
    QTest.keyClicks(open_cell(page.view), text[1:])
    QTest.keyClick(open_cell(page.view), key)


def test_qt_presses_the_first_button_on_enter_and_a_card_does_not(put) -> None:
    pressed: list[str] = []
    dialog = QDialog()
    inside = QVBoxLayout(dialog)
    field, remove = QLineEdit(), QPushButton("Xóa")
    remove.clicked.connect(lambda: pressed.append("Xóa"))
    inside.addWidget(field)
    inside.addWidget(remove)
    put(dialog)
    field.setFocus()
    QTest.keyClick(field, K.Key_Return)
    assert pressed == ["Xóa"]
    dialog.reject()

    card = Card("Sửa", "Lưu", main_key="Ctrl+Enter")
    name = TextField(name="Tên")
    card.body.addWidget(name)
    card.main.clicked.connect(lambda: pressed.append("Lưu"))
    card.leave.clicked.connect(lambda: pressed.append("Hủy"))
    put(card)
    QTest.keyClick(name, K.Key_Return)
    assert pressed == ["Xóa"]
    assert not any(button.autoDefault() or button.isDefault() for button in card.findChildren(QPushButton))


def test_qt_stays_in_the_cell_on_enter_and_the_grid_goes_down(put, grid: Page) -> None:
    model = QStandardItemModel(2, 1)
    for row in range(2):
        model.setItem(row, 0, QStandardItem("1"))
    table = QTableView()
    table.setModel(model)
    put(table)
    table.setCurrentIndex(model.index(0, 0))
    table.edit(model.index(0, 0))
    QTest.keyClick(table.findChild(QLineEdit), K.Key_Return)
    assert where(table) == (0, 0)

    grid.view.activateWindow()
    type_in(grid, 3, 3, "12")
    assert where(grid.view) == (4, 3)


def test_enter_passes_over_closed_cells_and_shift_enter_comes_back(grid: Page) -> None:
    type_in(grid, 0, 3, "12")
    assert where(grid.view) == (2, 3)
    QTest.keyClick(grid.view, K.Key_Return, SHIFT)
    assert where(grid.view) == (0, 3)


def test_enter_in_a_column_nobody_types_into_visits_every_row(grid: Page) -> None:
    grid.view.setCurrentIndex(grid.view.table.index(0, 0))
    QTest.keyClick(grid.view, K.Key_Enter)
    assert where(grid.view) == (1, 0)


def test_qt_stops_at_closed_cells_on_tab_and_the_grid_goes_to_the_next_open_one(grid: Page) -> None:
    grid.view.setCurrentIndex(grid.view.table.index(0, 3))
    stops = []
    for _ in range(4):
        QTest.keyClick(grid.view, K.Key_Tab)
        stops.append(where(grid.view))
    assert stops == [(0, 4), (1, 4), (2, 3), (2, 4)]


def test_enter_and_tab_walk_past_the_headings_of_groups(grid: Page) -> None:
    grid.view.show_groups([Group("a", "A", LOCKED[:1]), Group("b", "B", LOCKED[2:])])
    grid.view.setCurrentIndex(grid.view.table.index(1, 3))
    QTest.keyClick(grid.view, K.Key_Return)
    assert where(grid.view) == (3, 3)
    grid.view.setCurrentIndex(grid.view.table.index(1, 4))
    QTest.keyClick(grid.view, K.Key_Tab)
    assert where(grid.view) == (3, 3)


def test_the_last_enter_and_the_last_tab_lose_nothing(grid: Page) -> None:
    last = len(LOCKED) - 1
    type_in(grid, last, 3, "12")
    assert where(grid.view) == (last, 3)
    type_in(grid, last, 4, "xong", K.Key_Tab)
    assert (grid.rows[last].settled, grid.rows[last].note) == (12, "xong")


def test_an_open_cell_is_saved_when_the_officer_goes_elsewhere(put) -> None:
    page = QWidget()
    inside = QVBoxLayout(page)
    view = GridView(COLUMNS, name="Số liệu", key=lambda row: row.code, entry=True)
    other = TextField(name="Khác")
    inside.addWidget(view)
    inside.addWidget(other)
    rows = Page(view)
    put(page)
    view.setFocus()
    view.setCurrentIndex(view.table.index(0, 3))
    QTest.keyClicks(view, "7")
    other.setFocus()
    QApplication.processEvents()
    assert rows.rows[0].settled == 7


def test_qt_keeps_tab_in_a_text_and_a_memo_lets_it_go(put) -> None:
    plain = QPlainTextEdit()
    assert not plain.tabChangesFocus()
    plain.deleteLater()
    form = put(Form([FormField("note", "&Ghi chú", TextArea()), FormField("name", "&Tên", TextField())]))
    form.widget("note").setFocus()
    QTest.keyClick(form.widget("note"), K.Key_Tab)
    assert form.widget("name").hasFocus()
    assert form.widget("note").value() == ""
    QTest.keyClick(form.widget("name"), K.Key_Backtab, SHIFT)
    assert form.widget("note").hasFocus()


def test_enter_goes_round_a_form_past_a_field_that_is_off(put) -> None:
    fields = [FormField(name, name, TextField()) for name in ("a", "b", "c")]
    form = put(Form(fields))
    form.widget("b").setEnabled(False)
    form.widget("a").setFocus()
    QTest.keyClick(form.widget("a"), K.Key_Return)
    assert form.widget("c").hasFocus()
    QTest.keyClick(form.widget("c"), K.Key_Return, SHIFT)
    assert form.widget("a").hasFocus()
    sent: list[bool] = []
    form.submitted.connect(lambda: sent.append(True))
    QTest.keyClick(form.widget("a"), K.Key_Enter, CTRL | Qt.KeyboardModifier.KeypadModifier)
    assert sent == [True]


@pytest.mark.parametrize("make", [TextField, TextArea, NumberEdit, lambda: DateEdit(FixedClock(NOON))])
def test_the_key_of_a_page_is_no_letter_in_a_card(qtbot, make) -> None:
    field = make()
    qtbot.addWidget(field)
    field.show()
    QTest.keyClick(field, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(field, Qt.Key.Key_2)
    assert (field.toPlainText() if isinstance(field, TextArea) else field.text()) == "2"
