"""Amounts as they are said: with units and money, from one to another, shares, lists, plain numbers."""

from __future__ import annotations

import re
from functools import cache

from ttcs_desktop.vietnamese.speech_context import Place
from ttcs_desktop.vietnamese.speech_dates import OF_A_HOUSE, is_day_of_month, say_day, say_month
from ttcs_desktop.vietnamese.speech_dictionary import shipped
from ttcs_desktop.vietnamese.speech_model import Doubt, Said, Why
from ttcs_desktop.vietnamese.speech_numbers import say_digits, say_ordinal, say_whole, say_written, value_of

_NUMBER = r"(?:[0-9]{1,3}(?:[.\u00a0\u202f][0-9]{3}){1,12}(?![0-9])|[0-9]+)(?:,[0-9]+)?"
_DASH = r"[ \u00a0]?[-–—][ \u00a0]?"
_FRACTION = re.compile(r"([0-9]{1,4}(?:\.[0-9]{3})?)((?:/[0-9]{1,4}(?:\.[0-9]{3})?){1,5})(?![\w/]|[.,][0-9])")
_ENGLISH_GROUPS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3}){2,12}(?![0-9])")
_LIST = re.compile(r"[0-9]{1,2}(?:,[0-9]{1,2}){2,30}(?![0-9,])")
_OUTLINE = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9}){1,9}(?![0-9])")
_GROUPS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){1,12}(?:,[0-9]+)?")
_DOLLARS = re.compile(rf"\$[ ]?({_NUMBER})")
_TALL = re.compile(r"([0-9]{1,2})m([0-9]{1,2})(?!\w)")
_TIGHT = frozenset(("k", "s", "V", "W", "cc"))  # after a space these are letters of something else
_LONG = 9
_SHARES = 10


def read_amount(place: Place) -> Said | None:
    """What begins with a digit and is an amount; None where no digit stands."""
    for reader in (_range, _product, _tall, _measure, _fraction, _english_groups, _list, _outline, _number):
        if said := reader(place):
            return said
    return None


def read_signed(place: Place) -> Said | None:
    """An amount below zero (-5°C), or of dollars ($100)."""
    text, at = place.text, place.at
    if found := _DOLLARS.match(text, at):
        return Said(found.end(), f"{say_written(found[1])} đô la", Why.MEASURE)
    if text[at] not in "-−" or not text[at + 1 : at + 2].isdigit() or place.previous_char().strip(" ("):
        return None
    place.at += 1
    said = read_amount(place)
    place.at -= 1
    return Said(said.end, f"âm {said.spoken}", said.why, said.doubt) if said else None


@cache
def _units() -> str:
    written = sorted(shipped().units, key=len, reverse=True)
    tight = "|".join(re.escape(unit) for unit in written if unit in _TIGHT)
    loose = "|".join(re.escape(unit) for unit in written if unit not in _TIGHT)
    under = "|".join(re.escape(word) for word in sorted(shipped().under, key=len, reverse=True))
    return rf"(?:(?:{tight})|[ \u00a0]?(?:{loose}))(?![\w²³])(?:/(?:{under})(?![\w²³])){{0,4}}"


@cache
def _measured() -> re.Pattern[str]:
    return re.compile(rf"({_NUMBER})({_units()})")


@cache
def _ranged() -> re.Pattern[str]:
    return re.compile(rf"({_NUMBER})({_units()})?{_DASH}({_NUMBER})({_units()})?(?!\w|{_DASH}[0-9]|[/.][0-9])")


@cache
def _multiplied() -> re.Pattern[str]:
    return re.compile(rf"({_NUMBER})({_units()})?[ ]?[xX×][ ]?({_NUMBER})({_units()})?(?!\w)")


def _say_unit(written: str | None) -> str:
    if not written:
        return ""
    under = shipped().under
    first, *rest = written.strip().split("/")
    return " ".join([under[first], *(f"trên {under[one]}" for one in rest)])


def _range(place: Place) -> Said | None:
    found = _ranged().match(place.text, place.at)
    if not found:
        return None
    first, last = (_amount(place, found[group]) for group in (1, 3))
    rises = value_of(found[1]) < value_of(found[3])
    parts = [first, _say_unit(found[2]), "đến" if rises else "", last, _say_unit(found[4])]
    doubt = None if rises else Doubt.NUMBER_UNCLEAR
    return Said(found.end(), " ".join(filter(None, parts)), Why.MEASURE if found[4] else Why.NUMBER, doubt)


