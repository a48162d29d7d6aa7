"""Which paper of Lịch phát is asked for, and of which days."""

from __future__ import annotations

import datetime as dt
from enum import Enum

from ttcs_desktop.basics.periods import Week
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.papers.wording import short_date, weekday
from ui.pages.schedule.words import week_title

_DAY = dt.timedelta(days=1)


class Paper(Enum):
    """The papers by the digit that asks for them."""

    WEEK = "1"
    DAY = "2"
    POSTER = "3"
    LOG = "4"


PAPER_WORDS = {
    Paper.WEEK: ("Thông báo tuần", "calendar-days"),
    Paper.DAY: ("Phiếu ngày", "list-checks"),
    Paper.POSTER: ("Lịch treo", "image"),
    Paper.LOG: ("Sổ phát", "scroll-text"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which paper, of which days, both included."""

    paper: Paper
    first: dt.date
    last: dt.date

    def shifted(self, steps: int) -> Asked:
        """The same paper of the days before or after; a whole month goes to the next whole month."""
        first, last = self.first, self.last
        if first.day == 1 and last == _month_end(first):
            month = first.year * 12 + first.month - 1 + steps
            first = dt.date(month // 12, month % 12 + 1, 1)
            return Asked(self.paper, first, _month_end(first))
        away = steps * ((last - first).days + 1) * _DAY
        return Asked(self.paper, first + away, last + away)

    @property
    def week(self) -> Week:
        return Week.of(self.first)

    @property
    def year(self) -> int:
        """Under which year it is filed: a week under its own."""
        return self.week.year if self.paper in (Paper.WEEK, Paper.POSTER) else self.last.year

    @property
    def days(self) -> str:
        """The days in words."""
        if self.paper in (Paper.WEEK, Paper.POSTER):
            return week_title(self.week)
        if self.first == self.last:
            return f"{weekday(self.first)} {short_date(self.first)}"
        return f"{short_date(self.first)}–{short_date(self.last)}"

    @property
    def title(self) -> str:
        """The title of the window."""
        if self.paper is Paper.WEEK:
            return f"Thông báo lịch phát {self.days.lower()}"
        return f"{PAPER_WORDS[self.paper][0]} {self.days[:1].lower()}{self.days[1:]}"

    @property
    def file_name(self) -> str:
        """What the file is called, without its ending."""
        week = f"tuan-{self.week.number:02d}-{self.week.year}"
        return {
            Paper.WEEK: f"lich-phat-{week}",
            Paper.POSTER: f"lich-treo-{week}",
            Paper.DAY: f"phieu-phat-{self.first.isoformat()}",
            Paper.LOG: f"so-phat-{self.first.isoformat()}-{self.last.isoformat()}",
        }[self.paper]


def _month_end(day: dt.date) -> dt.date:
    return (day.replace(day=28) + 4 * _DAY).replace(day=1) - _DAY
