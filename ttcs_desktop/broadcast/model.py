"""Stations, clusters, slots, editions, airings, log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from enum import StrEnum

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.recurrence import WEEKLY, Recurrence, none_known
from ttcs_desktop.content.model import Approval
from ttcs_desktop.content.model import Priority as Priority  # noqa: PLC0414  slots have the classes that items have


class Technology(StrEnum):
    """How a station or cluster is fed (công nghệ): wired, FM, both, or over IP (ứng dụng CNTT-VT)."""

    WIRED = "wired"
    FM = "fm"
    MIXED = "mixed"
    IP = "ip"


class Condition(StrEnum):
    """State of equipment: works, is broken, or is gone for good."""

    WORKING = "working"
    FAULTY = "faulty"
    RETIRED = "retired"


class Link(StrEnum):
    """By what a cluster gets its signal (kiểu kết nối): SIM card, wifi, network cable, wires, FM; or nobody said."""

    UNKNOWN = ""
    SIM = "sim"
    WIFI = "wifi"
    CABLE = "cable"
    WIRE = "wire"
    RADIO = "radio"


@dataclass(frozen=True, slots=True)
class Station:
    """A commune's loudspeaker station (đài truyền thanh cấp xã)."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class StationState:
    """What is true of a station from a day on, until the next state.

    `connected` to the information system of the city or the province (hệ thống thông tin nguồn).
    """

    id: str
    station_id: str
    from_day: dt.date
    technology: Technology
    condition: Condition
    connected: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """A speaker cluster (cụm loa).

    Attributes:
        confirmed: False while only an imported file speaks of it.
        sim: the number of its SIM card, as text.
        came_from: the unit or cluster it was taken over from, as the officer wrote it.
    """

    id: str
    station_id: str
    number: str
    name: str
    place: str
    confirmed: bool
    vendor: str = ""
    link: Link = Link.UNKNOWN
    sim: str = ""
    came_from: str = ""


@dataclass(frozen=True, slots=True)
class ClusterState:
    """What is true of a cluster from a day on: loudspeakers, how fed, in what condition, connected as a station is."""

    id: str
    cluster_id: str
    from_day: dt.date
    loudspeakers: int
    technology: Technology
    condition: Condition
    connected: bool = False


class Kind(StrEnum):
    """The layer of a slot: relay of a higher station, the ward's programme, an insert, an urgent message."""

    RELAY = "relay"
    PROGRAMME = "programme"
    INSERT = "insert"
    URGENT = "urgent"


class Fill(StrEnum):
    """What a slot airs.

    A relay; one item; a series with an edition per date; or a thing known by its title alone, as a timetable imported
    from a sheet has it.
    """

    RELAY = "relay"
    ITEM = "item"
    SERIES = "series"
    TITLE = "title"


EVERY_DAY = frozenset(range(1, 8))


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the timetable (khung phát) on days of its own between two dates, both included.

    Attributes:
        source: who is relayed or who made it, as printed: "VOV1", "Đài phường".
        weekdays: ISO numbers, 1 is Monday; `recurrence` tells whether they are what it goes by.
        start: wall clock at +07:00; `seconds` may carry it across midnight.
        clusters: cluster ids; empty means all of the station, unless `neighbourhoods` are named.
        repeat_gap_days: the same thing not again within so many days.
        neighbourhoods: ids; it is aired where these are heard on the day, besides `clusters`.
    """

    id: str
    station_id: str
    title: str
    kind: Kind
    priority: Priority
    source: str
    fill: Fill
    date_from: dt.date
    date_to: dt.date
    start: dt.time
    seconds: int
    weekdays: frozenset[int] = EVERY_DAY
    clusters: frozenset[str] = frozenset()
    item_id: str | None = None
    column_id: str | None = None
    self_made: bool = False
    repeat_gap_days: int | None = None
    recurrence: Recurrence = WEEKLY
    neighbourhoods: frozenset[str] = frozenset()

    def falls_on(self, day: dt.date, is_holiday: Callable[[dt.date], bool] = none_known) -> bool:
        """Whether it airs on a day; `is_holiday` tells the office's holidays, for a slot that asks for them."""
        return self.date_from <= day <= self.date_to and self.recurrence.falls_on(
            day, self.date_from, self.weekdays, is_holiday
        )

    @property
    def is_everywhere(self) -> bool:
        """Whether it is meant for the whole station."""
        return not self.clusters and not self.neighbourhoods


@dataclass(frozen=True, slots=True)
class AiringChange:
    """What was decided of one airing alone: it is moved, or not aired. The slot's other days stay as they are.

    Attributes:
        day: the day on which the slot would air; `play` is which of its plays on that day, from 0.
        moved_to: where it went, wall clock; None when it is not aired.
        why: what the officer, or the solver, gave as the reason.
    """

    id: str
    slot_id: str
    day: dt.date
    play: int
    moved_to: dt.datetime | None
    why: str


