"""features.md B5-B7, B11-B15 over the whole program: every page and every card that opens from one, on the sample ward.

What is found is a line a fault; the audits themselves are shown to find what they look for.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tests.samples.copies import handed_on, trial_copy
from tests.ui.kit import audits
from tests.ui.kit.whole_window import PAGES, is_card, settle, settle_events, show, ward_window
from tests.vietnamese_words import foreign_texts
from ttcs_desktop.vietnamese.text import fold_words
from ui.city import trial
from ui.kit import theme
from ui.kit.paper.print_dialog import make_safe
from ui.kit.table.view import GridView
from ui.kit.tokens import contrast
from ui.start import make_window
from ui.window import Window

ROOT = Path(__file__).parents[3]
ALLOWED = ("fm", "vt", "txt", "tsv")
CARDS = {
    "Sửa kế hoạch", "Đến ngày", "Thêm khung phát", "Thêm người", "Thêm cụm loa", "Thay đổi từ ngày",
    "Thêm chuyên mục", "Ghi tin, bài cộng tác", "Thêm ngày nghỉ, ngày làm bù", "Sửa ngày",
}  # fmt: skip

Findings = dict[str, list[str]]


@pytest.fixture(scope="module")
def toured(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> tuple[Findings, list[str]]:
    """All audits over all pages and cards, once; and the titles of the cards seen."""
    theme.apply(qapp, theme.LIGHT)
    found: Findings = {name: [] for name in (*audits.AUDITS, "foreign")}

    def look(tree: QWidget, where: str) -> None:
        for name, audit in audits.AUDITS.items():
            found[name] += [f"{where}: {one}" for one in audit(tree)]
        found["foreign"] += [f"{where}: {one}" for one in foreign_texts(tree, ALLOWED) if "HĐND&" not in one]

    found["small screens"], titles = audits.whole_program(tmp_path_factory.mktemp("tour"), look)
    return found, titles


@pytest.mark.parametrize("audit", [*audits.AUDITS, "foreign", "small screens"])
def test_the_whole_program_holds(audit: str, toured: tuple[Findings, list[str]]) -> None:
    assert toured[0][audit] == []


def test_the_tour_saw_the_cards(toured: tuple[Findings, list[str]]) -> None:
    """Were the way to a card lost, the test above would pass over nothing."""
    assert CARDS - set(toured[1]) == set()


def a_bad_page() -> QWidget:
    """One of each fault."""
    page = QWidget()
    inside = QVBoxLayout(page)
    first, second = QLabel("&Tên"), QLabel("&Đăng &tin")
    field, other, icon = QLineEdit(), QComboBox(), QToolButton()
    other.addItems(["a", "b"])
    first.setBuddy(other)
    second.setBuddy(field)
    field.textEdited.connect(lambda text: field.setText(text.upper()))
    icon.setFixedSize(16, 16)
    icon.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    icon.setStyleSheet("QToolButton, QToolButton:focus { border: none; }")
    pale = QLabel("mờ")
    pale.setStyleSheet("color: #999999")
    narrow = QPushButton("Chốt và gửi số liệu")
    narrow.setFixedWidth(30)
    QShortcut("Ctrl+Shift+A", page)
    for part in (first, other, second, field, icon, pale, narrow):
        inside.addWidget(part)
    hands_on = QWidget()
    below = QVBoxLayout(hands_on)
    passed_over, taken = QPushButton("Trước"), QPushButton("Sau")
    below.addWidget(passed_over)
    below.addWidget(taken)
    hands_on.setFocusProxy(taken)
    inside.addWidget(hands_on)
    return page


def test_each_audit_finds_what_it_looks_for(qtbot) -> None:
    page = a_bad_page()
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    found = {name: audit(page) for name, audit in audits.AUDITS.items()}
    assert {name: len(lines) > 0 for name, lines in found.items()} == dict.fromkeys(audits.AUDITS, True)
    assert any("Đ" in line for line in found["mnemonics"])
    assert any(line.startswith("Alt+t") for line in found["mnemonics"])


def test_qts_print_dialog_is_named_and_keeps_its_letters_apart(qtbot) -> None:
    printer = QPrinter()
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    make_safe(dialog)
    dialog.show()
    assert (audits.unnamed(dialog), audits.mnemonics(dialog), audits.wheel(dialog)) == ([], [], [])
    assert audits.small(dialog) == []


@pytest.mark.parametrize("scale", ["1.25", "1.5"])
def test_nothing_is_cut_on_an_office_screen_at_the_scales_of_the_desktop(scale: str) -> None:
    """At the scale of 1 the tour above has looked.

    1366x768 is 1093x614 at 125 % and 910x512 at 150 %, the taskbar and the frame taken off: 540 and 440.
    """
    environment = {**os.environ, **handed_on(), "QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        [sys.executable, "-m", "tests.ui.kit.audits"],
        cwd=ROOT, env=environment, check=True, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert run.stdout.split("\n") == [str(float(scale)), ""]


@pytest.fixture(scope="module")
def in_dark(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], Findings]:
    """The pages on which a window switched to dark differs from one opened in dark, and words too pale on each page."""
    with trial(trial_copy(tmp_path_factory.mktemp("dark"))) as opened:
        made = []
        for look in (theme.LIGHT, theme.DARK):
            theme.apply(qapp, look)
            window = make_window(opened.workspace, opened.courier)
            window.resize(1093, 540)
            window.show()
            settle(window)
            for page_id in PAGES:
                show(window, page_id)
            made.append(window)
        different = [page_id for page_id in PAGES if len({_picture(window, page_id) for window in made}) > 1]
        pale = {page_id: (show(made[1], page_id), audits.pale(made[1]))[1] for page_id in PAGES}
        for window in made:
            window.close()
            window.deleteLater()
        settle_events()
    theme.apply(qapp, theme.LIGHT)
    return different, {page_id: lines for page_id, lines in pale.items() if lines}


def _picture(window: Window, page_id: str) -> bytes:
    """A page as it is painted while nothing in it has the keyboard."""
    show(window, page_id)
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    settle(window)
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return bytes(picture.constBits())


def test_a_window_switched_to_dark_is_the_one_opened_in_dark(in_dark: tuple[list[str], Findings]) -> None:
    """Point for point: no icon, ground or letter is left behind in the colours of before."""
    assert in_dark[0] == []


def test_words_stand_out_on_every_page_in_dark(in_dark: tuple[list[str], Findings]) -> None:
    assert in_dark[1] == {}


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_every_pair_of_ink_and_ground_in_every_table_stands_out(look, qapp: QApplication, tmp_path: Path) -> None:
    """The tokens of each cell as the delegate paints them: on its own ground, and on that of the chosen row."""
    theme.apply(qapp, look)
    pairs: set[tuple[str, str]] = set()
    with ward_window(tmp_path) as window:
        for page_id in PAGES:
            for view in show(window, page_id).findChildren(GridView):
                model = view.table
                for number in range(model.rowCount()):
                    if model.line(number).is_heading:
                        continue
                    for column in range(model.columnCount()):
                        cell = model.look_at(model.index(number, column))
                        pairs |= {(cell.ink or "text", ground) for ground in (cell.ground or "surface", "sel")}
    assert len(pairs) > 6
    colour = look.tokens.colour
    assert [pair for pair in pairs if contrast(colour(pair[0]), colour(pair[1])) < 4.5] == []


def test_qt_takes_a_letter_no_keyboard_has_for_a_mnemonic(qtbot) -> None:
    """The fault behind the rule: Alt+Đ cannot be pressed, and Qt says nothing."""
    action = QAction("&Đăng")
    button = QPushButton(action.text())
    qtbot.addWidget(button)
    assert button.shortcut().toString() == "Alt+Đ"
    assert not re.search(r"&[A-Za-z]", button.text())
    assert fold_words("Đ") == "d"


def test_cards_are_told_from_dialogs_of_qt(qtbot) -> None:
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    assert not is_card(dialog)
