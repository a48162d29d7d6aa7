"""The part of the week's notice that tells what the notice boards show."""

from __future__ import annotations

from collections.abc import Sequence

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.papers.model import Align, Block, Column, Paragraph, Row, Table

_COLUMNS = (
    Column("TT", 10, Align.CENTRE),
    Column("Ngày", 35, Align.CENTRE),
    Column("Giờ", 35, Align.CENTRE),
    Column("Nội dung", 112),
    Column("Bảng tin", 60),
)


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One text on boards, in the words of the paper."""

    days: str
    hours: str
    title: str
    boards: str


def board_part(lines: Sequence[BoardLine]) -> list[Block]:
    """The sentence and its table; nothing where no board shows anything."""
    if not lines:
        return []
    rows = tuple(
        Row((str(number), line.days, line.hours, line.title, line.boards)) for number, line in enumerate(lines, start=1)
    )
    return [Paragraph("Nội dung trên bảng tin công cộng trong tuần:"), Table(_COLUMNS, rows, size=12, padding=0.85)]
