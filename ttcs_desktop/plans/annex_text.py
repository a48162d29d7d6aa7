"""An annex out of broken text, as a PDF gives it when copied, or a scan when read: columns and rows are put together
again. What was guessed is said as a doubt; what belongs to no task is listed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.plans.annex_draft import Annex, DraftTask, Skipped
from ttcs_desktop.plans.doubt import Doubt
from ttcs_desktop.plans.text_columns import Met, Parted, Parter
from ttcs_desktop.plans.text_offices import offices_in
from ttcs_desktop.plans.text_rows import TextRow, TextRows, numbered_rows, worded_rows
from ttcs_desktop.plans.text_words import Column, Phrase, phrases, words_of
from ttcs_desktop.plans.titles import plan_number, year_of
from ttcs_desktop.plans.when import parse_when
from ttcs_desktop.plans.wording import USUAL_OFFICES, USUAL_PARTNERS, USUAL_TIMES
from ttcs_desktop.vietnamese.text import fold, fold_words, nfc, tidy

_GLUED = re.compile(r"(?<=\b20\d\d)(?=[^\W\d_])")  # the end of a cell and the next line, run together
MAX_LINES = 4_000
_HEAD_WORDS = frozenset(
    "stt so tt thu tu nhiem vu giai phap noi dung cong viec hoat dong don vi co quan chu tri phoi hop thoi gian han "
    "thuc hien hoan thanh tien do ghi chu san pham ket qua phan to chuc".split()
)
_HEAD = re.compile(r"^(?:s ?t ?t|tt|so tt)\b|\b(?:nhiem vu|noi dung|cong viec)\b.*\b(?:chu tri|don vi chu|phoi hop)\b")
_LONGEST_HEAD = 14
_SCANNED = re.compile("[\ufffd¦¬~^{}<>\\\\|]|[a-zà-ỹ][0-9]+[a-zà-ỹ]")
_MARKED_SHARE, _LEAST_LETTERS = 0.06, 16


def annex_from_text(text: str, *, year: int | None = None, known: Mapping[str, str] | None = None) -> Annex:
    """Tasks out of a text without a table. `known` are short names and names of offices, each with its full name.

    Raises InvalidInput("file", …) with annex_no_table, or text_too_long.
    """
    lines = [line for line in _GLUED.sub("\n", nfc(text)).replace("\f", "\n").splitlines() if line.strip()]
    if len(lines) > MAX_LINES:
        raise InvalidInput("file", "text_too_long", lines=MAX_LINES)
    titles, body = _without_head(lines)
    # A number alone in its line was torn off its row; it is no piece of a phrase.
    counts = {place: words_of(line) for place, line in enumerate(body) if _is_count(line)}
    words = [() if place in counts else words_of(line) for place, line in enumerate(body)]
    offices = [*USUAL_OFFICES, *(known or {}), *(known or {}).values()]
    new = offices_in(body, offices)
    parted = Parter(_vocabulary([*offices, *new]), marked=not _lost_marks(" ".join(body))).part(words)
    parted = replace(parted, tasks=tuple(counts.get(place, kept) for place, kept in enumerate(parted.tasks)))
    found = _rows(parted)
    if not found.rows or not parted.met:
        raise InvalidInput("file", "annex_no_table")
    year = year or year_of(titles)
    builder = _Builder(found.rows, parted, frozenset(new), year)
    skipped = tuple(Skipped(1, number + len(titles) + 1, "row_without_task", left) for number, left in found.left)
    return Annex(builder.tasks(), skipped, tuple(titles), year, plan_number(titles))


def _without_head(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """The lines above the table, and those below its heads; without heads all lines are the table."""
    start = next((place for place, line in enumerate(lines) if _HEAD.search(fold_words(line))), None)
    if start is None:
        return [], list(lines)
    body: list[str] = []
    for place in range(start, len(lines)):
        is_head = place < start + _LONGEST_HEAD and set(fold_words(lines[place]).split()) <= _HEAD_WORDS
        if is_head or place == start:
            continue
        if _is_count(lines[place]) and place < start + _LONGEST_HEAD:
            body.append(lines[place])  # a number torn off by the head belongs to the rows
            continue
        body.extend(lines[place:] if not _heads_follow(lines, place, start) else [lines[place]])
        if not _heads_follow(lines, place, start):
            break
    return [tidy(line) for line in lines[:start]], _again(body)


def _heads_follow(lines: Sequence[str], place: int, start: int) -> bool:
    """Whether the heads are still under way: a line between them was broken in by the page's layout."""
    near = lines[place + 1 : start + _LONGEST_HEAD]
    return any(_HEAD.search(fold_words(line)) for line in near)


def _again(lines: Sequence[str]) -> list[str]:
    """Without heads repeated on later pages."""
    folded = ((line, fold_words(line)) for line in lines)
    return [line for line, plain in folded if not (_HEAD.search(plain) and set(plain.split()) <= _HEAD_WORDS)]


def _is_count(line: str) -> bool:
    return bool(re.fullmatch(r"\s*(?:[IVX]{1,5}|\d{1,3})\s*", line))


def _vocabulary(offices: Sequence[str]) -> list[Phrase]:
    said = ((Column.LEAD, offices), (Column.WITH, USUAL_PARTNERS), (Column.WHEN, USUAL_TIMES))
    return [phrase for column, texts in said for phrase in phrases(column, texts)]


