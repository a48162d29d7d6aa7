"""Kế hoạch và thực phát: planned against aired, cluster by cluster, over any days; days without a line named apart."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.errors import InvalidInput, Trouble
from ttcs_desktop.broadcast.aired.model import ClusterLine, Comparison
from ttcs_desktop.broadcast.aired.wording import silent_words
from ui.kit import theme
from ui.kit.card import Card
from ui.kit.date_edit import DateEdit
from ui.kit.form import Form, FormField
from ui.kit.jobs import Reporter
from ui.kit.labels import label
from ui.kit.messages import message_of
from ui.kit.panels import row
from ui.kit.table.columns import Align, Column
from ui.kit.table.view import HEAD, ROW_TIGHT, GridView
from ui.workflows.messages import SUBJECTS

if TYPE_CHECKING:
    from ui.pages.schedule.page import SchedulePage

_EDGE, _FORM, _SHOWN = 24, 190, 8
_COLUMNS = (
    Column[ClusterLine]("Cụm loa", lambda one: one.cluster.number or one.cluster.name),
    Column[ClusterLine]("Kế hoạch", lambda one: one.planned, 80, Align.RIGHT),
    Column[ClusterLine]("phút", lambda one: one.planned_seconds // 60, 52, Align.RIGHT),
    Column[ClusterLine]("Đã phát", lambda one: one.aired, 72, Align.RIGHT),
    Column[ClusterLine]("phút", lambda one: one.aired_seconds // 60, 52, Align.RIGHT),
    Column[ClusterLine]("Không phát", lambda one: one.missed, 88, Align.RIGHT),
    Column[ClusterLine]("Không rõ", lambda one: one.unsure, 76, Align.RIGHT),
    Column[ClusterLine]("Chưa ghi", lambda one: one.unconfirmed, 76, Align.RIGHT),
    Column[ClusterLine]("Ngoài lịch", lambda one: one.outside, 82, Align.RIGHT),
)


def compare_days(page: SchedulePage) -> None:
    """Compare the days since the first of the month; any others are asked for in the card."""
    card = CompareCard(page)
    card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    card.open()
    card.accept()


class CompareCard(Card):
    """Stays open: other days are typed and asked for with Ctrl+Enter."""

    def __init__(self, page: SchedulePage) -> None:
        px = theme.current().px
        wide = min(960, round((page.window().width() - px(_EDGE)) * 100 / max(1, px(100))))
        super().__init__(
            "Kế hoạch và thực phát", "Xem", main_key="Ctrl+Enter", leave_text="Đóng", width=max(640, wide), parent=page
        )
        self._page = page
        self.comparison: Comparison | None = None
        self._gone = False
        self.finished.connect(self._leave)
        clock, today = page.desk.workspace.clock, page.desk.today
        self.form = Form(
            [
                FormField("first", "Từ ngày", DateEdit(clock, name="Từ ngày"), required=True),
                FormField("last", "Đến ngày", DateEdit(clock, name="Đến ngày"), required=True),
            ],
            SUBJECTS,
        )
        self.form.set_values({"first": today.replace(day=1), "last": today})
        self.form.setFixedWidth(px(_FORM))
        self.form.submitted.connect(self.accept)
        self.rows = GridView(_COLUMNS, name="Kế hoạch và thực phát theo cụm", row_height=ROW_TIGHT, sortable=False)
        self.rows.setProperty("framed", True)
        self.rows.setFixedHeight(px(HEAD + 2 + ROW_TIGHT * _SHOWN))
        both = QWidget()
        line = row(both, 12)
        line.addWidget(self.form, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.rows, 1)
        self.body.addWidget(both)
        self.told = label("", "text", "text2", wrap=True)
        self.body.addWidget(self.told)
        about = "Không rõ: chỉ một số cụm phát được mà không nguồn nào ghi là cụm nào. Chỉ tính các buổi đã qua."
        self.body.addWidget(label(about, "small", "text2", wrap=True))

    def accept(self) -> None:
        """Compare the days asked for, off the GUI thread."""
        values = self.form.values()
        if values is None or not self.main.isEnabled():
            return
        first, last = cast("dt.date", values["first"]), cast("dt.date", values["last"])
        here, station = self._page.desk.workspace, self._page.station()

        def work(_: Reporter) -> Comparison:
            other = here.again()
            try:
                return other.aired.compare(station, first, last)
            finally:
                other.close()

        self.main.setEnabled(False)
        self.told.setText("Đang đọc sổ phát.")
        self._page.desk.jobs.start(work, self._show, self._fail)

    def _leave(self) -> None:
        self._gone = True  # what is still being read has nobody to be shown to

    def _show(self, found: Comparison) -> None:
        if self._gone:
            return
        self.main.setEnabled(True)
        self.comparison = found
        self.rows.show_rows(found.lines)
        self.told.setText(silent_words(found))

    def _fail(self, error: Exception) -> None:
        if self._gone:
            return
        self.main.setEnabled(True)
        self.told.setText("")
        if not isinstance(error, Trouble):
            raise error
        if not (isinstance(error, InvalidInput) and self.form.show_trouble(error)):
            self.told.setText(message_of(error, SUBJECTS).text())
