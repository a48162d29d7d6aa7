"""What the codes mean of the officer's day: what is asked back before something is taken as said."""

from __future__ import annotations

from ui.kit.messages import Message

_NOT_SAVED = "Chưa lưu thay đổi này; phần đã lưu còn nguyên."

DAY: dict[str, Message] = {
    "words_of_file_missing": Message(
        "Bài này mới có tệp {name}, chưa có chữ.",
        _NOT_SAVED,
        "Gõ lời bài hoặc tóm tắt: lãnh đạo duyệt theo chữ, sổ tìm và đọc theo chữ. Tệp vẫn giữ cùng bài.",
        "Gõ lời bài hoặc tóm tắt tệp {name}: lãnh đạo duyệt theo chữ, tìm và đọc cũng theo chữ.",
    ),
    "article_not_taken": Message(
        "{name} kèm vào một bài không được nhận.", _NOT_SAVED, "Nhận cả bài ấy, hoặc để tệp này đứng riêng."
    ),
    "hour_over": Message(
        "{start:%H:%M} hôm nay đã qua.",
        _NOT_SAVED,
        "Bắt đầu từ ngày mai thì gõ +1 vào ô Từ ngày; hôm nay đã phát thật thì bấm Ctrl+Enter lần nữa.",
        "{start:%H:%M} hôm nay đã qua: gõ +1 để bắt đầu từ ngày mai. Đã phát thật thì Ctrl+Enter lần nữa.",
    ),
    "approved_after_play": Message(
        "“{title}” phát {start:%H:%M} mà ý kiến duyệt {recorded:%H:%M} cùng ngày mới ghi.",
        "Chưa ghi vào sổ phát.",
        "Lãnh đạo đã đồng ý trước giờ phát thì bấm lần nữa; không thì ghi Không phát.",
    ),
    "play_in_book": Message(
        "Sổ phát đã có “{title}” lúc {start:%H:%M} ngày {start:%d/%m/%Y}.",
        _NOT_SAVED,
        "Không ghi hai lần một buổi; xem lại ngày và giờ.",
        "Sổ phát đã có “{title}” lúc {start:%H:%M}.",
    ),
    "play_in_timetable": Message(
        "Lịch đã có “{title}” lúc {start:%H:%M} ngày {start:%d/%m/%Y}.",
        _NOT_SAVED,
        "Bấm Esc, chọn buổi ấy trong lịch rồi bấm 1, 2 hoặc 3.",
        "Lịch đã có “{title}” lúc {start:%H:%M}: Esc, chọn buổi ấy rồi bấm 1.",
    ),
}
