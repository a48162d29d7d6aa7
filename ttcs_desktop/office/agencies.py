"""The agencies that tasks name (cơ quan, đơn vị), and the short names by which annexes call them, learnt one by one."""

from __future__ import annotations

from ttcs_desktop.basics.changes import NOTHING, Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.office.model import Agency, AgencyAlias
from ttcs_desktop.office.repository import AGENCY_ALIAS, OfficeRepository, put_agency, put_agency_alias
from ttcs_desktop.vietnamese.text import fold_words, tidy


class Agencies:
    """What annexes write for an agency, and what the office understands by it."""

    def __init__(self, repository: OfficeRepository, ledger: Ledger) -> None:
        self._repository = repository
        self._ledger = ledger

    def agencies(self) -> list[Agency]:
        """Every agency with a learnt name, in the order they were met."""
        return self._repository.agencies()

    def aliases(self) -> list[AgencyAlias]:
        """Every short name that was learnt."""
        return self._repository.agency_aliases()

    def learnt(self) -> dict[str, str]:
        """Short names as written, each with the full name of its agency."""
        names = {agency.id: agency.name for agency in self._repository.agencies()}
        return {one.alias: names[one.agency_id] for one in self._repository.agency_aliases() if one.agency_id in names}

    def learn(self, alias: str, name: str) -> Changes:
        """Understand `alias` as the agency called `name` from now on; learnt anew, it changes its meaning.

        Raises:
            InvalidInput: `name_missing` when either is empty.
        """
        alias, name = tidy(alias), tidy(name)
        if not key_of(alias) or not key_of(name):
            raise InvalidInput("name", "name_missing")
        if alias == name:
            return NOTHING
        with self._ledger.together():
            known = next((one for one in self._repository.agencies() if one.name == name), None)
            agency = known or Agency(stable_id("agency", name), name)
            learnt = AgencyAlias(stable_id("agency_alias", key_of(alias)), agency.id, alias)
            if known is not None and learnt in self._repository.agency_aliases():
                return NOTHING
            puts = [] if known is not None else [put_agency(agency)]
            return self._ledger.save("office.learn_alias", [*puts, put_agency_alias(learnt)])

    def forget(self, alias: str) -> Changes:
        """Take a short name at its letters again. Raises InvalidInput `record_gone` when it was never learnt."""
        return self._ledger.bury("office.forget_alias", AGENCY_ALIAS, [stable_id("agency_alias", key_of(alias))])


def key_of(alias: str) -> str:
    """What a short name is known by: "P.VH-XH", "p. vh – xh" and "P VHXH" are one."""
    return fold_words(alias).replace(" ", "")
