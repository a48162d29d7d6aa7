"""Two PCs of one ward over a real hub: each has what the other saved, and who is behind is named."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from sync.engine import Engine
from sync.hub.serving import EmbeddedHub, take_package
from sync.hub.store import open_store
from tests.joining.test_rows import record
from tests.joining.wards import first_pc, joined
from tests.receiving.test_media import sound
from tests.sync.conftest import MemoryKeyring
from tests.wards import NOON, YES, add_slot, clock_of
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.content.intake import Wanted
from ttcs_desktop.content.model import Origin, Received, Way
from ttcs_desktop.ledger.model import Carried, Delivery
from ttcs_desktop.storage.schema import open_record
from ttcs_desktop.system.secrets import Secrets
from ttcs_desktop.workspace import RECORD_FILE, Workspace, open_workspace, restore_workspace
from ui.city import TakingCourier, enrol_workspace


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[EmbeddedHub]:
    with EmbeddedHub(tmp_path / "hub", clock=FixedClock(NOON)) as running:
        yield running


@pytest.fixture
def first(tmp_path: Path) -> Iterator[Workspace]:
    with closing(first_pc(tmp_path / "a")) as ward:
        yield ward


@pytest.fixture
def second(first: Workspace, tmp_path: Path) -> Iterator[Workspace]:
    with closing(joined(first, tmp_path / "b")) as ward:
        yield ward


class Line:
    """What carries a PC's ops: enrolled once, then one round after the other."""

    def __init__(self, ward: Workspace, hub: EmbeddedHub) -> None:
        self._ward = ward
        self._secrets = Secrets(MemoryKeyring())
        enrol_workspace(ward, self._secrets, hub.url, hub.new_code(ward.identity.unit_code))

    @classmethod
    def of_twin(cls, ward: Workspace, line: Line) -> Line:
        """With the other's token."""
        twin = cls.__new__(cls)
        twin._ward, twin._secrets = ward, line._secrets
        return twin

    def deliver(self) -> Delivery:
        return self._courier().deliver(at_once=True)

    def carry(self) -> Carried:
        return self._courier().carry_files(Event(), at_once=True)

    def by_stick(self, folder: Path) -> Delivery:
        """To the city and back."""
        goes, comes = folder / "goi.ttcs", folder / "tra-loi.ttcs"
        self._courier().write_package(goes)
        take_package(folder / "hub", goes, comes, clock=self._ward.clock)
        return self._courier().take_answer(comes)

    def _courier(self) -> TakingCourier:
        path, clock = self._ward.folder / RECORD_FILE, self._ward.clock
        engine = Engine(lambda: open_record(path), clock, self._secrets)
        return TakingCourier(engine, lambda: open_workspace(self._ward.folder, clock))


def test_each_pc_has_what_the_other_saved(hub, first, second):
    one, other = Line(first, hub), Line(second, hub)
    slot = add_slot(first)
    second.content.add("Lịch tiêm chủng", "Mời bà con đưa trẻ đi tiêm.")
    for line in (one, other, one):
        assert line.deliver().problem is None
    assert second.broadcast.timetable.slot(slot.id).title == "Bản tin phường"
    assert record(first) == record(second)


def test_a_ward_of_one_pc_asks_nobody_for_rows(hub, tmp_path):
    from tests.wards import make_ward

    with closing(make_ward(tmp_path / "alone")) as ward:
        add_slot(ward)
        assert Line(ward, hub).deliver().problem is None
        assert ward.database.rows("SELECT * FROM their_op") == []
        assert not ward.joining.is_shared()
        assert ward.joining.missing_before(ward.clock.now()) == []


def test_what_one_pc_has_not_sent_is_missed_by_name(hub, first, second):
    one, other = Line(first, hub), Line(second, hub)
    assert first.joining.missing_before(first.clock.now()) == []  # it has not been heard of at all
    (never,) = second.joining.missing_before(first.clock.now())
    assert (never.pc.name, never.complete_to) == ("Máy văn phòng", None)
    for line in (other, one):
        line.deliver()
    assert first.joining.missing_before(first.clock.now()) == []
    heard = first.clock.now()
    clock_of(first).advance(dt.timedelta(hours=5))
    add_slot(second)
    (behind,) = first.joining.missing_before(first.clock.now())
    assert (behind.pc.name, behind.complete_to) == ("Máy đài", heard)


