"""Bricks of WordprocessingML that python-docx has no call for; lengths in mm, type as in nd30."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any, TypeAlias

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from ttcs_desktop.papers import nd30
from ttcs_desktop.papers.model import Align
from ttcs_desktop.papers.wording import plain

Untyped: TypeAlias = Any
"""An object of python-docx or lxml, which ship no types."""

ALIGNMENTS = {
    Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT,
}
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_EPOCH = (1980, 1, 1, 0, 0, 0)


def element(name: str, **attributes: object) -> Untyped:
    """`element("w:tcW", w=567, type="dxa")`."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def twips(mm: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(mm / nd30.MM_PER_POINT * 20)


def add_text(paragraph: Untyped, text: str, kind: nd30.Type) -> None:
    """Append a run; line feeds become line breaks."""
    for at, line in enumerate(plain(text).split("\n")):
        run = paragraph.add_run()
        if at:
            run.add_break()
        run.add_text(line)
        run.font.size = Pt(kind.size)
        run.font.bold = kind.bold
        run.font.italic = kind.italic


def shape(
    paragraph: Untyped,
    align: WD_ALIGN_PARAGRAPH,
    *,
    before: float = 0.0,
    indent: float = 0.0,
    pitch: float | None = None,
    keep: bool = False,
) -> None:
    """Alignment, distance above and first-line indent in mm; `pitch` is at least that from line to line."""
    settings = paragraph.paragraph_format
    settings.alignment = align
    settings.space_before = Mm(before)
    settings.space_after = Pt(0)
    if indent:
        settings.first_line_indent = Mm(indent)
    if pitch is not None:
        settings.line_spacing = Mm(pitch)
        settings.line_spacing_rule = WD_LINE_SPACING.AT_LEAST
    if keep:
        settings.keep_with_next = True


def rule(paragraph: Untyped, length: float, width: float, drop: float = 0.0) -> None:
    """Make `paragraph` a centred line of `length` mm inside `width` mm, `drop` mm lower than what stands above."""
    shape(paragraph, WD_ALIGN_PARAGRAPH.CENTER, before=drop, keep=True)
    settings = paragraph.paragraph_format
    settings.line_spacing = Pt(1)
    settings.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    settings.left_indent = settings.right_indent = Mm(max(0.0, (width - length) / 2))
    paragraph.add_run().font.size = Pt(1)
    borders = element("w:pBdr")
    borders.append(element("w:bottom", val="single", sz=4, space=0, color="000000"))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc")


def page_field(paragraph: Untyped, kind: nd30.Type) -> None:
    """Append the field that shows the page's number."""
    run = paragraph.add_run()
    run.font.size = Pt(kind.size)
    run._r.append(element("w:fldChar", fldCharType="begin"))
    instruction = OxmlElement("w:instrText")
    instruction.text = "PAGE"
    run._r.append(instruction)
    run._r.append(element("w:fldChar", fldCharType="end"))


def frame_table(table: Untyped, widths: Sequence[float], *, ruled: bool) -> None:
    """Fixed column widths, cell margins of nd30, lines around every cell or none."""
    table.autofit = False
    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblW")) + properties.findall(qn("w:tblLook")):
        properties.remove(old)
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(element("w:tblW", w=sum(map(twips, widths)), type="dxa"))
    layout.addprevious(element("w:tblInd", w=0, type="dxa"))
    borders = element("w:tblBorders")
    for side in _SIDES:
        borders.append(element(f"w:{side}", val="single" if ruled else "nil", sz=4, space=0, color="000000"))
    layout.addprevious(borders)
    margins = element("w:tblCellMar")
    pad = twips(nd30.CELL_PADDING_X) if ruled else 0
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=pad, type="dxa"))
    layout.addnext(margins)
    for column, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(twips(width)))


def today_word(settings: Untyped) -> None:
    """Lay out as Word 2013 and later do: a table's line, not its text, stands on the margin. No East Asian rules."""
    for name in ("w:useFELayout", "w:rsids"):
        for old in settings.findall(f".//{qn(name)}"):
            old.getparent().remove(old)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "vi-VN")
        language.attrib.pop(qn("w:eastAsia"), None)


def clean_package(data: bytes) -> bytes:
    """The same package with fixed times, so that the same paper gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(name))
    return out.getvalue()
