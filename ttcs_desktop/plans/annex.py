"""Annex (phụ lục) of a plan → draft tasks: finds the task tables and reads them; nothing is dropped without a word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.grids.block import Block
from ttcs_desktop.grids.word import read_word
from ttcs_desktop.plans.annex_columns import Columns, Header, Role, find_header, guess_columns
from ttcs_desktop.plans.annex_draft import Annex, DraftTask, Skipped
from ttcs_desktop.plans.annex_lines import Style, cut_number, style_of
from ttcs_desktop.plans.annex_rows import RowReader
from ttcs_desktop.plans.doubt import Doubt
from ttcs_desktop.vietnamese.text import fold

__all__ = ["Annex", "Doubt", "DraftTask", "Skipped", "annex_from_blocks", "read_annex"]

_YEAR = re.compile(r"(?<!thang \d )(?<!thang \d\d )\bnam (20\d\d)\b(?!\s*[-–])")
_PLAN_NUMBER = re.compile(r"(?:số|Số)\s*:?\s*(\d+\s*/\s*(?:\d{4}/)?[A-ZĐ]+[A-ZĐa-z&-]*)")


def read_annex(path: Path, *, year: int | None = None) -> Annex:
    """Reads a Word file. `year` is the plan's year; without it, the year the titles name is taken.

    Raises InvalidInput("file", …) with annex_no_table or a code of `grids.word.read_word`, and
    EnvironmentProblem("file_unreadable").
    """
    return annex_from_blocks(read_word(path), year=year)


def annex_from_blocks(blocks: Sequence[Block], *, year: int | None = None) -> Annex:
    """The same from tables that are already read, whatever they came from."""
    headers = _headers(blocks)
    first = next((block for block in blocks if block.table in headers), None)
    if first is None:
        raise InvalidInput("file", "annex_no_table")
    titles = _titles(blocks, first, headers[first.table])
    year = year or _year_of((*titles, *headers[first.table].columns.titles))
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
    if not tasks:
        raise InvalidInput("file", "annex_no_table")
    number = next((found[1] for line in titles if (found := _PLAN_NUMBER.search(line))), "")
    skipped = sorted([*reader.skipped, *unused], key=lambda one: (one.table, one.row))
    return Annex(tasks, tuple(skipped), titles, year, "".join(number.split()))


def _headers(blocks: Sequence[Block]) -> dict[int, Header]:
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


def _year_of(lines: Sequence[str]) -> int | None:
    """The one year the titles speak of; dates of documents ("ngày 28 tháng 10 năm 2025") do not count."""
    years = {year for line in lines for year in _YEAR.findall(" ".join(fold(line).split()))}
    return int(years.pop()) if len(years) == 1 else None


def _skipped_above(block: Block, header: Header) -> list[Skipped]:
    rows = enumerate(block.rows[: max(header.first, 0)], start=1)
    texts = ((row, " | ".join(cell.own_text for cell in cells if cell.own_text)) for row, cells in rows)
    return [Skipped(block.table, row, "title_row", text) for row, text in texts]


def _gist(block: Block) -> str:
    text = " | ".join(cell.own_text for row in block.rows for cell in row if cell.own_text)
    return " ".join(text.split())[:200]
