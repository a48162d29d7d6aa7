"""Annex (phụ lục) of a plan → draft tasks: finds the task tables and reads them; nothing is dropped without a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.grids.block import Block
from ttcs_desktop.grids.pasted import Pasted
from ttcs_desktop.grids.source import Source, pasted_source, read_source
from ttcs_desktop.plans.annex_columns import Columns, Header, Role, find_header, guess_columns, is_play_log
from ttcs_desktop.plans.annex_draft import Annex, DraftTask, Skipped
from ttcs_desktop.plans.annex_lines import Style, cut_number, style_of
from ttcs_desktop.plans.annex_rows import RowReader
from ttcs_desktop.plans.annex_text import annex_from_text
from ttcs_desktop.plans.doubt import Doubt
from ttcs_desktop.plans.titles import plan_number, year_of
from ttcs_desktop.vietnamese.text import fold

__all__ = ["Annex", "Doubt", "DraftTask", "Skipped", "annex_from_blocks", "pasted_annex", "read_annex"]

# How many tasks tell whether a table is an annex, and how much of its times may be no time at all.
_TELLING, _UNREAD = 3, 0.8


def read_annex(path: Path, *, year: int | None = None, known: Mapping[str, str] | None = None) -> Annex:
    """Reads a file of Word, Excel or text. `year` is the plan's year; without it, the year the titles name is taken.

    `known` are names of offices that broken text may be told by. Raises InvalidInput("file", …) with annex_no_table,
    annex_is_play_log, annex_unlike, text_too_long or a code of `grids.source.read_source`, and
    EnvironmentProblem("file_unreadable").
    """
    return _annex_of(read_source(path), year, known)


def pasted_annex(pasted: Pasted, *, year: int | None = None, known: Mapping[str, str] | None = None) -> Annex:
    """The same out of what was copied. Raises InvalidInput("file", …) with paste_no_table, paste_empty,
    paste_too_large, text_too_long.
    """
    try:
        return _annex_of(pasted_source(pasted), year, known)
    except InvalidInput as error:
        if error.code == "annex_no_table":
            raise InvalidInput("file", "paste_no_table") from error
        raise


def _annex_of(source: Source, year: int | None, known: Mapping[str, str] | None) -> Annex:
    try:
        return annex_from_blocks(source.blocks, year=year)
    except InvalidInput as error:
        if error.code != "annex_no_table" or not source.text.strip():
            raise
    return annex_from_text(source.text, year=year, known=known)


def annex_from_blocks(blocks: Sequence[Block], *, year: int | None = None) -> Annex:
    """The same from tables that are already read, whatever they came from."""
    every = blocks
    _refuse_play_log(blocks)
    blocks, headers, sheets = _one_sheet(blocks, _headers(blocks))
    first = next((block for block in blocks if block.table in headers), None)
    if first is None:
        raise InvalidInput("file", "annex_no_table")
    titles = _titles(blocks, first, headers[first.table])
    year = year or year_of((*titles, *headers[first.table].columns.titles))
    reader = RowReader(year)
    used: set[int] = set()
    columns: Columns | None = None
    unused: list[Skipped] = []
    captions = _captions(blocks, headers)
    for block in blocks:
        if block.parent in used:
            continue
        header = headers.get(block.table)
        if header is not None and used and _begins_annex(block):
            reader.new_annex()
        if block.table in captions:
            reader.heading_line(captions[block.table])
        if header is not None:
            columns = header.columns
            reader.skipped.extend(_skipped_above(block, header))
            reader.read(block, columns, header.last + 1)
            used.add(block.table)
        elif columns is not None and _fits(block, columns):
            reader.read(block, columns, 0)
            used.add(block.table)
        elif block.width:
            unused.append(Skipped(block.table, 0, "other_table", _gist(block)))
    tasks = reader.drafts()
    _refuse_no_annex(tasks)
    if sheets:
        asked = Doubt("", "sheet_chosen", {"sheet": first.sheet, "others": _quoted([one.sheet for one in sheets])})
        tasks = (replace(tasks[0], doubts=(asked, *tasks[0].doubts)), *tasks[1:])
    unused.extend(_left_sheet(one, told=one in sheets) for one in every if one.sheet and one not in blocks)
    skipped = sorted([*reader.skipped, *unused], key=lambda one: (one.table, one.row))
    return Annex(tasks, tuple(skipped), titles, year, plan_number(titles))


def _headers(blocks: Sequence[Block]) -> Mapping[int, Header]:
    """Headers by table. Tables that assign or date tasks are preferred to mere lists; a guess is the last resort."""
    found = {block.table: header for block in blocks if (header := find_header(block))}
    telling = {
        table: header
        for table, header in found.items()
        if header.columns.has(Role.LEAD, Role.LEAD_WITH, Role.WITH, Role.WHEN)
    }
    if telling or found:
        return telling or found
    guesses = ((block, guess_columns(block)) for block in blocks)
    return {block.table: Header(-1, -1, columns) for block, columns in guesses if columns}


def _one_sheet(
    blocks: Sequence[Block], headers: Mapping[int, Header]
) -> tuple[Sequence[Block], Mapping[int, Header], list[Block]]:
    """Of a workbook the first sheet with a task table alone (the open one comes first), and the others that have one.

    Sheets are versions of each other more often than parts, so they are never read together.
    """
    tables = [block for block in blocks if block.table in headers]
    if not tables or not tables[0].sheet:
        return blocks, headers, []
    taken = tables[0]
    return [taken], {taken.table: headers[taken.table]}, tables[1:]


def _refuse_play_log(blocks: Sequence[Block]) -> None:
    if any(is_play_log(block) for block in blocks):
        raise InvalidInput("file", "annex_is_play_log")


def _refuse_no_annex(tasks: Sequence[DraftTask]) -> None:
    """Nobody leads anything and next to no time can be read: a table of something else, such as hours of broadcast."""
    if not tasks:
        raise InvalidInput("file", "annex_no_table")
    if len(tasks) < _TELLING or any(task.lead for task in tasks):
        return
    unread = sum(1 for task in tasks if any(doubt.code == "time_unreadable" for doubt in task.doubts))
    if unread >= _UNREAD * len(tasks):
        raise InvalidInput("file", "annex_unlike")


def _left_sheet(block: Block, *, told: bool) -> Skipped:
    return Skipped(block.table, 0, "other_sheet" if told else "other_table", f"{block.sheet}: {_gist(block)}")


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)


def _titles(blocks: Sequence[Block], first: Block, header: Header) -> tuple[str, ...]:
    lines = [line for block in blocks if block.table <= first.table for line in block.before]
    above = [cell.own_text for row in first.rows[: max(header.first, 0)] for cell in row if cell.own_text]
    return (*lines, *above)


def _fits(block: Block, columns: Columns) -> bool:
    """A table without header goes on with the one before when it has its columns; blank ones beyond do not matter."""
    width = len(columns.roles)
    beyond = any(cell.own_text for row in block.rows for cell in row[width:])
    return block.width >= width > 2 and not beyond


def _begins_annex(block: Block) -> bool:
    return any(fold(line).startswith(("phu luc", "bieu")) for line in block.before)


def _captions(blocks: Sequence[Block], headers: Mapping[int, Header]) -> dict[int, str]:
    """Headings set as paragraphs: where several task tables each follow a numbered line, it is their group."""
    last = {block.table: block.before[-1] for block in blocks if block.table in headers and block.before}
    found = {
        table: line
        for table, line in last.items()
        if style_of(cut_number(line)[0]) in (Style.ROMAN, Style.LETTER, Style.DECIMAL)
    }
    return found if len(found) > 1 else {}


def _skipped_above(block: Block, header: Header) -> list[Skipped]:
    rows = enumerate(block.rows[: max(header.first, 0)], start=1)
    texts = ((row, " | ".join(cell.own_text for cell in cells if cell.own_text)) for row, cells in rows)
    return [Skipped(block.table, row, "title_row", text) for row, text in texts]


def _gist(block: Block) -> str:
    text = " | ".join(cell.own_text for row in block.rows for cell in row if cell.own_text)
    return " ".join(text.split())[:200]
