"""Words that are not read as they are written: abbreviations, Roman numbers, single letters, foreign words."""

from __future__ import annotations

import re

from ttcs_desktop.vietnamese.speech_context import Place
from ttcs_desktop.vietnamese.speech_dictionary import Entry
from ttcs_desktop.vietnamese.speech_model import Doubt, Said, Why
from ttcs_desktop.vietnamese.speech_numbers import roman, say_ordinal, say_whole
from ttcs_desktop.vietnamese.speech_syllables import is_syllable

_LETTERS = re.compile(r"[^\W\d_]+")
_ROMAN = re.compile(r"([IVX]+)(?:([ ]?[-–,][ ]?)([IVX]+))?(?![^\W_])(/(?:19|20)[0-9]{2}(?![0-9]))?")
_CAPITALS_AROUND = re.compile(r"[^\W\d_]+")
_TO_A_WEEKDAY = re.compile(r"[-–—](?=[ ]?(?:T[2-7]|CN|[Tt]hứ|[Cc]hủ nhật)(?!\w))")
_SLASH = re.compile(r"(?:/[^\W_]{1,12}[²³]?){1,5}")
_A_WORD_AWAY = 12
_INITIAL = re.compile(r"[^\W\d_]\.")
_AFTER_INITIAL = re.compile(r"[ ]?(\w)")
_WORD_BEFORE = re.compile(r"([^\W\d_]{2,})[ ]$")
_BORN = re.compile(r"\s*:?\s*(19|20)[0-9]{2}(?![0-9])")

_BEFORE_ROMAN = frozenset(
    """
    quý chương điều khóa khoá kỷ kỉ nhóm thứ phần mục loại cấp bậc hạng tập quyển kỳ kì lục vùng đợt hội đoạn khu bảng
    biểu hình mẫu khối diện kiểu thời độ
    """.split()
)
_BEFORE_LETTER = frozenset(
    """
    điểm nhóm tiết khu tổ lớp khối loại mục ý chữ vitamin hạng hiệu cấp phần đội bảng mẫu dãy nhà cụm gan lô tầng
    """.split()
)


def read_word(place: Place) -> Said | None:
    """What begins with a letter and is said otherwise; None for an ordinary word."""
    return _roman(place) or _capitals(place) or _letter(place)


def read_entry(place: Place) -> Said | None:
    """An entry of the dictionary, "UBND" or "24/7". One spelled like a word (DA) is none in a heading."""
    entry = place.dictionary.at(place.text, place.at)
    if entry is None or (entry.is_word and _in_heading(place, len(entry.written))):
        return None
    if _INITIAL.fullmatch(entry.written) and entry.source != "own" and not _names_a_place(place):
        return None
    if entry.source == "own":
        return Said(place.at + len(entry.written), entry.spoken, Why.OWN)
    end, why = place.at + len(entry.written), Why.NAME if entry.is_name else Why.ABBREVIATION
    if _is_birth_year(entry, place, end):
        return Said(end, "sinh năm", why)
    return Said(end, entry.spoken, why, Doubt.SEVERAL_READINGS if entry.also else None, entry.also)


def read_link(place: Place) -> Said | None:
    """A slash or dash that is said: "đồng/người", "9.5/10", "T2-T6". Any other is silent, and no case for us."""
    text, at = place.text, place.at
    if found := _TO_A_WEEKDAY.match(text, at):
        starts = place.before(2) == "thứ" or place.before() == "nhật"
        return Said(found.end(), "đến", Why.SIGN) if starts else None
    found = _SLASH.match(text, at)
    of_figures = place.previous_char().isdigit()
    if not found or not (of_figures or place.before() in place.dictionary.shipped.over):
        return None
    if of_figures and text[at + 1].isdigit():
        return Said(at + 1, "trên", Why.SIGN)
    under = [place.dictionary.shipped.under.get(word) for word in found[0][1:].split("/")]
    return Said(found.end(), " ".join(f"trên {word}" for word in under), Why.SIGN) if all(under) else None


def _names_a_place(place: Place) -> bool:
    """Whether "P." or "T." stands before a name or number, and is no initial of a person and no number itself."""
    following = _AFTER_INITIAL.match(place.text, place.at + 2)
    before = _WORD_BEFORE.search(place.text, max(0, place.at - _A_WORD_AWAY), place.at)
    is_initial = before is not None and before[1].istitle()
    counted = place.before() in _BEFORE_ROMAN or place.before() in _BEFORE_LETTER
    return following is not None and not following[1].islower() and not is_initial and not counted


def _is_birth_year(entry: Entry, place: Place, end: int) -> bool:
    return "sinh năm" in entry.also and _BORN.match(place.text, end) is not None


def _roman(place: Place) -> Said | None:
    found = _ROMAN.match(place.text, place.at)
    if not found or (first := roman(found[1])) is None:
        return None
    expected = place.before() in _BEFORE_ROMAN
    heading = place.opens_line and place.text[found.end() : found.end() + 1] in {".", ")"}
    if not (expected or heading) and (len(found[1]) == 1 or is_syllable(found[1])):
        return None
    say = say_ordinal if place.before() == "thứ" else say_whole
    said, last = say(first), roman(found[3] or "")
    if last:
        said += f"{',' if ',' in found[2] else ' đến'} {say(last)}"
    elif found[3]:
        return Said(found.end(1), said, Why.ROMAN)
    if found[4]:
        said += f" năm {say_whole(int(found[4][1:]))}"
    return Said(found.end(), said, Why.ROMAN)


def _capitals(place: Place) -> Said | None:
    """An abbreviation nobody knows is spelled; a word in capitals is a word."""
    letters = _LETTERS.match(place.text, place.at)
    if not letters or len(letters[0]) < 2 or not letters[0].isupper() or is_syllable(letters[0]):
        return None
    spelled = place.dictionary.spell(letters[0])
    return Said(letters.end(), spelled, Why.LETTERS, Doubt.UNKNOWN_ABBREVIATION) if spelled else None


def _letter(place: Place) -> Said | None:
    """A single consonant: "lớp B", "điểm c", "b)". A small one elsewhere is a word being typed."""
    letters = _LETTERS.match(place.text, place.at)
    if not letters or len(letters[0]) != 1 or is_syllable(letters[0]):
        return None
    counted = place.before() in _BEFORE_LETTER or place.text[letters.end() : letters.end() + 1] == ")"
    if not counted and letters[0].islower():
        return None
    spelled = place.dictionary.spell(letters[0])
    return Said(letters.end(), spelled, Why.LETTERS) if spelled else None


def _in_heading(place: Place, length: int) -> bool:
    """Whether a word beside is in capitals too and a word: then everything here is, as in a heading."""
    left = _CAPITALS_AROUND.findall(place.text, max(0, place.at - _A_WORD_AWAY), place.at)
    right = _CAPITALS_AROUND.search(place.text, place.at + length, place.at + length + _A_WORD_AWAY)
    beside = [*left[-1:], *([right[0]] if right else [])]
    return any(len(word) > 1 and word.isupper() and is_syllable(word) for word in beside)
