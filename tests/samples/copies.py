"""The sample ward for tests that only want one: built once in a process, then copied."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.samples.diary import MORNING_ON_SCREEN
from ttcs_desktop.samples.mau import build_sample
from ttcs_desktop.workspace import Workspace, open_workspace
from ui.city import trial

_GIVEN = "TTCS_TESTS_TRIAL"


def sample_copy(folder: Path) -> Workspace:
    """Phường Mẫu in an empty folder, as `build_sample` leaves it; the copies share their ids."""
    shutil.copytree(_built(), folder)
    return open_workspace(folder, FixedClock(MORNING_ON_SCREEN))


def trial_copy(folder: Path) -> Path:
    """A folder in which the trial was opened and closed before: opened again it is there at once."""
    shutil.copytree(_tried(), folder, dirs_exist_ok=True)
    return folder


def handed_on() -> dict[str, str]:
    """The environment by which a process that a test starts finds the trial of this one."""
    return {_GIVEN: str(_tried())}


@cache
def _built() -> Path:
    folder = _kept_for_the_process()
    build_sample(folder / "mau").close()
    return folder / "mau"


@cache
def _tried() -> Path:
    if given := os.environ.get(_GIVEN):
        return Path(given)
    folder = _kept_for_the_process()
    shutil.copytree(_built(), folder / "phuong-mau")
    with trial(folder) as opened:
        opened.courier.deliver()  # as at the first opening, which would build the ward
    return folder


def _kept_for_the_process() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="ttcs-sample-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
