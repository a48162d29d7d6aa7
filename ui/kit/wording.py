"""What every code of the rooms below the subjects means, in Vietnamese: files, fields, the machine, the line."""

from __future__ import annotations

from ui.kit.message import Message

FILES = {
    "file_unreadable": Message(
        "Không đọc được tệp này.",
        "Dữ liệu trên máy không thay đổi.",
        "Mở thử tệp bằng Word hoặc Excel, lưu lại thành tệp mới rồi chọn tệp mới.",
    ),
    "file_damaged": Message(
        "Tệp bị hỏng, không mở được.",
        "Chưa nhập gì vào máy.",
        "Xin lại tệp gốc, hoặc mở bằng Word rồi lưu thành tệp mới.",
    ),
    "file_encrypted": Message(
        "Tệp có đặt mật khẩu.",
        "Chưa nhập gì vào máy.",
        "Mở tệp bằng Word hoặc Excel, bỏ mật khẩu, lưu lại rồi chọn lại tệp.",
    ),
    "file_old_word": Message(
        "Tệp theo định dạng Word cũ (.doc).",
        "Chưa nhập gì vào máy.",
        "Mở bằng Word, chọn Lưu thành, kiểu .docx, rồi chọn tệp mới.",
    ),
    "file_too_large": Message(
        "Tệp lớn quá mức cho phép.",
        "Chưa nhập gì vào máy.",
        "Bỏ bớt ảnh trong tệp, hoặc chép riêng bảng cần nhập rồi bấm Ctrl+V.",
    ),
    "file_bomb": Message(
        "Tệp nén bung ra quá lớn, có thể là tệp độc hại.",
        "Máy đã dừng đọc, chưa nhập gì.",
        "Không mở lại tệp này. Hỏi lại nơi gửi và báo cán bộ CNTT.",
    ),
    "file_hostile": Message(
        "Tệp chứa nội dung không an toàn.",
        "Máy đã dừng đọc, chưa nhập gì.",
        "Không mở lại tệp này. Hỏi lại nơi gửi và báo cán bộ CNTT.",
    ),
    "file_empty": Message(
        "Tệp không có nội dung.",
        "Dữ liệu trên máy không thay đổi.",
        "Kiểm tra lại tệp rồi chọn tệp khác.",
    ),
    "annex_no_table": Message(
        "Không tìm thấy bảng nhiệm vụ trong phụ lục.",
        "Chưa nhập gì vào máy.",
        "Chọn đúng tệp phụ lục, hoặc chép bảng trong Word rồi bấm Ctrl+V.",
    ),
    "annex_format": Message(
        "Chưa đọc được kiểu tệp này.",
        "Chưa nhập gì vào máy.",
        "Chọn tệp .docx, hoặc chép bảng trong Word rồi bấm Ctrl+V.",
    ),
    "file_not_text": Message(
        "Tệp không phải tệp chữ mà máy đọc được.",
        "Chưa nhập gì vào máy.",
        "Mở tệp bằng Excel, lưu thành kiểu CSV UTF-8 rồi chọn tệp mới.",
    ),
    "no_record": Message(
        "Thư mục này chưa có dữ liệu của phần mềm.",
        "Chưa ghi gì vào thư mục.",
        "Chọn đúng thư mục dữ liệu, hoặc tạo dữ liệu mới.",
    ),
    "file_locked": Message(
        "Tệp đang mở ở chương trình khác.",
        "Dữ liệu trên máy vẫn còn nguyên.",
        "Đóng tệp ở chương trình kia rồi làm lại.",
    ),
    "paper_not_written": Message(
        "Chưa ghi được văn bản ra tệp.",
        "Số liệu đã chốt vẫn còn nguyên trên máy.",
        "Đóng tệp nếu đang mở, kiểm tra ổ đĩa rồi bấm In lại.",
    ),
}

