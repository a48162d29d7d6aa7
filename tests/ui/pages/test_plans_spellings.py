"""Soát phụ lục asks about a spelling of an office once, in whichever row and column it stands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.plans.annexes import HEADER, POLICE, write
from tests.ui.pages.plans_window import TITLES, Scene
from tests.wards import make_ward
from ttcs_desktop.plans.doubt import Doubt
from ui.pages.plans.review import is_same_guess

UNSURE = "Phòng KT, HT & ĐT"
ROWS = (
    HEADER,
    ("1", "Ra bản tin tháng", UNSURE, POLICE, "Hằng tháng"),
    ("2", "Sửa cụm loa", "nt", POLICE, "Hằng năm"),
    ("3", "Tập huấn", "như trên", UNSURE, "Hằng năm"),
    ("4", "Nghiệm thu", POLICE, f"{POLICE}\n{UNSURE}", "Hằng năm"),
    ("5", "Tổng kết", "Phòng VHXH", "Phòng VH-XH", "Hằng năm"),
)


@pytest.fixture
def scene(qtbot, tmp_path):
    made = Scene(make_ward(tmp_path))
    qtbot.addWidget(made.window)
    return made


def test_an_accepted_spelling_is_not_asked_about_again(scene, tmp_path) -> None:
    scene.page.open_annex(write(tmp_path / "a.docx", ROWS, titles=TITLES))
    review = scene.page.review
    assert "cả 5 chỗ" in review.bar.text.text()
    assert "Coi là một đơn vị: “Phòng VHXH” và “Phòng VH-XH”" in review.offer.text.text()
    scene.press(Qt.Key.Key_Return)
    assert review.open_count() == 0


def doubt(field: str, text: str) -> Doubt:
    return Doubt(field, "names_unsure", {"text": text})


def test_a_cell_that_holds_another_unsure_name_too_is_asked_about() -> None:
    both = doubt("lead", f"{UNSURE}; Ban A, Hội B")
    assert is_same_guess(doubt("with", UNSURE), both)
    assert not is_same_guess(both, doubt("with", UNSURE))
    assert not is_same_guess(doubt("lead", ""), doubt("lead", UNSURE))
    assert not is_same_guess(Doubt("lead", "lead_missing"), Doubt("lead", "lead_missing")), "each gap is its own"
