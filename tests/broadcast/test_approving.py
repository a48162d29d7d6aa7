"""Nothing airs without a yes for exactly what it holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.wards import (
    NO,
    NOON,
    PLAYED,
    YES,
    add_relay,
    add_slot,
    airing_of,
    approved_edition,
    approved_item,
    authorise,
    confirm,
    make_ward,
    set_clock,
)
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.content.model import Basis, ItemState
from ttcs_desktop.content.pipeline.model import Scope

MONDAY = dt.date(2026, 5, 25)
DAY = dt.timedelta(days=1)
TODAY = NOON.date()
NEXT_WEEK = dt.date(2026, 6, 8)


@pytest.fixture
def ward(tmp_path):
    return make_ward(tmp_path)


def add_item_slot(ward, item, start):
    return add_slot(ward, item.title, start, fill=Fill.ITEM, item_id=item.id)


def approve_anew(ward, item, text) -> None:
    ward.content.edit(item.id, item.title, text)
    ward.content.submit(item.id)
    ward.content.approve(item.id, YES)


def is_approved(ward, slot, day: dt.date = MONDAY) -> bool:
    return airing_of(ward, slot, day).approval is not None


def test_one_approval_covers_an_edition_with_its_parts(ward) -> None:
    slot = add_slot(ward, fill=Fill.SERIES)
    one, two = approved_item(ward, "Một"), approved_item(ward, "Hai")
    edition = ward.broadcast.timetable.set_edition(slot.id, MONDAY, [one.version_id, two.version_id])
    assert not is_approved(ward, slot)
    ward.broadcast.timetable.approve_edition(edition.id, YES)
    assert is_approved(ward, slot)
    assert not is_approved(ward, slot, MONDAY + DAY)


def test_a_changed_part_opens_an_edition_again(ward) -> None:
    slot = add_slot(ward, fill=Fill.SERIES)
    one, two = approved_item(ward, "Một"), approved_item(ward, "Hai")
    approved_edition(ward, slot, MONDAY, one, two)
    ward.broadcast.timetable.set_edition(slot.id, MONDAY, [one.version_id])
    assert not is_approved(ward, slot)
    ward.broadcast.timetable.set_edition(slot.id, MONDAY, [one.version_id, two.version_id], title="Tên mới")
    assert is_approved(ward, slot)


def test_a_new_wording_does_not_creep_into_an_approved_edition(ward) -> None:
    slot, item = add_slot(ward, fill=Fill.SERIES), approved_item(ward)
    approved_edition(ward, slot, MONDAY, item)
    ward.content.edit(item.id, item.title, "Bản khác.")
    assert airing_of(ward, slot, MONDAY).versions == (item.version_id,)
    assert is_approved(ward, slot)


def test_a_withdrawn_part_stops_every_edition_that_holds_it(ward) -> None:
    slot = add_slot(ward, fill=Fill.SERIES)
    kept, withdrawn = approved_item(ward, "Giữ"), approved_item(ward, "Rút")
    approved_edition(ward, slot, NEXT_WEEK, kept, withdrawn)
    approved_edition(ward, slot, NEXT_WEEK + DAY, kept)
    ward.content.withdraw(withdrawn.id, NO)
    assert not is_approved(ward, slot, NEXT_WEEK)
    assert is_approved(ward, slot, NEXT_WEEK + DAY)


def test_a_withdrawal_stops_older_wordings_too_and_an_item_slot(ward) -> None:
    series, item = add_slot(ward, fill=Fill.SERIES), approved_item(ward)
    approved_edition(ward, series, NEXT_WEEK, item)
    approve_anew(ward, item, "Bản hai.")
    alone = add_slot(ward, item.title, "09:00", fill=Fill.ITEM, item_id=item.id)
    assert [is_approved(ward, slot, NEXT_WEEK) for slot in (series, alone)] == [True, True]
    ward.content.withdraw(item.id, NO)
    assert [is_approved(ward, slot, NEXT_WEEK) for slot in (series, alone)] == [False, False]


def test_a_withdrawal_leaves_the_days_that_were_over_as_they_were(ward) -> None:
    """The bulletin may well have played on Monday; the officer is still asked about it."""
    series, item = add_slot(ward, fill=Fill.SERIES), approved_item(ward)
    approved_edition(ward, series, MONDAY, item)
    alone = add_slot(ward, item.title, "09:00", fill=Fill.ITEM, item_id=item.id)
    early, late = add_item_slot(ward, item, "06:00"), add_item_slot(ward, item, "18:00")
    ward.content.withdraw(item.id, NO)
    assert [is_approved(ward, slot) for slot in (series, alone)] == [True, True]
    assert [is_approved(ward, slot, TODAY) for slot in (early, late)] == [True, False]  # it is noon


def test_a_withdrawal_recorded_later_counts_from_the_end_of_its_day(ward) -> None:
    item = approved_item(ward)
    slot = add_item_slot(ward, item, "09:00")
    ward.content.withdraw(item.id, replace(NO, decided_on=MONDAY))
    assert [is_approved(ward, slot, MONDAY + DAY * more) for more in (0, 1, 14)] == [True, False, False]


def test_a_rewritten_item_leaves_the_days_before_with_their_own_wording(ward) -> None:
    item = approved_item(ward)
    slot = add_item_slot(ward, item, "09:00")
    set_clock(ward, NOON + DAY)
    again = ward.content.edit(item.id, item.title, "Bản hai.")
    set_clock(ward, NOON + DAY * 3)
    wednesday, thursday, friday = (airing_of(ward, slot, TODAY + DAY * more) for more in (1, 2, 3))
    assert (wednesday.versions, thursday.versions) == ((item.version_id,), (again.version_id,))
    assert [airing.approval is not None for airing in (wednesday, thursday, friday)] == [True, False, False]
    ward.content.submit(item.id)
    ward.content.approve(item.id, replace(YES, decided_on=TODAY + DAY * 3))
    assert [is_approved(ward, slot, TODAY + DAY * more) for more in (1, 2, 3, 4)] == [True, False, True, True]


def test_what_is_typed_in_after_its_day_can_still_be_confirmed(ward) -> None:
    """A ward that starts in the middle of the year enters what it has aired before."""
    item = approved_item(ward, given=replace(YES, decided_on=MONDAY))
    slot = add_item_slot(ward, item, "09:00")
    assert [is_approved(ward, slot, MONDAY + DAY * more) for more in (-1, 0, 1)] == [False, True, True]


def test_a_new_name_opens_what_was_approved_again(ward) -> None:
    item = approved_item(ward, "Lịch tiêm chủng")
    slot = add_item_slot(ward, item, "09:00")
    renamed = ward.content.edit(item.id, "Lịch cắt điện", ward.content.text_of(item))
    assert renamed.state is ItemState.DRAFT
    assert not is_approved(ward, slot, NEXT_WEEK)
    assert ward.content.text_of(renamed) == ward.content.text_of(item)


def test_what_was_aired_before_a_withdrawal_stays_in_the_log(ward) -> None:
    slot, item = add_slot(ward, fill=Fill.SERIES), approved_item(ward)
    approved_edition(ward, slot, MONDAY, item)
    entry = confirm(ward, slot, MONDAY, PLAYED)
    ward.content.withdraw(item.id, NO)
    assert ward.broadcast.log.entries(MONDAY, MONDAY) == [entry]
    assert entry.items == (item.id,)


def test_a_standing_authorisation_covers_every_day_of_a_relay(ward) -> None:
    slot = add_relay(ward, approved=False)
    assert not is_approved(ward, slot)
    authorise(ward, "05/QĐ-UBND", Scope.RELAYS, last=dt.date(2026, 12, 1))
    ward.broadcast.timetable.approve_slot(slot.id, replace(YES, basis=Basis.STANDING, number="05/QĐ-UBND"))
    assert is_approved(ward, slot)
    assert is_approved(ward, slot, dt.date(2026, 12, 1))
    assert not is_approved(ward, slot, dt.date(2026, 12, 2))  # the authorisation has ended
    with pytest.raises(InvalidInput, match="paper_number_missing"):
        ward.broadcast.timetable.approve_slot(slot.id, replace(YES, basis=Basis.STANDING))


def test_a_slot_that_airs_something_else_than_was_approved_is_open_again(ward) -> None:
    """A slot known by its title alone: the title is all that the approver has seen."""
    slot = add_slot(ward, "Thông báo cắt điện")
    changed = ward.broadcast.timetable.change(replace(slot, title="Thông báo khác hẳn"))
    assert not is_approved(ward, changed, NEXT_WEEK)


def test_moving_an_approved_slot_by_an_hour_needs_no_new_approval(ward) -> None:
    slot = add_slot(ward, "Thông báo cắt điện")
    moved = ward.broadcast.timetable.change(replace(slot, start=dt.time(7, 30)))
    assert is_approved(ward, moved, NEXT_WEEK)
