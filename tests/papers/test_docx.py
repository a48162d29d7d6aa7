"""The .docx twin, opened again: the same blocks, widths and margins as the paper, and nothing of the library."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Length

import resources
from tests.papers import boxes, samples
from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.papers.docx import docx_bytes, write_docx
from ttcs_desktop.papers.model import Annex, Column, Document, Paragraph, Row, Table


def opened(document: Document) -> docx.document.Document:
    return docx.Document(io.BytesIO(docx_bytes(document)))


def mm(length: Length | int) -> float:
    return Length(length).mm


def all_text(file: docx.document.Document) -> str:
    return " ".join(node.text or "" for node in file.element.body.iter(qn("w:t")))


@pytest.mark.parametrize(("make", "size"), [(samples.week, (297, 210)), (samples.half_year, (210, 297))])
def test_sheet_and_margins_are_those_of_the_decree(make: object, size: tuple[int, int]) -> None:
    section = opened(make()).sections[0]
    assert (mm(section.page_width), mm(section.page_height)) == pytest.approx(size, abs=0.1)
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [mm(side) for side in sides] == pytest.approx([20, 20, 30, 15], abs=0.1)


def test_the_report_says_the_same_in_the_same_order() -> None:
    document = samples.half_year()
    file = opened(document)
    paragraphs = [paragraph.text for paragraph in file.paragraphs if paragraph.text]
    expected = [block.text for block in document.blocks if hasattr(block, "text")]
    assert [text for text in paragraphs if text in expected] == expected
    assert paragraphs[:3] == [
        "BÁO CÁO",
        "Kết quả hoạt động thông tin cơ sở 6 tháng đầu năm 2026",
        "Kính gửi: Sở Văn hóa và Thể thao.",
    ]
    head, figures, closing = file.tables
    assert head.cell(1, 0).text == "Số:      /BC-UBND"
    assert head.cell(1, 1).text == "Mẫu, ngày      tháng      năm 2026"
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert [[cell.text for cell in row.cells] for row in figures.rows[1:]] == [list(row.cells) for row in table.rows]
    assert closing.cell(0, 0).text.splitlines()[0] == "Nơi nhận:"
    assert closing.cell(0, 1).text.splitlines()[-1] == "Trần Văn Minh"


def test_columns_and_cells_both_carry_their_width() -> None:
    table = opened(samples.week()).tables[1]
    expected = [10, 23, 14, 27, 17, 77, 25, 24, 17, 18]
    grid = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.findall(qn("w:gridCol"))]
    assert [width / 1440 * 25.4 for width in grid] == pytest.approx(expected, abs=0.1)
    for line in table._tbl.tr_lst:
        cells = [int(cell.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for cell in line.tc_lst]
        assert cells == grid


def test_the_head_row_repeats_and_no_row_is_cut() -> None:
    table = opened(samples.week()).tables[1]
    lines = table._tbl.tr_lst
    assert [line.trPr.find(qn("w:tblHeader")) is not None for line in lines] == [True] + [False] * 17
    assert all(line.trPr.find(qn("w:cantSplit")) is not None for line in lines)


def test_day_and_session_are_merged_over_their_rows() -> None:
    table = opened(samples.week()).tables[1]
    wednesday = [table.cell(row, 1) for row in range(5, 9)]
    assert {cell.text for cell in wednesday} == {"Thứ Tư\n03/6"}
    assert len({id(cell._tc) for cell in wednesday}) == 1
    assert [table.cell(row, 2).text for row in range(5, 9)] == ["Sáng", "Sáng", "Sáng", "Chiều"]


def test_rows_of_a_day_are_bound_to_each_other_but_not_to_the_next_day() -> None:
    lines = opened(samples.week()).tables[1]._tbl.tr_lst
    bound = ["w:keepNext" in line.xml for line in lines]
    # head, then days of 2, 2, 4, 3, 4, 2 rows
    assert bound == [
        True,
        True,
        False,
        True,
        False,
        *[True] * 3,
        False,
        True,
        True,
        False,
        *[True] * 3,
        False,
        True,
        False,
    ]


def test_the_language_is_vietnamese_and_the_face_times() -> None:
    file = opened(samples.week())
    languages = file.styles.element.findall(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert [language.get(qn("w:val")) for language in languages] == ["vi-VN"]
    assert file.styles["Normal"].font.name == "Times New Roman"
    assert file.styles["Normal"].paragraph_format.line_spacing == 1.0


def test_tables_begin_at_the_margin_as_in_todays_word() -> None:
    settings = opened(samples.week()).settings.element
    modes = [item for item in settings.iter(qn("w:compatSetting")) if item.get(qn("w:name")) == "compatibilityMode"]
    assert [mode.get(qn("w:val")) for mode in modes] == ["15"]
    assert "ja-JP" not in settings.xml


def test_the_page_number_stands_in_the_header_from_page_two() -> None:
    section = opened(samples.week()).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_the_properties_name_the_paper_and_no_library() -> None:
    data = docx_bytes(samples.half_year())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        core = package.read("docProps/core.xml").decode()
        assert not any("thumbnail" in name for name in package.namelist())
    assert "python" not in core
    assert "Báo cáo kết quả hoạt động thông tin cơ sở" in core


def test_the_same_paper_gives_the_same_bytes() -> None:
    assert docx_bytes(samples.week()) == docx_bytes(samples.week())


def test_a_trial_says_so_on_the_first_and_the_other_pages() -> None:
    section = opened(replace(samples.week(), trial=True)).sections[0]
    for footer in (section.first_page_footer, section.footer):
        assert footer.paragraphs[0].text == "BẢN DÙNG THỬ"


def test_an_annex_starts_a_page_and_counts_for_itself() -> None:
    blocks = (Paragraph("Nội dung."), Annex("Phụ lục I", "DANH MỤC"), Paragraph("Một."))
    file = opened(Document("Thử", blocks))
    assert len(file.sections) == 2
    assert re.search(r'<w:pgNumType[^>]*w:start="1"', file.sections[1]._sectPr.xml)
    assert [paragraph.text for paragraph in file.paragraphs if paragraph.text] == [
        "Nội dung.",
        "Phụ lục I",
        "DANH MỤC",
        "Một.",
    ]


def test_untrusted_text_neither_breaks_the_file_nor_becomes_markup() -> None:
    hostile = "<w:p/>\x00 & \x1b[31m \ud800 đỏ\u202e"
    document = Document(hostile, (Paragraph(hostile), Table((Column(hostile, 1),), (Row((hostile,)),))))
    assert all_text(opened(document)).count("<w:p/> & [31m  đỏ") == 3


def test_a_table_without_rows_and_a_thousand_rows_are_written() -> None:
    columns = (Column("TT", 20), Column("Việc", 145))
    rows = tuple(Row((str(at), f"việc {at}")) for at in range(1000))
    empty, full = (opened(Document("Thử", (Table(columns, part),))).tables[0] for part in ((), rows))
    assert len(empty._tbl.tr_lst) == 1
    assert len(full._tbl.tr_lst) == 1001


def test_a_folder_that_is_gone_is_the_machines_trouble(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        write_docx(samples.week(), tmp_path / "gone" / "a.docx")
    assert caught.value.code == "paper_not_written"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_the_report_on_two_pages_within_the_margins(tmp_path: Path) -> None:
    write_docx(samples.half_year(), tmp_path / "report.docx")
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "report.docx"]
    fonts = {**os.environ, "FONTCONFIG_FILE": str(times_by_tinos(tmp_path))}
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180, env=fonts)
    words = boxes.read_words(tmp_path / "report.pdf")
    assert {word.page for word in words} == {1, 2}
    assert min(word.left for word in words) >= 29.5
    assert max(word.right for word in words) <= 195.5
    number, date = boxes.find(words, "Số:"), boxes.find(words, "Mẫu, ngày")
    assert number.baseline == pytest.approx(date.baseline, abs=0.5)
    assert [word.text for word in words if word.top < 18] == ["2"]


def times_by_tinos(folder: Path) -> Path:
    """A machine with one text face: Tinos, which has the widths of the Times New Roman that an office has."""
    settings = folder / "fonts.conf"
    settings.write_text(
        f"""<?xml version="1.0"?><fontconfig><dir>{resources.path("fonts")}</dir><cachedir>{folder / "cache"}</cachedir>
        <match target="pattern"><test name="family"><string>Times New Roman</string></test>
        <edit name="family" mode="assign" binding="same"><string>Tinos</string></edit></match></fontconfig>""",
        encoding="utf-8",
    )
    return settings
