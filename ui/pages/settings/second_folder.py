"""Where each backup is copied to as well: a stick or another disk, chosen by the officer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.clock import local
from ttcs_desktop.workspace import Workspace
from ui.kit.buttons import KeyButton
from ui.kit.fields import TextField
from ui.kit.file_dialog import ask_folder
from ui.kit.labels import label
from ui.kit.panels import column, row
from ui.workflows.keeping import chosen_folder, copied_at, on_the_same_disk


class SecondFolder(QWidget):
    """`chosen(Path)` when a place was pointed at, `dropped` when there is to be none."""

    chosen = Signal(object)
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        inside = column(self, 4)
        self.place = TextField(name="Nơi chép thêm, chỉ xem")
        self.place.setReadOnly(True)
        title = label("Chép thêm mỗi bản sao lưu &sang")
        title.setBuddy(self.place)
        self.note = label("", "small", "text2", wrap=True)
        self.choose = KeyButton("Chọn nơi chép thêm…", icon="usb")
        self.choose.clicked.connect(self.ask)
        self.drop = KeyButton("Thôi chép thêm")
        self.drop.clicked.connect(self.dropped)
        buttons = QWidget()
        line = row(buttons, 8)
        for button in (self.choose, self.drop):
            line.addWidget(button)
        line.addStretch(1)
        for part in (title, self.place, self.note, buttons):
            inside.addWidget(part)
        self.pointed_at: Callable[[QWidget, Callable[[Path], None]], None] = choose_folder

    def ask(self) -> None:
        """Let the officer point at a folder."""
        self.pointed_at(self, self.chosen.emit)

    def show_place(self, workspace: Workspace) -> None:
        """Read what was chosen on this machine."""
        folder, at = chosen_folder(), copied_at()
        self.place.set_value(folder)
        self.place.setPlaceholderText("Chưa chọn. Nên chọn USB hoặc ổ đĩa khác.")
        self.drop.setVisible(bool(folder))
        if workspace.is_trial:
            told = "Sổ dùng thử không chép ra ngoài."
        elif not folder:
            told = "Có bản ở nơi khác thì hỏng máy, mất máy vẫn còn sổ và các tệp đã nhận."
        elif on_the_same_disk(workspace, Path(folder)):
            told = "Nơi này cùng ổ đĩa với sổ: hỏng ổ là mất cả hai. Nên chọn USB hoặc ổ khác."
        else:
            told = f"Lần chép được gần nhất: {local(at):%H:%M %d/%m/%Y}." if at else "Chưa chép lần nào; bấm F9."
        self.note.setText(told)
        self.choose.setEnabled(not workspace.is_trial)


def choose_folder(parent: QWidget, chosen: Callable[[Path], None]) -> None:
    """Ask for a folder; nothing is called when the officer leaves by Esc."""
    ask_folder(parent, "Chọn nơi chép thêm bản sao lưu", "Chọn", chosen)
