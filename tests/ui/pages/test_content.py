"""Nội dung, by the keys of an officer who writes. The ward stands at noon of Tuesday 02/6/2026."""

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sync.adapters.manual import ManualCourier
from tests.ui.kit.hands import compose, type_telex_tuan
from tests.vietnamese_words import foreign_texts, unnamed_focusables, unreachable_mnemonics, visible_texts
from tests.wards import NO, NOON, add_slot, airing_of, approved_edition, approved_item, make_ward
from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.content.model import Basis, Form, Item, ItemState, Priority
from ttcs_desktop.ledger.transfers import Named, Way
from ttcs_desktop.workspace import Workspace
from ui.kit.jobs import JobRunner
from ui.pages.content.page import ContentPage
from ui.pages.desk import Desk
from ui.pages.form_card import FormCard
from ui.pages.schedule.choose_items import ChooseItemsCard

TODAY = NOON.date()
CTRL = Qt.KeyboardModifier.ControlModifier


class Writer:
    """A page open on a ward, and the officer in front of it. Typed letters are no presses; keys that act are."""

    def __init__(self, page: ContentPage, ward: Workspace) -> None:
        self.page, self.ward, self.pressed = page, ward, 0
        self.said: list[str] = []
        page.desk.done.connect(lambda what, _: self.said.append(what))

    @property
    def editor(self):
        return self.page.editor

    def press(self, key: Qt.Key, widget: QWidget | None = None, *, ctrl: bool = False) -> None:
        self.pressed += 1
        QTest.keyClick(
            widget or QApplication.focusWidget() or self.page, key, CTRL if ctrl else Qt.KeyboardModifier.NoModifier
        )

    def type(self, text: str, widget: QWidget) -> None:
        """Letters one by one, as a keyboard program hands them over."""
        compose(widget, 0, text)

    def card(self) -> FormCard:
        cards = [one for one in self.page.findChildren(FormCard) if one.isVisible()]
        assert len(cards) == 1
        return cards[0]

    def listed(self) -> list[str]:
        return [line.row.item.title for line in self.page.items.grid.table.lines()]

    def open(self, item: Item) -> None:
        assert self.page.items.grid.choose(item.id)

    def state(self, item: Item) -> ItemState:
        return self.ward.content.item(item.id).state

    def buttons(self) -> dict[str, bool]:
        return {
            "step": self.editor.steps.step_button.isVisible(),
            "withdraw": self.editor.steps.withdraw_button.isVisible(),
        }


@pytest.fixture
def ward(tmp_path) -> Iterator[Workspace]:
    made = make_ward(tmp_path)
    made.content.open_column("Sức khỏe cộng đồng", dt.date(2026, 1, 1))
    yield made
    made.close()


@pytest.fixture
def open_page(ward, qtbot) -> Iterator:
    opened = []

    def make() -> Writer:
        page = ContentPage(Desk(ward, ManualCourier(), JobRunner(_raise)))
        qtbot.addWidget(page)
        opened.append(page)
        page.resize(1021, 426)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.setFocus()
        return Writer(page, ward)

    yield make
    for page in opened:
        page.hide()


def _locked(*_: object, **__: object) -> None:
    raise EnvironmentProblem("database_locked")


def _raise(error: BaseException) -> None:
    raise error


def _draft(ward: Workspace, title: str = "Phòng, chống đuối nước", text: str = "Thưa bà con.") -> Item:
    return ward.content.add(title, text)


def test_an_item_is_written_handed_in_and_approved_by_keyboard(ward, open_page):
    writer = open_page()
    writer.press(Qt.Key.Key_F4, writer.page)
    writer.type("Lich tiem chung", writer.editor.fields.title)
    writer.press(Qt.Key.Key_Return, writer.editor.fields.title)
    assert writer.editor.fields.text.hasFocus()
    writer.type("Mời bà con đưa trẻ đi tiêm.", writer.editor.fields.text)
    writer.press(Qt.Key.Key_F6, writer.editor.fields.text)
    (item,) = ward.content.items()
    assert item.state is ItemState.SUBMITTED
    writer.press(Qt.Key.Key_F6, writer.editor.fields.text)
    writer.press(Qt.Key.Key_Return, writer.card().form.widget("who"), ctrl=True)
    approval = ward.content.approval_of(ward.content.item(item.id))
    assert (approval.approver, approval.decided_on, approval.basis) == ("Nguyễn Văn An", TODAY, Basis.IN_PERSON)
    assert writer.pressed == 5
    assert writer.editor.steps.step_button.text() == "Chuyển bước: xếp lịch"
    assert writer.editor.standing.last_text() == "Duyệt: Nguyễn Văn An, 02/6/2026, Duyệt trực tiếp"


