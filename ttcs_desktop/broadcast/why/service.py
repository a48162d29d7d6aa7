"""Finds the reasons, each from the records themselves: tests hold the timetable's own answer against them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from ttcs_desktop.basics.clock import Clock, local
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.conflicts import overlaps
from ttcs_desktop.broadcast.model import Airing, Fill, Kind, Priority, Slot
from ttcs_desktop.broadcast.planning import covers_of_title
from ttcs_desktop.broadcast.repository import TimetableRepository
from ttcs_desktop.broadcast.service import Broadcast
from ttcs_desktop.broadcast.why.calendar import calendar_reasons
from ttcs_desktop.broadcast.why.model import Answer, ItemAnswer, Mark, Reason, Said
from ttcs_desktop.content.approvals import Approvals, Decisions
from ttcs_desktop.content.model import Decision, Item, Unfit, Version
from ttcs_desktop.content.repository import ContentRepository
from ttcs_desktop.office.model import Holiday

_DAY = dt.timedelta(days=1)
_AHEAD = dt.timedelta(days=35)
_UNFIT = {Unfit.NOT_YET: Said.TOO_EARLY, Unfit.EXPIRED: Said.EXPIRED, Unfit.NO_RIGHT: Said.NO_RIGHT}


class Why:
    """Asks timetable, approvals, equipment and log about one slot, or one item, on one day."""

    def __init__(
        self,
        station: Broadcast,
        repository: TimetableRepository,
        content: ContentRepository,
        approvals: Approvals,
        holidays: Callable[[], Sequence[Holiday]],
        clock: Clock,
    ) -> None:
        self._timetable, self._inventory, self._log = station.timetable, station.inventory, station.log
        self._repository, self._content, self._approvals = repository, content, approvals
        self._holidays, self._clock = holidays, clock

    def of_slot(self, slot_id: str, day: dt.date, airing_id: str = "") -> Answer:
        """Why a slot plays on a day, or does not; of several plays the one that is named, or the first.

        Raises:
            InvalidInput: `record_gone`.
        """
        slot = self._timetable.slot(slot_id)
        plays = [one for one in self._timetable.days(day, day) if one.slot.id == slot_id]
        return self._answer(slot, day, next((one for one in plays if one.id == airing_id), next(iter(plays), None)))

    def of_day(self, station_id: str, day: dt.date) -> tuple[Answer, ...]:
        """Why the slots around a day, five weeks before and after it, have nothing on it."""
        planned = {one.slot.id for one in self._timetable.days(day, day)}
        near = self._timetable.slots_between(day - _AHEAD, day + _AHEAD)
        gaps = [one for one in near if one.station_id == station_id and one.id not in planned]
        return tuple(self._answer(slot, day, None) for slot in gaps)

    def _answer(self, slot: Slot, day: dt.date, airing: Airing | None) -> Answer:
        changes = self._repository.airing_changes_of(slot.id)
        reasons = [*calendar_reasons(slot, day, airing, changes, self._holidays())]
        if airing is not None:
            reasons += [*self._heard(airing), *self._played(airing), *self._cut_off(airing)]
            reasons += self._told(airing)
        return Answer(slot, day, tuple(reasons), airing)

    def of_item(self, item_id: str, day: dt.date) -> ItemAnswer:
        """Why an item is heard on a day, or is not.

        Raises:
            InvalidInput: `record_gone`.
        """
        item = self._content.item(item_id)
        if item is None:
            raise InvalidInput("", "record_gone")
        mine = self._with(item, self._timetable.days(day, day))
        answers = tuple(self.of_slot(one.slot.id, day, one.id) for one in mine)
        if answers:
            return ItemAnswer(item, day, answers)
        decisions = self._approvals.decisions([item.id])
        versions = (item.version_id,) if item.version_id else ()
        reasons = [Reason(Said.NOT_PLANNED, Mark.NO, "content", item.id, day, item.title)]
        coming = self._with(item, self._timetable.days(self._now.date(), self._now.date() + _AHEAD))
        following = next((one for one in coming if one.start > self._now and one.day != day), None)
        if following is not None:
            reasons.append(Reason(Said.COMING, Mark.NOTE, "broadcast", following.id, airing=following))
        reasons += self._decided(decisions, item.id, versions, None, day, ("content", item.id))
        reasons += _terms(item, day)
        return ItemAnswer(item, day, (), tuple(reasons))

    def _with(self, item: Item, airings: Sequence[Airing]) -> list[Airing]:
        """The airings that play an item, in any of its wordings, by time."""
        item_of = self._timetable.items_of_versions({one for airing in airings for one in airing.versions})
        return sorted(
            (
                airing
                for airing in airings
                if airing.slot.item_id == item.id or any(item_of.get(one) == item.id for one in airing.versions)
            ),
            key=lambda airing: (airing.start, airing.id),
        )

    def _heard(self, airing: Airing) -> Iterator[Reason]:
        """Where it would be heard; that nothing is heard forbids nothing by itself, but is no play either."""
        if not airing.slot.is_everywhere and not airing.clusters:
            yield Reason(Said.NOWHERE, Mark.LOOK, "broadcast", airing.slot.id)
            return
        yield Reason(Said.HEARD, Mark.NOTE, clusters=airing.clusters)
        faulty = airing.clusters & self._inventory.clusters_faulty()(airing.day)
        if faulty:
            yield Reason(Said.FAULTY, Mark.LOOK, "equipment", min(faulty), clusters=faulty)

    def _played(self, airing: Airing) -> Iterator[Reason]:
        """What it plays, and on whose yes: all as it held when it began, or as it holds now."""
        moment = airing.start if airing.start <= self._now else None
        slot, edition = airing.slot, airing.edition
        if edition is not None:
            yield from self._parts(airing, moment)
            record, covers, opens = edition.id, edition.parts, ("broadcast", edition.id)
        elif slot.fill is Fill.ITEM and slot.item_id is not None:
            yield from self._one_item(airing)
            record, covers, opens = slot.item_id, airing.versions, ("content", slot.item_id)
        elif slot.fill is Fill.SERIES:
            yield Reason(Said.EMPTY, Mark.NO, "broadcast", airing.id, airing.day)
            return
        else:
            said = Said.RELAY if slot.fill is Fill.RELAY else Said.TITLE
            yield Reason(said, Mark.NOTE, "broadcast", slot.id, name=slot.source or slot.title)
            record, covers, opens = slot.id, covers_of_title(slot), ("broadcast", slot.id)
        if covers:
            yield from self._decided(self._approvals.decisions([record]), record, covers, moment, airing.day, opens)

    def _one_item(self, airing: Airing) -> Iterator[Reason]:
        item_id = airing.slot.item_id or ""
        item = self._content.items_by_id({item_id}).get(item_id)
        if item is None or not airing.versions:
            yield Reason(Said.NO_WORDS, Mark.NO, "content", item_id, name=item.title if item else "")
            return
        version = self._content.version(airing.versions[0])
        yield Reason(Said.ITEM, Mark.NOTE, "content", item_id, name=item.title, number=version.number if version else 0)
        yield from _terms(item, airing.day)

    def _parts(self, airing: Airing, moment: dt.datetime | None) -> Iterator[Reason]:
        """The parts of an edition in their wordings; one that was withdrawn stops all of it."""
        if not airing.versions:
            yield Reason(Said.EMPTY, Mark.NO, "broadcast", airing.id, airing.day)
            return
        item_of = self._timetable.items_of_versions(airing.versions)
        items = self._content.items_by_id(set(item_of.values()))
        decisions = self._approvals.decisions(set(item_of.values()))
        for part in airing.versions:
            version, item = self._content.version(part), items.get(item_of.get(part, ""))
            if item is None or version is None:
                continue
            yield from self._part(item, version, decisions, moment)
            yield from _terms(item, airing.day)

    def _part(self, item: Item, version: Version, decisions: Decisions, moment: dt.datetime | None) -> Iterator[Reason]:
        if decisions.is_withdrawn(item.id, moment):
            last = decisions.last(item.id, moment)
            day = last.decided_on if last else None
            yield Reason(Said.PART_WITHDRAWN, Mark.NO, "content", item.id, day, item.title, approval=last)
        elif item.version_id != version.id and moment is None:
            yield Reason(Said.OLD_WORDING, Mark.LOOK, "content", item.id, name=item.title, number=version.number)
        else:
            yield Reason(Said.PART, Mark.NOTE, "content", item.id, name=item.title, number=version.number)

    def _decided(
        self,
        decisions: Decisions,
        record_id: str,
        covers: Sequence[str],
        moment: dt.datetime | None,
        day: dt.date,
        opens: tuple[str, str],
    ) -> Iterator[Reason]:
        """The last word about exactly these wordings by a moment, and whether it still holds on the day."""
        last = decisions.last(record_id, moment)
        if last is None:
            later = decisions.last(record_id) if moment is not None else None
            said = Said.NOBODY if later is None else Said.LATER
            yield Reason(said, Mark.NO, *opens, later.decided_on if later else None, approval=later)
        elif last.decision is Decision.WITHDRAWN:
            yield Reason(Said.WITHDRAWN, Mark.NO, *opens, last.decided_on, approval=last)
        elif set(last.covers) != set(covers):
            yield Reason(Said.OTHER_WORDING, Mark.NO, *opens, last.decided_on, approval=last)
        elif not decisions.holds_on(last, day):
            yield Reason(Said.STANDING_ENDED, Mark.NO, *opens, last.decided_on, approval=last)
        else:
            yield Reason(Said.APPROVED, Mark.YES, *opens, last.decided_on, approval=last)

    def _cut_off(self, airing: Airing) -> Iterator[Reason]:
        """The urgent news that would interrupt it, of its own day or of the one before or after it."""
        around = self._timetable.days(airing.day - _DAY, airing.day + _DAY)
        for finding in overlaps(around):
            sides = [one for one in (finding.a, finding.b) if one is not None]
            other = next((one for one in sides if one.id != airing.id), None)
            mine = any(one.id == airing.id for one in sides)
            if mine and other is not None and _is_urgent(other) and not _is_urgent(airing):
                yield Reason(Said.URGENT, Mark.LOOK, "broadcast", other.id, name=other.title, airing=other)

    def _told(self, airing: Airing) -> Iterator[Reason]:
        """What the log says of it."""
        entry = self._log.of_airing(airing.id)
        if entry is not None:
            yield Reason(Said.LOGGED, Mark.NOTE, "broadcast", airing.id, entry.day, entry=entry)
            for witness in self._log.witnesses([entry.id]):
                yield Reason(Said.WITNESS, Mark.NOTE, "broadcast", airing.id, entry=entry, witness=witness)
        elif airing.end <= self._now:
            yield Reason(Said.NOT_LOGGED, Mark.NOTE, "broadcast", airing.id, airing.day)

    @property
    def _now(self) -> dt.datetime:
        return local(self._clock.now()).replace(tzinfo=None)


def _terms(item: Item, day: dt.date) -> Iterator[Reason]:
    """Whether an item may be used on a day: whoever plans it is told, and it is planned all the same."""
    unfit = item.unfit_on(day)
    if unfit is not None:
        named = {Unfit.NOT_YET: item.valid_from, Unfit.EXPIRED: item.valid_to}.get(unfit)
        yield Reason(_UNFIT[unfit], Mark.LOOK, "content", item.id, named, item.title)


def _is_urgent(airing: Airing) -> bool:
    return airing.slot.kind is Kind.URGENT or airing.slot.priority is Priority.URGENT
