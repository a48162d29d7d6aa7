"""The parts of the unit where people live (tổ dân phố, thôn): dated, for they are merged and renamed as units are."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.office.model import Neighbourhood
from ttcs_desktop.office.repository import NEIGHBOURHOOD, OfficeRepository, put_neighbourhood
from ttcs_desktop.vietnamese.text import fold_words, tidy

# "Tổ dân phố 1 - 12", and "TDP 3-5" alike; more than this in one line is a slip of the hand.
_STRETCH = re.compile(r"(.*?)(\d{1,3})\s*[-–]\s*(\d{1,3})", re.DOTALL)
_LONGEST_STRETCH = 200
_LAST_NUMBER = re.compile(r"(\d+)$")


class Neighbourhoods:
    """What they are called, from when to when."""

    def __init__(self, repository: OfficeRepository, ledger: Ledger) -> None:
        self._repository, self._ledger = repository, ledger

    def all(self) -> list[Neighbourhood]:
        """Every one there is or was, 2 before 10."""
        return self._repository.neighbourhoods()

    def on(self, day: dt.date) -> list[Neighbourhood]:
        """Those there are on a day."""
        return [one for one in self.all() if one.valid_on(day)]

    def add(self, written: str, from_day: dt.date) -> list[Neighbourhood]:
        """Enter those that a line names, as one action: "Tổ dân phố 1 - 12, Thôn Đông" are thirteen.

        Raises:
            InvalidInput: `name_missing`; `neighbourhood_known` (with the name) when one of them is there on that day
                or comes later; `too_many_names`.
        """
        names = names_in(written)
        if not names:
            raise InvalidInput("name", "name_missing")
        with self._ledger.together():
            self._refuse_known(names, from_day)
            made = [Neighbourhood(self._ledger.new_id(), name, from_day) for name in names]
            self._ledger.save("office.add_neighbourhoods", [put_neighbourhood(one) for one in made])
        return made

    def change(self, id_: str, name: str, from_day: dt.date, to_day: dt.date | None) -> Changes:
        """Mend a name or its days; a neighbourhood merged into another ends on its last day.

        Raises:
            InvalidInput: `record_gone`, `name_missing`, `window_reversed`, `neighbourhood_known`.
        """
        with self._ledger.together():
            known = next((one for one in self.all() if one.id == id_), None)
            if known is None:
                raise InvalidInput("", "record_gone")
            if not tidy(name):
                raise InvalidInput("name", "name_missing")
            if to_day is not None and to_day < from_day:
                raise InvalidInput("to_day", "window_reversed")
            self._refuse_known([tidy(name)], from_day, besides=id_)
            changed = replace(known, name=tidy(name), from_day=from_day, to_day=to_day)
            return self._ledger.save("office.change_neighbourhood", [put_neighbourhood(changed)])

    def remove(self, id_: str) -> Changes:
        """Put one that was entered by mistake into the recycle bin. Raises InvalidInput `record_gone`."""
        return self._ledger.bury("office.remove_neighbourhood", NEIGHBOURHOOD, [id_])

    def read(self, written: str, day: dt.date) -> frozenset[str]:
        """The ids that a line means on a day: names as `add` reads them, or only their numbers: "1 - 3, 7".

        Raises:
            InvalidInput: `neighbourhood_unknown` (with what was written); `too_many_names`.
        """
        known = self.on(day)
        return frozenset(_meant(name, known).id for name in names_in(written))

    def _refuse_known(self, names: Sequence[str], from_day: dt.date, besides: str = "") -> None:
        wanted = {fold_words(name) for name in names}
        for one in self.all():
            still = one.to_day is None or one.to_day >= from_day
            if one.id != besides and still and fold_words(one.name) in wanted:
                raise InvalidInput("name", "neighbourhood_known", name=one.name)


def names_in(written: str) -> list[str]:
    """The names of a line, each once: parts between commas, a stretch of numbers spelled out.

    Raises:
        InvalidInput: `too_many_names` for a stretch of more than 200.
    """
    found: dict[str, str] = {}
    for part in re.split(r"[,;\n]", written):
        stretch = _STRETCH.fullmatch(part.strip())
        names = [tidy(part)]
        if stretch:
            first, last = int(stretch[2]), int(stretch[3])
            if last - first >= _LONGEST_STRETCH:
                raise InvalidInput("name", "too_many_names", number=last - first + 1)
            names = [tidy(f"{stretch[1]} {number}") for number in range(first, last + 1)] or names
        for name in names:
            if name:
                found.setdefault(fold_words(name), name)
    return list(found.values())


def _meant(name: str, known: Sequence[Neighbourhood]) -> Neighbourhood:
    """The one that is called so; by its number alone where no other ends in it."""
    folded = fold_words(name)
    same = [one for one in known if fold_words(one.name) == folded]
    if not same and name.isdigit():
        same = [one for one in known if (last := _LAST_NUMBER.search(one.name)) and int(last[1]) == int(name)]
    if len(same) != 1:
        raise InvalidInput("neighbourhoods", "neighbourhood_unknown", name=name)
    return same[0]
