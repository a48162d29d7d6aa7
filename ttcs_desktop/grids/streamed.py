"""A table of any length, row by row: a delimited text is never held as a whole, its encoding and separator are found.

Workbooks are read so too (see `long_sheet`); files of Word are small by their own limits (see `container`).
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import os
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.grids.container import Container, is_office, read_bytes
from ttcs_desktop.grids.delimited import separator_of
from ttcs_desktop.grids.long_sheet import is_workbook, workbook_rows
from ttcs_desktop.grids.plain_text import wide_without_mark
from ttcs_desktop.grids.source import BEGINNINGS, office_tables, read_source
from ttcs_desktop.vietnamese.legacy import from_single_bytes, from_tcvn3, from_vni
from ttcs_desktop.vietnamese.text import nfc

LARGEST_FILE = 2 * 1024**3
_HEAD = 64 * 1024
_CHUNK = 1024 * 1024
_ROWS_A_WORD = 2_000
_WIDE_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_OLD_FONTS = {"tcvn3": from_tcvn3, "vni": from_vni}

Tell = Callable[[int, int], object]
"""(bytes read, bytes there are): called now and then; what it raises ends the reading."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, the first row is 1; its cells as trimmed NFC text."""

    number: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class TableFile:
    """A file that holds one table, opened anew for each reading.

    Attributes:
        sha256: of its bytes; of a file that changed since, the reading would be another.
        encoding: of a text; empty for a file of Office or a web page.
    """

    path: Path
    size: int
    sha256: str
    encoding: str
    separator: str
    first: int

    def rows(self, tell: Tell | None = None) -> Iterator[Row]:
        """Every row from the top, empty ones too.

        Raises InvalidInput("file", "file_not_text") where the text breaks off into something else.
        """
        if self.encoding:
            yield from _text_rows(self, tell or _silent)
            return
        number = 0
        for number, cells in enumerate(_other_rows(self.path, tell or _silent), 1):
            yield Row(number, [nfc(cell).strip() for cell in cells])
        if not number:
            raise InvalidInput("file", "file_empty")


def open_table(path: Path, tell: Tell | None = None) -> TableFile:
    """What kind of table a file is, whatever its name says; text is looked through once, nothing of it is kept.

    Raises:
        InvalidInput: `file_unreadable`, `file_empty`, `table_too_large`, `file_not_text` and the codes of
            `grids.source.read_source`.
    """
    try:
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            head = stream.read(_HEAD)
            _refuse(head, size)
            sha256, valid, noughts = _looked_through(head, stream, size, tell or _silent)
    except OSError as error:
        raise InvalidInput("file", "file_unreadable", name=path.name) from error
    if is_office(head) or _is_web_page(head):
        return TableFile(path, size, sha256, "", "", 0)
    encoding = _encoding(head, valid=valid, noughts=noughts)
    sample = _lines(io.BytesIO(head[: len(head) // 2 * 2]), encoding, errors="ignore")
    text = nfc("".join(sample))
    if not text.strip():
        raise InvalidInput("file", "file_empty")
    said = text.split("\n", 1)[0].strip().lower()
    if said.startswith("sep=") and len(said) == len("sep=;"):  # how Excel is told of a separator
        return TableFile(path, size, sha256, encoding, said[-1], 1)
    return TableFile(path, size, sha256, encoding, separator_of(text), 0)


def _refuse(head: bytes, size: int) -> None:
    if not head:
        raise InvalidInput("file", "file_empty")
    for mark, code in BEGINNINGS:
        if head.startswith(mark):
            raise InvalidInput("file", code)
    if size > LARGEST_FILE:
        raise InvalidInput("file", "table_too_large", limit_mb=LARGEST_FILE // 1024**2)


def _looked_through(head: bytes, stream: io.BufferedReader, size: int, tell: Tell) -> tuple[str, bool, bool]:
    """The sha-256, whether all of it is UTF-8, whether a NUL stands anywhere."""
    digest, decoder = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    done, valid, noughts, chunk = 0, True, False, head
    while chunk:
        digest.update(chunk)
        done += len(chunk)
        noughts = noughts or b"\0" in chunk
        if valid:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                valid = False
        tell(done, size)
        chunk = stream.read(_CHUNK)
    return digest.hexdigest(), valid and not decoder.getstate()[0], noughts


def _encoding(head: bytes, *, valid: bool, noughts: bool) -> str:
    wide = next((name for mark, name in _WIDE_MARKS if head.startswith(mark)), "") or wide_without_mark(head)
    if wide:
        return wide
    if noughts:
        raise InvalidInput("file", "file_not_text")
    if valid:
        return "utf-8-sig"
    found = from_single_bytes(head)
    # Older Vietnamese Windows programs write Windows-1258; where it cannot be told it is the likeliest.
    return found.encoding if found is not None else "windows-1258"


def _text_rows(table: TableFile, tell: Tell) -> Iterator[Row]:
    try:
        with table.path.open("rb") as stream:
            lines = _lines(stream, table.encoding)
            for _ in range(table.first):
                next(lines, "")
            reader = csv.reader(lines, delimiter=table.separator)
            for number, cells in enumerate(reader, table.first + 1):
                if not number % _ROWS_A_WORD:
                    tell(min(stream.tell(), table.size), table.size)
                yield Row(number, [cell.strip() for cell in cells])
    except (csv.Error, UnicodeError) as error:
        raise InvalidInput("file", "file_not_text") from error
    except OSError as error:
        raise InvalidInput("file", "file_unreadable", name=table.path.name) from error


def _lines(stream: io.BufferedReader | io.BytesIO, encoding: str, errors: str = "strict") -> Iterator[str]:
    """Composed lines with their ends; csv.reader wants these as they are."""
    old = _OLD_FONTS.get(encoding)
    with io.TextIOWrapper(stream, "latin-1" if old else encoding, errors, newline="") as text:
        for number, line in enumerate(text):
            written = line.removeprefix("\ufeff") if not number else line
            yield unicodedata.normalize("NFC", old(written) if old else written)


def _is_web_page(head: bytes) -> bool:
    """Many programs call a web page `.xls`."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:2048].lower()
    return start.startswith(b"<") and (b"<table" in head.lower() or b"<html" in start)


def _other_rows(path: Path, tell: Tell) -> Iterator[list[str]]:
    """The rows of a file of Office or a web page."""
    with path.open("rb") as stream:
        office = is_office(stream.read(_HEAD))
    if office:
        try:
            container = Container.long(path)
        except InvalidInput as refused:
            raise _as_table(refused) from refused
        with closing(container):
            if is_workbook(container):
                yield from workbook_rows(container, tell)
                return
    try:
        blocks = office_tables(Container(read_bytes(path))) if office else read_source(path).blocks
    except InvalidInput as refused:
        raise _as_table(refused) from refused
    yield from ([cell.text for cell in row] for block in blocks for row in block.rows)


def _as_table(refused: InvalidInput) -> InvalidInput:
    """The same refusal of a table: what is too long for a sheet is not for a text."""
    codes = {"sheet_too_large": "table_too_long", "file_too_large": "table_too_large"}
    return InvalidInput("file", codes.get(refused.code, refused.code), **refused.details)


def _silent(_done: int, _there: int) -> None:
    """Nobody waits for a word."""
