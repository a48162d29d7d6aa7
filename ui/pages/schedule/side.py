"""The chosen airing in full, and what can be done with it now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from ttcs_desktop.agenda.linked import NO_TASKS, LinkedTasks
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.conflicts import Rule
from ttcs_desktop.broadcast.model import Airing, Fill, LogEntry, Witness, WitnessKind
from ttcs_desktop.broadcast.wording import BASES, RULES, explain
from ttcs_desktop.content.model import Approval
from ttcs_desktop.vietnamese.typed import format_date
from ui.kit import theme
from ui.kit.buttons import KeyButton, Kind, Size
from ui.kit.chips import Chip, Status, Tone
from ui.kit.labels import label
from ui.kit.panels import SidePanel, column, facts, frame
from ui.pages.linked_tasks import tasks_block
from ui.pages.schedule.facts import WeekFacts
from ui.pages.schedule.words import (
    class_words,
    date_title,
    is_empty,
    minutes_of,
    result_words,
    span_of,
    state_of,
    where,
)

_WITNESSES = {
    WitnessKind.HAND: "Cán bộ ghi",
    WitnessKind.VENDOR: "Nhật ký máy phát",
    WitnessKind.OTHER_PC: "Máy khác của đơn vị",
}


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that can be done with an airing: its words, its key, when it makes sense."""

    words: str
    icon: str
    key: str
    act: Callable[[Airing], None]
    fits: Callable[[Airing, LogEntry | None, dt.datetime], bool]
    kind: Kind = Kind.PLAIN


@dataclass(frozen=True, slots=True)
class Shown:
    """What the panel says of an airing beyond the airing itself."""

    airing: Airing
    week: WeekFacts
    parts: tuple[str, ...]
    witnesses: tuple[Witness, ...]
    now: dt.datetime
    tasks: LinkedTasks = NO_TASKS

    @property
    def entry(self) -> LogEntry | None:
        return self.week.logged.get(self.airing.id)


