"""Cài đặt, by the keys of an officer whose record was set up a minute ago and holds nothing yet."""

from __future__ import annotations

import datetime as dt
import shutil
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from sync.adapters.manual import ManualCourier
from tests.ui.kit.hands import compose
from tests.vietnamese_words import foreign_texts, unnamed_focusables, unreachable_mnemonics
from tests.wards import NOON, START
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.basics.periods import Window as Period
from ttcs_desktop.broadcast.conflicts import Severity
from ttcs_desktop.broadcast.model import Condition, Technology
from ttcs_desktop.content.pipeline.model import Scope
from ttcs_desktop.office.model import DayKind, Duty, Role
from ttcs_desktop.storage.backup_check import check_backup
from ttcs_desktop.storage.backup_folder import backups_in
from ttcs_desktop.system.settings import Theme
from ttcs_desktop.workspace import create_workspace
from ui.daily import DailyWork
from ui.kit import appearance, theme
from ui.kit.jobs import JobRunner
from ui.pages.desk import Desk
from ui.pages.settings.page import SECTIONS, SettingsPage
from ui.rail import ENTRIES
from ui.window import Window
from ui.workflows.keeping import choose_folder

K, MOD = Qt.Key, Qt.KeyboardModifier
TODAY = NOON.date()
TERMS = ("FM", "VT")  # kinds of stations as the ministry abbreviates them
UNIT = 0
PLACE_OF = {kind.__name__: number for number, kind in enumerate(SECTIONS, start=1)}
PEOPLE, BOARDS, MEMBERS = (PLACE_OF[name] for name in ("People", "Boards", "BoardMembers"))
AUTHORISATIONS, EQUIPMENT = (PLACE_OF[name] for name in ("Authorisations", "EquipmentSection"))
NOTICES, FAULTS, PLACES = (PLACE_OF[name] for name in ("NoticeBoards", "FaultBook", "Neighbourhoods"))
TIME_RULES, LIMITS = (PLACE_OF[name] for name in ("TimeRulesSection", "LimitsSection"))
COLUMNS, CONTRIBUTIONS, HOLIDAYS = (PLACE_OF[name] for name in ("Columns", "Contributions", "Holidays"))
CATALOGUE = PLACE_OF["CityCatalogueSection"]
BIN, SHORT_NAMES, NAMES = (PLACE_OF[name] for name in ("RecycleBin", "ShortNames", "UnitNames"))

OF_THE_BOARD = ["Ban biên tập", "Thành viên Ban biên tập", "Ủy quyền duyệt"]


class Scene:
    """The window on Cài đặt; keys go where the focus is and are counted, letters are not."""

    def __init__(self, ward) -> None:
        self.ward, self.presses = ward, 0
        self.unhandled: list[BaseException] = []
        self.desk = Desk(ward, ManualCourier(), JobRunner(self.unhandled.append))
        self.window = Window(self.desk, tuple(entry for entry in ENTRIES if entry.item.id == "settings"))
        self.desk.setParent(self.window)
        self.window.resize(1093, 540)
        self.window.show()
        self.window.activateWindow()
        self.window.show_page("settings")
        page = self.window.page("settings")
        assert isinstance(page, SettingsPage)
        self.page = page
        QApplication.processEvents()

    def focus(self) -> QWidget:
        if QApplication.activeWindow() is None:
            self.window.activateWindow()  # what a window manager does when a card closes; there is none off-screen
            QApplication.processEvents()
        return QApplication.focusWidget() or self.window

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = MOD.NoModifier) -> None:
        self.presses += 1
        QTest.keyClick(self.focus(), key, held)
        QApplication.processEvents()

    def save(self) -> None:
        self.press(K.Key_Return, MOD.ControlModifier)

    def type(self, text: str) -> None:
        compose(self.focus(), 0, text)

    def fill(self, *texts: str) -> None:
        """Text into the field with the focus, Enter, the next; an empty text leaves a field as it is."""
        for text in texts:
            if text:
                self.type(text)
            self.press(K.Key_Return)

    def go(self, section: int) -> None:
        """Down to a section and into it, from wherever the officer is."""
        self.page.sections.setFocus()
        while self.page.sections.current_row().id < section:
            self.press(K.Key_Down)
        while self.page.sections.current_row().id > section:
            self.press(K.Key_Up)

    def card(self) -> QWidget:
        opened = QApplication.activeModalWidget()
        assert opened is not None
        return opened

    def no_card(self) -> bool:
        return QApplication.activeModalWidget() is None

    def listed(self) -> list[tuple[str, ...]]:
        """The cells of the shown list, top to bottom, headings left out."""
        table = self.page.view().grid.table
        return [tuple(one.text(line.row) for one in table.columns) for line in table.lines() if not line.is_heading]

    def words(self) -> str:
        return "\n".join(one.text() for one in self.page.findChildren(QLabel) if one.isVisible())


