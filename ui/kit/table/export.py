"""A table of the screen as a workbook: every row that is found, in the order shown, folded groups too."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from ttcs_desktop.basics.errors import Trouble
from ttcs_desktop.grids.writing.cells import Fact, Sheet, sheet_of
from ttcs_desktop.grids.writing.table_file import table_bytes
from ttcs_desktop.papers.output import save_paper
from ttcs_desktop.vietnamese.text import fold_words
from ui.kit.card import Card
from ui.kit.file_dialog import TABLE_KINDS, ask_save
from ui.kit.labels import label
from ui.kit.messages import message_of
from ui.kit.table.columns import Column, written
from ui.kit.table.model import TableModel

if TYPE_CHECKING:
    from ui.kit.table.view import GridView

_GROUP = "Nhóm"
_FACTS = (int, float, Decimal, dt.date, dt.time)


def sheet_of_table(model: TableModel, name: str) -> Sheet:
    """The table's rows as facts: numbers and days stay what they are where the cell shows nothing else."""
    grouped = any(line.group is not None for line in model.every_line())
    heads = [*([_GROUP] if grouped else []), *(" ".join(column.title.split()) for column in model.columns)]
    rows = [
        [
            *([line.group.title if line.group else ""] if grouped else []),
            *(_fact(one, line.row) for one in model.columns),
        ]
        for line in model.every_line()
        if not line.is_heading
    ]
    return sheet_of(name, heads, rows)


def export(view: GridView) -> None:
    """Ask where to, write, and say what was written, or why it was not."""
    name = view.accessibleName().split(",")[0]
    offered = "-".join(re.findall(r"[a-z0-9]+", fold_words(name)))[:40] or "bang"

    def write(path: Path) -> None:
        sheet = sheet_of_table(view.table, name)
        try:
            save_paper(path, table_bytes([sheet], path))
        except Trouble as trouble:
            _tell(view, message_of(trouble).text())
            return
        _tell(view, f"Đã xuất {len(sheet.rows)} dòng ra tệp {path.name}, trong thư mục {path.parent}.")

    ask_save(view, "Xuất bảng ra tệp", f"{offered}.xlsx", write, TABLE_KINDS)


def _tell(view: GridView, words: str) -> None:
    card = Card("Xuất bảng ra tệp", "Đóng", parent=view)
    card.leave.hide()
    card.body.addWidget(label(words, wrap=True))
    card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    card.open()


def _fact(column: Column[Any], row: Any) -> Fact:  # noqa: ANN401  whatever dataclass the page shows
    value, shown = column.value(row), column.text(row)
    below = column.second(row) if column.second is not None else ""
    if isinstance(value, _FACTS) and not isinstance(value, bool) and not below and shown == written(value):
        return value
    return "\n".join(filter(None, (shown, below)))
