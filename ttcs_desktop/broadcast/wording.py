"""Broadcast in Vietnamese: codes, findings and explanations for window, paper and command line alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ttcs_desktop.broadcast.conflicts import Finding, Rule, Severity
from ttcs_desktop.broadcast.model import (
    Airing,
    Condition,
    Kind,
    Outcome,
    Priority,
    Reason,
    Session,
    SessionBorders,
    Technology,
)
from ttcs_desktop.content.model import Basis
from ttcs_desktop.papers.wording import weekday
from ttcs_desktop.vietnamese.text import sort_key

if TYPE_CHECKING:
    from ttcs_desktop.broadcast.time_rules import Breach, TimeRules

CLUSTER = "Cụm"  # in front of a number
SESSIONS = {
    Session.MORNING: "Sáng",
    Session.NOON: "Trưa",
    Session.AFTERNOON: "Chiều",
    Session.EVENING: "Tối",
}
KINDS = {
    Kind.RELAY: "Tiếp âm",
    Kind.PROGRAMME: "Chương trình",
    Kind.INSERT: "Thông báo",
    Kind.URGENT: "Khẩn cấp",
}
PRIORITIES = {Priority.NORMAL: "Thường", Priority.PRIORITY: "Ưu tiên", Priority.URGENT: "Khẩn cấp"}
OUTCOMES = {
    Outcome.FULL: "Phát đủ",
    Outcome.PARTIAL: "Phát thiếu",
    Outcome.INTERRUPTED: "Bị ngắt",
    Outcome.NONE: "Không phát",
}
REASONS = {
    Reason.NOT_GIVEN: "Chưa ghi lý do",
    Reason.POWER: "Mất điện",
    Reason.CONNECTION: "Mất kết nối",
    Reason.LOUDSPEAKER: "Hỏng loa",
    Reason.NOISE: "Nhiễu sóng",
    Reason.URGENT: "Nhường bản tin khẩn cấp",
    Reason.ORDER: "Có lệnh dừng",
    Reason.OTHER: "Lý do khác",
}
# How notes name a reason. With marks a word is itself ("dừng" is not "dung" in "nội dung"); a note typed without
# marks needs the whole phrase.
REASON_WORDS: tuple[tuple[Reason, tuple[str, ...], tuple[str, ...]], ...] = (
    (Reason.POWER, ("mất điện", "cúp điện", "cắt điện"), ("mat dien", "cup dien", "cat dien")),
    (Reason.CONNECTION, ("mất kết nối", "mất mạng", "mất sóng"), ("mat ket noi", "mat mang", "mat song")),
    (Reason.LOUDSPEAKER, ("hỏng loa", "loa hỏng"), ("hong loa", "loa hong")),
    (Reason.NOISE, ("nhiễu",), ("nhieu song",)),
    (Reason.URGENT, ("khẩn cấp",), ("khan cap",)),
    (Reason.ORDER, ("lệnh dừng", "dừng phát"), ("lenh dung", "dung phat")),
)
TECHNOLOGIES = {
    Technology.WIRED: "Có dây",
    Technology.FM: "Không dây FM",
    Technology.MIXED: "Có dây và FM",
    Technology.IP: "Ứng dụng CNTT-VT",
}
CONDITIONS = {
    Condition.WORKING: "Hoạt động",
    Condition.FAULTY: "Hỏng",
    Condition.RETIRED: "Đã thôi dùng",
}
BASES = {
    Basis.IN_PERSON: "Duyệt trực tiếp",
    Basis.PHONE: "Duyệt qua điện thoại",
    Basis.PAPER: "Duyệt trên giấy",
    Basis.STANDING: "Theo ủy quyền thường xuyên",
    Basis.IMPORTED: "Theo lịch đã nhập từ tệp",
    Basis.ORIGIN: "Nơi phát hành đã duyệt và ký",
}
RULES = {
    Rule.OVERLAP: "Trùng giờ",
    Rule.NOT_APPROVED: "Chưa duyệt",
    Rule.EMPTY_EDITION: "Chưa có nội dung",
    Rule.TOO_SOON: "Phát lại quá gần",
    Rule.NO_CLUSTER: "Không còn cụm loa",
    Rule.EXPIRED: "Bài hết hạn",
    Rule.NOT_YET: "Bài chưa tới hạn",
    Rule.NO_RIGHT: "Không có quyền dùng",
    Rule.WITHDRAWN: "Bài đã rút",
    Rule.OFF_DAY: "Ngày không phát",
    Rule.MANY_SESSIONS: "Quá số buổi",
    Rule.LONG_SESSION: "Buổi quá dài",
    Rule.TOO_EARLY: "Phát quá sớm",
    Rule.OUT_OF_ORDER: "Cụm loa hỏng",
    Rule.SPOKEN_TOO_LONG: "Dài hơn khung",
    Rule.AIRED_TOO_OFTEN: "Phát quá nhiều lần",
    Rule.TOO_CLOSE: "Phát lại quá sát",
    Rule.TOPIC_NOT_COVERED: "Chủ đề chưa có bài",
    Rule.PRIORITY_NOT_PLACED: "Tin ưu tiên chưa xếp",
}
SEVERITIES = {Severity.BLOCK: "Phải xử lý", Severity.ASK: "Anh chị quyết định", Severity.WARN: "Cần biết"}
_TERMS = {
    Rule.EXPIRED: "có bài đã hết hạn dùng. Thay bằng bài khác, hoặc sửa hạn của bài (Ctrl+E ở Nội dung).",
    Rule.NOT_YET: "có bài chưa tới ngày được dùng. Dời buổi phát, hoặc thay bằng bài khác.",
    Rule.NO_RIGHT: "có bài không có quyền sử dụng. Thay bằng bài khác, hoặc xin phép rồi ghi vào bài.",
}
OUTSIDE_SCHEDULE = "ngoài lịch"
WEEK_RECIPIENTS = ("Đảng ủy, HĐND (để b/c)", "Các tổ dân phố", "Lưu: VT, VH-XH")


def own_station(unit_kind: str) -> str:
    """Who makes the ward's own programmes, as printed: "Đài phường"."""
    return f"Đài {unit_kind}"


