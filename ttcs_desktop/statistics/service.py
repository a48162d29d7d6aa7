"""What the office does with its figures: look, enter, explain, freeze, send, correct."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.ledger.despatch import Despatch
from ttcs_desktop.ledger.model import Lane, NewOp, OpState, Receipt
from ttcs_desktop.office.service import Office
from ttcs_desktop.statistics import checks as rules
from ttcs_desktop.statistics import snapshot as snapshots
from ttcs_desktop.statistics.catalogue import Catalogue, Indicator
from ttcs_desktop.statistics.compute import adds_up, compute, months_before
from ttcs_desktop.statistics.measures import Sources
from ttcs_desktop.statistics.model import (
    CarriedIn,
    EnteredValue,
    Explanation,
    ManualEntry,
    Report,
    ReportState,
    Snapshot,
    SnapshotPaper,
)
from ttcs_desktop.statistics.repository import (
    ENTERED,
    StatisticsRepository,
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


class Statistics:
    """Reports from open to submitted."""

    def __init__(
        self,
        repository: StatisticsRepository,
        despatch: Despatch,
        office: Office,
        sources: Callable[[], Sources],
        catalogue: Catalogue,
        clock: Clock,
        record_start: dt.date,
    ) -> None:
        self._repository = repository
        self._despatch = despatch
        self._ledger = despatch.ledger
        self._office = office
        self._sources = sources
        self.catalogue = catalogue
        self._clock = clock
        self._record_start = record_start

    def report(self, template_code: str, year: int) -> Report:
        """The report as the record gives it now, with what is found about it."""
        template = self.catalogue.template(template_code)
        window, sources = template.window(year), self._sources()
        entered = {one.indicator: one for one in self._repository.entered(template.code, year)}
        carried = self._repository.carried()
        indicators = [self.catalogue.indicators[code] for code in template.indicators]
        values = compute(
            indicators,
            sources.for_one_report(),
            window,
            carried=carried,
            entered=entered,
            record_start=self._record_start,
        )
        previous = self.previous(template.code, year)
        explanations = {one.check_id: one.text for one in self._repository.explanations(template.code, year)}
        last_day = min(window.cut_off, today(self._clock))
        found = [
            *rules.value_checks(values, previous),
            *rules.record_checks(
                unconfirmed=len(sources.log.unconfirmed(window.start, last_day)) if last_day >= window.start else 0,
                contradicted=len(sources.log.contradicted(window.start, window.cut_off)),
                record_start=self._record_start,
                months_missing={
                    value.indicator.code: tuple(
                        month
                        for month in months_before(window, self._record_start)
                        if not any((one.indicator, one.month) == (value.indicator.code, month) for one in carried)
                    )
                    for value in values
                    if adds_up(value.indicator) and value.entered is None
                },
            ),
        ]
        checks = rules.explained(found, explanations)
        latest = self.latest(template.code, year)
        return Report(
            template=template,
            year=year,
            values=values,
            checks=checks,
            lamps=rules.lamps(values, checks, template, year, today(self._clock), self._office.calendar()),
            previous=previous,
            latest=latest,
            state=self.state(template.code, year),
            receipt=self.receipt(latest) if latest else None,
        )

    def carry_in(self, indicator: str, month: str, value: Decimal, source: str, person: str) -> Changes:
        """Note a number from before the record began; once more for the month replaces it.

        Raises:
            InvalidInput: `indicator_unknown`, `carried_does_not_add`, `month_unreadable`, `month_after_start`,
                `value_negative`, `count_not_whole`, `source_missing`.
        """
        known = self.catalogue.indicator(indicator)
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
        one = CarriedIn(stable_id("carried", known.code, month), known.code, month, value, tidy(source), tidy(person))
        return self._ledger.save("statistics.carry_in", [put_carried(one)])

    def carried(self) -> list[CarriedIn]:
        return self._repository.carried()

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

    def freeze(self, template_code: str, year: int) -> Snapshot:
        """Freeze version 1 and queue it for the city, in one transaction. Pressed again, it is the same version.

        Raises:
            InvalidInput: `before_cut_off`; `report_open` with the code of the first open finding.
        """
        code = self.catalogue.template(template_code).code
        versions = _versions(self._repository, self._despatch, self._clock)
        return versions.freeze(code, year, self._build(code, year))

    def correct(self, template_code: str, year: int, reason: str) -> Snapshot:
        """Freeze version n+1 with its reason and what changed; version n stays as it is.

        Raises:
            InvalidInput: `nothing_frozen`, `nothing_changed`, `reason_missing`, and as for `freeze`.
        """
        code = self.catalogue.template(template_code).code
        versions = _versions(self._repository, self._despatch, self._clock)
        return versions.freeze_again(code, year, reason, self._build(code, year))

    def queue(self, snapshot: Snapshot) -> None:
        """Queue a frozen version that was made before the record was enrolled; one that is queued stays as it is."""
        self._despatch.queue("statistics.queue", _submission(snapshot))

    def latest(self, template_code: str, year: int) -> Snapshot | None:
        return self._repository.snapshots.latest(self.catalogue.template(template_code).code, year)

    def versions(self, template_code: str, year: int) -> list[Snapshot]:
        """Every frozen version of a report, the first first."""
        return self._repository.snapshots.of(self.catalogue.template(template_code).code, year)

    def receipt(self, snapshot: Snapshot) -> Receipt | None:
        """The city's genuine receipt for a version; None until there is one."""
        return self._despatch.receipt_of(snapshot.id, snapshot.sha256)

    def state(self, template_code: str, year: int) -> ReportState:
        """Where a report stands, without computing it."""
        latest = self.latest(template_code, year)
        if latest is None:
            return ReportState.OPEN
        return _state_of(self.receipt(latest), self._despatch.state_of(latest.id), self.manual_entry(latest))

    def note_manual(self, snapshot: Snapshot, reference: str, entered_on: dt.date, person: str) -> Changes:
        """Record that the figures were typed into the city's own software: a state of its own, never a receipt.

        Raises:
            InvalidInput: `reference_missing`.
        """
        if not tidy(reference):
            raise InvalidInput("reference", "reference_missing")
        one = ManualEntry(stable_id("manual", snapshot.id), snapshot.id, tidy(reference), entered_on, tidy(person))
        return self._ledger.save("statistics.note_manual", [put_manual(one)])

    def manual_entry(self, snapshot: Snapshot) -> ManualEntry | None:
        return self._repository.manual_entry(snapshot.id)

    def note_paper(self, snapshot: Snapshot, number: str, signed_on: dt.date, signer: str, position: str) -> Changes:
        """Record number, date and signer of the printed report."""
        if not tidy(number):
            raise InvalidInput("number", "paper_number_missing")
        id_ = stable_id("paper", snapshot.id)
        one = SnapshotPaper(id_, snapshot.id, tidy(number), signed_on, tidy(signer), tidy(position))
        return self._ledger.save("statistics.note_paper", [put_paper(one)])

    def paper(self, snapshot: Snapshot) -> SnapshotPaper | None:
        return self._repository.paper(snapshot.id)

    def _build(self, template_code: str, year: int) -> Build:
        """What freezes the report as it stands when it is called; raises what `freeze` says."""

        def build(version: int, reason: str, replaced: Mapping[str, Any] | None) -> bytes:
            report = self.report(template_code, year)
            cut_off = report.template.window(year).cut_off
            if today(self._clock) <= cut_off:
                raise InvalidInput("", "before_cut_off", cut_off=cut_off)
            for check in report.checks:
                if check.is_open:
                    raise InvalidInput(check.indicator, "report_open", check=check.code, **check.details)
            unit = self._office.unit(cut_off)
            return snapshots.build(unit, self.catalogue.version, report, version, reason=reason, replaces=replaced)

        return build

    def previous(self, template_code: str, year: int) -> dict[str, Decimal]:
        """The counted values of the same period last year, out of its last frozen version."""
        last_year = self._repository.snapshots.latest(template_code, year - 1)
        return snapshots.counted_values(snapshots.read(last_year.body)) if last_year else {}


def _versions(repository: StatisticsRepository, despatch: Despatch, clock: Clock) -> Versions:
    from ttcs_desktop.statistics.versions import Versions  # noqa: PLC0415  only who freezes needs it

    return Versions(
        repository.snapshots,
        despatch.ledger,
        clock,
        "statistics.freeze",
        snapshots.same_figures,
        lambda snapshot: despatch.addressed(_submission(snapshot)),
    )


def _state_of(receipt: Receipt | None, sending: OpState | None, manual: ManualEntry | None) -> ReportState:
    """`submitted` only ever comes from a genuine receipt; typing by hand is a state of its own."""
    if receipt is not None:
        return ReportState.SUBMITTED
    if sending not in (None, OpState.REFUSED):
        return ReportState.WAITING
    if manual is not None:
        return ReportState.MANUAL
    return ReportState.REFUSED if sending is OpState.REFUSED else ReportState.FROZEN


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
