"""The register of what came in: its ten columns, one line a paper, on paper and for Word."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.directives.papers import KH184
from tests.wards import make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.directives.model import Directive
from ttcs_desktop.papers.docx import write_docx
from ttcs_desktop.papers.model import Document, Table
from ttcs_desktop.workspace import Workspace
from ui.kit.paper.draw import Sheets
from ui.workflows.papers import register_document

FIRST, LAST = dt.date(2026, 1, 1), dt.date(2026, 6, 2)


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    made = make_ward(tmp_path_factory.mktemp("ward"))
    arrived = dt.date(2026, 3, 2)
    whole = replace(KH184, arrived_on=arrived, receiver="Phòng Văn hóa - Xã hội", handed_on=arrived, note="Bản gốc")
    made.directives.save(whole)
    made.directives.save(Directive(subject="Năm trước", arrived_on=dt.date(2025, 12, 31)))
    made.directives.save(Directive(number="1", subject="Luật không vào sổ"))
    for number in range(40):
        made.directives.save(Directive(number=str(number + 200), notation="BC-UBND", arrived_on=LAST), twice=True)
    yield made
    made.close()


def table_of(document: Document) -> Table:
    return next(block for block in document.blocks if isinstance(block, Table))


def test_one_line_a_paper_in_the_columns_of_the_form(ward: Workspace) -> None:
    document = register_document(ward, FIRST, LAST)
    table = table_of(document)
    assert document.page.landscape
    assert [" ".join(column.head.split()) for column in table.columns] == [
        "Ngày đến",
        "Số đến",
        "Tác giả",
        "Số, ký hiệu",
        "Ngày tháng",
        "Tên loại và trích yếu nội dung",
        "Đơn vị hoặc người nhận",
        "Ngày chuyển",
        "Ký nhận",
        "Ghi chú",
    ]
    assert len(table.rows) == 41
    assert table.rows[0].cells == (
        "02/3/2026",
        "1",
        "Sở Văn hóa và Thể thao",
        "184/KH-SVHTT",
        "31/3/2025",
        "Kế hoạch Tổ chức hoạt động thông tin cơ sở năm 2025",
        "Phòng Văn hóa - Xã hội",
        "02/3/2026",
        "",
        "Bản gốc",
    )
    assert [row.cells[1] for row in table.rows] == [str(number) for number in range(1, 42)]


def test_days_without_papers_say_so_and_days_turned_round_are_refused(ward: Workspace) -> None:
    empty = table_of(register_document(ward, dt.date(2024, 1, 1), dt.date(2024, 1, 2)))
    assert "Không có văn bản đến" in "".join(filter(None, empty.rows[0].cells))
    with pytest.raises(InvalidInput):
        register_document(ward, LAST, FIRST)


def test_it_is_drawn_and_written_for_word(qapp: object, ward: Workspace, tmp_path: Path) -> None:
    document = register_document(ward, FIRST, LAST)
    assert 2 <= len(Sheets(document)) <= 3
    write_docx(document, tmp_path / "so.docx")
    text = zipfile.ZipFile(tmp_path / "so.docx").read("word/document.xml").decode()
    assert 'w:orient="landscape"' in text
    assert "184/KH-SVHTT" in text
