"""Hôm nay, by the keys of an officer's morning. The ward stands at noon of Tuesday 02/6/2026."""

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sync.adapters.manual import ManualCourier
from tests.vietnamese_words import foreign_texts, unnamed_focusables, unreachable_mnemonics, visible_texts
from tests.wards import NOON, YES, add_relay, add_slot, approved_edition, approved_item, confirm, make_ward, set_clock
from ttcs_desktop.agenda.inbox import Waiting
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.broadcast.model import Fill, Outcome, Priority, Reason
from ttcs_desktop.ledger.identity import Enrolment, write_enrolment
from ttcs_desktop.plans.annex_draft import Annex, DraftTask
from ttcs_desktop.plans.model import Task
from ttcs_desktop.plans.service import PlanHead, ReadAnnex
from ttcs_desktop.plans.timing import Due, When, WhenKind
from ttcs_desktop.workspace import Workspace, open_workspace
from ui.kit.buttons import KeyButton
from ui.kit.jobs import JobRunner
from ui.kit.rail import RailItem
from ui.pages.desk import Desk
from ui.pages.form_card import FormCard
from ui.pages.today.airing_list import FULL, NOT_AIRED
from ui.pages.today.answers import ReasonMenu
from ui.pages.today.page import TodayPage
from ui.window import PageEntry, Window

TODAY = NOON.date()
YESTERDAY = TODAY - dt.timedelta(days=1)


class Morning:
    """A page open on a ward, and the officer in front of it."""

    def __init__(self, page: TodayPage, ward: Workspace) -> None:
        self.page, self.ward, self.pressed = page, ward, 0
        self.said: list[str] = []
        self.gone: list[tuple[str, str]] = []
        page.desk.done.connect(lambda what, _: self.said.append(what))
        page.desk.wanted.connect(lambda page_id, record: self.gone.append((page_id, record)))

    def press(self, key: Qt.Key, widget: QWidget | None = None, *, ctrl: bool = False) -> None:
        """One key, to what has the focus as the page sets it."""
        self.pressed += 1
        held = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(widget or self.page.list, key, held)

    def log(self, day: dt.date = YESTERDAY) -> list:
        return self.ward.broadcast.log.entries(day, day)

    def waiting(self) -> list[str]:
        return [f"{row.airing.day:%d/%m} {row.airing.title}" for row in self.page.list.waiting()]

    def groups(self) -> list[str]:
        return [line.group.title for line in self.page.list.table.lines() if line.is_heading]

    def states(self) -> dict[str, str]:
        rows = [line.row for line in self.page.list.table.lines() if line.row is not None]
        return {f"{row.airing.day:%d/%m} {row.airing.title}": row.status.word for row in rows}

    def card(self) -> FormCard:
        cards = [one for one in self.page.findChildren(FormCard) if one.isVisible()]
        assert len(cards) == 1
        return cards[0]


@pytest.fixture
def ward(tmp_path) -> Iterator[Workspace]:
    made = make_ward(tmp_path)
    yield made
    made.close()


@pytest.fixture
def open_page(ward, qtbot) -> Iterator:
    jobs = JobRunner(_raise)

    def opened() -> Morning:
        page = TodayPage(Desk(ward, ManualCourier(), jobs))
        qtbot.addWidget(page)
        page.resize(1021, 426)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.setFocus()
        qtbot.waitUntil(lambda: not jobs.is_busy())
        return Morning(page, ward)

    yield opened
    assert jobs.wait()


def _raise(error: BaseException) -> None:
    raise error


def _three_yesterday(ward: Workspace) -> None:
    for title, start in (("Tiếp âm thời sự", "05:00"), ("Bản tin sáng", "06:30"), ("Bản tin chiều", "17:00")):
        add_slot(ward, title, start, first=YESTERDAY, last=YESTERDAY)


