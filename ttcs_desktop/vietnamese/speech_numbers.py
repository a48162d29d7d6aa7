"""Numbers as they are said in Vietnamese: whole, with a comma, digit by digit, and Roman."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 10**9
_GROUPED = re.compile(r"[0-9]{1,3}(?:[.\u00a0\u202f][0-9]{3})+")
_ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


def say_whole(number: int) -> str:
    """A whole number in words, of any size: 1005 is "một nghìn không trăm linh năm"; below zero begins with "âm"."""
    if number < 0:
        return f"âm {say_whole(-number)}"
    return " ".join(_words(number, padded=False)) or DIGITS[0]


def say_digits(text: str) -> str:
    """The digits of a text one by one; whatever else stands between them is left out."""
    return " ".join(DIGITS[int(char)] for char in text if char in "0123456789")


def say_written(text: str) -> str:
    """A number as written: `1.234.567`, `98,5`, `007`, `-5`.

    A part after the comma is said as one number up to two digits, otherwise, or when it begins with zero, digit by
    digit. A whole number of three or more digits that begins with zero is said digit by digit: it is a mark, not an
    amount. Raises ValueError for what is no such number.
    """
    sign, body = ("âm ", text[1:]) if text[:1] in "-−" else ("", text)
    whole, comma, part = body.partition(",")
    if _GROUPED.fullmatch(whole):
        whole = re.sub(r"\D", "", whole)
    if not whole.isdecimal() or (comma and not part.isdecimal()):
        raise ValueError(text)
    said = say_digits(whole) if len(whole) > 2 and whole.startswith("0") else say_whole(int(whole))
    if comma:
        digit_by_digit = len(part) > 2 or part.startswith("0")
        said += f" phẩy {say_digits(part) if digit_by_digit else say_whole(int(part))}"
    return sign + said


def say_ordinal(number: int) -> str:
    """What follows "thứ": nhất, hai, ba, tư, năm."""
    return {1: "nhất", 4: "tư"}.get(number, say_whole(number))


def roman(text: str) -> int | None:
    """The value of a Roman number from I to XXXIX, written correctly and in capitals; None for anything else."""
    if not _ROMAN.fullmatch(text):
        return None
    values = [_ROMAN_VALUES[char] for char in text]
    following = [*values[1:], 0]
    return sum(-one if one < after else one for one, after in zip(values, following, strict=True))


def value_of(text: str) -> Decimal:
    """The amount written as `1.234,5`. Raises ValueError for what is no such number."""
    plain = re.sub(r"[.\u00a0\u202f]", "", text).replace(",", ".").replace("−", "-")
    if not re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", plain):
        raise ValueError(text)
    return Decimal(plain)


def _words(number: int, *, padded: bool) -> list[str]:
    """The words of a number from zero up. `padded`: something higher went before, so that hundreds are said."""
    if number >= _BILLION:
        high, low = divmod(number, _BILLION)
        return [*_words(high, padded=padded), "tỷ", *_words(low, padded=True)]
    said: list[str] = []
    for size, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group = number // size % 1000
        if group:
            said += _hundreds(group, padded=padded or bool(said))
            said += [name] if name else []
    return said


def _hundreds(number: int, *, padded: bool) -> list[str]:
    """Words of 1 to 999."""
    hundreds, rest = divmod(number, 100)
    said = [DIGITS[hundreds], "trăm"] if hundreds or padded else []
    return [*said, *_tens(rest, padded=bool(said))]


def _tens(number: int, *, padded: bool) -> list[str]:
    """Words of 0 to 99; nothing for 0."""
    tens, units = divmod(number, 10)
    if tens == 0:
        return ([] if units == 0 else ["linh", DIGITS[units]]) if padded else ([DIGITS[units]] if units else [])
    said = ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    if units == 0:
        return said
    if units == 1 and tens > 1:
        return [*said, "mốt"]
    if units == 4 and tens > 1:
        return [*said, "tư"]
    return [*said, "lăm" if units == 5 else DIGITS[units]]
