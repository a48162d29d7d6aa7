"""Values of a report, what is found about them, and snapshots."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from enum import StrEnum

from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.measured import Answer, Evidence, records_of
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.model import Receipt
from ttcs_desktop.statistics.catalogue import Indicator, Template


@dataclass(frozen=True, slots=True)
class CarriedIn:
    """A number from before the record began (số mang sang): one indicator, one month `2026-01`, with its source."""

    id: str
    indicator: str
    month: str
    value: Decimal
    source: str
    person: str


@dataclass(frozen=True, slots=True)
class EnteredValue:
    """A number the officer typed over or in (số nhập tay), and why."""

    id: str
    template: str
    year: int
    indicator: str
    value: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class TargetLevel:
    """What the ward itself wants of a target in a year (mức của đơn vị), by which paper, of which day."""

    id: str
    target: str
    year: int
    wanted: Decimal
    source: str
    decided_on: dt.date


@dataclass(frozen=True, slots=True)
class TargetValue:
    """A target's number by hand (nhập tay), where nothing in the record measures it: as of which day, why, by whom."""

    id: str
    target: str
    year: int
    value: Decimal
    reason: str
    person: str
    as_of: dt.date


@dataclass(frozen=True, slots=True)
class Explanation:
    """The officer's word on a finding that must be explained (giải trình)."""

    id: str
    template: str
    year: int
    check_id: str
    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """One indicator of a report.

    Attributes:
        derived: out of the record, rounded; None when it cannot be derived or there was nothing to divide by.
        carried: from before the record began; None when there is none.
        entered: what the officer put instead, with its reason.
        measured: the evidence of `derived`.
        broken_down: filter value → its share, what was carried in for that value included.
    """

    indicator: Indicator
    derived: Decimal | None
    carried: Decimal | None
    entered: EnteredValue | None
    measured: Answer | None
    broken_down: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def counted(self) -> Decimal | None:
        """The number that counts. A blank is not a zero."""
        if self.entered is not None:
            return self.entered.value
        if self.derived is None:
            return self.carried
        return self.derived + (self.carried or 0)

    @property
    def records(self) -> tuple[Evidence, ...]:
        """The records behind the derived number; of a ratio, those it is taken over."""
        return records_of(self.measured)


PC_BEHIND = "pc_behind"
"""The code of a finding: what another PC of the ward saved may be missing."""


class Weight(StrEnum):
    """How much a finding weighs: stops the freeze, asks for a word, is good to know."""

    BLOCKING = "blocking"
    MUST_EXPLAIN = "must_explain"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Check:
    """One finding about a report.

    Attributes:
        id: names the finding with its extent, so that an explanation of three gaps does not cover a fourth.
        indicator: the code it concerns; empty for the whole report.
    """

    id: str
    code: str
    weight: Weight
    indicator: str
    details: Mapping[str, object]
    explanation: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it stands in the way of freezing."""
        return self.weight is Weight.BLOCKING or (self.weight is Weight.MUST_EXPLAIN and not self.explanation)


@dataclass(frozen=True, slots=True)
class Behind:
    """A PC of the ward whose work for a report may not all be in this record.

    Attributes:
        complete_to: all that it had saved up to this moment is here; None where nothing of it has come.
        lacking: so many things that it said it had saved are not here.
    """

    pc: str
    complete_to: dt.datetime | None
    lacking: int


class Timing(StrEnum):
    """Where today stands: before the data is complete, in time, too late, or no day is set."""

    PRELIMINARY = "preliminary"
    IN_TIME = "in_time"
    LATE = "late"
    NO_DATE = "no_date"


@dataclass(frozen=True, slots=True)
class Lamps:
    """Complete, valid, on time: three lamps, never one.

    Attributes:
        days: working days left (in time) or calendar days past the last possible one (late).
    """

    filled: int
    total: int
    blocking: int
    unexplained: int
    explained: int
    timing: Timing
    days: int

    @property
    def complete(self) -> bool:
        return self.filled == self.total

    @property
    def valid(self) -> bool:
        return not self.blocking and not self.unexplained


class ReportState(StrEnum):
    """Where a report stands. `submitted` only ever means a verified receipt."""

    OPEN = "open"
    FROZEN = "frozen"
    WAITING = "waiting"
    REFUSED = "refused"
    SUBMITTED = "submitted"
    PLACED = "placed"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A report as it was frozen: bytes that never change.

    Attributes:
        body: canonical JSON, see snapshot.py; same record, same bytes.
        frozen_by: id of the person.
    """

    id: str
    template: str
    year: int
    version: int
    body: bytes
    sha256: str
    frozen_at: dt.datetime
    frozen_by: str
    reason: str

    @property
    def is_intact(self) -> bool:
        """Whether the bytes are the ones that were frozen: a damaged disk, or a hand in the file, changes them."""
        return sha256_hex(self.body) == self.sha256


@dataclass(frozen=True, slots=True)
class ManualEntry:
    """The officer's word that the figures stand in the city's own software (đã nhập phần mềm): no receipt."""

    id: str
    snapshot_id: str
    reference: str
    entered_on: dt.date
    person: str


SCANS = "snapshot"
"""The kind of owner that the scans of a version's signed paper are attached to; its id is the version's."""


@dataclass(frozen=True, slots=True)
class SnapshotPaper:
    """Number, date and signer of the printed report, entered after signing, outside the snapshot's hash."""

    id: str
    snapshot_id: str
    number: str
    signed_on: dt.date
    signer: str
    position: str


@dataclass(frozen=True, slots=True)
class ReportText:
    """One block of words around the figures as a report says it; `by_hand` where the officer wrote it."""

    code: str
    part: str
    text: str
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it stands now.

    Attributes:
        previous: counted values of the same template last year, out of its last snapshot.
        last: the unit's report before this one, and what it counted; None and nothing where there was none.
        latest: the newest frozen version; None while nothing is frozen.
        blocks: the words around the figures; none until somebody asks for them (`Bodies.with_blocks`).
    """

    template: Template
    year: int
    values: tuple[Value, ...]
    checks: tuple[Check, ...]
    lamps: Lamps
    previous: Mapping[str, Decimal]
    latest: Snapshot | None
    state: ReportState
    receipt: Receipt | None
    last: Snapshot | None = None
    last_counted: Mapping[str, Decimal] = field(default_factory=dict)
    blocks: tuple[ReportText, ...] = ()

    def value(self, code: str) -> Value:
        return next(value for value in self.values if value.indicator.code == code)
