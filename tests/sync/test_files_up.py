"""Sound and pictures to the hub: in pieces, resumed at any byte, counted only when proven, after the numbers."""

from __future__ import annotations

import errno
import os
import random
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.hub import media
from sync.hub.serving import EmbeddedHub
from sync.hub.store import open_store
from sync.media import contract
from tests.sync.conftest import Ward
from tests.sync.files import NoWaiting, Shelf
from tests.sync.lines import Exchange, cutting, proven, tampering
from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.ledger.transfers import TransferState
from ttcs_desktop.storage.halves import Halves

SOUND = random.Random(1).randbytes(4_500)


@pytest.fixture
def shelf(ward: Ward, tmp_path: Path) -> Shelf:
    """A ward that has nothing else to send."""
    ward.engine().deliver()
    return Shelf(ward, tmp_path / "record")


def at_hub(tmp_path: Path, sha256: str) -> bytes | None:
    """The bytes of a file that counts at the hub."""
    with closing(open_store(tmp_path / "hub")) as store:
        known = media.sizes(store)
        assert set(known) == {row["sha256"] for row in store.database.rows("SELECT sha256 FROM media_of")}
        return media.files_of(store.folder).place(sha256).read_bytes() if sha256 in known else None


def halves(tmp_path: Path) -> list[str]:
    return list(media.halves_of(tmp_path / "hub").names())


def test_a_file_goes_up_in_pieces_once_and_is_proven(shelf: Shelf, hub: EmbeddedHub, tmp_path: Path):
    named = shelf.keep(SOUND)
    with tampering(hub.url) as line:
        shelf.ward.point_at(line.url)
        done = shelf.carry()
        assert (done.sent, done.waiting, done.problem) == (1, 0, None)
        puts = [len(one.asked) for one in line.seen if one.method == "PUT"]
        assert sum(puts) == len(SOUND)
        assert max(puts) <= 1000
        assert shelf.transfer(named).state is TransferState.DONE
        assert at_hub(tmp_path, named.sha256) == SOUND
        assert halves(tmp_path) == []
        line.seen.clear()
        assert shelf.carry().problem is None
        assert line.seen == [], "what is done costs nothing more"


def test_the_same_file_from_another_pc_of_the_ward_is_not_sent_twice(
    shelf: Shelf, hub: EmbeddedHub, make_ward, tmp_path: Path
):
    shelf.keep(SOUND)
    shelf.carry()
    mate = make_ward("mate")
    mate.enrol(hub)
    mate.engine().deliver()
    other = Shelf(mate, tmp_path / "mate")
    other.keep(SOUND, item="another")
    with tampering(hub.url) as line:
        mate.point_at(line.url)
        assert other.carry().sent == 1
        assert "PUT" not in [one.method for one in line.seen]


