"""How far the collections are, in a few numbers: what the radar asks every morning."""

from __future__ import annotations

import datetime as dt

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.collecting.model import standing_of
from ttcs_desktop.collecting.repository import CollectingRepository


@dataclass(frozen=True, slots=True)
class Progress:
    """How many agencies of a collection are listed, and how many still owe."""

    template: str
    year: int
    due: dt.date
    listed: int
    owing: int

    @property
    def is_complete(self) -> bool:
        """Whether nobody owes any more; a list without agencies is not complete."""
        return bool(self.listed) and not self.owing


def progress(repository: CollectingRepository, first_year: int) -> list[Progress]:
    """Every collection from a year on, the newest first; nothing that agencies said is read."""
    found = []
    for one in repository.collections():
        if one.year < first_year:
            continue
        steps, reporters = tuple(repository.steps(one.id)), repository.reporters(one.id)
        listed = repository.respondents(one.id)
        silent = [agency for agency in listed if agency.id not in reporters]
        owing = sum(standing_of(agency, one.due, steps, ()).state.owes for agency in silent)
        found.append(Progress(one.template, one.year, one.due, len(listed), owing))
    return found
