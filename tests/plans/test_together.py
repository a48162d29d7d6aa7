"""Several tasks changed as one: one line of history, one step back."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.plans.annexes import CULTURE, HEADER, POLICE, write
from tests.wards import code_of, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.plans.model import PlanHead, TaskState
from ttcs_desktop.plans.together import ForAll

TIMES = ("Hằng quý", "Trước 30/11/2026", "Thường xuyên", "Hằng tháng", "Hằng năm")


@pytest.fixture(scope="module")
def ward(tmp_path_factory):
    folder = tmp_path_factory.mktemp("together")
    ward = make_ward(folder)
    rows = (HEADER, *((str(at), f"Việc {at}", CULTURE, "", time) for at, time in enumerate(TIMES, 1)))
    ward.plans.take_in(ward.plans.read(write(folder / "a.docx", rows), year=2026), PlanHead("75/KH-UBND"), 2026)
    return ward


def facts(ward):
    return [(task.state, task.lead, task.person) for task in ward.plans.tasks()]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    chosen=st.sets(st.integers(0, 4), min_size=1),
    state=st.sampled_from([None, TaskState.DOING, TaskState.DONE, TaskState.DROPPED]),
    lead=st.sampled_from([None, (POLICE,)]),
    named=st.booleans(),
)
def test_all_that_is_said_of_several_is_one_line_and_comes_back_at_once(ward, chosen, state, lead, named) -> None:
    before, tasks = facts(ward), ward.plans.tasks()
    lines = len(ward.database.rows("SELECT seq FROM history"))
    person = ward.ledger.actor if named else None
    changes = ward.plans.together.change([tasks[at].id for at in chosen], ForAll(state, lead, person, "Mưa bão"))
    for at, (now, then) in enumerate(zip(facts(ward), before, strict=True)):
        wanted = (state or then[0], lead or then[1], person or then[2]) if at in chosen else then
        assert now == wanted
    grown = len(ward.database.rows("SELECT seq FROM history")) - lines
    assert grown == bool(changes.subjects)
    if changes.subjects:
        ward.undo.undo()
    assert facts(ward) == before


def test_a_day_done_and_a_reason_are_kept(ward) -> None:
    task = ward.plans.tasks()[0]
    ward.plans.together.change([task.id], ForAll(TaskState.DONE))
    (said,) = ward.plans.following.task(task.id).said.values()
    assert (said.done_on, said.person) == (dt.date(2026, 6, 2), ward.ledger.actor)
    ward.undo.undo()


def test_what_is_not_carried_out_needs_its_reason_and_a_task_that_is_gone_stops_all(ward) -> None:
    ids = [task.id for task in ward.plans.tasks()]
    for given_ids, said, code in (
        (ids, ForAll(TaskState.DROPPED, reason=" "), "dropped_without_reason"),
        ([*ids, "gone"], ForAll(TaskState.DONE), "record_gone"),
    ):
        with pytest.raises(InvalidInput) as refused:
            ward.plans.together.change(given_ids, said)
        assert code_of(refused) == code
    assert {task.state for task in ward.plans.tasks()} == {TaskState.TODO}