FIELDS = {
    "no_such_date": Message(
        "Không có ngày này trên lịch.",
        "Ô giữ nguyên chữ đã gõ, chưa lưu.",
        "Gõ lại ngày, tháng. Ví dụ 28/02.",
        "Không có ngày này. Gõ lại, ví dụ 28/02.",
    ),
    "year_unlikely": Message(
        "Năm vừa gõ có lẽ nhầm.",
        "Ô giữ nguyên chữ đã gõ, chưa lưu.",
        "Gõ lại năm từ 1900 đến 2199, ví dụ 19/6/2026.",
        "Năm có lẽ nhầm. Gõ lại năm từ 1900 đến 2199, ví dụ 19/6/2026.",
    ),
    "date_unreadable": Message(
        "Chưa hiểu ngày vừa gõ.",
        "Ô giữ nguyên chữ đã gõ, chưa lưu.",
        "Gõ như 19/6, 190626, h (hôm nay) hoặc +3.",
        "Chưa hiểu ngày này. Gõ như 19/6, 190626, h, +3.",
    ),
    "number_ambiguous": Message(
        "Số {text} có thể hiểu hai cách.",
        "Ô giữ nguyên chữ đã gõ, chưa lưu.",
        "Gõ lại: {readings[0]} hoặc {readings[1]}.",
        "{readings[0]} hay {readings[1]}? Gõ lại: {readings[0]} hoặc {readings[1]}.",
    ),
    "number_unreadable": Message(
        "Ô này cần một số.",
        "Ô giữ nguyên chữ đã gõ, chưa lưu.",
        "Chỉ gõ chữ số. Ví dụ 1.234 hoặc 12,5.",
        "Cần một số. Gõ như 1.234 hoặc 12,5.",
    ),
    "number_too_long": Message(
        "Số này quá dài, có lẽ gõ nhầm.",
        "Ô giữ nguyên chữ đã gõ, chưa lưu.",
        "Gõ lại số, không quá 15 chữ số.",
        "Số quá dài, có lẽ gõ nhầm. Gõ lại, không quá 15 chữ số.",
    ),
    "number_range": Message(
        "Số nằm ngoài khoảng cho phép.",
        "Ô giữ nguyên chữ đã gõ, chưa lưu.",
        "Gõ số từ {low} đến {high}.",
        "Gõ số từ {low} đến {high}.",
    ),
    "number_below": Message(
        "Số này quá nhỏ.", "Ô giữ nguyên chữ đã gõ, chưa lưu.", "Gõ số từ {low} trở lên.", "Gõ số từ {low} trở lên."
    ),
    "number_above": Message(
        "Số này quá lớn.", "Ô giữ nguyên chữ đã gõ, chưa lưu.", "Gõ số không quá {high}.", "Gõ số không quá {high}."
    ),
    "count_not_whole": Message(
        "Ô này chỉ nhận số nguyên.",
        "Ô giữ nguyên chữ đã gõ, chưa lưu.",
        "Gõ lại không có phần lẻ, ví dụ 12.",
        "Ô này chỉ nhận số nguyên. Gõ lại không có phần lẻ, ví dụ 12.",
    ),
    "required": Message(
        "Ô này chưa có nội dung.",
        "Các ô khác vẫn giữ nguyên.",
        "Điền ô này rồi bấm lưu.",
        "Chưa điền. Ô này không được để trống.",
    ),
}

FIELDS |= {
    "record_gone": Message(
        "Mục này không còn trên máy, có thể vừa bị xóa.",
        "Các mục khác vẫn còn nguyên.",
        "Mở lại trang rồi chọn mục khác.",
    ),
    "url_unreadable": Message(
        "Địa chỉ máy chủ chưa đúng.",
        "Chưa gửi gì, dữ liệu vẫn ở trên máy.",
        "Gõ lại địa chỉ theo giấy kích hoạt.",
        "Địa chỉ chưa đúng. Gõ lại theo giấy kích hoạt.",
    ),
    "url_not_https": Message(
        "Địa chỉ máy chủ không được bảo vệ.",
        "Chưa gửi gì, dữ liệu vẫn ở trên máy.",
        "Gõ địa chỉ bắt đầu bằng https theo giấy kích hoạt.",
        "Địa chỉ phải bắt đầu bằng https.",
    ),
}

FAMILIES = {
    "_missing": FIELDS["required"],
    "_unreadable": Message(
        "Chưa hiểu nội dung vừa gõ.",
        "Ô giữ nguyên chữ đã gõ, chưa lưu.",
        "Xem gợi ý dưới ô rồi gõ lại.",
        "Chưa hiểu nội dung này. Xem gợi ý rồi gõ lại.",
    ),
    "_negative": Message(
        "Số không được âm.",
        "Ô giữ nguyên chữ đã gõ, chưa lưu.",
        "Gõ số từ 0 trở lên.",
        "Không được âm. Gõ số từ 0 trở lên.",
    ),
}
"""Codes that end alike and need no words of their own; a table's own entry wins."""

