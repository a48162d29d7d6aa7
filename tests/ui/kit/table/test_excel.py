"""features.md B2: blocks of Excel and Word in and out: what Qt leaves undone, what arrives, and how much of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QTableView

from tests.ui.kit.table.samples import COLUMNS, FIGURES, Page
from tests.vietnamese_words import foreign_texts, unnamed_focusables
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.vietnamese.typed import parse_number
from ui.kit.table.blocks import from_clipboard, from_html, from_tsv, to_html, to_tsv
from ui.kit.table.columns import Align, Column, EditCommand
from ui.kit.table.paste import PasteCard
from ui.kit.table.view import GridView

COPY = ["&Chép\tCtrl+C", "Chép cả &tên cột"]
CTRL = Qt.KeyboardModifier.ControlModifier
ROWS, WIDE = 2000, 10


@pytest.fixture
def page(qtbot) -> Page:
    view = GridView(COLUMNS, name="Số liệu", key=lambda row: row.code, entry=True)
    qtbot.addWidget(view)
    view.resize(760, 320)
    view.show()
    view.activateWindow()
    qtbot.waitUntil(view.isActiveWindow)
    view.setFocus()
    return Page(view)


def clipboard(text: str = "", html: str = "") -> None:
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)


def paste(page: Page, row: int, column: int) -> None:
    page.view.setCurrentIndex(page.view.table.index(row, column))
    QTest.keyClick(page.view, Qt.Key.Key_V, CTRL)


def test_qt_copies_no_block_and_pastes_none(qtbot) -> None:
    model = QStandardItemModel(2, 2)
    for row in range(2):
        for column in range(2):
            model.setItem(row, column, QStandardItem(f"{row}{column}"))
    table = QTableView()
    qtbot.addWidget(table)
    table.setModel(model)
    table.show()
    clipboard("trước")
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "trước"
    table.setCurrentIndex(model.index(0, 0))
    clipboard("a\tb\r\nc\td\r\n")
    QTest.keyClick(table, Qt.Key.Key_V, CTRL)
    assert model.index(0, 0).data() == "00"


def test_a_block_is_copied_below_the_names_of_its_columns(page: Page) -> None:
    page.view.setCurrentIndex(page.view.table.index(0, 1))
    QTest.keyClick(page.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    page.view.copy_block(titled=True)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "Chỉ tiêu\tTự tính\r\nNội dung đăng\t110\r\n"
    assert "<th>Chỉ tiêu</th>" in data.html()


def test_the_menu_key_offers_copy_copy_with_names_and_paste(page: Page) -> None:
    page.view.setCurrentIndex(page.view.table.index(0, 3))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(page.view, event)
    menu = page.view.findChild(QMenu)
    assert [action.text() for action in menu.actions()] == [*COPY, "&Xuất ra Excel…", "&Dán\tCtrl+V"]
    assert foreign_texts(menu) == []
    menu.actions()[1].trigger()
    assert QGuiApplication.clipboard().text() == "Số chốt\r\n110\r\n"
    clipboard("15")
    menu.actions()[3].trigger()
    menu.close()
    assert page.rows[0].settled == 15


def test_a_list_that_takes_no_input_offers_no_paste(qtbot) -> None:
    view = GridView(COLUMNS[:3], name="Số liệu", key=lambda row: row.code)
    qtbot.addWidget(view)
    view.show_rows(FIGURES)
    view.show()
    place = QPoint(9, 9)
    QApplication.sendEvent(view.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, place))
    menu = view.findChild(QMenu)
    assert [action.text() for action in menu.actions()] == [*COPY, "&Xuất ra Excel…"]
    menu.close()


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ('"Xanh" và sạch\tb\r\n1\t2\r\n', [['"Xanh" và sạch', "b"], ["1", "2"]]),
        ('"Mở đầu\tb\r\nc\td\r\n', [['"Mở đầu', "b"], ["c", "d"]]),
        ('a\t"b\r\n', [["a", '"b']]),
        ('"Xanh"\tb\r\n', [['"Xanh"', "b"]]),
        ('"hai\ndòng ""trích"""\tb\r\n', [['hai\ndòng "trích"', "b"]]),
        ('"một\thai"\tb', [["một\thai", "b"]]),
        ("a\r\n\r\nb\r\n", [["a"], [""], ["b"]]),
        ("a\t\r\n\tb\r\n", [["a", ""], ["", "b"]]),
    ],
)
def test_excels_text_is_read_with_its_quotation_marks_as_they_are(text: str, block: list[list[str]]) -> None:
    """A cell that only begins with a quotation mark must not swallow the rest of the sheet."""
    assert from_tsv(text) == block


