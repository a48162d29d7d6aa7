"""How long a line of bold Times New Roman is, for the writers that have no font at hand (the rules of the docx)."""

from __future__ import annotations

import unicodedata
from typing import Final

from ttcs_desktop.papers.nd30 import MM_PER_POINT

# Advance widths of the bold face in 1/1000 of the size, as the font's own metrics give them.
_GROUPS: Final = {
    250: " ,.",
    278: "'/\\il",
    333: "!()-:;[]`fjt",
    389: "Is",
    444: "cerz",
    500: "#$*0123456789?J_agovxy–",
    554: "ơ",
    556: "Sbdhknpquđ",
    600: "ư",
    611: "FP",
    667: "BELTZ",
    722: "ACDNRUVXYwĐ",
    778: "GHKOQƠ",
    796: "Ư",
    833: "&m",
    944: "M",
    1000: "%W",
}
_WIDTHS: Final = {char: width for width, chars in _GROUPS.items() for char in chars}
_UNKNOWN: Final = 556
_HORN: Final = "\u031b"


def bold_width(text: str, size: float) -> float:
    """Length in mm of `text` in bold at `size` points; tone marks and circumflex take no width, the horn does."""
    return sum(_WIDTHS.get(_bare(char), _UNKNOWN) for char in text) / 1000 * size * MM_PER_POINT


def _bare(char: str) -> str:
    """The letter without its marks; ơ and ư stay letters of their own."""
    parts = unicodedata.normalize("NFD", char)
    return unicodedata.normalize("NFC", parts[0] + (_HORN if _HORN in parts else ""))
