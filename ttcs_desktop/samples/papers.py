"""The papers that came to the sample ward, and those it looks things up in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from ttcs_desktop.directives.model import Directive
from ttcs_desktop.directives.numbers import read_number
from ttcs_desktop.samples.stage import Happening, Stage

_WRITTEN = (
    "type_name",
    "organ",
    "subject",
    "issued_on",
    "arrived_on",
    "signer",
    "signer_position",
    "receiver",
    "pages",
)
_MORE = ("handed_on", "handled_on", "reply", "valid_from", "valid_to")


def papers(ward: Mapping[str, Any]) -> Iterator[Happening]:
    """Each when it was entered; one that is named by another has to come before it."""
    for paper in ward["paper"]:
        yield Happening(paper["entered"], partial(_enter, paper=paper))


def _enter(stage: Stage, paper: Mapping[str, Any]) -> None:
    service, number = stage.workspace.directives, read_number(paper["number"])
    facts = {name: paper[name] for name in (*_WRITTEN, *_MORE) if name in paper}
    handler = stage.officer.id if paper.get("to_officer") else ""
    made = service.save(Directive(number=number.number, notation=number.notation, handler=handler, **facts))
    known = {one.full_number: one for one in service.directives()}
    if "replaces" in paper:
        service.save(replace(known[paper["replaces"]], replaced_by=made.id))
    if "based_on" in paper:
        service.link(known[paper["based_on"]].id, "directive", made.id)
    if paper.get("basis_of_plan"):
        service.link(made.id, "plan", stage.workspace.plans.plans()[0].id)
