"""Standing authorisations: what the leader has said yes to beforehand, by which paper, until when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.content.model import Form, Item, Origin
from ttcs_desktop.content.pipeline.model import Authorisation, Scope
from ttcs_desktop.content.pipeline.repository import AUTHORISATION, PipelineRepository, put_authorisation
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.vietnamese.text import tidy


class Authorisations:
    """The papers by which something is approved without being shown each time."""

    def __init__(self, repository: PipelineRepository, ledger: Ledger) -> None:
        self._repository, self._ledger = repository, ledger

    def all(self) -> list[Authorisation]:
        """Every authorisation, the one that ends last first."""
        return self._repository.authorisations()

    def give(self, given: Authorisation) -> Authorisation:
        """Record an authorisation; the id is given here.

        Raises:
            InvalidInput: `paper_number_missing`, `approver_missing`, `scope_missing`, `window_reversed`;
                `issued_after_start` when it was signed after the first day it holds for; `authorisation_known`.
        """
        with self._ledger.together():
            given = replace(
                given,
                id=self._ledger.new_id(),
                number=tidy(given.number),
                signer=tidy(given.signer),
                position=tidy(given.position),
            )
            _check(given)
            if any(_key(one.number) == _key(given.number) and one.issued_on == given.issued_on for one in self.all()):
                raise InvalidInput("number", "authorisation_known", number=given.number)
            self._ledger.save("content.authorise", [put_authorisation(given)])
            return given

    def end(self, authorisation_id: str, to_day: dt.date) -> Authorisation:
        """Say until which day an authorisation holds: sooner when it is taken back, later when it is prolonged.

        Raises:
            InvalidInput: `record_gone`, `window_reversed`.
        """
        with self._ledger.together():
            known = next((one for one in self.all() if one.id == authorisation_id), None)
            if known is None:
                raise InvalidInput("", "record_gone")
            changed = replace(known, to_day=to_day)
            _check(changed)
            self._ledger.save("content.end_authorisation", [put_authorisation(changed)])
            return changed

    def remove(self, authorisation_id: str) -> Changes:
        """Put one that was entered by mistake into the recycle bin."""
        return self._ledger.bury("content.remove_authorisation", AUTHORISATION, [authorisation_id])

    def for_approval(self, number: str, day: dt.date, needs: Scope | None) -> Authorisation:
        """The authorisation by which something may be approved on a day.

        Args:
            needs: what is to be approved; None is nothing that any authorisation covers.

        Raises:
            InvalidInput: at the field `number`: `authorisation_unknown`; `authorisation_ended` (with its days);
                `authorisation_other_scope`.
        """
        named = [one for one in self.all() if _key(one.number) == _key(number)]
        if not named:
            raise InvalidInput("number", "authorisation_unknown", number=tidy(number))
        valid = [one for one in named if one.valid_on(day)]
        if not valid:
            raise InvalidInput("number", "authorisation_ended", first=named[0].from_day, last=named[0].to_day)
        covering = next((one for one in valid if needs in one.scope), None)
        if covering is None:
            raise InvalidInput("number", "authorisation_other_scope", number=valid[0].number)
        return covering

    def fitting(self, day: dt.date, needs: Scope | None) -> Authorisation | None:
        """An authorisation by which something may be approved on a day, the one that ends last; None without one."""
        return next((one for one in self.all() if one.valid_on(day) and needs in one.scope), None)

    def by_number(self) -> dict[str, list[Authorisation]]:
        """Every authorisation by its number (folded); numbers begin with 1 each year, so one may stand for several."""
        found: dict[str, list[Authorisation]] = {}
        for one in self.all():
            found.setdefault(_key(one.number), []).append(one)
        return found


def scope_of(item: Item) -> Scope | None:
    """What an item is to an authorisation; None where it must be shown to the approver each time."""
    if item.origin is not Origin.WARD:
        return Scope.HIGHER
    return Scope.NOTICES if item.form is Form.NOTICE else None


def holds_on(number: str, decided_on: dt.date, day: dt.date, known: Mapping[str, Sequence[Authorisation]]) -> bool:
    """Whether what was approved on a day by this number may still play on another; what the record does not know may.

    Of several of one number those count that held on the day of the approval; where none did any more, for it was
    ended afterwards, the one that began last before it.
    """
    named = known.get(_key(number), ())
    held = [one for one in named if one.valid_on(decided_on)]
    if not held:
        begun = [one for one in named if one.from_day <= decided_on] or named
        held = [max(begun, key=lambda one: one.from_day)] if begun else []
    return not held or day <= max(one.to_day for one in held)


def _check(given: Authorisation) -> None:
    if not given.number:
        raise InvalidInput("number", "paper_number_missing")
    if not given.signer:
        raise InvalidInput("signer", "approver_missing")
    if not given.scope:
        raise InvalidInput("scope", "scope_missing")
    if given.to_day < given.from_day:
        raise InvalidInput("to_day", "window_reversed")
    if given.issued_on > given.from_day:
        raise InvalidInput("from_day", "issued_after_start")


def _key(number: str) -> str:
    return tidy(number).casefold()
