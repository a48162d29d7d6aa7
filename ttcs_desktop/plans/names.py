"""Names of units in one cell: several leads, one lead with a comma in its name, or lead and partners together.

Cutting is careful: a name is only cut where the next piece begins like a unit of its own.
"""

from __future__ import annotations

import re

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.vietnamese.text import fold, tidy

_BULLET = re.compile(r"^\s*(?:[-–—+*•·▪●○◦►✓]+|(?:\d{1,2}|[a-zđ])[.)])\s*(?=\S)")
_HEADS = frozenset(
    [
        *(
            "phong",
            "ban",
            "so",
            "vu",
            "cuc",
            "bo",
            "hoi",
            "doan",
            "truong",
            "tram",
            "to",
            "xa",
            "phuong",
            "tdp",
            "thon",
        ),
        *("ubnd", "hdnd", "ubmttq", "mttq", "bch", "bchqs", "vp", "dai", "vh-xh", "vhxh", "khdt", "ktht", "cax"),
        *("lhpn", "ccb", "hnd", "dtn"),
    ]
)
# Words that begin like a unit once folded, and are none: Xã hội, Tổ chức, Sở hữu.
_NOT_UNITS = ("xa hoi", "to chuc", "so huu", "so lieu", "bo tri", "ban hanh", "dai chung", "hoi nhap", "truong hop")
_LONG_HEADS = (
    "trung tam",
    "van phong",
    "cong an",
    "uy ban",
    "mat tran",
    "chi cuc",
    "dang uy",
    "chi bo",
    "quan su",
    "thanh tra",
    "kho bac",
    "bao hiem",
    "cong doan",
    "lien doan",
    "hoi dong",
    "bo phan",
    "ban chi huy",
    "doan thanh nien",
    "cac to",
    "cac truong",
    "cac thon",
    "cac phong",
    "cac ban",
    "cac co quan",
    "cac don vi",
    "cac nganh",
    "cac so",
    "cac doan the",
    "cac to chuc",
    "cac hoi",
)
_GENERIC = re.compile(
    r"^(?:phong|ban|so|nganh|hoi|doan|to|xa|phuong|thon|tdp|truong|tram)(?:\s+(?:chuyen mon|nganh|lien quan))?$"
)
_PARTNERS = re.compile(r"(?:don vi|co quan|doan the|to chuc|to dan pho|tdp|thon)\b.*\b(?:lien quan|phuong|xa)\b")
_COUNCIL = re.compile(r"(?:hdnd|hoi dong nhan dan)$")
_LEAD_MARK = re.compile(r"(?:(?:don vi|co quan)\s+)?chu tri\s*:\s*")
_WITH_MARK = re.compile(r"(?:(?:don vi|co quan)\s+)?(?:phoi hop(?:\s+(?:voi|thuc hien))?)\s*:\s*")
_LEAD_TAIL = re.compile(r"\s+chu tri\s*,?\s*(?:va\s+)?phoi hop(?:\s+(?:voi|cung))?\s+|\s+chu tri\s*[;,.]\s*")
_ONLY_LEAD_TAIL = re.compile(r"\s+chu tri\.?$")
_ONLY_WITH_TAIL = re.compile(r"\s+phoi hop\.?$")


@dataclass(frozen=True, slots=True)
class Names:
    """The names of a cell, as written without bullets; `unsure` where another cut is as likely."""

    names: tuple[str, ...]
    unsure: bool = False


def split_names(cell: str) -> Names:
    """Names of the units in `cell`: by line and bullet, by semicolon, by comma or "và" only between units."""
    names: list[str] = []
    unsure = False
    lines, unsure_lines = _joined_lines([line for line in cell.split("\n") if line.strip()])
    for line in lines:
        for piece in re.split(r"\s*;\s*", line):
            cut, doubtful = _split_piece(_clean(piece))
            names.extend(name for name in cut if name)
            unsure = unsure or doubtful
    return Names(tuple(dict.fromkeys(names)), unsure or unsure_lines)


def split_roles(cell: str) -> tuple[str, str]:
    """Lead and partners written in one cell ("Chủ trì: …; Phối hợp: …"): their two texts; no mark means all lead."""
    flat = aligned_fold(cell)
    partner = _WITH_MARK.search(flat)
    leader = _LEAD_MARK.search(flat)
    if partner or leader:
        return _by_marks(cell, leader, partner)
    tail = _LEAD_TAIL.search(flat)
    if tail:
        rest = cell[tail.end() :]
        cut = _ONLY_WITH_TAIL.search(aligned_fold(rest))
        return cell[: tail.start()], rest[: cut.start()] if cut else rest
    tail = _ONLY_LEAD_TAIL.search(flat)
    return (cell[: tail.start()] if tail else cell), ""


def looks_like_unit(text: str) -> bool:
    """Whether a heading names a unit, as in annexes that list tasks under each unit."""
    return len(text) <= 80 and _begins_unit(_clean(text))


