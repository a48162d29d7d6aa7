"""ttcs paper: the papers of broadcast as files, and what they leave out."""

from __future__ import annotations

import pytest

from tests.ui.commands.calling import spoken
from tests.wards import add_relay, add_slot, make_ward


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    ward = make_ward(tmp_path_factory.mktemp("ward"))
    add_relay(ward)
    add_slot(ward, "Tiếp âm huyện", "06:00", 30, approved=False)
    ward.close()
    return ward.folder


@pytest.mark.parametrize(
    ("verb", "left"),
    [
        (("week", "--week", "2026-W23"), 7),
        (("day", "--on", "2026-06-01"), 1),
        (("poster", "--week", "2026-W23"), 7),
        (("log", "--from", "2026-05-01", "--to", "2026-05-31"), 0),
    ],
)
def test_each_paper_as_pdf_and_for_word(qapp, folder, tmp_path, capsysbinary, verb, left) -> None:
    pdf, word = tmp_path / "a.pdf", tmp_path / "a.docx"
    answer = spoken(
        capsysbinary, "paper", *verb, "-o", pdf, "--docx", word, "--data", folder, "--now", "2026-06-02T12:00", "--json"
    )
    assert answer.code == 0, answer
    assert answer.document["papers"] == [str(pdf), str(word)]
    assert len(answer.document["left_out"]) == left
    assert ("Tiếp âm huyện" in answer.said) == bool(left)
    assert pdf.read_bytes().startswith(b"%PDF")
    assert word.read_bytes().startswith(b"PK")


def test_the_week_and_the_log_as_files_for_others(folder, tmp_path, capsysbinary) -> None:
    common = ("--data", folder, "--now", "2026-06-02T12:00", "--json")
    for name in ("a.ics", "a.html", "a.xlsx", "a.csv"):
        told = spoken(capsysbinary, "export", "week", "--week", "2026-W23", "-o", tmp_path / name, *common).document
        assert told == {"file": str(tmp_path / name), "unapproved": 7}
        assert (tmp_path / name).stat().st_size
    days = ("--from", "2026-05-01", "--to", "2026-05-31")
    assert spoken(capsysbinary, "export", "log", *days, "-o", tmp_path / "l.xlsx", *common).code == 0
    refused = spoken(capsysbinary, "export", "log", *days, "-o", tmp_path / "l.ics", *common)
    assert (refused.code, refused.error["code"]) == (2, "usage")
    assert ".xlsx, .csv" in refused.error["message"]
