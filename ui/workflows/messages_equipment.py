"""What the codes of equipment mean: neighbourhoods, faults and repairs, boards."""

from __future__ import annotations

from ui.kit.message import Message

_NOT_SAVED = "Chưa lưu thay đổi này; phần đã lưu còn nguyên."

EQUIPMENT: dict[str, Message] = {
    "neighbourhood_known": Message(
        "Sổ đã có {name}.", _NOT_SAVED, "Gõ tên khác, hoặc sửa dòng đã có (F2).", "Đã có {name}."
    ),
    "neighbourhood_unknown": Message(
        "Chưa rõ “{name}” là tổ dân phố, thôn nào.",
        _NOT_SAVED,
        "Gõ đúng tên, hoặc thêm ở Cài đặt, mục Tổ dân phố, thôn.",
        "Chưa rõ “{name}”. Thêm ở mục Tổ dân phố, thôn.",
    ),
    "cluster_not_chosen": Message(
        "Dòng đang chọn không phải cụm loa.", _NOT_SAVED, "Chọn một cụm loa rồi bấm lại phím ấy."
    ),
    "too_many_names": Message(
        "Dòng này gồm {number} tên.", _NOT_SAVED, "Xem lại số đầu và số cuối.", "Xem lại số đầu và số cuối."
    ),
}
