"""Reading what the ward's other PCs saved: page by page, kept as it came; it is taken over afterwards."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import TYPE_CHECKING

from sync.rows import Rows, RowsAsked
from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.joining.repository import JoiningRepository
from ttcs_desktop.joining.sources.repository import Sources
from ttcs_desktop.ledger.identity import Enrolment, Identity
from ttcs_desktop.ledger.standing import HubStanding
from ttcs_desktop.storage.database import Database

if TYPE_CHECKING:
    from sync.client import Client
    from sync.streams import Heads

# What a PC says of itself may be this old before it says it again without having anything to send or to read.
SAID_EVERY = dt.timedelta(hours=1)
_MOST_PAGES = 10_000


class RowsPull:
    """One reading of what the other PCs of the ward sent. `kept` counts the ops, also when the line broke."""

    def __init__(self, database: Database, clock: Clock, client: Client, enrolment: Enrolment) -> None:
        self._database = database
        self._repository = JoiningRepository(database, clock)
        self._standing = HubStanding(database, clock)
        self._client = client
        self._enrolment = enrolment
        self.kept = 0

    def run(self, identity: Identity, heads: Heads, *, sent: bool) -> None:
        """Read until nothing is lacking; and say how much this PC has made, once an hour or after it sent something.

        Raises:
            SyncProblem: the line broke, or the hub answers with what it was not asked.
        """
        have = self._repository.have()
        news = any(have.get(source, 0) < end for source, end in heads.others.items())
        if not news and not sent and not self._standing.is_said_due(SAID_EVERY):
            return
        for _ in range(_MOST_PAGES):
            asked = RowsAsked(secrets.token_hex(16), identity.source, self._repository.made(), have)
            page = self._client.rows(self._enrolment, identity.unit_code, asked)
            self.kept += self._take(page, identity)
            fresh = self._repository.have()
            if not page.ops or fresh == have:
                break
            have = fresh
        self._standing.said()

    def _take(self, page: Rows, identity: Identity) -> int:
        kept = self._repository.keep(page.ops)
        for other in page.others:
            if other.source != identity.source:
                Sources(self._database).note_told(other.source, other.heard_at, other.made)
        return kept
