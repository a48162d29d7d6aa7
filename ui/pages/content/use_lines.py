"""Each use of an item as a line: when, where, how it went, and the record that Enter opens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ttcs_desktop.agenda.linked import LinkedTasks
from ttcs_desktop.agenda.repository import CountedIn, PlacedEdition
from ttcs_desktop.agenda.uses import PastUses
from ttcs_desktop.basics.clock import local
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import Airing, LogEntry, Outcome, Slot
from ttcs_desktop.broadcast.wording import OUTCOMES
from ui.kit.chips import Status, Tone
from ui.kit.table.columns import Group
from ui.pages.content.words import airing_time, long_day
from ui.pages.linked_tasks import PLANS_PAGE

_SCHEDULE, _STATISTICS = "schedule", "statistics"


@dataclass(frozen=True, slots=True)
class Use:
    """One line; `page` and `record` are what Enter opens.

    Where `what` is empty, `when` says everything and takes the whole line.
    """

    id: str
    when: str
    what: str
    how: Status | str
    page: str
    record: str
    icon: str = ""


def of_airings(airings: Iterable[Airing]) -> tuple[Use, ...]:
    """The airings to come, and whether they may be played."""
    return tuple(
        Use(
            f"airing/{one.id}",
            airing_time(one.start),
            one.title,
            Status("Đã duyệt", Tone.GOOD) if one.approval else Status("Chưa duyệt", Tone.LOOK),
            _SCHEDULE,
            one.id,
        )
        for one in airings
    )


def of_past(past: PastUses, names: Mapping[str, str]) -> tuple[Group[Use], ...]:
    """Book, timetable, reports; beside each title how many more there are than the newest that are named."""
    entries = tuple(map(_of_entry, past.entries))
    placed = (*map(_of_edition, past.editions), *map(_of_slot, past.slots))
    reports = tuple(_of_report(one, names) for one in past.reports)
    all_placed = past.all_editions + past.all_slots
    return (
        Group("book", "Sổ phát", entries, note=_more(past.all_entries - len(entries), "lần")),
        Group("placed", "Đã xếp vào lịch", placed, note=_more(all_placed - len(placed), "lần")),
        Group("reports", "Báo cáo đã chốt có tính", reports, note=_more(past.all_reports - len(reports), "báo cáo")),
    )


def of_tasks(found: LinkedTasks) -> Group[Use]:
    """The tasks that have to do with it."""
    rows = tuple(Use(f"task/{id_}", words, "", "", PLANS_PAGE, id_, "list-checks") for id_, words in found.tasks)
    return Group("tasks", "Nhiệm vụ liên quan", rows, note=_more(found.more, "nhiệm vụ"))


def _more(count: int, what: str) -> str:
    return f"và {count} {what} khác" if count > 0 else ""


def _of_entry(entry: LogEntry) -> Use:
    clusters = f" {entry.clusters_ok}/{entry.clusters_total} cụm" if entry.aired else ""
    tone = Tone.GOOD if entry.state is Outcome.FULL else Tone.LOOK
    when = f"{long_day(entry.day)}, {entry.start:%H:%M}"
    how = Status(f"{OUTCOMES[entry.state]}{clusters}", tone)
    # What stood in no timetable names no item, so an airing there is.
    return Use(f"entry/{entry.id}", when, entry.title, how, _SCHEDULE, entry.airing_id or "")


def _of_edition(placed: PlacedEdition) -> Use:
    edition = placed.edition
    how = Status("Đã ghi sổ", Tone.NEUTRAL, "check") if placed.logged else Status("Chưa ghi sổ", Tone.NEUTRAL, "clock")
    title = edition.title or "Chương trình của ngày"
    return Use(f"edition/{edition.id}", long_day(edition.day), title, how, _SCHEDULE, edition.id)


def _of_slot(slot: Slot) -> Use:
    days = long_day(slot.date_from)
    if slot.date_to != slot.date_from:
        days = f"{days} – {long_day(slot.date_to)}"
    return Use(f"slot/{slot.id}", days, slot.title, f"Khung phát {slot.start:%H:%M}", _SCHEDULE, slot.id)


def _of_report(one: CountedIn, names: Mapping[str, str]) -> Use:
    period = f"{one.template}/{one.year}"
    what = f"{names.get(period, period)}, bản {one.version}"
    frozen = f"Chốt {long_day(local(one.frozen_at).date())}"
    return Use(f"report/{period}/{one.version}", frozen, what, f"{one.records} bản ghi", _STATISTICS, period)
