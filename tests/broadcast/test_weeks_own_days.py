"""Weeks made from weeks: slots of days of their own, several plays a day, holidays."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.vietnamese_words import foreign_words
from tests.wards import add_slot, airing_of, approved_edition, approved_item, code_of, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.broadcast.recurrence import Every, OnHolidays, Recurrence
from ttcs_desktop.broadcast.rows import WEEK_TEMPLATE
from ttcs_desktop.broadcast.weeks.model import Fate
from ttcs_desktop.broadcast.weeks.wording import note_words, plan_words
from ttcs_desktop.ledger.model import Put
from ttcs_desktop.office.model import DayKind

WEEK = Week(2026, 23)  # 01/6 to 07/6; it is Tuesday noon; 15/6 is the first of a lunar month
NEXT = WEEK.shifted(1)
DAY, LATER = dt.timedelta(days=1), dt.timedelta(weeks=1)
FRIDAY = WEEK.monday + 4 * DAY
MONTHLY, LUNAR = Recurrence(Every.DATE, days=((0, 5),)), Recurrence(Every.LUNAR, days=((0, 20),))
OWN_WAYS = {"Ngày 5": MONTHLY, "Hai mươi âm": LUNAR, "Cách tuần": Recurrence(weeks=2)}


@pytest.fixture
def ward(tmp_path):
    made = make_ward(tmp_path)
    yield made
    made.close()


def once(ward, title: str, hour: str = "09:00", **more):
    return add_slot(ward, title, hour, 10, first=FRIDAY, last=FRIDAY, **more)


def fates(plan) -> dict[str, Fate]:
    return {one.title: one.fate for one in plan.lines}


def starts(ward, title: str, week: Week = NEXT) -> list[str]:
    return [f"{one.start:%d/%m %H:%M}" for one in ward.broadcast.timetable.week(week) if one.title == title]


def with_own_days(ward) -> None:
    """Of each way one that goes on, and the bulletin of every Friday."""
    for title, rule in OWN_WAYS.items():
        add_slot(ward, title, "17:00", 10, first=FRIDAY, recurrence=rule, weekdays=frozenset({5}))
    add_slot(ward, "Chỉ ngày lễ", "18:00", 10, first=FRIDAY, recurrence=Recurrence(holidays=OnHolidays.ONLY))
    ward.office.set_holiday(FRIDAY, "Nghỉ bù", DayKind.OFF)
    once(ward, "Hội nghị")


def test_what_comes_on_days_of_its_own_is_not_copied_and_said(ward) -> None:
    with_own_days(ward)
    once(ward, "Mùng năm tháng này", recurrence=MONTHLY)
    plan, _ = ward.week_copies.copy(WEEK, NEXT)
    assert {one.title for one in plan.taken} == {"Hội nghị"}
    own = {title for title, fate in fates(plan).items() if fate is Fate.OWN_DAYS}
    assert own == {*OWN_WAYS, "Chỉ ngày lễ", "Mùng năm tháng này"}
    assert "5 mục theo ngày riêng" in plan_words(plan)
    notes = {one.title: note_words(one) for one in plan.lines}
    assert "ngày 20 âm lịch hằng tháng" in notes["Hai mươi âm"]
    assert "2 tuần một lần" in notes["Cách tuần"]
    assert "ngày lễ" in notes["Chỉ ngày lễ"]
    assert foreign_words(" ".join([*notes.values(), plan_words(plan)])) == []
    assert {one.title for one in ward.broadcast.timetable.week(NEXT)} == {"Hội nghị"}


def test_a_template_takes_no_slot_of_days_of_its_own_and_says_so(ward) -> None:
    with_own_days(ward)
    left = ward.week_templates.left_out(WEEK)
    assert {one.title for one in left} == {*OWN_WAYS, "Chỉ ngày lễ"}
    template = ward.week_templates.save("Tuần thường", WEEK)
    assert [one.slot.title for one in template.seeds] == ["Hội nghị"]
    ward.week_templates.apply(template, NEXT)
    assert [one.title for one in ward.broadcast.timetable.week(NEXT)] == ["Hội nghị"]


def test_a_template_of_before_that_holds_one_leaves_it_out_of_the_week(ward) -> None:
    once(ward, "Hội nghị")
    template = ward.week_templates.save("Cũ", WEEK)
    row = ward.database.row("SELECT * FROM week_template WHERE id = ?", (template.id,))
    lunar = row["slots"].replace('"recurrence": ""', '"recurrence": "{\\"days\\":[[0,20]],\\"every\\":\\"lunar\\"}"')
    assert lunar != row["slots"]
    values = {"id": template.id, "name": "Cũ", "station_id": template.station_id, "slots": lunar}
    ward.ledger.save("broadcast.save_week_template", [Put(WEEK_TEMPLATE, values)])
    (old,) = ward.week_templates.all()
    assert fates(ward.week_templates.plan(old, NEXT)) == {"Hội nghị": Fate.OWN_DAYS}
    with pytest.raises(InvalidInput) as refused:
        ward.week_templates.apply(old, NEXT)
    assert code_of(refused) == "nothing_to_take"


def test_a_week_of_own_days_alone_makes_no_template(ward) -> None:
    add_slot(ward, "Rằm", recurrence=LUNAR, first=FRIDAY)
    with pytest.raises(InvalidInput) as refused:
        ward.week_templates.save("Rằm", WEEK)
    assert code_of(refused) == "template_own_days"


def test_a_slot_that_leaves_holidays_out_does_so_in_the_week_it_is_copied_to(ward) -> None:
    both = {"first": FRIDAY - DAY, "last": FRIDAY, "recurrence": Recurrence(holidays=OnHolidays.SKIP)}
    add_slot(ward, "Hai buổi", "08:00", 10, **both)
    once(ward, "Một buổi", recurrence=Recurrence(holidays=OnHolidays.SKIP))
    add_slot(ward, "Hằng tuần", "15:00", 10, weekdays=frozenset({5}), recurrence=Recurrence(holidays=OnHolidays.SKIP))
    ward.office.set_holiday(FRIDAY + LATER, "Nghỉ bù", DayKind.OFF)
    plan, _ = ward.week_copies.copy(WEEK, NEXT)
    assert fates(plan) == {"Hai buổi": Fate.TAKEN, "Một buổi": Fate.NOT_THEN, "Hằng tuần": Fate.NOT_THEN}
    assert starts(ward, "Hai buổi") == ["11/06 08:00"]
    ward.office.remove_holiday(FRIDAY + LATER)
    assert starts(ward, "Một buổi") == []


def test_plays_of_a_day_are_copied_as_they_stand_one_moved_one_left_out(ward) -> None:
    thrice = Recurrence(plays=3, pause_seconds=3000)
    for title in ("Nguyên", "Bỏ đầu", "Dời giữa"):
        once(ward, title, recurrence=thrice)
    first = airing_of(ward, next(s for s in _slots(ward) if s.title == "Bỏ đầu"), FRIDAY)
    ward.airing_changes.cancel(first)
    middle = [one for one in ward.broadcast.timetable.week(WEEK) if one.title == "Dời giữa"][1]
    ward.airing_changes.move(middle, middle.start + dt.timedelta(minutes=20))
    both = add_slot(ward, "Hai ngày", "15:00", 10, recurrence=thrice, first=FRIDAY - DAY, last=FRIDAY)
    last = [one for one in ward.broadcast.timetable.week(WEEK) if one.slot.id == both.id][-1]
    ward.airing_changes.cancel(last)
    plan, _ = ward.week_copies.copy(WEEK, NEXT)
    assert [at[:2] for at in starts(ward, "Hai ngày")] == ["11", "11", "11", "12", "12"]
    assert starts(ward, "Nguyên") == ["12/06 09:00", "12/06 10:00", "12/06 11:00"]
    assert starts(ward, "Bỏ đầu") == ["12/06 10:00", "12/06 11:00"]
    assert starts(ward, "Dời giữa") == ["12/06 09:00", "12/06 10:20", "12/06 11:00"]
    (whole,) = [one for one in plan.lines if one.title == "Nguyên"]
    assert [at.hour for at in whole.starts] == [9, 10, 11]
    assert set(fates(ward.week_copies.plan(WEEK, NEXT)).values()) == {Fate.THERE}


def _slots(ward):
    return ward.broadcast.timetable.slots_between(FRIDAY, FRIDAY)


def test_items_of_a_day_go_along_though_its_first_play_is_left_out_or_its_days_have_two_hours(ward) -> None:
    item = approved_item(ward)
    week = {"first": FRIDAY - DAY, "last": FRIDAY, "fill": Fill.SERIES}
    series = add_slot(ward, "Chuyên đề", "08:00", 10, recurrence=Recurrence(plays=2), **week)
    approved_edition(ward, series, FRIDAY, item)
    ward.airing_changes.cancel(airing_of(ward, series, FRIDAY))
    two = add_slot(ward, "Hai giờ", "14:00", 10, **week)
    for day in (FRIDAY - DAY, FRIDAY):
        approved_edition(ward, two, day, item, title=f"Số {day.day}")
    ward.airing_changes.move(airing_of(ward, two, FRIDAY - DAY), dt.datetime.combine(FRIDAY - DAY, dt.time(15)))
    apart = add_slot(ward, "Rời nhau", "18:00", 10, recurrence=Recurrence(plays=2), **(week | {"first": FRIDAY}))
    approved_edition(ward, apart, FRIDAY, item)
    ward.airing_changes.move(airing_of(ward, apart, FRIDAY), dt.datetime.combine(FRIDAY, dt.time(17)))
    ward.week_copies.copy(WEEK, NEXT)
    planned = [one for one in ward.broadcast.timetable.week(NEXT) if one.edition is not None]
    assert [(f"{one.start:%d/%m %H:%M}", one.title, one.approval is not None) for one in planned] == [
        ("11/06 15:00", "Số 4", True),
        ("12/06 08:10", "Chuyên đề", True),
        ("12/06 14:00", "Số 5", True),
        ("12/06 17:00", "Rời nhau", True),
        ("12/06 18:10", "Rời nhau", True),
    ]


def test_a_clash_over_midnight_and_of_a_later_play_is_said_before(ward) -> None:
    add_slot(ward, "Khuya", "23:55", 10, first=FRIDAY, last=FRIDAY)
    once(ward, "Hai lượt", recurrence=Recurrence(plays=2, pause_seconds=3000))
    add_slot(ward, "Sớm", "00:00", 10, first=FRIDAY + LATER + DAY, last=FRIDAY + LATER + DAY)
    add_slot(ward, "Mười giờ", "10:05", 10, first=FRIDAY + LATER, last=FRIDAY + LATER)
    plan = ward.week_copies.plan(WEEK, NEXT)
    assert {one.title: one.clash for one in plan.lines} == {"Khuya": "Sớm", "Hai lượt": "Mười giờ"}
