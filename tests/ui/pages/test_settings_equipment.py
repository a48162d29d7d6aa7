"""Equipment in Cài đặt by keys: neighbourhoods, where clusters are heard, faults, boards, a change of technology."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from tests.ui.pages.test_settings import EQUIPMENT, FAULTS, NOTICES, PLACES, Scene
from tests.wards import START, cluster_ids, make_ward
from ttcs_desktop.broadcast.model import Condition, Technology

K, MOD = Qt.Key, Qt.KeyboardModifier
TODAY = dt.date(2026, 6, 2)


@pytest.fixture
def scene(qtbot, tmp_path):
    made = Scene(make_ward(tmp_path))
    qtbot.addWidget(made.window)
    yield made
    made.ward.close()


def test_neighbourhoods_and_where_clusters_are_heard_in_few_keys(scene) -> None:
    scene.go(PLACES)
    scene.press(K.Key_F4)
    scene.type("Tổ dân phố 1 - 12, Thôn Đông")
    scene.save()
    assert len(scene.ward.neighbourhoods.all()) == 13
    scene.go(EQUIPMENT)
    scene.press(K.Key_Right)
    scene.press(K.Key_F8)
    assert "không phải cụm loa" in scene.words()
    scene.press(K.Key_Down)
    scene.press(K.Key_Down)
    scene.press(K.Key_F8)
    scene.type("1 - 3, 99")
    scene.save()
    assert "Chưa rõ “99”" in scene.words()
    scene.press(K.Key_Escape)
    scene.press(K.Key_F8)
    scene.type("1-3, thon dong")
    scene.save()
    assert "4 tổ dân phố, thôn" in scene.window.toast.text()
    (heard,) = scene.ward.hearing.on(TODAY).values()
    names = {one.id: one.name for one in scene.ward.neighbourhoods.all()}
    assert {names[one] for one in heard} == {"Tổ dân phố 1", "Tổ dân phố 2", "Tổ dân phố 3", "Thôn Đông"}
    scene.page.sections.choose(PLACES)
    assert scene.page.view().section.rows()[0].heard == "TDP 1"
    assert scene.ward.neighbourhoods.on(START)


def test_a_fault_and_its_repair_by_one_key_each_and_what_is_wrong_stays_in_its_card(scene) -> None:
    scene.go(EQUIPMENT)
    scene.page.view().grid.choose(cluster_ids(scene.ward)["TDP 1"])
    scene.page.view().setFocus()
    scene.press(K.Key_F6)
    scene.fill("31/02/2026")
    scene.save()
    assert scene.ward.equipment.faults.book() == []
    scene.press(K.Key_Escape)
    scene.press(K.Key_F6)
    scene.fill("", "Mất tiếng " + "a" * 5000, "Tổ trưởng")
    scene.save()
    (fault,) = scene.ward.equipment.faults.book()
    assert (len(fault.what), fault.told_by) == (300, "Tổ trưởng")
    assert "Hỏng" in {row[2] for row in scene.listed()}
    scene.press(K.Key_F6)
    scene.fill("01/06/2026", "Thay bộ thu", "850000")
    scene.save()
    assert "Gõ từ ngày ấy trở đi" in scene.words()
    scene.press(K.Key_Escape)
    scene.press(K.Key_F6)
    scene.fill("", "Thay bộ thu", "850000")
    scene.save()
    scene.go(FAULTS)
    assert [row[1:3] for row in scene.listed()] == [("Thay bộ thu", "Đã sửa")]
    scene.press(K.Key_Right)
    scene.press(K.Key_Delete)
    assert scene.ward.equipment.faults.book() == []
    scene.press(K.Key_Z, MOD.ControlModifier)
    assert len(scene.ward.equipment.faults.book()) == 1


def test_two_clusters_go_over_to_ip_together_and_one_undo_takes_both_back(scene) -> None:
    inventory, ids = scene.ward.broadcast.inventory, cluster_ids(scene.ward)
    for id_ in ids.values():
        inventory.change_cluster(id_, START, loudspeakers=4, condition=Condition.WORKING, technology=Technology.FM)
    scene.page.reload()
    scene.go(EQUIPMENT)
    grid = scene.page.view().grid
    grid.choose(ids["TDP 1"])
    grid.setFocus()
    scene.press(K.Key_Down, MOD.ShiftModifier)
    scene.press(K.Key_F2)
    scene.save()
    assert "2 cụm" in scene.window.toast.text()
    assert {state.technology for state in inventory.cluster_states() if state.from_day == TODAY} == {Technology.IP}
    scene.press(K.Key_Z, MOD.ControlModifier)
    assert {state.from_day for state in inventory.cluster_states()} == {START}


def test_a_board_and_the_facts_of_a_cluster(scene) -> None:
    scene.go(NOTICES)
    scene.press(K.Key_F4)
    scene.fill("BT 1", "", "Cổng chợ")
    scene.save()
    scene.press(K.Key_F4)
    scene.fill("bt 1")
    scene.save()
    assert "Đã có số BT 1" in scene.words()
    scene.press(K.Key_Escape)
    assert [row[0] for row in scene.listed()] == ["BT 1"]
    scene.go(EQUIPMENT)
    scene.page.view().grid.choose(cluster_ids(scene.ward)["TDP 1"])
    scene.page.view().setFocus()
    scene.press(K.Key_F5)
    scene.fill("", "", "", "VNPT")
    scene.save()
    assert scene.ward.broadcast.inventory.clusters()[0].vendor == "VNPT"
