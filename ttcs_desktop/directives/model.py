"""A directive with the facts that Nghị định 30/2020/NĐ-CP, Phụ lục VI keeps of a paper that came in."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from ttcs_desktop.basics.values import dataclass

# The longest text of each fact (Phụ lục VI).
LENGTHS = {
    "number": 11,
    "notation": 30,
    "type_name": 100,
    "organ": 200,
    "organ_id": 13,
    "subject": 500,
    "language": 30,
    "signer": 50,
    "signer_position": 100,
    "file_notation": 20,
    "receiver": 1000,
}
MOST_PAGES = 999
MOST_ARRIVALS = 9_999_999_999


class Urgency(StrEnum):
    """How urgent a paper says it is (mức độ khẩn: khẩn, thượng khẩn, hỏa tốc)."""

    NORMAL = "normal"
    URGENT = "urgent"
    VERY_URGENT = "very_urgent"
    EXPRESS = "express"


class Validity(StrEnum):
    """Whether a paper is in force (chưa có, còn, hết hiệu lực; đã được thay thế)."""

    COMING = "coming"
    IN_FORCE = "in_force"
    EXPIRED = "expired"
    REPLACED = "replaced"


class Standing(StrEnum):
    """Which directives are asked for: all, those that wait to be handled, in force, replaced."""

    ALL = "all"
    WAITING = "waiting"
    IN_FORCE = "in_force"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Directive:
    """A paper that tells the office what holds or what to do (văn bản chỉ đạo, văn bản đến).

    Attributes:
        number, notation: of "184/KH-SVHTT" these are "184" and "KH-SVHTT".
        type_name: tên loại: "Kế hoạch", "Công văn".
        organ, organ_id: who issued it, and that agency's code.
        pages, copies: None where nobody counted.
        file_notation: the file (hồ sơ) it was put into.
        arrived_on, arrival_number: its line of the register; both None for a paper that did not come in, such as a law.
        receiver, handed_on: to whom and when it was passed on.
        due_on, handler, handled_on: thời hạn giải quyết, the person's id, and the day it was done.
        reply: number and day of the paper that answered it, in words.
        valid_to: the last day in force.
        replaced_by: the id of the directive in whose favour this one has gone.
        source: where its facts were taken from when they came out of the catalogue; empty for what was typed.
    """

    id: str = ""
    number: str = ""
    notation: str = ""
    type_name: str = ""
    organ: str = ""
    organ_id: str = ""
    subject: str = ""
    issued_on: dt.date | None = None
    language: str = ""
    pages: int | None = None
    copies: int | None = None
    signer: str = ""
    signer_position: str = ""
    urgency: Urgency = Urgency.NORMAL
    file_notation: str = ""
    arrived_on: dt.date | None = None
    arrival_number: int | None = None
    receiver: str = ""
    handed_on: dt.date | None = None
    due_on: dt.date | None = None
    handler: str = ""
    handled_on: dt.date | None = None
    reply: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    replaced_by: str | None = None
    note: str = ""
    source: str = ""

    @property
    def full_number(self) -> str:
        """Number and notation as printed: "184/KH-SVHTT"."""
        return "/".join(filter(None, (self.number, self.notation)))

    @property
    def waits(self) -> bool:
        """Whether somebody still owes something on it: it has a day or a person, and was not handled."""
        return self.handled_on is None and (self.due_on is not None or bool(self.handler))

    def in_force_from(self) -> dt.date | None:
        """The first day in force as far as it is known: the day it says, else the day of issue."""
        return self.valid_from or self.issued_on


def validity(directive: Directive, successor: Directive | None, today: dt.date) -> Validity:
    """Whether a directive is in force on a day; `successor` is the one that replaces it, where that is still kept.

    A successor that is not in force yet replaces nothing yet.
    """
    if successor is not None and (successor.in_force_from() or dt.date.min) <= today:
        return Validity.REPLACED
    if directive.valid_to is not None and directive.valid_to < today:
        return Validity.EXPIRED
    if directive.valid_from is not None and directive.valid_from > today:
        return Validity.COMING
    return Validity.IN_FORCE


@dataclass(frozen=True, slots=True)
class Link:
    """A directive is the basis (căn cứ) of something: of a plan, a task or another directive."""

    id: str
    directive_id: str
    kind: str
    target_id: str


LINKED = ("plan", "task", "directive")
"""What a directive may be the basis of, by the kinds that the search names."""
