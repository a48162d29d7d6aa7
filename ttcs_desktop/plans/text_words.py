"""Words of a text that lost its table, and phrases they may be pieces of: names of offices, usual times.

A phrase is met letter by letter, because columns break words ("HĐND&U", "BND") and scans garble them ("Cae don vi").
"""

from __future__ import annotations

import enum
import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.vietnamese.text import fold, nfc, tidy

_ANY_DIGIT = "#"
_OTHER_CASE, _OTHER_MARKS = 1.5, 1.0


class Column(enum.IntEnum):
    """The columns that are told by their phrases, left to right; what is left is the task."""

    LEAD = 0
    WITH = 1
    WHEN = 2


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written, its bare letters and digits, and the same letters as they stand, with marks and case."""

    text: str
    bare: str
    letters: str

    @property
    def begins(self) -> bool:
        """Whether a phrase may begin here: with a capital or a digit, a bullet before it not counted."""
        first = self.text.lstrip("-–—+*•·. ")[:1]
        return first.isupper() or first.isdigit()

    @property
    def bulleted(self) -> bool:
        return self.text[:1] in "-–—+*•·"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something a column may say: in full, its bare letters (`#` stands for any digit), and these as they stand."""

    column: Column
    text: str
    bare: str
    letters: str


def bare(text: str) -> str:
    """Letters and digits without marks and case: "Phòng VH-XH" gives "phongvhxh"."""
    return re.sub(r"[^a-z0-9]", "", fold(text))


def words_of(line: str) -> tuple[Word, ...]:
    """The words of a line; a bullet or dash joins the word after it, or the last one."""
    found: list[Word] = []
    held = ""
    for text in tidy(line).split(" "):
        plain = bare(text)
        if plain:
            found.append(Word(f"{held} {text}" if held else text, plain, letters_of(text)))
            held = ""
        elif text:
            held = f"{held} {text}".strip()
    if held and found:
        found[-1] = replace(found[-1], text=f"{found[-1].text} {held}")
    return tuple(found)


def phrases(column: Column, texts: Iterable[str]) -> list[Phrase]:
    """Phrases of a column, each once."""
    by_bare = {bare_pattern(text): text for text in texts}
    return [Phrase(column, text, plain, letters_of(text)) for plain, text in by_bare.items() if plain]


def letters_of(text: str) -> str:
    """Letters, digits and `#` as they stand, one for each of `bare`."""
    return "".join(char for char in nfc(text) if len(bare_pattern(char)) == 1)


def strangeness(expected: str, letters: str, *, marked: bool) -> float:
    """What it costs to take letters for others that differ in case, or in marks where the text has marks at all."""
    cost = _OTHER_CASE if expected[:1].isupper() != letters[:1].isupper() else 0.0
    return cost + (_OTHER_MARKS if marked and expected.casefold() != letters.casefold() else 0.0)


def bare_pattern(text: str) -> str:
    """As `bare`, `#` kept."""
    return re.sub(r"[^a-z0-9#]", "", fold(text))


@functools.lru_cache(maxsize=1 << 16)
def go_on(letters: str, place: int, word: str) -> tuple[int, int] | None:
    """How far `word` takes us in a phrase from `place` on, and with how many wrong letters; None where it does not."""
    allowed = _allowed(word, first=not place)
    best: tuple[int, int] | None = None
    for longer in (0, -1, 1) if allowed else (0,):  # a letter too many or too few is a wrong one
        end = place + len(word) + longer
        if not place < end <= len(letters):
            continue
        wrong = wrong_letters(letters[place:end], word, allowed)
        if wrong <= allowed and (best is None or wrong < best[1]):
            best = end, wrong
        if wrong == 0:
            break
    return best


def joined(pieces: Sequence[str]) -> str:
    """The pieces of a broken text as one: a dash at the end of a line takes the next piece without a space."""
    text = ""
    for piece in pieces:
        text = f"{text}{piece}" if text.endswith(("-", "/")) and piece[:1].isdigit() else f"{text} {piece}"
    return tidy(text)


def _allowed(word: str, *, first: bool) -> int:
    if any(char.isdigit() for char in word):
        return 0
    return 0 if len(word) == 1 or (first and len(word) == 2) else 1 if len(word) <= 5 else 2


def wrong_letters(expected: str, word: str, most: int) -> int:
    """Edit distance, or `most` + 1 where it is more than `most`; a digit where any digit may stand is right.

    Words of one length are compared letter by letter.
    """
    if expected == word:
        return 0
    if len(expected) == len(word):
        wrong = sum(1 for one, other in zip(expected, word, strict=True) if not _same(one, other))
        return min(wrong, most + 1)
    expected, word = _unlike(expected, word)
    before = list(range(len(word) + 1))
    for row, one in enumerate(expected, start=1):
        now = [row]
        for column, other in enumerate(word, start=1):
            cost = 0 if _same(one, other) else 1
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + cost))
        if min(now) > most:
            return most + 1
        before = now
    return min(before[-1], most + 1)


def _unlike(expected: str, word: str) -> tuple[str, str]:
    """The two without what they begin and end with alike, which adds nothing to their distance."""
    least = min(len(expected), len(word))
    begin = next((at for at in range(least) if not _same(expected[at], word[at])), least)
    rest = least - begin
    end = next((at for at in range(rest) if not _same(expected[-1 - at], word[-1 - at])), rest)
    return expected[begin : len(expected) - end], word[begin : len(word) - end]


def _same(expected: str, letter: str) -> bool:
    return expected == letter or (expected == _ANY_DIGIT and letter.isdigit())
