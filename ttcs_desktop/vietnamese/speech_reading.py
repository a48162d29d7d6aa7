"""Reads one stretch of a line aloud: goes through it from left to right and asks the readers in their order."""

from __future__ import annotations

import re
from collections.abc import Callable

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.vietnamese.speech_context import DATE, FIGURE, Place
from ttcs_desktop.vietnamese.speech_dates import read_date, read_time
from ttcs_desktop.vietnamese.speech_dictionary import Dictionary
from ttcs_desktop.vietnamese.speech_marks import read_address, read_code, read_document, read_phone, read_plate
from ttcs_desktop.vietnamese.speech_measures import read_amount, read_signed
from ttcs_desktop.vietnamese.speech_model import Doubt, Pause, Piece, Said, Why
from ttcs_desktop.vietnamese.speech_numbers import roman
from ttcs_desktop.vietnamese.speech_syllables import count_syllables, is_syllable, syllables_of
from ttcs_desktop.vietnamese.speech_words import read_entry, read_link, read_word

_ORDINARY = re.compile(r"([^\W\d_]+)(?=[\s,;:!?)\]”\"…]|\.(?:\s|$)|$)")
_LETTERS = re.compile(r"[^\W\d_]+")
_SPACE = re.compile(r"\s+")
_STOPS = re.compile(r"[.!?…]+")
_DASHES = "-–—"
_BULLETS = "-–—+*•"
_ALWAYS_SAID = "&%‰°"
_NEEDS_DIGIT = re.compile(r"[ ]?[0-9]")

Reader = Callable[[Place], Said | None]


def _amount_or_code(place: Place) -> Said | None:
    """ "5kg" is an amount, "5G" a code: the amount must not end in the middle of a word."""
    said = read_amount(place)
    if said and said.end < len(place.text) and (place.text[said.end].isalpha()):
        return read_code(place)
    return said


