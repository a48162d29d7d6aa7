"""What only the command line has to say to its user, as codes."""

from __future__ import annotations

from collections.abc import Mapping

from ui.kit.message import Message

_KEPT = "Những gì đã lưu vẫn còn nguyên."

EDGE: Mapping[str, Message] = {
    "bug": Message(
        "Phần mềm gặp lỗi của chính nó.",
        _KEPT,
        "Chạy lại. Nếu vẫn lỗi, báo nơi cấp phần mềm kèm dòng này: {place}.",
    ),
    "file_refused": Message(
        "Máy không cho đọc hoặc ghi {name}.",
        _KEPT,
        "Kiểm tra tên và quyền của tệp, thư mục rồi chạy lại.",
    ),
    "backup_onto_record": Message(
        "Không sao lưu đè lên chính tệp sổ đang dùng.",
        "Sổ còn nguyên.",
        "Đặt tên tệp khác, tốt nhất ở ổ đĩa khác hoặc USB.",
    ),
}
