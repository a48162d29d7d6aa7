"""Board texts and what is wrong with them, in Vietnamese."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from ttcs_desktop.broadcast.board_texts.model import BoardFinding, BoardRule, BoardText
from ttcs_desktop.broadcast.equipment.model import NoticeBoard
from ttcs_desktop.content.model import Unfit

_UNFIT = {
    Unfit.NOT_YET: "chưa tới ngày được dùng",
    Unfit.EXPIRED: "đã hết hạn dùng",
    Unfit.NO_RIGHT: "không có quyền sử dụng",
}
GONE = "Bài đã bỏ"


def board_name(board: NoticeBoard) -> str:
    """Number and name of a board, or the one there is."""
    return f"{board.number}. {board.name}" if board.number and board.name else board.number or board.name


def hours(text: BoardText) -> str:
    """The hours of each day: "cả ngày", "06:00–08:00"."""
    return hours_words(text.opens, text.closes)


def hours_words(opens: dt.time | None, closes: dt.time | None) -> str:
    """As `hours`, of two hours."""
    if opens is None or closes is None:
        return "cả ngày"
    return f"{opens:%H:%M}–{closes:%H:%M}" + (" hôm sau" if closes < opens else "")


def days(text: BoardText) -> str:
    """The days of a text: "01/6", "01/6–07/6"."""
    return days_words(text.date_from, text.date_to)


def days_words(date_from: dt.date, date_to: dt.date) -> str:
    """As `days`, of two days."""
    first, last = (f"{day:%d}/{day.month}" for day in (date_from, date_to))
    return first if date_from == date_to else f"{first}–{last}"


def explain(finding: BoardFinding, titles: Mapping[str, str], boards: Mapping[str, str]) -> str:
    """What is wrong and what mends it.

    Args:
        titles: what items are called, by id.
        boards: what boards are called, by id.
    """
    when = _when(finding.day)
    board = boards.get(finding.board_id, "")
    if finding.rule is BoardRule.SAME_TIME and finding.other is not None:
        other = titles.get(finding.other.item_id, GONE)
        return f"Trùng giờ trên {board} với “{other}”, từ {when}. Đổi giờ hoặc đổi ngày một trong hai tin."
    if finding.rule is BoardRule.UNFIT and finding.unfit is not None:
        return f"{when[:1].upper()}{when[1:]} bài {_UNFIT[finding.unfit]}. Rút ngắn ngày hiện tin hoặc chọn bài khác."
    return {
        BoardRule.NOT_APPROVED: "Bài chưa được duyệt. Duyệt bài trong Nội dung trước khi đưa lên bảng.",
        BoardRule.ITEM_GONE: "Bài không còn trong sổ. Chọn bài khác hoặc bỏ tin này.",
        BoardRule.BOARD_OUT: f"{board} hỏng hoặc đã thôi dùng, từ {when}. Chọn bảng khác, hoặc báo đã sửa ở Cài đặt.",
    }.get(finding.rule, "")


def _when(day: dt.date) -> str:
    return f"ngày {day:%d}/{day.month}"
