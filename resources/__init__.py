"""Data that ships with the program: fonts, icons, translations, catalogues, the list of units, the sample ward."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def path(name: str) -> Path:
    """Where a resource lies on disk: `path("icons/sun.svg")`. The installers keep resources as plain files.

    Raises FileNotFoundError for a resource that does not ship.
    """
    found = Path(str(files(__name__).joinpath(name)))
    if not found.exists():
        raise FileNotFoundError(name)
    return found
