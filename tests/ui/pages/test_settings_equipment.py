"""Equipment in Cài đặt by keys: neighbourhoods, where clusters are heard."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from tests.ui.pages.test_settings import EQUIPMENT, PLACES, Scene
from tests.wards import START, make_ward

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
