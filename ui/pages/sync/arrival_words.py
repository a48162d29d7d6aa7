"""Where a thing of the city is now, and what is to be done about it, by what it is and what became of it."""

from __future__ import annotations

from ttcs_desktop.receiving.model import Came, Fate

_ELSEWHERE = {
    Fate.REPLACED: ("Bản mới hơn của mục này đang dùng.", "Không phải làm gì."),
    Fate.PUT_AWAY: ("Cất nguyên trên máy này, không dùng.", "Không phải làm gì; cần xem lại thì bấm Lấy lại (F2)."),
    Fate.UNKNOWN: ("Cất nguyên trên máy này, chưa dùng.", "Cập nhật phần mềm; máy sẽ tự nhập."),
    Fate.NEW: ("Đã về máy này, chưa nhập xong.", "Bấm Gửi ngay (F5) để nhập nốt."),
}
_IN_FORCE = {
    "article": ("Nội dung: đã duyệt theo chữ ký của nơi gửi.", "Mở bài, đọc, rồi xếp vào lịch phát."),
    "task": ("Nhiệm vụ: chữ của nơi giao, không sửa ở đây.", "Mở nhiệm vụ, làm xong thì ghi kết quả."),
    "topics": ("Chủ đề của năm: đã vào danh mục của đơn vị.", "Mở danh mục, xem chủ đề nào chưa có bài."),
    "catalogue": ("Danh mục chỉ tiêu: báo cáo chưa chốt đang tính theo danh mục này.", "Không phải làm gì thêm."),
    "notice": ("Thông báo nằm ở đây.", "Đọc; không phải làm gì thêm trên máy."),
    "return": ("Bản đã chốt và biên nhận vẫn còn nguyên.", "Mở kỳ ở Thống kê, sửa số, rồi bấm Đính chính."),
}
_WITHDRAWN = {
    "article": (
        "Nội dung: không phát được nữa; sổ phát giữ những lần đã phát.",
        "Xem Lịch phát, xếp bài khác vào chỗ ấy.",
    ),
    "task": ("Nhiệm vụ: thôi không phải làm; việc đã xong vẫn tính.", "Không phải làm gì thêm."),
    "topics": ("Danh mục của đơn vị giữ nguyên.", "Bỏ chủ đề nào thì mở danh mục, bấm Delete."),
    "catalogue": ("Không còn ở máy này; đơn vị chưa dùng bản này, số không đổi.", "Không phải làm gì."),
    "notice": ("Thông báo này thôi có hiệu lực.", "Không phải làm gì."),
    "return": ("Thành phố nhận lại báo cáo như đã nộp.", "Không phải làm gì."),
}
# A catalogue changes nothing by itself: what the city says of it later takes nothing from what the ward uses.
_CATALOGUE_OFFERED = (
    "Để sẵn ở Cài đặt, chưa số nào đổi theo.",
    "Bấm Enter để mở, xem, rồi bấm F7 để dùng. Không dùng thì bấm Delete, ghi lý do.",
)
_CATALOGUE_STILL_USED = {
    Fate.WITHDRAWN: (
        "Thành phố đã rút, nhưng đơn vị đã dùng nên danh mục này vẫn đang dùng.",
        "Hỏi thành phố. Thôi dùng thì mở danh mục, bấm Delete.",
    ),
    Fate.REPLACED: (
        "Đơn vị vẫn đang dùng bản này; thành phố đã gửi lại mục này sau đó.",
        "Xem mục thành phố gửi sau ở danh sách bên.",
    ),
}
_CATALOGUE_REPLACED = ("Thành phố đã gửi lại mục này sau đó; đơn vị không dùng bản này.", "Không phải làm gì.")
OPENS = {
    "settings": "Mở danh mục",
    "content": "Mở bài",
    "plans": "Mở nhiệm vụ",
    "topics": "Mở chủ đề năm",
    "statistics": "Mở thống kê",
}


def where_and_what(one: Came) -> tuple[str, str]:
    """Where it is now, what to do; both empty where a message of its code says it."""
    if one.kind == "catalogue" and (told := _of_catalogue(one)) is not None:
        return told
    if one.fate in _ELSEWHERE:
        return _ELSEWHERE[one.fate]
    if one.fate is Fate.IN_FORCE:
        return _IN_FORCE.get(one.kind, ("", ""))
    if one.fate is Fate.WITHDRAWN:
        return _WITHDRAWN.get(one.kind, ("", ""))
    return "", ""


def _of_catalogue(one: Came) -> tuple[str, str] | None:
    """What is told of a catalogue alone; None where it is told as of any other line."""
    if one.fate is Fate.OFFERED:
        return _CATALOGUE_OFFERED
    if one.used and one.fate in _CATALOGUE_STILL_USED:
        return _CATALOGUE_STILL_USED[one.fate]
    return _CATALOGUE_REPLACED if one.fate is Fate.REPLACED else None
