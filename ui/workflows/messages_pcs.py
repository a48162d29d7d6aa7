"""What may go wrong between the PCs of one ward, in Vietnamese."""

from __future__ import annotations

from ui.kit.message import Message

_KEPT = "Những gì đã lưu vẫn còn nguyên."
PCS = {
    "pc_name": Message(
        "Tên máy còn trống hoặc dài quá {most} chữ.",
        _KEPT,
        "Gõ tên như cơ quan vẫn gọi, ví dụ Máy văn phòng.",
        "Gõ tên máy, không quá {most} chữ.",
    ),
    "pc_is_this": Message("Đây là chính máy đang dùng.", _KEPT, "Chỉ thôi dùng được máy khác của đơn vị."),
    "pc_retired": Message("{name} đã thôi dùng từ {day}.", _KEPT, "Muốn dùng lại thì bấm F7."),
    "pc_trial": Message("Sổ dùng thử không cho máy khác tham gia.", _KEPT, "Làm việc này ở sổ của đơn vị."),
    "pc_copy_gone": Message(
        "Chưa làm được bản sao ở {folder}: nơi này không ghi được, hoặc USB đã rút ra.",
        "Sổ trên máy còn nguyên; ở đó không có bản dở dang nào dùng được.",
        "Cắm lại USB rồi bấm F4, hoặc chọn nơi khác.",
    ),
    "pc_copy_full": Message(
        "{folder} hết chỗ, chưa làm được bản sao.", "Sổ trên máy còn nguyên.", "Xóa bớt tệp ở đó hoặc chọn nơi khác."
    ),
    "copy_not_shared": Message(
        "Bản sao này làm trước khi đơn vị cho máy khác tham gia.",
        _KEPT,
        "Ở máy đang dùng, mở Cài đặt, mục Máy của đơn vị, rồi làm bản sao mới.",
        "Bản này làm trước khi đơn vị cho máy khác tham gia. Làm bản sao mới ở máy đang dùng.",
    ),
    "not_shared": Message(
        "Đơn vị chưa cho máy khác tham gia.", _KEPT, "Mở Cài đặt, mục Máy của đơn vị, đặt tên máy này trước."
    ),
    "file_not_exchange": Message(
        "Đây không phải gói của máy khác trong đơn vị.", _KEPT, "Chọn tệp mà máy kia đã ghi bằng Gói cho máy khác."
    ),
    "exchange_other_ward": Message(
        "Gói này không phải của đơn vị mình, hoặc đã hỏng.", _KEPT, "Ở máy kia, ghi lại gói rồi nhập lại."
    ),
    "exchange_own": Message(
        "Gói này do chính máy này ghi.", _KEPT, "Mang gói sang máy kia, rồi mang gói của máy kia về."
    ),
    "source_twin": Message(
        "Một máy khác đang dùng bản chép của chính sổ này.",
        "Không mất gì; máy này đã tự tách thành máy riêng.",
        "Bấm Gửi ngay lần nữa, rồi xem Cài đặt, mục Máy của đơn vị.",
    ),
    "fact_stays": Message(
        "Dòng nhật ký và bản đã chốt không sửa đè được.", _KEPT, "Giữ bản đang dùng, rồi ghi dòng cải chính."
    ),
    "row_misfit": Message(
        "Một mục của máy kia không khớp sổ này.", "Mục ấy được cất riêng.", "Mở mục đó ở máy kia và lưu lại."
    ),
    "op_newer": Message(
        "Máy kia dùng phần mềm mới hơn.", "Việc của máy ấy được giữ, chờ đọc.", "Cập nhật phần mềm ở máy này."
    ),
    "op_unreadable": Message(
        "Có mục của máy kia không đọc được.", "Mục ấy được cất riêng.", "Mở mục đó ở máy kia và lưu lại."
    ),
}