def _by_marks(cell: str, leader: re.Match[str] | None, partner: re.Match[str] | None) -> tuple[str, str]:
    marks = sorted((mark.start(), mark.end(), mark is leader) for mark in (leader, partner) if mark)
    before = cell[: marks[0][0]]
    lead, partners = (before, "") if partner and not leader else ("", before)
    for index, (_, end, is_lead) in enumerate(marks):
        text = cell[end : marks[index + 1][0] if index + 1 < len(marks) else len(cell)]
        lead, partners = (f"{lead}{text}", partners) if is_lead else (lead, f"{partners}{text}")
    return lead.strip(" -–+;,.\n"), partners.strip(" -–+;,.\n")


def aligned_fold(text: str) -> str:
    """Folded with one letter for one letter, so that places agree."""
    return "".join((fold(char) or " ")[0] for char in text)


def _joined_lines(lines: list[str]) -> tuple[list[str], bool]:
    """Lines as names: a bullet begins one; without bullets a line that cannot begin a name goes on with the last."""
    bulleted = bool(lines) and bool(_BULLET.match(lines[0]))
    joined: list[str] = []
    unsure = False
    for line in lines:
        text = line.strip()
        marked = _BULLET.match(text) and (bulleted or _begins_unit(text) or _is_person(text))
        goes_on = bool(joined) and not marked and (bulleted or _goes_on(joined[-1], text))
        if goes_on:
            joined[-1] = f"{joined[-1]} {text}"
        else:
            unsure = unsure or bool(joined and not bulleted and not _begins_unit(text) and not _is_person(text))
            joined.append(text)
    return joined, unsure


def _goes_on(last: str, line: str) -> bool:
    if last.endswith((";", ".")):
        return False
    if last.endswith(("-", "–", "&", ",")) or fold(last).endswith((" va", " cac")):
        return not (last.endswith(",") and _begins_unit(line))
    first = line.strip(" -–&")[:1]
    if first == "(":
        return True
    return (first.islower() and not _begins_unit(line)) or line.startswith(("-", "–", "&"))


def _clean(text: str) -> str:
    return tidy(_BULLET.sub("", tidy(text), count=1)).rstrip(" .,;:")


def _split_piece(piece: str) -> tuple[list[str], bool]:
    names: list[str] = []
    unsure = False
    for part in _by_dash(piece):
        pieces = re.split(r"\s*,\s*", part)
        for index, text in enumerate(pieces):
            if index and not _may_follow(names[-1], text):
                unsure = unsure or _might_be_name(names[-1], text, ", ".join(pieces[index:]))
                names[-1] = f"{names[-1]}, {text}"
            else:
                names.append(text)
    cut: list[str] = []
    for name in names:
        cut.extend(_by_and(name))
    return [_clean(name) for name in cut], unsure


def _by_dash(piece: str) -> list[str]:
    """ "Phòng A - Công an phường": bullets that lost their line breaks, told by a unit after the dash."""
    pieces = re.split(r"(\s+[-–+]\s+|\s*/\s*)", piece)
    cut = [pieces[0]]
    for joint, text in zip(pieces[1::2], pieces[2::2], strict=True):
        if _begins_unit(text) and text[:1].isupper() and not _GENERIC.match(fold(text)):
            cut.append(text)
        else:
            cut[-1] += joint + text
    return cut


def _by_and(name: str) -> list[str]:
    for found in re.finditer(r"\s+(?:và|va)\s+", name):
        left, right = name[: found.start()], name[found.end() :]
        apart = right[:1].isupper() and _begins_unit(right) and _begins_unit(left) and len(right.split()) > 1
        if apart and len(left.split()) > 1 and not _COUNCIL.search(fold(left)):
            return [left, *_by_and(right)]
    return [name]


def _may_follow(before: str, text: str) -> bool:
    folded = fold(text)
    if _PARTNERS.match(folded) and not fold(before).startswith(("cac ", "ubnd cac ")):
        return True
    if _GENERIC.match(folded) or not _begins_unit(text):
        return False
    if fold(before).startswith("cac ") and len(before.split()) == 2:
        return False
    return text[:1].isupper() or folded.startswith(("cong an ", "doan thanh nien", "van phong ", "trung tam ", "cac "))


def _might_be_name(before: str, text: str, rest: str) -> bool:
    """A capitalised piece after a comma that is not on its way to the "và" of one long name."""
    return text[:1].isupper() and not fold(before).startswith("cac ") and " va " not in f" {fold(rest)} "


def _begins_unit(text: str) -> bool:
    folded = fold(_BULLET.sub("", text, count=1)).strip()
    if folded.startswith(_NOT_UNITS):
        return False
    head = re.split(r"[\s.]", folded, maxsplit=1)[0] if folded else ""
    return head in _HEADS or head.split("&")[0] in _HEADS or folded.startswith(_LONG_HEADS)


def _is_person(text: str) -> bool:
    words = _clean(text).split()
    return 2 <= len(words) <= 6 and all(word[:1].isupper() for word in words)
