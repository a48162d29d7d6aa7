"""What the codes of urgent messages mean."""

from __future__ import annotations

from ui.kit.message import Message

_NOT_SENT = "Chưa phát gì; những gì đang gõ vẫn còn."

URGENT: dict[str, Message] = {
    "template_unknown_urgent": Message("Không có loại bản tin này.", _NOT_SENT, "Chọn một trong: {known}."),
    "headline_missing": Message("Chưa có tiêu đề.", _NOT_SENT, "Gõ vài chữ, ví dụ: Nước đang dâng.", "Gõ tiêu đề."),
    "what_missing": Message("Chưa ghi việc gì xảy ra.", _NOT_SENT, "Gõ một câu.", "Gõ một câu việc gì xảy ra."),
    "action_missing": Message("Chưa ghi bà con cần làm gì.", _NOT_SENT, "Gõ một câu.", "Gõ một câu bà con cần làm gì."),
    "nobody_hears": Message(
        "Chưa ghi cụm loa nào nghe được ở nơi này.",
        _NOT_SENT,
        "Chọn cụm loa, hoặc ghi nơi nghe được ở Cài đặt, mục Đài và cụm loa (F8).",
        "Chưa ghi cụm nào nghe được ở đây.",
    ),
    "area_missing": Message("Chưa ghi nơi nào.", _NOT_SENT, "Gõ tên, hoặc chọn toàn đơn vị.", "Gõ tên các nơi ấy."),
    "cluster_not_known": Message(
        "Không có cụm loa “{name}”.", _NOT_SENT, "Gõ đúng số hoặc tên cụm.", "Không có cụm loa “{name}”."
    ),
    "start_past": Message("Giờ bắt đầu đã qua.", _NOT_SENT, "Để trống là phát ngay.", "Đã qua. Để trống là phát ngay."),
    "expires_reversed": Message(
        "Giờ hết hiệu lực không sau giờ bắt đầu.", _NOT_SENT, "Gõ giờ muộn hơn.", "Phải sau giờ bắt đầu."
    ),
    "urgent_too_long": Message(
        "Bản tin khẩn cấp kéo dài quá bảy ngày.",
        _NOT_SENT,
        "Gõ ngày sớm hơn; cần thì phát bản tin mới.",
        "Nhiều nhất bảy ngày.",
    ),
    "repeat_too_short": Message(
        "Chưa đọc xong đã tới lần sau.", _NOT_SENT, "Gõ ít nhất {minutes} phút.", "Ít nhất {minutes} phút."
    ),
    "too_many_plays": Message(
        "Như vậy là phát {number} lần, nhiều hơn {most}.", _NOT_SENT, "Gõ số phút lớn hơn.", "Gõ số phút lớn hơn."
    ),
    "urgent_twice": Message(
        "“{title}” đang còn hiệu lực.",
        "Không phát thêm lần nữa.",
        "Dừng bản tin ấy trước, hoặc đổi tiêu đề.",
        "Đang còn hiệu lực một bản tin như vậy.",
    ),
    "approver_not_known": Message(
        "{name} không có trong danh sách được duyệt hôm nay.",
        _NOT_SENT,
        "Chọn người khác, hoặc thêm lãnh đạo duyệt ở Cài đặt.",
        "Không có trong danh sách được duyệt.",
    ),
    "same_person": Message(
        "Người soạn không tự duyệt khi đơn vị còn người khác.",
        _NOT_SENT,
        "Gọi điện cho lãnh đạo, rồi chọn người đã đồng ý.",
        "Người soạn không tự duyệt.",
    ),
    "how_unknown": Message("Chưa chọn duyệt bằng cách nào.", _NOT_SENT, "Chọn qua điện thoại hoặc trực tiếp."),
    "urgent_reason_missing": Message("Chưa ghi lý do.", "Chưa lưu gì.", "Gõ một câu lý do.", "Gõ một câu lý do."),
    "drill_cuts": Message(
        "Lúc {time:%H:%M} đang có “{title}”. Diễn tập không ngắt mục nào.",
        _NOT_SENT,
        "Gõ giờ khác; trống từ {free:%H:%M} ngày {free:%d/%m}.",
        "Trùng “{title}”. Trống từ {free:%H:%M} ngày {free:%d/%m}.",
    ),
    "drill_not_urgent": Message(
        "Diễn tập không phải bản tin khẩn cấp.",
        "Chưa lưu thay đổi này; phần đã lưu còn nguyên.",
        "Chọn loại khác, hoặc phát bản tin khẩn cấp thật bằng F12.",
        "Diễn tập không phải bản tin khẩn cấp.",
    ),
    "urgent_over": Message("Bản tin này đã hết hiệu lực.", "Không có gì thay đổi.", "Không cần dừng nữa."),
    "nothing_to_replay": Message(
        "Không có mục nào phát lại được.", "Không có gì thay đổi.", "Xếp bằng tay ở Lịch phát (F4)."
    ),
}
