"""The papers of a frozen report: out of the snapshot alone, the same bytes again, the same numbers in every file."""

from __future__ import annotations

import csv
import datetime as dt
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from lxml import etree

from tests.papers.boxes import read_words
from tests.statistics.worked import CODE, YEAR, make_ready, worked_week
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.grids.writing.workbook import workbook_bytes
from ttcs_desktop.office.model import Role
from ttcs_desktop.papers.model import Annex, Heading, Masthead, Note, Paragraph, Row, Table
from ttcs_desktop.papers.wording import marks
from ttcs_desktop.statistics import snapshot as snapshots
from ttcs_desktop.statistics.annexes.wording import in_order
from ttcs_desktop.statistics.model import Snapshot
from ttcs_desktop.statistics.proofs.tables import sheets_of
from ttcs_desktop.workspace import Workspace
from ui.workflows.papers import manual_document, report_document, reprint_document, write_pdf
from ui.workflows.report_papers import correction_document, evidence_document, papers_of, workbook, write_papers

NAMES = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
FORMULA = "=CMD() là chữ, không phải công thức"


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Frozen twice: the correction has another number and other words."""
    made = worked_week(tmp_path_factory.mktemp("papers"))
    make_ready(made)
    made.statistics.freeze(CODE, YEAR)
    made.statistics.enter(CODE, YEAR, {"C01": Decimal(1234)}, "Đếm lại sổ giấy")
    blocks = {one.code: one for one in made.report_texts.of(made.statistics.report(CODE, YEAR))}
    made.report_texts.edit(CODE, YEAR, blocks["proposals"], FORMULA)
    for check in made.statistics.report(CODE, YEAR).checks:
        made.statistics.explain(CODE, YEAR, check.id, "Đã đối chiếu")
    made.statistics.correct(CODE, YEAR, "Đếm thiếu")
    return made


@pytest.fixture
def second(ward: Workspace) -> Snapshot:
    return ward.statistics.versions(CODE, YEAR)[1]


def tables(document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def test_a_first_version_corrects_nothing_and_every_file_has_its_name(ward: Workspace, second: Snapshot) -> None:
    first = ward.statistics.versions(CODE, YEAR)[0]
    assert [one.file for one in papers_of(ward, first)] == [
        "bao-cao.pdf",
        "bao-cao.docx",
        "bang-nhap-phan-mem.pdf",
        "bang-nhap-phan-mem.docx",
        "so-lieu.xlsx",
        "so-lieu.json",
    ]
    names = [one.file for one in papers_of(ward, second, evidence=True)]
    assert names[2:4] == ["dinh-chinh.pdf", "dinh-chinh.docx"]
    assert names[6:8] == ["ban-ghi.pdf", "ban-ghi.docx"]


def test_drawn_again_every_file_has_the_same_bytes(qapp: object, ward: Workspace, second: Snapshot, tmp_path) -> None:
    told: list[tuple[int, int, str]] = []
    first = write_papers(ward, second, tmp_path, tell=lambda *one: told.append(one), evidence=True)
    before = {path.name: path.read_bytes() for path in first}
    assert told[0] == (0, 10, "bao-cao.pdf")
    assert told[-1] == (10, 10, "")
    moment = f"{second.frozen_at.astimezone():%Y%m%d%H%M%S}".encode()
    pdf = before["bao-cao.pdf"]
    assert b"/CreationDate (D:" + moment in pdf
    assert b"/ModDate (D:" + moment in pdf
    write_papers(ward, second, tmp_path, evidence=True)
    assert {name: (tmp_path / name).read_bytes() == data for name, data in before.items()} == dict.fromkeys(
        before, True
    )
    assert before["so-lieu.json"] == second.body


def test_a_stop_between_two_papers_leaves_whole_ones(qapp: object, ward: Workspace, second: Snapshot, tmp_path) -> None:
    def stop(done: int, _all: int, _file: str) -> None:
        if done == 1:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        write_papers(ward, second, tmp_path, tell=stop)
    assert [path.name for path in tmp_path.iterdir()] == ["bao-cao.pdf"]


def test_papers_do_not_change_with_the_record(tmp_path: Path) -> None:
    ward = worked_week(tmp_path)
    make_ready(ward)
    frozen = ward.statistics.freeze(CODE, YEAR)
    before = (report_document(ward, frozen), manual_document(ward, frozen))
    for person in ward.office.approvers():
        ward.office.remove_person(person.id)
    ward.office.add_person("Lê Thị Mới", "Chủ tịch UBND phường", frozenset({Role.APPROVER}))
    block = ward.report_texts.of(ward.statistics.report(CODE, YEAR))[0]
    ward.report_texts.edit(CODE, YEAR, block, "Lời khác hẳn.")
    ward.statistics.enter(CODE, YEAR, {"C01": Decimal(7)}, "Đếm lại")
    assert (report_document(ward, frozen), manual_document(ward, frozen)) == before


def test_the_report_has_its_parts_and_an_annex_of_what_is_broken_down(ward: Workspace, second: Snapshot) -> None:
    document = report_document(ward, second)
    heads = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert heads == [
        "I. KẾT QUẢ THỰC HIỆN",
        "1. Hoạt động phát thanh",
        "2. Cơ sở vật chất, thiết bị",
        "3. Số liệu thống kê",
        "II. KHÓ KHĂN, VƯỚNG MẮC",
        "III. ĐỀ XUẤT, KIẾN NGHỊ",
        "IV. NHIỆM VỤ THỜI GIAN TỚI",
        "V. GIẢI TRÌNH SỐ LIỆU",
    ]
    said = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert FORMULA in said
    assert "Không có." in said
    assert any(isinstance(block, Annex) for block in document.blocks)
    shares = [row.cells for row in tables(document)[1].rows if row.group == "C10"]
    assert shares[-1][-1] == "6"
    assert sum(Decimal(row[-1]) for row in shares[:-1]) % 6 == 0  # each way of breaking it down gives the whole


def test_shares_stand_in_the_order_of_their_breakdown_and_say_which_where_there_are_several() -> None:
    one = in_order({"urgent": Decimal(1), "normal": Decimal(2), "priority": Decimal(3)})
    assert [words for words, _ in one] == ["Thường", "Ưu tiên", "Khẩn cấp"]
    two = in_order({"faulty": Decimal(1), "ip": Decimal(2), "working": Decimal(3), "Nhà cung cấp A": Decimal(4)})
    assert [words for words, _ in two] == [
        "Tình trạng: Hoạt động",
        "Tình trạng: Hỏng",
        "Công nghệ: Ứng dụng CNTT-VT",
        "Nhà cung cấp A",
    ]
    assert sorted(share for _, share in two) == [1, 2, 3, 4]


def test_the_correction_tells_each_figure_before_and_after(ward: Workspace, second: Snapshot) -> None:
    document = correction_document(ward, second)
    assert tables(document)[0].rows == (Row(("1", "Số buổi phát thanh (C01)", "buổi", "4", "1.234", "+1.230")),)
    said = " ".join(block.text for block in document.blocks if isinstance(block, Paragraph))
    assert "đính chính lần 01" in said
    assert "Đếm thiếu." in said
    assert "Nội dung viết lại trong báo cáo kèm theo: Hoạt động phát thanh; Đề xuất, kiến nghị." in said


def test_the_evidence_sums_to_the_figures(ward: Workspace, second: Snapshot) -> None:
    rows = tables(evidence_document(ward, second))[0].rows
    by_head: dict[str, list[Row]] = {}
    for row in rows:
        if row.banner:
            by_head[row.cells[0]] = []
        else:
            by_head[list(by_head)[-1]].append(row)
    plays = next(found for head, found in by_head.items() if head.startswith("C10."))
    assert len(plays) == 6
    shares = next(found for head, found in by_head.items() if head.startswith("C12."))
    parts = [str(row.cells[3]).split("/") for row in shares]
    assert (sum(int(part) for part, _ in parts), sum(int(whole) for _, whole in parts)) == (11, 14)


def test_the_workbook_says_what_was_frozen_in_numbers_days_and_texts(second: Snapshot) -> None:
    content = snapshots.read(second.body)
    sheets = {sheet.name: sheet for sheet in sheets_of(second)}
    assert list(sheets) == ["Số liệu", "Chia theo", "Nội dung", "Giải trình", "Bản ghi", "Bản chốt"]
    figures = {row[1]: row for row in sheets["Số liệu"].rows}
    assert list(figures) == [line["code"] for line in content["values"]]
    for line in content["values"]:
        row = figures[line["code"]]
        assert [None if one is None else Decimal(one) for one in (line["value"], line["derived"])] == [*row[4:6]]
    assert str(figures["C12"][4]) == "78.6"
    assert str(figures["C01"][4]) == "1234"
    hours = [row for row in sheets["Bản ghi"].rows if row[0] == "C02"]
    assert abs(sum(Fraction(row[3]) for row in hours) - Fraction(7, 2)) < Fraction(1, 10**5)
    assert all(isinstance(row[1], dt.date) for row in hours)


def test_its_cells_are_typed_and_no_text_is_a_formula(second: Snapshot, tmp_path: Path) -> None:
    path = tmp_path / "so-lieu.xlsx"
    path.write_bytes(workbook(second))
    with zipfile.ZipFile(path) as package:
        styles = etree.fromstring(package.read("xl/styles.xml"))
        first = etree.fromstring(package.read("xl/worksheets/sheet1.xml"))
        words = etree.fromstring(package.read("xl/worksheets/sheet3.xml"))
        everything = b"".join(package.read(name) for name in package.namelist())
    formats = {one.get("numFmtId"): one.get("formatCode") for one in styles.iter(f"{{{NAMES['m']}}}numFmt")}
    cells = styles.findall("m:cellXfs/m:xf", NAMES)
    assert styles.find("m:cellXfs", NAMES).get("count") == str(len(cells))

    def format_of(place: str) -> str | None:
        return formats.get(cells[int(first.find(f".//m:c[@r='{place}']", NAMES).get("s"))].get("numFmtId"))

    codes = {one.findtext("m:is/m:t", namespaces=NAMES): one.get("r")[1:] for one in first.iterfind(".//m:c", NAMES)}
    assert format_of(f"E{codes['C01']}") == "#,##0"
    assert format_of(f"E{codes['C02']}") == "#,##0.0"
    assert first.find(".//m:pane", NAMES).get("state") == "frozen"
    found = next(
        one for one in words.iterfind(".//m:c", NAMES) if one.findtext("m:is/m:t", namespaces=NAMES) == FORMULA
    )
    assert cells[int(found.get("s"))].get("quotePrefix") == "1"
    assert b"<f>" not in everything


def test_an_altered_version_is_no_paper(ward: Workspace, second: Snapshot, altered: Callable) -> None:
    broken = altered(second)
    for make in (report_document, manual_document, correction_document, evidence_document):
        with pytest.raises(EnvironmentProblem) as refused:
            make(ward, broken)
        assert refused.value.code == "snapshot_altered"
    with pytest.raises(EnvironmentProblem):
        workbook(broken)


@pytest.fixture
def altered() -> Callable[[Snapshot], Snapshot]:
    from dataclasses import replace

    return lambda one: replace(one, body=one.body.replace(b"1234", b"9999"))


def test_the_pdf_shows_the_correction_on_one_page(qapp: object, ward, second: Snapshot, tmp_path: Path) -> None:
    words = read_words(write_pdf(correction_document(ward, second), tmp_path / "a.pdf"))
    assert {word.page for word in words} == {1}
    assert {"1.234", "+1.230", "(C01)"} <= {word.text for word in words}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_the_same_numbers(second: Snapshot, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook_bytes(sheets_of(second)))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    kind = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "a.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    (written,) = tmp_path.glob("*.csv")
    rows = list(csv.DictReader(written.read_text("utf-8").splitlines()))
    told = {row["Mã"]: Decimal(row["Số liệu"].replace(",", "")) for row in rows if row["Số liệu"]}
    assert told == snapshots.counted_values(json.loads(second.body))


def test_a_copy_bears_number_and_day_of_the_signed_paper_and_the_frozen_one_stays(ward: Workspace, second) -> None:
    before = report_document(ward, second)
    with pytest.raises(InvalidInput, match="signature_missing"):
        reprint_document(ward, second)
    ward.statistics.note_paper(second, "57/BC-VHXH", dt.date(2026, 6, 3), "Nguyễn Văn An", "Phó Chủ tịch")
    copy = reprint_document(ward, second)
    head = next(one for one in copy.blocks if isinstance(one, Masthead))
    assert (head.number_line, head.place_and_date) == ("Số: 57/BC-VHXH", "Mẫu, ngày 03 tháng 6 năm 2026")
    assert marks(copy.trial, copy.preliminary, copy.reprint)[-1] == "BẢN IN LẠI"
    assert any(isinstance(one, Note) and "không thay bản có chữ ký" in one.text for one in copy.blocks)
    annex = next(one for one in copy.blocks if isinstance(one, Annex))
    assert "Báo cáo số 57/BC-VHXH ngày 03 tháng 6 năm 2026 của" in annex.origin
    assert report_document(ward, second) == before
    assert not before.reprint
    assert "ban-in-lai-co-so.pdf" in [one.file for one in papers_of(ward, second)]
    ward.statistics.note_paper(second, "Số lưu A", dt.date(2026, 6, 3), "", "")
    head = next(one for one in reprint_document(ward, second).blocks if isinstance(one, Masthead))
    assert "Số: " in head.number_line
    ward.undo.undo()
    ward.undo.undo()
    assert report_document(ward, second) == before
    assert "ban-in-lai-co-so.pdf" not in [one.file for one in papers_of(ward, second)]
