"""Published weeks and their differences in Vietnamese, for window, paper and command line alike."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ttcs_desktop.basics.clock import local
from ttcs_desktop.broadcast.board_texts.wording import days_words, hours_words
from ttcs_desktop.broadcast.model import Kind, Priority
from ttcs_desktop.broadcast.publishing.boards import BoardChange, Posted
from ttcs_desktop.broadcast.publishing.model import Change, ChangeKind, Line, Standing, Version
from ttcs_desktop.broadcast.wording import KINDS, PRIORITIES, cluster_label, repeated
from ttcs_desktop.papers.wording import month, weekday
from ttcs_desktop.vietnamese.typed import format_date

CHANGES = {
    ChangeKind.ADDED: "Thêm",
    ChangeKind.MOVED: "Đổi giờ",
    ChangeKind.REMOVED: "Bỏ",
    ChangeKind.ALTERED: "Đổi nội dung",
}
_MOST_ON_PAPER = 12


def counted(changes: Iterable[Change | BoardChange]) -> str:
    """How many of each: "1 thêm, 2 đổi giờ, 1 bỏ"; empty without any."""
    number = Counter(one.kind for one in changes)
    return ", ".join(f"{number[kind]} {word.lower()}" for kind, word in CHANGES.items() if number[kind])


def lines_words(version: Version) -> str:
    """What a version holds: "14 buổi", "14 buổi, 2 tin trên bảng tin"."""
    boards = f", {len(version.boards)} tin trên bảng tin" if version.boards else ""
    return f"{len(version.lines)} buổi{boards}"


def published_words(version: Version) -> str:
    """Which version, and when it was published."""
    return f"Đã ban hành lần {version.number} ngày {format_date(local(version.at).date())}"


def standing_words(standing: Standing) -> str:
    """How the week stands to what was published, in one line."""
    if standing.version is None:
        return "Tuần này chưa ban hành."
    said = published_words(standing.version)
    return f"{said}; từ đó: {counted(standing.every)}." if standing.every else f"{said}, lịch vẫn như thế."


def notice_words(version: Version) -> str:
    """The paper by which it was made known: "số 45/TB-UBND ngày 30/05/2026"; empty while it has none."""
    if version.notice is None:
        return ""
    day = f" ngày {format_date(version.notice.day)}" if version.notice.day else ""
    return f"số {version.notice.number}{day}"


def version_words(version: Version) -> str:
    """One publication in a list: which, when, by which paper, what it changed."""
    at = local(version.at)
    paper = f", thông báo {notice_words(version)}" if version.notice else ""
    told = f": {counted(version.every_change)}" if version.every_change else ""
    gone = ", đã thu hồi" if version.recalled else ""
    return f"Lần {version.number}, {at:%H:%M} {format_date(at.date())}{paper}{gone}{told}"


def when_words(line: Line | Posted | None) -> str:
    """When a line is aired, or a text shown; empty for none."""
    if isinstance(line, Posted):
        return f"{days_words(line.first, line.last)}, {hours_words(line.opens, line.closes)}"
    return f"{weekday(line.day)} {day_words(line.day)}, {hours(line)}" if line is not None else ""


def day_words(day: dt.date) -> str:
    """A day of a week that is named: "01/6"."""
    return f"{day.day:02d}/{month(day.month)}"


def hours(line: Line) -> str:
    return f"{line.start:%H:%M}–{line.end:%H:%M}"


def what_words(line: Line | Posted | None, names: Mapping[str, str], items: Mapping[str, str]) -> str:
    """What a line airs and where: its title, the items where they are called otherwise, the clusters."""
    if line is None:
        return ""
    if isinstance(line, Posted):
        return f"{line.title} · {_on_boards(line)}"
    parts = [items[one] for one in line.versions if one in items and items[one] != line.title]
    title = repeated(line.title) if line.repeat else line.title
    where = "cả đài" if line.everywhere else cluster_label(frozenset(line.clusters), names)
    sort = [KINDS[line.kind], *([PRIORITIES[line.priority].lower()] if line.priority is not Priority.NORMAL else [])]
    source = [line.source] if line.source and line.kind is Kind.RELAY else []
    return " · ".join([title, *parts[:3], *(["…"] if len(parts) > 3 else []), ", ".join([*sort, *source]), where])


def told_on_paper(changes: Sequence[Change]) -> tuple[str, ...]:
    """The changes as lines of a notice; what is the same on several days is one line."""
    days: dict[tuple[object, ...], list[dt.date]] = {}
    for one in changes:
        days.setdefault(_alike(one), []).append(one.at.date())
    first = {_alike(one): one for one in reversed(changes)}
    lines = [_paper_line(first[key], found) for key, found in days.items()]
    if len(lines) > _MOST_ON_PAPER:
        left = len(lines) - _MOST_ON_PAPER
        lines = [*lines[:_MOST_ON_PAPER], f"Và {left} thay đổi khác: xem bảng trên."]
    return tuple(lines)


def remarks(version: Version, replaced: Version | None) -> tuple[str, ...]:
    """What the notice says of a version: which it is, what it stands in the place of, what it changes."""
    if replaced is None:
        return (f"Lịch phát tuần này ban hành lần {version.number}.",)
    paper = notice_words(replaced)
    before = f"Thông báo {paper}" if paper else f"bản ban hành lần {replaced.number}"
    said = [f"Lịch này ban hành lần {version.number}, thay thế lịch tại {before}."]
    if version.every_change:
        told = [*told_on_paper(version.changes), *map(_board_paper_line, version.board_changes[:_MOST_ON_PAPER])]
        said += ["Nội dung thay đổi:", *(f"- {one}" for one in told)]
    return tuple(said)


def _alike(change: Change) -> tuple[object, ...]:
    """What a line of the notice says besides its days; a move to another day stands alone."""
    old, new = change.old, change.new
    if old is not None and new is not None and old.day != new.day:
        return (change,)
    return (change.kind, _besides_its_day(old), _besides_its_day(new))


def _besides_its_day(line: Line | None) -> tuple[object, ...] | None:
    if line is None:
        return None
    return (line.title, line.start.time(), line.end.time(), line.versions, line.everywhere or line.clusters)


def _paper_line(change: Change, days: Sequence[dt.date]) -> str:
    old, new = change.old, change.new
    when = _days(days)
    if old is None and new is not None:
        return f"Thêm “{new.title}”, {hours(new)}, {when}"
    if new is None and old is not None:
        return f"Bỏ “{old.title}”, {hours(old)}, {when}"
    if old is None or new is None:
        return ""
    if old.day != new.day:
        return f"“{new.title}”: từ {when_words(old).lower()} chuyển sang {when_words(new).lower()}"
    if change.kind is ChangeKind.MOVED:
        return f"“{new.title}”: {hours(old)} đổi thành {hours(new)}, {when}"
    if old.title != new.title:
        return f"“{old.title}” đổi thành “{new.title}”, {hours(new)}, {when}"
    return f"“{new.title}”: đổi {_altered(old, new)}, {hours(new)}, {when}"


def _board_paper_line(change: BoardChange) -> str:
    old, new = change.old, change.new
    if old is None and new is not None:
        return f"Thêm “{new.title}” {_on_boards(new)}, {when_words(new)}"
    if new is None and old is not None:
        return f"Bỏ “{old.title}” {_on_boards(old)}, {when_words(old)}"
    if old is None or new is None:
        return ""
    if change.kind is ChangeKind.MOVED:
        return f"“{new.title}” {_on_boards(new)}: {when_words(old)} đổi thành {when_words(new)}"
    if old.title != new.title:
        return f"“{old.title}” đổi thành “{new.title}” {_on_boards(new)}, {when_words(new)}"
    what = "nội dung" if old.version_id != new.version_id else "nơi hiện tin"
    return f"“{new.title}” {_on_boards(new)}: đổi {what}, {when_words(new)}"


def _on_boards(one: Posted) -> str:
    """ "trên bảng tin 1. Nhà văn hóa"."""
    return f"trên bảng tin {'; '.join(name for _, name in one.boards)}"


def _altered(old: Line, new: Line) -> str:
    if old.versions != new.versions or old.repeat != new.repeat:
        return "nội dung"
    if (old.everywhere, old.clusters) != (new.everywhere, new.clusters):
        return "nơi phát"
    return "loại, mức ưu tiên"


def _days(days: Sequence[dt.date]) -> str:
    """ "thứ Sáu 05/6", "từ 01/6 đến 07/6", "các ngày 01/6, 03/6"."""
    ordered = sorted(set(days))
    if len(ordered) == 1:
        name = weekday(ordered[0])
        return f"{name.replace('Thứ', 'thứ', 1)} {day_words(ordered[0])}"
    if (ordered[-1] - ordered[0]).days == len(ordered) - 1:
        return f"từ {day_words(ordered[0])} đến {day_words(ordered[-1])}"
    return f"các ngày {', '.join(day_words(day) for day in ordered)}"
