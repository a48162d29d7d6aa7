"""The search box under the keys: asked, read, opened on every page, and left again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from sync.adapters.manual import ManualCourier
from tests.agenda.test_search import add_plan
from tests.ui.kit.hands import compose, type_telex_tuan
from tests.ui.pages.statistics_window import filled_ward
from tests.wards import NOON, START, add_relay, add_slot, make_ward, set_clock
from ttcs_desktop.agenda.search import LIMIT, Among, Hit
from ttcs_desktop.agenda.wording import KINDS_FOUND
from ttcs_desktop.content.repository import ITEM
from ttcs_desktop.plans.repository import TASK
from ttcs_desktop.workspace import Workspace, open_workspace
from ui.kit.jobs import JobRunner
from ui.kit.search_list import SearchLine
from ui.pages.desk import Desk
from ui.rail import ENTRIES
from ui.search_answers import _ICONS, FILTERS
from ui.window import Window

CTRL = Qt.KeyboardModifier.ControlModifier
DOWN, UP, ENTER, ESC, TAB = Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab


def wait_until(holds: Callable[[], bool]) -> None:
    for _ in range(500):
        if holds():
            return
        QTest.qWait(10)
    raise AssertionError("waited five seconds for nothing")


class GreedyField(QLineEdit):
    """A text field as Linux makes it: Ctrl+K is its own."""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


class Scene:
    """A shown window and its search."""

    def __init__(self, ward: Workspace) -> None:
        self.ward = ward
        self.unhandled: list[BaseException] = []
        self.desk = Desk(ward, ManualCourier(), JobRunner(self.unhandled.append))
        self.window = Window(self.desk, ENTRIES)
        self.window.resize(1093, 540)
        self.window.show()
        self.window.activateWindow()
        self.window.show_page("settings")
        QTest.qWait(1)
        self.search, self.box, self.list = self.window.search, self.window.search.box, self.window.search.list

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, held)

    def look_for(self, typed: str) -> None:
        """F3, the words, and the pause after them."""
        self.press(Qt.Key.Key_F3)
        for letter in typed:
            compose(self.box, 0, letter)
        self.wait()

    def wait(self) -> None:
        """Until the pause is over and its answer is there."""
        wait_until(lambda: not self.box._pause.isActive())

    def open(self, typed: str) -> QWidget:
        """Find something, take the first, and return the page it was opened on."""
        self.look_for(typed)
        self.press(ENTER)
        self.settle()
        return self.window.current_page()

    def settle(self) -> None:
        wait_until(lambda: not self.desk.jobs.is_busy())
        QApplication.processEvents()

    def found(self) -> list[str]:
        return [line.title for line in self.list.lines() if line.value is not None]

    def headings(self) -> list[str]:
        return [line.title for line in self.list.lines() if line.value is None]


@pytest.fixture
def ward(tmp_path) -> Workspace:
    return make_ward(tmp_path)


@pytest.fixture
def scene(ward, qtbot) -> Scene:
    made = Scene(ward)
    qtbot.addWidget(made.window)
    yield made
    made.settle()
    assert made.unhandled == []


@pytest.mark.parametrize(("key", "held"), [(Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_K, CTRL)])
def test_a_key_opens_the_box_and_esc_gives_the_focus_back(scene, key, held) -> None:
    before = QApplication.focusWidget()
    scene.press(key, held)
    assert scene.box.hasFocus()
    assert scene.list.isVisible()
    QTest.keyClicks(scene.box, "tran")
    scene.wait()
    assert scene.found() == ["Trần Thị Bình"]
    scene.press(ESC)
    assert QApplication.focusWidget() is before
    assert not scene.list.isVisible()
    assert scene.box.text() == ""


def test_where_a_text_field_would_cut_its_line_the_key_still_opens_the_box(ward, qtbot, monkeypatch) -> None:
    monkeypatch.setattr("ui.search_palette._is_taken_by_fields", lambda: True)
    scene = Scene(ward)
    qtbot.addWidget(scene.window)
    field = GreedyField("giữ nguyên dòng này")
    scene.window.current_page().body.addWidget(field)
    field.show()
    field.setFocus()
    assert field.hasFocus()
    scene.press(Qt.Key.Key_K, CTRL)
    assert scene.box.hasFocus()
    scene.press(ESC)
    assert field.hasFocus()
    assert field.text() == "giữ nguyên dòng này"


def test_what_is_found_stands_in_groups_the_best_first_with_its_words_marked(scene, ward) -> None:
    add_plan(ward)
    ward.content.add("Tin", "Trẻ em và đuối nước <b>mùa hè</b>")
    ward.content.add("Phòng, chống đuối nước", "x")
    scene.look_for("duoi nuoc")
    assert scene.headings() == ["Tin, bài", "Nhiệm vụ"]
    assert scene.found() == ["Phòng, chống đuối nước", "Tin", "Tuyên truyền phòng, chống đuối nước"]
    (line,) = [line for line in scene.list.lines() if line.title == "Tin"]
    assert [line.detail[at : at + long] for at, long in line.detail_spans] == ["đuối", "nước"]
    assert "<b>mùa hè</b>" in line.detail, "shown letter for letter"
    scene.list.grab()


def test_arrows_walk_over_the_headings_and_enter_opens(scene, ward) -> None:
    _, task = add_plan(ward)
    ward.content.add("Phòng, chống đuối nước", "x")
    scene.look_for("duoi nuoc")
    titles = []
    for key in (DOWN, DOWN, UP, UP, DOWN):
        scene.press(key)
        titles.append(scene.list.current().title[:5])
    assert titles == ["Tuyên", "Tuyên", "Phòng", "Phòng", "Tuyên"]
    assert scene.box.accessibleDescription().startswith("Tuyên truyền phòng, chống đuối nước – ")
    scene.press(ENTER)
    page = scene.window.current_page()
    assert page.TITLE == "Nhiệm vụ"
    assert page.tasks.grid.current_row().task.id == task.id
    assert not scene.list.isVisible()
    assert scene.box.text() == ""


def test_enter_before_the_pause_is_over_speaks_of_what_is_typed(scene, ward) -> None:
    ward.content.add("Chợ phiên", "x")
    ward.content.add("Tiêm chủng", "x")
    scene.look_for("cho ph")
    scene.box.selectAll()
    QTest.keyClicks(scene.box, "tiem")
    scene.press(ENTER)
    assert scene.window.current_page().editor.item().title == "Tiêm chủng"


def test_a_vietnamese_keyboard_program_is_not_disturbed(scene, ward) -> None:
    ward.content.add("Tuần lễ học tập", "x")
    scene.press(Qt.Key.Key_F3)
    for _ in range(2):
        type_telex_tuan(scene.box)
        scene.wait()
        assert scene.box.text() == "Tuần"
        assert scene.found() == ["Tuần lễ học tập"]
        for _ in range(4):
            compose(scene.box, 1, "")
    assert scene.box.text() == ""
    QTest.keyClicks(scene.box, "Tua")
    scene.wait()
    compose(scene.box, 1, "â")
    scene.wait()
    QTest.keyClicks(scene.box, "n")
    assert scene.box.text() == "Tuân", "an answer that comes while typing leaves the text alone"


def test_tab_turns_the_filters_and_the_mouse_too(scene, ward) -> None:
    add_plan(ward)
    ward.content.add("Phòng, chống đuối nước", "x")
    scene.look_for("duoi nuoc")
    scene.press(TAB)
    assert (scene.list.filter_words(), scene.headings()) == ("Nhiệm vụ", ["Nhiệm vụ"])
    scene.press(TAB)
    assert (scene.list.filter_words(), scene.found()) == ("Tin, bài", ["Phòng, chống đuối nước"])
    scene.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert scene.list.filter_words() == "Nhiệm vụ"
    QTest.mouseClick(scene.list._chips[3], Qt.MouseButton.LeftButton)
    assert (scene.found(), scene.box.hasFocus()) == ([], True)
    assert "Không tìm thấy" in scene.list.foot()
    scene.press(ESC)
    scene.press(Qt.Key.Key_F3)
    assert scene.list.filter_words() == "Tất cả", "the next search begins everywhere"


def test_fifty_are_shown_and_the_rest_is_told(scene, ward) -> None:
    for number in range(LIMIT + 7):
        ward.content.add(f"Bản tin số {number}", "x")
    scene.look_for("ban tin")
    assert len(scene.found()) == LIMIT
    assert scene.list.foot().startswith("Còn 7 kết quả.")
    for _ in range(20):
        scene.press(Qt.Key.Key_PageDown)
    assert scene.list.current().title == "Bản tin số 7"


def test_nothing_typed_shows_what_was_opened_last(scene, ward) -> None:
    item = ward.content.add("Chợ phiên", "x")
    scene.press(Qt.Key.Key_F3)
    assert scene.headings() == ["Vừa sửa"]
    assert scene.found()[0] == "Chợ phiên"
    scene.press(ESC)
    scene.open("184-6T 2026")
    scene.desk.go("content", item.id)
    scene.press(Qt.Key.Key_F3)
    assert (scene.headings(), scene.found()) == (["Vừa mở"], ["Chợ phiên", "Thống kê 6 tháng đầu năm 2026"])


def test_what_lies_in_the_recycle_bin_is_opened_there(scene, ward) -> None:
    item = ward.content.add("Chợ phiên", "x")
    ward.ledger.bury("content.bury", ITEM, [item.id])
    scene.look_for("cho phien")
    assert scene.found() == []
    for _ in range(len(FILTERS) - 1):
        scene.press(TAB)
    assert scene.found() == ["Chợ phiên"]
    scene.press(ENTER)
    page = scene.window.current_page()
    assert (page.view().section.TITLE, page.view().grid.current_row().id) == ("Thùng rác", item.id)


def test_what_the_bin_no_longer_shows_is_told_and_stays_closed(scene, ward) -> None:
    _, task = add_plan(ward)
    ward.ledger.bury("plans.bury", TASK, [task.id])
    set_clock(ward, NOON + dt.timedelta(days=200))
    scene.look_for("duoi nuoc")
    scene.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    scene.press(ENTER)
    assert "Thùng rác" in scene.list.foot()
    assert scene.list.isVisible()


def test_every_kind_has_a_picture_and_a_filter() -> None:
    assert set(_ICONS) == set(KINDS_FOUND)
    assert [among for among, _ in FILTERS] == list(Among)
    assert {kind for among in Among for kind in among.kinds} == set(KINDS_FOUND)


def test_a_click_takes_a_line(scene, ward) -> None:
    ward.content.add("Chợ phiên", "x")
    scene.look_for("cho phien")
    rows = scene.list._rows
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualItemRect(rows.item(1)).center())
    assert scene.window.current_page().editor.item().title == "Chợ phiên"


def test_a_task_and_a_plan_are_opened_on_their_page(scene, ward) -> None:
    plan, task = add_plan(ward)
    page = scene.open("chong duoi nuoc")
    assert page.tasks.grid.current_row().task.id == task.id
    page = scene.open("13/QĐ-UBND")
    assert page.plan_choice.value() == plan.id


def test_an_item_is_opened_also_when_two_hundred_were_touched_since(scene, ward) -> None:
    old = ward.content.add("Chợ phiên", "x")
    for number in range(230):
        ward.content.add(f"Bản tin {number}", "x")
    page = scene.open("cho phien")
    assert page.editor.item().id == old.id
    assert page.items.chosen_id() == old.id


@pytest.mark.parametrize("first", [dt.date(2026, 1, 5), dt.date(2026, 6, 3), dt.date(2027, 3, 1)])
def test_a_slot_is_opened_in_whichever_week_it_stands(scene, ward, first) -> None:
    slot = add_slot(ward, "Tháng an toàn giao thông", first=first, last=first + dt.timedelta(days=2))
    add_relay(ward)
    page = scene.open("an toan giao thong")
    assert page.TITLE == "Lịch phát"
    assert page.grid.current().slot.id == slot.id


def test_a_report_is_opened_also_before_it_is_frozen(scene) -> None:
    page = scene.open("TT04-6T 2026")
    assert (page.TITLE, page.period.id) == ("Thống kê", "TT04-6T/2026")


def test_a_frozen_report_is_opened_also_years_later(tmp_path, qtbot) -> None:
    ward = filled_ward(tmp_path)
    ward.statistics.freeze("184-6T", 2026)
    set_clock(ward, dt.datetime(2029, 6, 3, 9, 0))
    scene = Scene(ward)
    qtbot.addWidget(scene.window)
    page = scene.open("thong ke 6 thang 2026")
    assert (page.TITLE, page.period.id, page.choice.value()) == ("Thống kê", "184-6T/2026", "184-6T/2026")
    assert scene.unhandled == []


def test_what_the_settings_keep_is_opened_there(scene, ward) -> None:
    column = ward.content.open_column("Pháp luật và đời sống", START)
    sent = ward.content.contribute("Chăm lo Tết cho hộ nghèo", "Đài tỉnh", dt.date(2026, 1, 14))
    cluster = ward.broadcast.inventory.clusters()[1]
    people = ward.office.people()
    for typed, id_ in (
        ("phap luat", column.id),
        ("cham lo tet", sent.id),
        ("cum 2", cluster.id),
        ("binh", people[0].id),
    ):
        page = scene.open(typed)
        assert page.TITLE == "Cài đặt"
        assert page.view().grid.current_row().id == id_, typed


def test_a_file_of_an_older_program_is_made_searchable_while_it_is_open(ward, qtbot) -> None:
    ward.content.add("Chợ phiên", "x")
    with ward.database.transaction():
        ward.database.execute("INSERT INTO search_state VALUES ('to_build', '')")
    folder = ward.folder
    ward.close()
    scene = Scene(open_workspace(folder, ward.clock))
    qtbot.addWidget(scene.window)
    scene.look_for("cho phien")
    scene.settle()
    qtbot.waitUntil(lambda: scene.found() == ["Chợ phiên"])
    assert scene.ward.finder.is_built()
    assert scene.unhandled == []


def test_a_long_line_is_cut_and_strange_letters_are_only_painted(scene) -> None:
    hit = Hit("content", "item", "x", "t")
    strange = "<img src='x'> \U0001f4e2 " * 40
    lines = [
        SearchLine("Nhóm"),
        SearchLine(strange, hit, ((0, 4), (14, 1)), strange, ((14, 1), (400, 60)), "Tin, bài", "file-text"),
    ]
    scene.press(Qt.Key.Key_F3)
    scene.list.offer(lines, "")
    scene.box.show_list()
    assert not scene.list.grab().isNull()
    assert scene.list.geometry().right() <= scene.window.width()


@pytest.mark.parametrize("size", [(910, 440), (1093, 540), (1920, 1000)])
def test_the_list_stays_inside_the_window(scene, ward, size) -> None:
    for number in range(30):
        ward.content.add(f"Bản tin số {number}", "x")
    scene.window.resize(*size)
    QApplication.processEvents()
    scene.look_for("ban tin")
    assert scene.list.isVisible()
    assert scene.window.rect().contains(scene.list.geometry())
    assert scene.box.width() >= 180
