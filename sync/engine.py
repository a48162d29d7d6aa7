"""The courier of a record that is enrolled with a hub: each call is one round, resumable at every step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from sync.exchange import Exchange
from sync.round import Round
from sync.streams import unit_stream
from sync.verify import verified
from ttcs_desktop.basics.clock import Clock
from ttcs_desktop.basics.errors import InvalidInput, SyncProblem, Trouble
from ttcs_desktop.basics.ids import IdMaker
from ttcs_desktop.basics.network import is_loopback
from ttcs_desktop.ledger.courier import Capability
from ttcs_desktop.ledger.identity import Enrolment, Identity, read_enrolment, read_identity
from ttcs_desktop.ledger.model import Carried, Delivery, Probe
from ttcs_desktop.ledger.outbox import Outbox
from ttcs_desktop.storage.database import Database
from ttcs_desktop.system.secrets import Secrets

if TYPE_CHECKING:
    from requests.adapters import BaseAdapter

    from sync.client import Client
    from sync.media.pieces import Pieces
    from sync.media.round import Shelf
    from sync.packages import Packages
    from sync.streams import Heads
    from sync.transport import Limits


_Done = TypeVar("_Done", Delivery, Carried)


class Engine:
    """A `Courier` over HTTP. Safe to call from any thread, also from several at once: every call opens its own file.

    Attributes:
        secrets: where the token is; lives as long as the program, so that a session without a keyring can send.

    Args:
        net: carries the requests instead of sockets, as `Transport` says.
    """

    capabilities = frozenset(Capability)

    def __init__(
        self,
        open_database: Callable[[], Database],
        clock: Clock,
        secrets: Secrets,
        *,
        limits: Limits | None = None,
        net: BaseAdapter | None = None,
    ) -> None:
        self._open_database = open_database
        self._clock = clock
        self._limits = limits
        self._net = net
        self.secrets = secrets

    def deliver(self, *, at_once: bool = False) -> Delivery:
        """Send what is due: submissions first, then records. See `Courier.deliver`.

        `Delivery.receipts` are the numbers of the receipts verified and stored in this round; `problem` is the first
        trouble met, also when the round went on past it.
        """
        try:
            with self._opened() as database:

                def run(shown: list[str]) -> Delivery:
                    # The second time at once: the first has just had everything wait.
                    return self._deliver(database, shown, at_once=at_once or bool(shown))

                return self._once_more(database, run)
        except Trouble as trouble:
            return Delivery(problem=trouble.code)

    def _deliver(self, database: Database, shown: list[str], *, at_once: bool) -> Delivery:
        outbox = Outbox(database, self._clock)
        round_ = Round(database, self._clock, outbox, IdMaker(self._clock), at_once=at_once)
        return round_.run(lambda: self._connected(database, shown))

    def carry_files(
        self,
        shelf: Shelf,
        stop: Event,
        *,
        at_once: bool = False,
        tell: Callable[[], None] = lambda: None,
        pieces: Pieces | None = None,
    ) -> Carried:
        """See `Courier.carry_files`: a conversation of its own with the hub. `shelf` is used in the caller's thread."""
        from sync.media.round import FileRound, Line  # noqa: PLC0415  when there are files

        try:
            with self._opened() as database:
                line = Line(self._clock, shelf.is_working, stop, pieces=pieces)

                def run(shown: list[str]) -> Carried:
                    round_ = FileRound(database, self._clock, shelf, line, tell)
                    return round_.run(lambda: self._connected(database, shown), at_once=at_once or bool(shown))

                return self._once_more(database, run)
        except Trouble as trouble:
            return Carried(problem=trouble.code)

    def probe(self) -> Probe:
        """See `Courier.probe`; `clock_off` beyond 5 minutes."""
        from sync.probing import failed, probe  # noqa: PLC0415  when the officer asks

        try:
            with self._opened() as database:
                identity, enrolment = _enrolled(database)
        except Trouble as trouble:
            return failed(trouble.code)

        def with_token() -> Client:
            # In the middle of an exchange the new one counts, whether or not it was used yet.
            return self._client(enrolment, self._tokens(identity, enrolment)[0])

        return probe(enrolment, identity.device_id, (lambda: self._client(enrolment), with_token), self._clock)

    def send_again(self, submission_id: str) -> bool:
        """See `Courier.send_again`.

        Raises:
            InvalidInput: `record_gone` for an id the outbox does not know.
            SyncProblem: as for a first sending.
        """
        with self._opened() as database:
            outbox = Outbox(database, self._clock)
            op = outbox.find(submission_id)
            if op is None:
                raise InvalidInput("", "record_gone")
            with self._connected(database) as (client, identity, enrolment, heads):
                if op.source == identity.source and heads.lacks(op.seq):
                    # Whatever it says now, perhaps no: the next round has to hear of it and keep it.
                    outbox.offer_again(op.source, [(op.seq, op.seq)])
                counter = "" if op.source == identity.device_id else op.source
                posted = client.submit(op.op_id, op.body, op.seq, counter)
            verified(posted.receipt, op.body, enrolment, self._clock.now())
            return posted.duplicate

    def write_package(self, path: Path) -> int:
        """See `Courier.write_package`."""
        with self._opened() as database:
            identity, enrolment = _enrolled(database)
            token = self._token(identity, enrolment)
            return self._packages(database, identity, enrolment).write(path, token)

    def take_answer(self, path: Path) -> Delivery:
        """See `Courier.take_answer`."""
        with self._opened() as database:
            identity, enrolment = _enrolled(database)
            return self._packages(database, identity, enrolment).take_answer(path)

    def _packages(self, database: Database, identity: Identity, enrolment: Enrolment) -> Packages:
        from sync.packages import Packages  # noqa: PLC0415  few wards carry a stick

        return Packages(database, identity, enrolment, self._clock)

    @contextmanager
    def _opened(self) -> Iterator[Database]:
        database = self._open_database()
        try:
            yield database
        finally:
            database.close()

    def _once_more(self, database: Database, run: Callable[[list[str]], _Done]) -> _Done:
        """A round; once more where the hub took our token for none, and there is another by now.

        Another thread may have exchanged it meanwhile; a hub that came back from a copy may know the one before.
        """
        shown: list[str] = []
        done = run(shown)
        if done.problem == "auth_expired" and shown and self._has_other(database, shown[-1]):
            done = run(shown)
        return done

    def _has_other(self, database: Database, shown: str) -> bool:
        identity, enrolment = _enrolled(database)
        now = self.secrets.tokens(identity.record_id, enrolment.public_key)
        return now[:1] != [shown] or self.secrets.take_up_before(identity.record_id)

    @contextmanager
    def _connected(
        self, database: Database, shown: list[str] | None = None
    ) -> Iterator[tuple[Client, Identity, Enrolment, Heads]]:
        """A client whose hub has proven itself: the token travels only after that. `shown` is told which it was.

        A hub that wants the token exchanged is asked for the next one in the end, when all else is done.
        """
        identity, enrolment = _enrolled(database)
        tokens = self._tokens(identity, enrolment)
        with self._client(enrolment, tokens[-1]) as client:
            heads = client.heads(enrolment.public_key, enrolment.hub_id, identity.device_id, identity.source)
            own = unit_stream(identity.unit_code)
            if own not in heads.streams:
                # It does not know this PC, or has shut it out; shown the token, it says which.
                client.changes(enrolment, own, heads.epoch, 0)
                raise SyncProblem("auth_expired")
            exchange = Exchange(client, self.secrets, identity, enrolment, heads)
            told = exchange.settle(tokens)
            if shown is not None:
                shown.append(told)
            yield client, identity, enrolment, heads
            if heads.renew:
                exchange.renew()

    def _client(self, enrolment: Enrolment, token: str | None = None) -> Client:
        from sync.client import Client  # noqa: PLC0415  requests is loaded when there is something to send

        return Client(enrolment.url, token=token, limits=self._limits, net=self._net)

    def _token(self, identity: Identity, enrolment: Enrolment) -> str:
        return self._tokens(identity, enrolment)[-1]

    def _tokens(self, identity: Identity, enrolment: Enrolment) -> list[str]:
        tokens = self.secrets.tokens(identity.record_id, enrolment.public_key)
        if not tokens:
            raise SyncProblem("no_keyring" if self.secrets.no_keyring else "auth_expired")
        return tokens


def _enrolled(database: Database) -> tuple[Identity, Enrolment]:
    identity, enrolment = read_identity(database), read_enrolment(database)
    if identity is None or enrolment is None:
        raise SyncProblem("manual_route")
    if identity.trial and not is_loopback(enrolment.url):
        raise SyncProblem("hub_identity")
    return identity, enrolment
