"""Tra sổ phát: what played on a cluster at a minute, on whose approval; the report for who complained of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.errors import InvalidInput, Trouble
from ttcs_desktop.broadcast.aired.model import AtMinute
from ttcs_desktop.broadcast.aired.wording import answer, witness_words
from ttcs_desktop.broadcast.model import Cluster
from ttcs_desktop.vietnamese.text import sort_key
from ui.kit.buttons import KeyButton
from ui.kit.card import Card
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice
from ui.kit.form import Form, FormField
from ui.kit.labels import label
from ui.kit.messages import message_of
from ui.kit.panels import row
from ui.pages.paper_window import PaperWindow
from ui.pages.schedule.picks import TimeField
from ui.workflows.messages import SUBJECTS

if TYPE_CHECKING:
    from ui.pages.schedule.page import SchedulePage

_MOST_WITNESSES = 6


def look_up(page: SchedulePage, day: dt.date) -> None:
    """Ask which cluster, day and minute; a day to come asks of today."""
    clusters = page.desk.workspace.broadcast.inventory.clusters(page.station().id)
    if not clusters:
        raise InvalidInput("cluster", "no_clusters")
    card = LookupCard(page, clusters, min(day, page.desk.today))
    card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    card.open()


class LookupCard(Card):
    """Stays open, so that the next minute can be asked; Ctrl+P is the report on what was found."""

    def __init__(self, page: SchedulePage, clusters: list[Cluster], day: dt.date) -> None:
        super().__init__("Tra sổ phát", "Tra", main_key="Ctrl+Enter", leave_text="Đóng", width=620, parent=page)
        self._page = page
        self.found: AtMinute | None = None
        named = sorted(clusters, key=lambda one: sort_key(one.number or one.name))
        choice = Choice([(one, one.number or one.name) for one in named])
        fields = [
            FormField("cluster", "Cụm loa", choice),
            FormField("day", "Ngày", DateEdit(page.desk.workspace.clock, name="Ngày"), required=True),
            FormField("time", "Giờ, phút", TimeField("Giờ, phút"), required=True),
        ]
        self.form = Form(fields, SUBJECTS)
        self.form.set_values({"day": day})
        self.form.submitted.connect(self.accept)
        self.body.addWidget(self.form)
        self.answer = label("", "strong", wrap=True)
        self.told = label("", "small", "text2", wrap=True)
        self.trouble = label("", "text", "red", wrap=True)
        for part in (self.answer, self.told, self.trouble):
            part.hide()
            self.body.addWidget(part)
        deeds = QWidget()
        line = row(deeds, 8)
        self.report = KeyButton("Báo cáo trả lời phản ánh", icon="printer", key="Ctrl+P")
        self.report.setEnabled(False)
        self.report.clicked.connect(self._show_report)
        compare = KeyButton("So với kế hoạch", icon="calendar-days", key="Ctrl+R")
        compare.clicked.connect(self._compare)
        for button in (self.report, compare):
            line.addWidget(button)
        line.addStretch(1)
        self.body.addWidget(deeds)

    def accept(self) -> None:
        """Look the minute up and say what was found; the card stays."""
        values = self.form.values()
        if values is None:
            return
        self.trouble.hide()
        moment = dt.datetime.combine(cast("dt.date", values["day"]), cast("dt.time", values["time"]))
        try:
            self.found = self._page.desk.workspace.aired.at(cast("Cluster", values["cluster"]), moment)
        except Trouble as trouble:
            self._refuse(trouble)
            return
        told = [witness_words(one) for played in self.found.playing for one in played.told]
        more = f"; và {len(told) - _MOST_WITNESSES} nguồn nữa" if len(told) > _MOST_WITNESSES else ""
        self._say(answer(self.found), "\n".join(told[:_MOST_WITNESSES]) + more)
        self.report.setEnabled(True)

    def _refuse(self, trouble: Trouble) -> None:
        self.found = None
        self.report.setEnabled(False)
        self._say("", "")
        if isinstance(trouble, InvalidInput) and self.form.show_trouble(trouble):
            return
        self.trouble.setText(message_of(trouble, SUBJECTS).text())
        self.trouble.show()

    def _say(self, said: str, told: str) -> None:
        for part, text in ((self.answer, said), (self.told, told)):
            part.setText(text)
            part.setVisible(bool(text))

    def _compare(self) -> None:
        from ui.pages.schedule.compare_card import compare_days  # noqa: PLC0415  when it is asked for

        self.reject()
        compare_days(self._page)

    def _show_report(self) -> None:
        from ui.workflows.complaints import complaint_document  # noqa: PLC0415  when it is asked for

        if self.found is None:
            return
        workspace, moment = self._page.desk.workspace, self.found.moment
        paper = PaperWindow(
            f"Báo cáo trả lời phản ánh, {moment:%H:%M} {moment:%d/%m/%Y}",
            complaint_document(workspace, self.found),
            lambda: workspace.papers_folder("phan-anh", str(moment.year)),
            f"phan-anh-{moment:%Y-%m-%d-%H%M}",
            self,
        )
        paper.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        paper.open()