def _rows(parted: Parted) -> TextRows:
    """The rows as their numbers tell, or, where the numbers were torn off, as the tasks' own words do."""
    numbered, worded = numbered_rows(parted.tasks), worded_rows(parted.tasks)
    expected = max(len(parted.of(Column.WHEN)), len(parted.of(Column.WITH)))
    if abs(len(numbered.rows) - expected) <= abs(len(worded.rows) - expected):
        return numbered
    return worded


@dataclass(slots=True)
class _Builder:
    """Joins rows with what their columns say."""

    rows: Sequence[TextRow]
    parted: Parted
    new_offices: frozenset[str]
    year: int | None
    _ordered: set[Column] = field(default_factory=set)

    def tasks(self) -> tuple[DraftTask, ...]:
        cells = {column: self._cells(column) for column in Column}
        made = []
        for place, row in enumerate(self.rows):
            said = {column: cells[column][place] for column in Column}
            made.append(self._draft(row, said, first=not place))
        return tuple(made)

    def _cells(self, column: Column) -> list[list[Met]]:
        """What a column says for each row: by where it stands, or by order where the page's layout tore it away."""
        met = self.parted.of(column)
        standing = [[one for one in met if row.first <= one.first <= row.last] for row in self.rows]
        if all(len(cell) == 1 for cell in standing):
            return standing
        joined_cells = _bulleted_together(met) if column is Column.LEAD else [[one] for one in met]
        if len(joined_cells) == len(self.rows):
            if joined_cells != standing:
                self._ordered.add(column)
            return joined_cells
        return standing

    def _draft(self, row: TextRow, said: Mapping[Column, list[Met]], *, first: bool) -> DraftTask:
        doubts = [Doubt("", "text_rebuilt")] if first else []
        if _unclear(row.text) or not row.text:
            doubts.append(Doubt("text", "text_unclear"))
        if row.number_unsure and row.number:
            doubts.append(Doubt("text", "number_guessed", {"number": row.number}))
        lead = self._names("lead", said[Column.LEAD], doubts, ordered=Column.LEAD in self._ordered)
        partners = self._names("with", said[Column.WITH], doubts, ordered=False)
        if not lead:
            doubts.append(Doubt("lead", "lead_missing"))
        elif len(said[Column.LEAD]) > 1 and not all(one.bulleted for one in said[Column.LEAD]):
            written = "; ".join(one.written for one in said[Column.LEAD])
            doubts.append(Doubt("lead", "names_unsure", {"text": written}))
        times = said[Column.WHEN]
        written = _time_of(times[0]) if times else ""
        reading = parse_when(written, year=self.year)
        doubts.extend(reading.doubts)
        if times and written != times[0].written:
            doubts.append(Doubt("when", "time_guessed", {"text": times[0].written}))
        elif len(times) > 1:
            doubts.append(Doubt("when", "several_dates"))
        elif times and Column.WHEN in self._ordered:
            doubts.append(Doubt("when", "order_guessed"))
        return DraftTask(
            number=row.number,
            group=row.heading,
            parents=(),
            text=row.text,
            lead=lead,
            with_=partners,
            when_text=written,
            when=reading.when,
            product="",
            note="",
            extras=(),
            doubts=tuple(doubts),
            table=1,
            row=row.first + 1,
        )

    def _names(self, where: str, met: Sequence[Met], doubts: list[Doubt], *, ordered: bool) -> tuple[str, ...]:
        names = []
        for one in met:
            name = one.phrase.text
            names.append(name)
            if one.wrong or _marked(one.written) != _marked(name):
                doubts.append(Doubt(where, "name_guessed", {"text": tidy(one.written), "name": name}))
            if name in self.new_offices:
                doubts.append(Doubt(where, "office_new", {"text": name}))
        if ordered and met:
            doubts.append(Doubt(where, "order_guessed"))
        return tuple(dict.fromkeys(names))


def _time_of(met: Met) -> str:
    """A time as written, or, where letters, marks or dashes were lost, as it is usually written with these digits."""
    digits = iter(re.sub(r"\D", "", met.written))
    usual = re.sub("#", lambda _: next(digits, "#"), met.phrase.text)
    sound = not met.wrong and _has_marks(met.written) and met.written.count("-") == usual.count("-")
    return met.written if sound else usual


def _has_marks(text: str) -> bool:
    return fold(text) != text.casefold()


def _bulleted_together(met: Sequence[Met]) -> list[list[Met]]:
    """Leads with bullets that follow each other are of one cell."""
    cells: list[list[Met]] = []
    for bulleted, group in groupby(met, key=lambda one: one.bulleted):
        found = list(group)
        cells.extend([found] if bulleted else [[one] for one in found])
    return cells


def _marked(text: str) -> str:
    """Letters and digits with their marks."""
    return re.sub(r"[\W_]", "", nfc(text).casefold())


def _unclear(text: str) -> bool:
    """Letters that scans leave, or a text that lost its marks."""
    return bool(_SCANNED.search(text)) or _lost_marks(text)


def _lost_marks(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    marked = sum(1 for char in letters if fold(char) != char.casefold())
    return len(letters) >= _LEAST_LETTERS and marked < _MARKED_SHARE * len(letters)
