"""A report as bytes: its figures, with the words around them and for whose signature its papers are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

from ttcs_desktop.basics.canonical import Json
from ttcs_desktop.office.model import Unit
from ttcs_desktop.office.service import Office
from ttcs_desktop.statistics import snapshot as snapshots
from ttcs_desktop.statistics.catalogue import Catalogue, Template
from ttcs_desktop.statistics.model import Report, ReportText

if TYPE_CHECKING:
    from ttcs_desktop.statistics.texts.service import ReportTexts


Drawn: TypeAlias = Callable[[Template, int], Iterable[Mapping[str, Json]]]


class Bodies:
    """Makes the bytes that a freeze keeps, and those that a preliminary paper is drawn from.

    Args:
        texts: who knows the words; asked only when bytes are made.
        charts: the charts of a report's annex as they are frozen; asked then too.
    """

    def __init__(self, office: Office, catalogue: Catalogue, texts: Callable[[], ReportTexts], charts: Drawn) -> None:
        self._office, self._catalogue, self._texts, self._charts = office, catalogue, texts, charts

    def of(
        self, unit: Unit, report: Report, version: int = 1, reason: str = "", replaced: Mapping[str, Any] | None = None
    ) -> bytes:
        """The canonical bytes of a report; of a correction with its reason and what the version before said."""
        approvers = self._office.approvers()
        charts = tuple(self._charts(report.template, report.year))
        beside = snapshots.Beside(approvers[0] if approvers else None, self._catalogue.groups, charts)
        return snapshots.build(
            unit,
            self._catalogue.version,
            self.with_blocks(report),
            version,
            reason=reason,
            replaces=replaced,
            beside=beside,
        )

    def with_blocks(self, report: Report) -> Report:
        """The report with the words around its figures as they stand now."""
        found = self._texts().of(report)
        blocks = tuple(ReportText(one.code, one.part.value, one.text, one.edited is not None) for one in found)
        return replace(report, blocks=blocks)
