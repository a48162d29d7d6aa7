"""Nhận bài on the page Nội dung, by keyboard. The ward stands at noon of Tuesday 02/6/2026."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from sync.adapters.manual import ManualCourier
from tests.content.received import BODY, text_file, wave_file, word_file
from tests.ui.kit.hands import compose
from tests.vietnamese_words import foreign_texts, unnamed_focusables, unreachable_mnemonics
from tests.wards import NOON, code_of, make_ward
from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.content.model import Origin, Priority, Way
from ttcs_desktop.workspace import Workspace
from ui.kit.jobs import JobRunner
from ui.pages.content.intake import choose_files
from ui.pages.content.intake_card import IntakeCard
from ui.pages.content.page import ContentPage
from ui.pages.content.received_line import open_copy
from ui.pages.desk import Desk

CTRL = Qt.KeyboardModifier.ControlModifier


class Receiver:
    """A page, and the officer who receives articles on it; `files` is what they point at."""

    def __init__(self, page: ContentPage, ward: Workspace, qtbot) -> None:
        self.page, self.ward, self.qtbot = page, ward, qtbot
        self.files: list[Path] = []
        self.said: list[str] = []
        page.desk.done.connect(lambda what, _: self.said.append(what))
        page.receiving.pointed_at = lambda _parent, chosen: chosen(self.files)

    def press(self, key: Qt.Key, *, ctrl: bool = False) -> None:
        modifiers = CTRL if ctrl else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(QApplication.focusWidget() or self.page, key, modifiers)

    def receive(self, *files: Path) -> IntakeCard:
        """Ctrl+O, the files, and the card that shows them."""
        self.files = list(files)
        self.page.activateWindow()
        self.qtbot.waitUntil(self.page.isActiveWindow)
        QTest.keyClick(self.page, Qt.Key.Key_O, CTRL)
        return self.wait_for_card()

    def wait_for_card(self) -> IntakeCard:
        self.qtbot.waitUntil(lambda: bool(self._cards()))
        (card,) = self._cards()
        self.qtbot.waitUntil(card.grid.hasFocus)
        return card

    def wait_until_closed(self) -> None:
        self.qtbot.waitUntil(lambda: not self.page.receiving.is_busy())

    def titles(self) -> set[str]:
        return {item.title for item in self.ward.content.items()}

    def _cards(self) -> list[IntakeCard]:
        return [one for one in self.page.findChildren(IntakeCard) if one.isVisible()]


@pytest.fixture
def ward(tmp_path) -> Iterator[Workspace]:
    made = make_ward(tmp_path)
    yield made
    made.close()


@pytest.fixture
def officer(ward, qtbot) -> Iterator[Receiver]:
    jobs = JobRunner(_raise)
    page = ContentPage(Desk(ward, ManualCourier(), jobs))
    qtbot.addWidget(page)
    page.resize(1021, 514)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.setFocus()
    yield Receiver(page, ward, qtbot)
    jobs.wait()
    page.hide()


@pytest.fixture
def inbox(tmp_path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    word_file(folder / "a.docx", BODY, heading="Lịch tiêm chủng")
    text_file(folder / "b.txt", "Cắt điện ngày mai\nBà con tắt thiết bị điện.")
    wave_file(folder / "c.wav", 65)
    (folder / "d.exe").write_bytes(b"MZ")
    return folder


def _raise(error: BaseException) -> None:
    raise error


def test_a_batch_is_received_by_keyboard_and_the_first_is_open(officer, ward, inbox):
    card = officer.receive(inbox)
    rows = card.grid.rows
    assert [(one.standing.word, one.title, one.length) for one in rows] == [
        ("Nhận", "Lịch tiêm chủng", rows[0].length),
        ("Nhận", "Cắt điện ngày mai", rows[1].length),
        ("Nhận", "c", "1'05\""),
        ("Không nhận", "d.exe", "–"),
    ]
    assert rows[0].length.startswith("≈ 0'")
    assert (card.main.text(), card.main.isEnabled()) == ("Nhận 3 bài", True)
    officer.press(Qt.Key.Key_Down)
    officer.press(Qt.Key.Key_Down)
    officer.press(Qt.Key.Key_Space)
    assert card.main.text() == "Nhận 2 bài"
    officer.press(Qt.Key.Key_Up)
    officer.press(Qt.Key.Key_F2)
    cell = QApplication.focusWidget()
    assert isinstance(cell, QLineEdit)
    cell.selectAll()
    compose(cell, 0, "Lịch cắt điện")
    officer.press(Qt.Key.Key_Return)
    card.grid.setFocus()
    officer.press(Qt.Key.Key_Return)
    assert card.form.widget("way").hasFocus()
    officer.press(Qt.Key.Key_Down)
    officer.press(Qt.Key.Key_Return)
    officer.press(Qt.Key.Key_Return)
    compose(card.form.widget("source"), 0, "Phòng Y tế")
    officer.press(Qt.Key.Key_Return, ctrl=True)
    officer.wait_until_closed()
    assert officer.page.focusWidget() is officer.page.items.grid, (
        "the first items of a record: before them there was no list to stand in"
    )
    assert officer.titles() == {"Lịch tiêm chủng", "Lịch cắt điện"}
    (first,) = [one for one in ward.content.items() if one.title == "Lịch tiêm chủng"]
    assert (first.way, first.received_on, first.source) == (Way.ZALO, NOON.date(), "Phòng Y tế")
    assert officer.page.editor.item().id == first.id
    assert officer.page.editor.received.text() == "Nhận: Nhóm Zalo, 02/6/2026, từ Phòng Y tế · a.docx"
    assert officer.said == ["Đã nhận 2 bài."]
    assert ward.ledger.history_of(first.id)[-1].actor == ward.ledger.actor
    officer.page.desk.undo()
    assert officer.titles() == set()
    assert officer.said[-1].startswith("Đã hoàn tác: nhận bài")
    assert officer.page._banner.isHidden()
    assert officer.page.editor.item() is None
    officer.page.desk.redo()
    assert officer.titles() == {"Lịch tiêm chủng", "Lịch cắt điện"}


def test_one_item_is_in_the_record_four_keys_after_its_file_was_chosen(officer, inbox):
    officer.receive(inbox / "b.txt")
    officer.press(Qt.Key.Key_Return, ctrl=True)
    officer.wait_until_closed()
    assert officer.said == ["Đã nhận “Cắt điện ngày mai”."]


def test_the_answers_of_the_last_batch_stand_there_again(officer, inbox):
    card = officer.receive(inbox / "b.txt")
    card.form.set_values({"way": Way.EMAIL, "source": "Sở VH&TT", "origin": Origin.CENTRE})
    priority = card.form.widget("priority")
    assert priority.value() is Priority.NORMAL
    priority.setFocus()
    officer.press(Qt.Key.Key_Down)
    officer.press(Qt.Key.Key_Return, ctrl=True)
    officer.wait_until_closed()
    card = officer.receive(inbox / "a.docx")
    values = card.form.values()
    assert (values["way"], values["source"], values["origin"]) == (Way.EMAIL, "Sở VH&TT", Origin.CENTRE)
    assert values["priority"] is Priority.PRIORITY, "as this sender's last one; nobody is held to it"
    compose(card.form.widget("source"), 0, "Phòng khác ")
    assert card.form.values()["priority"] is Priority.NORMAL
    priority = card.form.widget("priority")
    priority.setFocus()
    officer.press(Qt.Key.Key_Down)
    card.form.set_values({"source": ""})
    compose(card.form.widget("source"), 0, "Nơi gửi mới")
    assert card.form.values()["priority"] is Priority.PRIORITY, "what the officer chose stays"
    card.reject()


def test_what_was_received_before_is_shown_and_skipped(officer, inbox):
    officer.receive(inbox / "b.txt")
    officer.press(Qt.Key.Key_Return, ctrl=True)
    officer.wait_until_closed()
    card = officer.receive(inbox / "b.txt")
    (row,) = card.grid.rows
    assert (row.standing.word, row.remark) == ("Bỏ qua", "Đã nhận ngày 02/6/2026: Cắt điện ngày mai")
    assert row.remark in card.detail.text()
    officer.press(Qt.Key.Key_Space)
    assert not card.main.isEnabled()
    officer.press(Qt.Key.Key_Return, ctrl=True)
    officer.press(Qt.Key.Key_Escape)
    officer.wait_until_closed()
    assert officer.titles() == {"Cắt điện ngày mai"}


def test_a_day_that_has_not_come_is_refused_at_its_field_and_nothing_is_lost(officer, inbox):
    card = officer.receive(inbox / "b.txt")
    card.form.set_values({"received_on": NOON.date().replace(day=3), "source": "Sở"})
    officer.press(Qt.Key.Key_Return, ctrl=True)
    officer.qtbot.waitUntil(lambda: bool(card.form.error_of("received_on")))
    assert (card.isVisible(), card.form.widget("source").value(), officer.titles()) == (True, "Sở", set())
    card.form.set_values({"received_on": NOON.date()})
    card.accept()
    officer.wait_until_closed()
    assert officer.titles() == {"Cắt điện ngày mai"}


def test_a_file_changed_under_the_card_is_told_on_the_page(officer, inbox):
    officer.receive(inbox / "b.txt")
    text_file(inbox / "b.txt", "Khác hẳn")
    officer.press(Qt.Key.Key_Return, ctrl=True)
    officer.wait_until_closed()
    assert "b.txt" in officer.page._banner.text()
    assert officer.titles() == set()


def test_esc_leaves_everything_as_it_was(officer, ward, inbox):
    officer.receive(inbox)
    officer.press(Qt.Key.Key_Escape)
    officer.wait_until_closed()
    assert officer.titles() == set()
    assert not (ward.folder / "files").exists()


def test_files_may_be_dropped_on_the_list(officer, inbox):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(inbox / "a.docx"))])
    buttons, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPointF(5, 5).toPoint(), Qt.DropAction.CopyAction, data, buttons, none)
    QApplication.sendEvent(officer.page.items, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(officer.page.items, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, none))
    card = officer.wait_for_card()
    assert [one.title for one in card.grid.rows] == ["Lịch tiêm chủng"]
    card.reject()


def test_a_folder_copied_elsewhere_is_pasted_on_the_list(officer, ward, inbox):
    ward.content.add("Bài cũ", BODY)
    officer.page.refresh_if_stale()
    officer.page.reload()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(inbox))])
    QGuiApplication.clipboard().setMimeData(data)
    officer.page.items.grid.setFocus()
    officer.press(Qt.Key.Key_V, ctrl=True)
    assert len(officer.wait_for_card().grid.wanted()) == 3


def test_a_title_still_open_in_its_cell_is_taken_as_it_stands(officer, inbox):
    officer.receive(inbox / "b.txt")
    officer.press(Qt.Key.Key_F2)
    cell = QApplication.focusWidget()
    assert isinstance(cell, QLineEdit)
    cell.selectAll()
    compose(cell, 0, "Tên mới gõ")
    officer.press(Qt.Key.Key_Return, ctrl=True)
    officer.wait_until_closed()
    assert officer.titles() == {"Tên mới gõ"}


def test_an_empty_title_is_refused_at_its_cell(officer, inbox):
    card = officer.receive(inbox / "b.txt")
    officer.press(Qt.Key.Key_F2)
    cell = QApplication.focusWidget()
    assert isinstance(cell, QLineEdit)
    cell.clear()
    officer.press(Qt.Key.Key_Return, ctrl=True)
    assert card.detail.text() == "Gõ tên."
    assert (card.isVisible(), officer.titles()) == (True, set())
    assert card.main.isEnabled()
    card.reject()


def test_letters_on_their_way_are_saved_before_files_are_read(officer, ward, inbox):
    QTest.keyClick(officer.page, Qt.Key.Key_F4)
    compose(officer.page.editor.fields.title, 0, "Đang viết dở")
    officer.receive(inbox / "b.txt").reject()
    assert officer.titles() == {"Đang viết dở"}


def test_the_card_speaks_vietnamese_fits_the_least_window_and_is_reached_by_keys(officer, inbox):
    card = officer.receive(inbox)
    allowed = {"docx", "txt", "wav", "exe", "word", "mail", "zalo", "pdf", "a", "b", "c", "d"}
    assert foreign_texts(card, allow=allowed) == []
    assert unnamed_focusables(card) == []
    assert unreachable_mnemonics(card) == []
    assert card.width() <= officer.page.window().width()
    assert card.height() <= officer.page.window().height()
    card.reject()


def test_the_file_is_opened_as_a_copy_and_a_missing_one_is_told(officer, ward, inbox):
    officer.receive(inbox / "b.txt")
    officer.press(Qt.Key.Key_Return, ctrl=True)
    officer.wait_until_closed()
    (item,) = ward.content.items()
    (media,) = ward.intake.files_of(item.id)
    seen: list[Path] = []
    copy = open_copy(ward.intake, media, lambda path: bool(seen.append(path)) or True)
    assert (seen, copy.name) == ([copy], "b.txt")
    assert ward.folder not in copy.parents
    with pytest.raises(EnvironmentProblem) as trouble:
        open_copy(ward.intake, media, lambda _: False)
    assert code_of(trouble) == "no_program"
    (ward.folder / "files" / media.sha256[:2] / media.sha256).unlink()
    officer.page.editor.received.button.click()
    assert "b.txt" in officer.page._banner.text()


def test_what_the_office_wrote_has_no_line_about_how_it_came(officer, ward):
    item = ward.content.add("Tự viết", BODY)
    officer.page.show_record(item.id)
    assert officer.page.editor.received.text() == ""
    assert officer.page.editor.received.isHidden()


def test_the_dialog_takes_many_files(officer, inbox):
    chosen: list[list[Path]] = []
    choose_files(officer.page, chosen.append)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    assert "Chọn tệp bài đã nhận" in dialog.windowTitle()
    dialog.filesSelected.emit([str(inbox / "a.docx"), str(inbox / "b.txt")])
    assert chosen == [[inbox / "a.docx", inbox / "b.txt"]]
    dialog.reject()
