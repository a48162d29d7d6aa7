"""What the values of a breakdown are called; apart: a morning without figures need not read every subject's words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from ttcs_desktop.broadcast.equipment.wording import DISPLAYS, THINGS
from ttcs_desktop.broadcast.model import Reason
from ttcs_desktop.broadcast.wording import (
    CONDITIONS,
    KINDS,
    OUTCOMES,
    PRIORITIES,
    REASONS,
    RULES,
    SESSIONS,
    TECHNOLOGIES,
)
from ttcs_desktop.content.wording import FORMS, ORIGINS
from ttcs_desktop.office.wording import DUTIES

_Code = TypeVar("_Code", bound=StrEnum)


def _by_value(words: Mapping[_Code, str]) -> dict[str, str]:
    return {code.value: word for code, word in words.items()}


# What a breakdown's values are called: name of the breakdown → value → words.
PARTS: Mapping[str, Mapping[str, str]] = {
    "priority": _by_value(PRIORITIES),
    "kind": _by_value(KINDS),
    "session": _by_value(SESSIONS),
    "state": _by_value(OUTCOMES),
    "reason": {**_by_value(REASONS), "not_given": REASONS[Reason.NOT_GIVEN]},
    "technology": _by_value(TECHNOLOGIES),
    "condition": _by_value(CONDITIONS),
    "connected": {"0": "Chưa kết nối", "1": "Đã kết nối"},
    "display": _by_value(DISPLAYS),
    "thing": _by_value(THINGS),
    "form": _by_value(FORMS),
    "origin": _by_value(ORIGINS),
    "duty": _by_value(DUTIES),
    "held": {"then": "Của đơn vị lúc ấy", "later": "Nhận về sau khi sáp nhập"},
    "used": {"yes": "Đã dùng", "no": "Chưa dùng"},
    "handling": {"handled": "Xong đúng hạn", "handled_late": "Xong chậm", "overdue": "Quá hạn", "open": "Đang xử lý"},
    "sending": {"done": "Đã gửi", "waiting": "Đang chờ", "refused": "Bị trả lại"},
    "task": {
        "in_time": "Xong đúng hạn",
        "late": "Xong chậm",
        "undated": "Xong, chưa ghi ngày",
        "overdue": "Quá hạn",
        "open": "Chưa đến hạn",
        "dropped": "Không thực hiện",
    },
    "report": {"in_time": "Gửi đúng hạn", "late": "Gửi chậm", "open": "Chưa đến hạn", "missed": "Chưa gửi, đã quá hạn"},
    "rule": _by_value(RULES),
}
BREAKDOWNS = {value: word for words in [*PARTS.values()][::-1] for value, word in words.items()}
