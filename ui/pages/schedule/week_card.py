"""Chép và dời tuần: a week like another, by a template, or shifted; what it would do is listed before it is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.publishing.wording import day_words
from ttcs_desktop.broadcast.weeks.model import Fate, TakenLine, WeekPlan
from ttcs_desktop.broadcast.weeks.shifting import Shift, ShiftLine, moved
from ttcs_desktop.broadcast.weeks.templates import WeekTemplate
from ttcs_desktop.broadcast.weeks.wording import FATES, SHIFTS, left_out_words, note_words, plan_words, starts_words
from ttcs_desktop.papers.wording import weekday
from ui.kit import theme
from ui.kit.chips import Status, Tone
from ui.kit.fields import Choice, TextField
from ui.kit.form import Form, FormField
from ui.kit.labels import label
from ui.kit.number_edit import NumberEdit
from ui.kit.panels import column, row
from ui.kit.table.columns import Column
from ui.kit.table.view import ROW_TWO_LINES, GridView
from ui.pages.schedule.cards import FormCard, Values
from ui.pages.schedule.words import week_title
from ui.workflows.messages import SUBJECTS

if TYPE_CHECKING:
    from ui.pages.schedule.page import SchedulePage

TITLE = "Chép và dời tuần"
_WIDTH = 800
_TONES = {Fate.TAKEN: Tone.GOOD, Fate.THERE: Tone.NEUTRAL, Fate.PAST: Tone.NEUTRAL, Fate.ENDED: Tone.LOOK}
_TONES |= {Fate.OWN_DAYS: Tone.NEUTRAL, Fate.NOT_THEN: Tone.NEUTRAL}
_ICONS = {Fate.TAKEN: "copy", Fate.THERE: "check", Fate.PAST: "clock"}
_ICONS |= {Fate.OWN_DAYS: "calendar-days", Fate.NOT_THEN: "calendar-days"}


class Way(Enum):
    """What the card can do with the week that is shown."""

    ONWARD = "onward"
    BACK = "back"
    TEMPLATE = "template"
    SHIFT_WEEK = "shift_week"
    SHIFT_THERE = "shift_there"
    SHIFT_SLOT = "shift_slot"
    SAVE = "save"
    FORGET = "forget"


_SHIFTS = (Way.SHIFT_WEEK, Way.SHIFT_THERE, Way.SHIFT_SLOT)
_MAIN = {
    Way.ONWARD: "Chép",
    Way.BACK: "Chép",
    Way.TEMPLATE: "Xếp theo mẫu",
    Way.SAVE: "Lưu tuần mẫu",
    Way.FORGET: "Bỏ tuần mẫu",
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """One line of the choice: what to do, with which template."""

    way: Way
    template: WeekTemplate | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the preview."""

    status: Status
    when: str
    title: str
    note: str


def open_week_card(page: SchedulePage) -> None:
    """Open the card over the week that the page shows."""
    card = WeekCard(page)
    card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    card.open()


