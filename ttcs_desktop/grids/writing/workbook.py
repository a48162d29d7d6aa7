"""A table as an Excel workbook: the least of Office Open XML (ECMA-376, SpreadsheetML) that Excel and LibreOffice want.

Days and hours are real ones, texts are texts for good (a cell that begins like a formula stays a text when it is
edited), the head stays in sight and stands again on each printed page. The same table gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import math
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from ttcs_desktop.grids.writing.cells import Fact, Sheet, clean, like_formula

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_TYPES: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DECLARED: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
_ZERO: Final = dt.datetime(1899, 12, 30)  # noqa: DTZ001  a sheet knows no zone: wall clock
_FIRST_SURE_DAY: Final = dt.date(1900, 3, 1)  # before it Excel counts a day that no calendar has
_ESCAPED: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_NAME: Final = re.compile(r"[\[\]:*?/\\]")
_NARROWEST, _WIDEST, _MEASURED = 6, 60, 500
_LINE, _MOST_LINES = 15, 20  # points; a row of Excel is 409 tall at most
_BROAD: Final = 1.1  # an average letter in widths of the digit that columns are measured by
_MOST_ROWS: Final = 1_048_575  # below the head

# Places in cellXfs below.
_PLAIN, _HEAD, _TEXT, _LIKE_FORMULA, _DAY, _MOMENT, _CLOCK, _SECONDS, _WHOLE = range(9)
_DIGITS: Final = 3  # a decimal number is shown with its own digits, up to so many
_STYLES: Final = f"""{_DECLARED}<styleSheet xmlns="{_MAIN}">
<numFmts count="{5 + _DIGITS}"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" \
formatCode="dd/mm/yyyy hh:mm"/><numFmt numFmtId="166" formatCode="hh:mm"/><numFmt numFmtId="167" \
formatCode="hh:mm:ss"/>{
    "".join(
        f'<numFmt numFmtId="{168 + digits}" formatCode="#,##0{"." + "0" * digits if digits else ""}"/>'
        for digits in range(_DIGITS + 1)
    )
}</numFmts>
<fonts count="2"><font><sz val="11"/><name val="Arial"/></font>\
<font><b/><sz val="11"/><name val="Arial"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>\
<fill><patternFill patternType="solid"><fgColor rgb="FFEDF1F4"/><bgColor indexed="64"/></patternFill></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="{9 + _DIGITS}">
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf>
<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" \
applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">\
<alignment horizontal="left" vertical="top" wrapText="1" indent="1"/></xf>
<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1" \
applyAlignment="1"><alignment horizontal="left" vertical="top" wrapText="1" indent="1"/></xf>
{
    "".join(
        f'<xf numFmtId="{164 + at}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" '
        'applyAlignment="1"><alignment vertical="top"/></xf>'
        for at in range(5 + _DIGITS)
    )
}
</cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
</styleSheet>"""


def workbook_bytes(sheets: Sequence[Sheet]) -> bytes:
    """A workbook of one table a sheet, in order; the first is shown.

    Raises:
        ValueError: no table, or one with more rows than a sheet has.
    """
    if not sheets or any(len(sheet.rows) > _MOST_ROWS for sheet in sheets):
        raise ValueError("a workbook needs tables that fit its sheets")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in _parts(sheets):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, text.encode())
    return out.getvalue()


def _parts(sheets: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    numbers = range(1, len(sheets) + 1)
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" ContentType="{_TYPES}.worksheet+xml"/>' for at in numbers
    )
    yield (
        "[Content_Types].xml",
        f'{_DECLARED}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{_TYPES}.sheet.main+xml"/><Override PartName="/xl/styles.xml" '
        f'ContentType="{_TYPES}.styles+xml"/>{kinds}</Types>',
    )
    yield "_rels/.rels", _relations([("rId1", "officeDocument", "xl/workbook.xml")])
    yield "xl/workbook.xml", _workbook(sheets)
    listed = [(f"rId{at}", "worksheet", f"worksheets/sheet{at}.xml") for at in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations([*listed, (f"rId{len(sheets) + 1}", "styles", "styles.xml")])
    yield "xl/styles.xml", _STYLES
    for at, sheet in enumerate(sheets, 1):
        yield f"xl/worksheets/sheet{at}.xml", "".join(_worksheet(sheet, shown=at == 1))


def _relations(listed: Iterable[tuple[str, str, str]]) -> str:
    inner = "".join(f'<Relationship Id="{one}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for one, kind, to in listed)
    return f'{_DECLARED}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _workbook(sheets: Sequence[Sheet]) -> str:
    names = _names(sheets)
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{at}" r:id="rId{at}"/>' for at, name in enumerate(names, 1)
    )
    titles = "".join(
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{at}">{escape(_quoted(name))}!$1:$1</definedName>'
        for at, name in enumerate(names)
    )
    return (
        f'{_DECLARED}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/></bookViews>'
        f"<sheets>{listed}</sheets><definedNames>{titles}</definedNames></workbook>"
    )


def _names(sheets: Sequence[Sheet]) -> list[str]:
    """Names as Excel takes them: at most 31 letters, none of []:*?/\\, each once."""
    made: list[str] = []
    for at, sheet in enumerate(sheets, 1):
        tidied = " ".join(_NO_NAME.sub(" ", _NOT_XML.sub("", clean(sheet.name))).split()).strip("'")
        name = tidied[:31].strip().strip("'") or f"{at}"
        taken = {one.casefold() for one in made}
        while name.casefold() in taken:
            name = f"{name[: 30 - len(str(at))]} {at}"
            at += 1  # noqa: PLW2901 (the next number that is free)
        made.append(name)
    return made


def _quoted(name: str) -> str:
    doubled = name.replace("'", "''")
    return f"'{doubled}'"


def _worksheet(sheet: Sheet, *, shown: bool) -> Iterator[str]:
    last = f"{_letters(len(sheet.heads))}{len(sheet.rows) + 1}" if sheet.heads else "A1"
    wide = _widths(sheet)
    widths = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(wide, 1)
    )
    yield (
        f'{_DECLARED}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{last}"/><sheetViews><sheetView tabSelected="{int(shown)}"'
        f' workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
        f"</sheetViews>{f'<cols>{widths}</cols>' if widths else ''}<sheetData>"
    )
    yield _row(1, [(_HEAD, head) for head in sheet.heads], wide)
    for at, row in enumerate(sheet.rows, 2):
        yield _row(at, [(_style(fact), fact) for fact in row], wide)
    filtered = f'<autoFilter ref="A1:{last}"/>' if sheet.heads and sheet.rows else ""
    yield (
        f'</sheetData>{filtered}<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _row(number: int, cells: Sequence[tuple[int, Fact]], wide: Sequence[float]) -> str:
    made = [_cell(f"{_letters(at)}{number}", style, fact) for at, (style, fact) in enumerate(cells, 1)]
    texts = ((fact, width) for (_, fact), width in zip(cells, wide, strict=True) if isinstance(fact, str))
    lines = min(_MOST_LINES, max((_lines(text, width) for text, width in texts), default=1))
    # Not every program works out how tall broken lines make a row.
    tall = f' ht="{lines * _LINE}" customHeight="1"' if lines > 1 else ""
    return f'<row r="{number}"{tall}>{"".join(made)}</row>'


def _lines(text: str, width: float) -> int:
    """Lines a text takes in a column, rather one too many."""
    return sum(max(1, math.ceil(len(line) * _BROAD / (width - 3))) for line in text.split("\n"))


def _style(fact: Fact) -> int:
    if isinstance(fact, str):
        return _LIKE_FORMULA if like_formula(clean(fact)) else _TEXT
    if isinstance(fact, dt.time):
        return _SECONDS if fact.second else _CLOCK
    if isinstance(fact, dt.datetime):
        return _MOMENT
    if isinstance(fact, Decimal) and fact.is_finite():
        return _WHOLE + min(_DIGITS, max(0, -int(fact.as_tuple().exponent)))
    return _DAY if isinstance(fact, dt.date) else _PLAIN


def _cell(place: str, style: int, fact: Fact) -> str:
    if fact is None or fact == "":
        return ""
    if isinstance(fact, bool):
        return f'<c r="{place}" t="b"><v>{int(fact)}</v></c>'
    number = _number(fact)
    if number is not None:
        return f'<c r="{place}" s="{style}"><v>{number}</v></c>'
    text = fact if isinstance(fact, str) else _long_ago(fact)
    inner = escape(_ESCAPED.sub("_x005F_", _NOT_XML.sub("", clean(text))))
    style = style if isinstance(fact, str) else _TEXT
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{inner}</t></is></c>'


def _long_ago(fact: Fact) -> str:
    return f"{fact.day:02d}/{fact.month:02d}/{fact.year}" if isinstance(fact, dt.date) else str(fact)


def _number(fact: Fact) -> str | None:
    """What a workbook stores for a number, a day or an hour; None for what it can only hold as a text."""
    if isinstance(fact, int):
        return str(fact) if abs(fact) < 10**15 else None
    if isinstance(fact, float | Decimal):
        return f"{fact}" if math.isfinite(fact) and abs(float(fact)) < 1e15 else None
    if isinstance(fact, dt.time):
        return f"{dt.timedelta(hours=fact.hour, minutes=fact.minute, seconds=fact.second) / dt.timedelta(days=1)!r}"
    if isinstance(fact, dt.datetime):
        if fact.tzinfo is not None or fact.date() < _FIRST_SURE_DAY:
            return None
        return f"{(fact - _ZERO) / dt.timedelta(days=1)!r}"
    if isinstance(fact, dt.date):
        return str(fact.toordinal() - _ZERO.toordinal()) if fact >= _FIRST_SURE_DAY else None
    return None


def _widths(sheet: Sheet) -> list[float]:
    """Letters a column needs, by its first rows: wide texts are broken into lines."""
    made: list[float] = []
    for at, head in enumerate(sheet.heads):
        longest = max((_length(row[at]) for row in sheet.rows[:_MEASURED]), default=0)
        made.append(float(min(_WIDEST, max(_NARROWEST, math.ceil(longest * _BROAD) + 3, min(len(head), 16) + 3))))
    return made


def _length(fact: Fact) -> int:
    if isinstance(fact, str):
        return max((len(line) for line in fact.split("\n")), default=0)
    if isinstance(fact, dt.datetime):
        return 16
    return 10 if isinstance(fact, dt.date) else len(str(fact)) if fact is not None else 0


def _letters(number: int) -> str:
    """The name of a column from 1: A, Z, AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
