"""What both sides hold a submission to: the facts in the frozen snapshot, and the same facts in the signed receipt."""

from __future__ import annotations

import datetime as dt

from sync.fields import Malformed, day, listed, member, moment, number, parse, text, text_or_none
from ttcs_desktop.basics.canonical import canonical_bytes
from ttcs_desktop.basics.values import dataclass


@dataclass(frozen=True, slots=True)
class SubmissionFacts:
    """What of a frozen snapshot the two sides agree on: whose, which report, which days, which version.

    Attributes:
        before: the day it has to be there before, ISO; None when no paper names one.
    """

    id: str
    unit: str
    template: str
    year: int
    version: int
    start: str
    cut_off: str
    before: str | None

    @classmethod
    def from_snapshot(cls, data: bytes) -> SubmissionFacts:
        """The facts of a snapshot's canonical JSON.

        Raises:
            Malformed: naming the field.
        """
        document = parse(data)
        window = member(document, "window")
        facts = cls(
            id=text(document, "id"),
            unit=text(member(document, "unit"), "code"),
            template=text(document, "template"),
            year=number(document, "year"),
            version=number(document, "version"),
            start=text(window, "start"),
            cut_off=text(window, "cut_off"),
            before=text_or_none(window, "before"),
        )
        listed(document, "values")
        for field in (facts.start, facts.cut_off, facts.before):
            if field is not None:
                day(field)
        if facts.version < 1:
            raise Malformed("version")
        return facts

    @property
    def before_day(self) -> dt.date | None:
        return day(self.before) if self.before is not None else None


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """What the hub signs: it has exactly these bytes, since when, and whether that was late.

    Attributes:
        late: by the hub's clock at +07:00; "before" is strict, the day itself is late; without one nothing is late.
        prev: sha-256 of the hub's previous receipt, empty for its first: none can quietly be taken back.
    """

    receipt_no: str
    submission: SubmissionFacts
    sha256: str
    received_at: dt.datetime
    late: bool
    hub_id: str
    hub_seq: int
    prev: str

    def to_bytes(self) -> bytes:
        facts = self.submission
        return canonical_bytes(
            {
                "what": "receipt",
                "receipt_no": self.receipt_no,
                "submission": facts.id,
                "unit": facts.unit,
                "template": facts.template,
                "year": facts.year,
                "version": facts.version,
                "window": {"start": facts.start, "cut_off": facts.cut_off, "before": facts.before},
                "sha256": self.sha256,
                "received_at": self.received_at.astimezone(dt.UTC).isoformat(),
                "late": self.late,
                "hub": self.hub_id,
                "hub_seq": self.hub_seq,
                "prev": self.prev,
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> ReceiptFacts:
        document = parse(data)
        if text(document, "what") != "receipt":
            raise Malformed("what")
        window = member(document, "window")
        late = member(document, "late")
        if not isinstance(late, bool):
            raise Malformed("late")
        return cls(
            receipt_no=text(document, "receipt_no"),
            submission=SubmissionFacts(
                id=text(document, "submission"),
                unit=text(document, "unit"),
                template=text(document, "template"),
                year=number(document, "year"),
                version=number(document, "version"),
                start=text(window, "start"),
                cut_off=text(window, "cut_off"),
                before=text_or_none(window, "before"),
            ),
            sha256=text(document, "sha256"),
            received_at=moment(document, "received_at"),
            late=late,
            hub_id=text(document, "hub"),
            hub_seq=number(document, "hub_seq"),
            prev=text(document, "prev"),
        )
