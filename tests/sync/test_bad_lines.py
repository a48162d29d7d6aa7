"""What stands between a ward and its hub: an office's proxy that means well, a slow name server."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import replace

import pytest
import requests

from sync.errors import of_exception
from sync.hub.serving import EmbeddedHub
from sync.transport import Limits
from tests.sync.conftest import Ward
from tests.sync.lines import Answer, Exchange, TamperingLine, raw_reply, tampering
from ttcs_desktop.ledger.identity import read_identity, write_identity
from ttcs_desktop.ledger.model import OpState

CITY = "http://hub.thanh-pho.example"
LOGIN = "<html><body>Đăng nhập mạng của cơ quan</body></html>".encode()
_SHORT = Limits(connect=5, stall=5, total=0.4)


class ProxyingLine(TamperingLine):
    """The same relay as an HTTP proxy: it is asked with whole addresses."""

    def _through_hub(self, exchange: Exchange) -> Exchange:
        assert exchange.path.startswith(CITY)
        return super()._through_hub(replace(exchange, path=exchange.path.removeprefix(CITY)))


@pytest.fixture
def proxy(ward: Ward, hub: EmbeddedHub, monkeypatch: pytest.MonkeyPatch) -> Iterator[ProxyingLine]:
    """The ward's hub has a name in the city, and the only way there is the office's proxy."""
    with ward.opened() as database:
        write_identity(database, replace(read_identity(database), trial=False))
    ward.point_at(CITY)
    line = ProxyingLine(hub.url)
    for name in ("http_proxy", "HTTP_PROXY"):
        monkeypatch.setenv(name, line.url)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.setenv(name, "")
    try:
        yield line
    finally:
        line.close()


def without(exchange: Exchange, *names: str, **more: str) -> list[tuple[str, str]]:
    added = [(name.replace("_", "-"), value) for name, value in more.items()]
    kept = [one for one in exchange.reply_headers if one[0].lower() not in (*names, "content-length")]
    return [*kept, *added]


def zipped_again(exchange: Exchange) -> bytes:
    packed = gzip.compress(exchange.reply, 1)
    return raw_reply(exchange.status, without(exchange, Content_Encoding="gzip"), packed, length=True)


def login_before_it(exchange: Exchange) -> bytes:
    headers = without(exchange, "content-type", Content_Type="text/html; charset=utf-8")
    return raw_reply(200, headers, LOGIN + exchange.reply, length=True)


PROXIES: dict[str, tuple[str, Callable[[Exchange], Answer]]] = {
    "packs the reply anew": ("hub_bad_response", zipped_again),
    "drops the digest": (
        "hub_bad_response",
        lambda e: raw_reply(e.status, without(e, "content-digest"), e.reply, length=True),
    ),
    "drops headers it does not know": (
        "hub_bad_response",
        lambda e: raw_reply(e.status, without(e, "ttcs-proto", "content-digest"), e.reply, length=True),
    ),
    "puts its login page before the reply": ("captive", login_before_it),
    "asks for a password": ("proxy", lambda e: raw_reply(407, [("Proxy-Authenticate", "Basic")], LOGIN, length=True)),
    "cuts a long reply": (
        "hub_bad_response",
        lambda e: raw_reply(e.status, without(e, Content_Length=str(len(e.reply))), e.reply[: len(e.reply) // 2]),
    ),
    "cannot reach the hub": ("hub_error", lambda e: raw_reply(502, [], b"Bad gateway", length=True)),
}


def test_an_honest_proxy_is_gone_through(ward: Ward, proxy: ProxyingLine) -> None:
    submission = ward.freeze()
    assert ward.engine().deliver().problem is None
    assert ward.state(submission) is OpState.DONE
    assert len(proxy.seen) >= 2


@pytest.mark.parametrize("from_the_first", [True, False], ids=["hello", "report"])
@pytest.mark.parametrize("what", PROXIES)
def test_a_proxy_that_spoils_replies_is_believed_nothing(
    ward: Ward, hub: EmbeddedHub, proxy: ProxyingLine, what: str, from_the_first: bool
) -> None:
    """Whether it spoils the hub's proof of itself, before anything is told, or the receipt, after the effect."""
    problem, spoil = PROXIES[what]
    proxy.tamper = lambda exchange: spoil(exchange) if from_the_first or exchange.method == "PUT" else None
    submission = ward.freeze()
    assert ward.engine().deliver().problem == problem
    assert (ward.state(submission), ward.receipt(submission)) == (OpState.WAITING, None)
    assert len(hub.submissions()) == (0 if from_the_first else 1)
    if from_the_first:
        assert not any("Authorization" in exchange.headers for exchange in proxy.seen)
    proxy.tamper = lambda exchange: None
    assert ward.engine().deliver(at_once=True).problem is None
    [kept] = hub.submissions()
    assert ward.receipt(submission).receipt_no == kept["receipt_no"]


