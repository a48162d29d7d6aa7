"""Raw records as a table for Excel: days and hours become real ones where a whole column is of them."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ttcs_desktop.grids.writing.cells import Fact, Sheet, sheet_of
from ttcs_desktop.grids.writing.table_file import table_bytes
from ttcs_desktop.papers.output import save_paper

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOCK = re.compile(r"\d{2}:\d{2}:\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}")
_READERS: tuple[tuple[re.Pattern[str], Callable[[str], Fact]], ...] = (
    (_DAY, dt.date.fromisoformat),
    (_CLOCK, dt.time.fromisoformat),
    (_MOMENT, dt.datetime.fromisoformat),
)


def records_sheet(subject: str, records: Sequence[Mapping[str, Any]]) -> Sheet:
    """The records under the names of their columns; lists and objects as JSON."""
    heads = list(dict.fromkeys(name for record in records for name in record))
    columns = [_column([record.get(name) for record in records]) for name in heads]
    return sheet_of(subject, heads, zip(*columns, strict=True) if columns else ())


def write_tables(sheets: Sequence[Sheet], path: Path) -> Path:
    """The tables as a workbook, the first as CSV where the name ends so.

    Raises:
        EnvironmentProblem: `disk_full`, `paper_not_written`.
    """
    save_paper(path, table_bytes(sheets, path))
    return path


def _column(values: Sequence[object]) -> list[Fact]:
    texts = [one for one in values if one is not None and one != ""]
    for pattern, read in _READERS:
        if texts and all(isinstance(one, str) and pattern.fullmatch(one) for one in texts):
            try:
                return [read(one) if isinstance(one, str) and one else None for one in values]
            except ValueError:  # 31/02, or the hour 25
                break
    return [_fact(one) for one in values]


def _fact(value: object) -> Fact:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if value is None or isinstance(value, str | int | float | dt.date | dt.time):
        return value
    return str(value)