def _owe(ward: Workspace, text: str, due: dt.date) -> Task:
    """A task of a plan of its own, due on a day."""
    when = When(WhenKind.DEADLINE, due=Due.of(due))
    draft = DraftTask("1", "I. Nhiệm vụ chung", (), text, (), (), "", when, "", "", (), (), 1, 2)
    annex = Annex((draft,), (), (), due.year, "75/KH-UBND")
    plan = ward.plans.take_in(ReadAnnex(annex, "phu-luc.docx", text), PlanHead("75/KH-UBND"), due.year)
    return ward.plans.tasks(plan.id)[0]


def test_yesterday_is_confirmed_airing_by_airing_in_three_keys(ward, open_page):
    _three_yesterday(ward)
    morning = open_page()
    for _ in range(3):
        morning.press(Qt.Key.Key_1)
    assert [entry.state for entry in morning.log()] == [Outcome.FULL] * 3
    assert morning.pressed == 3
    assert morning.waiting() == []


def test_the_first_key_after_the_window_opened_already_counts(ward, qtbot):
    _three_yesterday(ward)
    jobs = JobRunner(_raise)
    entry = PageEntry(RailItem("today", "sun", "Hôm nay"), TodayPage)
    window = Window(Desk(ward, ManualCourier(), jobs), (entry,))
    qtbot.addWidget(window)
    window.show_page("today")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [entry.state for entry in ward.broadcast.log.entries(YESTERDAY, YESTERDAY)] == [Outcome.FULL] * 3
    assert window.toast.text() == "Đã ghi 3 mục phát đủ."
    qtbot.waitUntil(lambda: not jobs.is_busy())


def test_one_key_confirms_all_that_waits(ward, open_page):
    _three_yesterday(ward)
    morning = open_page()
    assert QApplication.focusWidget() is morning.page.list
    assert "cả 3 mục" in morning.page.all_full.text()
    morning.press(Qt.Key.Key_Return, ctrl=True)
    assert [entry.state for entry in morning.log()] == [Outcome.FULL] * 3
    assert morning.said == ["Đã ghi 3 mục phát đủ."]
    assert not morning.page.all_full.isVisible()
    assert morning.page.nothing_waits.isVisible()


def test_not_aired_asks_for_its_reason_by_one_more_key(ward, open_page):
    _three_yesterday(ward)
    morning = open_page()
    morning.press(Qt.Key.Key_2)
    menu = morning.page.findChild(ReasonMenu)
    assert menu is not None
    assert morning.log() == []
    morning.press(Qt.Key.Key_1, menu)
    (entry,) = morning.log()
    assert (entry.state, entry.reason, morning.pressed) == (Outcome.NONE, Reason.POWER, 2)
    assert morning.states()["01/06 Tiếp âm thời sự"] == "Không phát: mất điện"
    assert morning.page.list.current_row().airing.title == "Bản tin sáng"


def test_leaving_the_reasons_writes_nothing(ward, open_page):
    _three_yesterday(ward)
    morning = open_page()
    morning.press(Qt.Key.Key_2)
    morning.press(Qt.Key.Key_Escape, morning.page.findChild(ReasonMenu))
    assert morning.log() == []
    assert len(morning.waiting()) == 3


def test_something_else_needs_minutes_and_a_reason_and_says_so_at_the_field(ward, open_page):
    _three_yesterday(ward)
    morning = open_page()
    morning.press(Qt.Key.Key_3)
    card = morning.card()
    minutes = card.form.widget("minutes")
    morning.press(Qt.Key.Key_Return, minutes, ctrl=True)
    assert card.form.error_of("minutes")
    QTest.keyClicks(minutes, "20")
    morning.press(Qt.Key.Key_Return, minutes, ctrl=True)
    assert card.form.error_of("reason") == "Ghi lý do một câu ngắn."
    assert morning.log() == []
    card.form.widget("reason").set_value(Reason.LOUDSPEAKER)
    morning.press(Qt.Key.Key_Return, minutes, ctrl=True)
    (entry,) = morning.log()
    assert (entry.state, entry.aired_seconds, entry.clusters_ok) == (Outcome.PARTIAL, 1200, 2)
    assert morning.states()["01/06 Tiếp âm thời sự"] == "Phát thiếu, 20 phút"


