"""The chosen paper: all its facts, what it rests on and what rests on it, its files."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ttcs_desktop.attachments.model import Owner
from ttcs_desktop.directives.wording import VALIDITIES, doubled_number, named
from ui.kit import theme
from ui.kit.buttons import KeyButton, Kind, Size
from ui.kit.labels import label
from ui.kit.panels import facts, row
from ui.kit.table.columns import Column
from ui.kit.table.view import ROW_TWO_LINES, GridView
from ui.pages.attachments import AttachmentList
from ui.pages.desk import Desk
from ui.pages.directives.lines import DirectiveLine, LinkLine
from ui.pages.directives.words import day, in_force, urgency
from ui.pages.record_panel import RecordPanel

_LINKS_SHOWN = 4


class DirectivePanel(RecordPanel):
    """`handle` asks for the card of handling, `link_wanted` for that of links; `link_opened` and `link_removed` carry a
    `LinkLine`.
    """

    handle = Signal()
    link_wanted = Signal()
    link_opened = Signal(object)
    link_removed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Văn bản đang chọn", "Chi tiết văn bản", parent)
        self._name = label("", "strong", wrap=True)
        self._subject = label("", "reading", wrap=True)
        self.done = KeyButton("Ghi đã xử lý", icon="check", key="F6", kind=Kind.PRIMARY)
        self.done.clicked.connect(self.handle)
        self._facts = QWidget()
        self.links = _Links()
        self.links.opened.connect(self.link_opened)
        self.links.removed.connect(self.link_removed)
        self.files = AttachmentList(desk)
        self._fill(self._name, self._subject, self.done, self._facts, self._link_head(), self.links, self.files)
        self.show_directive(None, ())

    def show_directive(self, line: DirectiveLine | None, links: Sequence[LinkLine]) -> None:
        """Show a paper, or that none is chosen."""
        for part in (self._subject, self.done, self._facts, self._head, self.links, self.files):
            part.setVisible(line is not None)
        self.files.show_owner(Owner("directive", line.id) if line is not None else None)
        self.links.show_links(links)
        if line is None:
            self._name.setText("Chọn một văn bản để xem.")
            return
        self._name.setText(named(line.directive))
        self._subject.setText(line.directive.subject)
        self._subject.setVisible(bool(line.directive.subject))
        # A law that is only looked things up in asks for nothing.
        self.done.setVisible(any((line.directive.waits, line.directive.handled_on, line.directive.arrived_on)))
        self.done.setText("Ghi đã xử lý" if line.directive.handled_on is None else "Mở lại việc xử lý")
        self._facts = self._swap(self._facts, facts(_facts(line)))
        self._to_top()
        self._make_room()

    def _link_head(self) -> QWidget:
        self._head = QWidget()
        line = row(self._head, 8)
        line.addWidget(label("Căn cứ", "strong"), 1)
        self.linker = KeyButton("Gắn căn cứ…", icon="link", key="F9", size=Size.SMALL)
        self.linker.clicked.connect(self.link_wanted)
        line.addWidget(self.linker)
        return self._head


class _Links(GridView):
    """What a paper rests on and what rests on it; Enter opens it, Delete takes the link away."""

    removed = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            (
                Column[LinkLine](
                    "Căn cứ", lambda one: one.what, second=lambda one: one.relation, tip=lambda one: one.what
                ),
            ),
            name="Căn cứ của văn bản, Enter mở, Delete bỏ",
            key=lambda one: one.id,
            row_height=ROW_TWO_LINES,
            sortable=False,
        )
        self.horizontalHeader().hide()

    def show_links(self, links: Sequence[LinkLine]) -> None:
        self.show_rows(links)
        px = theme.current().px
        self.setFixedHeight(px(ROW_TWO_LINES) * min(len(links), _LINKS_SHOWN) + px(4))
        self.setVisible(bool(links))
        if links and self.current_row() is None:
            self.choose(links[0].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.current_row() is not None:
            self.removed.emit(self.current_row())
        else:
            super().keyPressEvent(event)


def _facts(line: DirectiveLine) -> list[tuple[str, str]]:
    one = line.directive
    pairs = [
        ("Ban hành", _joined(one.organ, day(one.issued_on))),
        ("Hiệu lực", _joined(VALIDITIES[line.valid], in_force(one))),
        ("Thay bằng", named(line.successor) if line.successor else ""),
        ("Mức độ khẩn", urgency(one)),
        ("Đến ngày", _joined(day(one.arrived_on), f"số đến {one.arrival_number}" if one.arrival_number else "")),
        ("Người nhận", _joined(one.receiver, f"chuyển {day(one.handed_on)}" if one.handed_on else "")),
        ("Hạn xử lý", day(one.due_on)),
        ("Người xử lý", line.handler),
        ("Đã xử lý", _joined(day(one.handled_on), f"trả lời: {one.reply}" if one.reply else "")),
        ("Người ký", _joined(one.signer, one.signer_position)),
        ("Số trang", _joined(f"{one.pages} trang" if one.pages else "", f"{one.copies} bản" if one.copies else "")),
        ("Ngôn ngữ", one.language),
        ("Mã định danh", one.organ_id),
        ("Hồ sơ", one.file_notation),
        ("Ghi chú", one.note),
        ("Nguồn", f"danh mục có sẵn ({one.source})" if one.source else ""),
    ]
    shared = [("Cần sửa", doubled_number(one))] if line.doubled else []
    return [*shared, *((what, how) for what, how in pairs if how)]


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))
