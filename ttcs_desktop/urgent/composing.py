"""From what the officer says to the words, the area and the places in the timetable."""

from __future__ import annotations

import datetime as dt
import math

from ttcs_desktop.basics.clock import Clock, local
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.equipment.hearing import Hearing
from ttcs_desktop.broadcast.inventory import Inventory
from ttcs_desktop.broadcast.model import Slot
from ttcs_desktop.broadcast.wording import cluster_list, own_station
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.office.neighbourhoods import Neighbourhoods
from ttcs_desktop.office.service import Office
from ttcs_desktop.office.wording import UNIT_KINDS, unit_in_text
from ttcs_desktop.urgent.catalogue import shipped_templates
from ttcs_desktop.urgent.model import Draft, Texts
from ttcs_desktop.urgent.plays import slot_like, slots_of
from ttcs_desktop.urgent.wording import (
    Told,
    area_of_clusters,
    area_of_names,
    board_text,
    message_text,
    sender_of,
    slot_title,
    spoken_text,
    whole_area,
)
from ttcs_desktop.vietnamese.text import tidy


@dataclass(frozen=True, slots=True)
class Places:
    """Who hears it and who hangs where: what an area is made of."""

    office: Office
    inventory: Inventory
    neighbourhoods: Neighbourhoods
    hearing: Hearing


class Composer:
    """Words and places of messages; saves nothing."""

    def __init__(self, places: Places, ledger: Ledger, clock: Clock) -> None:
        self._places, self._ledger, self._clock = places, ledger, clock

    def _now(self) -> dt.datetime:
        return local(self._clock.now()).replace(tzinfo=None)

    def told(self, draft: Draft) -> Told:
        """What the texts are made of.

        Raises:
            InvalidInput: `template_unknown_urgent`, `headline_missing`.
        """
        template = shipped_templates().get(draft.template)
        if template is None:
            raise InvalidInput("template", "template_unknown_urgent", known=", ".join(shipped_templates()))
        if not tidy(draft.headline):
            raise InvalidInput("headline", "headline_missing")
        unit = self._places.office.unit(self._now().date())
        what, action = tidy(draft.what), tidy(draft.action)
        sender = sender_of(unit_in_text(unit))
        return Told(tidy(draft.headline), what, action, self._area(draft), sender, draft.expires, draft.drill)

    def texts(self, told: Told) -> Texts:
        """The words for each way out, and how long the loudspeakers read them."""
        from ttcs_desktop.vietnamese.speech import read_aloud  # noqa: PLC0415  a dictionary: when words are made

        spoken = spoken_text(told)
        return Texts(spoken, board_text(told), message_text(told), math.ceil(read_aloud(spoken).length().seconds))

    def _area(self, draft: Draft) -> str:
        today = (draft.starts or self._now()).date()
        names = [one.name for one in self._places.neighbourhoods.on(today) if one.id in draft.neighbourhoods]
        if names:
            return area_of_names(names)
        if not draft.clusters:
            return whole_area(unit_in_text(self._places.office.unit(today)))
        heard = self._places.hearing.places(draft.clusters, today)
        places = [one.name for one in self._places.neighbourhoods.on(today) if one.id in heard]
        if places:
            return area_of_names(places)
        return area_of_clusters(cluster_list(draft.clusters, self._places.inventory.cluster_names()))

    def station_id(self, draft: Draft) -> str:
        """The station that plays it: the ward's first where nobody chose."""
        return draft.station_id or self._places.inventory.the_station().id

    def _clusters(self, draft: Draft, day: dt.date) -> frozenset[str]:
        """The clusters that play it; empty for all of the station."""
        if not draft.neighbourhoods:
            return draft.clusters
        found = self._places.hearing.clusters_heard_in(self.station_id(draft), draft.neighbourhoods)(day)
        if not found | draft.clusters:
            raise InvalidInput("neighbourhoods", "nobody_hears")
        return found | draft.clusters

    def slots(self, draft: Draft, told: Told, moments: list[dt.datetime], texts: Texts) -> list[Slot]:
        """Its places in the timetable. Raises InvalidInput `nobody_hears`."""
        unit = self._places.office.unit(moments[0].date())
        like = slot_like(
            self.station_id(draft),
            slot_title(told),
            own_station(UNIT_KINDS[unit.kind]),
            texts.seconds,
            self._clusters(draft, moments[0].date()),
            drill=told.drill,
        )
        return slots_of(like, moments, self._ledger.new_id)
