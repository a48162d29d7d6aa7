"""How many SMS a text is: 160 plain letters in one, or 70 of any script; the parts of a longer one hold less.

The numbers are those of 3GPP TS 23.038 and 23.040. Of the GSM alphabet only its ASCII part is counted as plain: a
text with one marked Vietnamese letter is sent in 16 bits a letter, whatever the others are.
"""

from __future__ import annotations

from ttcs_desktop.vietnamese.text import without_marks

_NOT_IN_GSM = frozenset("`")
_TWICE = frozenset("^{}\\[~]|")  # these take two places


def segments(text: str, *, plain: bool = False) -> int:
    """How many messages a text is sent as; `plain` for the same text without marks."""
    text = without_marks(text) if plain else text
    if not text:
        return 0
    if text.isascii() and not _NOT_IN_GSM & set(text):
        places, whole, part = sum(2 if letter in _TWICE else 1 for letter in text), 160, 153
    else:
        places, whole, part = len(text.encode("utf-16-le")) // 2, 70, 67
    return 1 if places <= whole else -(-places // part)
