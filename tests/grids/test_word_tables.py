"""What a reader of the paper sees is what the blocks hold."""

from __future__ import annotations

from pathlib import Path

import docx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.grids.words import body, cell, paragraph, table, text, write_word
from ttcs_desktop.grids.block import Merge
from ttcs_desktop.grids.word import read_word
from ttcs_desktop.vietnamese.text import tidy


def only_text(tmp_path: Path, inner: str) -> str:
    (block,) = read_word(write_word(tmp_path / "o.docx", body(table(cell(inner)))))
    return block.rows[0][0].text


def test_paragraphs_and_breaks_are_lines_and_white_space_is_tidied(tmp_path: Path) -> None:
    inner = paragraph(text("  Phòng \u00a0Văn   hóa ") + "<w:r><w:br/></w:r>" + text("Xã\u200a hội")) + paragraph(
        text("Công an")
    )
    assert only_text(tmp_path, inner) == "Phòng Văn hóa\nXã hội\nCông an"


def test_text_is_composed(tmp_path: Path) -> None:
    assert only_text(tmp_path, paragraph(text("Ha\u0300ng na\u0306m"))) == "Hàng năm"


def test_tracked_insertions_count_and_deletions_do_not(tmp_path: Path) -> None:
    inner = paragraph(
        text("Hằng ") + "<w:del><w:r><w:delText>tháng</w:delText></w:r></w:del>" + f"<w:ins>{text('quý')}</w:ins>"
        f"<w:moveFrom>{text(' cũ')}</w:moveFrom><w:moveTo>{text(' mới')}</w:moveTo>"
    )
    assert only_text(tmp_path, inner) == "Hằng quý mới"


def test_a_deleted_row_is_gone(tmp_path: Path) -> None:
    gone = f"<w:trPr><w:del/></w:trPr>{cell(paragraph(text('bỏ')))}"
    (block,) = read_word(write_word(tmp_path / "r.docx", body(table(cell(paragraph(text("còn"))), gone))))
    assert [row[0].text for row in block.rows] == ["còn"]


def test_links_controls_fields_and_symbols_keep_their_text(tmp_path: Path) -> None:
    inner = paragraph(
        f"<w:hyperlink>{text('Cổng ')}</w:hyperlink>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{text('thông ')}</w:sdtContent></w:sdt>"
        f"<w:fldSimple>{text('tin')}</w:fldSimple><w:r><w:instrText>PAGE</w:instrText></w:r>"
        '<w:r><w:noBreakHyphen/><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    )
    assert only_text(tmp_path, inner) == "Cổng thông tin-•"


def test_a_block_control_around_rows_and_cells_is_seen_through(tmp_path: Path) -> None:
    wrapped = f"<w:sdt><w:sdtContent>{cell(paragraph(text('trong')))}</w:sdtContent></w:sdt>"
    inner = f"<w:tbl><w:sdt><w:sdtContent><w:tr>{wrapped}</w:tr></w:sdtContent></w:sdt></w:tbl>"
    (block,) = read_word(write_word(tmp_path / "s.docx", body(f"<w:sdt><w:sdtContent>{inner}</w:sdtContent></w:sdt>")))
    assert block.rows[0][0].text == "trong"


def test_a_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph(text('trong khung'))}</w:txbxContent>"
    drawing = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert only_text(tmp_path, paragraph(text("ngoài") + drawing)) == "ngoài\ntrong khung"


def test_the_strict_format_reads_alike(tmp_path: Path) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    document = body(table(cell(paragraph(text("chuẩn")))), strict)
    (block,) = read_word(write_word(tmp_path / "strict.docx", document))
    assert block.rows[0][0].text == "chuẩn"


def test_merges_to_the_right_and_down_know_their_span(tmp_path: Path) -> None:
    document = docx.Document()
    grid = document.add_table(3, 3)
    grid.cell(0, 0).text, grid.cell(1, 0).text = "rộng", "cao"
    grid.cell(2, 2).text, grid.cell(1, 1).text, grid.cell(1, 2).text = "góc", "giữa", "bên"
    grid.cell(0, 0).merge(grid.cell(0, 2))
    grid.cell(1, 0).merge(grid.cell(2, 0))
    document.save(str(tmp_path / "m.docx"))
    (block,) = read_word(tmp_path / "m.docx")
    assert [cell.merge for cell in block.rows[0]] == [Merge.OWN, Merge.FROM_LEFT, Merge.FROM_LEFT]
    assert (block.rows[0][0].col_span, block.rows[0][0].row_span) == (3, 1)
    assert (block.rows[1][0].row_span, block.rows[2][0].merge, block.rows[2][0].text) == (2, Merge.FROM_ABOVE, "cao")
    assert block.rows[2][0].own_text == ""


def test_grid_columns_no_row_begins_in_are_left_out(tmp_path: Path) -> None:
    wide = cell(paragraph(text("a")), '<w:gridSpan w:val="3"/>') + cell(paragraph(text("b")))
    (block,) = read_word(write_word(tmp_path / "g.docx", body(table(wide, wide))))
    assert (block.width, [cell.col_span for cell in block.rows[0]]) == (2, [1, 1])


def test_lines_before_a_table_are_its_titles(tmp_path: Path) -> None:
    one = table(cell(paragraph(text("1"))))
    document = body(paragraph(text("PHỤ LỤC I")) + paragraph("") + one + paragraph(text("PHỤ LỤC II")) + one)
    blocks = read_word(write_word(tmp_path / "t.docx", document))
    assert [(block.table, block.before) for block in blocks] == [(1, ("PHỤ LỤC I",)), (2, ("PHỤ LỤC II",))]


def test_a_nested_table_knows_its_parent(tmp_path: Path) -> None:
    inner = table(cell(paragraph(text("trong"))))
    blocks = read_word(write_word(tmp_path / "n.docx", body(table(cell(paragraph(text("ngoài")) + inner)))))
    assert [(block.table, block.parent) for block in blocks] == [(1, None), (2, 1)]
    assert blocks[0].rows[0][0].text == "ngoài\ntrong"


NUMBERING = """<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2.%3)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0">
<w:numFmt w:val="bullet"/><w:lvlText w:val="&#61623;"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>'
    "</Relationships>"
)


def counted(level: int, number: int = 1, words: str = "") -> str:
    mark = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    return cell(f"<w:p>{mark}{text(words)}</w:p>")


def test_automatic_numbers_of_every_level_are_written_out(tmp_path: Path) -> None:
    rows = table(
        counted(0), counted(1), counted(1), counted(2), counted(0), counted(1), counted(0, 2, "Công an phường")
    )
    parts = {"word/numbering.xml": NUMBERING, "word/_rels/document.xml.rels": RELS}
    (block,) = read_word(write_word(tmp_path / "so.docx", body(rows), parts))
    assert [row[0].text for row in block.rows] == ["I.", "1", "2", "2.a)", "II.", "1", "- Công an phường"]


words = st.text(alphabet="abcđêốư ABC1,;.-–", max_size=20).map(tidy)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(words, min_size=width, max_size=width), min_size=1, max_size=6)
    )
)
def test_any_table_reads_back_equal(tmp_path: Path, rows: list[list[str]]) -> None:
    document = docx.Document()
    grid = document.add_table(len(rows), len(rows[0]))
    for row, cells in enumerate(rows):
        for column, content in enumerate(cells):
            grid.cell(row, column).text = content
    document.save(str(tmp_path / "bat-ky.docx"))
    (block,) = read_word(tmp_path / "bat-ky.docx")
    assert [[cell.text for cell in row] for row in block.rows] == rows
