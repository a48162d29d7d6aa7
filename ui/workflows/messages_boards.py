"""What the codes mean of what is shown on notice boards."""

from __future__ import annotations

from ui.kit.messages import Message

_NOT_SAVED = "Chưa lưu thay đổi này; phần đã lưu còn nguyên."

BOARDS: dict[str, Message] = {
    "slot_cannot_follow": Message(
        "Cả khung không dời theo được.", _NOT_SAVED, "Dời riêng buổi này, hoặc sửa ngày của khung bằng F2."
    ),
    "boards_missing": Message(
        "Chưa chọn bảng tin nào.", _NOT_SAVED, "Chọn ít nhất một bảng.", "Chọn ít nhất một bảng."
    ),
    "hours_half": Message(
        "Giờ hiện tin mới có một đầu.",
        _NOT_SAVED,
        "Gõ cả hai giờ, hoặc để trống cả hai.",
        "Gõ cả hai giờ, hoặc để trống.",
    ),
    "item_gone": Message("Bài này không còn trong sổ.", _NOT_SAVED, "Chọn bài khác.", "Chọn bài khác."),
}
