"""What a cut line costs a file of 50 MB: bytes on the wire beside its size, counted by the relay, no time measured."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sync.hub import media
from sync.hub.publishing import Told
from sync.hub.serving import EmbeddedHub
from sync.hub.store import open_store
from sync.streams import CENTRAL
from tests.bench.measuring import Result
from tests.sync.conftest import Ward
from tests.sync.files import Shelf
from tests.sync.lines import CuttingLine, cutting
from ttcs_desktop.basics.clock import SystemClock
from ttcs_desktop.ledger.transfers import Named, TransferState, Way

SIZE, CUTS, SEED = 50 * 1024 * 1024, 20, 20261121


def measure(folder: Path) -> Iterator[Result]:
    clock = SystemClock()
    with EmbeddedHub(folder / "hub", clock=clock) as hub, cutting(hub.url) as line:
        ward = Ward(folder / "ward.ttcs", clock)
        ward.enrol(hub)
        ward.engine().deliver()
        ward.point_at(line.url)
        shelf = Shelf(ward, folder / "record")
        up = shelf.keep(random.Random(SEED).randbytes(SIZE))
        yield _told("up", _cut_often(shelf, line, up, Way.UP))

        data = random.Random(SEED + 1).randbytes(SIZE)
        source = folder / "down.mp3"
        source.write_bytes(data)
        with closing(open_store(folder / "hub")) as store:
            named = media.lay_in(store, clock, source)
        hub.publish(Told(CENTRAL, "article", "a1", {"title": "x", "text": "y", "media": [named]}))
        yield _told("down", _cut_often(shelf, line, shelf.await_down(data), Way.DOWN))


def _cut_often(shelf: Shelf, line: CuttingLine, named: Named, way: Way) -> int:
    """Bytes of both directions until the file is there, the line cut twenty times at places drawn from a seed."""
    chance = random.Random(SEED + 2)
    places = sorted(chance.sample(range(SIZE), CUTS))
    limit = "ask_limit" if way is Way.UP else "reply_limit"
    bytes_gone, before = 0, 0
    for place in [*places, None]:
        line.heal(**({limit: place - before} if place is not None else {}))
        shelf.carry(plain=True)
        bytes_gone += line.asked + line.replied
        before = place or 0
    found = shelf.transfer(named, way)
    assert found.state is TransferState.DONE, found
    return bytes_gone


def _told(way: str, counted: int) -> Result:
    name = f"Bytes of 50 MB {way} with {CUTS} cuts / its size (MB)"
    return Result(name, counted / 1e6, SIZE / 1e6, 1.05)