@pytest.fixture
def ward(tmp_path):
    made = create_workspace(tmp_path / "ward", "99999", FixedClock(NOON), started_on=START)
    yield made
    made.close()


@pytest.fixture
def scene(qtbot, ward):
    made = Scene(ward)
    qtbot.addWidget(made.window)
    yield made
    while (opened := QApplication.activeModalWidget()) is not None:
        opened.close()
        QApplication.processEvents()
    assert made.desk.jobs.wait()


def test_the_unit_stands_as_it_is_printed_with_its_folder(ward, scene) -> None:
    assert scene.focus() is scene.page.sections
    assert "PHƯỜNG MẪU" in scene.words()
    assert "99999" in scene.words()
    assert scene.page.unit.folder.text() == str(ward.folder)


def test_a_copy_is_made_by_one_key_and_its_time_is_shown(qtbot, ward, scene) -> None:
    assert "Chưa sao lưu lần nào" in scene.words()
    scene.press(K.Key_F9)
    qtbot.waitUntil(lambda: "12:00 02/06/2026" in scene.words())
    assert ward.last_backup() is not None
    assert scene.page.unit.button.isEnabled()
    assert scene.unhandled == []
    assert "12:00 hôm nay" in scene.window.status.backup.text()


def test_a_backup_does_not_offer_to_take_back_what_was_done_before_it(qtbot, ward, scene) -> None:
    scene.desk.publish(ward.office.set_holiday(dt.date(2026, 4, 27), "Giỗ Tổ", DayKind.OFF), "Đã ghi ngày nghỉ")
    assert scene.window.toast.offers()
    scene.press(K.Key_F9)
    qtbot.waitUntil(lambda: "Đã sao lưu" in scene.window.toast.text())
    assert not scene.window.toast.offers()
    assert [one.name for one in ward.office.holidays()] == ["Giỗ Tổ"]


def test_a_copy_that_cannot_be_made_is_told_and_may_be_asked_again(qtbot, ward, scene) -> None:
    (ward.folder / "backups").write_text("không phải thư mục", encoding="utf-8")
    scene.press(K.Key_F9)
    qtbot.waitUntil(lambda: scene.page.unit.button.isEnabled() and not scene.desk.jobs.is_busy())
    assert ward.last_backup() is None
    assert scene.unhandled == []
    assert scene.page._banner.isVisible()


@pytest.fixture
def real(qtbot, tmp_path):
    """The window over a real ward's record: a sample ward copies nothing to a stick."""
    ward = create_workspace(tmp_path / "real", "13291", FixedClock(NOON), started_on=START)
    made = Scene(ward)
    qtbot.addWidget(made.window)
    yield made
    assert made.desk.jobs.wait()
    choose_folder(ward, None)
    ward.close()


def test_each_backup_goes_to_the_stick_as_well_and_a_stick_that_is_not_there_undoes_nothing(qtbot, real, tmp_path):
    stick = tmp_path / "usb"
    stick.mkdir()
    real.page.unit.second.pointed_at = lambda _parent, chosen: chosen(stick)
    real.page.unit.second.choose.setFocus()
    real.press(K.Key_Return)
    assert real.page.unit.second.place.text() == str(stick)
    real.press(K.Key_F9)
    qtbot.waitUntil(real.page.unit.button.isEnabled)
    (place,) = stick.iterdir()
    assert place.name.startswith("TTCS-13291-")
    assert [check_backup(one).problem for one in backups_in(place)] == [None]
    assert "hỏng ổ là mất cả hai" in real.words()  # the stick of the test is the same disk
    shutil.rmtree(stick)
    real.ward.clock.advance(dt.timedelta(minutes=5))
    real.press(K.Key_F9)
    qtbot.waitUntil(real.page.unit.button.isEnabled)
    assert len(backups_in(real.ward.folder / "backups")) == 2
    assert "chưa chép được sang" in real.words()
    real.page.unit.second.drop.setFocus()
    real.press(K.Key_Return)
    assert (real.page.unit.second.place.text(), real.unhandled) == ("", [])