@pytest.mark.parametrize(
    ("status", "problem"), [(b"407 Proxy Authentication Required", "proxy"), (b"403 Forbidden", "offline")]
)
def test_a_proxy_that_does_not_open_the_way_is_told(
    ward: Ward, proxy: ProxyingLine, monkeypatch: pytest.MonkeyPatch, status: bytes, problem: str
) -> None:
    def refuse(listening: socket.socket) -> None:
        near, _ = listening.accept()
        with closing(near), suppress(OSError):
            near.recv(65536)
            near.sendall(b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\n\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = threading.Thread(target=refuse, args=(listening,))
        server.start()
        for name in ("https_proxy", "HTTPS_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{listening.getsockname()[1]}")
        ward.freeze()
        ward.point_at(CITY.replace("http:", "https:"))
        assert ward.engine().deliver().problem == problem
        server.join()


def test_a_proxy_at_a_port_with_407_in_it_that_is_off_asks_for_no_password() -> None:
    """The number was looked for in the whole text, where ports, addresses and places in memory stand too."""
    error = requests.exceptions.ProxyError("HTTPSConnectionPool(host='10.0.0.1', port=4070): Connection refused")
    assert of_exception(error).code == "offline"


def test_a_proxy_that_is_off_is_offline(ward: Ward, proxy: ProxyingLine, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free.getsockname()[1]}")
    ward.freeze()
    assert ward.engine().deliver().problem == "offline"


def test_a_name_that_nobody_knows_is_offline(ward: Ward, hub: EmbeddedHub, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*given: object, **how: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    ward.freeze()
    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert ward.engine().deliver().problem == "offline"


def test_a_name_server_slower_than_the_time_limit_leaves_no_line_unwatched(
    ward: Ward, hub: EmbeddedHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It answered when the time was up and nobody looked any more: a server that dripped then was heard for ever."""
    real = socket.getaddrinfo

    def answers_late(*given: object, **how: object) -> object:
        watchdogs = [one for one in threading.enumerate() if isinstance(one, threading.Timer)]
        for one in watchdogs:
            one.join()
        return real(*given, **how)

    drips: list[bool] = []

    def drip(exchange: Exchange) -> Iterator[bytes]:
        yield b"HTTP/1.1 200 OK\r\nX: "
        for _ in range(500):
            yield b"x"
            threading.Event().wait(0.02)
        drips.append(True)

    with tampering(hub.url) as line:
        ward.point_at(line.url)
        submission = ward.freeze()
        line.before = drip
        monkeypatch.setattr(socket, "getaddrinfo", answers_late)
        assert ward.engine(_SHORT).deliver().problem == "slow"
        assert not drips
        monkeypatch.undo()
        line.before = lambda exchange: None
        assert ward.engine().deliver(at_once=True).problem is None
    assert ward.state(submission) is OpState.DONE


def test_a_proxy_that_drips_before_the_way_is_open_is_left(
    ward: Ward, proxy: ProxyingLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CONNECT comes before TLS: the time between two of its bytes was counted, the time of all of them was not."""
    heard_to_the_end: list[bool] = []

    def serve(listening: socket.socket) -> None:
        near, _ = listening.accept()
        with closing(near), suppress(OSError):
            near.recv(65536)
            near.sendall(b"HTTP/1.1 200 ")
            for _ in range(500):
                near.sendall(b"x")
                threading.Event().wait(0.02)
            heard_to_the_end.append(True)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = threading.Thread(target=serve, args=(listening,))
        server.start()
        for name in ("https_proxy", "HTTPS_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{listening.getsockname()[1]}")
        ward.freeze()
        ward.point_at(CITY.replace("http:", "https:"))
        problem = ward.engine(_SHORT).deliver().problem
        server.join()
    assert problem == "slow"
    assert not heard_to_the_end
