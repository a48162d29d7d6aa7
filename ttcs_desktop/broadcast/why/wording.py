"""The reasons in Vietnamese: a sentence each, with who, when, by which paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from ttcs_desktop.broadcast.model import Slot, WitnessKind
from ttcs_desktop.broadcast.recurrence import EVERY_MONTH, LAST_DAY, Every
from ttcs_desktop.broadcast.why.model import Answer, ItemAnswer, Mark, Reason, Said
from ttcs_desktop.broadcast.wording import BASES, OUTCOMES, REASONS, cluster_label
from ttcs_desktop.content.model import Approval
from ttcs_desktop.papers.wording import weekday

MARKS = {Mark.YES: "Được", Mark.NO: "Vướng", Mark.LOOK: "Nên xem", Mark.NOTE: "Ghi nhận"}
WITNESSES = {
    WitnessKind.HAND: "cán bộ ghi",
    WitnessKind.VENDOR: "nhật ký máy phát",
    WitnessKind.OTHER_PC: "máy khác của đơn vị",
}
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def verdict(answer: Answer, now: dt.datetime) -> str:
    """The answer in one line, for a day to come or one that is over."""
    if answer.airing is None:
        return "Ngày này không có trong lịch của khung."
    if answer.plays:
        return "Được phát." if answer.airing.end > now else "Được phép phát lúc ấy."
    return "Chưa được phát." if answer.airing.start > now else "Lúc ấy chưa được phép phát."


def item_verdict(answer: ItemAnswer) -> str:
    """The same for an item."""
    if not answer.answers:
        return "Ngày này bài không nằm trong buổi phát nào."
    if not answer.plays:
        return f"Bài nằm trong {len(answer.answers)} buổi, chưa buổi nào được phát."
    return f"Bài được phát trong {sum(one.plays for one in answer.answers)}/{len(answer.answers)} buổi của ngày."


def tell(reason: Reason, names: Mapping[str, str]) -> str:
    """One reason as a sentence. `names` are the clusters by id."""
    return _TELL[reason.said](reason, names)


def _day(day: dt.date | None) -> str:
    return f"{day:%d/%m/%Y}" if day is not None else "không rõ ngày"


def _weekdays(numbers: frozenset[int]) -> str:
    return ", ".join(_WEEKDAYS[number - 1] for number in sorted(numbers))


def days_of(slot: Slot) -> str:
    """On which days a slot falls: "mọi ngày", "thứ Ba, thứ Năm", "ngày 1, 15 âm lịch hằng tháng"."""
    rule = slot.recurrence
    if rule.every is Every.WEEK:
        days = _weekdays(slot.weekdays) if len(slot.weekdays) < len(_WEEKDAYS) else "mọi ngày"
        return days if rule.weeks == 1 else f"{days}, {rule.weeks} tuần một lần"
    lunar = " âm lịch" if rule.every is Every.LUNAR else ""
    monthly = [_number(day) for month, day in sorted(rule.days) if month == EVERY_MONTH]
    yearly = [f"{_number(day)} tháng {month}" for month, day in sorted(rule.days) if month != EVERY_MONTH]
    parts = [*([f"ngày {', '.join(monthly)}{lunar} hằng tháng"] if monthly else [])]
    return "; ".join([*parts, *(f"ngày {one}{lunar} hằng năm" for one in yearly)])


def _number(day: int) -> str:
    return "cuối cùng" if day == LAST_DAY else str(day)


def _falls(reason: Reason) -> str:
    days = days_of(reason.slot) if reason.slot is not None else ""
    return f"Khung “{reason.name}” phát {days}, đến hết {_day(reason.day)}: ngày này có."


def _only(reason: Reason) -> str:
    return f"Khung này chỉ phát {days_of(reason.slot)}." if reason.slot is not None else ""


def _moment(at: dt.datetime | None) -> str:
    return f"{at:%H:%M} {_WEEKDAYS[at.weekday()]} {at:%d/%m/%Y}" if at is not None else ""


def _because(why: str) -> str:
    return f", lý do: {why}" if why else ""


def _who(approval: Approval | None) -> str:
    if approval is None:
        return ""
    by = f"{approval.approver}, {approval.position}" if approval.position else approval.approver
    basis = BASES[approval.basis].lower() + (f" số {approval.number}" if approval.number else "")
    return f"{by or 'Người duyệt trong tệp'} ({basis}, ngày {_day(approval.decided_on)})"


def _why_not(approval: Approval | None) -> str:
    return f", lý do: {approval.reason}" if approval is not None and approval.reason else ""


def _logged(reason: Reason) -> str:
    entry = reason.entry
    if entry is None:
        return ""
    why = f", {REASONS[entry.reason].lower()}" if entry.reason.value else ""
    minutes = f"{round(entry.aired_seconds / 60)}/{round(entry.planned_seconds / 60)} phút"
    return (
        f"Sổ phát ghi: {OUTCOMES[entry.state].lower()}{why}; {minutes}, {entry.clusters_ok}/{entry.clusters_total} cụm."
    )


def _witnessed(reason: Reason) -> str:
    witness = reason.witness
    if witness is None:
        return ""
    source = f" ({witness.source_name}, dòng {witness.source_row})" if witness.source_row else ""
    other = "" if witness.agrees else "; nói khác với sổ"
    minutes = round(witness.aired_seconds / 60)
    return f"Nguồn xác nhận: {WITNESSES[witness.kind]}{source}, {witness.start:%H:%M}, {minutes} phút{other}."


def _heard(reason: Reason, names: Mapping[str, str]) -> str:
    return f"Phát trên {cluster_label(reason.clusters, names)}."


def _urgent(reason: Reason) -> str:
    other = reason.airing
    span = f" {other.start:%H:%M}–{other.end:%H:%M}" if other is not None else ""
    return f"Bản tin khẩn cấp “{reason.name}”{span} cùng giờ, cùng cụm: buổi này bị ngắt, phát lại sau."


def _coming(reason: Reason) -> str:
    airing = reason.airing
    if airing is None:
        return ""
    return (
        f"Buổi gần nhất có bài này: “{airing.title}”, {weekday(airing.day)} {airing.day:%d/%m}, {airing.start:%H:%M}."
    )


_TELL: dict[Said, Callable[[Reason, Mapping[str, str]], str]] = {
    Said.NOT_BEGUN: lambda one, _: f"Khung này bắt đầu từ {_day(one.day)}, ngày này còn sớm.",
    Said.ENDED: lambda one, _: f"Khung này chỉ đến hết {_day(one.day)}.",
    Said.OTHER_WEEKDAY: lambda one, _: _only(one),
    Said.OTHER_DATE: lambda one, _: _only(one),
    Said.SKIPPED: lambda one, _: f"Khung này được ghi là nghỉ ngày {_day(one.day)}.",
    Said.HOLIDAY: lambda one, _: f"Khung này không phát ngày nghỉ lễ; ngày này nghỉ: {one.name or 'ngày nghỉ'}.",
    Said.NO_HOLIDAY: lambda _, __: "Khung này chỉ phát ngày nghỉ lễ; ngày này cơ quan làm việc.",
    Said.CANCELLED: lambda one, _: f"Riêng buổi ngày {_day(one.day)} đã được bỏ{_because(one.name)}.",
    Said.MOVED_AWAY: lambda one, _: f"Riêng buổi này đã được dời sang {_moment(one.at)}{_because(one.name)}.",
    Said.MOVED_HERE: lambda one, _: f"Buổi này được dời đến đây từ {_moment(one.at)}.",
    Said.FALLS: lambda one, _: _falls(one),
    Said.DAY_OFF: lambda one, _: f"Ngày này cơ quan nghỉ ({one.name}); lịch vẫn phát, trừ khi bỏ buổi.",
    Said.HEARD: _heard,
    Said.NOWHERE: lambda _, __: "Các cụm loa của khung đã thôi dùng: phát cũng không nơi nào nghe được. Chọn cụm khác.",
    Said.FAULTY: lambda one, names: f"Đang ghi là hỏng: {cluster_label(one.clusters, names)}; nơi đó không nghe được.",
    Said.EMPTY: lambda _, __: "Buổi này chưa chọn bài nào. Bấm Insert để chọn.",
    Said.NO_WORDS: lambda one, _: f"Bài “{one.name}” chưa có nội dung, hoặc không còn trong sổ.",
    Said.RELAY: lambda one, _: f"Tiếp âm {one.name}.",
    Said.TITLE: lambda one, _: f"Khung chỉ ghi tên, không gắn bài trong sổ: {one.name}.",
    Said.ITEM: lambda one, _: f"Phát bài “{one.name}”, phiên bản {one.number}.",
    Said.PART: lambda one, _: f"Trong buổi: bài “{one.name}”, phiên bản {one.number}.",
    Said.OLD_WORDING: lambda one, _: (
        f"Trong buổi: bài “{one.name}” vẫn là phiên bản {one.number}; bài đã có bản khác. Chọn lại bằng Insert."
    ),
    Said.PART_WITHDRAWN: lambda one, _: (
        f"Bài “{one.name}” đã bị rút ngày {_day(one.day)}{_why_not(one.approval)}: cả buổi dừng. Thay bài bằng Insert."
    ),
    Said.NOBODY: lambda _, __: "Chưa ai duyệt. Ghi ý kiến duyệt bằng F6.",
    Said.WITHDRAWN: lambda one, _: f"Đã bị rút: {_who(one.approval)}{_why_not(one.approval)}.",
    Said.OTHER_WORDING: lambda one, _: (
        f"{_who(one.approval)} đã duyệt, nhưng sau đó nội dung đổi: phải duyệt lại bằng F6."
    ),
    Said.LATER: lambda one, _: f"Lúc bắt đầu chưa ai duyệt; {_who(one.approval)} duyệt sau.",
    Said.STANDING_ENDED: lambda one, _: f"Ủy quyền duyệt đã hết hạn trước ngày này: {_who(one.approval)}.",
    Said.APPROVED: lambda one, _: f"Đã duyệt đúng nội dung này: {_who(one.approval)}.",
    Said.TOO_EARLY: lambda one, _: f"Bài “{one.name}” chỉ được dùng từ {_day(one.day)}.",
    Said.EXPIRED: lambda one, _: f"Bài “{one.name}” đã hết hạn dùng ngày {_day(one.day)}. Thay bài, hoặc sửa hạn.",
    Said.NO_RIGHT: lambda one, _: f"Bài “{one.name}” không có quyền sử dụng. Thay bài, hoặc xin phép rồi ghi vào bài.",
    Said.URGENT: lambda one, _: _urgent(one),
    Said.LOGGED: lambda one, _: _logged(one),
    Said.WITNESS: lambda one, _: _witnessed(one),
    Said.NOT_LOGGED: lambda _, __: "Đã qua giờ mà sổ phát chưa ghi kết quả.",
    Said.NOT_PLANNED: lambda one, _: f"Không buổi nào ngày {_day(one.day)} có bài “{one.name}”.",
    Said.COMING: lambda one, _: _coming(one),
}
