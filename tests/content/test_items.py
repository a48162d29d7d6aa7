"""Items from draft to approval: a yes covers exactly one wording."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import replace

import pytest

from tests.wards import NO, START, YES, add_slot, approved_item, authorise, clock_of, code_of, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.content.model import Basis, Form, ItemState
from ttcs_desktop.content.pipeline.model import Scope


def test_an_item_goes_from_draft_to_submitted_to_approved(tmp_path) -> None:
    ward = make_ward(tmp_path)
    item = ward.content.add("Lịch tiêm chủng", "Tiêm tại trạm y tế phường.")
    states = [item.state, ward.content.submit(item.id).state, ward.content.approve(item.id, YES).state]
    assert states == [ItemState.DRAFT, ItemState.SUBMITTED, ItemState.APPROVED]
    assert ward.content.approval_of(ward.content.item(item.id)).approver == "Nguyễn Văn An"


def test_an_item_with_neither_title_nor_text_is_refused(tmp_path) -> None:
    ward = make_ward(tmp_path)
    with pytest.raises(InvalidInput) as caught:
        ward.content.add(" ", "\n ")
    assert (code_of(caught), caught.value.field) == ("title_missing", "title")
    assert ward.content.items() == []


def test_a_draft_needs_only_its_title_and_is_not_handed_in_without_a_text(tmp_path) -> None:
    ward = make_ward(tmp_path)
    item = ward.content.add("Lịch tiêm", "\n ")
    assert (item.version_id, ward.content.versions(item.id), ward.content.text_of(item)) == (None, [], "")
    ward.content.edit(item.id, "Lịch tiêm chủng", "")
    assert ward.content.versions(item.id) == []
    with pytest.raises(InvalidInput) as caught:
        ward.content.submit(item.id)
    assert (code_of(caught), caught.value.field) == ("text_missing", "text")
    ward.content.edit(item.id, "Lịch tiêm chủng", "Tiêm tại trạm y tế.")
    assert [version.number for version in ward.content.versions(item.id)] == [1]
    assert ward.content.submit(item.id).state is ItemState.SUBMITTED


def test_a_text_emptied_again_is_not_handed_in(tmp_path) -> None:
    ward = make_ward(tmp_path)
    item = ward.content.add("Lịch tiêm", "Tiêm tại trạm y tế.")
    ward.content.edit(item.id, "Lịch tiêm", "")
    assert ward.content.text_of(ward.content.item(item.id)) == ""
    with pytest.raises(InvalidInput, match="text_missing"):
        ward.content.submit(item.id)


def test_a_text_without_title_lends_its_first_words(tmp_path) -> None:
    ward = make_ward(tmp_path)
    item = ward.content.add(" ", "Kính mời bà con\ntổ dân phố 5 đến họp lúc bảy giờ tối nay.")
    assert item.title == "Kính mời bà con tổ dân phố 5"
    assert len(ward.content.add("", "a" * 900).title) == 80
    assert ward.content.edit(item.id, "", "Mời họp.").title == "Mời họp."


@pytest.mark.parametrize("basis", list(Basis))
def test_nobody_has_decided_tomorrow(tmp_path, basis) -> None:
    ward = make_ward(tmp_path)
    item = ward.content.add("Tin", "Nội dung.", form=Form.NOTICE)
    ward.content.submit(item.id)
    authorise(ward, "12/PT", Scope.NOTICES)
    today = clock_of(ward).now().date()
    given = replace(YES, basis=basis, number="12/PT", reason="Gấp", decided_on=today + dt.timedelta(days=1))
    with pytest.raises(InvalidInput) as caught:
        ward.content.approve(item.id, given)
    assert (code_of(caught), caught.value.field) == ("decided_in_future", "decided_on")
    assert ward.content.item(item.id).state is ItemState.SUBMITTED
    assert ward.content.approve(item.id, replace(given, decided_on=today)).state is ItemState.APPROVED
    with pytest.raises(InvalidInput, match="decided_in_future"):
        ward.content.withdraw(item.id, replace(NO, decided_on=today + dt.timedelta(days=1)))
    assert ward.content.item(item.id).state is ItemState.APPROVED


def test_a_draft_cannot_be_approved_and_nothing_is_submitted_twice(tmp_path) -> None:
    ward = make_ward(tmp_path)
    item = ward.content.add("Tin", "Nội dung.")
    with pytest.raises(InvalidInput, match="step_not_open"):
        ward.content.approve(item.id, YES)
    ward.content.submit(item.id)
    with pytest.raises(InvalidInput, match="step_not_open"):
        ward.content.submit(item.id)
    assert ward.content.approval_of(ward.content.item(item.id)) is None


def test_a_new_text_is_a_new_version_and_opens_the_approval_again(tmp_path) -> None:
    ward = make_ward(tmp_path)
    item = approved_item(ward)
    edited = ward.content.edit(item.id, item.title, "Tiêm tại nhà văn hóa.")
    assert [version.number for version in ward.content.versions(item.id)] == [1, 2]
    assert (edited.state, ward.content.text_of(edited)) == (ItemState.DRAFT, "Tiêm tại nhà văn hóa.")
    assert ward.content.approval_of(edited) is None


def test_the_text_that_was_approved_stays_readable(tmp_path) -> None:
    ward = make_ward(tmp_path)
    item = approved_item(ward)
    ward.content.edit(item.id, item.title, "Tiêm tại nhà văn hóa.")
    (covered,) = ward.content.versions(item.id)[:1]
    assert (covered.id, covered.text) == (item.version_id, "Lịch tiêm chủng của phường trong tuần này.")


def test_the_same_text_in_another_unicode_form_is_no_new_version(tmp_path) -> None:
    ward = make_ward(tmp_path)
    item = approved_item(ward)
    ward.content.edit(item.id, item.title, unicodedata.normalize("NFD", ward.content.text_of(item)))
    assert len(ward.content.versions(item.id)) == 1
    assert ward.content.approval_of(ward.content.item(item.id)) is not None


def test_going_back_to_an_approved_wording_needs_a_new_approval(tmp_path) -> None:
    ward = make_ward(tmp_path)
    item = approved_item(ward)
    first = ward.content.text_of(item)
    ward.content.edit(item.id, item.title, "Khác.")
    again = ward.content.edit(item.id, item.title, first)
    assert [version.number for version in ward.content.versions(item.id)] == [1, 2, 3]
    assert ward.content.approval_of(again) is None


@pytest.mark.parametrize("basis", [Basis.PAPER, Basis.STANDING])
def test_an_approval_on_paper_needs_its_number(tmp_path, basis) -> None:
    ward = make_ward(tmp_path)
    authorise(ward, "12/PT", Scope.NOTICES)
    item = ward.content.add("Tin", "Nội dung.", form=Form.NOTICE)
    ward.content.submit(item.id)
    with pytest.raises(InvalidInput) as caught:
        ward.content.approve(item.id, replace(YES, basis=basis, number=" "))
    assert (code_of(caught), caught.value.field) == ("paper_number_missing", "number")
    assert ward.content.item(item.id).state is ItemState.SUBMITTED
    ward.content.approve(item.id, replace(YES, basis=basis, number="12/PT"))
    assert ward.content.approval_of(ward.content.item(item.id)).number == "12/PT"


def test_somebody_must_have_said_yes(tmp_path) -> None:
    ward = make_ward(tmp_path)
    item = ward.content.add("Tin", "Nội dung.")
    ward.content.submit(item.id)
    with pytest.raises(InvalidInput, match="approver_missing"):
        ward.content.approve(item.id, replace(YES, approver=" "))


def test_a_withdrawal_needs_a_reason_and_ends_the_item(tmp_path) -> None:
    ward = make_ward(tmp_path)
    item = approved_item(ward)
    with pytest.raises(InvalidInput, match="reason_missing"):
        ward.content.withdraw(item.id, YES)
    withdrawn = ward.content.withdraw(item.id, NO)
    assert withdrawn.state is ItemState.WITHDRAWN
    assert ward.content.approval_of(withdrawn) is None
    for again in (
        lambda: ward.content.withdraw(item.id, NO),
        lambda: ward.content.edit(item.id, "Tin", "Nội dung mới."),
    ):
        with pytest.raises(InvalidInput, match="item_withdrawn"):
            again()


def test_nobody_has_decided_tomorrow_about_an_edition_or_a_slot(tmp_path) -> None:
    ward = make_ward(tmp_path)
    timetable = ward.broadcast.timetable
    slot = add_slot(ward, approved=False)
    series = add_slot(ward, "Chương trình", "17:00", fill=Fill.SERIES, approved=False)
    today = clock_of(ward).now().date()
    edition = timetable.set_edition(series.id, today, [approved_item(ward).version_id or ""])
    tomorrow = replace(YES, decided_on=today + dt.timedelta(days=1))
    for approve, record in ((timetable.approve_slot, slot.id), (timetable.approve_edition, edition.id)):
        with pytest.raises(InvalidInput) as caught:
            approve(record, tomorrow)
        assert (code_of(caught), caught.value.field) == ("decided_in_future", "decided_on")
        approve(record, replace(YES, decided_on=today))


def test_the_last_word_counts_even_when_the_clock_was_set_back_before_it(tmp_path) -> None:
    ward = make_ward(tmp_path)
    item = approved_item(ward)
    clock_of(ward).advance(dt.timedelta(days=-3))
    assert ward.content.approval_of(ward.content.withdraw(item.id, replace(NO, decided_on=START))) is None


def test_a_draft_may_go_to_the_bin_and_what_was_submitted_may_not(tmp_path) -> None:
    ward = make_ward(tmp_path)
    draft, approved = ward.content.add("Nháp", "Nội dung."), approved_item(ward)
    ward.content.remove(draft.id)
    assert [item.id for item in ward.content.items()] == [approved.id]
    with pytest.raises(InvalidInput, match="record_gone"):
        ward.content.item(draft.id)
    with pytest.raises(InvalidInput, match="step_not_open"):
        ward.content.remove(approved.id)


def test_what_an_approval_refers_to_does_not_go_to_the_bin_by_being_edited_first(tmp_path) -> None:
    ward = make_ward(tmp_path)
    item = approved_item(ward)
    ward.content.edit(item.id, item.title, "Bản khác.")
    with pytest.raises(InvalidInput):
        ward.content.remove(item.id)
    assert ward.content.item(item.id)


def test_the_items_last_touched_come_first(tmp_path) -> None:
    ward = make_ward(tmp_path)
    made = []
    for title in ("Một", "Hai", "Ba"):
        clock_of(ward).advance(dt.timedelta(minutes=1))
        made.append(ward.content.add(title, "Nội dung."))
    clock_of(ward).advance(dt.timedelta(minutes=1))
    ward.content.edit(made[0].id, "Một sửa", "Nội dung.")
    assert [item.title for item in ward.content.recent(2)] == ["Một sửa", "Ba"]
    assert [item.title for item in ward.content.items()] == ["Một sửa", "Ba", "Hai"]
