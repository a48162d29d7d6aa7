"""Files that go on a stick or come from one: written whole or not at all, read up to a size."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.storage.held import drop_file, take_name


def read_whole(path: Path, most: int) -> bytes:
    """A file's bytes, `most` of them at most.

    Raises:
        InvalidInput: `file_too_large`.
        EnvironmentProblem: `file_unreadable`.
    """
    try:
        if path.stat().st_size > most:
            raise InvalidInput("file", "file_too_large")
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentProblem("file_unreadable") from error


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: on a stick that is pulled out there is no half package.

    Raises:
        EnvironmentProblem: `disk_full`, `folder_unsuitable`, `file_held`.
    """
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        take_name(part, path)
    except OSError as error:
        raise EnvironmentProblem("disk_full" if error.errno == errno.ENOSPC else "folder_unsuitable") from error
    finally:
        drop_file(part)
