"""Lịch phát in the window: editions, approval, slots, clashes, paper, sizes and words."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.pages.schedule_window import MONDAY, TUESDAY, Scene, a_usual_week
from tests.vietnamese_words import foreign_texts, unnamed_focusables
from tests.wards import NOON, START, add_slot, approved_item, make_ward, set_clock
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.broadcast.model import Fill, Kind
from ttcs_desktop.content.model import Basis
from ttcs_desktop.workspace import create_workspace
from ui.kit import theme
from ui.kit.chips import Chip
from ui.kit.fields import Choice

K, MOD = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def ward(tmp_path):
    return make_ward(tmp_path)


# -- editions and approval --------------------------------------------------------------------------------------------


def test_an_empty_edition_gets_its_items_in_the_order_they_are_picked_and_is_approved(ward, scene_of) -> None:
    series = a_usual_week(ward)
    approved_item(ward, "Thu gom rác")
    scene = scene_of()
    scene.choose("Chuyên mục")
    assert "Chưa có bài" in scene.grid.accessibleDescription()
    scene.press(K.Key_Insert)
    scene.press(K.Key_Down)
    titles = []
    for _ in range(2):
        titles.append(scene.card().list.current_row().title)
        scene.press(K.Key_Space)
        scene.press(K.Key_Down)
    assert sorted(titles) == ["Lịch tiêm chủng", "Thu gom rác"]
    scene.press(K.Key_Up, MOD.AltModifier)
    assert [item.title for item in scene.card().chosen()] == titles[::-1]
    scene.ctrl(K.Key_Return)
    assert scene.no_card()
    (edition,) = ward.broadcast.timetable.editions_between(TUESDAY, TUESDAY)
    assert (edition.slot_id, len(edition.parts)) == (series.id, 2)
    assert "Chưa duyệt" in scene.grid.accessibleDescription()
    scene.press(K.Key_F7)
    assert "đã có bài" in scene.page.clash_panel.text()
    assert "F6" in scene.page.clash_panel.text()
    assert scene.page.clash_panel.list.isColumnHidden(0), "no two clash: there is no letter to show"
    scene.press(K.Key_Escape)
    scene.press(K.Key_F6)
    scene.ctrl(K.Key_Return)
    approval = scene.grid.current().approval
    assert (approval.approver, approval.basis, approval.decided_on) == ("Nguyễn Văn An", Basis.IN_PERSON, TUESDAY)


def test_the_items_of_an_airing_that_was_moved_alone_stay_with_its_own_day(ward, scene_of) -> None:
    series = a_usual_week(ward)
    (airing,) = [one for one in ward.broadcast.timetable.days(TUESDAY, TUESDAY) if one.slot.id == series.id]
    ward.airing_changes.move(airing, dt.datetime(2026, 6, 4, 18))
    scene = scene_of()
    scene.choose("Chuyên mục", 3)
    scene.press(K.Key_Insert)
    scene.press(K.Key_Down)
    scene.press(K.Key_Space)
    scene.ctrl(K.Key_Return)
    assert scene.no_card()
    assert scene.grid.current().edition.day == TUESDAY, "the slot has no Thursday"


def test_a_paper_needs_its_number(ward, scene_of) -> None:
    add_slot(ward, "Tiếp âm huyện", "05:00", 30, fill=Fill.RELAY, kind=Kind.RELAY, approved=False)
    scene = scene_of()
    scene.press(K.Key_F6)
    scene.press(K.Key_Return)
    scene.press(K.Key_Down)
    scene.ctrl(K.Key_Return)
    card = scene.card()
    assert card.form.error_of("number") == "Gõ số ghi trên giấy, như 12/PTr hay 41/TB-UBND."
    scene.type("41/TB-UBND")
    scene.ctrl(K.Key_Return)
    assert scene.grid.current().approval is None, "Monday was over before anybody said yes"
    assert "buổi 01/06 ở trước ngày duyệt" in scene.window.toast.text()
    scene.press(K.Key_Right)
    assert scene.grid.current().approval.number == "41/TB-UBND"


def test_a_ward_without_a_leader_on_record_types_who_approved(qtbot, tmp_path) -> None:
    bare = create_workspace(tmp_path / "bare", "99999", FixedClock(NOON), started_on=START)
    add_slot(bare, "Tiếp âm huyện", "05:00", 30, fill=Fill.RELAY, kind=Kind.RELAY, approved=False)
    scene = Scene(bare)
    qtbot.addWidget(scene.window)
    scene.press(K.Key_F6)
    scene.ctrl(K.Key_Return)
    assert scene.card().form.error_of("approver") == "Gõ tên lãnh đạo đã duyệt."
    scene.type("Lê Thị Hoa")
    scene.press(K.Key_Return)
    scene.type("Chủ tịch UBND phường")
    scene.ctrl(K.Key_Return)
    assert scene.no_card()
    scene.press(K.Key_Right)
    approval = scene.grid.current().approval
    assert (approval.approver, approval.position) == ("Lê Thị Hoa", "Chủ tịch UBND phường")
    bare.close()


def test_nobody_has_decided_tomorrow(ward, scene_of) -> None:
    add_slot(ward, "Tiếp âm huyện", "05:00", 30, fill=Fill.RELAY, kind=Kind.RELAY, approved=False)
    scene = scene_of()
    scene.press(K.Key_F6)
    scene.card().form.widget("decided_on").setText("03/06/2026")
    scene.ctrl(K.Key_Return)
    assert scene.card().form.error_of("decided_on") == "Chưa tới ngày này. Gõ hôm nay hoặc trước đó."
    assert scene.grid.current().approval is None


def test_an_item_is_approved_on_its_own_page(ward, scene_of) -> None:
    item = ward.content.add("Mời họp", "Mời bà con đi họp.")
    add_slot(ward, "Mời họp", "17:00", 15, fill=Fill.ITEM, item_id=item.id)
    scene = scene_of()
    scene.press(K.Key_F6)
    assert scene.asked == [("content", item.id)]


# -- slots ------------------------------------------------------------------------------------------------------------


def test_a_slot_is_added_by_keys_alone(ward, scene_of) -> None:
    scene = scene_of()
    scene.press(K.Key_F4)
    scene.press(K.Key_Return)
    scene.type("Bản tin phường")
    for _ in range(6):
        scene.press(K.Key_Return)
    assert scene.focus() is scene.card().field("seconds")
    scene.type("15")
    scene.press(K.Key_Return)
    scene.press(K.Key_Return)
    assert scene.focus() is scene.card().field("weekdays")
    scene.type("23456")
    scene.ctrl(K.Key_Return)
    assert scene.no_card()
    (slot,) = ward.broadcast.timetable.slots_between(MONDAY, TUESDAY)
    assert (slot.title, slot.fill, slot.seconds) == ("Bản tin phường", Fill.SERIES, 900)
    assert slot.weekdays == frozenset({1, 2, 3, 4, 5})
    assert slot.clusters == frozenset()
    assert slot.self_made
    assert len(scene.page.facts.airings) == 4, "from Tuesday to Friday"


def test_the_days_that_are_typed_are_the_days_of_the_slot(ward, scene_of) -> None:
    scene = scene_of()
    scene.press(K.Key_F4)
    days = scene.card().field("weekdays")
    days.setFocus()
    scene.type("246")
    assert days.value() == frozenset({1, 3, 5})
    scene.type("48")
    assert days.value() == frozenset({1, 5, 7}), "a day typed again goes out"
    scene.press(K.Key_Escape)
    scene.press(K.Key_F4)
    days = scene.card().field("weekdays")
    days.setFocus()
    scene.press(K.Key_Space)
    assert days.value() == frozenset({2, 3, 4, 5, 6, 7}), "Space takes one out of the whole week"


def test_a_number_of_minutes_that_is_refused_says_which_are_taken(ward, scene_of) -> None:
    scene = scene_of()
    scene.press(K.Key_F4)
    card = scene.card()
    card.field("seconds").setFocus()
    scene.type("1730")
    scene.press(K.Key_Return)
    assert card.error_of("seconds") == "Gõ số từ 1 đến 1.440."


def test_a_slot_without_name_or_length_is_refused_at_its_fields(ward, scene_of) -> None:
    scene = scene_of()
    scene.press(K.Key_F4)
    scene.ctrl(K.Key_Return)
    assert scene.card().error_of("seconds")
    scene.type("15")
    scene.ctrl(K.Key_Return)
    assert scene.card().error_of("title") == "Gõ tên."
    assert ward.broadcast.timetable.slots_between(MONDAY, TUESDAY) == []


def test_one_item_is_for_one_day_and_what_it_clashes_with_is_said(ward, scene_of) -> None:
    a_usual_week(ward)
    approved_item(ward, "Thu gom rác")
    scene = scene_of()
    scene.press(K.Key_F4)
    card = scene.card()
    scene.press(K.Key_Down)
    assert card.field("date_to").value() == card.field("date_from").value() == TUESDAY
    scene.press(K.Key_Up)
    assert card.field("date_to").value() == dt.date(2026, 12, 31)
    card.field("title").setText("Họp tổ dân phố")
    card.field("seconds").set_value(10)
    scene.ctrl(K.Key_Return)
    assert "vướng" in scene.window.toast.text()


def test_a_notice_of_a_week_that_is_not_clear_says_so_before_it_is_hung_up(ward, scene_of) -> None:
    a_usual_week(ward)
    scene = scene_of()
    scene.ctrl(K.Key_P)
    assert scene.card().banner.text().startswith("1 buổi chưa duyệt nên không có trên tờ này; tuần còn 1 chỗ")
    assert scene.card().banner.isVisible()


def test_no_notice_says_that_nothing_is_broadcast_while_slots_wait_for_approval(ward, scene_of) -> None:
    add_slot(ward, "Chuyên mục", "17:30", 15, fill=Fill.SERIES, first=MONDAY, last=TUESDAY)
    scene = scene_of()
    scene.ctrl(K.Key_P)
    assert scene.no_card()
    assert "2 buổi, chưa buổi nào được duyệt" in scene.texts(scene.page)


def test_an_item_slot_takes_the_items_title_and_its_approval(ward, scene_of) -> None:
    approved_item(ward, "Thu gom rác")
    scene = scene_of()
    scene.press(K.Key_F4)
    card = scene.card()
    assert not card.field("item_id").isEnabled()
    scene.press(K.Key_Down)
    assert card.field("item_id").isEnabled()
    card.field("seconds").set_value(10)
    scene.ctrl(K.Key_Return)
    assert card.error_of("item_id")
    scene.press(K.Key_Down)
    scene.ctrl(K.Key_Return)
    scene.ctrl(K.Key_Return)  # 05:30 of today is over, and it did play
    (slot,) = ward.broadcast.timetable.slots_between(TUESDAY, TUESDAY)
    assert (slot.title, slot.fill) == ("Thu gom rác", Fill.ITEM)
    assert scene.page.facts.airings[0].approval is not None


def test_what_fills_a_slot_may_be_chosen_while_a_day_is_mistyped(ward, scene_of, qtbot) -> None:
    approved_item(ward, "Thu gom rác")
    scene = scene_of()
    scene.press(K.Key_F4)
    card = scene.card()
    for mistyped in ("31/02", "12,5"):
        card.field("date_to").setText(mistyped)
        with qtbot.captureExceptions() as raised:
            scene.press(K.Key_Down)
        assert raised == []
        assert card.field("date_to").text() == mistyped
    scene.ctrl(K.Key_Return)
    assert card.error_of("date_to")


def test_f2_moves_a_slot_from_its_next_airing_on_and_keeps_what_it_airs(ward, scene_of) -> None:
    series = a_usual_week(ward)
    scene = scene_of()
    scene.choose("Chuyên mục", 1)
    scene.press(K.Key_F2)
    card = scene.card()
    card.field("start").setText("18h15")
    scene.ctrl(K.Key_Return)
    (changed,) = (one for one in ward.broadcast.timetable.slots_between(TUESDAY, TUESDAY) if one.fill is Fill.SERIES)
    assert changed.start == dt.time(18, 15)
    assert (changed.fill, changed.seconds, changed.date_to) == (series.fill, series.seconds, series.date_to)
    assert ward.broadcast.timetable.slot(series.id).date_to == MONDAY
    assert (scene.grid.current().day, scene.grid.current().slot.id) == (TUESDAY, changed.id)
    assert "từ 02/06/2026" in scene.window.toast.text()


def test_delete_takes_a_slot_out_and_leaves_what_has_begun_to_be_confirmed(ward, scene_of) -> None:
    a_usual_week(ward)
    scene = scene_of()
    scene.choose("Bản tin phường", 2)
    scene.press(K.Key_Delete)
    left = {one.day for one in scene.page.facts.airings if one.title == "Bản tin phường"}
    assert left == {MONDAY, TUESDAY}
    assert "thôi phát từ 03/06/2026" in scene.window.toast.text()
    assert scene.grid.current().day == TUESDAY + dt.timedelta(days=1)


def test_a_deleted_slot_comes_back_by_ctrl_z_and_goes_again_by_ctrl_y(ward, scene_of) -> None:
    a_usual_week(ward)
    scene = scene_of()
    before = scene.page.facts.airings
    scene.choose("Bản tin phường", 2)
    scene.press(K.Key_Delete)
    after = scene.page.facts.airings
    assert after != before
    scene.ctrl(K.Key_Z)
    assert scene.page.facts.airings == before
    assert scene.window.toast.text() == "Đã hoàn tác: bỏ khung phát. Ctrl+Y để làm lại."
    scene.ctrl(K.Key_Y)
    assert scene.page.facts.airings == after
    assert scene.window.toast.text() == "Đã làm lại: bỏ khung phát"


def test_ctrl_z_after_a_word_in_the_log_says_that_it_stays(ward, scene_of) -> None:
    a_usual_week(ward)
    scene = scene_of()
    scene.choose("Bản tin phường")
    scene.press(K.Key_1)
    entries = ward.broadcast.log.entries(MONDAY, MONDAY)
    assert len(entries) == 1
    scene.ctrl(K.Key_Z)
    assert "Không hoàn tác được: đã ghi sổ phát." in scene.window.toast.text()
    assert ward.broadcast.log.entries(MONDAY, MONDAY) == entries


def test_delete_puts_a_slot_that_never_began_into_the_bin(ward, scene_of) -> None:
    a_usual_week(ward)
    add_slot(ward, "Thông báo", "18:00", 15, first=TUESDAY, last=TUESDAY)
    scene = scene_of()
    scene.choose("Thông báo")
    scene.press(K.Key_Delete)
    assert "Thông báo" not in {one.title for one in scene.page.facts.airings}
    assert "đã bỏ khỏi lịch" in scene.window.toast.text()
    assert [entry.title for entry in ward.bin.entries()] == ["Thông báo"]


def test_delete_of_a_slot_that_has_ended_says_that_nothing_is_left(ward, scene_of) -> None:
    a_usual_week(ward)
    add_slot(ward, "Thông báo", "06:00", 15, first=MONDAY, last=MONDAY)
    scene = scene_of()
    scene.choose("Thông báo")
    scene.press(K.Key_Delete)
    assert "Thông báo" in {one.title for one in scene.page.facts.airings}
    assert "chỉ còn những ngày đã qua" in scene.texts(scene.page)


# -- clashes ----------------------------------------------------------------------------------------------------------


def test_f7_lists_what_is_wrong_and_f8_walks_through_it(ward, scene_of) -> None:
    a_usual_week(ward)
    add_slot(ward, "Thông báo", "05:40", 15, kind=Kind.INSERT, first=TUESDAY, last=TUESDAY)
    scene = scene_of()
    assert scene.page.check_button.text() == "Kiểm tra (2)"
    scene.press(K.Key_F7)
    panel = scene.page.clash_panel
    first = panel.finding()
    assert scene.grid.current().id == first.a.id
    assert "cùng phát từ 05:40 đến 05:45" in panel.text()
    assert "Dời một trong hai" in scene.texts(panel)
    scene.press(K.Key_F8)
    assert "chưa có bài nào" in panel.text()
    scene.press(K.Key_F8)
    assert panel.finding() == first


def test_letters_are_the_same_in_grid_and_panel(ward, scene_of) -> None:
    a_usual_week(ward)
    add_slot(ward, "Thông báo", "05:40", 15, kind=Kind.INSERT, first=TUESDAY, last=TUESDAY)
    scene = scene_of()
    scene.press(K.Key_F8)
    finding = scene.page.clash_panel.finding()
    assert not scene.page.clash_panel.list.isColumnHidden(0)
    letters = scene.page.facts.letters
    assert (letters[finding.a.id], letters[finding.b.id]) == ("A", "B")
    names = {chip.accessibleName() for chip in scene.page.clash_panel.findChildren(Chip)}
    assert {"A", "B"} <= names
    table = scene.page.clash_panel.list.table
    assert table.index(0, 0).data() == "A/B"
    for airing, letter in ((finding.a, "A"), (finding.b, "B")):
        scene.grid.choose(airing.id)
        assert f"chữ {letter}" in scene.grid.accessibleDescription()


def test_a_clash_is_painted_red(ward, scene_of) -> None:
    add_slot(ward, "Một", "05:30", 30)
    scene = scene_of()
    plain = red_pixels(scene)
    add_slot(ward, "Hai", "05:45", 30)
    scene.page.reload()
    assert red_pixels(scene) > plain + 100


def red_pixels(scene: Scene) -> int:
    image = scene.grid.viewport().grab().toImage()
    wanted = theme.current().colour("red").name()
    return sum(
        image.pixelColor(x, y).name() == wanted for x in range(image.width()) for y in range(0, image.height(), 2)
    )


def test_a_sound_week_says_so(ward, scene_of) -> None:
    add_slot(ward)
    scene = scene_of()
    scene.press(K.Key_F7)
    assert "Không có chỗ vướng" in scene.texts(scene.page.clash_panel)


# -- paper, sizes, words ----------------------------------------------------------------------------------------------


def test_the_week_is_previewed_and_saved_as_pdf_and_word(ward, scene_of) -> None:
    a_usual_week(ward)
    scene = scene_of()
    scene.ctrl(K.Key_P)
    paper = scene.card()
    assert paper.preview.page_count >= 1
    scene.ctrl(K.Key_S)
    scene.ctrl(K.Key_E)
    folder = ward.folder / "papers" / "lich-phat" / "2026"
    assert (folder / "lich-phat-tuan-23-2026.pdf").read_bytes().startswith(b"%PDF")
    assert (folder / "lich-phat-tuan-23-2026.docx").exists()
    assert "Đã lưu" in paper.banner.text()
    scene.press(K.Key_Escape)
    assert scene.no_card()


def test_a_folder_that_refuses_the_paper_is_told_on_the_paper(ward, scene_of) -> None:
    a_usual_week(ward)
    (ward.folder / "papers").write_text("no folder", encoding="utf-8")
    scene = scene_of()
    scene.ctrl(K.Key_P)
    scene.ctrl(K.Key_S)
    assert not scene.no_card()
    assert "Đã lưu" not in scene.card().banner.text()
    assert not scene.card().banner.isHidden()


def test_a_tall_card_keeps_its_buttons_on_a_low_screen(ward, scene_of) -> None:
    scene = scene_of((910, 440))
    scene.press(K.Key_F4)
    card = scene.card()
    assert card.height() <= scene.window.height()
    for _ in range(10):
        scene.press(K.Key_Return)
    assert scene.focus() is card.field("clusters")
    assert not scene.focus().visibleRegion().isEmpty()
    assert not card.main.visibleRegion().isEmpty()


def test_a_slot_added_in_a_later_week_begins_there(ward, scene_of) -> None:
    scene = scene_of()
    scene.press(K.Key_PageDown)
    scene.press(K.Key_F4)
    assert scene.card().field("date_from").text() == "08/06/2026"


@pytest.mark.parametrize("size", [(910, 440), (1093, 540), (1920, 1000)])
def test_nothing_is_out_of_reach_at_any_size(ward, scene_of, size) -> None:
    a_usual_week(ward)
    scene = scene_of(size)
    scene.press(K.Key_Return)
    for airing in scene.page.facts.airings:
        scene.grid.choose(airing.id)
        rect = scene.grid.rects(airing.id)[0].toRect()
        assert scene.grid.viewport().rect().intersects(rect)
    for button in scene.page.airing_panel.buttons():
        assert not button.visibleRegion().isEmpty()


def test_every_word_is_vietnamese_and_every_field_has_a_name(ward, scene_of) -> None:
    a_usual_week(ward)
    scene = scene_of()
    opened = [scene.window]
    for key in (K.Key_Return, K.Key_F7):
        scene.press(key)
    assert foreign_texts(scene.window) == []
    scene.choose("Chuyên mục số 1")
    for press in (K.Key_F4, K.Key_F2, K.Key_Insert, K.Key_3):
        scene.press(press)
        if not scene.no_card():
            opened.append(scene.card())
            assert foreign_texts(scene.card()) == []
            assert unnamed_focusables(scene.card()) == []
            scene.card().reject()
            QApplication.processEvents()
    assert unnamed_focusables(scene.window) == []
    assert len(opened) == 5, "the window and four cards"


def test_a_second_station_has_its_own_week(ward, scene_of) -> None:
    add_slot(ward, "Của đài một", "05:30", 15)
    second = ward.broadcast.inventory.open_station("Đài truyền thanh khu Đông", MONDAY)
    scene = scene_of()
    choice = next(one for one in scene.page.tools.findChildren(Choice) if one.accessibleName() == "Đài")
    assert choice.isVisible()
    assert [airing.title for airing in scene.page.facts.airings][:1] == ["Của đài một"]
    choice.set_value(second)
    choice.changed.emit()
    assert scene.page.facts.airings == ()
    scene.press(K.Key_F4)
    scene.press(K.Key_Return)
    scene.type("Tin")
    scene.card().field("seconds").set_value(10)
    scene.ctrl(K.Key_Return)
    assert {airing.slot.station_id for airing in scene.page.facts.airings} == {second.id}


def test_folded_hours_are_named_and_the_lines_of_the_day_keep_their_place(ward, scene_of) -> None:
    a_usual_week(ward)
    scene = scene_of()
    folds = [(fold.first, fold.last) for fold in scene.grid.geometry_now.axis.folds]
    assert folds == [(0, 300), (345, 1020), (1065, 1440)]


def test_the_line_of_now_moves_and_what_is_on_the_air_says_so(ward, scene_of) -> None:
    a_usual_week(ward)
    scene = scene_of()
    scene.choose("Lịch tiêm chủng", 1)
    assert "Đang phát" not in scene.grid.accessibleDescription()
    set_clock(ward, dt.datetime(2026, 6, 2, 17, 5))
    scene.page.reload()
    assert "Đang phát" in scene.grid.accessibleDescription()


def test_an_item_rewritten_since_is_said_in_the_panel_and_has_to_be_chosen_again(ward, scene_of) -> None:
    a_usual_week(ward)
    item = next(one for one in ward.content.items() if one.title == "Lịch tiêm chủng")
    ward.content.edit(item.id, item.title, "Lời mới.")
    scene = scene_of()
    scene.choose("Chuyên mục số 1")
    scene.press(K.Key_Return)
    assert "1. Bài đã có bản mới, chọn và duyệt lại" in scene.texts(scene.page.airing_panel)


def test_two_hundred_airings_are_read_and_painted(ward, scene_of) -> None:
    with ward.database.transaction():
        for number in range(29):
            start = dt.datetime(2026, 1, 1, 5) + dt.timedelta(minutes=20 * number)
            add_slot(ward, f"Tin {number}", f"{start:%H:%M}", 20)
    scene = scene_of()
    assert len(scene.page.facts.airings) == 203
    assert not scene.grid.viewport().grab().isNull()
    last = scene.page.facts.airings[-1]
    scene.grid.choose(last.id)
    assert scene.grid.airing_at(scene.grid.rects(last.id)[0].center()).id == last.id


def test_a_record_from_another_page_is_brought_into_sight(ward, scene_of) -> None:
    a_usual_week(ward)
    scene = scene_of()
    (edition,) = ward.broadcast.timetable.editions_between(MONDAY, MONDAY)
    scene.press(K.Key_PageDown)
    scene.page.show_record(edition.id)
    assert scene.page.title_button.text() == "Tuần 23, 01/6–07/6"
    assert scene.grid.current().title == "Chuyên mục số 1"
    assert scene.page.split.shows(scene.page.airing_panel)
