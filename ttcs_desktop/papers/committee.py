"""The head of a paper of a commune's People's Committee (Ủy ban nhân dân)."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.papers.model import Masthead
from ttcs_desktop.papers.wording import number_line, place_and_date, place_name


def committee_head(
    unit: str,
    sign: str,
    year: int,
    *,
    number: int | None = None,
    date: dt.date | None = None,
    superior: tuple[str, ...] = (),
    about: str = "",
) -> Masthead:
    """Ô số 1 to 5b of Nghị định 30/2020, Phụ lục I.

    Args:
        unit: "phường Mẫu".
        sign: the notation behind the number: "BC-UBND".
        year: what is printed while the day waits for the pen.
        number, date: None while they wait for the clerk and the pen.
        superior: the lines above the committee.
        about: the subject of a letter, "V/v …".
    """
    return Masthead(
        agency=("ỦY BAN NHÂN DÂN", unit.upper()),
        number_line=number_line(number, sign),
        place_and_date=place_and_date(place_name(unit), date, year),
        superior=superior,
        about=about,
    )
