"""Annexes become tasks once; tasks are followed step by step."""

from __future__ import annotations

import datetime as dt
import shutil

import pytest

from tests.plans.annexes import CULTURE, HEADER, PARTNERS, write
from tests.wards import make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.plans.model import TaskState
from ttcs_desktop.plans.service import PlanHead
from ttcs_desktop.plans.timing import Due

ROWS = (
    HEADER,
    ("1", "Xây dựng kế hoạch truyền thông năm", CULTURE, PARTNERS, "Tháng 01/2026"),
    ("2", "Báo cáo kết quả 6 tháng", CULTURE, PARTNERS, "Trước ngày 06/6/2026"),
    ("3", "Duy trì chuyên mục trên đài truyền thanh", CULTURE, "", "Thường xuyên"),
)
HEAD = PlanHead("75/KH-UBND", "Thông tin cơ sở năm 2026", "UBND phường", dt.date(2026, 1, 5))


def test_an_annex_becomes_a_plan_with_its_tasks_in_order(tmp_path) -> None:
    ward = make_ward(tmp_path)
    read = ward.plans.read(write(tmp_path / "phu-luc.docx", ROWS), year=2026)
    assert ward.plans.plans() == []
    plan = ward.plans.take_in(read, HEAD, 2026)
    assert ward.plans.plans() == [plan]
    assert (plan.number, plan.issued_on, plan.year, plan.source_name) == (
        "75/KH-UBND",
        dt.date(2026, 1, 5),
        2026,
        "phu-luc.docx",
    )
    tasks = ward.plans.tasks(plan.id)
    assert [(task.position, task.number, task.text) for task in tasks] == [
        (position, row[0], row[1]) for position, row in enumerate(ROWS[1:], start=1)
    ]
    assert {task.lead for task in tasks} == {(CULTURE,)}
    assert (tasks[1].when.due, tasks[1].when.strict) == (Due(6, 6, 2026), True)
    assert [task.when for task in tasks] == [draft.when for draft in read.annex.tasks]


def test_the_same_file_twice_is_one_plan_whatever_it_is_called(tmp_path) -> None:
    ward = make_ward(tmp_path)
    path = write(tmp_path / "phu-luc.docx", ROWS)
    copied = shutil.copyfile(path, tmp_path / "ban-sao.docx")
    plan = ward.plans.take_in(ward.plans.read(path, year=2026), HEAD, 2026)
    read = ward.plans.read(copied, year=2026)
    assert ward.plans.known_source(read) == plan
    assert ward.plans.take_in(read, PlanHead("khác"), 2026) == plan
    assert (len(ward.plans.plans()), len(ward.plans.tasks())) == (1, 3)


def test_only_the_tasks_that_the_officer_left_are_saved(tmp_path) -> None:
    ward = make_ward(tmp_path)
    read = ward.plans.read(write(tmp_path / "phu-luc.docx", ROWS), year=2026)
    with pytest.raises(InvalidInput, match="annex_no_table"):
        ward.plans.take_in(read, HEAD, 2026, [])
    plan = ward.plans.take_in(read, HEAD, 2026, read.annex.tasks[1:2])
    assert [task.text for task in ward.plans.tasks(plan.id)] == ["Báo cáo kết quả 6 tháng"]


def test_a_task_goes_step_by_step_and_opens_again_after_done(tmp_path) -> None:
    ward = make_ward(tmp_path)
    plan = ward.plans.take_in(ward.plans.read(write(tmp_path / "a.docx", ROWS), year=2026), HEAD, 2026)
    task = ward.plans.tasks(plan.id)[0]
    seen = [ward.plans.advance(task.id).state for _ in range(4)]
    assert seen == [TaskState.DOING, TaskState.WAITING, TaskState.DONE, TaskState.TODO]
    ward.plans.set_state(task.id, TaskState.DONE)
    assert ward.plans.task(task.id).state is TaskState.DONE
    assert ward.plans.task(task.id).when == task.when
    with pytest.raises(InvalidInput, match="record_gone"):
        ward.plans.set_state("nowhere", TaskState.DONE)


def test_ticking_what_is_done_already_leaves_no_line(tmp_path) -> None:
    ward = make_ward(tmp_path)
    plan = ward.plans.take_in(ward.plans.read(write(tmp_path / "a.docx", ROWS), year=2026), HEAD, 2026)
    ids = [task.id for task in ward.plans.tasks(plan.id)]
    assert ward.plans.tick(ids[:2]).ids == tuple(ids[:2])
    assert ward.plans.tick(ids).ids == (ids[2],)
    assert not ward.plans.tick(ids).subjects
    assert {task.state for task in ward.plans.tasks()} == {TaskState.DONE}


def test_a_plans_head_is_corrected_in_one_action_and_its_tasks_stay(tmp_path) -> None:
    ward = make_ward(tmp_path)
    plan = ward.plans.take_in(ward.plans.read(write(tmp_path / "a.docx", ROWS), year=2026), HEAD, 2026)
    tasks = ward.plans.tasks(plan.id)
    mended = ward.plans.correct_head(plan.id, " 76/KH-UBND ", "Thông tin", dt.date(2025, 12, 30))
    assert ward.plans.plans() == [mended]
    assert (mended.number, mended.about, mended.issued_on) == ("76/KH-UBND", "Thông tin", dt.date(2025, 12, 30))
    assert ward.plans.tasks(plan.id) == tasks
    assert [line.verb for line in ward.ledger.history_of(plan.id)] == ["plans.import", "plans.correct"]
    with pytest.raises(InvalidInput, match="issued_after_year"):
        ward.plans.correct_head(plan.id, "76/KH-UBND", "", dt.date(2027, 1, 1))
    with pytest.raises(InvalidInput, match="record_gone"):
        ward.plans.correct_head("nowhere", "76/KH-UBND", "", None)
    assert ward.plans.plans() == [mended]
