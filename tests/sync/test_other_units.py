"""No unit reaches another's: every address of the hub is asked with a stranger's token, also one made tomorrow.

The addresses come from the hub's own routes. One that is neither open to anybody (`OPEN`, each with its reason) nor
asked here (`ASKED`) fails the test, so that nobody adds one without saying who may use it.
"""

from __future__ import annotations

import base64
import hashlib
import http.client
import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sync.contract import CARD_PATH, ENROL_PATH, PING_PATH, PUSH_PATH, SUBMISSIONS_PATH, TOKENS_PATH, Push, PushedOp
from sync.hub import devices, intake, media
from sync.hub.app import make_app
from sync.hub.devices import Device
from sync.hub.publishing import Told, publish
from sync.hub.serving import EmbeddedHub
from sync.hub.store import Store, open_store
from sync.media.contract import MEDIA_PATH, Offer
from sync.rows import ROWS_PATH, RowsAsked
from sync.streams import HEADS_PATH, STREAMS_PATH
from sync.wire import content_digest
from tests.sync.conftest import NOON, UNIT, snapshot
from ttcs_desktop.basics.canonical import canonical_bytes, sha256_hex
from ttcs_desktop.basics.clock import FixedClock

STRANGER = "13291"
SECRET = "canary-of-the-other-unit"
OPEN = {
    ("GET", CARD_PATH): "what a hub says of itself to anybody",
    ("GET", PING_PATH): "proves the hub before a token is told",
    ("GET", HEADS_PATH): "numbers only, so that the hub is proven before a token is told",
    ("POST", ENROL_PATH): "asks for a one-time code in the place of a token",
}
PUSHED = canonical_bytes(
    Push("b", "pc of the other", UNIT, (PushedOp("o", 1, "k", sha256_hex(b"{}"), "{}"),)).to_json()
)
LACKING = canonical_bytes(RowsAsked("0" * 32, "", 0, {}).to_json())
SOUND = b"RIFF" + SECRET.encode() * 20
SHA = hashlib.sha256(SOUND).hexdigest()
OFFER = canonical_bytes(Offer(SHA, len(SOUND), "b.wav", "item").to_json())
# How a stranger would ask for what is another unit's: the path filled in, the body, what he is told.
ASKED = {
    ("POST", TOKENS_PATH): (
        TOKENS_PATH,
        canonical_bytes({"device": "pc of the other", "unit": UNIT, "nonce": "0"}),
        (403, "auth_unit"),
    ),
    ("POST", PUSH_PATH): (PUSH_PATH, PUSHED, (403, "auth_unit")),
    ("GET", STREAMS_PATH + "/{stream}/changes"): (
        f"{STREAMS_PATH}/unit:{UNIT}/changes?after=0&limit=10",
        b"",
        (403, "auth_unit"),
    ),
    ("GET", SUBMISSIONS_PATH): (f"{SUBMISSIONS_PATH}?unit={UNIT}", b"", (403, "auth_unit")),
    ("GET", SUBMISSIONS_PATH + "/{id}"): (f"{SUBMISSIONS_PATH}/sent", b"", (404, "unknown_submission")),
    # Neither tells whether anybody has the file; who offers it has to bring every byte of it.
    ("GET", MEDIA_PATH + "/{sha256}"): (f"{MEDIA_PATH}/{SHA}", b"", (404, "media_unknown")),
    ("PUT", MEDIA_PATH + "/{sha256}"): (f"{MEDIA_PATH}/{SHA}?offset=0", SOUND, (409, "upload_unknown")),
    ("POST", MEDIA_PATH + "/{sha256}"): (f"{MEDIA_PATH}/{SHA}", OFFER, (200, "")),
    # Another unit's PCs are none of the stranger's ward: there is nothing to hand on to him.
    ("POST", ROWS_PATH): (ROWS_PATH, LACKING, (200, "")),
    ("PUT", SUBMISSIONS_PATH + "/{id}"): (f"{SUBMISSIONS_PATH}/new", snapshot("new", version=2), (403, "auth_unit")),
}
KEEPERS = "/admin"
# That a PC spoke, and with which number, is noted before anything else of it is looked at: that much is its own. So is
# what it offers to bring.
ITS_OWN = ("seen", "mark", "device", "upload", "source")


def addresses(folder: Path) -> set[tuple[str, str]]:
    """Method and path of everything the hub answers to; HEAD goes with GET."""
    app = make_app(folder, FixedClock(NOON), loopback=True, on_ready=lambda: None)
    return {(method, route.path) for route in app.routes for method in route.methods or () if method != "HEAD"}


