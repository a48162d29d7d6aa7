"""Who this record is: unit code + record id + device id, and the hub it is enrolled with."""

from __future__ import annotations

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.storage.database import Database

_KEYS = ("unit_code", "record_id", "device_id", "started_on", "trial")
_HEAD = "history_head"
_SOURCE, _WARD_KEY = "source", "ward_key"
_HUB_KEYS = ("hub_url", "hub_id", "hub_name", "hub_key")
_DROP_FOLDER = "drop_folder"


@dataclass(frozen=True, slots=True)
class Identity:
    """Written once at the first run.

    Attributes:
        unit_code: five digits (QĐ 19/2025/QĐ-TTg), 99999 for the sample ward.
        started_on: the day the record begins, ISO; figures before it are carried in.
        trial: a practice folder: marked everywhere, never enrolled with a real hub.
        later_source: of a record that went back to a copy, whose numbers were given to other ops since; else empty.
    """

    unit_code: str
    record_id: str
    device_id: str
    started_on: str
    trial: bool
    later_source: str = ""

    @property
    def source(self) -> str:
        """Whose counter numbers the ops that are made here: this PC's first one is named by the device id."""
        return self.later_source or self.device_id


@dataclass(frozen=True, slots=True)
class Enrolment:
    """The hub this record trusts: address, id, name shown, Ed25519 public key (64 hex digits)."""

    url: str
    hub_id: str
    hub_name: str
    public_key: str


def read_identity(database: Database) -> Identity | None:
    """The record's identity; None in a file that was never set up."""
    values = _values(database)
    if "record_id" not in values:
        return None
    return Identity(
        unit_code=values["unit_code"],
        record_id=values["record_id"],
        device_id=values["device_id"],
        started_on=values["started_on"],
        trial=values["trial"] == "yes",
        later_source=values.get(_SOURCE, ""),
    )


def write_identity(database: Database, identity: Identity) -> None:
    """Set up the record; joins the caller's transaction."""
    values = (
        identity.unit_code,
        identity.record_id,
        identity.device_id,
        identity.started_on,
        "yes" if identity.trial else "no",
    )
    _put(database, dict(zip(_KEYS, values, strict=True)))


def read_enrolment(database: Database) -> Enrolment | None:
    """The hub the record is enrolled with; None for a ward that types its figures by hand."""
    values = _values(database)
    if "hub_url" not in values:
        return None
    return Enrolment(values["hub_url"], values["hub_id"], values["hub_name"], values["hub_key"])


def write_enrolment(database: Database, enrolment: Enrolment) -> None:
    """Remember the hub after a proven enrolment."""
    values = (enrolment.url, enrolment.hub_id, enrolment.hub_name, enrolment.public_key)
    _put(database, dict(zip(_HUB_KEYS, values, strict=True)))


def read_drop_folder(database: Database) -> str:
    """The folder into which reports are put where there is no hub; empty when none was chosen."""
    return _values(database).get(_DROP_FOLDER, "")


def write_drop_folder(database: Database, folder: str) -> None:
    """Choose it; empty for none. Joins the caller's transaction."""
    _put(database, {_DROP_FOLDER: folder})


def read_writing(database: Database) -> tuple[str, str]:
    """Whose counter numbers what is saved here, and the key that the ward's PCs share: empty for a ward of one."""
    values = _values(database)
    return values.get(_SOURCE) or values.get("device_id", ""), values.get(_WARD_KEY, "")


def write_source(database: Database, source: str, *, device: str = "") -> None:
    """Number ops by another counter from now on, also as another PC when `device` is given."""
    _put(database, {_SOURCE: source, **({"device_id": device} if device else {})})


def write_ward_key(database: Database, key: str) -> None:
    """Remember the key that the ward's PCs share, 64 hex digits; it travels with every copy of the record."""
    _put(database, {_WARD_KEY: key})


def note_head(database: Database, seq: int, line_hash: str) -> None:
    """Remember, in the transaction that adds it, which line of the history is the last."""
    database.execute(
        "INSERT INTO identity (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (_HEAD, f"{seq} {line_hash}"),
    )


def read_head(database: Database) -> tuple[int, str] | None:
    """The last line as it was noted: number and hash; None in a record of an older program."""
    noted = _values(database).get(_HEAD, "").split()
    return (int(noted[0]), noted[1]) if len(noted) == 2 else None


def _values(database: Database) -> dict[str, str]:
    return {row["key"]: row["value"] for row in database.rows("SELECT key, value FROM identity")}


def _put(database: Database, values: dict[str, str]) -> None:
    with database.transaction():
        database.put("identity", [{"key": key, "value": value} for key, value in values.items()], key="key")