def test_the_folder_of_the_record_is_no_second_place(real) -> None:
    real.page.unit.second.pointed_at = lambda _parent, chosen: chosen(real.ward.folder / "backups")
    (real.ward.folder / "backups").mkdir()
    real.page.unit.second.ask()
    assert "nằm ngay trong thư mục của sổ" in real.words()
    assert real.page.unit.second.place.text() == ""


def test_a_backup_under_way_is_stopped_by_esc(qtbot, monkeypatch, ward, scene) -> None:
    begun = threading.Event()

    def endless(_workspace, tell):
        begun.set()
        while True:
            tell(1, 2, "files")

    monkeypatch.setattr("ui.pages.settings.page.back_up", endless)
    scene.press(K.Key_F9)
    assert begun.wait(5)
    assert scene.page.progress.isVisible()
    scene.press(K.Key_Escape)
    qtbot.waitUntil(scene.page.unit.button.isEnabled)
    assert (scene.page.progress.isVisible(), ward.last_backup(), scene.unhandled) == (False, None, [])
    assert scene.focus() is scene.page.unit.button


def test_the_day_is_backed_up_once_without_being_asked(qtbot, ward, scene) -> None:
    daily = DailyWork(scene.desk)
    daily.look()
    qtbot.waitUntil(lambda: "12:00 hôm nay" in scene.window.status.backup.text())
    daily.look()
    assert not daily._under_way
    ward.clock.advance(dt.timedelta(days=1))
    daily.look()
    qtbot.waitUntil(lambda: not daily._under_way)
    assert len(backups_in(ward.folder / "backups")) == 2


def test_a_day_without_room_is_told_once_and_tried_again_an_hour_later(qtbot, ward, scene) -> None:
    (ward.folder / "backups").write_text("không phải thư mục", encoding="utf-8")
    told: list[str] = []
    scene.desk.done.connect(lambda what, *_: told.append(what))
    daily = DailyWork(scene.desk)
    for minutes, tries in ((0, 1), (30, 1), (31, 2)):
        ward.clock.advance(dt.timedelta(minutes=minutes))
        daily.look()
        qtbot.waitUntil(lambda: not daily._under_way)
        assert len(told) == 1, tries
    (ward.folder / "backups").unlink()
    ward.clock.advance(dt.timedelta(minutes=61))
    daily.look()
    qtbot.waitUntil(lambda: ward.last_backup() is not None and not daily._under_way)


def test_a_leader_is_added_by_keys_alone_and_can_approve(ward, scene) -> None:
    scene.go(PEOPLE)
    scene.press(K.Key_F4)
    scene.fill("Nguyễn Văn An", "Phó Chủ tịch UBND phường")
    scene.press(K.Key_Down)
    scene.save()
    assert scene.no_card()
    (leader,) = ward.office.approvers()
    assert (leader.name, leader.position, leader.roles) == (
        "Nguyễn Văn An",
        "Phó Chủ tịch UBND phường",
        frozenset({Role.APPROVER}),
    )
    assert scene.listed() == [("Nguyễn Văn An", "Lãnh đạo duyệt")]
    assert scene.presses == 6


def test_a_person_without_a_name_is_refused_at_the_name(ward, scene) -> None:
    scene.go(PEOPLE)
    scene.press(K.Key_F4)
    scene.save()
    assert scene.card().form.error_of("name") == "Gõ tên."
    assert ward.office.people() == []


def test_a_cluster_is_added_and_changed_from_a_day_on(ward, scene) -> None:
    scene.go(EQUIPMENT)
    scene.press(K.Key_F4)
    scene.fill("1", "Tổ dân phố 1", "Nhà văn hóa", "")
    scene.save()
    inventory = ward.broadcast.inventory
    (cluster,) = inventory.clusters()
    assert (cluster.number, cluster.name, cluster.place) == ("1", "Tổ dân phố 1", "Nhà văn hóa")
    assert [(state.from_day, state.loudspeakers) for state in inventory.cluster_states()] == [(START, 1)]
    scene.page.sections.setFocus()
    scene.press(K.Key_Return)
    scene.press(K.Key_Down)
    scene.press(K.Key_Down)
    scene.press(K.Key_F2)
    scene.type("4")
    scene.press(K.Key_Return)
    scene.press(K.Key_Down)
    scene.save()
    assert scene.no_card()
    last = inventory.cluster_states()[-1]
    assert (last.from_day, last.condition) == (TODAY, Condition.FAULTY)
    assert scene.listed()[-1][2:] == ("Hỏng", "02/06/2026")
    assert len(inventory.cluster_states()) == 2


