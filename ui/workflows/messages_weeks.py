"""What the codes of published weeks mean, and those of weeks made from weeks."""

from __future__ import annotations

from ui.kit.message import Message

_NOTHING_PUBLISHED = "Chưa ban hành gì; lịch đang soạn còn nguyên."
_AS_IT_WAS = "Bản đã ban hành và lịch đang soạn còn nguyên."

WEEKS: dict[str, Message] = {
    "no_such_proposal": Message("Chỉ có {known} cách gỡ.", _AS_IT_WAS, "Chọn số của một cách đã nêu."),
    "week_over": Message(
        "Tuần này đã qua nên không ban hành được nữa.",
        _NOTHING_PUBLISHED,
        "Sang tuần này hoặc tuần sau (PgDn) rồi ban hành.",
    ),
    "week_blocked": Message(
        "Tuần này còn {number} chỗ phải xử lý nên chưa ban hành được.",
        _NOTHING_PUBLISHED,
        "Bấm F7 ở Lịch phát: mỗi chỗ có lý do và cách gỡ.",
    ),
    "week_undecided": Message(
        "Tuần này có {number} chỗ chờ anh chị quyết định.",
        _NOTHING_PUBLISHED,
        "Xem từng chỗ; giữ như vậy thì đánh dấu “Đã xem và quyết định” rồi ban hành.",
        "Đánh dấu khi đã xem.",
    ),
    "week_empty": Message(
        "Tuần này chưa có buổi phát nào.", _NOTHING_PUBLISHED, "Thêm khung phát (F4) hoặc chép tuần khác sang (Ctrl+D)."
    ),
    "template_own_days": Message(
        "Các khung của tuần này đều phát theo ngày riêng, không theo thứ, nên không thành tuần mẫu được.",
        "Chưa lưu mẫu.",
        "Chọn một tuần có khung phát theo thứ.",
        "Tuần này không có khung theo thứ.",
    ),
    "same_week": Message("Hai tuần là một.", "Chưa chép gì.", "Chọn tuần khác.", "Chọn tuần khác."),
    "shift_missing": Message(
        "Chưa cho biết dời bao lâu.", "Chưa dời buổi nào.", "Gõ số phút hoặc số ngày khác 0.", "Gõ số khác 0."
    ),
    "shift_too_far": Message(
        "Chỉ dời được trong {most} ngày.", "Chưa dời buổi nào.", "Gõ số ngày nhỏ hơn.", "Nhiều nhất {most} ngày."
    ),
    "shift_parts_weeks": Message(
        "Khung này mấy tuần mới phát một tuần; dời chừng ấy ngày thì các thứ của nó rơi vào những tuần khác nhau.",
        "Khung còn nguyên.",
        "Dời ít ngày hơn, hoặc tách mỗi thứ một khung rồi dời.",
        "Các thứ của khung sẽ rơi vào những tuần khác nhau.",
    ),
    "shift_editions": Message(
        "Những ngày tới của khung đã chọn bài theo ngày; dời sang ngày khác thì bài không theo.",
        "Khung còn nguyên.",
        "Dời theo phút trong ngày, hoặc dời riêng từng buổi.",
        "Bài đã chọn theo ngày: chỉ dời theo phút được.",
    ),
    "shift_not_weekly": Message(
        "Khung này không theo thứ trong tuần nên không dời sang ngày khác được.",
        "Khung còn nguyên.",
        "Dời theo phút trong ngày, hoặc sửa ngày của khung (F2).",
        "Khung này chỉ dời theo phút được.",
    ),
    "nothing_to_shift": Message(
        "Không có buổi nào dời được.", "Lịch còn nguyên.", "Xem bảng: mỗi dòng nói vì sao giữ nguyên."
    ),
    "week_template_unknown": Message(
        "Không có tuần mẫu tên “{name}”.", "Lịch còn nguyên.", "Gõ đúng tên, hoặc lưu một tuần làm mẫu trước."
    ),
    "nothing_to_take": Message(
        "Không có gì để chép sang tuần ấy.",
        "Lịch còn nguyên.",
        "Xem bảng: mỗi dòng nói vì sao không chép; sang tuần khác hoặc thêm khung (F4).",
    ),
    "published_replaced": Message(
        "Lần ban hành này không còn hiệu lực.", _AS_IT_WAS, "Chỉ thu hồi được lần ban hành đang có hiệu lực."
    ),
    "published_on_board": Message(
        "“{title}” đã hiện trên bảng tin từ {start:%H:%M} ngày {start:%d/%m} theo lịch này nên không thu hồi được.",
        _AS_IT_WAS,
        "Sửa tin trên bảng tin (Ctrl+J) rồi ban hành lần tiếp theo.",
    ),
    "published_on_air": Message(
        "“{title}” lúc {start:%H:%M} ngày {start:%d/%m} đã tới giờ phát theo lịch này nên không thu hồi được.",
        _AS_IT_WAS,
        "Sửa lịch những ngày còn lại rồi ban hành lần tiếp theo. Buổi ấy không phát thì ghi vào sổ phát trước.",
    ),
}
