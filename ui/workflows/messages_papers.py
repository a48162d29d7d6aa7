"""What the codes of attachments and directives mean to an officer."""

from __future__ import annotations

from ui.kit.messages import Message

_KEPT = "Những gì đã lưu vẫn còn nguyên."
_NOT_SAVED = "Chưa lưu thay đổi này; phần đã lưu còn nguyên."
_NOT_ATTACHED = "Chưa đính kèm tệp nào của lần này; tệp đã đính kèm trước còn nguyên."
_ATTACHMENTS = {
    "attachment_none": Message("Chưa chọn tệp nào.", _KEPT, "Chọn ít nhất một tệp."),
    "attachment_too_many": Message(
        "Mỗi lần chỉ đính kèm được {most} tệp.", _NOT_ATTACHED, "Chọn ít tệp hơn rồi đính kèm tiếp lần sau."
    ),
    "attachment_folder": Message(
        "“{name}” là một thư mục.", _NOT_ATTACHED, "Mở thư mục ấy rồi chọn từng tệp bên trong."
    ),
    "attachment_program": Message(
        "“{name}” là loại tệp có thể tự chạy trên máy nên không nhận.",
        _NOT_ATTACHED,
        "Nhờ nơi gửi gửi lại dạng PDF, Word, Excel hoặc ảnh.",
    ),
    "attachment_macros": Message(
        "“{name}” có thể chứa lệnh chạy ngầm (macro) nên không nhận.",
        _NOT_ATTACHED,
        "Mở tệp, lưu lại dạng .docx, .xlsx hoặc PDF rồi đính kèm.",
    ),
    "attachment_too_large": Message(
        "“{name}” lớn hơn {limit_mb} MB.", _NOT_ATTACHED, "Quét lại với độ nét thấp hơn, hoặc chia thành nhiều tệp."
    ),
}
_DIRECTIVES = {
    "directive_empty": Message(
        "Văn bản chưa có số và trích yếu.",
        _NOT_SAVED,
        "Gõ số, ký hiệu hoặc trích yếu ghi trên văn bản.",
        "Gõ số, ký hiệu, hoặc ghi trích yếu ở ô dưới.",
    ),
    "directive_known": Message(
        "Đã có văn bản này trong sổ.",
        _NOT_SAVED,
        "Mở văn bản đã có để xem; nếu đúng là văn bản khác thì bấm Lưu lần nữa.",
        "Đã có văn bản cùng số, cùng nơi ban hành, cùng ngày. Vẫn muốn ghi thì bấm Lưu lần nữa.",
    ),
    "fact_too_long": Message(
        "Phần chữ này quá dài.", _NOT_SAVED, "Rút gọn còn tối đa {longest} chữ cái.", "Tối đa {longest} chữ cái."
    ),
    "pages_out_of_range": Message(
        "Số này quá nhỏ hoặc quá lớn.", _NOT_SAVED, "Gõ số từ 1 đến {most}.", "Gõ số từ 1 đến {most}, hoặc để trống."
    ),
    "arrival_without_day": Message(
        "Có số đến nhưng chưa có ngày đến.", _NOT_SAVED, "Gõ ngày đến.", "Gõ ngày đến, hoặc bỏ trống số đến."
    ),
    "arrival_number_taken": Message(
        "Số đến này đã ghi cho văn bản khác trong năm.",
        _NOT_SAVED,
        "Để trống ô Số đến, máy tự ghi số tiếp theo là {next}.",
        "Số này đã dùng trong năm. Để trống thì máy ghi số {next}.",
    ),
    "arrived_in_future": Message(
        "Ngày đến ở sau hôm nay.", _NOT_SAVED, "Gõ ngày văn bản đến.", "Chưa tới ngày này. Gõ hôm nay hoặc trước đó."
    ),
    "arrived_before_issued": Message(
        "Ngày đến trước ngày ban hành.", _NOT_SAVED, "Xem lại hai ngày.", "Ngày đến không thể trước ngày ban hành."
    ),
    "handled_in_future": Message(
        "Ngày xử lý xong ở sau hôm nay.",
        _NOT_SAVED,
        "Gõ ngày đã xử lý xong, hoặc để trống nếu chưa xong.",
        "Chưa tới ngày này. Để trống nếu chưa xử lý xong.",
    ),
    "handled_before_arrived": Message(
        "Ngày xử lý xong trước ngày văn bản đến.",
        _NOT_SAVED,
        "Xem lại hai ngày.",
        "Không thể xong trước ngày văn bản đến.",
    ),
    "replaced_in_circle": Message(
        "Hai văn bản không thể thay thế lẫn nhau.",
        _NOT_SAVED,
        "Chọn văn bản mới hơn, không chọn văn bản đã bị chính văn bản này thay thế.",
        "Văn bản ấy đã được văn bản này thay thế. Chọn văn bản khác.",
    ),
    "based_on_itself": Message(
        "Hai văn bản không thể làm căn cứ cho nhau.",
        _NOT_SAVED,
        "Chọn văn bản khác.",
        "Văn bản ấy đã căn cứ vào chính văn bản này.",
    ),
}
PAPERS = _ATTACHMENTS | _DIRECTIVES
