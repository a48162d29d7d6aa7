"""An annex under review: each task as read and as it will be taken in, and the doubts still open. No widget."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.office.agencies import key_of
from ttcs_desktop.plans.annex_draft import Annex, DraftTask
from ttcs_desktop.plans.annex_learnt import as_written, with_names
from ttcs_desktop.plans.doubt import Doubt
from ttcs_desktop.plans.names import split_names
from ttcs_desktop.plans.service import PlanHead
from ttcs_desktop.plans.when import WhenReading, parse_when
from ttcs_desktop.vietnamese.text import nfc, tidy
from ui.kit.table.columns import Group

_ISSUED = re.compile(r"ngày (\d{1,2})(?:/| tháng )(\d{1,2})(?:/| năm )(20\d\d)")
_ABOUT = re.compile(r"\b(về [^()]+)", re.IGNORECASE)
_REFUSED_TIMES = frozenset({"no_such_date", "time_unreadable"})
_GENERATIONS = range(2000, 2101)
_ASKED_ONCE = frozenset({"time_guessed"})
_ABOUT_NAMES = frozenset({"name_guessed", "office_new"})


@dataclass(eq=False, slots=True)
class ReviewRow:
    """One task on its way in. `source` stays as written; `draft` is what the officer makes of it.

    Attributes:
        open: the doubts nobody has answered yet.
        time_typed: the time is the officer's own, so another year of the plan leaves it alone.
    """

    source: DraftTask
    draft: DraftTask
    open: list[Doubt] = field(default_factory=list)
    time_typed: bool = False

    @property
    def place(self) -> str:
        """How the officer finds the row: "III.2", or its number, or its row in the file."""
        group = self.source.group.split(".", 1)[0].strip() if "." in self.source.group[:6] else ""
        number = self.source.number.strip(" .")
        if group and number and not number.startswith(f"{group}."):
            return f"{group}.{number}"
        return number or f"{self.source.row} của bảng {self.source.table}"

    def answer(self, doubt: Doubt) -> None:
        """Take the reading as it stands."""
        self.open = [one for one in self.open if one is not doubt]

    def answer_like(self, doubt: Doubt) -> None:
        """Take the same reading of the same letters here too."""
        self.open = [one for one in self.open if not is_same_guess(one, doubt)]

    def use_learnt(self, alias: str, name: str) -> None:
        """Understand a short name where this row still has it, and note that it was learnt."""
        key = key_of(alias)
        if not any(key_of(one) == key for one in (*self.source.lead, *self.source.with_)):
            return
        draft = with_names(self.draft, {key: name})
        if draft is self.draft and name in (*draft.lead, *draft.with_):
            written = self.source.lead, self.source.with_  # the officer had put the full name in already
            draft = replace(draft, learnt=(*draft.learnt, (alias, name)), names_written=written)
        self.draft = draft

    def set_text(self, text: str) -> None:
        self._set(replace(self.draft, text=text), "text", "group")

    def set_lead(self, names: tuple[str, ...]) -> None:
        self._set(replace(self.draft, lead=names), "lead")

    def set_partners(self, names: tuple[str, ...]) -> None:
        self._set(replace(self.draft, with_=names), "with")

    def set_time(self, text: str, reading: WhenReading) -> None:
        """A time as the officer typed it; what is unsure about it has to be answered like any other doubt."""
        self._set(replace(self.draft, when_text=text, when=reading.when), "when")
        self.open.extend(doubt for doubt in reading.doubts if doubt.code != "time_missing")
        self.time_typed = True

    def read_time_again(self, year: int) -> None:
        """The plan's year has become known: read a time as written once more; answered doubts stay answered."""
        if self.time_typed:
            return
        reading = parse_when(self.draft.when_text, year=year)
        asked = {doubt.code for doubt in self.draft.doubts if doubt.field == "when"}
        still = {doubt.code for doubt in reading.doubts} | {"time_from_group"}
        self.open = [doubt for doubt in self.open if doubt.field != "when" or doubt.code in still]
        self.open.extend(doubt for doubt in reading.doubts if doubt.code not in asked)
        others = tuple(doubt for doubt in self.draft.doubts if doubt.field != "when" or doubt.code == "time_from_group")
        self.draft = replace(self.draft, when=reading.when, doubts=(*others, *reading.doubts))

    def _set(self, draft: DraftTask, *fields: str) -> None:
        self.draft = draft
        self.open = [doubt for doubt in self.open if doubt.field not in fields]


def rows_of(drafts: Sequence[DraftTask]) -> list[ReviewRow]:
    """Rows to review. A doubt about the whole table is asked once, at its first task."""
    rows = []
    tables: set[tuple[int, str]] = set()
    for draft in drafts:
        doubts = []
        for doubt in draft.doubts:
            if doubt.field or (draft.table, doubt.code) not in tables:
                doubts.append(doubt)
            if not doubt.field:
                tables.add((draft.table, doubt.code))
        rows.append(ReviewRow(_source_of(draft), draft, doubts))
    return rows


