"""A table as delimited text that a Vietnamese Excel opens by itself: semicolons, decimal commas, UTF-8 marked."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal

from ttcs_desktop.grids.writing.cells import Fact, Sheet, safe_text


def csv_bytes(sheet: Sheet) -> bytes:
    """The table as CSV; days as 02/06/2026, numbers bare, texts harmless."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(map(safe_text, sheet.heads))
    writer.writerows(map(_written, row) for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def _written(fact: Fact) -> str:
    if fact is None:
        return ""
    if isinstance(fact, str):
        return safe_text(fact)
    if isinstance(fact, bool):
        return "1" if fact else "0"
    if isinstance(fact, int | float | Decimal):
        return f"{fact:f}".replace(".", ",") if isinstance(fact, Decimal) else str(fact).replace(".", ",")
    if isinstance(fact, dt.datetime):
        return f"{fact:%d/%m/%Y %H:%M}"
    return f"{fact:%d/%m/%Y}" if isinstance(fact, dt.date) else _clock(fact)


def _clock(time: dt.time) -> str:
    return f"{time:%H:%M:%S}" if time.second else f"{time:%H:%M}"
