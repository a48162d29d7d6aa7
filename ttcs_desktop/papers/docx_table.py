"""A table of the Document model as WordprocessingML: repeated head, whole rows, merged cells, days kept together.

Rows are built as elements: python-docx walks the whole table for each cell it is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence

from docx.text.paragraph import Paragraph as DocxParagraph

from ttcs_desktop.papers.docx_parts import ALIGNMENTS, Untyped, add_text, element, frame_table, shape, twips
from ttcs_desktop.papers.model import Align, Row, Table
from ttcs_desktop.papers.nd30 import Type


def fill_table(made: Untyped, table: Table, text_width: float, *, bound_rows: int) -> None:
    """Fill `made` (a python-docx table without rows); the last `bound_rows` rows stay with what follows."""
    asked = sum(column.width for column in table.columns) or 1.0
    widths = [column.width / asked * text_width for column in table.columns]
    frame_table(made, widths, ruled=True)
    writer = _Rows(made, table, widths)
    if table.has_head:
        writer.head()
    last = len(table.rows) - 1
    for at, row in enumerate(table.rows):
        follower = table.rows[at + 1] if at < last else None
        writer.row(row, follower, keep=at > last - bound_rows or _together(row, follower))


def _together(row: Row, follower: Row | None) -> bool:
    if follower is None:
        return False
    return row.banner or (bool(row.group) and row.group == follower.group and not follower.banner)


class _Rows:
    def __init__(self, made: Untyped, table: Table, widths: Sequence[float]) -> None:
        self._made = made
        self._table = table
        self._widths = widths

    def head(self) -> None:
        line = self._line(head=True)
        for column, width in zip(self._table.columns, self._widths, strict=True):
            self._cell(line, column.head, width, Align.CENTRE, bold=True, keep=True)

    def row(self, row: Row, follower: Row | None, *, keep: bool) -> None:
        line = self._line(head=False)
        if row.banner:
            span = len(self._widths)
            cell = self._cell(line, row.cells[0] or "", sum(self._widths), Align.LEFT, bold=True, keep=keep)
            cell.tcPr.insert(1, element("w:gridSpan", val=span))
            return
        for at, (text, column, width) in enumerate(zip(row.cells, self._table.columns, self._widths, strict=True)):
            cell = self._cell(line, text or "", width, column.align, bold=row.strong, keep=keep)
            if text is None:
                cell.tcPr.insert(1, element("w:vMerge"))
            elif follower is not None and not follower.banner and follower.cells[at] is None:
                cell.tcPr.insert(1, element("w:vMerge", val="restart"))

    def _line(self, *, head: bool) -> Untyped:
        line = element("w:tr")
        properties = element("w:trPr")
        properties.append(element("w:cantSplit"))
        if head:
            properties.append(element("w:tblHeader"))
        line.append(properties)
        self._made._tbl.append(line)
        return line

    def _cell(
        self,
        line: Untyped,
        text: str,
        width: float,
        align: Align,
        *,
        bold: bool,
        keep: bool,
    ) -> Untyped:
        cell = element("w:tc")
        properties = element("w:tcPr")
        properties.append(element("w:tcW", w=twips(width), type="dxa"))
        properties.append(element("w:vAlign", val="center"))
        cell.append(properties)
        inner = element("w:p")
        cell.append(inner)
        line.append(cell)
        paragraph = DocxParagraph(inner, self._made)
        shape(paragraph, ALIGNMENTS[align], before=self._table.padding, keep=keep)
        paragraph.paragraph_format.space_after = paragraph.paragraph_format.space_before
        add_text(paragraph, text, Type(self._table.size, bold=bold))
        # A paragraph is as tall as its mark at least: an empty cell must not be taller than a full one.
        mark = element("w:rPr")
        mark.append(element("w:sz", val=round(self._table.size * 2)))
        inner.get_or_add_pPr().append(mark)
        return cell
