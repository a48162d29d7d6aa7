"""A token exchanged for a new one: kept before it is used, and the old one kept until the hub has taken the new."""

from __future__ import annotations

import secrets as nonces
from typing import TYPE_CHECKING

from sync.contract import RenewRequest
from sync.streams import unit_stream
from ttcs_desktop.basics.errors import SyncProblem
from ttcs_desktop.ledger.identity import Enrolment, Identity
from ttcs_desktop.system.secrets import Secrets

if TYPE_CHECKING:
    from sync.client import Client
    from sync.streams import Heads

# What the hub says of a token that is not the one it takes; with another one it may say otherwise.
_NOT_THIS_ONE = frozenset({"auth_expired", "auth_revoked"})


class Exchange:
    """Within one conversation with a hub that has proven itself, and knows this PC."""

    def __init__(
        self, client: Client, secrets: Secrets, identity: Identity, enrolment: Enrolment, heads: Heads
    ) -> None:
        self._client = client
        self._secrets = secrets
        self._identity = identity
        self._enrolment = enrolment
        self._heads = heads

    def settle(self, tokens: list[str]) -> str:
        """Find out which of the tokens counts, and show that one from now on; one alone is not asked about.

        Raises:
            SyncProblem: what the hub says of the last one, or what is wrong with the line.
        """
        for token in tokens[:-1]:
            try:
                self._use(token)
            except SyncProblem as problem:
                if problem.code not in _NOT_THIS_ONE:
                    raise
            else:
                self._secrets.settle(self._identity.record_id, token)
                return token
        last = tokens[-1]
        self._client.show(last)
        if len(tokens) > 1:
            self._use(last)
            self._secrets.settle(self._identity.record_id, last)
        return last

    def renew(self) -> None:
        """Have the hub give the next token, and use it once: from then on the old one counts no more.

        Raises:
            SyncProblem: what is wrong with the line; whichever token counts then, it is kept.
        """
        asked = RenewRequest(self._identity.device_id, self._identity.unit_code, nonces.token_hex(16))
        token = self._client.renew(asked)
        if self._secrets.offer(self._identity.record_id, token):
            self._use(token)
            self._secrets.settle(self._identity.record_id, token)

    def _use(self, token: str) -> None:
        """Ask something small with it."""
        own = unit_stream(self._identity.unit_code)
        self._client.show(token)
        self._client.changes(self._enrolment, own, self._heads.epoch, self._heads.streams[own])
