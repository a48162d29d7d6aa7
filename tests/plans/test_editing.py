"""Tasks corrected, added by hand and taken out; what was told of their periods is never lost by it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from tests.plans.annexes import CULTURE, HEADER, POLICE, Bold, write
from tests.wards import code_of, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.plans.editing import TaskWords, words_of
from ttcs_desktop.plans.following import Result, late_or_of_year
from ttcs_desktop.plans.model import PlanHead, TaskOrigin, TaskState
from ttcs_desktop.plans.repository import put_task
from ttcs_desktop.plans.timing import Every, WhenKind

ROWS = (
    HEADER,
    (Bold("I"), Bold("Chỉ đạo"), "", "", ""),
    ("1", "Xây dựng kế hoạch", CULTURE, "", "Hằng quý"),
    ("2", "Báo cáo kết quả", CULTURE, POLICE, "Trước ngày 06/6/2026"),
    (Bold("II"), Bold("Nguồn lực"), "", "", ""),
    ("1", "Bố trí kinh phí", CULTURE, "", "Thường xuyên"),
)
TODAY = dt.date(2026, 6, 2)
DONE = Result(TaskState.DONE, "Đã ban hành", done_on=TODAY)


@pytest.fixture
def ward(tmp_path):
    ward = make_ward(tmp_path)
    ward.plans.take_in(ward.plans.read(write(tmp_path / "a.docx", ROWS), year=2026), PlanHead("75/KH-UBND"), 2026)
    ward.undo.begin()
    return ward


def texts(ward) -> list[str]:
    return [task.text for task in ward.plans.tasks()]


def test_words_are_corrected_in_one_action_and_come_back(ward) -> None:
    task = ward.plans.tasks()[0]
    said = replace(words_of(task), text="Xây dựng kế hoạch năm", lead=(POLICE,), coordinating=(CULTURE,), note="gấp")
    ward.plans.editing.correct(task.id, said)
    after = ward.plans.task(task.id)
    assert words_of(after) == said
    assert (after.when, after.position, after.when_text) == (task.when, task.position, task.when_text)
    assert ward.undo.undo()[0].verb == "plans.correct_task"
    assert words_of(ward.plans.task(task.id)) == words_of(task)


def test_the_same_words_leave_no_line(ward) -> None:
    task = ward.plans.tasks()[0]
    ward.plans.editing.correct(task.id, replace(words_of(task), text=f"  {task.text} ", coordinating=task.lead))
    assert not ward.undo.offered()


def test_a_new_time_is_read_and_what_was_told_of_the_old_one_stays(ward) -> None:
    task = ward.plans.tasks()[0]
    ward.plans.following.record(task.id, "2026-Q1", DONE)
    after = ward.plans.editing.correct(task.id, replace(words_of(task), when_text="Hằng tháng"))
    assert (after.when.kind, after.when.every) == (WhenKind.REPEATING, Every.MONTH)
    followed = ward.plans.following.task(task.id)
    assert followed.said["2026-Q1"].result == "Đã ban hành"
    shown = late_or_of_year(followed, TODAY)
    assert [one.key for one in shown[:2]] == ["2026-Q1", "2026-01"]
    ward.plans.following.record(task.id, "2026-Q1", replace(DONE, result="Đã ban hành, đã gửi"))
    assert ward.plans.following.task(task.id).said["2026-Q1"].result == "Đã ban hành, đã gửi"


def test_a_state_of_an_older_program_stays_with_its_day(ward) -> None:
    task = ward.plans.tasks()[2]
    ward.ledger.save("plans.set_state", [put_task(replace(task, state=TaskState.DONE))])
    ward.plans.editing.correct(task.id, replace(words_of(task), text="Bố trí đủ kinh phí"))
    assert ward.plans.task(task.id).state is TaskState.DONE
    assert ward.plans.task(task.id).text == "Bố trí đủ kinh phí"


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"text": " \n "}, "text", "text_missing"),
        ({"when_text": "31/02/2026"}, "when_text", "no_such_date"),
        ({"when_text": "xyz abc"}, "when_text", "task_time_unreadable"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(ward, change, field, code) -> None:
    task = ward.plans.tasks()[0]
    with pytest.raises(InvalidInput) as refused:
        ward.plans.editing.correct(task.id, replace(words_of(task), **change))
    assert (refused.value.field, refused.value.code) == (field, code)
    assert ward.plans.task(task.id) == task


def test_a_task_of_the_city_is_neither_corrected_nor_taken_out(ward) -> None:
    task = ward.plans.tasks()[0]
    ward.ledger.save("plans.import", [put_task(replace(task, origin=TaskOrigin.CITY))])
    for act in (
        lambda: ward.plans.editing.correct(task.id, replace(words_of(task), text="khác")),
        lambda: ward.plans.editing.remove([task.id]),
    ):
        with pytest.raises(InvalidInput) as refused:
            act()
        assert code_of(refused) == "task_of_city"


def test_one_added_by_hand_stands_last_in_its_group_and_another_group_comes_last(ward) -> None:
    plan = ward.plans.plans()[0]
    add = ward.plans.editing.add
    add(plan.id, TaskWords("Việc a", "3", "I. Chỉ đạo", (CULTURE,), when_text="Hằng quý"))
    add(plan.id, TaskWords("Việc b", "4", "I. chỉ  đạo"))
    add(plan.id, TaskWords("Việc c", "", "III. Khác"))
    assert texts(ward) == ["Xây dựng kế hoạch", "Báo cáo kết quả", "Việc a", "Việc b", "Bố trí kinh phí", "Việc c"]
    assert ward.plans.tasks()[2].when.every is Every.QUARTER
    moved = ward.plans.tasks()[-1]
    ward.plans.editing.correct(moved.id, replace(words_of(moved), group_title="II. Nguồn lực"))
    assert [task.group_title for task in ward.plans.tasks()][-2:] == ["II. Nguồn lực"] * 2
    for _ in range(4):
        ward.undo.undo()
    assert texts(ward) == ["Xây dựng kế hoạch", "Báo cáo kết quả", "Bố trí kinh phí"]


def test_tasks_go_with_what_was_told_of_them_and_come_back_whole(ward) -> None:
    first, second, _ = ward.plans.tasks()
    ward.plans.following.record(first.id, "2026-Q1", DONE)
    ward.plans.following.record(first.id, "2026-Q2", DONE)
    going = ward.plans.editing.going([first.id, second.id])
    assert ([task.id for task in going.tasks], len(going.said)) == ([first.id, second.id], 2)
    ward.plans.editing.remove([first.id, second.id])
    assert texts(ward) == ["Bố trí kinh phí"]
    (entry,) = ward.bin.entries()
    assert (entry.title, entry.records) == ("Xây dựng kế hoạch", 4)
    ward.undo.undo()
    assert len(ward.plans.following.task(first.id).said) == 2
    ward.undo.redo()
    ward.bin.put_back(ward.bin.entries()[0])
    assert len(texts(ward)) == 3
    assert len(ward.plans.following.task(first.id).said) == 2


def test_a_plan_goes_with_all_its_tasks_and_can_be_taken_in_again(ward, tmp_path) -> None:
    plan, task = ward.plans.plans()[0], ward.plans.tasks()[0]
    ward.plans.following.record(task.id, "2026-Q1", DONE)
    ward.plans.editing.remove_plan(plan.id)
    assert (ward.plans.plans(), ward.plans.tasks()) == ([], [])
    assert [one.id for one in ward.agenda.deadlines() if one.subject == "plans"] == []
    (entry,) = ward.bin.entries()
    assert (entry.kind, entry.records) == ("plan", 5)
    assert ward.plans.known_source(ward.plans.read(tmp_path / "a.docx")) is None
    ward.undo.undo()
    assert (len(ward.plans.tasks()), len(ward.plans.following.task(task.id).said)) == (3, 1)


@pytest.mark.parametrize("proof", [("broadcast", "x"), ("statistics", "184-6T/2026")])
def test_what_the_log_or_a_report_stands_on_stays(ward, proof) -> None:
    task = ward.plans.tasks()[1]
    ward.plans.following.record(task.id, "once", replace(DONE, evidence=(proof,)))
    for act in (
        lambda: ward.plans.editing.remove([task.id, ward.plans.tasks()[0].id]),
        lambda: ward.plans.editing.remove_plan(task.plan_id),
    ):
        with pytest.raises(InvalidInput) as refused:
            act()
        assert (code_of(refused), refused.value.details["task"]) == ("task_is_proof", "Báo cáo kết quả")
    assert len(texts(ward)) == 3


def test_a_plan_without_an_annex_is_opened_by_hand(ward) -> None:
    plan = ward.plans.editing.open_plan(PlanHead("12/KH-UBND", "Chuyển đổi số", "UBND phường", TODAY), 2026)
    ward.plans.editing.add(plan.id, TaskWords("Việc a", when_text="Trước 30/11"))
    (task,) = ward.plans.tasks(plan.id)
    assert str(task.when.due) == "2026-11-30"
    with pytest.raises(InvalidInput) as refused:
        ward.plans.editing.open_plan(PlanHead("12", issued_on=dt.date(2027, 1, 1)), 2026)
    assert (refused.value.field, refused.value.code) == ("issued_on", "issued_after_year")
