"""Goes through the rows of a task table and makes drafts: headings, tasks, and rows that go on with a task."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ttcs_desktop.grids.block import Block
from ttcs_desktop.plans.annex_columns import Columns, Role, is_header_again
from ttcs_desktop.plans.annex_draft import DraftTask, Skipped
from ttcs_desktop.plans.annex_lines import (
    VALUES,
    Line,
    Style,
    cut_number,
    is_column_count,
    is_signature,
    is_total,
    read_line,
    style_of,
)
from ttcs_desktop.plans.annex_outline import Heading, Outline, full_text, opens_group
from ttcs_desktop.plans.doubt import Doubt
from ttcs_desktop.plans.lead_in_text import lead_in_text
from ttcs_desktop.plans.names import Names, looks_like_unit, split_names, split_roles
from ttcs_desktop.plans.when import parse_when
from ttcs_desktop.vietnamese.text import fold_words

_DITTO = re.compile(r"^(?:nt|nhu tren|nhu muc tren|tren)$")
_DITTO_MARKS = frozenset(['"', "''", "”", "″", "-nt-", "-//-", "//"])
_SCANNED = re.compile(
    "[\ufffd¦¬~^{}<>\\\\]|#(?:REF|N/A|NAME|VALUE|DIV)|[a-zà-ỹ][0-9]+[a-zà-ỹ]{2}|[A-Za-zÀ-ỹ]…[A-Za-zÀ-ỹ]"
)


@dataclass(slots=True)
class _Task:
    """A task while its rows are gathered."""

    number: str
    text: str
    values: dict[Role, str]
    heading: str
    parents: tuple[str, ...]
    inherited: Heading | None
    extras: list[tuple[str, str]]
    doubts: list[Doubt]
    table: int
    row: int


@dataclass(slots=True)
class RowReader:
    """Reads tables one after the other; an open group goes on into the next table."""

    year: int | None
    tasks: list[_Task] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    _outline: Outline = field(default_factory=Outline)
    _after_task: bool = False
    _columns: Columns | None = None
    _column_group: str = ""
    _pending: list[tuple[int, Line, Heading]] = field(default_factory=list)

    def read(self, block: Block, columns: Columns, first: int) -> None:
        """Rows of `block` from index `first` on."""
        self._columns = columns
        lines = self._lines(block, columns, first)
        for index, line in enumerate(lines):
            self._take(block.table, line, lines[index + 1] if index + 1 < len(lines) else None)

    def drafts(self) -> tuple[DraftTask, ...]:
        """The tasks met so far, finished; unreadable times get the column's commonest time as a suggestion."""
        self._tell_childless(self._outline.open)
        made = [self._draft(task) for task in self.tasks]
        return tuple(_with_suggestions(made))

    def _lines(self, block: Block, columns: Columns, first: int) -> list[Line]:
        lines: list[Line] = []
        for index in range(first, len(block.rows)):
            cells = block.rows[index]
            line = read_line(index + 1, cells, columns)
            if not line.everything:
                carried = any(line.values.values()) or line.text
                reason = "" if carried and line.carried_text else "empty_row"
            elif is_header_again(cells, columns):
                reason = "repeated_header"
            elif is_column_count(cells):
                reason = "column_numbers"
            elif is_signature(line) and not line.number:
                reason = "signature_row"
            elif is_total(line) and not line.number:
                reason = "total_row"
            else:
                lines.append(line)
                continue
            if reason:
                self.skipped.append(Skipped(block.table, index + 1, reason, line.everything))
        return lines

    def _take(self, table: int, line: Line, following: Line | None) -> None:
        if opens_group(line, following, after_task=self._after_task):
            self._open(table, line)
        elif self._goes_on(line):
            self._continue(table, line)
        else:
            self._add(table, line)

    def heading_line(self, line: str) -> None:
        """A heading set as a paragraph above its own table."""
        number = cut_number(line)[0].rstrip(" .)/:-–")
        self._outline.heading(Heading(self._outline.style_of_heading(number), number, line))

    def new_annex(self) -> None:
        """Another annex begins: no heading is open any more."""
        self._tell_childless(self._outline.open)
        self._outline = Outline()
        self._after_task = False

    def _open(self, table: int, line: Line) -> None:
        self._column_group = ""
        number, text = full_text(line)
        style = self._outline.style_of_heading(number)
        lead = line.own.get(Role.LEAD, "") or line.own.get(Role.LEAD_WITH, "")
        heading = Heading(style, number, text, lead, line.own.get(Role.WHEN, ""))
        self._tell_childless(self._outline.closed_by(style))
        self._outline.heading(heading)
        self._pending.append((table, line, heading))
        if any(line.own.values()):
            self.skipped.append(Skipped(table, line.row, "heading_values", line.everything))
        self._after_task = False

    def _tell_childless(self, closed: Sequence[Heading]) -> None:
        """Headings that close without a task under them: a counted leaf is a task itself, any other is listed."""
        gone = [pending for pending in self._pending if any(pending[2] is heading for heading in closed)]
        if not gone:
            return
        table, line, leaf = gone[-1]
        if leaf.style is Style.DECIMAL and leaf is self._outline.open[-1]:
            self._outline.leave()
            self._add(table, line)
            return
        for table, line, _ in gone:
            self.skipped.append(Skipped(table, line.row, "heading_without_task", line.everything))
        self._pending = [pending for pending in self._pending if pending not in gone]

    def _goes_on(self, line: Line) -> bool:
        if line.bare and self._after_task and style_of(line.number) in (Style.BULLET, Style.LOWER):
            return not line.carries
        if not line.text or (line.carried_text and (line.carried_number or not line.number)):
            return True
        if line.number and not line.carried_number:
            return False
        if not self._after_task or line.carried_number or cut_number(line.text)[0]:
            return line.bare and self._after_task and not line.carries
        return (line.bare and not line.carries) or line.text[:1].islower()

    def _continue(self, table: int, line: Line) -> None:
        if not self.tasks or not (self._after_task or line.carried_text):
            self.skipped.append(Skipped(table, line.row, "row_without_task", line.everything))
            return
        task = self.tasks[-1]
        if line.text and not line.carried_text:
            broken = line.text[:1].islower() and not line.bare
            text = f"{line.number} {line.text}".strip() if line.bare else line.text
            task.text = f"{task.text}{' ' if broken else chr(10)}{text}"
        elif not any(line.own.values()):
            self.skipped.append(Skipped(table, line.row, "empty_row", line.everything))
        for role in VALUES:
            own = line.own.get(role, "")
            if own and own != task.values.get(role):
                before = task.values.get(role, "")
                task.values[role] = f"{before}\n{own}" if before else own
        task.extras.extend(line.extras)

    def _add(self, table: int, line: Line) -> None:
        number, text = line.number, line.text
        in_text, rest = cut_number(text)
        if not number and in_text:
            number, text = in_text, rest
        if style_of(number) is Style.BULLET:
            number = ""
        self._pending.clear()
        self._outline.task(number)
        heading, parents = self._outline.group, self._outline.parents
        self._column_group = line.group or self._column_group
        if self._column_group:
            heading, parents = self._column_group, (*parents, heading) if heading else parents
        values = dict(line.values)
        for role in (Role.LEAD, Role.WITH, Role.LEAD_WITH, Role.WHEN):
            if _is_ditto(values[role]) and self.tasks:
                values[role] = self.tasks[-1].values[role]
        inherited = self._outline.open[-1] if self._outline.open else None
        task = _Task(
            number.rstrip(" .)/:"), text, values, heading, parents, inherited, list(line.extras), [], table, line.row
        )
        self.tasks.append(task)
        self._after_task = True

    def _draft(self, task: _Task) -> DraftTask:
        doubts = list(task.doubts)
        lead, with_ = self._names(task, doubts)
        when_text = task.values[Role.WHEN].strip()
        if not when_text and task.inherited and task.inherited.when_text:
            when_text = task.inherited.when_text
            doubts.append(Doubt("when", "time_from_group"))
        reading = parse_when(when_text, year=self.year)
        doubts.extend(reading.doubts)
        if self._columns is not None and self._columns.guessed:
            doubts.append(Doubt("", "header_guessed"))
        if _SCANNED.search(task.text):
            doubts.append(Doubt("text", "text_unclear"))
        return DraftTask(
            number=task.number,
            group=task.heading,
            parents=task.parents,
            text=task.text,
            lead=lead,
            with_=with_,
            when_text=when_text,
            when=reading.when,
            product=task.values[Role.PRODUCT],
            note=task.values[Role.NOTE],
            extras=tuple(task.extras),
            doubts=tuple(doubts),
            table=task.table,
            row=task.row,
        )

    def _names(self, task: _Task, doubts: list[Doubt]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        lead_text, with_text = task.values[Role.LEAD], task.values[Role.WITH]
        both = task.values[Role.LEAD_WITH] or (lead_text if not with_text else "")
        if both:
            lead_text, with_text = split_roles(both)
        lead, partners = split_names(lead_text), split_names(with_text)
        if not lead.names and task.inherited:
            lead = self._lead_of_group(task.inherited, doubts)
        if not lead.names and (said := lead_in_text(task.text)):
            lead = Names(said)
            doubts.append(Doubt("lead", "lead_from_text"))
        elif not lead.names:
            doubts.append(Doubt("lead", "lead_missing"))
        for name, found in (("lead", lead), ("with", partners)):
            if found.unsure:
                doubts.append(Doubt(name, "names_unsure", {"text": lead_text if name == "lead" else with_text}))
            if any(_SCANNED.search(one) for one in found.names):
                doubts.append(Doubt(name, "text_unclear"))
        return lead.names, partners.names

    def _lead_of_group(self, heading: Heading, doubts: list[Doubt]) -> Names:
        """Tasks under a unit's name, or under a heading that has a lead of its own, are led by it."""
        text = heading.lead or cut_number(heading.text)[1]
        listed_by_unit = self._columns is not None and not self._columns.has(Role.LEAD, Role.LEAD_WITH)
        if not heading.lead and not (listed_by_unit and looks_like_unit(text)):
            return Names(())
        doubts.append(Doubt("lead", "lead_from_group"))
        return split_names(text) if heading.lead else Names((text,))


def _is_ditto(text: str) -> bool:
    return bool(text) and (text.strip() in _DITTO_MARKS or bool(_DITTO.match(fold_words(text))))


def _with_suggestions(drafts: Sequence[DraftTask]) -> list[DraftTask]:
    clear = Counter(draft.when_text for draft in drafts if not any(doubt.field == "when" for doubt in draft.doubts))
    if not clear:
        return list(drafts)
    common, count = clear.most_common(1)[0]
    hint = {"suggestion": common, "count": count, "of": len(drafts)}
    return [replace(draft, doubts=tuple(_suggesting(doubt, hint) for doubt in draft.doubts)) for draft in drafts]


def _suggesting(doubt: Doubt, hint: dict[str, object]) -> Doubt:
    if doubt.code not in ("time_unreadable", "time_missing"):
        return doubt
    return replace(doubt, details={**doubt.details, **hint})
