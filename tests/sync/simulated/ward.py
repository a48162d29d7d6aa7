"""A ward of the simulation: the product's file, ledger, outbox and engine, over a shaky disk and a bad line."""

from __future__ import annotations

import datetime as dt
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from sync.engine import Engine
from sync.enrol import enrol
from sync.hub import renewal
from sync.hub.devices import issue_code, revoke
from tests.fresh import open_fresh
from tests.sync.conftest import MemoryKeyring, NoStore
from tests.sync.simulated.disk import Disk, PowerCut
from tests.sync.simulated.hub import SimulatedHub
from tests.sync.simulated.net import POISON, Line, Net
from ttcs_desktop.basics.canonical import canonical_bytes
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.basics.errors import EnvironmentProblem, Trouble
from ttcs_desktop.basics.ids import IdMaker, stable_id
from ttcs_desktop.ledger.identity import Identity, write_identity
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Delivery, Lane, NewOp, Put, Table
from ttcs_desktop.storage.database import Database, Row
from ttcs_desktop.storage.schema import open_record
from ttcs_desktop.system.secrets import Secrets

URL = "http://127.0.0.1:9"
TEMPLATE = "184-6T"
_NEEDED = ("op", "receipt", "received_line", "stream_cursor", "hub_standing", "identity", "history", "history_record",
           "image", "mention", "agency")  # fmt: skip
_AGENCY = Table("office", "agency", "office.agency")


@dataclass
class State:
    """What lies in a ward's file at a moment."""

    ops: dict[str, Row]
    receipts: dict[str, Row]
    cursors: dict[str, Row]
    lines: list[Row]
    standing: dict[str, str]
    agencies: int


@dataclass
class Heard:
    """A round that is over: what it told, whether it was a press, and what the line did meanwhile."""

    delivery: Delivery
    at_once: bool
    hits: int
    asked: int


