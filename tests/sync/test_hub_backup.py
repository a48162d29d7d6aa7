"""The hub's nightly copy and the way back to it: proven before it counts, a new epoch after, the old file kept."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path

import pytest

from sync.hub import backups
from sync.hub.publishing import Told
from sync.hub.serving import EmbeddedHub, back_up
from sync.hub.store import open_store
from sync.streams import CENTRAL
from tests.sync.conftest import Ward
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.ledger.model import OpState


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "hub"


def epoch(folder: Path) -> str:
    with closing(open_store(folder)) as store:
        return store.epoch


@pytest.mark.logs("the hub went back")
def test_back_to_a_copy_and_the_wards_bring_the_rest(ward: Ward, hub: EmbeddedHub, folder, clock):
    ward.record(2)
    hub.publish(Told(CENTRAL, "article", "a1", {"title": "x"}))
    ward.engine().deliver(at_once=True)
    copy = back_up(folder, clock=clock)
    before = epoch(folder)
    later = [*ward.record(1), ward.freeze()]
    ward.engine().deliver(at_once=True)
    hub.stop()
    kept = backups.restore(folder, copy, clock)
    hub.start()
    ward.point_at(hub.url)
    assert epoch(folder) != before
    assert kept.is_file()
    assert hub.submissions() == []
    assert ward.engine().deliver(at_once=True).problem is None
    assert {ward.state(one) for one in later} == {OpState.DONE}
    assert len(hub.submissions()) == 1


def test_a_running_hub_is_not_replaced_under_its_feet(ward: Ward, hub: EmbeddedHub, folder, clock):
    ward.record(1)
    ward.engine().deliver(at_once=True)
    copy = back_up(folder, clock=clock)
    before = epoch(folder)
    with pytest.raises(EnvironmentProblem) as met:
        backups.restore(folder, copy, clock)
    assert met.value.code == "hub_running"
    assert epoch(folder) == before
    ward.record(1)
    assert ward.engine().deliver(at_once=True).sent == 1


@pytest.mark.parametrize("what", ["text", "cut", "other hub", "no hub"])
def test_what_is_no_copy_of_this_hub_changes_nothing(what, hub: EmbeddedHub, folder, tmp_path, clock):
    copy = back_up(folder, clock=clock)
    hub.stop()
    before = epoch(folder)
    bad = tmp_path / "bad.db"
    data = copy.read_bytes()
    if what == "other hub":
        with closing(open_store(tmp_path / "second")):
            pass
        bad = back_up(tmp_path / "second", clock=clock)
    elif what == "no hub":
        import sqlite3

        with closing(sqlite3.connect(bad)) as file:
            file.execute("CREATE TABLE meta (key TEXT, value TEXT)")
            file.commit()
    else:
        bad.write_bytes(b"Xin chao" if what == "text" else data[: len(data) // 2])
    with pytest.raises(InvalidInput) as met:
        backups.restore(folder, bad, clock)
    assert met.value.code == ("copy_other_hub" if what == "other hub" else "copy_unsound")
    assert epoch(folder) == before
    assert not list(folder.glob("*.part*"))
    hub.start()


def test_one_copy_a_night_and_the_newest_fourteen_stay(hub: EmbeddedHub, folder, clock):
    hub.stop()  # a running hub makes the first night's copy by itself, sooner or later
    for early in backups.copies(folder):
        early.unlink()
    made = set()
    for _ in range(17):
        assert backups.is_due(folder, clock)
        made.add(back_up(folder, clock=clock).name)
        assert not backups.is_due(folder, clock)
        clock.advance(dt.timedelta(days=1))
    assert len(made) == 17
    assert len(backups.copies(folder)) == 14


def test_a_running_hub_makes_its_copy_by_itself(folder, clock):
    clock.advance(dt.timedelta(days=3))
    with EmbeddedHub(folder, clock=clock):
        for _ in range(200):
            if backups.copies(folder):
                break
            import time

            time.sleep(0.01)
    (copy,) = backups.copies(folder)
    assert not list(copy.parent.glob("*.part*"))
    with closing(open_store(folder)) as store:
        assert store.card.hub_id.encode() in copy.read_bytes()
