"""A task that the city takes back: nothing of it is owed any more, what was done stays, and it may be given again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from tests.receiving.city import City, enrolled
from tests.wards import set_clock
from ttcs_desktop.plans.followed import FollowedTask
from ttcs_desktop.plans.following import Result
from ttcs_desktop.plans.model import TaskState
from ttcs_desktop.receiving.tasks import task_id_of
from ttcs_desktop.workspace import Workspace

PLAN = {"number": "184/KH-SVHTT", "about": "Thông tin cơ sở", "issued_on": "2026-03-31"}
MONTHLY = {"plan": PLAN, "text": "Báo cáo phát thanh", "when": "Ngày 25 hằng tháng"}
YEAR_ON = dt.date(2027, 6, 2)


@pytest.fixture
def city() -> City:
    return City()


@pytest.fixture
def ward(tmp_path, city: City) -> Iterator[Workspace]:
    opened = enrolled(tmp_path, city)
    yield opened
    opened.close()


def followed(ward: Workspace, thing: str = "t1") -> FollowedTask:
    return ward.plans.following.task(task_id_of(thing))


def owed(ward: Workspace, last: dt.date = YEAR_ON) -> list[str]:
    day = ward.clock.now().date()
    return [one.key for one in followed(ward).owed(day, last)]


def say(ward: Workspace, period: str, state: TaskState, thing: str = "t1") -> None:
    done_on = dt.date(2026, 6, 1) if state is TaskState.DONE else None
    ward.plans.following.record(task_id_of(thing), period, Result(state, done_on=done_on))


def test_a_repeating_task_is_owed_in_no_later_period(ward: Workspace, city: City) -> None:
    city.tell(ward, city.line("task", "t1", **MONTHLY))
    assert owed(ward)[:2] == ["2026-06", "2026-07"]
    city.tell(ward, city.line("task", "t1", withdrawn=True, reason="đã gộp"))
    assert owed(ward) == []
    now = followed(ward)
    assert now.task.state is TaskState.DROPPED
    assert "đã gộp" in now.task.note
    assert "đã gộp" in now.said["2026-06"].difficulty
    set_clock(ward, dt.datetime(2026, 9, 10, 8, 0))
    assert (owed(ward), followed(ward).task.state) == ([], TaskState.DROPPED)


def test_what_was_done_of_it_stays_done_and_what_was_missed_is_owed_no_more(ward: Workspace, city: City) -> None:
    city.tell(ward, city.line("task", "t1", **MONTHLY))
    say(ward, "2026-06", TaskState.DONE)
    set_clock(ward, dt.datetime(2026, 8, 28, 8, 0))
    assert owed(ward, dt.date(2026, 8, 28)) == ["2026-07", "2026-08"]
    city.tell(ward, city.line("task", "t1", withdrawn=True, reason="đã gộp"))
    assert owed(ward) == []
    said = followed(ward).said
    states = [said[key].state for key in ("2026-06", "2026-07", "2026-08")]
    assert states == [TaskState.DONE, TaskState.DROPPED, TaskState.DROPPED]


def test_the_period_at_hand_that_is_done_is_the_last_one(ward: Workspace, city: City) -> None:
    city.tell(ward, city.line("task", "t1", **MONTHLY))
    say(ward, "2026-06", TaskState.DONE)
    city.tell(ward, city.line("task", "t1", withdrawn=True))
    assert (owed(ward), followed(ward).task.state) == ([], TaskState.DONE)
    set_clock(ward, dt.datetime(2026, 7, 10, 8, 0))
    assert (owed(ward), followed(ward).task.state) == ([], TaskState.DONE)


@pytest.mark.parametrize("state", [TaskState.TODO, TaskState.DOING, TaskState.WAITING])
def test_a_task_of_one_day_that_was_under_way_is_owed_no_more(ward: Workspace, city: City, state: TaskState) -> None:
    city.tell(ward, city.line("task", "t1", plan=PLAN, text="Treo băng rôn", when="Trước ngày 30/6/2026"))
    say(ward, "once", state)
    city.tell(ward, city.line("task", "t1", withdrawn=True, reason="đã gộp"))
    assert (owed(ward), followed(ward).task.state) == ([], TaskState.DROPPED)


def test_a_task_without_a_day_is_closed_too(ward: Workspace, city: City) -> None:
    city.tell(ward, city.line("task", "t1", plan=PLAN, text="Tuyên truyền", when="Thường xuyên"))
    city.tell(ward, city.line("task", "t2", plan=PLAN, text="Rà soát", when="Hằng năm"))
    for thing in ("t1", "t2"):
        city.tell(ward, city.line("task", thing, withdrawn=True))
        assert followed(ward, thing).task.state is TaskState.DROPPED
    set_clock(ward, dt.datetime(2027, 3, 1, 8, 0))
    assert [followed(ward, thing).task.state for thing in ("t1", "t2")] == [TaskState.DROPPED] * 2


def test_a_task_that_the_city_gives_again_is_owed_again(ward: Workspace, city: City) -> None:
    city.tell(ward, city.line("task", "t1", **MONTHLY))
    city.tell(ward, city.line("task", "t1", withdrawn=True, reason="nhầm"))
    city.tell(ward, city.line("task", "t1", **MONTHLY))
    now = followed(ward)
    assert owed(ward)[:2] == ["2026-06", "2026-07"]
    assert (now.task.state, now.task.note, now.said["2026-06"].difficulty) == (TaskState.TODO, "", "")


def test_what_the_officer_dropped_himself_stays_so_when_the_city_gives_it_again(ward: Workspace, city: City) -> None:
    city.tell(ward, city.line("task", "t1", **MONTHLY))
    ward.plans.following.record(task_id_of("t1"), "2026-06", Result(TaskState.DROPPED, difficulty="Bão"))
    city.tell(ward, city.line("task", "t1", withdrawn=True))
    city.tell(ward, city.line("task", "t1", **MONTHLY))
    assert followed(ward).said["2026-06"].difficulty == "Bão"
    assert owed(ward)[0] == "2026-07"


def test_taking_back_twice_changes_nothing_more(ward: Workspace, city: City) -> None:
    city.tell(ward, city.line("task", "t1", **MONTHLY))
    city.tell(ward, city.line("task", "t1", withdrawn=True, reason="đã gộp"))
    before = followed(ward)
    set_clock(ward, dt.datetime(2026, 9, 10, 8, 0))
    city.tell(ward, city.line("task", "t1", withdrawn=True, reason="đã gộp"))
    assert (followed(ward).task.when, followed(ward).said) == (before.task.when, before.said)
