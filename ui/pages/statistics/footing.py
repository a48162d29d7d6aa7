"""The bar below the grid: what is missing, or that all is ready; the look before, and the one press."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from ttcs_desktop.statistics.model import PC_BEHIND, Check, Report, Timing, Weight
from ttcs_desktop.statistics.wording import check_text
from ui.kit.buttons import KeyButton, Kind, Size
from ui.kit.labels import ElidedLabel, IconLabel, set_ink
from ui.kit.panels import column, row
from ui.pages.statistics.differences import differences


class Footing(QFrame):
    """`preview` and `main_pressed`; the page owns the keys that the buttons show."""

    preview = Signal()
    main_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("actionBar")
        line = row(self, 8, (12, 7, 12, 7))
        self._icon = IconLabel("hourglass", "text2", 16)
        words = QWidget()
        told = column(words, 0)
        self.first, self.second = ElidedLabel("", "strong"), ElidedLabel("", "small", "text2")
        told.addWidget(self.first)
        told.addWidget(self.second)
        self.look = KeyButton("Xem trước", icon="eye", key="Ctrl+P", size=Size.MAIN, catch_key=False)
        self.main = KeyButton(
            "Chốt và gửi", icon="send", key="Ctrl+Enter", kind=Kind.PRIMARY, size=Size.MAIN, catch_key=False
        )
        self.look.clicked.connect(self.preview)
        self.main.clicked.connect(self.main_pressed)
        line.addWidget(self._icon)
        line.addWidget(words, 1)
        line.addWidget(self.look)
        line.addWidget(self.main)

    def say(self, icon: str, ink: str, first: str, second: str = "") -> None:
        """Tell how it stands, in two lines."""
        self._icon.set_icon(icon, ink)
        self.first.setText(first)
        set_ink(self.first, ink if ink in {"red", "amber"} else "")
        self.second.setText(second)
        self.second.setVisible(bool(second))

    def show_check(self, check: Check) -> None:
        """The finding that F8 came to."""
        mend = "Bấm Ctrl+M để giải trình" if check.weight is Weight.MUST_EXPLAIN else "Phải sửa trước khi chốt"
        self.say("triangle-alert", "amber", f"{mend}{_where(check)}", check_text(check))

    def show_report(self, report: Report) -> None:
        """What stands in the way, and what the main button does."""
        early = report.lamps.timing is Timing.PRELIMINARY
        self.look.setVisible(not early)
        self.main.setText(main_words(report, early=early))
        self.main.set_icon_name("eye" if early else "send")
        found = next((check for check in report.checks if check.is_open), None)
        behind = next((check for check in report.checks if check.code == PC_BEHIND), None)
        if report.latest is not None and found is None:
            self.say("lock", "text2", f"Đã chốt bản {report.latest.version}", _changed(report))
        elif found is not None:
            count = sum(check.is_open for check in report.checks)
            self.say("triangle-alert", "amber", f"Còn {count} chỗ cần xem{_where(found)}, bấm F8", check_text(found))
        elif behind is not None:
            words = "Chưa đến ngày chốt" if early else "Chốt được, nhưng nên nhận đủ các máy trước"
            self.say("triangle-alert", "amber", words, check_text(behind))
        elif early:
            self.say("clock", "text2", "Chưa đến ngày chốt", "Số đang là sơ bộ. Chốt được từ ngày hôm sau ngày chốt.")
        else:
            late = report.lamps.timing is Timing.LATE
            second = (
                "Đã quá hạn: máy vẫn gửi và ghi rõ là chậm." if late else "Số đủ, khớp. Bấm một lần là chốt và gửi."
            )
            self.say("circle-check", "green", "Có thể chốt", second)


def _where(check: Check) -> str:
    return f": {check.indicator}" if check.indicator else ""


def main_words(report: Report, *, early: bool) -> str:
    """What one press of Ctrl+Enter does."""
    if early:
        return "Xem trước"
    if report.latest is not None:
        return f"Gửi bản đính chính {report.latest.version + 1}…"
    return "Chốt và gửi"


def _changed(report: Report) -> str:
    count = len(differences(report))
    if not count:
        return "Số của sổ hiện giống hệt bản đã chốt."
    return f"{count} chỉ tiêu của sổ hiện khác bản đã chốt."
