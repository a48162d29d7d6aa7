"""Opens whatever file an annex comes in: Word, Excel, a web page, a table in text, or mere text."""

from __future__ import annotations

from pathlib import Path

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.grids.block import Block, Cell, rectangle
from ttcs_desktop.grids.container import Container, is_office, read_bytes
from ttcs_desktop.grids.delimited import decoded, split_rows
from ttcs_desktop.grids.html import MAX_LETTERS, read_html
from ttcs_desktop.grids.markup import local
from ttcs_desktop.grids.pasted import Pasted, tabbed_table
from ttcs_desktop.grids.sheet import workbook_tables
from ttcs_desktop.grids.word import word_tables

BEGINNINGS = (  # kinds that are told apart by their first bytes, and what the officer is told
    (b"%PDF-", "file_pdf"),
    (b"{\\rtf", "file_rich_text"),
    (b"\xff\xd8\xff", "file_picture"),
    (b"\x89PNG", "file_picture"),
    (b"II*\0", "file_picture"),
    (b"MM\0*", "file_picture"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """The tables of a file or of the clipboard; `text` is what it says besides, for when no table is of use."""

    blocks: tuple[Block, ...]
    text: str = ""


def read_source(path: Path) -> Source:
    """A file by what is in it, whatever its name says.

    Raises InvalidInput("file", …): file_empty, file_too_large, file_encrypted, file_old_word, file_old_excel,
    file_not_word, file_damaged, file_bomb, file_hostile, file_macros, file_outside, sheet_too_large, file_pdf,
    file_rich_text, file_picture; EnvironmentProblem("file_unreadable").
    """
    data = read_bytes(path)
    for mark, code in BEGINNINGS:
        if data.startswith(mark):
            raise InvalidInput("file", code)
    return Source(office_tables(Container(data))) if is_office(data) else _of_text(data, path.suffix.lower())


def pasted_source(pasted: Pasted) -> Source:
    """The clipboard. Raises InvalidInput("file", …) with paste_empty, paste_too_large."""
    return Source(pasted.blocks(), pasted.text)


def office_tables(container: Container, *, exact: bool = False) -> tuple[Block, ...]:
    """The tables of a Word or Excel file; of Excel's hours with `exact` the seconds too."""
    if container.main.endswith(".bin"):
        raise InvalidInput("file", "file_old_excel")
    is_sheet = local(container.document()) == "workbook"
    return workbook_tables(container, exact=exact) if is_sheet else word_tables(container)


def _of_text(data: bytes, suffix: str) -> Source:
    try:
        text = decoded(data)
    except InvalidInput as error:
        raise InvalidInput("file", "file_not_word") from error
    if len(text) > MAX_LETTERS:
        raise InvalidInput("file", "file_too_large", limit_mb=MAX_LETTERS // (1024 * 1024))
    if not text.strip():
        raise InvalidInput("file", "file_empty")
    if any(char < " " and char not in "\t\n\r\f\v\x1a" for char in text):
        raise InvalidInput("file", "file_not_word")
    if "<table" in text.lower():
        return Source(read_html(text), "")
    if suffix == ".csv":
        rows = rectangle([[Cell(cell) for cell in row] for row in split_rows(text)])
        return Source((Block(1, rows),) if rows else (), text)
    return Source(tabbed_table(text), text)
