"""What the codes of equipment mean: neighbourhoods, faults and repairs, boards; with those of urgent messages."""

from __future__ import annotations

from ui.kit.message import Message
from ui.workflows.messages_urgent import URGENT

_NOT_SAVED = "Chưa lưu thay đổi này; phần đã lưu còn nguyên."

EQUIPMENT: dict[str, Message] = URGENT | {
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
    "fault_missing": Message("Chưa ghi hỏng gì.", _NOT_SAVED, "Gõ vài chữ, ví dụ: mất tiếng.", "Gõ hỏng gì."),
    "repair_missing": Message("Chưa ghi đã sửa gì.", _NOT_SAVED, "Gõ vài chữ, ví dụ: thay loa.", "Gõ đã sửa gì."),
    "not_there_yet": Message(
        "{name} chưa có vào ngày này.", _NOT_SAVED, "Gõ ngày sau khi lắp.", "{name} chưa có vào ngày này."
    ),
    "equipment_retired": Message(
        "{name} đã thôi dùng vào ngày này.", _NOT_SAVED, "Xem lại ngày.", "{name} đã thôi dùng vào ngày này."
    ),
    "fault_open": Message(
        "Đang ghi hỏng từ {day:%d/%m/%Y}: {what}.",
        _NOT_SAVED,
        "Sửa xong thì ghi Đã sửa (F6); hỏng thêm thì sửa dòng ấy ở Sổ sửa chữa.",
        "Đang hỏng từ {day:%d/%m/%Y}: {what}. Ghi Đã sửa (F6).",
    ),
    "fault_overlaps": Message(
        "Sổ sửa chữa đã có một lần hỏng của thiết bị này, sửa ngày {day:%d/%m/%Y}.",
        _NOT_SAVED,
        "Gõ từ ngày ấy trở đi.",
        "Đã có lần hỏng sửa ngày {day:%d/%m/%Y}. Gõ từ ngày ấy trở đi.",
    ),
    "fault_mended": Message(
        "Đã ghi sửa xong ngày {day:%d/%m/%Y}.", _NOT_SAVED, "Sửa lời ghi thì bấm F2.", "Đã sửa ngày {day:%d/%m/%Y}."
    ),
    "repair_before_fault": Message(
        "Hỏng ngày {day:%d/%m/%Y}, không thể sửa trước ngày ấy.",
        _NOT_SAVED,
        "Gõ từ ngày hỏng trở đi.",
        "Hỏng ngày {day:%d/%m/%Y}. Gõ từ ngày ấy trở đi.",
    ),
    "board_number_known": Message("Đã có bảng tin số {name}.", _NOT_SAVED, "Gõ số khác.", "Đã có số {name}."),
    "nothing_to_change": Message(
        "Các cụm đã dùng công nghệ này vào ngày ấy.",
        _NOT_SAVED,
        "Chọn công nghệ khác hoặc ngày khác.",
        "Các cụm đã dùng công nghệ này.",
    ),
    "too_many_names": Message(
        "Dòng này gồm {number} tên.", _NOT_SAVED, "Xem lại số đầu và số cuối.", "Xem lại số đầu và số cuối."
    ),
}
