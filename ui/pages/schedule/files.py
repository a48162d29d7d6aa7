"""Files that come from elsewhere: a timetable, or a vendor's play log. Which of the two is read from its head."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.timetable import HEADER, Rejection, read_timetable
from ttcs_desktop.broadcast.vendor import read_vendor_rows
from ttcs_desktop.grids.delimited import read_delimited
from ttcs_desktop.workspace import Workspace

_NAMED = 5


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of a file: sentences to read, and the rows that could not be read.

    Attributes:
        date_example: how this kind of file writes a date.
    """

    file: str
    lines: tuple[str, ...]
    rejected: tuple[Rejection, ...]
    date_example: str


def take_in(workspace: Workspace, path: Path) -> TakenIn:
    """Read a file into the record; the same file again adds nothing.

    Raises:
        InvalidInput: `timetable_header`, `log_header`, or that the file is no table.
    """
    cells = read_delimited(path)
    return _take_timetable(workspace, path, cells) if _is_timetable(cells) else _take_log(workspace, path, cells)


def _is_timetable(cells: Sequence[Sequence[str]]) -> bool:
    """A timetable's head is in the fixed words of its format; a vendor's is in Vietnamese."""
    head = {cell.strip().lower() for cell in cells[0]} if cells else set()
    return not head.isdisjoint(HEADER)


def _take_timetable(workspace: Workspace, path: Path, cells: list[list[str]]) -> TakenIn:
    planned, rejected = read_timetable(cells)
    station = workspace.broadcast.inventory.the_station()
    made = workspace.timetable_files.take_in(station, planned, rejected)
    lines = [f"Đã nhập {len(made.slots)} khung phát. {_left_out(made.rejected)}"]
    if made.created:
        lines.append(f"Cụm loa mới trong tệp, cần xác nhận trong Cài đặt: {', '.join(made.created)}.")
    return TakenIn(path.name, tuple(lines), made.rejected, "2026-06-19")


def _take_log(workspace: Workspace, path: Path, cells: list[list[str]]) -> TakenIn:
    rows, rejected = read_vendor_rows(cells)
    station = workspace.broadcast.inventory.the_station()
    done = workspace.broadcast.log.take_in(
        station, rows, rejected, source_name=path.name, source_sha256=sha256_hex(path.read_bytes())
    )
    outside = ", tức là lịch không có mục nào khớp; vẫn ghi vào sổ phát" if done.unmatched else ""
    lines = [
        f"Nhật ký có {done.rows} dòng: {done.imported} dòng mới, {done.already} dòng đã có. {_left_out(done.rejected)}",
        f"Khớp với {done.airings} mục phát trong lịch; {done.unmatched} dòng ngoài lịch{outside}.",
    ]
    if done.future:
        lines.append(f"{len(done.future)} dòng ghi ngày chưa tới, không nhận: dòng {_numbers(done.future)} của tệp.")
    return TakenIn(path.name, tuple(lines), done.rejected, "19/06/2026")


def _numbers(rows: Sequence[int]) -> str:
    """The first few row numbers; a vendor's plan of a whole month must not fill the card."""
    return ", ".join(str(row) for row in rows[:_NAMED]) + ("…" if len(rows) > _NAMED else "")


def _left_out(rejected: Sequence[Rejection]) -> str:
    return f"{len(rejected)} dòng không đọc được." if rejected else "Dòng nào cũng đọc được."
