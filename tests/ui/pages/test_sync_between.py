"""Đồng bộ: what two PCs of the ward changed stands there field by field, and is settled by keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.joining.wards import carry, exchange, first_pc, joined
from tests.ui.pages.statistics_window import CTRL, Stand, opened
from tests.ui.pages.test_sync_came import choose, groups, listen, told
from tests.wards import PLAYED, POWER_CUT, add_slot, airing_of, confirm
from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.joining.repository import JoiningRepository
from ttcs_desktop.joining.sources.repository import Sources
from ttcs_desktop.ledger.model import Delivery
from ttcs_desktop.workspace import Workspace, open_workspace
from ui.city import TakingCourier
from ui.pages.sync.between import NotTaken, between_pcs
from ui.pages.sync.choosing import TakeBox

K = Qt.Key
DAY = dt.date(2026, 6, 1)
NEEDS = "Cần anh chị"


def two_states(folder: Path) -> tuple[Workspace, Workspace, str]:
    """A person, an article, a line of the log and an article in the bin, each said differently on two PCs."""
    first = first_pc(folder / "a")
    slot = add_slot(first)
    items = [first.content.add(title, "Mời bà con đưa trẻ đi tiêm.") for title in ("Lịch tiêm", "Bài sẽ bỏ")]
    second = joined(first, folder / "b")
    who = next(one for one in first.office.people() if one.name.startswith("Trần"))
    first.office.change_person(who.id, "Trần Thị Bình Một", "Công chức", who.roles)
    second.office.change_person(who.id, "Trần Thị Bình Hai", "Chuyên viên", who.roles)
    first.content.edit(items[0].id, "Lịch tiêm chủng", "Sáng thứ Bảy, tại Trạm Y tế.")
    second.content.edit(items[0].id, "Lịch tiêm chủng", "Chiều Chủ nhật, tại nhà văn hóa.")
    first.content.edit(items[1].id, "Bài còn dùng", "Chữ mới.")
    second.content.remove(items[1].id)
    confirm(first, slot, DAY, PLAYED)
    confirm(second, slot, DAY, POWER_CUT)
    exchange(first, second)
    return first, second, airing_of(first, slot, DAY).id


@contextmanager
def stood(qtbot, folder: Path, size: tuple[int, int] = (1093, 540)) -> Iterator[tuple[Stand, Workspace, str]]:
    first, second, airing = two_states(folder)
    try:
        with opened(qtbot, first) as stand:
            stand.show("sync", *size)
            yield stand, second, airing
    finally:
        second.close()


def box(stand: Stand) -> TakeBox:
    held = QApplication.focusWidget()
    assert isinstance(held, TakeBox)
    return held


def person(ward: Workspace) -> tuple[str, str]:
    return next((one.name, one.position) for one in ward.office.people() if one.name.startswith("Trần"))


def test_each_record_is_told_field_by_field_and_settled_by_keys(qtbot, tmp_path: Path) -> None:
    with stood(qtbot, tmp_path) as (stand, second, _):
        ward, page = stand.ward, stand.sync
        shown = groups(stand)[NEEDS]
        assert {one.split(":")[0] for one in shown} == {"Người", "Tin, bài", "Dòng sổ phát"}
        assert page.sentence.first.text().endswith(f"{len(shown)} mục cần anh chị.")
        stands = person(ward)
        kept = next(
            one for one in (("Trần Thị Bình Một", "Công chức"), ("Trần Thị Bình Hai", "Chuyên viên")) if one != stands
        )
        # one field of two: Enter goes in, down walks, Space turns, Ctrl+Enter saves
        choose(stand, "Người:")
        assert all(f"{one} – đang dùng (Máy " in told(stand) for one in ("Họ tên", "Chức vụ"))
        assert "Máy văn phòng" in told(stand)
        assert "Máy đài" in told(stand)
        page.list.setFocus()
        stand.press(K.Key_Return)
        assert box(stand).told.name == "Họ tên"
        stand.press(K.Key_Down)
        assert box(stand).told.name == "Chức vụ"
        stand.press(K.Key_Space)
        stand.press(K.Key_Return, CTRL)
        assert person(ward) == (stands[0], kept[1])
        assert not any(one.startswith("Người") for one in groups(stand)[NEEDS])
        stand.press(K.Key_Z, CTRL)
        assert person(ward) == stands
        stand.press(K.Key_Y, CTRL)
        assert person(ward) == (stands[0], kept[1])
        stand.press(K.Key_Z, CTRL)
        # the whole of the other state, and that again taken back; then what stands is kept
        choose(stand, "Người:")
        page.list.setFocus()
        stand.press(K.Key_F4)
        assert person(ward) == kept
        stand.press(K.Key_Z, CTRL)
        choose(stand, "Người:")
        stand.press(K.Key_Return)
        stand.press(K.Key_Escape)
        assert not isinstance(QApplication.focusWidget(), TakeBox)
        stand.press(K.Key_F8)
        assert person(ward) == stands
        assert len(groups(stand)[NEEDS]) == len(shown) - 1
        exchange(ward, second)
        assert not any(one.table == "person" for one in second.joining.conflicts())
        assert not stand.foreign(page)


def test_a_fact_a_text_and_a_record_in_the_bin_say_what_they_are(qtbot, tmp_path: Path) -> None:
    with stood(qtbot, tmp_path, (910, 440)) as (stand, _, airing):
        asked = listen(stand)
        choose(stand, "Tin, bài: Lịch tiêm")
        assert {"Sáng thứ Bảy, tại Trạm Y tế.", "Chiều Chủ nhật, tại nhà văn hóa."} == {
            one.partition(": ")[2]
            for one in told(stand).splitlines()
            if one.startswith(("Nội dung – đang dùng (", "Máy ")) and "tại" in one
        }
        choose(stand, "Tin, bài: Bài còn dùng")
        assert "Máy đài đã bỏ mục này vào thùng rác; Máy văn phòng sửa nên mục vẫn còn." in told(stand)
        choose(stand, "Dòng sổ phát")
        assert "Đã phát thế nào" in told(stand)
        assert stand.sync.findChildren(TakeBox) == []
        stand.sync.list.setFocus()
        stand.press(K.Key_Return)
        assert asked == [("schedule", airing)]
        before = len(groups(stand)[NEEDS])
        stand.press(K.Key_F8)
        assert len(groups(stand)[NEEDS]) == before - 1
        assert not stand.foreign(stand.sync)


def test_what_could_not_be_taken_over_is_named_with_what_to_do(qtbot, tmp_path: Path) -> None:
    ward = first_pc(tmp_path / "a")
    row = {"op_id": "x", "kind": "office.person", "body": b"{}", "sha256": "", "seen": "", "proof": "", "source": "pc"}
    row |= {"received_at": "2026-06-02T02:00:00.000Z"}
    with ward.database.transaction():
        ward.database.append(
            "their_op",
            [
                {**row, "seq": 1, "state": "aside", "problem": "row_misfit"},
                {**row, "seq": 2, "state": "aside", "problem": "row_misfit"},
                {**row, "seq": 3, "state": "unknown", "problem": "op_newer"},
            ],
        )
    with opened(qtbot, ward) as stand:
        stand.show("sync")
        newer, misfit = "Máy chưa biết tên dùng phần mềm mới hơn", "2 mục của máy chưa biết tên không nhận được"
        assert sorted(groups(stand)[NEEDS]) == sorted([newer, misfit])
        choose(stand, newer)
        assert "Cập nhật phần mềm ở máy này." in told(stand)
        choose(stand, misfit)
        assert "lưu lại" in told(stand)
        assert not stand.foreign(stand.sync)
        assert [one.stopped.count for one in between_pcs(ward) if isinstance(one, NotTaken)] == [1, 2]


class Carried:
    """An engine of no line: what the other PC has comes at the next round."""

    def __init__(self, ward: Workspace, giver: Workspace) -> None:
        self._folder, self._clock = ward.folder, ward.clock
        have = JoiningRepository(ward.database, ward.clock).have()
        self._ops = JoiningRepository(giver.database, giver.clock).ops_beyond(have, 10_000)

    def again(self) -> Workspace:
        return open_workspace(self._folder, self._clock)

    def deliver(self, *, at_once: bool = False) -> Delivery:
        with closing(self.again()) as own:
            kept = JoiningRepository(own.database, own.clock).keep(self._ops)
            for source in {op.source for op in self._ops}:
                made = max(op.seq for op in self._ops if op.source == source)
                Sources(own.database).note_told(source, own.clock.now(), made)
        return Delivery(sent=0, received=kept, waiting=0, receipts=(), problem=None)


def test_a_round_in_the_background_shows_what_other_pcs_saved(qtbot, tmp_path: Path) -> None:
    """Also a state that does not stand, of which the history of this PC has no line."""
    first = first_pc(tmp_path / "a")
    who = next(one for one in first.office.people() if one.name.startswith("Trần"))
    second = joined(first, tmp_path / "b")
    carry(second, first)  # its name; else that would be news
    for number in range(2):  # the higher revision stands: the one of this PC
        first.office.change_person(who.id, f"Trần Thị {number}", "Công chức", who.roles)
    second.office.change_person(who.id, "Trần Thị Hai", "Chuyên viên", who.roles)
    with opened(qtbot, first) as stand:
        stand.show("sync")
        assert NEEDS not in groups(stand)
        changed: list[Changes] = []
        stand.window.desk.changed.connect(changed.append)
        engine = Carried(first, second)
        second.close()
        courier = TakingCourier(engine, engine.again)  # type: ignore[arg-type]
        for shown in (True, False):
            stand.window.desk.jobs.start(lambda _: courier.deliver(), stand.window._note_delivery)
            stand.settle()
            assert bool(changed) is shown  # a second round brings nothing, and no page reads anything again
            changed.clear()
        assert groups(stand)[NEEDS] == ["Người: Trần Thị 1"]
        assert first.joining.missing_before(first.clock.now()) == []
