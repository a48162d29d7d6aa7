"""Files that another program holds for a moment: on Windows a virus scanner opens whatever was written."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from ttcs_desktop.basics.errors import EnvironmentProblem

# Windows: access denied (a file of that name is open), sharing violation, lock violation.
_HELD = (5, 32, 33)
_WAITS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8)
_STALE_SECONDS = 24 * 3600  # a part that old was left by a power cut; a younger one may be another window's


def take_name(half: Path, target: Path) -> None:
    """Give a written file its name, in place of another of that name; while one of them is held, once more, for a
    second and a half.

    Raises:
        EnvironmentProblem: `file_held`; nothing has changed then. OSError: whatever else stood in the way.
    """
    for wait in (*_WAITS, None):
        try:
            half.replace(target)
        except PermissionError as error:
            if getattr(error, "winerror", None) not in _HELD:
                raise
            if wait is None:
                raise EnvironmentProblem("file_held", name=target.name) from error
            time.sleep(wait)
        else:
            return


def drop_file(path: Path) -> None:
    """Throw away what nobody needs any more; what another program holds stays for another time."""
    with suppress(OSError):
        path.unlink()


def sweep_parts(folder: Path, pattern: str = "*.part*") -> None:
    """Throw away the parts that never became whole: those of a program that was killed, a day ago or more."""
    for left in folder.glob(pattern):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE_SECONDS:
                left.unlink()