def test_a_column_with_an_empty_cell_keeps_its_rows() -> None:
    block = [["a"], [""], ["c"]]
    assert from_tsv(to_tsv(block)) == block


def test_words_two_paragraphs_in_a_cell_stay_one_cell(page: Page) -> None:
    text = "1.500\tmột\r\nhai\r\n2\tba\r\n"
    html = "<table><tr><td>1.500<td><p>một</p><p>hai</p><tr><td>2<td>ba</table>"
    assert from_clipboard(text, html) == [["1.500", "một\nhai"], ["2", "ba"]]
    clipboard(text, html)
    paste(page, 1, 3)
    assert [(row.settled, row.note) for row in page.rows[1:3]] == [(1500, "một\nhai"), (2, "ba")]


def test_merged_cells_stand_where_excel_puts_them() -> None:
    html = (
        "<table><tr><td colspan=2 rowspan=2>gộp</td><td>c</td></tr><tr><td>f</td></tr>"
        "<tr><td>g</td><td>h</td><td colspan=999999999>i</td></tr></table>"
    )
    block = from_html(html)
    assert [row[:3] for row in block] == [["gộp", "", "c"], ["", "", "f"], ["g", "h", "i"]]
    assert len(block[0]) <= 300


def test_excel_is_kept_from_reckoning_and_shortening_what_we_copy() -> None:
    html = to_html([["=1+1", "-12,5", "007", "-5 độ", "@ghi", "12", "a<b\nc"]])
    assert html.count("mso-number-format") == 4
    assert "<td>-12,5</td>" in html
    assert "<td>a&lt;b<br>c</td>" in html
    assert from_html(html) == [["=1+1", "-12,5", "007", "-5 độ", "@ghi", "12", "a<b\nc"]]


def test_bad_cells_are_marked_in_the_block_before_anything_is_written(page: Page) -> None:
    clipboard("1,5\tmột\r\n9\thai\r\nmười\tba\r\n")
    paste(page, 0, 3)
    card = QApplication.activeModalWidget()
    assert isinstance(card, PasteCard)
    shown = card.preview.model()
    texts = [[shown.index(row, column).data() for column in range(2)] for row in range(3)]
    assert texts == [["1,5", "một"], ["9", "hai"], ["mười", "ba"]]
    marked = {(row, col) for row in range(3) for col in range(2) if shown.look_at(shown.index(row, col)).ink == "red"}
    assert marked == {(0, 0), (2, 0)}
    assert "số nguyên" in shown.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert (foreign_texts(card), unnamed_focusables(card), page.commands) == ([], [], [])
    QTest.keyClick(card.focusWidget(), Qt.Key.Key_Escape)
    assert page.rows == FIGURES
    assert page.commands == []


def test_enter_on_the_preview_puts_the_good_cells_in_as_one_step(page: Page) -> None:
    clipboard("12.5\tmột\r\n9\thai\r\n")
    paste(page, 0, 3)
    QTest.keyClick(QApplication.activeModalWidget().focusWidget(), Qt.Key.Key_Return)
    assert [(row.settled, row.note) for row in page.rows[:2]] == [(110, "một"), (9, "hai")]
    assert [(len(command.edits), command.pasted) for command in page.commands] == [(3, True)]


