"""What figures are broken down by, and their shares put in order again: a snapshot lists them as a set."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from ttcs_desktop.statistics.parts.wording import PARTS

DIMENSIONS: Mapping[str, str] = {
    "priority": "Mức ưu tiên",
    "kind": "Loại",
    "session": "Buổi",
    "state": "Kết quả",
    "reason": "Lý do",
    "technology": "Công nghệ",
    "condition": "Tình trạng",
    "connected": "Kết nối",
    "display": "Kiểu bảng",
    "thing": "Thiết bị",
    "form": "Thể loại",
    "origin": "Nơi làm",
    "duty": "Chức trách",
    "used": "Việc sử dụng",
    "handling": "Xử lý",
    "sending": "Việc gửi",
    "task": "Nhiệm vụ",
}


def in_order(shares: Mapping[str, Decimal]) -> list[tuple[str, Decimal]]:
    """Shares by their words, one breakdown after the other, each in its own order; words of the record's own last.

    Where a figure is broken down in several ways each share says by what.
    """
    groups: list[tuple[str, list[str]]] = []
    left = set(shares)
    while left and (name := max(PARTS, key=lambda one: len(left & PARTS[one].keys()))) is not None:
        found = [part for part in PARTS[name] if part in left]
        if not found:
            break
        groups.append((name, found))
        left -= set(found)
    own = sorted(left)
    several = len(groups) + bool(own) > 1
    told = [(_words(name, part, several=several), shares[part]) for name, parts in groups for part in parts]
    return [*told, *((part, shares[part]) for part in own)]


def _words(name: str, part: str, *, several: bool) -> str:
    word = PARTS[name][part]
    return f"{DIMENSIONS[name]}: {word}" if several and name in DIMENSIONS else word


def words_in_order(parts: Iterable[tuple[str, str]]) -> list[tuple[str, Decimal]]:
    """The same out of a snapshot's texts."""
    return in_order({part: Decimal(share) for part, share in parts})
