"""Statistics in Vietnamese: findings, lamps, states, the sentences of a report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from ttcs_desktop.basics.clock import local
from ttcs_desktop.papers.wording import long_date
from ttcs_desktop.statistics.catalogue import Indicator
from ttcs_desktop.statistics.model import PC_BEHIND, Check, Lamps, ReportState, SnapshotPaper, Timing, Weight

STATES = {
    ReportState.OPEN: "Đang lập",
    ReportState.FROZEN: "Đã chốt, chưa gửi",
    ReportState.WAITING: "Đã chốt, chờ gửi",
    ReportState.REFUSED: "Bị trả lại",
    ReportState.SUBMITTED: "Đã nộp",
    ReportState.PLACED: "Đã đặt vào thư mục",
    ReportState.MANUAL: "Đã nhập phần mềm",
}
WEIGHTS = {Weight.BLOCKING: "Phải sửa", Weight.MUST_EXPLAIN: "Cần giải trình", Weight.HINT: "Cần biết"}
RECIPIENTS = ("Như trên", "Đảng ủy, HĐND (để b/c)", "Lưu: VT, VH-XH")
RESULTS_HEAD = "I. KẾT QUẢ THỰC HIỆN"
FIGURES_HEAD = "Số liệu thống kê"
EXPLANATIONS_HEAD = "GIẢI TRÌNH SỐ LIỆU"
NOTHING = "Không có."
# Named in KH 184/KH-SVHTT; its form is not public.
CITY_SOFTWARE = "Phần mềm quản lý dữ liệu nghiệp vụ thông tin cơ sở"
_WHOLE_YEAR = "cả năm"
# How a target stands; keyed by the values of pace.Light, which is loaded only with the targets.
LIGHTS: Mapping[str, str] = {
    "met": "Đạt",
    "on_pace": "Đang theo kịp",
    "at_risk": "Có nguy cơ",
    "missed": "Không đạt",
    "no_figure": "Chưa có số",
}
REFERENCE = "Tham khảo"
BY_HAND = "nhập tay"
_COMPARED = {"at_least": "ít nhất", "below": "dưới", "at_most": "không quá"}
PACE_RULE = (
    "Đèn do phần mềm đặt, văn bản không nêu: số phải tăng thì đến hôm nay cần có phần ứng với phần thời gian đã qua, "
    "làm tròn theo đơn vị đếm; số phải giữ dưới mức thì từ 4/5 mức trở lên là có nguy cơ."
)
# What a document leaves open; keys as in targets.INFERRED.
_LEFT_OPEN = {
    "first": "Ngày bắt đầu do phần mềm chọn, văn bản không nêu.",
    "last": "Văn bản không nêu hạn; phần mềm lấy hết giai đoạn.",
    "yearly": "Văn bản không nêu cho các năm sau; phần mềm tính tiếp từng năm.",
    "definition": "Cách đếm do phần mềm chọn, văn bản không nêu.",
    "warning": "Mức báo sớm do phần mềm đặt, văn bản không nêu.",
    "for_ward": "Văn bản giao cho thành phố, sở, ngành, không giao riêng cho xã, phường.",
    "as_target": "Văn bản nêu danh mục; phần mềm lấy làm chỉ tiêu để theo dõi.",
}


def part_word(indicator: Indicator, part: str) -> str:
    """What a value of an indicator's breakdown is called; a word of the record's own stays as it is."""
    from ttcs_desktop.statistics.parts.wording import PARTS  # noqa: PLC0415  as the module says

    for name, parts in indicator.breakdowns:
        if part in parts:
            return PARTS.get(name, {}).get(part, part)
    return part


def period_title(template_name: str, year: int) -> str:
    """A period as in a title: "6 tháng đầu năm 2026", "năm 2026"."""
    return f"năm {year}" if template_name == _WHOLE_YEAR else f"{template_name} {year}"


def same_period(year: int) -> str:
    return f"Cùng kỳ năm {year}"


def wanted_words(compare: str, wanted: Decimal, unit: str) -> str:
    """What a target wants: "ít nhất 32 bài", "dưới 15 %"; a whole share by itself: "100 %"."""
    if compare == "at_least" and unit == "%" and wanted == 100:
        return f"{number(wanted)} {unit}"
    return f"{_COMPARED[compare]} {number(wanted)} {unit}"


def target_days(first: dt.date, last: dt.date) -> str:
    """The days a target is judged over: "trong năm 2026", "đến hết 31/12/2030"."""
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year
    return f"trong năm {first.year}" if whole else f"đến hết {_day(last)}"


def left_open(inferred: Iterable[str]) -> list[str]:
    """What no document states of a target, a sentence each."""
    return [words for key, words in _LEFT_OPEN.items() if key in set(inferred)]


def said_by_hand(value: Decimal, unit: str, as_of: dt.date, person: str, reason: str) -> str:
    """Where a number comes from that nothing in the record measures."""
    shown = f"{number(value)} {unit}"
    return f"Nhập tay: {shown}, tính đến {_day(as_of)}, {person} nhập. {reason}"


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


def reprint_note(signed: SnapshotPaper) -> str:
    """What a copy with number and day is, and where they come from."""
    who = f", người ký {signed.signer}" if signed.signer else ""
    return (
        f"Bản in lại từ số liệu đã chốt. Báo cáo đã ký số {signed.number}, {long_date(signed.signed_on)}{who}; "
        "bản này không thay bản có chữ ký và con dấu."
    )


def explanation_line(line: Mapping[str, Any]) -> str:
    """An explanation as printed: "C02: …"; one of the whole report has no code before it."""
    return f"- {line['indicator']}: {line['text']}" if line["indicator"] else f"- {line['text']}"


def _signed(value: Decimal) -> str:
    return ("+" if value > 0 else "−" if value < 0 else "") + number(abs(value))


def _day(value: object) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.date) else str(value)


def behind_text(details: Mapping[str, Any]) -> str:
    """Whose records are missing: "Chưa gồm số liệu của Máy đài từ 17:05 ngày 20/11/2026, còn 37 việc chưa gửi."."""
    pc, since, lacking = details["pc"], details["complete_to"], details["lacking"]
    left = f", còn {lacking} việc chưa gửi" if lacking else ""
    if since is None:
        return f"Chưa nhận được gì từ {pc}{left}."
    moment = local(since)
    return f"Chưa gồm số liệu của {pc} từ {moment:%H:%M} ngày {moment:%d/%m/%Y}{left}."


_CHECKS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "value_missing": lambda _: "Chưa có số. Nhập số và ghi nguồn; nếu không có thì nhập 0.",
    "nothing_to_divide": lambda _: "Không có gì để chia nên ô này để trống, không phải số 0.",
    "subject_empty": lambda d: (
        "Sổ chưa có danh mục bài của năm nên máy đếm được 0. Có được giao danh mục thì thêm ở trang Nội dung."
        if d["measure"] == "broadcast.topics_told"
        else "Sổ chưa ghi bảng tin nào nên máy đếm được 0. Có bảng tin thì thêm ở Cài đặt."
    ),
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
    PC_BEHIND: lambda d: f"{behind_text(d)} Bấm Gửi ngay ở Đồng bộ (Alt+7) trên cả hai máy.",
    "part_above_whole": lambda d: (
        f"Phần ({number(d['part'])}) lớn hơn tổng {d['whole']} ({number(d['of'])}). Sửa một trong hai, hoặc giải trình."
    ),
    "share_above_hundred": lambda _: "Tỷ lệ quá 100 %. Sửa số, hoặc giải trình.",
    "shares_apart": lambda d: (
        f"Các phần cộng lại được {number(d['sum'])}, không bằng số chốt {number(d['value'])}. Sửa số, hoặc giải trình."
    ),
    "snapshot_altered": lambda d: (
        f"Bản chốt số {d['version']} của {d['template']} năm {d['year']} không còn đúng như lúc chốt nên không được "
        "đem ra so. Lấy lại sổ từ bản sao lưu, hoặc giải trình."
    ),
    "months_before_record": lambda d: (
        f"Sổ bắt đầu từ {_day(d['start'])}; các tháng trước chưa có số mang sang cho {d['codes']}. "
        "Nhập số mang sang, hoặc giải trình."
    ),
}