def test_approval_on_paper_needs_the_number_of_the_paper(ward, open_page):
    item = _draft(ward)
    ward.content.submit(item.id)
    writer = open_page()
    writer.editor.steps.step_button.click()
    form = writer.card().form
    form.widget("basis").set_value(Basis.PAPER)
    writer.press(Qt.Key.Key_Return, form.widget("number"), ctrl=True)
    assert form.error_of("number") == "Gõ số ghi trên giấy, như 12/PTr hay 41/TB-UBND."
    assert writer.state(item) is ItemState.SUBMITTED
    QTest.keyClicks(form.widget("number"), "41/TB-UBND")
    writer.press(Qt.Key.Key_Return, form.widget("number"), ctrl=True)
    assert ward.content.approval_of(ward.content.item(item.id)).number == "41/TB-UBND"


def test_an_approver_who_is_not_of_the_office_is_typed(ward, open_page):
    item = _draft(ward)
    ward.content.submit(item.id)
    writer = open_page()
    writer.editor.steps.step_button.click()
    form = writer.card().form
    who = form.widget("who")
    who.set_value(None)
    who.changed.emit()
    writer.press(Qt.Key.Key_Return, form.widget("approver"), ctrl=True)
    assert form.error_of("approver")
    form.widget("approver").setText("Lê Thị Hoa")
    writer.press(Qt.Key.Key_Return, form.widget("approver"), ctrl=True)
    assert ward.content.approval_of(ward.content.item(item.id)).approver == "Lê Thị Hoa"


def test_an_item_with_nothing_in_it_is_not_saved_and_one_without_text_is_not_handed_in(ward, open_page):
    writer = open_page()
    writer.page.start_new()
    writer.page.save()
    assert writer.editor.fields.error_text() == "Gõ tên."
    assert ward.content.items() == []
    writer.type("Lich tiem", writer.editor.fields.title)
    writer.press(Qt.Key.Key_F6, writer.editor.fields.title)
    assert writer.editor.fields.error_text() == "Gõ nội dung."
    (item,) = ward.content.items()
    assert (item.title, item.state) == ("Lich tiem", ItemState.DRAFT)


def test_leaving_a_changed_text_saves_it_without_asking(ward, open_page):
    first, second = _draft(ward, "Bài một"), _draft(ward, "Bài hai")
    writer = open_page()
    writer.open(first)
    writer.type(" Thêm một câu.", writer.editor.fields.text)
    writer.open(second)
    assert ward.content.text_of(ward.content.item(first.id)).strip() in {
        "Thêm một câu.Thưa bà con.",
        "Thưa bà con. Thêm một câu.",
    }
    assert writer.editor.fields.title.value() == "Bài hai"
    assert writer.said == ["Đã lưu “Bài một”."]


def test_hiding_the_page_saves_what_was_typed(ward, open_page):
    item = _draft(ward)
    writer = open_page()
    writer.editor.fields.text.setPlainText("Chữ mới.")
    writer.page.hide()
    assert ward.content.text_of(ward.content.item(item.id)) == "Chữ mới."


def test_words_that_cannot_be_saved_yet_stand_there_again(ward, open_page, monkeypatch):
    item = _draft(ward, "Bài một")
    writer = open_page()
    monkeypatch.setattr(ward.content, "add", _locked)
    writer.page.start_new()
    writer.type("Dang viet do", writer.editor.fields.title)
    writer.open(item)
    assert [one.title for one in ward.content.items()] == ["Bài một"]
    writer.page.start_new()
    assert writer.editor.fields.title.value() == "Dang viet do"


def test_a_notice_of_change_leaves_the_words_being_typed_alone(ward, open_page):
    item = _draft(ward)
    writer = open_page()
    writer.editor.fields.text.setPlainText("Đang gõ dở")
    ward.content.edit(item.id, "Tên từ máy khác", "Thưa bà con.")
    writer.page.desk.publish(Changes(frozenset({"content"}), (item.id,)))
    assert writer.editor.fields.text.value() == "Đang gõ dở"
    writer.page.start_new()
    writer.type("Tên mới", writer.editor.fields.title)
    writer.page.desk.publish(Changes(frozenset({"content"}), ()))
    assert writer.editor.fields.title.value() == "Tên mới"
    assert writer.editor.item() is None


def test_vietnamese_typing_is_not_broken(ward, open_page):
    writer = open_page()
    writer.page.start_new()
    type_telex_tuan(writer.editor.fields.title)
    type_telex_tuan(writer.editor.fields.text)
    assert (writer.editor.fields.title.value(), writer.editor.fields.text.value()) == ("Tuần", "Tuần")


