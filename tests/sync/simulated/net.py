"""The line between wards and hub: loses, doubles, delays, spoils and replaces what travels, by the story's chance."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import requests
from requests.adapters import BaseAdapter, HTTPAdapter
from urllib3 import HTTPResponse
from urllib3.exceptions import NewConnectionError, ProtocolError

from sync.contract import PUSH_PATH
from sync.wire import WireError, unpack
from tests.sync.simulated.disk import PowerCut
from tests.sync.simulated.hub import Asked, Said, SimulatedHub

POISON = b"a poisoned thing"
HTML = Said(200, (("Content-Type", "text/html; charset=utf-8"),), b"<html><body>Login</body></html>")
_ELSEWHERE = "http://portal.invalid/login"
_WAITS = ("-1", "999999999999", "1e9", "Fri, 31 Dec 9999 23:59:59 GMT", "soon", "", "0", "120", "\u0661")
_BUILDER = HTTPAdapter()
_KEPT = 40

# What a line can do. Those of the second group let the request through first: the hub has it, the ward does not know.
BEFORE = ("request lost", "no route", "slow", "bare before", "portal", "redirect", "511", "407", "tls", "old reply",
          "request spoiled", "ward's power before")  # fmt: skip
AFTER = ("reply lost", "stalled", "bare after", "portal after", "doubled", "replies swapped", "bit flipped", "tail cut",
         "cut short", "ward's power after", "hub's power", "hub's disk", "hub goes back", "late twin")  # fmt: skip
FAULTS = (*BEFORE, *AFTER)
# After one of these no round may tell that all is well; the others may happen to change nothing.
ALWAYS_TOLD = frozenset({"request lost", "no route", "slow", "bare before", "portal", "redirect", "511", "407", "tls",
                         "reply lost", "stalled", "bare after", "portal after", "bit flipped", "tail cut"})  # fmt: skip


class Line:
    """The line of a story. `faults` may strike each request with probability `rate`."""

    def __init__(self, hub: Callable[[], SimulatedHub], chance: random.Random) -> None:
        self._hub = hub
        self._chance = chance
        self.faults: tuple[str, ...] = ()
        self.rate = 0.0
        self.spared = 0  # so many requests go through before the first may be struck
        self.trace: Callable[[str], None] = lambda text: None
        self.go_back: Callable[[], None] = lambda: None
        self.asked = 0
        self.hits = 0
        self.urls: list[str] = []
        self.late: list[tuple[SimulatedHub, Asked]] = []
        self._replies: list[Said] = []

    def carry(self, asked: Asked, cut_power: Callable[[], None]) -> Said:
        """One request and its reply, or what requests raises."""
        self.asked += 1
        self.urls.append(asked.path)
        fault = ""
        if self.spared:
            self.spared -= 1
        elif self.faults and self._chance.random() < self.rate:
            fault = self._chance.choice(self.faults)
            # A batch that failed goes again in halves in the same round.
            self.hits += fault in ALWAYS_TOLD and not asked.path.startswith(PUSH_PATH)
        self.trace(f"    {asked.method} {asked.path.partition('?')[0]}{' ! ' + fault if fault else ''}")
        if fault in BEFORE:
            instead = self._before(fault, asked, cut_power)
            if isinstance(instead, Said):
                return instead
            asked = instead
        elif fault in ("hub's power", "hub's disk"):
            kinds = ("power before", "power after") if fault == "hub's power" else ("full", "locked", "failing")
            self._hub().disk.strike(self._chance.choice(kinds), self._chance.randint(1, 12))
        elif fault == "late twin":
            self.late.append((self._hub(), asked))
        said = self._through(asked)
        if fault == "doubled":
            said = self._through(asked)
        self._replies = [*self._replies[-_KEPT:], said]
        return self._after(fault, said, cut_power) if fault in AFTER else said

    def deliver_late(self) -> None:
        """What was held up on the way reaches the hub that it was for; nobody hears the answer."""
        while self.late:
            hub, asked = self.late.pop(self._chance.randrange(len(self.late)))
            if hub is self._hub():
                with _quiet():
                    self._through(asked)

    def _through(self, asked: Asked) -> Said:
        hub = self._hub()
        try:
            return _bare(500) if _is_poisoned(asked) else hub.ask(asked)
        except PowerCut:
            hub.restart_after_power_cut()
            raise _cut() from None
        finally:
            hub.disk.mend()

    def _before(self, fault: str, asked: Asked, cut_power: Callable[[], None]) -> Said | Asked:
        match fault:
            case "request lost":
                raise _cut()
            case "no route":
                raise requests.ConnectionError(NewConnectionError(None, "no route"))
            case "slow":
                raise requests.ConnectTimeout
            case "tls":
                raise requests.exceptions.SSLError("certificate verify failed")
            case "ward's power before":
                cut_power()
            case "portal":
                return HTML
            case "redirect":
                return Said(302, (("Location", _ELSEWHERE),), b"")
            case "511" | "407":
                return _bare(int(fault))
            case "old reply":
                return self._chance.choice(self._replies) if self._replies else _bare(502)
            case "request spoiled":
                return asked.with_body(self._flipped(asked.body))
        return self._some_error()

    def _after(self, fault: str, said: Said, cut_power: Callable[[], None]) -> Said:
        match fault:
            case "reply lost":
                raise _cut()
            case "stalled":
                raise requests.ReadTimeout
            case "ward's power after":
                cut_power()
            case "bare after":
                return self._some_error()
            case "portal after":
                return HTML
            case "replies swapped":
                return self._chance.choice(self._replies)
            case "bit flipped":
                return said.with_body(self._flipped(said.body))
            case "tail cut":
                return said.with_body(said.body[: -self._chance.randint(1, 8)])
            case "cut short":
                return said.with_body(said.body[: self._chance.randrange(len(said.body) + 1)])
            case "hub goes back":
                self.go_back()
        return said

    def _some_error(self) -> Said:
        return _bare(self._chance.choice((500, 502, 503, 504, 429, 413)), self._chance.choice((*_WAITS, None)))

    def _flipped(self, body: bytes) -> bytes:
        if not body:
            return body
        at = self._chance.randrange(len(body))
        return body[:at] + bytes([body[at] ^ 1 << self._chance.randrange(8)]) + body[at + 1 :]


class Net(BaseAdapter):
    """What one ward's requests session is given instead of sockets."""

    def __init__(self, line: Line, cut_power: Callable[[], None]) -> None:
        super().__init__()
        self._line = line
        self._cut_power = cut_power

    def send(self, request: requests.PreparedRequest, **how: object) -> requests.Response:
        if request.url.startswith(_ELSEWHERE):
            raise AssertionError("a redirect was followed")
        headers = {name: _text(value) for name, value in request.headers.items()}
        said = self._line.carry(Asked(request.method, request.path_url, headers, request.body or b""), self._cut_power)
        raw = HTTPResponse(
            io.BytesIO(said.body), list(said.headers), said.status, preload_content=False, decode_content=False
        )
        return _BUILDER.build_response(request, raw)

    def close(self) -> None:
        pass


@contextmanager
def _quiet() -> Iterator[None]:
    with suppress(requests.RequestException):
        yield


def _is_poisoned(asked: Asked) -> bool:
    if not asked.body:
        return False
    encoding = next((value for name, value in asked.headers.items() if name.lower() == "content-encoding"), None)
    try:
        return POISON in unpack(asked.body, encoding)
    except WireError:
        return False


def _bare(status: int, wait: str | None = None) -> Said:
    return Said(status, (("Retry-After", wait),) if wait is not None else (), b"Bad gateway")


def _cut() -> requests.ConnectionError:
    return requests.ConnectionError(ProtocolError("Connection aborted."))


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value
