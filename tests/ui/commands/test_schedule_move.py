"""ttcs schedule move / board: one airing to another time, an item on notice boards."""

from __future__ import annotations

import pytest

from tests.ui.commands.calling import spoken
from tests.wards import START, add_slot, approved_item, make_ward
from ttcs_desktop.broadcast.equipment.model import Display, NoticeBoard


@pytest.fixture
def say(tmp_path, capsysbinary):
    ward = make_ward(tmp_path)
    add_slot(ward, "Bản tin", "17:00", 15)
    ward.equipment.boards.add(NoticeBoard("", "BĐT 1", "Chợ", ""), Display.LED, START)
    item = approved_item(ward)
    ward.close()

    def said(*arguments):
        return spoken(capsysbinary, *arguments, "--data", ward.folder, "--now", "2026-06-02T12:00", "--json")

    said.item = item.id
    return said


def starts(say) -> list[str]:
    listed = say("list", "airings", "--from", "2026-06-04", "--to", "2026-06-06").document["records"]
    return [f"{one['day'][-2:]} {one['start'][11:16]}" for one in listed]


def test_one_airing_moves_alone_or_its_slot_from_that_day_on(say) -> None:
    thursday, friday, _ = say("list", "airings", "--from", "2026-06-04", "--to", "2026-06-06").document["records"]
    say("schedule", "move", thursday["id"], "--day", "2026-06-04", "--to", "2026-06-04T18:00")
    assert starts(say) == ["04 18:00", "05 17:00", "06 17:00"]
    said = say("schedule", "move", friday["id"], "--day", "2026-06-05", "--to", "2026-06-05T16:30", "--onward").document
    assert said["since"] == "2026-06-05"
    assert starts(say) == ["04 18:00", "05 16:30", "06 16:30"]


def test_an_item_is_put_on_a_board_by_its_name(say) -> None:
    made = say(
        "schedule",
        "board",
        say.item,
        "--board",
        "bđt 1",
        "--from",
        "2026-06-04",
        "--opens",
        "18:00",
        "--closes",
        "06:00",
    )
    (kept,) = say("list", "board_texts").document["records"]
    assert (kept["id"], kept["date_to"], kept["opens"][:5]) == (made.document["id"], "2026-06-04", "18:00")
    assert say("schedule", "board", say.item, "--board", "không có", "--from", "2026-06-04").code != 0
