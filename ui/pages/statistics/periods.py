"""Which reports the officer may choose, the owed ones first, and which one is owed now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.office.model import Unit
from ttcs_desktop.papers.wording import month, short_date, weekday
from ttcs_desktop.statistics.catalogue import Direction, Template
from ttcs_desktop.statistics.model import ReportState, Snapshot
from ttcs_desktop.statistics.regimes import days_in_no_window
from ttcs_desktop.statistics.service import Statistics
from ttcs_desktop.statistics.wording import period_title

_OVER = {ReportState.SUBMITTED, ReportState.PLACED, ReportState.MANUAL}
_INFERRED = {
    "start": "Ngày bắt đầu",
    "cut_off": "Ngày chốt",
    "before": "Hạn gửi",
    "receiver": "Nơi nhận",
}


@dataclass(frozen=True, slots=True)
class Period:
    """A template in a year: what the page shows. `foreign` for one that units elsewhere answer: its day binds them."""

    template: Template
    year: int
    owed: bool
    foreign: bool = False

    @property
    def id(self) -> str:
        """As the agenda names it."""
        return f"{self.template.code}/{self.year}"

    @property
    def title(self) -> str:
        """ "6 tháng đầu năm 2026"."""
        return period_title(self.template.name, self.year)

    @property
    def label(self) -> str:
        """As it stands in the choice."""
        title = self.title[:1].upper() + self.title[1:]
        kind = "" if self.template.active else " (mẫu cũ)"
        basis, _, _ = self.template.basis_short.partition("/")
        return f"{title}, mẫu {basis}{kind}"

    @property
    def collects(self) -> bool:
        """Whether others answer to us: then the page shows who owes, not what is counted."""
        return self.template.direction is Direction.COLLECT


def periods(templates: Iterable[Template], unit: Unit, today: dt.date) -> tuple[Period, ...]:
    """What is owed this year, then what was owed last year, then what may be computed all the same."""
    templates = tuple(templates)
    concerned = [one for one in templates if one.concerns(unit.code, unit.province_code)]
    others = [one for one in templates if one not in concerned]
    owed = [Period(one, year, owed=True) for year in (today.year, today.year - 1) for one in concerned]
    return (*owed, *(Period(one, today.year, owed=False, foreign=one.active) for one in others))


def frozen_before(period_id: str, statistics: Statistics) -> Period | None:
    """The period of an id such as `184-6T/2024` when its report was frozen, in whichever year."""
    code, _, year = period_id.partition("/")
    template = statistics.catalogue.templates.get(code)
    if template is None or not year.isdecimal() or statistics.latest(code, int(year)) is None:
        return None
    return Period(template, int(year), owed=False)


def due_now(
    choices: Sequence[Period],
    state: Callable[[str, int], ReportState],
    latest: Callable[[str, int], Snapshot | None],
    today: dt.date,
    record_start: dt.date,
) -> Period:
    """The period to open with: closed and not sent yet, the newest first; else the one last sent; else the next.

    What had closed before the record began was never this record's to send. A unit that owes none of them sees the one
    that is running.
    """
    ours = [one for one in choices if one.owed and not one.collects and _closes(one) >= record_start]
    closed = [one for one in ours if _closes(one) < today]
    waiting = [one for one in closed if state(one.template.code, one.year) not in _OVER]
    if waiting:
        return max(waiting, key=_closes)
    sent = [(found.frozen_at, one) for one in closed if (found := latest(one.template.code, one.year)) is not None]
    if sent:
        return max(sent, key=lambda pair: pair[0])[1]
    counted = ours or [one for one in choices if (one.owed or one.foreign) and not one.collects]
    coming = [one for one in counted if _closes(one) >= today]
    return min(coming, key=_closes) if coming else max(counted, key=_closes, default=choices[0])


def _closes(period: Period) -> dt.date:
    return period.template.window(period.year).cut_off


def next_period(choices: Iterable[Period], after: Period) -> Period | None:
    """The owed period whose figures close next after another one's."""
    closed = after.template.window(after.year).cut_off
    later = [one for one in choices if one.owed and one.template.window(one.year).cut_off > closed]
    return min(later, key=lambda one: one.template.window(one.year).cut_off, default=None)


def window_words(period: Period) -> tuple[str, str]:
    """ "Số liệu từ 01/01 đến hết" and "30/5/2026"."""
    window = period.template.window(period.year)
    return f"Số liệu từ {day_month(window.start)} đến hết", short_date(window.cut_off)


def receiver_words(period: Period, last_safe: dt.date | None) -> str:
    """To whom, before which day, and the last working day that is in time."""
    due = period.template.due(period.year)
    who = f"Gửi {period.template.receiver}"
    if due is None or last_safe is None:
        return f"{who}, văn bản không hẹn ngày"
    return f"{who} trước {day_month(due)}, chậm nhất {in_words(last_safe)}"


def inferred_words(template: Template) -> str:
    """What no paper states and the program had to choose, said quietly; empty when every field has its source."""
    named = [words for field, words in _INFERRED.items() if field in template.inferred]
    if not named:
        return ""
    first, *rest = named
    return f"{' và '.join([first, *(word.lower() for word in rest)])} do phần mềm chọn, văn bản không nêu."


def uncounted_words(templates: Iterable[Template], period: Period) -> str:
    """The days of the year that no report of this regime counts, by name; empty where all are counted."""
    found = days_in_no_window(templates, period.template, period.year)
    named = " và ".join(f"{day_month(one.start)} đến {short_date(one.cut_off)}" for one in found)
    regime, _, _ = period.template.basis_short.partition("/")
    return f"{named} không nằm trong báo cáo nào của {regime}." if named else ""


def day_month(day: dt.date) -> str:
    """ "06/6"."""
    return f"{day.day:02d}/{month(day.month)}"


def in_words(day: dt.date) -> str:
    """ "thứ Sáu 05/6"."""
    return f"{weekday(day).replace('Thứ', 'thứ')} {day_month(day)}"
