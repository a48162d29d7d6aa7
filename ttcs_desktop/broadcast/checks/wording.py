"""The checks of a week in Vietnamese. Each says by which rule it was found; none of these rules is law."""

from __future__ import annotations

from collections.abc import Mapping

from ttcs_desktop.broadcast.checks.model import Per, Proof, RepeatLimit, TooClose, TooLong, WeekLack
from ttcs_desktop.broadcast.conflicts import Finding, Rule
from ttcs_desktop.broadcast.wording import PRIORITIES, cluster_label, day_inside
from ttcs_desktop.content.model import Priority

PERS = {Per.DAY: "một ngày", Per.WEEK: "một tuần"}
_OWN_LIMIT = "Giới hạn do đơn vị tự đặt ở Cài đặt, không phải quy định của pháp luật."


def length_words(seconds: float) -> str:
    """Seconds as they are said: "45 giây", "3 phút", "17 phút 20 giây"."""
    minutes, rest = divmod(round(seconds), 60)
    parts = [*([f"{minutes} phút"] if minutes else []), *([f"{rest} giây"] if rest or not minutes else [])]
    return " ".join(parts)


def explain_proof(finding: Finding, proof: Proof, names: Mapping[str, str]) -> str:
    """What is too long, too often or too close, by how much, by which rule, and what mends it."""
    where, day = cluster_label(finding.clusters, names), day_inside(finding.a)
    if isinstance(proof, TooLong):
        return _explain_length(finding, proof, day)
    other = f" (lần trước: {finding.b.start:%H:%M} {day_inside(finding.b)})" if finding.b else ""
    if isinstance(proof, TooClose):
        after = f"sau {_apart(proof.minutes)}" if proof.minutes else "ngay khi lần trước chưa hết hoặc vừa hết"
        return (
            f"Bài “{proof.title}” phát lại lúc {finding.start:%H:%M} {day} trên {where}, {after}{other}; đơn vị đặt "
            f"cách ít nhất {proof.hours} giờ. Dời buổi này bằng F2, hoặc thay bài bằng Insert. {_OWN_LIMIT}"
        )
    return (
        f"Bài “{proof.title}” được xếp {proof.times} lần trong {PERS[proof.per]} trên {where}; đơn vị đặt nhiều nhất "
        f"{proof.most} lần. Buổi {finding.start:%H:%M} {day} là buổi đầu tiên bị thừa{other}: thay bài bằng Insert, "
        f"hoặc bỏ buổi. {_OWN_LIMIT}"
    )


def _apart(minutes: int) -> str:
    hours, rest = divmod(minutes, 60)
    return " ".join([*([f"{hours} giờ"] if hours else []), *([f"{rest} phút"] if rest else [])])


def _explain_length(finding: Finding, proof: TooLong, day: str) -> str:
    about = "" if proof.is_exact else "khoảng "
    what = (
        f"“{finding.a.title}” {day} cần {about}{length_words(proof.seconds)}, khung chỉ có {length_words(proof.slot)}: "
        f"quá {length_words(proof.over)}."
    )
    if proof.drop is not None:
        mend = f"Bỏ bài “{proof.drop.title}” ({length_words(proof.drop.seconds)}) là vừa: Insert"
    elif len(proof.parts) > 1:
        mend = "Bỏ bớt hơn một bài: Insert"
    else:
        mend = f"Rút bớt khoảng {max(1, round(proof.over * proof.rate / 60))} tiếng ở Nội dung"
    how = "Tính theo độ dài tệp âm thanh." if proof.is_exact else _how(proof)
    return f"{what} {mend}; hoặc thêm {proof.more_minutes} phút cho khung: F2. {how}"


def _how(proof: TooLong) -> str:
    sound = " Bài có tệp âm thanh thì tính theo tệp." if any(part.exact for part in proof.parts) else ""
    return f"Đây là ước tính của phần mềm: đọc {proof.rate:.0f} tiếng một phút, cộng chỗ ngắt nghỉ.{sound}"


def limit_words(limit: RepeatLimit) -> str:
    """What a limit asks, in one line: "nhiều nhất 3 lần một ngày, cách nhau ít nhất 2 giờ"."""
    parts = [
        *([f"nhiều nhất {limit.per_day} lần một ngày"] if limit.per_day else []),
        *([f"nhiều nhất {limit.per_week} lần một tuần"] if limit.per_week else []),
        *([f"cách nhau ít nhất {limit.gap_hours} giờ"] if limit.gap_hours else []),
    ]
    return ", ".join(parts) or "không giới hạn"


def explain_lack(lack: WeekLack) -> str:
    """What the week lacks, by which rule, and what mends it."""
    if lack.rule is Rule.PRIORITY_NOT_PLACED:
        kind = PRIORITIES[lack.priority].lower()
        law = (
            "Theo Thông tư 39/2020, bản tin khẩn cấp được phát ngay"
            if lack.priority is Priority.URGENT
            else "Theo Thông tư 39/2020, bản tin ưu tiên được ưu tiên phát trong chương trình"
        )
        mend = "Bấm Enter để xếp" if lack.approved else "Trình duyệt ở Nội dung, rồi xếp vào lịch"
        return (
            f"Bài “{lack.title}” nhận với mức {kind}, phải phát đến hết {lack.due:%d/%m}, mà chưa nằm trong "
            f"buổi phát nào sắp tới. {law}. {mend}."
        )
    span = f"từ {lack.first:%d/%m} đến {lack.due:%d/%m}"
    asked = f"cần {lack.wanted} lượt, lịch mới có {lack.told}" if lack.wanted else "chưa có lượt nào"
    return (
        f"Chủ đề “{lack.title}” {span} {asked}; kỳ ấy hết trong tuần này. Xếp một bài của chủ đề này, hoặc sửa kỳ ở "
        "Chủ đề năm. Số lượt và kỳ là của danh mục do đơn vị ghi."
    )