def test_a_number_given_twice_is_refused_at_its_field(ward, scene) -> None:
    station = ward.broadcast.inventory.the_station()
    ward.broadcast.inventory.add_cluster(station.id, "1", "", START)
    scene.go(EQUIPMENT)
    scene.press(K.Key_F4)
    scene.type("1")
    scene.save()
    assert scene.card().form.error_of("number") == "Gõ số khác."
    scene.card().form.widget("number").setText("2")
    scene.card().form.widget("loudspeakers").setText("ba")
    scene.save()
    assert scene.card().form.error_of("loudspeakers")
    scene.card().form.widget("loudspeakers").setText("3")
    scene.card().form.widget("from_day").setText("31/02")
    scene.save()
    assert scene.card().form.error_of("from_day")
    assert len(ward.broadcast.inventory.clusters()) == 1


def test_a_cluster_known_from_a_file_is_confirmed_by_its_state(ward, scene) -> None:
    station = ward.broadcast.inventory.the_station()
    (noted,) = ward.broadcast.inventory.note_unknown_clusters(station.id, ["Chợ phường"])
    scene.go(EQUIPMENT)
    scene.page.reload()
    assert scene.listed()[-1][2] == "Chưa xác nhận"
    scene.page.show_record(noted.id)
    scene.press(K.Key_Return)
    scene.press(K.Key_Return)
    scene.type("3")
    scene.save()
    assert scene.no_card()
    (state,) = ward.broadcast.inventory.cluster_states()
    assert (state.cluster_id, state.loudspeakers, state.condition) == (noted.id, 3, Condition.WORKING)
    assert scene.listed()[-1][2] == "Hoạt động"


def test_the_station_changes_its_technology_from_a_day_on(ward, scene) -> None:
    scene.go(EQUIPMENT)
    scene.press(K.Key_F2)
    scene.card().form.widget("technology").set_value(Technology.FM)
    scene.save()
    last = ward.broadcast.inventory.station_states()[-1]
    assert (last.from_day, last.technology) == (TODAY, Technology.FM)


def test_a_column_is_opened_and_later_ended(ward, scene) -> None:
    scene.go(COLUMNS)
    scene.press(K.Key_F4)
    scene.type("Sức khỏe cộng đồng")
    scene.save()
    scene.press(K.Key_F2)
    scene.type("1/6")
    scene.save()
    assert scene.card().form.error_of("to_day") == "Ngày cuối phải sau ngày đầu."
    scene.card().form.widget("to_day").setText("30/6")
    scene.save()
    (column,) = ward.content.columns()
    assert (column.name, column.from_day, column.to_day) == ("Sức khỏe cộng đồng", TODAY, dt.date(2026, 6, 30))
    assert scene.listed() == [("Sức khỏe cộng đồng", "02/06/2026", "30/06/2026", "Đang duy trì")]


def test_a_contribution_is_noted_with_the_day_it_was_used(ward, scene) -> None:
    scene.go(CONTRIBUTIONS)
    scene.press(K.Key_F4)
    scene.fill("Hội thi tiếng hát", "Báo và phát thanh, truyền hình thành phố", "")
    scene.type("1/6")
    scene.save()
    assert scene.card().form.error_of("used_on")
    scene.card().form.widget("used_on").setText("h")
    scene.save()
    (piece,) = ward.content.contributions()
    assert (piece.title, piece.sent_on, piece.used_on) == ("Hội thi tiếng hát", TODAY, TODAY)


def test_rules_on_when_it_may_play_are_chosen_from_a_day_and_taken_back(ward, scene) -> None:
    scene.go(TIME_RULES)
    scene.press(K.Key_F4)
    for _ in range(2):
        scene.press(K.Key_Down)
    assert scene.focus().currentText() == "Vĩnh Phúc 2022: 3 buổi, mỗi buổi 45 phút"
    scene.press(K.Key_Return)
    scene.fill("01/6/2026")
    scene.press(K.Key_Down)
    scene.save()
    assert [(one.code, one.from_day, one.severity) for one in ward.time_rules.choices()] == [
        ("vinh-phuc-2022", dt.date(2026, 6, 1), Severity.BLOCK)
    ]
    (line,) = scene.listed()
    assert line[1:] == ("Vĩnh Phúc 2022", "Chưa đọc văn bản gốc", "Phải xử lý")
    scene.page.sections.setFocus()
    scene.press(K.Key_Return)
    scene.press(K.Key_Delete)
    assert ward.time_rules.choices() == []
    scene.press(K.Key_Z, MOD.ControlModifier)
    assert len(ward.time_rules.choices()) == 1
    ward.time_rules.choose("", dt.date(2026, 6, 1), Severity.BLOCK)
    scene.page.reload()
    assert [line[1:] for line in scene.listed()] == [("Không theo bộ nào", "", "")]


