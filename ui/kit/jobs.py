"""Work off the GUI thread: one job at a time, results and failures delivered where widgets may be touched."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

from ttcs_desktop.basics.errors import Trouble
from ttcs_desktop.basics.values import dataclass

log = logging.getLogger(__name__)
T = TypeVar("T")
_STEPS = 200


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: `done` of `total` (0: not known), `phase` a code the page turns into words."""

    done: int
    total: int
    phase: str = ""


class Stopped(Exception):
    """Raised inside a job that was asked to stop; nothing is reported as failed."""


class Reporter:
    """What a job gets: `tell` reports, `stop` is set when the officer presses "Dừng"."""

    def __init__(self, send: Callable[[Progress], None], hand: Callable[[Any], None] | None = None) -> None:
        self.stop = threading.Event()
        self._send, self._hand = send, hand or _nobody
        self._last: tuple[str, int] | None = None

    def tell(self, done: int, total: int, phase: str = "") -> None:
        """Report progress and notice a wish to stop; call it between batches. At most 200 reports a phase travel on.

        Raises Stopped when the officer asked to stop.
        """
        self.check()
        step = done * _STEPS // total if total else done
        if done >= total or self._last != (phase, step):
            self._last = (phase, step)
            self._send(Progress(done, total, phase))

    def hand(self, result: object) -> None:
        """Hand on a result that a better one may follow; raises Stopped as `check`."""
        self.check()
        self._hand(result)

    def check(self) -> None:
        """Raise Stopped when the officer asked to stop."""
        if self.stop.is_set():
            raise Stopped


class Job:
    """A job under way."""

    def __init__(self, reporter: Reporter) -> None:
        self._reporter = reporter

    def cancel(self) -> None:
        """Ask the job to stop at its next report."""
        self._reporter.stop.set()


class JobRunner(QObject):
    """Owns the one thread and the one signal. `start` hands it a plain callable with values and ports, never widgets.

    Work opens its own workspace: a database connection does not cross threads.
    """

    _deliver = Signal(object)
    busy = Signal(bool)

    def __init__(self, unhandled: Callable[[BaseException], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._unhandled = unhandled
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._running = 0
        self._background: Job | None = None
        self._deliver.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        work: Callable[[Reporter], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        progress: Callable[[Progress], None] | None = None,
        handed: Callable[[Any], None] | None = None,
        stopped: Callable[[], None] | None = None,
        background: bool = False,
    ) -> Job:
        """Run `work(reporter)` after the jobs before it; call back on the GUI thread.

        A failure goes to `failed`, or to the `unhandled` given at construction. `handed` gets what the job hands on
        before it is done. A `background` job is work that nobody
        waits for: it gives way (is stopped) as soon as another one comes or the window closes.
        """
        self._stop_background()
        post = self._deliver.emit

        def report(state: Progress) -> None:
            if progress is not None:
                post(lambda: progress(state))

        def hand(result: object) -> None:
            if handed is not None:
                post(lambda: handed(result))

        reporter = Reporter(report, hand)

        def run() -> None:
            finish: Callable[[], Any]
            try:
                reporter.check()
                result = work(reporter)
            except Stopped:
                finish = stopped or _nothing
            except Exception as error:
                if not isinstance(error, Trouble):
                    log.warning("job failed: %s", type(error).__name__, exc_info=error)
                caught = error
                finish = lambda: (failed or self._unhandled)(caught)  # noqa: E731
            else:
                finish = lambda: done(result)  # noqa: E731
            post(lambda: self._finish(finish))

        self._running += 1
        if self._running == 1:
            self.busy.emit(True)
        job = Job(reporter)
        self._background = job if background else None
        self._pool.start(run)
        return job

    def is_busy(self) -> bool:
        """Whether a job runs or waits that somebody waits for."""
        return self._running > (1 if self._background is not None else 0)

    def is_idle(self) -> bool:
        """Whether nothing runs at all, in the background neither."""
        return not self._running

    def wait(self, milliseconds: int = 30_000) -> bool:
        """Wait for the running job before the window closes; False when it is still running after that time."""
        self._stop_background()
        return self._pool.waitForDone(milliseconds)

    @Slot(object)
    def _call(self, callback: Callable[[], None]) -> None:
        callback()

    def _stop_background(self) -> None:
        if self._background is not None:
            self._background.cancel()
            self._background = None

    def _finish(self, callback: Callable[[], None]) -> None:
        self._running -= 1
        if self._running == 0:
            self._background = None
        if not self._running:
            self.busy.emit(False)
        callback()


def _nobody(_result: object) -> None:
    """Nobody waits for what is handed on."""


def _nothing() -> None:
    """A job that was stopped and has nothing to tell."""
