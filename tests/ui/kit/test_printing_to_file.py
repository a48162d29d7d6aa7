"""Printing to a file, where the system's dialog offers it: proposed among the documents, and told where it lies."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QLineEdit

from tests.papers import samples
from ui.kit import file_dialog
from ui.kit.buttons import KeyButton
from ui.kit.paper.preview import PaperPreview
from ui.kit.paper.print_dialog import Printed, print_dialog, propose_file


@pytest.fixture
def among_documents(monkeypatch, tmp_path) -> Path:
    monkeypatch.setattr(file_dialog, "documents", lambda: tmp_path)
    monkeypatch.setattr("ui.kit.paper.print_dialog.documents", lambda: tmp_path)
    return tmp_path


def test_a_file_is_written_among_the_documents_and_named(qtbot, among_documents) -> None:
    parent = PaperPreview()
    qtbot.addWidget(parent)

    def accept() -> None:
        dialog = QApplication.activeModalWidget()
        fields = dialog.findChildren(QLineEdit, "filename")
        assert [Path(one.text()).parent for one in fields] == [among_documents]
        dialog.findChild(QDialogButtonBox).accepted.emit()

    QTimer.singleShot(0, accept)
    printed = print_dialog(samples.week(), parent)
    assert isinstance(printed, Printed)
    assert printed.file is not None
    assert printed.file.parent == among_documents
    assert printed.file.read_bytes()[:5] == b"%PDF-"


def test_a_name_no_disk_takes_is_made_fit(qtbot, among_documents) -> None:
    dialog = QPrintDialog(QPrinter())
    qtbot.addWidget(dialog)
    propose_file(dialog, 'Tuần 23: 01/6 "mới"')
    fields = [one.text() for one in dialog.findChildren(QLineEdit, "filename")]
    assert fields == [str(among_documents / "Tuần 23- 01-6 -mới-.pdf")]


def test_every_button_of_the_preview_shows_its_key(qtbot) -> None:
    preview = PaperPreview()
    qtbot.addWidget(preview)
    shown = {one.text(): one.key() for one in preview.findChildren(KeyButton)}
    assert shown == {
        "Trang trước": "PgUp",
        "Trang sau": "PgDn",
        "Thu nhỏ": "Ctrl+-",
        "Phóng to": "Ctrl+=",
        "Vừa bề ngang": "Ctrl+0",
    }
