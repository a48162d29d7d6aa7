"""Each period of a repeating task is its own: told of, done, dropped and undone alone."""

from __future__ import annotations

import datetime as dt
import itertools
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plans.annexes import CULTURE, HEADER, write
from tests.wards import make_ward, set_clock
from ttcs_desktop.agenda.deadlines import deadlines_of_tasks
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.office.model import WorkingCalendar
from ttcs_desktop.plans.followed import OVERDUE_SHOWN, FollowedTask, said_of
from ttcs_desktop.plans.following import Result
from ttcs_desktop.plans.model import Occurrence, Plan, Task, TaskOrigin, TaskState, occurrence_of
from ttcs_desktop.plans.recurrence import period_of
from ttcs_desktop.plans.repository import put_occurrence, put_plan, put_task
from ttcs_desktop.plans.service import PlanHead
from ttcs_desktop.plans.timing import Due, Every, When, WhenKind
from ttcs_desktop.workspace import Workspace

DAY = dt.timedelta(days=1)
FIRST = dt.date(2020, 1, 1)
PLAN = Plan("k", "75/KH-UBND", "", "", None, 2020, "a.docx", "0")
LONG = (Every.MONTH, Every.QUARTER, Every.HALF, Every.YEAR)
DONE = Result(TaskState.DONE, "Đã phát 12 bài", "Thiếu loa", dt.date(2026, 6, 1), "", (("content", "b1"),), "15/BC")

days = st.dates(dt.date(2021, 1, 1), dt.date(2032, 12, 31))
dues = st.one_of(st.none(), st.builds(Due, st.integers(1, 31)))
ALL_DUES = st.one_of(
    st.builds(Due, st.integers(1, 31)), st.builds(Due, st.integers(1, 28), st.integers(1, 12)), days.map(Due.of)
)


def task_of(when: When, *, state: TaskState = TaskState.TODO, stated_on: dt.date = FIRST) -> Task:
    return Task(
        "t", "k", 1, "1", "", "Ra bản tin", (), (), "", when, "", "", state, TaskOrigin.WARD,
        entered_on=FIRST, stated_on=stated_on,
    )  # fmt: skip


def followed(when: When, *done: str) -> FollowedTask:
    said = {key: closed(key) for key in done}
    return FollowedTask(task_of(when), PLAN, said)


def closed(key: str, state: TaskState = TaskState.DONE) -> Occurrence:
    return replace(occurrence_of("t", key), state=state)


def every(period: Every, due: Due | None = None) -> When:
    return When(WhenKind.REPEATING, due=due, every=period)


def ward_with(folder: Path, *times: str, year: int = 2026) -> Workspace:
    """A ward whose plan has a task for each time."""
    ward = make_ward(folder)
    rows = (HEADER, *((str(at), f"Nhiệm vụ số {at}", CULTURE, "", time) for at, time in enumerate(times, 1)))
    read = ward.plans.read(write(folder / f"{year}.docx", rows), year=year)
    ward.plans.take_in(read, PlanHead("75/KH-UBND"), year)
    return ward


def owed(ward: Workspace) -> list[tuple[str, str]]:
    """Number of the task and period of each deadline."""
    numbers = {task.id: task.number for task in ward.plans.tasks()}
    return [(numbers[one.id], one.period) for one in ward.agenda.deadlines() if one.subject == "plans"]


