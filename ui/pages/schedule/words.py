"""Airings, days and file rows in the words of the page."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.model import Airing, Fill, Kind, LogEntry, Outcome, Priority, Reason
from ttcs_desktop.broadcast.wording import KINDS, OUTCOMES, PRIORITIES, REASONS, cluster_label
from ttcs_desktop.papers.wording import weekday
from ui.kit.chips import Status, Tone
from ui.pages.schedule.facts import WeekFacts

SHORT_WEEKDAYS = ("T2", "T3", "T4", "T5", "T6", "T7", "CN")
LOGGED_ICON = "circle-check"
"""Marks what went in full: the one state that the grid shows by a sign alone."""


def week_title(week: Week) -> str:
    return f"Tuần {week.number}, {short_date(week.monday)}–{short_date(week.sunday)}"


def short_date(day: dt.date) -> str:
    """Day and month: 01/6."""
    return f"{day:%d}/{day.month}"


def date_title(day: dt.date) -> str:
    return f"{weekday(day)} {short_date(day)}"


def clock_of(minute: float) -> str:
    """Minutes of a day as 06:15; the end of the day is 24:00."""
    return f"{int(minute) // 60:02d}:{int(minute) % 60:02d}"


def minutes_of(airing: Airing) -> int:
    return round(airing.seconds / 60)


def is_urgent(airing: Airing) -> bool:
    return airing.slot.kind is Kind.URGENT or airing.slot.priority is Priority.URGENT


def is_empty(airing: Airing) -> bool:
    """A date of a series for which nobody has chosen anything."""
    return airing.slot.fill is Fill.SERIES and (airing.edition is None or not airing.edition.parts)


def state_of(airing: Airing, entry: LogEntry | None, now: dt.datetime) -> Status:
    """Where an airing stands: what became of it, or what it still needs."""
    if entry is not None:
        full = entry.state is Outcome.FULL
        return Status(result_words(entry), Tone.GOOD if full else Tone.LOOK, LOGGED_ICON if full else "")
    if is_empty(airing):
        return Status("Chưa có bài", Tone.LOOK)
    if airing.approval is None:
        return Status("Chưa duyệt", Tone.LOOK)
    if airing.start <= now < airing.end:
        return Status("Đang phát", Tone.ACCENT, "radio")
    if airing.end <= now:
        return Status("Chưa ghi kết quả", Tone.LOOK, "clock")
    return Status("Đã duyệt", Tone.GOOD, "file-check")


def result_words(entry: LogEntry) -> str:
    """How it went, and why not in full."""
    word = OUTCOMES[entry.state]
    return word if entry.reason is Reason.NOT_GIVEN else f"{word}, {REASONS[entry.reason].lower()}"


def class_words(airing: Airing) -> str:
    """Kind, priority where it is not the usual one, source."""
    slot = airing.slot
    parts = [KINDS[slot.kind]]
    if slot.priority is not Priority.NORMAL and slot.priority.value != slot.kind.value:
        parts.append(PRIORITIES[slot.priority].lower())
    return ", ".join([*parts, *([slot.source] if slot.source else [])])


def span_of(airing: Airing) -> str:
    return f"{airing.start:%H:%M}–{airing.end:%H:%M}"


def where(airing: Airing, facts: WeekFacts) -> str:
    """Which clusters it is meant for."""
    return cluster_label(airing.clusters, facts.names)


def describe(airing: Airing, facts: WeekFacts, now: dt.datetime) -> str:
    """One airing for a tooltip and for a screen reader: when, what, where, how it stands."""
    lines = [
        f"{date_title(airing.day)}, {span_of(airing)}, {minutes_of(airing)} phút",
        airing.title,
        f"{class_words(airing)}, {where(airing, facts)}",
        state_of(airing, facts.logged.get(airing.id), now).word,
    ]
    letter = facts.letters.get(airing.id)
    return "\n".join([*lines, *([f"Trùng giờ, chữ {letter}"] if letter else [])])
