"""Small wards at random, kept through the services: whatever was planned, said and corrected, both programs agree."""

from __future__ import annotations

import datetime as dt
import random
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.recount import asking, filling
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.broadcast.logbook import Confirmation
from ttcs_desktop.broadcast.model import Condition, Fill, Kind, Outcome, Priority, Reason, Slot
from ttcs_desktop.broadcast.vendor import VendorRow
from ttcs_desktop.content.model import ApprovalGiven, Basis, Origin
from ttcs_desktop.workspace import Workspace, create_workspace

# The window of 184-6T is 01/01–30/5; the record begins before it, so that first airings may lie outside.
RECORD_START, LAST_DAY = dt.date(2025, 12, 29), dt.date(2026, 1, 6)
DAYS = [RECORD_START + dt.timedelta(days=offset) for offset in range((LAST_DAY - RECORD_START).days + 1)]
GIVEN = ApprovalGiven(Basis.IN_PERSON, "Lãnh đạo", dt.date(2025, 12, 28))

days = st.sampled_from(DAYS)
starts = st.times().map(lambda time: time.replace(second=0, microsecond=0))
clocks = (
    st.sampled_from([dt.time(5, 30), dt.time(9, 59), dt.time(10), dt.time(14), dt.time(19), dt.time(23, 50)]) | starts
)
minutes = st.integers(1, 90)
priorities = st.sampled_from(Priority)
fills = st.sampled_from([Fill.RELAY, Fill.SERIES, Fill.ITEM, Fill.TITLE])
partial = st.builds(
    Confirmation, st.sampled_from([Outcome.PARTIAL, Outcome.INTERRUPTED]), st.just(Reason.POWER), minutes, st.just(1)
)
sayings = st.sampled_from([Confirmation(Outcome.FULL), Confirmation(Outcome.NONE, Reason.POWER)]) | partial
slots = st.tuples(fills, days, st.integers(0, 5), clocks, minutes, priorities, st.booleans())