def test_an_approved_text_is_locked_and_says_what_a_change_means_before_it_is_saved(ward, open_page):
    item = approved_item(ward)
    writer = open_page()
    QTest.keyClicks(writer.editor.fields.text, "x")
    assert not writer.editor.is_changed()
    writer.press(Qt.Key.Key_F2, writer.page.items.grid)
    assert "phải duyệt lại" in writer.editor.standing.notice_text()
    writer.editor.fields.text.setPlainText("Chữ mới.")
    assert writer.state(item) is ItemState.APPROVED
    writer.press(Qt.Key.Key_S, writer.editor.fields.text, ctrl=True)
    assert writer.state(item) is ItemState.DRAFT
    assert ward.content.approval_of(ward.content.item(item.id)) is None
    assert writer.editor.steps.step_button.text() == "Chuyển bước: trình duyệt"


def test_a_changed_submitted_text_is_not_approved_by_the_same_key(ward, open_page):
    item = _draft(ward)
    ward.content.submit(item.id)
    writer = open_page()
    writer.editor.unlock()
    writer.editor.fields.text.setPlainText("Chữ mới.")
    writer.page.next_step()
    assert writer.state(item) is ItemState.DRAFT
    assert [card for card in writer.page.findChildren(FormCard) if card.isVisible()] == []


def test_taking_an_item_back_needs_a_reason(ward, open_page):
    item = approved_item(ward)
    writer = open_page()
    writer.editor.steps.withdraw_button.click()
    form = writer.card().form
    writer.press(Qt.Key.Key_Return, form.widget("reason"), ctrl=True)
    assert form.error_of("reason") == "Ghi lý do một câu ngắn."
    form.widget("reason").setText("Lịch tiêm đã đổi")
    writer.press(Qt.Key.Key_Return, form.widget("reason"), ctrl=True)
    assert writer.state(item) is ItemState.WITHDRAWN
    assert writer.buttons() == {"step": False, "withdraw": False}


def test_a_withdrawn_item_cannot_be_opened_for_writing(ward, open_page):
    item = approved_item(ward)
    ward.content.withdraw(item.id, NO)
    writer = open_page()
    writer.press(Qt.Key.Key_F2, writer.page.items.grid)
    assert writer.editor.is_locked()


def test_a_draft_goes_to_the_recycle_bin_and_an_approved_item_does_not(ward, open_page):
    kept = approved_item(ward)
    dropped = _draft(ward)
    writer = open_page()
    writer.open(dropped)
    writer.press(Qt.Key.Key_Delete, writer.page.items.grid)
    assert writer.listed() == [kept.title]
    assert writer.said == [f"Đã đưa “{dropped.title}” vào thùng rác."]
    writer.press(Qt.Key.Key_Delete, writer.page.items.grid)
    assert writer.listed() == [kept.title]


def test_a_draft_that_was_once_approved_stays_and_keeps_what_is_typed(ward, open_page):
    item = approved_item(ward)
    ward.content.edit(item.id, item.title, "Chữ mới.")
    writer = open_page()
    writer.editor.fields.text.setPlainText("Đang gõ dở")
    writer.press(Qt.Key.Key_Delete, writer.page.items.grid)
    assert writer.listed() == [item.title]
    assert writer.editor.is_changed()
    assert writer.editor.fields.text.value() == "Đang gõ dở"


def test_escape_leaves_the_text_for_the_list(ward, open_page):
    _draft(ward)
    writer = open_page()
    writer.press(Qt.Key.Key_Return, writer.page.items.grid)
    assert writer.editor.fields.text.hasFocus()
    writer.press(Qt.Key.Key_Escape, writer.editor.fields.text)
    assert writer.page.items.grid.hasFocus()


def test_where_an_item_is_planned_is_listed(ward, open_page):
    item = approved_item(ward)
    slot = add_slot(ward, "Bản tin phường", "17:00", fill=Fill.SERIES)
    approved_edition(ward, slot, TODAY + dt.timedelta(days=1), item)
    add_slot(ward, "Nhắc lịch tiêm", "06:00", fill=Fill.ITEM, item_id=item.id, first=TODAY, last=TODAY)
    writer = open_page()
    writer.open(item)
    grid = writer.editor.uses.grid.table
    writer.editor.tabs.setCurrentIndex(2)
    assert [line.row.when for line in grid.lines() if line.row] == ["Thứ Ba 02/6, 06:00", "Thứ Tư 03/6, 17:00"]
    assert writer.editor.tabs.tabText(2) == "Nơi dùng (2)"
    asked = []
    writer.page.desk.wanted.connect(lambda page_id, record: asked.append((page_id, record)))
    writer.editor.uses.grid.choose(f"airing/{airing_of(ward, slot, TODAY + dt.timedelta(days=1)).id}")
    writer.press(Qt.Key.Key_Return, writer.editor.uses.grid)
    assert asked == [("schedule", airing_of(ward, slot, TODAY + dt.timedelta(days=1)).id)]


