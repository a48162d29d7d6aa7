"""Each block of a Document as pieces: where its lines and rules stand, after Nghị định 30/2020, Phụ lục I."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ttcs_desktop.papers import nd30
from ttcs_desktop.papers.chart import Chart
from ttcs_desktop.papers.model import (
    Addressees,
    Align,
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
from ttcs_desktop.papers.wording import (
    MOTTO,
    NATIONAL_TITLE,
    RECIPIENTS_HEAD,
    addressee_lines,
    recipient_lines,
)
from ui.kit.paper.chart import chart_piece
from ui.kit.paper.marks import LaidPage, Mark, Piece, Rule, Span, Words, mm
from ui.kit.paper.pages import paginate
from ui.kit.paper.table import TableLayout
from ui.kit.paper.typeset import Line, Typesetter, ascent, single, stacked

_GAP = mm(nd30.PARAGRAPH_GAP)


def lay_out(document: Document, setter: Typesetter) -> list[LaidPage]:
    """The pages of a paper, the same for preview, PDF and printer."""
    return paginate(Layout(document.page, setter).pieces(document.blocks), mm(document.page.text_height))


class Layout:
    """Blocks of one page format as pieces."""

    def __init__(self, page: Page, setter: Typesetter) -> None:
        self._page = page
        self._setter = setter
        self._width = mm(page.text_width)
        self._whole = Span(0.0, self._width)

    def pieces(self, blocks: Sequence[Block]) -> list[Piece]:
        """The pieces of blocks that stand under one another."""
        made: list[Piece] = []
        for at, block in enumerate(blocks):
            _bind_last(made, kept_before(block))
            follower = blocks[at + 1] if at + 1 < len(blocks) else None
            made += self._block(block, follower)
        return made

    def _block(self, block: Block, follower: Block | None) -> list[Piece]:
        match block:
            case Masthead():
                return [self._masthead(block)]
            case Title():
                return [self._title(block)]
            case Addressees():
                return self._addressees(block)
            case Basis():
                return [piece for line in block.lines for piece in self._text(line, nd30.BASIS, nd30.INDENT)]
            case Paragraph():
                return self._text(block.text, nd30.BODY, nd30.INDENT if block.indent else 0.0)
            case Heading():
                kind = nd30.HEADING if block.level < 3 else nd30.BODY
                return [replace(piece, keep=True) for piece in self._text(block.text, kind, nd30.INDENT)]
            case Note():
                return self._text(block.text, nd30.NOTE, 0.0, pitch=single(nd30.NOTE))
            case Large() | Chart():
                return [self._large(block) if isinstance(block, Large) else self._chart(block)]
            case Table():
                tail = self._tail(follower) if kept_before(follower) else 0.0
                table = TableLayout(self._setter, block, self._width, mm(self._page.text_height))
                return table.pieces(_GAP, tail)
            case Closing():
                return [self._closing(block)]
            case Annex():
                return [self._annex(block)]

    def _tail(self, follower: Block | None) -> float:
        """Height of what a table's last rows have to share their page with."""
        first = self._block(follower, None)[:1] if follower is not None else []
        return sum(piece.lead_height + piece.height for piece in first) + _GAP

    def _masthead(self, head: Masthead) -> Piece:
        left = mm(nd30.HEAD_LEFT_LANDSCAPE if self._page.landscape else nd30.HEAD_LEFT_PORTRAIT)
        ours_at, theirs_at = Span(0.0, left), Span(left, self._width - left)
        agency = [(nd30.SUPERIOR, text) for text in head.superior] + [(nd30.AGENCY, text) for text in head.agency]
        nation = [(nd30.NATIONAL_TITLE, NATIONAL_TITLE), (nd30.MOTTO, MOTTO)]
        ours = self._centred(agency, ours_at)
        theirs = self._centred(nation, theirs_at)
        our_rule = self._under(ours, nd30.AGENCY_RULE_SHARE, nd30.AGENCY_RULE_DROP)
        their_rule = self._under(theirs, 1.0, nd30.MOTTO_RULE_DROP)
        baseline = max(our_rule.y1, their_rule.y1) + mm(nd30.NUMBER_DROP)
        number = self._setter.place(nd30.NUMBER, head.number_line, ours_at, baseline, Align.CENTRE)
        date = self._setter.place(nd30.PLACE_DATE, head.place_and_date, theirs_at, baseline, Align.CENTRE)
        bottom = baseline - ascent(nd30.NUMBER) + single(nd30.NUMBER)
        marks: list[Mark] = [*ours, *theirs, our_rule, their_rule, number, date]
        if head.about:
            about = self._setter.lines(nd30.LETTER_ABOUT, head.about, left - 2 * mm(nd30.CELL_PADDING_X))
            marks += stacked(self._setter, nd30.LETTER_ABOUT, about, ours_at, bottom + _GAP, Align.CENTRE)
            bottom += _GAP + len(about) * single(nd30.LETTER_ABOUT)
        return Piece(bottom, tuple(marks), keep=True)

    def _centred(self, texts: Sequence[tuple[nd30.Type, str]], span: Span) -> list[Words]:
        """Single-spaced lines under one another, each broken again if it is too long for its half."""
        made: list[Words] = []
        top = 0.0
        for kind, text in texts:
            lines = self._setter.lines(kind, text, span.width)
            made += stacked(self._setter, kind, lines, span, top, Align.CENTRE)
            top += len(lines) * single(kind)
        return made

    def _under(self, words: Sequence[Words], share: float, drop: float) -> Rule:
        """The line below the last of `words`, `share` of its length, centred under it."""
        last = words[-1]
        length = self._setter.width(last.type, last.text)
        start = last.x + length * (1 - share) / 2
        y = last.y + mm(drop)
        return Rule(start, y, start + length * share, y)

    def _title(self, title: Title) -> Piece:
        pitch = mm(nd30.TITLE_PITCH)
        kind = self._setter.lines(nd30.KIND, title.kind, self._width)
        words = list(stacked(self._setter, nd30.KIND, kind, self._whole, 0.0, Align.CENTRE, pitch))
        if not title.about:
            bottom = len(words) * pitch
            return Piece(bottom, tuple(words), before=mm(nd30.TITLE_GAP), keep=True)
        about = self._setter.lines(nd30.ABOUT, title.about, self._width)
        top = len(words) * pitch
        words += stacked(self._setter, nd30.ABOUT, about, self._whole, top, Align.CENTRE, pitch)
        rule = self._under(words, nd30.ABOUT_RULE_SHARE, nd30.TITLE_RULE_DROP)
        height = rule.y1 + mm(nd30.TITLE_AFTER)
        return Piece(height, (*words, rule), before=mm(nd30.TITLE_GAP), keep=True)

    def _addressees(self, block: Addressees) -> list[Piece]:
        kind, pitch = nd30.ADDRESSEES, mm(nd30.BODY_PITCH)
        texts = addressee_lines(block.names)
        if len(texts) == 1:
            lines = self._setter.lines(kind, texts[0], self._width)
            words = stacked(self._setter, kind, lines, self._whole, 0.0, Align.CENTRE, pitch)
            return [Piece(len(lines) * pitch, words, before=mm(nd30.ADDRESSEES_GAP), keep=True)]
        left = self._width * 0.25
        marks: list[Words] = []
        top = 0.0
        for at, text in enumerate(texts):
            x = left + (0.0 if at == 0 else self._setter.width(kind, texts[0] + " "))
            lines = self._setter.lines(kind, text, self._width - x)
            marks += stacked(self._setter, kind, lines, Span(x, self._width - x), top, Align.LEFT, pitch)
            top += len(lines) * pitch
        return [Piece(top, tuple(marks), before=mm(nd30.ADDRESSEES_GAP), keep=True)] if texts else []

    def _text(self, text: str, kind: nd30.Type, indent_mm: float, pitch: float | None = None) -> list[Piece]:
        """A paragraph, a piece a line; its first two and its last two lines stay together."""
        step = pitch or mm(nd30.BODY_PITCH)
        indent = mm(indent_mm)
        lines = self._setter.lines(kind, text, self._width, indent)
        last = len(lines) - 1
        made: list[Piece] = []
        for at, line in enumerate(lines):
            x = indent if at == 0 else 0.0
            words = self._setter.justify(kind, line, Span(x, self._width - x), ascent(kind))
            bound = last > 0 and (at == 0 or at == last - 1)
            made.append(Piece(step, (words,), before=_GAP if at == 0 else 0.0, keep=bound and at != last))
        return made

    def _closing(self, block: Closing) -> Piece:
        width = mm(nd30.SIGNATURE_WIDTH_LANDSCAPE if self._page.landscape else nd30.SIGNATURE_WIDTH_PORTRAIT)
        left = self._width - width
        right = Span(left, width)
        marks: list[Mark] = []
        top = 0.0
        for text in block.authority:
            lines = self._setter.lines(nd30.AUTHORITY, text, width)
            pitch = mm(nd30.AUTHORITY_PITCH)
            marks += stacked(self._setter, nd30.AUTHORITY, lines, right, top, Align.CENTRE, pitch)
            top += len(lines) * pitch
        top += mm(nd30.SIGNATURE_ROOM)
        name = self._setter.lines(nd30.SIGNER, block.name, width)
        marks += stacked(self._setter, nd30.SIGNER, name, right, top, Align.CENTRE)
        top += len(name) * single(nd30.SIGNER)
        list_marks, list_bottom = self._recipients(block.recipients, left)
        return Piece(max(top, list_bottom), (*list_marks, *marks), before=mm(nd30.CLOSING_GAP))

    def _recipients(self, names: Sequence[str], width: float) -> tuple[list[Mark], float]:
        if not names:
            return [], 0.0
        head = stacked(
            self._setter, nd30.RECIPIENTS_HEAD, [Line(RECIPIENTS_HEAD, last=True)], Span(0.0, width), 0.0, Align.LEFT
        )
        marks: list[Mark] = list(head)
        top = single(nd30.RECIPIENTS_HEAD)
        pitch = mm(nd30.RECIPIENTS_PITCH)
        for text in recipient_lines(names):
            lines = self._setter.lines(nd30.RECIPIENTS, text, width - mm(nd30.CELL_PADDING_X))
            marks += stacked(self._setter, nd30.RECIPIENTS, lines, Span(0.0, width), top, Align.LEFT, pitch)
            top += len(lines) * pitch
        return marks, top

    def _large(self, block: Large) -> Piece:
        kind = nd30.Type(block.size, bold=block.bold)
        words = self._centred([(kind, block.text)], self._whole)
        return Piece(len(words) * single(kind), tuple(words), before=_GAP, keep=True)

    def _chart(self, chart: Chart) -> Piece:
        return chart_piece(chart, self._setter, self._width)

    def _annex(self, annex: Annex) -> Piece:
        texts = [(nd30.ANNEX_LABEL, annex.label), (nd30.ANNEX_TITLE, annex.title)]
        texts += [(nd30.ANNEX_ORIGIN, annex.origin)] if annex.origin else []
        words = self._centred(texts, self._whole)
        bottom = words[-1].y + single(nd30.ANNEX_TITLE) - ascent(nd30.ANNEX_TITLE)
        return Piece(bottom, tuple(words), keep=True, new_section=True)


def _bind_last(pieces: list[Piece], lines: int) -> None:
    """Bind the last `lines` lines or rows to what comes next, so that a signature never stands alone."""
    at = len(pieces) - 1
    while at >= 0 and lines > 0:
        pieces[at] = replace(pieces[at], keep=True)
        lines -= pieces[at].lines
        at -= 1
