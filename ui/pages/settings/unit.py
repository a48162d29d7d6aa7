"""Đơn vị: what the unit is called on paper, where its record lies, and a copy of it now."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ttcs_desktop.basics.clock import local
from ttcs_desktop.office.wording import unit_title
from ttcs_desktop.workspace import Workspace
from ui.kit.buttons import KeyButton
from ui.kit.fields import TextField
from ui.kit.labels import label
from ui.kit.panels import Panel, column, facts, row
from ui.pages.settings.appearance import Appearance
from ui.pages.settings.report_folder import ReportFolder
from ui.pages.settings.second_folder import SecondFolder


class UnitPanel(QWidget):
    """Facts of the unit and its record. `backup` when a copy is wanted, `left` on Esc."""

    backup = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column(self, 0).addWidget(scroll)
        page = QWidget()
        page.setObjectName("page")
        inside = column(page, 12, (12, 12, 12, 12))
        self._unit = Panel("Đơn vị")
        self._unit_facts = facts([])
        self._unit.body.addWidget(self._unit_facts)
        record = Panel("Sổ của đơn vị")
        self._record_facts = facts([])
        record.body.addWidget(self._record_facts)
        self.folder = TextField(name="Thư mục của sổ, chỉ xem và chép")
        self.folder.setReadOnly(True)
        title = label("&Thư mục của sổ")
        title.setBuddy(self.folder)
        record.body.addWidget(title)
        record.body.addWidget(self.folder)
        self.button = KeyButton("Sao lưu ngay", icon="hard-drive", key="F9")
        self.button.clicked.connect(self.backup)
        foot = QWidget()
        line = row(foot, 12)
        line.addWidget(self.button)
        line.addWidget(
            label(
                "Máy tự sao lưu mỗi ngày, cả tệp đã nhận. Giữ năm bản mới nhất, bản cuối của 7 ngày và 12 tháng.",
                "small",
                "text2",
                wrap=True,
            ),
            1,
        )
        record.body.addWidget(foot)
        self.second = SecondFolder()
        record.body.addWidget(self.second)
        self._record = record
        self.appearance = Appearance()
        self.reports = ReportFolder()
        for panel in (self._unit, record, self.reports, self.appearance):
            inside.addWidget(panel)
        inside.addStretch(1)
        scroll.setWidget(page)
        self._scroll = scroll
        for part in (
            self.folder,
            self.button,
            self.second.place,
            self.second.choose,
            self.second.drop,
            self.reports.place,
            self.reports.choose,
            self.reports.drop,
            self.appearance.choice,
        ):
            part.installEventFilter(self)
        self.setFocusProxy(self.button)

    def show_ward(self, workspace: Workspace, today: dt.date) -> None:
        """Read the unit and the newest copy."""
        unit = workspace.office.unit(today)
        self._unit_facts = self._replaced(
            self._unit,
            self._unit_facts,
            [
                ("Tên in trên giấy", unit_title(unit).upper()),
                ("Tỉnh, thành phố", unit.province),
                ("Mã đơn vị", unit.code),
                ("Mang tên này từ", f"{unit.valid_from:%d/%m/%Y}"),
            ],
        )
        copied = workspace.last_backup()
        self._record_facts = self._replaced(
            self._record,
            self._record_facts,
            [
                ("Ghi từ ngày", f"{workspace.record_start:%d/%m/%Y}"),
                ("Bản sao lưu gần nhất", f"{local(copied):%H:%M %d/%m/%Y}" if copied else "Chưa sao lưu lần nào"),
            ],
        )
        self.folder.set_value(str(workspace.folder))
        self.folder.setCursorPosition(0)
        self.second.show_place(workspace)
        self.reports.show_place(workspace)

    def show_busy(self, busy: bool) -> None:
        """While a copy is being made another one cannot be asked for."""
        self.button.setEnabled(not busy)
        self.button.setText("Đang sao lưu…" if busy else "Sao lưu ngay")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A scroll area follows Tab alone; Enter on the section comes to the button as well.
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self._scroll.ensureWidgetVisible(watched)
        return super().eventFilter(watched, event)

    def _replaced(self, panel: Panel, before: QWidget, pairs: list[tuple[str, str]]) -> QWidget:
        made = facts(pairs)
        panel.body.replaceWidget(before, made)
        before.hide()
        before.deleteLater()
        return made
