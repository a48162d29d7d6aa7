"""Cells out of a delimited text file, whatever office saved it: encoding and separator are found, not asked."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.vietnamese.text import nfc

LARGEST_FILE = 50 * 1024 * 1024
_SEPARATORS = (";", "\t", ",", "|")
_SAMPLE_LINES = 20


def read_delimited(path: Path) -> list[list[str]]:
    """The rows of a CSV file; cells are trimmed NFC text.

    Raises:
        InvalidInput: `file_unreadable`, `file_too_large`, `file_empty`, `file_not_text`.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise InvalidInput("file", "file_too_large")
        data = path.read_bytes()
    except OSError as error:
        raise InvalidInput("file", "file_unreadable") from error
    text = decoded(data)
    if not text.strip():
        raise InvalidInput("file", "file_empty")
    return split_rows(text)


def split_rows(text: str) -> list[list[str]]:
    """The rows of a delimited text; its separator is found. Raises InvalidInput("file", "file_not_text")."""
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text))
        return [[nfc(cell).strip() for cell in row] for row in reader]
    except csv.Error as error:
        raise InvalidInput("file", "file_not_text") from error


def decoded(data: bytes) -> str:
    """The text of a file in any encoding that offices use. Raises InvalidInput("file", "file_not_text")."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        # Windows-1258 is what older Vietnamese Windows programs write; it accepts nearly every byte, so it is last.
        encodings = ("utf-8-sig", "cp1258")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise InvalidInput("file", "file_not_text")


def separator_of(text: str) -> str:
    """The separator that splits the first lines most evenly: the one most lines hold equally often, outside quotes."""
    lines = [line for line in text.splitlines() if line.strip()][:_SAMPLE_LINES]

    def evenness(separator: str) -> tuple[int, int]:
        counts = [len(row) - 1 for row in csv.reader(lines, delimiter=separator)]
        usual = max(set(counts), key=counts.count)
        return (counts.count(usual) if usual else 0, usual)

    return max(_SEPARATORS, key=evenness)
