"""The editable twin of a paper: the same blocks as a .docx for Word and LibreOffice."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from ttcs_desktop.papers import nd30
from ttcs_desktop.papers.chart import Chart
from ttcs_desktop.papers.docx_parts import (
    Untyped,
    add_text,
    clean_package,
    element,
    frame_table,
    page_field,
    rule,
    shape,
    today_word,
)
from ttcs_desktop.papers.docx_table import fill_table
from ttcs_desktop.papers.model import (
    Addressees,
    Annex,
    Basis,
    Block,
    Closing,
    Document,
    Heading,
    Large,
    Masthead,
    Note,
    Page,
    Paragraph,
    Table,
    Title,
    kept_before,
)
from ttcs_desktop.papers.output import save_paper
from ttcs_desktop.papers.widths import bold_width
from ttcs_desktop.papers.wording import (
    CHART_IN_PDF,
    MOTTO,
    NATIONAL_TITLE,
    RECIPIENTS_HEAD,
    addressee_lines,
    marks,
    one_line,
    recipient_lines,
)

_CENTRE = WD_ALIGN_PARAGRAPH.CENTER
_LEFT = WD_ALIGN_PARAGRAPH.LEFT
_JUSTIFY = WD_ALIGN_PARAGRAPH.JUSTIFY
_ONE_LINE = 130  # letters that the widest sheet may hold on one line


def write_docx(document: Document, path: Path) -> None:
    """Write the paper to `path`, whole or not at all; errors as in output.save_paper."""
    save_paper(path, docx_bytes(document))


def docx_bytes(document: Document) -> bytes:
    """The paper as .docx; the same paper gives the same bytes."""
    writer = _Writer(document)
    writer.write()
    out = io.BytesIO()
    writer.file.save(out)
    return clean_package(out.getvalue())


def _bound(blocks: Sequence[Block]) -> list[int]:
    """For each block how many of its last lines or rows stay with the next, so that no signature stands alone.

    Word breaks the lines itself. A paragraph counts for the two lines that Word keeps together anyway, a short one for
    one: then the block above it is bound as well.
    """
    bound = [0] * len(blocks)
    for at, block in enumerate(blocks):
        wanted, above = kept_before(block), at - 1
        while wanted > 0 and above >= 0:
            bound[above] = max(bound[above], wanted)
            wanted -= _least_lines(blocks[above])
            above -= 1
    return bound


def _least_lines(block: Block) -> int:
    """Lines or rows a block has on paper at the least."""
    if isinstance(block, Table):
        return len(block.rows)
    return 2 if isinstance(block, Basis | Paragraph | Note) and len(_words(block)) > _ONE_LINE else 1


def _words(block: Basis | Paragraph | Note) -> str:
    return block.lines[-1] if isinstance(block, Basis) else block.text


class _Writer:
    def __init__(self, document: Document) -> None:
        self.file: Untyped = docx.Document()
        self._document = document
        self._page = document.page

    def write(self) -> None:
        self._properties()
        today_word(self.file.settings.element)
        self._style()
        self._section(self.file.sections[0])
        self._margins(self.file.sections[0])
        blocks = self._document.blocks
        for block, bound in zip(blocks, _bound(blocks), strict=True):
            self._block(block, bound)
        if blocks and isinstance(blocks[-1], Table):
            self._end()

    def _properties(self) -> None:
        """No library defaults: only the paper's own title, and no picture of a template."""
        package = self.file.part.package
        for key in [key for key, part in package.rels.items() if part.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
            del package.rels[key]
        core = package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).element
        for child in list(core):
            core.remove(child)
        self.file.core_properties.title = one_line(self._document.title)[:255]
        self.file.core_properties.language = "vi-VN"

    def _style(self) -> None:
        style = self.file.styles["Normal"]
        style.font.name = nd30.FONT_FAMILY
        style.font.size = Pt(nd30.BODY.size)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), nd30.FONT_FAMILY)
        style.element.rPr.rFonts.set(qn("w:cs"), nd30.FONT_FAMILY)
        style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.line_spacing = 1.0
        style.paragraph_format.widow_control = True
        defaults = self.file.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
        for old in defaults.findall(qn("w:lang")):
            defaults.remove(old)
        defaults.append(element("w:lang", val="vi-VN", eastAsia="vi-VN"))

    def _section(self, section: Untyped) -> None:
        page: Page = self._page
        section.orientation = WD_ORIENT.LANDSCAPE if page.landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(page.width), Mm(page.height)
        section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
        section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
        number = nd30.PAGE_NUMBER
        section.header_distance = Mm(nd30.PAGE_NUMBER_BASELINE - 0.891 * number.size * nd30.MM_PER_POINT)
        section.footer_distance = Mm(page.bottom / 2 - 2.5)
        section.different_first_page_header_footer = True

    def _margins(self, section: Untyped) -> None:
        """Page number in the top margin from page 2; trial and preliminary marks below every page."""
        header = section.header.paragraphs[0]
        shape(header, _CENTRE)
        page_field(header, nd30.PAGE_NUMBER)
        words = marks(self._document.trial, self._document.preliminary, self._document.reprint)
        for footer in (section.first_page_footer, section.footer) if words else ():
            shape(footer.paragraphs[0], _CENTRE)
            add_text(footer.paragraphs[0], " - ".join(words), nd30.MARK)

    def _block(self, block: Block, bound: int) -> None:
        """Write a block whose last `bound` lines or rows stay with what follows."""
        keep = bound > 0
        match block:
            case Masthead():
                self._masthead(block)
            case Title():
                self._title(block)
            case Addressees():
                self._addressees(block)
            case Basis():
                for line in block.lines:
                    self._body(line, nd30.BASIS, keep=keep)
            case Paragraph():
                self._body(block.text, nd30.BODY, nd30.INDENT if block.indent else 0.0, keep=keep)
            case Heading():
                self._body(block.text, nd30.HEADING if block.level < 3 else nd30.BODY, keep=True)
            case Note() | Large() | Chart():
                self._line(block, keep=keep)
            case Table():
                self._spacer(nd30.PARAGRAPH_GAP, new_page=block.new_page)
                made = self.file.add_table(0, len(block.columns))
                fill_table(made, block, self._page.text_width, bound_rows=bound)
            case Closing():
                self._closing(block)
            case Annex():
                self._annex(block)

    def _line(self, block: Note | Large | Chart, *, keep: bool) -> None:
        """Small print at both margins, or a line in the middle, which stays with what follows: of a poster, or where
        the PDF has a chart over its table."""
        if isinstance(block, Chart):
            told = f"({block.title}: {CHART_IN_PDF})"
            self._plain(told, nd30.NOTE, _CENTRE, before=nd30.PARAGRAPH_GAP, keep=True)
        elif isinstance(block, Note):
            self._plain(block.text, nd30.NOTE, _JUSTIFY, before=nd30.PARAGRAPH_GAP, keep=keep)
        else:
            kind = nd30.Type(block.size, bold=block.bold)
            self._plain(block.text, kind, _CENTRE, before=nd30.PARAGRAPH_GAP, keep=True)

    def _plain(
        self,
        text: str,
        kind: nd30.Type,
        align: WD_ALIGN_PARAGRAPH,
        *,
        before: float = 0.0,
        pitch: float | None = None,
        keep: bool = False,
    ) -> None:
        paragraph = self.file.add_paragraph()
        shape(paragraph, align, before=before, pitch=pitch, keep=keep)
        add_text(paragraph, text, kind)

    def _body(self, text: str, kind: nd30.Type, indent: float = nd30.INDENT, *, keep: bool = False) -> None:
        paragraph = self.file.add_paragraph()
        shape(paragraph, _JUSTIFY, before=nd30.PARAGRAPH_GAP, indent=indent, pitch=nd30.BODY_PITCH, keep=keep)
        add_text(paragraph, text, kind)

    def _spacer(self, height: float, *, new_page: bool = False) -> None:
        """Room above a table, which Word gives none, and a parting between two tables."""
        paragraph = self.file.add_paragraph()
        shape(paragraph, _LEFT, keep=True)
        paragraph.paragraph_format.page_break_before = new_page or None
        paragraph.paragraph_format.line_spacing = Mm(height)
        paragraph.add_run().font.size = Pt(1)

    def _halves(self, left: float, rows: int) -> Untyped:
        """A table of two columns without lines."""
        widths = (left, self._page.text_width - left)
        table = self.file.add_table(rows, 2)
        frame_table(table, widths, ruled=False)
        for row in table.rows:
            row._tr.get_or_add_trPr().append(element("w:cantSplit"))
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Mm(width)
        return table

    def _masthead(self, head: Masthead) -> None:
        left = nd30.HEAD_LEFT_LANDSCAPE if self._page.landscape else nd30.HEAD_LEFT_PORTRAIT
        table = self._halves(left, 2)
        agency = [(nd30.SUPERIOR, text) for text in head.superior] + [(nd30.AGENCY, text) for text in head.agency]
        length = bold_width(head.agency[-1], nd30.AGENCY.size) * nd30.AGENCY_RULE_SHARE
        self._stack(table.cell(0, 0), agency, _CENTRE)
        rule(table.cell(0, 0).add_paragraph(), length, left, nd30.AGENCY_RULE_DROP / 4)
        self._stack(table.cell(0, 1), [(nd30.NATIONAL_TITLE, NATIONAL_TITLE), (nd30.MOTTO, MOTTO)], _CENTRE)
        length = bold_width(MOTTO, nd30.MOTTO.size)
        rule(table.cell(0, 1).add_paragraph(), length, self._page.text_width - left, nd30.MOTTO_RULE_DROP / 4)
        self._stack(table.cell(1, 0), [(nd30.NUMBER, head.number_line)], _CENTRE, before=2.0)
        self._stack(table.cell(1, 1), [(nd30.PLACE_DATE, head.place_and_date)], _CENTRE, before=2.0)
        if head.about:
            about = table.cell(1, 0).add_paragraph()
            shape(about, _CENTRE, before=nd30.PARAGRAPH_GAP, keep=True)
            add_text(about, head.about, nd30.LETTER_ABOUT)

    @staticmethod
    def _stack(
        cell: Untyped,
        texts: Sequence[tuple[nd30.Type, str]],
        align: WD_ALIGN_PARAGRAPH,
        before: float = 0.0,
        pitch: float | None = None,
    ) -> None:
        """Paragraphs of a cell, the first in the one it is born with."""
        for at, (kind, text) in enumerate(texts):
            paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
            shape(paragraph, align, before=before if at == 0 else 0.0, pitch=pitch, keep=True)
            add_text(paragraph, text, kind)

    def _title(self, title: Title) -> None:
        self._plain(title.kind, nd30.KIND, _CENTRE, before=nd30.TITLE_GAP, keep=True)
        if not title.about:
            return
        self._plain(title.about, nd30.ABOUT, _CENTRE, keep=True)
        whole = bold_width(title.about, nd30.ABOUT.size)
        length = min(whole, self._page.text_width) * nd30.ABOUT_RULE_SHARE
        rule(self.file.add_paragraph(), length, self._page.text_width, nd30.TITLE_RULE_DROP / 4)

    def _addressees(self, block: Addressees) -> None:
        texts = addressee_lines(block.names)
        for at, text in enumerate(texts):
            before = nd30.ADDRESSEES_GAP if at == 0 else 0.0
            align = _CENTRE if len(texts) == 1 else _LEFT
            self._plain(text, nd30.ADDRESSEES, align, before=before, pitch=nd30.BODY_PITCH, keep=True)
            if len(texts) > 1:
                share = 0.25 if at == 0 else 0.4
                self.file.paragraphs[-1].paragraph_format.left_indent = Mm(self._page.text_width * share)

    def _closing(self, block: Closing) -> None:
        self._spacer(nd30.CLOSING_GAP)
        width = nd30.SIGNATURE_WIDTH_LANDSCAPE if self._page.landscape else nd30.SIGNATURE_WIDTH_PORTRAIT
        table = self._halves(self._page.text_width - width, 1)
        recipients = [(nd30.RECIPIENTS, text) for text in recipient_lines(block.recipients)]
        if recipients:
            self._stack(table.cell(0, 0), [(nd30.RECIPIENTS_HEAD, RECIPIENTS_HEAD), *recipients], _LEFT)
        signature = table.cell(0, 1)
        self._stack(signature, [(nd30.AUTHORITY, text) for text in block.authority], _CENTRE)
        name = signature.add_paragraph()
        shape(name, _CENTRE, before=nd30.SIGNATURE_ROOM)
        add_text(name, block.name, nd30.SIGNER)
        self._end()

    def _end(self) -> None:
        """Word wants a paragraph after a table that ends the text; a full line could open an empty page."""
        paragraph = self.file.add_paragraph()
        shape(paragraph, _LEFT)
        paragraph.paragraph_format.line_spacing = Pt(1)
        paragraph.add_run().font.size = Pt(1)

    def _annex(self, annex: Annex) -> None:
        section = self.file.add_section(WD_SECTION.NEW_PAGE)
        self._section(section)
        section._sectPr.find(qn("w:pgMar")).addnext(element("w:pgNumType", start=1))
        self._plain(annex.label, nd30.ANNEX_LABEL, _CENTRE, keep=True)
        self._plain(annex.title, nd30.ANNEX_TITLE, _CENTRE, keep=True)
        if annex.origin:
            self._plain(annex.origin, nd30.ANNEX_ORIGIN, _CENTRE, keep=True)
