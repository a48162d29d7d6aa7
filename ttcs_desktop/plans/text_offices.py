"""Names of offices that a broken text itself gives away: cells that begin like an office and come again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ttcs_desktop.plans.names import looks_like_unit
from ttcs_desktop.plans.text_words import bare
from ttcs_desktop.vietnamese.text import fold_words, tidy

_LEAST_TIMES = 2  # an office comes again; a task that begins like one ("Hội nghị …") does not
_NEAR = 2
_LONGEST_REST = 4
_NEXT_COLUMN = re.compile(r" (?=Các |Cac )")  # a narrow page leaves one space before the partners
_CELL = re.compile(r"\S+(?: \S+)*")


def offices_in(lines: Sequence[str], known: Iterable[str]) -> list[str]:
    """Offices that stand in cells of their own at least twice and are not among the known ones."""
    known_letters = {bare(name) for name in known}
    found: Counter[str] = Counter()
    for number, line in enumerate(lines):
        for cell in _CELL.finditer(line):
            text = _NEXT_COLUMN.split(cell[0])[0]
            if _may_be_office(text):
                whole = [text, *_rest_below(lines[number + 1 : number + 4], cell.start())]
                found[tidy(" ".join(whole))] += 1
    return [
        name
        for name, times in found.items()
        if times >= _LEAST_TIMES and not any(letters.startswith(bare(name)) for letters in known_letters)
    ]


def _may_be_office(text: str) -> bool:
    plain = fold_words(text).split()
    named = text[:1].isupper() and not any(char.isdigit() for char in text) and "cac" not in plain
    return named and len(plain) >= 2 and looks_like_unit(text) and not text.endswith((",", ".", ":"))


def _rest_below(lines: Sequence[str], place: int) -> list[str]:
    """The lines below that go on with a cell: small letters, where the cell began."""
    rest: list[str] = []
    for line in lines:
        cell = next((one for one in _CELL.finditer(line) if abs(one.start() - place) <= _NEAR), None)
        text = cell[0] if cell is not None else ""
        if not text[:1].islower() or len(text.split()) > _LONGEST_REST:
            break
        rest.append(text)
    return rest
