"""Jobs: in order, on one other thread, answered on the GUI thread, stoppable, and no failure lost."""

import threading

import pytest

from ui.kit.jobs import JobRunner, Progress, Reporter


@pytest.fixture
def lost() -> list[BaseException]:
    return []


@pytest.fixture
def runner(qapp, lost: list[BaseException]) -> JobRunner:
    made = JobRunner(lost.append)
    yield made
    assert made.wait()


def test_many_jobs_run_in_order_elsewhere_and_answer_here(runner: JobRunner, qtbot) -> None:
    here, results, threads = threading.get_ident(), [], set()
    for number in range(200):
        runner.start(
            lambda _, number=number: (number, threading.get_ident()),
            lambda result: (results.append(result), threads.add(threading.get_ident())),
        )
    assert runner.is_busy()
    qtbot.waitUntil(lambda: not runner.is_busy())
    assert [number for number, _ in results] == list(range(200))
    assert here not in {thread for _, thread in results}
    assert threads == {here}


@pytest.mark.logs("job failed")
def test_a_failure_comes_to_the_gui_thread_and_the_next_job_still_runs(runner: JobRunner, lost, qtbot) -> None:
    failures, results = [], []

    def fail(_: Reporter) -> int:
        raise ValueError("hỏng")

    runner.start(fail, results.append, lambda error: failures.append((type(error), threading.get_ident())))
    runner.start(fail, results.append)
    runner.start(lambda _: 7, results.append)
    qtbot.waitUntil(lambda: not runner.is_busy())
    assert failures == [(ValueError, threading.get_ident())]
    assert [str(error) for error in lost] == ["hỏng"]
    assert results == [7]


def test_progress_travels_as_values_and_never_floods(runner: JobRunner, qtbot) -> None:
    seen: list[Progress] = []

    def work(report: Reporter) -> str:
        for done in range(10_001):
            report.tell(done, 10_000, "copy")
        return "xong"

    results: list[str] = []
    runner.start(work, results.append, progress=seen.append)
    qtbot.waitUntil(lambda: bool(results))
    assert seen[-1] == Progress(10_000, 10_000, "copy")
    assert len(seen) <= 202


def test_a_stopped_job_ends_at_its_next_report_and_is_no_failure(runner: JobRunner, lost, qtbot) -> None:
    begun, stopped, results = threading.Event(), [], []

    def work(report: Reporter) -> None:
        begun.set()
        while True:
            report.stop.wait(5)
            report.tell(1, 2)

    job = runner.start(work, results.append, stopped=lambda: stopped.append(True))
    assert begun.wait(5)
    job.cancel()
    qtbot.waitUntil(lambda: not runner.is_busy())
    assert (stopped, results, lost) == ([True], [], [])


def test_a_job_cancelled_before_its_turn_never_starts(runner: JobRunner, qtbot) -> None:
    gate, ran = threading.Event(), []
    runner.start(lambda _: gate.wait(5), lambda _: None)
    runner.start(ran.append, lambda _: None).cancel()
    gate.set()
    qtbot.waitUntil(lambda: not runner.is_busy())
    assert ran == []


def test_background_work_gives_way_to_what_somebody_waits_for(runner: JobRunner, qtbot) -> None:
    begun, told = threading.Event(), []

    def dawdle(report: Reporter) -> None:
        begun.set()
        while True:
            report.check()

    runner.start(dawdle, told.append, stopped=lambda: told.append("nhường"), background=True)
    assert begun.wait(5)
    assert not runner.is_busy()
    runner.start(lambda _: "xong", told.append)
    assert runner.is_busy()
    qtbot.waitUntil(lambda: told == ["nhường", "xong"])
    assert not runner.is_busy()
    runner.start(dawdle, told.append, background=True)
    assert runner.wait()  # as the window closes


def test_what_a_job_hands_on_comes_here_before_it_is_done(runner: JobRunner, qtbot) -> None:
    told: list[tuple[str, int]] = []
    seen = threading.Event()

    def work(report: Reporter) -> str:
        report.hand("first")
        assert seen.wait(10)
        return "best"

    def note(result: str) -> None:
        told.append((result, threading.get_ident()))
        seen.set()

    runner.start(work, note, handed=note)
    qtbot.waitUntil(lambda: not runner.is_busy())
    assert told == [("first", threading.get_ident()), ("best", threading.get_ident())]
