"""The hub's one SQLite file: its tables, its identity and its signing key, made at the first start."""

from __future__ import annotations

import uuid
from pathlib import Path

from sync.contract import HubCard
from ttcs_desktop.basics import signature
from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.storage.database import Database

FILE = "hub.sqlite"
# `op` and `submission` keep id, sha-256 and result in the transaction of the effect and are never cleaned up:
# a reply may be asked for again after any length of time.
_SCHEMA = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    """CREATE TABLE code (
        secret_sha256 TEXT PRIMARY KEY, unit TEXT NOT NULL, expires_at TEXT NOT NULL,
        device TEXT, record TEXT
    ) STRICT""",
    """CREATE TABLE device (
        token_sha256 TEXT PRIMARY KEY, device TEXT NOT NULL, unit TEXT NOT NULL, record TEXT NOT NULL,
        enrolled_at TEXT NOT NULL, revoked_at TEXT
    ) STRICT""",
    """CREATE TABLE op (
        stream_seq INTEGER PRIMARY KEY, op_id TEXT NOT NULL UNIQUE, unit TEXT NOT NULL, device TEXT NOT NULL,
        kind TEXT NOT NULL, sha256 TEXT NOT NULL, body TEXT NOT NULL, result TEXT NOT NULL, received_at TEXT NOT NULL
    ) STRICT""",
    "CREATE TABLE seen (device TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (device, seq)) STRICT, WITHOUT ROWID",
    "CREATE TABLE mark (device TEXT PRIMARY KEY, high_water INTEGER NOT NULL) STRICT",
    """CREATE TABLE submission (
        hub_seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, unit TEXT NOT NULL, template TEXT NOT NULL,
        year INTEGER NOT NULL, version INTEGER NOT NULL, sha256 TEXT NOT NULL, body BLOB NOT NULL,
        receipt_no TEXT NOT NULL, receipt BLOB NOT NULL, signature TEXT NOT NULL, received_at TEXT NOT NULL,
        UNIQUE (unit, template, year, version)
    ) STRICT""",
    "CREATE TABLE closed (template TEXT NOT NULL, year INTEGER NOT NULL, PRIMARY KEY (template, year)) STRICT",
)
# What the city tells its wards; `number` counts in the order of commits, over all streams.
_STREAMS = (
    """CREATE TABLE line (
        number INTEGER PRIMARY KEY, stream TEXT NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL,
        rev INTEGER NOT NULL, body TEXT NOT NULL, signature TEXT NOT NULL, UNIQUE (stream, seq)
    ) STRICT""",
    "CREATE UNIQUE INDEX line_of_thing ON line (kind, id, rev)",
)
# Files that wards brought or the keeper laid in (unit empty), and what the lines of the city name. The bytes lie beside
# the database, by sha-256; nothing here is ever taken out, so every copy of the database finds its files.
_MEDIA = (
    "CREATE TABLE media (sha256 TEXT PRIMARY KEY, size INTEGER NOT NULL, at TEXT NOT NULL) STRICT",
    """CREATE TABLE media_of (
        sha256 TEXT NOT NULL, unit TEXT NOT NULL, name TEXT NOT NULL, item TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (sha256, unit)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX media_of_unit ON media_of (unit)",
    """CREATE TABLE media_named (
        kind TEXT NOT NULL, id TEXT NOT NULL, sha256 TEXT NOT NULL, stream TEXT NOT NULL,
        PRIMARY KEY (kind, id, sha256)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX media_named_sha256 ON media_named (sha256)",
    """CREATE TABLE upload (
        unit TEXT NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL, name TEXT NOT NULL, item TEXT NOT NULL,
        offered_at TEXT NOT NULL, PRIMARY KEY (unit, sha256)
    ) STRICT, WITHOUT ROWID""",
)
# Tokens that are exchanged: which one a token was made from, since when one counts no more, what the keeper wants.
_RENEWAL = (
    "ALTER TABLE device ADD COLUMN replaces TEXT",
    "ALTER TABLE device ADD COLUMN replaced_at TEXT",
    "ALTER TABLE device ADD COLUMN renew INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX device_of_id ON device (device)",
)
# Several PCs of a ward: whose counter numbers an op, and what each PC said last of its own.
_SOURCES = (
    "ALTER TABLE seen RENAME COLUMN device TO source",
    "ALTER TABLE seen ADD COLUMN op_id TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE mark RENAME COLUMN device TO source",
    "ALTER TABLE op ADD COLUMN source TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE op ADD COLUMN seq INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE op ADD COLUMN seen TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE op ADD COLUMN proof TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE source (
        source TEXT PRIMARY KEY, device TEXT NOT NULL, unit TEXT NOT NULL, record TEXT NOT NULL,
        made INTEGER NOT NULL, heard_at TEXT NOT NULL
    ) STRICT""",
    "CREATE INDEX source_of_record ON source (unit, record)",
)
_STEPS = (_SCHEMA, _STREAMS, _MEDIA, _RENEWAL, _SOURCES)
_SCHEMA_VERSION = len(_STEPS)


@dataclass(frozen=True, slots=True)
class Store:
    """An open hub, for one thread.

    Attributes:
        private_key: 64 hex digits; leaves the file in no reply and no log.
        epoch: another one after each return to a backup.
        loopback: listens on this machine only, and may therefore take in sample wards (99xxx).
    """

    database: Database
    card: HubCard
    private_key: str
    loopback: bool
    epoch: str

    @property
    def folder(self) -> Path:
        """Where the hub lies, its files and copies beside the database."""
        return Path(self.database.path).parent

    def close(self) -> None:
        self.database.close()

    def may_serve(self, unit: str) -> bool:
        """Sample wards stay on their own machine."""
        return self.loopback or not unit.startswith("99")


def open_store(folder: Path, *, loopback: bool = True, name: str = "", create: bool = True) -> Store:
    """Open the hub in `folder`; when there is none it is made, with the `name` that wards are shown.

    Several processes may hold it open.

    Args:
        create: False for whoever looks into a hub that has to be there: a mistyped folder must not become another one.

    Raises:
        EnvironmentProblem: `no_hub` when there is none and none is to be made; `database_newer`, `database_damaged`,
            `disk_full`, …
    """
    path = folder / FILE
    if create:
        folder.mkdir(parents=True, exist_ok=True)
        # The key lies inside: nobody else on this machine may read the file, from its first byte on.
        path.touch(mode=0o600)
    elif not path.is_file():
        raise EnvironmentProblem("no_hub")
    database = Database(path)
    try:
        with database.transaction():
            _prepare(database, name, create=create)
        values = {row["key"]: row["value"] for row in database.rows("SELECT key, value FROM meta")}
    except BaseException:
        database.close()
        raise
    private_key = values["private_key"]
    card = HubCard(values["hub_id"], values["name"], signature.public_key(private_key))
    return Store(database, card, private_key, loopback, values["epoch"])


def _prepare(database: Database, name: str, *, create: bool) -> None:
    found = database.row("PRAGMA user_version")
    version = int(found["user_version"]) if found else 0
    if version > _SCHEMA_VERSION:
        raise EnvironmentProblem("database_newer")
    if version == _SCHEMA_VERSION:
        return
    if version == 0 and not create:  # the file of a hub that never came to its first start
        raise EnvironmentProblem("no_hub")
    for step in _STEPS[version:]:
        for statement in step:
            database.execute(statement)
    if version == 0:
        hub_id = str(uuid.uuid4())
        note(database, "hub_id", hub_id)
        note(database, "name", name or f"TTCS hub {hub_id[:8]}")
        note(database, "private_key", signature.new_private_key())
    if version < 2:
        note(database, "epoch", str(uuid.uuid4()))
    database.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")


def note(database: Database, key: str, value: str) -> None:
    """Keep a fact of the hub under its name; joins the caller's transaction."""
    database.execute(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )
