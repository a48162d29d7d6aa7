"""Where the radar puts a deadline, for any deadlines there may be."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from ttcs_desktop.agenda.deadlines import Deadline
from ttcs_desktop.office.model import WorkingCalendar
from ui.kit import theme
from ui.pages.today.deadlines import DeadlinePanel
from ui.pages.today.radar import DAYS, Radar, spots_of
from ui.pages.today.words import is_past, named_day, time_left, week_in_words

TUESDAY = dt.date(2026, 6, 2)
MONDAY = dt.date(2026, 6, 1)


def _deadline(safe: dt.date, left: int = 0) -> Deadline:
    return Deadline("plans", safe.isoformat(), "Việc", safe, False, safe, left, "KH 75/KH-UBND")


@given(st.lists(st.integers(-180, 90), max_size=40))
def test_every_deadline_has_a_place_of_its_own_on_its_last_safe_day(offsets):
    spots = spots_of([_deadline(TUESDAY + dt.timedelta(days=offset)) for offset in offsets], TUESDAY)
    assert len(spots) == len(offsets)
    assert len({(spot.day, spot.level) for spot in spots}) == len(offsets)
    assert all(0 <= spot.day < DAYS for spot in spots)
    coming = [spot for spot in spots if not is_past(spot.deadline, TUESDAY)]
    assert all(MONDAY + dt.timedelta(days=spot.day) == spot.deadline.last_safe_day for spot in coming)


@given(st.lists(st.integers(-180, 90), min_size=1, max_size=40))
def test_what_has_passed_lies_on_today_above_the_others(offsets):
    spots = [
        spot for spot in spots_of([_deadline(TUESDAY + dt.timedelta(days=offset)) for offset in offsets], TUESDAY)
        if spot.day == (TUESDAY - MONDAY).days
    ]  # fmt: skip
    past = [is_past(spot.deadline, TUESDAY) for spot in spots]
    assert past == sorted(past)
    assert sum(past) == sum(offset < 0 for offset in offsets)


@pytest.fixture
def strip(qtbot) -> Radar:
    """Ninety days from Tuesday 02/6/2026, with a strict deadline and a day off of the ward's own."""
    radar = Radar()
    qtbot.addWidget(radar)
    strict = Deadline("plans", "a", "Báo cáo", dt.date(2026, 6, 9), True, dt.date(2026, 6, 8), 4, "KH 75/KH-UBND")
    radar.show_deadlines([strict], TUESDAY, WorkingCalendar(off={dt.date(2026, 6, 17)}))
    radar.resize(980, radar.sizeHint().height())
    radar.show()
    return radar


def _colour_at(radar: Radar, x: float, y: float) -> str:
    return radar.grab().toImage().pixelColor(int(x), int(y)).name()


def test_days_off_today_and_the_day_the_paper_names_can_be_read_off(strip) -> None:
    def told(day: dt.date, y: float = 2) -> str:
        return strip.told_at(QPointF((day - MONDAY).days * 10 + 5, y))

    assert told(dt.date(2026, 6, 17)) == "Thứ Tư 17/6, ngày nghỉ lễ, nghỉ bù"
    assert told(dt.date(2026, 6, 7)) == "Chủ nhật 07/6, ngày nghỉ cuối tuần"
    assert told(TUESDAY) == "Thứ Ba 02/6, hôm nay"
    assert told(dt.date(2026, 6, 8), strip.height() - 23) == "thứ Ba 09/6, chậm nhất 08/6, Báo cáo, còn 4 ngày làm việc"


def test_the_strip_paints_days_off_the_line_of_today_and_both_days_of_a_strict_deadline(strip) -> None:
    look = theme.current()
    base = strip.height() - look.px(18)
    assert _colour_at(strip, 165, 5) == look.colour("amber_ground").name()
    assert _colour_at(strip, 55, 5) == look.colour("head").name()
    assert _colour_at(strip, 15, 5) == look.colour("accent").name()
    assert _colour_at(strip, 75, base - 6) == look.colour("accent").name()
    assert _colour_at(strip, 84, base - 6) != _colour_at(strip, 94, base - 6)


def test_time_left_is_said_in_words_when_it_is_near():
    said = [
        time_left(_deadline(TUESDAY + dt.timedelta(days=ahead), left), TUESDAY)
        for ahead, left in ((-4, -2), (0, 0), (1, 1), (3, 3))
    ]
    assert said == ["quá 2 ngày", "hôm nay", "ngày mai", "còn 3 ngày"]


def test_on_the_weekend_after_the_last_safe_friday_nothing_is_promised():
    saturday = dt.date(2026, 6, 6)
    friday = _deadline(dt.date(2026, 6, 5), 0)
    assert is_past(friday, saturday)
    assert time_left(friday, saturday) == "vừa qua hạn"


def test_days_and_weeks_are_written_as_the_office_writes_them():
    assert named_day(TUESDAY, TUESDAY) == "Hôm nay, thứ Ba 02/6"
    assert named_day(dt.date(2026, 5, 31), TUESDAY) == "Chủ nhật 31/5"
    assert week_in_words(TUESDAY) == "Tuần 23, từ 01/6 đến 07/6"


def test_a_weekly_task_stands_in_the_list_once_and_hides_no_other(qtbot) -> None:
    """What is late stands in full; of what is to come the next time, with how often more in the 90 days."""
    panel = DeadlinePanel()
    qtbot.addWidget(panel)
    fridays = [dt.date(2026, 5, 22) + dt.timedelta(days=7 * number) for number in range(12)]
    weekly = [
        Deadline(
            "plans", "tuần", "Báo cáo tuần", day, False, day, 1 if day > TUESDAY else -1, "KH 75/KH-UBND", str(day)
        )
        for day in fridays
    ]
    other = Deadline("plans", "khác", "Tập huấn", dt.date(2026, 6, 30), False, dt.date(2026, 6, 30), 20, "KH 9/KH-UBND")
    panel.show_deadlines(sorted([*weekly, other], key=lambda one: one.due), TUESDAY, WorkingCalendar())
    column = panel.list.table.columns[1]
    listed = [(line.row.due, column.second(line.row)) for line in panel.list.table.lines()]
    assert listed == [
        (fridays[0], "KH 75/KH-UBND"),
        (fridays[1], "KH 75/KH-UBND"),
        (fridays[2], "còn 9 kỳ sau · KH 75/KH-UBND"),
        (other.due, "KH 9/KH-UBND"),
    ]
    for picked, chosen in ((weekly[7], fridays[2]), (other, other.due), (weekly[0], fridays[0])):
        panel.radar.picked.emit(picked)
        assert panel.list.current_row().due == chosen