def test_a_holiday_is_entered_and_corrected(ward, scene) -> None:
    scene.go(HOLIDAYS)
    scene.press(K.Key_F4)
    scene.fill("27/4", "Giỗ Tổ")
    scene.save()
    assert [(one.day, one.name, one.kind) for one in ward.office.holidays()] == [
        (dt.date(2026, 4, 27), "Giỗ Tổ", DayKind.OFF)
    ]
    scene.press(K.Key_F2)
    scene.press(K.Key_Return)
    scene.press(K.Key_Down)
    scene.save()
    assert [one.kind for one in ward.office.holidays()] == [DayKind.SWAPPED_IN]
    assert dt.date(2026, 4, 27) in ward.office.calendar().swapped_in


def test_a_limit_on_repeats_is_set_by_keys_and_dropped_again(ward, scene) -> None:
    scene.go(LIMITS)
    scene.press(K.Key_F4)
    scene.type("1/7")
    scene.press(K.Key_Return)
    scene.type("3")
    scene.press(K.Key_Return)
    scene.press(K.Key_Return)
    scene.type("2")
    scene.save()
    assert scene.listed() == [("01/07/2026", "nhiều nhất 3 lần một ngày, cách nhau ít nhất 2 giờ")]
    scene.page.view().grid.setFocus()
    scene.press(K.Key_Delete)
    assert ward.week_checks.limits() == []


def test_arrows_walk_the_sections_and_escape_comes_back(ward, scene) -> None:
    ward.office.add_person("Trần Thị Bình", "Công chức", frozenset({Role.OFFICER}))
    scene.page.reload()
    titles = []
    for _ in range(14):
        scene.press(K.Key_Down)
        titles.append(scene.page.view().section.TITLE)
    assert titles == [
        "Người dùng và lãnh đạo",
        *OF_THE_BOARD,
        "Đài và cụm loa",
        "Bảng tin",
        "Sổ sửa chữa",
        "Tổ dân phố, thôn",
        "Quy định khung giờ",
        "Giới hạn phát lại",
        "Chuyên mục",
        "Tin, bài cộng tác",
        "Danh mục chỉ tiêu",
        "Ngày nghỉ",
    ]
    scene.go(PEOPLE)
    scene.press(K.Key_Right)
    assert scene.focus() is scene.page.view().grid
    scene.press(K.Key_Escape)
    assert scene.focus() is scene.page.sections


@pytest.mark.parametrize("size", [(1093, 540), (910, 440), (1920, 1000)])
def test_every_section_and_its_cards_speak_vietnamese_and_have_names(ward, scene, size) -> None:
    station = ward.broadcast.inventory.the_station()
    ward.broadcast.inventory.add_cluster(station.id, "1", "Tổ dân phố 1", START)
    scene.window.resize(*size)
    scene.page.reload()
    for section in range(6):
        scene.page.sections.choose(section)
        assert foreign_texts(scene.page, TERMS) == []
        assert unnamed_focusables(scene.page) == []
        if section == UNIT:
            continue
        scene.page.add()
        assert foreign_texts(scene.card(), TERMS) == []
        assert unnamed_focusables(scene.card()) == []
        assert unreachable_mnemonics(scene.card()) == []
        assert scene.card().height() <= 540
        scene.press(K.Key_Escape)


def test_the_page_stands_at_the_lower_end_of_the_rail_with_the_next_key() -> None:
    last = ENTRIES[-1].item
    assert (last.id, last.word, last.bottom) == ("settings", "Cài đặt", True)


# -- the recycle bin --------------------------------------------------------------------------------------------------


def test_what_was_taken_out_is_brought_back_by_one_key(ward, scene) -> None:
    item = ward.content.add("Lịch tiêm chủng", "Nội dung.")
    scene.desk.publish(ward.content.remove(item.id), "Đã đưa vào thùng rác")
    scene.go(BIN)
    assert [(row[0], row[2]) for row in scene.listed()] == [("Lịch tiêm chủng", "02/06/2026")]
    scene.press(K.Key_Return)
    scene.press(K.Key_F2)
    assert ward.content.item(item.id).title == "Lịch tiêm chủng"
    assert scene.listed() == []
    assert "Thùng rác trống" in scene.words()
    assert "Đã lấy lại “Lịch tiêm chủng”." in scene.window.toast.text()


