"""A list of topics copied out of Excel or Word: its columns known by their heads, shown before anything is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.content.topics.model import TopicEntry
from ttcs_desktop.content.topics.typed import parse_span, parse_wanted
from ttcs_desktop.content.topics.wording import HEADS
from ttcs_desktop.vietnamese.text import fold_words, tidy
from ui.kit.table.blocks import Block
from ui.kit.table.columns import Column, Edit
from ui.kit.table.model import TableModel
from ui.kit.table.paste import PastePlan, plan_paste

FIELDS = ("code", "text", "field", "giver", "span", "wanted")
_TITLES = ("Mã", "Chủ đề", "Lĩnh vực", "Giao tại", "Kỳ", "Cần")
_LONGEST_CODE = 12
_MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list to come."""

    number: int


@dataclass(frozen=True, slots=True)
class PastedList:
    """What the clipboard holds: the columns it is shown in, cell by cell, and the topics that can be read."""

    columns: tuple[Column[Any], ...]
    plan: PastePlan
    entries: tuple[TopicEntry, ...]
    lost: int


def read_list(block: Block, year: int) -> PastedList | None:
    """The topics of a block of cells; None when it holds no words.

    Cells that cannot be read stay empty; a row without the text of a topic is left out.

    Raises:
        InvalidInput: `paste_too_large`.
    """
    arranged = _arranged([row for row in block if any(tidy(cell) for cell in row)])
    if not arranged:
        return None
    if len(arranged) > _MOST_ROWS:
        raise InvalidInput("", "paste_too_large")
    columns = _columns(year)
    model = TableModel(columns, key=lambda one: one.number)
    model.show_rows([Line(number) for number in range(len(arranged))])
    plan = plan_paste(model, arranged, 0, 0)
    entries = _entries(plan.edits(), len(arranged))
    return PastedList(tuple(columns), plan, entries, len(arranged) - len(entries))


def _columns(year: int) -> list[Column[Line]]:
    def needed(text: str) -> object:
        if not tidy(text):
            raise InvalidInput("text", "topic_text_missing")
        return tidy(text)

    parsers = {
        "code": tidy,
        "text": needed,
        "field": tidy,
        "giver": tidy,
        "span": lambda text: parse_span(text, year),
        "wanted": parse_wanted,
    }
    return [Column(title, lambda _: None, parse=parsers[name]) for name, title in zip(FIELDS, _TITLES, strict=True)]


def _entries(edits: Sequence[Edit], count: int) -> tuple[TopicEntry, ...]:
    lines: list[dict[str, Any]] = [{} for _ in range(count)]
    for edit in edits:
        if edit.new not in (None, ""):
            lines[edit.row.number][FIELDS[edit.column]] = edit.new
    return tuple(replace(TopicEntry(""), **line) for line in lines if line.get("text"))


def _arranged(block: Block) -> Block:
    """The block with its columns in our order, without its row of heads."""
    if not block:
        return []
    heads = _heads(block[0])
    if len(heads) >= 2 and "text" in heads:
        return [[row[heads[name]] if name in heads else "" for name in FIELDS] for row in block[1:]]
    if len(block[0]) == 1:
        return [["", row[0], "", "", "", ""] for row in block]
    coded = all(len(tidy(row[0])) <= _LONGEST_CODE for row in block)
    rows = block if coded else [["", *row] for row in block]
    return [(row + [""] * len(FIELDS))[: len(FIELDS)] for row in rows]


def _heads(row: Sequence[str]) -> dict[str, int]:
    """Which column is which, by what stands at its head; the first that fits counts."""
    found: dict[str, int] = {}
    for at, cell in enumerate(row):
        words = fold_words(cell)
        exact = next((name for name, known in HEADS.items() if words in known), "")
        like = next(
            (name for name, known in HEADS.items() if words and any(len(one) > 3 and one in words for one in known)), ""
        )
        name = exact or like
        if name and name not in found:
            found[name] = at
    return found
