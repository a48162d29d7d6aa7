"""Codes of trouble turned into Vietnamese, once, at the edge.

A subject keeps its own table and passes it: `message_of(trouble, MESSAGES)`. There is no registry.
"""

from __future__ import annotations

from collections.abc import Mapping

from ttcs_desktop.basics.errors import Trouble
from ui.kit.message import Message
from ui.kit.wording import FAMILIES, GENERAL

__all__ = ["Message", "message_for", "message_of", "what_to_type"]


def message_of(trouble: Trouble, *tables: Mapping[str, Message]) -> Message:
    """The message of a trouble; the tables given are asked before the general one."""
    return message_for(trouble.code, trouble.details, *tables)


def message_for(code: str, details: Mapping[str, object], *tables: Mapping[str, Message]) -> Message:
    """The message of a code with its gaps filled; a code nobody knows still gets all three parts."""
    for table in (*tables, GENERAL):
        if code in table:
            return table[code].filled(details)
    for ending, message in FAMILIES.items():
        if code.endswith(ending):
            return message
    return Message(
        f"Việc vừa rồi chưa làm được (mã {code}).",
        "Dữ liệu đã lưu trước đó vẫn còn nguyên.",
        "Thử lại. Nếu vẫn lỗi, báo cán bộ CNTT kèm mã này.",
    )


def what_to_type(code: str, details: Mapping[str, object], *tables: Mapping[str, Message]) -> str:
    """The short form beside a field: says what to type."""
    found = message_for(code, details, *tables)
    return found.inline or f"{found.happened} {found.do}"
