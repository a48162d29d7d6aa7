"""Items, versions, columns, contributions, approvals."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from ttcs_desktop.basics.values import dataclass


class Form(StrEnum):
    """What kind of item it is (thể loại)."""

    NEWS = "news"
    ARTICLE = "article"
    REPORT = "report"
    INTERVIEW = "interview"
    NOTICE = "notice"


class Origin(StrEnum):
    """Who made it: the ward itself, the city or province, the centre."""

    WARD = "ward"
    CITY = "city"
    CENTRE = "centre"


class ItemState(StrEnum):
    """Where an item stands (trạng thái): written, with the editor, submitted, approved, filed away, withdrawn."""

    DRAFT = "draft"
    EDITING = "editing"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    ARCHIVED = "archived"
    WITHDRAWN = "withdrawn"


class Way(StrEnum):
    """How an item reached the office (cách nhận): the department's portal, the Zalo group, the city's source system,
    e-mail, a paper; or the office wrote it."""

    PORTAL = "portal"
    ZALO = "zalo"
    SOURCE_SYSTEM = "source_system"
    EMAIL = "email"
    PAPER = "paper"
    OWN = "own"


class Priority(StrEnum):
    """Class of a bulletin (Thông tư 39/2020/TT-BTTTT): thông thường, ưu tiên, khẩn cấp."""

    NORMAL = "normal"
    PRIORITY = "priority"
    URGENT = "urgent"


class Rights(StrEnum):
    """By which right an item may be used (quyền sử dụng): the ward's own, given by a higher source to be spread,
    by written permission, not known yet, or not at all."""

    OWN = "own"
    GIVEN = "given"
    PERMITTED = "permitted"
    UNKNOWN = "unknown"
    NONE = "none"


class Unfit(StrEnum):
    """Why an item may not be used on a day: too early, expired, or without the right to use it."""

    NOT_YET = "not_yet"
    EXPIRED = "expired"
    NO_RIGHT = "no_right"


class MediaKind(StrEnum):
    """What a kept file holds."""

    TEXT = "text"
    AUDIO = "audio"
    IMAGE = "image"
    OTHER = "other"


class Doubt(StrEnum):
    """What the officer should look at before taking a file in."""

    NO_TEXT = "no_text"
    TITLE_GUESSED = "title_guessed"
    OLD_FONT = "old_font"
    ODD_LETTERS = "odd_letters"
    LENGTH_UNKNOWN = "length_unknown"
    SOUND_CUT = "sound_cut"


@dataclass(frozen=True, slots=True)
class Media:
    """A file as it was received, kept by its sha-256. One file is kept once, whatever it was called the second time.

    Attributes:
        name: as received, with its ending.
        size: bytes.
        seconds: how long it plays; None where that is not known.
    """

    id: str
    sha256: str
    name: str
    size: int
    kind: MediaKind
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """What the officer says of a batch: how it came, on which day, from whom, who made it, and of which class it is."""

    way: Way
    received_on: dt.date
    source: str = ""
    origin: Origin = Origin.WARD
    priority: Priority = Priority.NORMAL


@dataclass(frozen=True, slots=True)
class Item:
    """One item (tin, bài); its text lives in versions, `version_id` is the newest.

    `way`, `received_on` and `source` say how it came to the office, on which day and from whom. It may be used from
    `valid_from` to `valid_to`, both included and each open when None; `permission` is the paper or word of the right.
    `priority` is the class it was sent with; whoever sends a priority bulletin wants it aired by `valid_to`.
    """

    id: str
    title: str
    form: Form
    origin: Origin
    column_id: str | None
    state: ItemState
    version_id: str | None
    updated_at: str = ""
    way: Way = Way.OWN
    received_on: dt.date | None = None
    source: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    rights: Rights = Rights.OWN
    permission: str = ""
    priority: Priority = Priority.NORMAL

    def unfit_on(self, day: dt.date) -> Unfit | None:
        """Why it may not be used on a day; None where it may."""
        if self.rights is Rights.NONE:
            return Unfit.NO_RIGHT
        if self.valid_to is not None and day > self.valid_to:
            return Unfit.EXPIRED
        return Unfit.NOT_YET if self.valid_from is not None and day < self.valid_from else None

    def expires_within(self, today: dt.date, days: int) -> bool:
        """Whether its last day is today or one of the days to come."""
        return self.valid_to is not None and today <= self.valid_to <= today + dt.timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Version:
    """One wording of an item (phiên bản), never changed: an approval names exactly this one.

    Attributes:
        restores: the number of the older version whose words were brought back; None for words that were written.
        at, by: when it was saved (UTC stamp) and the person's id; the ledger fills them in.
    """

    id: str
    item_id: str
    number: int
    text: str
    sha256: str
    restores: int | None = None
    at: str = ""
    by: str = ""


class Why(StrEnum):
    """Why there is a version: written or received at first, its words changed, the item renamed after it was handed
    in, changed after it was sent back, or an older version brought back."""

    WRITTEN = "written"
    RECEIVED = "received"
    CHANGED = "changed"
    RENAMED = "renamed"
    SENT_BACK = "sent_back"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Column:
    """A programme column (chuyên mục), kept from `from_day` to `to_day` inclusive; open when None."""

    id: str
    name: str
    from_day: dt.date
    to_day: dt.date | None

    def valid_on(self, day: dt.date) -> bool:
        return self.from_day <= day and (self.to_day is None or day <= self.to_day)


@dataclass(frozen=True, slots=True)
class Contribution:
    """A piece sent to a higher station or paper (tin, bài cộng tác); `version_id` is the wording that was sent."""

    id: str
    item_id: str | None
    title: str
    receiver: str
    sent_on: dt.date
    used_on: dt.date | None
    version_id: str | None = None


class Decision(StrEnum):
    """What an approver decided. Withdrawing is a step of its own."""

    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


class Basis(StrEnum):
    """How the decision was given.

    In person at this PC, by telephone (only of an urgent message, with its reason), on a signed paper that the officer
    recorded, by a standing authorisation, as stated in an imported timetable, or by the signature of the city's office
    that issued it.
    """

    IN_PERSON = "in_person"
    PHONE = "phone"
    PAPER = "paper"
    STANDING = "standing"
    IMPORTED = "imported"
    ORIGIN = "origin"


@dataclass(frozen=True, slots=True)
class Approval:
    """One decision (phê duyệt) about a record, for exactly the versions it names; never changed.

    Attributes:
        covers: version ids in force when it was given; another set means that the record is open again.
        at: when it was recorded, UTC stamp.
    """

    id: str
    subject: str
    record_id: str
    covers: tuple[str, ...]
    decision: Decision
    basis: Basis
    approver: str
    position: str
    decided_on: dt.date
    number: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class ApprovalGiven:
    """What the officer or the leader types to approve."""

    basis: Basis
    approver: str
    decided_on: dt.date
    position: str = ""
    number: str = ""
    reason: str = ""