def test_nothing_is_added_to_the_bin_by_hand(scene) -> None:
    scene.go(BIN)
    assert not scene.page.tools_shown._add.isVisible()
    scene.press(K.Key_F4)
    assert scene.no_card()
    assert scene.unhandled == []


# -- what was entered is mended and taken out -------------------------------------------------------------------------


def test_a_new_name_of_a_column_is_a_mistake_or_a_change_from_a_day(ward, scene) -> None:
    ward.content.open_column("Pháp luật đời sống", START)
    scene.page.reload()
    scene.go(COLUMNS)
    for how, name in ((0, "Pháp luật và đời sống"), (1, "Pháp luật với người dân")):
        scene.press(K.Key_F2)
        form = scene.card().form
        form.widget("name").setText(name)
        form.widget("how").setCurrentIndex(how)
        form.widget("day").setText("01/6/2026")
        scene.save()
        assert scene.no_card()
    kept = [(one.name, one.from_day, one.to_day) for one in ward.content.columns()]
    assert kept == [
        ("Pháp luật và đời sống", START, dt.date(2026, 5, 31)),
        ("Pháp luật với người dân", dt.date(2026, 6, 1), None),
    ]
    figures = ward.content_figures
    assert [figures.columns(day).total for day in (START, dt.date(2026, 5, 31), dt.date(2026, 6, 1))] == [1, 1, 1]


def test_a_column_changes_its_name_only_within_its_days(ward, scene) -> None:
    ward.content.open_column("Pháp luật", START)
    scene.page.reload()
    scene.go(COLUMNS)
    scene.press(K.Key_F2)
    form = scene.card().form
    form.widget("name").setText("Tên khác")
    form.widget("how").setCurrentIndex(1)
    for typed, reason in (("", "Gõ ngày bắt đầu mang tên mới."), ("01/1/2026", "Gõ ngày sau ngày bắt đầu")):
        form.widget("day").setText(typed)
        scene.save()
        assert form.error_of("day").startswith(reason)


def test_a_column_that_an_item_names_stays_and_another_goes_to_the_bin(ward, scene) -> None:
    used, free = (ward.content.open_column(name, START) for name in ("A", "B"))
    ward.content.add("Bài", "Nội dung bài.", column_id=used.id)
    scene.page.reload()
    scene.go(COLUMNS)
    scene.press(K.Key_Return)
    scene.press(K.Key_Delete)
    assert "còn 1 mục đang dùng" in scene.page._banner.text()
    scene.press(K.Key_Down)
    scene.press(K.Key_Delete)
    assert ward.content.columns() == [used]
    assert [entry.id for entry in ward.bin.entries()] == [free.id]
    scene.press(K.Key_Z, MOD.ControlModifier)
    assert len(ward.content.columns()) == 2


def test_somebody_is_mended_and_taken_out_but_never_the_last_officer(ward, scene) -> None:
    officer = ward.office.add_person("Trần Thị Bính", "Công chức", frozenset({Role.OFFICER}))
    ward.office.add_person("Nguyễn Văn An", "Phó Chủ tịch", frozenset({Role.APPROVER}))
    scene.page.reload()
    scene.go(PEOPLE)
    scene.press(K.Key_Return)
    scene.press(K.Key_F2)
    scene.card().form.widget("name").setText("Trần Thị Bình")
    scene.card().form.widget("roles").setCurrentIndex(1)
    scene.save()
    assert scene.card().form.error_of("roles").startswith("Đây là cán bộ giữ sổ duy nhất")
    scene.card().form.widget("roles").setCurrentIndex(0)
    scene.save()
    assert [one.name for one in ward.office.people()] == ["Trần Thị Bình", "Nguyễn Văn An"]
    scene.press(K.Key_Delete)
    assert len(ward.office.people()) == 2
    scene.press(K.Key_Down)
    scene.press(K.Key_Delete)
    assert [one.id for one in ward.office.people()] == [officer.id]
    assert ward.office.names().keys() > {officer.id}


def test_a_day_off_is_taken_out_and_brought_back(ward, scene) -> None:
    ward.office.set_holiday(dt.date(2026, 4, 27), "Giỗ Tổ", DayKind.OFF)
    scene.page.reload()
    scene.go(HOLIDAYS)
    scene.press(K.Key_Return)
    scene.press(K.Key_Delete)
    assert ward.office.holidays() == []
    scene.press(K.Key_Z, MOD.ControlModifier)
    assert [one.name for one in ward.office.holidays()] == ["Giỗ Tổ"]


