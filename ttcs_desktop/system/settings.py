"""How this user likes the window: a small JSON file beside no record, never worth an error message."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.basics.values import dataclass

_Choice = TypeVar("_Choice", bound=StrEnum)
SMALLEST_SCALE, LARGEST_SCALE = 90, 150


class Theme(StrEnum):
    """Light, dark, or as the system says."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class RowHeight(StrEnum):
    """How close the lines of a table stand."""

    COMPACT = "compact"
    NORMAL = "normal"
    ROOMY = "roomy"


class ScheduleView(StrEnum):
    """What the page of the timetable shows: seven days, or one with its clusters side by side."""

    WEEK = "week"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Settings:
    """Preferences of one user on one machine.

    Attributes:
        scale: of letters and widgets, in per cent, 90 to 150.
        backup_folder: where each backup is copied to as well, for instance a stick; empty for nowhere.
        backup_copied_at: when that last went well, as a stamp; empty for never.
        statistics_columns: of the grid of figures, what is to be shown or hidden whatever the room: "+carried,-unit".
    """

    theme: Theme = Theme.LIGHT
    scale: int = 100
    row_height: RowHeight = RowHeight.NORMAL
    backup_folder: str = ""
    backup_copied_at: str = ""
    schedule_view: ScheduleView = ScheduleView.WEEK
    statistics_columns: str = ""


def read_settings(path: Path) -> Settings:
    """What the file says; the default for each preference that is missing or unreadable."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Settings()
    return _settings(found) if isinstance(found, dict) else Settings()


def write_settings(path: Path, settings: Settings) -> None:
    """Replace the file as a whole: a power cut leaves the old one or the new one.

    Raises:
        EnvironmentProblem: `settings_not_saved`; the old file is still there.
    """
    try:
        _replace(path, json.dumps(asdict(settings), indent=1))
    except OSError as error:
        raise EnvironmentProblem("settings_not_saved", folder=str(path.parent)) from error


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".new")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _settings(found: dict[str, object]) -> Settings:
    standard = Settings()
    scale = found.get("scale")
    return Settings(
        theme=_one_of(Theme, found.get("theme"), standard.theme),
        scale=scale if isinstance(scale, int) and SMALLEST_SCALE <= scale <= LARGEST_SCALE else standard.scale,
        row_height=_one_of(RowHeight, found.get("row_height"), standard.row_height),
        backup_folder=_text(found.get("backup_folder")),
        backup_copied_at=_text(found.get("backup_copied_at")),
        schedule_view=_one_of(ScheduleView, found.get("schedule_view"), standard.schedule_view),
        statistics_columns=_text(found.get("statistics_columns")),
    )


def _one_of(choices: type[_Choice], value: object, standard: _Choice) -> _Choice:
    return next((choice for choice in choices if choice.value == value), standard)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
