"""Files of the city come down by ranges, resumed from what lies on the disk, and count only when proven."""

from __future__ import annotations

import os
import random
import re
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.hub import media
from sync.hub.publishing import Told
from sync.hub.serving import EmbeddedHub
from sync.hub.store import open_store
from sync.media.contract import MEDIA_PATH, PIECE_TYPE, etag
from sync.streams import CENTRAL
from sync.wire import content_digest
from tests.sync.conftest import Ward
from tests.sync.files import NoWaiting, Shelf
from tests.sync.lines import Exchange, cutting, raw_reply, tampering
from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.ledger.transfers import Named, TransferState, Way
from ttcs_desktop.storage.halves import Halves

SOUND = random.Random(2).randbytes(4_500)


@pytest.fixture
def shelf(ward: Ward, tmp_path: Path) -> Shelf:
    ward.engine().deliver()
    return Shelf(ward, tmp_path / "record")


def told(shelf: Shelf, hub: EmbeddedHub, tmp_path: Path, data: bytes = SOUND, item: str = "item") -> Named:
    """A file that a line of the city names, and that the ward wants."""
    source = tmp_path / f"{item}.mp3"
    source.write_bytes(data)
    with closing(open_store(tmp_path / "hub")) as store:
        named = media.lay_in(store, shelf.ward.clock, source)
    hub.publish(Told(CENTRAL, "article", item, {"title": "x", "text": "y", "media": [named]}))
    return shelf.await_down(data, item)


def kept(shelf: Shelf, named: Named) -> bytes | None:
    """The bytes of a file that counts."""
    if shelf.transfer(named, Way.DOWN).state is not TransferState.DONE:
        return None
    return shelf.files.place(named.sha256).read_bytes()


def fetched(line: object) -> list[str]:
    return [one.headers["Range"] for one in line.seen if "Range" in one.headers]  # type: ignore[attr-defined]


def test_a_file_comes_by_ranges_once_and_is_kept(shelf: Shelf, hub: EmbeddedHub, tmp_path: Path):
    named = told(shelf, hub, tmp_path)
    with tampering(hub.url) as line:
        shelf.ward.point_at(line.url)
        assert shelf.carry().received == 1
        assert fetched(line) == [f"bytes={at}-{min(at + 1000, 4_500) - 1}" for at in range(0, 4_500, 1000)]
        assert kept(shelf, named) == SOUND
        assert shelf.here == [named.sha256]
        assert list(shelf.halves.names()) == []
        again = shelf.await_down(SOUND, "another")
        line.seen.clear()
        assert shelf.carry().received == 1
        assert fetched(line) == [], "what lies here is not fetched for another item"
    assert kept(shelf, again) == SOUND


