"""A ward that collects the reports of its agencies; names are those of the plan, and of no one in particular."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

from tests.wards import make_ward
from ttcs_desktop.collecting.model import Standing, Way
from ttcs_desktop.collecting.reports import Received
from ttcs_desktop.workspace import Workspace

TEMPLATE, YEAR = "75-N", 2026
AUTUMN = dt.datetime(2026, 11, 20, 9, 0)
DUE = dt.date(2026, 11, 30)
CULTURE, OFFICE = "Phòng Văn hóa – Xã hội", "Văn phòng HĐND và UBND"
POLICE, ECONOMY = "Công an phường", "Phòng Kinh tế, Hạ tầng và Đô thị"
FOUR = (CULTURE, OFFICE, ECONOMY, POLICE)
TWELVE = (
    *FOUR,
    "Ban Chỉ huy Quân sự phường",
    "Trung tâm Phục vụ hành chính công",
    "Trạm Y tế phường",
    "Trường Trung học cơ sở Phù Vân",
    "Trường Tiểu học Phù Vân",
    "Hội Liên hiệp Phụ nữ phường",
    "Đoàn Thanh niên phường",
    "Hội Nông dân phường",
)


def collecting_ward(folder: Path, names: tuple[str, ...] = FOUR, *, now: dt.datetime = AUTUMN) -> Workspace:
    """A ward whose list for the year is made."""
    ward = make_ward(folder, now=now)
    if names:
        ward.collecting.open(TEMPLATE, YEAR, names)
    return ward


def standings(ward: Workspace) -> dict[str, Standing]:
    """Every agency by its name."""
    collection = ward.collecting.collection(TEMPLATE, YEAR)
    assert collection is not None
    return {one.respondent.name: one for one in ward.collecting.standings(collection)}


def id_of(ward: Workspace, name: str) -> str:
    return standings(ward)[name].respondent.id


def said(day: dt.date = dt.date(2026, 11, 20), results: str = "Đã làm xong.", **figures: int) -> Received:
    """A report of a day with some numbers."""
    numbers = tuple((code, Decimal(value)) for code, value in figures.items())
    return Received(day, Way.PAPER, "15/BC ngày 18/11/2026", results, figures=numbers)