def is_same_guess(doubt: Doubt, other: Doubt) -> bool:
    """Whether `doubt` asks about nothing but what `other` asks about, read in the same way: one answer is enough.

    A spelling of an office is the same in whichever column it stands, "nt" and "như trên" included.
    """
    if doubt.code != other.code:
        return False
    if doubt.code in _ABOUT_NAMES:
        return _as_spelled(doubt) == _as_spelled(other)
    if doubt.code == "names_unsure":
        asked = _unsure_names(str(doubt.details.get("text", "")))
        return bool(asked) and asked <= _unsure_names(str(other.details.get("text", "")))
    return doubt.code in _ASKED_ONCE and (doubt.field, doubt.details) == (other.field, other.details)


def _as_spelled(doubt: Doubt) -> tuple[str, str]:
    return tidy(str(doubt.details.get("text", ""))), str(doubt.details.get("name", ""))


def _unsure_names(cell: str) -> frozenset[str]:
    """What is unsure about a cell, by `key_of`: its pieces that may be one name or several; else the whole cell."""
    pieces = frozenset(key_of(piece) for piece in re.split(r"[;\n]", cell) if "," in piece)
    return pieces or frozenset({key_of(cell)})


def new_name(row: ReviewRow) -> tuple[str, str] | None:
    """A lead as written and what the officer made of it, where that is one name for one other and worth keeping."""
    if len(row.source.lead) != 1 or len(row.draft.lead) != 1:
        return None
    alias, name = row.source.lead[0], row.draft.lead[0]
    known = dict(row.draft.learnt).get(alias) == name
    return None if known or key_of(alias) == key_of(name) or not key_of(name) else (alias, name)


def _source_of(draft: DraftTask) -> DraftTask:
    """The task as the paper has it: names that were learnt or guessed, and guessed times, in their own letters."""
    source = as_written(draft)
    for doubt in draft.doubts:
        written = str(doubt.details.get("text", ""))
        if doubt.code == "time_guessed":
            source = replace(source, when_text=written)
        elif doubt.code == "name_guessed":
            name = str(doubt.details.get("name", ""))
            lead, partners = (
                tuple(written if one == name else one for one in names) for names in (source.lead, source.with_)
            )
            source = replace(source, lead=lead) if doubt.field == "lead" else replace(source, with_=partners)
    return source


def head_of(annex: Annex) -> PlanHead:
    """What the titles say of the plan: its number, the day it was issued, what it is about. Empty where they do not."""
    lines = [tidy(line) for line in annex.titles]
    dated = (found for line in lines if "kế hoạch" in line.lower() and (found := _ISSUED.search(line)))
    about = next((found[1] for line in lines if (found := _ABOUT.search(line))), "")
    return PlanHead(annex.plan_number, about[:1].upper() + about[1:300], issued_on=_first_day(dated))


def groups_of(rows: Sequence[ReviewRow]) -> list[Group[ReviewRow]]:
    """Rows under the headings of the annex."""
    made = []
    for number, (title, found) in enumerate(groupby(rows, key=lambda row: row.source.group)):
        inside = tuple(found)
        made.append(Group(f"{number}/{title}", title or "Nhiệm vụ không chia nhóm", inside))
    return made


def open_doubts(rows: Sequence[ReviewRow]) -> Iterator[tuple[ReviewRow, Doubt]]:
    """Every open doubt, in the order of the annex."""
    return ((row, doubt) for row in rows for doubt in row.open)


def time_as_typed(text: str, year: int | None) -> tuple[str, WhenReading]:
    """A time typed in review and how it is read; empty is "khi phát sinh".

    Raises:
        InvalidInput: `no_such_date` (31/02), `time_unreadable`; field "when".
    """
    text = tidy(text)
    reading = parse_when(text, year=year)
    for doubt in reading.doubts:
        if doubt.code in _REFUSED_TIMES:
            raise InvalidInput("when", doubt.code, **dict(doubt.details))
    return text, reading


def names_as_typed(text: str) -> tuple[str, ...]:
    """Names of offices, apart by semicolons, or as a list copied from the annex."""
    return split_names(nfc(text)).names


def text_as_typed(text: str) -> str:
    """The wording of a task.

    Raises:
        InvalidInput: `text_missing`.
    """
    if not tidy(text):
        raise InvalidInput("text", "text_missing")
    return tidy(text)


def year_as_typed(text: str) -> int:
    """The plan's year, four digits.

    Raises:
        InvalidInput: `year_unreadable`.
    """
    text = text.strip()
    if not (text.isascii() and text.isdigit() and int(text) in _GENERATIONS):
        raise InvalidInput("year", "year_unreadable")
    return int(text)


def _first_day(found: Iterable[re.Match[str]]) -> dt.date | None:
    for match in found:
        try:
            return dt.date(int(match[3]), int(match[2]), int(match[1]))
        except ValueError:
            continue
    return None
