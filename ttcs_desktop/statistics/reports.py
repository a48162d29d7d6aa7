"""How reports stand: their values, what is found about them, what was frozen and received. Changes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.despatch import Despatch
from ttcs_desktop.ledger.model import OpState, Receipt
from ttcs_desktop.ledger.placements import Placement
from ttcs_desktop.office.service import Office
from ttcs_desktop.statistics import checks as rules
from ttcs_desktop.statistics.beside import frozen_beside, last_before
from ttcs_desktop.statistics.bodies import Bodies, Drawn
from ttcs_desktop.statistics.catalogue import Catalogue, SignatureRoute, Template
from ttcs_desktop.statistics.compute import adds_up, code_and_part, compute, months_before
from ttcs_desktop.statistics.model import (
    Behind,
    CarriedIn,
    ManualEntry,
    Report,
    ReportState,
    Snapshot,
    SnapshotPaper,
    Value,
)
from ttcs_desktop.statistics.repository import StatisticsRepository

if TYPE_CHECKING:
    from ttcs_desktop.statistics.comparing.service import Reconciling
    from ttcs_desktop.statistics.comparing.sides import Counted, Key
    from ttcs_desktop.statistics.measures import Sources
    from ttcs_desktop.statistics.texts.service import ReportTexts


@dataclass(frozen=True, slots=True)
class Asked:
    """Who is asked when a report is made, and only then: for its figures, the words around them, the charts after.

    Attributes:
        behind: which of the ward's other PCs may have saved what is not here, of the days of a window.
    """

    sources: Callable[[], Sources]
    texts: Callable[[], ReportTexts]
    charts: Drawn
    behind: Callable[[Window], Iterable[Behind]] = lambda _: ()


class Reports:
    """Reports as they stand now and as they were frozen."""

    def __init__(
        self,
        repository: StatisticsRepository,
        despatch: Despatch,
        office: Office,
        asked: Asked,
        catalogue: Catalogue,
        clock: Clock,
        record_start: dt.date,
    ) -> None:
        self._repository = repository
        self._despatch = despatch
        self._ledger = despatch.ledger
        self._office = office
        self._sources = asked.sources
        self._behind = asked.behind
        self.catalogue = catalogue
        self.bodies = Bodies(office, catalogue, asked.texts, asked.charts)
        self._clock = clock
        self._record_start = record_start
        self.record_start = record_start

    def report(self, template_code: str, year: int, *, whole: bool = True) -> Report:
        """The report as the record gives it now, with what is found about it.

        Args:
            whole: with the records behind every number. Otherwise they are read when somebody asks for them, as long
                as the record is open: enough for who wants the numbers, and faster.
        """
        from ttcs_desktop.statistics.cross_checks import cross_checks, shipped_rules  # noqa: PLC0415  who counts
        from ttcs_desktop.statistics.measures import can_answer  # noqa: PLC0415  loaded when something is counted

        template = self.catalogue.template(template_code)
        window, sources = template.window(year), self._sources()
        carried = self._repository.carried()
        values = self.values(template, year, window, whole=whole)
        told = {(code_and_part(one.indicator)[0], one.month) for one in carried}
        beside = frozen_beside(self._repository, self.catalogue, template, year)
        previous = beside.same_period
        explanations = {one.check_id: one.text for one in self._repository.explanations(template.code, year)}
        last_day = min(window.cut_off, today(self._clock))
        found = [
            *rules.value_checks(values, previous, shipped_rules().jump),
            *rules.empty_checks(values, lambda measure: can_answer(sources, measure, window)),
            *cross_checks(values, shipped_rules()),
            *rules.altered_checks(values, beside.altered),
            *rules.pc_checks(self._behind(window)),
            *rules.record_checks(
                unconfirmed=len(sources.log.unconfirmed(window.start, last_day)) if last_day >= window.start else 0,
                contradicted=len(sources.log.contradicted(window.start, window.cut_off)),
                record_start=self._record_start,
                months_missing={
                    value.indicator.code: tuple(
                        month
                        for month in months_before(window, self._record_start)
                        if (value.indicator.code, month) not in told
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
            last=beside.last,
            last_counted=beside.last_counted,
            latest=latest,
            state=self.state(template.code, year),
            receipt=self.receipt(latest) if latest else None,
        )

    def values(self, template: Template, year: int | None, window: Window, *, whole: bool = True) -> tuple[Value, ...]:
        """The indicators of a template over any days; of a named year with the numbers typed into its report."""
        entered = self._repository.entered(template.code, year) if year is not None else ()
        return compute(
            [self.catalogue.indicators[code] for code in template.indicators],
            self._sources().for_one_report(whole=whole),
            window,
            carried=self._repository.carried(),
            entered={one.indicator: one for one in entered},
            record_start=self._record_start,
            known=self.catalogue.indicators,
        )

    def value(self, template_code: str, year: int, code: str) -> Value:
        """One indicator of a report with the records behind it, without a look at the others: for who asks why.

        Raises:
            InvalidInput: `template_unknown`, `indicator_unknown`.
        """
        template, indicator = self.catalogue.template(template_code), self.catalogue.indicator(code)
        (found,) = compute(
            [indicator],
            self._sources().for_one_report(),
            template.window(year),
            carried=self._repository.carried(),
            entered={one.indicator: one for one in self._repository.entered(template.code, year)},
            record_start=self._record_start,
            known=self.catalogue.indicators,
            broken_down=False,
        )
        return found

    def stock_reader(self, code: str) -> Callable[[dt.date], dict[Key, Counted]]:
        """What a stock counts on a day: its records, by what tells them again."""
        from ttcs_desktop.statistics.comparing.sides import living_figures  # noqa: PLC0415  who reconciles

        indicator, sources = self.catalogue.indicator(code), self._sources()

        def read(day: dt.date) -> dict[Key, Counted]:
            window = Window(day, day)
            found = compute(
                [indicator],
                sources,
                window,
                carried=(),
                entered={},
                record_start=self._record_start,
                known=self.catalogue.indicators,
            )
            return {one.key: one for one in living_figures(found)[indicator.code].records}

        return read

    @property
    def reconciling(self) -> Reconciling:
        """Two reports held against each other."""
        from ttcs_desktop.statistics.comparing.service import Reconciling  # noqa: PLC0415  when it is asked for

        return Reconciling(self)

    def last_report(self, template_code: str, year: int) -> Snapshot | None:
        """The unit's report before this one: the newest version of what closed last before it; None for none."""
        return last_before(self._repository, self.catalogue, self.catalogue.template(template_code), year)

    def previous(self, template_code: str, year: int) -> Mapping[str, Decimal]:
        """The counted values of the same period last year, out of its last frozen version, unless that was altered."""
        template = self.catalogue.template(template_code)
        return frozen_beside(self._repository, self.catalogue, template, year).same_period

    def carried(self) -> list[CarriedIn]:
        return self._repository.carried()

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

    def waits_for_signature(self, snapshot: Snapshot) -> bool:
        """Whether its receiver takes it only once the paper is signed, and number and day of that are not noted."""
        known = self.catalogue.templates.get(snapshot.template)
        signed_first = known is not None and known.signature is SignatureRoute.BEFORE_SENDING
        return signed_first and self.paper(snapshot) is None

    def manual_entry(self, snapshot: Snapshot) -> ManualEntry | None:
        return self._repository.manual_entry(snapshot.id)

    def placement(self, snapshot: Snapshot) -> Placement | None:
        """Where a version was put for the city to take; None when it was not."""
        return self._despatch.placement_of(snapshot.id)

    def paper(self, snapshot: Snapshot) -> SnapshotPaper | None:
        return self._repository.paper(snapshot.id)


def _state_of(receipt: Receipt | None, sending: OpState | None, manual: ManualEntry | None) -> ReportState:
    """`submitted` only ever comes from a genuine receipt; what lies in a folder, or was typed by hand, is another."""
    if receipt is not None:
        return ReportState.SUBMITTED
    if sending is OpState.PLACED:
        return ReportState.PLACED
    if sending not in (None, OpState.REFUSED):
        return ReportState.WAITING
    if manual is not None:
        return ReportState.MANUAL
    return ReportState.REFUSED if sending is OpState.REFUSED else ReportState.FROZEN
