"""Draws laid-out pages: one function for the PDF, the printer and the picture on the screen."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from ttcs_desktop.papers import nd30
from ttcs_desktop.papers.model import Document, Page
from ttcs_desktop.papers.wording import marks
from ui.kit.paper.blocks import lay_out
from ui.kit.paper.marks import Bar, LaidPage, Words, mm, pt
from ui.kit.paper.typeset import Typesetter

_MARK_COLOUR = QColor(0x70, 0x70, 0x70)
_SHADE = QColor(0xEC, 0xEC, 0xEC)
_MARK_PADDING = 1.5  # mm
_SHADE_SIZE = 64.0  # points


class Sheets:
    """A paper laid out once; its pages can be drawn on any device, as often as wanted."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._setter = Typesetter()
        self._pages = lay_out(document, self._setter)

    @property
    def page(self) -> Page:
        return self._document.page

    def __len__(self) -> int:
        return len(self._pages)

    def draw(self, painter: QPainter, at: int, dots_per_inch: float) -> None:
        """Draw page `at` (from 0) with the sheet's top left corner at the painter's origin."""
        painter.save()
        scale = dots_per_inch / (72 * 100)
        painter.scale(scale, scale)
        if self._document.trial or self._document.preliminary:
            self._shade(painter)
        one_dot = 1 / scale  # a thinner line would be drawn as a grey one
        painter.setPen(QPen(Qt.GlobalColor.black, max(mm(nd30.RULE_WIDTH), one_dot), c=Qt.PenCapStyle.SquareCap))
        self._margin(painter, self._pages[at])
        painter.translate(mm(self.page.left), mm(self.page.top))
        self._marks(painter, self._pages[at])
        painter.restore()

    def image(self, at: int, dots_per_inch: float) -> QImage:
        """Page `at` as a picture on white."""
        width = round(self.page.width / 25.4 * dots_per_inch)
        height = round(self.page.height / 25.4 * dots_per_inch)
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.draw(painter, at, dots_per_inch)
        painter.end()
        return image

    def _marks(self, painter: QPainter, page: LaidPage) -> None:
        lines: list[QLineF] = []
        for mark in page.marks:
            if isinstance(mark, Words):
                if mark.text.strip():
                    painter.setFont(self._setter.font(mark.type, mark.stretch))
                    painter.drawText(QPointF(mark.x, mark.y), mark.text)
            elif isinstance(mark, Bar):
                shade = QColor.fromRgbF(1 - mark.grey, 1 - mark.grey, 1 - mark.grey)
                painter.fillRect(QRectF(mark.x, mark.y, mark.width, mark.height), shade)
                painter.drawRect(QRectF(mark.x, mark.y, mark.width, mark.height))
            else:
                lines.append(QLineF(mark.x1, mark.y1, mark.x2, mark.y2))
        if lines:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.drawLines(lines)

    def _margin(self, painter: QPainter, page: LaidPage) -> None:
        """Page number and marks, in the top margin."""
        if page.number > 1:
            text = str(page.number)
            centre = mm(self.page.left + self.page.text_width / 2)
            painter.setFont(self._setter.font(nd30.PAGE_NUMBER))
            x = centre - self._setter.width(nd30.PAGE_NUMBER, text) / 2
            painter.drawText(QPointF(x, mm(nd30.PAGE_NUMBER_BASELINE)), text)
        painter.save()
        painter.setPen(QPen(_MARK_COLOUR, painter.pen().widthF()))
        painter.setFont(self._setter.font(nd30.MARK))
        pad = mm(_MARK_PADDING)
        x = mm(self.page.left) + pad
        baseline = mm(nd30.MARK_BASELINE)
        for text in marks(self._document.trial, self._document.preliminary, self._document.reprint):
            width = self._setter.width(nd30.MARK, text)
            height = pt(nd30.MARK.size)
            painter.drawText(QPointF(x, baseline), text)
            painter.drawRect(round(x - pad), round(baseline - height), round(width + 2 * pad), round(height * 1.3))
            x += width + 3 * pad
        painter.restore()

    def _shade(self, painter: QPainter) -> None:
        """A trial or preliminary paper also carries its mark across the sheet, as an outline so that searched text
        stays clean: nobody shall sign it by mistake."""
        path = QPainterPath()
        kind = nd30.Type(_SHADE_SIZE, bold=True)
        mark = marks(self._document.trial, self._document.preliminary)[0]
        path.addText(QPointF(-self._setter.width(kind, mark) / 2, 0.0), self._setter.font(kind), mark)
        painter.save()
        painter.translate(mm(self.page.width / 2), mm(self.page.height / 2))
        painter.rotate(-35)
        painter.fillPath(path, _SHADE)
        painter.restore()