@dataclass
class SimulatedWard:
    """A PC. `kept` is what its officer was told is saved: op id → sha-256."""

    name: str
    unit: str
    folder: Path
    clock: FixedClock
    line: Line
    secrets: Secrets = field(default_factory=lambda: Secrets(MemoryKeyring()))
    kept: dict[str, str] = field(default_factory=dict)
    versions: dict[int, int] = field(default_factory=dict)
    tokens: list[str] = field(default_factory=list)
    rounds: int = 0
    heard: Heard | None = None
    codes: list[str | None] = field(default_factory=list)
    lost_keyring: bool = False

    def __post_init__(self) -> None:
        self.disk = Disk(self.folder / f"{self.name}.db")
        self.net = Net(self.line, self.disk.cut_power)
        self.start()
        self.disk.path.write_bytes(small_record())
        with self.opened() as database:
            write_identity(database, Identity(self.unit, self._ids.new(), self._ids.new(), "2026-01-01", trial=True))
            self.identity = self._identity(database)
        self._reader: sqlite3.Connection | None = None

    def start(self) -> None:
        """The program as it begins: whatever it only remembered is gone."""
        self._ids = IdMaker(self.clock)
        if not isinstance(self.secrets._given, NoStore):
            self.secrets = Secrets(self.secrets._given)
        self.engine = Engine(self.open_file, self.clock, self.secrets, net=self.net)

    def open_file(self) -> Database:
        return self.disk.under(open_record(self.disk.path))

    def opened(self) -> closing[Database]:
        return closing(self.open_file())

    @contextmanager
    def in_spite_of_the_disk(self) -> Iterator[None]:
        """A step that may be told "not saved", or end with the power; then the program is started again."""
        try:
            with suppress(EnvironmentProblem):
                yield
        except PowerCut:
            pass
        finally:
            if self.disk.without_power:
                self.forget_reader()
                self.disk.power_returns()
                self.start()
            self.disk.mend()

    def save(self, rows: int, *, poison: bool = False) -> None:
        """The officer saves `rows` records as one action."""
        name = POISON.decode() if poison else "Hội"
        puts = [Put(_AGENCY, {"id": self._ids.new(), "name": f"{name} {n}"}) for n in range(rows)]
        with self.in_spite_of_the_disk():
            self._keep(lambda ledger: ledger.save("office.agency", puts))

    def freeze(self, year: int, *, correct: bool = False, same: bool = False, poison: bool = False) -> None:
        """Freeze a report, or a corrected version of it. `same`: bytes that another PC of the unit would make too."""
        version = self.versions.get(year, 0) + (1 if correct or year not in self.versions else 0)
        op_id = stable_id(self.unit, TEMPLATE, year, version)
        if op_id in self.kept:
            return
        body = canonical_bytes(
            {
                "id": op_id,
                "unit": {"code": self.unit},
                "template": TEMPLATE,
                "year": year,
                "version": version,
                "window": {"start": f"{year - 1}-12-01", "cut_off": f"{year}-05-30", "before": f"{year}-06-06"},
                "values": [{"code": "C02", "value": "1" if same else self._ids.new()}],
                "note": POISON.decode() if poison else "",
            }
        )
        with self.in_spite_of_the_disk():
            new = NewOp(op_id, Lane.SUBMISSION, "submission", "B01", body)
            self._keep(lambda ledger: ledger.save("statistics.freeze", [], send=new))
            self.versions[year] = version

    def deliver(self, *, at_once: bool) -> None:
        """One round of the real engine: Gửi, or the program by itself."""
        self.heard = None
        self.rounds += 1
        hits, asked = self.line.hits, self.line.asked
        with self.in_spite_of_the_disk():
            delivery = self.engine.deliver(at_once=at_once)
            hits = self.line.hits - hits + self.disk.struck
            self.heard = Heard(delivery, at_once, hits, self.line.asked - asked)

    def ask(self) -> None:
        """The officer looks at the connection, and sends once more what has a receipt: neither changes anything."""
        with self.in_spite_of_the_disk():
            self.codes = [self.engine.probe().problem]
            for op_id in list(self.state().receipts)[:1]:
                try:
                    self.engine.send_again(op_id)
                except Trouble as trouble:
                    self.codes.append(trouble.code)

    def write_package(self, path: Path) -> None:
        with self.in_spite_of_the_disk(), suppress(Trouble):
            self.engine.write_package(path)

    def take_answer(self, path: Path) -> None:
        """The stick is back, perhaps after a long time, perhaps once more."""
        with self.in_spite_of_the_disk(), suppress(Trouble):
            self.heard = Heard(self.engine.take_answer(path), at_once=False, hits=0, asked=0)

    def enrol(self, hub: SimulatedHub) -> None:
        """The officer types a fresh code; the keyring works again."""
        if isinstance(self.secrets._given, NoStore):
            self.secrets = Secrets(MemoryKeyring())
            self.start()
        self.shake_keyring(1 << 30)
        code = issue_code(hub.store, hub.clock, self.unit)
        with self.opened() as database:
            known = enrol(database, self.identity, self.secrets, url=URL, code=str(code), net=self.net)
        self.tokens.append(self.secrets.token(self.identity.record_id, known.public_key))
        self.key, self.hub_id = known.public_key, known.hub_id

    def renew(self, hub: SimulatedHub) -> None:
        """The keeper wants another token; the keyring may lock in the middle of it, and open after a while."""
        renewal.want(hub.store, self.identity.device_id)

    def shake_keyring(self, writes: int) -> None:
        """Nothing is kept by the keyring after so many writings, until the program begins again."""
        if isinstance(self.secrets._given, MemoryKeyring):
            self.secrets._given.left = writes

    def known_tokens(self) -> set[str]:
        """Whatever the keyring and the session hold, now and earlier."""
        if isinstance(self.secrets._given, MemoryKeyring):
            kept = {
                **{name: value for (_, name), value in self.secrets._given.entries.items()},
                **self.secrets._session,
            }
            fresh = {value for name, value in kept.items() if not name.endswith(":hub")}
            self.tokens += sorted(fresh - {*self.tokens})
        return {*self.tokens}

    def lose_keyring(self) -> None:
        self.lost_keyring = True
        self.secrets = Secrets(NoStore())
        self.start()

    def revoke(self, hub: SimulatedHub) -> None:
        revoke(hub.store, hub.clock, self.identity.device_id)

    def state(self) -> State:
        """What lies in the file, read beside the product."""
        if self._reader is None:
            self._reader = sqlite3.connect(f"file:{self.disk.path}?mode=ro", uri=True)
            self._reader.row_factory = sqlite3.Row
        ask = self._rows
        return State(
            ops={row["op_id"]: row for row in ask("SELECT * FROM op ORDER BY seq")},
            receipts={row["id"]: row for row in ask("SELECT * FROM receipt")},
            cursors={row["stream"]: row for row in ask("SELECT * FROM stream_cursor")},
            lines=ask("SELECT number, stream, epoch, seq, kind, thing_id, rev, sha256 FROM received_line"),
            standing={row["key"]: row["value"] for row in ask("SELECT * FROM hub_standing")},
            agencies=ask("SELECT count(*) AS n FROM agency")[0]["n"],
        )

    def integrity(self) -> list[str]:
        """What the whole file's own checks complain of."""
        found = [row[0] for row in self._reader.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [str(tuple(row)) for row in self._reader.execute("PRAGMA foreign_key_check")]
        with self.opened() as database:
            ledger = Ledger(database, self.clock, self._ids)
            if ledger.first_broken_line() is not None or ledger.missing_lines():
                found.append("the chain of the history is broken")
        return found

    def forget_reader(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def close(self) -> None:
        self.forget_reader()

    def _keep(self, save: Callable[[Ledger], object]) -> None:
        with self.opened() as database:
            save(Ledger(database, self.clock, self._ids, actor="u"))
        # Only now was the officer told that it is saved.
        self.kept |= {op_id: row["sha256"] for op_id, row in self.state().ops.items() if op_id not in self.kept}

    def _rows(self, sql: str) -> list[Row]:
        return [dict(row) for row in self._reader.execute(sql)]

    def _identity(self, database: Database) -> Identity:
        from ttcs_desktop.ledger.identity import read_identity

        found = read_identity(database)
        assert found
        return found


@cache
def small_record() -> bytes:
    """A fresh record without the tables that neither sync nor ledger looks at: opening it is most of a round's time."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "record.db")
        open_fresh(path).close()
        with closing(sqlite3.connect(path, isolation_level=None)) as file:
            file.execute("PRAGMA foreign_keys = OFF")
            names = [row[0] for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for name in names:
                if name not in _NEEDED and not name.startswith(("search", "sqlite_")):
                    file.execute(f'DROP TABLE "{name}"')
            file.execute("VACUUM")
        return path.read_bytes()


def pass_time(clock: FixedClock, seconds: float) -> None:
    clock.advance(dt.timedelta(seconds=seconds))
