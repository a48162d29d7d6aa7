"""Đài hiệu chỉnh: a former district station whose half-year 2022 is known beforehand, to check the counting against.

01/01–30/6/2022: relays 05:00–06:30, 11:30–12:30 and 18:00–19:10 every day and 25 more of 20 minutes make 672 hours;
261 self-made programmes with 2,300 items, 9 columns, 270 contributions (figures a real district once published).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.broadcast.logbook import Confirmation
from ttcs_desktop.broadcast.model import EVERY_DAY, Edition, Fill, Kind, Outcome, Priority, Slot
from ttcs_desktop.broadcast.rows import EDITION
from ttcs_desktop.broadcast.rows import put as put_broadcast
from ttcs_desktop.content.model import (
    Approval,
    ApprovalGiven,
    Basis,
    Contribution,
    Decision,
    Form,
    Item,
    ItemState,
    Origin,
    Version,
)
from ttcs_desktop.content.pipeline.model import Authorisation, Scope
from ttcs_desktop.content.repository import put_approval, put_contribution, put_item, put_version
from ttcs_desktop.office.model import Role
from ttcs_desktop.workspace import Workspace, create_workspace

FIRST, LAST = dt.date(2022, 1, 1), dt.date(2022, 6, 30)
DAYS = tuple(FIRST + dt.timedelta(days=offset) for offset in range((LAST - FIRST).days + 1))
PROGRAMMES, ITEMS, COLUMNS, CONTRIBUTIONS = 261, 2300, 9, 270
RELAYS = ((dt.time(5), 90), (dt.time(11, 30), 60), (dt.time(18), 70))
EXTRA_RELAYS = 25
LEADER = "Lãnh đạo đài"


def build_calibration(folder: Path) -> Workspace:
    """The station's record as it stands on the evening after its last day; ids of the content are stable."""
    clock = FixedClock(dt.datetime(2021, 12, 31, 8))
    workspace = create_workspace(folder, "99999", clock, trial=True, started_on=FIRST)
    with workspace.database.transaction():
        workspace.ledger.actor = workspace.office.add_person(
            "Cán bộ đài", "Biên tập viên", frozenset({Role.OFFICER})
        ).id
        station = workspace.broadcast.inventory.the_station().id
        workspace.broadcast.inventory.add_cluster(station, "1", "Trung tâm", FIRST, loudspeakers=4)
        for number in range(1, COLUMNS + 1):
            workspace.content.open_column(f"Chuyên mục {number}", FIRST)
        _relays(workspace, station)
        _programmes(workspace, station)
        _contributions(workspace)
        for first in range(0, len(DAYS), 7):
            _confirm(workspace, clock, DAYS[first : first + 7])
        clock.advance(dt.timedelta(days=1))
    return workspace


def _relays(workspace: Workspace, station: str) -> None:
    signed = FIRST - dt.timedelta(days=1)
    given = ApprovalGiven(Basis.STANDING, LEADER, signed, number="01/UQ")
    whole_year = Authorisation("", "01/UQ", LEADER, "", signed, signed, LAST, frozenset({Scope.RELAYS}))
    workspace.content.authorisations.give(whole_year)
    frames = [(start, minutes, LAST) for start, minutes in RELAYS]
    frames.append((dt.time(20), 20, DAYS[EXTRA_RELAYS - 1]))
    for start, minutes, last in frames:
        slot = workspace.broadcast.timetable.add(
            _slot(station, "Tiếp âm", start, minutes, last, Kind.RELAY, Fill.RELAY)
        )
        workspace.broadcast.timetable.approve_slot(slot.id, given)


def _programmes(workspace: Workspace, station: str) -> None:
    """One programme a day at 06:40 and a second one at 17:00 until there are 261; items are never used twice."""
    later = PROGRAMMES - len(DAYS)
    frames = ((dt.time(6, 40), LAST), (dt.time(17), DAYS[later - 1]))
    slots = [
        workspace.broadcast.timetable.add(_slot(station, "Thời sự", start, 20, last, Kind.PROGRAMME, Fill.SERIES))
        for start, last in frames
    ]
    dates = [(slot, day) for slot in slots for day in DAYS if slot.falls_on(day)]
    versions = iter(_items(workspace))
    fewer, with_one_more = divmod(ITEMS, PROGRAMMES)
    editions = []
    for index, (slot, day) in enumerate(dates):
        parts = tuple(islice(versions, fewer + (index < with_one_more)))
        id_ = stable_id("edition", slot.id, day.isoformat())
        editions.append(Edition(id_, slot.id, day, f"Thời sự {day:%d/%m}", parts, None, True, None))
    approvals = [put_approval(_approval("broadcast", edition.id, edition.parts)) for edition in editions]
    workspace.ledger.save(
        "broadcast.set_edition", [*(put_broadcast(EDITION, edition) for edition in editions), *approvals]
    )


def _items(workspace: Workspace) -> Iterator[str]:
    """The version ids of 2,300 approved items."""
    puts = []
    versions = []
    for number in range(1, ITEMS + 1):
        item_id, version_id = stable_id("calibration", number), stable_id("calibration", number, "v")
        text = f"Tin số {number} của đài."
        title = f"Tin số {number}"
        puts += [
            put_item(Item(item_id, title, Form.NEWS, Origin.WARD, None, ItemState.APPROVED, version_id)),
            put_version(Version(version_id, item_id, 1, text, sha256_hex(text.encode()))),
            put_approval(_approval("content", item_id, (version_id,))),
        ]
        versions.append(version_id)
    workspace.ledger.save("content.add", puts)
    return iter(versions)


def _contributions(workspace: Workspace) -> None:
    puts = [
        put_contribution(
            Contribution(stable_id("piece", number), None, f"Bài {number}", "Đài tỉnh", DAYS[number % len(DAYS)], None)
        )
        for number in range(CONTRIBUTIONS)
    ]
    workspace.ledger.save("content.contribute", puts)


def _confirm(workspace: Workspace, clock: FixedClock, days: tuple[dt.date, ...]) -> None:
    evening = FixedClock(dt.datetime.combine(days[-1], dt.time(23)))
    clock.advance(evening.now() - clock.now())
    airings = workspace.broadcast.timetable.days(days[0], days[-1])
    workspace.broadcast.log.confirm_many(airings, Confirmation(Outcome.FULL))


def _approval(subject: str, record_id: str, covers: tuple[str, ...]) -> Approval:
    return Approval(
        id=stable_id("approval", record_id),
        subject=subject,
        record_id=record_id,
        covers=covers,
        decision=Decision.APPROVED,
        basis=Basis.PAPER,
        approver=LEADER,
        position="Giám đốc",
        decided_on=FIRST,
        number="01/PT",
        reason="",
        at="",
    )


def _slot(station: str, title: str, start: dt.time, minutes: int, last: dt.date, kind: Kind, fill: Fill) -> Slot:
    return Slot(
        id="",
        station_id=station,
        title=title,
        kind=kind,
        priority=Priority.NORMAL,
        source="",
        fill=fill,
        date_from=FIRST,
        date_to=last,
        start=start,
        seconds=minutes * 60,
        weekdays=EVERY_DAY,
        self_made=kind is Kind.PROGRAMME,
    )
