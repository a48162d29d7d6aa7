"""The rows of the view as data: an agency with how it stands, what happened with it, a sum with what is behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.collecting import wording
from ttcs_desktop.collecting.consolidation import SumLine
from ttcs_desktop.collecting.model import Standing, State
from ttcs_desktop.papers.wording import short_date
from ttcs_desktop.vietnamese.typed import format_number
from ui.kit.chips import Status, Tone
from ui.kit.table.columns import Align, Column, Look

_TONES = {
    State.NOT_REMINDED: (Tone.LOOK, "circle"),
    State.REMINDED: (Tone.ACCENT, "bell"),
    State.RECEIVED: (Tone.GOOD, ""),
    State.LATE: (Tone.LOOK, "clock"),
    State.EXEMPT: (Tone.NEUTRAL, "minus"),
}


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """One agency on a day, with how many files are attached to the report that counts."""

    standing: Standing
    today: dt.date
    files: int = 0

    @property
    def id(self) -> str:
        return self.standing.respondent.id

    @property
    def name(self) -> str:
        return self.standing.respondent.name

    @property
    def contact(self) -> str:
        """Whom to turn to, in one line."""
        said = self.standing.respondent.contact
        return " · ".join(part for part in (said.person, said.phone, said.address) if part) or "chưa ghi đầu mối"

    @property
    def status(self) -> Status:
        words = wording.state_text(self.standing, self.today)
        if self.standing.is_overdue(self.today):
            return Status(words, Tone.ALARM)
        tone, icon = _TONES[self.standing.state]
        return Status(words, tone, icon)

    @property
    def reminded(self) -> str:
        """How often it was reminded."""
        number = len(self.standing.reminders)
        return f"{number} lần" if number else ""

    @property
    def last_reminded(self) -> str:
        """When last, and how."""
        if not self.standing.reminders:
            return ""
        last = self.standing.reminders[-1]
        return f"{short_date(last.day)}, {wording.WAYS[last.way]}" if last.way else short_date(last.day)

    @property
    def paper(self) -> str:
        """The number of the paper that came, how many files, how many reports before it."""
        report = self.standing.report
        if report is None:
            return self.standing.exemption.reason if self.standing.exemption else ""
        before = len(self.standing.reports) - 1
        parts = (
            report.document,
            f"{self.files} tệp" if self.files else "",
            f"thay {before} bản trước" if before else "",
        )
        return " · ".join(part for part in parts if part)


def agency_columns() -> tuple[Column[AgencyLine], ...]:
    """The list of who owes."""
    return (
        Column("Cơ quan, đầu mối", lambda one: one.name, second=lambda one: one.contact),
        Column("Tình trạng", lambda one: one.status, 168, sort=lambda one: list(State).index(one.standing.state)),
        Column("Đã nhắc", lambda one: one.reminded, 132, second=lambda one: one.last_reminded),
        Column(
            "Nhận ngày, số văn bản",
            lambda one: one.standing.report.received_on if one.standing.report else None,
            176,
            shown=lambda one: short_date(one.standing.report.received_on) if one.standing.report else "",
            second=lambda one: one.paper,
        ),
    )


@dataclass(frozen=True, slots=True)
class Event:
    """One dated row of what happened with an agency; `report_id` of a report that came, else empty."""

    id: str
    day: dt.date
    words: str
    report_id: str = ""
    replaced: bool = False


def events_of(standing: Standing) -> tuple[Event, ...]:
    """Everything that happened, the newest first."""
    found = [Event(step.id, step.day, wording.step_text(step)) for step in standing.steps]
    for report in standing.reports:
        replaced = report is not standing.report
        words = f"Nhận báo cáo {report.document}".strip()
        words += ", đã có bản mới thay" if replaced else ""
        found.append(Event(report.id, report.received_on, words, report.id, replaced))
    return tuple(sorted(found, key=lambda one: (one.day, one.id), reverse=True))


def event_columns() -> tuple[Column[Event], ...]:
    """What happened with the chosen agency."""
    return (
        Column("Ngày", lambda one: one.day, 94, shown=lambda one: short_date(one.day)),
        Column(
            "Việc",
            lambda one: one.words,
            look=lambda one: Look(ink="text2") if one.replaced else Look(icon="file-text" if one.report_id else ""),
            tip=lambda one: one.words,
        ),
    )


def sum_columns() -> tuple[Column[SumLine], ...]:
    """The numbers over all agencies."""
    return (
        Column("Mã", lambda one: one.asked.code, 52, look=lambda _: Look(ink="text2")),
        Column("Chỉ tiêu", lambda one: one.asked.name, tip=lambda one: one.asked.caution),
        Column("Đơn vị", lambda one: one.asked.unit, 78),
        Column(
            "Tổng",
            lambda one: one.total,
            92,
            Align.RIGHT,
            shown=lambda one: format_number(one.total) if one.total is not None else "chưa có",
            look=lambda one: Look(bold=True) if one.total is not None else Look(ink="amber"),
        ),
        Column(
            "Cơ quan báo số",
            lambda one: len(one.parts),
            116,
            Align.RIGHT,
            shown=lambda one: f"{len(one.parts)}/{len(one.parts) + len(one.missing)}",
            look=lambda one: Look(ink="amber") if one.missing else Look(),
        ),
    )


@dataclass(frozen=True, slots=True)
class Behind:
    """One agency behind a sum, or one whose number is missing (`value` None)."""

    respondent_id: str
    name: str
    value: Decimal | None
    day: dt.date | None = None


def behind(line: SumLine, standings: Sequence[Standing]) -> tuple[Behind, ...]:
    """Who gave how much, the largest first; then who has given none."""
    ids = {one.respondent.name: one.respondent.id for one in standings}
    gave = sorted(line.parts, key=lambda part: -part.value)
    return (
        *(Behind(part.respondent_id, part.name, part.value, part.report.received_on) for part in gave),
        *(Behind(ids[name], name, None) for name in line.missing),
    )


def behind_columns() -> tuple[Column[Behind], ...]:
    """Vì sao: the agencies of a sum."""
    return (
        Column("Cơ quan", lambda one: one.name, tip=lambda one: one.name),
        Column("Nhận", lambda one: one.day, 62, shown=lambda one: f"{one.day:%d/%m}" if one.day else ""),
        Column(
            "Số",
            lambda one: one.value,
            84,
            Align.RIGHT,
            shown=lambda one: format_number(one.value) if one.value is not None else "chưa có số",
            look=lambda one: Look() if one.value is not None else Look(ink="amber"),
        ),
    )
