"""The one card of an approver's word: chosen or typed, by word or by paper, never dated tomorrow."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.ui.kit.hands import compose
from tests.vietnamese_words import foreign_texts, unnamed_focusables, unreachable_mnemonics
from tests.wards import NOON
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.content.model import ApprovalGiven, Basis
from ttcs_desktop.office.model import Person, Role
from ui.pages.approval_card import approval_card

AN = Person("1", "Nguyễn Văn An", "Phó Chủ tịch UBND phường", frozenset({Role.APPROVER}))
HOA = Person("2", "Lê Thị Hoa", "Chủ tịch UBND phường", frozenset({Role.APPROVER}))
TODAY = NOON.date()


@pytest.fixture
def opened(qtbot):
    owners: list[QWidget] = []

    def make(*approvers: Person):
        given: list[ApprovalGiven] = []
        owner = QWidget()
        qtbot.addWidget(owner)
        owners.append(owner)
        card = approval_card("Bản tin phường", lambda _: approvers, FixedClock(NOON), given.append, owner)
        card.open()
        return card, given

    yield make
    owners.clear()


def submit(card) -> None:
    QTest.keyClick(card.form.widget("basis"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_the_first_leader_approves_in_person_today_by_one_chord(opened) -> None:
    card, given = opened(AN, HOA)
    submit(card)
    assert given == [ApprovalGiven(Basis.IN_PERSON, AN.name, TODAY, position=AN.position)]


def test_another_leader_brings_their_own_position(opened) -> None:
    card, given = opened(AN, HOA)
    QTest.keyClick(card.form.widget("who"), Qt.Key.Key_Down)
    submit(card)
    assert (given[0].approver, given[0].position) == (HOA.name, HOA.position)


def test_without_a_leader_on_record_the_name_is_typed_first(opened) -> None:
    card, given = opened()
    assert not card.form.widget("who").isEnabled()
    assert card.form.widget("approver").isEnabled()
    assert card.main.isEnabled()
    compose(card.form.widget("approver"), 0, "Lê Thị Hoa")
    compose(card.form.widget("position"), 0, "Chủ tịch UBND phường")
    submit(card)
    assert (given[0].approver, given[0].position) == ("Lê Thị Hoa", "Chủ tịch UBND phường")


@pytest.mark.parametrize("basis", [Basis.PAPER, Basis.STANDING])
def test_a_number_goes_along_with_a_paper_or_an_authorisation(opened, basis) -> None:
    card, given = opened(AN)
    assert not card.form.widget("number").isEnabled()
    card.form.widget("basis").set_value(basis)
    compose(card.form.widget("number"), 0, "41/TB-UBND")
    submit(card)
    assert (given[0].basis, given[0].number) == (basis, "41/TB-UBND")


def test_a_number_typed_before_the_basis_was_changed_back_is_left_out(opened) -> None:
    card, given = opened(AN)
    card.form.widget("basis").set_value(Basis.PAPER)
    compose(card.form.widget("number"), 0, "41/TB-UBND")
    card.form.widget("basis").set_value(Basis.IN_PERSON)
    submit(card)
    assert given[0].number == ""


def test_the_card_speaks_vietnamese_and_fits_a_low_screen(opened) -> None:
    for approvers in ((), (AN, HOA)):
        card, _ = opened(*approvers)
        assert foreign_texts(card) == []
        assert unnamed_focusables(card) == []
        assert unreachable_mnemonics(card) == []
        assert card.height() <= 540
        card.reject()
