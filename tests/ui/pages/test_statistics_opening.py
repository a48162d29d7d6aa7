"""Which period Thống kê opens with; the entries a finding speaks of; the keys of a paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tests.ui.pages.statistics_window import CTRL, FRIDAY, MONDAY, Stand, filled_ward, opened
from tests.wards import add_slot, confirm, make_ward, set_clock, take_in, vendor_row
from ttcs_desktop.basics.measured import Measured
from ttcs_desktop.broadcast.logbook import Confirmation
from ttcs_desktop.broadcast.model import Outcome, Reason
from ttcs_desktop.workspace import Workspace
from ui.kit.table.columns import PLAIN_LOOK
from ui.kit.table.view import GridView
from ui.pages.statistics.evidence import SHOWN, drill

RETURN = Qt.Key.Key_Return
REPORT = ("184-6T", 2026)
DUY_TIEN = "13324"  # in a province that no template names


def opens_with(qtbot, ward: Workspace) -> str:
    with opened(qtbot, ward) as stand:
        stand.show("statistics")
        return stand.page.period.id


def test_what_was_just_sent_is_opened_again(qtbot, tmp_path: Path) -> None:
    ward = filled_ward(tmp_path)
    frozen = ward.statistics.freeze(*REPORT)
    ward.statistics.note_manual(frozen, "BTTTT-1", dt.date(2026, 6, 2), "Trần Thị Bình")
    assert opens_with(qtbot, ward) == "184-6T/2026"


def test_what_is_frozen_and_not_sent_is_opened(qtbot, tmp_path: Path) -> None:
    ward = filled_ward(tmp_path)
    ward.statistics.freeze(*REPORT)
    assert opens_with(qtbot, ward) == "184-6T/2026"


def test_what_is_overdue_is_opened(qtbot, tmp_path: Path) -> None:
    ward = filled_ward(tmp_path)
    set_clock(ward, dt.datetime(2026, 8, 3, 8))
    assert opens_with(qtbot, ward) == "184-6T/2026"


def test_the_report_of_last_year_that_was_never_sent_is_opened_in_january(qtbot, tmp_path: Path) -> None:
    ward = filled_ward(tmp_path)
    set_clock(ward, dt.datetime(2027, 1, 4, 8))
    assert opens_with(qtbot, ward) == "184-N/2026"


def test_a_new_record_does_not_open_with_what_closed_before_it(qtbot, tmp_path: Path) -> None:
    ward = make_ward(tmp_path, started_on=dt.date(2026, 6, 2))
    assert opens_with(qtbot, ward) == "184-N/2026"


def test_before_anything_closes_the_next_one_is_opened(qtbot, tmp_path: Path) -> None:
    ward = make_ward(tmp_path, now=dt.datetime(2026, 3, 2, 12))
    assert opens_with(qtbot, ward) == "184-6T/2026"


def test_a_unit_elsewhere_opens_with_the_period_that_is_running_not_with_a_closed_one(qtbot, tmp_path: Path) -> None:
    ward = make_ward(tmp_path, unit=DUY_TIEN, now=dt.datetime(2026, 11, 21, 11), started_on=dt.date(2026, 11, 21))
    assert opens_with(qtbot, ward) == "184-N/2026"


@pytest.fixture
def contradicted(qtbot, tmp_path: Path):
    """Two entries of six that the play log contradicts."""
    ward = filled_ward(tmp_path)
    slot = add_slot(ward, "Bản tin chiều", "17:00", first=MONDAY, last=MONDAY)
    confirm(ward, slot, MONDAY)
    take_in(ward, vendor_row("Bản tin chiều", dt.datetime(2026, 5, 25, 17, 0), 12, 1, 2))
    take_in(ward, vendor_row("Bản tin phường", dt.datetime(2026, 5, 26, 6, 30), 25), name="hai.csv")
    with opened(qtbot, ward) as made:
        made.show("statistics")
        yield made


def rows_of(stand: Stand) -> list[tuple[str, ...]]:
    table = stand.card.findChild(GridView).table
    return [tuple(str(table.data(table.index(row, at))) for at in range(5)) for row in range(table.rowCount())]


def test_the_entries_that_must_be_explained_are_named_where_it_is_written(contradicted: Stand) -> None:
    stand = contradicted
    known = stand.ward.broadcast.log.contradicted(dt.date(2026, 1, 1), dt.date(2026, 5, 30))
    stand.page.figures.grid.go_to("C02")
    stand.press(Qt.Key.Key_M, CTRL)
    rows = rows_of(stand)
    assert rows[0] == (
        "25/05",
        "17:00",
        "Bản tin chiều",
        "30 phút, 2/2 cụm",
        "Máy phát: 12 phút, 1/2 cụm",
    )
    assert [row[2] for row in rows] == [entry.title for entry in known] == ["Bản tin chiều", "Bản tin phường"]
    field = stand.card.focusWidget()
    stand.type("Mat dien")
    assert field.value() == "Mat dien"
    stand.press(Qt.Key.Key_Tab)
    table = stand.card.findChild(GridView)
    assert stand.card.focusWidget() is table
    stand.press(Qt.Key.Key_Down)
    assert table.currentIndex().row() == 1
    assert stand.foreign(stand.card) == []
    stand.press(RETURN, CTRL)
    stand.settle()
    explanations = [check.explanation for check in stand.page.figures.report().checks if check.indicator == "C02"]
    assert explanations == ["Mat dien"]


def test_an_entry_corrected_by_hand_has_heard_its_witness(contradicted: Stand) -> None:
    ward = contradicted.ward
    for entry in ward.broadcast.log.contradicted(dt.date(2026, 1, 1), dt.date(2026, 5, 30)):
        if entry.title == "Bản tin chiều":
            ward.broadcast.log.correct(entry.id, Confirmation(Outcome.NONE, Reason.POWER))
    contradicted.page.reload()
    contradicted.settle()
    contradicted.page.figures.grid.go_to("C02")
    contradicted.press(Qt.Key.Key_M, CTRL)
    assert {row[2] for row in rows_of(contradicted)} == {"Bản tin phường"}
    contradicted.press(Qt.Key.Key_Escape)


@pytest.mark.parametrize(("key", "ending"), [(Qt.Key.Key_S, "pdf"), (Qt.Key.Key_E, "docx")])
def test_a_paper_is_kept_with_the_keys_of_the_notice(qtbot, tmp_path: Path, monkeypatch, key, ending) -> None:
    target = tmp_path / f"bao-cao.{ending}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with opened(qtbot, filled_ward(tmp_path)) as stand:
        stand.show("statistics")
        stand.press(key, CTRL)
        target.unlink(missing_ok=True)
        stand.press(Qt.Key.Key_P, CTRL)
        assert stand.page.paper.isVisible()
        stand.press(key, CTRL)
        assert target.stat().st_size > 0
        assert target.read_bytes()[:4] == (b"%PDF" if ending == "pdf" else b"PK\x03\x04")


def test_the_sources_of_a_number_show_which_records_another_witness_contradicts(contradicted: Stand) -> None:
    stand = contradicted
    stand.page.figures.grid.go_to("C02")
    stand.press(Qt.Key.Key_F11)
    if not stand.page.figures.source.isVisible():
        stand.press(Qt.Key.Key_F11)
    panel = stand.page.figures.source
    table = panel.records.table
    told = [str(table.data(table.index(row, 1))) for row in range(table.rowCount())]
    assert [words for words in told if words.startswith("Lệch: ")] == [
        "Lệch: 17:00 Bản tin chiều",
        "Lệch: 06:30 Bản tin phường",
    ]
    assert len(told) == 6
    column = table.columns[1]
    marked, plain = (
        next(line.row for line in table.lines() if bool(line.row.against) is against) for against in (True, False)
    )
    assert (column.look(marked).icon, column.look(marked).ink) == ("triangle-alert", "amber")
    assert column.tip(marked) == "Máy phát: 12 phút, 1/2 cụm"
    assert (column.look(plain), column.tip(plain)) == (PLAIN_LOOK, "")
    assert panel.seen.text() == "6 bản ghi, 2 lệch"
    assert stand.foreign(panel) == []


def test_an_entry_that_was_put_right_is_marked_no_longer(contradicted: Stand) -> None:
    stand, log = contradicted, contradicted.ward.broadcast.log
    for entry in log.contradicted(MONDAY, FRIDAY):
        stand.window.desk.publish(log.correct(entry.id, Confirmation(Outcome.PARTIAL, Reason.POWER, 12, 1)))
    stand.settle()
    stand.page.figures.show_panel(shown=True)
    stand.page.figures.grid.go_to("C02")
    assert not any(entry.against for entry in stand.page.figures.source.entries())
    assert "lệch" not in stand.page.figures.source.seen.text()


def test_what_is_contradicted_is_in_sight_however_many_records_there_are(contradicted: Stand) -> None:
    value = contradicted.page.figures.report().value("C02")
    first = value.measured.records[0]
    many = tuple(replace(first, id=f"x{at}", date=MONDAY - dt.timedelta(days=1)) for at in range(SHOWN))
    found = drill(replace(value, measured=Measured((*many, first))), range(1, 6), {first.id: "Máy phát"})
    assert [entry.against for entry in found.shown if entry.against] == ["Máy phát"]
    assert len(found.shown) == SHOWN + 1
    assert drill(value, range(1, 6)).contradicted == 0
