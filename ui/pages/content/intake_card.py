"""The card before articles are taken in: what was read at the left, how it came at the right, asked once for all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.wording import PRIORITIES
from ttcs_desktop.content.classes.model import UsualClasses
from ttcs_desktop.content.model import Received
from ttcs_desktop.content.wording import ORIGINS, WAYS
from ui.kit import theme
from ui.kit.card import MAX_HEIGHT, Card
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice, TextField
from ui.kit.form import Form, FormField
from ui.kit.labels import label
from ui.kit.messages import what_to_type
from ui.kit.panels import column, row
from ui.kit.table.view import HEAD, ROW_TWO_LINES
from ui.pages.content.arrivals import ArrivalGrid, ArrivalRow
from ui.workflows.messages import SUBJECTS

_FEWEST, _MOST = 4, 7
_EDGE = 24
_AROUND = 140  # head, foot and the sentence above the list


class IntakeCard(Card):
    """Space leaves a file out, F2 changes a title, Ctrl+Enter takes the rest in: `taken(wanted, received)`.

    The card stays until `close_taken`, so that a refusal finds the answers still standing.
    """

    taken = Signal(object, object)

    def __init__(
        self, rows: Sequence[ArrivalRow], last: Received, usual: UsualClasses, clock: Clock, parent: QWidget
    ) -> None:
        """`usual` proposes a class as long as the officer has not chosen one."""
        px = theme.current().px
        wide = min(1040, round((parent.window().width() - px(_EDGE)) * 100 / max(1, px(100))))
        super().__init__("Nhận bài", "Nhận", main_key="Ctrl+Enter", width=max(640, wide), parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.grid = ArrivalGrid(rows)
        room = min(MAX_HEIGHT, parent.window().height()) - px(_AROUND + HEAD)
        shown = max(_FEWEST, min(_MOST, len(rows), room // px(ROW_TWO_LINES)))
        self.grid.setFixedHeight(px(HEAD + 2 + ROW_TWO_LINES * shown))
        self.grid.changed.connect(self._count)
        self.grid.finished.connect(self.accept)
        self.grid.refused.connect(self._say_what_to_type)
        self.form = Form(_fields(last, clock), SUBJECTS)
        self.form.setFixedWidth(px(248))
        self.form.submitted.connect(self.accept)
        self._usual, self._chosen = usual, False
        source, priority = self.form.widget("source"), self.form.widget("priority")
        cast("TextField", source).changed.connect(self._propose)
        cast("Choice", priority).changed.connect(self._keep_choice)
        self._propose()
        self.grid.opened.connect(lambda _: self.form.widget("way").setFocus(Qt.FocusReason.TabFocusReason))
        self._told = label("", "text", wrap=True)
        self.body.addWidget(self._told)
        both = QWidget()
        line = row(both, 12)
        left = QWidget()
        lines = column(left, 4)
        self.detail = label("", "small", "text2", wrap=True)
        for part in (self.grid, self.detail):
            lines.addWidget(part)
        lines.addStretch(1)
        line.addWidget(left, 1)
        line.addWidget(self.form, 0, Qt.AlignmentFlag.AlignTop)
        self.grid.picked.connect(self._show_detail)
        self.body.addWidget(both)
        self._count()
        self._show_detail(self.grid.current_row())

    def accept(self) -> None:
        """Hand on what is wanted; a refused field keeps the card open."""
        editor = QApplication.focusWidget()
        if editor is not None and self.grid.isAncestorOf(editor) and editor is not self.grid:
            self.grid.setFocus()  # a title still open in its cell is taken as it stands
        wanted, values = self.grid.wanted(), self.form.values()
        if self.grid.table.bad_cells():
            self.grid.setFocus()
        elif wanted and values is not None and self.main.isEnabled():
            received = Received(
                values["way"], values["received_on"], values["source"], values["origin"], values["priority"]
            )
            self.hold(True)
            self.taken.emit(wanted, received)

    def refuse(self, trouble: InvalidInput) -> bool:
        """Say at its field why nothing was taken in; False when it concerns none of them."""
        self.hold(False)
        return self.form.show_trouble(trouble)

    def hold(self, held: bool) -> None:
        """Let nothing be pressed twice while the files are being kept."""
        self.grid.setEnabled(not held)
        self.main.setEnabled(not held and bool(self.grid.wanted()))

    def _keep_choice(self) -> None:
        """A class that the officer chose stays, whoever the sender is."""
        self._chosen = True

    def _propose(self) -> None:
        """The class that this sender's articles have had."""
        if not self._chosen:
            source = str(cast("TextField", self.form.widget("source")).value() or "")
            cast("Choice", self.form.widget("priority")).set_value(self._usual.of_source(source))

    def _say_what_to_type(self, _row: ArrivalRow, _column: int, code: str, details: dict[str, object]) -> None:
        self.detail.setText(what_to_type(code, details, SUBJECTS))

    def _show_detail(self, row: ArrivalRow | None) -> None:
        """What the cells of a row have no room for, without a mouse."""
        self.detail.setText(row.detail if row is not None else "")

    def _count(self) -> None:
        wanted, rows = self.grid.wanted(), self.grid.rows
        photos = sum(1 for one in wanted if one.beside is not None)
        beside = f", {photos} ảnh kèm" if photos else ""
        self.main.setText(f"Nhận {len(wanted) - photos} bài{beside}" if wanted else "Nhận")
        self.main.setEnabled(bool(wanted))
        refused = sum(1 for one in rows if one.arrival.refused)
        skipped = sum(1 for one in rows if one.arrival.known is not None or one.arrival.twin)
        told = [f"Đã đọc {len(rows)} tệp."]
        told += [f"{skipped} tệp đã nhận trước đây hoặc trùng nhau."] if skipped else []
        told += [f"{refused} tệp không nhận được."] if refused else []
        told.append("Phím cách để bỏ hoặc lấy lại, F2 sửa tên." if wanted else "Không có bài nào để nhận.")
        told += ["F4 để ảnh kèm bài khác, hoặc đứng riêng."] if self.grid.has_photos_beside() else []
        self._told.setText(" ".join(told))


def _fields(last: Received, clock: Clock) -> tuple[FormField, ...]:
    way, origin = Choice(list(WAYS.items())), Choice(list(ORIGINS.items()))
    way.set_value(last.way)
    origin.set_value(last.origin)
    day = DateEdit(clock)
    day.set_value(last.received_on)
    source = TextField("Phòng Văn hóa - Xã hội", max_length=200)
    source.set_value(last.source)
    priority = Choice(list(PRIORITIES.items()))
    return (
        FormField("way", "Nhận &qua", way),
        FormField("received_on", "N&gày nhận", day, required=True),
        FormField("source", "Nơi gử&i", source),
        FormField("origin", "Nguồn &bài", origin),
        FormField("priority", "&Mức ưu tiên", priority),
    )
