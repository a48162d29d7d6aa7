"""What was found, in groups, with the words marked and filters above: hangs below the search box, takes no focus."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ttcs_desktop.basics.values import dataclass
from ui.kit import icons, theme, tokens
from ui.kit.buttons import KeyButton, Kind, Size
from ui.kit.labels import label
from ui.kit.marked_text import Spans, draw_marked
from ui.kit.panels import column, frame, row

_HEADING, _SINGLE, _DOUBLE = 24, 30, 44
_PAGE = 6
_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class SearchLine:
    """A line of the list. Without a value it is the heading of a group and cannot be chosen.

    Attributes:
        title_spans, detail_spans: the words that were found in title and detail.
        note: what kind of thing it is, at the right.
    """

    title: str
    value: object = None
    title_spans: Spans = ()
    detail: str = ""
    detail_spans: Spans = ()
    note: str = ""
    icon: str = ""


class SearchList(QFrame):
    """`taken(value)` when a line is chosen, `filtered(number)` when a filter is, `moved(words)` on the way there."""

    taken = Signal(object)
    moved = Signal(str)
    filtered = Signal(int)

    def __init__(self, filters: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lines: tuple[SearchLine, ...] = ()
        self._chips = [self._chip(words, number) for number, words in enumerate(filters)]
        self._rows = _Rows()
        self._rows.itemClicked.connect(lambda item: self.take(self._rows.row(item)))
        self._foot = label("", "small", "text2")
        self._build()
        self.choose_filter(0)
        self.hide()

    def offer(self, lines: Sequence[SearchLine], foot: str) -> None:
        """Show lines with a word below them; the first that can be chosen is."""
        self._lines = tuple(lines)
        self._rows.show_lines(self._lines)
        self._rows.setVisible(bool(self._lines))
        self._foot.setText(foot)
        self.setAccessibleDescription(foot)
        self.move_by(1, start=-1)

    def choose_filter(self, number: int) -> None:
        """Show which filter holds."""
        for at, chip in enumerate(self._chips):
            chip.setChecked(at == number)

    def turn_filter(self, step: int) -> None:
        """The next filter, or the one before; round and round."""
        at = next(number for number, chip in enumerate(self._chips) if chip.isChecked())
        self._turn_to((at + step) % len(self._chips))

    def move_by(self, step: int, *, start: int | None = None) -> None:
        """Go down or up over the lines that can be chosen; stays where there is none."""
        at = self._rows.currentRow() if start is None else start
        direction = 1 if step > 0 else -1
        for _ in range(abs(step)):
            following = at + direction
            while 0 <= following < len(self._lines) and self._lines[following].value is None:
                following += direction
            if not 0 <= following < len(self._lines):
                break
            at = following
        if 0 <= at < len(self._lines):
            self._rows.setCurrentRow(at)
            # The heading above the first line comes into sight with it.
            self._rows.scrollToItem(self._rows.item(at - 1 if at and self._lines[at - 1].value is None else at))
            self._rows.scrollToItem(self._rows.item(at))
        self.moved.emit(self._rows.words_at_hand() or self._foot.text())

    def move_page(self, direction: int) -> None:
        """A handful of lines at once."""
        self.move_by(direction * _PAGE)

    def take(self, number: int | None = None) -> None:
        """Choose the line at hand, or one by its number."""
        at = self._rows.currentRow() if number is None else number
        if 0 <= at < len(self._lines) and self._lines[at].value is not None:
            self.taken.emit(self._lines[at].value)

    def lines(self) -> tuple[SearchLine, ...]:
        """What is offered, headings too."""
        return self._lines

    def current(self) -> SearchLine | None:
        """The line at hand."""
        at = self._rows.currentRow()
        return self._lines[at] if 0 <= at < len(self._lines) else None

    def foot(self) -> str:
        """The words below the lines."""
        return self._foot.text()

    def say(self, words: str) -> None:
        """Change the words below the lines."""
        self._foot.setText(words)
        self.setAccessibleDescription(words)

    def filter_words(self) -> str:
        """The filter that holds."""
        return next(chip.text() for chip in self._chips if chip.isChecked())

    def height_within(self, room: int) -> int:
        """The height that shows every line, at most `room` pixels."""
        around = self.sizeHint().height() - (0 if self._rows.isHidden() else self._rows.sizeHint().height())
        rows = self._rows.full_height() if self._lines else 0
        return min(room, around + rows)

    def _build(self) -> None:
        inside = column(self, 0, (1, 1, 1, 1))
        head = QWidget()
        line = row(head, 4, (8, 6, 8, 6))
        for chip in self._chips:
            line.addWidget(chip)
        line.addStretch(1)
        inside.addWidget(head)
        inside.addWidget(self._rows, 1)
        bar = frame("actionBar")
        below = row(bar, 8, (10, 4, 10, 4))
        below.addWidget(self._foot, 1)
        below.addWidget(label("Tab: đổi nhóm", "small", "text2"))
        inside.addWidget(bar)

    def _chip(self, words: str, number: int) -> KeyButton:
        chip = KeyButton(words, kind=Kind.PILL, size=Size.SMALL)
        chip.setCheckable(True)
        chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        chip.clicked.connect(lambda: self._turn_to(number))
        return chip

    def _turn_to(self, number: int) -> None:
        self.choose_filter(number)
        self.filtered.emit(number)


class _Rows(QListWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Kết quả tìm")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_LineDelegate(self))

    def show_lines(self, lines: Sequence[SearchLine]) -> None:
        self.clear()
        for line in lines:
            item = QListWidgetItem(" – ".join(part for part in (line.title, line.detail, line.note) if part))
            item.setData(_ROLE, line)
            item.setSizeHint(QSize(0, theme.current().px(_height_of(line))))
            if line.value is None:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)

    def words_at_hand(self) -> str:
        item = self.currentItem()
        return item.text() if item is not None else ""

    def full_height(self) -> int:
        return sum(self.item(number).sizeHint().height() for number in range(self.count())) + 2 * self.frameWidth() + 4


class _LineDelegate(QStyledItemDelegate):
    """Paints a line from tokens: a heading, or icon, title, detail below it and what it is at the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line = index.data(_ROLE)
        view = self.parent()
        here = isinstance(view, QListWidget) and view.currentRow() == index.row()
        painter.save()
        if line.value is None:
            _paint_heading(painter, option.rect, line)
        else:
            _paint_line(painter, option.rect, line, here=here)
        painter.restore()


