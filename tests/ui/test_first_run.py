"""The first start: unit, officer and leader in one go, or nothing at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from tests.ui.kit.hands import compose
from tests.vietnamese_words import foreign_texts, unnamed_focusables
from ttcs_desktop.office.model import Role
from ttcs_desktop.office.units import all_units
from ttcs_desktop.workspace import RECORD_FILE, open_workspace
from ui.first_run import FirstRun, matching


@pytest.fixture
def card(qtbot, tmp_path: Path) -> FirstRun:
    made = FirstRun(tmp_path / "ward")
    qtbot.addWidget(made)
    made.show()
    made._choose(all_units()[0])
    return made


def fill(card: FirstRun, **typed: str) -> None:
    for field, text in typed.items():
        compose(card._form.widget(field), 0, text)


def submit(card: FirstRun) -> None:
    QTest.keyClick(card._form.widget("name"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_officer_and_leader_are_there_from_the_first_day(card, tmp_path) -> None:
    fill(card, name="Trần Thị Bình", leader="Nguyễn Văn An", leader_position="Phó Chủ tịch UBND phường")
    submit(card)
    assert card.result() == QDialog.DialogCode.Accepted
    ward = open_workspace(tmp_path / "ward")
    assert [(one.name, one.roles) for one in ward.office.people()] == [
        ("Trần Thị Bình", frozenset({Role.OFFICER})),
        ("Nguyễn Văn An", frozenset({Role.APPROVER})),
    ]
    ward.close()


def test_a_leader_may_be_left_for_later(card, tmp_path) -> None:
    fill(card, name="Trần Thị Bình")
    submit(card)
    ward = open_workspace(tmp_path / "ward")
    assert ward.office.approvers() == []
    assert len(ward.office.people()) == 1
    ward.close()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "name"),
        ({"name": "   "}, "name"),
        ({"name": "Trần Thị Bình", "leader_position": "Chủ tịch"}, "leader"),
    ],
)
def test_a_missing_name_is_told_at_its_field_before_anything_is_written(card, tmp_path, typed, field) -> None:
    fill(card, **typed)
    submit(card)
    assert card._form.error_of(field)
    assert not (tmp_path / "ward").exists()


def test_a_position_without_a_name_says_both_ways_out(card) -> None:
    fill(card, name="Trần Thị Bình", leader_position="Phó Chủ tịch UBND phường")
    submit(card)
    told = card._form.error_of("leader")
    assert "gõ cả họ tên" in told
    assert "xóa chức vụ" in told


def test_quick_fingers_choose_the_unit_before_it_was_offered(qtbot, tmp_path) -> None:
    card = FirstRun(tmp_path / "ward")
    qtbot.addWidget(card)
    card.show()
    card.activateWindow()
    qtbot.waitUntil(card.isActiveWindow)
    card._search.setFocus()
    QTest.keyClicks(card._search, "phuong duy tien")
    QTest.keyClick(card._search, Qt.Key.Key_Return)
    assert card._unit is not None
    assert card._unit.name == "Duy Tiên"
    assert card._form.widget("name").hasFocus()


def test_a_record_that_could_not_be_finished_does_not_stay(card, tmp_path) -> None:
    in_the_way = tmp_path / "ward" / f"{RECORD_FILE}-wal"  # the record can be begun but not written
    in_the_way.mkdir(parents=True)
    fill(card, name="Trần Thị Bình")
    submit(card)
    assert card.isVisible()
    assert not (tmp_path / "ward" / RECORD_FILE).exists()
    in_the_way.rmdir()
    submit(card)
    assert card.result() == QDialog.DialogCode.Accepted


def test_a_record_that_is_there_already_is_left_alone(card, tmp_path) -> None:
    fill(card, name="Trần Thị Bình")
    submit(card)
    again = FirstRun(tmp_path / "ward")
    again._choose(all_units()[1])
    fill(again, name="Lê Thị Hoa")
    again.accept()
    ward = open_workspace(tmp_path / "ward")
    assert [one.name for one in ward.office.people()] == ["Trần Thị Bình"]
    ward.close()


def test_the_card_speaks_vietnamese(card) -> None:
    assert foreign_texts(card, all_units()[0].name.split()) == []
    assert unnamed_focusables(card) == []


@pytest.mark.parametrize(("typed", "name"), [("xa tan an", "Tân An"), ("tan an", "Tân An"), ("hai chau", "Hải Châu")])
def test_the_very_name_stands_before_longer_ones(typed: str, name: str) -> None:
    found = matching(all_units(), typed)
    same = [unit.name == name for unit in found]
    assert same[0]
    assert same == sorted(same, reverse=True), "all of that name, then the others"


def test_a_name_that_many_have_is_shown_with_its_province_and_another_word_takes_it_back(qtbot, tmp_path) -> None:
    card = FirstRun(tmp_path)
    qtbot.addWidget(card)
    unit = matching(all_units(), "xa tan an")[0]
    card._choose(unit)
    assert unit.province in card._chosen.text()
    assert card.main.isEnabled()
    card._offer("khong co dau het")
    assert card._chosen.text() == "Không có đơn vị nào tên như vậy; gõ lại tên hoặc mã"
    assert not card.main.isEnabled()
