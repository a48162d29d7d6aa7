"""What the office does with directives."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ttcs_desktop.basics.changes import NOTHING, Changes
from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.directives.model import LENGTHS, LINKED, MOST_ARRIVALS, MOST_PAGES, Directive, Link, Standing
from ttcs_desktop.directives.register import Register
from ttcs_desktop.directives.repository import DIRECTIVE, LINK, DirectivesRepository, put_directive, put_link
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.vietnamese.text import fold_words, nfc, tidy

_TEXTS = (*LENGTHS, "reply", "source")


class Directives:
    """Papers that came in, what they are the basis of, and which of them replaces which."""

    def __init__(self, repository: DirectivesRepository, ledger: Ledger, clock: Clock) -> None:
        self._repository, self._ledger, self._clock = repository, ledger, clock
        self.register = Register(repository)

    def directives(self) -> list[Directive]:
        """Every directive, the newest first."""
        return self._repository.directives()

    def newest(self, standing: Standing = Standing.ALL, limit: int = 300) -> list[Directive]:
        """The newest of those that stand so today, the newest first; older ones are found by their words."""
        return self._repository.newest(standing, today(self._clock), limit)

    def counts(self) -> dict[Standing, int]:
        """How many stand in each way today."""
        return self._repository.counts(today(self._clock))

    def those(self, ids: Iterable[str]) -> list[Directive]:
        """The directives of these ids that are there, the newest first."""
        return self._repository.those(ids)

    def numbered(self, number: str) -> list[Directive]:
        """The directives of a number such as "184", leading zeros not counted, whoever issued them."""
        return self._repository.numbered(number)

    def directive(self, directive_id: str) -> Directive:
        """Raises InvalidInput `record_gone`."""
        found = self._repository.directive(directive_id)
        if found is None:
            raise InvalidInput("", "record_gone")
        return found

    def waiting(self, last_due: dt.date) -> list[Directive]:
        """Those not handled that are due up to a day, the most urgent first."""
        return self._repository.waiting(last_due)

    def arrived(self, first: dt.date, last: dt.date) -> list[Directive]:
        """The lines of the register (sổ đăng ký văn bản đến) between two days, both included.

        Raises InvalidInput("last", "window_reversed").
        """
        if last < first:
            raise InvalidInput("last", "window_reversed")
        return self._repository.arrived(first, last)

    def next_arrival(self, year: int) -> int:
        """The number the next paper gets; numbers begin with 1 every year."""
        return self._repository.last_arrival(year) + 1

    def save(self, directive: Directive, *, twice: bool = False) -> Directive:
        """Write a directive, a new one when it has no id. One that came in without number gets the next of its year.

        Args:
            twice: that the same paper is there already is known and meant.

        Raises:
            InvalidInput: `directive_empty`, `directive_known` (with `known`, the directive that is there),
                `fact_too_long`, `pages_out_of_range`, `arrival_without_day`, `arrival_number_taken`,
                `arrived_in_future`, `arrived_before_issued`, `handled_in_future`, `handled_before_arrived`,
                `window_reversed`, `replaced_in_circle`, `record_gone`.
        """
        tidied = _tidy(directive)
        _check(tidied, today(self._clock))
        with self._ledger.together():
            before = self.directive(tidied.id) if tidied.id else None
            self._check_replaced(tidied)
            known = None if twice else self.same_as(tidied)
            if known is not None and (before is None or not _same_paper(before, tidied)):
                raise InvalidInput("number", "directive_known", known=known)
            made = self._numbered(tidied)
            if made == before:
                return made
            made = made if made.id else replace(made, id=self._ledger.new_id())
            self._ledger.save("directives.edit" if before else "directives.add", [put_directive(made)])
        return made

    def same_as(self, directive: Directive) -> Directive | None:
        """Another directive of the same number, issuer and day (Phụ lục VI asks that this be noticed)."""
        if not directive.number:
            return None
        others = (one for one in self._repository.numbered(directive.number) if one.id != directive.id)
        return next((one for one in others if _same_paper(one, directive)), None)

    def set_handled(self, directive_id: str, day: dt.date | None, reply: str = "") -> Changes:
        """Note that a directive was handled on a day, and the paper that answered it; None opens it again.

        Raises:
            InvalidInput: `handled_in_future`, `handled_before_arrived`, `record_gone`.
        """
        before = self.directive(directive_id)
        made = replace(before, handled_on=day, reply=tidy(reply) or (before.reply if day else ""))
        _check(made, today(self._clock))
        if made == before:
            return NOTHING
        return self._ledger.save("directives.handle", [put_directive(made)])

    def remove(self, directive_id: str) -> Changes:
        """Put a directive into the recycle bin; what rested on it is found again when it comes back."""
        return self._ledger.bury("directives.remove", DIRECTIVE, [directive_id])

    def link(self, directive_id: str, kind: str, target_id: str) -> Changes:
        """Note that a directive is the basis of a plan, a task or another directive; once is enough.

        Raises:
            InvalidInput: `record_gone`; `based_on_itself` when it rests, however far around, on what would rest on it.
        """
        if kind not in LINKED:
            raise InvalidInput("kind", "record_gone")
        with self._ledger.together():
            self.directive(directive_id)
            if kind == "directive":
                self.directive(target_id)
                if reaches(self._repository.bases(), target_id, directive_id):
                    raise InvalidInput("target", "based_on_itself")
            link = Link(stable_id("directive_link", directive_id, kind, target_id), directive_id, kind, target_id)
            if link in self._repository.links_from(directive_id):
                return NOTHING
            return self._ledger.save("directives.link", [put_link(link)])

    def unlink(self, link_id: str) -> Changes:
        """Raises InvalidInput `record_gone`."""
        return self._ledger.bury("directives.unlink", LINK, [link_id])

    def basis_of(self, directive_id: str) -> list[Link]:
        """What a directive is the basis of."""
        return self._repository.links_from(directive_id)

    def bases_of(self, kind: str, target_id: str) -> list[Link]:
        """The directives that something rests on."""
        return self._repository.links_to(kind, target_id)

    def _check_replaced(self, directive: Directive) -> None:
        if directive.replaced_by is None:
            return
        successors = self._repository.successors()
        kept = directive.id and successors.get(directive.id) == directive.replaced_by
        if not kept:  # a successor in the recycle bin may stay, it cannot be chosen
            self.directive(directive.replaced_by)
        chain = {one: [other] for one, other in successors.items() if one != directive.id}
        if directive.id and reaches(chain, directive.replaced_by, directive.id):
            raise InvalidInput("replaced_by", "replaced_in_circle")

    def _numbered(self, directive: Directive) -> Directive:
        """With its number of the register."""
        if directive.arrived_on is None:
            return directive
        year = directive.arrived_on.year
        if directive.arrival_number is None:
            return replace(directive, arrival_number=self.next_arrival(year))
        there = self._repository.arrival_of(year, directive.arrival_number)
        if there is not None and there.id != directive.id:
            raise InvalidInput("arrival_number", "arrival_number_taken", next=self.next_arrival(year))
        return directive


def _check(one: Directive, day: dt.date) -> None:
    """Refuse what cannot be of a directive on a day, at its field."""
    if not one.full_number and not one.subject:
        raise InvalidInput("number", "directive_empty")
    for name, longest in LENGTHS.items():
        if len(getattr(one, name)) > longest:
            raise InvalidInput(name, "fact_too_long", longest=longest)
    for name in ("pages", "copies"):
        number = getattr(one, name)
        if number is not None and not 1 <= number <= MOST_PAGES:
            raise InvalidInput(name, "pages_out_of_range", most=MOST_PAGES)
    if one.arrival_number is not None and one.arrived_on is None:
        raise InvalidInput("arrived_on", "arrival_without_day")
    if one.arrival_number is not None and not 1 <= one.arrival_number <= MOST_ARRIVALS:
        raise InvalidInput("arrival_number", "pages_out_of_range", most=MOST_ARRIVALS)
    for name, code in (("arrived_on", "arrived_in_future"), ("handled_on", "handled_in_future")):
        if (getattr(one, name) or day) > day:
            raise InvalidInput(name, code)
    first = one.arrived_on or one.issued_on
    for name, early, code in (
        ("arrived_on", one.issued_on, "arrived_before_issued"),
        ("handled_on", first, "handled_before_arrived"),
        ("valid_to", one.valid_from or one.issued_on, "window_reversed"),
    ):
        late = getattr(one, name)
        if early is not None and late is not None and late < early:
            raise InvalidInput(name, code)


def reaches(arrows: Mapping[str, list[str]], start: str, goal: str) -> bool:
    """Whether arrows lead from one to another, or they are the same. Ends whatever the arrows are."""
    seen, ahead = set(), [start]
    while ahead:
        here = ahead.pop()
        if here == goal:
            return True
        if here not in seen:
            seen.add(here)
            ahead += arrows.get(here, ())
    return False


def _same_paper(one: Directive, other: Directive) -> bool:
    return (
        bool(one.full_number)
        and one.number.casefold().lstrip("0") == other.number.casefold().lstrip("0")
        and fold_words(one.notation) == fold_words(other.notation)
        and fold_words(one.organ) == fold_words(other.organ)
        and one.issued_on == other.issued_on
    )


def _tidy(directive: Directive) -> Directive:
    texts: dict[str, Any] = {name: tidy(getattr(directive, name)) for name in _TEXTS}
    return replace(directive, **texts, note=nfc(directive.note).strip(), replaced_by=directive.replaced_by or None)
