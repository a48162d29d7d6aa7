"""F12: an urgent message by keys, its words beside the fields, what it cuts offered for replay, files, stopping."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from sync.adapters.manual import ManualCourier
from tests.ui.kit.hands import compose
from tests.vietnamese_words import foreign_texts, unnamed_focusables
from tests.wards import NOON, START, add_slot, cluster_ids, make_ward
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.conflicts import Severity
from ttcs_desktop.broadcast.model import Kind
from ui.kit.fields import Choice
from ui.kit.jobs import JobRunner
from ui.pages.desk import Desk
from ui.pages.urgent.card import UrgentCard
from ui.pages.urgent.moment import MomentField
from ui.rail import ENTRIES
from ui.window import Window

K, MOD = Qt.Key, Qt.KeyboardModifier
TODAY = NOON.date()


class Scene:
    """The window on Cài đặt, the quickest of pages; F12 is the window's own."""

    def __init__(self, ward) -> None:
        self.ward = ward
        self.desk = Desk(ward, ManualCourier(), JobRunner(_raise))
        self.window = Window(self.desk, tuple(one for one in ENTRIES if one.item.id == "settings"))
        self.desk.setParent(self.window)
        self.window.resize(910, 440)
        self.window.show()
        self.window.activateWindow()
        self.window.show_page("settings")
        QApplication.processEvents()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = MOD.NoModifier) -> None:
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
            QApplication.processEvents()
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)
        QApplication.processEvents()

    def save(self) -> None:
        self.press(K.Key_Return, MOD.ControlModifier)

    def card(self):
        return QApplication.activeModalWidget()

    def fill(self, **fields: object) -> None:
        for name, value in fields.items():
            widget = self.card().form.widget(name)
            widget.setFocus()
            if isinstance(value, str) and not isinstance(widget, Choice):
                widget.selectAll()
                QTest.keyClick(widget, K.Key_Delete)
                compose(widget, 0, value)
            else:
                widget.set_value(value)
        QApplication.processEvents()

    def words(self) -> str:
        return "\n".join(one.text() for one in self.card().findChildren(QLabel) if one.isVisible())


def _raise(error: BaseException) -> None:
    raise error


@pytest.fixture
def scene(qtbot, tmp_path):
    made = Scene(make_ward(tmp_path))
    qtbot.addWidget(made.window)
    yield made
    while (opened := QApplication.activeModalWidget()) is not None:
        opened.close()
        QApplication.processEvents()
    made.ward.close()


def test_from_f12_to_on_air_with_one_field_typed_and_back_by_ctrl_z(scene) -> None:
    add_slot(scene.ward, "Bản tin phường", "12:00", 30)
    add_slot(scene.ward, "Ca nhạc", "18:00", 30)
    scene.press(K.Key_F12)
    assert isinstance(scene.card(), UrgentCard)
    assert foreign_texts(scene.card(), ("SMS", "Zalo")) == []
    assert unnamed_focusables(scene.card()) == []
    scene.save()
    assert scene.ward.urgent.standing() == [], "a reason is asked for"
    scene.fill(reason="Mưa to, không kịp lập phiếu")
    scene.save()
    (message,) = scene.ward.urgent.standing()
    assert (message.template, message.drill, message.approver) == ("storm", False, "Nguyễn Văn An")
    assert "Bản tin phường" in scene.card().list.table.lines()[0].row.title, "what is cut is offered for replay"
    scene.save()
    titles = [one.title for one in scene.ward.broadcast.timetable.days(TODAY, TODAY)]
    assert titles.count("Bản tin phường") == 2
    names = sorted(path.name for path in (scene.ward.folder / "papers").rglob("*") if path.is_file())
    assert names == ["20260602-1200-mua-to-gio-manh.cap.xml", "20260602-1200-mua-to-gio-manh.txt"]
    scene.press(K.Key_Z, MOD.ControlModifier)
    scene.press(K.Key_Z, MOD.ControlModifier)
    assert scene.ward.urgent.standing() == []
    assert {one.slot.kind for one in scene.ward.broadcast.timetable.days(TODAY, TODAY)} == {Kind.PROGRAMME}


