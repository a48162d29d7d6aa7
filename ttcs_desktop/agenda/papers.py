"""The sheet of the weekly or monthly meeting (họp giao ban): one A4, whatever there is to say.

What does not fit is cut by rule: first the rows of each section, evenly and the last ones first, with how many are left
out said below; then long texts. The print never becomes smaller than `SMALLEST`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.papers.model import Block, Column, Document, Heading, Note, Page, Paragraph, Row, Table, Title
from ttcs_desktop.papers.wording import one_line, short_date, weekday

LARGEST, SMALLEST = 12.0, 11.0
"""Points of the tables."""
LONGEST, SHORTEST = 150, 32
"""Letters of a cell at most, and how far a cell may be cut so that the sheet stays one page."""
_PADDING = 0.6


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the sheet.

    Attributes:
        title: without its number.
        empty: what is said where there are no rows.
        others: what a row is called where some are left out: "việc".
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str
    others: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What the sheet says. `monthly` names the meeting; `figures` is one paragraph, `asked` one or empty."""

    unit: str
    monthly: bool
    first: dt.date
    last: dt.date
    made_on: dt.date
    figures: str
    sections: tuple[Section, ...]
    asked: str = ""
    trial: bool = False

    @property
    def rows(self) -> int:
        """How many rows there are to show."""
        return sum(len(section.rows) for section in self.sections)


@dataclass(frozen=True, slots=True)
class Room:
    """How much of a brief is shown: rows of all sections together, letters of a cell, points of the print."""

    rows: int
    letters: int = LONGEST
    size: float = LARGEST


def brief_paper(brief: Brief, room: Room, *, bottom: float | None = None) -> Document:
    """The sheet with as much as `room` allows; `bottom` is another bottom margin in mm, to keep some paper free."""
    period = "THÁNG" if brief.monthly else "TUẦN"
    caps = shared([len(section.rows) for section in brief.sections], room.rows)
    blocks: list[Block] = [
        Title(
            f"NỘI DUNG GIAO BAN {period}",
            f"{brief.unit}, từ {short_date(brief.first)} đến {short_date(brief.last)}",
        ),
        Paragraph(cut(brief.figures, room.letters * 4), indent=False),
    ]
    for number, (section, cap) in enumerate(zip(brief.sections, caps, strict=True), 1):
        blocks += _section(number, section, cap, room)
    if brief.asked:
        blocks.append(Heading(2, f"{len(brief.sections) + 1}. Xin ý kiến lãnh đạo"))
        blocks.append(Paragraph(cut(brief.asked, room.letters * 2), indent=False))
    made = weekday(brief.made_on)
    blocks.append(Note(f"Lập {made[0].lower()}{made[1:]} {short_date(brief.made_on)}, số liệu lấy từ sổ của đơn vị."))
    page = Page() if bottom is None else Page(bottom=bottom)
    title = f"Nội dung giao ban {period.lower()} {short_date(brief.last)}"
    return Document(title, tuple(blocks), page, trial=brief.trial)


def shared(counts: Sequence[int], budget: int) -> list[int]:
    """How many rows each section shows: one each in turn, the first sections first, until the budget is used up.

    A section that has rows always shows one.
    """
    caps = [min(1, count) for count in counts]
    left = budget - sum(caps)
    while left > 0 and caps != list(counts):
        for at, count in enumerate(counts):
            if left > 0 and caps[at] < count:
                caps[at] += 1
                left -= 1
    return caps


def cut(text: str, letters: int) -> str:
    """A text on one line, cut between words where it is too long, inside a word that alone is longer."""
    whole = one_line(text)
    if len(whole) <= letters:
        return whole
    kept = whole[: letters - 1]
    at_word = kept.rpartition(" ")[0]
    return f"{(at_word if len(at_word) > letters // 2 else kept).rstrip(' ,;.')}…"


def _section(number: int, section: Section, cap: int, room: Room) -> list[Block]:
    if not section.rows:
        return [Heading(2, f"{number}. {section.title}: {section.empty}")]
    widest = max(column.width for column in section.columns)
    letters = [
        room.letters if column.width == widest else max(SHORTEST // 2, round(room.letters * column.width / widest))
        for column in section.columns
    ]
    rows = [Row(tuple(cut(text, most) for text, most in zip(row, letters, strict=True))) for row in section.rows[:cap]]
    shown = len(section.rows)
    blocks: list[Block] = [
        Heading(2, f"{number}. {section.title} ({shown} {section.others})"),
        Table(section.columns, tuple(rows), size=room.size, padding=_PADDING),
    ]
    if len(section.rows) > cap:
        blocks.append(Note(f"và {len(section.rows) - cap} {section.others} khác."))
    return blocks
