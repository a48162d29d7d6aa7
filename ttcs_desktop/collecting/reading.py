"""What an agency's file or table says: numbers by line of the form, the three parts in words, and every doubt.

Nothing is saved: the officer looks at what was read, mends it and takes it in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.collecting.forms import Asked
from ttcs_desktop.vietnamese.text import fold_words, tidy
from ttcs_desktop.vietnamese.typed import format_number, parse_number

if TYPE_CHECKING:
    from ttcs_desktop.grids.block import Block
    from ttcs_desktop.grids.pasted import Pasted

# Heads of the column whose numbers count, folded, the most telling first.
_COUNTING = ("so lieu", "ket qua", "so luong", "thuc hien", "trong ky", "ky nay", "nam nay", "gia tri", "so bao cao")
_NOT_COUNTING = ("stt", "tt", "so tt", "ma", "nam truoc", "cung ky", "ke hoach", "chi tieu giao", "ghi chu", "so sanh")
_PARTS = (
    ("difficulties", re.compile(r"(?:kho khan|vuong mac|ton tai|han che|nguyen nhan)")),
    ("proposals", re.compile(r"(?:de xuat|kien nghi|phuong huong|nhiem vu trong tam)")),
    ("results", re.compile(r"(?:ket qua|cong tac chi dao|tinh hinh thuc hien|noi dung thuc hien)")),
)
_NUMBERED = re.compile(r"^\s*(?:phan thu \w+|[ivx]{1,4}|\d{1,2}|[a-z])\s*[.):]?\s+")
_CLOSING = re.compile(r"^(?:noi nhan|tren day la bao cao|tm\.?\s|kt\.?\s|thu truong|truong phong)")
_LONGEST_HEADING = 110
_LEAST_ALIKE = 0.6
_LIKE_A_NUMBER = re.compile(r"[-−]?\d[\d.,\s]*")
_SPARE = frozenset("so tong cac da duoc trong nam ky va cua tren tai theo".split())


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something to look at: the line's code (empty for the whole), what about it, and the words it fills."""

    code_of_line: str
    code: str
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as it was read, to be looked through."""

    figures: tuple[tuple[str, Decimal], ...] = ()
    results: str = ""
    difficulties: str = ""
    proposals: str = ""
    doubts: tuple[Doubt, ...] = ()
    source_name: str = ""
    source_sha256: str = ""

    def doubts_of(self, code: str) -> tuple[Doubt, ...]:
        """The doubts of one line, or of the whole for an empty code."""
        return tuple(one for one in self.doubts if one.code_of_line == code)


def read_report(path: Path, asked: Sequence[Asked], form: Sequence[Asked]) -> Draft:
    """Read a file of Word, Excel or text.

    Args:
        asked: the lines this agency is asked for; `form` are all lines there are.

    Raises:
        InvalidInput, EnvironmentProblem: codes of `grids`.
    """
    from ttcs_desktop.grids.container import is_office, read_bytes  # noqa: PLC0415  only who reads a file pays
    from ttcs_desktop.grids.source import read_source  # noqa: PLC0415
    from ttcs_desktop.grids.word_text import word_lines  # noqa: PLC0415

    source, data = read_source(path), read_bytes(path)
    lines = source.text.splitlines()
    if is_office(data) and not source.text:
        try:
            lines = [line.text for line in word_lines(data)]
        except InvalidInput:  # a workbook has no running text
            lines = []
    return _draft(source.blocks, lines, asked, form, (path.name, sha256_hex(data)))


def read_pasted_report(pasted: Pasted, name: str, asked: Sequence[Asked], form: Sequence[Asked]) -> Draft:
    """Read what was copied in Excel, Word or a mail; `name` stands where a file's name would.

    Raises:
        InvalidInput: codes of `grids`, such as `paste_empty`.
    """
    digest = sha256_hex(f"{pasted.html}\0{pasted.text}".encode("utf-8", "replace"))
    blocks = pasted.blocks()
    return _draft(blocks, pasted.text.splitlines(), asked, form, (name, digest))


def _draft(
    blocks: Sequence[Block],
    lines: Sequence[str],
    asked: Sequence[Asked],
    form: Sequence[Asked],
    source: tuple[str, str],
) -> Draft:
    reader = _Figures({one.code for one in asked}, form)
    for block in blocks:
        reader.read(block)
    tabled = {fold_words(cell.text) for block in blocks for row in block.rows for cell in row}
    rows = {fold_words(" ".join(c.own_text for c in row if c.own_text)) for block in blocks for row in block.rows}
    parts = narrative([line for line in lines if "\t" not in line and fold_words(line) not in tabled | rows])
    reader.compare()
    doubts = reader.doubts
    if not reader.found and not any(parts.values()):
        doubts = [Doubt("", "nothing_found"), *doubts]
    figures = tuple((one.code, reader.found[one.code]) for one in form if one.code in reader.found)
    return Draft(figures, **parts, doubts=tuple(doubts), source_name=source[0], source_sha256=source[1])


def narrative(lines: Sequence[str]) -> dict[str, str]:
    """The running text by its parts, told by their headings; text before the first heading is left out."""
    parts: dict[str, list[str]] = {"results": [], "difficulties": [], "proposals": []}
    at = ""
    for line in map(tidy, lines):
        part, rest = _heading(line)
        if part:
            at = part
            parts[at] += [rest] if rest else []
        elif at and _CLOSING.match(fold_words(line) + " "):
            at = ""
        elif at and line:
            parts[at].append(line)
    return {name: "\n".join(found) for name, found in parts.items()}


def _heading(line: str) -> tuple[str, str]:
    """The part a heading begins, and what it says after its colon."""
    head, colon, rest = line.partition(":")
    words = fold_words(head)
    bare = _NUMBERED.sub("", words)
    numbered = bare != words or line.isupper() or bool(colon)
    if not numbered or len(head) > _LONGEST_HEADING:
        return "", ""
    for part, marks in _PARTS:
        if marks.match(bare):
            return part, rest.strip()
    return "", ""


class _Figures:
    """Finds numbers in tables and says what is doubtful."""

    def __init__(self, asked: set[str], form: Sequence[Asked]) -> None:
        self._asked, self._form = asked, form
        self.found: dict[str, Decimal] = {}
        self.doubts: list[Doubt] = []

    def read(self, block: Block) -> None:
        """Take the numbers of a table."""
        counting: int | None = None
        skipped: set[int] = set()
        for row in block.rows:
            cells = [tidy(cell.own_text) for cell in row]
            heads = [fold_words(cell) for cell in cells]
            told = _counting_column(heads)
            if told is not None and not any(_numbers(cells, skipped)):
                counting, skipped = told, {at for at, head in enumerate(heads) if head.startswith(_NOT_COUNTING)}
                continue
            self._row(cells, counting, skipped)

    def compare(self) -> None:
        """Doubt a number that is more than the one it is part of."""
        by_code = {one.code: one for one in self._form}
        for one in self._form:
            most = self.found.get(one.at_most)
            value = self.found.get(one.code)
            if most is not None and value is not None and value > most:
                self._doubt(one.code, "more_than", name=by_code[one.at_most].name, most=format_number(most))

    def _row(self, cells: list[str], counting: int | None, skipped: set[int]) -> None:
        label, line, sure = self._line_of(cells)
        places = list(_numbers(cells, skipped | {0} if len(cells) > 2 and _is_ordinal(cells[0]) else skipped))
        after = [at for at in places if cells[at] != label]
        if counting is not None and counting < len(cells) and cells[counting] and counting not in after:
            after = [counting] if line is not None else after
        if line is None:
            if label and after:
                self._doubt("", "label_unknown", label=label, value=cells[after[-1]])
            return
        if not after:
            return
        at = counting if counting in after else after[-1]
        if not sure:
            self._doubt(line.code, "label_guessed", label=label)
        if counting is None and len(after) > 1:
            values = "; ".join(cells[place] for place in after)
            self._doubt(line.code, "several_numbers", values=values, taken=cells[at or 0])
        self._take(line, cells[at or 0])

    def _take(self, line: Asked, text: str) -> None:
        try:
            read = parse_number(text.removesuffix(line.unit).strip(), whole=True)
        except InvalidInput as error:
            self._doubt(line.code, error.code, value=text, readings=error.details.get("readings", ()))
            return
        if read is None:
            return
        if read < 0:
            self._doubt(line.code, "value_negative", value=text)
        elif line.code not in self._asked:
            self._doubt("", "not_asked", name=line.name, value=format_number(read))
        elif line.code not in self.found:
            self.found[line.code] = Decimal(read)
        elif self.found[line.code] != read:
            taken = format_number(self.found[line.code])
            self._doubt(line.code, "told_twice", taken=taken, value=format_number(read))

    def _line_of(self, cells: Sequence[str]) -> tuple[str, Asked | None, bool]:
        """The words of a row, the line of the form they mean, and whether that is sure."""
        for cell in cells:
            known = next((one for one in self._form if cell.upper().removeprefix("TTCS-") == one.code), None)
            if known is not None:
                return cell, known, True
        label = max(cells, key=lambda cell: sum(char.isalpha() for char in cell), default="")
        words = set(fold_words(label).split()) - _SPARE
        if not words or not any(char.isalpha() for char in label):
            return "", None, False
        ranked = sorted(((_alike(words, one.name), one) for one in self._form), key=lambda pair: -pair[0])
        best, line = ranked[0] if ranked else (0.0, None)
        rival = ranked[1][0] if len(ranked) > 1 else 0.0
        if line is None or best < _LEAST_ALIKE or best == rival:
            return label, None, False
        return label, line, best > 0.99

    def _doubt(self, line: str, code: str, **details: object) -> None:
        self.doubts.append(Doubt(line, code, details))


def _alike(words: set[str], name: str) -> float:
    """How alike two labels are, by the words they share: 1 for the same."""
    others = set(fold_words(name).split()) - _SPARE
    return 2 * len(words & others) / (len(words) + len(others)) if words and others else 0.0


def _counting_column(heads: Sequence[str]) -> int | None:
    """The column whose head says that it holds the numbers; the most telling head wins."""
    for wanted in _COUNTING:
        for at, head in enumerate(heads):
            if head.startswith(wanted) and not head.startswith(_NOT_COUNTING):
                return at
    return None


def _numbers(cells: Sequence[str], skipped: set[int]) -> Iterator[int]:
    """Where a row has something like a number, perhaps with its unit after it."""
    for at, cell in enumerate(cells):
        if at not in skipped and len(cell) <= 40 and _LIKE_A_NUMBER.match(cell):
            yield at


def _is_ordinal(cell: str) -> bool:
    return cell.rstrip(".)").isdigit() and len(cell) <= 3