@pytest.mark.parametrize(("typed", "field"), [("12.5", "minutes"), ("3", "clusters_ok"), ("0", "clusters_ok")])
def test_numbers_that_cannot_be_are_refused_at_their_field(ward, open_page, typed, field):
    _three_yesterday(ward)
    morning = open_page()
    morning.press(Qt.Key.Key_3)
    card = morning.card()
    card.form.widget("minutes").setText("20")
    card.form.widget("reason").set_value(Reason.POWER)
    card.form.widget(field).setText(typed)
    morning.press(Qt.Key.Key_Return, card.form.widget("minutes"), ctrl=True)
    assert card.form.error_of(field)
    assert morning.log() == []


def test_more_minutes_than_planned_are_refused(ward, open_page):
    _three_yesterday(ward)
    morning = open_page()
    morning.press(Qt.Key.Key_3)
    form = morning.card().form
    form.widget("minutes").setText("45")
    form.widget("reason").set_value(Reason.POWER)
    morning.press(Qt.Key.Key_Return, form.widget("minutes"), ctrl=True)
    assert form.error_of("minutes")
    assert morning.log() == []


def test_enter_opens_the_airing_in_the_timetable(ward, open_page):
    _three_yesterday(ward)
    morning = open_page()
    morning.press(Qt.Key.Key_Return)
    assert morning.gone == [("schedule", morning.page.list.current_row().id)]


def test_the_mouse_gives_the_same_answers(ward, open_page):
    _three_yesterday(ward)
    morning = open_page()
    grid = morning.page.list
    second = grid.waiting()[1]
    place = grid.answer_area(second, FULL).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.x(), place.y()))
    assert [entry.title for entry in morning.log()] == ["Bản tin sáng"]
    assert grid.answer_area(grid.waiting()[0], NOT_AIRED).left() > grid.answer_area(grid.waiting()[0], FULL).left()


def test_older_days_that_wait_come_first(ward, open_page):
    add_slot(ward, "Bản tin cũ", "06:30", first=TODAY - dt.timedelta(days=5), last=TODAY - dt.timedelta(days=5))
    _three_yesterday(ward)
    morning = open_page()
    assert morning.groups() == ["Thứ Năm 28/5", "Hôm qua, thứ Hai 01/6"]
    assert morning.page.list.current_row().airing.title == "Bản tin cũ"


def test_the_present_minute_stands_between_what_is_over_and_what_comes(ward, open_page):
    add_relay(ward, "Tiếp âm sáng", "05:00", first=TODAY)
    add_slot(ward, "Bản tin chiều", "17:00", first=TODAY, priority=Priority.PRIORITY, clusters=("TDP 1",))
    morning = open_page()
    assert morning.groups() == ["Hôm nay, thứ Ba 02/6", "Bây giờ 12:00"]
    assert morning.states()["02/06 Bản tin chiều"] == "Ưu tiên · cụm TDP 1"
    set_clock(ward, dt.datetime(2026, 6, 2, 17, 10))
    morning.page.reload()
    assert morning.states()["02/06 Bản tin chiều"] == "Đang phát"
    assert morning.groups()[-1] == "Bây giờ 17:10"


def test_a_repeat_says_that_it_is_one(ward, open_page):
    item = approved_item(ward)
    slot = add_slot(ward, "Bản tin phường", "06:30", fill=Fill.SERIES, first=YESTERDAY, last=TODAY)
    first = approved_edition(ward, slot, YESTERDAY, item, title="Bản tin số 43")
    approved_edition(ward, slot, TODAY, item, title="Bản tin số 43", repeat_of=first.id)
    morning = open_page()
    assert [row.title for row in morning.page.list.waiting()] == ["Bản tin số 43", "Bản tin số 43 (phát lại)"]


