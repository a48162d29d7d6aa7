"""How the page Văn bản writes days, states and links."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.directives.model import Directive, Urgency, Validity
from ttcs_desktop.directives.wording import URGENCIES, VALIDITIES
from ttcs_desktop.papers.wording import short_date
from ui.kit.chips import Status, Tone

BASED_ON = "based_on"
RELATIONS = {
    "plan": "Là căn cứ của kế hoạch",
    "task": "Là căn cứ của nhiệm vụ",
    "directive": "Là căn cứ của văn bản",
    BASED_ON: "Căn cứ vào văn bản",
}
GONE = "Mục đã bỏ"
_TONES = {
    Validity.COMING: (Tone.ACCENT, "hourglass"),
    Validity.IN_FORCE: (Tone.GOOD, "circle-check"),
    Validity.EXPIRED: (Tone.NEUTRAL, "circle-x"),
    Validity.REPLACED: (Tone.NEUTRAL, "history"),
}


def state_of(directive: Directive, valid: Validity, today: dt.date) -> Status:
    """What matters first: what is owed on it, else whether it is in force."""
    if directive.waits:
        if directive.due_on is not None and directive.due_on < today:
            return Status("Quá hạn xử lý", Tone.ALARM, "triangle-alert")
        return Status("Chờ xử lý", Tone.LOOK, "hourglass")
    return validity_status(valid)


def validity_status(valid: Validity) -> Status:
    """Whether it is in force."""
    tone, icon = _TONES[valid]
    return Status(VALIDITIES[valid], tone, icon)


def day(value: dt.date | None) -> str:
    """A day, or nothing."""
    return short_date(value) if value is not None else ""


def urgency(directive: Directive) -> str:
    """How urgent it is, empty for an ordinary paper."""
    return "" if directive.urgency is Urgency.NORMAL else URGENCIES[directive.urgency]


def in_force(directive: Directive) -> str:
    """From when until when, in words; empty where the paper says neither."""
    parts = (
        f"từ {short_date(directive.valid_from)}" if directive.valid_from else "",
        f"đến hết {short_date(directive.valid_to)}" if directive.valid_to else "",
    )
    return " ".join(filter(None, parts))
