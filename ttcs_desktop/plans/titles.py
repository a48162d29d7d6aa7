"""What the lines above an annex say of its plan: the one year it is for, its number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ttcs_desktop.vietnamese.text import fold

_YEAR = re.compile(r"(?<!thang \d )(?<!thang \d\d )\bnam (20\d\d)\b(?!\s*[-–])")
_PLAN_NUMBER = re.compile(r"(?:số|Số)\s*:?\s*(\d+\s*/\s*(?:\d{4}/)?[A-ZĐ]+[A-ZĐa-z&-]*)")


def year_of(lines: Sequence[str]) -> int | None:
    """The one year the titles speak of; dates of documents ("ngày 28 tháng 10 năm 2025") do not count."""
    years = {year for line in lines for year in _YEAR.findall(" ".join(fold(line).split()))}
    return int(years.pop()) if len(years) == 1 else None


def plan_number(lines: Sequence[str]) -> str:
    """The plan's number as printed ("75/KH-UBND"), or empty."""
    number = next((found[1] for line in lines if (found := _PLAN_NUMBER.search(line))), "")
    return "".join(number.split())
