"""What cannot be, typed and pointed at on Lịch phát: told at its place, the typed words stay, nothing half kept."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.pages.schedule_window import Scene
from tests.wards import add_slot, make_ward
from ttcs_desktop.broadcast.model import Condition
from ui.pages.schedule.intake import OutcomeCard

K = Qt.Key


@pytest.fixture(scope="module")
def ward(tmp_path_factory):
    made = make_ward(tmp_path_factory.mktemp("ward"))
    add_slot(made, "Bản tin phường", "05:30", 15)
    yield made
    made.close()


@pytest.fixture
def scene(qtbot, ward):
    made = Scene(ward, (910, 440))
    qtbot.addWidget(made.window, before_close_func=lambda _: made.desk.jobs.wait())
    yield made
    made.close()


def pointed_at(scene, qtbot, path) -> None:
    scene.page.intake.pointed_at = lambda _: path
    scene.ctrl(K.Key_O)
    qtbot.waitUntil(lambda: not scene.desk.jobs.is_busy())
    QApplication.processEvents()


def test_a_slot_of_impossible_hours_and_days_is_refused_field_by_field_and_kept_once_it_is_right(ward, scene) -> None:
    before, seq = ward.broadcast.timetable.slots_between(dt.date.min, dt.date.max), ward.ledger.last_seq()
    scene.press(K.Key_F4)
    card = scene.card()
    wrong = {"title": "Chiến dịch", "start": "24:00", "seconds": "1500", "date_from": "10/7", "date_to": "1/7"}
    for field, typed in wrong.items():
        card.field(field).setText(typed)
    for field, told, right in (
        ("start", "Gõ 00:00 và chọn ngày hôm sau.", "0:00"),
        ("seconds", "Gõ số từ 1 đến 1.440.", "30"),
        ("date_to", "Ngày cuối phải sau ngày đầu.", "31/7"),
    ):
        scene.ctrl(K.Key_Return)
        assert card.isVisible()
        assert card.error_of(field) == told
        assert card.field("title").text() == "Chiến dịch"
        assert ward.ledger.last_seq() == seq, "nothing is kept while anything is wrong"
        card.field(field).setText(right)
    scene.ctrl(K.Key_Return)
    assert scene.no_card()
    (made,) = [one for one in ward.broadcast.timetable.slots_between(dt.date.min, dt.date.max) if one not in before]
    assert (made.start, made.seconds, made.date_from) == (dt.time(0), 1800, dt.date(2026, 7, 10))
    scene.desk.undo()


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("lớn.csv", None, "Tệp lớn hơn 2048 MB."),
        ("trống.csv", "", "Tệp không có nội dung."),
        ("khác.csv", "Cụm;Chương trình;Bắt đầu;Số giây\nThôn Đông;Tin;01/06/2026 05:30;900\n", "nhật ký của đài mình?"),
    ],
)
def test_a_file_that_cannot_be_a_log_of_this_station_is_told_and_nothing_kept(
    ward, scene, qtbot, tmp_path, name, text, told
) -> None:
    path = tmp_path / name
    if text is None:
        with path.open("wb") as stream:
            stream.write(b"a;b;c\n")
            stream.truncate(5 * 1024**3)
    else:
        path.write_text(text, "utf-8")
    seq = ward.ledger.last_seq()
    pointed_at(scene, qtbot, path)
    assert told in scene.texts(QApplication.activeModalWidget() or scene.window)
    scene.press(K.Key_Escape)
    assert scene.no_card()
    assert ward.broadcast.log.entries(dt.date(2026, 5, 1), dt.date(2026, 6, 2)) == []
    assert len(ward.broadcast.inventory.clusters()) == 2
    assert ward.ledger.last_seq() == seq


def test_rows_that_cannot_be_are_named_and_a_play_before_its_slot_was_entered_is_told(
    ward, scene, qtbot, tmp_path
) -> None:
    path = tmp_path / "nhật ký.csv"
    path.write_text(
        "Ngày;Giờ phát;Tên chương trình;Cụm loa\n"
        "01/06/2026;05:30-05:45;Bản tin phường;TDP 1\n"
        "01/06/2026;05:45-05:30;Bản tin phường;TDP 2\n"
        "31/02/2026;05:30-05:45;Bản tin phường;TDP 2\n",
        "utf-8",
    )
    pointed_at(scene, qtbot, path)
    scene.ctrl(K.Key_Return)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), OutcomeCard))
    card = scene.card()
    said = scene.texts(card)
    assert "2 dòng không đọc được" in said
    assert "1 mục phát có khung chỉ được ghi vào sổ sau giờ phát" in said
    assert [line.row.code for line in card.rows.table.lines()] == ["end_before_start", "no_such_date"]
    scene.press(K.Key_Return)
    ward.undo.undo()


def test_a_week_that_nobody_can_hear_waits_for_the_officer_s_word(ward, scene) -> None:
    for cluster in ward.broadcast.inventory.clusters():
        ward.broadcast.inventory.change_cluster(
            cluster.id, dt.date(2026, 6, 1), loudspeakers=2, condition=Condition.FAULTY
        )
    scene.page.reload()
    scene.press(K.Key_F7)
    assert "không nơi nào nghe được" in scene.page.clash_panel.text()
    scene.press(K.Key_Escape)
    scene.ctrl(K.Key_Return)
    assert "chờ anh chị quyết định" in scene.texts(scene.card())
