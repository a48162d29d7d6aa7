"""What the city told, in the officer's words."""

from __future__ import annotations

from ttcs_desktop.receiving.model import Came, Fate

KINDS = {
    "article": "Tin, bài",
    "task": "Nhiệm vụ",
    "topics": "Chủ đề của năm",
    "catalogue": "Danh mục chỉ tiêu",
    "notice": "Thông báo",
    "return": "Trả lại báo cáo",
}
_TAKEN_BACK = "Nơi giao đã rút nhiệm vụ này"
_OTHER_KIND = "Loại chưa biết"
FATES = {
    Fate.IN_FORCE: "Đang dùng",
    Fate.OFFERED: "Chưa dùng, chờ anh chị",
    Fate.WITHDRAWN: "Thành phố đã rút",
    Fate.REPLACED: "Đã có bản mới hơn",
    Fate.HELD: "Tạm giữ, chờ anh chị",
    Fate.REFUSED: "Không dùng được",
    Fate.PUT_AWAY: "Đã cất, không dùng",
    Fate.UNKNOWN: "Phần mềm chưa biết loại này",
    Fate.NEW: "Chưa nhập xong",
}


def taken_back(reason: str) -> str:
    """What stands in the note of a task that is not to be done any more."""
    return f"({_TAKEN_BACK}{f': {reason}' if reason else ''})"


def is_taken_back(words: str) -> bool:
    """Whether it is what `taken_back` wrote, with any reason."""
    return words.startswith(f"({_TAKEN_BACK}")


def kind_words(kind: str) -> str:
    """What a line is about."""
    return KINDS.get(kind, _OTHER_KIND)


def title_of(one: Came) -> str:
    """ "Phòng, chống sốt xuất huyết"; what a line is called in a list."""
    if one.kind == "topics":
        return f"Danh mục chủ đề năm {one.year}" if one.year else "Danh mục chủ đề"
    return one.title or kind_words(one.kind)