def repeated(title: str) -> str:
    """A title with the printed mark of a repeat."""
    return f"{title} (PL)"


def explain(finding: Finding, cluster_names: Mapping[str, str]) -> str:
    """One or two sentences: what clashes, by which rule, what mends it."""
    if finding.rule is Rule.OVERLAP:
        return _explain_overlap(finding, cluster_names)
    if finding.rule is Rule.TOO_SOON and finding.b is not None:
        return (
            f"“{finding.a.title}” đã phát ngày {finding.b.day:%d/%m}, chưa qua "
            f"{finding.a.slot.repeat_gap_days} ngày. Dời sang ngày khác hoặc chọn bài khác."
        )
    if finding.rule is Rule.NO_CLUSTER:
        return f"Các cụm loa của “{finding.a.title}” đã thôi dùng. Chọn cụm khác cho khung này."
    if finding.proof is not None:
        from ttcs_desktop.broadcast.checks.wording import explain_proof  # noqa: PLC0415  few weeks have one

        return explain_proof(finding, finding.proof, cluster_names)
    if finding.breach is not None:
        return _explain_breach(finding, finding.breach, cluster_label(finding.clusters, cluster_names))
    if finding.rule is Rule.OUT_OF_ORDER:
        where, day = cluster_list(finding.clusters, cluster_names), _inside(_day_of(finding.a))
        if finding.severity is Severity.ASK:
            return (
                f"Mọi cụm của “{finding.a.title}” đang ghi là hỏng ({where}): {day} không nơi nào nghe được. "
                "Chọn cụm khác, dời lịch, hoặc giữ nguyên nếu sửa xong trước giờ phát."
            )
        return (
            f"Cụm {where} đang ghi là hỏng: từ “{finding.a.title}” {day} trở đi nơi đó không nghe được. "
            "Báo sửa; sửa xong thì ghi ở Cài đặt, mục Đài và cụm loa."
        )
    if finding.rule is Rule.WITHDRAWN:
        mend = "Chọn bài khác (Insert)." if finding.a.edition else "Xóa khung này (Delete), xếp bài Chưa xếp (Ctrl+U)."
        return f"“{finding.a.title}” ngày {finding.a.day:%d/%m} có bài đã bị rút nên không được phát. {mend}"
    if finding.rule in _TERMS:
        return f"“{finding.a.title}” ngày {finding.a.day:%d/%m} {_TERMS[finding.rule]}"
    if finding.rule is Rule.EMPTY_EDITION:
        return f"“{finding.a.title}” ngày {finding.a.day:%d/%m} chưa có bài nào. Chọn bài hoặc bỏ buổi này."
    if finding.a.edition is not None:
        return (
            f"“{finding.a.title}” ngày {finding.a.day:%d/%m} đã có bài, còn cả buổi chưa được duyệt "
            "nên chưa được phát. Ghi duyệt cho buổi này: F6 ở Lịch phát."
        )
    return f"“{finding.a.title}” chưa được duyệt nên chưa được phát. Trình duyệt hoặc thay bằng bài đã duyệt."