@settings(max_examples=20, phases=[Phase.explicit, Phase.generate])  # to shrink a whole ward takes minutes
@given(st.lists(slots, min_size=1, max_size=5), st.lists(sayings, min_size=1, max_size=8), st.data())
def test_random_wards_recount_equal(frames: list, said: list[Confirmation], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        clock = FixedClock(dt.datetime(2025, 12, 28, 8))
        workspace = create_workspace(Path(folder) / "ward", "99999", clock, trial=True, started_on=RECORD_START)
        with workspace.database.transaction():
            _equip(workspace, data)
            _plan(workspace, frames, data)
            clock.advance(dt.datetime(2026, 2, 1, tzinfo=dt.UTC) - clock.now())
            _confirm(workspace, said, data)
            _import_logs(workspace, data)
            _correct(workspace, said, data)
        around = [RECORD_START, *DAYS, *(dt.date(2026, 5, 20) + dt.timedelta(days=each) for each in range(14))]
        filling.fill(workspace, around, random.Random(data.draw(st.integers(0, 10**6), label="filling")))
        window = Window(dt.date(2026, 1, 1), dt.date(2026, 5, 30))
        told = asking.figures_of(workspace, window)
        assert told == asking.figures_of(workspace, window)
        asking.lists_of(workspace, Path(folder))
        workspace.close()
        counted = asking.ask_recount(Path(folder), window)
        assert {code: (told.get(code), counted.get(code)) for code in told.keys() | counted.keys()} == {
            code: (told[code], told[code]) for code in told
        }


def _equip(workspace: Workspace, data: st.DataObject) -> None:
    inventory = workspace.broadcast.inventory
    station = inventory.the_station().id
    for number in range(data.draw(st.integers(1, 3), label="clusters")):
        hung = dt.date(2025, 1, 1) if number == 0 else data.draw(st.dates(dt.date(2025, 12, 1), dt.date(2026, 7, 1)))
        cluster = inventory.add_cluster(station, str(number + 1), "", hung, loudspeakers=data.draw(st.integers(0, 4)))
        for _ in range(data.draw(st.integers(0, 2), label="changes")):
            inventory.change_cluster(
                cluster.id,
                data.draw(st.dates(dt.date(2025, 12, 1), dt.date(2026, 7, 1))),
                loudspeakers=data.draw(st.integers(0, 4)),
                condition=data.draw(st.sampled_from(Condition)),
            )
    for number in range(data.draw(st.integers(0, 2), label="columns")):
        first = data.draw(st.dates(dt.date(2026, 5, 28), dt.date(2026, 6, 1)))
        workspace.content.open_column(f"Chuyên mục {number}", first, data.draw(st.none() | st.just(first)))
    for sent_on in data.draw(st.lists(st.dates(dt.date(2025, 12, 30), dt.date(2026, 1, 2)), max_size=3)):
        workspace.content.contribute("Bài", "Đài tỉnh", sent_on)


def _plan(workspace: Workspace, frames: list, data: st.DataObject) -> None:
    items = []
    for number in range(3):
        origin = data.draw(st.sampled_from(Origin))
        item = workspace.content.add(f"Tin {number}", "Nội dung.", origin=origin)
        workspace.content.submit(item.id)
        items.append(workspace.content.approve(item.id, GIVEN))
    timetable = workspace.broadcast.timetable
    editions: list[str] = []
    for number, (fill, first, length, start, length_minutes, priority, self_made) in enumerate(frames):
        slot = timetable.add(
            Slot(
                id="",
                station_id=workspace.broadcast.inventory.the_station().id,
                title=f"Khung {number}",
                kind=Kind.RELAY if fill is Fill.RELAY else Kind.PROGRAMME,
                priority=priority,
                source="",
                fill=fill,
                date_from=first,
                date_to=first + dt.timedelta(days=length),
                start=start,
                seconds=length_minutes * 60,
                item_id=data.draw(st.sampled_from(items)).id if fill is Fill.ITEM else None,
                self_made=self_made,
            )
        )
        if fill in (Fill.RELAY, Fill.TITLE):
            timetable.approve_slot(slot.id, GIVEN)
        for day in DAYS if fill is Fill.SERIES else ():
            if slot.falls_on(day):
                parts = data.draw(st.lists(st.sampled_from(items), min_size=1, max_size=3))
                versions = [item.version_id for item in parts]
                repeat_of = data.draw(st.none() | st.sampled_from(editions)) if editions else None
                edition = timetable.set_edition(slot.id, day, versions, self_made=self_made, repeat_of=repeat_of)
                timetable.approve_edition(edition.id, GIVEN)
                editions.append(edition.id)


def _fitting(said: Confirmation, planned_seconds: int) -> Confirmation:
    """No play is longer than it was planned."""
    return said if said.minutes is None else replace(said, minutes=min(said.minutes, planned_seconds // 60))


def _confirm(workspace: Workspace, said: list[Confirmation], data: st.DataObject) -> None:
    airings = workspace.broadcast.timetable.days(DAYS[0], DAYS[-1])
    for index, airing in enumerate(airings):
        if airing.approval is not None and data.draw(st.integers(0, 3), label="silent") > 0:
            workspace.broadcast.log.confirm(airing, _fitting(said[index % len(said)], airing.seconds))
    for airing in airings[:3]:
        if airing.approval is not None:
            workspace.broadcast.log.confirm(airing, _fitting(data.draw(sayings), airing.seconds))


def _import_logs(workspace: Workspace, data: st.DataObject) -> None:
    """A vendor's log, and the same log again with more rows; some speak of airings, some of what nobody planned."""
    planned = workspace.broadcast.timetable.days(DAYS[0], DAYS[-1])
    heard = [
        (airing.day, airing.start.time(), data.draw(minutes), data.draw(st.integers(0, 3)), airing.title)
        for airing in planned
        if data.draw(st.integers(0, 2), label="heard") == 0
    ]
    heard += data.draw(st.lists(st.tuples(days, clocks, minutes, st.integers(0, 3), st.just("Ngoài lịch")), max_size=3))
    rows = [
        VendorRow(
            row=number,
            title=title,
            kind=Kind.PROGRAMME,
            priority=data.draw(priorities),
            day=day,
            start=start,
            seconds=length * 60 if ok else 0,
            targets=(),
            clusters_ok=ok,
            clusters_total=3,
            reason=Reason.NOT_GIVEN,
            note="",
        )
        for number, (day, start, length, ok, title) in enumerate(heard, start=2)
    ]
    station = workspace.broadcast.inventory.the_station()
    for part in (rows[::2], rows, rows):
        workspace.broadcast.log.take_in(station, part, [], source_name="so.csv", source_sha256="")


def _correct(workspace: Workspace, said: list[Confirmation], data: st.DataObject) -> None:
    for entry in workspace.broadcast.log.entries(DAYS[0], DAYS[-1]):
        if entry.planned_seconds and data.draw(st.integers(0, 4), label="correct") == 0:
            told = Confirmation(Outcome.FULL) if entry.clusters_ok else _fitting(said[0], entry.planned_seconds)
            workspace.broadcast.log.correct(entry.id, told)
