"""The folder of a PC that joins its ward: made in a folder of its own inside, and moved out when it is whole.

Inside and not beside, because the window that asks for it keeps its lock in the folder already.
"""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.ledger.identity import read_identity, read_writing
from ttcs_desktop.storage.backup_folder import Progress
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.files import FILES, settle, told_of_our_folder
from ttcs_desktop.storage.restore import Restored, restore

_HALF, _LOCK = "joining.part", "window.lock"


def join(
    record: Path,
    copy: Path,
    moment: dt.datetime,
    begin: Callable[[Path], None],
    tell: Progress,
    beside: tuple[str, ...],
) -> Restored:
    """Lay `copy` down as `record`, in a folder of its own; `begin` makes it another PC's before anything can open it.

    The record comes last: a power cut on the way leaves a folder without one, in which joining may begin again.

    Args:
        beside: names of files that belong to the record without a row that names them.

    Raises:
        InvalidInput: `folder_in_use`, `copy_not_shared`, and as `storage.restore` and `begin`.
        EnvironmentProblem: `disk_full`, `folder_unsuitable`; nothing is left behind then.
    """
    folder, is_new = record.parent, not record.parent.exists()
    # What was moved out before a power cut belongs to no record, and is moved there again.
    ours = {_HALF, _LOCK, FILES, *beside}
    if not is_new and (not folder.is_dir() or any(one.name not in ours for one in folder.iterdir())):
        raise InvalidInput("folder", "folder_in_use")
    half = folder / _HALF
    try:
        with told_of_our_folder():
            shutil.rmtree(half, ignore_errors=True)
            half.mkdir(parents=True)
        done = restore(half / record.name, copy, moment, _accept, tell, beside)
        begin(half)
        with told_of_our_folder():
            _move_out(half, record)
        return done
    finally:
        shutil.rmtree(half, ignore_errors=True)
        if is_new:
            with suppress(OSError):
                folder.rmdir()  # stays where anything is in it


def _move_out(half: Path, record: Path) -> None:
    first = [one for one in half.rglob("*") if one.is_file() and one.name != record.name]
    for one in first:
        target = record.parent / one.relative_to(half)
        target.parent.mkdir(parents=True, exist_ok=True)
        one.replace(target)
    for folder in {record.parent / one.relative_to(half).parent for one in first}:
        settle(folder)
    (half / record.name).replace(record)
    settle(record.parent)


def _accept(source: Database, _current: Database | None) -> None:
    if read_identity(source) is None:
        raise InvalidInput("file", "copy_unsound")
    if not read_writing(source)[1]:
        raise InvalidInput("file", "copy_not_shared")
