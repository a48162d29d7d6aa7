"""The table in use: keys, groups, edits, refusals, Excel blocks both ways, plain text only."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from tests.ui.kit.hands import compose, pad_key
from tests.ui.kit.table.samples import COLUMNS, FIGURES, Figure, Page
from tests.vietnamese_words import foreign_texts
from ui.kit.chips import Status, Tone
from ui.kit.table.columns import Group
from ui.kit.table.delegate import CellEditor
from ui.kit.table.paste import PasteCard
from ui.kit.table.view import GridView

Make = Callable[..., GridView]


@pytest.fixture
def make(qtbot) -> Make:
    def build(*, entry: bool = True) -> GridView:
        view = GridView(COLUMNS, name="Số liệu", key=lambda row: row.code, entry=entry)
        qtbot.addWidget(view)
        view.resize(760, 320)
        view.show()
        view.activateWindow()
        qtbot.waitUntil(view.isActiveWindow)
        view.setFocus()
        return view

    return build


def at(view: GridView, row: int, column: int) -> None:
    view.setCurrentIndex(view.table.index(row, column))


def where(view: GridView) -> tuple[int, int]:
    return view.currentIndex().row(), view.currentIndex().column()


def editor(view: GridView) -> CellEditor:
    return [one for one in view.findChildren(CellEditor) if one.isVisible()][-1]


def groups() -> list[Group[Figure]]:
    return [
        Group("a", "A. Nội dung", FIGURES[:2], "1/2 xong", 0.5),
        Group("b", "B. Khác", FIGURES[2:], "3/3", status=Status("Đủ", Tone.GOOD)),
    ]


def test_the_model_keeps_qts_contract_through_every_change(make: Make) -> None:
    view = make()
    tester = QAbstractItemModelTester(view.table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    view.show_rows(FIGURES)
    view.show_groups(groups())
    view.table.fold_group("a", True)
    view.find_text("dai")
    view.table.sort(1)
    view.show_rows(())
    assert tester.model() is view.table


def test_typing_and_enter_save_the_cell_and_go_down(make: Make) -> None:
    page = Page(make())
    at(page.view, 1, 3)
    QTest.keyClicks(page.view, "1")
    QTest.keyClicks(editor(page.view), "86420")
    QTest.keyClick(editor(page.view), Qt.Key.Key_Return)
    assert page.rows[1].settled == 186420
    assert [(e.old, e.new) for e in page.commands[0].edits] == [(None, 186420)]
    assert where(page.view) == (2, 3)


def test_tab_goes_right_past_what_cannot_be_typed_into(make: Make) -> None:
    page = Page(make())
    at(page.view, 0, 0)
    stops = []
    for _ in range(3):
        QTest.keyClick(page.view, Qt.Key.Key_Tab)
        stops.append(where(page.view))
    assert stops == [(0, 3), (0, 4), (1, 3)]
    QTest.keyClick(page.view, Qt.Key.Key_Backtab)
    assert where(page.view) == (0, 4)


def test_f2_opens_the_cell_with_its_text_and_escape_leaves_it(make: Make) -> None:
    page = Page(make())
    at(page.view, 0, 3)
    QTest.keyClick(page.view, Qt.Key.Key_F2)
    assert editor(page.view).text() == "110"
    QTest.keyClicks(editor(page.view), "9")
    QTest.keyClick(editor(page.view), Qt.Key.Key_Escape)
    assert page.commands == []


def test_ctrl_enter_in_an_open_cell_saves_only_that_cell(make: Make) -> None:
    page = Page(make())
    at(page.view, 0, 3)
    QTest.keyClicks(page.view, "9")
    QTest.keyClick(editor(page.view), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.rows[0].settled == 9
    assert where(page.view)[0] == 0


def test_a_refused_cell_stays_as_typed_until_it_is_mended(make: Make) -> None:
    page = Page(make())
    heard = []
    page.view.refused.connect(lambda row, column, code, _: heard.append((row.code, column, code)))
    at(page.view, 0, 3)
    QTest.keyClicks(page.view, "1")
    QTest.keyClicks(editor(page.view), "2.5")
    QTest.keyClick(editor(page.view), Qt.Key.Key_Return)
    assert heard == [("H04", 3, "count_not_whole")]
    assert page.commands == []
    assert page.view.table.index(0, 3).data() == "12.5"
    page.view.show_rows(page.rows)
    assert list(page.view.table.bad_cells()) == [("H04", 3)]
    at(page.view, 0, 3)
    QTest.keyClicks(page.view, "7")
    QTest.keyClick(editor(page.view), Qt.Key.Key_Return)
    assert page.view.table.bad_cells() == {}
    assert page.rows[0].settled == 7


def test_the_pad_dot_is_a_comma_in_a_column_of_numbers(make: Make) -> None:
    page = Page(make())
    at(page.view, 0, 3)
    QTest.keyClicks(page.view, "1")
    pad_key(editor(page.view), Qt.Key.Key_Period, ".")
    assert editor(page.view).text() == "1,"


def test_vietnamese_typing_in_a_cell_arrives_letter_for_letter(make: Make) -> None:
    page = Page(make())
    at(page.view, 0, 4)
    QTest.keyClicks(page.view, "M")
    QTest.keyClicks(editor(page.view), "at")
    compose(editor(page.view), 2, "ất")
    QTest.keyClick(editor(page.view), Qt.Key.Key_Tab)
    assert page.rows[0].note == "Mất"


def test_a_block_is_copied_as_text_and_as_a_table(make: Make) -> None:
    page = Page(make())
    at(page.view, 0, 2)
    QTest.keyClick(page.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page.view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "110\t110\r\n186.420\t\r\n"
    assert "<td>186.420</td>" in data.html()


def test_a_list_copies_whole_rows(make: Make) -> None:
    page = Page(make(entry=False))
    at(page.view, 3, 0)
    QTest.keyClick(page.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "H08\tĐài phát\t3\t3\t\tĐủ\r\n"


def test_a_good_block_is_pasted_in_one_step(make: Make) -> None:
    page = Page(make())
    QGuiApplication.clipboard().setText("1.500\tmột\r\n2\thai\r\n")
    at(page.view, 1, 3)
    QTest.keyClick(page.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [(row.settled, row.note) for row in page.rows[1:3]] == [(1500, "một"), (2, "hai")]
    assert [(len(command.edits), command.pasted) for command in page.commands] == [(4, True)]


def test_a_block_with_bad_cells_is_shown_before_anything_changes(make: Make) -> None:
    page = Page(make())
    QGuiApplication.clipboard().setText("12.5\r\nmười\r\n9\r\n")
    at(page.view, 0, 3)
    QTest.keyClick(page.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    card = QApplication.activeModalWidget()
    assert isinstance(card, PasteCard)
    assert page.commands == []
    assert foreign_texts(card) == []
    card.main.click()
    assert [row.settled for row in page.rows[:3]] == [110, None, 9]
    assert len(page.commands) == 1


def test_a_word_table_without_text_is_pasted_too(make: Make) -> None:
    page = Page(make())
    data = QMimeData()
    data.setHtml("<table><tr><td>5</td></tr></table>")
    QGuiApplication.clipboard().setMimeData(data)
    at(page.view, 0, 3)
    page.view.paste_block()
    assert page.rows[0].settled == 5


def test_computed_cells_are_never_pasted_over(make: Make) -> None:
    page = Page(make())
    QGuiApplication.clipboard().setText("1\t2\r\n")
    at(page.view, 0, 2)
    page.view.paste_block()
    card = QApplication.activeModalWidget()
    assert isinstance(card, PasteCard)
    card.main.click()
    assert (page.rows[0].derived, page.rows[0].settled) == (110, 2)


def test_groups_fold_by_left_and_right_and_are_one_cell_wide(make: Make) -> None:
    view = make(entry=False)
    view.show_groups(groups())
    assert view.columnSpan(0, 0) == len(COLUMNS)
    assert view.rowHeight(0) == 26
    at(view, 1, 0)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.table.rowCount() == 5
    assert where(view) == (0, 0)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.table.rowCount() == 7


def test_home_and_end_are_the_first_and_the_last_row_of_a_list(make: Make) -> None:
    view = make(entry=False)
    view.show_groups(groups())
    at(view, 2, 0)
    QTest.keyClick(view, Qt.Key.Key_End)
    assert where(view) == (6, 0)
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert where(view) == (1, 0)
    view.table.fold_group("a", True)
    view.table.fold_group("b", True)
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.table.rowCount() == 2


def test_a_row_is_as_high_as_its_words_where_a_heading_stood_before(make: Make) -> None:
    view = make(entry=False)
    view.show_groups(groups())
    high = view.rowHeight(1)
    assert view.table.line(3).is_heading
    view.show_groups([Group("a", "A. Nội dung", FIGURES)])
    assert not view.table.line(3).is_heading
    assert view.rowHeight(3) == high != view.rowHeight(0)


def test_a_click_on_the_chevron_folds(make: Make) -> None:
    view = make(entry=False)
    view.show_groups(groups())
    place = view.visualRect(view.table.index(0, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(12, place.y()))
    assert view.table.is_folded("a")


def test_finding_needs_no_marks_and_shows_folded_rows(make: Make) -> None:
    view = make(entry=False)
    view.show_groups(groups())
    view.table.fold_group("b", True)
    view.find_text("dai phat")
    rows = [line.row.code for line in view.table.lines() if not line.is_heading]
    assert rows == ["H08"]
    view.find_text("")
    assert view.table.is_folded("b")


def test_a_click_on_the_head_sorts_the_vietnamese_way(make: Make) -> None:
    view = make(entry=False)
    view.show_rows(FIGURES)
    view.horizontalHeader().setSortIndicator(1, Qt.SortOrder.AscendingOrder)
    assert [line.row.name for line in view.table.lines()] == [
        "Ảnh gửi",
        "Ân cần",
        "Đài phát",
        "Lượt xem",
        "Nội dung đăng",
    ]
    view.horizontalHeader().setSortIndicator(3, Qt.SortOrder.DescendingOrder)
    assert [line.row.settled for line in view.table.lines()] == [110, 12, 3, 2, None]


def test_the_chosen_row_stays_chosen_after_a_reload(make: Make) -> None:
    view = make(entry=False)
    view.show_rows(FIGURES)
    assert view.choose("H08")
    view.show_rows(tuple(reversed(FIGURES)))
    assert view.current_row().code == "H08"
    assert not view.choose("nothing")


def test_when_the_chosen_row_is_gone_the_next_one_is_chosen_and_the_last_after_the_last(make: Make) -> None:
    view = make(entry=False)
    view.show_rows(FIGURES)
    codes = [line.row.code for line in view.table.lines()]

    def without(*gone: str) -> str:
        view.show_rows([row for row in FIGURES if row.code not in gone])
        return view.current_row().code

    view.choose(codes[1])
    assert without(codes[1]) == codes[2]
    assert without(*codes[1:3]) == codes[3]
    view.show_rows(FIGURES)
    view.choose(codes[-1])
    assert without(codes[-1]) == codes[-2]
    view.show_rows(())
    assert view.current_row() is None
    view.show_rows(FIGURES)
    assert view.current_row() is None or view.current_row().code == codes[-2]


def test_a_list_of_other_things_begins_without_a_chosen_row(make: Make) -> None:
    view = make(entry=False)
    view.show_rows(FIGURES[:2])
    view.choose(FIGURES[0].code)
    view.show_rows(FIGURES[2:])
    assert view.current_row() is None


def test_enter_opens_a_row_of_a_list(make: Make, qtbot) -> None:
    view = make(entry=False)
    view.show_rows(FIGURES)
    view.choose("H06")
    with qtbot.waitSignal(view.opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args[0].code == "H06"


def test_markup_from_outside_is_shown_as_letters(make: Make) -> None:
    view = make(entry=False)
    hostile = Figure("<b>H</b>", "<img src='file:///etc/passwd'> " * 9, 1, 1)
    view.show_rows((hostile,))
    assert view.table.index(0, 0).data() == "<b>H</b>"
    tip = view._tip_at(view.table.index(0, 1))
    assert "<img" not in tip
    assert "&lt;img" in tip


def test_a_screen_reader_finds_names_and_cells(make: Make) -> None:
    view = make(entry=False)
    view.show_groups(groups())
    spoken = view.table.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "A. Nội dung, 1/2 xong"
    assert QAccessible.queryAccessibleInterface(view).text(QAccessible.Text.Name) == "Số liệu"
