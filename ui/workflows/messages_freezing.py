"""What can stand in the way of freezing, sending and reconciling reports, in words."""

from __future__ import annotations

from ui.kit.messages import Message

_KEPT = "Những gì đã lưu vẫn còn nguyên."

FREEZING = {
    "clock_behind": Message(
        "Đồng hồ máy đang chạy chậm: trước cả lần chốt gần nhất, {last:%H:%M ngày %d/%m/%Y}.",
        "Chưa chốt gì, các bản đã chốt còn nguyên.",
        "Chỉnh lại ngày giờ của máy rồi chốt.",
    ),
    "snapshot_altered": Message(
        "Bản chốt số {version} của {template} năm {year} không còn đúng như lúc chốt (mã kiểm tra không khớp).",
        "Máy không dùng số của bản ấy; các bản khác còn nguyên.",
        "Vào Cài đặt, lấy lại sổ từ bản sao lưu gần nhất.",
    ),
    "signature_missing": Message(
        "Nơi nhận chỉ nhận báo cáo đã ký.",
        "Số đã chốt còn nguyên trên máy, chưa gửi.",
        "In báo cáo, trình ký, ghi số và ngày ký rồi gửi.",
    ),
    "report_name_unreadable": Message(
        "Không hiểu tên báo cáo {name}.", _KEPT, "Ghi mẫu/năm, ví dụ 184-6T/2026 hoặc 184-6T/2026@1."
    ),
    "nothing_to_add": Message(
        "Báo cáo này không chốt trước báo cáo kia nên không có ngày nào để cộng thêm.", _KEPT, "Bỏ dấu +."
    ),
}
