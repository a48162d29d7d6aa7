"""What the reports of agencies add up to: each sum with the agencies behind it, and those whose number is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.collecting.forms import AgencyForm, Asked
from ttcs_desktop.collecting.model import AgencyReport, Collection, Standing, State


@dataclass(frozen=True, slots=True)
class Part:
    """What one agency gave to a sum."""

    respondent_id: str
    name: str
    value: Decimal
    report: AgencyReport


@dataclass(frozen=True, slots=True)
class SumLine:
    """One line of the form over all agencies.

    Attributes:
        total: the sum of `parts`; None when no agency gave a number, which is not zero.
        missing: names of the agencies that are asked for it and have given none; those let off are not asked.
    """

    asked: Asked
    total: Decimal | None
    parts: tuple[Part, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What one agency says in words."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Consolidation:
    """All of a collection put together (báo cáo tổng hợp), in the list's order whatever order the reports came in."""

    collection: Collection
    form: AgencyForm
    standings: tuple[Standing, ...]
    lines: tuple[SumLine, ...]
    results: tuple[Told, ...]
    difficulties: tuple[Told, ...]
    proposals: tuple[Told, ...]

    def names(self, *states: State) -> tuple[str, ...]:
        """The agencies that stand so."""
        return tuple(one.respondent.name for one in self.standings if one.state in states)

    @property
    def owing(self) -> tuple[Standing, ...]:
        """The agencies whose report is still to come."""
        return tuple(one for one in self.standings if one.state.owes)

    @property
    def is_complete(self) -> bool:
        """Whether nobody owes any more; a list without agencies is not complete."""
        return bool(self.standings) and not self.owing


def consolidate(collection: Collection, form: AgencyForm, standings: Iterable[Standing]) -> Consolidation:
    """Put the reports that count together."""
    ordered = tuple(sorted(standings, key=lambda one: (one.respondent.position, one.respondent.id)))
    return Consolidation(
        collection,
        form,
        ordered,
        tuple(_line(asked, collection, ordered) for asked in form.chosen(collection.asked)),
        _told(ordered, lambda report: report.results),
        _told(ordered, lambda report: report.difficulties),
        _told(ordered, lambda report: report.proposals),
    )


def asked_of(standing: Standing, collection: Collection) -> tuple[str, ...]:
    """The codes an agency is asked for: its own, as far as the collection asks for them, or all of these."""
    own = standing.respondent.asked
    return tuple(code for code in collection.asked if not own or code in own)


def _line(asked: Asked, collection: Collection, standings: tuple[Standing, ...]) -> SumLine:
    parts, missing = [], []
    for one in standings:
        value = one.report.figure(asked.code) if one.report else None
        if one.report is not None and value is not None:
            parts.append(Part(one.respondent.id, one.respondent.name, value, one.report))
        elif one.state is not State.EXEMPT and asked.code in asked_of(one, collection):
            missing.append(one.respondent.name)
    total = sum((part.value for part in parts), Decimal(0)) if parts else None
    return SumLine(asked, total, tuple(parts), tuple(missing))


def _told(standings: tuple[Standing, ...], text_of: Callable[[AgencyReport], str]) -> tuple[Told, ...]:
    return tuple(
        Told(one.respondent.name, text_of(one.report)) for one in standings if one.report and text_of(one.report)
    )