@settings(
    max_examples=100 if os.environ.get("TTCS_ALL") else 6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(cuts=st.lists(st.tuples(st.sampled_from(["ask", "reply"]), st.integers(0, 8_000)), max_size=4))
@pytest.mark.may_log("Failed to parse headers")
def test_cut_anywhere_it_arrives_once_and_a_cut_costs_one_piece(shelf: Shelf, hub: EmbeddedHub, tmp_path: Path, cuts):
    named = shelf.keep(random.Random(str(cuts)).randbytes(4_500))
    sent = 0
    with cutting(hub.url) as line:
        shelf.ward.point_at(line.url)
        for direction, place in cuts:
            line.heal(**{f"{direction}_limit": place})
            shelf.carry()
            sent += line.asked
        line.heal()
        assert shelf.carry().problem is None
        sent += line.asked
    assert shelf.transfer(named).state is TransferState.DONE
    assert at_hub(tmp_path, named.sha256) == shelf.files.place(named.sha256).read_bytes()
    head, rounds = 450, len(cuts) + 1
    pieces = 5 + 2 + rounds  # a first small one each round; one lost each cut
    assert sent <= named.size + len(cuts) * 1000 + (pieces + 3 * rounds) * head


def test_a_hub_that_forgot_or_stands_elsewhere_is_asked_and_gone_on_with(
    shelf: Shelf, hub: EmbeddedHub, tmp_path: Path
):
    named = shelf.keep(SOUND)
    name = f"99999-{named.sha256}"
    pieces = 0
    with tampering(hub.url) as line:
        shelf.ward.point_at(line.url)

        def meddle(exchange: Exchange):
            nonlocal pieces
            pieces += exchange.method == "PUT"
            half = Halves(tmp_path / "hub" / media.UPLOADS)
            if exchange.method == "PUT" and pieces == 2:
                half.drop(name)
            elif exchange.method == "PUT" and pieces == 5:
                place = half.place(name)
                os.truncate(place, half.size(name) - 100)

        line.before = meddle
        assert shelf.carry().problem is None
    assert at_hub(tmp_path, named.sha256) == SOUND


@pytest.mark.parametrize("lie", [{"offset": -1}, {"offset": 99_999}, {"whole": True}, {"offset": "2"}])
def test_a_hub_that_lies_about_the_offset_proves_nothing(shelf: Shelf, hub: EmbeddedHub, tmp_path: Path, lie):
    named = shelf.keep(SOUND)
    with tampering(hub.url) as line:
        shelf.ward.point_at(line.url)
        line.tamper = lambda one: (
            proven(200, {"offset": 0, "whole": False, **lie}) if one.path.startswith(contract.MEDIA_PATH) else None
        )
        assert shelf.carry().problem == "hub_bad_response"
        found = shelf.transfer(named)
        assert (found.state, found.problem) == (TransferState.WAITING, "hub_bad_response")
        assert found.next_at > shelf.ward.clock.now(), "the next try is data"
        assert shelf.carry(at_once=False).problem is None, "and is waited for"
        assert shelf.transfer(named).state is TransferState.WAITING


def test_a_hub_that_takes_and_takes_and_never_has_more_is_left(shelf: Shelf, hub: EmbeddedHub):
    shelf.keep(SOUND)
    with tampering(hub.url) as line:
        shelf.ward.point_at(line.url)
        line.tamper = lambda one: proven(200, {"offset": 0, "whole": False}) if one.method == "PUT" else None
        assert shelf.carry().problem == "hub_bad_response"
        assert len([one for one in line.seen if one.method == "PUT"]) == 1


def test_spoiled_bytes_never_count_and_are_brought_anew(shelf: Shelf, hub: EmbeddedHub, tmp_path: Path):
    named = shelf.keep(SOUND)
    half = media.halves_of(tmp_path / "hub")
    stop = NoWaiting()

    def spoil() -> None:
        with half.place(f"99999-{named.sha256}").open("r+b") as file:
            file.write(b"XX")

    with tampering(hub.url) as line:
        shelf.ward.point_at(line.url)
        seen = 0

        def meddle(exchange: Exchange):
            nonlocal seen
            seen += exchange.method == "PUT"
            if seen == 3:
                seen += 1
                spoil()

        line.before = meddle
        assert shelf.carry(stop=stop).problem is None
    assert at_hub(tmp_path, named.sha256) == SOUND


def test_a_file_that_was_changed_or_lost_on_our_disk_is_told_and_not_sent(
    shelf: Shelf, hub: EmbeddedHub, tmp_path: Path
):
    changed, gone = shelf.keep(SOUND), shelf.keep(SOUND[:2_000], item="second")
    shelf.files.place(changed.sha256).write_bytes(b"x" * len(SOUND))
    shelf.files.drop(gone.sha256)
    fine = shelf.keep(b"fine" * 300, item="third")
    done = shelf.carry()
    assert (done.sent, done.problem, done.refused) == (1, "media_lost", True)
    assert shelf.transfer(changed).state is TransferState.REFUSED
    assert shelf.transfer(gone).problem == "media_lost"
    assert shelf.transfer(fine).state is TransferState.DONE
    shelf.files.keep(shelf.folder / "source")
    assert halves(tmp_path) == []


def test_a_file_changed_while_it_is_sent_never_counts(shelf: Shelf, hub: EmbeddedHub, tmp_path: Path):
    named = shelf.keep(SOUND)
    with tampering(hub.url) as line:
        shelf.ward.point_at(line.url)

        def change(exchange: Exchange):
            if "offset=1000" in exchange.path:
                shelf.files.place(named.sha256).write_bytes(b"x" * len(SOUND))

        line.before = change
        done = shelf.carry()
    assert (done.problem, done.refused) == ("media_lost", True)
    assert at_hub(tmp_path, named.sha256) is None
    assert halves(tmp_path) == []


def test_numbers_go_before_files(shelf: Shelf, hub: EmbeddedHub, tmp_path: Path):
    named = shelf.keep(SOUND)
    report = shelf.ward.freeze()
    assert shelf.carry().sent == 0, "a report is due"
    shelf.ward.engine().deliver()
    assert shelf.ward.receipt(report) is not None
    with tampering(hub.url) as line:
        shelf.ward.point_at(line.url)
        line.tamper = lambda one: shelf.ward.record(1) and None if "offset=" in one.path else None
        done = shelf.carry()
    assert (done.sent, done.problem) == (0, None)
    assert len([one for one in line.seen if one.method == "PUT"]) == 1, "the piece under way, and then the records"
    assert shelf.transfer(named).done > 0
    shelf.ward.point_at(hub.url)
    shelf.ward.engine().deliver()
    assert shelf.carry().sent == 1
    assert at_hub(tmp_path, named.sha256) == SOUND


def test_asked_to_stop_it_stops_and_goes_on_later(shelf: Shelf, hub: EmbeddedHub, tmp_path: Path):
    shelf.keep(SOUND)
    stop = NoWaiting()
    with tampering(hub.url) as line:
        shelf.ward.point_at(line.url)
        line.tamper = lambda one: stop.set() if "offset=2" in one.path else None
        assert shelf.carry(stop=stop).sent == 0
        before = sum(len(one.asked) for one in line.seen if one.method == "PUT")
        line.seen.clear()
        assert shelf.carry(at_once=False).sent == 1
        assert before + sum(len(one.asked) for one in line.seen if one.method == "PUT") == len(SOUND)


def test_a_full_disk_of_the_hub_has_a_name_and_nothing_half_counts(
    shelf: Shelf, hub: EmbeddedHub, tmp_path: Path, monkeypatch
):
    named = shelf.keep(SOUND)
    append, pieces = Halves.append, 0

    def full(self: Halves, name: str, offset: int, piece: bytes) -> None:
        nonlocal pieces
        pieces += 1
        if pieces == 3:
            append(self, name, offset, piece[:300])  # so much still found room
            from ttcs_desktop.storage.files import told_of_our_folder

            with told_of_our_folder():
                raise OSError(errno.ENOSPC, "full")
        append(self, name, offset, piece)

    monkeypatch.setattr(Halves, "append", full)
    done = shelf.carry()
    assert (done.sent, done.problem, done.refused) == (0, "hub_full", False)
    assert at_hub(tmp_path, named.sha256) is None
    assert shelf.carry().sent == 1
    assert at_hub(tmp_path, named.sha256) == SOUND


def test_an_item_thrown_away_meanwhile_is_no_longer_sent(shelf: Shelf, hub: EmbeddedHub, tmp_path: Path):
    named = shelf.keep(SOUND)
    with cutting(hub.url) as line:
        shelf.ward.point_at(line.url)
        line.heal(ask_limit=4_000)
        shelf.carry()
    shelf.items.clear()
    shelf.ward.point_at(hub.url)
    assert shelf.carry().waiting == 0
    assert at_hub(tmp_path, named.sha256) is None


@pytest.mark.logs("the hub's machine is in the way")
def test_after_power_off_at_the_hub_what_arrived_whole_counts_without_a_byte_more(
    shelf: Shelf, hub: EmbeddedHub, tmp_path: Path, monkeypatch
):
    named = shelf.keep(SOUND)

    def dark(*_: object) -> None:
        raise EnvironmentProblem("database_locked")

    with monkeypatch.context() as patch:
        patch.setattr(media, "_note_whole", dark)
        assert shelf.carry().problem == "hub_busy"
    assert at_hub(tmp_path, named.sha256) is None
    hub.stop()
    hub.start()
    with tampering(hub.url) as line:
        shelf.ward.point_at(line.url)
        assert shelf.carry().sent == 1
        assert "PUT" not in [one.method for one in line.seen]
    assert at_hub(tmp_path, named.sha256) == SOUND
