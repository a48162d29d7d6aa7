"""Chủ đề của năm, by keys: a list pasted from Excel, copied, told by items, and every number asked why."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from sync.adapters.manual import ManualCourier
from tests.ui.kit.hands import compose
from tests.wards import add_slot, airing_of, approved_edition, approved_item, confirm, make_ward
from ttcs_desktop.broadcast.coverage.model import Channel
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.content.topics.model import Per, Span, TopicEntry, Wanted
from ttcs_desktop.papers.model import Note
from ui.kit.jobs import JobRunner
from ui.pages.desk import Desk
from ui.pages.topics.page import TopicsPage
from ui.pages.topics.pasted import read_list
from ui.rail import ENTRIES
from ui.window import Window
from ui.workflows.papers import coverage_document

K, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
D = dt.date
THE_32 = "STT\tNội dung tuyên truyền\tLĩnh vực\tThời gian thực hiện\tSố lượt\n" + "".join(
    f"{number:02d}\tBài số {number}\tY tế\t{'Quý II' if number % 2 else 'Cả năm'}\t{'2/tháng' if number == 3 else ''}\n"
    for number in range(1, 33)
)


class Scene:
    """The window on Nội dung; keys go where the focus is and are counted, letters are not."""

    def __init__(self, ward) -> None:
        self.ward, self.presses = ward, 0
        self.went: list[tuple[str, str]] = []
        self.desk = Desk(ward, ManualCourier(), JobRunner(_raise))
        self.desk.wanted.connect(lambda page, record: self.went.append((page, record)))
        self.window = Window(self.desk, ENTRIES)
        self.window.resize(1093, 540)
        self.window.show()
        self.window.activateWindow()
        self.window.show_page("content")
        QApplication.processEvents()

    @property
    def page(self) -> TopicsPage:
        page = self.window.page("topics")
        assert isinstance(page, TopicsPage)
        return page

    def focus(self) -> QWidget:
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
            QApplication.processEvents()
        return QApplication.focusWidget() or self.window

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.presses += 1
        QTest.keyClick(self.focus(), key, held)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        compose(self.focus(), 0, text)

    def card(self) -> QWidget | None:
        return QApplication.activeModalWidget()

    def toast(self) -> str:
        return self.window.toast.text()


def _raise(error: BaseException) -> None:
    raise error


@pytest.fixture
def ward(tmp_path):
    made = make_ward(tmp_path)
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


def told_ward(ward) -> str:
    """A topic told on 25/5 and planned on 03/6/2026; its id."""
    topic = ward.topics.add(2026, TopicEntry("Phòng dịch", span=Span(D(2026, 4, 1)), wanted=Wanted(3, Per.QUARTER)))
    item, slot = approved_item(ward), add_slot(ward, fill=Fill.SERIES)
    ward.topics.set_for_item(item.id, 2026, [topic.id])
    for day in (D(2026, 5, 25), D(2026, 6, 3)):
        approved_edition(ward, slot, day, item)
    confirm(ward, slot, D(2026, 5, 25))
    return topic.id


def test_thirty_two_topics_come_from_excel_in_three_keys(ward, scene) -> None:
    QGuiApplication.clipboard().setText(THE_32)
    for key, held in ((K.Key_T, CTRL), (K.Key_V, CTRL), (K.Key_Return, Qt.KeyboardModifier.NoModifier)):
        scene.press(key, held)
    topics = ward.topics.of_year(2026)
    assert (scene.presses, len(topics)) == (3, 32)
    assert topics[2].entry == TopicEntry(
        "Bài số 3", "03", "Y tế", "", Span(D(2026, 4, 1), D(2026, 6, 30)), Wanted(2, Per.MONTH)
    )
    assert scene.toast() == "Danh mục năm 2026: 32 thêm"
    scene.press(K.Key_V, CTRL)
    scene.press(K.Key_Return)
    assert (len(ward.topics.of_year(2026)), scene.toast()) == (32, "Danh mục năm 2026: 32 đã có như vậy")
    scene.press(K.Key_Z, CTRL)
    assert ward.topics.of_year(2026) == []


def test_a_cell_that_cannot_be_read_is_shown_before_anything_is_taken(ward, scene) -> None:
    QGuiApplication.clipboard().setText("Mã\tChủ đề\tKỳ\n1\tPhòng dịch\tdịp Tết\n2\t\tQuý I\n")
    scene.press(K.Key_T, CTRL)
    scene.press(K.Key_V, CTRL)
    shown = "\n".join(one.text() for one in scene.card().findChildren(type(scene.page.signs)))
    assert "Nhập 1 chủ đề vào năm 2026" in shown
    assert "1 dòng không có nội dung sẽ bỏ qua" in shown
    assert "dịp Tết" in shown
    scene.press(K.Key_Escape)
    assert ward.topics.of_year(2026) == []


@pytest.mark.parametrize("copied", ["", "   \n  ", "\t\t\n"])
def test_a_clipboard_without_words_is_said(scene, copied: str) -> None:
    QGuiApplication.clipboard().setText(copied)
    scene.press(K.Key_T, CTRL)
    scene.press(K.Key_V, CTRL)
    assert scene.card() is None
    assert scene.page._banner.text()


def test_lists_of_other_shapes_are_read() -> None:
    alone = read_list([["Phòng dịch"], ["Chuyển đổi số"]], 2026)
    uncoded = read_list([["Chuyển đổi số cho người cao tuổi", "Chuyển đổi số"]], 2026)
    swapped = read_list([["Chủ đề", "STT"], ["Phòng dịch", "7"]], 2026)
    assert [one.text for one in alone.entries] == ["Phòng dịch", "Chuyển đổi số"]
    assert (uncoded.entries[0].text, uncoded.entries[0].field) == ("Chuyển đổi số cho người cao tuổi", "Chuyển đổi số")
    assert (swapped.entries[0].text, swapped.entries[0].code) == ("Phòng dịch", "7")


def test_a_topic_is_typed_and_a_refusal_stands_at_its_field(ward, scene) -> None:
    scene.press(K.Key_T, CTRL)
    scene.press(K.Key_F4)
    scene.press(K.Key_Return, CTRL)
    assert scene.card().form.error_of("text") == "Gõ nội dung chủ đề."
    scene.type("Phòng dịch")
    for _ in range(4):
        scene.press(K.Key_Return)
    scene.type("31/02")
    scene.press(K.Key_Return, CTRL)
    assert scene.card().form.error_of("span")
    scene.card().form.widget("span").setText("Quý II")
    scene.press(K.Key_Return, CTRL)
    assert (scene.card(), ward.topics.of_year(2026)[0].window.start) == (None, D(2026, 4, 1))
    scene.press(K.Key_Delete)
    assert ward.topics.of_year(2026) == []


def test_last_years_list_is_chosen_from_and_copied_once(ward, scene) -> None:
    ward.topics.take_in(2025, [TopicEntry("Phòng dịch"), TopicEntry("Chuyển đổi số")])
    scene.press(K.Key_T, CTRL)
    for _ in range(2):
        scene.press(K.Key_F9)
        scene.press(K.Key_Return, CTRL)
    assert [one.text for one in ward.topics.of_year(2026)] == ["Phòng dịch", "Chuyển đổi số"]


def test_an_item_is_given_its_topics_by_keys(qtbot, ward, scene) -> None:
    topics = [ward.topics.add(2026, TopicEntry(text)) for text in ("Phòng dịch", "Chuyển đổi số")]
    item = approved_item(ward)
    scene.window.show_page("content", item.id)
    scene.desk.publish(ward.topics.set_for_item(item.id, 2026, []))
    scene.press(K.Key_F7)
    scene.type("chuyen doi")
    qtbot.waitUntil(lambda: scene.card().list.table.rowCount() == 1)  # after the pause of a search field
    for key in (K.Key_Down, K.Key_Space):
        scene.press(key)
    scene.press(K.Key_Return, CTRL)
    assert ward.topics.of_item(item.id) == topics[1:]
    assert scene.window.page("content").editor.topics.words.text() == "Chủ đề: 2. Chuyển đổi số"


def test_an_item_is_sent_to_a_higher_station_and_later_used_by_keys(ward, scene) -> None:
    item = approved_item(ward)
    scene.window.show_page("content", item.id)
    scene.press(K.Key_F9)
    scene.type("Đài thành phố")
    scene.press(K.Key_Return, CTRL)
    (piece,) = ward.contributions.of_item(item.id)
    assert (piece.title, piece.receiver, piece.version_id) == (item.title, "Đài thành phố", item.version_id)
    assert piece.sent_on == D(2026, 6, 2)
    scene.press(K.Key_F9)
    scene.press(K.Key_Return, CTRL)
    (piece,) = ward.contributions.of_item(item.id)
    assert piece.used_on == D(2026, 6, 2)
    words = scene.window.page("content").editor.topics.words.text()
    assert words.startswith("Cộng tác: Đài thành phố 02/6/2026, được dùng 02/6/2026")
    scene.press(K.Key_F9)
    scene.press(K.Key_Return, CTRL)
    assert scene.card().form.error_of("receiver") == "Đã ghi gửi nơi này ngày ấy."
    for name, typed in (("sent_on", "3/6"), ("used_on", "")):
        scene.card().form.widget(name).setText(typed)
    scene.press(K.Key_Return, CTRL)
    assert scene.card().form.error_of("sent_on").startswith("Chưa tới ngày này")


def test_every_number_can_be_asked_why_and_leads_to_its_airing(ward, scene) -> None:
    topic_id = told_ward(ward)
    scene.press(K.Key_T, CTRL)
    scene.press(K.Key_F6)
    matrix = scene.page.matrix
    texts = [str(matrix.table.data(matrix.table.index(0, at)) or "") for at in range(2, 17)]
    assert [text for text in texts if text not in ("", "–")] == ["1", "+1", "1 +1"]
    assert matrix.table.columns[1].second(matrix.current_row()) == "Quý II còn thiếu 2, đã xếp 1"
    heads = [one.title for one in matrix.table.columns]
    matrix.setCurrentIndex(matrix.table.index(0, heads.index("T22")))
    scene.press(K.Key_Return)
    assert scene.card().windowTitle() == "Vì sao có số này"
    scene.press(K.Key_Return)
    slot = ward.broadcast.timetable.slots_between(D(2026, 5, 25), D(2026, 5, 25))[0]
    assert scene.went[-1] == ("schedule", airing_of(ward, slot, D(2026, 5, 25)).id)
    scene.window.show_page("topics", topic_id)
    assert scene.page.list.current_row().id == topic_id


def test_the_coverage_is_printed_as_it_is_shown(ward) -> None:
    told_ward(ward)
    for quarter, heads, sign in ((2, "T22", "T23 là tuần 23 của năm"), (0, "Th\n5", "Th 5 là tháng 5")):
        document = coverage_document(ward, 2026, quarter, Channel.STATION)
        table = next(block for block in document.blocks if hasattr(block, "rows"))
        at = [one.head for one in table.columns].index(heads)
        assert table.rows[0].cells[at] == "1"
        assert table.rows[0].cells[-1] == "Quý II còn thiếu 2, đã xếp 1"
        assert document.page.landscape
        assert any(isinstance(one, Note) and one.text.endswith(f"; {sign}.") for one in document.blocks)
