"""A PC that takes its record back from a copy that another PC of the ward has made stays the PC it is."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from tests.joining.test_rows import record
from tests.joining.wards import exchange, first_pc, joined
from tests.wards import add_slot, make_ward
from ttcs_desktop.workspace import open_workspace, restore_workspace


def test_the_second_pc_goes_back_to_a_copy_of_the_first_and_stays_itself(tmp_path: Path) -> None:
    with closing(first_pc(tmp_path / "a")) as first:
        second = joined(first, tmp_path / "b")
        device, folder, clock = second.identity.device_id, second.folder, second.clock
        add_slot(first, "Chưa gửi")
        copy = first.backup()
        add_slot(second, "Sau khi tham gia", start="17:00")
        exchange(first, second)
        second.close()
        restore_workspace(folder, copy, clock)
        with closing(open_workspace(folder, clock)) as again:
            assert again.identity.device_id == device
            assert again.identity.source not in (device, first.identity.device_id)
            assert again.joining.this_pc().name == "Máy đài"
            assert [one.pc.name for one in again.joining.standings()] == ["Máy văn phòng"]
            own = again.database.rows("SELECT DISTINCT source FROM op")
            assert [row["source"] for row in own] == [again.identity.source], "the rest is the first PC's to send"
            exchange(first, again)
            assert record(first) == record(again)
            assert [one.pc.name for one in first.joining.standings()] == ["Máy đài"]
            assert [one.pc.name for one in again.joining.standings()] == ["Máy văn phòng"]


def test_a_copy_of_the_time_before_the_second_pc_goes_on_sharing_the_key(tmp_path: Path) -> None:
    first = make_ward(tmp_path / "a")
    early, folder, clock = first.backup(), first.folder, first.clock
    first.joining.share("Máy văn phòng")
    with closing(joined(first, tmp_path / "b")) as second:
        slot = add_slot(second)
        first.close()
        restore_workspace(folder, early, clock)
        with closing(open_workspace(folder, clock)) as again:
            assert again.joining.this_pc().name == "Máy văn phòng"
            add_slot(again, "Sau khi lấy lại", start="17:00")
            exchange(again, second)
            assert again.broadcast.timetable.slot(slot.id).title == "Bản tin phường"
            assert {row["title"] for row in second.database.rows("SELECT title FROM slot")} == {
                "Bản tin phường",
                "Sau khi lấy lại",
            }
