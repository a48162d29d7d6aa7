"""The way of an item from its writer to the files, and the standing authorisations."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from ttcs_desktop.basics.values import dataclass


class StepKind(StrEnum):
    """A step an item took (chuyển bước): to the editor, up for approval, back to its writer, approved, withdrawn,
    filed away (lưu), taken out again."""

    TO_EDITOR = "to_editor"
    SUBMIT = "submit"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    WITHDRAW = "withdraw"
    ARCHIVE = "archive"
    TAKE_OUT = "take_out"


class Scope(StrEnum):
    """What a standing authorisation covers: relays, repeats of what was approved, items of higher sources, the ward's
    own notices."""

    RELAYS = "relays"
    REPEATS = "repeats"
    HIGHER = "higher"
    NOTICES = "notices"


@dataclass(frozen=True, slots=True)
class ItemStep:
    """One step of an item: who, when, why.

    Attributes:
        version_id: the wording it was taken with.
        approval_id: the decision, of `APPROVE` and `WITHDRAW`.
        at, by: when it was recorded (UTC stamp) and by whom (person id); the ledger fills them in.
    """

    id: str
    item_id: str
    kind: StepKind
    version_id: str | None
    reason: str = ""
    approval_id: str | None = None
    at: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper on which items go to the approver (phiếu trình).

    Attributes:
        covers: (item id, version id) as printed, in their order.
        number, signer, position, signed_on: what was signed; `signed_on` is None while it waits for the pen.
    """

    id: str
    made_on: dt.date
    covers: tuple[tuple[str, str], ...]
    number: str = ""
    signer: str = ""
    position: str = ""
    signed_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Authorisation:
    """A standing authorisation (ủy quyền duyệt thường xuyên): by which paper, who gave it, for what, until when."""

    id: str
    number: str
    signer: str
    position: str
    issued_on: dt.date
    from_day: dt.date
    to_day: dt.date
    scope: frozenset[Scope]

    def valid_on(self, day: dt.date) -> bool:
        return self.from_day <= day <= self.to_day
