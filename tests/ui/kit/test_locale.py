"""Qt's own words are Vietnamese: buttons, context menus, file and print dialogs, preview, calendar, numbers."""

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPageSetupDialog, QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import (
    QCalendarWidget,
    QDialogButtonBox,
    QFileDialog,
    QInputDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QProgressDialog,
    QPushButton,
    QSpinBox,
    QTextEdit,
    QWidget,
)

import resources
from tests.ui.kit.hands import turn_wheel
from tests.vietnamese_words import foreign_texts, foreign_words, visible_texts
from ui.kit.fields import TextArea, TextField, guard_wheel
from ui.kit.number_edit import NumberEdit
from ui.kit.search_field import SearchField

PAPER_CODES = "ansi jis cicero didot pica inch iso archa dl pt mm in lpr cups lf os pdf prc cc dd milimét c65".split()
KEY_NAMES = ["Del", "Left", "Right", "Up", "Ins"]


def sources() -> list[tuple[str, str, str]]:
    tree = ElementTree.parse(resources.path("i18n/qtbase_vi.ts"))
    return [
        (context.findtext("name", ""), message.findtext("source", ""), message.findtext("translation", ""))
        for context in tree.iter("context")
        for message in context.iter("message")
    ]


def test_the_compiled_translation_is_that_of_the_source(tmp_path: Path) -> None:
    fresh = tmp_path / "qtbase_vi.qm"
    tool = Path(sys.executable).parent / ("pyside6-lrelease" + (".exe" if sys.platform == "win32" else ""))
    subprocess.run([tool, resources.path("i18n/qtbase_vi.ts"), "-qm", fresh], check=True, capture_output=True)
    assert fresh.read_bytes() == resources.path("i18n/qtbase_vi.qm").read_bytes()


def test_every_translation_is_vietnamese_and_keeps_its_places() -> None:
    for context, source, translation in sources():
        plain = re.sub(r"<[^>]+>|%\d|%p|&", "", translation)
        assert foreign_words(plain, allow=[*PAPER_CODES, "byte"]) == [], (context, source, translation)
        assert sorted(re.findall(r"%\d", source)) == sorted(re.findall(r"%\d", translation)), source


def test_every_mnemonic_is_a_letter_a_keyboard_has() -> None:
    bad = [translation for _, _, translation in sources() if re.search(r"&(?![A-Za-z])", translation)]
    assert bad == []


@pytest.mark.parametrize("standard", [one for one in QDialogButtonBox.StandardButton if one.value])
def test_every_standard_button_is_vietnamese(standard: QDialogButtonBox.StandardButton, qapp: object) -> None:
    box = QDialogButtonBox(standard)
    texts = [button.text() for button in box.buttons()]
    assert foreign_texts(box) == []
    assert texts in ([], *[[text] for text in texts])


def test_message_boxes_are_vietnamese(qtbot) -> None:
    box = QMessageBox(QMessageBox.Icon.Question, "Hỏi", "Gửi chứ?", QMessageBox.StandardButton.YesToAll)
    qtbot.addWidget(box)
    box.setDetailedText("Nội dung")
    assert foreign_texts(box) == []


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QTextEdit])
def test_context_menus_of_fields_are_vietnamese(kind: type[QLineEdit], qtbot) -> None:
    field = kind("chữ")
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    texts = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert "&Chép" in texts
    assert [text for text in texts if foreign_words(text, KEY_NAMES)] == []
    menu.deleteLater()


@pytest.mark.parametrize("mode", list(QInputDialog.InputMode))
def test_the_dialog_that_asks_for_one_value_is_vietnamese(mode: QInputDialog.InputMode, qtbot) -> None:
    dialog = QInputDialog()
    qtbot.addWidget(dialog)
    dialog.setInputMode(mode)
    dialog.setLabelText("Số bản")
    dialog.show()
    assert {button.text() for button in dialog.findChildren(QPushButton)} == {"Đồng ý", "Hủy"}
    assert foreign_texts(dialog) == []


