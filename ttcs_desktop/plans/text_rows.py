"""Rows of a text that lost its table: where each task begins, and under which heading it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ttcs_desktop.plans.text_words import Word, bare, joined, wrong_letters
from ttcs_desktop.vietnamese.text import fold_words

_ROMAN = re.compile(r"(?P<number>[IVX]{1,5}|[Il1|]{2,3})(?=[.)\s]|$)[.)]?\s*")
_NUMBER = re.compile(r"\(?(?P<number>\d{1,3}|[lI|\]])[.)]?(?=\s|$)\s*")
_GROUP = re.compile(r"^(?:nhom|phan|muc|linh vuc|chuong)\b.{0,12}?\b(?:nhiem vu|ve|[ivx]+|\d|cong tac|giai phap)\b")
# How tasks begin, with what is to be done; folded, in the words that offices write.
_DEEDS = tuple(
    deed.replace(" ", "")
    for deed in (
        "huong dan,thuong xuyen,thiet lap,kiem tra,tham muu,xay dung,to chuc,duy tri,nang cap,dau tu,bien tap,ra soat,"
        "tuyen truyen,phoi hop,cung cap,dang tai,trien khai,ban hanh,tap huan,dao tao,boi duong,quan ly,theo doi,"
        "phat hanh,bao cao,tong hop,day manh,tang cuong,phat huy,lua chon,ket noi,cap nhat,van hanh,bo tri,mo rong,"
        "thuc hien,nghien cuu,chu dong,tiep nhan,san xuat,thong tin,danh gia,so ket,tong ket,hoan thien,kien toan,"
        "phat hien,xu ly,ung dung,khai thac,lan toa,do luong,lap dat,sua chua,thay the,bao dam,dam bao,niem yet"
    ).split(",")
)
_LONG_DEED = 6  # a deed of so many letters is known with one of them wrong
_FOOT = re.compile(r"^(?:noi nhan\b|tm (?:ubnd|uy ban)|kt chu tich|nguoi lap (?:bieu|bang)|luu vt\b)")


@dataclass(slots=True)
class TextRow:
    """A task's own words, from which line to which; `heading` is its group in full."""

    number: str
    heading: str
    first: int
    pieces: list[str] = field(default_factory=list)
    last: int = 0
    number_unsure: bool = False

    @property
    def text(self) -> str:
        return joined(self.pieces)


@dataclass(slots=True)
class TextRows:
    """The rows found, and the lines that belong to none."""

    rows: list[TextRow] = field(default_factory=list)
    left: list[tuple[int, str]] = field(default_factory=list)


def numbered_rows(lines: Sequence[Sequence[Word]]) -> TextRows:
    """Rows that begin with their number, which counts on from the one before or starts anew."""
    return _Gatherer(by_number=True).gather(lines)


def worded_rows(lines: Sequence[Sequence[Word]]) -> TextRows:
    """Rows whose numbers were torn off: told by the words that tasks begin with."""
    return _Gatherer(by_number=False).gather(lines)


@dataclass(slots=True)
class _Gatherer:
    by_number: bool
    found: TextRows = field(default_factory=TextRows)
    heading: str = ""
    _in_heading: bool = False
    _in_group: int = 0

    def gather(self, lines: Sequence[Sequence[Word]]) -> TextRows:
        texts = [joined([word.text for word in line]) for line in lines]
        for number, text in enumerate(texts):
            if not text:
                continue
            if _FOOT.match(fold_words(text)):
                self.found.left.extend((place, one) for place, one in enumerate(texts) if place >= number and one)
                break
            self._take(number, text, next((one for one in texts[number + 1 :] if one), ""))
        for row, following in pairwise(self.found.rows):
            row.last = following.first - 1
        if self.found.rows:
            self.found.rows[-1].last = len(lines)
        return self.found

    def _take(self, number: int, text: str, following: str) -> None:
        heading = _heading(text, following)
        if heading:
            self.heading, self._in_heading, self._in_group = heading, True, 0
            return
        start = self._start(text, following)
        if start is not None:
            counted, rest, unsure = start
            self._in_group += 1
            self._in_heading = False
            row = TextRow(counted, self.heading, number, [rest] if rest else [], number_unsure=unsure)
            self.found.rows.append(row)
        elif self._in_heading and not self._is_lone_number(text):
            self.heading = joined([self.heading, text])
        elif self._is_lone_number(text) and not self.by_number:
            return
        elif self.found.rows and not self._in_heading:
            self.found.rows[-1].pieces.append(text)
        else:
            self.found.left.append((number, text))

    def _start(self, text: str, following: str) -> tuple[str, str, bool] | None:
        """The number of a row that begins here, and the rest of its line."""
        if not self.by_number:
            return ("", text, True) if text[:1].isupper() and _is_deed(f"{text} {following}") else None
        found = _NUMBER.match(text)
        if found is None:
            return None
        rest = text[found.end() :]
        if not (rest or following)[:1].isupper():
            return None
        written = found["number"]
        counted = int(written) if written.isdecimal() else 1
        clear = written.isdecimal()
        if not clear and (self._in_group or not _is_deed(f"{rest} {following}")):
            return None
        if counted not in (self._in_group + 1, self._in_group + 2, len(self.found.rows) + 1):
            return None
        return str(counted), rest, not clear

    @staticmethod
    def _is_lone_number(text: str) -> bool:
        return bool(re.fullmatch(r"(?:[IVX]{1,5}|\d{1,3})[.)]?", text))


def _heading(text: str, following: str) -> str:
    """The heading a line begins, in full: "I. Nhóm nhiệm vụ …"; empty where it is none."""
    plain = fold_words(text)
    if _GROUP.match(plain) and text[:1].isupper():
        return text
    found = _ROMAN.match(text)
    if found is None:
        return ""
    rest, number = text[found.end() :], found["number"]
    words = fold_words(rest or following)
    group = bool(_GROUP.match(words))
    torn = not re.fullmatch(r"[IVX]+", number)
    if group and rest:
        return f"{number.replace('l', 'I').replace('1', 'I').replace('|', 'I')}. {rest}"
    if torn or not rest or not rest[:1].isupper():
        return ""
    return "" if number == "I" and _is_deed(rest) else f"{number}. {rest}"


def _is_deed(text: str) -> bool:
    letters = bare(text[:40])
    return any(
        letters.startswith(deed) or (len(deed) >= _LONG_DEED and wrong_letters(deed, letters[: len(deed)], 1) <= 1)
        for deed in _DEEDS
    )