def test_a_pc_that_went_back_gets_again_what_it_lost_and_gives_no_number_twice(hub, first, second):
    one, other = Line(first, hub), Line(second, hub)
    add_slot(first, "Trước bản sao")
    one.deliver()
    copy = first.backup()
    lost = add_slot(first, "Sau bản sao")
    one.deliver()
    other.deliver()
    folder, clock = first.folder, first.clock
    first.close()
    restore_workspace(folder, copy, clock)
    with closing(open_workspace(folder, clock)) as again:
        assert again.identity.source != again.identity.device_id
        fresh = add_slot(again, "Sau khi phục hồi", start="17:00")
        for line in (one, other, one):
            assert line.deliver().problem is None
        for ward in (again, second):
            titles = {row["title"] for row in ward.database.rows("SELECT title FROM slot")}
            assert {"Trước bản sao", "Sau bản sao", "Sau khi phục hồi"} <= titles
        assert record(again) == record(second)
        assert {lost.id, fresh.id} <= {row["id"] for row in second.database.rows("SELECT id FROM slot")}
        assert [one.pc.name for one in second.joining.standings()] == ["Máy văn phòng"]


@pytest.mark.logs("another PC counts by our numbers")
def test_a_copied_disk_becomes_a_pc_of_its_own_and_nothing_is_lost(hub, first, tmp_path):
    """F30: two PCs work on copies of one file, with one token, and give one number to two ops."""
    one = Line(first, hub)
    one.deliver()
    folder = tmp_path / "twin"
    shutil.copytree(first.folder, folder)
    with closing(open_workspace(folder, first.clock)) as twin:
        other = Line.of_twin(twin, one)
        mine, its = add_slot(first, "Của máy một"), add_slot(twin, "Của máy hai", start="17:00")
        assert one.deliver().problem is None
        assert other.deliver().problem == "source_twin"
        for line in (other, one, other):
            assert line.deliver().problem is None
        for ward in (first, twin):
            assert {mine.id, its.id} <= {row["id"] for row in ward.database.rows("SELECT id FROM slot")}
        assert record(first) == record(twin)
        assert first.joining.conflicts() == twin.joining.conflicts() == []


def test_with_packages_only_the_city_hands_on_what_each_pc_saved(hub, first, second, tmp_path):
    one, other = Line(first, hub), Line(second, hub)
    slot = add_slot(first)
    item = second.content.add("Lịch tiêm chủng", "Mời bà con đưa trẻ đi tiêm.")
    for line in (one, other, one):
        line.by_stick(tmp_path)
    assert second.broadcast.timetable.slot(slot.id).title == "Bản tin phường"
    assert item.id in {found.id for found in first.content.items()}
    assert record(first) == record(second)
    line.by_stick(tmp_path)  # the same again changes nothing
    assert record(first) == record(second)


def test_a_hub_that_forges_or_alters_moves_nothing(hub, first, second, tmp_path):
    one, other = Line(first, hub), Line(second, hub)
    slot = add_slot(first)
    one.deliver()
    with closing(open_store(tmp_path / "hub")) as store, store.database.transaction():
        store.database.execute("UPDATE op SET body = replace(body, 'Bản tin', 'Bản lậu')")
    other.deliver()
    assert second.database.rows("SELECT * FROM slot WHERE id = ?", (slot.id,)) == []
    assert "Bản lậu" not in {row["title"] for row in second.database.rows("SELECT title FROM slot")}


def test_the_sound_of_an_approved_item_follows_its_row(hub, first, second, tmp_path):
    one, other = Line(first, hub), Line(second, hub)
    source = tmp_path / "phường.wav"
    source.write_bytes(sound(3))
    (arrival,) = first.intake.look([source])
    received = Received(Way.OWN, first.clock.now().date(), "", Origin.WARD)
    (item,) = first.intake.take([Wanted(arrival, "Lời chào")], received)
    first.content.edit(item.id, item.title, "Lời chào buổi sáng.")
    first.content.submit(item.id)
    first.content.approve(item.id, YES)
    one.deliver()
    other.deliver()
    assert not second.files.has(arrival.sha256, arrival.size)
    assert other.carry().refused is False, "the other PC has not brought it yet"
    assert one.carry().sent == 1
    clock_of(first).advance(dt.timedelta(hours=1))
    other.deliver()
    assert other.carry().received == 1
    (media,) = second.intake.files_of(item.id)
    assert second.intake.copy_for_opening(media, tmp_path / "open").read_bytes() == sound(3)
