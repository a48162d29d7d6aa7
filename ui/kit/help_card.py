"""F1: the help of the place one stands at, with all of it to look through. Esc gives the keyboard back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QTextEdit, QWidget

from ui.kit import keys, theme, tokens
from ui.kit.buttons import KeyButton
from ui.kit.help_book import Book, HelpPage, Topic
from ui.kit.help_text import Block, BlockKind, blocks
from ui.kit.panels import column, frame, row
from ui.kit.search_field import SearchField

_WIDTH, _HEIGHT, _LIST_WIDTH, _LINE = 860, 520, 300, 28
_TOPIC = Qt.ItemDataRole.UserRole
_NOTHING = "Không tìm thấy. Thử ít chữ hơn; gõ không dấu cũng được."


class HelpCard(QDialog):
    """Search and topics at the left, the text at the right. Up and Down choose, PgUp and PgDn scroll, Esc closes."""

    def __init__(
        self, book: Book, first: Topic, print_keys: Callable[[QWidget], None] | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._book = book
        self.setWindowTitle("Trợ giúp")
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search = SearchField("Gõ để tìm, không cần dấu", name="Tìm trong trợ giúp")
        self.search.wanted.connect(self._find)
        self.search.installEventFilter(self)
        self.topics = QListWidget()
        self.topics.setAccessibleName("Các mục trợ giúp")
        self.topics.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.topics.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.topics.currentItemChanged.connect(lambda now, _: self._show(now))
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setAcceptRichText(False)
        self.text.setUndoRedoEnabled(False)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Nội dung trợ giúp")
        # Without a caret the arrows scroll at once, instead of walking a caret out of sight first.
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._arrange(print_keys)
        self._list_all(first)

    def shown(self) -> str:
        """The text at the right."""
        return self.text.toPlainText()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While something is typed into the search, the arrows walk in the list and the page keys turn the text."""
        if watched is self.search and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._steer(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not keys.is_enter(event):  # Enter must not press whichever button Qt holds for the default one
            super().keyPressEvent(event)

    def _arrange(self, print_keys: Callable[[QWidget], None] | None) -> None:
        px = theme.current().px
        outer = column(self, 0)
        middle = QWidget()
        beside = row(middle, 12, (12, 12, 12, 12))
        left = QWidget()
        left.setFixedWidth(px(_LIST_WIDTH))
        stacked = column(left, 8)
        stacked.addWidget(self.search)
        stacked.addWidget(self.topics, 1)
        beside.addWidget(left)
        beside.addWidget(self.text, 1)
        outer.addWidget(middle, 1)
        bar = frame("actionBar")
        line = row(bar, 8, (12, 8, 12, 8))
        if print_keys is not None:
            paper = KeyButton("Thẻ phím", icon="printer", key="Ctrl+P")
            paper.clicked.connect(lambda: print_keys(self))
            line.addWidget(paper)
        line.addStretch(1)
        leave = KeyButton("Đóng", key="Esc")
        leave.clicked.connect(self.reject)
        line.addWidget(leave)
        outer.addWidget(bar)
        above = self.parentWidget()
        room = above.window().size() if above is not None else QSize(px(_WIDTH), px(_HEIGHT))
        # A small card is no measure for the help over it; the window behind the card is.
        while above is not None and (owner := above.window().parentWidget()) is not None:
            above, room = owner, owner.window().size()
        self.setFixedSize(min(px(_WIDTH), room.width() - px(20)), min(px(_HEIGHT), room.height() - px(10)))

    def _list_all(self, first: Topic) -> None:
        """Every topic, those of the page at hand first."""
        mine = [page for page in self._book.pages if page is first.page]
        rest = [page for page in self._book.pages if page is not first.page]
        self._offer(self._book.topics, (*mine, *rest), first)

    def _offer(self, found: Sequence[Topic], pages: Sequence[HelpPage], chosen: Topic | None) -> None:
        self.topics.clear()
        for page in pages:
            for topic in (one for one in found if one.page is page):
                self._add(topic)
        at = next((n for n in range(self.topics.count()) if self.topics.item(n).data(_TOPIC) == chosen), 0)
        self.topics.setCurrentRow(at)
        self.topics.scrollToItem(self.topics.currentItem(), QListWidget.ScrollHint.PositionAtCenter)

    def _add(self, topic: Topic, found: str = "") -> None:
        """A line of the list: indented below its page and its card, or as it was `found`, with its page behind it."""
        depth = int(topic.card is not None or topic.entry is not None) + int(bool(topic.card and topic.entry))
        item = QListWidgetItem(found or "    " * depth + topic.title)
        item.setData(_TOPIC, topic)
        look = theme.current()
        item.setSizeHint(QSize(0, look.px(_LINE)))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{topic.title}, {topic.page.title}")
        if depth == 0 and not found:
            item.setFont(look.font(tokens.STRONG))
        self.topics.addItem(item)

    def _find(self, text: str) -> None:
        now = self.topics.currentItem()
        if not text:
            self._list_all(now.data(_TOPIC) if now is not None else Topic(self._book.pages[0]))
            return
        found = self._book.search(text)
        self.topics.clear()
        for topic in found:
            where = "" if topic.title == topic.page.title else f" · {topic.page.title}"
            self._add(topic, f"{topic.title}{where}")
        self.topics.setCurrentRow(0)
        if not found:
            self._write([Block(BlockKind.TEXT, _NOTHING)])

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._write(blocks(item.data(_TOPIC)))

    def _write(self, told: Sequence[Block]) -> None:
        """Set the blocks through a cursor: letters stay letters, whatever they look like."""
        self.text.clear()
        cursor = QTextCursor(self.text.document())
        for number, block in enumerate(told):
            shape = QTextBlockFormat()
            shape.setTopMargin(theme.current().px(_GAPS[block.kind] if number else 0))
            shape.setLineHeight(125, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            if number:
                cursor.insertBlock(shape)
            else:
                cursor.setBlockFormat(shape)
            if block.lead:
                cursor.insertText(f"{block.lead} ", _format(tokens.STRONG))
            cursor.insertText(block.text, _format(_STYLES[block.kind]))
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        self.text.verticalScrollBar().setValue(0)

    def _steer(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            at = self.topics.currentRow() + (1 if key == Qt.Key.Key_Down else -1)
            self.topics.setCurrentRow(max(0, min(self.topics.count() - 1, at)))
            return True
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            bar = self.text.verticalScrollBar()
            bar.setValue(bar.value() + (bar.pageStep() if key == Qt.Key.Key_PageDown else -bar.pageStep()))
            return True
        return False


_STYLES = {
    BlockKind.TITLE: tokens.TITLE,
    BlockKind.HEAD: tokens.STRONG,
    BlockKind.TEXT: tokens.READING,
    BlockKind.STEP: tokens.READING,
    BlockKind.PLACE: tokens.SMALL,
}
_GAPS = {BlockKind.TITLE: 2, BlockKind.HEAD: 14, BlockKind.TEXT: 6, BlockKind.STEP: 4, BlockKind.PLACE: 0}


def _format(style: tokens.TextStyle) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(theme.current().font(style))
    return made
