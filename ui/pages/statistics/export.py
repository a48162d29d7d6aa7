"""Kết xuất: the grid as a CSV that Excel opens with its marks, and that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ttcs_desktop.papers.output import save_paper
from ui.pages.statistics import lines
from ui.pages.statistics.lines import Line

_HEAD = ("Mã", "Chỉ tiêu", "Đơn vị tính", "Tự tính", "Mang sang", "Số chốt", "Cùng kỳ", "So cùng kỳ", "Ghi chú")
# What a spreadsheet reads as the beginning of a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_text(rows: Iterable[Line]) -> str:
    """The grid as text: separated by semicolons, as a Vietnamese Excel expects beside decimal commas."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEAD)
    writer.writerows([harmless(cell) for cell in _cells(line)] for line in rows)
    return out.getvalue()


def write_csv(rows: Iterable[Line], path: Path) -> None:
    """Write the grid, with the mark at its head by which Excel knows UTF-8.

    Raises:
        EnvironmentProblem: `disk_full`, `paper_not_written`.
    """
    save_paper(path, csv_text(rows).encode("utf-8-sig"))


def ask_and_write(rows: Iterable[Line], period_id: str, window: QWidget) -> Path | None:
    """Ask where to, and write; None when the officer turned back.

    Raises:
        EnvironmentProblem: as `write_csv`.
    """
    name = f"thong-ke-{period_id.replace('/', '-')}.csv"
    chosen, _ = QFileDialog.getSaveFileName(window, "Kết xuất bảng số", name, "CSV (*.csv)")
    if not chosen:
        return None
    write_csv(rows, Path(chosen))
    return Path(chosen)


def _cells(line: Line) -> tuple[str, ...]:
    value, indicator = line.value, line.value.indicator
    return (
        line.code,
        indicator.name,
        indicator.unit,
        lines.figure(line, value.derived),
        lines.figure(line, value.carried),
        lines.figure(line, value.counted),
        lines.figure(line, line.previous),
        lines.change(line),
        lines.note(line),
    )


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