def _measure(place: Place) -> Said | None:
    found = _measured().match(place.text, place.at)
    if not found:
        return None
    return Said(found.end(), f"{_amount(place, found[1])} {_say_unit(found[2])}", Why.MEASURE, _unclear(found[1]))


def _tall(place: Place) -> Said | None:
    """ "1m60"."""
    found = _TALL.match(place.text, place.at)
    if not found or found[2] in {"2", "3"}:  # square and cubic metres
        return None
    return Said(found.end(), f"{say_whole(int(found[1]))} mét {say_written(found[2])}", Why.MEASURE)


def _product(place: Place) -> Said | None:
    found = _multiplied().match(place.text, place.at)
    if not found:
        return None
    first, last = (f"{say_written(found[n])} {_say_unit(found[n + 1])}".rstrip() for n in (1, 3))
    return Said(found.end(), f"{first} nhân {last}", Why.NUMBER)


def _fraction(place: Place) -> Said | None:
    found = _FRACTION.match(place.text, place.at)
    if not found:
        return None
    parts = [found[1], *found[2].strip("/").split("/")]
    said = [say_written(part) for part in parts]
    if len(parts) > 2 or place.before() in OF_A_HOUSE:
        return Said(found.end(), " trên ".join(said), Why.NUMBER)
    above, below = (int(part.replace(".", "")) for part in parts)
    as_share = above < below <= _SHARES and not parts[0].startswith("0")
    link = "phần" if as_share else "đến" if _are_school_years(above, below) else "trên"
    return Said(found.end(), f" {link} ".join(said), Why.NUMBER)


def _are_school_years(above: int, below: int) -> bool:
    return below == above + 1 and above > 1900


def _english_groups(place: Place) -> Said | None:
    found = _ENGLISH_GROUPS.match(place.text, place.at)
    if not found:
        return None
    return Said(found.end(), say_whole(int(found[0].replace(",", ""))), Why.NUMBER, Doubt.NUMBER_UNCLEAR)


def _list(place: Place) -> Said | None:
    found = _LIST.match(place.text, place.at)
    return Said(found.end(), ", ".join(map(say_written, found[0].split(","))), Why.NUMBER) if found else None


def _outline(place: Place) -> Said | None:
    """ "1.2" and "2.1.3" of an outline; within a sentence one dot may as well have meant a comma."""
    found = _OUTLINE.match(place.text, place.at)
    if not found or _GROUPS.match(place.text, place.at):
        return None
    said = " chấm ".join(say_whole(int(part)) for part in found[0].split("."))
    doubt = Doubt.NUMBER_UNCLEAR if found[0].count(".") == 1 and not place.opens_line else None
    return Said(found.end(), said, Why.NUMBER, doubt)


_PLAIN = re.compile(_NUMBER)


def _number(place: Place) -> Said | None:
    found = _PLAIN.match(place.text, place.at)
    if not found:
        return None
    written, end = found[0], found.end()
    if written.isdecimal() and len(written) >= _LONG:
        return Said(end, say_digits(written), Why.CODE, Doubt.LONG_NUMBER)
    if written.isdecimal() and len(written) <= 2:
        if is_day_of_month(place, int(written), end):
            return Said(end, say_day(int(written)), Why.DATE)
        if place.before() == "thứ":
            return Said(end, say_ordinal(int(written)), Why.ORDINAL)
        if place.before() == "tháng" and place.before(2) not in {"mỗi", "hằng", "hàng", "một"}:
            return Said(end, say_month(int(written)), Why.DATE)
    return Said(end, _amount(place, written), Why.NUMBER, _unclear(written))


def _amount(place: Place, written: str) -> str:
    """A number; after "số" a zero in front is part of it: "số 05"."""
    if written.startswith("0") and written.isdecimal() and place.before() == "số":
        return say_digits(written)
    return say_written(written)


def _unclear(written: str) -> Doubt | None:
    """ "1,500" is one and a half, but who writes so may have meant one thousand five hundred."""
    whole, comma, part = written.partition(",")
    return Doubt.NUMBER_UNCLEAR if comma and len(part) == 3 and len(whole) <= 3 and whole != "0" else None