@dataclass(frozen=True, slots=True)
class Edition:
    """What one date of a series airs (chương trình của một ngày): ordered parts as item version ids.

    `repeat_of` names the edition that is played again (phát lại).
    """

    id: str
    slot_id: str
    day: dt.date
    title: str
    parts: tuple[str, ...]
    column_id: str | None
    self_made: bool
    repeat_of: str | None


@dataclass(frozen=True, slots=True)
class Airing:
    """One planned play (lượt phát): a slot on a date. Times are naive wall clock at +07:00.

    Attributes:
        id: UUIDv5 of unit, slot, date and number of the play, so that two PCs make the same one; a moved one keeps it.
        clusters: ids of the clusters it is meant for.
        versions: the item versions it would play.
        approval: the approval in force for exactly these versions; None means that it may not play.
        play: which play of the slot's day it is, from 0.
        moved_from: where the slot has it, when this one alone was moved.
    """

    id: str
    slot: Slot
    day: dt.date
    start: dt.datetime
    end: dt.datetime
    title: str
    clusters: frozenset[str]
    edition: Edition | None
    versions: tuple[str, ...]
    approval: Approval | None
    play: int = 0
    moved_from: dt.datetime | None = None

    @property
    def seconds(self) -> int:
        return int((self.end - self.start).total_seconds())

    @property
    def slot_day(self) -> dt.date:
        """The day on which its slot has it, which is the day of its edition."""
        return self.moved_from.date() if self.moved_from else self.day


class Session(StrEnum):
    """Part of the day (buổi): sáng, trưa, chiều, tối."""

    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"


@dataclass(frozen=True, slots=True)
class SessionBorders:
    """When a session of the day ends and the next begins; data of the rule set."""

    noon: dt.time = dt.time(10)
    afternoon: dt.time = dt.time(14)
    evening: dt.time = dt.time(19)

    def session_of(self, start: dt.time) -> Session:
        """The session in which something that starts at `start` is counted."""
        if start < self.noon:
            return Session.MORNING
        if start < self.afternoon:
            return Session.NOON
        return Session.AFTERNOON if start < self.evening else Session.EVENING


class Outcome(StrEnum):
    """How it went (trạng thái phát): in full, in part, cut off, not at all."""

    FULL = "full"
    PARTIAL = "partial"
    INTERRUPTED = "interrupted"
    NONE = "none"


class Reason(StrEnum):
    """Why it did not go as planned (lý do)."""

    NOT_GIVEN = ""
    POWER = "power"
    CONNECTION = "connection"
    LOUDSPEAKER = "loudspeaker"
    NOISE = "noise"
    URGENT = "urgent"
    ORDER = "order"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class LogEntry:
    """What really happened to one airing (sổ phát), or an airing outside the timetable (ngoài lịch).

    Never changed: a fix is a new entry that `corrects` this one.

    Attributes:
        airing_id: None for what stood in no timetable.
        day: the date of its start; `start` is wall clock.
        aired_seconds: the longest play among its clusters; 0 when none played.
        clusters: ids it was meant for, empty when the source names none we know.
        items: item ids that were played, in order.
        approval_id: on whose approval.
    """

    id: str
    station_id: str
    airing_id: str | None
    day: dt.date
    start: dt.time
    planned_seconds: int
    aired_seconds: int
    state: Outcome
    reason: Reason
    clusters_ok: int
    clusters_total: int
    clusters: frozenset[str]
    title: str
    kind: Kind
    priority: Priority
    source: str
    self_made: bool
    edition_id: str | None
    repeat_of: str | None
    items: tuple[str, ...]
    approval_id: str | None
    corrects: str | None

    @property
    def aired(self) -> bool:
        """Whether at least one cluster played."""
        return self.aired_seconds > 0 and self.clusters_ok > 0

    @property
    def starts_at(self) -> dt.datetime:
        return dt.datetime.combine(self.day, self.start)

    @property
    def ends_at(self) -> dt.datetime:
        return self.starts_at + dt.timedelta(seconds=self.aired_seconds)


class WitnessKind(StrEnum):
    """Who says so: the officer by hand, a vendor's play log, another PC of the ward."""

    HAND = "hand"
    VENDOR = "vendor"
    OTHER_PC = "other_pc"


@dataclass(frozen=True, slots=True)
class WitnessPart:
    """What a source tells of one cluster: seconds it played, 0 for none; of its loudspeakers how many did."""

    cluster_id: str
    seconds: int
    speakers_ok: int
    speakers_total: int


@dataclass(frozen=True, slots=True)
class Witness:
    """One statement about an entry. A further witness confirms or contradicts; it never adds an entry.

    `parts` tells of each cluster, where the source does; its counts are theirs then.
    """

    id: str
    entry_id: str
    kind: WitnessKind
    source_name: str
    source_sha256: str
    source_row: int | None
    start: dt.time
    aired_seconds: int
    clusters_ok: int
    clusters_total: int
    agrees: bool
    note: str
    parts: tuple[WitnessPart, ...] = ()
