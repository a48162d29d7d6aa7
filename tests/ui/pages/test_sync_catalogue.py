"""A catalogue that the city sends: from Đồng bộ by Enter to Cài đặt, taken over there by one key, or put away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel

from tests.receiving.city import City, enrolled
from tests.receiving.test_catalogues import HALF, TITLE, toml
from tests.receiving.test_catalogues import told as line_of
from tests.ui.pages.statistics_window import CTRL, ENTRIES, Stand, opened
from tests.ui.pages.test_sync_came import choose, groups, told
from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.statistics import city_catalogue
from ttcs_desktop.workspace import Workspace
from ui.pages.settings.page import SettingsPage
from ui.rail import ENTRIES as EVERY
from ui.window import PageEntry

K = Qt.Key
BOTH: tuple[PageEntry, ...] = (*ENTRIES, *(one for one in EVERY if one.item.id == "settings"))
CAME = Changes(frozenset({"ledger"}))


@pytest.fixture
def city() -> City:
    return City()


@pytest.fixture
def stand(qtbot, tmp_path: Path, city: City) -> Iterator[Stand]:
    ward = enrolled(tmp_path, city)
    city.tell(ward, line_of(city))
    with opened(qtbot, ward, entries=BOTH) as made:
        made.show("sync", 1093, 540)
        yield made


def settings(stand: Stand) -> SettingsPage:
    page = stand.window.page("settings")
    assert isinstance(page, SettingsPage)
    return page


def listed(stand: Stand) -> list[tuple[str, ...]]:
    table = settings(stand).view().grid.table
    return [tuple(str(one.text(line.row)) for one in table.columns) for line in table.lines() if not line.is_heading]


def say(stand: Stand, city: City, *lines: object) -> None:
    city.tell(stand.ward, *lines)
    stand.sync.desk.publish(CAME)
    stand.settle()


def version(ward: Workspace) -> str:
    return ward.catalogue.city.version if ward.catalogue.city else ""


def card_words() -> str:
    return "\n".join(one.text() for one in QApplication.activeModalWidget().findChildren(QLabel))


def test_enter_leads_to_it_and_one_key_takes_it_over(stand: Stand, city: City) -> None:
    held = stand.ward.statistics
    assert groups(stand)["Cần anh chị"] == [TITLE]
    assert "chưa số nào đổi theo" in told(stand)
    choose(stand, TITLE)
    stand.press(K.Key_Return)
    assert listed(stand)[1][:2] == ("Gửi về", TITLE)
    assert settings(stand).view().grid.current_row().words == TITLE
    stand.press(K.Key_F7)
    assert "Sở Văn hóa và Thể thao gửi 02/6/2026. " in card_words()
    assert "thêm 1 chỉ tiêu. Đã đọc cả tệp" in card_words()
    stand.press(K.Key_Escape)
    assert city_catalogue.held(stand.ward.folder) is None
    stand.press(K.Key_F7)
    stand.press(K.Key_Return, CTRL)
    assert (version(stand.ward), held.catalogue.city.version) == ("HN-3", "HN-3")
    assert [one[0] for one in listed(stand)] == ["Phần mềm", "catalogue.toml", "X01"]
    rows = settings(stand).view().section.rows()
    assert "Sở Văn hóa và Thể thao gửi 02/6/2026" in rows[1].more
    stand.press(K.Key_F7)
    assert QApplication.activeModalWidget() is None, "there is nothing more to take over"
    assert all("catalogue.toml" in words for words in stand.foreign(settings(stand).view()))  # the name of the file
    stand.press(K.Key_Z, CTRL)
    assert version(stand.ward) == ""
    assert listed(stand)[1][:2] == ("Gửi về", TITLE)


def test_what_is_used_stays_when_the_city_replaces_it_or_takes_it_back(stand: Stand, city: City) -> None:
    city_catalogue.put(stand.ward.folder, toml().encode())
    stand.ward.catalogue.turn_to(city_catalogue.catalogue_of(stand.ward.folder))
    say(stand, city)
    assert "Cần anh chị" not in groups(stand)
    assert "Đang dùng" in told(stand)
    say(stand, city, line_of(city, toml("HN-4"), title="Danh mục mới"))
    assert groups(stand)["Cần anh chị"] == ["Danh mục mới"]
    choose(stand, TITLE)
    assert "Đơn vị vẫn đang dùng bản này" in told(stand)
    say(stand, city, city.line("catalogue", "hn", withdrawn=True, reason="Nhầm biểu"))
    assert "Cần anh chị" not in groups(stand)
    choose(stand, "Danh mục mới")
    assert "Nhầm biểu" in told(stand)
    assert "đơn vị đã dùng nên danh mục này vẫn đang dùng" in told(stand)
    assert stand.foreign(stand.sync) == []
    stand.press(K.Key_Return)
    row = settings(stand).view().grid.current_row()
    assert (row.code, row.standing.word) == ("catalogue.toml", "Đã rút, vẫn dùng")
    assert version(stand.ward) == "HN-3"


def test_it_goes_while_the_card_is_open(stand: Stand, city: City) -> None:
    choose(stand, TITLE)
    stand.press(K.Key_Return)
    stand.press(K.Key_F7)
    city.tell(stand.ward, city.line("catalogue", "hn", withdrawn=True))
    stand.press(K.Key_Return, CTRL)
    assert "vừa rút hoặc vừa gửi lại" in "\n".join(
        [
            card_words() if QApplication.activeModalWidget() else "",
            *(x.text() for x in stand.window.findChildren(QLabel)),
        ]
    )
    assert city_catalogue.held(stand.ward.folder) is None
    while QApplication.activeModalWidget() is not None:
        stand.press(K.Key_Escape)


def test_it_is_put_away_by_delete_and_not_dropped_in_the_list(stand: Stand, city: City) -> None:
    city_catalogue.put(stand.ward.folder, toml("cũ").encode())
    stand.ward.catalogue.turn_to(city_catalogue.catalogue_of(stand.ward.folder))
    choose(stand, TITLE)
    stand.press(K.Key_Return)
    stand.press(K.Key_Return)
    stand.press(K.Key_Delete)
    assert version(stand.ward) == "cũ", "an offer is not the file in force"
    assert "chưa dùng nên không có gì để bỏ" in "\n".join(one.text() for one in settings(stand).findChildren(QLabel))
    stand.show("sync", 910, 440)
    choose(stand, TITLE)
    stand.press(K.Key_Delete)
    stand.type("doi cong van")
    stand.press(K.Key_Return, CTRL)
    assert "Cần anh chị" not in groups(stand)
    assert "doi cong van" in told(stand)
    stand.press(K.Key_F2)
    assert groups(stand)["Cần anh chị"] == [TITLE]


def test_a_wrong_one_tells_its_places(stand: Stand, city: City) -> None:
    say(stand, city, line_of(city, HALF, "h2", "Nửa tệp"), line_of(city, toml(more="decimals = -1\n"), "h3", "Sai chỗ"))
    assert sorted(groups(stand)["Cần anh chị"]) == sorted([TITLE, "Nửa tệp", "Sai chỗ"])
    choose(stand, "Nửa tệp")
    assert "1. Danh mục chỉ tiêu không đọc được ở dòng" in told(stand)
    choose(stand, "Sai chỗ")
    assert "1. Danh mục chỉ tiêu sai ở X01" in told(stand)
    assert [words for words in stand.foreign(stand.sync) if "decimals" not in words] == []  # as the file calls it
