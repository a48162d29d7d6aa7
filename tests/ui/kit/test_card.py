"""A card: Enter goes through its fields to what does it, and a reason that appears is never hidden."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.kit.fields import TextField
from ui.kit.form import FormField
from ui.pages.form_card import FormCard

K = Qt.Key


def a_card(qtbot, taken: list) -> FormCard:
    fields = [FormField("name", "&Tên", TextField(), required=True), FormField("place", "&Nơi", TextField())]
    card = FormCard("Thêm", "Thêm", fields, taken.append)
    qtbot.addWidget(card)
    card.show()
    QApplication.processEvents()
    return card


def type_into(text: str) -> None:
    for key in text:
        QTest.keyClick(QApplication.focusWidget(), key)


def test_enter_goes_through_the_fields_to_the_main_button_and_does_it(qtbot) -> None:
    taken: list = []
    card = a_card(qtbot, taken)
    for text in ("An", "Ha"):
        type_into(text)
        QTest.keyClick(QApplication.focusWidget(), K.Key_Return)
    assert QApplication.focusWidget() is card.main
    assert taken == []
    QTest.keyClick(QApplication.focusWidget(), K.Key_Return)
    assert taken == [{"name": "An", "place": "Ha"}]


def test_a_space_after_the_last_field_never_closes_the_card(qtbot) -> None:
    card = a_card(qtbot, [])
    for _ in range(8):
        QTest.keyClick(QApplication.focusWidget(), K.Key_Tab)
        assert QApplication.focusWidget().accessibleName() != "Đóng"
    assert card.isVisible()


def test_a_card_grows_when_a_reason_appears(qtbot) -> None:
    card = a_card(qtbot, [])
    before = card.height()
    QTest.keyClick(QApplication.focusWidget(), K.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert card.form.error_of("name")
    assert card.height() > before


def test_the_field_that_enter_goes_to_is_brought_into_sight(qtbot) -> None:
    """Qt scrolls for Tab alone: without help Enter would lead to a field below the edge of the card."""
    fields = [FormField(f"f{number}", f"Ô {number}", TextField()) for number in range(14)]
    card = FormCard("Dài", "Lưu", fields, lambda _: None)
    qtbot.addWidget(card)
    card.show()
    QApplication.processEvents()
    for field in fields:
        assert QApplication.focusWidget() is field.widget
        assert field.widget.visibleRegion().boundingRect() == field.widget.rect()
        QTest.keyClick(field.widget, K.Key_Return)
        QApplication.processEvents()
