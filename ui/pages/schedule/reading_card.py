"""How a vendor's file is read: the plays as they would be read at the left, what each column means at the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ttcs_desktop.broadcast.playlogs.model import DayOrder, Doubt, Meaning, Proposal, Reading, Unit
from ttcs_desktop.broadcast.playlogs.proposing import missing
from ttcs_desktop.broadcast.playlogs.wording import MEANINGS, ORDERS, ROWS, UNITS, doubt_text, missing_text
from ttcs_desktop.broadcast.timetable import Rejection
from ttcs_desktop.broadcast.vendor import VendorRow
from ui.kit import theme
from ui.kit.card import MAX_HEIGHT, Card
from ui.kit.fields import Choice
from ui.kit.form import Form, FormField
from ui.kit.labels import label
from ui.kit.panels import column, row
from ui.kit.table.columns import Align, Column
from ui.kit.table.view import HEAD, ROW_TIGHT, GridView
from ui.pages.schedule.intake import why
from ui.workflows.messages import SUBJECTS

Plays = Callable[[Proposal], tuple[list[VendorRow], list[Rejection]]]
_EDGE, _AROUND, _WIDEST = 24, 200, 1040
_FORM, _SHOWN, _EXAMPLES, _LONGEST = 300, 40, 2, 60
_DATE = "19/06/2026"
_ROWS = (
    Column[VendorRow]("Dòng", lambda one: one.row, 52, Align.RIGHT),
    Column[VendorRow]("Ngày", lambda one: one.day, 88),
    Column[VendorRow]("Giờ", lambda one: one.start, 72, shown=lambda one: f"{one.start:%H:%M:%S}"),
    Column[VendorRow]("Dài", lambda one: one.seconds, 64, Align.RIGHT, shown=lambda one: clock(one.seconds)),
    Column[VendorRow]("Chương trình", lambda one: one.title),
    Column[VendorRow]("Nơi", lambda one: ", ".join(one.targets) or "cả đài", 110),
    Column[VendorRow](
        "Cụm", lambda one: one.clusters_ok, 56, shown=lambda one: f"{one.clusters_ok}/{one.clusters_total}"
    ),
)


class ReadingCard(Card):
    """Each column's meaning is chosen by keyboard; the plays at the left follow at once. `take(reading)` on the yes."""

    def __init__(
        self,
        file: str,
        proposal: Proposal,
        plays: Plays,
        take: Callable[[Proposal], None],
        *,
        main_text: str = "Nhập",
        parent: QWidget,
    ) -> None:
        px = theme.current().px
        wide = min(_WIDEST, round((parent.window().width() - px(_EDGE)) * 100 / max(1, px(100))))
        super().__init__("Cách đọc nhật ký", main_text, main_key="Ctrl+Enter", width=max(640, wide), parent=parent)
        self._proposal, self._plays, self._take = proposal, plays, take
        self.body.addWidget(label(_about(file, proposal), wrap=True))
        self.form = Form(_fields(proposal), SUBJECTS)
        self.form.setObjectName("cardBody")
        self.form.submitted.connect(self.accept)
        self.form.changed.connect(self._changed)
        self.rows = GridView(_ROWS, name="Các lượt phát đọc thử", row_height=ROW_TIGHT, sortable=False)
        self.rows.setProperty("framed", True)
        self.told = label("", "text", "amber", wrap=True)
        both = QWidget()
        line = row(both, 12)
        left = QWidget()
        lines = column(left, 6)
        lines.addWidget(self.rows, 1)
        lines.addWidget(self.told)
        line.addWidget(left, 1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self.form)
        self._area.setFixedWidth(px(_FORM))
        line.addWidget(self._area)
        room = min(MAX_HEIGHT, parent.window().height()) - px(_AROUND)
        both.setFixedHeight(max(px(HEAD + 4 * ROW_TIGHT), room))
        self.body.addWidget(both)
        for field in self.form.findChildren(QWidget):
            field.installEventFilter(self)
        self._before = self._chosen()
        self._show_plays()

    def accept(self) -> None:
        """Hand on how the file is read; a reading that lacks a column keeps the card open and says which."""
        if self._show_plays():
            self.done(self.DialogCode.Accepted)
            self._take(self.proposal())

    def proposal(self) -> Proposal:
        """The proposal as it is chosen now."""
        unit = cast("Unit", self._value("unit"))
        order = cast("DayOrder", self._value("order"))
        reading = Reading(tuple(self._chosen()), unit, order, bool(self._value("per_place")))
        return replace(self._proposal, reading=reading)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        doubtful = [one.column for one in self._proposal.doubts if one.column is not None]
        self.form.widget(f"column{doubtful[0] if doubtful else 0}").setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget) and "_area" in self.__dict__:
            self._area.ensureWidgetVisible(watched, 0, 40)
        return super().eventFilter(watched, event)

    def _value(self, field: str) -> object:
        return cast("Choice", self.form.widget(field)).value()

    def _chosen(self) -> list[Meaning]:
        return [cast("Meaning", self._value(f"column{at}")) for at in range(len(self._proposal.reading.columns))]

    def _changed(self) -> None:
        """A meaning stands once: who had it before has none now."""
        now = self._chosen()
        for at, (meaning, was) in enumerate(zip(now, self._before, strict=True)):
            if meaning is not was and meaning is not Meaning.NOTHING:
                for other, held in enumerate(now):
                    if other != at and held is meaning:
                        self.form.set_values({f"column{other}": Meaning.NOTHING})
        self._before = self._chosen()
        self._show_plays()

    def _show_plays(self) -> bool:
        """Read the first rows as chosen; whether anything can be read so."""
        proposal = self.proposal()
        lack = missing(proposal.reading)
        plays, rejected = ([], []) if lack else self._plays(proposal)
        self.rows.show_rows(plays[:_SHOWN])
        told = []
        if lack:
            told.append(f"Chưa chỉ ra cột nào là {missing_text(lack)}.")
        elif not plays:
            told.append("Chưa đọc được lượt phát nào.")
        if rejected:
            first = rejected[0]
            told.append(f"{len(rejected)} dòng không đọc được; dòng {first.row}: {why(first.code, _DATE)}")
        told += [doubt_text(one, self._proposal.head.names) for one in self._proposal.doubts if one.column is None]
        self.told.setText(" ".join(told))
        self.told.setVisible(bool(told))
        return bool(plays)


