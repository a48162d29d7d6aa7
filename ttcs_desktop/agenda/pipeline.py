"""Where an item stands on its way, step by step with who, when and why, and the one honest next step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import Airing, LogEntry
from ttcs_desktop.content.model import Approval, Basis, Item, ItemState
from ttcs_desktop.content.pipeline.model import ItemStep, StepKind


class Stage(Enum):
    """The stages of the way, in their order."""

    WRITE = "write"
    EDIT = "edit"
    SUBMIT = "submit"
    APPROVE = "approve"
    PLAN = "plan"
    AIR = "air"
    FILE = "file"


class Next(Enum):
    """What the one key does now; `NONE` where the way has ended."""

    TO_EDITOR = "to_editor"
    SUBMIT = "submit"
    APPROVE = "approve"
    SIGNED = "signed"
    PLAN = "plan"
    LOOK = "look"
    CONFIRM = "confirm"
    FILE = "file"
    TAKE_OUT = "take_out"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the stages are read from.

    Attributes:
        trail: the steps that were taken, oldest first.
        approval: the yes in force for the present wording.
        coming: the airings that plan it and have not begun, by time.
        unconfirmed: those that are over and of which nobody has said how they went, by time.
        aired: the entries of the log that played it, the newest first.
        names: people by id.
        has_editors: whether somebody of the editorial board edits.
        on_sheet: whether a printed paper that waits for the pen has it as it reads now.
    """

    item: Item
    trail: Sequence[ItemStep]
    approval: Approval | None
    coming: Sequence[Airing]
    unconfirmed: Sequence[Airing]
    aired: Sequence[LogEntry]
    names: Mapping[str, str]
    has_editors: bool
    on_sheet: bool = False
    first_at: str = ""
    first_by: str = ""


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage as it is told.

    Attributes:
        done: whether it is behind the item; `passed_over` when nobody had to take it.
        who, at, day: by whom, at which moment (UTC stamp) or on which day.
        why: a reason or a paper, as it was typed; `basis` how the yes was given.
    """

    stage: Stage
    done: bool = False
    passed_over: bool = False
    who: str = ""
    at: str = ""
    day: dt.date | None = None
    why: str = ""
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """The whole way of an item.

    Attributes:
        present: the place of the stage it stands at, counted from 0; the number of stages when all are behind it.
        airing: the next airing to look at or to confirm.
        sent_back: the step that gave it back to its writer, while it is with the writer for that reason.
    """

    lines: tuple[StageLine, ...]
    present: int
    next: Next
    airing: Airing | None = None
    sent_back: ItemStep | None = None


def way_of(facts: Facts) -> Way:
    """The way of an item as it stands now."""
    lines = (_written(facts), _edited(facts), _submitted(facts), _approved(facts), *_used(facts), _filed(facts))
    present = next((at for at, line in enumerate(lines) if not line.done and not line.passed_over), len(lines))
    following, airing = _next(facts)
    return Way(lines, present, following, airing, _sent_back(facts))


def _next(facts: Facts) -> tuple[Next, Airing | None]:
    state = facts.item.state
    if state is ItemState.DRAFT:
        return (Next.TO_EDITOR if facts.has_editors and not _was_edited(facts) else Next.SUBMIT), None
    before = {
        ItemState.EDITING: Next.SUBMIT,
        ItemState.SUBMITTED: Next.SIGNED if facts.on_sheet else Next.APPROVE,
        ItemState.ARCHIVED: Next.TAKE_OUT,
        ItemState.WITHDRAWN: Next.NONE,
    }
    if state in before:
        return before[state], None
    if facts.unconfirmed:
        return Next.CONFIRM, facts.unconfirmed[0]
    if facts.coming:
        return Next.LOOK, facts.coming[0]
    return (Next.FILE if facts.aired else Next.PLAN), None


def _was_edited(facts: Facts) -> bool:
    """Whether an editor has handed in the very wording that is there now: then only the approver is left."""
    handed_in = any(one.kind is StepKind.SUBMIT and one.version_id == facts.item.version_id for one in facts.trail)
    return handed_in and _last(facts.trail, StepKind.TO_EDITOR) is not None


def _written(facts: Facts) -> StageLine:
    done = facts.item.state is not ItemState.DRAFT
    return StageLine(Stage.WRITE, done, who=facts.names.get(facts.first_by, ""), at=facts.first_at)


def _edited(facts: Facts) -> StageLine:
    state = facts.item.state
    step = _since_last_back(facts, StepKind.TO_EDITOR)
    behind = state not in (ItemState.DRAFT, ItemState.EDITING)
    if step is None:
        return StageLine(Stage.EDIT, passed_over=behind or not facts.has_editors)
    return _line(facts, Stage.EDIT, step, done=behind)


def _submitted(facts: Facts) -> StageLine:
    behind = facts.item.state in (ItemState.SUBMITTED, ItemState.APPROVED, ItemState.ARCHIVED)
    step = _last(facts.trail, StepKind.SUBMIT) if behind else None
    return _line(facts, Stage.SUBMIT, step, done=behind)


def _approved(facts: Facts) -> StageLine:
    yes = facts.approval if facts.item.state in (ItemState.APPROVED, ItemState.ARCHIVED) else None
    if yes is None:
        return StageLine(Stage.APPROVE)
    return StageLine(Stage.APPROVE, True, who=yes.approver, day=yes.decided_on, why=yes.number, basis=yes.basis)


def _used(facts: Facts) -> tuple[StageLine, StageLine]:
    reached = facts.item.state in (ItemState.APPROVED, ItemState.ARCHIVED)
    planned = facts.coming[0] if facts.coming else (facts.unconfirmed[0] if facts.unconfirmed else None)
    plan = StageLine(Stage.PLAN)
    if reached and planned is not None:
        plan = StageLine(Stage.PLAN, True, day=planned.day, why=planned.title)
    elif reached and facts.aired:
        plan = StageLine(Stage.PLAN, True, day=facts.aired[-1].day, why=facts.aired[-1].title)
    air = StageLine(Stage.AIR)
    if reached and facts.aired:
        air = StageLine(Stage.AIR, True, day=facts.aired[0].day, why=facts.aired[0].title)
    if facts.item.state is ItemState.ARCHIVED:
        plan, air = (one if one.done else StageLine(one.stage, passed_over=True) for one in (plan, air))
    return plan, air


def _filed(facts: Facts) -> StageLine:
    done = facts.item.state is ItemState.ARCHIVED
    return _line(facts, Stage.FILE, _last(facts.trail, StepKind.ARCHIVE) if done else None, done=done)


def _sent_back(facts: Facts) -> ItemStep | None:
    last = facts.trail[-1] if facts.trail else None
    waits = facts.item.state is ItemState.DRAFT and last is not None and last.kind is StepKind.SEND_BACK
    return last if waits else None


def _line(facts: Facts, stage: Stage, step: ItemStep | None, *, done: bool) -> StageLine:
    if step is None:
        return StageLine(stage, done)
    return StageLine(stage, done, who=facts.names.get(step.by, ""), at=step.at, why=step.reason)


def _last(trail: Iterable[ItemStep], kind: StepKind) -> ItemStep | None:
    return next((one for one in reversed(tuple(trail)) if one.kind is kind), None)


def _since_last_back(facts: Facts, kind: StepKind) -> ItemStep | None:
    """The last step of a kind after the item was given back to its writer."""
    backs = [at for at, one in enumerate(facts.trail) if one.kind is StepKind.SEND_BACK]
    return _last(facts.trail[backs[-1] + 1 if backs else 0 :], kind)
