"""A week of a small ward, few enough entries to be added up by hand.

| 2026  | 05:00 relay, 60′ | 06:30 series, 30′                      | 14:00 urgent, 10′ |
|-------|------------------|----------------------------------------|-------------------|
| 25/5  | full, 2/2        | number 1: own item A, city item C: full | full, 2/2         |
| 26/5  | power cut, 0/2   | number 2: own items A, B: 20′, 1/2      |                   |
| 27/5  | full, 2/2        | number 1 again: full                   |                   |
| 28/5  | nobody said      |                                        |                   |
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

from tests.wards import (
    NOON,
    POWER_CUT,
    START,
    add_relay,
    add_slot,
    approved_edition,
    approved_item,
    confirm,
    make_ward,
)
from ttcs_desktop.broadcast.logbook import Confirmation
from ttcs_desktop.broadcast.model import Fill, Outcome, Priority, Reason
from ttcs_desktop.content.model import Origin
from ttcs_desktop.workspace import Workspace

MONDAY = dt.date(2026, 5, 25)
TUESDAY, WEDNESDAY, THURSDAY = (MONDAY + dt.timedelta(days=offset) for offset in (1, 2, 3))
CUT_OFF = dt.date(2026, 5, 30)
CODE, YEAR = "184-6T", 2026
TWENTY_MINUTES = Confirmation(Outcome.PARTIAL, Reason.CONNECTION, minutes=20, clusters_ok=1)

# What a person gets with pencil and paper out of the table above.
BY_HAND = {
    "B01": Decimal(1),
    "B03": Decimal("100.0"),  # the one station is fed over IP
    "B04": Decimal(2),
    "B05": Decimal(8),
    "C01": Decimal(4),  # Monday morning and afternoon, Tuesday morning, Wednesday morning
    "C02": Decimal("3.5"),  # 60 + 30 + 10 + 20 + 60 + 30 = 210 minutes
    "C03": Decimal(2),  # numbers 1 and 2; Wednesday is a repeat
    "C04": Decimal(2),  # A and B; C is the city's
    "C05": Decimal(1),
    "C06": Decimal("2.0"),  # Monday and Wednesday
    "C07": Decimal(1),
    "C08": Decimal(0),  # nobody gave a list of topics
    "C10": Decimal(6),
    "C12": Decimal("78.6"),  # 11 of 14 clusters
    "C13": Decimal("71.4"),  # 400 of 560 cluster-minutes
    "D01": Decimal(0),
    "D02": Decimal(0),
}


def worked_week(folder: Path, *, now: dt.datetime = NOON, started_on: dt.date = START) -> Workspace:
    ward = make_ward(folder, now=now, started_on=started_on)
    relay = add_relay(ward, minutes=60, first=MONDAY, last=THURSDAY)
    series = add_slot(ward, "Bản tin phường", "06:30", 30, fill=Fill.SERIES, first=MONDAY, last=THURSDAY)
    urgent = add_slot(ward, "Cảnh báo mưa lớn", "14:00", 10, priority=Priority.URGENT, first=MONDAY, last=MONDAY)
    a, b = approved_item(ward, "Lịch tiêm chủng"), approved_item(ward, "Thu phí vệ sinh")
    c = approved_item(ward, "Bài của thành phố", origin=Origin.CITY)
    first = approved_edition(ward, series, MONDAY, a, c, title="Bản tin số 1")
    approved_edition(ward, series, TUESDAY, a, b, title="Bản tin số 2")
    approved_edition(ward, series, WEDNESDAY, a, c, title="Bản tin số 1", repeat_of=first.id)
    for day in (MONDAY, WEDNESDAY):
        confirm(ward, relay, day)
        confirm(ward, series, day)
    confirm(ward, urgent, MONDAY)
    confirm(ward, relay, TUESDAY, POWER_CUT)
    confirm(ward, series, TUESDAY, TWENTY_MINUTES)
    ward.content.open_column("Chuyển đổi số", START)
    ward.content.contribute("Gương người tốt", "Đài Hà Nội", TUESDAY)
    return ward


def make_ready(ward: Workspace) -> None:
    """Enter what is missing and explain what is open."""
    ward.statistics.enter(CODE, YEAR, {"F01": Decimal(12)}, "Quyết định số 15/QĐ-UBND")
    for check in ward.statistics.report(CODE, YEAR).checks:
        if check.is_open:
            ward.statistics.explain(CODE, YEAR, check.id, "Cán bộ nghỉ phép, đã đối chiếu với nhật ký trực.")
