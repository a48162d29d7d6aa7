"""The city's side: enrolment, what came from it, and packages on a stick."""

from __future__ import annotations

from collections.abc import Mapping

from ui.kit.message import Message

_KEPT = "Những gì đã lưu vẫn còn nguyên."
_NOT_TAKEN = "Chưa nhập gì; sổ còn nguyên."
_FROZEN_SAFE = "Số đã chốt nằm an toàn trên máy, chưa đặt đi đâu."
_OTHERS = "Sổ còn nguyên; các mục khác thành phố gửi vẫn nhận."

_LINE: Mapping[str, Message] = {
    "manual_route": Message(
        "Đơn vị chưa nối với máy chủ nào.",
        "Số đã chốt còn nguyên trên máy.",
        "In bảng số để nhập phần mềm, rồi ghi Đã nhập phần mềm.",
    ),
    "code_unreadable": Message("Mã kích hoạt không đúng dạng.", _KEPT, "Gõ lại đúng mã đã nhận.", "Gõ lại mã."),
    "code_refused": Message("Máy chủ không nhận mã này.", _KEPT, "Xin mã mới; mỗi mã dùng một lần trong 72 giờ."),
    "code_other_unit": Message("Mã này cấp cho đơn vị khác.", _KEPT, "Xin mã của đúng đơn vị."),
    "url_unreadable": Message("Địa chỉ máy chủ không đúng dạng.", _KEPT, "Gõ địa chỉ như https://…"),
    "url_not_https": Message("Địa chỉ máy chủ không có bảo vệ.", _KEPT, "Dùng địa chỉ bắt đầu bằng https."),
    "trial_needs_loopback": Message(
        "Sổ dùng thử chỉ nối với máy chủ dùng thử trên máy này.", _KEPT, "Lập sổ thật để nối với máy chủ của thành phố."
    ),
    "trial_unit": Message("Máy chủ thật không nhận đơn vị mẫu.", _KEPT, "Lập sổ của đơn vị thật."),
    "unit_code": Message("Mã đơn vị không đúng.", _KEPT, "Gõ mã năm chữ số."),
    "hub_port_taken": Message("Cổng máy chủ đang có chương trình khác dùng.", _KEPT, "Chọn cổng khác, hoặc cổng 0."),
    "hub_running": Message("Máy chủ đang chạy.", "Sổ của máy chủ còn nguyên.", "Tắt máy chủ rồi làm lại."),
    "copy_other_hub": Message("Bản sao này của máy chủ khác.", "Sổ còn nguyên.", "Chọn bản sao của đúng máy chủ này."),
    "op_id_reused": Message(
        "Máy chủ báo mã gửi bị trùng.", "Số đã chốt còn nguyên trên máy.", "Báo cán bộ CNTT kèm mã này."
    ),
}
_PACKAGES: Mapping[str, Message] = {
    "file_not_answer": Message(
        "Tệp này không phải gói trả lời của thành phố.", _NOT_TAKEN, "Bấm Nhập gói, chọn tệp trả lời thành phố đã đưa."
    ),
    "answer_damaged": Message(
        "Gói trả lời bị hỏng.", _NOT_TAKEN, "Chép lại tệp từ nơi đưa sang USB, rồi bấm Nhập gói."
    ),
    "answer_other_hub": Message(
        "Gói này không do máy chủ đã đăng ký làm ra.",
        _NOT_TAKEN,
        "Hỏi lại nơi đưa tệp, rồi bấm Nhập gói chọn tệp đúng.",
    ),
    "answer_other_record": Message(
        "Gói trả lời này là của đơn vị hoặc máy khác.", _NOT_TAKEN, "Bấm Nhập gói, chọn tệp trả lời đúng máy này."
    ),
    "file_not_package": Message(
        "Tệp này không phải gói của một đơn vị.",
        "Máy chủ chưa nhận gì.",
        "Xin lại tệp mà đơn vị lưu bằng nút Xuất gói USB.",
    ),
    "package_damaged": Message(
        "Gói của đơn vị bị hỏng khi chép.",
        "Máy chủ chưa nhận gì; đơn vị còn đủ dữ liệu.",
        "Nhờ đơn vị bấm Xuất gói USB lần nữa.",
    ),
    "package_other_hub": Message(
        "Gói này làm cho máy chủ khác.",
        "Máy chủ chưa nhận gì; đơn vị còn đủ dữ liệu.",
        "Đưa gói tới đúng máy chủ, hoặc nhờ đơn vị bấm Xuất gói USB lại.",
    ),
    "package_not_proven": Message(
        "Không chứng minh được gói do máy đã đăng ký làm ra.",
        "Máy chủ chưa nhận gì; đơn vị còn đủ dữ liệu.",
        "Cấp mã kích hoạt mới cho đơn vị, rồi nhờ bấm Xuất gói USB lại.",
    ),
}
_CAME: Mapping[str, Message] = {
    "line_unreadable": Message(
        "Thành phố gửi một mục mà máy không đọc được.", _OTHERS, "Báo thành phố gửi lại mục này, rồi bấm Gửi ngay."
    ),
    "catalogue_line_wrong": Message(
        "Danh mục chỉ tiêu thành phố gửi có chỗ sai, nên máy không dùng.",
        "Danh mục đang dùng và mọi số không đổi.",
        "Báo thành phố các chỗ dưới đây để gửi lại, rồi bấm Gửi ngay.",
    ),
    "catalogue_offer_gone": Message(
        "Thành phố vừa rút hoặc vừa gửi lại danh mục này.",
        "Danh mục đang dùng không đổi.",
        "Xem lại danh sách, rồi bấm F7 ở mục thành phố gửi mới nhất.",
    ),
    "catalogue_only_offered": Message(
        "Danh mục này thành phố gửi về, đơn vị chưa dùng nên không có gì để bỏ.",
        "Danh mục đang dùng không đổi.",
        "Mở Đồng bộ, chọn mục này, bấm Cất đi.",
    ),
    "line_not_signed": Message(
        "Chữ ký của mục này không đúng, nên máy không dùng.", _OTHERS, "Báo thành phố gửi lại, rồi bấm Gửi ngay."
    ),
    "line_not_refused": Message(
        "Mục này không phải mục bị từ chối nên không cất.", _OTHERS, "Chọn một mục ở phần Cần anh chị rồi bấm Cất đi."
    ),
    "mass_withdrawal": Message(
        "Thành phố rút rất nhiều bài cùng lúc.",
        "Chưa rút bài nào; lịch phát còn nguyên.",
        "Xem danh sách, hỏi lại thành phố, rồi bấm Cho rút.",
    ),
    "nothing_held": Message("Không còn lệnh rút nào chờ trả lời.", _KEPT, "Bấm Gửi ngay để hỏi thành phố có gì mới."),
    "line_too_long": Message(
        "Nội dung dài quá mức cho phép.", "Chưa gửi gì cho các đơn vị.", "Tách thành nhiều mục rồi gửi lại."
    ),
    "other_stream": Message(
        "Mục này đã gửi theo luồng {stream}.",
        "Chưa gửi gì thêm cho các đơn vị.",
        "Gửi lại theo đúng luồng ấy, hoặc đặt mã khác.",
    ),
    "content_unreadable": Message(
        "Tệp nội dung không phải một tài liệu JSON.",
        "Chưa gửi gì cho các đơn vị.",
        "Xem mẫu trong docs/city-lines.md rồi sửa tệp.",
    ),
}
_FOLDER: Mapping[str, Message] = {
    "folder_route": Message(
        "Đơn vị đặt báo cáo vào thư mục, không nối máy chủ.",
        _KEPT,
        "Mang thẳng tệp báo cáo đi nếu không tới được thư mục.",
    ),
    "drop_gone": Message(
        "Không mở được thư mục đặt báo cáo.",
        _FROZEN_SAFE,
        "Cắm lại USB, xem mạng nội bộ hoặc ổ chung, rồi bấm Gửi ngay ở Đồng bộ.",
    ),
    "drop_full": Message(
        "Thư mục đặt báo cáo hết chỗ.", _FROZEN_SAFE, "Báo nơi nhận dọn bớt, rồi bấm Gửi ngay ở Đồng bộ."
    ),
    "drop_read_only": Message(
        "Thư mục đặt báo cáo không cho ghi.", _FROZEN_SAFE, "Xin quyền ghi vào thư mục, rồi bấm Gửi ngay ở Đồng bộ."
    ),
    "drop_taken": Message(
        "Trong thư mục đã có tệp cùng tên mà nội dung khác.",
        "Tệp ấy còn nguyên; số đã chốt nằm an toàn trên máy.",
        "Hỏi nơi nhận tệp ấy của ai, dời tệp đi chỗ khác, rồi bấm Gửi ngay ở Đồng bộ.",
    ),
    "drop_folder_gone": Message("Không mở được thư mục này.", _KEPT, "Cắm lại USB hoặc nối ổ chung, rồi chọn lại."),
    "drop_folder_inside": Message("Thư mục này nằm trong thư mục của sổ.", _KEPT, "Chọn thư mục mà nơi nhận xem được."),
    "drop_has_hub": Message(
        "Đơn vị đã nối với {hub}: báo cáo gửi qua mạng và có biên nhận.", _KEPT, "Không cần chọn thư mục."
    ),
}
_FILE_KEPT = "Số liệu và các tệp khác vẫn đi bình thường."
_FILES: Mapping[str, Message] = {
    "hub_full": Message("Máy chủ hết chỗ chứa tệp.", "Tệp còn nguyên trên máy.", "Báo thành phố; máy tự gửi lại sau."),
    "media_quota": Message(
        "Đơn vị đã gửi hết mức tệp thành phố cho.", _FILE_KEPT, "Hỏi thành phố thêm chỗ, rồi bấm Gửi ngay (F5)."
    ),
    "media_too_large": Message(
        "Tệp lớn quá mức thành phố nhận.", _FILE_KEPT, "Nén âm thanh thành MP3, nhận lại vào bài rồi duyệt."
    ),
    "media_not_as_named": Message(
        "Tệp đi đường không giống bản gốc.",
        "Tệp sai đã bỏ, không dùng.",
        "Bấm Gửi ngay (F5); còn thế thì báo thành phố.",
    ),
    "media_unknown": Message(
        "Thành phố chưa có tệp mà bài nhắc tới.", "Chữ của bài còn nguyên.", "Báo thành phố; máy tự hỏi lại sau."
    ),
    "upload_offset": Message(
        "Máy chủ và máy này đếm tệp lệch nhau.", "Tệp còn nguyên trên máy.", "Cứ làm việc tiếp, máy tự gửi lại."
    ),
    "media_lost": Message(
        "Tệp của bài đã mất hoặc hỏng trên máy này.",
        "Chữ của bài còn nguyên.",
        "Xin lại tệp, nhận lại rồi bấm Gửi ngay.",
    ),
    "media_not_here": Message(
        "Máy chủ chưa có tệp mà mục này nêu.",
        "Chưa gửi gì cho các đơn vị.",
        "Gửi kèm tệp (xem docs/cli.md) rồi làm lại.",
    ),
}
CITY: dict[str, Message] = {**_LINE, **_PACKAGES, **_CAME, **_FOLDER, **_FILES}
STICK: Mapping[str, Message] = {
    "file_too_large": Message(
        "Tệp lớn hơn mọi gói có thể có.", _NOT_TAKEN, "Bấm Nhập gói, chọn lại tệp trả lời thành phố đã đưa."
    ),
    "file_unreadable": Message(
        "Không đọc được tệp này.", _NOT_TAKEN, "Cắm lại USB, đóng chương trình đang mở tệp, rồi bấm Nhập gói."
    ),
    "folder_unsuitable": Message(
        "Không ghi được vào nơi đã chọn.", "Chưa có tệp nào; mọi mục vẫn chờ gửi.", "Cắm lại USB rồi bấm Xuất gói USB."
    ),
    "disk_full": Message(
        "Nơi đã chọn hết chỗ.", "Chưa có tệp nào; mọi mục vẫn chờ gửi.", "Xóa bớt tệp trên USB rồi bấm Xuất gói USB."
    ),
}
"""What general codes mean where the file is a package on a stick; asked before the general words."""
