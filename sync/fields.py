"""Reading a field out of JSON that somebody else wrote: the right type or a named refusal, nothing in between."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Sequence

from ttcs_desktop.basics.canonical import Json


class Malformed(ValueError):
    """A message lacks a field, or a field has the wrong shape."""


def parse(data: bytes) -> Json:
    """JSON as we use it: UTF-8, integers only, no deeper than we ever write, every text one that can be written again.

    Raises:
        Malformed: anything else, however deep or long.
    """
    try:
        document: Json = _DECODER.decode(data.decode())
    except (ValueError, RecursionError) as error:
        raise Malformed("json") from error
    # So few brackets cannot go deep: most messages are spared the look at every value (splitting is the quick count).
    brackets = len(data.split(b"{", _MOST_DEPTH)) + len(data.split(b"[", _MOST_DEPTH)) - 2
    if brackets >= _MOST_DEPTH and _is_too_deep(document):
        raise Malformed("json")
    if b"\\" in data and _HALF_LETTER.search(data) and _has_surrogate(json.dumps(document, ensure_ascii=False)):
        raise Malformed("json")
    return document


def member(document: Json, field: str) -> Json:
    if not isinstance(document, dict) or field not in document:
        raise Malformed(field)
    return document[field]


def text(document: Json, field: str) -> str:
    value = member(document, field)
    if not isinstance(value, str) or _has_surrogate(value):
        raise Malformed(field)
    return value


def text_or_none(document: Json, field: str) -> str | None:
    return None if member(document, field) is None else text(document, field)


def number(document: Json, field: str) -> int:
    value = member(document, field)
    # Whole numbers that every side can store; SQLite's integers end at 63 bits.
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= 1 << 53:
        raise Malformed(field)
    return value


def listed(document: Json, field: str) -> Sequence[Json]:
    value = member(document, field)
    if not isinstance(value, list):
        raise Malformed(field)
    return value


def moment(document: Json, field: str) -> dt.datetime:
    try:
        value = dt.datetime.fromisoformat(text(document, field))
        return value.astimezone(dt.UTC) if value.tzinfo else _no_zone(field)
    except (ValueError, OverflowError) as error:
        raise Malformed(field) from error


def day(written: str) -> dt.date:
    try:
        return dt.date.fromisoformat(written)
    except ValueError as error:
        raise Malformed("window") from error


def _no_zone(field: str) -> dt.datetime:
    raise Malformed(field)


def _no_float(written: str) -> Json:
    raise Malformed(written[:20])


def _is_too_deep(document: Json) -> bool:
    """Whether values lie deeper in each other than `_MOST_DEPTH`; how deep a call stack is has no say in it."""
    level: list[Json] = [document]
    for _ in range(_MOST_DEPTH + 1):
        level = [
            inner
            for value in level
            if isinstance(value, dict | list)
            for inner in (value.values() if isinstance(value, dict) else value)
        ]
        if not level:
            return False
    return True


def _has_surrogate(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return True
    return False


_MOST_DEPTH = 64
# Half a letter, which only an escape can smuggle into UTF-8; beside its other half it is a whole one.
_HALF_LETTER = re.compile(rb"\\u[dD][89a-fA-F]")
# Made once: `json.loads` would make one for every line that is read.
_DECODER = json.JSONDecoder(parse_float=_no_float, parse_constant=_no_float)
