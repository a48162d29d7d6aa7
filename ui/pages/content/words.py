"""What the codes of content are called on screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ttcs_desktop.agenda.pipeline import Next, Stage, StageLine, Way
from ttcs_desktop.basics.clock import local, unstamp
from ttcs_desktop.broadcast.model import LogEntry
from ttcs_desktop.broadcast.wording import BASES
from ttcs_desktop.content.model import Approval, Item, ItemState
from ttcs_desktop.content.wording import FORMS, ORIGINS
from ttcs_desktop.papers.wording import month, weekday
from ui.kit.chips import Status, Tone

STATES = {
    ItemState.DRAFT: Status("Nháp", Tone.ACCENT),
    ItemState.SUBMITTED: Status("Chờ duyệt", Tone.LOOK, "hourglass"),
    ItemState.APPROVED: Status("Đã duyệt", Tone.GOOD),
    ItemState.EDITING: Status("Biên tập", Tone.ACCENT, "pencil"),
    ItemState.ARCHIVED: Status("Đã lưu", Tone.NEUTRAL, "archive-restore"),
    ItemState.WITHDRAWN: Status("Đã rút", Tone.NEUTRAL, "circle-x"),
}
STAGES = {
    Stage.WRITE: "Soạn",
    Stage.EDIT: "Biên tập",
    Stage.SUBMIT: "Trình",
    Stage.APPROVE: "Duyệt",
    Stage.PLAN: "Lên lịch",
    Stage.AIR: "Đã phát",
    Stage.FILE: "Lưu",
}
# What the key does; what it cannot do yet stands beside it (`WHY_NOT`).
NEXT_STEPS = {
    Next.TO_EDITOR: "Chuyển bước: biên tập",
    Next.SUBMIT: "Chuyển bước: trình duyệt",
    Next.APPROVE: "Chuyển bước: duyệt…",
    Next.SIGNED: "Chuyển bước: đã ký giấy…",
    Next.PLAN: "Chuyển bước: xếp lịch",
    Next.LOOK: "Xem buổi phát",
    Next.CONFIRM: "Chuyển bước: xác nhận đã phát",
    Next.FILE: "Chuyển bước: lưu",
    Next.TAKE_OUT: "Chuyển bước: dùng lại",
}
NO_COLUMN = "Không theo chuyên mục"


def kind_line(item: Item, column: str, version: int) -> str:
    """ "Tin · Đơn vị tự viết · Sức khỏe cộng đồng · phiên bản 3"."""
    return " · ".join((FORMS[item.form], ORIGINS[item.origin], column or NO_COLUMN.lower(), f"phiên bản {version}"))


def approved_by(approval: Approval) -> str:
    """ "Nguyễn Văn An, Phó Chủ tịch, ngày 02/6/2026, số 41/TB-UBND"."""
    day = f"ngày {long_day(approval.decided_on)}"
    number = f"số {approval.number}" if approval.number else ""
    return ", ".join(part for part in (approval.approver, approval.position, day, number) if part)


def stage_when(line: StageLine) -> str:
    """ "02/6/2026, 07:30", or the day alone where no hour is known."""
    if line.at:
        return moment_of(line.at)
    return long_day(line.day) if line.day is not None else ""


def stage_why(line: StageLine) -> str:
    """ "Duyệt trên giấy, 41/TB-UBND"; the reason or the programme of other stages."""
    return ", ".join(part for part in (BASES[line.basis] if line.basis else "", line.why) if part)


def stage_line(line: StageLine) -> str:
    """ "Trình: Nguyễn Thị Hạnh, 02/6/2026, 07:30"; nothing for a stage that is still to come."""
    said = ", ".join(part for part in (line.who, stage_when(line), stage_why(line)) if part)
    return f"{STAGES[line.stage]}: {said}" if said else ""


def why_not(way: Way) -> str:
    """What stands in the way of the step after this one; empty where nothing does."""
    if way.airing is None:
        return ""
    if way.next is Next.LOOK:
        return f"Đã xếp {airing_time(way.airing.start)}. Phát xong, xác nhận rồi mới lưu được."
    return f"Chưa ghi kết quả buổi {airing_time(way.airing.start)}."


def long_day(day: dt.date) -> str:
    """ "02/6/2026"."""
    return f"{day.day:02d}/{month(day.month)}/{day.year}"


def airing_time(start: dt.datetime) -> str:
    """ "Thứ Ba 02/6, 17:00"."""
    return f"{weekday(start.date())} {start.day:02d}/{month(start.month)}, {start:%H:%M}"


def moment_of(stamp: str) -> str:
    """A stored moment as the office reads it: "02/6/2026, 10:05"."""
    moment = local(unstamp(stamp))
    return f"{long_day(moment.date())}, {moment:%H:%M}"


def aired_line(entries: Sequence[LogEntry]) -> str:
    """ "Đã phát 3 lần, gần nhất Thứ Ba 02/6, 17:00"; the newest entry stands first."""
    latest = airing_time(entries[0].starts_at)
    return f"Đã phát {latest}" if len(entries) == 1 else f"Đã phát {len(entries)} lần, gần nhất {latest}"
