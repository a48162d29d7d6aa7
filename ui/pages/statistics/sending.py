"""One press in a job: freeze or correct, draw, send, back up, on a workspace of its own. One at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from ttcs_desktop.workspace import Workspace
from ui.kit.jobs import Job, Progress, Reporter
from ui.pages.desk import Desk
from ui.pages.statistics.periods import Period
from ui.workflows.submit import Step, StepDone, Submitted, Watch, correct_and_send, freeze_and_send

DOING = {
    Step.FREEZE: "Đang chốt số liệu",
    Step.PAPERS: "Đã chốt, đang lập báo cáo",
    Step.SEND: "Đã lập báo cáo, đang gửi",
    Step.BACKUP: "Đã gửi xong lượt này, đang sao lưu",
}
_ORDER = tuple(Step)


class Sending(QObject):
    """Runs the press. `stepped(words, done, total)`, then `finished(Submitted)`, `failed(error)` or `stopped`."""

    began = Signal(str)
    stepped = Signal(str, int, int)
    finished = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None

    @property
    def busy(self) -> bool:
        """Whether a press is under way."""
        return self._job is not None

    def send(self, period: Period) -> None:
        """Freeze and send; a report that is frozen already is sent as it is."""
        self._start(
            lambda workspace, watch: freeze_and_send(
                workspace, period.template.code, period.year, self._desk.courier, watch=watch
            )
        )

    def correct(self, period: Period, reason: str) -> None:
        """Freeze and send the next version."""
        self._start(
            lambda workspace, watch: correct_and_send(
                workspace, period.template.code, period.year, reason, self._desk.courier, watch=watch
            )
        )

    def stop(self) -> None:
        """Ask the job to stop: before the freeze is kept nothing is left, after it what is frozen stays and waits."""
        if self._job is not None:
            self._job.cancel()

    def _start(self, act: Callable[[Workspace, Watch], Submitted]) -> None:
        if self.busy:
            return
        record = self._desk.workspace

        def work(reporter: Reporter) -> Submitted:
            def on_step(done: StepDone) -> None:
                reporter.tell(_ORDER.index(done.step) + 1, len(_ORDER), done.step.value)

            def tell(done: int, total: int, file: str) -> None:
                if file:
                    reporter.tell(1, len(_ORDER), f"{done + 1}/{total} {file}")

            mine = record.again()
            try:
                return act(mine, Watch(on_step, reporter.check, tell))
            finally:
                mine.close()

        self._job = self._desk.jobs.start(work, self._done, self._failed, progress=self._tell, stopped=self._stopped)
        self.began.emit(DOING[Step.FREEZE])

    def _tell(self, state: Progress) -> None:
        following = _ORDER[min(state.done, len(_ORDER) - 1)]
        paper = f" {state.phase}" if " " in state.phase else ""
        self.stepped.emit(f"{DOING[following]}{paper}", state.done, state.total)

    def _done(self, submitted: Submitted) -> None:
        self._job = None
        self.finished.emit(submitted)

    def _failed(self, error: Exception) -> None:
        self._job = None
        self.failed.emit(error)

    def _stopped(self) -> None:
        self._job = None
        self.stopped.emit()
