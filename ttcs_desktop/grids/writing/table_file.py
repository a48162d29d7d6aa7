"""Tables as the bytes of a file, by what its name ends in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ttcs_desktop.grids.writing.cells import Sheet
from ttcs_desktop.grids.writing.delimited_file import csv_bytes
from ttcs_desktop.grids.writing.workbook import workbook_bytes


def table_bytes(sheets: Sequence[Sheet], path: Path) -> bytes:
    """A workbook, or CSV of the first table where the name ends in ".csv"."""
    return csv_bytes(sheets[0]) if path.suffix.lower() == ".csv" else workbook_bytes(sheets)
