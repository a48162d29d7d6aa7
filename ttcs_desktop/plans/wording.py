"""Plans in Vietnamese: the doubts of a reading, the kinds of time, rows left out."""

from __future__ import annotations

from collections.abc import Mapping

from ttcs_desktop.plans.doubt import Doubt
from ttcs_desktop.plans.timing import Due, Every, When, WhenKind

KINDS = {
    WhenKind.CONTINUOUS: "Thường xuyên",
    WhenKind.REPEATING: "Định kỳ",
    WhenKind.DEADLINE: "Có hạn",
    WhenKind.WINDOW: "Trong khoảng thời gian",
    WhenKind.ONCE: "Khi phát sinh",
}
PERIODS = {
    Every.DAY: "Hằng ngày",
    Every.WEEK: "Hằng tuần",
    Every.MONTH: "Hằng tháng",
    Every.QUARTER: "Hằng quý",
    Every.HALF: "6 tháng một lần",
    Every.YEAR: "Hằng năm",
}
FIELDS = {
    "": "Cả bảng",
    "text": "Nội dung",
    "lead": "Đơn vị chủ trì",
    "with": "Đơn vị phối hợp",
    "when": "Thời gian",
    "group": "Nhóm",
}
# What is written, then what the officer is asked to do; the draft always keeps the annex's own words.
DOUBTS = {
    "time_missing": "Ô thời gian để trống. Chọn thời gian, hoặc để nguyên nếu làm khi phát sinh.",
    "time_unreadable": "Chưa hiểu “{text}”. Gõ lại thời gian, ví dụ Hằng năm hoặc Trước 30/11.",
    "time_partly_read": "Chưa hiểu phần “{rest}”. Xem lại thời gian đã đọc.",
    "time_guessed": "Chữ “{text}” có thể do quét sai. Xem lại thời gian đã đoán.",
    "time_elsewhere": "Thời gian theo văn bản khác. Gõ ngày cụ thể khi đã biết.",
    "time_mixed": "Vừa ghi thường xuyên vừa ghi hạn. Xem lại để không sót hạn.",
    "time_from_group": "Thời gian lấy theo nhóm. Sửa nếu việc này có thời gian riêng.",
    "no_such_date": "Không có ngày này trên lịch. Gõ lại ngày, tháng.",
    "year_missing": "Chưa rõ năm. Chọn năm của kế hoạch.",
    "several_dates": "Ô này có nhiều mốc, mới lấy một. Tách việc hoặc chọn mốc cần theo dõi.",
    "period_missing": "Ghi định kỳ nhưng chưa rõ kỳ nào. Chọn tháng, quý, 6 tháng hay năm.",
    "lead_missing": "Chưa có đơn vị chủ trì. Điền đơn vị.",
    "lead_from_group": "Đơn vị chủ trì lấy theo nhóm. Sửa nếu việc này do đơn vị khác chủ trì.",
    "names_unsure": "Chưa chắc đây là một hay nhiều đơn vị. Xem lại cách tách tên.",
    "text_unclear": "Chữ có thể do quét sai. So lại với phụ lục gốc.",
    "header_guessed": "Bảng không có dòng tiêu đề, các cột do máy đoán. Xem lại từng cột.",
}
SUGGESTION = "{count} trong {of} dòng của bảng này ghi “{suggestion}”."
SKIPPED = {
    "title_row": "Dòng tên phụ lục",
    "repeated_header": "Tiêu đề lặp lại",
    "column_numbers": "Dòng đánh số cột",
    "empty_row": "Dòng trống",
    "total_row": "Dòng tổng cộng",
    "signature_row": "Dòng ký, nơi nhận",
    "row_without_task": "Dòng không thuộc nhiệm vụ nào",
    "heading_values": "Dòng nhóm có ghi thêm ở các cột khác",
    "heading_without_task": "Dòng nhóm, ghi chú không có nhiệm vụ bên dưới",
    "other_table": "Bảng khác, không phải bảng nhiệm vụ",
}
# Codes of reading a file: what happened, what is safe, what to do.
TROUBLES = {
    "file_unreadable": (
        "Không đọc được tệp này.",
        "Chưa nhập gì vào máy.",
        "Kiểm tra tệp còn đó, không bị chương trình khác giữ, rồi chọn lại.",
    ),
    "file_empty": ("Tệp không có nội dung.", "Chưa nhập gì vào máy.", "Kiểm tra lại tệp rồi chọn tệp khác."),
    "file_too_large": (
        "Tệp lớn hơn {limit_mb} MB.",
        "Chưa nhập gì vào máy.",
        "Bỏ bớt ảnh, hoặc chép riêng bảng phụ lục sang tệp mới rồi chọn tệp mới.",
    ),
    "file_encrypted": (
        "Tệp có đặt mật khẩu.",
        "Chưa nhập gì vào máy.",
        "Mở tệp bằng Word, bỏ mật khẩu, lưu lại rồi chọn lại tệp.",
    ),
    "file_old_word": (
        "Tệp theo định dạng Word cũ (.doc).",
        "Chưa nhập gì vào máy.",
        "Mở bằng Word, chọn Lưu thành, kiểu .docx, rồi chọn tệp mới.",
    ),
    "file_not_word": (
        "Đây không phải tệp Word (.docx).",
        "Chưa nhập gì vào máy.",
        "Mở phụ lục bằng Word, chọn Lưu thành, kiểu .docx, rồi chọn tệp mới.",
    ),
    "file_damaged": (
        "Tệp bị hỏng, không mở được.",
        "Chưa nhập gì vào máy.",
        "Xin lại tệp gốc, hoặc mở bằng Word rồi lưu thành tệp mới.",
    ),
    "file_bomb": (
        "Tệp nén bung ra quá lớn, có thể là tệp độc hại.",
        "Máy đã dừng đọc, chưa nhập gì.",
        "Không mở lại tệp này. Hỏi lại nơi gửi và báo cán bộ CNTT.",
    ),
    "file_hostile": (
        "Tệp chứa nội dung không an toàn.",
        "Máy đã dừng đọc, chưa nhập gì.",
        "Không mở lại tệp này. Hỏi lại nơi gửi và báo cán bộ CNTT.",
    ),
    "annex_no_table": (
        "Không tìm thấy bảng nhiệm vụ trong tệp.",
        "Chưa nhập gì vào máy.",
        "Chọn đúng tệp phụ lục có bảng ghi nhiệm vụ và đơn vị chủ trì.",
    ),
}


