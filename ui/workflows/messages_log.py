"""What the codes of the log and of vendors' play logs mean to an officer."""

from __future__ import annotations

from ui.kit.message import Message

_KEPT = "Những gì đã lưu vẫn còn nguyên."
LOG = {
    "log_header": Message(
        "Không thấy lượt phát nào trong tệp này.",
        "Chưa nhập gì vào máy.",
        "Chọn tệp nhật ký của máy phát: mỗi dòng có tên chương trình, ngày giờ, thời lượng.",
    ),
    "log_columns": Message(
        "Chưa biết cột nào là tên chương trình, giờ bắt đầu hoặc thời lượng.",
        "Chưa nhập gì vào máy.",
        "Chỉ rõ cột ấy rồi nhập lại; tệp không ghi thì xin nơi bán máy tệp có đủ.",
    ),
    "log_other_station": Message(
        "Không cụm loa nào trong tệp có trong sổ: {names}.",
        "Chưa nhập gì vào máy.",
        "Chọn nhật ký của đài mình. Nếu đúng là cụm của mình thì thêm cụm ở Cài đặt rồi nhập lại.",
    ),
    "end_before_start": Message(
        "Giờ kết thúc trước giờ bắt đầu.", "Chưa nhập dòng này.", "Sửa giờ trong tệp rồi nhập lại."
    ),
    "moment_ahead": Message("Giờ này chưa tới.", _KEPT, "Gõ ngày giờ đã qua.", "Giờ này chưa tới. Gõ giờ đã qua."),
    "no_clusters": Message("Đài chưa có cụm loa nào.", _KEPT, "Thêm cụm loa ở Cài đặt, mục Đài và cụm loa."),
    "log_file_changed": Message(
        "Tệp “{name}” vừa bị sửa sau khi đọc thử.", "Chưa nhập gì vào sổ.", "Đóng tệp ở chương trình khác rồi nhập lại."
    ),
    "table_too_large": Message(
        "Tệp lớn hơn {limit_mb} MB.",
        "Chưa nhập gì vào sổ.",
        "Xuất nhật ký theo từng tháng rồi nhập từng tệp, tháng trước nhập trước.",
    ),
    "table_too_long": Message(
        "Tệp có quá {rows} dòng.",
        "Chưa nhập gì vào sổ.",
        "Trong Excel chọn Lưu thành, kiểu CSV UTF-8, rồi nhập tệp ấy: tệp CSV dài bao nhiêu cũng được.",
    ),
}
