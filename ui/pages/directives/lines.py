"""The lines of the list of papers, and the links of one of them, read from the record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ttcs_desktop.agenda.search import Among
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.directives.model import Directive, Link, Standing, Validity, validity
from ttcs_desktop.directives.wording import doubled_number, named, named_in_full
from ttcs_desktop.plans.model import Plan
from ttcs_desktop.workspace import Workspace
from ui.kit.chips import Status
from ui.pages.directives.words import BASED_ON, GONE, RELATIONS, state_of

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is asked for: the pill that is on, the words typed, and a paper that has to stand in it."""

    standing: Standing = Standing.ALL
    words: str = ""
    also: str = ""


@dataclass(frozen=True, slots=True)
class DirectiveLine:
    """A directive as it is listed.

    Attributes:
        successor: the one that replaces it, where that is still kept.
        handler: the name of who handles it.
        files: how many files are attached.
        doubled: another paper of its year has the same arrival number.
    """

    directive: Directive
    valid: Validity
    successor: Directive | None
    handler: str
    files: int
    today: dt.date
    doubled: bool = False

    @property
    def id(self) -> str:
        return self.directive.id

    @property
    def state(self) -> Status:
        return state_of(self.directive, self.valid, self.today)

    @property
    def below(self) -> str:
        """The second line: what it is about, or who has taken its place; before all a number that is not its own."""
        if self.doubled:
            return f"{doubled_number(self.directive)}: {self.directive.subject}"
        if self.successor is not None:
            return f"Thay bằng {named(self.successor)}: {self.directive.subject}"
        return " · ".join(filter(None, (self.directive.subject, self.directive.organ)))

    def stands(self, standing: Standing) -> bool:
        """Whether it stands so."""
        return {
            Standing.ALL: True,
            Standing.WAITING: self.directive.waits,
            Standing.IN_FORCE: self.valid is Validity.IN_FORCE,
            Standing.REPLACED: self.valid is Validity.REPLACED,
        }[standing]


@dataclass(frozen=True, slots=True)
class LinkLine:
    """One link of a directive: what it is, in words, and where it leads (a page and a record; empty when gone)."""

    link: Link
    relation: str
    what: str
    page: str
    record: str

    @property
    def id(self) -> str:
        return self.link.id


def lines_of(workspace: Workspace, today: dt.date, wanted: Wanted) -> list[DirectiveLine]:
    """The newest directives that are wanted, or those of all years that have the words."""
    service = workspace.directives
    if wanted.words and workspace.finder.is_built():
        found = service.those(hit.id for hit in workspace.finder.find(wanted.words, Among.DIRECTIVES).hits)
    else:
        found = service.newest(wanted.standing, SHOWN)
        if wanted.also and all(one.id != wanted.also for one in found):
            found += service.those([wanted.also])
    successors = {one.id: one for one in service.those({one.replaced_by for one in found if one.replaced_by})}
    names = {person.id: person.name for person in workspace.office.people()}
    files = workspace.attachments.counts("directive")
    doubled = service.register.sharing(found)
    lines = []
    for one in found:
        successor = successors.get(one.replaced_by or "")
        valid = validity(one, successor, today)
        handler, number = names.get(one.handler, ""), files.get(one.id, 0)
        lines.append(DirectiveLine(one, valid, successor, handler, number, today, one.id in doubled))
    return [line for line in lines if line.stands(wanted.standing) or line.id == wanted.also]


def links_of(workspace: Workspace, directive_id: str) -> list[LinkLine]:
    """What a directive rests on, and what rests on it."""
    service = workspace.directives
    up, down = service.bases_of("directive", directive_id), service.basis_of(directive_id)
    plans = {one.id: one for one in workspace.plans.plans()} if any(link.kind == "plan" for link in down) else {}
    found = []
    for link in up:
        words = _directive_named(workspace, link.directive_id)
        found.append(LinkLine(link, RELATIONS[BASED_ON], *_leads(words, "directives", link.directive_id)))
    for link in down:
        page, words = "plans", ""
        if link.kind == "directive":
            page, words = "directives", _directive_named(workspace, link.target_id)
        elif link.kind == "plan" and link.target_id in plans:
            words = _plan_named(plans[link.target_id])
        elif link.kind == "task":
            task = workspace.plans.following.written(link.target_id)
            words = task.text if task is not None else ""
        found.append(LinkLine(link, RELATIONS[link.kind], *_leads(words, page, link.target_id)))
    return found


def _directive_named(workspace: Workspace, directive_id: str) -> str:
    try:
        return named_in_full(workspace.directives.directive(directive_id))
    except InvalidInput:  # it lies in the recycle bin
        return ""


def _plan_named(plan: Plan) -> str:
    return " ".join(filter(None, ("Kế hoạch", plan.number, plan.about)))


def first_plan(links: Sequence[LinkLine]) -> LinkLine | None:
    """Where Enter leads: the first plan that rests on it, else the first task."""
    there = [one for one in links if one.page == "plans"]
    return next((one for one in there if one.link.kind == "plan"), there[0] if there else None)


def _leads(words: str, page: str, record: str) -> tuple[str, str, str]:
    return (" ".join(words.split()), page, record) if words else (GONE, "", "")
