"""How reports reach the city: over the line, into a folder that the officer chooses, or typed by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ttcs_desktop.workspace import Workspace
from ui.kit.buttons import KeyButton
from ui.kit.fields import TextField
from ui.kit.file_dialog import ask_folder
from ui.kit.labels import label
from ui.kit.panels import Panel, row


class ReportFolder(Panel):
    """`chosen(Path)` when a folder was pointed at, `dropped` when there is to be none."""

    chosen = Signal(object)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__("Nơi nhận báo cáo")
        self.place = TextField(name="Thư mục đặt báo cáo, chỉ xem")
        self.place.setReadOnly(True)
        title = label("Đặt &báo cáo đã chốt vào thư mục")
        title.setBuddy(self.place)
        self.note = label("", "small", "text2", wrap=True)
        self.choose = KeyButton("Chọn thư mục đặt báo cáo…", icon="folder-open")
        self.choose.clicked.connect(self.ask)
        self.drop = KeyButton("Thôi đặt vào thư mục")
        self.drop.clicked.connect(self.dropped)
        buttons = QWidget()
        line = row(buttons, 8)
        for button in (self.choose, self.drop):
            line.addWidget(button)
        line.addStretch(1)
        for part in (title, self.place, self.note, buttons):
            self.body.addWidget(part)
        self.pointed_at: Callable[[QWidget, Callable[[Path], None]], None] = choose_folder

    def ask(self) -> None:
        """Let the officer point at a folder."""
        self.pointed_at(self, self.chosen.emit)

    def show_place(self, workspace: Workspace) -> None:
        """Read which way the record has."""
        hub, folder = workspace.enrolment, workspace.drop_folder
        self.place.set_value(folder)
        self.place.setCursorPosition(0)
        self.place.setPlaceholderText("Gửi qua mạng, không cần thư mục." if hub else "Chưa chọn.")
        self.choose.setEnabled(hub is None)
        self.drop.setVisible(bool(folder))
        if hub is not None:
            told = f"Đơn vị đã nối với {hub.hub_name}: báo cáo gửi qua mạng và có biên nhận."
        elif folder:
            told = (
                "Chốt xong máy đặt báo cáo vào đây. Nơi nhận không gửi biên nhận; có số tham chiếu thì ghi ở Thống kê."
            )
        else:
            told = (
                "Nơi nhận lấy báo cáo từ một thư mục chung thì chọn ở đây. Không có thì nhập số vào phần mềm nơi nhận."
            )
        self.note.setText(told)


def choose_folder(parent: QWidget, chosen: Callable[[Path], None]) -> None:
    """Ask for a folder; nothing is called when the officer leaves by Esc."""
    ask_folder(parent, "Chọn thư mục đặt báo cáo", "Chọn", chosen)