MACHINE = {
    "database_locked": Message(
        "Dữ liệu đang được chương trình khác dùng.",
        "Việc trước đó đã lưu, việc vừa rồi chưa lưu.",
        "Đóng cửa sổ khác của phần mềm rồi bấm Ctrl+S.",
    ),
    "database_read_only": Message(
        "Thư mục dữ liệu chỉ cho đọc.",
        "Dữ liệu cũ vẫn xem và in được, việc vừa rồi chưa lưu.",
        "Nhờ cán bộ CNTT cấp quyền ghi rồi bấm Ctrl+S.",
    ),
    "database_damaged": Message(
        "Tệp dữ liệu trên máy bị hỏng.",
        "Phần mềm giữ nguyên tệp hỏng, không ghi đè.",
        "Mở Cài đặt, mục Bản sao lưu, lấy lại bản gần nhất; hoặc đóng phần mềm rồi mở lại.",
    ),
    "database_newer": Message(
        "Dữ liệu do bản phần mềm mới hơn tạo ra.",
        "Dữ liệu còn nguyên; bản này không ghi vào được.",
        "Cập nhật phần mềm trên máy này rồi mở lại.",
    ),
    "disk_full": Message(
        "Ổ đĩa đầy, việc vừa rồi chưa lưu được.",
        "Dữ liệu đã lưu trước đó vẫn còn nguyên.",
        "Xóa bớt tệp không cần rồi bấm Ctrl+S.",
    ),
    "disk_error": Message(
        "Ổ đĩa báo lỗi khi đọc hoặc ghi.",
        "Dữ liệu đã lưu trước đó được giữ nguyên.",
        "Sao lưu ra USB ngay và báo cán bộ CNTT kiểm tra ổ đĩa.",
    ),
    "folder_unsuitable": Message(
        "Không đặt dữ liệu ở thư mục này được, vì dễ hỏng khi mất kết nối.",
        "Chưa ghi gì vào đó.",
        "Chọn thư mục trên ổ đĩa của chính máy này.",
    ),
    "second_window": Message(
        "Phần mềm đang mở ở cửa sổ khác.",
        "Dữ liệu vẫn an toàn, chỉ một cửa sổ được ghi.",
        "Quay lại cửa sổ đang mở, hoặc đóng nó rồi mở lại.",
    ),
    "no_keyring": Message(
        "Không mở được kho mật khẩu của máy.",
        "Vẫn làm việc và lưu bình thường, chỉ chưa gửi được.",
        "Đăng nhập lại máy rồi mở lại phần mềm. Vẫn lỗi thì nhờ cán bộ CNTT.",
    ),
    "backup_unsound": Message(
        "Bản sao lưu vừa làm không mở lại được nên đã bỏ.",
        "Dữ liệu đang dùng và các bản sao lưu cũ vẫn còn nguyên.",
        "Chọn ổ đĩa hoặc USB khác rồi sao lưu lại.",
    ),
    "hub_port_taken": Message(
        "Cổng mạng của máy chủ dùng thử đang bị chương trình khác chiếm.",
        "Dữ liệu trên máy vẫn còn nguyên.",
        "Đóng chương trình kia, hoặc chọn cổng khác rồi mở lại.",
    ),
    "settings_not_saved": Message(
        "Chưa ghi được thiết lập.",
        "Dữ liệu của phường vẫn còn nguyên.",
        "Kiểm tra quyền ghi của thư mục thiết lập rồi lưu lại.",
    ),
    "no_printer": Message(
        "Máy chưa có máy in dùng được.",
        "Văn bản vẫn còn nguyên.",
        "Lưu thành tệp PDF, hoặc nối máy in rồi in lại.",
    ),
}