def unguarded(found: set[tuple[str, str]]) -> set[tuple[str, str]]:
    return {one for one in found if one not in OPEN and one not in ASKED and not one[1].startswith(KEEPERS)}


def token_of(store: Store, clock: FixedClock, unit: str, device: str) -> str:
    code = devices.issue_code(store, clock, unit)
    return devices.enrol(store, clock, devices.EnrolRequest(code.secret, device, unit, "record")).token


@pytest.fixture
def strangers_token(hub: EmbeddedHub, tmp_path: Path, clock: FixedClock) -> str:
    """The token of an enrolled unit, on a hub that has something of another one."""
    store = open_store(tmp_path / "hub")
    token_of(store, clock, UNIT, "pc of the other")
    intake.take_submission(store, clock, Device("pc of the other", UNIT), "sent", snapshot("sent", value=SECRET), 1)
    told = PushedOp("o1", 2, "k", sha256_hex(SECRET.encode()), SECRET)
    intake.take_push(store, clock, Device("pc of the other", UNIT), Push("b", "pc of the other", UNIT, (told,)))
    publish(store, clock, Told(f"unit:{UNIT}", "return", "r1", {"reason": SECRET}))
    source = tmp_path / "sound.wav"
    source.write_bytes(SOUND)
    named = media.lay_in(store, clock, source)
    publish(store, clock, Told(f"unit:{UNIT}", "article", "a1", {"title": "x", "text": "y", "media": [named]}))
    token = token_of(store, clock, STRANGER, "pc of the stranger")
    store.close()
    return token


def ask(url: str, method: str, path: str, body: bytes, authorization: str) -> tuple[int, str, bytes]:
    """Status, name of the refusal (empty when there is none), all that came."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=10)
    headers = {
        "TTCS-Seq": "1",
        "Range": "bytes=0-9",
        "Content-Digest": content_digest(body),
        "Authorization": authorization,
    }
    try:
        connection.request(method, path, body, {name: value for name, value in headers.items() if value})
        reply = connection.getresponse()
        raw = reply.read()
        ours = "json" in (reply.getheader("Content-Type") or "")
        return reply.status, json.loads(raw).get("type", "") if ours else "", raw
    finally:
        connection.close()


def held(folder: Path) -> list[list[object]]:
    """Every row of the hub's file but what a PC leaves by merely speaking."""
    store = open_store(folder)
    tables = store.database.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    names = [table["name"] for table in tables if table["name"] not in ITS_OWN]
    found = [store.database.rows(f"SELECT * FROM {name}") for name in names]
    store.close()
    return [[tuple(row) for row in rows] for rows in found]


def test_every_address_of_the_hub_says_who_may_use_it(tmp_path: Path):
    found = addresses(tmp_path)
    assert unguarded(found) == set()
    assert unguarded(found | {("GET", "/v1/figures")}) == {("GET", "/v1/figures")}, "a new one would be seen"
    assert set(OPEN) | set(ASKED) <= found, "what is no address any more is named here"
    assert any(path.startswith(KEEPERS) for _, path in found)


def test_no_token_and_no_strangers_token_opens_anything_of_a_unit(
    hub: EmbeddedHub, strangers_token: str, tmp_path: Path
):
    before = held(tmp_path / "hub")
    for (method, _), (path, body, told) in ASKED.items():
        for nobody in ("", "Bearer wrong", f"Basic {base64.b64encode(b'x:y').decode()}", f"bearer{strangers_token}"):
            assert ask(hub.url, method, path, body, nobody)[:2] == (401, "auth_expired"), (method, path, nobody)
        status, name, raw = ask(hub.url, method, path, body, f"Bearer {strangers_token}")
        assert (status, name) == told, (method, path)
        assert SECRET.encode() not in raw
    assert held(tmp_path / "hub") == before


def test_no_pcs_token_opens_the_keepers_page(hub: EmbeddedHub, strangers_token: str, tmp_path: Path):
    before = held(tmp_path / "hub")
    as_keeper = base64.b64encode(f"x:{strangers_token}".encode()).decode()
    keepers = sorted(one for one in addresses(tmp_path / "none") if one[1].startswith(KEEPERS))
    for method, path in keepers:
        for nobody in ("", f"Bearer {strangers_token}"):
            assert ask(hub.url, method, path, b"unit=13291", nobody)[:2] == (401, "admin_token"), (method, path)
    method, path = keepers[-1]
    assert ask(hub.url, method, path, b"unit=13291", f"Basic {as_keeper}")[:2] == (401, "admin_token")
    assert held(tmp_path / "hub") == before
