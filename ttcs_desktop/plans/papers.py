"""The progress of a plan as an official report (báo cáo tiến độ thực hiện kế hoạch)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from itertools import groupby

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.papers.committee import committee_head
from ttcs_desktop.papers.model import (
    Align,
    Block,
    Closing,
    Column,
    Document,
    Heading,
    Page,
    Paragraph,
    Row,
    Table,
    Title,
)
from ttcs_desktop.papers.wording import long_date, month, short_date, two_digits
from ttcs_desktop.plans.model import Plan, TaskState
from ttcs_desktop.plans.wording import STATES, period_name

_COLUMNS = (
    Column("TT", 10, Align.CENTRE),
    Column("Nhiệm vụ", 66),
    Column("Chủ trì", 32),
    Column("Thời gian,\nkỳ", 31),
    Column("Tình trạng", 27, Align.CENTRE),
    Column("Kết quả", 48),
    Column("Khó khăn,\nvướng mắc", 38),
)


RECIPIENTS = ("Đảng ủy, HĐND (để b/c)", "Chủ tịch, các PCT UBND", "Các đơn vị chủ trì", "Lưu: VT, VH-XH")


class Standing(StrEnum):
    """How a line is counted at the top of the report; what is late is not counted as under way too."""

    DONE = "done"
    UNDER_WAY = "under_way"
    NOT_BEGUN = "not_begun"
    LATE = "late"
    DROPPED = "dropped"


# How each is counted aloud, in the order in which the report tells them.
_COUNTED = {
    Standing.DONE: "đã hoàn thành {} nội dung",
    Standing.UNDER_WAY: "đang thực hiện {} nội dung",
    Standing.LATE: "quá hạn chưa hoàn thành {} nội dung",
    Standing.NOT_BEGUN: "chưa đến hạn, chưa thực hiện {} nội dung",
    Standing.DROPPED: "không thực hiện {} nội dung",
}
_ALWAYS = (Standing.DONE, Standing.UNDER_WAY, Standing.LATE)


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """One period of a task; `when` in words, `state` in words with the day done."""

    when: str
    standing: Standing
    state: str
    result: str = ""
    difficulty: str = ""


@dataclass(frozen=True, slots=True)
class TaskLines:
    """A task with its periods, at least one; `group` is the annex's own heading, empty where it has none."""

    group: str
    number: str
    text: str
    lead: str
    periods: tuple[PeriodLine, ...]


@dataclass(frozen=True, slots=True)
class ProgressPaper:
    """What the report says. `plan` names it inside a sentence: "Kế hoạch số 75/KH-UBND ngày … về …"; `about` in the
    title. `number` and `date` are None while the paper still waits for the clerk and the pen.
    """

    unit_kind: str
    unit_name: str
    plan: str
    about: str
    as_of: dt.date
    lines: tuple[TaskLines, ...]
    authority: tuple[str, ...]
    position: str
    recipients: tuple[str, ...]
    signer: str = ""
    number: int | None = None
    date: dt.date | None = None
    superior: tuple[str, ...] = ()
    trial: bool = False


def progress_report(paper: ProgressPaper) -> Document:
    """BÁO CÁO of a plan's progress, A4 landscape (Nghị định 30/2020, Phụ lục I; mẫu 1.4)."""
    unit = f"{paper.unit_kind} {paper.unit_name}"
    about = f"Tiến độ thực hiện {paper.about}"
    blocks: list[Block] = [
        committee_head(
            unit, "BC-UBND", paper.as_of.year, number=paper.number, date=paper.date, superior=paper.superior
        ),
        Title("BÁO CÁO", about),
        Paragraph(
            f"Thực hiện {paper.plan}, Ủy ban nhân dân {unit} báo cáo tiến độ thực hiện đến hết "
            f"{long_date(paper.as_of)} như sau:"
        ),
        Heading(1, "I. KẾT QUẢ CHUNG"),
        Paragraph(_counts(paper.lines)),
        Heading(1, "II. KẾT QUẢ TỪNG NHIỆM VỤ"),
        Table(_COLUMNS, _rows(paper.lines), size=12, padding=0.85),
        Paragraph(f"Trên đây là báo cáo tiến độ thực hiện {paper.about} của Ủy ban nhân dân {unit}./."),
        Closing(paper.recipients, (*paper.authority, paper.position), paper.signer),
    ]
    return Document(f"Báo cáo tiến độ thực hiện {paper.about}", tuple(blocks), Page(landscape=True), trial=paper.trial)


def count(lines: Sequence[TaskLines]) -> dict[Standing, int]:
    """How many periods stand in each way."""
    found = dict.fromkeys(Standing, 0)
    for line in lines:
        for period in line.periods:
            found[period.standing] += 1
    return found


def _counts(lines: Sequence[TaskLines]) -> str:
    found = count(lines)
    total = sum(found.values())
    told = [words.format(_number(found[one])) for one, words in _COUNTED.items() if found[one] or one in _ALWAYS]
    several = f", gồm {_number(total)} nội dung tính theo kỳ" if total != len(lines) else ""
    return f"Kế hoạch có {_number(len(lines))} nhiệm vụ{several}; {'; '.join(told)}."


def _number(number: int) -> str:
    return two_digits(number) if number else "0"


def _rows(lines: Sequence[TaskLines]) -> tuple[Row, ...]:
    """Groups as banners; a task of several periods is written once and merged over them."""
    rows: list[Row] = []
    with_groups = any(line.group for line in lines)
    for group, found in groupby(lines, key=lambda line: line.group):
        if with_groups:
            rows.append(Row((group or "Nhiệm vụ không chia nhóm",), banner=True))
        for line in found:
            task: tuple[str | None, ...] = (line.number, line.text, line.lead)
            for one in line.periods:
                rows.append(Row((*task, one.when, one.state, one.result, one.difficulty)))
                task = (None, None, None)
    return tuple(rows)


def plan_named(plan: Plan) -> str:
    """A plan in a title: "Kế hoạch số 75/KH-UBND về Truyền thông cơ sở năm 2026"."""
    number = f" số {plan.number}" if plan.number else ""
    about = f" về {plan.about}" if plan.about else ("" if number else f" năm {plan.year}")
    return f"Kế hoạch{number}{about}"


def plan_in_full(plan: Plan) -> str:
    """A plan inside a sentence, with its day: "Kế hoạch số 75/KH-UBND ngày 28 tháng 10 năm 2025 về …"."""
    if plan.issued_on is None:
        return plan_named(plan)
    head, middle, rest = plan_named(plan).partition(" về ")
    return f"{head} {long_date(plan.issued_on)}{middle}{rest}"


def period_when(key: str, when: str, due: dt.date | None, *, strict: bool) -> str:
    """The time of a line of the report: the annex's own words, or the period with its due day."""
    name = period_name(key)
    if not name:
        return " ".join(when.split())
    if due is None:
        return name
    day = f"{due.day:02d}/{month(due.month)}" if name.endswith(str(due.year)) else short_date(due)
    return f"{name}\n({'trước' if strict else 'hạn'} {day})"


def state_on_paper(state: TaskState, done_on: dt.date | None, *, late: bool) -> str:
    """How far a period is, with the day done; what is late says so first."""
    if late:
        begun = "" if state is TaskState.TODO else f",\n{STATES[state].lower()}"
        return f"Quá hạn{begun}"
    return f"{STATES[state]}\n{short_date(done_on)}" if done_on else STATES[state]