class WeekCard(FormCard):
    """Ctrl+Enter does what is chosen; the list says line by line what that will be."""

    def __init__(self, page: SchedulePage) -> None:
        self._page = page
        workspace = page.desk.workspace
        self._copies, self._templates, self._shifts = (
            workspace.week_copies,
            workspace.week_templates,
            workspace.week_shifts,
        )
        self._week, self._station = page.week, page.station()
        self._airing = page.grid.current()
        self.minutes, self.days = NumberEdit(whole=True, low=None), NumberEdit(whole=True, low=None)
        self.name = TextField("Tuần thường", max_length=80)
        self._fields = {
            "minutes": FormField("minutes", "Số &phút, số âm là sớm hơn", self.minutes),
            "days": FormField("days", "Số &ngày", self.days),
            "name": FormField("name", "&Tên tuần mẫu", self.name, "Trùng tên thì thay mẫu cũ."),
        }
        self._forms_by = {name: Form([field], SUBJECTS) for name, field in self._fields.items()}
        inside = QWidget()
        self._inside_card = column(inside, 8)
        forms = list(self._forms_by.values())
        super().__init__(TITLE, "Chép", forms, self._do, inside=inside, width=_WIDTH, parent=page)
        self.choice = Choice(self._ways(), name="Việc")
        self.choice.set_value(self._first())
        self._inside_card.addWidget(self.choice)
        line = row(holder := QWidget(), 12)
        for form in forms:
            line.addWidget(form, 1)
        self._inside_card.addWidget(holder)
        self.told = label("", "strong", wrap=True)
        self._inside_card.addWidget(self.told)
        self.list = self._table()
        self._inside_card.addWidget(self.list)
        self.choice.changed.connect(self._show)
        for form in forms:
            form.changed.connect(self._preview)
        self._show()

    def asked(self) -> _Asked:
        """What is chosen."""
        found = self.choice.value()
        return found if isinstance(found, _Asked) else _Asked(Way.ONWARD)

    def _ways(self) -> list[tuple[object, str]]:
        here = _number(self._week)
        ways: list[tuple[object, str]] = [
            (_Asked(Way.ONWARD), f"Chép {here} sang {_number(self._week.shifted(1))}"),
            (_Asked(Way.BACK), f"Chép {_number(self._week.shifted(-1))} sang {here}"),
        ]
        known = self._templates.all(self._station)
        ways += [(_Asked(Way.TEMPLATE, one), f"Xếp {here} theo mẫu “{one.name}”") for one in known]
        ways.append((_Asked(Way.SHIFT_WEEK), f"Dời giờ mọi buổi của {here}, trừ tiếp âm"))
        if self._airing is not None:
            title = self._airing.slot.title
            ways.append((_Asked(Way.SHIFT_THERE), f"Dời “{title}” trong {here}"))
            ways.append((_Asked(Way.SHIFT_SLOT), f"Dời “{title}” từ nay về sau"))
        ways.append((_Asked(Way.SAVE), f"Lưu {here} làm tuần mẫu"))
        ways += [(_Asked(Way.FORGET, one), f"Bỏ mẫu “{one.name}”") for one in known]
        return ways

    def _first(self) -> _Asked:
        """A week to come is made like the one before it; from this week one goes on to the next."""
        return _Asked(Way.BACK if self._week > Week.of(self._page.desk.today) else Way.ONWARD)

    def _table(self) -> GridView:
        columns: list[Column[_Row]] = [
            Column("Kết quả", lambda one: one.status, width=150),
            Column("Vào lúc", lambda one: one.when, width=270),
            Column("Mục", lambda one: one.title, second=lambda one: one.note, tip=lambda one: one.note),
        ]
        made = GridView(columns, name="Sẽ làm gì, từng dòng", row_height=ROW_TWO_LINES, sortable=False)
        made.setProperty("framed", True)
        made.setMinimumHeight(theme.current().px(190))
        return made

    def _show(self) -> None:
        """Show the fields that what is chosen asks for."""
        way = self.asked().way
        for name, form in self._forms_by.items():
            asked = way is Way.SAVE if name == "name" else way in _SHIFTS
            form.setVisible(asked)
            if not asked:
                form.set_values({name: None})  # what is not asked must not be refused
        self.main.setText(_MAIN.get(way, "Dời"))
        self._preview()

    def _preview(self) -> None:
        """List what would be done."""
        try:
            told, rows = self._previewed()
        except InvalidInput:
            told, rows = "", []
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self.list.setVisible(self.asked().way not in (Way.SAVE, Way.FORGET))
        self.list.show_rows(rows)

    def _previewed(self) -> tuple[str, list[_Row]]:
        asked = self.asked()
        if asked.way in (Way.ONWARD, Way.BACK):
            return _of_plan(self._copies.plan(*self._weeks(asked.way), self._station))
        if asked.template is not None and asked.way is Way.TEMPLATE:
            return _of_plan(self._templates.plan(asked.template, self._week, self._station))
        if asked.way in _SHIFTS:
            lines = self._shifts.plan(self._week, self._by(), self._station, slot_id=self._slot_id())
            more = "; các tuần sau cũng vậy" if asked.way is Way.SHIFT_SLOT else ""
            return f"Dời {moved(lines)} buổi trong {_number(self._week)}{more}.", [
                _shift_row(one) for one in _moved_first(lines)
            ]
        if asked.way is Way.SAVE:
            left = left_out_words(self._templates.left_out(self._week, self._station))
            return f"Giữ các khung của tuần này theo thứ trong tuần, không kèm bài đã chọn. {left}".strip(), []
        return "Những tuần đã xếp theo mẫu này vẫn giữ nguyên.", []

    def _weeks(self, way: Way) -> tuple[Week, Week]:
        return (self._week, self._week.shifted(1)) if way is Way.ONWARD else (self._week.shifted(-1), self._week)

    def _slot_id(self) -> str | None:
        if self.asked().way is Way.SHIFT_WEEK or self._airing is None:
            return None
        return self._airing.slot.id

    def _by(self) -> dt.timedelta:
        """How far the fields say.

        Raises:
            InvalidInput: at its field, for what is no number.
        """
        return dt.timedelta(minutes=_whole(self.minutes.value()), days=_whole(self.days.value()))

    def _do(self, values: Values) -> None:
        asked, done = self.asked(), self._deeds()
        changes, told, week = done[asked.way](asked, values)
        page = self._page
        if week != page.week:
            page.go_to(week.monday)
        page.desk.publish(changes, told)

    def _deeds(self) -> dict[Way, Callable[[_Asked, Values], tuple[Changes, str, Week]]]:
        return {
            Way.ONWARD: self._copy,
            Way.BACK: self._copy,
            Way.TEMPLATE: self._apply,
            Way.SHIFT_WEEK: self._shift,
            Way.SHIFT_THERE: self._shift,
            Way.SHIFT_SLOT: self._shift_slot,
            Way.SAVE: self._remember,
            Way.FORGET: self._forget,
        }

    def _copy(self, asked: _Asked, _values: Values) -> tuple[Changes, str, Week]:
        source, target = self._weeks(asked.way)
        plan, changes = self._copies.copy(source, target, self._station)
        return changes, f"{week_title(target)}: {_small(plan_words(plan))}", target

    def _apply(self, asked: _Asked, _values: Values) -> tuple[Changes, str, Week]:
        if asked.template is None:
            raise InvalidInput("", "record_gone")
        plan, changes = self._templates.apply(asked.template, self._week, self._station)
        return changes, f"Theo mẫu “{asked.template.name}”: {_small(plan_words(plan))}", self._week

    def _shift(self, _asked: _Asked, _values: Values) -> tuple[Changes, str, Week]:
        lines, changes = self._shifts.shift(self._week, self._by(), self._station, slot_id=self._slot_id())
        return changes, f"Đã dời {moved(lines)} buổi của {_number(self._week)}", self._week

    def _shift_slot(self, _asked: _Asked, _values: Values) -> tuple[Changes, str, Week]:
        made = self._shifts.shift_slot(self._slot_id() or "", self._by())
        return Changes(frozenset({"broadcast"}), (made.id,)), f"Đã dời khung “{made.title}” từ nay về sau", self._week

    def _remember(self, _asked: _Asked, values: Values) -> tuple[Changes, str, Week]:
        made = self._templates.save(str(values["name"] or ""), self._week, self._station)
        return Changes(frozenset({"broadcast"}), (made.id,)), f"Đã lưu tuần mẫu “{made.name}”", self._week

    def _forget(self, asked: _Asked, _values: Values) -> tuple[Changes, str, Week]:
        if asked.template is None:
            raise InvalidInput("", "record_gone")
        return self._templates.remove(asked.template.id), f"Đã bỏ mẫu “{asked.template.name}”", self._week