def _height_of(line: SearchLine) -> int:
    return _HEADING if line.value is None else _DOUBLE if line.detail else _SINGLE


def _paint_heading(painter: QPainter, area: QRect, line: SearchLine) -> None:
    look = theme.current()
    painter.fillRect(area, look.colour("head"))
    painter.setFont(look.font(tokens.SMALL_STRONG))
    painter.setPen(look.colour("text2"))
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    painter.drawText(area.adjusted(look.px(10), 0, -look.px(10), 0), flags, line.title)


def _paint_line(painter: QPainter, area: QRect, line: SearchLine, *, here: bool) -> None:
    look = theme.current()
    painter.fillRect(area, look.colour("sel" if here else "surface"))
    if here:
        painter.fillRect(QRect(area.left(), area.top(), look.px(3), area.height()), look.colour("accent"))
    inner = QRectF(area).adjusted(look.px(10), look.px(3), -look.px(12), -look.px(3))
    if line.icon:
        side = look.px(icons.INLINE)
        drawn = icons.coloured(line.icon, look.colour("text2"), side, painter.device().devicePixelRatioF())
        painter.drawPixmap(round(inner.left()), round(inner.top() + (look.px(18) - side) / 2), drawn)
        inner.setLeft(inner.left() + side + look.px(8))
    upper = QRectF(inner.left(), inner.top(), inner.width(), look.px(18) if line.detail else inner.height())
    if line.note:
        font = look.font(tokens.SMALL)
        wide = QFontMetrics(font).horizontalAdvance(line.note) + 2
        painter.setFont(font)
        painter.setPen(look.colour("text2"))
        flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(upper, flags, line.note)
        upper.setWidth(upper.width() - wide - look.px(12))
    draw_marked(painter, upper, line.title, line.title_spans, tokens.TEXT)
    if line.detail:
        lower = QRectF(inner.left(), inner.top() + look.px(20), inner.width(), look.px(16))
        draw_marked(painter, lower, line.detail, line.detail_spans, tokens.SMALL, "text2")
