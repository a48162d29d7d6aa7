"""Thẻ phím: the keys of every page on one sheet, to lie beside the keyboard; from the same data as the help."""

from __future__ import annotations

from itertools import zip_longest

from ttcs_desktop.papers.model import Column, Document, Note, Page, Row, Table, Title
from ui.kit.help_book import Book
from ui.kit.paper.draw import Sheets

_SIZES, _PADDING = (11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5), 0.1
_KEY, _DOES = 32.0, 60.0
_MARGIN = 12.0


def keys_card(book: Book, *, trial: bool = False) -> Document:
    """All keys in two columns side by side, as evenly long as whole pages of help allow; the largest print of
    `_SIZES` that leaves them on one sheet.
    """
    made = (_set_in(size, book, trial=trial) for size in _SIZES)
    return next((one for one in made if len(Sheets(one)) == 1), _set_in(_SIZES[-1], book, trial=trial))


def _set_in(size: float, book: Book, *, trial: bool) -> Document:
    groups = [(page.title, page.keys) for page in book.pages if page.keys]
    lines = [("", title) if heading else pair for title, keys in groups for heading, pair in _lines(keys)]
    half = _even_cut([len(keys) + 1 for _, keys in groups])
    pairs = zip_longest(lines[:half], lines[half:], fillvalue=("", ""))
    rows = tuple(Row((*_cells(left), *_cells(right))) for left, right in pairs)
    columns = (Column("Phím", _KEY), Column("Để làm gì", _DOES), Column("Phím", _KEY), Column("Để làm gì", _DOES))
    return Document(
        "Thẻ phím",
        (
            Title("THẺ PHÍM", "để cạnh bàn phím"),
            Table(columns, rows, size=size, padding=_PADDING),
            Note("F1 ở bất cứ ô nào: xem phần hướng dẫn về ô ấy."),
        ),
        page=Page(top=_MARGIN, bottom=_MARGIN, left=_MARGIN, right=_MARGIN),
        trial=trial,
    )


def _lines(keys: tuple[tuple[str, str], ...]) -> list[tuple[bool, tuple[str, str]]]:
    return [(True, ("", "")), *((False, pair) for pair in keys)]


def _cells(line: tuple[str, str]) -> tuple[str, str]:
    """A key with what it does; the name of a page stands alone, in capitals, as cells know no bold."""
    key, does = line
    return (key, does) if key else ("", does.upper())


def _even_cut(sizes: list[int]) -> int:
    """After how many lines the second column begins: between two pages, where the longer column is shortest."""
    cuts = [sum(sizes[:at]) for at in range(len(sizes) + 1)]
    return min(cuts, key=lambda cut: max(cut, cuts[-1] - cut))
