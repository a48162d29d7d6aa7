"""A city with a key of its own that tells a ward lines, as they would come off a proven page."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from sync.streams import Line
from tests.wards import make_ward
from ttcs_desktop.basics.signature import new_private_key, public_key, sign
from ttcs_desktop.ledger.identity import Enrolment, write_enrolment
from ttcs_desktop.ledger.received import Received, ReceivedLine, Told
from ttcs_desktop.workspace import Workspace, open_workspace

ISSUER = "Sở Văn hóa và Thể thao"
CITY = "prov:99"
ISSUED = dt.datetime(2026, 6, 2, 3, 0, tzinfo=dt.UTC)


class City:
    """Counts the lines of each stream and the states of each thing, as the hub does."""

    def __init__(self) -> None:
        self.key = new_private_key()
        self.epoch = "first"
        self._seq: dict[str, int] = {}
        self._rev: dict[tuple[str, str], int] = {}

    def line(self, kind: str, thing: str, stream: str = CITY, *, withdrawn: bool = False, **content: object) -> Told:
        """The next line of a stream."""
        self._seq[stream] = self._seq.get(stream, 0) + 1
        self._rev[kind, thing] = self._rev.get((kind, thing), 0) + 1
        line = Line(
            "hub", stream, self._seq[stream], kind, thing, self._rev[kind, thing], withdrawn, ISSUED, ISSUER, content
        )
        body = line.to_bytes()
        return Told(
            line.seq, kind, thing, line.rev, withdrawn, ISSUER, ISSUED, body=body, signature=sign(self.key, body)
        )

    def tell(self, ward: Workspace, *lines: Told, stream: str = CITY) -> None:
        """Let lines arrive and be taken in."""
        received = Received(ward.database, ward.clock)
        if received.cursor(stream) is None:
            received.begin(stream, self.epoch)
        place = received.cursor(stream)
        assert place
        assert received.keep(stream, self.epoch, place.seq, lines)
        ward.receiving.take_in()

    def article(self, thing: str = "a1", title: str = "Phòng, chống sốt xuất huyết", **more: object) -> Told:
        return self.line("article", thing, title=title, text=more.pop("text", "Diệt bọ gậy mỗi tuần."), **more)


def enrolled(folder: Path, city: City) -> Workspace:
    """A ward that trusts the city's key."""
    ward = make_ward(folder)
    actor = ward.ledger.actor
    with ward.database.transaction():
        write_enrolment(ward.database, Enrolment("http://127.0.0.1:1", "hub", ISSUER, public_key(city.key)))
    place, clock = ward.folder, ward.clock
    ward.close()
    again = open_workspace(place, clock)
    again.ledger.actor = actor
    return again


def states(ward: Workspace) -> list[tuple[str, str]]:
    """State and problem of every line, in the order of arrival."""
    lines: list[ReceivedLine] = Received(ward.database, ward.clock).waiting(
        *type(ward.receiving.recent()[0].state), limit=1_000
    )
    return [(line.state.value, line.problem) for line in lines]
