"""From a collection to what its papers and its reminders say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ttcs_desktop.collecting import wording
from ttcs_desktop.collecting.consolidation import Consolidation, Told, asked_of
from ttcs_desktop.collecting.forms import AgencyForm
from ttcs_desktop.collecting.model import Collection, Standing, State
from ttcs_desktop.collecting.papers import ConsolidatedPaper, LetterPaper, Office, SumPaperLine
from ttcs_desktop.office.model import Person, Unit
from ttcs_desktop.office.wording import UNIT_KINDS, signature_of, unit_in_text
from ttcs_desktop.plans.model import Plan
from ttcs_desktop.plans.papers import plan_in_full
from ttcs_desktop.statistics.catalogue import Template
from ttcs_desktop.statistics.wording import period_title


def office_of(unit: Unit, signer: Person | None, *, trial: bool) -> Office:
    """Whose paper it is; number, day and the signature itself stay open."""
    authority, position = signature_of(signer)
    return Office(UNIT_KINDS[unit.kind], unit.name, authority, position, signer.name if signer else "", trial=trial)


def basis_of(template: Template, year: int, unit: Unit, plans: Sequence[Plan]) -> str:
    """What agencies are asked on: the paper that binds this unit, otherwise its own newest plan up to that year.

    Another ward's plan is no basis here: empty where there is none of its own.
    """
    if template.concerns(unit.code, unit.province_code):
        return template.basis
    own = [plan for plan in plans if plan.year <= year]
    return plan_in_full(max(own, key=lambda plan: plan.year)) if own else ""


def letter_paper(
    collection: Collection,
    form: AgencyForm,
    basis: str,
    owing: Sequence[Standing],
    today: dt.date,
    office: Office,
) -> LetterPaper:
    """The letter to agencies that owe."""
    return LetterPaper(
        office,
        tuple(one.respondent.name for one in owing),
        wording.report_named(collection.year),
        basis,
        collection.due,
        today,
        _figure_names(collection, form, owing),
    )


def reminder_text(
    collection: Collection, form: AgencyForm, basis: str, owing: Sequence[Standing], today: dt.date, unit: Unit
) -> str:
    """The reminder as plain text: to one agency by its name, or to all who owe at once."""
    return wording.reminder_text(
        owing[0].respondent.name if len(owing) == 1 else "",
        wording.report_named(collection.year),
        basis,
        collection.due,
        today,
        _figure_names(collection, form, owing),
        f"UBND {unit_in_text(unit)}",
    )


def consolidated_paper(
    whole: Consolidation, template: Template, basis: str, as_of: dt.date, office: Office
) -> ConsolidatedPaper:
    """The report over all agencies as it stands on a day."""
    collection = whole.collection
    owing = {one.respondent.name for one in whole.owing}
    exempt = [one for one in whole.standings if one.state is State.EXEMPT]
    return ConsolidatedPaper(
        office=office,
        period=period_title(template.name, collection.year),
        basis=basis,
        due=collection.due,
        as_of=as_of,
        received=whole.names(State.RECEIVED),
        late=whole.names(State.LATE),
        exempt=tuple((one.respondent.name, one.exemption.reason if one.exemption else "") for one in exempt),
        owing=tuple(one.respondent.name for one in whole.owing),
        lines=tuple(
            SumPaperLine(
                line.asked.name,
                line.asked.unit,
                line.total,
                len(line.parts),
                len(line.parts) + len(line.missing),
                tuple(name for name in line.missing if name not in owing),
            )
            for line in whole.lines
        ),
        results=_pairs(whole.results),
        difficulties=_pairs(whole.difficulties),
        proposals=_pairs(whole.proposals),
        notes=tuple(
            f"{line.asked.name}: {line.asked.caution}"
            for line in whole.lines
            if line.asked.caution and len(line.parts) > 1
        ),
    )


def _figure_names(collection: Collection, form: AgencyForm, owing: Sequence[Standing]) -> tuple[str, ...]:
    """What any of them is asked for, in the form's order."""
    codes = {code for one in owing for code in asked_of(one, collection)}
    return tuple(line.name[:1].lower() + line.name[1:] for line in form.chosen(tuple(codes)))


def _pairs(told: Sequence[Told]) -> tuple[tuple[str, str], ...]:
    return tuple((one.name, one.text) for one in told)
