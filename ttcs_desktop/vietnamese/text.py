"""Vietnamese text as people compare it: composed form, search without marks, the order of the dictionary."""

from __future__ import annotations

import re
import unicodedata

_PLAIN_D = str.maketrans("đĐ", "dD")

# Dictionary order (QCollator's vi): letters first, tones only to tell equal spellings apart.
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: chr(0x100 + index) for index, letter in enumerate(_LETTERS)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_DIGITS = re.compile(r"\d+")


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


def fold_words(text: str) -> str:
    """Folded, with everything that is no letter or digit made one space: "P.VH-XH" gives "p vh xh"."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(text)))


def sort_key(text: str) -> str:
    """A key whose plain text order is a Vietnamese list's: Tổ 2 before Tổ 10, da before đa, Tuân before Tuần.

    Tones count only between words spelled alike: ngang, huyền, hỏi, ngã, sắc, nặng.
    """
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFC", text).casefold():
        base, tone = _split_tone(char)
        letters.append(_RANK.get(base, base))
        tones.append(tone)
    spelled = _DIGITS.sub(lambda run: f"{len(run[0].lstrip('0')):02d}{run[0].lstrip('0')}", "".join(letters))
    return f"{spelled}\x00{''.join(tones)}"


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
