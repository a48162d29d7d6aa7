"""Statistics in Vietnamese: findings, lamps, states, the sentences of a report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from ttcs_desktop.broadcast.wording import PRIORITIES
from ttcs_desktop.statistics.model import Check, Lamps, ReportState, Timing, Weight

STATES = {
    ReportState.OPEN: "Đang lập",
    ReportState.FROZEN: "Đã chốt, chưa gửi",
    ReportState.WAITING: "Đã chốt, chờ gửi",
    ReportState.REFUSED: "Bị trả lại",
    ReportState.SUBMITTED: "Đã nộp",
    ReportState.MANUAL: "Đã nhập phần mềm",
}
WEIGHTS = {Weight.BLOCKING: "Phải sửa", Weight.MUST_EXPLAIN: "Cần giải trình", Weight.HINT: "Cần biết"}
RECIPIENTS = ("Như trên", "Đảng ủy, HĐND (để b/c)", "Lưu: VT, VH-XH")
RESULTS_HEAD = "I. KẾT QUẢ THỰC HIỆN"
EXPLANATIONS_HEAD = "II. GIẢI TRÌNH SỐ LIỆU"
# Named in KH 184/KH-SVHTT; its form is not public.
CITY_SOFTWARE = "Phần mềm quản lý dữ liệu nghiệp vụ thông tin cơ sở"
_WHOLE_YEAR = "cả năm"
BREAKDOWNS = {priority.value: label for priority, label in PRIORITIES.items()}


def period_title(template_name: str, year: int) -> str:
    """A period as in a title: "6 tháng đầu năm 2026", "năm 2026"."""
    return f"năm {year}" if template_name == _WHOLE_YEAR else f"{template_name} {year}"


def same_period(year: int) -> str:
    return f"Cùng kỳ năm {year}"


def carried_note(value: Decimal, unit: str) -> str:
    return f"gồm {number(value)} {unit} mang sang"


def number(value: Decimal | None) -> str:
    """A number as the office writes it: 1.234,5; nothing for a blank."""
    if value is None:
        return ""
    return f"{value:,}".replace(",", " ").replace(".", ",").replace(" ", ".")


def check_text(check: Check) -> str:
    """One sentence on a finding: what, and what mends it."""
    return _CHECKS[check.code](check.details)


def lamp_texts(lamps: Lamps) -> tuple[str, str, str]:
    """The second lines of the lamps: complete, valid, on time."""
    complete = f"{lamps.filled}/{lamps.total} chỉ tiêu"
    open_ones = lamps.blocking + lamps.unexplained
    valid = f"còn {open_ones} chỗ cần xem" if open_ones else f"0 lỗi, {lamps.explained} giải trình"
    return complete, valid, timing_text(lamps)


def timing_text(lamps: Lamps) -> str:
    if lamps.timing is Timing.PRELIMINARY:
        return "chưa đến ngày chốt"
    if lamps.timing is Timing.LATE:
        return f"chậm {lamps.days} ngày"
    return "không hẹn ngày" if lamps.timing is Timing.NO_DATE else f"còn {lamps.days} ngày làm việc"


def change_text(now: Decimal | None, before: Decimal | None, unit: str) -> str:
    """The change against the same period last year: percent, or points where the unit is percent itself."""
    if now is None or before is None:
        return ""
    if unit == "%":
        return f"{_signed(now - before)} điểm"
    if before == 0:
        return ""
    return f"{_signed(round((now - before) * 100 / before, 1))} %"


def station_sentence(values: Mapping[str, Decimal]) -> str:
    """What the station did, in one paragraph of the report; what is not counted is not said."""
    said = [
        f"phát {number(values['C01'])} buổi" if "C01" in values else "",
        f"tổng thời lượng {number(values['C02'])} giờ" if "C02" in values else "",
        f"trong đó tiếp âm {number(values['C06'])} giờ" if "C06" in values else "",
        f"{number(values['C03'])} chương trình và {number(values['C04'])} tin, bài tự sản xuất"
        if {"C03", "C04"} <= values.keys()
        else "",
    ]
    return "Đài truyền thanh " + "; ".join(part for part in said if part) + ". Kết quả một số chỉ tiêu chính:"


def explanation_line(line: Mapping[str, Any]) -> str:
    """An explanation as printed: "C02: …"."""
    return f"- {line['indicator']}: {line['text']}"


def _signed(value: Decimal) -> str:
    return ("+" if value > 0 else "−" if value < 0 else "") + number(abs(value))


def _day(value: object) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else str(value)


_CHECKS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "value_missing": lambda _: "Chưa có số. Nhập số và ghi nguồn; nếu không có thì nhập 0.",
    "value_negative": lambda _: "Số âm. Gõ số từ 0 trở lên.",
    "entered_without_reason": lambda _: "Số nhập tay chưa có lý do. Ghi lý do bên cạnh.",
    "value_jumped": lambda d: (
        f"Lệch nhiều so với cùng kỳ: {number(d['before'])} thành {number(d['now'])}. Ghi một câu giải trình."
    ),
    "airings_unconfirmed": lambda d: (
        f"Còn {d['count']} lượt phát chưa xác nhận nên chưa được tính. Xác nhận ở trang Hôm nay, hoặc giải trình."
    ),
    "log_contradicted": lambda d: (
        f"{d['count']} mục trong sổ phát lệch với nhật ký của máy phát. Sửa sổ phát, hoặc giải trình."
    ),
    "months_before_record": lambda d: (
        f"Sổ bắt đầu từ {_day(d['start'])}; các tháng trước chưa có số mang sang cho {d['codes']}. "
        "Nhập số mang sang, hoặc giải trình."
    ),
}
