"""What the record knows for the words of a report: figures, topics, faults of equipment, tasks done and overdue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import partial

from ttcs_desktop.basics.periods import Window
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.coverage.service import TopicCoverage
from ttcs_desktop.broadcast.equipment.service import Equipment
from ttcs_desktop.plans.followed import FollowedTask, TaskPeriod
from ttcs_desktop.plans.following import Following
from ttcs_desktop.plans.model import TaskState
from ttcs_desktop.statistics.model import Value
from ttcs_desktop.statistics.texts import wording
from ttcs_desktop.statistics.wording import number

_NAMED = 5
_HALF_YEAR = 6
Facts = dict[str, str]


@dataclass(frozen=True, slots=True)
class Ask:
    """The subjects that can be asked for words."""

    topics: TopicCoverage
    equipment: Equipment
    tasks: Following


def facts_of(ask: Ask, values: Iterable[Value], window: Window) -> Facts:
    """Every fact of a period by name, as it is written in a sentence; what is not known is left out."""
    figures = {one.indicator.code: number(one.counted) for one in values if one.counted is not None}
    return {**figures, **_topics(ask.topics, window), **_faults(ask.equipment, window), **_tasks(ask.tasks, window)}


def days_ahead(window: Window) -> Window:
    """The half-year after a period, to the end of its month: what a report looks forward to."""
    years, month = divmod(window.cut_off.month + _HALF_YEAR, 12)
    last = dt.date(window.cut_off.year + years, month + 1, 1) - dt.timedelta(days=1)
    return Window(window.cut_off + dt.timedelta(days=1), last)


def _topics(coverage: TopicCoverage, window: Window) -> Facts:
    """Topics told in the period, out of those whose time had come by its end."""
    asked = [one for one in coverage.topics.of_year(window.start.year) if one.window.start <= window.cut_off]
    if not asked:
        return {}
    told = {one.id for one in coverage.told(window).records}
    left = [one.text for one in asked if one.id not in told]
    facts = {"topics_all": number_of(asked), "topics_told": str(len(asked) - len(left))}
    return facts | ({"topics_left": _names(left)} if left else {})


def _faults(equipment: Equipment, window: Window) -> Facts:
    book = equipment.faults.book()
    noted = [one for one in book if window.holds(one.noted_on)]
    mended = [one for one in book if one.repaired_on is not None and window.holds(one.repaired_on)]
    still = sorted(
        (
            one
            for one in book
            if one.noted_on <= window.cut_off and (one.repaired_on is None or one.repaired_on > window.cut_off)
        ),
        key=lambda one: (one.noted_on, one.id),
    )
    facts = {"faults_noted": number_of(noted), "faults_mended": number_of(mended), "faults_open": number_of(still)}
    if still:
        called = {one.id: one.name for one in equipment.things.all()}
        facts["faults_open_names"] = _names(
            wording.fault_words(called.get(one.thing_id, ""), one.noted_on, one.what) for one in still
        )
    return facts


def _tasks(following: Following, window: Window) -> Facts:
    """Tasks by what became of their periods that fell due; one with several counts once, late if any of them is."""
    ahead = days_ahead(window)
    due: list[str] = []
    late: list[str] = []
    coming: list[str] = []
    said: list[str] = []
    for one in sorted(following.due_since(window.start), key=_place):
        in_window = _due_in(one, window)
        words = wording.task_words(one.task.text)
        if in_window:
            due.append(words)
        if any(period.is_late(window.cut_off + dt.timedelta(days=1)) for period in in_window):
            late.append(words)
        said += [wording.difficulty(words, period.said.difficulty) for period in in_window if period.said.difficulty]
        if any(period.state.is_open for period in _due_in(one, ahead)):
            coming.append(words)
    if not due and not coming:
        return {}
    facts = {"tasks_due": number_of(due), "tasks_late": number_of(late), "tasks_ahead": number_of(coming)}
    facts["tasks_done"] = str(len(due) - len(late))
    named = {"tasks_late_names": late, "tasks_ahead_names": coming, "difficulties": said}
    facts |= {name: _names(found) for name, found in named.items() if found}
    return facts | {"ahead_from": wording.day(ahead.start), "ahead_to": wording.day(ahead.cut_off)}


def _due_in(one: FollowedTask, window: Window) -> list[TaskPeriod]:
    """Periods with a day in the window, but for those that were dropped."""
    within = partial(one.periods, window.start, window.cut_off)
    return [
        period
        for period in within()
        if period.due is not None and window.holds(period.due) and period.state is not TaskState.DROPPED
    ]


def _place(one: FollowedTask) -> tuple[str, int, str]:
    return one.task.plan_id, one.task.position, one.task.id


def number_of(found: Sequence[object]) -> str:
    """How many, as written."""
    return str(len(found))


def _names(found: Iterable[str]) -> str:
    names = list(dict.fromkeys(found))
    return wording.listed(names[:_NAMED], len(names) - _NAMED)
