"""The two cards of a trouble: work is blocked, or we made a mistake."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.kit.buttons import KeyButton
from ui.kit.card import Card
from ui.kit.labels import label
from ui.kit.messages import Message


class TroubleCard(Card):
    """A trouble that blocks work: its three parts and one button."""

    def __init__(self, message: Message, parent: QWidget | None = None) -> None:
        super().__init__("Cần xử lý ngay", "Đã hiểu", main_key="Enter", parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.leave.hide()
        for text, role in ((message.happened, "strong"), (message.safe, "text"), (message.do, "text")):
            self.body.addWidget(label(text, role, wrap=True))


class CrashCard(Card):
    """Our own mistake: what it means for the officer, the details to copy for support, and a way to keep working."""

    def __init__(self, details: str, parent: QWidget | None = None) -> None:
        super().__init__(
            "Phần mềm gặp lỗi", "Làm việc tiếp", main_key="Enter", leave_text="Đóng", width=520, parent=parent
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.body.addWidget(label("Việc vừa rồi chưa làm được do lỗi của phần mềm.", "strong", wrap=True))
        advice = (
            "Dữ liệu đã lưu trước đó vẫn còn nguyên. Anh chị làm việc tiếp được. "
            "Nếu lỗi lặp lại, chép chi tiết gửi cán bộ hỗ trợ."
        )
        self.body.addWidget(label(advice, wrap=True))
        copy = KeyButton("Chép chi tiết", icon="copy", key="Ctrl+C")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        self.body.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        self._details = details

    def details(self) -> str:
        """What "Chép chi tiết" copies: technical, for support, never shown on screen."""
        return self._details
