"""Chuyển bước by keys: one key goes on and says what it does, two buttons go back. Noon of Tuesday 02/6/2026."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sync.adapters.manual import ManualCourier
from tests.wards import NOON, START, add_slot, airing_of, approved_edition, approved_item, authorise, confirm, make_ward
from ttcs_desktop.attachments.model import Owner
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.content.model import Basis, Form, Item, ItemState
from ttcs_desktop.content.pipeline.model import Scope
from ttcs_desktop.office.model import Duty
from ttcs_desktop.workspace import Workspace
from ui.kit.jobs import JobRunner
from ui.pages.content.page import ContentPage
from ui.pages.desk import Desk
from ui.pages.form_card import FormCard
from ui.pages.paper_window import PaperWindow
from ui.pages.tick_card import TickCard

TODAY = NOON.date()
YESTERDAY, TOMORROW = TODAY - dt.timedelta(days=1), TODAY + dt.timedelta(days=1)
F6, RETURN, CTRL = Qt.Key.Key_F6, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


def _raise(error: BaseException) -> None:
    raise error


@pytest.fixture
def ward(tmp_path) -> Iterator[Workspace]:
    made = make_ward(tmp_path)
    yield made
    made.close()


@pytest.fixture
def page(ward: Workspace, qtbot) -> Iterator[ContentPage]:
    made = ContentPage(Desk(ward, ManualCourier(), JobRunner(_raise)))
    qtbot.addWidget(made)
    made.resize(1021, 426)
    made.show()
    yield made
    made.hide()


def show(page: ContentPage, item: Item) -> None:
    page.reload()
    page.show_record(item.id)


def said(page: ContentPage) -> tuple[str, str]:
    return page.editor.steps.step_button.text(), page.editor.steps.said.text()


def card(page: ContentPage) -> FormCard:
    return next(one for one in page.findChildren(FormCard) if one.isVisible())


def trail(page: ContentPage) -> list[tuple[str, str, str]]:
    return [(one.status.word, one.who, one.why) for one in (line.row for line in page.editor.trail.grid.table.lines())]


def test_with_an_editor_in_the_board_the_key_leads_through_editing(ward: Workspace, page: ContentPage) -> None:
    board = ward.office.boards.found("15/QĐ-UBND", START, START)
    ward.office.boards.appoint(board.id, "Lê Thị Hoa", "", Duty.EDITOR, START)
    item = ward.content.add("Tin", "Chữ.")
    show(page, item)
    words = []
    for _ in range(3):
        words.append(page.editor.steps.step_button.text())
        QTest.keyClick(page.editor.fields.text, F6)
    assert words == ["Chuyển bước: biên tập", "Chuyển bước: trình duyệt", "Chuyển bước: duyệt…"]
    QTest.keyClick(card(page).form.widget("basis"), RETURN, CTRL)
    assert ward.content.item(item.id).state is ItemState.APPROVED
    assert said(page) == ("Chuyển bước: xếp lịch", "Bấm F2 để sửa")
    assert trail(page)[:4] == [
        ("Soạn", "Trần Thị Bình", ""),
        ("Biên tập", "Trần Thị Bình", ""),
        ("Trình", "Trần Thị Bình", ""),
        ("Duyệt", "Nguyễn Văn An", "Duyệt trực tiếp"),
    ]


def test_an_item_sent_back_says_why_until_it_is_handed_in_again(ward: Workspace, page: ContentPage) -> None:
    item = ward.content.add("Tin", "Chữ.")
    ward.content.submit(item.id)
    show(page, item)
    page.editor.steps.back_button.click()
    form = card(page).form
    QTest.keyClick(form.widget("reason"), RETURN, CTRL)
    assert form.error_of("reason") == "Ghi lý do một câu ngắn."
    form.widget("reason").setText("Bớt câu cuối")
    QTest.keyClick(form.widget("reason"), RETURN, CTRL)
    assert ward.content.item(item.id).state is ItemState.DRAFT
    assert page.editor.standing.last_text() == "Bị trả lại 02/6/2026, 12:00: Bớt câu cuối"
    page.editor.fields.text.setPlainText("Chữ khác.")
    QTest.keyClick(page.editor.fields.text, F6)
    assert page.editor.standing.last_text().startswith("Trình: Trần Thị Bình")
    page.editor.tabs.setCurrentIndex(1)
    rows = [line.row for line in page.editor.versions.grid.table.lines()]
    assert (rows[0].why.value, rows[0].remark) == ("sent_back", "Bớt câu cuối")


def test_the_key_follows_the_airing_until_the_item_is_filed_away(ward: Workspace, page: ContentPage) -> None:
    asked: list[tuple[str, str]] = []
    page.desk.wanted.connect(lambda where, record: asked.append((where, record)))
    item = approved_item(ward)
    show(page, item)
    page.next_step()
    slot = add_slot(ward, "Bản tin phường", "06:30", fill=Fill.SERIES)
    approved_edition(ward, slot, TOMORROW, item)
    show(page, item)
    assert said(page) == ("Xem buổi phát", "Đã xếp Thứ Tư 03/6, 06:30. Phát xong, xác nhận rồi mới lưu được.")
    page.next_step()
    ward.broadcast.timetable.set_edition(slot.id, TOMORROW, [])
    approved_edition(ward, slot, YESTERDAY, item)
    show(page, item)
    assert said(page) == ("Chuyển bước: xác nhận đã phát", "Chưa ghi kết quả buổi Thứ Hai 01/6, 06:30.")
    page.next_step()
    confirm(ward, slot, YESTERDAY)
    assert asked == [("schedule", item.id), ("schedule", airing_of(ward, slot, TOMORROW).id), ("today", "")]
    show(page, item)
    assert page.editor.standing.last_text() == "Đã phát: 01/6/2026, Bản tin phường"
    assert page.editor.steps.step_button.text() == "Chuyển bước: lưu"
    page.next_step()
    assert ward.content.item(item.id).state is ItemState.ARCHIVED
    assert page.editor.is_locked()
    QTest.keyClick(page.items.grid, Qt.Key.Key_F2)
    assert page.editor.is_locked()
    assert page.editor.steps.step_button.text() == "Chuyển bước: dùng lại"
    page.next_step()
    assert ward.content.item(item.id).state is ItemState.APPROVED


def test_the_head_of_the_board_of_the_day_is_offered_and_another_is_refused(ward: Workspace, page: ContentPage) -> None:
    boards = ward.office.boards
    old = boards.found("15/QĐ-UBND", dt.date(2025, 1, 2), dt.date(2025, 1, 2))
    boards.appoint(old.id, "Lê Thị Hoa", "Chủ tịch UBND phường", Duty.HEAD, dt.date(2025, 1, 2))
    boards.found("03/QĐ-UBND", START, START)
    item = ward.content.add("Tin", "Chữ.")
    ward.content.submit(item.id)
    show(page, item)
    page.next_step()
    form = card(page).form
    who = form.widget("who")
    assert [who.itemText(at) for at in range(who.count())][:-1] == ["Nguyễn Văn An, Phó Chủ tịch UBND phường"]
    who.set_value(None)
    form.widget("approver").setText("Lê Thị Hoa")
    QTest.keyClick(form.widget("approver"), RETURN, CTRL)
    assert form.error_of("approver") == "Ngày ấy không phải lãnh đạo hay Trưởng Ban biên tập (03/QĐ-UBND)."
    day = form.widget("decided_on")
    day.setText("31/12/2025")
    day.textEdited.emit("31/12/2025")
    assert who.count() == 3
    assert form.widget("approver").value() == "Lê Thị Hoa"
    QTest.keyClick(form.widget("approver"), RETURN, CTRL)
    assert ward.content.approval_of(ward.content.item(item.id)).approver == "Lê Thị Hoa"


def test_the_number_of_an_authorisation_that_fits_stands_there_already(ward: Workspace, page: ContentPage) -> None:
    authorise(ward, "02/UQ-UBND", Scope.NOTICES)
    notice, own = ward.content.add("Thông báo", "Chữ.", form=Form.NOTICE), ward.content.add("Bài", "Chữ.")
    for item, number in ((notice, "02/UQ-UBND"), (own, "")):
        ward.content.submit(item.id)
        show(page, item)
        page.next_step()
        form = card(page).form
        form.widget("basis").set_value(Basis.STANDING)
        assert form.widget("number").value() == number
        QTest.keyClick(form.widget("number"), RETURN, CTRL)
        if item is own:
            assert form.error_of("number")
            card(page).reject()
    assert ward.content.approval_of(ward.content.item(notice.id)).number == "02/UQ-UBND"
    assert ward.content.item(own.id).state is ItemState.SUBMITTED


def test_a_paper_is_printed_signed_and_approves_its_items_by_keys(ward: Workspace, page: ContentPage, tmp_path) -> None:
    items = [ward.content.submit(ward.content.add(title, "Chữ.").id) for title in ("Một", "Hai")]
    show(page, items[0])
    page.items.grid.setFocus()
    page.steps.signing.print(None)
    ticking = next(one for one in page.findChildren(TickCard) if one.isVisible())
    assert sorted(ticking.ticked()) == sorted(one.id for one in items)
    QTest.keyClick(ticking.search, RETURN, CTRL)
    paper = next(one for one in page.findChildren(PaperWindow) if one.isVisible())
    assert paper.save_pdf().stat().st_size > 1000
    paper.reject()
    assert page.editor.steps.step_button.text() == "Chuyển bước: đã ký giấy…"
    QTest.keyClick(page.editor.fields.text, F6)
    form = card(page).form
    scan = tmp_path / "phieu.pdf"
    scan.write_bytes(b"%PDF-1.4 " + b"x" * 100)
    form.widget("scan").pointed_at = lambda _, taken: taken([scan])
    QTest.keyClick(form.widget("scan"), Qt.Key.Key_Space)
    QTest.keyClick(form.widget("number"), RETURN, CTRL)
    assert form.error_of("number") == "Gõ số ghi trên giấy, như 12/PTr hay 41/TB-UBND."
    form.widget("number").setText("12/PTr")
    QTest.keyClick(form.widget("number"), RETURN, CTRL)
    assert {ward.content.item(one.id).state for one in items} == {ItemState.APPROVED}
    assert ward.content.approval_of(ward.content.item(items[1].id)).number == "12/PTr"
    assert page.desk.jobs.wait()
    QApplication.processEvents()
    sheet_id = next(line.ids[-1] for line in ward.ledger.history_of(items[0].id) if line.verb == "content.approve")
    assert [one.name for one in ward.attachments.of(Owner("sheet", sheet_id))] == ["phieu.pdf"]
    page.show_record(sheet_id)
    assert page.editor.item().id in {one.id for one in items}


def test_terms_are_entered_by_a_key_and_the_list_shows_what_expires_soon(ward: Workspace, page: ContentPage) -> None:
    item, _ = ward.content.add("Mùa lũ", "Chữ."), ward.content.add("Khác", "Chữ.")
    show(page, item)
    QTest.keyClick(page.editor.fields.text, Qt.Key.Key_E, CTRL)
    form = card(page).form
    form.widget("valid_to").setText("05/06/2026")
    QTest.keyClick(form.widget("valid_to"), RETURN, CTRL)
    assert ward.content.item(item.id).valid_to == dt.date(2026, 6, 5)
    page.items.filter.set_value("soon")
    page.items.filter.changed.emit()
    assert [line.row.item.title for line in page.items.grid.table.lines()] == ["Mùa lũ"]
    page.items.filter.set_value(ItemState.APPROVED)
    page.items.filter.changed.emit()
    assert [line.row for line in page.items.grid.table.lines()] == []


def test_a_received_item_is_given_its_form_and_column_by_the_same_key(ward: Workspace, page: ContentPage) -> None:
    column = ward.content.open_column("Sức khỏe cộng đồng", dt.date(2026, 1, 1))
    item = ward.content.add("Lịch tiêm vắc xin", "Chữ.")
    show(page, item)
    QTest.keyClick(page.editor.fields.text, Qt.Key.Key_E, CTRL)
    form = card(page).form
    assert card(page).focusWidget() is form.widget("form")
    QTest.keyClick(form.widget("form"), Qt.Key.Key_End)
    QTest.keyClick(form.widget("column_id"), Qt.Key.Key_Down)
    QTest.keyClick(form.widget("column_id"), RETURN, CTRL)
    changed = ward.content.item(item.id)
    assert (changed.form, changed.origin, changed.column_id) == (list(Form)[-1], item.origin, column.id)
    assert changed.state is item.state
    page.desk.undo()
    assert (ward.content.item(item.id).form, ward.content.item(item.id).column_id) == (item.form, None)


def test_one_tab_leads_from_the_name_to_the_words(ward: Workspace, page: ContentPage) -> None:
    _ = ward
    page.start_new()
    page.editor.fields.title.setFocus()
    assert page.editor.fields.title.nextInFocusChain() is page.editor.fields.text