def test_a_replay_that_would_break_the_time_rules_says_so_and_is_not_ticked(scene) -> None:
    add_slot(scene.ward, "Bản tin phường", "12:00", 30)
    add_slot(scene.ward, "Ca nhạc", "18:00", 30)
    scene.ward.time_rules.choose("ha-noi-2021-quan", TODAY, Severity.WARN)
    scene.press(K.Key_F12)
    scene.fill(reason="Mưa to, không kịp lập phiếu")
    scene.save()
    assert "được phép 15" in scene.words()
    assert "không chọn sẵn" in scene.words()
    assert foreign_texts(scene.card(), ()) == []
    scene.save()
    titles = [one.title for one in scene.ward.broadcast.timetable.days(TODAY, TODAY)]
    assert titles.count("Bản tin phường") == 1


def test_the_words_follow_what_is_typed_and_a_drill_says_so(scene) -> None:
    scene.press(K.Key_F12)
    scene.fill(headline="Vỡ bờ bao")
    assert "Vỡ bờ bao" in scene.card().preview.shown()
    assert "DIỄN TẬP" not in scene.card().preview.shown()
    scene.card()._template.setCurrentIndex(2)
    assert scene.card().form.widget("headline").value() == "Vỡ bờ bao", "what was typed stays"
    assert "khóa ga" in scene.card().preview.shown()
    scene.fill(drill=True)
    assert scene.card().preview.shown().count("DIỄN TẬP") == 3
    scene.fill(headline="")
    assert "hiện ở đây" in scene.card().preview.shown()


def test_a_place_is_typed_by_its_number_and_what_is_wrong_stands_at_its_field(scene) -> None:
    ward, ids = scene.ward, cluster_ids(scene.ward)
    ward.neighbourhoods.add("Tổ dân phố 1 - 3", START)
    ward.hearing.hear([ids["TDP 2"]], ward.neighbourhoods.read("2", TODAY), START)
    scene.press(K.Key_F12)
    scene.fill(area="places", where="9", reason="Gấp", expires="31/02")
    scene.save()
    form = scene.card().form
    assert form.error_of("expires")
    scene.fill(expires="20h")
    scene.save()
    assert "Chưa rõ “9”" in form.error_of("where")
    scene.fill(where="1")
    scene.save()
    assert "Chưa ghi cụm nào" in scene.words()
    scene.card().form.widget("what").set_value("a" * 5000)  # as pasted
    scene.fill(where="2")
    scene.save()
    (message,) = ward.urgent.standing()
    assert (message.clusters, message.area) == ({ids["TDP 2"]}, "tổ dân phố 2")
    assert message.expires == dt.datetime(2026, 6, 2, 20)


def test_while_one_goes_on_f12_offers_to_stop_it(scene) -> None:
    scene.press(K.Key_F12)
    scene.press(K.Key_Escape)
    assert scene.ward.urgent.standing() == []
    scene.press(K.Key_F12)
    scene.fill(reason="Gấp", repeat_minutes=30)
    scene.save()
    scene.press(K.Key_F12)
    assert "Đang còn hiệu lực" in scene.words()
    scene.card().form.widget("deed").setCurrentIndex(1)
    scene.save()
    scene.fill(reason="Đã tạnh")
    scene.save()
    assert scene.ward.urgent.standing() == []
    assert scene.ward.broadcast.timetable.days(TODAY, TODAY) == ()
    assert any(path.name.endswith("-dung.cap.xml") for path in (scene.ward.folder / "papers").rglob("*"))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("18:30", "2026-06-02 18:30"), ("6h", "2026-06-03 06:00"), ("18h30 3/6", "2026-06-03 18:30"),
        ("18:30 05/06/2026", "2026-06-05 18:30"), ("", None), ("25:00", "time_unreadable"),
        ("hôm nay", "time_unreadable"), ("18:00 31/2", "no_such_date"),
    ],
)  # fmt: skip
def test_a_moment_is_read_as_people_write_it(qtbot, typed: str, read: str | None) -> None:
    field = MomentField(FixedClock(NOON))
    qtbot.addWidget(field)
    field.setText(typed)
    try:
        found = field.value()
    except InvalidInput as trouble:
        found = trouble.code
    assert (f"{found:%Y-%m-%d %H:%M}" if isinstance(found, dt.datetime) else found) == read
