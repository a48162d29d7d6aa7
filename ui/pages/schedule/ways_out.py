"""F9: ways out of the clashes of the week, side by side; Enter takes the one chosen, one Ctrl+Z takes it back."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ttcs_desktop.broadcast.solving.model import Outcome, Proposal, Solved
from ttcs_desktop.broadcast.solving.wording import from_to, left_words, proposal_words, why
from ui.kit import theme
from ui.kit.card import Card
from ui.kit.jobs import Reporter
from ui.kit.labels import label
from ui.kit.table.columns import Column
from ui.kit.table.view import HEAD, ROW_MIDDLE, GridView
from ui.pages.schedule.words import short_date

if TYPE_CHECKING:
    from ui.pages.schedule.page import SchedulePage

TITLE = "Cách gỡ chỗ vướng"
NOTHING = "Tuần này không có lượt nào trùng giờ hay trái quy định khung giờ."
_ROWS = 8


def open_ways(page: SchedulePage) -> None:
    """Look for ways out of the week shown, beside the window, and show them."""
    workspace, week, station = page.desk.workspace, page.week, page.station()

    def work(_reporter: Reporter) -> Outcome:
        with closing(workspace.again()) as own:
            return own.way_out.ways(week, station)

    def failed(error: Exception) -> None:
        def again() -> None:
            raise error

        page.guard(again)

    def done(found: Outcome) -> None:
        page.guard(lambda: _show(page, found))

    page.desk.jobs.start(work, done, failed)


def _show(page: SchedulePage, found: Outcome) -> None:
    if not (found.proposals or found.asked or found.stuck):
        page.desk.done.emit(NOTHING, None, "")
        return
    card = WaysCard(found, page)
    if found.proposals:
        card.accepted.connect(lambda: page.guard(lambda: _take(page, card.chosen())))
    card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    card.open()


def _take(page: SchedulePage, proposal: Proposal | None) -> None:
    if proposal is None:
        return
    changes = page.desk.workspace.way_out.take(proposal, why)
    page.desk.publish(changes, f"Đã gỡ chỗ vướng: {proposal_words(proposal)[:1].lower()}{proposal_words(proposal)[1:]}")


class WaysCard(Card):
    """Up to three proposals, and what the chosen one moves from where to where, and why."""

    def __init__(self, found: Outcome, parent: QWidget | None = None) -> None:
        super().__init__(TITLE, "Làm theo cách này", width=760, parent=parent)
        px = theme.current().px
        numbered = list(enumerate(found.proposals, start=1))
        self.ways = GridView(
            (
                Column[tuple[int, Proposal]]("Cách", lambda one: one[0], width=56),
                Column[tuple[int, Proposal]]("Làm gì", lambda one: proposal_words(one[1])),
            ),
            name="Các cách gỡ",
            key=lambda one: one[0],
            sortable=False,
        )
        self.moves = GridView(
            (
                Column[Solved]("Ngày", lambda one: short_date(one.airing.day), width=84),
                Column[Solved]("Lượt phát", lambda one: one.airing.title),
                Column[Solved]("Dời", from_to, width=184),
                Column[Solved]("Vì sao", why, width=226, tip=why),
            ),
            name="Những lượt phải dời",
            key=lambda one: one.airing.id,
            sortable=False,
        )
        for grid, rows in ((self.ways, len(numbered)), (self.moves, min(_ROWS, _most(found)))):
            grid.setFixedHeight(px(HEAD + max(1, rows) * ROW_MIDDLE + 4))
            self.body.addWidget(grid)
            grid.setVisible(bool(numbered))
        self.ways.picked.connect(self._pick)
        self.ways.opened.connect(lambda _: self.accept())
        self.left = [label(words, wrap=True) for words in left_words(found)]
        for words in self.left:
            self.body.addWidget(words)
        self.body.addStretch(1)
        self.main.setVisible(bool(numbered))
        self.main.setEnabled(bool(numbered))
        self.ways.show_rows(numbered)
        if numbered:
            self.ways.choose(1)
            self._pick(numbered[0])

    def chosen(self) -> Proposal | None:
        """The proposal chosen."""
        row = self.ways.current_row()
        return row[1] if row is not None else None

    def _pick(self, row: tuple[int, Proposal] | None) -> None:
        if row is not None:
            self.moves.show_rows(row[1].moves)


def _most(found: Outcome) -> int:
    return max((len(one.moves) for one in found.proposals), default=0)
