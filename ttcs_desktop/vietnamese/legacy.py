"""Text in the encodings of before Unicode: recognised by whether real Vietnamese syllables come out, never by a guess.

TCVN3 (ABC) and VNI put their letters on the places of Western European ones, so that a text looks like "Thoâng baùo",
in plain files and in Word files with such fonts alike.
"""

from __future__ import annotations

import re
import unicodedata

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.vietnamese.speech_syllables import is_syllable

_TCVN3 = dict(
    zip(
        bytes.fromhex(
            "a1a2a3a4a5a6a7a8a9aaabacadaeb5b6b7b8b9bbbcbdbec6c7c8c9cacbcccecfd0d1d2d3d4d5d6d7d8dcdddedfe1e2e3e4e5e6e7e8e9eaeb"
            "ecedeeeff1f2f3f4f5f6f7f8f9fafbfcfdfe"
        ).decode("latin-1"),
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_HAT, _BREVE = "\u0302", "\u0306"
_VNI_MARKS = {
    "ø": _GRAVE, "ù": _ACUTE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _HAT, "à": _HAT + _GRAVE, "á": _HAT + _ACUTE, "å": _HAT + _HOOK, "ã": _HAT + _TILDE, "ä": _HAT + _DOT,
    "ê": _BREVE, "è": _BREVE + _GRAVE, "é": _BREVE + _ACUTE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "ì": "ì", "í": "í", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_ALL_MARKS = {**_VNI_MARKS, **{old.upper(): new for old, new in _VNI_MARKS.items()}}
_VNI_ALL_LETTERS = {**_VNI_LETTERS, **{old.upper(): new.upper() for old, new in _VNI_LETTERS.items()}}
_VNI_BASES = frozenset("aeouyAEOUYôöÔÖ")
_WORD = re.compile(r"[^\W\d_]+")
_MARKED = re.compile(r"[^\x00-\x7f]")
_SURE, _UNLIKELY, _FEW = 0.95, 0.6, 3


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and what it was written in: `utf-8`, `utf-16`, `windows-1258`, `tcvn3`, `vni`."""

    text: str
    encoding: str


def modern(text: str) -> Decoded | None:
    """A text whose letters may stand for those of an old font, in today's letters; None when it cannot be told.

    What is Vietnamese or another language already comes back as it is, with the encoding `unicode`.
    """
    if not _MARKED.search(text):
        return Decoded(text, "unicode")
    now = likeness(text)
    # Only what stands on the places of Western letters can be of an old font.
    found = [] if now >= _SURE else [Decoded(from_tcvn3(text), "tcvn3"), Decoded(from_vni(text), "vni")]
    best = max(found, key=lambda one: likeness(one.text), default=None)
    rate = likeness(best.text) if best is not None else 0.0
    if best is None or rate <= max(now, _UNLIKELY):
        return Decoded(text, "unicode")
    if rate < _SURE or len(_marked_words(best.text)) < _FEW:
        return None
    return best


def likeness(text: str) -> float:
    """The share of words with letters beyond the plain Latin ones that are Vietnamese syllables; 1 without any."""
    words = _marked_words(text)
    return sum(map(is_syllable, words)) / len(words) if words else 1.0


def from_tcvn3(text: str) -> str:
    """TCVN3 (ABC) letters in Unicode. Its capitals are those of a font: beside capitals a letter becomes one."""
    turned = "".join(_TCVN3.get(char, char) for char in text)

    def level(found: re.Match[str]) -> str:
        word = found[0]
        plain = [char for char, old in zip(word, text[found.start() : found.end()], strict=True) if char == old]
        loud = [char for char in plain if char.isalpha()]
        return word.upper() if loud and all(map(str.isupper, loud)) and len(word) > 1 and len(loud) > 1 else word

    return _WORD.sub(level, turned)


def from_vni(text: str) -> str:
    """VNI letters in Unicode: a mark stands behind the letter it belongs to."""
    out: list[str] = []
    before = ""
    for char in text:
        if char in _VNI_ALL_MARKS and before in _VNI_BASES and before:
            out.append(_VNI_ALL_MARKS[char])
            before = ""
        else:
            out.append(_VNI_ALL_LETTERS.get(char, char))
            before = char
    return unicodedata.normalize("NFC", "".join(out))


def _marked_words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if _MARKED.search(word)]


def from_single_bytes(data: bytes) -> Decoded | None:
    """The text of bytes that are no UTF-8: of Windows-1258, TCVN3 or VNI, whichever alone makes Vietnamese of them.

    None when none of the three surely does.
    """
    western = data.decode("latin-1")
    windows = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    found = [
        Decoded(windows, "windows-1258"),
        Decoded(from_tcvn3(western), "tcvn3"),
        Decoded(from_vni(western), "vni"),
    ]
    *_, second, best = sorted(found, key=lambda one: likeness(one.text))
    sure = likeness(best.text) >= _SURE and likeness(second.text) < _UNLIKELY
    return best if sure and len(_marked_words(best.text)) >= _FEW else None
