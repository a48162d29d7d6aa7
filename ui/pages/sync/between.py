"""What two PCs of the ward have not agreed upon, as rows of the list; a ward of one PC has none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.joining.model import Conflict, Stopped
from ttcs_desktop.workspace import Workspace

NO_NAME = "máy chưa biết tên"
_AT_SETTINGS = frozenset(
    {"person", "agency", "holiday", "neighbourhood", "station", "cluster", "notice_board", "fault", "authorisation"}
    | {"programme_column", "contribution", "editorial_board"}
)
_ITSELF = {"task": "plans", "plan": "plans", "directive": "directives", "item": "content", "topic": "topics"}
_ITSELF |= {"slot": "schedule", "edition": "schedule"} | dict.fromkeys(_AT_SETTINGS, "settings")
# Of a record that has no page of its own: the column with the record that has one, and the page of that.
_BY_COLUMN = (
    ("airing_id", "schedule"),
    ("task_id", "plans"),
    ("directive_id", "directives"),
    ("item_id", "content"),
    ("slot_id", "schedule"),
    ("cluster_id", "settings"),
    ("agency_id", "settings"),
)


@dataclass(frozen=True, slots=True)
class Twin:
    """A record that two PCs changed, neither knowing of the other.

    Attributes:
        is_fact: it cannot be written over, only corrected by a line of its own.
    """

    id: str
    title: str
    second: str
    at: dt.datetime
    conflict: Conflict
    is_fact: bool
    icon: str = "git-compare"
    wants: bool = True
    receipt_no: str = ""


@dataclass(frozen=True, slots=True)
class NotTaken:
    """What a PC sent and this record could not take over."""

    id: str
    title: str
    second: str
    at: dt.datetime
    stopped: Stopped
    icon: str = "circle-alert"
    wants: bool = True
    receipt_no: str = ""


Between = Twin | NotTaken


def between_pcs(workspace: Workspace) -> list[Between]:
    """The rows, the newest first."""
    if not workspace.ledger.outbox.ward_key():
        return []
    from ttcs_desktop.joining.stopped import stopped  # noqa: PLC0415  wards of several PCs

    return [*_twins(workspace), *map(_not_taken, stopped(workspace.database, workspace.clock))]


def place_of(workspace: Workspace, conflict: Conflict) -> tuple[str, str]:
    """The page and the record where a record is seen; both empty for one that no page shows by itself."""
    if conflict.table in _ITSELF:
        return _ITSELF[conflict.table], conflict.record_id
    row = workspace.differing.row(conflict.table, conflict.record_id)
    if row.get("template") and row.get("year"):
        return "statistics", f"{row['template']}/{row['year']}"
    return next(((page, str(row[column])) for column, page in _BY_COLUMN if row.get(column)), ("", ""))


def _twins(workspace: Workspace) -> Iterator[Twin]:
    for one in workspace.joining.conflicts():
        from ttcs_desktop.ground import tables  # noqa: PLC0415  when there is one

        yield Twin(
            f"conflict/{one.id}",
            workspace.differing.title(one.table, one.record_id),
            f"Hai máy cùng sửa · {one.stands or NO_NAME}, {one.lost or NO_NAME}",
            one.made_at,
            one,
            tables()[one.table].append_only,
        )


def _not_taken(one: Stopped) -> NotTaken:
    pc = one.pc or NO_NAME
    if one.code == "op_newer":
        title = f"{pc[:1].upper()}{pc[1:]} dùng phần mềm mới hơn"
        second = f"{one.count} mục chờ đọc · cập nhật phần mềm ở máy này"
    else:
        title = f"{one.count} mục của {pc} không nhận được"
        second = "Đã cất riêng, không mất · mở mục đó ở máy kia và lưu lại"
    return NotTaken(f"stopped/{one.code}/{one.source}", title, second, one.since, one)