def test_what_is_not_approved_is_said_and_not_asked_about(ward, open_page):
    add_slot(ward, "Bản tin chưa duyệt", "06:30", first=TODAY, approved=False)
    morning = open_page()
    assert morning.states() == {"02/06 Bản tin chưa duyệt": "Chưa duyệt, không phát được"}
    morning.press(Qt.Key.Key_1)
    assert morning.log(TODAY) == []


def test_a_confirmed_airing_shows_how_it_went(ward, open_page):
    slot = add_slot(ward, "Bản tin sáng", "06:30", first=YESTERDAY, last=YESTERDAY)
    confirm(ward, slot, YESTERDAY)
    morning = open_page()
    assert morning.states() == {"01/06 Bản tin sáng": "Phát đủ"}
    assert morning.page.nothing_waits.isVisible()


def test_a_day_without_a_timetable_names_the_next_action(ward, open_page):
    morning = open_page()
    assert morning.page.empty.isVisible()
    assert not morning.page.all_full.isVisible()


def test_the_tiles_say_what_has_played_and_what_waits(ward, open_page):
    add_slot(ward, "Bản tin sáng", "06:30", first=TODAY)
    add_slot(ward, "Bản tin chiều", "17:00", first=TODAY)
    morning = open_page()
    assert morning.page.airings_tile.text() == "Phát hôm nay: 1/2 mục đã qua giờ; 1 mục chưa xác nhận"
    morning.press(Qt.Key.Key_1)
    assert morning.page.airings_tile.text() == "Phát hôm nay: 1/2 mục đã qua giờ; Đã xác nhận đủ"


def test_deadlines_stand_by_urgency_and_the_past_is_red(ward, open_page):
    _owe(ward, "Trình duyệt lịch phát", dt.date(2026, 6, 3))
    _owe(ward, "Bố trí kinh phí", dt.date(2026, 5, 29))
    morning = open_page()
    panel = morning.page.deadlines
    rows = [line.row for line in panel.list.table.lines()]
    assert [row.what for row in rows[:2]] == ["Bố trí kinh phí", "Trình duyệt lịch phát"]
    left = [panel.list.table.columns[2].text(row) for row in rows[:2]]
    assert left == ["quá 2 ngày", "ngày mai"]
    inks = [panel.list.table.look_at(panel.list.table.index(number, 0)).ink for number in range(2)]
    assert inks == ["red", ""]
    assert "1 nhiệm vụ quá hạn" in morning.page.due_tile.text()


def test_arrows_walk_the_radar_and_enter_opens_what_is_owed(ward, open_page):
    task = _owe(ward, "Trình duyệt lịch phát", dt.date(2026, 6, 3))
    morning = open_page()
    radar = morning.page.deadlines.radar
    morning.press(Qt.Key.Key_Home, radar)
    assert radar.accessibleName().endswith("thứ Tư 03/6, Trình duyệt lịch phát, ngày mai")
    assert morning.page.deadlines.list.current_row().id == task.id
    morning.press(Qt.Key.Key_Return, radar)
    morning.press(Qt.Key.Key_Return, morning.page.deadlines.list)
    assert morning.gone == [("plans", task.id)] * 2


def test_the_next_report_is_named_with_its_last_safe_day_and_its_lamps(tmp_path, qtbot):
    from tests.samples.copies import sample_copy

    ward = sample_copy(tmp_path / "mau")
    jobs = JobRunner(_raise)
    page = TodayPage(Desk(ward, ManualCourier(), jobs))
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: bool(page.report_tile.notes()))
    morning = Morning(page, ward)
    assert page.report_tile.text().startswith(
        "Thống kê 6 tháng đầu năm 2026: Còn 3 ngày làm việc; Chậm nhất thứ Sáu 05/6"
    )
    assert page.report_tile.notes()[0] == "Đủ 18/18"
    page.report_tile.button.click()
    assert morning.gone == [("statistics", "184-6T/2026")]
    qtbot.waitUntil(lambda: not jobs.is_busy())
    assert not page.sync_tile.isVisible()
    assert foreign_texts(page) == []
    ward.close()


