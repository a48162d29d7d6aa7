"""What the codes of the year's own lists mean: topics, and what Cài đặt keeps."""

from __future__ import annotations

from ui.kit.messages import Message

_KEPT = "Những gì đã lưu vẫn còn nguyên."
_NOT_SAVED = "Chưa lưu thay đổi này; phần đã lưu còn nguyên."

YEAR: dict[str, Message] = {
    "column_in_use": Message(
        "Chuyên mục này còn {number} mục đang dùng (bài, khung phát hoặc số phát).",
        _NOT_SAVED,
        "Bấm F2 ghi ngày thôi chuyên mục; các mục cũ vẫn giữ tên ấy.",
    ),
    "day_not_in_column": Message(
        "Ngày đổi tên nằm ngoài thời gian duy trì chuyên mục.",
        _NOT_SAVED,
        "Gõ ngày sau ngày bắt đầu và không sau ngày thôi.",
        "Gõ ngày sau ngày bắt đầu và không sau ngày thôi.",
    ),
    "rename_day_missing": Message(
        "Chưa có ngày đổi tên.", _NOT_SAVED, "Gõ ngày bắt đầu mang tên mới.", "Gõ ngày bắt đầu mang tên mới."
    ),
    "contribution_known": Message(
        "Bài này đã ghi gửi nơi ấy ngày ấy rồi.",
        _NOT_SAVED,
        "Gõ nơi nhận hoặc ngày khác.",
        "Đã ghi gửi nơi này ngày ấy.",
    ),
    "receiver_missing": Message(
        "Chưa có nơi nhận.", _NOT_SAVED, "Gõ tên đài, báo đã nhận.", "Gõ tên đài, báo đã nhận."
    ),
    "day_in_future": Message(
        "Ngày này chưa tới.",
        _NOT_SAVED,
        "Gõ hôm nay hoặc ngày trước đó.",
        "Chưa tới ngày này. Gõ hôm nay hoặc trước đó.",
    ),
    "person_at_work": Message(
        "Đây là người đang làm việc ở máy này.", _NOT_SAVED, "Nhờ người khác bỏ, hoặc bấm F2 để sửa."
    ),
    "last_officer": Message(
        "Đơn vị cần ít nhất một cán bộ giữ sổ.",
        _NOT_SAVED,
        "Thêm cán bộ giữ sổ khác trước, rồi làm lại.",
        "Đây là cán bộ giữ sổ duy nhất; thêm người khác trước.",
    ),
    "unit_code_unreadable": Message(
        "Mã đơn vị không đúng.", _NOT_SAVED, "Gõ mã năm chữ số trong quyết định.", "Gõ mã năm chữ số."
    ),
    "province_missing": Message("Chưa có tỉnh, thành phố.", _NOT_SAVED, "Gõ tên tỉnh, thành phố.", "Gõ tên tỉnh."),
    "unit_name_kept": Message(
        "Giấy tờ cũ mang tên này nên không bỏ được.", _NOT_SAVED, "Chỉ bỏ được tên mới nhất; tên này bấm F2 để sửa."
    ),
    "last_unit_name": Message(
        "Đơn vị phải có một tên.", _NOT_SAVED, "Bấm F2 để sửa tên này.", "Bấm F2 để sửa tên này."
    ),
    "nothing_to_confirm": Message(
        "Dòng đang chọn không phải cụm loa chờ xác nhận.", _KEPT, "Chọn cụm loa ghi Chưa xác nhận rồi bấm F7."
    ),
    "item_without_words": Message(
        "Bài này mới có tên, chưa có nội dung.", _NOT_SAVED, "Viết nội dung ở Nội dung rồi xếp lại."
    ),
    "no_free_stretch": Message(
        "{days} ngày tới không có chỗ trống kịp hạn của bài.",
        _NOT_SAVED,
        "Chọn một buổi chương trình trên lịch rồi xếp vào buổi ấy, hoặc bấm F4 thêm khung.",
    ),
    "limit_unreadable": Message(
        "Số lần hoặc số giờ không dùng được.", _NOT_SAVED, "Gõ số từ 0 đến {most}.", "Gõ số từ 0 đến {most}."
    ),
    "topic_text_missing": Message(
        "Chủ đề chưa có nội dung.", _NOT_SAVED, "Gõ nội dung chủ đề rồi lưu lại.", "Gõ nội dung chủ đề."
    ),
    "topic_code_taken": Message(
        "Năm này đã có chủ đề mang mã {taken}.", _NOT_SAVED, "Gõ mã khác, hoặc để trống để máy đánh số.", "Gõ mã khác."
    ),
    "period_unreadable": Message(
        "Không đọc được kỳ tuyên truyền.",
        _NOT_SAVED,
        "Gõ như: Cả năm; Quý II; Tháng 3; Tháng 3 - 5; 01/3 - 15/4.",
        "Gõ như: Cả năm; Quý II; Tháng 3 - 5; 01/3 - 15/4.",
    ),
    "period_other_year": Message(
        "Kỳ này nằm ngoài năm {year}.", _NOT_SAVED, "Gõ kỳ trong năm {year}.", "Gõ kỳ trong năm {year}."
    ),
    "wanted_unreadable": Message(
        "Không đọc được số lượt cần phát.",
        _NOT_SAVED,
        "Gõ như: 2/tháng; 1/quý; 4. Để trống khi không giao số.",
        "Gõ như 2/tháng, 1/quý hoặc 4; để trống khi không giao số.",
    ),
    "no_topics": Message(
        "Năm {year} chưa có danh mục chủ đề.", _KEPT, "Bấm Ctrl+T ở Nội dung để lập danh mục, rồi chọn lại."
    ),
    "no_earlier_topics": Message(
        "Trước năm {year} chưa có danh mục chủ đề nào.", _KEPT, "Dán bảng từ Excel bằng Ctrl+V, hoặc bấm F4."
    ),
    "year_unreadable": Message("Không đọc được năm.", _NOT_SAVED, "Gõ năm bốn chữ số.", "Gõ năm bốn chữ số."),
}
