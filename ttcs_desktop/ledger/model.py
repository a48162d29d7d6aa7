"""What the ledger is told: which table, which values; and what it hands on."""

from __future__ import annotations

import datetime as dt
from dataclasses import field
from enum import StrEnum
from typing import Any

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.storage.search import Said


@dataclass(frozen=True, slots=True)
class Table:
    """A subject's table as data, so that the ledger imports no subject.

    Attributes:
        subject: the room that owns it: `plans`, `broadcast`, …
        name: the table in the file.
        op_kind: the kind of op a save puts in the outbox; None for what stays on this PC.
        append_only: rows are facts; a second put of an id is refused by the file.
        searched: what of it the search box finds; None for what has no words of its own.
        owner: the column with the record such a row belongs to: thrown away for good, that takes the row along.
        used: SQL that is true while a shared fact is needed, such as the entry of a received file; empty otherwise.
    """

    subject: str
    name: str
    op_kind: str | None
    append_only: bool = False
    searched: Said | None = None
    owner: str = ""
    used: str = ""


@dataclass(frozen=True, slots=True)
class Put:
    """One row to be saved: the subject's own columns, `id` among them; stamps and revision are the ledger's."""

    table: Table
    values: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.values["id"])


@dataclass(frozen=True, slots=True)
class Restored:
    """A row to be brought back to what it was: its columns, and whether it lay in the recycle bin."""

    table: Table
    values: dict[str, Any]
    buried: bool

    @property
    def id(self) -> str:
        return str(self.values["id"])


class OpState(StrEnum):
    """How far an op has come. A crash leaves `waiting`: the same bytes go again under the same id.

    `placed`: it lies in the folder that the city watches; nobody has said that it was taken from there.
    """

    WAITING = "waiting"
    PLACED = "placed"
    DONE = "done"
    REFUSED = "refused"


class Lane(StrEnum):
    """Submissions go before records, so that a figure with a date never waits behind a year of history."""

    SUBMISSION = "a"
    RECORDS = "b"


@dataclass(frozen=True, slots=True)
class NewOp:
    """Something to be sent, with its bytes frozen now."""

    op_id: str
    lane: Lane
    kind: str
    title: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Op:
    """A line of the outbox.

    Attributes:
        source: whose counter `seq` is, without a gap from 1: this PC's, or of what this record was before it went back.
        seen: what was known of the ward's other PCs when it was made, canonical JSON `{source: seq}`; empty for a ward
            of one. `proof` that one of the ward's PCs made it; see `ledger.proving`.
        next_at: not to be tried before this moment; retry time is data, never only a timer.
        problem: the code of the last failure.
    """

    seq: int
    op_id: str
    lane: Lane
    kind: str
    title: str
    body: bytes
    sha256: str
    source: str
    seen: str
    proof: str
    made_at: dt.datetime
    state: OpState
    attempts: int
    next_at: dt.datetime
    problem: str | None
    done_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the city signed: kept byte for byte, so that it can be verified again at any time.

    Attributes:
        id: the submission it answers.
        body: canonical JSON as signed.
        sha256: of the submission's bytes, as the hub received them.
    """

    id: str
    receipt_no: str
    body: bytes
    signature: str
    public_key: str
    sha256: str
    received_at: dt.datetime
    stored_at: dt.datetime


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One action: who did what to which records, chained to the line before."""

    seq: int
    at: dt.datetime
    actor: str
    verb: str
    subject: str
    ids: tuple[str, ...]
    hash: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """What one round with the city achieved.

    `problem` is the code of the first trouble (docs: sync messages), None when there was none; `refused` says that it
    was the city's no to one thing (`CityRefusal`), not a line or a hub that is down.
    """

    sent: int = 0
    received: int = 0
    waiting: int = 0
    conflicts: int = 0
    receipts: tuple[str, ...] = field(default=())
    problem: str | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Carried:
    """What one round of files achieved; counts are files. `problem` as in `Delivery`."""

    sent: int = 0
    received: int = 0
    waiting: int = 0
    problem: str | None = None
    refused: bool = False


class ProbeStep(StrEnum):
    """What a test of the connection tries, in this order; each needs the one before."""

    ENROLLED = "enrolled"
    REACHED = "reached"
    TRUSTED = "trusted"
    SAME_HUB = "same_hub"
    MAY_SEND = "may_send"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Probe:
    """What a test of the connection found.

    Attributes:
        problem: the code of what is wrong; None when nothing is.
        failed: the step that did not go well.
        address: where the hub is, as it was asked; `proxy` what the machine's settings put in between.
        ahead: how far this machine's clock is ahead of the hub's; negative when behind; None when it was not told.
    """

    problem: str | None
    failed: ProbeStep | None
    address: str = ""
    proxy: str = ""
    ahead: dt.timedelta | None = None
