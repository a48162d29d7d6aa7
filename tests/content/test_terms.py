"""From when to when an item may be used, and by which right: guarded where it is approved and where it is planned."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wards import NOON, YES, add_slot, approved_edition, approved_item, code_of, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.conflicts import Rule
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.content.model import Form, Item, ItemState, Origin, Rights, Unfit
from ttcs_desktop.content.terms import Terms
from ttcs_desktop.workspace import Workspace

TODAY = NOON.date()
TOMORROW, LATER = TODAY + dt.timedelta(days=1), TODAY + dt.timedelta(days=3)
DAYS = st.one_of(st.none(), st.dates(TODAY - dt.timedelta(days=9), TODAY + dt.timedelta(days=9)))


@pytest.fixture
def ward(tmp_path):
    made = make_ward(tmp_path)
    yield made
    made.close()


def rules(ward: Workspace) -> list[tuple[Rule, dt.date]]:
    found = ward.broadcast.timetable.findings(Week.of(TODAY))
    return [(one.rule, one.date) for one in found if one.rule in (Rule.EXPIRED, Rule.NOT_YET, Rule.NO_RIGHT)]


@given(DAYS, DAYS, st.sampled_from(list(Rights)), st.dates(TODAY - dt.timedelta(days=9), TODAY + dt.timedelta(days=9)))
@settings(max_examples=60)
def test_an_item_is_fit_between_its_days_while_there_is_a_right_to_it(first, last, rights, day) -> None:
    item = Item("i", "Tin", Form.NEWS, Origin.WARD, None, ItemState.DRAFT, None, "", valid_from=first, valid_to=last)
    item = Item(**{name: getattr(item, name) for name in Item.__slots__} | {"rights": rights})
    expected = None
    if rights is Rights.NONE:
        expected = Unfit.NO_RIGHT
    elif last is not None and day > last:
        expected = Unfit.EXPIRED
    elif first is not None and day < first:
        expected = Unfit.NOT_YET
    assert item.unfit_on(day) is expected


def test_what_is_planned_beyond_its_days_or_without_a_right_is_a_finding(ward: Workspace) -> None:
    item = approved_item(ward)
    series = add_slot(ward, "Bản tin phường", "17:00", fill=Fill.SERIES)
    for day in (TODAY, TOMORROW, LATER):
        approved_edition(ward, series, day, item)
    assert rules(ward) == []
    ward.content.terms.set(item.id, Terms(TOMORROW, TOMORROW, Rights.OWN))
    assert rules(ward) == [(Rule.NOT_YET, TODAY), (Rule.EXPIRED, LATER)]
    ward.content.terms.set(item.id, Terms(None, None, Rights.NONE))
    assert rules(ward) == [(Rule.NO_RIGHT, day) for day in (TODAY, TOMORROW, LATER)]
    assert ward.content.approval_of(ward.content.item(item.id)) is not None  # its words are the same
    ward.undo.undo()
    assert ward.content.item(item.id).valid_to == TOMORROW


def test_a_slot_of_its_own_is_guarded_too(ward: Workspace) -> None:
    item = approved_item(ward)
    add_slot(ward, "Nhắc lịch", "06:00", fill=Fill.ITEM, item_id=item.id, first=TOMORROW, last=TOMORROW)
    ward.content.terms.set(item.id, Terms(None, TODAY, Rights.OWN))
    assert rules(ward) == [(Rule.EXPIRED, TOMORROW)]


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        (Terms(None, TODAY - dt.timedelta(days=200), Rights.OWN), "item_expired"),
        (Terms(None, None, Rights.NONE), "item_no_right"),
    ],
)
def test_what_has_expired_or_has_no_right_is_not_approved(ward: Workspace, terms, code) -> None:
    item = ward.content.add("Tin", "Chữ.")
    ward.content.submit(item.id)
    ward.content.terms.set(item.id, terms)
    with pytest.raises(InvalidInput) as caught:
        ward.content.approve(item.id, YES)
    assert code_of(caught) == code
    ward.content.terms.set(item.id, Terms(LATER, None, Rights.GIVEN))
    assert ward.content.approve(item.id, YES).state is ItemState.APPROVED


def test_terms_that_contradict_themselves_are_refused(ward: Workspace) -> None:
    item = ward.content.add("Tin", "Chữ.", origin=Origin.CITY)
    assert item.rights is Rights.GIVEN
    for terms, code in (
        (Terms(LATER, TODAY, Rights.OWN), "window_reversed"),
        (Terms(None, None, Rights.PERMITTED, " "), "permission_missing"),
    ):
        with pytest.raises(InvalidInput) as caught:
            ward.content.terms.set(item.id, terms)
        assert code_of(caught) == code
    assert ward.content.item(item.id).rights is Rights.GIVEN
