"""What an officer types into the search box: words to be found, with or without marks, and where they stand in a text.

The rule, in plain Python; `search.py` keeps it in SQLite's index:

- every word must occur, in any order; words in quotes stand together in that order;
- case and marks are nothing; the last word, which may still be being typed, finds what begins with it;
- signs only part a word: "184/KH" is 184 followed at once by a word that begins with KH;
- "1/6" is the day however its zeros are written.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from ttcs_desktop.vietnamese.text import fold, nfc

# A text pasted into the box by mistake must not become an expression that SQLite refuses to parse.
_MOST_WORDS, _LONGEST_WORD = 12, 200
_MARKS_OF_QUOTATION = str.maketrans("“”„«»″", '""""""')
_TOKEN = re.compile(r"[^\W_]+")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d\d))?")
_SPACES = re.compile(r"(\s+)")
_BEGINS, _ENDS, _BETWEEN = r"(?<![^\W_])", r"(?![^\W_])", r"[\W_]+"

Span = tuple[int, int]
"""Where something stands in a text: first character, number of characters."""


@dataclass(frozen=True)
class Word:
    """One thing to be found.

    Attributes:
        exact: its parts as typed, lower case.
        folded: the ways its parts may be written without marks; more than one only for a day.
        whole: only whole words count; of the last word of a query its beginning does.
    """

    exact: tuple[str, ...]
    folded: tuple[tuple[str, ...], ...]
    whole: bool = False

    @property
    def has_marks(self) -> bool:
        """Whether it was typed with marks, so that the same marks come first."""
        return self.exact not in self.folded

    def ways(self, *, exact: bool) -> tuple[tuple[str, ...], ...]:
        """The parts to look for: with their marks when that is wanted and there are some, else without."""
        return (self.exact,) if exact and self.has_marks else self.folded

    def pattern(self, *, exact: bool, whole: bool = False) -> re.Pattern[str]:
        """Finds the word in a text of lower case, or in a folded one."""
        ends = _ENDS if whole or self.whole else ""
        ways = (_BETWEEN.join(map(re.escape, parts)) for parts in self.ways(exact=exact))
        return re.compile(f"{_BEGINS}(?:{'|'.join(ways)}){ends}")


class Query:
    """What was typed, understood."""

    def __init__(self, text: str) -> None:
        typed = list(itertools.islice(_read(text), _MOST_WORDS))
        self.words: tuple[Word, ...] = tuple(
            dict.fromkeys([*(replace(word, whole=True) for word in typed[:-1]), *typed[-1:]])
        )

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def has_marks(self) -> bool:
        return any(word.has_marks for word in self.words)

    def is_in(self, text: str, folded: str, *, exact: bool = False, whole: bool = False) -> bool:
        """Whether every word is in the text.

        Args:
            text: in lower case.
            folded: the same text by `fold_text`.
            exact: typed marks must be there.
            whole: the beginning of a word is not enough.
        """
        return all(
            pattern.search(text if needs_marks else folded) for pattern, needs_marks in self._patterns[exact, whole]
        )

    def spans(self, text: str) -> tuple[Span, ...]:
        """The words of a text that were found, from left to right; with the typed marks where the text has them."""
        tokens = [(match.start(), match.end(), match.group().casefold()) for match in _TOKEN.finditer(text)]
        found: set[Span] = set()
        for word in self.words:
            exact = _places(word, [token for _, _, token in tokens], exact=True) if word.has_marks else set()
            places = exact or _places(word, [fold_text(token) for _, _, token in tokens], exact=False)
            found |= {(tokens[at][0], tokens[at][1] - tokens[at][0]) for at in places}
        return tuple(sorted(found))

    def first_place(self, text: str, folded: str) -> int | None:
        """Where in the text the first of the words begins; None when there is none of them."""
        if len(text) != len(folded):  # a rare letter that folds to two: look word by word
            return next((start for start, _ in self.spans(text)), None)
        places = (pattern.search(folded) for pattern, _ in self._patterns[False, False])
        return min((place.start() for place in places if place), default=None)

    @cached_property
    def _patterns(self) -> dict[tuple[bool, bool], list[tuple[re.Pattern[str], bool]]]:
        return {
            (exact, whole): [(word.pattern(exact=exact, whole=whole), exact and word.has_marks) for word in self.words]
            for exact in (False, True)
            for whole in (False, True)
        }


def fold_text(text: str) -> str:
    """`vietnamese.text.fold` of a whole text, word by word: a few thousand syllables make up all of them."""
    return "".join(map(_fold_word, _SPACES.split(text)))


@lru_cache(maxsize=1 << 15)
def _fold_word(word: str) -> str:
    return fold(word)


def _read(text: str) -> Iterator[Word]:
    """The words of what was typed, in order. A quotation that is still open is being typed."""
    pieces = nfc(text).translate(_MARKS_OF_QUOTATION).split('"')
    for number, piece in enumerate(pieces):
        quoted = number % 2 == 1
        for typed in [piece] if quoted else piece.split():
            word = _word(typed[:_LONGEST_WORD], whole=quoted and number < len(pieces) - 1)
            if word is not None:
                yield word


def _word(typed: str, *, whole: bool) -> Word | None:
    exact = _tokens(typed.casefold())
    folded = _tokens(fold(typed))
    if not exact or not folded:
        return None
    return Word(exact, (folded, *(way for way in _ways_of_a_day(typed) if way != folded)), whole)


def _tokens(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(text))


def _ways_of_a_day(typed: str) -> Iterator[tuple[str, ...]]:
    """ "1/6" as 1/6, 01/6, 1/06, 01/06; a year of two digits in full too."""
    match = _DAY.fullmatch(typed)
    if match is None or not (1 <= int(match[1]) <= 31 and 1 <= int(match[2]) <= 12):
        return
    numbers = [(str(int(digits)), f"{int(digits):02d}") for digits in match.group(1, 2)]
    years = [] if match[3] is None else [(match[3],) if len(match[3]) == 4 else (match[3], f"20{match[3]}")]
    yield from dict.fromkeys(itertools.product(*numbers, *years))


def _places(word: Word, tokens: Sequence[str], *, exact: bool) -> set[int]:
    """The numbers of the tokens that the word covers."""
    found: set[int] = set()
    for parts in word.ways(exact=exact):
        for at in range(len(tokens) - len(parts) + 1):
            last = tokens[at + len(parts) - 1]
            ends = last == parts[-1] if word.whole else last.startswith(parts[-1])
            if ends and tuple(tokens[at : at + len(parts) - 1]) == parts[:-1]:
                found.update(range(at, at + len(parts)))
    return found