def cluster_label(clusters: frozenset[str], cluster_names: Mapping[str, str]) -> str:
    """The clusters inside a sentence: "cụm 5 - 10", "cả đài" when nothing is left out."""
    if not clusters or clusters >= set(cluster_names):
        return "cả đài"
    return f"cụm {cluster_list(clusters, cluster_names)}"


def cluster_list(clusters: frozenset[str], cluster_names: Mapping[str, str]) -> str:
    """The clusters in a table cell: neighbours by number as a stretch ("1 - 4, 7"), others by name."""
    names = [cluster_names.get(cluster, cluster) for cluster in clusters or cluster_names]
    numbers = sorted(int(name) for name in names if name.isascii() and name.isdigit())
    others = sorted((name for name in names if not (name.isascii() and name.isdigit())), key=sort_key)
    return ", ".join([*_stretches(numbers), *others]) or "cả đài"


def _stretches(numbers: list[int]) -> list[str]:
    stretches: list[list[int]] = []
    for number in numbers:
        if stretches and number == stretches[-1][-1] + 1:
            stretches[-1].append(number)
        else:
            stretches.append([number])
    return [f"{run[0]} - {run[-1]}" if len(run) > 1 else str(run[0]) for run in stretches]


def _explain_breach(finding: Finding, breach: Breach, where: str) -> str:
    rules, airing = breach.rules, finding.a
    day, inside = _day_of(airing), _inside(_day_of(airing))
    session = SESSIONS[SessionBorders().session_of(airing.start.time())].lower()
    if finding.rule is Rule.OFF_DAY:
        what = f"{day} là ngày không phát; “{airing.title}” là mục đầu tiên của ngày trên {where}."
        mend = "Dời sang ngày khác. Có việc đặc biệt thì giữ, và nhớ ai đã cho phép."
    elif finding.rule is Rule.MANY_SESSIONS:
        what = f"{day} có {breach.found} buổi phát trên {where}, được phép {rules.sessions}; "
        what += f"“{airing.title}” mở buổi thừa."
        mend = "Dời các mục của buổi này sang buổi khác, hoặc bỏ."
    elif finding.rule is Rule.TOO_EARLY:
        opens = rules.earliest[SessionBorders().session_of(airing.start.time())]
        what = f"“{airing.title}” bắt đầu {airing.start:%H:%M} {inside}, sớm hơn {opens:%H:%M} của buổi {session}."
        mend = f"Dời đến {opens:%H:%M} hoặc muộn hơn."
    else:
        what = f"Buổi {session} {inside} dài {breach.found} phút trên {where}, được phép {rules.minutes}; "
        what += f"quá từ “{airing.title}”."
        mend = "Rút ngắn, hoặc dời bớt sang buổi khác."
    return f"{what} {mend} {rules_source(rules)}"


