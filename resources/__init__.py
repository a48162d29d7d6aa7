"""Data that ships with the program: fonts, icons, translations, catalogues, the list of units, the sample ward."""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent


def path(name: str) -> Path:
    """Where a resource lies on disk: `path("icons/sun.svg")`. The installers keep resources as plain files.

    Raises FileNotFoundError for a resource that does not ship.
    """
    found = _FOLDER / name
    if not found.exists():
        raise FileNotFoundError(name)
    return found
