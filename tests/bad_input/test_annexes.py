"""Annexes in shapes that cannot be taken in: Excel, text, pictures. Each is refused by name, and nothing is saved."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bad_input.asking import content_of, refused
from tests.bad_input.test_files import MEGABYTE
from tests.grids.workbooks import MAIN, sheet, write_workbook
from tests.plans.annexes import CULTURE, HEADER, PARTNERS
from tests.plans.sheets import write_sheet
from tests.ui.commands.calling import Office, new_office

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return new_office(tmp_path_factory.mktemp("ward") / "so")


def old_excel(path: Path) -> None:
    path.write_bytes(OLE + "Workbook".encode("utf-16-le"))


def locked_excel(path: Path) -> None:
    path.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le"))


def with_macros(path: Path) -> None:
    write_workbook(path, {"T": sheet([["a"]])}, parts={"xl/vbaProject.bin": b"x"})


def drawing_on_other_files(path: Path) -> None:
    write_workbook(path, {"T": sheet([["a"]])}, parts={"xl/externalLinks/externalLink1.xml": "<x/>"})


def with_entities(path: Path) -> None:
    hostile = f'<!DOCTYPE d [<!ENTITY e0 "ha">{ENTITIES}]><worksheet xmlns="{MAIN}">&e8;</worksheet>'
    write_workbook(path, {"T": hostile})


def sheet_bomb(path: Path) -> None:
    write_workbook(path, {"T": sheet([["a"]])})
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/media/anh.bin", "w", force_zip64=True) as stream,
    ):
        for _ in range(300):
            stream.write(bytes(MEGABYTE))


def two_hundred_megabytes(path: Path) -> None:
    with path.open("wb") as stream:
        stream.truncate(200 * MEGABYTE)


def a_million_rows(path: Path) -> None:
    write_workbook(path, {"T": sheet([["a"]], first_row=1_048_576)})


def cut_short(path: Path) -> None:
    write_workbook(path, {"T": sheet([["a"]])})
    path.write_bytes(path.read_bytes()[:-300])


def no_tasks(path: Path) -> None:
    write_sheet(path, [("Họ tên", "Điện thoại"), ("Nguyễn Văn An", "0900000000")])


def empty_sheet(path: Path) -> None:
    write_workbook(path, {"T": sheet([[]])})


def printed(path: Path) -> None:
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3")


def rich_text(path: Path) -> None:
    path.write_bytes(b"{\\rtf1\\ansi Noi dung}")


def photographed(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))


def noise(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 16 + os.urandom(64))


def letter(path: Path) -> None:
    path.write_text("Kính gửi các đơn vị.\nĐề nghị quan tâm.\n", "utf-8")


def endless_text(path: Path) -> None:
    path.write_text("dòng chữ\n" * 200_000, "utf-8")


def page_of_nested_tables(path: Path) -> None:
    path.write_text("<table><tr><td>" * 100_000, "utf-8")


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("phụ lục.xls", old_excel, "file_old_excel"),
        ("phụ lục.xlsx", locked_excel, "file_encrypted"),
        ("phụ lục.xlsm", with_macros, "file_macros"),
        ("phụ lục.xlsx", drawing_on_other_files, "file_outside"),
        ("phụ lục.xlsx", with_entities, "file_hostile"),
        ("phụ lục.xlsx", sheet_bomb, "file_bomb"),
        ("phụ lục.xlsx", two_hundred_megabytes, "file_too_large"),
        ("phụ lục.xlsx", a_million_rows, "sheet_too_large"),
        ("phụ lục.xlsx", cut_short, "file_damaged"),
        ("phụ lục.xlsx", no_tasks, "annex_no_table"),
        ("phụ lục.xlsx", empty_sheet, "annex_no_table"),
        ("phụ lục.pdf", printed, "file_pdf"),
        ("phụ lục.rtf", rich_text, "file_rich_text"),
        ("phụ lục.png", photographed, "file_picture"),
        ("phụ lục.txt", noise, "file_not_word"),
        ("phụ lục.txt", letter, "annex_no_table"),
        ("phụ lục.txt", endless_text, "text_too_long"),
        ("phụ lục.html", page_of_nested_tables, "annex_no_table"),
    ],
)
def test_an_annex_in_a_wrong_shape_is_refused_by_name(
    office: Office, tmp_path: Path, name: str, make: Callable[[Path], None], code: str
) -> None:
    path = tmp_path / name
    make(path)
    before = content_of(office)
    refused(office.ask("plan", "import", path), code, names=("xls", "xlsb", "xlsx", "rtf", "macro"))
    assert content_of(office) == before


def test_what_is_told_of_a_wrong_shape_says_a_way_on(office: Office, tmp_path: Path) -> None:
    old_excel(tmp_path / "cu.xls")
    message = office.ask("plan", "import", tmp_path / "cu.xls").error["message"]
    assert "Mở bằng Excel, chọn Lưu thành, kiểu .xlsx" in message


def test_an_annex_of_excel_is_taken_in_by_the_same_verb(office: Office, tmp_path: Path) -> None:
    rows = [HEADER, ("1", "Ra bản tin tháng", CULTURE, PARTNERS, "Hằng tháng")]
    read = office.get("plan", "import", write_sheet(tmp_path / "phụ lục.xlsx", rows))
    assert [(task["text"], task["lead"]) for task in read["tasks"]] == [("Ra bản tin tháng", [CULTURE])]
    assert [task["text"] for task in office.get("list", "tasks")["records"]] == ["Ra bản tin tháng"]