def test_what_waits_to_be_sent_has_a_tile_only_where_there_is_a_way_to_send(tmp_path, qtbot):
    made = make_ward(tmp_path)
    write_enrolment(made.database, Enrolment("https://hub.example.vn", "0" * 36, "Thành phố", "00" * 32))
    made.close()
    ward = open_workspace(tmp_path / "ward", FixedClock(NOON))
    jobs = JobRunner(_raise)
    page = TodayPage(Desk(ward, ManualCourier(), jobs))
    qtbot.addWidget(page)
    page.show()
    waiting = ward.ledger.outbox.waiting_count()
    assert page.sync_tile.isVisible() == (waiting > 0)
    assert page.sync_tile.text().startswith(f"Đồng bộ: {waiting} mục chờ gửi")
    morning = Morning(page, ward)
    page.sync_tile.button.click()
    assert morning.gone == [("sync", "")]
    qtbot.waitUntil(lambda: not jobs.is_busy())
    ward.close()


def test_every_word_is_vietnamese_and_everything_has_a_name(ward, open_page):
    _three_yesterday(ward)
    _owe(ward, "Trình duyệt lịch phát", dt.date(2026, 6, 3))
    morning = open_page()
    morning.press(Qt.Key.Key_3)
    assert foreign_texts(morning.page) == []
    assert unreachable_mnemonics(morning.page) == []
    assert unnamed_focusables(morning.page) == []
    assert any("Hạn sắp tới" in text for _, text in visible_texts(morning.page))


def test_ctrl_z_after_a_wrong_answer_opens_that_airing_on_the_timetable_and_says_how_to_mend_it(ward, qtbot):
    _three_yesterday(ward)
    jobs = JobRunner(_raise)
    window = Window(Desk(ward, ManualCourier(), jobs), (PageEntry(RailItem("today", "sun", "Hôm nay"), TodayPage),))
    qtbot.addWidget(window)
    window.show_page("today")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page = window.page("today")
    gone: list[tuple[str, str]] = []
    window.desk.wanted.disconnect()
    window.desk.wanted.connect(lambda where, record: gone.append((where, record)))
    wrong = page.list.current_row().id
    QTest.keyClick(page.list, Qt.Key.Key_1)
    assert window.toast._undo.text() == "Ghi nhầm, sửa ở Lịch phát"
    QTest.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert gone == [("schedule", wrong)]
    assert "Ghi lại kết quả đúng" in window.toast.text()
    qtbot.waitUntil(lambda: not jobs.is_busy())


def test_a_deadline_is_the_day_of_the_plan_with_the_last_working_day_beside_it(tmp_path, ward, open_page):
    _owe(ward, "Trình duyệt lịch phát", dt.date(2026, 6, 7))
    morning = open_page()
    grid = morning.page.deadlines.list
    line = next(one for one in grid.table.lines() if one.row.subject == "plans")
    column = grid.table.columns[0]
    assert (column.text(line.row), column.second(line.row)) == ("07/6", "chậm nhất 05/6")
    assert morning.page.due_tile.text().startswith("Việc đến hạn: 1 nhiệm vụ, 1 báo cáo trong tuần")


def test_what_waits_from_earlier_days_is_said_beside_the_figure_of_today(ward, open_page):
    _three_yesterday(ward)
    add_slot(ward, "Bản tin trưa", "06:30", first=TODAY, last=TODAY)
    said = open_page().page.airings_tile.text()
    assert said == "Phát hôm nay: 1/1 mục đã qua giờ; 4 mục chưa xác nhận, 3 mục hôm trước"


def test_an_empty_ward_is_not_called_confirmed_but_told_how_to_begin(open_page):
    page = open_page().page
    assert page.airings_tile.text() == "Phát hôm nay: 0 mục trong lịch hôm nay; Chưa xếp lịch: Alt+4, rồi F4"
    assert "F4" in page.empty.accessibleName() or any("F4" in text for _, text in visible_texts(page.empty))


