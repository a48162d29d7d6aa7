"""Any sequence of work, taken back step by step, is the record as it was; what has become a fact stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.wards import NO, NOON, YES, add_relay, add_slot, approved_item, code_of, confirm, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.content.model import ItemState
from ttcs_desktop.office.model import DayKind, Role
from ttcs_desktop.workspace import Workspace, create_workspace

TODAY = NOON.date()
NEXT_WEEK = dt.date(2026, 6, 8)
STAMPS = {"created_at", "created_by", "updated_at", "updated_by", "rev"}


@pytest.fixture
def ward(tmp_path: Path):
    return make_ward(tmp_path)


def live(ward: Workspace) -> dict[str, list[dict[str, object]]]:
    """Every row that is not in the bin, without stamps; of the tables whose rows change."""
    found = {}
    for name, table in ward.undo._tables().items():
        if not table.append_only:
            rows = ward.database.rows(f"SELECT * FROM {name} WHERE deleted_at IS NULL ORDER BY id")
            found[name] = [{key: value for key, value in row.items() if key not in STAMPS} for row in rows]
    return found


def undo_all(ward: Workspace) -> int:
    steps = 0
    while ward.undo.next() is not None:
        ward.undo.undo()
        steps += 1
    return steps


def edit_some_item(ward: Workspace, number: int) -> None:
    items = ward.content.items()
    if items and items[number % len(items)].state is not ItemState.WITHDRAWN:
        item = items[number % len(items)]
        ward.content.edit(item.id, f"{item.title} {number}", f"Nội dung {number % 3}.")


def drop_some_item(ward: Workspace, number: int) -> None:
    drafts = [item for item in ward.content.items() if item.state is ItemState.DRAFT]
    if drafts:
        ward.content.remove(drafts[number % len(drafts)].id)


def hand_in_some_item(ward: Workspace, number: int) -> None:
    drafts = [item for item in ward.content.items() if item.state is ItemState.DRAFT]
    if drafts:
        ward.content.submit(drafts[number % len(drafts)].id)


def move_some_slot(ward: Workspace, number: int) -> None:
    slots = ward.broadcast.timetable.slots_between(TODAY, NEXT_WEEK)
    if slots:
        slot = slots[number % len(slots)]
        ward.broadcast.timetable.change(replace(slot, start=dt.time(number % 24), title=f"Khung {number}"))


def drop_some_slot(ward: Workspace, number: int) -> None:
    slots = ward.broadcast.timetable.slots_between(NEXT_WEEK, NEXT_WEEK)
    if slots:
        ward.broadcast.timetable.remove(slots[number % len(slots)].id)


def fill_some_day(ward: Workspace, number: int) -> None:
    series = [one for one in ward.broadcast.timetable.slots_between(NEXT_WEEK, NEXT_WEEK) if one.fill is Fill.SERIES]
    versions = [item.version_id for item in ward.content.items() if item.version_id]
    if series and versions:
        slot = series[number % len(series)]
        ward.broadcast.timetable.set_edition(slot.id, NEXT_WEEK, [versions[number % len(versions)]], title=f"{number}")


WORK: tuple[Callable[[Workspace, int], object], ...] = (
    lambda ward, number: ward.content.add(f"Bài {number}", f"Nội dung {number}."),
    lambda ward, number: ward.office.set_holiday(TODAY + dt.timedelta(days=number), f"Nghỉ {number}", DayKind.OFF),
    lambda ward, number: ward.office.add_person(f"Người {number}", "Công chức", frozenset({Role.OFFICER})),
    lambda ward, number: add_slot(ward, f"Khung {number}", f"{number % 24:02d}:00", fill=Fill.SERIES, approved=False),
    edit_some_item,
    drop_some_item,
    hand_in_some_item,
    move_some_slot,
    drop_some_slot,
    fill_some_day,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(WORK), st.integers(0, 30)), max_size=14), st.integers(0, 14))
def test_any_work_undone_is_the_record_as_it_was_and_redone_as_it_became(work, back) -> None:
    with TemporaryDirectory() as folder:
        ward = make_ward(Path(folder))
        ward.undo.begin()
        begin = live(ward)
        for do, number in work:
            with suppress(InvalidInput):  # what is refused leaves no step
                do(ward, number)
        end = live(ward)
        for _ in range(back):
            if ward.undo.next() is not None:
                ward.undo.undo()
        while ward.undo.next_again() is not None:
            ward.undo.redo()
        assert live(ward) == end
        undo_all(ward)
        assert live(ward) == begin
        assert ward.ledger.first_broken_line() is None
        ward.close()


def test_a_removed_slot_comes_back_with_its_days(ward) -> None:
    slot = add_slot(ward, "Bản tin", "17:00", first=NEXT_WEEK)
    before = live(ward)
    ward.broadcast.timetable.remove(slot.id)
    step, changes = ward.undo.undo()
    assert (step.verb, changes.subjects, live(ward)) == ("broadcast.remove_slot", {"broadcast"}, before)


def test_what_is_taken_back_travels_to_the_city_as_any_change_does(ward) -> None:
    item = ward.content.add("Bài", "Nội dung.")
    ward.content.edit(item.id, "Tên khác", "Nội dung.")
    waiting = ward.ledger.outbox.waiting_count()
    ward.undo.undo()
    assert ward.ledger.outbox.waiting_count() == waiting + 1
    assert ward.content.item(item.id).title == "Bài"
    assert [line.verb for line in ward.ledger.history_of(item.id)] == ["content.add", "content.edit", "ledger.undo"]


def test_an_undone_wording_is_not_taken_for_the_one_that_counts(ward) -> None:
    item = approved_item(ward)
    slot = add_slot(ward, item.title, fill=Fill.ITEM, item_id=item.id)
    ward.content.edit(item.id, item.title, "Bản hai.")
    ward.undo.undo()
    (airing,) = [one for one in ward.broadcast.timetable.days(NEXT_WEEK, NEXT_WEEK) if one.slot.id == slot.id]
    assert (airing.versions, airing.approval is not None) == ((item.version_id,), True)
    again = ward.content.edit(item.id, item.title, "Bản hai.")
    assert (ward.content.text_of(again), again.state) == ("Bản hai.", ItemState.DRAFT)


def test_what_has_been_changed_from_elsewhere_is_left_alone(ward) -> None:
    ward.undo.begin()
    item = ward.content.add("Bài", "Nội dung.")
    with ward.database.transaction():  # as a page of sync writes it
        ward.database.execute("UPDATE item SET title = 'Tên từ máy khác', rev = rev + 1")
    before = live(ward)
    with pytest.raises(InvalidInput, match="undo_changed"):
        ward.undo.undo()
    assert live(ward) == before
    assert ward.content.item(item.id).title == "Tên từ máy khác"


@pytest.mark.parametrize("fact", ["approve", "withdraw", "confirm", "approve_slot"])
def test_nothing_is_taken_back_past_what_has_become_a_fact(ward, fact) -> None:
    item = ward.content.submit(ward.content.add("Bài", "Nội dung.").id)
    slot = add_relay(ward, approved=fact == "confirm")
    ward.undo.begin()
    ward.content.edit(item.id, item.title, "Bản hai.")
    ward.content.submit(item.id)
    ward.broadcast.timetable.change(replace(slot, title="Tên khác"))
    do = {
        "approve": lambda: ward.content.approve(item.id, YES),
        "withdraw": lambda: ward.content.withdraw(item.id, NO),
        "confirm": lambda: confirm(ward, slot, TODAY - dt.timedelta(days=1)),
        "approve_slot": lambda: ward.broadcast.timetable.approve_slot(slot.id, YES),
    }[fact]
    do()
    after = live(ward)
    with pytest.raises(InvalidInput) as caught:
        ward.undo.undo()
    assert (code_of(caught), live(ward)) == ("undo_fact", after)


def test_an_other_action_ends_what_could_be_done_again(ward) -> None:
    ward.undo.begin()
    ward.content.add("Một", "Nội dung.")
    ward.undo.undo()
    assert ward.undo.next_again() == "content.add"
    ward.content.add("Hai", "Nội dung.")
    assert ward.undo.next_again() is None
    with pytest.raises(InvalidInput, match="redo_nothing"):
        ward.undo.redo()


def test_a_step_is_named_with_how_many_records_it_touched(ward) -> None:
    ward.undo.begin()
    with pytest.raises(InvalidInput, match="undo_nothing"):
        ward.undo.undo()
    ward.content.add("Một", "Nội dung.")
    step = ward.undo.next()
    assert (step.verb, step.records, step.blocked_by) == ("content.add", 1, "")


def test_at_most_fifty_steps_are_taken_back(ward) -> None:
    for number in range(55):
        ward.office.set_holiday(TODAY + dt.timedelta(days=number), f"Nghỉ {number}", DayKind.OFF)
    assert undo_all(ward) == 50
    assert len(ward.office.holidays()) == 5


def test_a_new_session_takes_nothing_of_an_old_one_back(ward) -> None:
    ward.content.add("Một", "Nội dung.")
    later = ward.again()
    assert later.undo.next() is None
    later.close()


def test_setting_up_a_ward_is_no_step(tmp_path) -> None:
    ward = create_workspace(tmp_path / "new", "99999", started_on=TODAY)
    assert ward.undo.next() is None
    ward.close()
