"""The sheet of the meeting, out of the record: what was done, what is late and why, what comes, how targets stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from ttcs_desktop.agenda.papers import LARGEST, LONGEST, SHORTEST, SMALLEST, Brief, Room, Section, brief_paper
from ttcs_desktop.basics.clock import today
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import LogEntry, Outcome
from ttcs_desktop.broadcast.wording import OUTCOMES, REASONS
from ttcs_desktop.content.model import ItemState
from ttcs_desktop.office.wording import unit_title
from ttcs_desktop.papers.model import Align, Column, Document
from ttcs_desktop.papers.nd30 import MARGIN_BOTTOM
from ttcs_desktop.papers.wording import month, short_date
from ttcs_desktop.plans.followed import FollowedTask
from ttcs_desktop.plans.model import TaskState
from ttcs_desktop.plans.wording import period_name
from ttcs_desktop.statistics.following import Followed
from ttcs_desktop.statistics.pace import Light
from ttcs_desktop.statistics.wording import BY_HAND, LIGHTS, number, wanted_words
from ttcs_desktop.workspace import Workspace

_DAY = dt.timedelta(days=1)
_AHEAD_WEEK, _AHEAD_MONTH = 14, 31
# Word sets the same lines a little higher: so much of the page stays free, in mm.
_SPARE = 8.0
# Letters of a cell on a sheet that is full: about two lines.
_SHORT = 84
_WORST_FIRST = (Light.MISSED, Light.AT_RISK, Light.ON_PACE, Light.MET, Light.NO_FIGURE)

_DONE = (Column("Nhiệm vụ", 72), Column("Chủ trì", 33), Column("Kết quả", 60))
_LATE = (Column("Việc", 72), Column("Hạn, ngày", 27, Align.CENTRE), Column("Vì sao", 66))
_COMING = (Column("Chậm nhất", 27, Align.CENTRE), Column("Việc", 88), Column("Theo", 50))
_TARGETS = (
    Column("Chỉ tiêu", 77),
    Column("Mức", 33),
    Column("Đến nay", 28, Align.CENTRE),
    Column("Tình trạng", 27, Align.CENTRE),
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days a meeting looks back on, and the last day it looks ahead to."""

    window: Window
    until: dt.date
    monthly: bool


def last_week(day: dt.date) -> Stretch:
    """The week before the one of a day, and two weeks ahead."""
    monday = day - dt.timedelta(days=day.weekday() + 7)
    return Stretch(Window(monday, monday + dt.timedelta(days=6)), day + dt.timedelta(days=_AHEAD_WEEK), monthly=False)


def last_month(day: dt.date) -> Stretch:
    """The month before the one of a day, and a month ahead."""
    last = day.replace(day=1) - _DAY
    return Stretch(Window(last.replace(day=1), last), day + dt.timedelta(days=_AHEAD_MONTH), monthly=True)


def brief_document(workspace: Workspace, *, monthly: bool = False) -> Document:
    """The sheet as of today, one page."""
    return one_page(brief_of(workspace, monthly=monthly))


def one_page(brief: Brief) -> Document:
    """The sheet with as much as one page holds: long texts give way to rows, and rows to the page."""
    whole = (Room(brief.rows, LONGEST, LARGEST), Room(brief.rows, LONGEST, SMALLEST))
    fit = next((room for room in whole if _fits(brief, room)), None)
    if fit is not None:
        return brief_paper(brief, fit)
    letters = _SHORT if _fits(brief, Room(0, _SHORT, SMALLEST)) else SHORTEST
    low, high = 0, brief.rows
    while low < high:
        middle = (low + high + 1) // 2
        if _fits(brief, Room(middle, letters, SMALLEST)):
            low = middle
        else:
            high = middle - 1
    return brief_paper(brief, Room(low, letters, SMALLEST))


def _fits(brief: Brief, room: Room) -> bool:
    from ui.kit.headless import drawing_application  # noqa: PLC0415  Qt: what needs no paper starts without it
    from ui.kit.printing import page_count  # noqa: PLC0415

    drawing_application()
    return page_count(brief_paper(brief, room, bottom=MARGIN_BOTTOM + _SPARE)) == 1


