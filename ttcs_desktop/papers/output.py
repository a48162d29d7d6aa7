"""Writes a finished paper to its file: whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from ttcs_desktop.basics.errors import EnvironmentProblem

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def save_paper(path: Path, data: bytes) -> None:
    """Put `data` at `path` through a temporary file beside it, so that a reader never meets half a paper.

    Raises EnvironmentProblem "disk_full", or "paper_not_written" where the folder or the file refuses it (read-only,
    missing, open in another program); both with `path`. What stood at `path` before is then untouched.
    """
    try:
        _replace(path, data)
    except OSError as error:
        code = "disk_full" if error.errno in _FULL else "paper_not_written"
        raise EnvironmentProblem(code, path=str(path)) from error


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".paper-", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)  # mkstemp keeps others out; a paper is for the office
        os.replace(name, path)
    except OSError:
        with suppress(OSError):
            os.unlink(name)
        raise
