"""Template weeks (tuần mẫu): the slots of a week under a name, to be put into any other by their weekdays."""

from __future__ import annotations

import datetime as dt
import json

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.inventory import Inventory
from ttcs_desktop.broadcast.model import Fill, Kind, Priority, Slot, Station
from ttcs_desktop.broadcast.rows import SLOT, WEEK_TEMPLATE, put, slot_of_row
from ttcs_desktop.broadcast.weeks.model import Seed, WeekPlan, goes_by_weekday
from ttcs_desktop.broadcast.weeks.planting import Draft, WeekMaker
from ttcs_desktop.broadcast.weeks.seeds import seeds_of
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Put
from ttcs_desktop.storage.database import Database
from ttcs_desktop.vietnamese.text import fold_words, tidy


@dataclass(frozen=True, slots=True)
class WeekTemplate:
    """A week under a name; `seeds` are its slots, each with its weekdays."""

    id: str
    name: str
    station_id: str
    seeds: tuple[Seed, ...]


class TemplateRepository:
    """The questions of template weeks to the file."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, station_id: str) -> list[WeekTemplate]:
        """The template weeks of a station, by name."""
        rows = self._database.rows(
            "SELECT id, name, station_id, slots FROM week_template WHERE deleted_at IS NULL AND station_id = ? "
            "ORDER BY name, id",
            (station_id,),
        )
        return [
            WeekTemplate(row["id"], row["name"], row["station_id"], tuple(map(_seed, json.loads(row["slots"]))))
            for row in rows
        ]


class WeekTemplates:
    """Weeks kept under a name, and put into other weeks: slots alone, without what a series aired."""

    def __init__(self, repository: TemplateRepository, maker: WeekMaker, inventory: Inventory, ledger: Ledger) -> None:
        self._repository = repository
        self._maker = maker
        self._inventory = inventory
        self._ledger = ledger

    def all(self, station: Station | None = None) -> list[WeekTemplate]:
        """By name."""
        return self._repository.all((station or self._inventory.the_station()).id)

    def save(self, name: str, week: Week, station: Station | None = None) -> WeekTemplate:
        """Keep a week under a name, without what `left_out` names; one of that name is replaced.

        Raises:
            InvalidInput: `name_missing`; `week_empty`; `template_own_days` where nothing of it goes by the weekday.
        """
        station, called = station or self._inventory.the_station(), tidy(name)
        if not called:
            raise InvalidInput("name", "name_missing")
        found = seeds_of(self._maker.airings(week, station))
        seeds = tuple(one for one in found if goes_by_weekday(one.slot))
        if not seeds:
            raise InvalidInput("", "template_own_days" if found else "week_empty")
        id_ = stable_id("week template", station.id, fold_words(called))
        slots = json.dumps([_written(one) for one in seeds], ensure_ascii=False, sort_keys=True)
        row = {"id": id_, "name": called, "station_id": station.id, "slots": slots}
        self._ledger.save("broadcast.save_week_template", [Put(WEEK_TEMPLATE, row)])
        return WeekTemplate(id_, called, station.id, seeds)

    def left_out(self, week: Week, station: Station | None = None) -> list[Slot]:
        """The slots of a week that go by days of their own: they come by themselves, and on no other day."""
        airings = self._maker.airings(week, station or self._inventory.the_station())
        return list({one.slot.id: one.slot for one in airings if not goes_by_weekday(one.slot)}.values())

    def remove(self, template_id: str) -> Changes:
        """Forget a template; weeks that were made after it stay."""
        return self._ledger.bury("broadcast.remove_week_template", WEEK_TEMPLATE, [template_id])

    def plan(self, template: WeekTemplate, week: Week, station: Station | None = None) -> WeekPlan:
        """What the template would add to a week, and what stands there already."""
        return self._draft(template, week, station).plan()

    def apply(self, template: WeekTemplate, week: Week, station: Station | None = None) -> tuple[WeekPlan, Changes]:
        """Put its slots into a week, as one action.

        Raises:
            InvalidInput: `nothing_to_take` when all of them stand there, or are past.
        """
        draft = self._draft(template, week, station)
        return draft.plan(), self._maker.keep("broadcast.apply_week_template", draft)

    def _draft(self, template: WeekTemplate, week: Week, station: Station | None) -> Draft:
        draft = Draft()
        where = station or self._inventory.the_station()
        self._maker.plant(draft, template.seeds, week, self._maker.airings(week, where), f"template {template.id}")
        return draft


_PLAIN = Slot(
    *("", "", "", Kind.PROGRAMME, Priority.NORMAL, "", Fill.TITLE, dt.date.min, dt.date.min, dt.time(), 0),
)


def _written(seed: Seed) -> dict[str, object]:
    return {
        "slot": put(SLOT, seed.slot).values,
        "weekdays": sorted(seed.weekdays),
        "start": seed.start.isoformat(),
        "of_slot": seed.of_slot,
    }


def _seed(said: dict[str, object]) -> Seed:
    slot, weekdays = said["slot"], said["weekdays"]
    if not isinstance(slot, dict) or not isinstance(weekdays, list):
        raise TypeError("a template holds slots with their weekdays")
    # A template is older than the columns that slots were given since.
    row = {**put(SLOT, _PLAIN).values, **slot}
    return Seed(slot_of_row(row), frozenset(weekdays), dt.time.fromisoformat(str(said["start"])), str(said["of_slot"]))
