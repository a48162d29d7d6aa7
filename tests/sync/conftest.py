"""A ward with a real file, a real hub on loopback, and a keyring that lives in memory."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError

from sync.engine import Engine
from sync.enrol import enrol
from sync.hub.serving import EmbeddedHub
from sync.transport import Limits
from tests.fresh import open_fresh
from ttcs_desktop.basics.canonical import canonical_bytes
from ttcs_desktop.basics.clock import FixedClock, SystemClock
from ttcs_desktop.basics.ids import IdMaker
from ttcs_desktop.ledger.identity import (
    Enrolment,
    Identity,
    read_enrolment,
    read_identity,
    write_enrolment,
    write_identity,
)
from ttcs_desktop.ledger.model import Lane, NewOp, Op, OpState, Receipt
from ttcs_desktop.ledger.outbox import Outbox
from ttcs_desktop.ledger.receipts import Receipts
from ttcs_desktop.storage.database import Database
from ttcs_desktop.system.secrets import Secrets

NOON = dt.datetime(2026, 6, 2, 5, 0, tzinfo=dt.UTC)
QUICK = Limits(connect=5, stall=5, total=10)
UNIT = "99999"


class MemoryKeyring(KeyringBackend):
    """A real keyring backend over a dictionary."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.left = 1 << 30

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """`left` writings, then it is locked."""
        self.left -= 1
        if self.left < 0:
            raise KeyringError("locked")
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[service, username]


class NoStore(KeyringBackend):
    """A keyring that is there and cannot be opened."""

    priority = 1

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringError("locked")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringError("locked")

    def delete_password(self, service: str, username: str) -> None:
        raise KeyringError("locked")


@dataclass
class Ward:
    """A record in a folder, and what its officer does with it."""

    path: Path
    clock: FixedClock | SystemClock
    secrets: Secrets = field(default_factory=lambda: Secrets(MemoryKeyring()))
    limits: Limits = QUICK

    def __post_init__(self) -> None:
        self.ids = IdMaker(self.clock)
        with self.opened() as database:
            if read_identity(database) is None:
                identity = Identity(UNIT, self.ids.new(), self.ids.new(), "2026-01-01", trial=True)
                write_identity(database, identity)

    def open_file(self) -> Database:
        return open_fresh(self.path)

    def opened(self) -> closing[Database]:
        return closing(self.open_file())

    @property
    def identity(self) -> Identity:
        with self.opened() as database:
            identity = read_identity(database)
        assert identity
        return identity

    def engine(self, limits: Limits | None = None) -> Engine:
        return Engine(self.open_file, self.clock, self.secrets, limits=limits or self.limits)

    def enrol(self, hub: EmbeddedHub) -> Enrolment:
        with self.opened() as database:
            return enrol(
                database, self.identity, self.secrets, url=hub.url, code=hub.new_code(UNIT), limits=self.limits
            )

    def point_at(self, url: str) -> None:
        """The same hub, reached by another way: through a faulty line."""
        with self.opened() as database:
            known = read_enrolment(database)
            write_enrolment(database, Enrolment(url, known.hub_id, known.hub_name, known.public_key))

    def freeze(self, *, version: int = 1, template: str = "184-6T", year: int = 2026, value: str = "672") -> str:
        """A snapshot ready to be sent; its id."""
        submission_id = self.ids.new()
        body = snapshot(submission_id, version=version, template=template, year=year, value=value)
        with self.opened() as database, database.transaction():
            Outbox(database, self.clock).add(NewOp(submission_id, Lane.SUBMISSION, "submission", "B01", body))
        return submission_id

    def record(self, count: int = 1, *, body: bytes | None = None) -> list[str]:
        """Ops of everyday work; their ids."""
        ids = [self.ids.new() for _ in range(count)]
        with self.opened() as database, database.transaction():
            outbox = Outbox(database, self.clock)
            for number, op_id in enumerate(ids):
                plain = body or canonical_bytes({"table": "task", "verb": "plans.import", "rows": [{"n": number}]})
                outbox.add(NewOp(op_id, Lane.RECORDS, "plans.task", "plans.import", plain))
        return ids

    def op(self, op_id: str) -> Op:
        with self.opened() as database:
            found = Outbox(database, self.clock).find(op_id)
        assert found
        return found

    def state(self, op_id: str) -> OpState:
        return self.op(op_id).state

    def receipt(self, submission_id: str) -> Receipt | None:
        with self.opened() as database:
            return Receipts(database).find(submission_id)

    def receipts(self) -> list[Receipt]:
        with self.opened() as database:
            return Receipts(database).all()


def snapshot(submission_id: str, *, version: int = 1, template: str = "184-6T", year: int = 2026, value: str = "672"):
    """A frozen snapshot with the fields a hub may rely on."""
    return canonical_bytes(
        {
            "id": submission_id,
            "unit": {"code": UNIT, "name": "Phường Mẫu"},
            "template": template,
            "year": year,
            "window": {"start": f"{year - 1}-12-01", "cut_off": f"{year}-05-30", "before": f"{year}-06-06"},
            "version": version,
            "values": [{"code": "C02", "value": value}],
        }
    )


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
def hub(tmp_path: Path, clock: FixedClock) -> Iterator[EmbeddedHub]:
    with EmbeddedHub(tmp_path / "hub", clock=clock) as running:
        yield running


@pytest.fixture
def make_ward(tmp_path: Path, clock: FixedClock) -> Callable[[str], Ward]:
    return lambda name: Ward(tmp_path / f"{name}.ttcs", clock)


@pytest.fixture
def ward(make_ward: Callable[[str], Ward], hub: EmbeddedHub) -> Ward:
    """An enrolled ward."""
    made = make_ward("ward")
    made.enrol(hub)
    return made