def clock(seconds: int) -> str:
    """A length as 15:30 or 1:02:05."""
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02d}:{rest % 60:02d}" if hours else f"{rest // 60}:{rest % 60:02d}"


def _about(file: str, proposal: Proposal) -> str:
    known = "Mẫu tệp này đã được nhớ cách đọc." if proposal.known else "Mẫu tệp này chưa gặp."
    return f"{file}. {known} Bên trái là các lượt phát đọc thử; chỗ nào sai thì chọn lại cột ở bên phải."


def _fields(proposal: Proposal) -> list[FormField]:
    fields = []
    for at, meaning in enumerate(proposal.reading.columns):
        choice = Choice(list(MEANINGS.items()))
        choice.set_value(meaning)
        name = proposal.head.names[at]
        title = f"Cột “{_short(name)}”" if name else f"Cột thứ {at + 1}"
        fields.append(FormField(f"column{at}", title.replace("&", "&&"), choice, _hint(proposal, at)))
    for name, title, options, value in (
        ("unit", "Thời lượng ghi bằng", list(UNITS.items()), proposal.reading.unit),
        ("order", "Ngày tháng viết", list(ORDERS.items()), proposal.reading.order),
        ("per_place", "Mỗi dòng của tệp là", list(ROWS.items()), proposal.reading.per_place),
    ):
        choice = Choice(cast("list[tuple[object, str]]", options))
        choice.set_value(value)
        fields.append(FormField(name, title, choice))
    return fields


def _hint(proposal: Proposal, at: int) -> str:
    """Some of its cells, and what is doubtful about it."""
    cells = dict.fromkeys(cells[at] for _, cells in proposal.rows if at < len(cells) and cells[at])
    shown = "; ".join(_short(cell) for cell in list(cells)[:_EXAMPLES])
    doubts = [_bare(one, proposal) for one in proposal.doubts if one.column == at]
    return " ".join([*([f"Ví dụ: {shown}."] if shown else ["Cột trống."]), *doubts])


def _bare(doubt: Doubt, proposal: Proposal) -> str:
    """The doubt without the column's name, below whose field it stands."""
    said = doubt_text(doubt, proposal.head.names).partition(": ")[2]
    return said[:1].upper() + said[1:]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
