"""Looking an annex through before anything is saved: doubts are asked one by one, then Ctrl+Enter takes it in."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.plans.again import Likeness
from ttcs_desktop.plans.annex_draft import DraftTask
from ttcs_desktop.plans.service import PlanHead, ReadAnnex
from ui.kit.panels import column
from ui.pages.desk import Desk
from ui.pages.plans.again_bar import AgainBar, Way
from ui.pages.plans.doubt_bar import DoubtBar
from ui.pages.plans.name_offer import NameOffer
from ui.pages.plans.plan_head import PlanHeadRow
from ui.pages.plans.review import ReviewRow, groups_of, head_of, open_doubts, rows_of
from ui.pages.plans.review_bar import field_names, show_state
from ui.pages.plans.review_edits import ReviewEdits
from ui.pages.plans.review_foot import ReviewFoot, show_skipped
from ui.pages.plans.review_grid import ReviewGrid, SidesBand
from ui.pages.plans.review_kept import ReviewKept
from ui.pages.plans.review_tally import ReviewTally
from ui.pages.plans.stops import RESULT_OF_SOURCE, Cell, Stop, next_stop, stop_at, stops_of


@dataclass(frozen=True, slots=True)
class Taken:
    """An annex as the officer left it, ready to be saved."""

    read: ReadAnnex
    head: PlanHead
    year: int
    drafts: tuple[DraftTask, ...]
    like: Likeness | None = None
    way: Way | None = None


class ReviewPanel(QWidget):
    """`taken(Taken)` on Ctrl+Enter once no doubt is open; `left` on Esc. Owns nothing but the drafts."""

    taken = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._read: ReadAnnex | None = None
        self._head_asked = False
        self._head_as_read: list[str] = []
        self._every: list[ReviewRow] = []
        self._rows: list[ReviewRow] = []
        self.edits = ReviewEdits()
        self.head = PlanHeadRow(desk.workspace.clock)
        self.grid = ReviewGrid(self.head.year_now, desk.today.year)
        self.bar = DoubtBar()
        self.offer = NameOffer(desk)
        self.again = AgainBar(desk)
        self.kept = ReviewKept(desk.workspace.drafts)
        self._tally = ReviewTally()
        outer = column(self, 0)
        for part in (self._tally, self.head, self.again, SidesBand(self.grid)):
            outer.addWidget(part)
        outer.addWidget(self.grid, 1)
        outer.addWidget(self.offer)
        outer.addWidget(self.bar)
        foot = ReviewFoot()
        self.skipped, self.cancel, self._waiting, self.importer = foot.skipped, foot.cancel, foot.waiting, foot.importer
        outer.addWidget(foot)
        self.setAccessibleName("Soát phụ lục")
        self._connect()

    def show_annex(self, read: ReadAnnex) -> None:
        """Begin with an annex that was read; the first doubt is at hand at once."""
        self._read = read
        self._head_asked = False
        self._every = self._rows = rows_of(read.annex.tasks)
        self.edits = ReviewEdits(self._every)
        self.offer.tell(self._every)
        asks_year = any(doubt.code == "year_missing" for _, doubt in open_doubts(self._rows))
        year = read.annex.year or (None if asks_year else self._desk.today.year)
        self.head.show_values(head_of(read.annex), year)
        self._head_as_read = self.head.texts()
        left = self.kept.restore(read, self._every, year)
        if left is not None:
            self.head.put_texts(left)
        self.again.forget()
        self._compare()
        self.grid.show_drafts(self._rows)
        count = len(read.annex.skipped)
        self.skipped.setText(f"{count} dòng không phải nhiệm vụ")
        self.skipped.setVisible(bool(count))
        first = next_stop(self._stops(), (-1, -1))
        self.grid.go_to(first.row if first else self._rows[0], first.cell if first else Cell.NAME)
        self.grid.setFocus()
        self._show_state()

    def go_to_next(self) -> None:
        """To the next place to look at, from the last on to the first again; the plan's own row comes last."""
        if not self._stops():
            self.head.ask("")
            return
        self._go_after(self.grid.current_row(), self.grid.currentIndex().column())

    def accept_doubt(self) -> None:
        """Take the reading at hand as it stands and go on to the next doubt; a cell typed wrong is opened again."""
        stop = self._stop_at_hand()
        if stop is None:
            return
        if stop.doubt is None:
            self._edit_at_hand()
            return
        if stop.doubt.code == "year_missing":
            self.head.set_year(self._desk.today.year)
        stop.row.answer(stop.doubt)
        for one in self._rows:
            one.answer_like(stop.doubt)
        self._go_after(stop.row)

    def take_in(self) -> None:
        """Hand the tasks over to be saved, unless a place is still open.

        What the plan's own row leaves empty is asked once; pressed again, it is taken in without.
        """
        if self._read is None or self._stops():
            return
        self._compare()
        if self.again.is_open():
            self.again.ask()
            return
        values, gaps = self.head.values(), self.head.gaps()
        if values is not None and gaps and not self._head_asked:
            missing = field_names(gaps)
            self.head.ask(f"Chưa có {missing}. Gõ vào ô, hoặc bấm Ctrl+Enter lần nữa để nhập khi chưa có.")
            self._head_asked = True
            self._show_state()
        elif values is not None:
            drafts = tuple(row.draft for row in self._rows)
            self.taken.emit(Taken(self._read, values.head, values.year, drafts, self.again.like, self.again.way))

    def undo(self) -> bool:
        """Take the last change of a cell, or the last answer, back; False when there is none."""
        row = self.edits.take_back()
        if row is not None:
            if any(one is row for one in self._rows):
                self.grid.go_to(row, Cell.NAME)
            self.grid.setFocus()
            self.grid.viewport().update()
            self._show_state()
        return row is not None

    def is_changed(self) -> bool:
        """Whether the officer has corrected or answered anything, or typed in the plan's own row."""
        return not self.edits.is_empty or self.head.texts() != self._head_as_read

    def file_name(self) -> str:
        """The file under review."""
        return self._read.source_name if self._read is not None else ""

    def open_count(self) -> int:
        """How many places are still to be looked at."""
        return len(self._stops()) + len(self.head.gaps()) + len(self.head.faults())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # -- building ----------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.skipped.clicked.connect(lambda: show_skipped(self._read, self))
        self.cancel.clicked.connect(self.left)
        self.importer.clicked.connect(self.take_in)
        self.grid.picked.connect(lambda _: self._show_state())
        self.grid.accepted.connect(self.accept_doubt)
        # The grid leaves its cell after it has told of the edit; what comes next waits for that.
        self.grid.changed.connect(lambda row, done: QTimer.singleShot(0, self, lambda: self._go_on(row, answered=done)))
        self.grid.refused.connect(
            lambda row, at, *_: QTimer.singleShot(0, self, lambda: self._go_on(row, stay_at=Cell(at)))
        )
        self.offer.learnt.connect(self._use_learnt)
        self.bar.accept.connect(self.accept_doubt)
        self.bar.edit.connect(self._edit_at_hand)
        self.bar.later.connect(self.go_to_next)
        self.head.year_changed.connect(self._read_times_again)
        self.head.edited.connect(self._show_state)
        self.head.number.editingFinished.connect(self._compare)
        self.again.chosen.connect(self._show_chosen)
        self.head.left.connect(self.grid.setFocus)

    # -- places to look at -------------------------------------------------------------------------------------

    def _stops(self) -> list[Stop]:
        return stops_of(self._rows, self.grid.table.bad_cells())

    def _stop_at_hand(self) -> Stop | None:
        column = self.grid.currentIndex().column()
        return stop_at(self._stops(), self.grid.current_row(), RESULT_OF_SOURCE.get(Cell(max(0, column)), column))

    def _go_after(self, row: ReviewRow | None, column: int = -1) -> None:
        """To the next stop after a cell, or after the beginning of a row."""
        number = next((number for number, one in enumerate(self._rows) if one is row), -1)
        after = next_stop(self._stops(), (number, column))
        if after is not None:
            self.grid.go_to(after.row, after.cell)
            self.grid.setFocus()
        self.grid.viewport().update()
        self._show_state()

    def _edit_at_hand(self) -> None:
        stop = self._stop_at_hand()
        if stop is not None:
            self.grid.go_to(stop.row, stop.cell)
        self.grid.edit_cell()

    # -- after each step ---------------------------------------------------------------------------------------

    def _go_on(self, row: ReviewRow, *, answered: bool = False, stay_at: Cell | None = None) -> None:
        """On to the next doubt when the edit answered one; otherwise the grid has gone on by itself.

        A cell that was refused stays at hand.
        """
        if stay_at is not None:
            self.grid.go_to(row, stay_at)
            self._show_state()
            return
        self.offer.consider(row)
        if answered:
            self._go_after(row)
        else:
            self._show_state()

    def _compare(self) -> None:
        """Whether the record has this annex already; of the plan's own row, number and year tell it too."""
        if self._read is not None:
            self.again.compare(self._read, self.head.number.text(), self.head.year_now())
            self._show_chosen()

    def _show_chosen(self) -> None:
        rows = self.again.kept(self._every)
        if len(rows) != len(self._rows):
            self._rows = rows
            self.grid.show_drafts(rows)
            self.grid.go_to(rows[0], Cell.NAME)
            self.grid.setFocus()
        self._show_state()

    def _read_times_again(self, year: int) -> None:
        for one in self._every:
            one.read_time_again(year)
        self._compare()
        self.grid.viewport().update()
        self._show_state()

    def _use_learnt(self, alias: str, name: str) -> None:
        for one in self._rows:
            one.use_learnt(alias, name)
        self.offer.tell(self._rows)
        self.grid.viewport().update()
        self.grid.setFocus()
        self._show_state()

    def _show_state(self) -> None:
        """Chips, bar and the main button after anything has changed."""
        self.edits.note()
        if self._read is not None and self.is_changed():
            self.kept.keep(self._read, self._every, self.head.texts())
        stops, tasks = self._stops(), len(self._rows)
        count = self.open_count()
        unclear = len({stop.at[0] for stop in stops})
        self._tally.count(groups=len(groups_of(self._rows)), tasks=tasks, unclear=unclear, stops=count)
        self._waiting.setText(f"Còn {count} chỗ cần xem" if count else "")
        self.importer.setText(f"Nhập {tasks} nhiệm vụ")
        self.importer.setEnabled(not stops)
        show_state(self.bar, self._stop_at_hand(), stops, count, self.head, self.grid, self._desk.today.year)
