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
from ttcs_desktop.statistics.service import GoOn
from ttcs_desktop.workspace import Workspace
from ui.workflows.fulfilled import tick_received
from ui.workflows.papers import version_folder
from ui.workflows.report_papers import Tell, write_papers


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


@dataclass(frozen=True, slots=True)
class Watch:
    """Who looks on, and may stop it by raising.

    Attributes:
        on_step: told of each step that is done.
        go_on: asked before the freeze is kept; what it raises leaves nothing.
        tell: told before each paper; what it raises leaves the papers that are drawn, and the freeze.
    """

    on_step: Callable[[StepDone], None] = lambda _: None
    go_on: GoOn = lambda: None
    tell: Tell = lambda *_: None


_NOBODY = Watch()


def freeze_and_send(
    workspace: Workspace,
    template: str,
    year: int,
    courier: Courier,
    *,
    watch: Watch = _NOBODY,
) -> Submitted:
    """Freeze a report (the same version when it is frozen already), draw its papers, send it, back up.

    Raises:
        InvalidInput: what keeps it from being frozen; nothing was done then.
        EnvironmentProblem: the freeze itself could not be written.
    """
    snapshot = workspace.statistics.freeze(template, year, go_on=watch.go_on)
    return send_frozen(workspace, snapshot, courier, watch=watch)


def correct_and_send(
    workspace: Workspace,
    template: str,
    year: int,
    reason: str,
    courier: Courier,
    *,
    watch: Watch = _NOBODY,
) -> Submitted:
    """Freeze version n+1 with its reason, draw it, send it, back up."""
    snapshot = workspace.statistics.correct(template, year, reason, go_on=watch.go_on)
    return send_frozen(workspace, snapshot, courier, watch=watch)


def send_frozen(
    workspace: Workspace,
    snapshot: Snapshot,
    courier: Courier,
    *,
    watch: Watch = _NOBODY,
) -> Submitted:
    """Everything after the freeze. A full disk or a dead line is told in its step and stops nothing else."""
    steps: list[StepDone] = []

    def done(step: Step, problem: str | None = None) -> None:
        steps.append(StepDone(step, workspace.clock.now(), problem))
        watch.on_step(steps[-1])

    done(Step.FREEZE)
    papers: list[Path] = []
    try:
        papers = write_papers(workspace, snapshot, version_folder(workspace, snapshot), tell=watch.tell)
        done(Step.PAPERS)
    except EnvironmentProblem as problem:
        done(Step.PAPERS, problem.code)
    refusal = None
    if workspace.statistics.waits_for_signature(snapshot):
        done(Step.SEND, "signature_missing")
    else:
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