def doubt_text(doubt: Doubt) -> str:
    """The sentence shown beside a doubtful field."""
    text = DOUBTS[doubt.code].format_map(_Details(doubt.details))
    return f"{text} {SUGGESTION.format_map(doubt.details)}" if "suggestion" in doubt.details else text


def when_text(when: When) -> str:
    """The normal form in words: "Hằng năm, trước 30/11", "01/4/2026 – 30/6/2026"."""
    name = PERIODS[when.every] if when.kind is WhenKind.REPEATING and when.every else KINDS[when.kind]
    span = _span_text(when)
    due = f"{'trước ' if when.strict else ''}{due_text(when.due)}" if when.due else ""
    if when.kind is WhenKind.DEADLINE and due:
        return due[:1].upper() + due[1:]
    if when.kind is WhenKind.WINDOW and span:
        return span[:1].upper() + span[1:]
    return ", ".join(part for part in (name, due, span) if part)


def due_text(due: Due) -> str:
    """A due day as people write it: 06/6/2026, 30/11, ngày 25."""
    if due.month is None:
        return f"ngày {due.day:02d}"
    month = f"{due.month:02d}" if due.month < 3 else str(due.month)
    return f"{due.day:02d}/{month}" + (f"/{due.year}" if due.year else "")


def _span_text(when: When) -> str:
    start, end = (due_text(Due.of(date)) if date else "" for date in (when.start, when.end))
    if start and end:
        return f"{start} – {end}"
    return f"từ {start}" if start else f"đến {end}" if end else ""


class _Details(dict[str, object]):
    """Details that were not given show as an ellipsis, never as a fault."""

    def __init__(self, details: Mapping[str, object]) -> None:
        super().__init__(details)

    def __missing__(self, key: str) -> str:
        return "…"