def _else_waiting(morning, qtbot) -> list[str]:
    """What the tool row offers, once it has been counted anew."""
    qtbot.waitUntil(lambda: morning.page.inbox is not None)
    morning.page.inbox.reload()
    qtbot.waitUntil(lambda: not morning.page.desk.jobs.is_busy())
    QApplication.processEvents()
    return morning.page.inbox.said()


def test_what_else_waits_has_a_button_each_and_one_key_leads_there(ward, open_page, qtbot):
    item = ward.content.add("Phòng dịch", "Rửa tay.")
    ward.content.submit(item.id)
    ward.drafts.keep("content/x", {"title": "Dở dang"})
    add_slot(ward, "Bản tin chiều", "17:00", first=TODAY, last=TODAY, approved=False)
    airing = ward.broadcast.timetable.days(TODAY, TODAY)[0]
    morning = open_page()
    assert _else_waiting(morning, qtbot) == ["1 bài chờ duyệt", "1 mục chưa duyệt", "1 bài gõ dở"]
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        morning.press(key, ctrl=True)
    assert morning.gone == [("content", item.id), ("schedule", airing.id), ("content", "")]
    assert morning.log(TODAY) == []
    ward.content.approve(item.id, YES)
    assert _else_waiting(morning, qtbot) == ["1 mục chưa duyệt", "1 bài gõ dở"]
    morning.press(Qt.Key.Key_1, ctrl=True)
    assert morning.gone[-1] == ("schedule", airing.id)


def test_where_nothing_else_waits_that_is_said(open_page, qtbot):
    morning = open_page()
    assert _else_waiting(morning, qtbot) == ["Không còn việc nào khác chờ xem"]
    assert "Không còn việc nào khác chờ xem" in [text for _, text in visible_texts(morning.page)]


def test_in_the_smallest_window_every_word_of_what_waits_stays_whole(open_page, qtbot):
    morning = open_page()
    _else_waiting(morning, qtbot)
    morning.page.resize(838, 352)
    everything = Waiting(("a",) * 88, ("b",) * 12, ("c",) * 12, ("d",), morning.ward.clock.now())
    morning.page.inbox.show_waiting(everything)
    QApplication.processEvents()
    buttons = morning.page.inbox.findChildren(KeyButton)
    assert len(buttons) == 5
    assert all(button.width() >= button.sizeHint().width() for button in buttons)
    right = max(button.mapTo(morning.page, button.rect().topRight()).x() for button in buttons)
    assert right < morning.page.findChild(KeyButton, "brief").geometry().left()


def test_the_figures_are_asked_why_by_one_key(ward, open_page):
    _three_yesterday(ward)
    add_slot(ward, "Bản tin trưa", "11:00", first=TODAY, last=TODAY)
    add_slot(ward, "Bản tin tối", "19:00", first=TODAY, last=TODAY)
    task = _owe(ward, "Phát 3 tin về tiêm chủng", TODAY)
    morning = open_page()
    assert morning.page.airings_tile.text().startswith("Phát hôm nay: 1/2")
    morning.press(Qt.Key.Key_F11)
    card = QApplication.activeModalWidget()
    groups = {line.group.id: line.group for line in card.grid.table.lines() if line.is_heading}
    assert groups["over"].title == "Đã qua giờ 1/2 mục trong lịch hôm nay"
    assert [row.words for row in groups["over"].rows] == ["Bản tin trưa"]
    assert len(groups["unconfirmed"].rows) == 4
    assert [row.id for row in groups["week"].rows] == [task.id, "184-6T/2026"]
    assert groups["late"].rows == ()
    assert foreign_texts(card) == []
    card.grid.choose(groups["week"].rows[0])
    QTest.keyClick(card.grid, Qt.Key.Key_Return)
    assert morning.gone == [("plans", task.id)]
