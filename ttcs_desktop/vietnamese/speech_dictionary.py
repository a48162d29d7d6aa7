"""The pronunciation dictionary: what ships with the program, and the officer's own entries over it."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from resources import path
from ttcs_desktop.vietnamese.speech_model import Pause
from ttcs_desktop.vietnamese.speech_syllables import is_syllable
from ttcs_desktop.vietnamese.text import nfc, tidy

_HEAD = re.compile(r"[^\W\d_]+|\d+|\S")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MORE = re.compile(r"\s*\S")
_LEAST_LOWERCASE = 3  # shorter ones stand at the beginning of ordinary words while these are typed: kh, tr, th


@dataclass(frozen=True, slots=True)
class Entry:
    """One written form and how it is read.

    Attributes:
        source: key of `sources`; "own" for the officer's own.
        also: other usual readings.
        is_word: spelled like a syllable (DA, TƯ), so that a heading in capitals may mean the word.
    """

    written: str
    spoken: str
    source: str
    also: tuple[str, ...] = ()
    is_word: bool = False
    is_name: bool = False


@dataclass(frozen=True)
class Shipped:
    """The file as it ships; `document` holds what is read so only inside the number of a document."""

    version: str
    sources: Mapping[str, str]
    entries: tuple[Entry, ...]
    document: Mapping[str, str]
    units: Mapping[str, str]
    letters: Mapping[str, str]
    signs: Mapping[str, str]
    address: Mapping[str, str]
    over: frozenset[str]
    under: Mapping[str, str]
    rate: Mapping[str, int]
    pauses: Mapping[Pause, float]
    usual_pause: float


class Dictionary:
    """Looks up what stands at a place of a text; the officer's `own` entries win over ours of the same writing."""

    def __init__(self, own: Mapping[str, str] | None = None) -> None:
        self.shipped = shipped()
        self._index: dict[str, list[Entry]] = {}
        mine = [Entry(tidy(key), tidy(said), "own") for key, said in (own or {}).items() if tidy(key) and tidy(said)]
        taken = {entry.written for entry in mine}
        for entry in (*mine, *(one for one in self.shipped.entries if one.written not in taken)):
            self._enter(entry, entry.written)
        for entry in self.shipped.entries:
            if entry.written not in taken and (lower := _lowercase(entry.written)) and lower not in taken:
                self._enter(entry, lower)
        for entries in self._index.values():
            entries.sort(key=lambda one: len(one.written), reverse=True)

    def has_head(self, head: str) -> bool:
        """Whether any entry begins with this run of letters or digits: a quick no for ordinary words."""
        return head in self._index

    def at(self, text: str, start: int) -> Entry | None:
        """The longest entry that stands in composed text at `start` as a word of its own."""
        head = _HEAD.match(text, start)
        if head is None:
            return None
        for entry in self._index.get(head[0], ()):
            end = start + len(entry.written)
            if text.startswith(entry.written, start) and _ends_here(text, entry.written, end):
                return entry
        return None

    def in_document(self, part: str) -> str | None:
        """How a part of a document's number is read (`QĐ`, `SVHTT`), or None."""
        if part in self.shipped.document and not any(one.source == "own" for one in self._index.get(part, ())):
            return self.shipped.document[part]
        entry = self.at(part, 0)
        return entry.spoken if entry is not None and entry.written == part else None

    def unit(self, written: str) -> str | None:
        """How a unit is read, or None."""
        return self.shipped.units.get(written)

    def spell(self, letters: str) -> str:
        """The names of letters; digits and signs are left out."""
        return " ".join(self.shipped.letters[char] for char in _bare(letters) if char in self.shipped.letters)

    def _enter(self, entry: Entry, written: str) -> None:
        head = _HEAD.match(written)
        if head is not None:
            self._index.setdefault(head[0], []).append(replace(entry, written=written))


@cache
def shipped() -> Shipped:
    """The dictionary that ships. Raises FileNotFoundError or tomllib.TOMLDecodeError for a damaged installation."""
    raw = tomllib.loads(path("speech/pronunciation.toml").read_text("utf-8"))
    pauses = raw["pauses"]
    units = dict(_pairs(raw["units"]))
    over, under = raw["slash"]["over"].split(), raw["slash"]["under"].split()
    return Shipped(
        version=raw["version"],
        sources=raw["sources"],
        entries=tuple(_entries(raw)),
        document=dict(_pairs(raw["document"])),
        units=units,
        letters=dict(_pairs(raw["letters"])),
        signs=dict(_pairs(raw["signs"])),
        address=dict(_pairs(raw["address"])),
        over=frozenset(over),
        under={**{word: word for word in under}, **units},
        rate=raw["rate"],
        pauses={Pause[name.upper()]: pauses[name] for name in ("comma", "colon", "stop", "paragraph")},
        usual_pause=pauses["usual_per_syllable"],
    )


def _bare(letters: str) -> str:
    """Small letters without the marks of tone, which a letter's name does not tell: Ủ is spelled as U."""
    split = unicodedata.normalize("NFD", letters.lower())
    return unicodedata.normalize("NFC", "".join(char for char in split if char not in _TONES))


def _entries(raw: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Iterator[Entry]:
    for table in ("abbreviations", "names"):
        for source, pairs in raw[table].items():
            for written, spoken in pairs.items():
                is_word = written.isupper() and is_syllable(written)
                also = tuple(raw["also"].get(written, ()))
                yield Entry(nfc(written), nfc(spoken), source, also, is_word, table == "names")


def _pairs(tables: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    for pairs in tables.values():
        for written, spoken in pairs.items():
            yield nfc(written), nfc(spoken)


def _lowercase(written: str) -> str:
    """`ubnd` beside `UBND`; nothing for what is short, not in capitals, or an ordinary word in small letters."""
    if not written.isupper() or not written.isalpha() or len(written) < _LEAST_LOWERCASE or is_syllable(written):
        return ""
    return written.lower()


def _ends_here(text: str, written: str, end: int) -> bool:
    """An entry ends with its word; a full stop belongs to it only when the sentence goes on."""
    if written.endswith(".") and written.count(".") == 1:
        return _MORE.match(text, end) is not None
    following = text[end : end + 1]
    return not (following.isalnum() and written[-1].isalnum())