def test_a_pasted_block_goes_back_in_one_step(page: Page) -> None:
    """Every edit carries what stood there, so one undo of the page puts the whole block back."""
    clipboard("1\tmột\r\n2\thai\r\n3\tba\r\n")
    paste(page, 0, 3)
    command = page.commands[0]
    assert page.rows != FIGURES
    current = {row.code: row for row in page.rows}
    page.save(EditCommand(tuple(replace(one, row=current[one.row.code], new=one.old) for one in command.edits)))
    assert page.rows == FIGURES


def test_the_block_is_read_by_the_rule_of_the_row_it_falls_on(qtbot) -> None:
    """Not by that of the cell the officer stands on."""

    def by_row(row: tuple[str, int | None], text: str) -> object:
        if row[0] == "đếm" and "," in text:
            raise InvalidInput("", "count_not_whole", text=text)
        return parse_number(text)

    view = GridView([Column("Số", lambda row: row[1], parse_in=by_row)], name="Số", entry=True)
    qtbot.addWidget(view)
    taken: list[EditCommand] = []
    view.edited.connect(taken.append)
    view.show_rows((("giờ", None), ("đếm", None)))
    view.setCurrentIndex(view.table.index(0, 0))
    clipboard("1,5\r\n2,5\r\n")
    view.paste_block()
    card = QApplication.activeModalWidget()
    assert isinstance(card, PasteCard)
    card.main.click()
    assert [edit.new for edit in taken[0].edits] == [Decimal("1.5")]


@dataclass(frozen=True, slots=True)
class Wide:
    number: int
    cells: tuple[int | None, ...]


class Sheet:
    """A sheet of figures that keeps count of how often a cell is read."""

    def __init__(self, view_of: Callable[[list[Column[Wide]]], GridView], rows: int) -> None:
        self.read = self.shown = 0
        self.rows = {number: Wide(number, (None,) * WIDE) for number in range(rows)}
        self.view = view_of([self.column(number) for number in range(WIDE)])
        self.view.edited.connect(self.save)
        self.view.show_rows(tuple(self.rows.values()))

    def column(self, number: int) -> Column[Wide]:
        def parse(text: str) -> object:
            self.read += 1
            return parse_number(text, whole=True)

        return Column(f"Cột {number}", lambda row: row.cells[number], 60, Align.RIGHT, parse=parse)

    def save(self, command: EditCommand) -> None:
        self.shown += 1
        changed: dict[int, list[int | None]] = {}
        for edit in command.edits:
            changed.setdefault(edit.row.number, list(edit.row.cells))[edit.column] = edit.new
        self.rows |= {number: Wide(number, tuple(cells)) for number, cells in changed.items()}
        self.view.show_rows(tuple(self.rows.values()))


def test_two_thousand_rows_of_ten_go_in_and_out_with_each_cell_read_once(qtbot) -> None:
    """Work in proportion to the block, and the page is told once: no wait that grows with what is already there."""

    def view_of(columns: list[Column[Wide]]) -> GridView:
        made = GridView(columns, name="Số liệu", key=lambda row: row.number, entry=True)
        qtbot.addWidget(made)
        made.resize(760, 320)
        made.show()
        return made

    sheet = Sheet(view_of, ROWS)
    block = [[str(row * WIDE + column) for column in range(WIDE)] for row in range(ROWS)]
    clipboard(to_tsv(block), to_html(block))
    sheet.view.setCurrentIndex(sheet.view.table.index(0, 0))
    sheet.view.paste_block()
    assert (sheet.read, sheet.shown) == (ROWS * WIDE, 1)
    assert sheet.rows[ROWS - 1].cells == tuple(range((ROWS - 1) * WIDE, ROWS * WIDE))
    sheet.view.selectAll()
    sheet.view.copy_block()
    assert from_tsv(QGuiApplication.clipboard().text())[-1][-1] == f"{ROWS * WIDE - 1:,}".replace(",", ".")
