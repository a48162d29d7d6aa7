"""Nothing airs without a yes for exactly what it holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.wards import (
    NO,
    PLAYED,
    YES,
    add_relay,
    add_slot,
    airing_of,
    approved_edition,
    approved_item,
    confirm,
    make_ward,
)
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.content.model import Basis

MONDAY = dt.date(2026, 5, 25)
DAY = dt.timedelta(days=1)
NEXT_WEEK = dt.date(2026, 6, 8)


@pytest.fixture
def ward(tmp_path):
    return make_ward(tmp_path)


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
    approved_edition(ward, slot, MONDAY, kept, withdrawn)
    approved_edition(ward, slot, MONDAY + DAY, kept)
    ward.content.withdraw(withdrawn.id, NO)
    assert not is_approved(ward, slot)
    assert is_approved(ward, slot, MONDAY + DAY)


def test_a_withdrawal_stops_older_wordings_too_and_an_item_slot(ward) -> None:
    series, item = add_slot(ward, fill=Fill.SERIES), approved_item(ward)
    approved_edition(ward, series, MONDAY, item)
    ward.content.edit(item.id, item.title, "Bản hai.")
    ward.content.submit(item.id)
    ward.content.approve(item.id, YES)
    alone = add_slot(ward, item.title, "09:00", fill=Fill.ITEM, item_id=item.id)
    assert (is_approved(ward, series), is_approved(ward, alone)) == (True, True)
    ward.content.withdraw(item.id, NO)
    assert (is_approved(ward, series), is_approved(ward, alone)) == (False, False)


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
    ward.broadcast.timetable.approve_slot(slot.id, replace(YES, basis=Basis.STANDING, number="05/QĐ-UBND"))
    assert is_approved(ward, slot)
    assert is_approved(ward, slot, dt.date(2026, 12, 1))
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
