"""Lời báo cáo: the blocks of words around the figures, what fills them, and the officer's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QWidget

from ttcs_desktop.statistics.texts.model import TextBlock
from ttcs_desktop.statistics.texts.wording import OUTLINE_RULE, block_title, fact_title
from ui.kit import keys, theme
from ui.kit.buttons import KeyButton, Kind
from ui.kit.chips import Status, Tone
from ui.kit.fields import TextArea
from ui.kit.labels import ElidedLabel, label
from ui.kit.panels import column, row
from ui.kit.shell import ToolRow
from ui.kit.table.columns import Column
from ui.kit.table.view import GridView

_LIST, _LIST_NARROW, _NARROW, _LOW = 340, 308, 950, 330
_FILLED_LINES = 3
_KEEP_AFTER = 1000  # ms without a key


class Writing(TextArea):
    """The words of a block. `left` on Esc, `saved` on Ctrl+Enter."""

    left = Signal()
    saved = Signal()

    def __init__(self) -> None:
        super().__init__(
            "Gõ lời của đơn vị. Để trống thì mục này không có trong báo cáo.", name="Lời của mục đang chọn"
        )
        self.setMinimumHeight(theme.current().px(64))
        self.setMaximumHeight(16_777_215)

    def event(self, event: QEvent) -> bool:
        # Ctrl+Enter in an open note only saves that; without this the page's own shortcut would take it.
        mine = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _saves(event)
        if mine:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _saves(event):
            self.saved.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class BlockList(GridView):
    """The blocks. `taken_back` on Delete, `left` on Esc."""

    taken_back = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.taken_back.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class TextsView(QWidget):
    """A period's blocks. `edited(block, text)` when words are to be saved, `taken_back(block)`, `kept(block, text)` for
    words under way (None when nothing is left unsaved), `paper` for the report, `left` when the officer goes back."""

    edited = Signal(object, str)
    taken_back = Signal(object)
    kept = Signal(str, object)
    paper = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._indicators: Mapping[str, str] = {}
        self._unsaved: dict[str, str] = {}
        self._block: TextBlock | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_KEEP_AFTER)
        self._timer.timeout.connect(self._keep)
        self.list = BlockList(self._columns(), name="Các mục lời báo cáo", key=_code, sortable=False)
        self.list.picked.connect(self._picked)
        self.list.opened.connect(lambda _: self.write())
        self.list.taken_back.connect(self._take_back)
        self.list.left.connect(self.left)
        self.writing = Writing()
        self.writing.changed.connect(self._typed)
        self.writing.saved.connect(lambda: self.save(stay=True))
        self.writing.left.connect(self._leave_writing)
        self._build()
        self.setFocusProxy(self.list)

    def show_blocks(self, blocks: Sequence[TextBlock], indicators: Mapping[str, str], kept: Mapping[str, str]) -> None:
        """Show a period's blocks; `indicators` are names by code, `kept` words that never reached the record.

        What is being typed stays as it is.
        """
        self._indicators = indicators
        known = {one.code: one.text for one in blocks}
        self._unsaved |= {code: text for code, text in kept.items() if code in known}
        self._unsaved = {code: text for code, text in self._unsaved.items() if text != known.get(code)}
        first = self.list.current_row() is None
        self._block = next((one for one in blocks if self._block and one.code == self._block.code), None)
        self.list.show_rows(blocks)
        if first and blocks:
            self.list.choose(blocks[0].code)
        self._picked(self.list.current_row())
        self.tally.setText(_tally(blocks))

    def forget(self) -> None:
        """Another period: what was unsaved has been saved or is kept."""
        self._block = None
        self._unsaved = {}
        self.list.show_rows(())

    def show_frozen(self, *, frozen: bool) -> None:
        """Say that a frozen version keeps its words: these are for its correction."""
        rule = "Kỳ này đã chốt: lời sửa ở đây chỉ vào bản đính chính. " if frozen else ""
        self.rule.setText(rule + OUTLINE_RULE)
        self.rule.setToolTip(rule + OUTLINE_RULE)

    def current(self) -> TextBlock | None:
        """The block the keyboard stands on."""
        found = self.list.current_row()
        return found if isinstance(found, TextBlock) else None

    def write(self) -> None:
        """F2 or Enter: into the words of the chosen block, behind the last."""
        if self.current() is not None:
            self.writing.moveCursor(QTextCursor.MoveOperation.End)
            self.writing.setFocus()

    def renew(self) -> None:
        """F4: the moved figures into the officer's own words, to be looked at and saved."""
        block = self.current()
        if block is not None and block.renewed is not None:
            self.writing.selectAll()
            self.writing.insertPlainText(block.renewed)
            self.writing.setFocus()

    def save(self, *, stay: bool = False) -> None:
        """Save the words of the chosen block, if they are others."""
        self._timer.stop()
        block = self._block
        if block is None or block.code not in self._unsaved:
            return
        self.edited.emit(block, self._unsaved[block.code])
        if stay:
            self.writing.setFocus()

    def done_with(self, code: str) -> None:
        """The words of a block were taken by the record."""
        self._unsaved.pop(code, None)
        self.list.viewport().update()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.save()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.current().px(_NARROW)
        self.list.setFixedWidth(theme.current().px(_LIST_NARROW if narrow else _LIST))
        low = self.height() < theme.current().px(_LOW)
        self._head.setHidden(low)
        self.title.setHidden(low)  # the chosen row of the list says it too

    def _build(self) -> None:
        whole = column(self, 0)
        self.bar = ToolRow("Lời báo cáo")
        self.renew_button = self._button("Thay số mới", "refresh-cw", "F4", self.renew)
        self.back_button = self._button("Lấy lời máy điền", "undo-2", "Delete", self._take_back)
        save = self._button("Lưu lời", "save", "Ctrl+Enter", lambda: self.save(stay=True), catch=False)
        write = self._button("Viết lời", "pencil", "F2", self.write)
        for button in (write, save, self.renew_button, self.back_button):
            self.bar.add(button)
        self.bar.add(self._button("Đóng", "x", "Esc", self.left.emit))
        whole.addWidget(self.bar)
        self.tally, self.rule = ElidedLabel("", "strong"), ElidedLabel(OUTLINE_RULE, "small", "text2")
        self.rule.setToolTip(OUTLINE_RULE)
        self._head = QWidget()
        told = column(self._head, 1, (12, 6, 12, 4))
        told.addWidget(self.tally)
        told.addWidget(self.rule)
        whole.addWidget(self._head)
        body = QWidget()
        line = row(body, 12, (0, 0, 12, 8))
        line.addWidget(self.list)
        line.addWidget(self._right(), 1)
        whole.addWidget(body, 1)

    def _right(self) -> QWidget:
        made = QWidget()
        held = column(made, 6, (0, 4, 0, 0))
        self.title = ElidedLabel("", "strong")
        held.addWidget(self.title)
        held.addWidget(self.writing, 3)
        self.moved = label("", "small", "amber", wrap=True)
        self.moved.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        held.addWidget(self.moved)
        self.now = label("Máy điền nay là:", "small", "text2")
        held.addWidget(self.now)
        self.filled = TextArea(name="Lời máy điền từ sổ", lines=_FILLED_LINES)
        self.filled.setReadOnly(True)
        held.addWidget(self.filled)
        return made

    def _button(self, text: str, icon: str, key: str, press: object, *, catch: bool = True) -> KeyButton:
        button = KeyButton(text, icon=icon, key=key, kind=Kind.PLAIN, catch_key=catch)
        button.clicked.connect(press)
        return button

    def _columns(self) -> list[Column[TextBlock]]:
        return [
            Column("Mục", lambda one: block_title(one.code), tip=lambda one: one.text),
            Column("Tình trạng", self._standing, 116),
        ]

    def _standing(self, one: TextBlock) -> Status:
        if one.code in self._unsaved:
            return Status("Chưa lưu", Tone.LOOK, "pencil")
        if one.edited is None:
            return Status("Máy điền", Tone.NEUTRAL) if one.text else Status("Không có", Tone.NEUTRAL, "minus")
        return Status("Số đã đổi", Tone.LOOK) if one.moved else Status("Đã viết", Tone.GOOD)

    def _picked(self, block: object) -> None:
        if not isinstance(block, TextBlock):
            return
        if self._block is not None and self._block.code != block.code:
            self.save()
        self._block = block
        title = block_title(block.code)
        self.title.setText(title)
        self.writing.setAccessibleName(f"Lời của mục {title}")
        text = self._unsaved.get(block.code, block.text)
        if text != self.writing.value():
            self.writing.blockSignals(True)
            self.writing.set_value(text)
            if self.writing.hasFocus():  # saved words come back tidied while the officer goes on behind them
                self.writing.moveCursor(QTextCursor.MoveOperation.End)
            self.writing.blockSignals(False)
        by_hand = block.edited is not None
        self.moved.setText(_moved(block, self._indicators))
        self.moved.setVisible(bool(block.moved))
        self.filled.set_value(block.filled or "Sổ chưa có gì để điền vào mục này.")
        self._show_filled(block)
        self.renew_button.setEnabled(block.renewed is not None)
        self.back_button.setEnabled(by_hand)

    def _typed(self) -> None:
        block = self._block
        if block is None:
            return
        words = str(self.writing.value())
        if words == block.text:
            self._unsaved.pop(block.code, None)
        else:
            self._unsaved[block.code] = words
        self._show_filled(block)
        self.list.viewport().update()
        self._timer.start()

    def _show_filled(self, block: TextBlock) -> None:
        """What the record would say stands below the officer's own words."""
        shown = block.edited is not None or block.code in self._unsaved
        self.now.setVisible(shown)
        self.filled.setVisible(shown)

    def _keep(self) -> None:
        if self._block is not None:
            self.kept.emit(self._block.code, self._unsaved.get(self._block.code))

    def _leave_writing(self) -> None:
        self.save()
        self.list.setFocus()

    def _take_back(self) -> None:
        block = self.current()
        if block is not None and (block.edited is not None or block.code in self._unsaved):
            self._timer.stop()
            self._unsaved.pop(block.code, None)
            self.taken_back.emit(block)


