"""What a table that goes out is made of, and the one rule that keeps a text from becoming a formula."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

from ttcs_desktop.basics.values import dataclass

Fact: TypeAlias = str | int | float | Decimal | bool | dt.date | dt.datetime | dt.time | None
"""A cell's content: a number stays a number, a day a day; None and "" are an empty cell."""

LONGEST: Final = 32_767  # UTF-16 units that a cell of Excel holds
_STARTS: Final = "=+-@"
_OPENS: Final = frozenset("\t\r\n")
# "-5", "+12,5", "-8.412 %": worth what it says, whoever works it out. Longer ones are telephone numbers.
_NUMBER: Final = re.compile(r"[+-]\d{1,8}(?:[.,]\d{1,8}){0,3}(?:\u00a0| )?%?")
_UNPRINTABLE: Final = frozenset({"Cc", "Cs", "Co", "Cn"})
_UNSEEN: Final = frozenset({"Cf", "Zs", "Zl", "Zp", "Cc"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its heads and rows of as many cells. `name` is what a workbook calls it."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Fact, ...], ...]


def sheet_of(name: str, heads: Sequence[str], rows: Iterable[Sequence[Fact]]) -> Sheet:
    """A table; a row that is too short is filled up, one that is too long is cut."""
    wide = len(heads)
    return Sheet(name, tuple(heads), tuple(tuple([*row, *[None] * wide][:wide]) for row in rows))


def clean(text: str) -> str:
    """A text as a cell may hold it: composed, only what can be printed, line breaks as line feeds, not too long."""
    if text.isprintable() and len(text) <= LONGEST // 2:  # nearly every cell
        return unicodedata.normalize("NFC", text)
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(one for one in lines if one in "\n\t" or unicodedata.category(one) not in _UNPRINTABLE)
    if len(kept) <= LONGEST // 2 or len(kept.encode("utf-16-le")) // 2 <= LONGEST:
        return kept
    return kept.encode("utf-16-le")[: 2 * LONGEST - 2].decode("utf-16-le", errors="ignore") + "…"


def like_formula(text: str) -> bool:
    """Whether a spreadsheet might work a text out: it begins with = + - @, a tab or a line break.

    After OWASP, CSV injection. Full-width and small forms of those signs count, and so do they behind spaces and unseen
    letters; a mere signed number is no formula.
    """
    if not text or text[0].isalnum():
        return False
    if text[0] in _OPENS:
        return True
    first = next((one for one in text if unicodedata.category(one) not in _UNSEEN), "")
    return unicodedata.normalize("NFKC", first)[:1] in tuple(_STARTS) and _NUMBER.fullmatch(text) is None


def safe_text(text: str) -> str:
    """A text for a delimited file: one that a spreadsheet might work out gets an apostrophe before it."""
    tidied = clean(text)
    return f"'{tidied}" if like_formula(tidied) else tidied