_AT_DIGIT = (
    read_entry, read_phone, read_address, read_document, read_date, read_plate, read_time, _amount_or_code,
)  # fmt: skip
_AT_LETTER = (read_address, read_entry, read_code, read_word)
_AT_SIGN = (read_entry, read_signed, read_phone, read_link)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch that was read, its pieces counted from its own beginning.

    Attributes:
        pauses: seconds are not known here: how many commas, colons and stops lie between two things said.
        lead, tail: the pause before the first and after the last thing said.
        speaks: whether anything is said at all; if not, `lead` holds its longest pause.
    """

    pieces: tuple[Piece, ...]
    syllables: int
    pauses: tuple[int, int, int]
    lead: Pause
    tail: Pause
    speaks: bool
    differing: int
    doubtful: int


def read_stretch(text: str, dictionary: Dictionary, *, opens_line: bool) -> Stretch:
    """Read one line, or a sentence of it. `text` is composed and holds no line break."""
    return _counted(_Reader(text, dictionary, opens_line).pieces())


class _Reader:
    """One walk over a stretch. Ordinary words gather in a run, so that a long text makes few pieces."""

    def __init__(self, text: str, dictionary: Dictionary, opens_line: bool) -> None:
        self._text = text
        self._place = Place(text, 0, dictionary, opens_line)
        self._pieces: list[Piece] = []
        self._run_start = 0
        self._run_syllables = 0

    def pieces(self) -> tuple[Piece, ...]:
        """The pieces, which cover the text."""
        place, text = self._place, self._text
        while place.at < len(text):
            ordinary = _ORDINARY.match(text, place.at)
            if ordinary and self._is_ordinary(ordinary[1]):
                self._add_word(ordinary[1])
            elif found := _SPACE.match(text, place.at):
                place.at = found.end()
            else:
                self._step(text[place.at])
        self._close_run(len(text))
        return tuple(self._pieces)

    def _is_ordinary(self, word: str) -> bool:
        may_be_roman = word[0] in "IVX" and roman(word) is not None
        return is_syllable(word) and not may_be_roman and not self._place.dictionary.has_head(word)

    def _step(self, char: str) -> None:
        place = self._place
        if char.isalpha():
            self._add_said(self._first(_AT_LETTER)) or self._add_letters()
        elif char in "0123456789":
            self._add_said(self._first(_AT_DIGIT)) or self._add_mark(1, Why.SILENT)
        elif self._add_said(self._first(_AT_SIGN)):
            pass
        elif stops := _STOPS.match(place.text, place.at):
            self._add_mark(len(stops[0]), Why.MARK, Pause.STOP)
            place.words.clear()
        elif char in ",;:":
            self._add_mark(1, Why.MARK, Pause.COMMA if char == "," else Pause.COLON)
            if char == ";":
                place.words.clear()
        elif char in "()[]{}":
            self._add_mark(1, Why.SILENT, Pause.COMMA)
        elif char in _BULLETS and place.opens_line:
            self._add_mark(1, Why.SILENT)
        elif char in _DASHES:
            self._add_mark(1, Why.SILENT, Pause.COMMA if self._stands_apart() else Pause.NONE)
        else:
            self._add_sign(char)

    def _first(self, readers: tuple[Reader, ...]) -> Said | None:
        return next((said for reader in readers if (said := reader(self._place))), None)

    def _add_said(self, said: Said | None) -> bool:
        if said is None:
            return False
        place = self._place
        start = place.at
        self._close_run(start)
        written = self._text[start : said.end]
        syllables = count_syllables(said.spoken)
        self._pieces.append(
            Piece(start, said.end, written, said.spoken, syllables, said.why, said.doubt, Pause.NONE, said.also)
        )
        self._go_on(said.end)
        if said.why in (Why.ABBREVIATION, Why.OWN, Why.NAME):
            place.remember(*said.spoken.lower().split()[-2:])
        else:
            place.remember(DATE if said.why is Why.DATE else FIGURE)
        return True

    def _add_word(self, word: str) -> None:
        place = self._place
        self._run_syllables += 1
        place.at += len(word)
        place.opens_line = False
        place.remember(word.lower())

    def _add_letters(self) -> bool:
        """A word that no reader wanted: part of a run, or, when it is no Vietnamese syllable, a foreign word."""
        place = self._place
        found = _LETTERS.match(place.text, place.at)
        if found is None:  # a letter by Unicode that Python's \w splits, such as a mark standing alone
            self._add_mark(1, Why.SILENT)
        elif is_syllable(found[0]):
            self._add_word(found[0])
        else:
            self._close_run(place.at)
            word, start = found[0], place.at
            self._pieces.append(
                Piece(start, found.end(), word, word, syllables_of(word), Why.FOREIGN, Doubt.FOREIGN_WORD)
            )
            self._go_on(found.end())
            place.remember(word.lower())
        return True

    def _add_mark(self, length: int, why: Why, pause: Pause = Pause.NONE) -> bool:
        start = self._place.at
        self._close_run(start)
        written = self._text[start : start + length]
        self._pieces.append(
            Piece(start, start + length, written, written if why is Why.MARK else "", 0, why, None, pause)
        )
        opens = self._place.opens_line
        self._go_on(start + length)
        self._place.opens_line = opens
        return True

    def _add_sign(self, char: str) -> None:
        """ "&" is always said, "+" and "≥" before a figure; quotes, bullets and pictures never."""
        said = self._place.dictionary.shipped.signs.get(char)
        if said and (char in _ALWAYS_SAID or _NEEDS_DIGIT.match(self._text, self._place.at + 1)):
            self._add_said(Said(self._place.at + 1, said, Why.SIGN))
        else:
            self._add_mark(1, Why.SILENT)

    def _stands_apart(self) -> bool:
        """Whether a dash has a space on both sides: a pause, not the link of a name."""
        at = self._place.at
        return self._text[max(0, at - 1) : at].isspace() and self._text[at + 1 : at + 2].isspace()

    def _close_run(self, end: int) -> None:
        if end > self._run_start:
            written = self._text[self._run_start : end]
            self._pieces.append(Piece(self._run_start, end, written, written, self._run_syllables, Why.PLAIN))
        self._run_start, self._run_syllables = end, 0

    def _go_on(self, end: int) -> None:
        self._place.at = self._run_start = end
        self._place.opens_line = False


def _counted(pieces: tuple[Piece, ...]) -> Stretch:
    counts = [0, 0, 0, 0, 0]
    lead, pending, speaks = Pause.NONE, Pause.NONE, False
    for piece in pieces:
        if piece.syllables:
            if speaks:
                counts[pending] += 1
            else:
                lead = pending
            speaks, pending = True, Pause.NONE
        pending = max(pending, piece.pause)
    return Stretch(
        pieces,
        sum(piece.syllables for piece in pieces),
        (counts[Pause.COMMA], counts[Pause.COLON], counts[Pause.STOP]),
        lead if speaks else pending,
        pending if speaks else Pause.NONE,
        speaks,
        sum(piece.differs for piece in pieces),
        sum(piece.doubt is not None for piece in pieces),
    )
