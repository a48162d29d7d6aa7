"""What stands in place of a week in which nothing is aired yet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ui.kit.buttons import KeyButton
from ui.kit.panels import EmptyState, column


def empty_week(
    add: Callable[[], object], take_in: Callable[[], object], guard: Callable[[Callable[[], object]], object]
) -> QWidget:
    """Says what to do next, with a button for each way; the page catches their keys. `guard` runs what is pressed."""
    adding = KeyButton("Thêm khung phát", icon="plus", key="F4", catch_key=False)
    adding.clicked.connect(lambda: guard(add))
    taking = KeyButton("Nhập tệp lịch", icon="upload", key="Ctrl+O", catch_key=False)
    taking.clicked.connect(lambda: guard(take_in))
    detail = (
        "Bấm F4 để thêm khung phát, Ctrl+O để nhập lịch từ tệp, Ctrl+D để chép tuần khác sang, "
        "PgUp hoặc PgDn để sang tuần khác."
    )
    made = EmptyState("calendar-days", "Tuần này chưa có lịch phát.", detail, adding, taking)
    around = QWidget()
    column(around, 0, (12, 12, 12, 12)).addWidget(made)
    around.setFocusProxy(adding)
    return around
