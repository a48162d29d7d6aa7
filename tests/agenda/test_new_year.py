"""Opening a year: what is proposed, what waits, and that doing a part twice does it once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wards import make_ward, set_clock
from ttcs_desktop.agenda.new_year.service import Part, Standing, Subject
from ttcs_desktop.agenda.new_year.wording import DAY_BASES, DAY_NAMES, TITLES, told
from ttcs_desktop.content.topics.model import TopicEntry
from ttcs_desktop.ledger.model import Put
from ttcs_desktop.office.model import DayKind
from ttcs_desktop.office.year_days import Basis, proposed_days
from ttcs_desktop.plans.model import Plan, Task, TaskOrigin, TaskState
from ttcs_desktop.plans.repository import put_plan, put_task
from ttcs_desktop.plans.timing import Due, Every, When, WhenKind
from ttcs_desktop.vietnamese.calendar import is_working_day
from ttcs_desktop.workspace import Workspace

D = dt.date
DECEMBER = dt.datetime(2026, 12, 15, 8)


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Workspace]:
    made = make_ward(tmp_path)
    yield made
    made.close()


def add_tasks(ward: Workspace) -> dict[str, str]:
    """A plan of 2026: a task each month without an end, one until December, one single one left undone."""
    plan = Plan("plan", "75/KH-UBND", "Truyền thông", "UBND", None, 2026, "", "")
    times = {
        "endless": When(WhenKind.REPEATING, every=Every.MONTH),
        "ending": When(WhenKind.REPEATING, D(2026, 3, 1), D(2026, 12, 31), every=Every.MONTH),
        "single": When(WhenKind.DEADLINE, due=Due.of(D(2026, 11, 30))),
    }
    puts: list[Put] = [put_plan(plan)]
    for number, (name, when) in enumerate(times.items(), 1):
        words = "Hằng tháng, đến hết năm 2026" if name == "ending" else ""
        task = Task(
            name, "plan", number, str(number), "", f"Việc {name}", (), (), words, when, "", "",
            TaskState.TODO, TaskOrigin.WARD,
        )  # fmt: skip
        puts.append(put_task(task))
    ward.ledger.save("plans.import", puts)
    return {name: name for name in times}


def part(ward: Workspace, subject: Subject, year: int = 2027) -> Part:
    return next(one for one in ward.new_year.parts(year) if one.subject is subject)


# -- days ---------------------------------------------------------------------------------------------------------


def test_the_days_of_2027_with_what_is_law_and_what_is_awaited() -> None:
    by_basis = {basis: [one.day for one in proposed_days(2027) if one.basis is basis] for basis in Basis}
    assert by_basis[Basis.BUILT_IN] == [D(2027, 1, 1), D(2027, 4, 30), D(2027, 5, 1), D(2027, 9, 2)]
    assert by_basis[Basis.RULE] == [D(2027, 4, 16), D(2027, 5, 3)], "Giỗ Tổ; 1/5 falls on a Saturday"
    assert by_basis[Basis.EXPECTED] == [D(2027, 2, day) for day in (5, 8, 9, 10, 11)], "Tết is Saturday 06/02"
    assert by_basis[Basis.AWAITED] == [D(2027, 9, 1), D(2027, 9, 3)]


@settings(max_examples=40)
@given(st.integers(2020, 2100))
def test_every_proposed_day_is_a_day_the_office_would_otherwise_work(year: int) -> None:
    days = proposed_days(year)
    assert len({one.day for one in days}) == len(days)
    assert {one.day.year for one in days} == {year}
    assert all(is_working_day(one.day) for one in days if one.basis is not Basis.BUILT_IN)
    assert {one.name for one in days} <= DAY_NAMES.keys()
    assert DAY_BASES.keys() == set(Basis)


def test_days_are_written_once_and_the_officers_word_stays(ward: Workspace) -> None:
    ward.office.set_holiday(D(2027, 2, 8), "Nghỉ Tết theo thông báo", DayKind.OFF)
    wanted = [D(2027, 2, 5), D(2027, 2, 8), D(2027, 4, 16), D(2027, 1, 1), D(2027, 7, 7)]
    assert len(ward.new_year.take_days(2027, wanted).ids) == 2
    assert ward.new_year.take_days(2027, wanted).ids == ()
    names = {one.day: one.name for one in ward.office.holidays()}
    assert names == {
        D(2027, 2, 5): "Tết Nguyên đán (dự kiến)",
        D(2027, 2, 8): "Nghỉ Tết theo thông báo",
        D(2027, 4, 16): "Giỗ Tổ Hùng Vương (10/3 âm lịch)",
    }
    ward.undo.undo()
    assert len(ward.office.holidays()) == 1


# -- tasks --------------------------------------------------------------------------------------------------------


def test_what_ends_with_its_plan_is_carried_on_once_and_the_rest_is_told(ward: Workspace) -> None:
    ids = add_tasks(ward)
    set_clock(ward, DECEMBER)
    tasks = ward.next_year.tasks(2027)
    assert [one.task.id for one in tasks.going_on] == [ids["endless"]]
    assert [one.followed.task.id for one in tasks.ending] == [ids["ending"]]
    assert [one.task.id for one in tasks.unfinished] == [ids["single"]]
    ward.next_year.carry_on(list(ids.values()), 2027)
    assert ward.next_year.carry_on(list(ids.values()), 2027).ids == (), "twice pressed carries on once"
    (plan,) = (one for one in ward.plans.plans() if one.year == 2027)
    (task,) = ward.plans.tasks(plan.id)
    assert plan.about == "nhiệm vụ chuyển tiếp từ Kế hoạch 75/KH-UBND"
    assert (task.when.start, task.when.end) == (D(2027, 3, 1), D(2027, 12, 31))
    assert (task.when_text, task.state) == ("Hằng tháng, đến hết năm 2027", TaskState.TODO)
    assert [one.there for one in ward.next_year.tasks(2027).ending] == [True]
    ward.undo.undo()
    assert [one.year for one in ward.plans.plans()] == [2026]


def test_a_stretch_over_the_turn_of_a_year_is_carried_on_whole(ward: Workspace) -> None:
    plan = Plan("plan", "80/KH-UBND", "Mùa khô", "UBND", None, 2025, "", "")
    season = When(WhenKind.REPEATING, D(2025, 11, 1), D(2026, 3, 31), Due(29, 2, 2024), every=Every.WEEK)
    words = "Hằng tuần từ 11/2025 đến hết 3/2026 (theo KH 12/2019)"
    task = Task(
        "dry", "plan", 1, "1", "", "Phòng cháy", (), (), words, season, "", "", TaskState.TODO, TaskOrigin.WARD
    )  # fmt: skip
    ward.ledger.save("plans.import", [put_plan(plan), put_task(task)])
    set_clock(ward, DECEMBER)
    ward.next_year.carry_on(["dry"], 2027)
    (carried,) = (one.task for one in ward.plans.following.tasks() if one.task.id != "dry")
    assert (carried.when.start, carried.when.end) == (D(2026, 11, 1), D(2027, 3, 31))
    assert carried.when.due == Due(28, 2, 2025), "a day that the year has"
    assert carried.when_text == "Hằng tuần từ 11/2026 đến hết 3/2027 (theo KH 12/2019)"


# -- the whole ----------------------------------------------------------------------------------------------------


def test_the_year_is_offered_from_the_middle_of_december_while_something_is_open(ward: Workspace) -> None:
    for moment, year, offered in (
        (dt.datetime(2026, 12, 14, 8), 2027, False),
        (DECEMBER, 2027, True),
        (dt.datetime(2027, 1, 31, 8), 2027, True),
        (dt.datetime(2027, 2, 1, 8), 2027, False),
    ):
        set_clock(ward, moment)
        assert (ward.new_year.year(), ward.new_year.is_offered()) == (year, offered)
    set_clock(ward, DECEMBER)
    ward.new_year.take_days(2027, [one.day for one, _ in ward.new_year.days(2027)])
    assert not ward.new_year.is_offered()


def test_each_part_says_what_is_there_and_what_is_left(ward: Workspace) -> None:
    set_clock(ward, DECEMBER)
    add_tasks(ward)
    ward.topics.take_in(2026, [TopicEntry("Phòng dịch"), TopicEntry("Chuyển đổi số")])
    assert part(ward, Subject.DAYS) == Part(Subject.DAYS, Standing.OPEN, 0, 7, 2)
    assert part(ward, Subject.TOPICS) == Part(Subject.TOPICS, Standing.OPEN, 0, 2)
    assert part(ward, Subject.TASKS) == Part(Subject.TASKS, Standing.OPEN, 1, 1, 1)
    ward.topics.copy([ward.topics.of_year(2026)[0].id], 2026, 2027)
    assert part(ward, Subject.TOPICS) == Part(Subject.TOPICS, Standing.DONE, 1, 1)
    assert part(ward, Subject.REPORTS).there == len(ward.new_year.reports(2027))
    for one in ward.new_year.parts(2027):
        assert TITLES[one.subject]
        assert told(one, 2027, 2026)
        assert told(one, 2027, None)
