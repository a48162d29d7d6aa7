"""What is wrong with a week: 200 airings on 40 clusters within 50 ms, four times as many within five times the span."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measuring import Result, in_turns
from tests.wards import START, add_slot, approved_edition, approved_item, make_ward
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.conflicts import Severity
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.workspace import Workspace

WEEK = Week(2026, 24)  # the week after the ward's present day
A_DAY, TIMES = 29, 4  # 203 airings a week, and 812
CLUSTERS = 40
MOST = 50


def measure(folder: Path) -> Iterator[Result]:
    """Everything that the page asks for a week, texts read before: a version never changes."""
    usual, crowded = busy_ward(folder / "a", A_DAY), busy_ward(folder / "b", A_DAY * TIMES)
    for ward, airings in ((usual, 7 * A_DAY), (crowded, 7 * A_DAY * TIMES)):
        assert len(ward.broadcast.timetable.week(WEEK)) == airings
        assert ward.broadcast.timetable.findings(WEEK)
    ours, four = in_turns(
        lambda: usual.broadcast.timetable.findings(WEEK), lambda: crowded.broadcast.timetable.findings(WEEK)
    )
    yield Result("Findings of a week, 203 airings on 40 clusters", ours, None, MOST, "ms")
    yield Result("Findings of 812 airings / of 203", four, ours, TIMES + 1)
    for ward in (usual, crowded):
        ward.close()


def busy_ward(folder: Path, a_day: int) -> Workspace:
    """So many slots every day: titles, series with an edition a day, items again and again; one in ten clashes."""
    ward = make_ward(folder)
    inventory, timetable = ward.broadcast.inventory, ward.broadcast.timetable
    station = inventory.the_station().id
    for number in range(3, CLUSTERS + 1):
        inventory.add_cluster(station, f"TDP {number}", "", START, loudspeakers=2)
    ward.time_rules.choose("ha-noi-2021-quan", START, Severity.WARN)
    ward.week_checks.limit(START, per_day=2, per_week=9, gap_hours=3)
    items = [approved_item(ward, f"Bài số {number}") for number in range(12)]
    step = 18 * 60 // a_day
    with ward.ledger.together():
        for number in range(a_day):
            minute = 5 * 60 + number * step
            start = f"{minute // 60:02}:{minute % 60:02}"
            minutes = max(1, step - 1) + (3 if number % 10 == 0 else 0)
            last = WEEK.sunday + dt.timedelta(days=200)
            if number % 6 == 0:
                slot = add_slot(ward, f"Chuyên mục {number}", start, minutes, fill=Fill.SERIES, last=last)
                for offset, day in enumerate(WEEK.days):
                    approved_edition(ward, slot, day, items[(number + offset) % 12], items[(number + offset + 1) % 12])
            elif number % 6 == 1:
                add_slot(
                    ward, f"Nhắc {number}", start, minutes, fill=Fill.ITEM, item_id=items[number % 12].id, last=last
                )
            else:
                add_slot(ward, f"Mục {number}", start, minutes, last=last, repeat_gap_days=number % 3 or None)
    assert timetable.findings(WEEK.shifted(1))
    return ward