def test_clusters_known_from_a_file_are_confirmed_together(ward, scene) -> None:
    inventory = ward.broadcast.inventory
    inventory.note_unknown_clusters(inventory.the_station().id, ["TDP 7", "TDP 8", "TDP 9"])
    scene.page.reload()
    scene.go(EQUIPMENT)
    scene.press(K.Key_F7)
    assert "3 cụm loa mới" in "\n".join(one.text() for one in scene.card().findChildren(QLabel))
    scene.type("2")
    scene.save()
    assert all(one.confirmed for one in inventory.clusters())
    assert [(one.loudspeakers, one.from_day) for one in inventory.cluster_states()] == [(2, START)] * 3
    scene.press(K.Key_F7)
    assert scene.no_card()
    scene.press(K.Key_Z, MOD.ControlModifier)
    assert not any(one.confirmed for one in inventory.clusters())


def test_a_learnt_short_name_is_forgotten_by_one_key(ward, scene) -> None:
    ward.office.agencies.learn("P.VH-XH", "Phòng Văn hóa - Xã hội")
    scene.page.reload()
    scene.go(SHORT_NAMES)
    scene.press(K.Key_Return)
    assert scene.listed() == [("P.VH-XH", "Phòng Văn hóa - Xã hội")]
    scene.press(K.Key_Delete)
    assert ward.office.agencies.learnt() == {}


def test_a_merger_gives_a_new_name_from_a_day_and_old_papers_keep_theirs(ward, scene) -> None:
    scene.go(NAMES)
    scene.press(K.Key_F4)
    form = scene.card().form
    form.widget("name").setText("Mẫu Đông")
    form.widget("code").setText("9999")
    scene.save()
    assert form.error_of("code") == "Gõ mã năm chữ số."
    form.widget("code").setText("99998")
    form.widget("day").setText("01/6/2026")
    scene.save()
    named = [(ward.office.unit(day).name, ward.office.unit(day).code) for day in (dt.date(2026, 5, 31), TODAY)]
    assert named == [("Mẫu", "99999"), ("Mẫu Đông", "99998")]
    assert scene.window.top.unit.text() == "Phường Mẫu Đông"
    scene.press(K.Key_Return)
    scene.page.view().grid.choose(ward.office.units()[0].id)
    scene.press(K.Key_Delete)
    assert len(ward.office.units()) == 2, "papers of May carry the old name"
    scene.press(K.Key_Up)
    scene.press(K.Key_Delete)
    assert (scene.window.top.unit.text(), len(ward.office.units())) == ("Phường Mẫu", 1)
    scene.press(K.Key_Delete)
    assert len(ward.office.units()) == 1


