"""What is read aloud, how many syllables that is, how long it takes. `Speech` follows a text that is being typed."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ttcs_desktop.vietnamese.speech_dictionary import Dictionary
from ttcs_desktop.vietnamese.speech_model import Pause, Piece, Why
from ttcs_desktop.vietnamese.speech_reading import Stretch, read_stretch
from ttcs_desktop.vietnamese.speech_timing import Counted, Length, Voice, length_of

_SENTENCE_END = re.compile(r"[^\W\d_]{3}[.!?…;]+[ \t]+(?=\S)")
_LINE = re.compile(r"[^\n\r\u2028\u2029]+|[\n\r\u2028\u2029]+")
_BREAKS = "\n\r\u2028\u2029"


@dataclass(frozen=True)
class _Part:
    """A stretch at its place, or line breaks (`stretch` is None)."""

    start: int
    written: str
    stretch: Stretch | None


@dataclass(frozen=True)
class Reading:
    """A whole text, read.

    Attributes:
        counted: syllables and pauses.
        differing: places where something else is said than what is written.
        doubtful: places the officer should look at.
    """

    _given: str
    _composed: str
    _parts: tuple[_Part, ...]
    counted: Counted
    differing: int
    doubtful: int

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """All pieces; their spans are characters of the text as it was given, and cover it."""
        return tuple(_pieces(self._given, self._composed, self._parts))

    def ending_at(self, place: int) -> Piece | None:
        """The piece that ends at a place of the text: the word being typed. Looks at one sentence only."""
        if self._given != self._composed:
            return next((piece for piece in self.pieces if piece.end == place), None)
        number = bisect_left(self._parts, place, key=lambda part: part.start) - 1
        if number < 0 or (stretch := self._parts[number].stretch) is None:
            return None
        start = self._parts[number].start
        return next((piece for piece in stretch.pieces if start + piece.end == place), None)

    @property
    def doubts(self) -> list[Piece]:
        """The pieces with a doubt, in the order of the text."""
        return [piece for piece in self.pieces if piece.doubt is not None]

    @property
    def spoken(self) -> str:
        """The text as it is read, with its marks."""
        return aloud(self.pieces)

    def length(self, voice: Voice | None = None) -> Length:
        """Seconds with the range, for a voice or the usual one."""
        return length_of(self.counted, voice)


class Speech:
    """Reads a text again and again while it changes: a sentence that has not changed is not read anew."""

    def __init__(self, own: Mapping[str, str] | None = None) -> None:
        self._dictionary = Dictionary(own)
        self._known: dict[tuple[str, bool], Stretch] = {}

    def read(self, text: str) -> Reading:
        """The reading of the text as it stands now. NFC and NFD of a text are read alike."""
        known: dict[tuple[str, bool], Stretch] = {}
        parts: list[_Part] = []
        composed = _composed(text)
        for start, written, opens_line in _stretches(composed):
            if written[0] in _BREAKS:
                parts.append(_Part(start, written, None))
                continue
            key = (written, opens_line)
            stretch = known.get(key) or self._known.get(key)
            if stretch is None:
                stretch = read_stretch(written, self._dictionary, opens_line=opens_line)
            known[key] = stretch
            parts.append(_Part(start, written, stretch))
        self._known = known
        return _summed(text, composed, parts)


def read_aloud(text: str, own: Mapping[str, str] | None = None) -> Reading:
    """The reading of one text. `own` maps written forms to spoken ones and wins over the dictionary that ships."""
    return Speech(own).read(text)


def aloud(pieces: tuple[Piece, ...]) -> str:
    """What the pieces say, put together as a text: one space between words, marks kept, line breaks kept."""
    said = ""
    for piece in pieces:
        if said[-1:].isalnum() and piece.spoken[:1].isalnum():
            said += " "
        said += piece.spoken if piece.spoken or piece.why is not Why.SILENT else " "
    said = re.sub(r"[^\S\n]+", " ", said)
    return re.sub(r" ?(\n|[,;:.!?…])", r"\1", said).strip()


def _stretches(text: str) -> Iterator[tuple[int, str, bool]]:
    """Lines cut at the ends of their sentences, and the breaks between: (start, written, opens a line)."""
    for line in _LINE.finditer(text):
        start = line.start()
        if line[0][0] not in _BREAKS:
            for found in _SENTENCE_END.finditer(text, start, line.end()):
                yield start, text[start : found.end()], start == line.start()
                start = found.end()
        if start < line.end():
            yield start, text[start : line.end()], start == line.start()


def _summed(given: str, composed: str, parts: list[_Part]) -> Reading:
    commas = colons = stops = paragraphs = syllables = differing = doubtful = 0
    pending, begun = Pause.NONE, False
    for part in parts:
        stretch = part.stretch
        if stretch is None:
            pending = Pause.PARAGRAPH
            continue
        pending = max(pending, stretch.lead)
        syllables += stretch.syllables
        differing += stretch.differing
        doubtful += stretch.doubtful
        if not stretch.speaks:
            continue
        if begun:
            commas += pending is Pause.COMMA
            colons += pending is Pause.COLON
            stops += pending is Pause.STOP
            paragraphs += pending is Pause.PARAGRAPH
        begun, pending = True, stretch.tail
        commas, colons, stops = (
            commas + stretch.pauses[0],
            colons + stretch.pauses[1],
            stops + stretch.pauses[2],
        )
    counted = Counted(syllables, commas, colons, stops, paragraphs)
    return Reading(given, composed, tuple(parts), counted, differing, doubtful)


def _pieces(given: str, composed: str, parts: tuple[_Part, ...]) -> Iterator[Piece]:
    """The pieces of all parts with their spans in the text as given."""
    places = _places(given) if given != composed else range(len(given) + 1)
    for part in parts:
        if part.stretch is None:
            end = part.start + len(part.written)
            yield Piece(places[part.start], places[end], part.written, "\n", 0, Why.MARK, None, Pause.PARAGRAPH)
            continue
        for piece in part.stretch.pieces:
            start, end = places[part.start + piece.start], places[part.start + piece.end]
            yield replace(piece, start=start, end=end, written=given[start:end])


def _clusters(text: str) -> Iterator[str]:
    """A letter with the marks that combine with it."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not unicodedata.combining(text[at]):
            yield text[start:at]
            start = at


def _composed(text: str) -> str:
    if unicodedata.is_normalized("NFC", text):
        return text
    return "".join(map(_compose, _clusters(text)))


def _compose(cluster: str) -> str:
    """The composed form, unless that is longer, as for a few letters of other scripts: they have no place to stand."""
    composed = unicodedata.normalize("NFC", cluster)
    return composed if len(composed) <= len(cluster) else cluster


def _places(text: str) -> list[int]:
    """Where each character of the composed text begins in the text as given, and the end."""
    places: list[int] = []
    at = 0
    for cluster in _clusters(text):
        places += range(at, at + len(_compose(cluster)))
        at += len(cluster)
    return [*places, at]
