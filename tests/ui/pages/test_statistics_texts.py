"""Lời báo cáo, by keys: filled, written over, kept in a power cut, told of what moved; papers of a frozen report."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.pages.statistics_window import CTRL, Stand, filled_ward, opened
from tests.vietnamese_words import unnamed_focusables
from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.exports import records
from ttcs_desktop.statistics.texts.model import TextBlock
from ui.pages.statistics.texts_view import TextsView

RETURN, ESC, F2, F4, DELETE, DOWN = (
    getattr(Qt.Key, f"Key_{name}") for name in "Return Escape F2 F4 Delete Down".split()
)


@pytest.fixture
def stand(qtbot, tmp_path: Path):
    with opened(qtbot, filled_ward(tmp_path)) as made:
        made.show("statistics")
        made.press(Qt.Key.Key_T, CTRL)
        made.settle()
        yield made


def view(stand: Stand) -> TextsView:
    assert stand.page.telling.texts is not None
    return stand.page.telling.texts.view


def words(stand: Stand, code: str = "station") -> TextBlock:
    report = stand.ward.statistics.report("184-6T", 2026)
    return next(one for one in stand.ward.report_texts.of(report) if one.code == code)


def change_figure(stand: Stand, value: int) -> None:
    changes = stand.ward.statistics.enter("184-6T", 2026, {"C01": Decimal(value)}, "Sổ giấy")
    stand.page.desk.publish(changes)
    stand.settle()


def test_words_are_written_saved_taken_back_and_undone_by_keys(stand: Stand) -> None:
    shown = view(stand)
    assert shown.list.hasFocus()
    assert shown.current().code == "station"
    assert "phát 5 buổi" in shown.writing.value()
    stand.press(F2)
    stand.type(" Rat deu.")
    assert shown._standing(shown.current()).word == "Chưa lưu"
    stand.press(RETURN, CTRL)
    stand.settle()
    assert words(stand).text.endswith("Rat deu.")
    assert shown.writing.hasFocus()
    stand.press(ESC)
    assert shown.list.hasFocus()
    stand.press(DELETE)
    stand.settle()
    assert words(stand).edited is None
    assert "Rat deu" not in str(shown.writing.value())
    stand.press(Qt.Key.Key_Z, CTRL)
    stand.settle()
    assert str(shown.writing.value()).endswith("Rat deu.")
    stand.press(ESC)
    assert stand.page.figures.isVisible()


def test_what_is_typed_is_saved_when_the_officer_goes_on(stand: Stand) -> None:
    shown = view(stand)
    stand.press(F2)
    stand.type(" Mot.")
    stand.press(ESC)
    stand.settle()
    assert words(stand).text.endswith("Mot.")
    stand.press(F2)
    stand.type(" Hai.")
    shown.list.setFocus()
    stand.press(DOWN)
    stand.settle()
    assert words(stand).text.endswith("Mot. Hai.")
    stand.press(F2)
    stand.type("Ba.")
    stand.press(Qt.Key.Key_T, CTRL)
    stand.settle()
    assert not shown.isVisible()
    assert words(stand, "topics").text.endswith("Ba.")


def test_saved_words_come_back_tidied_and_the_officer_goes_on_behind_them(stand: Stand) -> None:
    shown = view(stand)
    stand.press(F2)
    stand.type("  Hai   dau cach.")
    stand.press(RETURN, CTRL)
    stand.settle()
    stand.type(" Go tiep.")
    assert str(shown.writing.value()).endswith("Hai dau cach. Go tiep.")
    (kept,) = records(stand.ward, "report_texts")
    assert kept["text"].endswith("Hai dau cach.")
    assert kept["facts"]["C01"] == "5"


def test_moved_figures_are_told_and_put_in_only_when_asked(stand: Stand) -> None:
    shown = view(stand)
    stand.press(F2)
    stand.type(" Rat deu.")
    stand.press(RETURN, CTRL)
    stand.settle()
    change_figure(stand, 61)
    assert "phát 5 buổi" in words(stand).text
    assert shown.moved.isVisible()
    assert "Số buổi phát thanh: 5 thành 61" in shown.moved.text()
    assert "phát 61 buổi" in shown.filled.value()
    stand.press(F4)
    assert "phát 61 buổi" in shown.writing.value()
    assert "phát 5 buổi" in words(stand).text
    stand.press(RETURN, CTRL)
    stand.settle()
    assert words(stand).text.endswith("Rat deu.")
    assert "phát 61 buổi" in words(stand).text
    assert not shown.moved.isVisible()


def test_words_under_way_outlive_a_power_cut_and_a_change_from_elsewhere(stand: Stand) -> None:
    shown = view(stand)
    stand.press(F2)
    stand.type(" Dang go")
    shown._timer.timeout.emit()
    assert list(stand.ward.drafts.under("report-text")) == ["184-6T/2026/station"]
    stand.window.offer_drafts()
    assert "Lời báo cáo gõ dở" in stand.window.toast.text()
    change_figure(stand, 61)
    assert str(shown.writing.value()).endswith("Dang go")
    shown._unsaved.clear()  # as if the program had gone and come again
    shown.forget()
    stand.page.telling.reload()
    stand.settle()
    assert str(shown.writing.value()).endswith("Dang go")
    stand.press(RETURN, CTRL)
    stand.settle()
    assert stand.ward.drafts.under("report-text") == {}
    assert words(stand).text.endswith("Dang go")


def test_too_many_words_stay_in_the_field_and_the_fault_is_told(stand: Stand) -> None:
    shown = view(stand)
    stand.press(F2)
    shown.writing.insertPlainText("ơ" * 9000)
    stand.press(RETURN, CTRL)
    stand.settle()
    assert words(stand).edited is None
    assert len(str(shown.writing.value())) > 9000
    assert shown._unsaved
    stand.press(Qt.Key.Key_A, CTRL)
    stand.press(DELETE)
    stand.press(RETURN, CTRL)
    stand.settle()
    assert words(stand).text == ""


def test_it_works_on_a_low_screen_in_vietnamese_with_every_field_named(stand: Stand) -> None:
    stand.press(F2)
    stand.type(" mai.")
    stand.press(RETURN, CTRL)
    stand.settle()
    change_figure(stand, 61)
    stand.window.resize(910, 440)
    QTest.qWait(1)
    shown = view(stand)
    assert unnamed_focusables(shown) == []
    assert shown.writing.height() >= 60
    assert shown.filled.mapTo(shown, shown.filled.rect().bottomLeft()).y() <= shown.height()
    assert stand.foreign(shown) == []


def test_a_frozen_report_draws_its_papers_in_a_job(stand: Stand) -> None:
    stand.press(ESC)
    for check in stand.ward.statistics.report("184-6T", 2026).checks:
        if check.is_open:
            stand.ward.statistics.explain("184-6T", 2026, check.id, "Đã rõ")
    snapshot = stand.ward.statistics.freeze("184-6T", 2026)
    stand.page.desk.publish(Changes(frozenset({"statistics"}), (snapshot.id,)))
    stand.settle()
    stand.page.show_result()
    stand.press(Qt.Key.Key_E, CTRL)
    stand.press(RETURN, CTRL)
    stand.settle()
    folder = stand.ward.folder / "papers" / "2026" / "184-6T" / "ban-1"
    assert {path.name for path in folder.iterdir()} == {
        "bao-cao.pdf",
        "bao-cao.docx",
        "bang-nhap-phan-mem.pdf",
        "bang-nhap-phan-mem.docx",
        "so-lieu.xlsx",
        "so-lieu.json",
    }
    assert (folder / "so-lieu.json").read_bytes() == snapshot.body
    assert not stand.page.progress.isVisible()