def _of_plan(plan: WeekPlan) -> tuple[str, list[_Row]]:
    return plan_words(plan), [_plan_row(one) for one in _taken_first(plan.lines)]


def _taken_first(lines: Sequence[TakenLine]) -> list[TakenLine]:
    return sorted(lines, key=lambda one: one.fate is not Fate.TAKEN)


def _moved_first(lines: Sequence[ShiftLine]) -> list[ShiftLine]:
    return sorted(lines, key=lambda one: one.fate is not Shift.MOVED)


def _plan_row(line: TakenLine) -> _Row:
    tone = Tone.LOOK if line.fate is Fate.TAKEN and not line.approved else _TONES.get(line.fate, Tone.LOOK)
    status = Status(FATES[line.fate], Tone.ALARM if line.clash else tone, _ICONS.get(line.fate, "triangle-alert"))
    return _Row(status, starts_words(line), line.title, note_words(line))


def _shift_row(line: ShiftLine) -> _Row:
    airing, goes = line.airing, line.fate is Shift.MOVED
    status = Status(SHIFTS[line.fate], Tone.GOOD if goes else Tone.NEUTRAL, "clock" if goes else "lock")
    before = f"{weekday(airing.day)} {day_words(airing.day)}, {airing.start:%H:%M}"
    after = f"{weekday(line.to)} {day_words(line.to.date())}, {line.to:%H:%M}" if goes else ""
    return _Row(status, after or before, airing.title, f"trước: {before}" if goes else "")


def _whole(value: object) -> int:
    return int(str(value)) if value not in {None, ""} else 0


def _number(week: Week) -> str:
    return f"tuần {week.number}"


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
