"""What is inside a task: steps that are ticked, notes with who and when, links seen from both sides."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.plans.annexes import CULTURE, HEADER, write
from tests.wards import code_of, make_ward, set_clock
from ttcs_desktop.agenda.linked import NO_TASKS, LinkedTasks, linked_tasks
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.plans.following import Result
from ttcs_desktop.plans.inside.repository import TASKS_OF
from ttcs_desktop.plans.model import PlanHead, TaskState


@pytest.fixture
def ward(tmp_path):
    ward = make_ward(tmp_path)
    rows = (HEADER, *((str(at), f"Việc {at}", CULTURE, "", "Hằng quý") for at in (1, 2)))
    ward.plans.take_in(ward.plans.read(write(tmp_path / "a.docx", rows), year=2026), PlanHead("75/KH-UBND"), 2026)
    ward.undo.begin()
    return ward


def steps_of(ward, task_id):
    return [(step.text, step.done_on) for step in ward.plans.inside.of(task_id).steps]


def test_steps_stand_in_their_order_and_are_ticked_one_by_one(ward) -> None:
    task, other = ward.plans.tasks()
    inside = ward.plans.inside
    inside.add_steps(task.id, [" Soạn  bài ", "", "Trình duyệt"])
    inside.add_steps(task.id, ["Phát"])
    first = inside.of(task.id).steps[0]
    inside.tick_step(first.id, done=True)
    assert steps_of(ward, task.id) == [("Soạn bài", dt.date(2026, 6, 2)), ("Trình duyệt", None), ("Phát", None)]
    assert inside.of(task.id).done == 1
    assert inside.of(task.id).steps[0].person == ward.ledger.actor
    assert not inside.tick_step(first.id, done=True).subjects
    inside.remove_step(inside.of(task.id).steps[1].id)
    assert [text for text, _ in steps_of(ward, task.id)] == ["Soạn bài", "Phát"]
    assert inside.of(other.id).steps == ()
    for _ in range(4):
        ward.undo.undo()
    assert steps_of(ward, task.id) == []


def test_notes_say_who_and_when_the_newest_first(ward) -> None:
    task = ward.plans.tasks()[0]
    ward.plans.inside.add_note(task.id, "Đã gọi điện")
    set_clock(ward, dt.datetime(2026, 6, 3, 9, 0))
    ward.plans.inside.add_note(task.id, "Đã gửi\nqua Zalo")
    notes = ward.plans.inside.of(task.id).notes
    assert [note.text for note in notes] == ["Đã gửi\nqua Zalo", "Đã gọi điện"]
    assert {note.person for note in notes} == {ward.ledger.actor}
    assert notes[0].at == ward.clock.now()
    assert [hit.id for hit in ward.finder.find("da goi dien").hits] == [task.id]


def test_steps_and_notes_are_reworded_and_the_first_words_come_back(ward) -> None:
    task, inside = ward.plans.tasks()[0], ward.plans.inside
    inside.add_steps(task.id, ["Soan bai"])
    inside.add_note(task.id, "Đã gọi")
    step, note = inside.of(task.id).steps[0], inside.of(task.id).notes[0]
    inside.tick_step(step.id, done=True)
    set_clock(ward, dt.datetime(2026, 6, 3, 9, 15))
    inside.reword_step(step.id, " Soạn  bài ")
    assert steps_of(ward, task.id) == [("Soạn bài", dt.date(2026, 6, 2))]
    inside.reword_note(note.id, "Đã gọi\nHẹn thứ Năm ")
    (after,) = inside.of(task.id).notes
    assert (after.text, after.at, after.person, after.reworded_at) == (
        "Đã gọi\nHẹn thứ Năm", note.at, note.person, ward.clock.now(),
    )  # fmt: skip
    assert [hit.id for hit in ward.finder.find("hen thu nam").hits] == [task.id]
    assert not inside.reword_note(note.id, after.text).subjects
    assert not inside.reword_step(step.id, "Soạn bài").subjects
    inside.remove_note(note.id)
    assert inside.of(task.id).notes == ()
    for _ in range(2):
        ward.undo.undo()
    assert inside.of(task.id).notes == (note,)
    ward.undo.undo()
    assert steps_of(ward, task.id) == [("Soan bai", dt.date(2026, 6, 2))]


def test_a_link_is_seen_from_both_sides_and_evidence_counts_too(ward) -> None:
    first, second = ward.plans.tasks()
    item = ward.content.add("Lịch tiêm chủng", "Chữ")
    linked = ("content", item.id)
    ward.plans.inside.link(first.id, linked)
    assert not ward.plans.inside.link(first.id, linked).subjects
    proof = Result(TaskState.DONE, done_on=dt.date(2026, 6, 1), evidence=(linked,))
    ward.plans.following.record(second.id, "2026-Q1", proof)
    assert linked_tasks(ward.plans, linked) == LinkedTasks(
        ((first.id, "KH 75/KH-UBND, nhiệm vụ 1: Việc 1"), (second.id, "KH 75/KH-UBND, nhiệm vụ 2: Việc 2"))
    )
    assert linked_tasks(ward.plans, linked, most=1).more == 1
    (link,) = ward.plans.inside.of(first.id).links
    ward.plans.inside.unlink(link.id)
    assert [task_id for task_id, _ in linked_tasks(ward.plans, linked).tasks] == [second.id]
    ward.plans.inside.link(first.id, linked)
    assert ward.plans.inside.of(first.id).links == (link,)
    ward.plans.following.record(second.id, "2026-Q1", Result(TaskState.TODO))
    assert [task_id for task_id, _ in linked_tasks(ward.plans, linked).tasks] == [first.id]
    ward.undo.undo()
    assert len(linked_tasks(ward.plans, linked).tasks) == 2


def test_the_way_back_to_tasks_walks_no_table(ward) -> None:
    plan = [
        row["detail"] for row in ward.database.rows(f"EXPLAIN QUERY PLAN {TASKS_OF}", {"record": "", "subject": ""})
    ]
    assert [line for line in plan if line.startswith("SCAN")] == []


def test_a_task_goes_with_all_that_is_inside_and_comes_back_whole(ward) -> None:
    task = ward.plans.tasks()[0]
    inside = ward.plans.inside
    inside.add_steps(task.id, ["Soạn bài"])
    inside.add_note(task.id, "Đã gọi điện")
    inside.link(task.id, ("content", "b1"))
    kept = inside.of(task.id)
    ward.plans.editing.remove([task.id])
    assert inside.of(task.id).steps == ()
    assert linked_tasks(ward.plans, ("content", "b1")) == NO_TASKS
    ward.undo.undo()
    assert inside.of(task.id) == kept
    ward.undo.redo()
    (entry,) = ward.bin.entries()
    assert (entry.kind, entry.title) == ("task", "Việc 1")
    ward.bin.put_back(entry)
    assert inside.of(task.id).steps == kept.steps
    assert inside.of(task.id).notes == kept.notes


def test_nothing_without_words_is_kept(ward) -> None:
    task = ward.plans.tasks()[0]
    for act in (
        lambda: ward.plans.inside.add_steps(task.id, [" ", ""]),
        lambda: ward.plans.inside.add_note(task.id, "\n "),
    ):
        with pytest.raises(InvalidInput) as refused:
            act()
        assert (code_of(refused), refused.value.field) == ("text_missing", "text")
    for act in (
        lambda: ward.plans.inside.tick_step("x", done=True),
        lambda: ward.plans.inside.remove_step("x"),
        lambda: ward.plans.inside.reword_step("x", "Chữ"),
        lambda: ward.plans.inside.reword_note("x", "Chữ"),
        lambda: ward.plans.inside.remove_note("x"),
        lambda: ward.plans.inside.unlink("x"),
    ):
        with pytest.raises(InvalidInput) as refused:
            act()
        assert code_of(refused) == "record_gone"
    assert not ward.undo.offered()