def test_contributions_are_narrowed_mended_and_noted_as_used_together(ward, scene) -> None:
    sent = [ward.contributions.note(f"Bài {number}", "Đài tỉnh", dt.date(2026, 5, number)) for number in (1, 2)]
    ward.contributions.note("Bài cũ", "Báo tỉnh", dt.date(2025, 5, 1), dt.date(2025, 5, 2))
    scene.page.reload()
    scene.go(CONTRIBUTIONS)
    choice = scene.page.view()._filter
    choice.set_value("waiting")
    choice.changed.emit()
    assert [row[0] for row in scene.listed()] == ["Bài 2", "Bài 1"]
    scene.page.view().grid.selectAll()
    scene.page.view().grid.setFocus()
    scene.press(K.Key_F7)
    scene.save()
    assert [one.used_on for one in ward.contributions.all()] == [dt.date(2025, 5, 2), TODAY, TODAY]
    choice.set_value("all")
    choice.changed.emit()
    scene.page.view().grid.choose(sent[0].id)
    scene.press(K.Key_F2)
    scene.card().form.widget("used_on").setText("30/4/2026")
    scene.save()
    assert scene.card().form.error_of("used_on") == "Ngày cuối phải sau ngày đầu."
    scene.card().form.widget("used_on").setText("")
    scene.save()
    scene.press(K.Key_Delete)
    assert [one.title for one in ward.contributions.all()] == ["Bài cũ", "Bài 2"]
    window = Period(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    assert ward.content_figures.contributions(window).total == 1


def test_a_board_its_members_and_an_authorisation_are_entered_by_keys(scene) -> None:
    scene.go(BOARDS)
    scene.press(K.Key_F4)
    scene.fill("15/QĐ-UBND", "02/01/2026", "05/01/2026")
    scene.save()
    (board,) = scene.ward.office.boards.boards()
    assert (board.number, board.from_day, board.to_day) == ("15/QĐ-UBND", dt.date(2026, 1, 5), None)
    scene.go(MEMBERS)
    scene.press(K.Key_F4)
    scene.fill("", "Lê Thị Hoa", "Chủ tịch UBND phường")
    scene.save()
    (head,) = scene.ward.office.boards.members(board.id)
    assert (head.name, head.duty, head.from_day) == ("Lê Thị Hoa", Duty.HEAD, dt.date(2026, 1, 5))
    scene.go(AUTHORISATIONS)
    scene.press(K.Key_F4)
    scene.fill("21/QĐ-UBND", "", "", "", "05/01/2026", "05/01/2026")
    scene.save()
    (given,) = scene.ward.content.authorisations.all()
    assert (given.signer, given.scope) == ("Lê Thị Hoa", {Scope.RELAYS, Scope.REPEATS})
    assert (given.from_day, given.to_day) == (dt.date(2026, 1, 5), dt.date(2026, 12, 31))
    assert foreign_texts(scene.window) == []
    scene.press(K.Key_F2)
    scene.fill("31/12/2025")
    scene.save()
    assert scene.ward.content.authorisations.all() == [given]  # an end before its beginning is refused at its field


def test_the_screen_turns_dark_at_once_and_stays_so_at_the_next_start(qapp, scene) -> None:
    choice = scene.page.unit.appearance.choice
    choice.setFocus()
    scene.press(K.Key_Down)
    try:
        assert (theme.current().name, appearance.chosen()) == ("dark", Theme.DARK)
        theme.apply(qapp, theme.LIGHT)
        appearance.dress(qapp)  # the next start
        assert theme.current().name == "dark"
        choice.set_value(Theme.SYSTEM)
        assert (theme.current().name, appearance.chosen()) == ("light", Theme.SYSTEM)  # off-screen knows no dark system
    finally:
        appearance.choose(Theme.LIGHT)
    assert theme.current().name == "light"


def test_the_citys_catalogue_is_looked_through_then_taken_and_taken_away(ward, scene, tmp_path) -> None:
    line = '[[indicator]]\ncode = "X01"\nname = "Loa mỗi cụm"\nunit = "loa"\nkind = "stock"\nformula = "Của Sở."\n'
    head = 'mode = "extend"\nversion = "HN-3"\nindicators = ["B04", "X01"]\n'
    wrong, good = tmp_path / "sai.toml", tmp_path / "đúng.toml"
    wrong.write_text(f"{head}surprise = 1\n{line}decimals = -1\n", "utf-8")
    good.write_text(f'{head}{line}expression = "B05 / B04"\n', "utf-8")
    section = next(one.section for one in scene.page.views if one.section.TITLE == "Danh mục chỉ tiêu")
    chosen = [wrong]
    section.pointed_at = lambda _parent, take: take(chosen[0])
    held = ward.statistics  # made before: it must follow

    scene.go(CATALOGUE)
    assert [one[0] for one in scene.listed()] == ["Phần mềm"]
    scene.press(K.Key_F4)
    assert scene.no_card()
    assert [one[0] for one in scene.listed()] == ["Phần mềm", "catalogue.toml", "X01"]
    assert "Tệp sai.toml có 2 chỗ sai nên máy chưa dùng." in scene.words()
    assert ward.catalogue.city is None

    chosen[0] = good
    scene.press(K.Key_F4)
    assert "thêm 1 chỉ tiêu. Đã đọc cả tệp" in "".join(one.text() for one in scene.card().findChildren(QLabel))
    scene.press(K.Key_Escape)
    assert not (ward.folder / "catalogue.toml").exists()
    scene.press(K.Key_F4)
    scene.save()
    assert [one[0] for one in scene.listed()] == ["Phần mềm", "catalogue.toml", "X01"]
    assert held.report("184-6T", 2026).value("X01").indicator.name == "Loa mỗi cụm"

    scene.press(K.Key_Return)
    scene.press(K.Key_Delete)
    assert (ward.catalogue.city, held.catalogue.city) == (None, None)
    assert scene.window.toast.offers()
    scene.press(K.Key_Z, MOD.ControlModifier)
    assert ward.catalogue.city.version == "HN-3"
    scene.press(K.Key_Delete)
    scene.press(K.Key_Delete)
    assert "chưa có danh mục riêng" in scene.words()