@given(st.sampled_from(Every), st.integers(2021, 2031))
def test_the_periods_of_a_year_are_a_partition_of_it(length: Every, year: int) -> None:
    task = followed(every(length))
    keys = [one.key for one in task.year(year)]
    length_of_year = (dt.date(year + 1, 1, 1) - dt.date(year, 1, 1)).days
    days_of_year = [dt.date(year, 1, 1) + number * DAY for number in range(length_of_year)]
    assert len(keys) == len(set(keys))
    assert sorted(keys) == keys
    lying_in = [task.at(day).key for day in days_of_year]
    if length is not Every.WEEK:
        assert set(lying_in) == set(keys)
        assert [key for at, key in enumerate(lying_in) if at == 0 or lying_in[at - 1] != key] == keys
    assert not set(keys) & {one.key for one in task.year(year + 1)}
    few = keys if len(keys) <= 12 else keys[:: len(keys) // 6]  # each one is looked for among all of its year
    assert all(task.period(key) is not None for key in few)


@given(st.text(min_size=1, max_size=40), st.sampled_from(Every), days)
def test_two_pcs_give_a_period_the_same_id(task_id: str, length: Every, day: dt.date) -> None:
    key = period_of(day, length).key
    assert occurrence_of(task_id, key).id == occurrence_of(task_id, key).id == stable_id("occurrence", task_id, key)
    after = period_of(period_of(day, length).last + DAY, length).key
    assert occurrence_of(task_id, key).id != occurrence_of(task_id, after).id
    assert occurrence_of(task_id, key).id != occurrence_of(task_id + "x", key).id


@given(st.sampled_from(Every), dues, days, st.integers(0, 400), st.data())
def test_one_that_is_closed_leaves_the_radar_and_no_other(
    length: Every, due: Due | None, day: dt.date, ahead: int, data: st.DataObject
) -> None:
    def shown(task: FollowedTask) -> list[str]:
        return [one.period for one in deadlines_of_tasks((task,), day, ahead, WorkingCalendar())]

    before = shown(followed(every(length, due)))
    assert len(before) == len(set(before))
    if before:
        one = data.draw(st.sampled_from(before))
        state = data.draw(st.sampled_from((TaskState.DONE, TaskState.DROPPED)))
        after = shown(FollowedTask(task_of(every(length, due)), PLAN, {one: closed(one, state)}))
        assert after == [key for key in before if key != one]


@given(st.sampled_from(LONG), dues, days)
def test_what_was_missed_stays_for_half_a_year_and_is_the_period_at_hand(
    length: Every, due: Due | None, day: dt.date
) -> None:
    task = followed(every(length, due))
    late = [one for one in task.owed(day, day) if one.is_late(day)]
    expected = [
        one.key
        for one in task.periods(day - OVERDUE_SHOWN, day - DAY)
        if one.due is not None
    ]  # fmt: skip
    assert [one.key for one in late] == expected
    assert task.current(day).key == (expected[0] if expected else task.at(day).key)
    told = FollowedTask(task.task, PLAN, {key: closed(key, TaskState.DROPPED) for key in expected})
    assert told.current(day).key == task.at(day).key


def test_done_in_one_quarter_is_not_done_in_the_next(tmp_path) -> None:
    ward = ward_with(tmp_path, "Hằng quý", "Trước 30/11 hằng năm")
    quarterly, yearly = ward.plans.tasks()
    assert owed(ward) == [("1", "2026-Q2")]
    ward.plans.set_state(quarterly.id, TaskState.DONE)
    assert ward.plans.task(quarterly.id).state is TaskState.DONE
    assert owed(ward) == []
    set_clock(ward, dt.datetime(2026, 7, 3, 9, 0))
    assert ward.plans.task(quarterly.id).state is TaskState.TODO
    assert owed(ward) == [("1", "2026-Q3")]
    set_clock(ward, dt.datetime(2026, 12, 5, 9, 0))
    assert owed(ward) == [("1", "2026-Q3"), ("2", "2026"), ("1", "2026-Q4")]
    ward.plans.set_state(yearly.id, TaskState.DONE)
    set_clock(ward, dt.datetime(2027, 10, 5, 9, 0))
    assert ("2", "2027") in owed(ward)
    assert ward.plans.task(yearly.id).state is TaskState.TODO


def test_a_step_goes_to_the_period_that_was_missed(tmp_path) -> None:
    ward = ward_with(tmp_path, "Hằng quý")
    (task,) = ward.plans.tasks()
    set_clock(ward, dt.datetime(2026, 7, 3, 9, 0))
    ward.plans.set_state(task.id, TaskState.DONE)
    said = ward.plans.following.task(task.id).said
    assert {key: (one.state, one.done_on) for key, one in said.items()} == {
        "2026-Q2": (TaskState.DONE, dt.date(2026, 7, 3))
    }
    assert said["2026-Q2"].person == ward.ledger.actor
    assert ward.plans.task(task.id).state is TaskState.TODO


def test_a_result_is_kept_and_taken_back_whole(tmp_path) -> None:
    ward = ward_with(tmp_path, "Hằng quý", "Trước ngày 20/6/2026", "Thường xuyên")
    following = ward.plans.following
    ward.undo.begin()
    for task, key in zip(ward.plans.tasks(), ("2026-Q2", "once", "once"), strict=True):
        kept = following.record(task.id, key, DONE)
        assert (kept.id, kept.state) == (stable_id("occurrence", task.id, key), TaskState.DONE)
        assert following.task(task.id).said == {key: kept}
        assert (kept.result, kept.difficulty, kept.done_on, kept.evidence, kept.document) == (
            DONE.result, DONE.difficulty, DONE.done_on, DONE.evidence, DONE.document,
        )  # fmt: skip
        assert ward.plans.task(task.id).state is TaskState.DONE
        ward.undo.undo()
        assert following.task(task.id).said == {}
        assert ward.plans.task(task.id).state is TaskState.TODO
    ward.undo.redo()
    assert ward.plans.tasks()[2].state is TaskState.DONE


def test_the_same_words_again_leave_no_line(tmp_path) -> None:
    ward = ward_with(tmp_path, "Hằng quý")
    (task,) = ward.plans.tasks()
    ward.plans.following.record(task.id, "2026-Q1", DONE)
    lines = ward.plans.following.history(task.id)
    ward.plans.following.record(task.id, "2026-Q1", DONE)
    assert ward.plans.following.history(task.id) == lines
    assert [line.verb for line in lines] == ["plans.import", "plans.record"]
    assert ward.plans.steps(task.id) == {lines[-1].seq: (TaskState.TODO, TaskState.DONE)}


@pytest.mark.parametrize(
    ("period", "said", "field", "code"),
    [
        ("2026-Q5", DONE, "period", "period_unknown"),
        ("once", DONE, "period", "period_unknown"),
        ("", DONE, "period", "period_unknown"),
        ("2026-Q2", Result(TaskState.DONE), "done_on", "day_missing"),
        ("2026-Q2", Result(TaskState.DONE, done_on=dt.date(2026, 6, 3)), "done_on", "done_in_future"),
        ("2026-Q2", Result(TaskState.DROPPED, "x", "  "), "difficulty", "dropped_without_reason"),
    ],
)
def test_what_cannot_be_said_is_refused_at_its_field(tmp_path, period, said, field, code) -> None:
    ward = ward_with(tmp_path, "Hằng quý")
    (task,) = ward.plans.tasks()
    with pytest.raises(InvalidInput) as refused:
        ward.plans.following.record(task.id, period, said)
    assert (refused.value.field, refused.value.code) == (field, code)
    assert ward.plans.following.task(task.id).said == {}


def test_what_was_done_is_told_of_a_task_whose_plan_was_brought_back(tmp_path) -> None:
    ward = ward_with(tmp_path, "Hằng quý")
    (task,) = ward.plans.tasks()
    ward.plans.set_state(task.id, TaskState.DONE)
    done = ward.plans.following.history(task.id)[-1].seq
    ward.plans.editing.remove_plan(task.plan_id)
    ward.undo.undo()
    steps = ward.plans.steps(task.id)
    assert steps.pop(done) == (TaskState.TODO, TaskState.DONE)
    # The bin took what was said along and gave it back: told as a step there and a step back.
    assert list(steps.values()) == [(TaskState.DONE, TaskState.TODO), (TaskState.TODO, TaskState.DONE)]


def test_a_day_done_belongs_only_to_what_is_done(tmp_path) -> None:
    ward = ward_with(tmp_path, "Hằng quý")
    (task,) = ward.plans.tasks()
    kept = ward.plans.following.record(task.id, "2026-Q2", Result(TaskState.DOING, done_on=dt.date(2026, 6, 1)))
    assert kept.done_on is None


def test_a_dropped_period_is_owed_no_more_and_the_next_one_is(tmp_path) -> None:
    ward = ward_with(tmp_path, "Hằng quý")
    (task,) = ward.plans.tasks()
    ward.plans.following.record(task.id, "2026-Q2", Result(TaskState.DROPPED, difficulty="Mất điện cả tháng"))
    assert owed(ward) == []
    set_clock(ward, dt.datetime(2026, 7, 3, 9, 0))
    assert owed(ward) == [("1", "2026-Q3")]


def test_periods_before_the_task_was_taken_in_are_not_owed(tmp_path) -> None:
    """Taken in on 02/6/2026: nobody is asked what became of January."""
    ward = ward_with(tmp_path, "Hằng tháng")
    set_clock(ward, dt.datetime(2026, 8, 3, 9, 0))
    assert owed(ward)[:3] == [("1", "2026-06"), ("1", "2026-07"), ("1", "2026-08")]


def test_the_state_an_older_program_kept_belongs_to_the_period_it_was_written_in(tmp_path) -> None:
    ward = ward_with(tmp_path, "Hằng quý", "Thường xuyên")
    ward.ledger.save("plans.set_state", [put_task(replace(one, state=TaskState.DONE)) for one in ward.plans.tasks()])
    assert [one.state for one in ward.plans.tasks()] == [TaskState.DONE, TaskState.DONE]
    assert owed(ward) == []
    set_clock(ward, dt.datetime(2026, 7, 3, 9, 0))
    assert [one.state for one in ward.plans.tasks()] == [TaskState.TODO, TaskState.DONE]
    assert owed(ward) == [("1", "2026-Q3")]


def test_what_was_said_since_comes_before_the_old_state() -> None:
    old = task_of(every(Every.YEAR), state=TaskState.DONE, stated_on=dt.date(2026, 3, 1))
    assert {key: one.state for key, one in said_of(old, {}).items()} == {"2026": TaskState.DONE}
    assert said_of(old, {"2026": closed("2026", TaskState.DOING)})["2026"].state is TaskState.DOING


def test_a_task_in_the_same_words_in_a_later_plan_takes_over(tmp_path) -> None:
    ward = ward_with(tmp_path, "Hằng năm")
    rows = (HEADER, ("1", "NHIỆM VỤ số 1", CULTURE, "", "Hằng năm"), ("2", "Nhiệm vụ khác", CULTURE, "", "Hằng năm"))
    read = ward.plans.read(write(tmp_path / "b.docx", rows), year=2027)
    later = ward.plans.take_in(read, PlanHead("12/KH-UBND"), 2027)
    set_clock(ward, dt.datetime(2027, 11, 20, 9, 0))
    found = [one for one in ward.agenda.deadlines() if one.subject == "plans" and one.period == "2027"]
    assert {one.id for one in found} == {task.id for task in ward.plans.tasks(later.id)}


def test_of_two_plans_for_one_year_the_newer_one_holds(tmp_path) -> None:
    ward = make_ward(tmp_path)
    for month, name in ((1, "a"), (4, "b")):
        rows = (HEADER, ("1", "Ra bản tin", CULTURE, "", "Hằng tháng"), ("2", name, CULTURE, "", "Thường xuyên"))
        read = ward.plans.read(write(tmp_path / f"{name}.docx", rows), year=2026)
        newer = ward.plans.take_in(read, PlanHead(name, issued_on=dt.date(2026, month, 10)), 2026)
    found = {one.id for one in ward.agenda.deadlines() if one.subject == "plans"}
    assert found == {ward.plans.tasks(newer.id)[0].id}


def test_a_report_that_was_received_ticks_the_period_of_its_day_alone(tmp_path) -> None:
    ward = make_ward(tmp_path)
    rows = (
        HEADER,
        ("1", "Báo cáo kết quả thông tin cơ sở", CULTURE, "", "Trước ngày 06/6 và 06/12 hằng năm"),
        ("2", "Kiểm tra cụm loa", CULTURE, "", "Trước ngày 06/6/2026"),
        ("3", "Thống kê hoạt động", CULTURE, "", "Trước ngày 07/6/2026"),
    )
    ward.plans.take_in(ward.plans.read(write(tmp_path / "a.docx", rows), year=2026), PlanHead("1/KH"), 2026)
    proof = ("statistics", "184-6T/2026")
    report = ward.plans.tasks()[0]
    received = [(dt.date(2026, 6, 6), proof)]
    assert ward.plans.following.tick_reports(received).subjects == {"plans"}
    assert not ward.plans.following.tick_reports(received).subjects
    assert [one.state for one in ward.plans.tasks()] == [TaskState.DONE, TaskState.TODO, TaskState.TODO]
    said = ward.plans.following.task(report.id).said
    assert {key: one.evidence for key, one in said.items()} == {"2026-H1": (proof,)}
    assert not ward.undo.offered()
    ward.plans.set_state(report.id, TaskState.DOING)
    assert not ward.plans.following.tick_reports(received).subjects, "opened again by the officer"


def test_a_result_is_found_by_its_words(tmp_path) -> None:
    ward = ward_with(tmp_path, "Hằng quý")
    (task,) = ward.plans.tasks()
    ward.plans.following.record(task.id, "2026-Q2", DONE)
    assert [hit.id for hit in ward.finder.find("thieu loa").hits] == [task.id]


def test_the_radar_reads_no_past_year_and_misses_nothing_that_is_owed(tmp_path) -> None:
    ward = make_ward(tmp_path)
    plans = [Plan(f"k{year}", f"{year}/KH", "", "", None, year, "a.docx", f"{year}") for year in range(2021, 2032)]
    ward.ledger.save("plans.take_in", [put_plan(plan) for plan in plans])
    whens = st.builds(
        When,
        st.sampled_from(WhenKind),
        st.none() | days,
        st.none() | days,
        st.none() | ALL_DUES,
        st.sampled_from(Every),
    )
    states, names, of_plans = (
        st.sampled_from(TaskState),
        st.sampled_from(("Ra bản tin", "Tập huấn")),
        st.sampled_from(plans),
    )
    tasks = st.lists(st.tuples(of_plans, names, whens, states, st.none() | states), min_size=1, max_size=12)
    numbers = itertools.count()

    @settings(max_examples=25)
    @given(tasks, days)
    def check(drawn: list[tuple[Plan, str, When, TaskState, TaskState | None]], day: dt.date) -> None:
        puts = []
        for plan, text, when, state, said in drawn:
            task = replace(task_of(when, state=state), id=f"t{next(numbers)}", plan_id=plan.id, text=text)
            puts.append(put_task(task))
            if said is not None:
                puts.append(put_occurrence(replace(occurrence_of(task.id, followed(when).at(day).key), state=said)))
        ward.ledger.save("plans.take_in", puts)
        following, calendar = ward.plans.following, WorkingCalendar()
        all_of_them = set(deadlines_of_tasks(following.tasks(), day, 90, calendar))
        assert set(deadlines_of_tasks(following.owing(day), day, 90, calendar)) == all_of_them

    check()


def test_ten_years_of_tasks_are_counted_at_once(tmp_path) -> None:
    ward = make_ward(tmp_path)
    times = ("Hằng năm", "Hằng quý", "Hằng tháng", "Hằng tuần", "Hằng ngày", "Trước 30/11 hằng năm", "Thường xuyên")
    for year in range(2017, 2027):
        rows = (HEADER, *((str(at), f"Nhiệm vụ {at % 9} năm", CULTURE, "", times[at % 7]) for at in range(1, 15)))
        path = write(tmp_path / f"{year}.docx", (*rows, ("15", f"Việc riêng {year}", CULTURE, "", "Hằng quý")))
        ward.plans.take_in(ward.plans.read(path, year=year), PlanHead(f"{year}/KH"), year)
    began = time.perf_counter()
    found = ward.agenda.deadlines()
    assert time.perf_counter() - began < 2
    assert len(ward.plans.tasks()) == 150
    assert len({(one.id, one.period) for one in found}) == len(found)
