"""What went wrong on the line, as one code of the catalogue (`SyncProblem`); the table is the whole policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ttcs_desktop.basics.errors import CityRefusal, SyncProblem

if TYPE_CHECKING:
    import requests

# Names of the hub's own refusals (RFC 9457 `type`) → the code the officer's message is kept under.
PROBLEM_CODES = {
    "auth_expired": "auth_expired",
    "auth_revoked": "auth_revoked",
    "auth_unit": "auth_revoked",
    "busy": "hub_busy",
    "code_refused": "code_refused",
    "code_other_unit": "code_other_unit",
    "trial_unit": "trial_unit",
    "submit_already": "submit_already",
    "submit_closed": "submit_closed",
    "submit_invalid": "submit_invalid",
    "op_id_reused": "op_refused",
    "source_taken": "source_twin",
    "source_twin": "source_twin",
    "too_large": "too_large",
    "hub_full": "hub_full",
    "media_quota": "media_quota",
    "media_too_large": "media_too_large",
    "media_not_as_named": "media_not_as_named",
    "media_unknown": "media_unknown",
    "upload_offset": "upload_offset",
    "upload_unknown": "upload_offset",
}
# Refusals of one thing: a person has to look at it, everything else goes on.
REFUSALS = frozenset(
    "submit_already submit_closed submit_invalid op_refused too_large "
    "media_quota media_too_large media_not_as_named".split()
)
# May be the fault of the thing that was sent, so the next one is still tried.
PERHAPS_THE_ITEM = frozenset({"hub_error", "hub_bad_response", "receipt_bad", "line_narrow"})

# How http.client tells of a proxy's 407 at CONNECT; a bare number may stand in any address.
_CONNECT_407 = "Tunnel connection failed: 407"
_BY_STATUS = {407: "proxy", 429: "hub_busy", 503: "hub_busy", 507: "hub_full", 511: "captive"}


def of_status(status: int) -> str | None:
    """The code that a bare status tells, whoever sent it; None when the reply itself has to be read.

    None of them is a refusal: only a reply that proves itself says no for good.
    """
    if 300 <= status < 400:
        return "captive"
    return _BY_STATUS.get(status) or ("hub_error" if status >= 500 else None)


def problem_of(code: str, **details: object) -> SyncProblem:
    """The problem of a code that the hub, or a bare status, told: a `CityRefusal` where it is one."""
    return CityRefusal(code, **details) if code in REFUSALS else SyncProblem(code, **details)


def of_exception(error: Exception) -> SyncProblem:
    """The code for what requests or urllib3 raised before a whole reply was there."""
    from requests import exceptions as raised  # noqa: PLC0415  only a round with the hub pays for requests
    from urllib3 import exceptions as below  # noqa: PLC0415

    if isinstance(error, raised.SSLError | below.SSLError):
        return SyncProblem("tls_untrusted")
    if isinstance(error, raised.ProxyError | below.ProxyError):
        return SyncProblem("proxy" if _CONNECT_407 in str(error) else "offline")
    if isinstance(error, raised.Timeout | below.TimeoutError):
        return SyncProblem("slow")
    if isinstance(error, raised.ConnectionError) and _never_connected(error):
        return SyncProblem("offline")
    # Cut while we spoke or listened: the hub may have it or not.
    return SyncProblem("hub_bad_response", reason="cut")


def _never_connected(error: requests.exceptions.ConnectionError) -> bool:
    from urllib3 import exceptions as below  # noqa: PLC0415

    cause = error.args[0] if error.args else None
    return isinstance(getattr(cause, "reason", cause), below.NewConnectionError)
