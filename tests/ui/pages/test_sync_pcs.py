"""Đồng bộ in a ward of two PCs: a stick to the other one and back, by the page alone."""

from __future__ import annotations

from pathlib import Path

from tests.joining.wards import joined
from tests.ui.pages.test_sync_came import opened_with_hub, told
from tests.wards import add_slot


def test_a_stick_to_the_other_pc_and_back(qtbot, tmp_path: Path) -> None:
    with opened_with_hub(qtbot, tmp_path) as stand:
        stand.ward.joining.share("Máy văn phòng")
        other = joined(stand.ward, tmp_path / "b")
        slot = add_slot(other, "Của máy đài")
        stick = tmp_path / "may.ttcs"
        other.exchange.write(stick)
        stand.show("sync")
        stand.sync.stick.read_from(stick, stand.sync._delivered, stand.sync._brought)
        stand.settle()
        assert "Đã nhận gói của Máy đài" in told(stand)
        assert stand.ward.broadcast.timetable.slot(slot.id).title == "Của máy đài"
        back = tmp_path / "ve.ttcs"
        stand.sync.stick.write_exchange_to(back)
        stand.settle()
        assert "Sang máy kia, bấm Nhập gói" in told(stand)
        assert other.exchange.read(back).name == "Máy văn phòng"
        other.close()
