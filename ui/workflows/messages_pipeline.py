"""What the codes of the pipeline mean: versions, steps, the editorial board, standing authorisations."""

from __future__ import annotations

from ui.kit.messages import Message

_KEPT = "Những gì đã lưu vẫn còn nguyên."
_NOT_SAVED = "Chưa lưu thay đổi này; phần đã lưu còn nguyên."

PIPELINE: dict[str, Message] = {
    "version_is_current": Message("Bài đang đúng như bản này rồi.", _KEPT, "Chọn bản khác nếu muốn đưa về."),
    "sheet_empty": Message("Không có bài nào để trình.", _NOT_SAVED, "Chọn ít nhất một bài đang chờ duyệt."),
    "sheet_item_not_submitted": Message(
        "“{title}” không ở bước chờ duyệt.", "Chưa lập phiếu trình.", "Trình duyệt bài ấy (F6) rồi in lại."
    ),
    "sheet_signed": Message("Phiếu này đã ghi ký, số {number}.", _KEPT, "In phiếu mới cho các bài còn lại."),
    "sheet_item_changed": Message(
        "“{title}” đã sửa hoặc đã duyệt sau khi in phiếu.",
        "Chưa ghi duyệt bài nào.",
        "Bỏ chọn bài ấy, rồi in phiếu mới cho bài ấy.",
    ),
    "item_expired": Message(
        "“{title}” chỉ được dùng đến hết {last:%d/%m/%Y}.", _NOT_SAVED, "Sửa thời hạn (Ctrl+E) hoặc dùng bài khác."
    ),
    "item_no_right": Message(
        "“{title}” không có quyền sử dụng.", _NOT_SAVED, "Xin phép rồi ghi vào bài (Ctrl+E), hoặc dùng bài khác."
    ),
    "permission_missing": Message(
        "Chưa ghi văn bản cho phép.", _NOT_SAVED, "Gõ số văn bản hoặc ai cho phép.", "Gõ số văn bản hoặc ai cho phép."
    ),
    "item_archived": Message("Bài này đã lưu kho.", _NOT_SAVED, "Bấm Chuyển bước: dùng lại, rồi mới sửa."),
    "approver_not_entitled": Message(
        "Ngày ấy người này không phải lãnh đạo, cũng không phải Trưởng Ban biên tập theo quyết định {number}.",
        _NOT_SAVED,
        "Chọn đúng người duyệt, hoặc ghi lại Ban biên tập trong Cài đặt.",
        "Ngày ấy không phải lãnh đạo hay Trưởng Ban biên tập ({number}).",
    ),
    "authorisation_unknown": Message(
        "Sổ chưa có ủy quyền duyệt số {number}.",
        _NOT_SAVED,
        "Ghi ủy quyền này trong Cài đặt, mục Ủy quyền duyệt, rồi duyệt lại.",
        "Chưa có ủy quyền số này. Ghi trong Cài đặt, Ủy quyền duyệt.",
    ),
    "authorisation_ended": Message(
        "Ngày duyệt nằm ngoài thời hạn của ủy quyền ({first:%d/%m/%Y} – {last:%d/%m/%Y}).",
        _NOT_SAVED,
        "Sửa ngày duyệt, hoặc xin ủy quyền mới.",
        "Ủy quyền chỉ có hiệu lực {first:%d/%m/%Y} – {last:%d/%m/%Y}.",
    ),
    "authorisation_other_scope": Message(
        "Ủy quyền số {number} không gồm loại nội dung này.",
        _NOT_SAVED,
        "Trình lãnh đạo duyệt riêng: trực tiếp hoặc trên giấy.",
        "Ủy quyền này không gồm loại nội dung này.",
    ),
    "authorisation_known": Message(
        "Đã ghi ủy quyền số này.", _NOT_SAVED, "Sửa ngày hết hạn của ủy quyền đã ghi.", "Đã có ủy quyền số này."
    ),
    "scope_missing": Message(
        "Chưa chọn ủy quyền gồm những gì.", _NOT_SAVED, "Chọn ít nhất một loại.", "Chọn ít nhất một loại."
    ),
    "issued_after_start": Message(
        "Văn bản ký sau ngày bắt đầu.", _NOT_SAVED, "Gõ ngày bắt đầu từ ngày ký trở đi.", "Từ ngày ký trở đi."
    ),
    "board_known": Message(
        "Đã ghi quyết định số này.", _NOT_SAVED, "Mở Ban biên tập đã ghi.", "Đã ghi quyết định số này."
    ),
    "board_overlaps": Message(
        "Ngày này đã thuộc Ban biên tập theo quyết định {number}.",
        _NOT_SAVED,
        "Sửa lại ngày.",
        "Ngày này đã thuộc Ban biên tập theo {number}.",
    ),
    "member_outside_board": Message(
        "Ban biên tập không làm việc vào ngày này.",
        _NOT_SAVED,
        "Gõ ngày trong thời gian của Ban biên tập.",
        "Ngoài thời gian của Ban biên tập.",
    ),
    "member_known": Message(
        "Người này đang ở trong Ban biên tập.",
        _NOT_SAVED,
        "Ghi ngày thôi của dòng cũ trước.",
        "Đang ở trong Ban. Ghi ngày thôi của dòng cũ trước.",
    ),
    "head_taken": Message(
        "Thời gian này Trưởng ban là {name}.",
        _NOT_SAVED,
        "Ghi ngày thôi của Trưởng ban cũ trước.",
        "Trưởng ban đang là {name}. Ghi ngày thôi trước.",
    ),
}
