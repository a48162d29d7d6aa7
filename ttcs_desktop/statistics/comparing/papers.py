"""Two reports held against each other, on paper: a working sheet without the head of an official document."""

from __future__ import annotations

from fractions import Fraction

from ttcs_desktop.papers.model import Align, Block, Column, Document, Note, Paragraph, Row, Table, Title
from ttcs_desktop.statistics.comparing.events import Difference
from ttcs_desktop.statistics.comparing.service import Comparison
from ttcs_desktop.statistics.comparing.wording import (
    KINDS,
    change_line,
    effect_words,
    event_words,
    side_words,
    why_line,
    why_words,
)

_COLUMNS = (
    Column("Việc", 22),
    Column("Bản ghi", 83),
    Column("Thêm, bớt", 27, Align.RIGHT),
    Column("Vì sao", 33),
)
_MOST = 40
_SAME = "Hai báo cáo giống nhau ở mọi chỉ tiêu."


def comparison_paper(found: Comparison, *, trial: bool) -> Document:
    """Every indicator that differs, with what makes the difference; of very many records the first."""
    blocks: list[Block] = [
        Title("BẢNG ĐỐI CHIẾU SỐ LIỆU", "Thông tin cơ sở"),
        Paragraph(f"Báo cáo thứ nhất: {side_words(found.one)}.", indent=False),
        Paragraph(f"Báo cáo thứ hai: {side_words(found.other)}.", indent=False),
    ]
    rows = [row for one in found.differing for row in _rows(one)]
    blocks.append(Table(_COLUMNS, tuple(rows)) if rows else Paragraph(_SAME, indent=False))
    blocks.append(Note("Các dòng của một chỉ tiêu cộng lại đúng bằng chênh lệch của chỉ tiêu ấy."))
    return Document("Bảng đối chiếu số liệu", tuple(blocks), trial=trial)


def _rows(one: Difference) -> list[Row]:
    because = why_line(one)
    rows = [Row((f"{change_line(one)}; {because}" if because else change_line(one),), banner=True)]
    shown, rest = one.events[:_MOST], one.events[_MOST:]
    rows += [
        Row(
            (
                KINDS[event.kind],
                event_words(event),
                effect_words(event.effect, one.decimals, one.unit),
                why_words(event),
            )
        )
        for event in shown
    ]
    if rest:
        left = sum((event.effect for event in rest), Fraction(0))
        rows.append(Row(("", f"Và {len(rest)} việc khác", effect_words(left, one.decimals, one.unit), "")))
    return rows
