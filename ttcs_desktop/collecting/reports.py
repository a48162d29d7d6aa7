"""Reports of agencies as they come in: checked, kept, mended; the newest of an agency counts."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from ttcs_desktop.basics.changes import NOTHING, Changes
from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.collecting.forms import AgencyForm, form_of
from ttcs_desktop.collecting.model import AgencyReport, Way
from ttcs_desktop.collecting.repository import REPORT, CollectingRepository, put_report
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.vietnamese.text import nfc, tidy

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Received:
    """What is said of a report that came in; see `model.AgencyReport`."""

    received_on: dt.date
    way: Way
    document: str = ""
    results: str = ""
    difficulties: str = ""
    proposals: str = ""
    figures: tuple[tuple[str, Decimal], ...] = ()
    source_name: str = ""
    source_sha256: str = ""


class AgencyReports:
    """Takes reports in."""

    def __init__(self, repository: CollectingRepository, ledger: Ledger, clock: Clock) -> None:
        self._repository = repository
        self._ledger = ledger
        self._clock = clock

    def report(self, report_id: str) -> AgencyReport:
        """A report that was taken in. Raises InvalidInput `record_gone`."""
        return there(self._repository.report(report_id))

    def receive(self, respondent_id: str, said: Received) -> AgencyReport:
        """Take a report in. An agency's earlier one is kept; the newest counts.

        Raises:
            InvalidInput: `record_gone`; `report_in_future`, `report_too_early` (received_on); `report_empty`;
                `report_known` when the same file was taken in from this agency already; `value_negative`,
                `count_not_whole`, `indicator_unknown` (the code of the line).
        """
        with self._ledger.together():
            there(self._repository.respondent(respondent_id))
            if said.source_sha256 and said.source_sha256 in self._repository.sources_of(respondent_id):
                raise InvalidInput("", "report_known")
            report = self._checked(self._ledger.new_id(), respondent_id, said)
            self._ledger.save("collecting.receive", [put_report(report)])
            return self.report(report.id)

    def correct(self, report_id: str, said: Received) -> Changes:
        """Mend what was typed of a report; its source stays. Raises InvalidInput as `receive`."""
        with self._ledger.together():
            known = self.report(report_id)
            mended = self._checked(known.id, known.respondent_id, said)
            mended = replace(
                mended,
                source_name=known.source_name,
                source_sha256=known.source_sha256,
                taken_at=known.taken_at,
            )
            if replace(known, figures=tuple(sorted(known.figures))) == replace(
                mended, figures=tuple(sorted(mended.figures))
            ):
                return NOTHING
            return self._ledger.save("collecting.correct_report", [put_report(mended)])

    def remove(self, report_id: str) -> Changes:
        """Put a report into the recycle bin; an older one of the same agency counts again.

        Raises:
            InvalidInput: `record_gone`.
        """
        return self._ledger.bury("collecting.remove_report", REPORT, [report_id])

    def _checked(self, report_id: str, respondent_id: str, said: Received) -> AgencyReport:
        collection = there(self._repository.collection_of(respondent_id))
        if said.received_on > today(self._clock):
            raise InvalidInput("received_on", "report_in_future")
        if said.received_on < dt.date(collection.year, 1, 1):
            raise InvalidInput("received_on", "report_too_early", year=collection.year)
        report = AgencyReport(
            id=report_id,
            respondent_id=respondent_id,
            received_on=said.received_on,
            way=said.way,
            document=tidy(said.document),
            results=nfc(said.results).strip(),
            difficulties=nfc(said.difficulties).strip(),
            proposals=nfc(said.proposals).strip(),
            figures=said.figures,
            source_name=said.source_name,
            source_sha256=said.source_sha256,
        )
        if not (report.figures or report.results or report.difficulties or report.proposals or report.document):
            raise InvalidInput("results", "report_empty")
        for code, value in report.figures:
            _check_figure(form_of(collection.template), code, value)
        return report


def there(found: _T | None) -> _T:
    """What was found. Raises InvalidInput `record_gone` when nothing was."""
    if found is None:
        raise InvalidInput("", "record_gone")
    return found


def _check_figure(form: AgencyForm, code: str, value: Decimal) -> None:
    if form.line(code) is None:
        raise InvalidInput(code, "indicator_unknown", code_given=code)
    if not value.is_finite():
        raise InvalidInput(code, "number_unreadable")
    if value < 0:
        raise InvalidInput(code, "value_negative")
    if value != value.to_integral_value():
        raise InvalidInput(code, "count_not_whole")
