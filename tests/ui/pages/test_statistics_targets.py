"""Chỉ tiêu, by keys: the second view of Thống kê, a number by hand, the ward's own level, and why."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tests.ui.pages.statistics_window import CTRL, Stand, filled_ward, opened
from tests.vietnamese_words import foreign_words, unnamed_focusables, visible_texts
from ttcs_desktop.broadcast.model import Condition, Technology
from ttcs_desktop.statistics.pace import Light
from ui.kit.chips import Status
from ui.pages.statistics import target_lines
from ui.pages.statistics.targets_view import TargetsView

RETURN, ESC, F2, F4, F6, F11 = (getattr(Qt.Key, f"Key_{name}") for name in "Return Escape F2 F4 F6 F11".split())


@pytest.fixture
def stand(qtbot, tmp_path: Path):
    with opened(qtbot, filled_ward(tmp_path)) as made:
        made.show("statistics")
        made.press(F6)
        made.settle()
        yield made


def view(stand: Stand) -> TargetsView:
    targets = stand.page.targets
    assert targets is not None
    return targets.view


def stand_on(stand: Stand, code: str) -> None:
    view(stand).grid.choose(code)


def cells(stand: Stand, code: str) -> list[str]:
    grid = view(stand).grid
    row = next(line.row for line in grid.table.lines() if line.row is not None and line.row.target.code == code)
    seconds = [column.second(row) if column.second else "" for column in grid.table.columns]
    return [f"{column.text(row)}|{second}" for column, second in zip(grid.table.columns, seconds, strict=True)]


def fill(stand: Stand, **texts: str) -> None:
    for field, text in texts.items():
        widget = stand.card.form.widget(field)
        widget.selectAll()
        widget.insert(text)


def foreign(widget: QWidget) -> list[str]:
    """What is not Vietnamese; the numbers of documents left out."""
    texts = (re.sub(r"\d+/[A-ZĐ-]+", "", text) for _, text in visible_texts(widget))
    return [f"{text!r}: {words}" for text in texts if (words := foreign_words(text))]


def test_f6_goes_to_the_targets_and_back_and_the_report_keeps_its_place(stand) -> None:
    page = stand.page
    assert view(stand).isVisible()
    assert view(stand).grid.hasFocus()
    assert not page.choice.isVisible()
    titles = [line.group.title for line in view(stand).grid.table.lines() if line.is_heading]
    assert titles[0] == "Chỉ tiêu của đơn vị năm 2026"
    assert titles[1].startswith("Tham khảo năm 2026")
    assert view(stand).tally.text() == "1 đạt, 7 chưa có số"
    stand.press(Qt.Key.Key_Return, CTRL)
    stand.press(Qt.Key.Key_P, CTRL)
    assert view(stand).isVisible()
    stand.press(F6)
    assert page.figures.isVisible()
    assert page.choice.isVisible()
    stand.press(F6)
    stand.press(ESC)
    assert page.figures.isVisible()


def test_a_number_by_hand_is_said_to_be_one_wherever_it_stands(stand) -> None:
    stand_on(stand, "R-12")
    stand.press(F2)
    assert "luôn ghi rõ là nhập tay" in stand.card.body.itemAt(0).widget().text()
    stand.press(RETURN, CTRL)
    assert stand.card.form.error_of("value")
    fill(stand, value="9")
    stand.press(RETURN, CTRL)
    assert stand.card.form.error_of("reason") == "Ghi lý do một câu ngắn."
    fill(stand, reason="Sổ theo dõi bài của Thành phố", as_of="3/6")
    stand.press(RETURN, CTRL)
    assert stand.card.form.error_of("as_of")
    fill(stand, as_of="1/6")
    stand.press(RETURN, CTRL)
    stand.settle()
    assert cells(stand, "R-12")[2:] == ["ít nhất 32 bài|nay cần 13", "9|nhập tay", "Có nguy cơ|"]
    assert "Nhập tay: 9 bài, tính đến 01/06/2026, Trần Thị Bình nhập. Sổ theo dõi" in view(stand).panel.about.text()
    stand.press(F2)
    fill(stand, value="")
    stand.press(RETURN, CTRL)
    stand.settle()
    assert cells(stand, "R-12")[3:] == ["|", "Chưa có số|"]
    stand.press(Qt.Key.Key_Z, CTRL)
    stand.settle()
    assert cells(stand, "R-12")[3] == "9|nhập tay"


def test_what_the_record_measures_is_never_typed_and_opens_to_its_records(stand) -> None:
    station = stand.ward.broadcast.inventory.the_station()
    stand_on(stand, "R-09")
    assert cells(stand, "R-09")[3] == "100,0|từ sổ"
    stand.press(F2)
    assert "máy tự tính từ sổ" in stand.page._banner.text()
    assert [entry.id for entry in view(stand).panel.entries()] == [station.id]
    assert view(stand).panel.proof.status() == Status("bằng 1 bản ghi", view(stand).panel.proof.status().tone)
    stand.ward.broadcast.inventory.change_station(station.id, dt.date(2026, 6, 1), Technology.FM, Condition.WORKING)
    stand.page.reload()
    stand.settle()
    assert cells(stand, "R-09")[3:] == ["0,0|từ sổ", "Đang theo kịp|"]


def test_the_ward_s_own_level_brings_a_target_of_elsewhere_in(stand) -> None:
    stand_on(stand, "R-11")
    assert cells(stand, "R-11")[4] == "Tham khảo|"
    stand.press(F4)
    fill(stand, wanted="10", source="Kế hoạch số 12/KH-UBND", decided_on="15/1")
    stand.press(RETURN, CTRL)
    stand.settle()
    assert cells(stand, "R-11")[1:3] == [
        "Thông tin tiêu cực, mặt trái trong tổng số tin, bài đăng tải, chia sẻ|Kế hoạch số 12/KH-UBND, 15/01/2026",
        "dưới 10 %|mức của đơn vị",
    ]
    assert view(stand).current().light is Light.NO_FIGURE
    stand.press(F4)
    fill(stand, wanted="")
    stand.press(RETURN, CTRL)
    stand.settle()
    assert cells(stand, "R-11")[4] == "Tham khảo|"


@pytest.mark.parametrize("typed", ["0", "-3", "1.5", "mười"])
def test_a_level_that_cannot_be_stays_in_its_card(stand, typed) -> None:
    stand_on(stand, "R-12")
    stand.press(F4)
    fill(stand, wanted=typed, source="KH 1", decided_on="15/1")
    stand.press(RETURN, CTRL)
    assert stand.card.form.error_of("wanted")
    stand.press(ESC)
    assert stand.ward.targets.one("R-12", 2026).level is None


def test_another_year_is_chosen_and_what_is_ours_is_said_to_be(stand) -> None:
    view(stand).year.set_value(2027)
    view(stand).year.changed.emit()
    stand.settle()
    assert cells(stand, "R-04")[4] == "Tham khảo|"
    stand_on(stand, "R-12")
    assert "phần mềm tính tiếp từng năm" in view(stand).panel.about.text()
    assert "Đèn do phần mềm đặt" in view(stand).rule.text()


def test_a_target_is_found_by_its_code_and_all_is_vietnamese_and_named(stand) -> None:
    stand.press(F6)
    stand.page.show_record("R-08")
    assert view(stand).current().target.code == "R-08"
    assert foreign(stand.page) == []
    assert unnamed_focusables(stand.page) == []
    stand.press(F2)
    assert foreign(stand.card) == []
    stand.press(ESC)


def test_at_the_least_size_the_panel_folds_and_the_list_stays_in_reach(stand) -> None:
    stand.show("statistics", 910, 440)
    assert not view(stand).panel.isVisible()
    stand.press(F11)
    assert view(stand).panel.isVisible()
    assert view(stand).grid.height() > 100
    stand.press(ESC)
    assert view(stand).isVisible()
    assert not view(stand).panel.isVisible()


def test_every_light_is_sign_word_and_colour() -> None:
    shown = [target_lines._SHAPES[light] for light in Light]
    assert len({icon for _, icon in shown}) == len({tone for tone, _ in shown}) == len(Light)


def test_a_share_is_written_with_its_digits(stand) -> None:
    stand.ward.targets.enter("R-03", 2026, Decimal("33.3"), "đếm", "Bình", dt.date(2026, 6, 1))
    stand.page.reload()
    stand.settle()
    assert cells(stand, "R-03")[3] == "33,3|nhập tay"
