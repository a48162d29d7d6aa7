"""Excel files written part by part: what Excel writes, and what it would never write by itself."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
PLAIN, BOLD, DAY, OWN_DAY, MONTH, SHARE, CLOCK = range(7)
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="3">'
    '<numFmt numFmtId="164" formatCode="dd\\/mm\\/yyyy;@"/><numFmt numFmtId="165" formatCode="[$-42A]mm/yyyy"/>'
    '<numFmt numFmtId="166" formatCode="&quot;năm&quot;\\ 0"/></numFmts>'
    "<fonts><font/><font><b/></font></fonts><cellXfs>"
    '<xf numFmtId="0" fontId="0"/><xf numFmtId="0" fontId="1"/><xf numFmtId="14" fontId="0"/>'
    '<xf numFmtId="164" fontId="0"/><xf numFmtId="165" fontId="0"/><xf numFmtId="9" fontId="0"/>'
    '<xf numFmtId="22" fontId="0"/><xf numFmtId="166" fontId="0"/></cellXfs></styleSheet>'
)


@dataclass(frozen=True)
class Raw:
    """A cell as its XML: attributes and content of the `c` element."""

    attributes: str
    content: str


@dataclass(frozen=True)
class Number:
    """A number cell in a style."""

    value: float
    style: int = PLAIN


Content = str | int | Number | Raw | None


def sheet(rows: Sequence[Sequence[Content]], merges: Sequence[str] = (), first_row: int = 1) -> str:
    """A sheet part; None leaves the cell out."""
    lines = []
    for number, row in enumerate(rows, start=first_row):
        cells = "".join(_cell(f"{letters(place)}{number}", content) for place, content in enumerate(row))
        lines.append(f'<row r="{number}">{cells}</row>')
    merged = "".join(f'<mergeCell ref="{ref}"/>' for ref in merges)
    tail = f"<mergeCells>{merged}</mergeCells>" if merges else ""
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(lines)}</sheetData>{tail}</worksheet>'


def letters(place: int) -> str:
    """The letters of a column from 0."""
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def write_workbook(
    path: Path,
    sheets: Mapping[str, str],
    *,
    parts: Mapping[str, str | bytes] | None = None,
    states: Mapping[str, str] | None = None,
    active: int = 0,
    properties: str = "",
) -> Path:
    """An .xlsx with these sheet parts by name, and further `parts`."""
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"{_state((states or {}).get(name, ""))}/>'
        for number, name in enumerate(sheets, start=1)
    )
    book = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{LINK}">{properties}<bookViews><workbookView activeTab="{active}"/>'
        f"</bookViews><sheets>{listed}</sheets></workbook>"
    )
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{LINK}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    links += f'<Relationship Id="rIdS" Type="{LINK}/styles" Target="styles.xml"/>'
    links += f'<Relationship Id="rIdT" Type="{LINK}/sharedStrings" Target="sharedStrings.xml"/>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        root = f'<Relationship Id="r" Type="{LINK}/officeDocument" Target="xl/workbook.xml"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}">{root}</Relationships>')
        written: dict[str, str | bytes] = {
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{links}</Relationships>',
            "xl/styles.xml": STYLES,
            **{f"xl/worksheets/sheet{number}.xml": part for number, part in enumerate(sheets.values(), start=1)},
            **(parts or {}),
        }
        for name, content in written.items():
            archive.writestr(name, content)
    return path


def shared_strings(*items: str) -> dict[str, str]:
    """The part with the shared strings, each as the inside of its `si`."""
    inside = "".join(f"<si>{item}</si>" for item in items)
    return {"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{inside}</sst>'}


def _state(state: str) -> str:
    return f' state="{state}"' if state else ""


def _cell(place: str, content: Content) -> str:
    if content is None:
        return ""
    if isinstance(content, Raw):
        return f'<c r="{place}" {content.attributes}>{content.content}</c>'
    if isinstance(content, Number):
        return f'<c r="{place}" s="{content.style}"><v>{content.value!r}</v></c>'
    if isinstance(content, int):
        return f'<c r="{place}"><v>{content}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(content)}</t></is></c>'