class AiringPanel(SidePanel):
    """Everything about one airing; below it the deeds that fit, each with its key.

    `task_wanted(id)` for a task that it has to do with.
    """

    task_wanted = Signal(str)

    def __init__(self, deeds: Iterable[Deed], press: Callable[[Deed], None], parent: QWidget | None = None) -> None:
        super().__init__("Mục phát", parent=parent)
        self.setAccessibleName("Chi tiết mục phát")
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setAccessibleName("Chi tiết mục phát")
        self.body.addWidget(self._area, 1)
        self.deeds = tuple(deeds)
        self._buttons: list[tuple[Deed, KeyButton]] = []
        self._bar = frame("actionBar")
        self._grid = QGridLayout(self._bar)
        px = theme.current().px
        self._grid.setContentsMargins(px(12), px(8), px(12), px(8))
        self._grid.setSpacing(px(6))
        for deed in self.deeds:
            button = KeyButton(
                deed.words,
                icon=deed.icon,
                key=deed.key,
                kind=deed.kind,
                size=Size.SMALL,
                catch_key=False,
                parent=self._bar,
            )
            button.clicked.connect(lambda _=False, wanted=deed: press(wanted))
            self._buttons.append((deed, button))
        self.body.addWidget(self._bar)

    def show_airing(self, shown: Shown) -> None:
        """Show one airing and the deeds that fit it."""
        airing = shown.airing
        self._area.setWidget(_content(shown, self.task_wanted.emit))
        for _, button in self._buttons:
            self._grid.removeWidget(button)
            button.hide()
        fitting = [button for deed, button in self._buttons if deed.fits(airing, shown.entry, shown.now)]
        for number, button in enumerate(fitting):
            self._grid.addWidget(button, number // 2, number % 2)
            button.show()

    def buttons(self) -> list[KeyButton]:
        """The buttons offered now."""
        return [button for _, button in self._buttons if not button.isHidden()]


def _content(shown: Shown, open_task: Callable[[str], object]) -> QWidget:
    airing = shown.airing
    made = QWidget()
    made.setObjectName("cardBody")
    inside = column(made, 8, (12, 10, 12, 12))
    inside.addWidget(label(airing.title, "strong", wrap=True))
    gone = next((one for one in shown.week.findings if one.rule is Rule.WITHDRAWN and one.a.id == airing.id), None)
    status = Status(RULES[gone.rule], Tone.ALARM) if gone else state_of(airing, shown.entry, shown.now)
    inside.addWidget(Chip(status), 0, Qt.AlignmentFlag.AlignLeft)
    if gone is not None:
        inside.addWidget(label(explain(gone, shown.week.names), wrap=True))
    inside.addWidget(facts(_about(shown)))
    if shown.tasks.tasks:
        inside.addWidget(tasks_block(shown.tasks, open_task))
    if airing.slot.fill is Fill.SERIES:
        inside.addWidget(label("Các bài", "strong"))
        for number, title in enumerate(shown.parts, start=1):
            inside.addWidget(label(f"{number}. {title}", wrap=True))
        if is_empty(airing):
            inside.addWidget(label("Chưa chọn bài nào cho ngày này. Bấm Insert để chọn.", "text", "amber", wrap=True))
    if shown.entry is not None:
        inside.addWidget(label("Sổ phát", "strong"))
        inside.addWidget(facts(_logged(shown.entry, shown.witnesses)))
    inside.addStretch(1)
    return made


def _about(shown: Shown) -> list[tuple[str, str]]:
    airing = shown.airing
    pairs = [
        ("Ngày", date_title(airing.day)),
        ("Giờ", f"{span_of(airing)} ({minutes_of(airing)} phút)"),
        ("Cụm loa", where(airing, shown.week)),
        ("Loại", class_words(airing)),
    ]
    letter = shown.week.letters.get(airing.id)
    if letter:
        pairs.append(("Trùng giờ", f"chữ {letter}, bấm F7 để xem"))
    return pairs + (_approved(airing.approval) if airing.approval else [("Duyệt", "chưa duyệt")])


def _approved(approval: Approval) -> list[tuple[str, str]]:
    by = f"{approval.approver}, {approval.position}" if approval.position else approval.approver
    basis = BASES[approval.basis] + (f" số {approval.number}" if approval.number else "")
    return [("Người duyệt", by), ("Căn cứ", basis), ("Ngày duyệt", format_date(approval.decided_on))]


def _logged(entry: LogEntry, witnesses: Iterable[Witness]) -> list[tuple[str, str]]:
    pairs = [
        ("Kết quả", result_words(entry)),
        ("Đã phát", f"{round(entry.aired_seconds / 60)}/{round(entry.planned_seconds / 60)} phút"),
        ("Cụm phát được", f"{entry.clusters_ok}/{entry.clusters_total}"),
    ]
    return pairs + [(_WITNESSES[witness.kind], _witnessed(witness)) for witness in witnesses]


def _witnessed(witness: Witness) -> str:
    said = f"{witness.start:%H:%M}, {round(witness.aired_seconds / 60)} phút"
    said += f", {witness.clusters_ok}/{witness.clusters_total} cụm"
    source = f" ({witness.source_name}, dòng {witness.source_row})" if witness.source_row else ""
    return f"{said}{source}" + ("" if witness.agrees else ": nói khác")


def default_deeds(acts: Mapping[str, Callable[[Airing], None]]) -> tuple[Deed, ...]:
    """Every deed in the order of an airing's life; `acts` by the names used here."""
    return (
        Deed("Chọn bài", "list-checks", "Insert", acts["choose"], _takes_items),
        Deed("Duyệt", "file-check", "F6", acts["approve"], _needs_approval),
        Deed("Phát đủ", "check", "1", acts["full"], _may_be_logged),
        Deed("Không phát", "circle-x", "2", acts["none"], _may_be_logged),
        Deed("Phát thiếu", "triangle-alert", "3", acts["partial"], _may_be_logged),
        Deed("Nghe thử", "square-play", "Ctrl+L", acts["listen"], _has_words),
        Deed("Sửa giờ", "pencil", "F2", acts["change"], _always),
        Deed("Xóa khung", "trash-2", "Delete", acts["remove"], _always, Kind.DANGER),
    )


def _takes_items(airing: Airing, entry: LogEntry | None, now: dt.datetime) -> bool:
    del now
    return airing.slot.fill is Fill.SERIES and entry is None


def _needs_approval(airing: Airing, entry: LogEntry | None, now: dt.datetime) -> bool:
    del entry, now
    return airing.approval is None and not is_empty(airing)


def _may_be_logged(airing: Airing, entry: LogEntry | None, now: dt.datetime) -> bool:
    return airing.end <= now and (airing.approval is not None or entry is not None)


def _has_words(airing: Airing, entry: LogEntry | None, now: dt.datetime) -> bool:
    del entry, now
    return bool(airing.versions)


def _always(airing: Airing, entry: LogEntry | None, now: dt.datetime) -> bool:
    del airing, entry, now
    return True
