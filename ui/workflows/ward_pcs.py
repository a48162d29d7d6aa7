"""The ward's PCs as the officer meets them: their list, a copy of the record for a new one, its first start."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock, local, today
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.joining.model import Standing
from ttcs_desktop.storage.backup import place_for
from ttcs_desktop.storage.backup_folder import Backup, prune
from ttcs_desktop.storage.files import FILES
from ttcs_desktop.vietnamese.typed import format_number
from ttcs_desktop.workspace import Workspace, join_workspace, opened

LABEL = "may-moi"
"""How the copy for a new PC is called in its file's name."""
Report = Callable[[int, int, str], None]
_OF_THE_RECORD = ("database_locked", "database_damaged")


@dataclass(frozen=True, slots=True)
class PcLine:
    """A PC of the ward as a list shows it.

    Attributes:
        how_far: how far its work is in this record, in words; empty for this PC.
        also: what is certain beside it, in words.
        retired_on: from this day on nothing is expected of it.
    """

    id: str
    name: str
    is_here: bool
    how_far: str
    also: str
    joined_on: dt.date
    retired_on: dt.date | None


def lines(workspace: Workspace) -> list[PcLine]:
    """Every PC of the ward: this one, those at work, those that are used no more. A ward of one PC has none."""
    joining, day = workspace.joining, today(workspace.clock)
    found = []
    for one in joining.all_pcs():
        here = joining.is_here(one.pc)
        far, also = ("", "") if here else how_far(one, day)
        joined = local(one.pc.began_at).date()
        found.append(PcLine(one.pc.id, one.pc.name, here, far, also, joined, one.pc.retired_on))
    return sorted(found, key=lambda one: (not one.is_here, one.retired_on is not None))


def how_far(standing: Standing, day: dt.date) -> tuple[str, str]:
    """How far another PC's work is in this record, and what is certain beside it."""
    whole = f"đủ đến {_moment(standing.complete_to, day)}" if standing.complete_to is not None else ""
    if standing.lacking:
        return f"còn {format_number(standing.lacking)} việc chưa sang", whole
    return whole or "chưa nhận được gì", ""


def share(workspace: Workspace, name: str) -> Changes:
    """Let other PCs join from now on.

    Raises:
        InvalidInput: `pc_name`; `pc_trial` for a trial record.
    """
    if workspace.is_trial:
        raise InvalidInput("", "pc_trial")
    return workspace.joining.share(name)


def copy_for_new_pc(workspace: Workspace, folder: Path, tell: Report = lambda *_: None) -> Backup:
    """A verified copy with its files, in a folder of its own inside the chosen one; nothing stays of half a copy.

    Raises:
        InvalidInput: `not_shared`, `backup_folder_inside`, `backup_folder_gone`.
        EnvironmentProblem: `pc_copy_full`, `pc_copy_gone` when the stick was pulled out or cannot be written.
    """
    if not workspace.joining.is_shared():
        raise InvalidInput("", "not_shared")
    if not folder.is_dir():
        raise InvalidInput("", "backup_folder_gone")
    if folder.resolve().is_relative_to(workspace.folder.resolve()):
        raise InvalidInput("", "backup_folder_inside")
    place = folder / f"TTCS-{workspace.identity.unit_code}-may-moi"
    try:
        target = place_for(place, LABEL, workspace.clock.now())
        made = workspace.backup_to(target, lambda phase, done, total: tell(done, total, phase))
    except BaseException as trouble:
        _swept(place)
        code = trouble.code if isinstance(trouble, EnvironmentProblem) else ""
        if code in _OF_THE_RECORD or not isinstance(trouble, EnvironmentProblem | OSError):
            raise
        problem = "pc_copy_full" if code == "disk_full" else "pc_copy_gone"
        raise EnvironmentProblem(problem, folder=str(folder)) from trouble
    with suppress(OSError):
        prune(place, LABEL)
    return made


def next_steps(copy: Backup, hub_name: str = "") -> list[str]:
    """What is done with the copy, a sentence a step."""
    if hub_name:
        later = f"Sau đó xin một mã kích hoạt riêng cho máy mới để nối {hub_name}."
    else:
        later = "Từ đó hai máy trao đổi việc bằng gói mang qua USB: trang Đồng bộ, Ctrl+M ghi, Ctrl+O nhập."
    return [
        f"Mang bản sao sang máy mới: thư mục {copy.path.parent.name}, cả thư mục, không chỉ tệp .db.",
        "Ở máy mới mở phần mềm lần đầu, bấm F4: Tham gia cùng máy khác của đơn vị. Chọn tệp "
        f"{copy.path.name}, đặt tên cho máy ấy, bấm Ctrl+Enter. {later}",
        "Xong thì xóa bản sao khỏi USB: trong đó có cả sổ và khóa chung của các máy.",
    ]


def join(folder: Path, copy: Path, name: str, clock: Clock | None = None, tell: Report = lambda *_: None) -> str:
    """Make `folder` this PC's record, from a copy; what to say when it opens.

    Raises:
        InvalidInput, EnvironmentProblem: as `join_workspace`; nothing is left behind then.
    """
    done = join_workspace(folder, copy, name, clock, lambda phase, now, total: tell(now, total, phase))
    with opened(folder, clock) as workspace:
        return joined_words(workspace, len(done.missing))


def joined_words(workspace: Workspace, missing: int = 0) -> str:
    """That the PC has joined, what is missing, and that a hub wants a code of this PC's own."""
    here, hub = workspace.joining.this_pc(), workspace.enrolment
    name = here.name if here is not None else ""
    told = [f"{name} đã tham gia."]
    if missing:
        told.append(f"Thiếu {missing} tệp đi cùng.")
    if hub is not None:
        told.append(f"Để nối {hub.hub_name}, xin mã kích hoạt riêng cho máy này.")
    return " ".join(told)


def _swept(place: Path) -> None:
    """Leave nothing on the stick that no whole copy there needs."""
    with suppress(OSError):
        prune(place, LABEL)
        for empty in (place / FILES, place):
            if empty.is_dir() and not any(empty.iterdir()):
                empty.rmdir()


def _moment(at: dt.datetime, day: dt.date) -> str:
    here = local(at)
    return f"{here:%H:%M %d/%m}" if here.year == day.year else f"{here:%H:%M %d/%m/%Y}"
