"""Kết xuất: the grid as a workbook or as CSV, its figures as numbers and its words as words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ttcs_desktop.grids.writing.cells import Fact, Sheet, sheet_of
from ttcs_desktop.grids.writing.table_file import table_bytes
from ttcs_desktop.papers.output import save_paper
from ui.kit.file_dialog import TABLE_KINDS, in_documents
from ui.pages.statistics import lines
from ui.pages.statistics.lines import Line

_HEAD = (
    "Mã",
    "Chỉ tiêu",
    "Đơn vị tính",
    "Tự tính",
    "Mang sang",
    "Số chốt",
    "Kỳ trước",
    "Cùng kỳ",
    "So cùng kỳ",
    "Ghi chú",
)


def grid_sheet(rows: Iterable[Line]) -> Sheet:
    """The grid as a table; a blank is no number."""
    return sheet_of("Bảng số", _HEAD, map(_cells, rows))


def ask_and_save(sheet: Sheet, title: str, name: str, window: QWidget) -> Path | None:
    """Ask where to, and write, a workbook unless CSV is asked for; None when the officer turned back.

    Raises:
        EnvironmentProblem: `disk_full`, `paper_not_written`.
    """
    chosen, kind = QFileDialog.getSaveFileName(window, title, in_documents(name), ";;".join(TABLE_KINDS))
    if not chosen:
        return None
    path = Path(chosen)
    if not path.suffix:
        path = path.with_suffix(".csv" if "csv" in kind else ".xlsx")
    save_paper(path, table_bytes([sheet], path))
    return path


def ask_and_write(rows: Iterable[Line], period_id: str, window: QWidget) -> Path | None:
    """Ask where the grid goes, and write it.

    Raises:
        EnvironmentProblem: as `ask_and_save`.
    """
    return ask_and_save(grid_sheet(rows), "Kết xuất bảng số", f"thong-ke-{period_id.replace('/', '-')}.xlsx", window)


def _cells(line: Line) -> tuple[Fact, ...]:
    value, indicator = line.value, line.value.indicator
    return (
        line.code,
        indicator.name,
        indicator.unit,
        _figure(line, value.derived),
        _figure(line, value.carried),
        _figure(line, value.counted),
        _figure(line, line.last),
        _figure(line, line.previous),
        lines.change(line),
        lines.note(line),
    )


def _figure(line: Line, value: Decimal | None) -> Decimal | None:
    """A number with the digits its indicator is kept to."""
    return None if value is None else round(value, line.value.indicator.decimals)
