"""Two sessions on one record: who would write over what he has not seen is told, once, and nothing is lost."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import pytest

from tests.wards import START, clock_of, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.ledger.others import CHANGED
from ttcs_desktop.office.model import DayKind

DAY = dt.date(2026, 2, 17)


@pytest.fixture
def pair(tmp_path):
    one = make_ward(tmp_path)
    one.office.set_holiday(DAY, "Tết", DayKind.OFF)
    two = one.again()
    two.ledger.actor = one.ledger.actor
    for ward in (one, two):
        ward.ledger.others.watch()
    yield one, two
    two.close()
    one.close()


def name_of_the_day(ward) -> str:
    return next(one.name for one in ward.office.holidays() if one.day == DAY)


def test_what_the_other_changed_meanwhile_is_not_written_over_unseen(pair) -> None:
    one, two = pair
    two.office.set_holiday(DAY, "Tết Nguyên đán", DayKind.OFF)
    lines = one.ledger.last_seq()
    with pytest.raises(InvalidInput, match=CHANGED) as caught:
        one.office.set_holiday(DAY, "Nghỉ Tết", DayKind.OFF)
    assert caught.value.details["at"] == clock_of(one).now()
    assert (name_of_the_day(one), one.ledger.last_seq()) == ("Tết Nguyên đán", lines)
    changes = one.ledger.others.take_note()
    assert changes.subjects == {"office"}
    one.office.set_holiday(DAY, "Nghỉ Tết", DayKind.OFF)  # seen, and meant
    assert name_of_the_day(two) == "Nghỉ Tết"
    assert one.ledger.first_broken_line() is None


def test_neighbouring_rows_and_new_ones_are_nobodys_conflict(pair) -> None:
    one, two = pair
    two.content.add("Của máy kia", "Nội dung.")
    two.office.set_holiday(DAY + dt.timedelta(days=1), "Mùng hai", DayKind.OFF)
    one.office.set_holiday(DAY, "Nghỉ Tết", DayKind.OFF)
    one.content.open_column("Chuyển đổi số", START)
    assert one.ledger.others.take_note().subjects == {"content", "office"}
    assert one.ledger.others.take_note().ids == ()


def test_what_the_other_changed_is_not_thrown_away_unseen(pair) -> None:
    one, two = pair
    item = one.content.add("Bài", "Nội dung.")
    two.ledger.others.take_note()
    two.content.edit(item.id, "Bài", "Bản của máy kia.")
    with pytest.raises(InvalidInput, match=CHANGED):
        one.content.remove(item.id)
    assert one.content.text_of(one.content.item(item.id)) == "Bản của máy kia."


def test_a_form_that_was_open_meanwhile_is_held_against_its_own_moment(pair) -> None:
    one, two = pair
    opened = one.ledger.others.seen
    two.office.set_holiday(DAY, "Tết Nguyên đán", DayKind.OFF)
    one.ledger.others.take_note()  # the page behind the form shows it; the form was filled before
    with one.ledger.others.based_on(opened), pytest.raises(InvalidInput, match=CHANGED):
        one.office.set_holiday(DAY, "Nghỉ Tết", DayKind.OFF)
    one.office.set_holiday(DAY, "Nghỉ Tết", DayKind.OFF)


def test_ones_own_work_is_never_in_ones_way(pair) -> None:
    one, _ = pair
    opened = one.ledger.others.seen
    one.office.set_holiday(DAY, "Tết Nguyên đán", DayKind.OFF)
    with one.ledger.others.based_on(opened):
        one.office.set_holiday(DAY, "Nghỉ Tết", DayKind.OFF)
    one.undo.undo()
    one.undo.redo()
    assert name_of_the_day(one) == "Nghỉ Tết"


def test_a_number_that_fell_through_and_went_to_the_other_is_the_others(pair) -> None:
    one, two = pair
    with suppress(ZeroDivisionError), one.ledger.together():
        one.office.set_holiday(DAY, "Không thành", DayKind.OFF)
        raise ZeroDivisionError
    two.office.set_holiday(DAY, "Tết Nguyên đán", DayKind.OFF)
    with pytest.raises(InvalidInput, match=CHANGED):
        one.office.set_holiday(DAY, "Nghỉ Tết", DayKind.OFF)


def test_a_session_that_does_not_watch_is_not_checked(pair, tmp_path) -> None:
    one, two = pair
    third = one.again()
    two.office.set_holiday(DAY, "Tết Nguyên đán", DayKind.OFF)
    third.office.set_holiday(DAY, "Từ dòng lệnh", DayKind.OFF)
    third.close()
    assert name_of_the_day(one) == "Từ dòng lệnh"
