"""What the office does with its figures: look, enter, explain, freeze, send, correct."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import today
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.ledger.model import Lane, NewOp
from ttcs_desktop.statistics import snapshot as snapshots
from ttcs_desktop.statistics.catalogue import Indicator
from ttcs_desktop.statistics.compute import adds_up, check_parts, code_and_part
from ttcs_desktop.statistics.model import (
    CarriedIn,
    EnteredValue,
    Explanation,
    ManualEntry,
    Snapshot,
    SnapshotPaper,
)
from ttcs_desktop.statistics.reports import Reports
from ttcs_desktop.statistics.repository import (
    ENTERED,
    put_carried,
    put_entered,
    put_explanation,
    put_manual,
    put_paper,
)
from ttcs_desktop.vietnamese.text import tidy

if TYPE_CHECKING:
    from ttcs_desktop.statistics.versions import Build, Versions

SUBMISSION = "submission"
GoOn: TypeAlias = Callable[[], None]
"""Asked before a step that cannot be taken back; raises when the officer wants to stop."""


class Statistics(Reports):
    """Reports from open to submitted."""

    def carry_in(self, indicator: str, month: str, value: Decimal, source: str, person: str) -> Changes:
        """Note a number from before the record began; once more for the month replaces it.

        Args:
            indicator: a code, or one value of its breakdowns: "C10[urgent]".

        Raises:
            InvalidInput: `indicator_unknown`, `carried_part_unknown`, `carried_does_not_add`, `month_unreadable`,
                `month_after_start`, `value_negative`, `count_not_whole`, `source_missing`, `carried_parts_above`.
        """
        code, part = code_and_part(indicator.strip())
        known = self.catalogue.indicator(code)
        if part and not any(part in parts for _, parts in known.breakdowns):
            parts = ", ".join(one for _, values in known.breakdowns for one in values)
            raise InvalidInput("indicator", "carried_part_unknown", code_given=known.code, known=parts)
        try:
            dt.date.fromisoformat(f"{month}-01")
        except ValueError:
            raise InvalidInput("month", "month_unreadable") from None
        if not adds_up(known):
            raise InvalidInput("indicator", "carried_does_not_add")
        first_whole = f"{self._record_start:%Y-%m}"
        if month > first_whole or (month == first_whole and self._record_start.day == 1):
            raise InvalidInput("month", "month_after_start", start=self._record_start)
        _check_number(known, value)
        if not tidy(source):
            raise InvalidInput("source", "source_missing")
        name = f"{known.code}[{part}]" if part else known.code
        one = CarriedIn(stable_id("carried", name, month), name, month, value, tidy(source), tidy(person))
        check_parts(known, month, [*(old for old in self._repository.carried() if old.id != one.id), one])
        return self._ledger.save("statistics.carry_in", [put_carried(one)])

    def enter(self, template_code: str, year: int, values: Mapping[str, Decimal], reason: str) -> Changes:
        """Put numbers in, or over the derived ones, with the reason that stands beside them from then on.

        Args:
            values: by indicator code; all of them or none, as one action.

        Raises:
            InvalidInput: `indicator_unknown`, `value_negative`, `count_not_whole`, `reason_missing`.
        """
        known = {self.catalogue.indicator(code): value for code, value in values.items()}
        for indicator, value in known.items():
            _check_number(indicator, value)
        if not tidy(reason):
            raise InvalidInput("reason", "reason_missing")
        code = self.catalogue.template(template_code).code
        entered = [
            EnteredValue(_entered_id(code, year, one.code), code, year, one.code, value, tidy(reason))
            for one, value in known.items()
        ]
        return self._ledger.save("statistics.enter", [put_entered(one) for one in entered])

    def take_back(self, template_code: str, year: int, *indicators: str) -> Changes:
        """Let the derived numbers count again, as one action."""
        ids = [_entered_id(template_code, year, self.catalogue.indicator(code).code) for code in indicators]
        return self._ledger.bury("statistics.take_back", ENTERED, ids)

    def explain(self, template_code: str, year: int, check_id: str, text: str) -> Changes:
        """The officer's word on a finding.

        Raises:
            InvalidInput: `explanation_missing`.
        """
        if not tidy(text):
            raise InvalidInput("text", "explanation_missing")
        template = self.catalogue.template(template_code)
        id_ = stable_id("explanation", template.code, year, check_id)
        one = Explanation(id_, template.code, year, check_id, tidy(text))
        return self._ledger.save("statistics.explain", [put_explanation(one)])

    def freeze(self, template_code: str, year: int, *, go_on: GoOn = lambda: None) -> Snapshot:
        """Freeze version 1 and queue it for the city, in one transaction. Pressed again, it is the same version.

        Args:
            go_on: called before anything is counted and before anything is kept; what it raises leaves nothing.

        Raises:
            InvalidInput: `before_cut_off`, `clock_behind`; `report_open` with the code of the first open finding.
        """
        code = self.catalogue.template(template_code).code
        return self._versions().freeze(code, year, self._build(code, year, go_on))

    def correct(self, template_code: str, year: int, reason: str, *, go_on: GoOn = lambda: None) -> Snapshot:
        """Freeze version n+1 with its reason and what changed; version n stays as it is.

        Raises:
            InvalidInput: `nothing_frozen`, `nothing_changed`, `reason_missing`, and as for `freeze`.
            EnvironmentProblem: `snapshot_altered`.
        """
        code = self.catalogue.template(template_code).code
        return self._versions().freeze_again(code, year, reason, self._build(code, year, go_on))

    def queue(self, snapshot: Snapshot) -> None:
        """Queue a frozen version that was made before the record was enrolled; one that is queued stays as it is.

        Raises:
            InvalidInput: `signature_missing` where the paper has to be signed first, and nobody noted that it was.
            EnvironmentProblem: `snapshot_altered`.
        """
        if self.waits_for_signature(snapshot):
            raise InvalidInput("", "signature_missing")
        snapshots.content_of(snapshot)
        self._despatch.queue("statistics.queue", _submission(snapshot))

    def note_placed(self, snapshot: Snapshot, folder: str, files: Mapping[str, str]) -> Changes:
        """Keep that a queued version lies in a folder from where the city takes it: no receipt.

        Args:
            files: sha-256 by file name.
        """
        return self._despatch.place("statistics.place", snapshot.id, folder, files)

    def note_manual(self, snapshot: Snapshot, reference: str, entered_on: dt.date, person: str) -> Changes:
        """Record that the figures were typed into the city's own software: a state of its own, never a receipt.

        Raises:
            InvalidInput: `reference_missing`.
        """
        if not tidy(reference):
            raise InvalidInput("reference", "reference_missing")
        one = ManualEntry(stable_id("manual", snapshot.id), snapshot.id, tidy(reference), entered_on, tidy(person))
        return self._ledger.save("statistics.note_manual", [put_manual(one)])

    def note_paper(self, snapshot: Snapshot, number: str, signed_on: dt.date, signer: str, position: str) -> Changes:
        """Record number, date and signer of the printed report."""
        if not tidy(number):
            raise InvalidInput("number", "paper_number_missing")
        id_ = stable_id("paper", snapshot.id)
        one = SnapshotPaper(id_, snapshot.id, tidy(number), signed_on, tidy(signer), tidy(position))
        return self._ledger.save("statistics.note_paper", [put_paper(one)])

    def _build(self, template_code: str, year: int, go_on: GoOn) -> Build:
        """What freezes the report as it stands when it is called; raises what `freeze` says."""

        def build(version: int, reason: str, replaced: Mapping[str, Any] | None) -> bytes:
            go_on()
            report = self.report(template_code, year)
            cut_off = report.template.window(year).cut_off
            if today(self._clock) <= cut_off:
                raise InvalidInput("", "before_cut_off", cut_off=cut_off)
            for check in report.checks:
                if check.is_open:
                    raise InvalidInput(check.indicator, "report_open", check=check.code, **check.details)
            unit = self._office.unit(cut_off)
            body = self.bodies.of(unit, report, version, reason, replaced)
            go_on()
            return body

        return build

    def _versions(self) -> Versions:
        from ttcs_desktop.statistics.versions import Versions  # noqa: PLC0415  only who freezes needs it

        def send(snapshot: Snapshot) -> NewOp | None:
            waits = self.waits_for_signature(snapshot)
            return None if waits else self._despatch.addressed(_submission(snapshot))

        rows = self._repository.snapshots
        return Versions(rows, self._ledger, self._clock, "statistics.freeze", snapshots.same_figures, send)


def _check_number(indicator: Indicator, value: Decimal) -> None:
    if not value.is_finite():
        raise InvalidInput("value", "number_unreadable")
    if value < 0:
        raise InvalidInput("value", "value_negative")
    if not indicator.decimals and value != value.to_integral_value():
        raise InvalidInput("value", "count_not_whole")


def _entered_id(template: str, year: int, indicator: str) -> str:
    return stable_id("entered", template, year, indicator)


def _submission(snapshot: Snapshot) -> NewOp:
    title = f"{snapshot.template} {snapshot.year} {snapshot.version}"
    return NewOp(snapshot.id, Lane.SUBMISSION, SUBMISSION, title, snapshot.body)
