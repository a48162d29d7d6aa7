"""What else waits in the morning: counted from the record, gone when it is seen to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.content.received import text_file
from tests.wards import NOON, YES, add_slot, make_ward, set_clock
from ttcs_desktop.agenda.inbox import BEFORE_RESTORE, Waiting
from ttcs_desktop.content.intake import Wanted
from ttcs_desktop.storage.backup import copy_beside
from ttcs_desktop.workspace import Workspace

NOTHING = Waiting((), (), (), (), None)
TODAY = NOON.date()


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Workspace]:
    made = make_ward(tmp_path)
    yield made
    made.close()


def received(ward: Workspace, folder: Path, title: str) -> str:
    found = ward.intake.look([text_file(folder / f"{title}.txt", f"{title}\nNội dung của {title}.")])
    (item,) = ward.intake.take([Wanted(found[0], title)], ward.intake.last_answer())
    return item.id


def test_a_quiet_morning_has_nothing(ward: Workspace) -> None:
    ward.content.add("Bài tự viết", "Đang viết.")
    assert ward.inbox.waiting() == NOTHING


def test_what_was_received_waits_until_it_is_changed_or_handed_in(ward: Workspace, tmp_path: Path) -> None:
    one, two = received(ward, tmp_path, "Phòng dịch"), received(ward, tmp_path, "Chuyển đổi số")
    assert ward.inbox.waiting().received == (one, two)
    ward.content.edit(one, "Phòng dịch", "Đã biên tập lại.")
    assert ward.inbox.waiting().received == (two,)
    ward.content.submit(two)
    assert (ward.inbox.waiting().received, ward.inbox.waiting().submitted) == ((), (two,))
    ward.content.approve(two, YES)
    assert ward.inbox.waiting() == NOTHING
    three = received(ward, tmp_path, "Tiêm chủng")
    ward.content.remove(three)
    assert ward.inbox.waiting() == NOTHING


def test_what_plays_soon_without_a_yes_is_named_by_its_airing(ward: Workspace) -> None:
    for day in (-1, 0, 2, 3):
        on = TODAY + dt.timedelta(days=day)
        add_slot(ward, f"Bản tin {day}", "17:00", first=on, last=on, approved=False)
    soon = {one.id for one in ward.broadcast.timetable.days(TODAY, TODAY + dt.timedelta(days=2))}
    assert set(ward.inbox.waiting().unapproved) == soon
    assert len(soon) == 2


def test_words_left_unsaved_and_a_record_put_back_are_remembered(ward: Workspace) -> None:
    ward.drafts.keep("content/x", {"title": "Dở dang"})
    copy_beside(ward.database, label=BEFORE_RESTORE, moment=ward.clock.now())
    found = ward.inbox.waiting()
    assert len(found.drafts) == 1
    assert found.restored_at is not None
    set_clock(ward, NOON + dt.timedelta(days=8))
    assert ward.inbox.waiting().restored_at is None
