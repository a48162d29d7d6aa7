"""Numbers of papers as they are printed and typed: "184/KH-SVHTT", "30/2020/NĐ-CP", "1273/BTTTT-TTCS".

The parts follow Nghị định 30/2020/NĐ-CP, Phụ lục I (số, ký hiệu) and III (abbreviations of the kinds of papers); the
year between number and kind is that of legal documents.
"""

from __future__ import annotations

import re

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.directives.wording import TYPES
from ttcs_desktop.vietnamese.text import fold, fold_words, tidy

# The code of an official letter (công văn): its notation names no kind, but the agency and its division.
LETTER = "CV"
_HEAD = re.compile(r"^(?:văn bản |vb )?s[oố]\s*[:.]?\s*(?=\d)", re.IGNORECASE)
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_AROUND = re.compile(r"\s*([/-])\s*")
_NUMBER = re.compile(r"(\d{1,10}[a-zđ]?)(?:/(.*))?", re.IGNORECASE)
_YEAR = re.compile(r"((?:19|20)\d\d)(?:/(.*))?")
_ASSEMBLY = re.compile(r"QH\d+", re.IGNORECASE)
_BY_LETTERS = {code.casefold(): code for code in TYPES}
_FOLDED = [fold(code) for code in TYPES]
# Typed without marks; HD is one thing and HĐ another, so of those two letters the marks are needed.
_BY_FOLDED = {fold(code): code for code in TYPES if _FOLDED.count(fold(code)) == 1}


@dataclass(frozen=True, slots=True)
class PaperNumber:
    """A number, taken apart.

    Attributes:
        number: "184"; empty where none can be told.
        notation: what follows the first stroke, as typed: "KH-SVHTT", "2020/NĐ-CP".
        year: of a legal document.
        type_code: the kind as `wording.TYPES` abbreviates it: "KH"; empty where it cannot be told.
        organ_code: the issuer as abbreviated there: "SVHTT"; empty where it cannot be told.
    """

    number: str
    notation: str
    year: int | None = None
    type_code: str = ""
    organ_code: str = ""

    @property
    def full(self) -> str:
        """As it is printed."""
        return "/".join(filter(None, (self.number, self.notation)))


def read_number(text: str) -> PaperNumber:
    """Take a number apart; never refuses: what is no number becomes the notation as it is."""
    typed = _AROUND.sub(r"\1", _DASHES.sub("-", _HEAD.sub("", tidy(text)))).strip("/- ")
    found = _NUMBER.fullmatch(typed)
    if found is None:
        return PaperNumber("", typed)
    number, notation = found[1], found[2] or ""
    dated = _YEAR.fullmatch(notation)
    year, sign = (int(dated[1]), dated[2] or "") if dated else (None, notation)
    head, _, rest = sign.partition("-")
    code = _BY_LETTERS.get(head.casefold()) or _BY_FOLDED.get(fold(head), "")
    if code:
        return PaperNumber(number, notation, year, code, rest.partition("-")[0])
    if _ASSEMBLY.fullmatch(head):
        return PaperNumber(number, notation, year, "", head)
    return PaperNumber(number, notation, year, LETTER if head and year is None else "", head)


def same_number(one: PaperNumber, other: PaperNumber) -> bool:
    """Whether two numbers are one, however their zeros, letters and signs were typed. An empty one is none."""
    return bool(_key(one).strip()) and _key(one) == _key(other)


def _key(number: PaperNumber) -> str:
    return f"{number.number.casefold().lstrip('0')} {fold_words(number.notation)}"
