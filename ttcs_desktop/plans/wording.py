"""Plans in Vietnamese: the doubts of a reading, the kinds of time, rows left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from ttcs_desktop.papers.wording import month, short_date, two_digits
from ttcs_desktop.plans.doubt import Doubt
from ttcs_desktop.plans.model import Plan, TaskState
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
STATES = {
    TaskState.TODO: "Chưa làm",
    TaskState.DOING: "Đang làm",
    TaskState.WAITING: "Chờ duyệt",
    TaskState.DONE: "Hoàn thành",
    TaskState.DROPPED: "Không thực hiện",
}
_HALVES = {"H1": "6 tháng đầu năm", "H2": "6 tháng cuối năm"}
_QUARTERS = {"Q1": "Quý I", "Q2": "Quý II", "Q3": "Quý III", "Q4": "Quý IV"}
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
    "lead_from_text": "Không có ô chủ trì, đơn vị lấy từ lời của nhiệm vụ. Xem lại đơn vị.",
    "names_unsure": "Chưa chắc đây là một hay nhiều đơn vị. Xem lại cách tách tên.",
    "text_unclear": "Chữ có thể do quét sai. So lại với phụ lục gốc.",
    "name_guessed": "“{text}” có thể do quét sai, hiểu là “{name}”. So lại với phụ lục gốc.",
    "office_new": "Chưa biết đơn vị “{text}”, tên lấy từ các dòng giống nhau. Xem tên có đủ chữ không.",
    "number_guessed": "Số thứ tự quét chưa rõ, đoán là {number}. So lại với phụ lục gốc.",
    "order_guessed": "Chữ bị xáo cột, ô này ghép theo thứ tự dòng. So lại với phụ lục gốc.",
    "text_rebuilt": "Bảng dựng lại từ chữ rời, chép từ PDF hoặc bản quét. So từng dòng với phụ lục gốc.",
    "sheet_chosen": "Tệp có nhiều bảng nhiệm vụ, đã lấy trang tính “{sheet}”, chưa lấy {others}. Xem có đúng không.",
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
    "other_sheet": "Trang tính khác cũng có bảng nhiệm vụ",
}
# What annexes of wards say most: broken text is put together again by them, and nothing else is made of them.
USUAL_OFFICES = (
    "Phòng Văn hóa – Xã hội",
    "Phòng VH-XH",
    "Phòng Kinh tế, Hạ tầng và Đô thị",
    "Phòng KTHT&ĐT",
    "Phòng Kinh tế",
    "Phòng Nội vụ",
    "Phòng Tài chính – Kế hoạch",
    "Phòng Giáo dục và Đào tạo",
    "Phòng Văn hóa và Thông tin",
    "Phòng Văn hóa, Khoa học và Thông tin",
    "Văn phòng HĐND&UBND",
    "Văn phòng HĐND và UBND",
    "Văn phòng UBND",
    "Văn phòng Đảng ủy",
    "Ban Xây dựng Đảng",
    "Ban Tuyên giáo và Dân vận",
    "Ủy ban MTTQ Việt Nam",
    "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "UBMTTQ",
    "Công an phường",
    "Công an xã",
    "Ban Chỉ huy Quân sự phường",
    "Ban Chỉ huy Quân sự xã",
    "Đoàn Thanh niên",
    "Hội Liên hiệp Phụ nữ",
    "Hội Cựu chiến binh",
    "Hội Nông dân",
    "Trạm Y tế",
    "Trung tâm Phục vụ hành chính công",
    "Trung tâm Cung ứng dịch vụ công",
    "Trung tâm Văn hóa – Thông tin và Thể thao",
    "Trung tâm Văn hóa, Thể thao và Truyền thanh",
    "Đài Truyền thanh phường",
    "Đài Truyền thanh xã",
    "Sở Văn hóa và Thể thao",
    "Sở Khoa học và Công nghệ",
    "Sở Thông tin và Truyền thông",
    "Công an thành phố",
    "UBND phường",
    "UBND xã",
)
USUAL_PARTNERS = (
    "Các cơ quan, đơn vị có liên quan",
    "Các cơ quan, đơn vị liên quan",
    "Các đơn vị có liên quan",
    "Các đơn vị liên quan",
    "Các cơ quan liên quan",
    "Các phòng, ban, đơn vị liên quan",
    "Các phòng, ban, ngành, đoàn thể",
    "Các ban, ngành, đoàn thể",
    "Các tổ dân phố",
    "Các sở, ban, ngành",
)
USUAL_TIMES = (
    *("Thường xuyên", "Hằng năm", "Hằng quý", "Hằng tháng", "Hằng tuần", "Hằng ngày", "Định kỳ", "Khi phát sinh"),
    *("Theo yêu cầu", "Đột xuất", "Năm ####", "Năm ####-####", "Thường xuyên ####-####", "Quý I/####"),
    *("Quý II/####", "Quý III/####", "Quý IV/####", "Quý I", "Quý II", "Quý III", "Quý IV", "Quý #/####"),
    *("Tháng #/####", "Tháng ##/####", "Trước ngày ##/##/####", "Trước ##/##/####", "Trước ngày ##/#/####"),
    *("Trước ngày ##/##", "Trước ##/##", "Đến năm ####", "6 tháng, năm", "Trong năm ####"),
)
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
    "file_old_excel": (
        "Tệp theo định dạng Excel cũ (.xls) hoặc kiểu nén (.xlsb).",
        "Chưa nhập gì vào máy.",
        "Mở bằng Excel, chọn Lưu thành, kiểu .xlsx, rồi chọn tệp mới.",
    ),
    "file_macros": (
        "Tệp Excel có kèm chương trình (macro).",
        "Chưa nhập gì vào máy, không chạy gì trong tệp.",
        "Mở bằng Excel, chọn Lưu thành, kiểu .xlsx, hoặc chép bảng rồi bấm Ctrl+V.",
    ),
    "file_outside": (
        "Tệp Excel lấy số từ tệp khác hoặc từ mạng.",
        "Chưa nhập gì vào máy, không mở tệp nào khác.",
        "Trong Excel bôi đen bảng nhiệm vụ, bấm Ctrl+C, về đây bấm Ctrl+V.",
    ),
    "sheet_too_large": (
        "Trang tính có quá {rows} dòng.",
        "Chưa nhập gì vào máy.",
        "Trong Excel bôi đen riêng bảng nhiệm vụ, bấm Ctrl+C, về đây bấm Ctrl+V.",
    ),
    "file_pdf": (
        "Chưa đọc thẳng được tệp PDF.",
        "Chưa nhập gì vào máy.",
        "Mở tệp PDF, bôi đen bảng nhiệm vụ, bấm Ctrl+C, về trang Nhiệm vụ bấm Ctrl+V.",
    ),
    "file_rich_text": (
        "Tệp theo kiểu chữ cũ (.rtf).",
        "Chưa nhập gì vào máy.",
        "Mở bằng Word, chọn Lưu thành, kiểu .docx, rồi chọn tệp mới.",
    ),
    "file_picture": (
        "Tệp này là ảnh chụp hoặc ảnh quét.",
        "Chưa nhập gì vào máy.",
        "Xin bản Word hoặc Excel của phụ lục; không có thì dùng phần mềm nhận dạng chữ rồi dán chữ vào đây.",
    ),
    "file_not_word": (
        "Đây không phải tệp Word, Excel hay tệp chữ.",
        "Chưa nhập gì vào máy.",
        "Mở phụ lục bằng Word, chọn Lưu thành, kiểu .docx, rồi chọn tệp mới.",
    ),
    "text_too_long": (
        "Chữ dài quá {lines} dòng.",
        "Chưa nhập gì vào máy.",
        "Chỉ chép phần phụ lục có bảng nhiệm vụ rồi dán lại.",
    ),
    "paste_empty": (
        "Chưa chép bảng nào.",
        "Chưa nhập gì vào máy.",
        "Trong Word hoặc Excel bôi đen bảng nhiệm vụ, bấm Ctrl+C, về đây bấm Ctrl+V.",
    ),
    "paste_no_table": (
        "Phần vừa chép không có bảng nhiệm vụ.",
        "Chưa nhập gì vào máy.",
        "Bôi đen cả bảng, có dòng tiêu đề và cột đơn vị chủ trì, bấm Ctrl+C, về đây bấm Ctrl+V. "
        "Không có bảng thì bấm F4 gõ từng nhiệm vụ.",
    ),
    "paste_too_large": (
        "Phần vừa chép quá lớn.",
        "Chưa nhập gì vào máy.",
        "Chỉ bôi đen bảng nhiệm vụ, bấm Ctrl+C, về đây bấm Ctrl+V. Hoặc lưu thành tệp rồi bấm Ctrl+O.",
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
    "annex_is_play_log": (
        "Tệp này là nhật ký của hệ thống loa, không phải phụ lục kế hoạch.",
        "Chưa nhập gì vào máy.",
        "Sang trang Lịch phát (Alt+4), bấm nút nhập tệp ở đó và chọn tệp này.",
    ),
    "annex_unlike": (
        "Bảng trong tệp không giống phụ lục kế hoạch: không có đơn vị chủ trì, cột thời gian không phải thời hạn.",
        "Chưa nhập gì vào máy.",
        "Chọn đúng tệp phụ lục; lịch phát, nhật ký phát thì nhập ở trang Lịch phát (Alt+4).",
    ),
    "annex_no_table": (
        "Không tìm thấy bảng nhiệm vụ trong tệp.",
        "Chưa nhập gì vào máy.",
        "Chọn tệp phụ lục có bảng ghi nhiệm vụ và đơn vị chủ trì. Phụ lục không kẻ bảng thì bấm F4 gõ từng nhiệm vụ.",
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


def period_name(key: str) -> str:
    """A period's key in words: "Quý II/2026", "6 tháng đầu năm 2026", "Tháng 3/2026"; empty for "once"."""
    year, _, rest = key.partition("-")
    if not year.isdecimal():
        return ""
    if not rest:
        return f"Năm {year}"
    if rest in _HALVES:
        return f"{_HALVES[rest]} {year}"
    if rest in _QUARTERS:
        return f"{_QUARTERS[rest]}/{year}"
    if rest.startswith("W"):
        return f"Tuần {two_digits(int(rest[1:]))}/{year}"
    if "-" in rest:
        return f"Ngày {short_date(dt.date.fromisoformat(key))}"
    return f"Tháng {month(int(rest))}/{year}"


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


def carried_about(plan: Plan) -> str:
    """What a plan is about whose tasks were carried on into another year."""
    named = f"Kế hoạch {plan.number}" if plan.number else f"kế hoạch năm {plan.year}"
    return f"nhiệm vụ chuyển tiếp từ {named}"


REPORTING = ("áo cáo", "ao cao", "ống kê", "ong ke")
"""How a task that asks for a report writes it, whatever its first letter: SQLite knows no Vietnamese capitals."""
