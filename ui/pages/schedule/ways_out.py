"""F9: ways out of the clashes of the week, side by side; Enter takes the one chosen, one Ctrl+Z takes it back."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

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
SEARCHING = "Đang tìm cách gỡ chỗ vướng…"
LOOKING = "Đang tìm cách tốt hơn…"
KEPT = "Đã tìm xong: có cách ít xáo trộn hơn ở đầu danh sách. Cách đang chọn vẫn được giữ."
_ROWS = 8
_SILENT_AT_MOST = 300  # milliseconds
_CHOOSING = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress}


class WaysSearch:
    """Looks for ways out of the week shown, beside the window; the first is shown at once, better ones follow."""

    def __init__(self, page: SchedulePage) -> None:
        self._page, self.is_over = page, False
        self._card: WaysCard | None = None
        workspace, week, station = page.desk.workspace, page.week, page.station()

        def work(reporter: Reporter) -> Outcome:
            with closing(workspace.again()) as own:
                return own.way_out.ways(week, station, first=reporter.hand, check=reporter.check)

        self._job = page.desk.jobs.start(work, self._done, self._failed, handed=self._first, stopped=self._end)
        QTimer.singleShot(_SILENT_AT_MOST, page, self._say_searching)

    def _say_searching(self) -> None:
        """A week of many clashes takes a second to be read; whoever pressed a key hears of it before."""
        if not self.is_over and self._card is None:
            self._page.desk.done.emit(SEARCHING, None, "")

    def _first(self, found: Outcome) -> None:
        if found.proposals:
            self._page.guard(lambda: self._show(found, looking=True))

    def _done(self, found: Outcome) -> None:
        if not self.is_over:
            self._end()
            self._page.guard(lambda: self._show(found, looking=False))

    def _failed(self, error: Exception) -> None:
        if self.is_over:
            return
        self._end()
        if self._card is not None:
            self._card.searched()  # what was found holds without better ones

        def again() -> None:
            raise error

        self._page.guard(again)

    def _end(self) -> None:
        self.is_over = True

    def _show(self, found: Outcome, *, looking: bool) -> None:
        if self._card is not None:
            self._card.better(found)
            return
        if not (found.proposals or found.asked or found.stuck):
            self._page.desk.done.emit(NOTHING, None, "")
            return
        card = self._card = WaysCard(found, self._page, looking=looking)
        card.accepted.connect(lambda: self._page.guard(lambda: _take(self._page, card.chosen())))
        card.finished.connect(self._left)
        card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        card.open()

    def _left(self) -> None:
        """Nobody waits for better ways any more."""
        self._end()
        self._job.cancel()


def _take(page: SchedulePage, proposal: Proposal | None) -> None:
    if proposal is None:
        return
    changes = page.desk.workspace.way_out.take(proposal, why)
    page.desk.publish(changes, f"Đã gỡ chỗ vướng: {proposal_words(proposal)[:1].lower()}{proposal_words(proposal)[1:]}")


class WaysCard(Card):
    """Up to three proposals, and what the chosen one moves from where to where, and why.

    `looking` while better ones are still looked for: they are given to `better`.
    """

    def __init__(self, found: Outcome, parent: QWidget | None = None, *, looking: bool = False) -> None:
        super().__init__(TITLE, "Làm theo cách này", width=760, parent=parent)
        self._touched = False
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
        self.looking = label(LOOKING, wrap=True)
        self.looking.setVisible(looking)
        self.left: list[QLabel] = []
        self._told = QVBoxLayout()
        self.body.addWidget(self.looking)
        for grid in (self.ways, self.moves):
            self.body.addWidget(grid)
            for part in (grid, grid.viewport()):
                part.installEventFilter(self)
        self.body.addLayout(self._told)
        self.body.addStretch(1)
        self.ways.picked.connect(self._pick)
        self.ways.opened.connect(lambda _: self.accept())
        self._show(found, None, looking=looking)

    def chosen(self) -> Proposal | None:
        """The proposal chosen."""
        row = self.ways.current_row()
        return row[1] if row is not None else None

    def better(self, found: Outcome) -> None:
        """Show what the search came to in the end; who has begun to choose keeps what he chose."""
        mine = self.chosen() if self._touched else None
        self._show(found, mine, looking=False)
        self.searched(KEPT if mine is not None and self.ways.current_row()[0] > 1 else "")

    def searched(self, words: str = "") -> None:
        """The search is over; `words` say what came of it."""
        self.looking.setText(words)
        self.looking.setVisible(bool(words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _CHOOSING and "_touched" in self.__dict__:
            self._touched = True
        return super().eventFilter(watched, event)

    def _show(self, found: Outcome, mine: Proposal | None, *, looking: bool) -> None:
        px = theme.current().px
        proposals = list(found.proposals)
        if mine is not None and not any(_alike(mine, one) for one in proposals):
            proposals.append(mine)
        numbered = list(enumerate(proposals, start=1))
        most = max((len(one.moves) for one in proposals), default=0)
        for grid, rows in ((self.ways, len(numbered)), (self.moves, min(_ROWS, most))):
            grid.setFixedHeight(px(HEAD + max(1, rows) * ROW_MIDDLE + 4))
            grid.setVisible(bool(numbered))
        for words in self.left:
            words.deleteLater()
        # While better ones are looked for, nobody says that the time is up.
        self.left = [
            label(words, wrap=True) for words in left_words(replace(found, complete=found.complete or looking))
        ]
        for words in self.left:
            self._told.addWidget(words)
        self.main.setVisible(bool(numbered))
        self.main.setEnabled(bool(numbered))
        self.ways.show_rows(numbered)
        if numbered:
            at = next((at for at, one in numbered if mine is not None and _alike(mine, one)), 1)
            self.ways.choose(at)
            self._pick(numbered[at - 1])

    def _pick(self, row: tuple[int, Proposal] | None) -> None:
        if row is not None:
            self.moves.show_rows(row[1].moves)


def _alike(one: Proposal, other: Proposal) -> bool:
    """Whether two proposals move the same airings to the same places."""
    return [(move.airing.id, move.to) for move in one.moves] == [(move.airing.id, move.to) for move in other.moves]