def _saves(event: QKeyEvent) -> bool:
    return keys.is_enter(event) and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


def _code(one: TextBlock) -> str:
    return one.code


def _tally(blocks: Sequence[TextBlock]) -> str:
    """How many blocks are the officer's, and of how many the figures moved."""
    mine = sum(one.edited is not None for one in blocks)
    moved = sum(bool(one.moved) for one in blocks)
    if not mine:
        return "Máy điền mọi mục từ sổ; số trong lời đổi theo sổ cho tới khi chốt"
    told = f"{mine} mục do cán bộ viết"
    return f"{told}, {moved} mục có số đã đổi sau khi viết" if moved else told


def _moved(block: TextBlock, indicators: Mapping[str, str]) -> str:
    """What is another since the officer wrote, and what F4 would do."""
    if not block.moved:
        return ""
    told = [
        f"{fact_title(one.fact, indicators)}: {one.before or 'không có'} thành {one.now or 'không có'}"
        if len(one.before) + len(one.now) < 40
        else f"{fact_title(one.fact, indicators)} đã đổi"
        for one in block.moved
    ]
    do = "Bấm F4 để thay số mới vào lời." if block.renewed is not None else "Đọc lại lời cho khớp."
    return f"Sổ đã đổi sau khi viết. {'; '.join(told)}. {do}"