def test_the_find_box_needs_no_marks_and_asks_every_item(ward, open_page, qtbot):
    with ward.database.transaction():
        for number in range(205):
            _draft(ward, f"Bản tin số {number}")
    first = ward.content.items()[-1]
    writer = open_page()
    assert len(writer.listed()) == 200
    QTest.keyClicks(writer.page.items.search, first.title.replace("Bản", "ban").replace("số", "so"))
    qtbot.waitUntil(lambda: first.title in writer.listed())
    assert len(writer.listed()) < 200


def test_finding_keeps_the_open_item_and_its_words(ward, open_page, qtbot):
    _draft(ward, "Bài một")
    writer = open_page()
    writer.editor.fields.text.setPlainText("Đang gõ dở")
    QTest.keyClicks(writer.page.items.search, "khong co")
    qtbot.waitUntil(lambda: writer.listed() == [])
    assert writer.editor.fields.text.value() == "Đang gõ dở"
    assert writer.editor.fields.title.value() == "Bài một"


def test_an_item_is_shown_when_another_page_asks_for_it(ward, open_page):
    wanted, _ = _draft(ward, "Bài một"), _draft(ward, "Bài hai")
    writer = open_page()
    writer.page.show_record(wanted.id)
    assert writer.editor.fields.title.value() == "Bài một"
    assert writer.page.items.chosen_id() == wanted.id


def test_an_item_that_is_gone_is_said_and_the_open_one_stays(ward, open_page):
    gone, kept = _draft(ward, "Bài một"), _draft(ward, "Bài hai")
    ward.content.remove(gone.id)
    writer = open_page()
    writer.page.show_record(gone.id)
    assert writer.editor.item().id == kept.id
    assert any("không còn" in text for _, text in visible_texts(writer.page))


def test_form_and_column_are_chosen_when_an_item_is_new(ward, open_page):
    writer = open_page()
    writer.page.start_new()
    writer.editor.fields.form.set_value(Form.NOTICE)
    writer.editor.fields.column.set_value(ward.content.columns()[0].id)
    writer.type("Thong bao", writer.editor.fields.title)
    writer.type("Mời bà con.", writer.editor.fields.text)
    writer.page.save()
    (item,) = ward.content.items()
    assert (item.form, item.column_id, item.priority) == (Form.NOTICE, ward.content.columns()[0].id, Priority.NORMAL)


def test_a_new_item_is_offered_the_class_its_column_had_last_and_the_officer_s_word_goes_before(ward, open_page):
    column = ward.content.columns()[0].id
    ward.content.add("Trước", "Đã có.", column_id=column, priority=Priority.PRIORITY)
    writer = open_page()
    writer.page.start_new()
    fields = writer.editor.fields
    assert fields.priority.value() is Priority.NORMAL
    fields.column.setFocus()
    QTest.keyClick(fields.column, Qt.Key.Key_Down)
    assert (fields.column.value(), fields.priority.value()) == (column, Priority.PRIORITY)
    QTest.keyClick(fields.priority, Qt.Key.Key_Up)
    QTest.keyClick(fields.column, Qt.Key.Key_Up)
    QTest.keyClick(fields.column, Qt.Key.Key_Down)
    assert fields.priority.value() is Priority.NORMAL
    writer.type("Sau", fields.title)
    writer.page.save()
    (item,) = (one for one in ward.content.items() if one.title == "Sau")
    assert (item.column_id, item.priority) == (column, Priority.NORMAL)


def test_every_word_is_vietnamese_and_everything_has_a_name(ward, open_page):
    item = _draft(ward)
    ward.content.submit(item.id)
    approved_item(ward)
    writer = open_page()
    writer.open(item)
    writer.editor.steps.step_button.click()
    assert foreign_texts(writer.page) == []
    assert unreachable_mnemonics(writer.page) == []
    assert unnamed_focusables(writer.page) == []
    writer.card().reject()
    writer.page.start_new()
    assert foreign_texts(writer.page) == []
    assert unnamed_focusables(writer.page) == []


def test_an_item_whose_sound_has_not_come_says_so(ward, open_page, qtbot):
    item, _ = approved_item(ward), _draft(ward)
    ward.transfers.want(Way.DOWN, [Named(item.id, "ab" * 32, "loa.mp3", 3_400_000)])
    writer = open_page()
    writer.open(item)
    assert writer.editor.received.text().endswith("Chưa về máy: loa.mp3 (0,0 trên 3,4 MB)")
    assert not writer.editor.received.button.isVisible()
    below = {line.row.item.id: line.row.below for line in writer.page.items.grid.table.lines()}
    assert [one for one, words in below.items() if "tệp chưa về máy" in words] == [item.id]
    card = ChooseItemsCard("Số", "", [item], [], lambda *_: None, lacking={item.id})
    qtbot.addWidget(card)
    assert card.list.table.index(0, 1).data() == f"{item.title} (tệp chưa về máy)"
