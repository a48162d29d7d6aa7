"""One request, one whole reply: system trust and proxy, no redirects, a time limit no dripping server can stretch."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import requests
from requests.adapters import BaseAdapter, HTTPAdapter
from urllib3 import HTTPSConnectionPool, ProxyManager
from urllib3.exceptions import HTTPError

from sync.errors import of_exception
from sync.reader import Reply
from sync.watching import Watch, watched_pools
from sync.wire import MOST_BYTES
from ttcs_desktop.basics.errors import SyncProblem
from ttcs_desktop.basics.network import is_loopback
from ttcs_desktop.basics.values import dataclass

_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds: to connect, without a byte, and for the whole exchange; its bytes add their time on the slowest line."""

    connect: float = 10.0
    stall: float = 30.0
    total: float = 30.0
    bytes_per_second: float = 8_000.0

    def whole(self, body_size: int) -> float:
        """The longest a request with `body_size` bytes may take."""
        return self.total + body_size / self.bytes_per_second


class Transport:
    """A session with one hub, for one thread. Every failure is a `SyncProblem`; outcomes are judged by the reader.

    Args:
        net: what carries the requests instead of sockets: it keeps its own time, so nothing watches over it.
    """

    def __init__(self, url: str, limits: Limits, net: BaseAdapter | None = None) -> None:
        self._url = url.rstrip("/")
        self._limits = limits
        self._watch = Watch()
        self._session = requests.Session()
        # An office proxy cannot reach this machine's own loopback.
        self._session.trust_env = not is_loopback(url)
        self._session.auth = _OwnAuth()
        self._watched = net is None
        adapter = net or _Adapter(self._watch)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)

    def close(self) -> None:
        self._session.close()

    def ask(self, method: str, path: str, *, body: bytes = b"", headers: Mapping[str, str]) -> Reply:
        """Send one request and take in the whole reply, at most 8 MiB of it.

        Raises:
            SyncProblem: `offline`, `slow`, `proxy`, `tls_untrusted`, `hub_bad_response` for a reply cut short.
        """
        with self._time_limit(self._limits.whole(len(body))) as expired:
            try:
                with self._session.request(
                    method,
                    self._url + path,
                    data=body or None,
                    headers={"Accept-Encoding": "gzip", **headers},
                    timeout=(self._limits.connect, self._limits.stall),
                    allow_redirects=False,
                    stream=True,
                ) as response:
                    reply = Reply(response.status_code, dict(response.headers), _whole_body(response))
            except (requests.RequestException, HTTPError, OSError, ValueError) as error:
                # ValueError: urllib3 and http.client meet hostile header lines with it.
                raise SyncProblem("slow") if expired.is_set() else of_exception(error) from error
        # A body that ends because we broke off looks like one that ended by itself.
        if expired.is_set():
            raise SyncProblem("slow")
        return reply

    @contextmanager
    def _time_limit(self, seconds: float) -> Iterator[threading.Event]:
        if not self._watched:
            yield threading.Event()
            return
        with self._watch.limit(seconds) as expired:
            yield expired


class _OwnAuth(requests.auth.AuthBase):
    """Leaves our header as it is; without an auth object requests would put a netrc file's password in its place."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


class _Adapter(HTTPAdapter):
    """The system's trust store instead of a bundled list, and every socket known to the watchdog."""

    def __init__(self, watch: Watch) -> None:
        self._pools = watched_pools(watch)
        self._trust = _system_trust()
        super().__init__(pool_connections=1, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **kwargs: object) -> None:
        super().init_poolmanager(connections, maxsize, block, **self._with_trust(kwargs))
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **kwargs: object) -> ProxyManager:
        manager: ProxyManager = super().proxy_manager_for(proxy, **self._with_trust(kwargs))
        manager.pool_classes_by_scheme = self._pools
        return manager

    def cert_verify(self, conn: HTTPSConnectionPool, url: str, verify: bool | str | None, cert: object) -> None:
        if self._trust is not None and verify is True:
            conn.cert_reqs = "CERT_REQUIRED"
        else:
            super().cert_verify(conn, url, verify, cert)  # type: ignore[no-untyped-call]

    def _with_trust(self, kwargs: dict[str, object]) -> dict[str, object]:
        return kwargs if self._trust is None else {**kwargs, "ssl_context": self._trust}


def _whole_body(response: requests.Response) -> bytes:
    pieces, size = [], 0
    # Undecoded: the digest is over the bytes as they travelled, and the inflating is ours to bound.
    for piece in response.raw.stream(_PIECE, decode_content=False):
        pieces.append(piece)
        size += len(piece)
        if size > MOST_BYTES:
            raise SyncProblem("hub_bad_response", reason="too_large")
    return b"".join(pieces)


def _system_trust() -> ssl.SSLContext | None:
    try:
        import truststore  # noqa: PLC0415  not on every platform
    except ImportError:
        return None
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
