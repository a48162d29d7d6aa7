"""Phiên bản: the list, the marked changes, and going back, by keys. The ward stands at noon of Tuesday 02/6/2026."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sync.adapters.manual import ManualCourier
from tests.wards import YES, make_ward
from ttcs_desktop.content.model import Item, ItemState
from ttcs_desktop.workspace import Workspace
from ui.kit.jobs import JobRunner
from ui.pages.content.page import ContentPage
from ui.pages.desk import Desk

CTRL = Qt.KeyboardModifier.ControlModifier
VERSIONS = 1


def _raise(error: BaseException) -> None:
    raise error


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    made = make_ward(tmp_path_factory.mktemp("versions"))
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


def rewritten(ward: Workspace) -> Item:
    item = ward.content.add("Tin", "Họp lúc bảy giờ.\nTại nhà văn hóa.")
    ward.content.edit(item.id, "Tin", "Họp lúc tám giờ.\nTại nhà văn hóa.")
    ward.content.submit(item.id)
    ward.content.approve(item.id, YES)
    return ward.content.item(item.id)


def open_versions(page: ContentPage, item: Item):
    page.reload()
    page.show_record(item.id)
    page.editor.tabs.setCurrentIndex(VERSIONS)
    return page.editor.versions


def cells(tab) -> list[list[str]]:
    grid = tab.grid.table
    return [[grid.data(grid.index(row, column)) for column in range(3)] for row in range(grid.rowCount())]


def test_each_version_is_listed_with_who_when_and_why(ward: Workspace, page: ContentPage) -> None:
    tab = open_versions(page, rewritten(ward))
    assert cells(tab) == [["2", "02/6/2026, 12:00", "Sửa chữ"], ["1", "02/6/2026, 12:00", "Viết mới"]]
    rows = [line.row for line in tab.grid.table.lines()]
    assert [tab.grid.table.columns[2].second(one) for one in rows] == [
        "Duyệt: Nguyễn Văn An, Phó Chủ tịch UBND phường, ngày 01/01/2026",
        "Chưa duyệt, chưa phát",
    ]
    assert rows[0].by == "Trần Thị Bình"


def test_changes_are_marked_by_signs_and_any_two_can_be_compared(ward: Workspace, page: ContentPage) -> None:
    item = rewritten(ward)
    ward.content.edit(item.id, "Tin", "Họp lúc tám giờ.")
    tab = open_versions(page, item)
    assert tab.text.toPlainText() == "Họp lúc tám giờ.−¶Tại nhà văn hóa."
    assert tab.counted.text() == "2 → 3: +0 −4 chữ"
    first = ward.content.versions(item.id)[0].id
    tab.other.set_value(first)
    tab.other.changed.emit()
    assert tab.text.toPlainText() == "Họp lúc −bảy +tám giờ.−¶Tại nhà văn hóa."
    assert tab.counted.text() == "1 → 3: +1 −5 chữ"
    tab.grid.choose(first)
    assert tab.other.value() == "before"
    assert tab.text.toPlainText() == "Họp lúc bảy giờ.\nTại nhà văn hóa."


def test_a_key_goes_back_to_an_older_version_and_keeps_what_was_typed(ward: Workspace, page: ContentPage) -> None:
    item = rewritten(ward)
    tab = open_versions(page, item)
    assert not tab.back.isEnabled()
    page.editor.unlock()
    page.editor.fields.text.setPlainText("Chữ chưa lưu.")
    page.editor.tabs.setCurrentIndex(VERSIONS)
    tab.grid.choose(ward.content.versions(item.id)[0].id)
    QTest.keyClick(tab.grid, Qt.Key.Key_R, CTRL)
    now = ward.content.item(item.id)
    assert (now.state, ward.content.text_of(now)) == (ItemState.DRAFT, "Họp lúc bảy giờ.\nTại nhà văn hóa.")
    assert [one.text for one in ward.content.versions(item.id)][2:] == ["Chữ chưa lưu.", ward.content.text_of(now)]
    assert page.editor.fields.text.value() == ward.content.text_of(now)
    assert cells(tab)[0][2] == "Đưa về bản 1"


def test_a_new_item_shows_no_version_of_the_one_before(ward: Workspace, page: ContentPage) -> None:
    tab = open_versions(page, rewritten(ward))
    page.start_new()
    assert cells(tab) == []
    assert tab.text.toPlainText() == ""
