"""The test of the connection, step by step: what was reached, who answered, whether this PC may send, what time it is.

Nothing is sent and nothing changes; the token travels only to a hub that has proven itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias
from urllib.parse import urlsplit

from sync.streams import CENTRAL
from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.basics.errors import Trouble
from ttcs_desktop.basics.network import is_loopback
from ttcs_desktop.ledger.identity import Enrolment
from ttcs_desktop.ledger.model import Probe, ProbeStep

if TYPE_CHECKING:
    from sync.client import Client

    Connect: TypeAlias = Callable[[], Client]

CLOCK_TOLERANCE = dt.timedelta(minutes=5)
_STEPS = {
    "manual_route": ProbeStep.ENROLLED,
    "offline": ProbeStep.REACHED,
    "slow": ProbeStep.REACHED,
    "proxy": ProbeStep.REACHED,
    "captive": ProbeStep.REACHED,
    "tls_untrusted": ProbeStep.TRUSTED,
    "hub_identity": ProbeStep.SAME_HUB,
    "hub_bad_response": ProbeStep.SAME_HUB,
    "hub_error": ProbeStep.SAME_HUB,
    "hub_busy": ProbeStep.SAME_HUB,
    "no_keyring": ProbeStep.MAY_SEND,
    "auth_expired": ProbeStep.MAY_SEND,
    "auth_revoked": ProbeStep.MAY_SEND,
}


def failed(code: str, address: str = "") -> Probe:
    """What a test that ended with this code found."""
    return Probe(code, _STEPS.get(code), address, proxy_on_the_way(address) if address else "")


def probe(enrolment: Enrolment, device: str, connect: tuple[Connect, Connect], clock: Clock) -> Probe:
    """Try the way to the enrolled hub. Every failure is a code in the result.

    Args:
        connect: makes a client without the token, and one with it; the second raises why there is none.
    """
    address = enrolment.url
    without_token, with_token = connect
    try:
        with without_token() as client:
            client.prove(enrolment.public_key, enrolment.hub_id)
        with with_token() as client:
            heads = client.heads(enrolment.public_key, enrolment.hub_id, device)
            client.changes(enrolment, CENTRAL, heads.epoch, heads.streams.get(CENTRAL, 0))
    except Trouble as trouble:
        return failed(trouble.code, address)
    ahead = clock.now() - heads.now
    off = abs(ahead) > CLOCK_TOLERANCE
    return Probe(
        "clock_off" if off else None, ProbeStep.CLOCK if off else None, address, proxy_on_the_way(address), ahead
    )


def proxy_on_the_way(address: str) -> str:
    """The proxy that this machine's settings put before an address: host and port, never a password."""
    if is_loopback(address):
        return ""
    from requests.utils import get_environ_proxies, select_proxy  # noqa: PLC0415  as everywhere: when the line is used

    found = select_proxy(address, get_environ_proxies(address)) or ""
    return urlsplit(found if "//" in found else f"//{found}").netloc.rpartition("@")[2]
