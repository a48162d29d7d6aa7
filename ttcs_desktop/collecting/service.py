"""What the office does with reports that agencies owe it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ttcs_desktop.basics.changes import NOTHING, Changes
from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.collecting.forms import form_of
from ttcs_desktop.collecting.freezing import FrozenSums
from ttcs_desktop.collecting.model import (
    Collection,
    Contact,
    Respondent,
    Standing,
    Step,
    StepKind,
    Way,
    standing_of,
)
from ttcs_desktop.collecting.reports import AgencyReports, there
from ttcs_desktop.collecting.repository import (
    RESPONDENT,
    CollectingRepository,
    put_collection,
    put_respondent,
    put_step,
)
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import HistoryLine, Put
from ttcs_desktop.office.agencies import key_of
from ttcs_desktop.office.service import Office
from ttcs_desktop.plans.service import Plans
from ttcs_desktop.statistics.catalogue import Catalogue, Direction
from ttcs_desktop.vietnamese.text import tidy

if TYPE_CHECKING:
    from ttcs_desktop.collecting.proposals import Proposed

MAX_AGENCIES = 300
_NO_CONTACT = Contact()


class Collecting:
    """Agencies are listed, reminded, let off; their reports are taken in.

    Attributes:
        reports: what came in.
        frozen: what it added up to when it was frozen.
    """

    def __init__(
        self,
        repository: CollectingRepository,
        ledger: Ledger,
        plans: Plans,
        office: Office,
        catalogue: Catalogue,
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._ledger = ledger
        self._plans = plans
        self._agencies = office.agencies
        self._catalogue = catalogue
        self._clock = clock
        self.reports = AgencyReports(repository, ledger, clock)
        self.frozen = FrozenSums(repository.snapshots, ledger, self.standings, office, plans, catalogue, clock)

    # -- reading ---------------------------------------------------------------------------------------------------

    def collection(self, template: str, year: int) -> Collection | None:
        """The collection of a template in a year; None while nobody was put on its list."""
        return self._repository.collection(template, year)

    def collections(self) -> list[Collection]:
        return self._repository.collections()

    def standings(self, collection: Collection) -> tuple[Standing, ...]:
        """Every agency of a collection in the list's order, with all that was done and came in."""
        steps = tuple(self._repository.steps(collection.id))
        reports = tuple(self._repository.reports(collection.id))
        return tuple(
            standing_of(one, collection.due, steps, reports) for one in self._repository.respondents(collection.id)
        )

    def standing(self, respondent_id: str) -> Standing:
        """One agency.

        Raises:
            InvalidInput: `record_gone`.
        """
        collection = self._repository.collection_of(respondent_id)
        found = self.standings(collection) if collection else ()
        return there(next((one for one in found if one.respondent.id == respondent_id), None))

    def collection_of(self, record_id: str) -> Collection | None:
        """The collection that an agency or one of its reports stands in."""
        return self._repository.collection_of(self.respondent_of(record_id))

    def respondent_of(self, record_id: str) -> str:
        """The id of the agency itself, of an agency or one of its reports."""
        report = self._repository.report(record_id)
        return report.respondent_id if report else record_id

    def history(self, respondent_id: str) -> list[HistoryLine]:
        """Every action that touched an agency, its steps or its reports, oldest first."""
        ids = [respondent_id, *self._repository.ids_about(respondent_id)]
        lines = {line.seq: line for one in ids for line in self._ledger.history_of(one)}
        return [lines[seq] for seq in sorted(lines)]

    def proposed(self, year: int) -> list[Proposed]:
        """Agencies to be asked in a year: leads of the plan's tasks, by the names the office has learnt."""
        from ttcs_desktop.collecting.proposals import proposed  # noqa: PLC0415  only who makes a list pays

        known = self._repository.known_respondents()
        last = {one.collection_id: None for one in known}
        before = [one.name for one in known if one.collection_id == next(iter(last))]
        return proposed(self._plans.plans(), self._plans.tasks(), self._agencies.learnt(), before, year)

    # -- the list --------------------------------------------------------------------------------------------------

    def open(
        self, template: str, year: int, names: Sequence[str], due: dt.date | None = None, asked: Sequence[str] = ()
    ) -> Changes:
        """Make the list of a year. Contacts are those that the agencies had last time.

        Args:
            due: the day before which they must have reported; the template's own where none is given.
            asked: codes of the form's lines; all of them where none is given.

        Raises:
            InvalidInput: `template_unknown`; `collection_sends` for a template that is sent; `due_missing`;
                `due_not_of_year`; `agencies_missing`; `agency_doubled` with its `name`; `agencies_too_many`.
        """
        model = self._catalogue.template(template)
        if model.direction is not Direction.COLLECT:
            raise InvalidInput("template", "collection_sends")
        day = due or model.due(year)
        if day is None:
            raise InvalidInput("due", "due_missing")
        clean = [tidy(name) for name in names if key_of(name)]
        if not clean:
            raise InvalidInput("names", "agencies_missing")
        with self._ledger.together():
            known = self._repository.collection(template, year)
            collection = known or Collection(
                stable_id("collection", template, year), template, year, day, form_of(template).codes
            )
            collection = self._checked(replace(collection, due=day, asked=tuple(asked) or collection.asked))
            puts = [] if collection == known else [put_collection(collection)]
            listed = self._repository.respondents(collection.id)
            contacts = {key_of(one.name): one.contact for one in reversed(self._repository.known_respondents())}
            puts += self._added(collection, listed, [(name, contacts.get(key_of(name), Contact())) for name in clean])
            return self._ledger.save("collecting.open", puts)

    def change(self, collection: Collection, due: dt.date, asked: Sequence[str]) -> Changes:
        """Set another day, or ask for other numbers.

        Raises:
            InvalidInput: `due_not_of_year`.
        """
        changed = self._checked(replace(collection, due=due, asked=tuple(asked)))
        return NOTHING if changed == collection else self._ledger.save("collecting.change", [put_collection(changed)])

    def add(self, collection: Collection, name: str, contact: Contact = _NO_CONTACT) -> Respondent:
        """Put one more agency on the list.

        Raises:
            InvalidInput: `name_missing`, `agency_doubled`, `agencies_too_many`.
        """
        if not key_of(name):
            raise InvalidInput("name", "name_missing")
        with self._ledger.together():
            listed = self._repository.respondents(collection.id)
            (put,) = self._added(collection, listed, [(tidy(name), contact)])
            self._ledger.save("collecting.add_agency", [put])
        return there(self._repository.respondent(put.id))

    def change_agency(
        self, respondent_id: str, name: str, contact: Contact, asked: Sequence[str] | None = None
    ) -> Changes:
        """Mend a name, the contact, or what this agency is asked for (empty: all of the collection's; None: as it was).

        Raises:
            InvalidInput: `record_gone`, `name_missing`, `agency_doubled`.
        """
        with self._ledger.together():
            known = there(self._repository.respondent(respondent_id))
            if not key_of(name):
                raise InvalidInput("name", "name_missing")
            others = [one for one in self._repository.respondents(known.collection_id) if one.id != respondent_id]
            _check_single(name, others)
            kept = known.asked if asked is None else tuple(asked)
            changed = replace(known, name=tidy(name), contact=_tidied(contact), asked=kept)
            return (
                NOTHING
                if changed == known
                else self._ledger.save("collecting.change_agency", [put_respondent(changed)])
            )

    def remove(self, respondent_id: str) -> Changes:
        """Put an agency into the recycle bin; what was done with it comes back with it.

        Raises:
            InvalidInput: `record_gone`.
        """
        return self._ledger.bury("collecting.remove_agency", RESPONDENT, [respondent_id])

    # -- steps -----------------------------------------------------------------------------------------------------

    def remind(self, respondent_ids: Sequence[str], day: dt.date, way: Way, document: str = "") -> Changes:
        """Note that agencies were reminded, as one action.

        Raises:
            InvalidInput: `agencies_missing`; `record_gone`; `reminded_in_future` (day).
        """
        if not respondent_ids:
            raise InvalidInput("names", "agencies_missing")
        if day > today(self._clock):
            raise InvalidInput("day", "reminded_in_future")
        steps = [
            Step(self._ledger.new_id(), there(self._repository.respondent(one)).id, StepKind.REMINDED, day, way)
            for one in dict.fromkeys(respondent_ids)
        ]
        return self._ledger.save(
            "collecting.remind", [put_step(replace(step, document=tidy(document))) for step in steps]
        )

    def exempt(self, respondent_id: str, reason: str, day: dt.date) -> Changes:
        """Let an agency off, with the reason.

        Raises:
            InvalidInput: `record_gone`; `reason_missing`; `already_exempt`; `already_reported`.
        """
        with self._ledger.together():
            standing = self.standing(respondent_id)
            if standing.reports:
                raise InvalidInput("", "already_reported")
            if standing.exemption is not None:
                raise InvalidInput("", "already_exempt")
            if not tidy(reason):
                raise InvalidInput("reason", "reason_missing")
            step = Step(self._ledger.new_id(), respondent_id, StepKind.EXEMPTED, day, reason=tidy(reason))
            return self._ledger.save("collecting.exempt", [put_step(step)])

    def ask_again(self, respondent_id: str, day: dt.date) -> Changes:
        """Ask an agency again that was let off.

        Raises:
            InvalidInput: `record_gone`; `not_exempt`.
        """
        with self._ledger.together():
            if self.standing(respondent_id).exemption is None:
                raise InvalidInput("", "not_exempt")
            step = Step(self._ledger.new_id(), respondent_id, StepKind.ASKED_AGAIN, day)
            return self._ledger.save("collecting.ask_again", [put_step(step)])

    # -- rules -----------------------------------------------------------------------------------------------------

    def _added(
        self, collection: Collection, listed: Sequence[Respondent], new: Sequence[tuple[str, Contact]]
    ) -> list[Put]:
        if len(listed) + len(new) > MAX_AGENCIES:
            raise InvalidInput("names", "agencies_too_many", limit=MAX_AGENCIES)
        made = list(listed)
        for name, contact in new:
            _check_single(name, made)
            position = max((one.position for one in made), default=0) + 1
            made.append(Respondent(self._ledger.new_id(), collection.id, position, name, _tidied(contact)))
        return [put_respondent(one) for one in made[len(listed) :]]

    def _checked(self, collection: Collection) -> Collection:
        # A yearly report may be asked for a little into the next year, not before its own.
        if not collection.year <= collection.due.year <= collection.year + 1:
            raise InvalidInput("due", "due_not_of_year", year=collection.year)
        return collection


def _check_single(name: str, listed: Sequence[Respondent]) -> None:
    if key_of(name) in {key_of(one.name) for one in listed}:
        raise InvalidInput("name", "agency_doubled", name=tidy(name))


def _tidied(contact: Contact) -> Contact:
    return Contact(tidy(contact.person), tidy(contact.phone), tidy(contact.address))