def brief_of(workspace: Workspace, *, monthly: bool = False) -> Brief:
    """The facts of the sheet."""
    day = today(workspace.clock)
    stretch = last_month(day) if monthly else last_week(day)
    window = stretch.window
    tasks = workspace.plans.following.tasks()
    entries = workspace.broadcast.log.entries(window.start, window.cut_off)
    return Brief(
        unit=unit_title(workspace.office.unit(day)),
        monthly=monthly,
        first=window.start,
        last=window.cut_off,
        made_on=day,
        figures=_figures(workspace, window, entries),
        sections=(
            Section("Việc đã xong", _DONE, _done(tasks, window), "không có việc nào ghi xong", "việc"),
            Section("Chậm, vướng và vì sao", _LATE, _late(tasks, day, entries), "không có", "việc"),
            Section(
                f"Sắp tới, đến {short_date(stretch.until)}",
                _COMING,
                _coming(workspace, stretch),
                "không có hạn nào",
                "việc",
            ),
            Section("So với chỉ tiêu", _TARGETS, _targets(workspace, day.year), "đơn vị chưa có chỉ tiêu", "chỉ tiêu"),
        ),
        asked=_asked(workspace),
        trial=workspace.is_trial,
    )


def _figures(workspace: Workspace, window: Window, entries: Iterable[LogEntry]) -> str:
    figures = workspace.broadcast.figures
    aired = [entry for entry in entries if entry.aired]
    hours = round(sum(entry.aired_seconds for entry in aired) / 3600, 1)
    items = figures.items_first_aired(window).total
    waiting = len(workspace.broadcast.log.unconfirmed(window.start, window.cut_off))
    missing = f"; còn {waiting} lượt chưa xác nhận nên chưa tính" if waiting else ""
    told = f"{hours:.1f}".replace(".", ",")
    return f"Đài đã phát {len(aired)} lượt, {told} giờ; {items} tin, bài của đơn vị phát lần đầu{missing}."


def _done(tasks: Iterable[FollowedTask], window: Window) -> tuple[tuple[str, ...], ...]:
    """What was said to be done in these days, the newest first."""
    found = [
        (said.done_on, _named(followed, said.period), "; ".join(followed.task.lead), said.result)
        for followed in tasks
        for said in followed.said.values()
        if said.state is TaskState.DONE and said.done_on is not None and window.holds(said.done_on)
    ]
    found.sort(key=lambda one: (-one[0].toordinal(), one[1]))
    return tuple(
        (text, lead, f"{_short(day)}: {result}" if result else _short(day)) for day, text, lead, result in found
    )


def _late(tasks: Iterable[FollowedTask], day: dt.date, entries: Iterable[LogEntry]) -> tuple[tuple[str, ...], ...]:
    """Tasks past their day, the oldest first; then what was not aired in full."""
    late = [
        (period.due, _named(followed, period.key), period.said.difficulty)
        for followed in tasks
        for period in followed.late(day)
        if period.due is not None
    ]
    late.sort()
    rows = [(text, short_date(due), difficulty or "chưa ghi lý do") for due, text, difficulty in late]
    rows += [
        (f"Phát thanh: {entry.title}", f"{_short(entry.day)} {entry.start:%H:%M}", _why(entry))
        for entry in entries
        if entry.state is not Outcome.FULL
    ]
    return tuple(rows)


def _coming(workspace: Workspace, stretch: Stretch) -> tuple[tuple[str, ...], ...]:
    day = today(workspace.clock)
    found = workspace.agenda.deadlines(days=(stretch.until - day).days)
    return tuple(
        (
            short_date(one.last_safe_day),
            f"{one.what}{f' ({period_name(one.period)})' if one.period and period_name(one.period) else ''}",
            one.source,
        )
        for one in found
        if not one.has_passed(day)
    )


def _targets(workspace: Workspace, year: int) -> tuple[tuple[str, ...], ...]:
    """What binds the ward, the worst first; a number by hand says so."""
    found = [one for one in workspace.targets.year(year) if one.applies and one.light is not None]
    found.sort(key=lambda one: _WORST_FIRST.index(one.light or Light.NO_FIGURE))
    return tuple(_target(one) for one in found)


def _target(one: Followed) -> tuple[str, ...]:
    indicator = one.target.indicator
    value = one.value.counted
    shown = f"{number(value)} {indicator.unit}" if value is not None else "-"
    hand = f" ({BY_HAND})" if one.value.entered is not None else ""
    wanted = wanted_words(one.target.compare, one.wanted, indicator.unit)
    return indicator.name, wanted, f"{shown}{hand}", LIGHTS[one.light or Light.NO_FIGURE]


def _asked(workspace: Workspace) -> str:
    """What waits for the leader's yes."""
    titles = [item.title for item in workspace.content.items(ItemState.SUBMITTED)]
    return f"Duyệt {len(titles)} tin, bài đã trình: {'; '.join(titles)}." if titles else ""


def _named(followed: FollowedTask, period: str) -> str:
    name = period_name(period)
    return f"{followed.task.text} ({name})" if name else followed.task.text


def _why(entry: LogEntry) -> str:
    said = OUTCOMES[entry.state]
    return f"{said}: {REASONS[entry.reason].lower()}" if entry.reason in REASONS else said


def _short(day: dt.date) -> str:
    return f"{day.day:02d}/{month(day.month)}"
