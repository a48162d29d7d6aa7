"""The folder of a PC that joins its ward: made beside its place and moved there whole."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.ledger.identity import read_identity, read_writing
from ttcs_desktop.storage.backup_folder import Progress
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.files import settle, told_of_our_folder
from ttcs_desktop.storage.restore import Restored, restore


def join(
    record: Path,
    copy: Path,
    moment: dt.datetime,
    begin: Callable[[Path], None],
    tell: Progress,
    beside: tuple[str, ...],
) -> Restored:
    """Lay `copy` down as `record`, in a folder of its own; `begin` makes it another PC's before anything can open it.

    Args:
        beside: names of files that belong to the record without a row that names them.

    Raises:
        InvalidInput: `folder_in_use`, `copy_not_shared`, and as `storage.restore` and `begin`.
        EnvironmentProblem: `disk_full`, `folder_unsuitable`; nothing is left behind then.
    """
    folder = record.parent
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InvalidInput("folder", "folder_in_use")
    half = folder.with_name(folder.name + ".part")
    try:
        with told_of_our_folder():
            shutil.rmtree(half, ignore_errors=True)
            half.mkdir(parents=True)
        done = restore(half / record.name, copy, moment, _accept, tell, beside)
        begin(half)
        with told_of_our_folder():
            if folder.exists():
                folder.rmdir()
            half.rename(folder)
            settle(folder.parent)
        return done
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _accept(source: Database, _current: Database | None) -> None:
    if read_identity(source) is None:
        raise InvalidInput("file", "copy_unsound")
    if not read_writing(source)[1]:
        raise InvalidInput("file", "copy_not_shared")
