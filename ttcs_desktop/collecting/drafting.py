"""From a collection to what its papers and its reminders say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ttcs_desktop.basics.clock import local
from ttcs_desktop.collecting import wording
from ttcs_desktop.collecting.consolidation import asked_of
from ttcs_desktop.collecting.forms import AgencyForm
from ttcs_desktop.collecting.model import Collection, Standing, State
from ttcs_desktop.collecting.papers import ConsolidatedPaper, LetterPaper, Office, SumPaperLine
from ttcs_desktop.collecting.snapshot import OWING, number
from ttcs_desktop.office.model import Person, Unit
from ttcs_desktop.office.wording import UNIT_KINDS, signature_of, unit_in_text
from ttcs_desktop.plans.model import Plan
from ttcs_desktop.plans.papers import plan_in_full
from ttcs_desktop.statistics.catalogue import Template
from ttcs_desktop.statistics.drafting import frozen, period_of, unit_kind
from ttcs_desktop.statistics.model import Snapshot


def office_of(unit: Unit, signer: Person | None, *, trial: bool) -> Office:
    """Whose paper it is; number, day and the signature itself stay open."""
    authority, position = signature_of(signer)
    return Office(UNIT_KINDS[unit.kind], unit.name, authority, position, signer.name if signer else "", trial=trial)


def basis_of(template: Template, year: int, unit: Unit, plans: Sequence[Plan]) -> str:
    """What agencies are asked on: the paper that binds this unit, otherwise its own newest plan up to that year.

    Another ward's plan is no basis here: empty where there is none of its own. Neither is what has no number, such as
    tasks carried on into a year before its plan came: nobody was sent that.
    """
    if template.concerns(unit.code, unit.province_code):
        return template.basis
    own = [plan for plan in plans if plan.number and plan.year <= year]
    return plan_in_full(max(own, key=lambda plan: (plan.year, plan.issued_on or dt.date.min))) if own else ""


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
    content: Mapping[str, Any], office: Office, as_of: dt.date, version: Snapshot | None = None
) -> ConsolidatedPaper:
    """The report over all agencies: of a frozen version, or as it stands on a day, then it is preliminary.

    Args:
        content: as `snapshot.content_of` tells it; of `version` where there is one.
    """
    agencies = content["agencies"]
    owing = _names(agencies, OWING)
    lines = content["values"]
    return ConsolidatedPaper(
        office=replace(office, unit_kind=unit_kind(content), unit_name=content["unit"]["name"]),
        period=period_of(content),
        basis=content["basis"],
        due=dt.date.fromisoformat(content["due"]),
        as_of=local(version.frozen_at).date() if version is not None else as_of,
        received=_names(agencies, State.RECEIVED),
        late=_names(agencies, State.LATE),
        exempt=tuple((one["name"], one["reason"]) for one in agencies if one["state"] == State.EXEMPT.value),
        owing=owing,
        lines=tuple(
            SumPaperLine(
                line["name"],
                line["unit"],
                number(line["value"]),
                len(line["parts"]),
                len(line["parts"]) + len(line["missing"]),
                tuple(name for name in line["missing"] if name not in owing),
                line["inferred"],
            )
            for line in lines
        ),
        results=_pairs(content["results"]),
        difficulties=_pairs(content["difficulties"]),
        proposals=_pairs(content["proposals"]),
        notes=tuple(
            f"{line['name']}: {line['caution']}" for line in lines if line["caution"] and len(line["parts"]) > 1
        ),
        snapshot=frozen(version) if version is not None else None,
    )


def _figure_names(collection: Collection, form: AgencyForm, owing: Sequence[Standing]) -> tuple[str, ...]:
    """What any of them is asked for, in the form's order."""
    codes = {code for one in owing for code in asked_of(one, collection)}
    return tuple(line.name[:1].lower() + line.name[1:] for line in form.chosen(tuple(codes)))


def _names(agencies: Sequence[Mapping[str, Any]], state: str) -> tuple[str, ...]:
    return tuple(one["name"] for one in agencies if one["state"] == state)


def _pairs(told: Sequence[Mapping[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((one["name"], one["text"]) for one in told)