@settings(max_examples=100 if os.environ.get("TTCS_ALL") else 6, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(cuts=st.lists(st.tuples(st.sampled_from(["ask", "reply"]), st.integers(0, 9_000)), max_size=4))
@pytest.mark.may_log("Failed to parse headers")
def test_cut_anywhere_it_goes_on_from_what_lies_on_the_disk(shelf: Shelf, hub: EmbeddedHub, tmp_path: Path, cuts):
    data = random.Random(str(cuts)).randbytes(4_500)
    named = told(shelf, hub, tmp_path, data, item=f"item{data[:3].hex()}")
    came = 0
    with cutting(hub.url) as line:
        shelf.ward.point_at(line.url)
        for direction, place in cuts:
            line.heal(**{f"{direction}_limit": place})
            before = shelf.halves.size(named.sha256)
            shelf.carry()
            came += line.replied
            assert shelf.halves.size(named.sha256) >= before or kept(shelf, named) is not None
        line.heal()
        assert shelf.carry().problem is None
        came += line.replied
    assert kept(shelf, named) == data
    assert came <= named.size + len(cuts) * 1000 + (5 + 4 * (len(cuts) + 1)) * 900


def piece(sha256: str, data: bytes, span: str, *, status: int = 206, tag: str = "", digest: str = "") -> bytes:
    return raw_reply(
        status,
        [("TTCS-Proto", "1"), ("Content-Type", PIECE_TYPE), ("Content-Digest", digest or content_digest(data)),
         ("Content-Range", span), ("ETag", tag or etag(sha256))],
        data,
        length=True,
    )  # fmt: skip


def first_range(exchange: Exchange) -> tuple[int, int]:
    found = re.fullmatch(r"bytes=(\d+)-(\d+)", exchange.headers["Range"])
    assert found
    return int(found[1]), int(found[2]) + 1


BAD = {
    "the whole file": lambda e, sha: piece(sha, SOUND, "", status=200),
    "another file": lambda e, sha: piece(sha, b"x" * 1000, "bytes 0-999/4500", tag=etag("0" * 64)),
    "another place": lambda e, sha: piece(sha, SOUND[1000:2000], "bytes 1000-1999/4500"),
    "another size": lambda e, sha: piece(sha, SOUND[:1000], "bytes 0-999/4501"),
    "too much": lambda e, sha: piece(sha, SOUND[:1500], "bytes 0-1499/4500"),
    "too little": lambda e, sha: piece(sha, SOUND[:999], "bytes 0-998/4500"),
    "nothing": lambda e, sha: piece(sha, b"", "bytes 0--1/4500"),
    "spoiled on the way": lambda e, sha: piece(sha, b"x" * 1000, "bytes 0-999/4500", digest=content_digest(b"y")),
    "a page": lambda e, sha: raw_reply(200, [("Content-Type", "text/html")], b"<html>", length=True),
    "a page as a piece": lambda e, sha: raw_reply(206, [("Content-Type", "text/html")], b"<html>", length=True),
}


def test_a_reply_that_is_not_the_piece_asked_for_changes_nothing(shelf: Shelf, hub: EmbeddedHub, tmp_path: Path):
    named = told(shelf, hub, tmp_path)
    with tampering(hub.url) as line:
        shelf.ward.point_at(line.url)
        for what, bad in BAD.items():
            line.tamper = lambda e, bad=bad: bad(e, named.sha256) if e.path.startswith(MEDIA_PATH) else None
            assert shelf.carry().problem in ("hub_bad_response", "captive"), what
            assert shelf.halves.size(named.sha256) == 0, what
            assert kept(shelf, named) is None
        line.tamper = lambda e: None
        assert shelf.carry().problem is None
    assert kept(shelf, named) == SOUND


def test_a_hub_that_serves_other_bytes_under_the_name_is_found_out_at_the_end(
    shelf: Shelf, hub: EmbeddedHub, tmp_path: Path
):
    named = told(shelf, hub, tmp_path)
    with tampering(hub.url) as line:
        shelf.ward.point_at(line.url)

        def other(exchange: Exchange):
            if not exchange.path.startswith(MEDIA_PATH):
                return None
            first, end = first_range(exchange)
            return piece(named.sha256, bytes(end - first), f"bytes {first}-{end - 1}/4500")

        line.tamper = other
        done = shelf.carry()
        assert (done.problem, done.refused) == ("media_not_as_named", True)
        assert len(fetched(line)) == 10, "once more from the start, and then a person has to look"
        assert kept(shelf, named) is None
        assert list(shelf.halves.names()) == []
        assert not shelf.files.place(named.sha256).exists()
        line.tamper = lambda e: None
        assert shelf.carry(at_once=False).received == 0
        assert shelf.carry().received == 1, "the officer pressed the button"
    assert kept(shelf, named) == SOUND


def test_a_half_that_our_disk_spoiled_or_made_too_long_is_fetched_anew(shelf: Shelf, hub: EmbeddedHub, tmp_path: Path):
    named = told(shelf, hub, tmp_path)
    shelf.halves.append(named.sha256, 0, b"x" * 2_000)
    assert shelf.carry().received == 1
    assert kept(shelf, named) == SOUND
    other = told(shelf, hub, tmp_path, SOUND[:2_000], item="second")
    shelf.halves.append(other.sha256, 0, b"x" * 3_000)
    assert shelf.carry().received == 1
    assert kept(shelf, other) == SOUND[:2_000]


def test_what_is_kept_already_is_looked_through_before_it_counts(shelf: Shelf, hub: EmbeddedHub, tmp_path: Path):
    named = told(shelf, hub, tmp_path)
    place = shelf.files.place(named.sha256)
    place.parent.mkdir(parents=True)
    place.write_bytes(b"x" * len(SOUND))
    assert shelf.carry().received == 1
    assert kept(shelf, named) == SOUND


def test_a_file_the_city_has_not_got_holds_up_no_other(shelf: Shelf, hub: EmbeddedHub, tmp_path: Path):
    missing = [shelf.await_down(bytes([n]) * 100, f"a{n}") for n in range(3)]
    fine = told(shelf, hub, tmp_path, item="z")
    done = shelf.carry()
    assert (done.received, done.problem, done.refused) == (1, "media_unknown", False)
    assert kept(shelf, fine) == SOUND
    for one in missing:
        found = shelf.transfer(one, Way.DOWN)
        assert (found.state, found.problem) == (TransferState.WAITING, "media_unknown")
        assert found.next_at > shelf.ward.clock.now()


def test_halves_nobody_wants_any_more_are_swept(shelf: Shelf, hub: EmbeddedHub):
    shelf.halves.append("0" * 64, 0, b"x")
    shelf.carry()
    assert list(shelf.halves.names()) == []


def test_down_goes_before_up_and_a_stop_keeps_what_came(shelf: Shelf, hub: EmbeddedHub, tmp_path: Path):
    named = told(shelf, hub, tmp_path)
    mine = shelf.keep(b"mine" * 100, item="own")
    stop = NoWaiting()
    with tampering(hub.url) as line:
        shelf.ward.point_at(line.url)
        line.tamper = lambda one: stop.set() if "bytes=2000" in one.headers.get("Range", "") else None
        shelf.carry(stop=stop)
        assert shelf.halves.size(named.sha256) == 3_000
        assert shelf.transfer(named, Way.DOWN).done == 3_000
        line.seen.clear()
        done = shelf.carry()
        assert fetched(line)[0].startswith("bytes=3000-")
    assert (done.received, done.sent) == (1, 1)
    assert shelf.transfer(mine).state is TransferState.DONE


def test_power_off_between_keeping_and_linking_costs_no_byte_more(
    shelf: Shelf, hub: EmbeddedHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    named = told(shelf, hub, tmp_path)

    def dark(*_: object) -> None:
        raise EnvironmentProblem("database_locked")

    with monkeypatch.context() as patch:
        patch.setattr(shelf, "arrived", dark)
        assert shelf.carry().problem == "database_locked"
    assert kept(shelf, named) is None
    with tampering(hub.url) as line:
        shelf.ward.point_at(line.url)
        assert shelf.carry().received == 1
        assert fetched(line) == []
    assert kept(shelf, named) == SOUND
    assert list(shelf.halves.names()) == []


def test_our_own_full_disk_has_a_name_and_what_came_stays(
    shelf: Shelf, hub: EmbeddedHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    named = told(shelf, hub, tmp_path)
    append, pieces = Halves.append, 0

    def full(self: Halves, name: str, offset: int, data: bytes) -> None:
        nonlocal pieces
        pieces += 1
        if pieces == 3:
            append(self, name, offset, data[:300])
            raise EnvironmentProblem("disk_full")
        append(self, name, offset, data)

    monkeypatch.setattr(Halves, "append", full)
    assert shelf.carry().problem == "disk_full"
    assert shelf.halves.size(named.sha256) == 2_300
    assert shelf.transfer(named, Way.DOWN).problem == "disk_full"
    assert shelf.carry().received == 1
    assert kept(shelf, named) == SOUND
