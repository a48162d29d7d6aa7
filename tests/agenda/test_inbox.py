"""What else waits in the morning: counted from the record, gone when it is seen to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.content.received import text_file
from tests.wards import NOON, YES, add_slot, approved_edition, approved_item, make_ward, set_clock
from ttcs_desktop.agenda.inbox import BEFORE_RESTORE, Waiting
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.content.intake import Wanted
from ttcs_desktop.content.model import Item, Rights
from ttcs_desktop.content.terms import Terms
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


def test_what_may_not_be_used_for_long_is_told_while_it_stands_in_the_timetable(ward: Workspace) -> None:
    def item(title: str, last: dt.date | None) -> Item:
        made = approved_item(ward, title)
        ward.content.terms.set(made.id, Terms(None, last, Rights.OWN))
        return ward.content.item(made.id)

    def in_days(days: int) -> dt.date:
        return TODAY + dt.timedelta(days=days)

    alone, in_series, unplaced = item("Một", in_days(14)), item("Hai", in_days(0)), item("Ba", in_days(3))
    long, over = item("Bốn", in_days(15)), item("Năm", in_days(-1))
    series = add_slot(ward, "Chuyên mục", "17:00", fill=Fill.SERIES)
    approved_edition(ward, series, in_days(14), in_series, long)
    for at, one in enumerate((alone, over)):
        add_slot(ward, one.title, f"0{at + 6}:00", fill=Fill.ITEM, item_id=one.id, first=TODAY, last=in_days(9))
    assert ward.inbox.waiting().ending == (in_series.id, alone.id), "the nearest first"
    ward.content.terms.set(alone.id, Terms(None, None, Rights.OWN))
    ward.broadcast.timetable.set_edition(series.id, in_days(14), [unplaced.version_id or ""])
    assert ward.inbox.waiting().ending == (unplaced.id,)
