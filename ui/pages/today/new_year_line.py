"""The line of Hôm nay that offers to open the new year."""

from __future__ import annotations

from ui.kit.buttons import KeyButton, Size
from ui.kit.panels import Banner
from ui.pages.desk import Desk


class NewYearLine(Banner):
    """Says that something of the new year is open, with the way there."""

    def __init__(self, desk: Desk) -> None:
        button = KeyButton("Mở năm mới", icon="calendar", key="Ctrl+N", size=Size.SMALL)
        button.clicked.connect(lambda: desk.go("year"))
        year = desk.workspace.new_year.year()
        super().__init__("info", f"Chuẩn bị năm {year}: ngày nghỉ, chủ đề, nhiệm vụ hằng năm còn việc.", button)
