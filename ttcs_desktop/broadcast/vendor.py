"""A vendor's play log: rows of a file as statements about what was played.

Columns are known by their usual names, without marks (evidence of practice: logs of loudspeaker systems in use); a row
that cannot be read is named, never guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import Kind, Priority, Reason
from ttcs_desktop.broadcast.timetable import Rejection
from ttcs_desktop.broadcast.wording import REASON_WORDS
from ttcs_desktop.vietnamese.text import fold, fold_words, nfc

_HEADER_WITHIN_ROWS = 15
_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("noi dung thong bao", "ten ban tin", "noi dung", "ten chuong trinh", "tieu de"),
    "kind": ("loai", "loai ban tin", "loai tin"),
    "mode": ("che do phat", "muc uu tien"),
    "day": ("ngay phat", "ngay"),
    "start": ("thoi gian phat", "gio phat", "bat dau", "gio bat dau"),
    "minutes": ("thoi luong phut", "thoi luong phat phut", "so phut"),
    "seconds": ("thoi luong giay", "thoi luong phat giay", "so giay"),
    "targets": ("dia ban can phat", "dia ban", "cum loa", "khu vuc"),
    "counts": ("da phat tong so can phat", "da phat tong so", "so cum phat", "ket qua"),
    "state": ("trang thai phat", "trang thai"),
    "note": ("ghi chu", "ly do"),
}
_REQUIRED = ("title", "day", "start", "counts")
_EVERYWHERE = re.compile(r"^(toan|tat ca|ca) (phuong|xa|dia ban|khu vuc|dai|dac khu)$|^tat ca$")
# A mistyped year would make the import plan every day between then and now.
_YEARS = range(2000, 2101)
_LONGEST_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class ClusterPart:
    """What one cluster played: the longest of its loudspeakers counts, and how many of them played."""

    name: str
    seconds: int
    speakers_ok: int
    speakers_total: int


@dataclass(frozen=True, slots=True)
class VendorRow:
    """What one row says.

    Attributes:
        row: its number in the file, the first line is 1.
        seconds: how long it played where it played.
        targets: place names as written; empty means everywhere.
        parts: what each cluster played, where the source tells it; the counts are theirs then.
        lines: how many rows of the file say it together.
    """

    row: int
    title: str
    kind: Kind
    priority: Priority
    day: dt.date
    start: dt.time
    seconds: int
    targets: tuple[str, ...]
    clusters_ok: int
    clusters_total: int
    reason: Reason
    note: str
    parts: tuple[ClusterPart, ...] = ()
    lines: int = 1

    @property
    def starts_at(self) -> dt.datetime:
        return dt.datetime.combine(self.day, self.start)


def read_vendor_rows(cells: list[list[str]]) -> tuple[list[VendorRow], list[Rejection]]:
    """The readable rows of a play log and the rest.

    Raises:
        InvalidInput: `log_header` when the columns title, day, start and counts cannot be found.
    """
    found = fixed_columns(cells)
    if found is None:
        raise InvalidInput("file", "log_header")
    first, columns = found
    told = [row_or_reason(number, line, columns) for number, line in enumerate(cells[first + 1 :], start=first + 2)]
    return [one for one in told if isinstance(one, VendorRow)], [one for one in told if isinstance(one, Rejection)]


def row_or_reason(number: int, line: Sequence[str], columns: Mapping[str, int]) -> VendorRow | Rejection | None:
    """What one row says, or why it says nothing; None of an empty one."""
    if not any(line):
        return None
    named = {name: line[index] if index < len(line) else "" for name, index in columns.items()}
    try:
        return _vendor_row(number, named)
    except InvalidInput as problem:
        return Rejection(number, problem.code)


def fixed_columns(cells: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]] | None:
    """Where the head stands, from 0, and the place of each column; None when it is not of this one format."""
    for index, line in enumerate(cells[:_HEADER_WITHIN_ROWS]):
        folded = [fold_words(cell) for cell in line]
        columns = {
            name: next(folded.index(known) for known in names if known in folded)
            for name, names in _NAMES.items()
            if any(known in folded for known in names)
        }
        if all(name in columns for name in _REQUIRED) and columns.keys() & {"minutes", "seconds"}:
            return index, columns
    return None


def _vendor_row(number: int, cells: dict[str, str]) -> VendorRow:
    if not cells["title"]:
        raise InvalidInput("title", "title_missing")
    ok, total = _counts(cells["counts"])
    seconds = _seconds(cells) if ok else 0
    kind, priority = kind_and_priority(cells.get("kind", ""), cells.get("mode", ""))
    return VendorRow(
        row=number,
        title=cells["title"],
        kind=kind,
        priority=priority,
        day=_day(cells["day"]),
        start=_time(cells["start"]),
        seconds=seconds,
        targets=_targets(cells.get("targets", "")),
        clusters_ok=ok if seconds else 0,  # nothing was heard for no time at all
        clusters_total=total,
        reason=reason_of(cells.get("note", "")),
        note=cells.get("note", ""),
    )


def _counts(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{1,5})\s*/\s*(\d{1,5})", text)
    if not match or int(match[1]) > int(match[2]) or int(match[2]) == 0:
        raise InvalidInput("counts", "count_unreadable")
    return int(match[1]), int(match[2])


def _seconds(cells: dict[str, str]) -> int:
    text = cells.get("seconds") or cells.get("minutes") or ""
    match = re.fullmatch(r"(\d{1,5})(?:[.,](\d))?", text)
    if not match:
        raise InvalidInput("minutes", "duration_unreadable")
    tenths = int(match[1]) * 10 + int(match[2] or 0)
    seconds = tenths // 10 if cells.get("seconds") else tenths * 6
    if seconds > _LONGEST_SECONDS:
        raise InvalidInput("minutes", "duration_unreadable")
    return seconds


def _day(text: str) -> dt.date:
    match = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text)
    if not match and not iso:
        raise InvalidInput("day", "date_unreadable")
    try:
        day = dt.date(int(match[3]), int(match[2]), int(match[1])) if match else dt.date.fromisoformat(text)
    except ValueError:
        raise InvalidInput("day", "no_such_date") from None
    if day.year not in _YEARS:
        raise InvalidInput("day", "no_such_date")
    return day


def _time(text: str) -> dt.time:
    match = re.fullmatch(r"(\d{1,2})[:hg](\d{2})(?::(\d{2}))?", text.lower())
    if not match or int(match[1]) > 23 or int(match[2]) > 59 or int(match[3] or 0) > 59:
        raise InvalidInput("start", "time_unreadable")
    return dt.time(int(match[1]), int(match[2]), int(match[3] or 0))


def _targets(text: str) -> tuple[str, ...]:
    if not text or _EVERYWHERE.match(fold_words(text)):
        return ()
    return tuple(part.strip() for part in re.split(r"[;,]", text) if part.strip())


def kind_and_priority(kind: str, mode: str) -> tuple[Kind, Priority]:
    """What the columns of kind and of mode say; what is urgent in either is urgent."""
    if "khan" in fold_words(f"{mode} {kind}"):
        return Kind.URGENT, Priority.URGENT
    return _kind(kind), _priority(mode)


def is_relay(text: str) -> bool:
    """Whether words speak of a higher station's programme that was passed on."""
    folded = fold_words(text)
    return any(word in folded for word in ("tiep song", "tiep am", "thu phat fm"))


def _kind(text: str) -> Kind:
    folded = fold_words(text)
    if is_relay(text):
        return Kind.RELAY
    return Kind.INSERT if "thong bao" in folded else Kind.PROGRAMME


def _priority(text: str) -> Priority:
    return Priority.PRIORITY if "uu tien" in fold_words(text) else Priority.NORMAL


def reason_of(note: str) -> Reason:
    """The reason that a note gives."""
    words = re.findall(r"[^\W_]+", nfc(note).casefold())
    said = f" {' '.join(words)} "
    unmarked = said == fold(said)
    for reason, marked, bare in REASON_WORDS:
        if any(f" {phrase} " in said for phrase in (bare if unmarked else marked)):
            return reason
    return Reason.OTHER if said.strip() else Reason.NOT_GIVEN
