"""A paper on the screen, page by page, drawn by the same painter as its PDF."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ttcs_desktop.papers.model import Document
from ui.kit.buttons import KeyButton, Size
from ui.kit.paper.draw import Sheets

_SMALLEST, _LARGEST, _STEP = 0.25, 4.0, 1.25
_EDGE = 12  # free pixels around the sheet


class PaperPreview(QWidget):
    """One page at a time; PgUp and PgDn turn, Ctrl+= and Ctrl+- zoom, Ctrl+0 fits the width again."""

    turned = Signal(int)
    """The page now shown, from 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: Sheets | None = None
        self._at = 0
        self._zoom: float | None = None
        self.setAccessibleName("Xem trước văn bản")
        self._sheet = _SheetView()
        self._area = QScrollArea()
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._area.setWidget(self._sheet)
        self._area.setAccessibleName("Trang văn bản")
        self._back = self._button("Trang trước", "PgUp", lambda: self.turn_to(self._at - 1))
        self._forward = self._button("Trang sau", "PgDown", lambda: self.turn_to(self._at + 1))
        self._smaller = self._button("Thu nhỏ", "Ctrl+-", lambda: self._zoom_by(1 / _STEP))
        self._larger = self._button("Phóng to", "Ctrl+=", lambda: self._zoom_by(_STEP))
        self._fit = self._button("Vừa bề ngang", "Ctrl+0", self.fit_width)
        self._where = QLabel()
        self._where.setTextFormat(Qt.TextFormat.PlainText)
        self.setFocusProxy(self._area)
        self._arrange()

    def show_document(self, document: Document) -> None:
        """Lay the paper out and show its first page."""
        self.show_sheets(Sheets(document))

    def show_sheets(self, sheets: Sheets) -> None:
        """Show the first page of a paper that is laid out already, for instance by a job."""
        self._sheets = sheets
        self._at = 0
        self._show()

    @property
    def page_count(self) -> int:
        """Pages of the paper shown, 0 before there is one."""
        return len(self._sheets) if self._sheets else 0

    @property
    def page(self) -> int:
        """The page shown, from 0."""
        return self._at

    def turn_to(self, page: int) -> None:
        """Show `page` (from 0); before the first and behind the last there is nothing to turn to."""
        if 0 <= page < self.page_count and page != self._at:
            self._at = page
            self._show()
            self._area.verticalScrollBar().setValue(0)
            self.turned.emit(page)

    def fit_width(self) -> None:
        """Make the sheet as wide as the view, and keep it so when the view changes."""
        self._zoom = None
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._zoom is None:
            self._show()

    def _arrange(self) -> None:
        tools = QHBoxLayout()
        for widget in (self._back, self._forward, self._where):
            tools.addWidget(widget)
        tools.addStretch(1)
        for button in (self._smaller, self._larger, self._fit):
            tools.addWidget(button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(tools)
        whole.addWidget(self._area, 1)

    def _button(self, text: str, key: str, act: Callable[[], None]) -> KeyButton:
        button = KeyButton(text, key=key.replace("PgDown", "PgDn"), size=Size.SMALL, catch_key=False)
        button.clicked.connect(act)
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)
        return button

    def _zoom_by(self, factor: float) -> None:
        self._zoom = min(_LARGEST, max(_SMALLEST, self._scale() * factor))
        self._show()

    def _scale(self) -> float:
        """Screen pixels per true size (96 to the inch)."""
        if self._zoom is not None or self._sheets is None:
            return self._zoom or 1.0
        bar = self._area.verticalScrollBar().sizeHint().width()
        room = self._area.width() - 2 * self._area.frameWidth() - bar - 2 * _EDGE
        return min(_LARGEST, max(_SMALLEST, room / (self._sheets.page.width / 25.4 * 96)))

    def _show(self) -> None:
        self._back.setEnabled(self._at > 0)
        self._forward.setEnabled(self._at + 1 < self.page_count)
        if self._sheets is None:
            self._where.setText("")
            return
        ratio = self.devicePixelRatioF()
        image = self._sheets.image(self._at, 96 * self._scale() * ratio)
        image.setDevicePixelRatio(ratio)
        where = f"Trang {self._at + 1}/{self.page_count}"
        self._where.setText(where)
        self._sheet.show_image(image, where)


class _SheetView(QWidget):
    """The picture of one page."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()

    def show_image(self, image: QImage, name: str) -> None:
        self._image = image
        self.setAccessibleName(name)
        size = image.deviceIndependentSize()
        self.resize(QSize(round(size.width()) + 2 * _EDGE, round(size.height()) + 2 * _EDGE))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawImage(_EDGE, _EDGE, self._image)
        painter.end()
