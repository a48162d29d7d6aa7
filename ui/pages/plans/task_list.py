"""The list of tasks: pills that filter, the find field, the grid in the annex's order, and what an empty list says."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QWidget

from ttcs_desktop.office.model import WorkingCalendar
from ttcs_desktop.vietnamese.text import fold
from ui.kit import keys
from ui.kit.buttons import KeyButton, Kind, Shows
from ui.kit.panels import EmptyState, column, frame, row
from ui.kit.search_field import SearchField
from ui.kit.table.columns import Align, Column, Look
from ui.kit.table.view import GridView
from ui.pages.plans.lines import Sieve, TaskLine, groups_of
from ui.pages.plans.views import Views
from ui.pages.plans.words import due_in_words, rhythm, short_day, short_lead

_RED = Look(ink="red", bold=True)
_NO_LOOK = Look()

COLUMNS = (
    Column[TaskLine]("STT", lambda line: line.task.number, 40, Align.CENTRE, look=lambda _: Look(ink="text2")),
    Column[TaskLine]("Nhiệm vụ, giải pháp", lambda line: " ".join(line.task.text.split())),
    Column[TaskLine](
        "Chủ trì", lambda line: short_lead(line.task.lead), 126, tip=lambda line: "\n".join(line.task.lead)
    ),
    Column[TaskLine](
        "Thời gian",
        lambda line: rhythm(line.task.when, line.today.year),
        108,
        tip=lambda line: line.task.when_text,
    ),
    Column[TaskLine](
        "Hạn",
        lambda line: line.due,
        84,
        shown=lambda line: short_day(line.due, line.today.year) if line.due else "–",
        look=lambda line: _RED if line.is_overdue else _NO_LOOK,
        tip=lambda line: due_in_words(line.deadline, line.today) if line.deadline else "",
    ),
    Column[TaskLine]("Trạng thái", lambda line: line.status, 118),
)


class TaskList(QWidget):
    """The same tasks as a list, a board or a calendar: filter, find and the task at hand stay from view to view.

    `picked(TaskLine | None)` when the chosen task changes; `opened(TaskLine)` on Enter; `import_wanted` from the
    empty list; `remove_wanted` and `remove_plan_wanted` on Delete and Shift+Delete;
    `moved(task id, TaskState)` from the board.
    """

    picked = Signal(object)
    opened = Signal(object)
    import_wanted = Signal()
    remove_wanted = Signal()
    remove_plan_wanted = Signal()
    moved = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: Sequence[TaskLine] = ()
        self._with_plan = False
        self._wanted = ""
        self._office = WorkingCalendar()
        self.views = Views(self)
        outer = column(self, 0)
        self._filters = self._filter_row()
        outer.addWidget(self._filters)
        self.grid = GridView(COLUMNS, name="Danh sách nhiệm vụ", key=lambda line: line.task.id, sortable=False)
        # Shift with the arrows takes neighbours along, Ctrl with the arrows and Space any others.
        self.grid.setSelectionMode(GridView.SelectionMode.ExtendedSelection)
        self.grid.picked.connect(self.picked)
        self.grid.opened.connect(self.opened)
        self.grid.table.arranged.connect(self._show_what_there_is)
        everything = KeyButton("Xem tất cả", icon="list-checks")
        everything.clicked.connect(self.show_everything)
        self.importer = KeyButton("Nhập phụ lục", icon="clipboard-list", key="Ctrl+O", catch_key=False)
        self.importer.clicked.connect(self.import_wanted)
        self._nothing = EmptyState(
            "list-checks",
            "Chưa có nhiệm vụ. Bấm Ctrl+O để nhập phụ lục, Ctrl+V để dán bảng đã chép, F4 để tự thêm",
            "",
            self.importer,
        )
        self._filtered_out = EmptyState("filter", "Không có nhiệm vụ nào như vậy", "", everything)
        self._stack = QStackedWidget()
        for part in (self.grid, _inset(self._nothing), _inset(self._filtered_out)):
            self._stack.addWidget(part)
        outer.addWidget(self._stack, 1)
        self.views.changed.connect(self._change_view)
        self.views.picked.connect(self._choose)
        self.views.moved.connect(self.moved)
        self.views.opened.connect(lambda: self.opened.emit(self.grid.current_row()))
        self.grid.picked.connect(lambda line: self.views.choose(line.task.id if line is not None else ""))

    def show_lines(self, lines: Sequence[TaskLine], *, with_plan: bool, office: WorkingCalendar | None = None) -> None:
        """Show tasks; `with_plan` names the plan in each heading. The chosen task, filter and folds stay."""
        self._lines, self._with_plan = lines, with_plan
        self._office = office or self._office
        for sieve, pill in self._pills.items():
            count = sum(1 for line in lines if line.passes(sieve))
            pill.setText(f"{sieve.value} {count}")
            if sieve is Sieve.OVERDUE:
                pill.set_icon_name("triangle-alert" if count else "")
        self._sift()

    def show_everything(self) -> None:
        """Take filter and find away."""
        self.search.clear()
        self._wanted = ""
        self.grid.find_text("")
        self._pills[Sieve.ALL].setChecked(True)
        self._sift()
        self.main_widget().setFocus()

    def bring_into_sight(self, task_id: str) -> bool:
        """Choose a task, whatever is filtered or folded; False when it is not among the lines."""
        self.show_everything()
        return self._choose(task_id)

    def main_widget(self) -> QWidget:
        """Where the keyboard belongs: the grid, or the one button of an empty list."""
        return self.views.widget() or self.grid if self._lines else self.importer

    def plan_at_hand(self) -> str:
        """The plan of the chosen task, of the heading stood on, or of the first task."""
        index = self.grid.currentIndex()
        line = self.grid.table.line(index.row()) if index.isValid() else None
        if line is not None and line.group is not None and line.group.rows:
            return str(line.group.rows[0].task.plan_id)
        row = self.grid.current_row() or next(iter(self._lines), None)
        return row.task.plan_id if row is not None else ""

    def sieve(self) -> Sieve:
        """The filter that is on."""
        return next(sieve for sieve, pill in self._pills.items() if pill.isChecked())

    def pill(self, sieve: Sieve) -> KeyButton:
        return self._pills[sieve]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from_find = self.search.hasFocus()
        leaves = event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if from_find and leaves:
            self._enter_grid()
        elif event.key() == Qt.Key.Key_Delete and not from_find:
            shift = keys.held(event) == Qt.KeyboardModifier.ShiftModifier
            (self.remove_plan_wanted if shift else self.remove_wanted).emit()
        else:
            super().keyPressEvent(event)

    def _filter_row(self) -> QWidget:
        made = frame("toolRow")
        line = row(made, 8, (12, 6, 12, 6))
        group = QButtonGroup(made)
        self._pills = {sieve: _pill(sieve, group, line.addWidget) for sieve in Sieve}
        self._pills[Sieve.ALL].setChecked(True)
        group.buttonClicked.connect(lambda _: self._sift())
        for button in self.views.buttons.values():
            line.addWidget(button)
        line.addStretch(1)
        self.search = SearchField("Tìm nhiệm vụ", name="Tìm nhiệm vụ", key="Ctrl+F")
        self.search.wanted.connect(self._find)
        line.addWidget(self.search)
        shortcut = QShortcut(QKeySequence("Ctrl+F"), self)
        shortcut.activated.connect(self._start_finding)
        return made

    def _sift(self) -> None:
        sieve = self.sieve()
        kept = [line for line in self._lines if line.passes(sieve)]
        self.grid.show_groups(groups_of(kept, with_plan=self._with_plan))
        self._fill_view()
        if self.grid.current_row() is None:
            self._choose_first()

    def _find(self, text: str) -> None:
        self._wanted = text
        self.grid.find_text(text)
        self._fill_view()
        if self.grid.current_row() is None:
            self._choose_first()

    def _start_finding(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _enter_grid(self) -> None:
        self.main_widget().setFocus()
        if self.grid.current_row() is None:
            self._choose_first()

    def _choose_first(self) -> None:
        first = next((line.row for line in self.grid.table.lines() if not line.is_heading), None)
        if first is None:
            self.picked.emit(None)
        else:
            self.grid.choose(first.task.id)

    def _show_what_there_is(self) -> None:
        self._filters.setVisible(bool(self._lines))
        if not self._lines:
            self._stack.setCurrentIndex(1)
        else:
            view = self.views.widget()
            if view is not None and self._stack.indexOf(view) < 0:
                self._stack.addWidget(view)
            if self.grid.table.rowCount():
                self._stack.setCurrentWidget(view or self.grid)
            else:
                self._stack.setCurrentIndex(2)

    def _change_view(self) -> None:
        self._fill_view()
        self._show_what_there_is()
        self.main_widget().setFocus()

    def _fill_view(self) -> None:
        """Show in the board or the calendar what the list would show."""
        if self.views.widget() is not None:
            wanted = fold(self._wanted)
            kept = [line for line in self._lines if line.passes(self.sieve()) and line.tells(wanted)]
            at_hand = self.grid.current_row()
            self.views.fill(kept, at_hand.task.id if at_hand is not None else "", self._office)

    def _choose(self, task_id: str) -> bool:
        """Make a task the one at hand, wherever it is folded away."""
        for group in groups_of(self._lines, with_plan=self._with_plan):
            if any(line.task.id == task_id for line in group.rows):
                self.grid.table.fold_group(group.id, False)
        return self.grid.choose(task_id)


def _pill(sieve: Sieve, group: QButtonGroup, place: Callable[[QWidget], None]) -> KeyButton:
    made = KeyButton(sieve.value, key="F8" if sieve is Sieve.OVERDUE else "", kind=Kind.PILL)
    made.set_shows(Shows.LABEL)  # no room for the hint; the key stands in the tooltip
    made.setCheckable(True)
    group.addButton(made)
    place(made)
    return made


def _inset(inside: QWidget) -> QWidget:
    made = QWidget()
    column(made, 0, (16, 16, 16, 16)).addWidget(inside)
    return made
