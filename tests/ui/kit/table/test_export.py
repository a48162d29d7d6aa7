"""A table of the screen as a workbook: the rows that are found, numbers as numbers, trouble told."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from tests.ui.kit.table.samples import COLUMNS, FIGURES
from ttcs_desktop.grids.source import read_source
from ui.kit.card import Card
from ui.kit.table.columns import Column, Group
from ui.kit.table.export import export, sheet_of_table
from ui.kit.table.view import GridView


@pytest.fixture
def view(qtbot) -> GridView:
    made = GridView(COLUMNS, name="Số liệu, Enter xem", key=lambda row: row.code)
    qtbot.addWidget(made)
    made.show_rows(FIGURES)
    made.show()
    return made


def save_as(path: Path) -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    dialog.selectFile(str(path))
    dialog.accept()
    QApplication.processEvents()


def told() -> str:
    card = QApplication.activeModalWidget()
    assert isinstance(card, Card)
    words = " ".join(one.text() for one in card.findChildren(QLabel))
    card.main.click()
    QApplication.processEvents()
    return words


def test_numbers_stay_numbers_and_states_are_words(view: GridView) -> None:
    view.find_text("luot")
    sheet = sheet_of_table(view.table, "Số liệu")
    assert sheet.heads == ("Mã", "Chỉ tiêu", "Tự tính", "Số chốt", "Ghi chú", "Trạng thái")
    assert sheet.rows == (("H06", "Lượt xem", 186420, "", "", "Thiếu"),), "only what is found"


def test_folded_groups_and_second_lines_are_in_it(qtbot) -> None:
    column = Column[int]("Ngày\nphát", lambda row: dt.date(2026, 6, row), second=lambda row: f"dòng {row}")
    plain = Column[int]("Ngày", lambda row: dt.date(2026, 6, row))
    shown = Column[int]("Phút", lambda row: row, shown=lambda row: f"{row} phút")
    made = GridView((column, plain, shown), name="Lịch")
    qtbot.addWidget(made)
    made.show_groups([Group("a", "Sáng", (1,)), Group("b", "Chiều", (2,))])
    made.table.fold_group("b", True)
    sheet = sheet_of_table(made.table, "Lịch")
    assert sheet.heads == ("Nhóm", "Ngày phát", "Ngày", "Phút")
    assert sheet.rows[1] == ("Chiều", "02/06/2026\ndòng 2", dt.date(2026, 6, 2), "2 phút")


def test_the_menu_writes_the_file_and_says_so(view: GridView, tmp_path: Path) -> None:
    export(view)
    dialog = QApplication.activeModalWidget()
    assert dialog.selectedFiles()[0].endswith("so-lieu.xlsx")
    save_as(tmp_path / "bang")
    assert "Đã xuất 5 dòng ra tệp bang.xlsx" in told()
    (block,) = read_source(tmp_path / "bang.xlsx").blocks
    assert [cell.text for cell in block.rows[2]] == ["H06", "Lượt xem", "186420", "", "", "Thiếu"]


def test_a_folder_that_refuses_is_told_and_nothing_is_left(view: GridView, tmp_path: Path, monkeypatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("ttcs_desktop.papers.output.os.fsync", refuse)
    export(view)
    save_as(tmp_path / "bang.xlsx")
    assert "đầy" in told()
    assert list(tmp_path.iterdir()) == []
