"""One press: freeze, draw, send, back up. Each step stands on the one before, and none undoes it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.courier import Courier
from ttcs_desktop.ledger.model import OpState, Receipt
from ttcs_desktop.statistics.model import ReportState, Snapshot
from ttcs_desktop.workspace import Workspace
from ui.workflows.fulfilled import tick_received
from ui.workflows.papers import write_report


class Step(StrEnum):
    """What the machine does, in order."""

    FREEZE = "freeze"
    PAPERS = "papers"
    SEND = "send"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step with the moment it was finished, or the code of what stood in its way."""

    step: Step
    at: dt.datetime
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Submitted:
    """What one press achieved. `receipt` is there only when it was verified.

    Attributes:
        refused: the city said no to this version, at this press or an earlier one; the step of sending says why.
    """

    snapshot: Snapshot
    state: ReportState
    receipt: Receipt | None
    papers: tuple[Path, ...]
    steps: tuple[StepDone, ...]
    refused: bool = False

    def problem_of(self, step: Step) -> str | None:
        return next((done.problem for done in self.steps if done.step is step), None)


def freeze_and_send(
    workspace: Workspace,
    template: str,
    year: int,
    courier: Courier,
    *,
    on_step: Callable[[StepDone], None] = lambda _: None,
) -> Submitted:
    """Freeze a report (the same version when it is frozen already), draw its papers, send it, back up.

    Raises:
        InvalidInput: what keeps it from being frozen; nothing was done then.
        EnvironmentProblem: the freeze itself could not be written.
    """
    snapshot = workspace.statistics.freeze(template, year)
    return send_frozen(workspace, snapshot, courier, on_step=on_step)


def correct_and_send(
    workspace: Workspace,
    template: str,
    year: int,
    reason: str,
    courier: Courier,
    *,
    on_step: Callable[[StepDone], None] = lambda _: None,
) -> Submitted:
    """Freeze version n+1 with its reason, draw it, send it, back up."""
    snapshot = workspace.statistics.correct(template, year, reason)
    return send_frozen(workspace, snapshot, courier, on_step=on_step)


def send_frozen(
    workspace: Workspace, snapshot: Snapshot, courier: Courier, *, on_step: Callable[[StepDone], None] = lambda _: None
) -> Submitted:
    """Everything after the freeze. A full disk or a dead line is told in its step and stops nothing else."""
    steps: list[StepDone] = []

    def done(step: Step, problem: str | None = None) -> None:
        steps.append(StepDone(step, workspace.clock.now(), problem))
        on_step(steps[-1])

    done(Step.FREEZE)
    papers: list[Path] = []
    try:
        papers = write_report(workspace, snapshot)
        done(Step.PAPERS)
    except EnvironmentProblem as problem:
        done(Step.PAPERS, problem.code)
    workspace.statistics.queue(snapshot)
    delivered = courier.deliver(at_once=True)
    refusal = _refusal(workspace, snapshot)
    done(Step.SEND, refusal or delivered.problem)
    tick_received(workspace)
    try:
        workspace.backup()
        done(Step.BACKUP)
    except EnvironmentProblem as problem:
        done(Step.BACKUP, problem.code)
    return Submitted(
        snapshot=snapshot,
        state=workspace.statistics.state(snapshot.template, snapshot.year),
        receipt=workspace.statistics.receipt(snapshot),
        papers=tuple(papers),
        steps=tuple(steps),
        refused=refusal is not None,
    )


def _refusal(workspace: Workspace, snapshot: Snapshot) -> str | None:
    """Why the city refused this version, None when it did not: it is not sent again, so no delivery tells it twice."""
    op = workspace.ledger.outbox.find(snapshot.id)
    return (op.problem or "op_refused") if op is not None and op.state is OpState.REFUSED else None
