"""A small ward in a folder, with a clock that stands still: the ground of most tests.

Phường Mẫu on Tuesday 02/6/2026 at noon; its record begins on 01/01/2026. One station, two clusters, two people.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.basics.errors import Trouble
from ttcs_desktop.broadcast.log_intake import ImportedLog
from ttcs_desktop.broadcast.logbook import Confirmation
from ttcs_desktop.broadcast.model import Airing, Edition, Fill, Kind, LogEntry, Outcome, Priority, Reason, Slot
from ttcs_desktop.broadcast.vendor import VendorRow
from ttcs_desktop.content.model import ApprovalGiven, Basis, Item, Origin
from ttcs_desktop.content.pipeline.model import Authorisation, Scope
from ttcs_desktop.office.model import Role
from ttcs_desktop.workspace import Workspace, create_workspace

NOON = dt.datetime(2026, 6, 2, 12, 0)
START = dt.date(2026, 1, 1)

YES = ApprovalGiven(Basis.IN_PERSON, "Nguyễn Văn An", START, position="Phó Chủ tịch UBND phường")
NO = replace(YES, reason="Nội dung đã cũ", decided_on=NOON.date())
PLAYED = Confirmation(Outcome.FULL)
POWER_CUT = Confirmation(Outcome.NONE, Reason.POWER)


def make_ward(folder: Path, *, now: dt.datetime = NOON, started_on: dt.date = START, unit: str = "99999") -> Workspace:
    """A new record; its clock is `clock_of(ward)`."""
    ward = create_workspace(folder / "ward", unit, FixedClock(now), started_on=started_on)
    station = ward.broadcast.inventory.the_station()
    for number in ("1", "2"):
        ward.broadcast.inventory.add_cluster(station.id, f"TDP {number}", "", started_on, loudspeakers=4)
    officer = ward.office.add_person("Trần Thị Bình", "Công chức văn hóa - xã hội", frozenset({Role.OFFICER}))
    ward.office.add_person("Nguyễn Văn An", "Phó Chủ tịch UBND phường", frozenset({Role.APPROVER}))
    ward.ledger.actor = officer.id
    return ward


def clock_of(ward: Workspace) -> FixedClock:
    assert isinstance(ward.clock, FixedClock)
    return ward.clock


def set_clock(ward: Workspace, moment: dt.datetime) -> None:
    """Move the ward's clock to a moment of wall clock."""
    clock = clock_of(ward)
    clock.advance(FixedClock(moment).now() - clock.now())


def cluster_ids(ward: Workspace) -> dict[str, str]:
    """Cluster number → id."""
    return {cluster.number: cluster.id for cluster in ward.broadcast.inventory.clusters()}


def add_slot(
    ward: Workspace,
    title: str = "Bản tin phường",
    start: str = "06:30",
    minutes: int = 30,
    *,
    fill: Fill = Fill.TITLE,
    kind: Kind = Kind.PROGRAMME,
    priority: Priority = Priority.NORMAL,
    first: dt.date = START,
    last: dt.date = dt.date(2026, 12, 31),
    clusters: tuple[str, ...] = (),
    approved: bool = True,
    **more: object,
) -> Slot:
    """A slot on the ward's station; a relay or a title is approved unless told otherwise."""
    slot = ward.broadcast.timetable.add(
        Slot(
            id="",
            station_id=ward.broadcast.inventory.the_station().id,
            title=title,
            kind=kind,
            priority=priority,
            source="Đài phường",
            fill=fill,
            date_from=first,
            date_to=last,
            start=dt.time.fromisoformat(start),
            seconds=minutes * 60,
            clusters=frozenset(cluster_ids(ward)[number] for number in clusters),
            **more,
        )
    )
    if approved and fill in (Fill.RELAY, Fill.TITLE):
        ward.broadcast.timetable.approve_slot(slot.id, YES)
    return slot


def add_relay(ward: Workspace, title: str = "Tiếp âm VOV1", start: str = "05:00", minutes: int = 30, **more) -> Slot:
    return add_slot(ward, title, start, minutes, fill=Fill.RELAY, kind=Kind.RELAY, **more)


def approved_item(
    ward: Workspace, title: str = "Lịch tiêm chủng", *, origin: Origin = Origin.WARD, given: ApprovalGiven = YES
) -> Item:
    """An item whose newest version the leader has approved."""
    item = ward.content.add(title, f"{title} của phường trong tuần này.", origin=origin)
    ward.content.submit(item.id)
    return ward.content.approve(item.id, given)


def approved_edition(ward: Workspace, slot: Slot, day: dt.date, *items: Item, **more) -> Edition:
    """What a series airs on a day, approved."""
    edition = ward.broadcast.timetable.set_edition(slot.id, day, [item.version_id or "" for item in items], **more)
    ward.broadcast.timetable.approve_edition(edition.id, YES)
    return edition


def authorise(ward: Workspace, number: str, *scope: Scope, last: dt.date = dt.date(2026, 12, 31)) -> Authorisation:
    """A standing authorisation from the first day of the record."""
    given = Authorisation("", number, "Nguyễn Văn An", "Phó Chủ tịch", START, START, last, frozenset(scope))
    return ward.content.authorisations.give(given)


def airing_of(ward: Workspace, slot: Slot, day: dt.date) -> Airing:
    """The airing of a slot on a day."""
    return next(airing for airing in ward.broadcast.timetable.days(day, day) if airing.slot.id == slot.id)


def confirm(ward: Workspace, slot: Slot, day: dt.date, said: Confirmation = PLAYED) -> LogEntry:
    """Say how an airing went; the entry now in force."""
    airing = airing_of(ward, slot, day)
    ward.broadcast.log.confirm(airing, said)
    return next(entry for entry in ward.broadcast.log.entries(day, day) if entry.airing_id == airing.id)


def vendor_row(title: str, start: dt.datetime, minutes: int = 30, ok: int = 2, total: int = 2, **more) -> VendorRow:
    """One statement of a vendor's play log."""
    facts = {"row": 2, "kind": Kind.PROGRAMME, "priority": Priority.NORMAL, "targets": (), "note": ""}
    return VendorRow(
        title=title,
        day=start.date(),
        start=start.time(),
        seconds=minutes * 60,
        clusters_ok=ok,
        clusters_total=total,
        **{"reason": Reason.NOT_GIVEN, **facts, **more},
    )


def take_in(ward: Workspace, *rows: VendorRow, name: str = "nhat-ky.csv") -> ImportedLog:
    """Import statements as one file."""
    station = ward.broadcast.inventory.the_station()
    return ward.broadcast.log.take_in(station, rows, [], source_name=name, source_sha256=name)


def code_of(trouble: object) -> str:
    """The code of what `pytest.raises` caught."""
    error = trouble.value
    assert isinstance(error, Trouble)
    return error.code
