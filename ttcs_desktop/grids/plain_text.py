"""The text of a file of mere letters, whatever program wrote it."""

from __future__ import annotations

import codecs
import re

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.vietnamese.legacy import from_single_bytes

_WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 4096


def text_of_bytes(data: bytes) -> tuple[str, bool]:
    """The text, and whether its letters were those of an old font (TCVN3, VNI).

    UTF-8 and UTF-16 are read with or without their marks; of the single-byte encodings the one that alone makes
    Vietnamese of the bytes.

    Raises:
        InvalidInput: `file_not_text`; `file_old_font` when letters are there and cannot be told for sure.
    """
    wide = next((name for mark, name in _WIDE if data.startswith(mark)), "") or wide_without_mark(data)
    if wide:
        try:
            return _checked(data.decode(wide).removeprefix("\ufeff")), False
        except UnicodeDecodeError as error:
            raise InvalidInput("file", "file_not_text") from error
    try:
        return _checked(data.decode("utf-8-sig")), False
    except UnicodeDecodeError:
        _checked(data.decode("latin-1"))
    found = from_single_bytes(data)
    if found is None:
        raise InvalidInput("file", "file_old_font")
    return found.text, found.encoding != "windows-1258"


def _checked(text: str) -> str:
    if _NO_TEXT.search(text):
        raise InvalidInput("file", "file_not_text")
    return text


def wide_without_mark(data: bytes) -> str:
    """UTF-16 whose mark was lost: in every language that is written here, every second byte is mostly nought or one."""
    sample = data[:_SAMPLE]
    if len(data) % 2 or not sample.count(0):
        return ""
    half = len(sample) // 2
    low, high = (sum(byte == 0 for byte in sample[side::2]) for side in (0, 1))
    return "utf-16-le" if high > half // 3 > low else "utf-16-be" if low > half // 3 > high else ""
