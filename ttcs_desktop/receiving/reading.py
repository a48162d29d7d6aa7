"""A line's content read field by field: the right shape, or a refusal that names the field."""

from __future__ import annotations

import datetime as dt
import json
import re
from enum import StrEnum
from typing import TypeVar

from ttcs_desktop.basics.canonical import Json
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.ledger.received import ReceivedLine
from ttcs_desktop.vietnamese.text import nfc, tidy

MOST_TEXT = 200_000
_SHA256 = re.compile(r"[0-9a-f]{64}")
_E = TypeVar("_E", bound=StrEnum)


class Content:
    """The content of a line. Every question raises InvalidInput `line_unreadable` with the field that is wrong."""

    def __init__(self, fields: dict[str, Json], where: str = "") -> None:
        self._fields = fields
        self._where = where

    @classmethod
    def of(cls, line: ReceivedLine) -> Content:
        """The content inside the signed bytes."""
        return cls(json.loads(line.told.body)["content"])

    def words(self, field: str, *, needed: bool = False, most: int = 1_000) -> str:
        """One line of text; empty where there is none and none is needed."""
        return tidy(self.text(field, needed=needed, most=most))

    def text(self, field: str, *, needed: bool = False, most: int = MOST_TEXT) -> str:
        """A text with its lines."""
        value = self._fields.get(field, "")
        if not isinstance(value, str) or len(value) > most or (needed and not value.strip()):
            raise self._wrong(field)
        return nfc(value)

    def digest(self, field: str) -> str:
        """A sha-256 in small hex digits."""
        value = self._fields.get(field)
        if not isinstance(value, str) or _SHA256.fullmatch(value) is None:
            raise self._wrong(field)
        return value

    def day(self, field: str) -> dt.date | None:
        written = self.words(field)
        try:
            return dt.date.fromisoformat(written) if written else None
        except ValueError:
            raise self._wrong(field) from None

    def number(self, field: str, *, least: int = 0, most: int = 9_999) -> int:
        value = self._fields.get(field, 0)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise self._wrong(field)
        return value

    def choice(self, field: str, kind: type[_E], otherwise: _E) -> _E:
        try:
            return kind(self.words(field) or otherwise)
        except ValueError:
            raise self._wrong(field) from None

    def names(self, field: str) -> tuple[str, ...]:
        value = self._fields.get(field, [])
        if not isinstance(value, list) or len(value) > 100 or not all(isinstance(one, str) for one in value):
            raise self._wrong(field)
        return tuple(name for one in value if (name := tidy(str(one))))

    def part(self, field: str) -> Content:
        """The fields below a field."""
        value = self._fields.get(field, {})
        if not isinstance(value, dict):
            raise self._wrong(field)
        return Content(value, f"{self._where}{field}.")

    def parts(self, field: str, *, most: int) -> list[Content]:
        value = self._fields.get(field, [])
        if not isinstance(value, list) or len(value) > most:
            raise self._wrong(field)
        found = []
        for number, one in enumerate(value):
            if not isinstance(one, dict):
                raise self._wrong(field)
            found.append(Content(one, f"{self._where}{field}[{number}]."))
        return found

    def _wrong(self, field: str) -> InvalidInput:
        return InvalidInput(field, "line_unreadable", where=f"{self._where}{field}")
