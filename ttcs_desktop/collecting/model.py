"""Who owes a report, what was done about it, and what came in; pure."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum

from ttcs_desktop.basics.values import dataclass


@dataclass(frozen=True, slots=True)
class Collection:
    """A report that a unit collects from its agencies in a year (kỳ thu báo cáo).

    Attributes:
        due: the day before which agencies must have reported; that day itself is late.
        asked: codes of the form's lines that agencies are asked for, in order.
    """

    id: str
    template: str
    year: int
    due: dt.date
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to turn to at an agency (đầu mối): the name, the phone, an address of Zalo or e-mail; each may be empty."""

    person: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Respondent:
    """An agency on the list of a collection (cơ quan phải báo cáo).

    Attributes:
        position: its place on the list.
        asked: codes it is asked for; empty for all of the collection's.
    """

    id: str
    collection_id: str
    position: int
    name: str
    contact: Contact = Contact()
    asked: tuple[str, ...] = ()


class Way(StrEnum):
    """How an agency was reminded, or how its report came (cách nhắc, cách nhận)."""

    ZALO = "zalo"
    PHONE = "phone"
    EMAIL = "email"
    PAPER = "paper"
    NETWORK = "network"
    IN_PERSON = "in_person"


class StepKind(StrEnum):
    """What was done: reminded (đã nhắc), let off (miễn), asked again (thôi miễn)."""

    REMINDED = "reminded"
    EXEMPTED = "exempted"
    ASKED_AGAIN = "asked_again"


@dataclass(frozen=True, slots=True)
class Step:
    """One dated step with an agency. `way` counts for a reminder, `reason` for letting off."""

    id: str
    respondent_id: str
    kind: StepKind
    day: dt.date
    way: Way | None = None
    document: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AgencyReport:
    """What an agency reported (báo cáo của cơ quan). A later one of the same agency takes its place.

    Attributes:
        document: number and day of its paper, in words.
        results, difficulties, proposals: in the agency's own words, several lines.
        figures: number by code of the form; what is missing was not reported, which is not zero.
        source_name, source_sha256: the file or table it was read from; empty when it was typed.
        taken_at: when it was entered here; orders two reports of one day.
    """

    id: str
    respondent_id: str
    received_on: dt.date
    way: Way
    document: str = ""
    results: str = ""
    difficulties: str = ""
    proposals: str = ""
    figures: tuple[tuple[str, Decimal], ...] = ()
    source_name: str = ""
    source_sha256: str = ""
    taken_at: str = ""

    def figure(self, code: str) -> Decimal | None:
        """The number of a line; None when the agency gave none."""
        return dict(self.figures).get(code)


class State(StrEnum):
    """How an agency stands: not reminded, reminded, reported, reported late, let off."""

    NOT_REMINDED = "not_reminded"
    REMINDED = "reminded"
    RECEIVED = "received"
    LATE = "late"
    EXEMPT = "exempt"

    @property
    def owes(self) -> bool:
        """Whether a report is still to come."""
        return self in (State.NOT_REMINDED, State.REMINDED)


@dataclass(frozen=True, slots=True)
class Standing:
    """An agency with all that was done and all that came in.

    Attributes:
        due: the collection's day.
        steps: oldest first.
        reports: oldest first; the last one counts, the others are kept to be seen.
    """

    respondent: Respondent
    due: dt.date
    steps: tuple[Step, ...] = ()
    reports: tuple[AgencyReport, ...] = ()

    @property
    def report(self) -> AgencyReport | None:
        """The report that counts."""
        return self.reports[-1] if self.reports else None

    @property
    def reminders(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if step.kind is StepKind.REMINDED)

    @property
    def exemption(self) -> Step | None:
        """The step that lets it off; None when it owes or was asked again."""
        last = next((step for step in reversed(self.steps) if step.kind is not StepKind.REMINDED), None)
        return last if last is not None and last.kind is StepKind.EXEMPTED else None

    @property
    def state(self) -> State:
        """A report that came counts even where the agency was let off; its first day says whether it was in time."""
        if self.reports:
            return State.LATE if self.reports[0].received_on >= self.due else State.RECEIVED
        if self.exemption is not None:
            return State.EXEMPT
        return State.REMINDED if self.reminders else State.NOT_REMINDED

    def is_overdue(self, today: dt.date) -> bool:
        """Whether it owes on the day named, or after it."""
        return self.state.owes and today >= self.due

    def days_late(self) -> int:
        """Days from the last one in time to the day the report came; 0 for one in time."""
        return max(0, (self.reports[0].received_on - self.due).days + 1) if self.reports else 0


def standing_of(
    respondent: Respondent, due: dt.date, steps: tuple[Step, ...], reports: tuple[AgencyReport, ...]
) -> Standing:
    """An agency with its own steps and reports in order, whatever order they come in."""
    mine = sorted(
        (one for one in reports if one.respondent_id == respondent.id),
        key=lambda one: (one.received_on, one.taken_at, one.id),
    )
    done = sorted((one for one in steps if one.respondent_id == respondent.id), key=lambda one: (one.day, one.id))
    return Standing(respondent, due, tuple(done), tuple(mine))
