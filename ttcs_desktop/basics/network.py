"""Which addresses lead to this machine only: what never leaves it needs neither TLS nor a proxy."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_loopback(host_or_url: str) -> bool:
    """Whether a host ("127.0.0.1", "::1", "localhost", with or without a port) or a whole URL stays on this machine.

    What cannot be read does not. A name is never looked up: only "localhost" counts (RFC 6761, section 6.3).
    """
    host = _host(host_or_url.strip())
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _host(host_or_url: str) -> str:
    try:
        ip_address(host_or_url)
    except ValueError:
        pass
    else:
        return host_or_url  # the colons of a bare IPv6 address are no port
    try:
        parts = urlsplit(host_or_url if "//" in host_or_url else f"//{host_or_url}")
        return parts.hostname or ""
    except ValueError:
        return ""
