"""What stands above the days of the week: the lunar day, what the day is known as, whether the office is off."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPointF

from tests.ui.pages.schedule_window import Scene, a_usual_week
from tests.wards import make_ward
from ttcs_desktop.office.model import DayKind, Holiday, WorkingCalendar
from ui.pages.schedule.day_heads import heads_of


def head(day: dt.date, name: str = "", kind: DayKind | None = None):
    own = [Holiday("h", day, name, kind)] if kind else []
    off = {day} if kind is DayKind.OFF else set()
    return heads_of([day], WorkingCalendar(off, {day} - off if kind else ()), own)[day]


@pytest.mark.parametrize(
    ("day", "short", "words", "stands_out"),
    [
        (dt.date(2026, 6, 2), "17/4", "17/4 âm", False),
        (dt.date(2026, 6, 15), "Mùng 1", "Mùng 1/5 âm", True),
        (dt.date(2026, 6, 29), "Rằm", "Rằm tháng 5", True),
        (dt.date(2025, 7, 25), "Mùng 1", "Mùng 1/6 nhuận âm", True),
        (dt.date(2025, 8, 8), "Rằm", "Rằm tháng 6 nhuận", True),
        (dt.date(2300, 1, 1), "", "", False),
    ],
)
def test_the_lunar_day_is_written_as_calendars_do_and_the_first_and_the_full_moon_stand_out(
    day, short, words, stands_out
) -> None:
    found = head(day)
    assert (found.lunar[:1], found.lunar[-1:], found.stands_out) == (
        (words,) * bool(words),
        (short,) * bool(short),
        stands_out,
    )


@pytest.mark.parametrize(
    ("day", "own", "kind", "name", "is_off"),
    [
        (dt.date(2026, 6, 1), "", None, "Quốc tế Thiếu nhi", False),
        (dt.date(2026, 9, 2), "", None, "Nghỉ: Quốc khánh", True),
        (dt.date(2026, 2, 17), "", None, "Mùng 1 Tết", False),
        (dt.date(2026, 2, 16), "", None, "Giao thừa", False),
        (dt.date(2026, 2, 17), "Nghỉ Tết Nguyên đán", DayKind.OFF, "Nghỉ Tết Nguyên đán", True),
        (dt.date(2026, 2, 18), "Tết Nguyên đán", DayKind.OFF, "Nghỉ: Tết Nguyên đán", True),
        (dt.date(2026, 4, 26), "", DayKind.OFF, "Nghỉ: Giỗ Tổ Hùng Vương", True),
        (dt.date(2026, 6, 6), "", DayKind.SWAPPED_IN, "Làm bù", False),
        (dt.date(2026, 6, 6), "cho thứ Hai", DayKind.SWAPPED_IN, "Làm bù: cho thứ Hai", False),
        (dt.date(2026, 6, 3), "", None, "", False),
    ],
)
def test_a_day_is_called_what_the_office_called_it_or_what_it_is_known_as(day, own, kind, name, is_off) -> None:
    found = head(day, own, kind)
    assert (found.name, found.is_off) == (name, is_off)


def test_the_head_of_the_week_tells_both_calendars_and_the_office_s_days_off(tmp_path, qtbot) -> None:
    ward = make_ward(tmp_path)
    a_usual_week(ward)
    ward.office.set_holiday(dt.date(2026, 6, 4), "Nghỉ <bù> lễ", DayKind.OFF)
    scene = Scene(ward)
    qtbot.addWidget(scene.window)
    left, right = scene.grid.geometry_now.edges[3:5]
    tip = scene.grid.tip_at(QPointF((left + right) / 2, 8))
    for part in ("Thứ Năm, 19/4 âm lịch, năm Bính Ngọ", "Nghỉ &lt;bù&gt; lễ"):
        assert part in tip
    assert scene.grid.tip_at(QPointF(5, 8)) == ""
    scene.grid.viewport().grab()
