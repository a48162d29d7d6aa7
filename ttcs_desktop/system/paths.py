"""Where things lie on this machine, and which folders cannot hold a record safely."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.system.drives import kind_of_drive

_APP = "TTCS Desktop"
_WARD = "ward"
# Folders that another program copies away while the database is being written.
_CLOUD_NAMES = ("onedrive", "dropbox", "google drive", "googledrive", "icloud drive", "iclouddrive", "nextcloud")
_CLOUD_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")


def ward_folder(*, for_all: bool = False) -> Path:
    """The default folder of the ward's record: this user's own ("Chỉ tôi"), or one for all users of the machine."""
    import platformdirs  # noqa: PLC0415  not needed when the folder is named on the command line

    base = (
        platformdirs.site_data_dir(_APP, appauthor=False)
        if for_all
        else platformdirs.user_data_dir(_APP, appauthor=False, roaming=False)
    )
    return Path(base) / _WARD


def trial_folder() -> Path:
    """The practice folder: beside the real record, never inside it."""
    return ward_folder().with_name("trial")


def settings_file() -> Path:
    """This user's preferences."""
    import platformdirs  # noqa: PLC0415

    return Path(platformdirs.user_config_dir(_APP, appauthor=False, roaming=False)) / "settings.json"


def check_folder(folder: Path) -> None:
    """Refuse a folder that cannot keep a database whole; it need not exist yet.

    Raises:
        EnvironmentProblem: `folder_unsuitable` with `why` = `network` | `cloud` | `removable`.
    """
    why = _in_cloud(folder.absolute()) or kind_of_drive(folder.absolute())
    if why is not None:
        raise EnvironmentProblem("folder_unsuitable", why=why, folder=str(folder))


def _in_cloud(folder: Path) -> str | None:
    named = [Path(os.environ[name]) for name in _CLOUD_VARIABLES if os.environ.get(name)]
    # "OneDrive - UBND phường …" is how a work account names its folder.
    known = any(
        part.lower() == name or part.lower().startswith(name + " ") for part in folder.parts for name in _CLOUD_NAMES
    )
    if known or any(folder.is_relative_to(place) for place in named):
        return "cloud"
    # macOS keeps every provider's folder in one place.
    return "cloud" if sys.platform == "darwin" and "CloudStorage" in folder.parts else None
