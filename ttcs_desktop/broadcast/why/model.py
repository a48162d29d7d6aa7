"""What an answer to "why" consists of."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.model import Airing, LogEntry, Slot, Witness
from ttcs_desktop.content.model import Approval, Item


class Mark(StrEnum):
    """What a reason does to the answer: it lets play, it forbids, it should be looked at, or it only tells."""

    YES = "yes"
    NO = "no"
    LOOK = "look"
    NOTE = "note"


class Said(StrEnum):
    """What a reason says, in the order in which the answer is found."""

    NOT_BEGUN = "not_begun"
    ENDED = "ended"
    OTHER_WEEKDAY = "other_weekday"
    OTHER_DATE = "other_date"
    SKIPPED = "skipped"
    HOLIDAY = "holiday"
    NO_HOLIDAY = "no_holiday"
    CANCELLED = "cancelled"
    MOVED_AWAY = "moved_away"
    MOVED_HERE = "moved_here"
    FALLS = "falls"
    DAY_OFF = "day_off"
    HEARD = "heard"
    NOWHERE = "nowhere"
    FAULTY = "faulty"
    EMPTY = "empty"
    NO_WORDS = "no_words"
    RELAY = "relay"
    TITLE = "title"
    ITEM = "item"
    PART = "part"
    OLD_WORDING = "old_wording"
    PART_WITHDRAWN = "part_withdrawn"
    NOBODY = "nobody"
    WITHDRAWN = "withdrawn"
    OTHER_WORDING = "other_wording"
    LATER = "later"
    STANDING_ENDED = "standing_ended"
    APPROVED = "approved"
    TOO_EARLY = "too_early"
    EXPIRED = "expired"
    NO_RIGHT = "no_right"
    URGENT = "urgent"
    LOGGED = "logged"
    WITNESS = "witness"
    NOT_LOGGED = "not_logged"
    NOT_PLANNED = "not_planned"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Reason:
    """One link of the chain: what it says, what it does to the answer, and the record it rests on.

    Attributes:
        subject, record_id: what opens that record: ("broadcast", slot, edition or airing), ("content", item),
            ("office", holiday), ("equipment", cluster); empty where there is nothing to open.
        day: a day that belongs to it; what day that is depends on what it says.
        name: a title or a name that belongs to it.
        number: how many; a version's number.
        clusters: ids of clusters.
        slot: whose days it speaks of.
        at: wall clock, of what was moved.
    """

    said: Said
    mark: Mark
    subject: str = ""
    record_id: str = ""
    day: dt.date | None = None
    name: str = ""
    number: int = 0
    clusters: frozenset[str] = frozenset()
    slot: Slot | None = None
    at: dt.datetime | None = None
    approval: Approval | None = None
    airing: Airing | None = None
    entry: LogEntry | None = None
    witness: Witness | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a slot plays on a day, and the chain of reasons."""

    slot: Slot
    day: dt.date
    reasons: tuple[Reason, ...]
    airing: Airing | None = None

    @property
    def plays(self) -> bool:
        """It is planned and nothing forbids it. What should be looked at forbids nothing by itself."""
        return self.airing is not None and all(one.mark is not Mark.NO for one in self.reasons)

    @property
    def title(self) -> str:
        return self.airing.title if self.airing is not None else self.slot.title


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """The same about an item: the answers of the slots that have it on that day, or why there is none.

    Attributes:
        reasons: what is true of the item itself where no slot has it.
    """

    item: Item
    day: dt.date
    answers: tuple[Answer, ...]
    reasons: tuple[Reason, ...] = ()

    @property
    def plays(self) -> bool:
        return any(one.plays for one in self.answers)
