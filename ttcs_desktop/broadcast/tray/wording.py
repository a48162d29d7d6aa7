"""The tray in Vietnamese."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.broadcast.model import Priority
from ttcs_desktop.broadcast.tray.model import Place, TrayItem
from ttcs_desktop.broadcast.wording import PRIORITIES, breaches_words, day_inside
from ttcs_desktop.content.model import ItemState
from ttcs_desktop.content.wording import FILE_COMING

_STATES = {
    ItemState.DRAFT: "nháp",
    ItemState.EDITING: "đang biên tập",
    ItemState.SUBMITTED: "chờ duyệt",
    ItemState.APPROVED: "đã duyệt",
}
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def about(one: TrayItem) -> str:
    """Last day, class where it is not the usual one, state, what it lacks: "hạn 10/06 · ưu tiên · đã duyệt"."""
    item = one.item
    due = f"hạn {item.valid_to:%d/%m}" if item.valid_to else "không ghi hạn"
    if one.ran_out:
        due = f"hết hạn {item.valid_to:%d/%m} mà chưa phát" if item.valid_to else due
    kind = [] if item.priority is Priority.NORMAL else [PRIORITIES[item.priority].lower()]
    lacks = [FILE_COMING] if one.lacks_file else []
    return " · ".join([due, *kind, _STATES[item.state], *lacks])


def place_words(one: TrayItem, place: Place) -> str:
    """What Enter does with an item, in a sentence or two."""
    if one.ran_out:
        return "Bài này đã hết hạn dùng nên không xếp được nữa. Sửa hạn ở Nội dung (Ctrl+E) nếu còn cần phát."
    if place.airing is not None:
        name = place.airing.title
        again = " Buổi này đã duyệt: thêm bài thì phải duyệt lại." if place.reopens else ""
        return f"Enter: thêm vào “{name}”, {place.airing.start:%H:%M} {day_inside(place.airing)}.{again}"
    if place.spot is None:
        return "Hai tuần tới không có chỗ trống nào kịp hạn của bài. Đứng ở một buổi chương trình rồi thử lại."
    start = place.spot.start
    span = f"{start:%H:%M}–{place.spot.end:%H:%M}"
    first = f"Enter: khung riêng {span}, {_weekday(start)} {start:%d/%m}, chỗ trống gần nhất."
    if place.spot.breaks:
        first += f" {breaches_words(place.spot.breaks)} Hai tuần tới máy chưa tìm được chỗ nào hợp hơn."
    return first + (" Muốn thêm vào một chương trình thì chọn buổi ấy trên lịch trước." if one.is_approved else "")


def _weekday(moment: dt.datetime) -> str:
    return _WEEKDAYS[moment.weekday()]
