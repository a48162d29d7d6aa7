"""Versions: why there is each, what referred to it, and going back to one."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.wards import NO, NOON, YES, add_slot, approved_edition, approved_item, clock_of, code_of, confirm, make_ward
from ttcs_desktop.agenda.articles import Articles
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.content.model import Item, ItemState, Why
from ttcs_desktop.workspace import Workspace

YESTERDAY = NOON.date() - dt.timedelta(days=1)


def wordings(ward: Workspace, item: Item) -> list:
    return Articles(ward.content, ward.broadcast, ward.office).wordings(ward.content.item(item.id))


def test_going_back_makes_a_new_version_and_opens_the_approval_again(tmp_path) -> None:
    ward = make_ward(tmp_path)
    item = approved_item(ward)
    first = ward.content.versions(item.id)[0]
    ward.content.edit(item.id, item.title, "Khác.")
    back = ward.content.wordings.bring_back(item.id, first.id)
    assert (back.state, ward.content.text_of(back)) == (ItemState.DRAFT, first.text)
    assert [one.number for one in ward.content.versions(item.id)] == [1, 2, 3]
    assert ward.content.versions(item.id)[-1].restores == 1
    assert ward.content.approval_of(back) is None
    ward.undo.undo()
    assert ward.content.text_of(ward.content.item(item.id)) == "Khác."


def test_what_cannot_be_gone_back_to_says_why(tmp_path) -> None:
    ward = make_ward(tmp_path)
    item, other = approved_item(ward), approved_item(ward, "Tin khác")
    (only,) = ward.content.versions(item.id)
    for version_id, code in ((only.id, "version_is_current"), (other.version_id, "record_gone")):
        with pytest.raises(InvalidInput) as caught:
            ward.content.wordings.bring_back(item.id, version_id or "")
        assert code_of(caught) == code
    ward.content.edit(item.id, item.title, "Khác.")
    ward.content.withdraw(item.id, NO)
    with pytest.raises(InvalidInput, match="item_withdrawn"):
        ward.content.wordings.bring_back(item.id, only.id)
    assert ward.content.item(item.id).state is ItemState.WITHDRAWN


def test_each_version_says_who_wrote_it_when_and_why(tmp_path) -> None:
    ward = make_ward(tmp_path)
    item = ward.content.add("Tin", "Một.")
    clock_of(ward).advance(dt.timedelta(hours=1))
    ward.content.edit(item.id, "Tin", "Hai.")
    ward.content.submit(item.id)
    ward.content.edit(item.id, "Tin mới", "Hai.")
    ward.content.wordings.bring_back(item.id, ward.content.versions(item.id)[0].id)
    told = wordings(ward, item)
    assert [one.why for one in told] == [Why.WRITTEN, Why.CHANGED, Why.RENAMED, Why.RESTORED]
    assert {one.by for one in told} == {"Trần Thị Bình"}
    assert told[0].version.at < told[1].version.at


def test_the_wording_that_was_approved_and_aired_is_named_though_it_was_rewritten(tmp_path) -> None:
    ward = make_ward(tmp_path)
    item = approved_item(ward)
    slot = add_slot(ward, "Bản tin phường", "06:30", fill=Fill.SERIES)
    approved_edition(ward, slot, YESTERDAY, item)
    entry = confirm(ward, slot, YESTERDAY)
    ward.content.edit(item.id, item.title, "Chữ mới.")
    first, second = wordings(ward, item)
    assert [one.approver for one in first.approvals] == [YES.approver, YES.approver]
    assert first.aired == (entry,)
    assert (second.approvals, second.aired) == ((), ())
