"""Which days Lịch phát shows: a week, or one day with its clusters side by side; remembered for the next start."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Qt, Signal

from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.system.paths import settings_file
from ttcs_desktop.system.settings import ScheduleView, read_settings, write_settings
from ui.kit.buttons import KeyButton, icon_button
from ui.kit.date_edit import DateEdit
from ui.kit.form import Form, FormField
from ui.pages.schedule.cards import FormCard
from ui.pages.schedule.facts import WeekFacts
from ui.pages.schedule.lanes import lanes_of
from ui.pages.schedule.pieces import pieces_of
from ui.pages.schedule.words import date_title, week_title
from ui.workflows.messages import SUBJECTS

if TYPE_CHECKING:
    from ui.pages.schedule.page import SchedulePage

_DAY = dt.timedelta(days=1)
_BACK = {ScheduleView.WEEK: "Tuần trước", ScheduleView.DAY: "Ngày trước"}
_ONWARD = {ScheduleView.WEEK: "Tuần sau", ScheduleView.DAY: "Ngày sau"}
_OTHER = {ScheduleView.WEEK: ("Xem từng ngày", "columns-3"), ScheduleView.DAY: ("Xem cả tuần", "calendar-days")}


class ShownDays(QObject):
    """The day at hand and whether its week is shown or it alone; `changed` when either is another one.

    Attributes:
        back, onward, switch: the buttons that go to the days before and after, and to the other view.
    """

    changed = Signal()

    def __init__(self, day: dt.date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.day = day
        self.view = read_settings(settings_file()).schedule_view
        self.back = icon_button("chevron-left", "Tuần trước", key="PgUp")
        self.onward = icon_button("chevron-right", "Tuần sau", key="PgDn")
        self.switch = icon_button("columns-3", "Xem từng ngày", key="F11")
        self.back.clicked.connect(lambda: self.step(-1))
        self.onward.clicked.connect(lambda: self.step(1))
        self._name_buttons()

    @property
    def week(self) -> Week:
        return Week.of(self.day)

    def title(self) -> str:
        """What is shown, for the button that asks for another day."""
        return week_title(self.week) if self.view is ScheduleView.WEEK else date_title(self.day)

    def go_to(self, day: dt.date) -> None:
        """Show the week of a day, or the day itself."""
        self.day = day
        self.changed.emit()

    def step(self, by: int) -> None:
        """So many weeks or days on."""
        self.go_to(self.week.shifted(by).monday if self.view is ScheduleView.WEEK else self.day + by * _DAY)

    def turn(self, day: dt.date) -> None:
        """To the other view, at a day. A choice that cannot be remembered is no reason to refuse it."""
        self.view = ScheduleView.DAY if self.view is ScheduleView.WEEK else ScheduleView.WEEK
        with suppress(EnvironmentProblem):
            write_settings(settings_file(), replace(read_settings(settings_file()), schedule_view=self.view))
        self._name_buttons()
        self.go_to(day)

    def of(self, facts: WeekFacts) -> WeekFacts:
        """What is shown of a week."""
        return facts if self.view is ScheduleView.WEEK else of_day(facts, self.day)

    def _name_buttons(self) -> None:
        words, icon = _OTHER[self.view]
        self.switch.set_icon_name(icon)
        for button, name in ((self.back, _BACK[self.view]), (self.onward, _ONWARD[self.view]), (self.switch, words)):
            _name(button, name)


def ask_day(page: SchedulePage) -> None:
    """Ask for a day as it is typed, and go there."""
    form = Form([FormField("day", "Ngày", DateEdit(page.desk.workspace.clock), required=True)], SUBJECTS)
    card = FormCard("Đến ngày", "Đến", [form], lambda values: page.go_to(cast("dt.date", values["day"])), parent=page)
    card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    card.open()


def of_day(facts: WeekFacts, day: dt.date) -> WeekFacts:
    """One day of a week: a lane for every group of clusters that hear the same on it."""
    midnight = dt.datetime.combine(day, dt.time())
    airings = tuple(one for one in facts.airings if one.start < midnight + _DAY and one.end > midnight)
    lanes = lanes_of((airing.clusters for airing in airings), facts.names)
    return replace(facts, days=(day,), airings=airings, lanes=lanes, pieces=pieces_of((day,), airings, lanes))


def _name(button: KeyButton, name: str) -> None:
    button.setAccessibleName(f"{name}, {button.key()}")
    button.setToolTip(f"{name} ({button.key()})")
