"""Reading what the city told: page by page, the lines of a page and the place reached as one commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sync.fields import Malformed
from sync.streams import Heads, Page, fields_of
from ttcs_desktop.basics.errors import SyncProblem
from ttcs_desktop.ledger.identity import Enrolment
from ttcs_desktop.ledger.received import Received, Told

if TYPE_CHECKING:
    from sync.client import Client

_NO_PROGRESS = 5


class Pull:
    """One reading of every stream that the hub named. `kept` counts the lines, also when the line broke."""

    def __init__(self, received: Received, client: Client, enrolment: Enrolment, heads: Heads) -> None:
        self._received = received
        self._client = client
        self._enrolment = enrolment
        self._heads = heads
        self.kept = 0

    def run(self) -> None:
        """Read all streams to their heads. A stream that cannot be read leaves the others alone.

        Raises:
            SyncProblem: the first trouble met, after every stream was tried; a line that is down ends it at once.
        """
        trouble: SyncProblem | None = None
        for stream, head in sorted(self._heads.streams.items()):
            try:
                self._read(stream, head)
            except SyncProblem as problem:
                if problem.code != "hub_bad_response":
                    raise
                trouble = trouble or problem
        if trouble is not None:
            raise trouble

    def _read(self, stream: str, head: int) -> None:
        known = self._received.cursor(stream)
        if known is None or known.epoch != self._heads.epoch or self._cut_back(stream, known.seq, head):
            self._received.begin(stream, self._heads.epoch)
        stuck = 0
        while (cursor := self._received.cursor(stream)) is not None and cursor.seq < head:
            page, lines = self._client.changes(self._enrolment, stream, self._heads.epoch, cursor.seq)
            if not lines:
                raise SyncProblem("hub_bad_response", reason="no_progress")
            if not self._received.has(stream, cursor.seq, page.prev):
                stuck += 1
                self._received.begin(stream, self._heads.epoch)
            elif self._received.keep(stream, self._heads.epoch, cursor.seq, lines):
                self.kept += len(lines)
            else:
                stuck += 1  # somebody else read on meanwhile
            if stuck > _NO_PROGRESS:
                raise SyncProblem("hub_bad_response", reason="no_progress")

    def _cut_back(self, stream: str, seq: int, head: int) -> bool:
        """Whether the hub came back from a backup and nobody said so: shorter than we read it, or with another line
        where we stand."""
        return seq > head or (seq == head and not self._received.has(stream, seq, self._heads.tips[stream]))


def told(page: Page) -> list[Told]:
    """The lines of a proven page as they are kept: the signed bytes, and what stands in them.

    Raises:
        Malformed: one is no line, of another hub or stream, or not numbered on from `after` without a gap.
    """
    read = []
    for place, signed in enumerate(page.lines, start=page.after + 1):
        hub_id, stream, seq, kind, thing_id, rev, withdrawn, issued_at, issuer, _ = fields_of(signed.body)
        if (hub_id, stream, seq) != (page.hub_id, page.stream, place):
            raise Malformed("lines")
        read.append(Told(seq, kind, thing_id, rev, withdrawn, issuer, issued_at, signed.body, signed.signature))
    return read
