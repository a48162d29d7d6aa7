"""Vietnamese text as people compare it: composed form, search without marks, the order of the dictionary."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PLAIN_D = str.maketrans("đĐ", "dD")

# The order of a Vietnamese list, as QCollator's vi with numbers (ICU) has it: signs, figures, letters; then tones; then
# small before capital. Each level counts only between texts that are alike in the levels before it.
_SIGNS = " _-–—,;:!?….·'‘’\"“”«»()[]{}@*/\\&#%•″′`^°+×<=>|~$₫€"
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {char: chr(place) for place, char in enumerate(_SIGNS, 0x3A)}  # above the ten figures, below their counts
_RANK |= {letter: chr(place) for place, letter in enumerate(_LETTERS, 0x100)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_FIGURES = re.compile(r"[0-9]+")
_OTHER = "\u0200"  # letters of other languages, after our own
_LEVEL = "\x01"  # below every rank; no NUL, at which SQLite's own text functions would stop


def nfc(text: str) -> str:
    """Composed form (TCVN 6909:2001): what is stored and printed."""
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """Composed form with runs of white space made one space, ends trimmed."""
    return " ".join(nfc(text).split())


def fold(text: str) -> str:
    """Without case and marks: "Đường" and "duong" fold alike. For search and for matching names."""
    bare = unicodedata.normalize("NFD", text.translate(_PLAIN_D).casefold())
    return "".join(char for char in bare if not unicodedata.combining(char))


def without_marks(text: str) -> str:
    """In plain letters, capitals kept: "Đường" gives "Duong". For what is sent where marks cost places."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(char for char in bare if not unicodedata.combining(char))


def fold_words(text: str) -> str:
    """Folded, with everything that is no letter or digit made one space: "P.VH-XH" gives "p vh xh"."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(text)))


def sort_key(text: str) -> str:
    """A key whose plain text order is a Vietnamese list's: Tổ 2 before Tổ 10, da before đa, Tuân before Tuần.

    Tones count only between words spelled alike: ngang, huyền, hỏi, ngã, sắc, nặng; then small before capital.
    The same wherever it is sorted: `sorted`, a table, or `ORDER BY` on a column of keys in SQLite.
    """
    letters: list[str] = []
    tones: list[str] = []
    cases: list[str] = []
    for char in nfc(text.replace("\u00a0", " ")):
        small = char.lower()
        base, tone = _split_tone(small)
        letters.append(_RANK.get(base) or (base if base < "\x80" else _OTHER + base))
        if not char.isdigit():
            tones.append(tone)
            cases.append("0" if char == small else "1")
    return _LEVEL.join((_FIGURES.sub(_counted, "".join(letters)), "".join(tones), "".join(cases)))


def _counted(run: re.Match[str]) -> str:
    """Figures with their number in front, so that 9 stands before 10; the number ranks above signs, below letters."""
    figures = run[0].lstrip("0")
    return chr(0x80 + min(len(figures), 0x7F)) + figures


@lru_cache(maxsize=512)
def _split_tone(char: str) -> tuple[str, str]:
    parts = unicodedata.normalize("NFD", char)
    tone = "0"
    kept = []
    for part in parts:
        if part in _TONES:
            tone = _TONES[part]
        else:
            kept.append(part)
    return unicodedata.normalize("NFC", "".join(kept)), tone
