"""One row of an annex table, read by its columns: its number, its text, and what stands in the other columns."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping, Sequence

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.grids.block import Cell, Merge
from ttcs_desktop.plans.annex_columns import Columns, Role
from ttcs_desktop.vietnamese.text import fold_words

VALUES = (Role.LEAD, Role.LEAD_WITH, Role.WITH, Role.WHEN, Role.PRODUCT, Role.NOTE, Role.OTHER)
_ASSIGNED = (Role.LEAD, Role.LEAD_WITH, Role.WITH, Role.WHEN, Role.PRODUCT)
_NUMBERED = re.compile(
    r"^\s*(?P<number>(?:(?:[IVXLC]+|[A-ZĐ]|\d{1,3}(?:\.\d{1,3})*|[a-zđ])\s?[.):/]|\d{1,3}(?:\.\d{1,3})+|[IVXLC]+\s?[-–]"
    r"|\d{1,3}\s[-–]|[-–+•*]))\s+(?P<text>\S.*)$",
    re.DOTALL,
)
_MARKS = frozenset(["x", "v", "√", "✓", "✔", "+", "●", "•"])


class Style(enum.StrEnum):
    """How a row is numbered; the outline of an annex is told by it."""

    LETTER = "letter"
    ROMAN = "roman"
    DECIMAL = "decimal"
    DOTTED = "dotted"
    LOWER = "lower"
    BULLET = "bullet"
    NONE = "none"


_DECIMAL_COMMA = re.compile(r"^(\d+),(\d+)$")
_LONGEST_NUMBER = 8  # a longer text in the number column is a heading somebody did not merge
_SHAPES = (
    (Style.ROMAN, re.compile(r"[IVXLC]+\s?[-–]?")),
    (Style.LETTER, re.compile(r"[A-ZĐ]")),
    (Style.DECIMAL, re.compile(r"\d{1,3}\s?[-–]?")),
    (Style.DOTTED, re.compile(r"\d{1,3}(?:\.\d{1,3})+")),
    (Style.LOWER, re.compile(r"[a-zđ]|[ivx]+")),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One row. `values` hold what counts for the row, `own` only what stands in the row itself, not carried down."""

    row: int
    number: str
    text: str
    values: Mapping[Role, str]
    own: Mapping[Role, str]
    extras: tuple[tuple[str, str], ...]
    carried_text: bool
    carried_number: bool
    merged: bool
    bold: bool
    group: str
    everything: str

    @property
    def style(self) -> Style:
        return style_of(self.number)

    @property
    def bare(self) -> bool:
        """Nothing but a number and a text of its own."""
        return not any(self.own.get(role) for role in _ASSIGNED)

    @property
    def carries(self) -> bool:
        """A lead or a time is carried down to it."""
        return any(self.values.get(role) for role in (Role.LEAD, Role.LEAD_WITH, Role.WHEN))


def style_of(number: str) -> Style:
    """The style of "II.", "1.2", "b)", "-" and the like."""
    bare = number.strip(" .)(:/")
    if not bare:
        return Style.NONE
    if bare[0] in "-–+•*":
        return Style.BULLET
    return next((style for style, shape in _SHAPES if shape.fullmatch(bare)), Style.NONE)


def cut_number(text: str) -> tuple[str, str]:
    """A number written before its text, and the text; "" and the text where there is none."""
    found = _NUMBERED.match(text)
    return (found["number"].strip(), found["text"]) if found else ("", text)


