"""What the codes of content are called on screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ttcs_desktop.basics.clock import local, unstamp
from ttcs_desktop.broadcast.model import LogEntry
from ttcs_desktop.content.model import Approval, Form, Item, ItemState, Origin
from ttcs_desktop.papers.wording import month, weekday
from ui.kit.chips import Status, Tone

FORMS = {
    Form.NEWS: "Tin",
    Form.ARTICLE: "Bài",
    Form.REPORT: "Phóng sự",
    Form.INTERVIEW: "Phỏng vấn",
    Form.NOTICE: "Thông báo",
}
ORIGINS = {
    Origin.WARD: "Đơn vị tự viết",
    Origin.CITY: "Nguồn tỉnh, thành phố",
    Origin.CENTRE: "Nguồn trung ương",
}
STATES = {
    ItemState.DRAFT: Status("Nháp", Tone.ACCENT),
    ItemState.SUBMITTED: Status("Chờ duyệt", Tone.LOOK, "hourglass"),
    ItemState.APPROVED: Status("Đã duyệt", Tone.GOOD),
    ItemState.WITHDRAWN: Status("Đã rút", Tone.NEUTRAL, "circle-x"),
}
STEPS = ("Nháp", "Chờ duyệt", "Đã duyệt")
STEP_OF = {ItemState.DRAFT: 0, ItemState.SUBMITTED: 1, ItemState.APPROVED: len(STEPS)}
NEXT_STEPS = {
    ItemState.DRAFT: "Chuyển bước: trình duyệt",
    ItemState.SUBMITTED: "Chuyển bước: duyệt…",
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
