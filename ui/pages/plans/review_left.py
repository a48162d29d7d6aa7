"""Leaving an annex that was being looked through: what was corrected is asked about, for nothing of it was saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.kit.card import Card
from ui.kit.labels import label
from ui.pages.plans.review_panel import ReviewPanel


def ask_before(review: ReviewPanel, parent: QWidget, leave: Callable[[], object]) -> None:
    """Leave at once when nothing was corrected, else after the officer has said so."""
    if not review.is_changed():
        leave()
        return
    asking = Card("Bỏ bản đang soát", "Bỏ", danger=True, leave_text="Soát tiếp", main_key="Enter", parent=parent)
    asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    about = f"Các ô đã sửa của {review.file_name()} chưa được nhập và sẽ mất."
    asking.body.addWidget(label(about, "text", wrap=True))
    asking.accepted.connect(leave)
    asking.open()
