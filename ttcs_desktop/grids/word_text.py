"""The running text of a Word file (.docx): its paragraphs and the rows of its tables as lines, and its headings."""

from __future__ import annotations

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.grids.container import Container
from ttcs_desktop.grids.markup import Element, attribute, child, inside, local
from ttcs_desktop.grids.numbering import Numbering
from ttcs_desktop.grids.word import LineReader

_HEADINGS = ("heading", "title")


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line as it is read, NFC without superfluous space; `heading` when it stands in a style of headings."""

    text: str
    heading: bool = False


def word_lines(data: bytes) -> tuple[TextLine, ...]:
    """The lines of a file in the order of the paper; empty ones stand between paragraphs as they do there.

    Tracked insertions count, deletions do not; automatic numbers become text; a row of a table is one line.

    Raises InvalidInput("file", …) as `grids.word.read_word` does for the same bytes.
    """
    container = Container(data)
    body = child(container.document(), "body")
    if body is None:
        return ()
    styles = container.sibling("styles")
    headings = _heading_styles(styles)
    reader = LineReader(Numbering(container.sibling("numbering"), styles))
    lines: list[TextLine] = []
    for element in inside(body, "p", "tbl"):
        if local(element) == "p":
            heading = _is_heading(element, headings)
            lines += [TextLine(line, heading and bool(line)) for line in reader.paragraph(element)]
        else:
            lines += [TextLine(line) for line in reader.table(element) if line]
    return tuple(lines)


def _heading_styles(styles: Element | None) -> frozenset[str]:
    """The ids of the styles that are named as headings, in any language of Word: built-in names stay English."""
    found = set()
    for style in styles if styles is not None else ():
        name = child(style, "name") if local(style) == "style" else None
        if name is not None and attribute(name, "val").lower().startswith(_HEADINGS):
            found.add(attribute(style, "styleId"))
    return frozenset(found)


def _is_heading(paragraph: Element, headings: frozenset[str]) -> bool:
    style = child(paragraph, "pPr", "pStyle")
    return child(paragraph, "pPr", "outlineLvl") is not None or (
        style is not None and attribute(style, "val") in headings
    )
