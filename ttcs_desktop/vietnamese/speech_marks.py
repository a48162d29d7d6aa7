"""What is a mark and no amount: numbers of documents, telephones, plates, addresses on the network, codes."""

from __future__ import annotations

import re
from functools import lru_cache

from ttcs_desktop.vietnamese.speech_context import Place
from ttcs_desktop.vietnamese.speech_dictionary import Dictionary
from ttcs_desktop.vietnamese.speech_model import Doubt, Said, Why
from ttcs_desktop.vietnamese.speech_numbers import say_digits, say_whole
from ttcs_desktop.vietnamese.speech_syllables import is_syllable

# Every repetition has its most: a pasted heap of signs must not make each place look through all that follows.
_PART = r"[^\W\d_](?:[^\W\d_]|&){0,20}"
_DOCUMENT = re.compile(
    rf"(?P<number>[0-9]{{1,5}})(?:/(?P<year>(?:19|20)[0-9]{{2}}))?(?P<rest>(?:[-/]{_PART}(?P<term>[0-9]{{1,2}})?){{1,5}})(?!\w)"
)
_NUMBER_AND_YEAR = re.compile(r"([0-9]{1,5})/((?:19|20)[0-9]{2})(?![\w/])")
_TERM = re.compile(r"([^\W\d_]+)([0-9]{1,2})")
_PHONES = re.compile(
    r"""
    \+84[ .-]?[0-9](?:[ .-]?[0-9]){8}(?![0-9])           # +84 912 345 678
    | 0[0-9](?:[ .-]?[0-9]){8,9}(?![0-9]|[ .-][0-9])     # 0912.345.678, 0226 3852 123
    | \(0[0-9]{1,3}\)[ .-]?[0-9]{3,4}[ .-]?[0-9]{3,4}(?![0-9])
    | 1[89]00[ .-]?(?:[0-9]{4}|[0-9]{6})(?![0-9])
    """,
    re.VERBOSE,
)
_SHORT_PHONE = re.compile(r"[0-9]{3,5}(?![\w/.,-]{0,20}[0-9])")
_PHONE_WORDS = frozenset(("hotline", "nóng", "thoại", "đài", "gọi", "zalo", "sđt", "đt", "máy"))
_PLATE = re.compile(r"([0-9]{2})([A-ZĐ]{1,2})([0-9]?)[- ]([0-9]{3})\.?([0-9]{2})(?![0-9])")
_CODE = re.compile(r"(?=[\w]{0,30}[0-9²³])(?=[\w]{0,30}[^\W\d_])[^\W_]+(?:-[0-9]+)?(?![^\W_])")
_RUNS = re.compile(r"[0-9]+|[^\W\d_]+")
_ADDRESS = re.compile(
    r"""
    (?:https?://|www\.)[^\s<>"”“]+
    | [\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}
    | (?:[\w-]{1,63}\.){1,6}(?:vn|com|net|org|edu|gov|info|io|asia)(?:/[^\s<>"”“]*)?(?![\w])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ADDRESS_PARTS = re.compile(r"[0-9]+|[^\W\d_]+|[./@_-]")
_TRAILING = ".,;:!?)]}'’"
_LONGEST_SYLLABLE = 7
_VOWELS = "aeiouy"
_LONGEST_ADDRESS_PART = 24


def read_document(place: Place) -> Said | None:
    """The number of a document: 13/QĐ-UBND, 49/2024/NĐ-CP, 05-NQ/TW. A part nobody knows is spelled and doubted."""
    if found := _NUMBER_AND_YEAR.match(place.text, place.at):
        if place.before() != "số":
            return None
        return Said(found.end(), f"{_numbered(found[1])} năm {say_whole(int(found[2]))}", Why.DOCUMENT)
    found = _DOCUMENT.match(place.text, place.at)
    if not found or "/" not in found[0]:
        return None
    parts = re.split(r"[-/]", found["rest"].strip("-/"))
    if not all(_may_be_part(part, place.dictionary) for part in parts):
        return None
    said = [_numbered(found["number"])]
    if found["year"]:
        said.append(f"năm {say_whole(int(found['year']))}")
    known = [_say_part(part, place.dictionary) for part in parts]
    spoken = [one or place.dictionary.spell(part) for one, part in zip(known, parts, strict=True)]
    if len(spoken) > 1 and _is_said_already(place, spoken[0]):
        spoken[0] = "của"
    elif place.words and spoken[0][0].isupper():
        spoken.insert(0, "của")  # no kind, but who issued it at once, as letters and laws have it: 1273/SVHTT-TTBCXB
    said += spoken
    return Said(found.end(), " ".join(said), Why.DOCUMENT, None if all(known) else Doubt.UNKNOWN_ABBREVIATION)


def read_phone(place: Place) -> Said | None:
    """A telephone number, digit by digit; short ones only after "gọi", "đường dây nóng" and their like."""
    found = _PHONES.match(place.text, place.at)
    if not found and (place.before() in _PHONE_WORDS or (place.before() == "số" and place.before(2) in _PHONE_WORDS)):
        found = _SHORT_PHONE.match(place.text, place.at)
    if not found:
        return None
    plus = "cộng " if found[0].startswith("+") else ""
    return Said(found.end(), plus + say_digits(found[0]), Why.PHONE)


def read_plate(place: Place) -> Said | None:
    """The plate of a vehicle: 29H1-123.45."""
    found = _PLATE.match(place.text, place.at)
    if not found:
        return None
    spell = place.dictionary.spell
    parts = (say_digits(found[1]), spell(found[2]), say_digits(found[3]), say_digits(found[4] + found[5]))
    return Said(found.end(), " ".join(part for part in parts if part), Why.CODE)


def read_code(place: Place) -> Said | None:
    """Letters and digits together: QH15, 5G, QL1A, H5N1. Letters nobody knows are spelled."""
    found = _CODE.match(place.text, place.at)
    if not found:
        return None
    if unit := place.dictionary.unit(found[0]):
        return Said(found.end(), unit, Why.MEASURE)
    said, unknown = [], False
    for run in _RUNS.findall(found[0]):
        if run[0] in "0123456789":
            said.append(say_digits(run) if run.startswith("0") and len(run) > 1 else say_whole(int(run)))
        else:
            entry = place.dictionary.at(run, 0) if len(run) > 1 else None
            unknown = unknown or (entry is None and len(run) > 2)
            said.append(entry.spoken if entry else place.dictionary.spell(run))
    return Said(found.end(), " ".join(said), Why.CODE, Doubt.UNKNOWN_ABBREVIATION if unknown else None)


def read_address(place: Place) -> Said | None:
    """An address of the network or of e-mail, always a doubt: nobody can write it down from a loudspeaker."""
    found = _ADDRESS.match(place.text, place.at)
    if not found:
        return None
    written = found[0].rstrip(_TRAILING)
    bare = re.sub(r"^https?://", "", written, flags=re.IGNORECASE).rstrip("/")
    said = [_say_address_part(part, place.dictionary) for part in _ADDRESS_PARTS.findall(bare)]
    return Said(place.at + len(written), " ".join(said), Why.ADDRESS, Doubt.ADDRESS)


def _is_said_already(place: Place, kind: str) -> bool:
    """Whether the kind of the document stands before its number: "Quyết định số 13/QĐ-UBND"."""
    before = " ".join(word for word in place.words if word != "số")
    return before.endswith(kind)


def _numbered(digits: str) -> str:
    return say_digits(digits) if digits.startswith("0") else say_whole(int(digits))


def _may_be_part(part: str, dictionary: Dictionary) -> bool:
    """QĐ, TTg, QyĐ, SVHTT, QH15; not a word such as Tổ in "3/Tổ"."""
    if not part[0].isupper() or not dictionary.spell(part):
        return False
    letters = re.sub(r"\d", "", part)
    return _say_part(part, dictionary) is not None or letters.isupper() or not is_syllable(letters)


def _say_part(part: str, dictionary: Dictionary) -> str | None:
    if spoken := dictionary.in_document(part):
        return spoken
    term = _TERM.fullmatch(part)
    if term and (spoken := dictionary.in_document(term[1])):
        return f"{spoken} khóa {say_whole(int(term[2]))}"
    return None


def _say_address_part(part: str, dictionary: Dictionary) -> str:
    if part[0].isdigit():
        return say_digits(part)
    known = dictionary.shipped.address.get(part.lower())
    if known:
        return known
    split = _split_syllables(part.lower()) if 1 < len(part) <= _LONGEST_ADDRESS_PART else ()
    return " ".join(split) or dictionary.spell(part)


@lru_cache(maxsize=256)
def _split_syllables(letters: str) -> tuple[str, ...]:
    """`hanam` as ha, nam; nothing when it does not come out even.

    Few syllables are better than many, and one that begins with a consonant is better than one that does not.
    """
    if is_syllable(letters):
        return (letters,)
    found = []
    for length in range(1, min(_LONGEST_SYLLABLE, len(letters) - 1) + 1):
        rest = _split_syllables(letters[length:]) if is_syllable(letters[:length]) else ()
        if rest:
            found.append((letters[:length], *rest))
    return min(found, key=lambda split: (len(split), sum(one[0] in _VOWELS for one in split)), default=())
