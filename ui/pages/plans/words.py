"""The words of this screen: states, times, days left, and names of offices short enough for a column."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ttcs_desktop.agenda.deadlines import Deadline
from ttcs_desktop.papers.wording import month, short_date, weekday
from ttcs_desktop.plans.followed import FollowedTask, TaskPeriod
from ttcs_desktop.plans.model import NEXT_STEP, Plan, TaskState
from ttcs_desktop.plans.recurrence import occurrences
from ttcs_desktop.plans.timing import Every, When, WhenKind
from ttcs_desktop.plans.wording import KINDS, PERIODS, TROUBLES, period_name, when_text
from ttcs_desktop.plans.wording import STATES as WORDS
from ttcs_desktop.vietnamese.text import fold
from ui.kit.chips import Status, Tone
from ui.kit.messages import Message

STATES = {
    TaskState.TODO: Status(WORDS[TaskState.TODO], Tone.NEUTRAL),
    TaskState.DOING: Status(WORDS[TaskState.DOING], Tone.ACCENT),
    TaskState.WAITING: Status(WORDS[TaskState.WAITING], Tone.LOOK, "hourglass"),
    TaskState.DONE: Status(WORDS[TaskState.DONE], Tone.GOOD),
    TaskState.DROPPED: Status(WORDS[TaskState.DROPPED], Tone.NEUTRAL, "circle-x"),
}
STEPS = tuple(state for state in STATES if state is not TaskState.DROPPED)
"""In the order in which a task goes through them."""

MESSAGES = {
    **{code: Message(*parts) for code, parts in TROUBLES.items()},
    "year_unreadable": Message(
        "Năm của kế hoạch chưa đúng.", "Chưa nhập gì vào máy.", "Gõ năm bốn chữ số, ví dụ 2026.", "Gõ năm, ví dụ 2026."
    ),
}
"""What this page tells besides the general messages."""
LEARNT = "tên đã học"
"""Below a name that was understood by what the office has learnt; short, for a narrow column."""

_MANY_PERIODS = 20
_WITHIN_YEAR = {
    Every.DAY: "theo ngày",
    Every.WEEK: "theo tuần",
    Every.MONTH: "theo tháng",
    Every.QUARTER: "theo quý",
    Every.HALF: "6 tháng",
}
_VERBS = {
    "plans.import": "nhập từ phụ lục",
    "plans.import_more": "nhập thêm từ phụ lục",
    "plans.replace": "nhập thay từ phụ lục mới",
    "plans.add_task": "thêm bằng tay",
    "plans.link": "gắn với mục khác",
    "plans.change_together": "đổi cùng nhiều nhiệm vụ",
    "plans.correct": "sửa kế hoạch",
    "plans.correct_task": "sửa nhiệm vụ",
    "plans.remove_task": "bỏ vào thùng rác",
    "plans.remove_plan": "bỏ cùng kế hoạch",
    "ledger.put_back": "lấy lại từ thùng rác",
    "plans.record": "ghi kết quả",
    "plans.set_state": "chuyển bước",
    "plans.tick": "ghi hoàn thành khi có biên nhận",
}
_KINDS_OF_OFFICE = (("văn phòng ", "VP "), ("phòng ", "P. "), ("trung tâm ", "TT "))
_OF_UNIT = re.compile(r"\s+(?:phường|xã(?! hội)|đặc khu|thành phố|tỉnh)(?:\s.*)?$")
_NOT_IN_A_NAME = re.compile(r"[^a-z0-9]+")
_PIECE = re.compile(r"[^\W\d_]+|[-–—&]")


def short_office(name: str) -> str:
    """An office as colleagues write it: "Phòng Văn hóa – Xã hội" gives "P. VH-XH"; other names stay whole."""
    name = " ".join(name.split())
    for long, short in _KINDS_OF_OFFICE:
        if name.lower().startswith(long):
            rest = _OF_UNIT.sub("", name[len(long) :])
            return short + _initials(rest) if rest else name
    return name


def short_lead(names: tuple[str, ...]) -> str:
    """The first of several offices in short, with how many follow: "P. VH-XH +1"."""
    if not names:
        return ""
    return short_office(names[0]) + (f" +{len(names) - 1}" if len(names) > 1 else "")


def rhythm(when: When, year: int) -> str:
    """When a task is to be done, short enough for a column: its period, its day, or the days it runs between."""
    if when.kind is WhenKind.REPEATING and when.every:
        return PERIODS[when.every]
    day = when.due.date if when.due else when.end
    if when.kind is WhenKind.DEADLINE and day is not None:
        return f"{'Trước' if when.strict else 'Đến'} {short_day(day, year)}"
    if when.kind is WhenKind.WINDOW and when.start and when.end:
        if (when.start.month, when.start.day, when.end.month, when.end.day) == (1, 1, 12, 31):
            return f"Năm {when.start.year}" + (f"–{when.end.year}" if when.end.year > when.start.year else "")
        return f"{short_day(when.start, year)} – {short_day(when.end, year)}"
    return KINDS[when.kind] if when.kind is WhenKind.CONTINUOUS else understood(when)


def understood(when: When) -> str:
    """A time in full as the program understands it; a day that could not be read is said to be missing."""
    dateless = when.due is None and when.end is None
    return "Chưa có ngày" if when.kind is WhenKind.DEADLINE and dateless else when_text(when)


def short_day(day: dt.date, year: int) -> str:
    """A day without its year where that is `year`: "31/12", otherwise "31/12/2027"."""
    return f"{day.day:02d}/{month(day.month)}" if day.year == year else short_date(day)


def days_left(deadline: Deadline) -> str:
    """How much time is left, in working days."""
    if deadline.is_overdue:
        return f"quá {-deadline.days_left} ngày làm việc"
    if deadline.days_left == 0:
        return "hôm nay là ngày cuối"
    return f"còn {deadline.days_left} ngày làm việc"


def due_in_words(deadline: Deadline, today: dt.date) -> str:
    """A due day as an officer says it; a strict one ("trước ngày") names the last day that is in time."""
    year = today.year
    last = f"{_day_of_week(deadline.last_safe_day)} {short_day(deadline.last_safe_day, year)}"
    if deadline.strict:
        return f"trước ngày {short_day(deadline.due, year)}, chậm nhất {last}, {days_left(deadline)}"
    if deadline.is_on_days_off(today):
        return f"{short_day(deadline.due, year)} là ngày nghỉ, ngày làm việc cuối {last} đã qua"
    if deadline.last_safe_day != deadline.due:
        return f"{short_day(deadline.due, year)} là ngày nghỉ, chậm nhất {last}, {days_left(deadline)}"
    return f"{last}, {days_left(deadline)}"


def due_of_reading(when: When, year: int) -> str:
    """The due day a time gives in a year; "theo quý" where it comes again within the year, a dash where it has none."""
    found = [one.due for one in occurrences(when, dt.date(year, 1, 1), dt.date(year, 12, 31)) if one.due is not None]
    if len(found) > 1 and when.every in _WITHIN_YEAR:
        return _WITHIN_YEAR[when.every]
    due = found[-1] if found else when.due.date if when.due else when.end
    return short_day(due, year) if due else "–"


def next_step(state: TaskState) -> str:
    """What the one button of a task says."""
    if not state.is_open:
        return "Mở lại nhiệm vụ"
    return f"Chuyển bước: {STATES[NEXT_STEP[state]].word}"


def period_title(period: TaskPeriod, year: int) -> str:
    """A period in a list of periods: "Quý II/2026, hạn trước 25/6"."""
    name = period_name(period.key) or "Kết quả nhiệm vụ"
    if period.due is None:
        return name
    return f"{name}, hạn {'trước ' if period.strict else ''}{short_day(period.due, year)}"


def period_outcome(period: TaskPeriod, year: int, *, late: bool) -> str:
    """How a period stands, in a line: state, day done, result, difficulty, paper; `year` needs no saying."""
    said = period.said
    state = "Quá hạn, chưa xong" if late else STATES[period.state].word
    if said.done_on is not None:
        state += f" {short_day(said.done_on, year)}"
    difficulty = "Lý do" if period.state is TaskState.DROPPED else "Vướng mắc"
    parts = [said.result, f"{difficulty}: {said.difficulty}" if said.difficulty else "", said.document]
    return " · ".join(part for part in (state, *parts) if part)


def shown_periods(followed: FollowedTask, periods: Sequence[TaskPeriod], today: dt.date) -> list[TaskPeriod]:
    """The periods worth a line: of what comes each day or week only what was spoken of, what is late and the present.

    Others are all there: at most twelve a year.
    """
    if len(periods) <= _MANY_PERIODS:
        return list(periods)
    kept = {followed.current(today).key, *followed.said, *(one.key for one in followed.late(today))}
    return [one for one in periods if one.key in kept]


def plan_title(plan: Plan) -> str:
    """A plan in a list of plans."""
    name = f"Kế hoạch {plan.number}" if plan.number else plan.about or plan.source_name
    return f"{name} ngày {short_date(plan.issued_on)}" if plan.issued_on else f"{name} năm {plan.year}"


def progress_file(plan: Plan, day: dt.date) -> str:
    """The file name of a plan's progress on a day, in plain letters: "tien-do-75-kh-ubnd-2026-06-02"."""
    name = _NOT_IN_A_NAME.sub("-", fold(plan.number or str(plan.year))).strip("-")
    return f"tien-do-{name}-{day.isoformat()}"


def pasted_name(day: dt.date) -> str:
    """What stands for a file's name where a table was pasted."""
    return f"Bảng dán ngày {short_date(day)}"


def source_title(name: str) -> str:
    """Where an annex came from, at the beginning of a sentence."""
    return f"Tệp {name}" if "." in name else name


def deed(verb: str, step: tuple[TaskState, TaskState] | None = None) -> str:
    """A line of history in words; a step says from which state to which."""
    if step is not None:
        return f"chuyển “{STATES[step[0]].word}” sang “{STATES[step[1]].word}”"
    return _VERBS.get(verb, "sửa")


def _day_of_week(day: dt.date) -> str:
    name = weekday(day)
    return name[:1].lower() + name[1:]


def _initials(text: str) -> str:
    """First letters of words; a word in capitals is an abbreviation already and stays."""
    found: list[str] = []
    for piece in _PIECE.findall(text):
        if piece in "-–—":
            found.append("-")
        elif piece == "&" or piece.lower() == "và":
            found.append("&")
        else:
            found.append(piece if len(piece) > 1 and piece.isupper() else piece[0].upper())
    return "".join(found)
