"""How the morning page writes days, what is left of them, and how an airing went."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.agenda.deadlines import Deadline
from ttcs_desktop.broadcast.model import LogEntry, Outcome, Reason
from ttcs_desktop.broadcast.wording import OUTCOMES, REASONS
from ttcs_desktop.papers.wording import month, weekday
from ui.kit.chips import Status, Tone

_SHAPES = {
    Outcome.FULL: (Tone.GOOD, "circle-check"),
    Outcome.PARTIAL: (Tone.LOOK, "triangle-alert"),
    Outcome.INTERRUPTED: (Tone.LOOK, "triangle-alert"),
    Outcome.NONE: (Tone.LOOK, "circle-x"),
}


def short_day(day: dt.date) -> str:
    """ "05/6"."""
    return f"{day.day:02d}/{month(day.month)}"


def day_name(day: dt.date) -> str:
    """The weekday inside a sentence: "thứ Hai", "chủ nhật"."""
    name = weekday(day)
    return name[0].lower() + name[1:]


def named_day(day: dt.date, today: dt.date) -> str:
    """ "Hôm qua, thứ Hai 01/6"; a day further back by its weekday alone."""
    said = f"{day_name(day)} {short_day(day)}"
    near = {0: "Hôm nay", 1: "Hôm qua"}.get((today - day).days)
    return f"{near}, {said}" if near else said[0].upper() + said[1:]


def week_in_words(day: dt.date) -> str:
    """ "Tuần 23, từ 01/6 đến 07/6"."""
    monday = day - dt.timedelta(days=day.weekday())
    return f"Tuần {day.isocalendar().week}, từ {short_day(monday)} đến {short_day(monday + dt.timedelta(days=6))}"


def time_left(deadline: Deadline, today: dt.date) -> str:
    """How long is left, in working days: "hôm nay", "ngày mai", "còn 3 ngày", "quá 2 ngày"."""
    if deadline.is_overdue:
        return f"quá {-deadline.days_left} ngày"
    last = deadline.due if deadline.is_on_days_off(today) else deadline.last_safe_day
    ahead = (last - today).days
    if deadline.is_on_days_off(today) and ahead > 1:
        return f"đến {short_day(last)}"
    if ahead <= 1:
        # On the days off right after the last safe one no working day has passed yet.
        return {0: "hôm nay", 1: "ngày mai"}.get(ahead, "vừa qua hạn")
    return f"còn {deadline.days_left} ngày"


def time_left_in_full(deadline: Deadline, today: dt.date) -> str:
    """The same with its unit, where there is room."""
    short = time_left(deadline, today)
    return f"{short} làm việc" if short.endswith("ngày") else short


def is_past(deadline: Deadline, today: dt.date) -> bool:
    """Whether the last day in time has gone by."""
    return deadline.has_passed(today)


def due_note(deadline: Deadline) -> str:
    """Under the day that the plan names: its weekday, or the last working day in time where that is an earlier one."""
    if deadline.last_safe_day != deadline.due:
        return f"chậm nhất {short_day(deadline.last_safe_day)}"
    return day_name(deadline.due)


def outcome_status(entry: LogEntry) -> Status:
    """How an airing went, with minutes or reason where it did not go in full."""
    tone, icon = _SHAPES[entry.state]
    said = OUTCOMES[entry.state]
    if entry.state in (Outcome.PARTIAL, Outcome.INTERRUPTED):
        said = f"{said}, {entry.aired_seconds // 60} phút"
    elif entry.state is Outcome.NONE and entry.reason is not Reason.NOT_GIVEN:
        reason = REASONS[entry.reason]
        said = f"{said}: {reason[0].lower()}{reason[1:]}"
    return Status(said, tone, icon)
