"""F1: the help of every field, none of it out of date, and no letter lost by asking for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QWidget

from tests.ui import help_tour
from tests.ui.kit import audits
from tests.ui.kit.whole_window import PAGES, settle_events, show, ward_window
from ttcs_desktop.vietnamese.text import fold_words
from ui.first_run import FirstRun
from ui.kit.help_book import Book, Place, Topic, book, page_of, without_key
from ui.kit.help_card import HelpCard
from ui.kit.help_paper import keys_card
from ui.kit.help_text import guide
from ui.kit.paper.draw import Sheets
from ui.pages.today.answers import partial_card
from ui.window import Window

GUIDE = Path(__file__).parents[2] / "docs" / "huong-dan.md"
F1, ESC, CTRL = Qt.Key.Key_F1, Qt.Key.Key_Escape, Qt.KeyboardModifier.ControlModifier
_DIGIT = re.compile(r"(?<![\w+])[1-9](?!\w)")


@pytest.fixture(scope="module")
def seen(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> help_tour.Tour:
    return help_tour.tour(tmp_path_factory.mktemp("help"))


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    with ward_window(tmp_path) as made:
        yield made


def ask(widget: QWidget) -> HelpCard:
    """Press F1 at a widget."""
    QTest.keyClick(widget, F1)
    QApplication.processEvents()
    card = QApplication.activeModalWidget()
    assert isinstance(card, HelpCard)
    return card


def leave(card: HelpCard, back: QWidget) -> None:
    """Esc; off screen nobody activates the window behind, so it is done here."""
    QTest.keyClick(card.search, ESC)
    back.activateWindow()
    settle_events()


# -- the book and the program say the same ------------------------------------------------------------------------


def test_every_field_and_button_has_its_entry(seen: help_tour.Tour) -> None:
    missing = [place for place in seen.places if book().entry_for(place) is None]
    assert sorted(f"{one.page} {one.card!r} {one.names[0]!r}" for one in missing) == []


def test_every_entry_and_card_speaks_of_something_that_is_there(seen: help_tour.Tour) -> None:
    found = {book().entry_for(place) for place in seen.places} | {book().card_for(place) for place in seen.places}
    told = [topic for topic in book().topics if topic.entry or topic.card]
    assert [(one.page.id, one.card and one.card.title, one.title) for one in told if one not in found] == []


def test_the_tour_notices_a_field_without_help_and_help_without_a_field(qtbot) -> None:
    """The two tests above fail where they should."""
    page = QWidget()
    qtbot.addWidget(page)
    QLineEdit(page).setAccessibleName("Ô mới")
    noted = help_tour.Tour()
    noted.note(page, "today")
    assert [book().entry_for(place) for place in noted.places] == [None]
    small = Book([page_of({"id": "a", "title": "A", "purpose": "b", "entries": [{"title": "Cũ", "text": "c"}]})])
    assert small.entry_for(Place("a", ("Ô mới",))) is None
    assert small.entry_for(Place("a", ("Cũ, F4",))) is not None


def test_every_page_of_the_rail_has_help_with_three_jobs() -> None:
    told = {page.id: len(page.jobs) for page in book().pages}
    assert {page_id: count for page_id in PAGES if (count := told.get(page_id, 0)) < 3} == {}


def test_every_key_the_help_names_is_heard(seen: help_tour.Tour, window: Window) -> None:
    """By a shortcut of the page or its cards, or by a widget of the page that takes it when it is pressed there."""
    everywhere = seen.heard[help_tour.EVERYWHERE]
    cards = set().union(*seen.heard.values())
    deaf = []
    for page in book().pages:
        named = help_tour.keys_named(_all_texts(page))
        named |= {digit for key, _ in page.keys if "+" not in key for digit in _DIGIT.findall(key)}
        known = cards if page.everywhere or page.id not in PAGES else seen.heard[page.id] | everywhere
        shown = page.id if page.id in PAGES else "content"
        deaf += [f"{page.id}: {key}" for key in sorted(named - known) if not _taken_at(window, shown, key)]
    assert "; ".join(deaf) == ""


def test_a_key_nobody_catches_is_noticed(window: Window) -> None:
    assert help_tour.keys_named(["Bấm Ctrl+O, F10 hoặc Alt+1; Ctrl+= và PgDn."]) == {
        "Ctrl+O", "F10", "Alt+1", "Ctrl+=", "PgDown",
    }  # fmt: skip
    assert not _taken_at(window, "today", "Ctrl+J")
    assert not _taken_at(window, "today", "9")


def _taken_at(window: Window, page_id: str, key: str) -> bool:
    page = show(window, page_id)
    tried = [*help_tour.focusable(page), window.search.box]
    for one in tried:
        one.setFocus()
        taken = help_tour.takes(one, key)
        show(window, page_id)
        if taken:
            return True
    return False


def _all_texts(page) -> Iterator[str]:
    yield page.purpose
    yield from (step for job in page.jobs for step in job.steps)
    yield from (key for key, _ in page.keys)
    yield from (entry.text for entry in (*page.entries, *page.in_cards))
    for card in page.cards:
        yield card.text
        yield from (entry.text for entry in card.entries)


# -- F1 -----------------------------------------------------------------------------------------------------------


def test_f1_opens_at_the_widget_with_the_keyboard_and_esc_gives_it_back(window: Window) -> None:
    listed = show(window, "today").list
    listed.setFocus()
    card = ask(listed)
    assert "Danh sách mục phát" in card.shown()
    leave(card, window)
    assert QApplication.focusWidget() is listed


def test_f1_on_a_page_without_a_chosen_field_opens_the_page(window: Window) -> None:
    show(window, "sync")
    window.setFocus()
    card = ask(window)
    assert card.shown().startswith("Đồng bộ\n")
    leave(card, window)


@pytest.mark.parametrize("page_id", PAGES)
def test_the_question_mark_tells_of_the_page_shown(window: Window, page_id: str) -> None:
    show(window, page_id)
    QTest.mouseClick(window.help_button, Qt.MouseButton.LeftButton)
    card = QApplication.activeModalWidget()
    assert isinstance(card, HelpCard)
    assert card.topics.item(0).text() == book().page(page_id).title
    leave(card, window)


def test_f1_in_a_card_tells_of_its_field_and_comes_back_to_it(window: Window) -> None:
    page = show(window, "today")
    row = next(line.row for line in page.list.table.lines() if line.row is not None)
    asked = partial_card(row, lambda _: None, page)
    asked.open()
    QApplication.processEvents()
    minutes = asked.form.widget("minutes")
    minutes.setFocus()
    QTest.keyClicks(minutes, "12")
    card = ask(minutes)
    assert card.shown().startswith("Hôm nay, hộp Mục phát thiếu hoặc ngắt quãng\nSố phút đã phát")
    leave(card, asked)
    assert (QApplication.focusWidget(), asked.isVisible(), minutes.text()) == (minutes, True, "12")
    QTest.keyClicks(minutes, "0")
    assert minutes.text() == "120", "what is typed next goes on where it stopped"
    asked.reject()


def test_f1_at_the_first_start(qtbot, tmp_path: Path) -> None:
    first = FirstRun(tmp_path)
    qtbot.addWidget(first)
    first.open()
    first.activateWindow()
    qtbot.waitUntil(first.isActiveWindow)
    card = ask(first.focusWidget())
    assert card.shown().startswith("Lần mở đầu tiên, hộp Lập sổ của đơn vị\nTìm đơn vị")
    leave(card, first)


def test_f1_loses_no_letter_of_a_text(window: Window) -> None:
    page = show(window, "content")
    page.start_new()
    title, text = page.editor.fields.title, page.editor.fields.text
    QTest.keyClicks(title, "Tin")
    text.setFocus()
    QTest.keyClicks(text, "abc")
    cursor = text.textCursor()
    cursor.setPosition(1)
    text.setTextCursor(cursor)
    leave(ask(text), window)
    QTest.keyClicks(text, "X")
    assert (title.text(), text.toPlainText()) == ("Tin", "aXbc")


def test_f1_leaves_a_cell_open_with_what_was_typed(window: Window) -> None:
    grid = show(window, "statistics").figures.grid
    grid.setFocus()
    QTest.keyClicks(grid, "7")
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    card = ask(editor)
    assert "Chỉ tiêu thống kê" in card.shown()
    leave(card, window)
    assert editor.text() == "7"
    assert QApplication.focusWidget() is editor
    QTest.keyClick(editor, ESC)


def test_f1_in_the_help_opens_no_second_one(window: Window) -> None:
    card = ask(show(window, "today").list)
    QTest.keyClick(card.search, F1)
    assert [one for one in QApplication.topLevelWidgets() if isinstance(one, HelpCard) and one.isVisible()] == [card]
    leave(card, window)


# -- reading and looking for --------------------------------------------------------------------------------------


def test_the_help_is_searched_without_marks_and_read_by_keys(window: Window, qtbot) -> None:
    card = ask(show(window, "today").list)
    QTest.keyClicks(card.search, "thung rac")
    qtbot.waitUntil(lambda: card.topics.count() < len(book().topics))
    titles = [card.topics.item(number).text().strip() for number in range(card.topics.count())]
    assert titles[0] == "Danh sách thùng rác · Cài đặt"
    before = card.shown()
    QTest.keyClick(card.search, Qt.Key.Key_Down)
    assert card.shown() != before
    QTest.keyClicks(card.search, "zzz")
    qtbot.waitUntil(lambda: card.topics.count() == 0)
    assert card.shown().startswith("Không tìm thấy")
    QTest.keyClick(card.search, ESC)
    assert card.isVisible(), "the first Esc takes back what was looked for"
    leave(card, window)
    assert QApplication.activeModalWidget() is None


def test_a_long_page_is_scrolled_by_keys(window: Window) -> None:
    card = ask(show(window, "schedule").grid)
    card.topics.setCurrentRow(0)
    bar = card.text.verticalScrollBar()
    QTest.keyClick(card.search, Qt.Key.Key_PageDown)
    first = bar.value()
    assert 0 < first <= bar.maximum()
    card.text.setFocus()
    QTest.keyClick(card.text, Qt.Key.Key_Up)
    assert bar.value() < first
    QTest.keyClick(card.text, ESC)
    settle_events()
    assert QApplication.activeModalWidget() is None


def test_the_text_is_shown_letter_for_letter(qtbot) -> None:
    page = page_of({"id": "a", "title": "<b>A</b>", "purpose": "x <i>y</i> & z"})
    card = HelpCard(Book([page]), Topic(page), None)
    qtbot.addWidget(card)
    assert card.shown() == "<b>A</b>\nx <i>y</i> & z"


@pytest.mark.parametrize("size", [(1093, 540), (910, 440)])
def test_the_window_of_help_holds_what_holds_for_every_window(window: Window, size: tuple[int, int]) -> None:
    window.resize(*size)
    card = ask(show(window, "plans").tasks.grid)
    assert card.height() <= size[1]
    assert card.width() <= size[0]
    found = {name: audit(card) for name, audit in audits.AUDITS.items() if name != "wheel"}
    leave(card, window)
    assert {name: lines for name, lines in found.items() if lines} == {}


@given(st.sampled_from(book().topics))
def test_any_topic_is_found_by_its_title_without_marks(topic: Topic) -> None:
    assert topic in book().search(fold_words(topic.title))


@given(st.text(alphabet="abc ă,", min_size=1), st.sampled_from(["F4", "Ctrl+Enter", "Alt+1", "Delete", "2"]))
def test_a_name_is_the_same_with_and_without_its_key(name: str, key: str) -> None:
    assert without_key(f"{name}, {key}") == name


# -- on paper -----------------------------------------------------------------------------------------------------


def test_the_card_of_keys_is_one_page_and_names_every_key() -> None:
    document = keys_card(book())
    table = next(block for block in document.blocks if hasattr(block, "rows"))
    cells = [cell for row in table.rows for cell in row.cells]
    for page in book().pages:
        for key, does in page.keys:
            assert key in cells
            assert does in cells
    assert len(Sheets(document)) == 1


def test_ctrl_p_in_the_help_shows_the_card_of_keys(window: Window) -> None:
    card = ask(show(window, "today").list)
    QTest.keyClick(card.search, Qt.Key.Key_P, CTRL)
    QApplication.processEvents()
    paper = QApplication.activeModalWidget()
    assert isinstance(paper, QDialog)
    assert (paper.windowTitle(), paper.preview.page_count) == ("Thẻ phím", 1)
    paper.reject()
    settle_events()
    card.reject()


def test_the_guide_is_up_to_date() -> None:
    """Renew it: PYTHONPATH=. python -c "from tests.ui.test_help import *; GUIDE.write_text(guide(book()), 'utf-8')"."""
    assert GUIDE.read_text("utf-8") == guide(book())