def read_line(row: int, cells: Sequence[Cell], columns: Columns) -> Line:
    """Row `row` (counted from 1) as the columns understand it."""
    task = columns.of(Role.TASK)[0]
    cell = cells[task]
    origin = task
    while cells[origin].merge is Merge.FROM_LEFT and origin > 0:
        origin -= 1
    covered_by_text = range(origin, origin + cells[origin].col_span)
    numbers = [column for column in columns.of(Role.NUMBER) if column not in covered_by_text]
    number_cell = cells[numbers[0]] if numbers else None
    number, text = _one_line(number_cell.text if number_cell else ""), cell.text
    number = _DECIMAL_COMMA.sub(r"\1.\2", number)  # 1.2 kept by Excel as a number shows as 1,2
    if not text and len(number) > _LONGEST_NUMBER:
        number, text, origin = "", number, numbers[0]
    merged = any(column in covered_by_text and column != task for role in _ASSIGNED for column in columns.of(role))
    values = {role: _value(cells, columns, role, covered_by_text, own=False) for role in VALUES}
    own = {role: _value(cells, columns, role, covered_by_text, own=True) for role in VALUES}
    group = columns.of(Role.GROUP)
    return Line(
        row=row,
        number=number,
        text=text,
        values=values,
        own=own,
        extras=tuple(
            (columns.titles[column], cells[column].text)
            for column in columns.of(Role.OTHER)
            if cells[column].text and cells[column].merge is not Merge.FROM_LEFT and column not in covered_by_text
        ),
        carried_text=cells[origin].merge is Merge.FROM_ABOVE,
        carried_number=number_cell is not None and number_cell.merge is Merge.FROM_ABOVE,
        merged=merged,
        bold=cells[origin].bold or (cells[origin].text.isupper() and len(cells[origin].text) > 8),
        group=_one_line(cells[group[0]].text) if group and not merged else "",
        everything=" | ".join(_one_line(cell.own_text) for cell in cells if cell.own_text),
    )


def is_column_count(cells: Sequence[Cell]) -> bool:
    """The row under a header that numbers the columns: (1) (2) (3) …, or A B 1 2 3."""
    texts = [cell.own_text.strip(" ()[]") for cell in cells if cell.own_text]
    digits = [int(text) for text in texts if text.isdecimal()]
    plain = all(re.fullmatch(r"\d{1,2}|[A-H]", text) for text in texts)
    return len(texts) >= 3 and plain and len(digits) >= 2 and digits == list(range(digits[0], digits[0] + len(digits)))


def is_total(line: Line) -> bool:
    """A sum at the foot: "Tổng cộng", "Cộng"."""
    words = fold_words(line.text or line.everything)
    return line.bare and bool(re.match(r"tong cong\b|tong so\b|(?:tong|cong)(?: \d.*)?$", words))


def is_signature(line: Line) -> bool:
    """The foot of the paper set as table rows: receivers, authority and signer."""
    words = fold_words(line.everything)
    return bool(re.match(r"noi nhan\b|tm (?:ubnd|uy ban)|kt chu tich|nguoi lap (?:bieu|bang)|luu vt\b", words))


def _value(cells: Sequence[Cell], columns: Columns, role: Role, text: range, *, own: bool) -> str:
    """What the columns of `role` say; positions under the cell of the `text` belong to it, whatever their column."""
    found: list[tuple[int, str]] = []
    for column in columns.of(role):
        cell = cells[column]
        if column in text or cell.merge is Merge.FROM_LEFT or (own and cell.merge is Merge.FROM_ABOVE) or not cell.text:
            continue
        found.append((column, cell.text))
    if role is Role.WHEN and len(columns.of(role)) > 1:
        return _several_times(found, columns)
    return "\n".join(text for _, text in found)


def _several_times(found: Sequence[tuple[int, str]], columns: Columns) -> str:
    """A time spread over columns: quarters that are ticked, or a begin and an end."""
    parts = []
    for column, text in found:
        title = columns.titles[column].split(" / ")[-1]
        parts.append(title if fold_words(text) in _MARKS or text.strip() in _MARKS else text)
    first = fold_words(columns.titles[columns.of(Role.WHEN)[0]])
    spans = len(parts) == 2 and ("bat dau" in first or first.endswith(("tu", "tu ngay")))
    return (" – " if spans else ", ").join(parts)


def _one_line(text: str) -> str:
    return " ".join(text.split())
