"""Files that come from elsewhere: a timetable, or a vendor's play log. Which of the two is read from its head."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.log_intake import ImportedLog
from ttcs_desktop.broadcast.playlogs.model import Proposal
from ttcs_desktop.broadcast.playlogs.service import Opened, Tell
from ttcs_desktop.broadcast.timetable import HEADER, Rejection, read_timetable
from ttcs_desktop.grids.delimited import read_delimited
from ttcs_desktop.workspace import Workspace

_NAMED = 5


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a file: sentences to read, and the rows that could not be read.

    Attributes:
        date_example: how this kind of file writes a date.
        opened: a log that was read by what is remembered of its head; how that is may be said otherwise.
    """

    file: str
    lines: tuple[str, ...]
    rejected: tuple[Rejection, ...]
    date_example: str
    opened: Opened | None = None


def take_in(workspace: Workspace, path: Path, tell: Tell | None = None) -> TakenIn | Opened:
    """Read a file into the record; the same file again adds nothing. A log whose columns are not known for sure comes
    back unread, for the officer to say what they mean.

    Raises:
        InvalidInput: `timetable_header`, `log_header`, or that the file is no table.
    """
    opened = _opened(workspace, path, tell)
    if opened is None:
        return _take_timetable(workspace, path, read_delimited(path))
    proposal = opened.proposal
    if proposal.fixed or (proposal.known and _fits(workspace, proposal)):
        return take_log(workspace, opened, tell)
    return opened


def take_log(workspace: Workspace, opened: Opened, tell: Tell | None = None, *, said: bool = False) -> TakenIn:
    """Take a log in as its proposal reads it. `said` by the officer it is remembered, strange clusters and all."""
    station = workspace.broadcast.inventory.the_station()
    done = workspace.play_logs.take_in(opened, station, tell, new_places=said)
    if said and opened.proposal.head.row:
        workspace.play_logs.remember(opened.proposal.head, opened.proposal.reading)
    remembered = opened if said or opened.proposal.known else None
    return TakenIn(opened.table.path.name, _told(done, opened.proposal), done.rejected, "19/06/2026", remembered)


def _opened(workspace: Workspace, path: Path, tell: Tell | None) -> Opened | None:
    """The log in a file; None of a timetable."""
    try:
        opened = workspace.play_logs.open(path, tell)
    except InvalidInput as problem:
        if problem.code == "log_header" and _is_timetable(read_delimited(path)[:1]):
            return None
        raise
    return None if _is_timetable(list(islice((row.cells for row in opened.table.rows()), 1))) else opened


def _is_timetable(cells: Sequence[Sequence[str]]) -> bool:
    """A timetable's head is in the fixed words of its format; a vendor's has at most a few of them."""
    head = {cell.strip().lower() for cell in cells[0]} if cells else set()
    return {"title", "start"} <= head or len(head & set(HEADER)) > len(HEADER) // 2


def _fits(workspace: Workspace, proposal: Proposal) -> bool:
    """Whether what was said of such files still reads most of this one, and its clusters are ours."""
    plays, rejected = workspace.play_logs.plays(proposal, workspace.broadcast.inventory.the_station())
    strange = any(one.code == "places_strange" for one in proposal.doubts)
    return bool(plays) and len(rejected) <= sum(one.lines for one in plays) and not strange


def _take_timetable(workspace: Workspace, path: Path, cells: list[list[str]]) -> TakenIn:
    planned, rejected = read_timetable(cells)
    station = workspace.broadcast.inventory.the_station()
    made = workspace.timetable_files.take_in(station, planned, rejected)
    lines = [f"Đã nhập {len(made.slots)} khung phát. {_left_out(made.rejected)}"]
    if made.created:
        lines.append(f"Cụm loa mới trong tệp, cần xác nhận trong Cài đặt: {', '.join(made.created)}.")
    return TakenIn(path.name, tuple(lines), made.rejected, "2026-06-19")


def _told(done: ImportedLog, proposal: Proposal) -> tuple[str, ...]:
    outside = ", tức là lịch không có mục nào khớp; vẫn ghi vào sổ phát" if done.unmatched else ""
    rows = "lượt" if proposal.reading.per_place else "dòng"
    folded = f" Gộp thành {done.plays} lượt phát." if proposal.reading.per_place and done.imported else ""
    lines = [
        f"Nhật ký có {done.rows} dòng: {done.imported} dòng mới, {done.already} dòng đã có. "
        f"{_left_out(done.rejected, done.unnamed)}{folded}",
        f"Khớp với {done.airings} mục phát trong lịch; {done.unmatched} {rows} ngoài lịch{outside}.",
    ]
    if done.future:
        lines.append(f"{len(done.future)} dòng ghi ngày chưa tới, không nhận: dòng {_numbers(done.future)} của tệp.")
    if done.before_plan and done.planned_from is not None:
        lines.append(
            f"{done.before_plan} dòng ở trước ngày đầu của lịch phát ({done.planned_from:%d/%m/%Y}), "
            "nên chỉ ghi được là ngoài lịch."
        )
    if done.planned_later:
        lines.append(
            f"{done.planned_later} mục phát có khung chỉ được ghi vào sổ sau giờ phát: vẫn tính là có lịch. "
            "Nếu lúc ấy chưa có lịch thì xem lại ngày đầu của khung."
        )
    if done.created:
        lines.append(f"Cụm loa mới trong tệp, cần xác nhận trong Cài đặt: {', '.join(done.created)}.")
    return tuple(lines)


def _numbers(rows: Sequence[int]) -> str:
    """The first few row numbers; a vendor's plan of a whole month must not fill the card."""
    return ", ".join(str(row) for row in rows[:_NAMED]) + ("…" if len(rows) > _NAMED else "")


def _left_out(rejected: Sequence[Rejection], more: int = 0) -> str:
    return f"{len(rejected) + more} dòng không đọc được." if rejected else "Dòng nào cũng đọc được."
