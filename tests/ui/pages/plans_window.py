"""The window on the page Nhiệm vụ over a small ward, and annexes to take in there."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sync.adapters.manual import ManualCourier
from tests.plans.annexes import CULTURE, HEADER, PARTNERS, POLICE, Bold, Row, write
from tests.ui.kit.hands import compose
from tests.ui.kit.whole_window import settle_events
from tests.wards import make_ward
from ttcs_desktop.plans.model import PlanHead
from ttcs_desktop.workspace import Workspace
from ui.kit.jobs import JobRunner
from ui.kit.rail import RailItem
from ui.pages.desk import Desk
from ui.pages.plans.page import PlansPage
from ui.window import PageEntry, Window

TITLES = ("PHỤ LỤC", "(Kèm theo Kế hoạch số 75/KH-UBND ngày 28/10/2025 về thông tin cơ sở năm 2026)")
FIRST, SECOND = Bold("Công tác chỉ đạo, điều hành"), Bold("Nguồn lực, tài chính")
DOUBTFUL: tuple[Row, ...] = (
    HEADER,
    (Bold("I"), FIRST, "", "", ""),
    ("1", "Xây dựng kế hoạch truyền thông năm", CULTURE, PARTNERS, "Th... xuyên"),
    ("2", "Báo cáo kết quả 6 tháng", CULTURE, PARTNERS, "Trước ngày 06/6/2026"),
    ("3", "Duy trì chuyên mục trên đài truyền thanh", "", POLICE, "Thường xuyên"),
    (Bold("II"), SECOND, "", "", ""),
    ("1", "Bố trí kinh phí cho hệ thống loa", CULTURE, "", "Trước ngày 30/5/2026"),
    ("2", "Kiểm tra cụm loa trước mùa mưa bão", CULTURE, POLICE, "31/02/2026"),
    ("", "Tổng cộng", "", "", ""),
)
CLEAR: tuple[Row, ...] = tuple(
    (*row[:2], CULTURE, row[3], {"Th... xuyên": "Hằng quý", "31/02/2026": "Hằng năm"}.get(row[4], row[4]))
    if number and isinstance(row[0], str) and row[0]
    else row
    for number, row in enumerate(DOUBTFUL)
)
FOURTEEN: tuple[Row, ...] = (
    HEADER,
    *((str(number), f"Nhiệm vụ truyền thông thứ {number}", CULTURE, PARTNERS, "Hằng năm") for number in range(1, 13)),
    ("13", "Tuyên truyền chuyển đổi số", CULTURE, PARTNERS, "Th... xuyên"),
    ("14", "Tập huấn người làm truyền thông", "", PARTNERS, "Hằng năm"),
)


class Scene:
    """A shown window and its page."""

    def __init__(self, ward: Workspace) -> None:
        self.ward = ward
        self.unhandled: list[BaseException] = []
        self.desk = Desk(ward, ManualCourier(), JobRunner(self.unhandled.append))
        self.window = Window(self.desk, (PageEntry(RailItem("plans", "list-checks", "Nhiệm vụ"), PlansPage),))
        self.window.resize(1093, 540)
        self.window.show()
        self.window.activateWindow()
        self.window.show_page("plans")
        page = self.window.page("plans")
        assert isinstance(page, PlansPage)
        self.page = page
        self.presses = 0

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """One key press where the focus is; it is counted."""
        self.presses += 1
        if QApplication.activeModalWidget() is None:
            self.window.activateWindow()  # off screen nobody does so when a card has closed
            settle_events()
        QTest.keyClick(self.focus(), key, held)
        QApplication.processEvents()

    def ctrl(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def type(self, text: str) -> None:
        """Text into what has the focus, each letter counted."""
        self.presses += len(text)
        for letter in text:
            compose(self.focus(), 0, letter)

    def focus(self) -> QWidget:
        return QApplication.focusWidget() or self.window.focusWidget() or self.window

    def shown_texts(self) -> list[str]:
        """The texts of the tasks in the list, in order."""
        return [line.row.task.text for line in self.page.tasks.grid.table.lines() if not line.is_heading]


def planned(folder: Path) -> Workspace:
    """A ward that has taken the annex of its plan in; what it did until then is not taken back."""
    ward = make_ward(folder)
    ward.plans.take_in(ward.plans.read(annex(folder)), PlanHead("75/KH-UBND"), 2026)
    ward.undo.begin()
    return ward


def annex(folder: Path, rows: tuple[Row, ...] = CLEAR, name: str = "phu-luc.docx") -> Path:
    return write(folder / name, rows, titles=TITLES)