SYNC = {
    "no_hub": Message(
        "Thư mục này chưa có máy chủ nào.", "Dữ liệu đã lưu vẫn còn nguyên.", "Kiểm tra lại thư mục của máy chủ."
    ),
    "offline": Message(
        "Chưa có mạng.",
        "Dữ liệu đã lưu an toàn trên máy này.",
        "Cứ làm việc tiếp, có mạng máy tự gửi.",
    ),
    "slow": Message(
        "Mạng chậm, chưa gửi xong.",
        "Phần đã gửi không phải gửi lại, dữ liệu vẫn ở trên máy.",
        "Chờ máy tự thử lại, hoặc bấm Gửi ngay.",
    ),
    "captive": Message(
        "Mạng đòi đăng nhập trước khi dùng.",
        "Dữ liệu vẫn an toàn trên máy, chưa gửi đi đâu.",
        "Mở trình duyệt, đăng nhập mạng rồi bấm Gửi ngay.",
    ),
    "proxy": Message(
        "Mạng cơ quan yêu cầu tài khoản riêng.",
        "Dữ liệu vẫn an toàn trên máy.",
        "Nhờ cán bộ CNTT khai tài khoản mạng trên máy này.",
    ),
    "tls_untrusted": Message(
        "Không xác minh được máy chủ.",
        "Phần mềm đã ngừng gửi để bảo vệ dữ liệu, mọi thứ vẫn ở trên máy.",
        "Báo cán bộ CNTT kiểm tra mạng và phần mềm diệt virus.",
    ),
    "hub_identity": Message(
        "Máy chủ này không phải máy chủ đã đăng ký.",
        "Không có dữ liệu nào được gửi.",
        "Liên hệ đơn vị quản lý để kiểm tra địa chỉ máy chủ.",
    ),
    "hub_busy": Message(
        "Máy chủ đang bận.",
        "Số liệu đã xếp hàng trên máy, không mất.",
        "Cứ làm việc tiếp, máy tự gửi lại sau ít phút.",
    ),
    "hub_error": Message(
        "Máy chủ gặp lỗi.",
        "Dữ liệu vẫn còn nguyên trên máy, sẽ tự gửi lại.",
        "Nếu quá một ngày chưa gửi được, báo đơn vị quản lý.",
    ),
    "hub_bad_response": Message(
        "Trả lời của máy chủ không hợp lệ, chưa rõ đã nhận hay chưa.",
        "Dữ liệu vẫn ở trên máy, gửi lại không bị trùng.",
        "Chờ máy tự hỏi lại, hoặc bấm Gửi ngay.",
    ),
    "auth_expired": Message(
        "Phiên kết nối đã hết hạn.",
        "Dữ liệu vẫn an toàn trên máy, chưa gửi.",
        "Nhờ cán bộ CNTT nối lại máy này với máy chủ.",
    ),
    "auth_revoked": Message(
        "Máy này đã bị ngừng quyền gửi.",
        "Dữ liệu trên máy vẫn xem, in và xuất được.",
        "Liên hệ đơn vị quản lý xin mã kích hoạt mới.",
    ),
    "submit_already": Message(
        "Kỳ này đã nộp rồi.",
        "Bản đã nộp và biên nhận vẫn giữ nguyên, không gửi thêm.",
        "Cần sửa số thì bấm Đính chính.",
    ),
    "submit_closed": Message(
        "Kỳ báo cáo đã đóng.",
        "Bản đã chốt vẫn giữ nguyên trên máy.",
        "Liên hệ nơi nhận để xin mở lại kỳ.",
    ),
    "submit_invalid": Message(
        "Nơi nhận báo còn ô cần sửa.",
        "Số liệu vẫn còn nguyên trên máy, chưa tính là đã nộp.",
        "Bấm F8 tới từng ô, sửa xong rồi gửi lại.",
    ),
    "receipt_bad": Message(
        "Biên nhận chưa xác minh được, chưa coi là đã nộp.",
        "Bản đã gửi vẫn giữ nguyên trên máy.",
        "Chờ máy tự lấy lại biên nhận, hoặc bấm Gửi ngay.",
    ),
    "manual_route": Message(
        "Đơn vị đang nộp bằng cách nhập tay, chưa nối máy chủ.",
        "Dữ liệu vẫn ở trên máy, chưa gửi đi đâu.",
        "Mở bảng số để nhập vào phần mềm của nơi nhận.",
    ),
    "code_refused": Message(
        "Mã kích hoạt không đúng hoặc đã hết hạn.",
        "Dữ liệu trên máy vẫn còn nguyên, chưa gửi.",
        "Gõ lại mã, hoặc xin đơn vị quản lý mã mới.",
    ),
    "code_other_unit": Message(
        "Mã kích hoạt cấp cho đơn vị khác.",
        "Dữ liệu trên máy vẫn còn nguyên, chưa gửi.",
        "Kiểm tra đơn vị trong Cài đặt, hoặc xin đúng mã của đơn vị.",
    ),
    "trial_unit": Message(
        "Phường Mẫu chỉ để dùng thử, không gửi lên máy chủ thật.",
        "Dữ liệu thử vẫn ở trên máy.",
        "Tạo dữ liệu của đơn vị thật rồi kích hoạt.",
    ),
    "op_refused": Message(
        "Máy chủ không nhận một mục.",
        "Mục đó vẫn giữ trên máy, các mục khác vẫn gửi.",
        "Mở trang Đồng bộ, xem mục ở phần Cần anh chị.",
    ),
    "too_large": Message(
        "Một mục lớn quá mức máy chủ nhận.",
        "Mục đó vẫn giữ trên máy, các mục khác vẫn gửi.",
        "Bỏ bớt tệp kèm theo rồi gửi lại.",
    ),
    "line_narrow": Message(
        "Đường truyền chặn mục lớn.",
        "Mục đó vẫn chờ trên máy, các mục khác vẫn gửi.",
        "Nhờ cán bộ CNTT nới mức gửi, hoặc bấm Xuất gói USB.",
    ),
    "clock_off": Message(
        "Ngày giờ của máy bị lệch.",
        "Dữ liệu không mất, hạn nộp tính theo giờ máy chủ.",
        "Chỉnh lại ngày giờ của máy rồi bấm Gửi ngay.",
    ),
}

GENERAL = FILES | FIELDS | MACHINE | SYNC
"""Every code the rooms below the subjects emit."""
