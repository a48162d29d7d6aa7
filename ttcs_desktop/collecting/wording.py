"""Reports of agencies in Vietnamese: states, ways, the words of a reminder, doubts of what was read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ttcs_desktop.collecting.model import Standing, State, Step, StepKind, Way
from ttcs_desktop.collecting.reading import Doubt
from ttcs_desktop.collecting.snapshot import News
from ttcs_desktop.papers.wording import short_date
from ttcs_desktop.vietnamese.typed import format_number

STATES = {
    State.NOT_REMINDED: "Chưa nhắc",
    State.REMINDED: "Đã nhắc",
    State.RECEIVED: "Đã nhận",
    State.LATE: "Nhận muộn",
    State.EXEMPT: "Được miễn",
}
WAYS = {
    Way.ZALO: "Zalo",
    Way.PHONE: "điện thoại",
    Way.EMAIL: "thư điện tử",
    Way.PAPER: "công văn, bản giấy",
    Way.NETWORK: "phần mềm quản lý văn bản",
    Way.IN_PERSON: "trực tiếp",
}
LEAST_REMINDED = "chưa nhắc lần nào"
NOT_ASKED_BY_PAPER = "Phần mềm đề xuất, kế hoạch không nêu."


def state_text(standing: Standing, today: dt.date) -> str:
    """How an agency stands, in a few words: "Nhận muộn 3 ngày", "Chưa nhắc, quá hạn"."""
    words = STATES[standing.state]
    if standing.state is State.LATE:
        return f"{words} {standing.days_late()} ngày"
    return f"{words}, quá hạn" if standing.is_overdue(today) else words


def reminders_text(standing: Standing) -> str:
    """How often an agency was reminded, when last and how: "2 lần, gần nhất 20/11/2026 qua Zalo"."""
    if not standing.reminders:
        return LEAST_REMINDED
    last = standing.reminders[-1]
    return f"{len(standing.reminders)} lần, gần nhất {short_date(last.day)}{_way_text(last.way)}"


def step_text(step: Step) -> str:
    """One step: "Nhắc qua Zalo, văn bản 120/UBND", "Miễn báo cáo: …"."""
    if step.kind is StepKind.EXEMPTED:
        return f"Miễn báo cáo: {step.reason}"
    if step.kind is StepKind.ASKED_AGAIN:
        return "Thôi miễn, lại phải báo cáo"
    words = f"Nhắc{_way_text(step.way)}"
    return f"{words}, văn bản {step.document}" if step.document else words


def _way_text(way: Way | None) -> str:
    """How somebody was reminded, after the verb: " qua Zalo", " trực tiếp"."""
    if way is None:
        return ""
    return f" {WAYS[way]}" if way is Way.IN_PERSON else f" qua {WAYS[way]}"


def missing_text(names: Sequence[str], most: int = 0) -> str:
    """Who has given no number, by name; empty for nobody. Beyond the first `most` they are only counted."""
    if not names:
        return ""
    shown = names[:most] if 0 < most < len(names) else names
    more = f" và {len(names) - len(shown)} cơ quan khác" if len(shown) < len(names) else ""
    return f"chưa có số của {', '.join(shown)}{more}"


def counts_text(standings: Sequence[Standing]) -> str:
    """How a list stands in one line: "12 cơ quan: 5 đã nhận (1 muộn), 1 được miễn, còn 6"."""
    states = [one.state for one in standings]
    late, exempt = states.count(State.LATE), states.count(State.EXEMPT)
    received = states.count(State.RECEIVED) + late
    told = [f"{received} đã nhận" + (f" ({late} muộn)" if late else "")]
    told += [f"{exempt} được miễn"] if exempt else []
    owing = sum(state.owes for state in states)
    told.append(f"còn {owing} chưa nộp" if owing else "không còn cơ quan nào nợ")
    return f"{len(states)} cơ quan: {', '.join(told)}"


def reminder_text(
    agency: str, what: str, basis: str, due: dt.date, today: dt.date, figures: Sequence[str], unit: str
) -> str:
    """A reminder as plain text for Zalo or e-mail.

    Args:
        agency: whom it is for; empty for all who owe at once.
        what: the report, as `report_named` has it.
        figures: the names of the numbers asked for.
    """
    dear = f"Kính gửi {agency}," if agency else "Kính gửi các cơ quan, đơn vị chưa gửi báo cáo,"
    day = short_date(due)
    asked = (
        f"Đến nay {unit} chưa nhận được {what} của quý cơ quan; hạn gửi là trước ngày {day} đã qua. "
        "Đề nghị gửi ngay trong hôm nay."
        if today >= due
        else f"Đề nghị quý cơ quan gửi {what} trước ngày {day}."
    )
    numbers = f"Số liệu kèm theo: {'; '.join(figures)}." if figures else ""
    return "\n".join(
        part
        for part in (
            dear,
            asked,
            f"Căn cứ: {basis}." if basis else "",
            "Nội dung: kết quả, khó khăn, đề xuất.",
            numbers,
            "Nếu đã gửi, xin bỏ qua tin này. Trân trọng cảm ơn.",
        )
        if part
    )


def report_named(year: int) -> str:
    """The report agencies owe, inside a sentence."""
    return f"báo cáo kết quả công tác thông tin cơ sở năm {year}"


def doubt_text(doubt: Doubt) -> str:
    """A doubt of what was read, with what to look at."""
    return _DOUBTS[doubt.code](doubt.details)


_DOUBTS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "label_guessed": lambda d: f"Trong tệp ghi “{d['label']}”. Xem có đúng chỉ tiêu này không.",
    "label_unknown": lambda d: f"Không rõ dòng “{d['label']}” ({d['value']}) thuộc chỉ tiêu nào, chưa lấy.",
    "number_unreadable": lambda d: f"Không đọc được “{d['value']}” thành số. Gõ lại.",
    "number_ambiguous": lambda d: f"“{d['value']}” đọc được hai cách: {' hoặc '.join(d['readings'])}. Gõ lại cho rõ.",
    "count_not_whole": lambda d: f"“{d['value']}” không phải số nguyên. Gõ lại.",
    "value_negative": lambda d: f"“{d['value']}” là số âm. Gõ lại.",
    "several_numbers": lambda d: f"Dòng có nhiều số: {d['values']}. Đã lấy số {d['taken']}, xem lại.",
    "told_twice": lambda d: f"Chỉ tiêu này ghi hai lần: {d['taken']} và {d['value']}. Đã lấy số đầu, xem lại.",
    "more_than": lambda d: f"Lớn hơn “{d['name']}” ({d['most']}). Xem lại hai số.",
    "not_asked": lambda d: (
        f"Có số {d['value']} của chỉ tiêu “{d['name']}” mà cơ quan này không phải báo cáo, chưa lấy."
    ),
    "nothing_found": lambda _: "Không thấy số liệu nào của biểu trong nguồn này. Gõ số bằng tay.",
}


def news_text(news: News) -> str:
    """What came in after a version was frozen, in one sentence without its end: "Công an phường mới gửi; …"."""
    told = [f"{'; '.join(news.reported)} mới gửi báo cáo"] if news.reported else []
    told += [f"{one.name}: {_plain(one.before)} thành {_plain(one.after)} {one.unit}" for one in news.sums]
    return "; ".join(told) if told else "lời báo cáo, hạn hoặc danh sách cơ quan đã sửa"


def _plain(value: Decimal | None) -> str:
    return format_number(value) if value is not None else "chưa có"
