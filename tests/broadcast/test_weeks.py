"""Weeks made from weeks: what is copied, what stays, what is left out and said."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import replace
from itertools import count

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.wards import (
    NO,
    YES,
    add_relay,
    add_slot,
    airing_of,
    approved_edition,
    approved_item,
    authorise,
    make_ward,
)
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.broadcast.weeks.model import Fate, Lack
from ttcs_desktop.broadcast.weeks.shifting import Shift
from ttcs_desktop.content.model import ApprovalGiven, Basis, Rights
from ttcs_desktop.content.pipeline.model import Scope
from ttcs_desktop.content.terms import Terms

WEEK = Week(2026, 23)  # 01/6 to 07/6; it is Tuesday noon
NEXT = WEEK.shifted(1)
MONDAY, FRIDAY, DAY = WEEK.monday, WEEK.monday + dt.timedelta(days=4), dt.timedelta(days=1)
LATER = dt.timedelta(weeks=1)


@pytest.fixture
def ward(tmp_path):
    made = make_ward(tmp_path)
    yield made
    made.close()


def once(ward, title="Hội nghị", day=FRIDAY, **more):
    return add_slot(ward, title, "09:00", first=day, last=day, **more)


def fates(plan) -> dict[str, Fate]:
    return {one.title: one.fate for one in plan.lines}


def planned(ward, week=NEXT) -> list[tuple[str, str, bool]]:
    return [
        (one.title, f"{one.start:%d/%m %H:%M}", one.approval is not None) for one in ward.broadcast.timetable.week(week)
    ]


def test_a_single_slot_goes_to_the_same_weekday_with_its_yes_and_what_comes_by_itself_is_not_doubled(ward) -> None:
    add_relay(ward)
    once(ward, clusters=("TDP 1",))
    plan, changes = ward.week_copies.copy(WEEK, NEXT)
    assert fates(plan) == {"Hội nghị": Fate.TAKEN}
    assert changes.subjects == {"broadcast", "content"}
    new = [one for one in ward.broadcast.timetable.week(NEXT) if one.title == "Hội nghị"]
    assert [(one.start, one.approval is not None) for one in new] == [(dt.datetime(2026, 6, 12, 9), True)]
    assert new[0].clusters == airing_of(ward, new[0].slot, new[0].day).slot.clusters != frozenset()
    assert len(ward.broadcast.timetable.week(NEXT)) == 8


def test_copied_twice_is_once_and_undone_can_be_copied_again(ward) -> None:
    once(ward)
    ward.week_copies.copy(WEEK, NEXT)
    assert fates(ward.week_copies.plan(WEEK, NEXT)) == {"Hội nghị": Fate.THERE}
    with pytest.raises(InvalidInput) as refused:
        ward.week_copies.copy(WEEK, NEXT)
    assert refused.value.code == "nothing_to_take"
    ward.undo.undo()
    assert planned(ward) == []
    ward.week_copies.copy(WEEK, NEXT)
    assert planned(ward) == [("Hội nghị", "12/06 09:00", True)]


def test_what_the_officer_entered_there_is_not_doubled_and_what_he_moved_stays(ward) -> None:
    once(ward)
    once(ward, "HỘI NGHỊ", FRIDAY + LATER)
    assert fates(ward.week_copies.plan(WEEK, NEXT)) == {"Hội nghị": Fate.THERE}
    other = NEXT.shifted(1)
    ward.week_copies.copy(WEEK, other)
    (made,) = ward.broadcast.timetable.week(other)
    ward.broadcast.timetable.change(replace(made.slot, start=dt.time(15)))
    assert fates(ward.week_copies.plan(WEEK, other)) == {"Hội nghị": Fate.THERE}


def test_days_that_are_over_and_slots_that_ran_out_are_said(ward) -> None:
    before = WEEK.shifted(-1)
    add_slot(ward, "Hai buổi", "09:00", first=before.monday, last=before.sunday, weekdays=frozenset({1, 5}))
    once(ward, "Đã qua", before.monday)
    add_slot(ward, "Đợt tuyên truyền", "10:00", last=before.monday + DAY)
    for first, last in ((None, before.sunday), (WEEK.monday, None)):  # entered anew for each week
        days = {key: day for key, day in (("first", first), ("last", last)) if day}
        add_slot(ward, "Bản tin tuần", "06:00", **days)
    plan = ward.week_copies.plan(before, WEEK)
    assert fates(plan) == {"Hai buổi": Fate.TAKEN, "Đã qua": Fate.PAST, "Đợt tuyên truyền": Fate.ENDED}
    ward.week_copies.copy(before, WEEK)
    assert ("Hai buổi", "05/06 09:00", True) in planned(ward, WEEK)
    assert len(planned(ward, WEEK)) == 8


def test_an_edition_is_played_again_with_its_yes_and_never_over_one_that_is_there(ward) -> None:
    item, other = approved_item(ward), approved_item(ward, "Phòng cháy")
    series = add_slot(ward, "Chuyên mục", fill=Fill.SERIES, first=MONDAY, last=NEXT.sunday)
    first = approved_edition(ward, series, FRIDAY, item, title="Số 1")
    approved_edition(ward, series, FRIDAY + DAY, item)
    there = approved_edition(ward, series, FRIDAY + DAY + LATER, other)
    plan, _ = ward.week_copies.copy(WEEK, NEXT)
    assert [(one.title, one.fate, one.approved) for one in plan.lines] == [
        ("Số 1", Fate.TAKEN, True),
        ("Chuyên mục", Fate.THERE, False),
    ]
    copied = airing_of(ward, series, FRIDAY + LATER)
    assert copied.edition.repeat_of == first.id
    assert copied.approval.approver == YES.approver
    assert airing_of(ward, series, FRIDAY + DAY + LATER).edition == there


def test_items_that_may_not_be_used_then_are_left_out_and_said_and_the_rest_waits_for_a_yes(ward) -> None:
    kept, ends, gone, rewritten = (approved_item(ward, name) for name in ("Còn hạn", "Hết hạn", "Đã rút", "Viết lại"))
    series = add_slot(ward, "Chuyên mục", fill=Fill.SERIES, first=MONDAY, last=NEXT.sunday)
    edition = approved_edition(ward, series, FRIDAY, kept, ends, gone, rewritten)
    ward.content.terms.set(ends.id, Terms(None, FRIDAY + DAY, Rights.OWN))
    ward.content.withdraw(gone.id, NO)
    ward.content.edit(rewritten.id, "Viết lại", "Nội dung mới.")
    (line,) = ward.week_copies.plan(WEEK, NEXT).lines
    assert [(one.title, one.lack) for one in line.left] == [
        ("Hết hạn", Lack.EXPIRED),
        ("Đã rút", Lack.NOT_APPROVED),
        ("Viết lại", Lack.NOT_APPROVED),
    ]
    assert (line.fate, line.approved) == (Fate.TAKEN, False)
    ward.week_copies.copy(WEEK, NEXT)
    copied = airing_of(ward, series, FRIDAY + LATER)
    assert copied.edition.parts == (kept.version_id,)
    assert (copied.edition.repeat_of, copied.approval) == (None, None)
    assert airing_of(ward, series, FRIDAY).edition.parts == edition.parts


def test_an_item_that_ran_out_is_not_copied_as_a_slot_of_its_own(ward) -> None:
    item = approved_item(ward)
    once(ward, "Lịch tiêm chủng", fill=Fill.ITEM, item_id=item.id)
    ward.content.terms.set(item.id, Terms(None, FRIDAY, Rights.OWN))
    (line,) = ward.week_copies.plan(WEEK, NEXT).lines
    assert (line.fate, [one.lack for one in line.left]) == (Fate.UNFIT, [Lack.EXPIRED])


def test_a_standing_authorisation_that_ends_does_not_go_along(ward) -> None:
    authorise(ward, "02/UQ", Scope.RELAYS, last=FRIDAY)
    slot = add_relay(ward, approved=False, first=FRIDAY, last=FRIDAY)
    ward.broadcast.timetable.approve_slot(
        slot.id, ApprovalGiven(Basis.STANDING, "Nguyễn Văn An", MONDAY, number="02/UQ")
    )
    plan, _ = ward.week_copies.copy(WEEK, NEXT)
    assert [one.approved for one in plan.lines] == [False]
    assert [one.approval for one in ward.broadcast.timetable.week(NEXT)] == [None]


def test_a_single_series_takes_its_items_along(ward) -> None:
    item = approved_item(ward)
    series = once(ward, "Chuyên đề", fill=Fill.SERIES)
    approved_edition(ward, series, FRIDAY, item)
    ward.week_copies.copy(WEEK, NEXT)
    (copied,) = ward.broadcast.timetable.week(NEXT)
    assert (copied.versions, copied.approval is not None) == ((item.version_id,), True)
    ward.undo.undo()
    assert planned(ward) == []


def test_a_week_is_not_copied_into_itself(ward) -> None:
    with pytest.raises(InvalidInput) as refused:
        ward.week_copies.plan(WEEK, WEEK)
    assert refused.value.code == "same_week"


def test_the_editions_go_to_the_slot_of_the_same_title_and_hour_of_a_week_entered_anew(ward) -> None:
    item = approved_item(ward)
    old, new = once(ward, "Chuyên đề", fill=Fill.SERIES), once(ward, "CHUYÊN ĐỀ", FRIDAY + LATER, fill=Fill.SERIES)
    approved_edition(ward, old, FRIDAY, item, title="Số 1")
    plan, _ = ward.week_copies.copy(WEEK, NEXT)
    assert [(one.title, one.fate) for one in plan.lines] == [("Chuyên đề", Fate.THERE), ("Số 1", Fate.TAKEN)]
    assert airing_of(ward, new, FRIDAY + LATER).versions == (item.version_id,)
    assert len(ward.broadcast.timetable.week(NEXT)) == 1


def test_what_would_play_against_something_is_said_before(ward) -> None:
    once(ward, clusters=("TDP 1",))
    once(ward, "Loa khác", FRIDAY + LATER, clusters=("TDP 2",))
    assert [one.clash for one in ward.week_copies.plan(WEEK, NEXT).lines] == [""]
    add_slot(ward, "Mít tinh", "09:15", first=FRIDAY + LATER, last=FRIDAY + LATER)
    assert [one.clash for one in ward.week_copies.plan(WEEK, NEXT).lines] == ["Mít tinh"]


# -- template weeks ---------------------------------------------------------------------------------------------------


def test_a_week_under_a_name_makes_another_by_weekdays_and_leaves_what_is_there(ward) -> None:
    add_slot(ward, "Bản tin", "06:30", weekdays=frozenset({1, 3, 5}), last=NEXT.sunday)
    once(ward)
    ward.week_templates.save("  Tuần thường ", WEEK)
    (template,) = ward.week_templates.all()
    assert (template.name, len(template.seeds)) == ("Tuần thường", 2)
    assert fates(ward.week_templates.plan(template, NEXT)) == {"Bản tin": Fate.THERE, "Hội nghị": Fate.TAKEN}
    later = NEXT.shifted(3)
    ward.week_templates.apply(template, later)
    assert planned(ward, later) == [
        ("Bản tin", "29/06 06:30", True),
        ("Bản tin", "01/07 06:30", True),
        ("Bản tin", "03/07 06:30", True),
        ("Hội nghị", "03/07 09:00", True),
    ]
    ward.undo.undo()
    assert planned(ward, later) == []


def test_a_template_of_the_same_name_is_replaced_and_one_is_forgotten(ward) -> None:
    once(ward)
    ward.week_templates.save("Tuần thường", WEEK)
    add_relay(ward)
    ward.week_templates.save("TUẦN THƯỜNG", WEEK)
    (template,) = ward.week_templates.all()
    assert len(template.seeds) == 2
    ward.week_templates.remove(template.id)
    assert ward.week_templates.all() == []
    for name, week, code in ((" ", WEEK, "name_missing"), ("Trống", WEEK.shifted(-40), "week_empty")):
        with pytest.raises(InvalidInput) as refused:
            ward.week_templates.save(name, week)
        assert refused.value.code == code


# -- shifted ----------------------------------------------------------------------------------------------------------

QUARTER = dt.timedelta(minutes=15)


def test_a_week_is_shifted_but_for_relays_and_what_has_begun_and_undone_at_once(ward) -> None:
    add_relay(ward)
    slot = add_slot(ward)
    lines, _ = ward.week_shifts.shift(WEEK, QUARTER)
    moved = [one for one in lines if one.fate is Shift.MOVED]
    assert {one.airing.title for one in moved} == {"Bản tin phường"}
    assert len(moved) == 5, "Monday and Tuesday have begun"
    assert airing_of(ward, slot, FRIDAY).start.time() == dt.time(6, 45)
    assert airing_of(ward, slot, FRIDAY + LATER).start.time() == dt.time(6, 30), "the other weeks stay"
    ward.undo.undo()
    assert airing_of(ward, slot, FRIDAY).start.time() == dt.time(6, 30)


def test_one_slot_is_shifted_in_its_week_or_for_good(ward) -> None:
    relay, other = add_relay(ward), add_slot(ward)
    ward.week_shifts.shift(NEXT, -QUARTER, slot_id=relay.id)
    assert airing_of(ward, relay, FRIDAY + LATER).start.time() == dt.time(4, 45)
    assert airing_of(ward, other, FRIDAY + LATER).start.time() == dt.time(6, 30)
    late = add_slot(ward, "Đêm", "23:50", 5, weekdays=frozenset({7}), first=NEXT.monday)
    shifted = ward.week_shifts.shift_slot(late.id, QUARTER)
    assert (shifted.start, shifted.weekdays, shifted.date_from) == (dt.time(0, 5), {1}, NEXT.monday + DAY)


def test_a_slot_is_shifted_neither_into_the_past_nor_away_from_its_items(ward) -> None:
    """It is Tuesday noon: what would come before is left where it is."""
    facts = {"weekdays": frozenset({4}), "first": MONDAY, "last": NEXT.sunday + 2 * LATER}

    def days(title: str) -> list[str]:
        found = ward.broadcast.timetable.days(MONDAY, NEXT.sunday + LATER)
        return [f"{one.start:%d/%m %H}" for one in found if one.title == title]

    for title, hour, by in (("Về sáng", "06:00", -54), ("Về tối", "06:00", -30), ("Về quá khứ", "06:00", -72)):
        slot = add_slot(ward, title, hour, 10, **facts)
        ward.week_shifts.shift_slot(slot.id, dt.timedelta(hours=by))
    assert days("Về sáng") == ["04/06 06", "09/06 00", "16/06 00"], "this week's would have been at midnight"
    assert days("Về tối") == ["03/06 00", "10/06 00", "17/06 00"]
    assert days("Về quá khứ") == ["04/06 06", "08/06 06", "15/06 06"]
    slot = add_slot(ward, "Chưa phát", "06:00", 10, first=MONDAY + 2 * DAY, last=NEXT.sunday)
    ward.week_shifts.shift_slot(slot.id, -2 * DAY)
    assert days("Chưa phát")[0] == "03/06 06"
    series = add_slot(ward, "Chuyên mục", "23:50", 5, fill=Fill.SERIES, **facts)
    ward.week_shifts.shift_slot(series.id, QUARTER)
    late = next(one for one in ward.broadcast.timetable.slots_between(MONDAY, NEXT.sunday) if one.title == "Chuyên mục")
    approved_edition(ward, late, FRIDAY, approved_item(ward))
    with pytest.raises(InvalidInput) as refused:
        ward.week_shifts.shift_slot(late.id, -QUARTER)
    assert refused.value.code == "shift_editions"


def test_a_slot_shifted_by_whole_days_loses_no_airing_and_gains_none(ward) -> None:
    """What is still to come after the shift goes by so many days; the rest stays where it is."""
    noon, titles = dt.datetime.combine(MONDAY + DAY, dt.time(12)), count()

    @settings(max_examples=25, deadline=None, database=None)
    @given(
        weekdays=st.frozensets(st.integers(1, 7), min_size=1),
        first=st.integers(-20, 6),
        last=st.integers(7, 30),
        hour=st.sampled_from(("06:00", "12:00", "18:00")),
        days=st.integers(-10, 4).filter(bool),
    )
    @example(frozenset({3, 4, 6}), -5, 20, "06:00", -3)
    @example(frozenset({3, 4, 6}), 2, 20, "06:00", -3)
    def check(weekdays: frozenset[int], first: int, last: int, hour: str, days: int) -> None:
        title, by = f"Buổi {next(titles)}", days * DAY
        slot = add_slot(ward, title, hour, 10, weekdays=weekdays, first=MONDAY + first * DAY, last=MONDAY + last * DAY)

        def starts() -> list[dt.datetime]:
            found = ward.broadcast.timetable.days(MONDAY - 40 * DAY, MONDAY + 40 * DAY)
            return sorted(one.start for one in found if one.title == title)

        before = starts()
        wanted = sorted({one + by if min(one, one + by) > noon else one for one in before})
        with suppress(InvalidInput):  # nothing is left that could go: then all of it stays
            ward.week_shifts.shift_slot(slot.id, by)
            assert starts() == wanted
            return
        assert starts() == before

    check()


def test_no_time_a_month_and_the_past_are_refused(ward) -> None:
    add_slot(ward)
    for by, code in ((dt.timedelta(0), "shift_missing"), (dt.timedelta(days=40), "shift_too_far")):
        with pytest.raises(InvalidInput) as refused:
            ward.week_shifts.plan(WEEK, by)
        assert refused.value.code == code
    with pytest.raises(InvalidInput) as refused:
        ward.week_shifts.shift(WEEK, -dt.timedelta(days=7))
    assert refused.value.code == "nothing_to_shift"
