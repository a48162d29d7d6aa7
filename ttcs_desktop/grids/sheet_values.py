"""What a cell of a workbook shows: shared texts, numbers as written in Vietnam, days out of serial numbers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ttcs_desktop.grids.markup import Element, attribute, child, is_on, local
from ttcs_desktop.vietnamese.text import tidy

_BUILT_IN_DATES = frozenset([*range(14, 18), 22, *range(27, 37), *range(50, 59)])
_BUILT_IN_PERCENT = frozenset([9, 10])
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')
_LAST_SERIAL = 2_958_465  # 31/12/9999
_LEAP_SERIAL = 60  # the 29/02/1900 that Excel counts and no calendar has
_1904 = 1_462


class Face:
    """How a style shows its number: as a day, as a month, as a share; and whether its letters are bold."""

    __slots__ = ("bold", "day", "month", "percent")

    def __init__(self, code: str, number: int, *, bold: bool) -> None:
        plain = _QUOTED.sub("", code).lower().split(";")[0]
        own = bool(plain) and plain != "general"
        lettered = own and bool(set("dmy") & set(plain)) and not set("0#?") & set(plain)
        self.day = (lettered and ("d" in plain or "y" not in plain)) or (not own and number in _BUILT_IN_DATES)
        self.month = lettered and "d" not in plain and "y" in plain and "m" in plain
        self.percent = "%" in plain if own else number in _BUILT_IN_PERCENT
        self.bold = bold


PLAIN = Face("", 0, bold=False)


@dataclass(slots=True)
class Values:
    """Turns the stored value of a cell into the text a reader of the sheet sees."""

    texts: Sequence[str] = ()
    faces: list[Face] = field(default_factory=list)
    since_1904: bool = False
    exact: bool = False  # hours with their seconds, for who reads lengths out of them

    def text(self, cell: Element) -> str:
        """The text of a `c` element; of a formula its last result, which is never worked out anew."""
        kind = attribute(cell, "t")
        if kind == "inlineStr":
            return rich_text(child(cell, "is"))
        held = child(cell, "v")
        return self.shown(kind, (held.text or "") if held is not None else "", attribute(cell, "s"))

    def shown(self, kind: str, written: str, style: str) -> str:
        """The text of a value by the `t` and `s` of its cell; that of an inline string is `lines` of it."""
        value = written.strip()
        if kind == "s":
            place = int(value) if value.isdecimal() else -1
            return self.texts[place] if 0 <= place < len(self.texts) else ""
        if kind == "b":
            return "x" if value == "1" else ""
        if kind in ("str", "e", "d"):
            return _iso_day(value) if kind == "d" else lines(value)
        return self._number(value, self._face(style))

    def face(self, cell: Element) -> Face:
        """How the cell is dressed."""
        return self._face(attribute(cell, "s"))

    def _face(self, style: str) -> Face:
        place = int(style) if style.isdecimal() else 0
        return self.faces[place] if place < len(self.faces) else PLAIN

    def _number(self, value: str, face: Face) -> str:
        try:
            number = float(value)
        except ValueError:
            return value
        if (face.day or face.month) and 0 <= number <= _LAST_SERIAL:
            return self._moment(number, face)
        if face.percent:
            return f"{_decimal(number * 100)}%"
        return _decimal(number) if abs(number) < 1e15 else value

    def _moment(self, serial: float, face: Face) -> str:
        days, part = int(serial), serial - int(serial)
        minutes = round(part * 1440) % 1440
        clock = f"{minutes // 60:02d}:{minutes % 60:02d}"
        if self.exact:
            days, seconds = divmod(round(serial * 86_400), 86_400)
            part = seconds / 86_400
            clock = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
        if not days and not self.since_1904:
            return clock
        if self.since_1904:
            days += _1904
        start = dt.date(1899, 12, 31) if days < _LEAP_SERIAL else dt.date(1899, 12, 30)
        try:
            day = start + dt.timedelta(days=days)
        except OverflowError:
            return _decimal(serial)
        if face.month:
            return f"{day.month:02d}/{day.year:04d}"
        shown = f"{day.day:02d}/{day.month:02d}/{day.year:04d}"
        return f"{shown} {clock}" if part > 1e-5 and clock.strip("0:") else shown


def read_values(workbook: Element, strings: Element | None, styles: Element | None, *, exact: bool = False) -> Values:
    """The shared texts and styles of a workbook."""
    shared = [rich_text(one) for one in strings if local(one) == "si"] if strings is not None else []
    properties = child(workbook, "workbookPr")
    since_1904 = properties is not None and attribute(properties, "date1904") in ("1", "true")
    return Values(shared, _faces(styles), since_1904, exact)


def rich_text(element: Element | None) -> str:
    """The text of a shared or inline string; readings for another script (`rPh`) are no part of it."""
    if element is None:
        return ""
    parts = []
    for inner in element:
        if local(inner) == "t":
            parts.append(inner.text or "")
        elif local(inner) == "r":
            held = child(inner, "t")
            parts.append((held.text or "") if held is not None else "")
    return lines("".join(parts))


def _faces(styles: Element | None) -> list[Face]:
    if styles is None:
        return []
    codes = {attribute(one, "numFmtId"): attribute(one, "formatCode") for one in _listed(styles, "numFmts")}
    bold = [is_on(one, "b") for one in _listed(styles, "fonts")]
    faces = []
    for one in _listed(styles, "cellXfs"):
        number, font = attribute(one, "numFmtId"), attribute(one, "fontId")
        heavy = font.isdecimal() and int(font) < len(bold) and bold[int(font)]
        faces.append(Face(codes.get(number, ""), int(number) if number.isdecimal() else 0, bold=heavy))
    return faces


def _listed(styles: Element, name: str) -> list[Element]:
    found = child(styles, name)
    return list(found) if found is not None else []


def _decimal(number: float) -> str:
    if number == int(number):
        return str(int(number))
    return f"{number:.10f}".rstrip("0").rstrip(".").replace(".", ",")


def _iso_day(value: str) -> str:
    found = re.match(r"(\d{4})-(\d{2})-(\d{2})", value)
    return f"{found[3]}/{found[2]}/{found[1]}" if found else value


def lines(text: str) -> str:
    """A stored text as it is shown: tidied line by line; Excel writes a line break as a newline or as "_x000D_"."""
    tidied = (tidy(line) for line in text.replace("_x000D_", "").split("\n"))
    return "\n".join(line for line in tidied if line)
