"""The rows of an annex that became no task, each with its reason: nothing is dropped without a word."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ttcs_desktop.plans.annex_draft import Skipped
from ttcs_desktop.plans.wording import SKIPPED
from ui.kit import theme
from ui.kit.card import Card
from ui.kit.labels import label
from ui.kit.table.columns import Align, Column
from ui.kit.table.view import ROW_TIGHT, GridView

COLUMNS = (
    Column[Skipped]("Bảng", lambda one: one.table, 52, Align.RIGHT),
    Column[Skipped]("Dòng", lambda one: one.row, 52, Align.RIGHT, shown=lambda one: str(one.row) if one.row else "cả"),
    Column[Skipped]("Vì sao", lambda one: SKIPPED[one.reason], 224),
    Column[Skipped]("Chữ trong dòng", lambda one: " ".join(one.text.split()) or "–"),
)
_ROWS_SHOWN = 12


class SkippedCard(Card):
    """Only to look at; Enter, Esc or F11 closes it."""

    def __init__(self, skipped: Sequence[Skipped], parent: QWidget | None = None) -> None:
        super().__init__(f"{len(skipped)} dòng không phải nhiệm vụ", "Đã xem", width=680, parent=parent)
        self.leave.hide()
        self.body.addWidget(
            label("Những dòng này của tệp không được nhập. Nếu thấy nhiệm vụ bị sót, sửa tệp rồi đọc lại.", wrap=True)
        )
        self.grid = GridView(COLUMNS, name="Dòng không phải nhiệm vụ", row_height=ROW_TIGHT, sortable=False)
        self.grid.show_rows(skipped)
        self.grid.opened.connect(lambda _: self.accept())
        self.grid.setFixedHeight(theme.current().px(32 + ROW_TIGHT * min(_ROWS_SHOWN, len(skipped))))
        self.body.addWidget(self.grid)
        QShortcut(QKeySequence("F11"), self).activated.connect(self.accept)  # the key that opened it
        self.grid.setCurrentIndex(self.grid.table.index(0, 0))
