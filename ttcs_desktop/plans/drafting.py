"""From a plan's tasks to what the report of its progress says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from ttcs_desktop.office.model import Person, Unit
from ttcs_desktop.office.wording import UNIT_KINDS, signature_of
from ttcs_desktop.plans import papers
from ttcs_desktop.plans.followed import FollowedTask, TaskPeriod
from ttcs_desktop.plans.following import late_or_of_year
from ttcs_desktop.plans.model import Evidence, Plan, TaskState
from ttcs_desktop.plans.papers import PeriodLine, ProgressPaper, Standing, TaskLines
from ttcs_desktop.plans.recurrence import every_of
from ttcs_desktop.plans.timing import Every

_STANDINGS = {
    TaskState.TODO: Standing.NOT_BEGUN,
    TaskState.DOING: Standing.UNDER_WAY,
    TaskState.WAITING: Standing.UNDER_WAY,
    TaskState.DONE: Standing.DONE,
    TaskState.DROPPED: Standing.DROPPED,
}


def progress_paper(
    plan: Plan,
    tasks: Sequence[FollowedTask],
    as_of: dt.date,
    unit: Unit,
    signer: Person | None,
    evidence_names: Mapping[Evidence, str],
    *,
    trial: bool,
) -> ProgressPaper:
    """The report on a day: of a repeating task the periods of that year, as far as they concern the day.

    Number and day stay open for the pen. `evidence_names` says what each piece of evidence is called; one without a
    name is left out.
    """
    authority, position = signature_of(signer)
    return ProgressPaper(
        unit_kind=UNIT_KINDS[unit.kind],
        unit_name=unit.name,
        plan=papers.plan_in_full(plan),
        about=papers.plan_named(plan),
        as_of=as_of,
        lines=tuple(_lines(one, as_of, evidence_names) for one in tasks),
        authority=authority,
        position=position,
        recipients=papers.RECIPIENTS,
        signer=signer.name if signer else "",
        trial=trial,
    )


def _lines(followed: FollowedTask, as_of: dt.date, names: Mapping[Evidence, str]) -> TaskLines:
    task = followed.task
    return TaskLines(
        task.group_title,
        task.number,
        " ".join(task.text.split()),
        "; ".join(task.lead),
        tuple(_line(followed, one, as_of, names) for one in _periods(followed, as_of)),
    )


def _periods(followed: FollowedTask, as_of: dt.date) -> tuple[TaskPeriod, ...]:
    """The periods that ended, the present one, and what was said already of those to come.

    What comes each day or week stands there only where something was said of it.
    """
    present = followed.at(as_of)
    often = every_of(followed.task.when) in (Every.DAY, Every.WEEK)
    kept = {followed.current(as_of).key, *followed.said}
    kept |= set() if often else {one.key for one in followed.late(as_of)}
    if present.due is None or present.due >= as_of:
        kept.add(present.key)
    return tuple(one for one in late_or_of_year(followed, as_of) if one.key in kept)


def _line(followed: FollowedTask, period: TaskPeriod, as_of: dt.date, names: Mapping[Evidence, str]) -> PeriodLine:
    said = period.said
    late = period in followed.late(as_of)
    proofs = [said.document, *(names[one] for one in said.evidence if one in names)]
    return PeriodLine(
        when=papers.period_when(period.key, followed.task.when_text, period.due, strict=period.strict),
        standing=Standing.LATE if late else _STANDINGS[period.state],
        state=papers.state_on_paper(period.state, said.done_on, late=late),
        result="\n".join(part for part in (said.result, *(f"({proof})" for proof in proofs if proof)) if part),
        difficulty=said.difficulty,
    )
