"""Files at the hub: who may have one, how much is taken, what is thrown away, what its copies hold."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import http.client
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sync.hub import backups, media
from sync.hub.devices import Device
from sync.hub.media import Room
from sync.hub.publishing import Told, publish
from sync.hub.refusals import Refusal
from sync.hub.serving import EmbeddedHub
from sync.hub.store import Store, open_store
from sync.media.contract import MEDIA_PATH, Offer
from sync.streams import CENTRAL
from sync.wire import content_digest
from tests.sync.conftest import UNIT, Ward
from tests.sync.files import Shelf
from tests.sync.test_hub import bearer
from ttcs_desktop.basics.errors import InvalidInput

PC, MATE, STRANGER = Device("pc", UNIT), Device("mate", UNIT), Device("other", "13291")
SOUND = bytes(range(256)) * 20
SHA = hashlib.sha256(SOUND).hexdigest()
WIDE = Room(spare=0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(open_store(tmp_path / "store")) as opened:
        yield opened


def offer(data: bytes = SOUND, name: str = "b.mp3", sha256: str = "") -> Offer:
    return Offer(sha256 or hashlib.sha256(data).hexdigest(), len(data), name, "item")


def bring(store: Store, clock, device: Device, data: bytes = SOUND, room: Room = WIDE, sha256: str = ""):
    """The whole of a file, in three pieces; what the hub said last."""
    one = offer(data, sha256=sha256)
    held = asyncio.run(media.offered(store, clock, device, one, room))
    while not held.whole:
        piece = data[held.offset : held.offset + len(data) // 3 + 1]
        held = asyncio.run(media.take_piece(store, clock, device, one.sha256, held.offset, piece))
    return held


def refused(store: Store, clock, device: Device, one: Offer, room: Room = WIDE) -> str:
    with pytest.raises(Refusal) as met:
        asyncio.run(media.offered(store, clock, device, one, room))
    return met.value.name


def may_have(store: Store, device: Device, sha256: str = SHA) -> bool:
    try:
        return media.read_piece(store, device, sha256, 5, 9) == (SOUND[5:10], len(SOUND))
    except Refusal as refusal:
        return refusal.name != "media_unknown"


def test_who_brought_a_file_has_it_and_who_only_knows_its_name_brings_every_byte(store: Store, clock):
    bring(store, clock, PC)
    assert may_have(store, PC)
    assert may_have(store, MATE)
    assert not may_have(store, STRANGER)
    assert asyncio.run(media.offered(store, clock, MATE, offer(), WIDE)).whole
    assert asyncio.run(media.offered(store, clock, STRANGER, offer(), WIDE)).offset == 0
    bring(store, clock, STRANGER)
    assert may_have(store, STRANGER)
    assert list(media.files_of(store.folder).names()) == [SHA], "kept once"


def test_who_reads_a_line_that_names_a_file_has_it_until_the_line_says_otherwise(store: Store, clock, tmp_path: Path):
    source = tmp_path / "Loa phường.mp3"
    source.write_bytes(SOUND)
    named = media.lay_in(store, clock, source)
    assert named == {"sha256": SHA, "size": len(SOUND), "name": "Loa phường.mp3", "type": "audio/mpeg"}
    assert not may_have(store, PC)
    told = Told("unit:13291", "article", "a1", {"title": "x", "text": "y", "media": [named]})
    publish(store, clock, told)
    assert may_have(store, STRANGER)
    assert not may_have(store, PC)
    publish(store, clock, Told("unit:13291", "article", "a1", {"reason": "z"}, withdrawn=True))
    assert not may_have(store, STRANGER)


@pytest.mark.parametrize(
    "named", [[{"sha256": "0" * 64, "size": 3}], [{"sha256": SHA, "size": 1}], [{"size": 3}], ["x"], "x", {"a": 1}]
)
def test_a_line_names_only_files_that_are_here(store: Store, clock, named, tmp_path: Path):
    source = tmp_path / "b.mp3"
    source.write_bytes(SOUND)
    media.lay_in(store, clock, source)
    with pytest.raises(InvalidInput) as met:
        publish(store, clock, Told(CENTRAL, "article", "a1", {"title": "x", "text": "y", "media": named}))
    assert met.value.code == "media_not_here"
    assert store.database.rows("SELECT * FROM line") == []


def test_a_file_that_is_another_than_its_name_never_counts(store: Store, clock):
    with pytest.raises(Refusal) as met:
        bring(store, clock, PC, sha256="1" * 64)
    assert met.value.name == "media_not_as_named"
    assert media.sizes(store) == {}
    assert list(media.halves_of(store.folder).names()) == []
    assert list(media.files_of(store.folder).names()) == []


def test_nobody_spoils_what_another_unit_is_bringing(store: Store, clock):
    asyncio.run(media.offered(store, clock, STRANGER, offer(), WIDE))
    asyncio.run(media.take_piece(store, clock, STRANGER, SHA, 0, b"rubbish"))
    bring(store, clock, PC)
    assert may_have(store, PC)


def test_too_large_and_too_much_are_refused_before_a_byte(store: Store, clock):
    assert refused(store, clock, PC, offer(), Room(of_file=len(SOUND) - 1, spare=0)) == "media_too_large"
    room = Room(of_unit=len(SOUND) + 100, spare=0)
    bring(store, clock, PC, room=room)
    assert refused(store, clock, MATE, offer(SOUND[:101]), room) == "media_quota"
    asyncio.run(media.offered(store, clock, PC, offer(SOUND[:60]), room))
    assert refused(store, clock, MATE, offer(SOUND[:41]), room) == "media_quota", "what was begun counts"
    asyncio.run(media.offered(store, clock, STRANGER, offer(SOUND[:101]), room))


def test_room_for_figures_is_left_on_the_disk(store: Store, clock, monkeypatch):
    usage = shutil.disk_usage(store.folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=len(SOUND) + 999))
    assert refused(store, clock, PC, offer(), Room(spare=1000)) == "hub_full"
    bring(store, clock, PC, room=Room(spare=999))


@pytest.mark.parametrize(
    ("offset", "piece", "name"),
    [(1, b"x", "upload_offset"), (0, b"", "malformed"), (0, bytes(len(SOUND) + 1), "malformed")],
)
def test_silly_pieces_change_nothing(store: Store, clock, offset: int, piece: bytes, name: str):
    asyncio.run(media.offered(store, clock, PC, offer(), WIDE))
    with pytest.raises(Refusal) as met:
        asyncio.run(media.take_piece(store, clock, PC, SHA, offset, piece))
    assert met.value.name == name
    bring(store, clock, PC)
    assert may_have(store, PC)


def ask(url: str, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, dict[str, str], bytes]:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
    try:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        reply = connection.getresponse()
        return reply.status, {name.lower(): value for name, value in reply.getheaders()}, reply.read()
    finally:
        connection.close()


def test_silly_ranges_and_offsets_are_refused_over_the_line(ward: Ward, hub: EmbeddedHub, tmp_path: Path):
    ward.engine().deliver()
    shelf = Shelf(ward, tmp_path / "record")
    named = shelf.keep(SOUND)
    shelf.carry()
    path, token = f"{MEDIA_PATH}/{named.sha256}", bearer(ward)
    status, headers, piece = ask(hub.url, "GET", path, Authorization=token, Range="bytes=10-99999999")
    assert (status, piece, headers["content-range"]) == (206, SOUND[10:], f"bytes 10-{len(SOUND) - 1}/{len(SOUND)}")
    assert headers["etag"] == f'"{named.sha256}"'
    for silly in (
        "",
        "bytes=5-4",
        "bytes=-5",
        "bytes=0-",
        "bytes=0-1,3-4",
        "bytes=99999-999999",
        "bytes=0-1" + "0" * 30,
    ):
        status, _, _ = ask(hub.url, "GET", path, Authorization=token, Range=silly)
        assert status == 416, silly
    status, _, _ = ask(hub.url, "GET", path, Authorization=token, Range="bytes=0-4", If_Range='"other"')
    assert status == 416
    for offset in ("-1", "x", "", "1" * 30, "%D9%A1"):
        data = b"x"
        told = {"Authorization": token, "Content_Digest": content_digest(data)}
        assert ask(hub.url, "PUT", f"{path}?offset={offset}", data, **told)[0] in (400, 409), offset
    too_much = bytes(1024 * 1024 + 1)
    told = {"Authorization": token, "Content_Digest": content_digest(too_much)}
    assert ask(hub.url, "PUT", f"{path}?offset=0", too_much, **told)[0] == 413


def test_what_arrived_by_half_goes_after_a_week_and_what_is_whole_stays(store: Store, clock):
    bring(store, clock, PC)
    other = offer(SOUND[:100])
    asyncio.run(media.offered(store, clock, PC, other, WIDE))
    asyncio.run(media.take_piece(store, clock, PC, other.sha256, 0, SOUND[:50]))
    clock.advance(dt.timedelta(days=6))
    media.sweep(store, clock)
    assert asyncio.run(media.offered(store, clock, PC, other, WIDE)).offset == 50
    clock.advance(dt.timedelta(days=6))
    media.sweep(store, clock)
    assert asyncio.run(media.offered(store, clock, PC, other, WIDE)).offset == 50
    clock.advance(dt.timedelta(days=8))
    backups._back_up_alone(store.folder, clock)  # the nightly job
    assert list(media.halves_of(store.folder).names()) == []
    assert may_have(store, PC)


def test_a_copy_of_the_hub_has_its_files_and_going_back_to_it_brings_them(
    ward: Ward, hub: EmbeddedHub, clock, tmp_path
):
    ward.engine().deliver()
    shelf = Shelf(ward, tmp_path / "record")
    early, folder = shelf.keep(SOUND), tmp_path / "hub"
    shelf.carry()
    with closing(open_store(folder)) as store:
        copy = backups.back_up(store, folder, clock)
    assert (folder / backups.FOLDER / "files" / early.sha256[:2] / early.sha256).read_bytes() == SOUND
    late = shelf.keep(SOUND[:500], item="late")
    shelf.carry()
    hub.stop()
    shutil.rmtree(folder / "files")
    backups.restore(folder, copy, clock)
    hub.start()
    ward.point_at(hub.url)
    ward.engine().deliver(at_once=True)
    done = shelf.carry()
    assert (done.sent, done.problem) == (2, None), "both are asked for again, one of them is sent"
    with closing(open_store(folder)) as store:
        assert may_have(store, PC, early.sha256)
        assert media.sizes(store) == {early.sha256: len(SOUND), late.sha256: 500}
