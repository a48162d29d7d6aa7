"""F11 on Hôm nay: what each figure at the top counts, in words, and the records behind it; Enter opens one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ttcs_desktop.agenda.deadlines import Deadline
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import Airing
from ui.kit import theme
from ui.kit.card import Card
from ui.kit.labels import label, set_flag
from ui.kit.table.columns import Column, Group, Look
from ui.kit.table.view import ROW_TIGHT, GridView
from ui.pages.page import Page
from ui.pages.today.words import short_day

_HEIGHT = 230
_FORMULAS = (
    "Đã qua giờ: lượt phát hôm nay đã kết thúc; mẫu số là mọi lượt trong lịch hôm nay.",
    "Chưa xác nhận: lượt đã qua giờ mà sổ phát chưa ghi phát thế nào.",
    "Trong tuần: việc có ngày làm việc cuối cùng còn kịp nằm trong tuần này. Quá hạn: ngày ấy đã qua.",
)


@dataclass(frozen=True, slots=True)
class Behind:
    """One record behind a figure: where it is opened, when, and in words."""

    figure: str
    page: str
    id: str
    when: str
    words: str


def open_why(page: Page) -> None:
    """Show it over the page."""
    workspace, day, now = page.desk.workspace, page.desk.today, page.desk.now
    agenda = workspace.agenda
    groups = (
        *figures_of_airings(agenda.airings_today(), agenda.unconfirmed(), now),
        *figures_of_deadlines(agenda.deadlines(), day),
    )
    card = FiguresCard(groups, page)
    card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    card.opened.connect(lambda row: page.desk.go(row.page, row.id))
    card.open()


def figures_of_airings(
    today: Sequence[Airing], unconfirmed: Sequence[Airing], now: dt.datetime
) -> tuple[Group[Behind], ...]:
    """What has played today, and what waits for a word."""
    over = [one for one in today if one.end <= now]
    return (
        _group("over", f"Đã qua giờ {len(over)}/{len(today)} mục trong lịch hôm nay", over, _airing),
        _group("unconfirmed", f"Chưa xác nhận {len(unconfirmed)} mục", unconfirmed, _airing),
    )


def figures_of_deadlines(deadlines: Iterable[Deadline], day: dt.date) -> tuple[Group[Behind], ...]:
    """What is due this week and what is late; of one record with several days only the first counts."""
    once: dict[tuple[str, str, bool], Deadline] = {}
    for one in deadlines:
        if one.has_passed(day) or one.is_this_week(day):
            once.setdefault((one.subject, one.id, one.has_passed(day)), one)
    week = [one for (_, _, late), one in once.items() if not late]
    late = [one for (_, _, late), one in once.items() if late]
    return (
        _group("week", f"Đến hạn trong tuần {len(week)} việc", week, _deadline),
        _group("late", f"Quá hạn {len(late)} việc", late, _deadline),
    )


class FiguresCard(Card):
    """The figures of Hôm nay as groups of their records. `opened(Behind)` on Enter at one."""

    opened = Signal(object)

    def __init__(self, groups: Sequence[Group[Behind]], parent: QWidget | None = None) -> None:
        super().__init__("Số trên trang Hôm nay từ đâu ra", "Đóng", main_key="Ctrl+Enter", width=640, parent=parent)
        self.leave.hide()
        for words in _FORMULAS:
            self.body.addWidget(label(words, "small", "text2", wrap=True))
        self.grid = GridView(_columns(), name="Bản ghi sau các số", row_height=ROW_TIGHT, sortable=False)
        set_flag(self.grid, "framed", True)
        self.grid.setFixedHeight(theme.current().px(_HEIGHT))
        self.grid.show_groups(groups)
        self.grid.setCurrentIndex(self.grid.table.index(0, 0))
        self.grid.opened.connect(self._open)
        self.body.addWidget(self.grid)

    def _open(self, row: Behind) -> None:
        self.accept()
        self.opened.emit(row)


_T = TypeVar("_T", Airing, Deadline)


def _group(name: str, title: str, rows: Sequence[_T], made: Callable[[str, _T], Behind]) -> Group[Behind]:
    return Group(name, title, tuple(made(name, one) for one in rows))


def _airing(figure: str, one: Airing) -> Behind:
    return Behind(figure, "schedule", one.id, f"{one.start:%H:%M} {short_day(one.day)}", one.title)


def _deadline(figure: str, one: Deadline) -> Behind:
    return Behind(figure, one.subject, one.id, f"hạn {short_day(one.due)}", one.what)


def _columns() -> list[Column[Behind]]:
    return [
        Column("Lúc", lambda one: one.when, 120, look=lambda _: Look(ink="text2")),
        Column("Bản ghi", lambda one: one.words),
    ]
