"""What the codes of reports that agencies owe mean to an officer."""

from __future__ import annotations

from ui.kit.message import Message

_NOT_SAVED = "Chưa lưu thay đổi này; phần đã lưu còn nguyên."
_SAFE = "Danh sách và báo cáo đã nhận còn nguyên."

COLLECTING = {
    "collection_sends": Message("Mẫu này gửi lên trên, không thu của cơ quan nào.", _SAFE, "Chọn mẫu thu báo cáo."),
    "due_missing": Message(
        "Chưa có ngày phải nộp.", _NOT_SAVED, "Gõ hạn nộp; cơ quan nộp đúng ngày ấy cũng là muộn.", "Gõ ngày phải nộp."
    ),
    "due_not_of_year": Message(
        "Ngày phải nộp không thuộc kỳ báo cáo năm {year}.",
        _NOT_SAVED,
        "Gõ ngày trong năm {year} hoặc đầu năm sau.",
        "Gõ ngày trong năm {year} hoặc đầu năm sau.",
    ),
    "agencies_missing": Message(
        "Chưa có tên cơ quan nào.", _NOT_SAVED, "Gõ mỗi dòng một cơ quan.", "Gõ mỗi dòng một cơ quan."
    ),
    "agency_doubled": Message(
        "“{name}” đã có trong danh sách.",
        _NOT_SAVED,
        "Bỏ dòng trùng, hoặc ghi tên cho khác.",
        "“{name}” đã có trong danh sách. Bỏ dòng trùng.",
    ),
    "agencies_too_many": Message(
        "Danh sách dài quá {limit} cơ quan.",
        _NOT_SAVED,
        "Bớt xuống còn {limit} cơ quan.",
        "Nhiều nhất {limit} cơ quan.",
    ),
    "reminded_in_future": Message(
        "Ngày nhắc ở sau hôm nay.", _NOT_SAVED, "Gõ ngày đã nhắc.", "Gõ ngày không sau hôm nay."
    ),
    "already_exempt": Message("Cơ quan này đã được miễn.", _SAFE, "Bấm Thôi miễn nếu cơ quan lại phải báo cáo."),
    "already_reported": Message("Cơ quan này đã gửi báo cáo nên không cần miễn.", _SAFE, "Xem báo cáo đã nhận."),
    "not_exempt": Message("Cơ quan này đang phải báo cáo.", _SAFE, "Chọn cơ quan được miễn."),
    "report_in_future": Message(
        "Ngày nhận ở sau hôm nay.", _NOT_SAVED, "Gõ ngày báo cáo đã tới.", "Gõ ngày không sau hôm nay."
    ),
    "report_too_early": Message(
        "Ngày nhận ở trước năm {year}.",
        _NOT_SAVED,
        "Gõ ngày từ 01/01/{year}.",
        "Gõ ngày từ 01/01/{year}.",
    ),
    "report_empty": Message(
        "Báo cáo chưa có nội dung nào.",
        _NOT_SAVED,
        "Gõ một số liệu, một câu kết quả, hoặc số văn bản.",
        "Gõ một số liệu, một câu, hoặc số văn bản.",
    ),
    "collection_missing": Message(
        "Năm {year} chưa lập danh sách cơ quan phải báo cáo.", _SAFE, "Lập danh sách ở Thống kê trước."
    ),
    "nothing_reported": Message(
        "Chưa cơ quan nào gửi báo cáo nên chưa có gì để chốt.", _SAFE, "Nhận báo cáo của ít nhất một cơ quan rồi chốt."
    ),
    "report_known": Message(
        "Tệp này đã nhận của cơ quan này rồi.", _SAFE, "Không cần nhận lại; bấm Enter ở cơ quan để xem."
    ),
}
"""The codes of `ttcs_desktop.collecting`."""
