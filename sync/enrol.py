"""Trusting a hub once: the code carries its key's fingerprint, so a false one is found out before anything is told."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sync.codes import read_code
from sync.contract import EnrolRequest, HubCard
from ttcs_desktop.basics.clock import SystemClock
from ttcs_desktop.basics.errors import InvalidInput, SyncProblem
from ttcs_desktop.basics.network import is_loopback
from ttcs_desktop.ledger.identity import Enrolment, Identity, read_enrolment, write_enrolment
from ttcs_desktop.ledger.outbox import Outbox
from ttcs_desktop.storage.database import Database
from ttcs_desktop.system.secrets import Secrets

if TYPE_CHECKING:
    from requests.adapters import BaseAdapter

    from sync.transport import Limits

# What the hub refuses at an enrolment is mended at the field it was typed into.
_FIELDS = {"code_refused": "code", "code_other_unit": "code", "trial_unit": "url"}


def enrol(
    database: Database,
    identity: Identity,
    secrets: Secrets,
    *,
    url: str,
    code: str,
    limits: Limits | None = None,
    net: BaseAdapter | None = None,
) -> Enrolment:
    """Enrol the record with the hub at `url`. The token goes to `secrets`, the hub's identity into the record.

    The same hub again is fine: a new address, or a new token. Pressing twice, or a lost reply, gives the same token.
    `secrets.no_keyring` afterwards: it lasts for this session.

    Raises:
        InvalidInput: `url_unreadable`, `url_not_https`, `trial_needs_loopback`, `code_unreadable`, `code_refused`,
            `code_other_unit`, `trial_unit`, `enrolled_elsewhere` for a record that has another hub already.
        SyncProblem: `hub_identity` when the hub is not the one that made the code; what is wrong with the line.
    """
    address = checked_url(url, trial=identity.trial)
    read = read_code(code)
    from sync.client import Client  # noqa: PLC0415  requests is loaded when there is somebody to talk to

    with Client(address, limits=limits, net=net) as client:
        card = client.card()
        if not read.names(card.public_key):
            raise SyncProblem("hub_identity")
        client.prove(card.public_key, card.hub_id)
        _check_no_other(read_enrolment(database), card)
        try:
            answer = client.enrol(EnrolRequest(read.secret, identity.device_id, identity.unit_code, identity.record_id))
        except SyncProblem as problem:
            if problem.code in _FIELDS:
                raise InvalidInput(_FIELDS[problem.code], problem.code) from problem
            raise
    enrolment = Enrolment(address, card.hub_id, card.name, card.public_key)
    with database.transaction():
        write_enrolment(database, enrolment)
        Outbox(database, SystemClock()).offer_placed()
    secrets.keep(identity.record_id, answer.token, card.public_key)
    return enrolment


def _check_no_other(known: Enrolment | None, card: HubCard) -> None:
    # Receipts count by the key of the enrolled hub: under another one, nothing that was sent would count any more.
    if known is not None and (known.hub_id, known.public_key) != (card.hub_id, card.public_key):
        raise InvalidInput("url", "enrolled_elsewhere", hub=known.hub_name)


def checked_url(url: str, *, trial: bool) -> str:
    """The hub's address as kept: scheme, host and path without a closing slash.

    Raises:
        InvalidInput: `url_unreadable`, `url_not_https` (only this machine's loopback needs no TLS),
            `trial_needs_loopback`.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise InvalidInput("url", "url_unreadable") from None
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.query or parts.fragment:
        raise InvalidInput("url", "url_unreadable")
    shown = f"[{host}]" if ":" in host else host
    address = f"{parts.scheme}://{shown}{f':{port}' if port else ''}{parts.path.rstrip('/')}"
    if trial and not is_loopback(address):
        raise InvalidInput("url", "trial_needs_loopback")
    if parts.scheme == "http" and not is_loopback(address):
        raise InvalidInput("url", "url_not_https")
    return address
