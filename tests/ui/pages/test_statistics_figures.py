"""The grid of figures: typed numbers with their reason, refused cells, notes, where a number comes from."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from tests.samples.copies import sample_copy
from tests.ui.pages.statistics_window import CTRL, FRIDAY, Stand, filled_ward, opened
from tests.vietnamese_words import unnamed_focusables
from tests.wards import YES, add_slot, airing_of, confirm, make_ward, set_clock
from ttcs_desktop.basics.measured import Measured
from ttcs_desktop.statistics.compute import rounded
from ttcs_desktop.statistics.model import ReportState
from ui.kit.chips import Tone
from ui.kit.number_edit import NumberEdit
from ui.pages.statistics import lines, periods
from ui.pages.statistics.columns import CHANGE, COUNTED, DERIVED, NOTE, SAME_PERIOD
from ui.pages.statistics.evidence import SHOWN, drill
from ui.pages.statistics.export import grid_sheet

RETURN = Qt.Key.Key_Return
REPORT = ("184-6T", 2026)


@pytest.fixture
def stand(qtbot, tmp_path: Path):
    with opened(qtbot, filled_ward(tmp_path)) as made:
        made.show("statistics")
        yield made


@pytest.fixture
def sample(qtbot, tmp_path: Path):
    with opened(qtbot, sample_copy(tmp_path / "mau")) as made:
        made.show("statistics")
        yield made


def type_into(stand: Stand, code: str, text: str, end: Qt.Key = RETURN, held=Qt.KeyboardModifier.NoModifier) -> None:
    """Type over a figure as an officer does: go to the cell, type, Enter."""
    stand.page.figures.grid.go_to(code)
    stand.page.figures.grid.setFocus()
    stand.press(Qt.Key.Key_F2)
    editor = stand.page.figures.grid.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    if text:
        stand.type(text)
    else:
        stand.press(Qt.Key.Key_Delete)
    stand.press(end, held)


def value(stand: Stand, code: str):
    return stand.ward.statistics.report(*REPORT).value(code)


def cell(stand: Stand, code: str, column: int) -> str:
    grid = stand.page.figures.grid
    return str(grid.table.data(grid.table.index(grid.table.line_of(code), column)))


def test_a_number_typed_over_asks_for_its_reason_and_keeps_it(stand: Stand) -> None:
    type_into(stand, "C01", "7")
    assert value(stand, "C01").entered is None
    stand.card.form.widget("reason").setFocus()
    stand.type("Hai buoi ghi so giay")
    stand.press(RETURN, CTRL)
    stand.settle()
    entered = value(stand, "C01").entered
    assert (entered.value, entered.reason) == (Decimal(7), "Hai buoi ghi so giay")
    assert cell(stand, "C01", COUNTED) == "7"
    assert cell(stand, "C01", DERIVED) == "5"
    assert cell(stand, "C01", NOTE) == "Hai buoi ghi so giay"


def test_no_reason_no_number(stand: Stand) -> None:
    type_into(stand, "C01", "7")
    stand.card.main.click()
    assert stand.card.form.error_of("reason")
    stand.press(Qt.Key.Key_Escape)
    stand.settle()
    assert value(stand, "C01").entered is None
    assert cell(stand, "C01", COUNTED) == "5"


def test_an_emptied_cell_takes_the_derived_number_back_and_can_be_undone(stand: Stand) -> None:
    stand.ward.statistics.enter(*REPORT, {"C01": Decimal(7)}, "Sổ giấy")
    stand.page.reload()
    stand.settle()
    type_into(stand, "C01", "")
    stand.settle()
    assert value(stand, "C01").entered is None
    assert cell(stand, "C01", COUNTED) == "5"
    stand.window.toast._undo.click()
    stand.settle()
    assert value(stand, "C01").entered.value == Decimal(7)


def test_a_blank_is_not_a_zero(stand: Stand) -> None:
    type_into(stand, "F01", "")
    stand.settle()
    assert value(stand, "F01").counted is None
    assert cell(stand, "F01", COUNTED) == ""
    assert stand.page.figures.report().lamps.filled == 17
    type_into(stand, "F01", "0")
    stand.card.form.set_values({"reason": "Phường chưa có tuyên truyền viên"})
    stand.card.main.click()
    stand.settle()
    assert value(stand, "F01").counted == 0
    assert cell(stand, "F01", COUNTED) == "0"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("12.5", "số nguyên"),
        ("12,5", "số nguyên"),
        ("-3", "từ 0 trở lên"),
        ("bay", "Cần một số"),
    ],
)
def test_what_cannot_be_a_count_is_refused_at_the_cell(stand: Stand, text: str, told: str) -> None:
    type_into(stand, "C01", text)
    assert QApplication.activeModalWidget() is None
    assert stand.page.figures.footing.first.text().startswith("C01: ")
    assert told in stand.page.figures.footing.first.text()
    assert cell(stand, "C01", COUNTED) == text
    stand.settle()
    assert value(stand, "C01").entered is None


def test_a_measure_with_decimals_takes_a_comma(stand: Stand) -> None:
    type_into(stand, "C02", "12,5")
    stand.card.form.set_values({"reason": "Sổ giấy"})
    stand.card.main.click()
    stand.settle()
    assert value(stand, "C02").counted == Decimal("12.5")


def test_ctrl_enter_in_an_open_cell_saves_the_cell_and_sends_nothing(stand: Stand) -> None:
    type_into(stand, "C01", "7", RETURN, CTRL)
    assert stand.card.form.widget("reason") is not None
    stand.press(Qt.Key.Key_Escape)
    assert stand.ward.statistics.state(*REPORT) is ReportState.OPEN


def test_a_finding_is_walked_to_and_explained(sample: Stand) -> None:
    sample.press(Qt.Key.Key_F8)
    found = sample.page.figures.grid.current_row()
    assert found.open_check is not None
    assert found.code in sample.page.figures.footing.first.text()
    sample.press(Qt.Key.Key_M, CTRL)
    field = sample.card.focusWidget()
    sample.type("Da doi chieu voi so giay")
    assert field.value()
    sample.press(RETURN, CTRL)
    sample.settle()
    line = next(line for line in sample.page.figures.rows() if line.code == found.code)
    assert line.open_check is None
    assert lines.note(line) == "Da doi chieu voi so giay"
    assert sample.page.figures.footing.first.text() == "Có thể chốt"


def test_what_needs_no_word_says_so(stand: Stand) -> None:
    stand.page.figures.grid.go_to("B04")
    stand.press(Qt.Key.Key_M, CTRL)
    assert QApplication.activeModalWidget() is None
    assert stand.page._banner.text().startswith("B04")


def test_an_unconfirmed_airing_turns_the_middle_lamp(qtbot, tmp_path: Path) -> None:

    ward = filled_ward(tmp_path)
    late = add_slot(ward, "Bản tin chiều", "17:00", first=FRIDAY, last=FRIDAY)
    assert airing_of(ward, late, FRIDAY)
    with opened(qtbot, ward) as stand:
        stand.show("statistics")
        tones = [lamp.status().tone for lamp in stand.page.figures.heading.lamps]
        assert tones == [Tone.GOOD, Tone.LOOK, Tone.GOOD]


def test_the_records_of_every_figure_sum_to_it(sample: Stand) -> None:
    for line in sample.page.figures.rows():
        found = drill(line.value, range(1, 6))
        if found is None:
            assert line.value.derived is None
            continue
        assert found.proven, line.code
        total = sum((entry.amount for entry in found.entries), Fraction(0))
        if found.whole is not None:
            total = total / sum((entry.whole for entry in found.entries), Fraction(0)) * 100
        assert rounded(total, line.value.indicator.decimals) == line.value.derived, line.code
        sample.page.figures.grid.go_to(line.code)
        panel = sample.page.figures.source
        assert panel.proof.status().word == f"bằng {len(found.entries)} bản ghi"
        beyond = panel.entries()[SHOWN:]  # only what another witness contradicts stands below the first ones
        assert all(entry.against for entry in beyond)
        assert panel.records.table.rowCount() == min(SHOWN, len(found.entries)) + len(beyond)


def test_months_add_up_to_a_flow(sample: Stand) -> None:
    line = next(line for line in sample.page.figures.rows() if line.code == "C01")
    found = drill(line.value, range(1, 6))
    assert sum(amount for _, amount in found.months) == line.value.derived


def test_a_drill_down_with_a_missing_record_is_not_proven(sample: Stand) -> None:
    whole = next(line for line in sample.page.figures.rows() if line.code == "C01").value
    short = replace(whole, measured=Measured(whole.measured.records[1:]))
    assert not drill(short, range(1, 6)).proven


def test_the_keyboard_starts_on_the_figures(stand: Stand) -> None:
    assert stand.page.figures.grid.hasFocus()
    assert stand.page.figures.grid.current_row().code == "B01"


def test_no_source_of_another_period_or_row_stands_beside_a_heading(stand: Stand) -> None:
    figures = stand.page.figures
    figures.show_panel(shown=True)
    figures.grid.go_to("B05")
    assert figures.source.title.text() == "Nguồn số B05"
    stand.page.choose("184-N/2026")
    assert (figures.source.title.text(), figures.source.figure.isVisible()) == ("Nguồn số", False)
    stand.settle()
    figures.grid.go_to("B05")
    figures.grid.setFocus()
    stand.press(Qt.Key.Key_Down)
    assert figures.grid.current_row() is None
    assert (figures.source.title.text(), figures.source.figure.isVisible()) == ("Nguồn số", False)
    stand.press(Qt.Key.Key_Down)
    assert (figures.source.title.text(), figures.source.figure.isVisible()) == ("Nguồn số C01", True)


def test_a_number_without_records_is_told_in_one_place(stand: Stand) -> None:
    figures = stand.page.figures
    figures.show_panel(shown=True)
    figures.grid.go_to("C07")
    QApplication.processEvents()
    source = figures.source
    told = (source.what, source.figure, source.formula)
    assert source.entries() == ()
    assert max(one.geometry().bottom() for one in told) < source.height() // 2


def test_f11_opens_and_closes_the_source_of_a_number(stand: Stand) -> None:
    panel = stand.page.figures.source
    assert panel.isVisible()
    stand.press(Qt.Key.Key_F11)
    assert not panel.isVisible()
    stand.press(Qt.Key.Key_F11)
    assert panel.isVisible()
    inside = next(one for one in panel.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
    inside.setFocus()  # the key works in the panel as well
    stand.press(Qt.Key.Key_F11)
    assert not panel.isVisible()
    stand.press(Qt.Key.Key_F11)
    stand.press(Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_a_number_from_before_the_record_is_carried_in(qtbot, tmp_path: Path) -> None:
    ward = make_ward(tmp_path, started_on=dt.date(2026, 3, 1))
    with opened(qtbot, ward) as stand:
        stand.show("statistics")
        stand.page.figures.grid.go_to("C01")
        button = stand.page.figures.source.carry
        assert button.isVisible()
        button.click()
        assert isinstance(stand.card.form.widget("value"), NumberEdit)
        stand.card.form.set_values({"month": "2026-01", "value": Decimal(40), "source": "Sổ giấy, trang 3"})
        stand.card.main.click()
        stand.settle()
        assert stand.ward.statistics.report(*REPORT).value("C01").counted == 40
        assert cell(stand, "C01", COUNTED) == "40"
        assert "mang sang" in cell(stand, "C01", NOTE)


@pytest.mark.parametrize("typed", ["12.5", "12,5"])
def test_a_count_carried_in_is_whole_and_a_part_is_refused_at_its_field(qtbot, tmp_path: Path, typed: str) -> None:
    ward = make_ward(tmp_path, started_on=dt.date(2026, 3, 1))
    with opened(qtbot, ward) as stand:
        stand.show("statistics")
        stand.page.figures.grid.go_to("C01")
        stand.page.figures.source.carry.click()
        card = stand.card
        card.activateWindow()  # what a window manager does when a card opens; there is none off-screen
        qtbot.waitUntil(card.isActiveWindow)
        form = card.form
        form.set_values({"source": "So giay"})
        form.widget("value").setFocus()
        stand.type(typed)
        stand.press(Qt.Key.Key_Return)
        assert form.error_of("value") == "Ô này chỉ nhận số nguyên. Gõ lại không có phần lẻ, ví dụ 12."
        stand.press(Qt.Key.Key_Return, CTRL)
        assert form.widget("value").hasFocus(), "the card stays at the field that has to be mended"
        form.widget("value").selectAll()
        stand.type("1.500")
        stand.press(Qt.Key.Key_Return, CTRL)
        stand.settle()
        assert [one.value for one in stand.ward.statistics.carried()] == [1500]


def test_last_year_stands_beside_the_figure(stand: Stand) -> None:
    grid = stand.page.figures.grid
    assert grid.isColumnHidden(SAME_PERIOD)
    assert stand.page.figures.report().previous == {}


def test_what_the_program_chose_is_said_quietly(stand: Stand) -> None:
    template = stand.ward.statistics.catalogue.template("184-6T")
    assert periods.inferred_words(template) == "Ngày bắt đầu do phần mềm chọn, văn bản không nêu."
    assert stand.page.figures.heading.beside.text().endswith(periods.inferred_words(template))


def test_days_and_receiver_are_in_words(stand: Stand) -> None:
    heading = stand.page.figures.heading
    assert heading.window_words.text() == "Số liệu từ 01/01 đến hết"
    assert heading.cut_off.text() == "30/5/2026"
    assert heading.receiver.text() == "Gửi Sở Văn hóa và Thể thao trước 06/6, chậm nhất thứ Sáu 05/6"


def test_owed_periods_come_first_and_the_one_due_is_open(stand: Stand) -> None:
    offered = [stand.page.choice.itemText(number) for number in range(stand.page.choice.count())]
    assert offered[:2] == ["6 tháng đầu năm 2026, mẫu KH 184", "Năm 2026, mẫu KH 184"]
    assert stand.page.period.id == "184-6T/2026"
    stand.page.show_record("TT04-6T/2026")
    stand.settle()
    assert stand.page.figures.heading.cut_off.text() == "30/6/2026"


def test_the_exported_grid_carries_no_formula(stand: Stand, tmp_path: Path, monkeypatch) -> None:
    stand.ward.statistics.enter(*REPORT, {"C01": Decimal(7)}, "=HYPERLINK(1)")
    stand.page.reload()
    stand.settle()
    target = tmp_path / "so.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    stand.press(Qt.Key.Key_E, CTRL)
    rows = list(csv.reader(io.StringIO(target.read_text("utf-8-sig")), delimiter=";"))
    assert rows[0][:2] == ["Mã", "Chỉ tiêu"]
    by_code = {row[0]: row for row in rows[1:]}
    assert by_code["C01"][5] == "7"
    assert by_code["C01"][9] == "'=HYPERLINK(1)"
    assert len(rows) == 19
    assert grid_sheet(()).rows == ()


@pytest.mark.parametrize(("width", "height"), [(1093, 540), (910, 440), (1920, 1000)])
def test_the_page_is_vietnamese_and_named_at_every_size(sample: Stand, width: int, height: int) -> None:
    sample.window.resize(width, height)
    sample.settle()
    assert sample.foreign(sample.page) == []
    assert unnamed_focusables(sample.page) == []
    bar = sample.page.figures.footing
    assert bar.main.isVisible()
    assert bar.mapTo(sample.window, bar.rect().bottomRight()).y() <= height


def test_a_jump_against_last_year_is_amber_until_it_is_explained(qtbot, tmp_path: Path) -> None:
    ward = make_ward(tmp_path, now=dt.datetime(2025, 6, 2, 12), started_on=dt.date(2025, 1, 1))
    one = add_slot(ward, first=dt.date(2025, 5, 26), last=dt.date(2025, 5, 26), approved=False)
    ward.broadcast.timetable.approve_slot(one.id, replace(YES, decided_on=dt.date(2025, 1, 2)))
    confirm(ward, one, dt.date(2025, 5, 26))
    ward.statistics.enter("184-6T", 2025, {"F01": Decimal(24)}, "Danh sách ngày 25/5/2025")
    ward.statistics.freeze("184-6T", 2025)
    set_clock(ward, dt.datetime(2026, 6, 2, 12))
    many = add_slot(ward, first=dt.date(2026, 5, 25), last=FRIDAY)
    for day in range(25, 30):
        confirm(ward, many, dt.date(2026, 5, day))
    with opened(qtbot, ward) as stand:
        stand.show("statistics")
        assert not stand.page.figures.grid.isColumnHidden(SAME_PERIOD)
        assert cell(stand, "C01", SAME_PERIOD) == "1"
        assert cell(stand, "C01", CHANGE) == "+400,0 %"
        line = next(line for line in stand.page.figures.rows() if line.code == "C01")
        assert lines.note_look(line).ground == "amber_ground"
        stand.page.figures.grid.go_to("C01")
        stand.press(Qt.Key.Key_M, CTRL)
        stand.type("Nam nay phat du tuan")
        stand.press(RETURN, CTRL)
        stand.settle()
        assert cell(stand, "C01", NOTE) == "Nam nay phat du tuan"


def test_a_pasted_column_asks_for_one_reason(stand: Stand) -> None:
    QApplication.clipboard().setText("7\n12")
    stand.page.figures.grid.go_to("C03")
    stand.page.figures.grid.setFocus()
    stand.press(Qt.Key.Key_V, CTRL)
    stand.card.form.set_values({"reason": "Chép từ sổ giấy"})
    stand.card.main.click()
    stand.settle()
    assert [value(stand, code).counted for code in ("C03", "C04")] == [7, 12]
    assert {value(stand, code).entered.reason for code in ("C03", "C04")} == {"Chép từ sổ giấy"}


def test_a_pasted_part_of_a_count_changes_nothing(stand: Stand) -> None:
    QApplication.clipboard().setText("7\n12,5")
    stand.page.figures.grid.go_to("C03")
    stand.page.figures.grid.setFocus()
    stand.press(Qt.Key.Key_V, CTRL)
    card = QApplication.activeModalWidget()
    if card is not None:
        card.reject()
    stand.settle()
    assert [value(stand, code).entered for code in ("C03", "C04")] == [None, None]
