"""The way back that is offered beside a message is that of the very action it tells of, or none."""

from __future__ import annotations

import pytest

from sync.adapters.manual import ManualCourier
from tests.wards import YES, make_ward
from ttcs_desktop.basics.changes import Changes
from ui.kit.jobs import JobRunner
from ui.pages.desk import Desk

CONTENT = Changes(frozenset({"content"}))


@pytest.fixture
def desk(qapp, tmp_path):
    ward = make_ward(tmp_path)
    ward.undo.begin()
    made = Desk(ward, ManualCourier(), JobRunner(lambda error: None))
    made.offers = []
    made.done.connect(lambda _what, undo, _word: made.offers.append(undo is not None))
    return made


def test_each_step_is_offered_once(desk) -> None:
    ward = desk.workspace
    item = ward.content.add("Tin", "Chữ")
    desk.publish(CONTENT, "Đã lưu")
    desk.publish(CONTENT, "Không có gì đổi")
    ward.content.submit(item.id)
    desk.publish(CONTENT, "Đã trình")
    ward.content.approve(item.id, YES)
    desk.publish(CONTENT, "Đã duyệt")
    desk.publish(CONTENT, "Đã in")
    assert desk.offers == [True, False, True, False, False]


def test_nothing_is_offered_after_undo_until_something_is_done(desk) -> None:
    desk.workspace.content.add("Một", "Chữ")
    desk.publish(CONTENT, "Đã lưu")
    desk.workspace.content.add("Hai", "Chữ")
    desk.publish(CONTENT, "Đã lưu")
    desk.undo()
    desk.publish(CONTENT, "Không có gì đổi")
    desk.redo()
    assert desk.offers == [True, True, False, False, True]
