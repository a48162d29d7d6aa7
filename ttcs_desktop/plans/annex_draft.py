"""What an annex (phụ lục) gives: drafts of tasks to be looked through before anything is saved."""

from __future__ import annotations

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.plans.doubt import Doubt
from ttcs_desktop.plans.timing import When


@dataclass(frozen=True, slots=True)
class DraftTask:
    """One task as the annex words it. `table` and `row` count from 1 and say where it stands.

    `group` is the nearest heading in full ("I. Nhóm nhiệm vụ …"), `parents` the headings above it, outermost first.
    Names in `lead` and `with_` are as written, without bullets; `extras` are (column title, text) of other columns.
    `learnt` are the names that were understood by what the office has learnt: (as written, as understood); where
    there are any, `names_written` are lead and partners as the annex has them.
    """

    number: str
    group: str
    parents: tuple[str, ...]
    text: str
    lead: tuple[str, ...]
    with_: tuple[str, ...]
    when_text: str
    when: When
    product: str
    note: str
    extras: tuple[tuple[str, str], ...]
    doubts: tuple[Doubt, ...]
    table: int
    row: int
    learnt: tuple[tuple[str, str], ...] = ()
    names_written: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that became no task, and why; row 0 stands for a whole table."""

    table: int
    row: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Annex:
    """All that was read: tasks in order, rows left out, and the lines above the first task table.

    `year` is the one year the plan is for, when it says so; `plan_number` as printed ("75/KH-UBND"), or empty.
    """

    tasks: tuple[DraftTask, ...]
    skipped: tuple[Skipped, ...]
    titles: tuple[str, ...]
    year: int | None
    plan_number: str