def breaches_words(findings: Iterable[Finding]) -> str:
    """What a proposed hour breaks of the time rules, in a sentence; empty for nothing."""
    found = [one for one in findings if one.breach is not None]
    told = ", ".join(_breach_in_short(one, one.breach) for one in found if one.breach is not None)
    return f"Chưa hợp bộ “{found[0].breach.rules.name}”: {told}." if found and found[0].breach else ""


def _breach_in_short(finding: Finding, breach: Breach) -> str:
    session = SessionBorders().session_of(finding.a.start.time())
    name = SESSIONS[session].lower()
    if finding.rule is Rule.OFF_DAY:
        return f"{_inside(weekday(finding.a.day))} là ngày không phát"
    if finding.rule is Rule.MANY_SESSIONS:
        return f"ngày ấy thành {breach.found} buổi, được phép {breach.rules.sessions}"
    if finding.rule is Rule.TOO_EARLY:
        return f"buổi {name} chỉ được phát từ {breach.rules.earliest[session]:%H:%M}"
    return f"buổi {name} dài {breach.found} phút, được phép {breach.rules.minutes}"


def _day_of(airing: Airing) -> str:
    return f"{weekday(airing.day)} {airing.day:%d/%m}"


def day_inside(airing: Airing) -> str:
    """The day of an airing inside a sentence: "thứ Hai 01/06"."""
    return _inside(_day_of(airing))


def _inside(day: str) -> str:
    """A day inside a sentence: "thứ Hai 01/06"; Sunday keeps its capital."""
    return day.replace("Thứ", "thứ", 1)


def rules_source(rules: TimeRules) -> str:
    """Which set, and that its document was not read."""
    return f"Theo bộ “{rules.name}”: {rules.told}; phần mềm chưa đọc văn bản gốc. {rules.note}"


def rules_in_short(rules: TimeRules) -> str:
    """The two numbers by which sets differ most, where they are chosen: "2 buổi, mỗi buổi 15 phút"."""
    return f"{rules.sessions} buổi, mỗi buổi {rules.minutes} phút"


def rules_limits(rules: TimeRules) -> str:
    """What a set allows, in one line: "2 buổi mỗi ngày, mỗi buổi 15 phút, thứ Hai đến thứ Sáu"."""
    relay = "kể cả tiếp âm" if rules.relay else "không kể tiếp âm"
    days = "thứ Hai đến thứ Sáu" if rules.weekdays == frozenset(range(1, 6)) else "mọi ngày trong tuần"
    opens = [f"buổi {SESSIONS[session].lower()} từ {at:%H:%M}" for session, at in rules.earliest.items()]
    return ", ".join([f"{rules.sessions} buổi mỗi ngày", f"mỗi buổi {rules.minutes} phút {relay}", *opens, days])


def _explain_overlap(finding: Finding, cluster_names: Mapping[str, str]) -> str:
    a, b = finding.a, finding.b
    if b is None:
        return ""
    where = cluster_label(finding.clusters, cluster_names)
    what = f"“{a.title}” và “{b.title}” cùng phát từ {finding.start:%H:%M} đến {finding.end:%H:%M} trên {where}."
    return f"{what} {_what_to_do(finding, a, b)}"


def _what_to_do(finding: Finding, a: Airing, b: Airing) -> str:
    if finding.severity is Severity.WARN:
        urgent, other = (a, b) if Kind.URGENT in (a.slot.kind,) or a.slot.priority is Priority.URGENT else (b, a)
        return f"“{urgent.title}” là bản tin khẩn cấp nên được phát ngay; “{other.title}” bị ngắt, phát lại sau."
    if finding.severity is Severity.ASK:
        return "Cả hai là bản tin ưu tiên. Theo Thông tư 39/2020, người dùng cấp xã quyết định bản nào phát trước."
    if Kind.RELAY in (a.slot.kind, b.slot.kind):
        return "Một bên là tiếp âm có giờ cố định: dời bên còn lại."
    return "Dời một trong hai hoặc rút ngắn thời lượng."
