"""The outbox as a short list: every submission by itself, everyday records by kind and day."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from ttcs_desktop.basics.clock import local
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.model import Lane, Op, OpState
from ttcs_desktop.papers.wording import short_date
from ttcs_desktop.statistics.catalogue import Catalogue
from ttcs_desktop.statistics.wording import period_title
from ttcs_desktop.vietnamese.typed import format_number
from ui.pages.sync.wording import kind_icon, kind_words

# Days that are told one by one; what is older is one line a kind.
_SINGLE_DAYS = 7


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: a submission, or the records of a kind and day.

    Attributes:
        ops: what the line stands for, newest first.
        at: when it was made, or sent.
        receipt_no: of a submission that has one.
    """

    id: str
    state: OpState
    title: str
    second: str
    icon: str
    at: dt.datetime
    ops: tuple[Op, ...]
    receipt_no: str = ""

    @property
    def submission(self) -> Op | None:
        """The op of a submission; None for everyday records."""
        return self.ops[0] if self.ops[0].lane is Lane.SUBMISSION else None

    @property
    def problem(self) -> str | None:
        """The code of the last failure."""
        return next((op.problem for op in self.ops if op.problem), None)

    @property
    def verbs(self) -> Counter[str]:
        """How often what was done."""
        return Counter(op.title for op in self.ops)


def entries(ops: Iterable[Op], catalogue: Catalogue, receipts: dict[str, str], today: dt.date) -> tuple[Entry, ...]:
    """The list of ops of one state; `receipts` are numbers by submission id."""
    submissions, groups = [], dict[tuple[str, str], list[Op]]()
    for op in ops:
        if op.lane is Lane.SUBMISSION:
            submissions.append(_submission(op, catalogue, receipts.get(op.op_id, "")))
        else:
            groups.setdefault((op.kind, _day_key(op, today)), []).append(op)
    records = sorted((_records(kind, found) for (kind, _), found in groups.items()), key=lambda one: one.at)
    return (*submissions, *reversed(records))


def submission_facts(op: Op) -> tuple[str, int, int]:
    """Template, year and version out of a submission's title."""
    template, year, version = op.title.rsplit(" ", 2)
    return template, int(year), int(version)


def moment_of(op: Op) -> dt.datetime:
    """When an op was sent, or made while it has not been."""
    return op.done_at or op.made_at


def _submission(op: Op, catalogue: Catalogue, receipt_no: str) -> Entry:
    template, year, version = submission_facts(op)
    title = f"Thống kê {period_title(catalogue.template(template).name, year)}, bản {version}"
    second = f"Biên nhận {receipt_no}" if receipt_no else f"Mẫu {catalogue.template(template).basis_short}"
    icon = "shield-check" if receipt_no else "chart-column"
    return Entry(op.op_id, op.state, title, second, icon, moment_of(op), (op,), receipt_no)


def _records(kind: str, ops: list[Op]) -> Entry:
    ordered = tuple(sorted(ops, key=lambda op: op.seq, reverse=True))
    first, last = (local(min(map(moment_of, ops))).date(), local(max(map(moment_of, ops))).date())
    days = short_date(last) if first == last else f"{short_date(first)} đến {short_date(last)}"
    title = f"{kind_words(kind)}, {format_number(len(ops))} mục"
    id_ = f"{ordered[0].state.value}/{kind}/{days}"
    return Entry(id_, ordered[0].state, title, f"Ngày {days}", kind_icon(kind), moment_of(ordered[0]), ordered)


def _day_key(op: Op, today: dt.date) -> str:
    day = local(moment_of(op)).date()
    return day.isoformat() if (today - day).days < _SINGLE_DAYS else "before"