def test_the_dialog_of_a_long_job_is_vietnamese(qtbot) -> None:
    dialog = QProgressDialog("Đang chép", None, 0, 10)
    qtbot.addWidget(dialog)
    dialog.setCancelButton(None)
    other = QProgressDialog()
    qtbot.addWidget(other)
    assert [button.text() for button in other.findChildren(QPushButton)] == ["Hủy"]
    assert foreign_texts(dialog) == foreign_texts(other) == []


@pytest.mark.parametrize("make", [TextField, TextArea, lambda: SearchField("Tìm", name="Tìm"), NumberEdit])
def test_context_menus_of_our_own_fields_are_vietnamese(make: object, qtbot) -> None:
    field = make()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    shown = [text for action in menu.actions() if (text := action.text().split("\t")[0])]
    assert len(shown) >= 5
    assert [text for text in shown if foreign_words(text, KEY_NAMES)] == []
    letters = re.findall(r"&(.)", " ".join(shown))
    assert len(letters) == len(set(letters))
    menu.deleteLater()


def shown_by_file_dialog(
    mode: QFileDialog.FileMode, accept: QFileDialog.AcceptMode, qtbot, folder: Path
) -> QFileDialog:
    dialog = QFileDialog(directory=str(folder))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(mode)
    dialog.setAcceptMode(accept)
    return dialog


@pytest.mark.parametrize(
    "mode", [QFileDialog.FileMode.AnyFile, QFileDialog.FileMode.ExistingFile, QFileDialog.FileMode.Directory]
)
@pytest.mark.parametrize("accept", list(QFileDialog.AcceptMode))
def test_the_file_dialog_is_vietnamese(
    mode: QFileDialog.FileMode, accept: QFileDialog.AcceptMode, qtbot, tmp_path: Path
) -> None:
    folder = tmp_path / "phong" / "ban"
    folder.mkdir(parents=True)
    dialog = shown_by_file_dialog(mode, accept, qtbot, folder)
    places = {"QFileDialogComboBox", "QSidebar"}  # names of folders are not words of ours
    shown = {text for where, text in visible_texts(dialog, rows=0) if where not in places and str(folder) not in text}
    assert any("Tên" in text or "Thư mục" in text for text in shown)
    assert {text for text in shown if foreign_words(text, KEY_NAMES)} == set()


def without_data(dialog: QWidget) -> list[str]:
    """Foreign words except names of printers, which are the machine's."""
    return foreign_texts(dialog, allow=[*PAPER_CODES, *KEY_NAMES])


def test_the_print_dialog_is_vietnamese(qtbot) -> None:
    printer = QPrinter()
    dialog = QPrintDialog(printer)
    qtbot.addWidget(dialog)
    every = QAbstractPrintDialog.PrintDialogOption
    dialog.setOptions(every.PrintPageRange | every.PrintCurrentPage | every.PrintToFile | every.PrintSelection)
    assert without_data(dialog) == []


@pytest.mark.qt_log_ignore("Cannot be used on non-native printers")
def test_the_preview_and_the_page_setup_are_vietnamese(qtbot) -> None:
    printer = QPrinter()
    for dialog in (QPrintPreviewDialog(printer), QPageSetupDialog(printer)):
        qtbot.addWidget(dialog)
        assert any(True for _ in visible_texts(dialog))
        assert without_data(dialog) == []


def test_the_calendar_and_numbers_are_vietnamese(qtbot) -> None:
    month = QCalendarWidget()
    qtbot.addWidget(month)
    assert foreign_texts(month) == []
    assert QLocale().toString(1234567) == "1.234.567"


def test_the_wheel_cannot_change_a_guarded_dialog_of_qt(qtbot) -> None:
    tree = QWidget()
    qtbot.addWidget(tree)
    number = QSpinBox(tree)
    guard_wheel(tree)
    tree.show()
    turn_wheel(number)
    assert number.value() == 0
