"""The chosen agency: whom to turn to, all that happened with it day by day, and the files of its report."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ttcs_desktop.agenda.linked import NO_TASKS, LinkedTasks
from ttcs_desktop.attachments.model import Owner
from ui.kit import theme
from ui.kit.buttons import KeyButton, Size
from ui.kit.labels import label, set_flag
from ui.kit.panels import column, facts, row
from ui.kit.table.view import ROW_TIGHT, GridView
from ui.pages.attachments import AttachmentList
from ui.pages.desk import Desk
from ui.pages.linked_tasks import tasks_block
from ui.pages.statistics.collecting.lines import AgencyLine, Event, event_columns, events_of

OWNER = "agency_report"
_LEAST, _MOST = 2, 6
_WIDTH, _HEIGHT = 320, 120


class AgencyPanel(QFrame):
    """`report_wanted(report id)` on Enter on a report; its buttons ask for what they say, `left` for the list."""

    report_wanted = Signal(str)
    edit_wanted = Signal()
    exempt_wanted = Signal()
    remove_wanted = Signal()
    left = Signal()
    task_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self.setAccessibleName("Cơ quan đang chọn")
        self.setMinimumWidth(theme.current().px(_WIDTH))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("cardBody")
        self._body = column(inside, 6, (12, 10, 12, 10))
        self.name = label("", "strong", wrap=True)
        self._facts, self._tasks = QWidget(), QWidget()
        self._head = label("Diễn biến", "strong")
        self.events = GridView(
            event_columns(),
            name="Diễn biến của cơ quan, Enter xem báo cáo",
            key=lambda one: one.id,
            row_height=ROW_TIGHT,
            sortable=False,
        )
        set_flag(self.events, "framed", True)
        self.events.horizontalHeader().hide()
        self.events.opened.connect(self._opened)
        buttons = QWidget()
        beside = row(buttons, 8)
        self.edit = KeyButton("Sửa", key="F2", size=Size.SMALL)
        self.edit.clicked.connect(self.edit_wanted)
        self.exempt = KeyButton("Miễn…", key="Ctrl+M", size=Size.SMALL)
        self.exempt.clicked.connect(self.exempt_wanted)
        self.remove = KeyButton("Bỏ", key="Delete", size=Size.SMALL, catch_key=False)
        self.remove.clicked.connect(self.remove_wanted)
        beside.addWidget(self.edit)
        beside.addWidget(self.exempt)
        beside.addWidget(self.remove)
        beside.addStretch(1)
        self.files = AttachmentList(desk)
        for part in (self.name, self._facts, buttons, self._head, self.events, self.files, self._tasks):
            self._body.addWidget(part)
        self._body.addStretch(1)
        scroll.setWidget(inside)
        column(self, 0).addWidget(scroll)
        self._parts = (self._head, self.events, buttons, self.files)
        self.show_agency(None)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(_WIDTH), theme.current().px(_HEIGHT))

    def show_agency(self, line: AgencyLine | None, tasks: LinkedTasks = NO_TASKS) -> None:
        """Show an agency with the tasks that it leads, or that none is chosen."""
        led = tasks_block(tasks, self.task_wanted.emit, "Nhiệm vụ chủ trì trong năm")
        self._tasks = self._swapped(self._tasks, led, shown=bool(tasks.tasks))
        for part in self._parts:
            part.setVisible(line is not None)
        if line is None:
            self.name.setText("Chọn một cơ quan để xem diễn biến.")
            self._facts = self._swapped(self._facts, QWidget())
            self.files.show_owner(None)
            return
        contact, report = line.standing.respondent.contact, line.standing.report
        self.name.setText(line.name)
        pairs = [
            ("Tình trạng", line.status.word),
            ("Đầu mối", contact.person),
            ("Điện thoại", contact.phone),
            ("Zalo, thư", contact.address),
        ]
        self._facts = self._swapped(self._facts, facts([(what, how) for what, how in pairs if how]))
        events = events_of(line.standing)
        self.events.show_rows(events)
        if events and self.events.current_row() is None:
            self.events.choose(events[0].id)
        rows = min(max(len(events), _LEAST), _MOST)
        self.events.setFixedHeight(theme.current().px(ROW_TIGHT) * rows + theme.current().px(4))
        self._head.setText("Diễn biến" if events else "Diễn biến: chưa có gì")
        self.events.setVisible(bool(events))
        self.exempt.setText("Thôi miễn" if line.standing.exemption else "Miễn…")
        self.exempt.setEnabled(report is None)
        self.files.setVisible(report is not None)
        self.files.show_owner(Owner(OWNER, report.id) if report is not None else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _opened(self, event: Event) -> None:
        if event.report_id:
            self.report_wanted.emit(event.report_id)

    def _swapped(self, old: QWidget, new: QWidget, *, shown: bool = True) -> QWidget:
        """Another widget in the place of the old one."""
        self._body.replaceWidget(old, new)
        old.hide()
        new.setVisible(shown)
        old.deleteLater()
        return new
