"""Publishing a week (ban hành lịch tuần): a version that never changes, and what the plan says otherwise since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock, local
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.conflicts import Finding, Severity
from ttcs_desktop.broadcast.inventory import Inventory
from ttcs_desktop.broadcast.logbook import LogBook
from ttcs_desktop.broadcast.model import Airing, Outcome, Station
from ttcs_desktop.broadcast.publishing.boards import Posted, board_diff, plan_posted
from ttcs_desktop.broadcast.publishing.frozen import version_id
from ttcs_desktop.broadcast.publishing.model import (
    Change,
    Hindrances,
    Line,
    Notice,
    Standing,
    Version,
    diff,
    pairs,
    plan_lines,
)
from ttcs_desktop.broadcast.publishing.repository import PublishedRepository, put_notice, put_recall, put_version
from ttcs_desktop.broadcast.scheduling import Timetable
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.vietnamese.text import tidy


class Published:
    """Published weeks of the stations; where none is named, of the ward's first station."""

    def __init__(
        self,
        repository: PublishedRepository,
        ledger: Ledger,
        timetable: Timetable,
        log: LogBook,
        inventory: Inventory,
        clock: Clock,
        unit_code: str,
    ) -> None:
        self._repository = repository
        self._ledger = ledger
        self._timetable = timetable
        self._log = log
        self._inventory = inventory
        self._clock = clock
        self._unit_code = unit_code
        self.boards: Callable[[Week], tuple[Posted, ...]] = lambda _week: ()
        """What may be shown on notice boards in a week."""

    def in_force(self, week: Week, station: Station | None = None) -> Version | None:
        """The version people go by; None while nothing is published, or all of it was recalled."""
        return self._repository.in_force(self._station(station), week)

    def versions(self, week: Week, station: Station | None = None) -> list[Version]:
        """Every version, the first first, recalled ones too."""
        return self._repository.of_week(self._station(station), week)

    def standing(self, week: Week, station: Station | None = None, airings: Iterable[Airing] | None = None) -> Standing:
        """The version in force, and what the plan says otherwise by now.

        Args:
            airings: the airings that start in the week, where the caller has them already.
        """
        version = self.in_force(week, station)
        if version is None:
            return Standing(None)
        station_id = self._station(station)
        return Standing(
            version,
            diff(version.lines, self._lines(week, station_id, version, airings)),
            board_diff(version.boards, self._posted(week, station_id, version)),
        )

    def diff(self, week: Week, station: Station | None = None) -> tuple[Change, ...]:
        """What changed in the plan since the version in force; nothing while none is."""
        return self.standing(week, station).changes

    def airing_ids(self, week: Week, station: Station | None = None) -> frozenset[str]:
        """The airings of the plan that stand as they were published: nobody may move them unasked.

        They are the ids that the plan has now: a slot altered in something else carries on under a new one.
        """
        version = self.in_force(week, station)
        if version is None:
            return frozenset()
        lines = self._lines(week, self._station(station), version, None)
        same = (new for old, new in pairs(version.lines, lines) if old is not None and new is not None)
        changed = {one.new.airing_id for one in diff(version.lines, lines) if one.new is not None}
        return frozenset(one.airing_id for one in same) - changed

    def hindrances(
        self, week: Week, station: Station | None = None, findings: Iterable[Finding] | None = None
    ) -> Hindrances:
        """What stands before a publication. What has begun cannot be mended any more, and forbids nothing."""
        station_id, now = self._station(station), self._now()
        open_ = [
            one
            for one in (self._timetable.findings(week) if findings is None else findings)
            if one.a.slot.station_id == station_id
            and any(airing.start > now for airing in (one.a, one.b) if airing is not None)
        ]
        version = self.in_force(week, station)
        decided = set(version.decided) if version else set()
        return Hindrances(
            tuple(one for one in open_ if one.severity is Severity.BLOCK),
            tuple(one for one in open_ if one.severity is Severity.ASK and _decision(one) not in decided),
        )

    def publish(
        self, week: Week, station: Station | None = None, *, decided: bool = False, notice: Notice | None = None
    ) -> Version:
        """Keep the week as it is planned as the next version. Pressed again, it is the same version.

        Args:
            decided: the officer has decided what was his to decide.
            notice: number and day of the paper, where it has them already.

        Raises:
            InvalidInput: `week_over`; `week_blocked` and `week_undecided` with their number; `week_empty` when nothing
                is to be aired or posted and nothing was published before; `paper_number_missing` as `note_notice`.
        """
        with self._ledger.together():
            station_id = self._station(station)
            if dt.datetime.combine(week.sunday, dt.time.max) <= self._now():
                raise InvalidInput("", "week_over", week=str(week))
            findings = self._timetable.findings(week)
            hindrances = self.hindrances(week, station, findings)
            if hindrances.blocking:
                raise InvalidInput("", "week_blocked", number=len(hindrances.blocking))
            if hindrances.asking and not decided:
                raise InvalidInput("decided", "week_undecided", number=len(hindrances.asking))
            before = self.in_force(week, station)
            lines = self._lines(week, station_id, before, None)
            posted = self._posted(week, station_id, before)
            if before is not None and not (diff(before.lines, lines) or board_diff(before.boards, posted)):
                if notice is not None:
                    self.note_notice(before.id, notice)
                return self._known(before.id)
            if before is None and not lines and not posted:
                raise InvalidInput("", "week_empty")
            made = self._version(week, station_id, before, (lines, posted), _decisions(findings, station_id))
            puts = [put_version(made, self._unit_code), *([put_notice(made.id, _read(notice))] if notice else [])]
            self._ledger.save("broadcast.publish_week", puts, fact=True)
            return self._known(made.id)

    def recall(self, version_id_: str, reason: str = "") -> Changes:
        """Take the version in force back, as if it had not been published; the one before it is in force again.

        Raises:
            InvalidInput: `record_gone`; `published_replaced` when it is not in force; `published_on_air` and
                `published_on_board` (with title and start) when something of it has begun since it was published and
                may have been heard or seen.
        """
        with self._ledger.together():
            version = self._known(version_id_)
            station = Station(version.station_id, "")
            force = self.in_force(version.week, station)
            if force is None or force.id != version.id:
                raise InvalidInput("", "published_replaced", number=version.number)
            heard = self._heard_since(version)
            if heard is not None:
                raise InvalidInput("", "published_on_air", title=heard.title, start=heard.start)
            now, since = self._now(), local(version.at).replace(tzinfo=None)
            seen = next((one for one in version.boards if since <= one.begins <= now), None)
            if seen is not None:
                raise InvalidInput("", "published_on_board", title=seen.title, start=seen.begins)
            return self._ledger.save("broadcast.recall_week", [put_recall(version.id, tidy(reason))], fact=True)

    def note_notice(self, version_id_: str, notice: Notice) -> Changes:
        """Write down number and day of the paper by which a version was made known.

        Raises:
            InvalidInput: `record_gone`; `paper_number_missing` for a day without a number.
        """
        version = self._known(version_id_)
        return self._ledger.save("broadcast.note_notice", [put_notice(version.id, _read(notice))])

    def find(self, version_id_: str) -> Version | None:
        """A version by its id."""
        return self._repository.find(version_id_)

    def _version(
        self,
        week: Week,
        station_id: str,
        before: Version | None,
        plan: tuple[tuple[Line, ...], tuple[Posted, ...]],
        decided: tuple[tuple[str, str, str], ...],
    ) -> Version:
        lines, posted = plan
        number = self._repository.last_number(station_id, week) + 1
        names = self._inventory.cluster_names()
        used = sorted({cluster for line in lines for cluster in line.clusters})
        return Version(
            id=version_id(self._unit_code, station_id, week, number),
            station_id=station_id,
            week=week,
            number=number,
            replaces=before.number if before else None,
            lines=lines,
            changes=diff(before.lines, lines) if before else (),
            clusters=tuple((one, names.get(one, one)) for one in used),
            decided=decided,
            sha256="",
            at=self._clock.now(),
            by=self._ledger.actor,
            boards=posted,
            board_changes=board_diff(before.boards, posted) if before else (),
        )

    def _lines(
        self, week: Week, station_id: str, version: Version | None, airings: Iterable[Airing] | None
    ) -> tuple[Line, ...]:
        planned = self._timetable.week(week) if airings is None else airings
        mine = [one for one in planned if one.slot.station_id == station_id and one.day in week.days]
        return plan_lines(mine, version.lines if version else (), self._now())

    def _posted(self, week: Week, station_id: str, version: Version | None) -> tuple[Posted, ...]:
        """The boards are the ward's: they stand in the week of its first station."""
        if station_id != self._station(None):
            return ()
        return plan_posted(self.boards(week), version.boards if version else (), self._now())

    def _heard_since(self, version: Version) -> Line | None:
        """The first airing that began after the publication, unless the log says that it was not aired."""
        now, since = self._now(), local(version.at).replace(tzinfo=None)
        begun = [line for line in version.lines if since <= line.start <= now]
        if not begun:
            return None
        entries = self._log.entries(version.week.monday, version.week.sunday)
        silent = {one.airing_id for one in entries if one.state is Outcome.NONE}
        return next((line for line in begun if line.airing_id not in silent), None)

    def _known(self, version_id_: str) -> Version:
        version = self._repository.find(version_id_)
        if version is None:
            raise InvalidInput("", "record_gone")
        return version

    def _station(self, station: Station | None) -> str:
        return (station or self._inventory.the_station()).id

    def _now(self) -> dt.datetime:
        return local(self._clock.now()).replace(tzinfo=None)


def _read(notice: Notice) -> Notice:
    said = Notice(tidy(notice.number), notice.day)
    if not said.number:
        raise InvalidInput("number", "paper_number_missing")
    return said


def _decisions(findings: Sequence[Finding], station_id: str) -> tuple[tuple[str, str, str], ...]:
    mine = (one for one in findings if one.a.slot.station_id == station_id and one.severity is Severity.ASK)
    return tuple(sorted({_decision(one) for one in mine}))


def _decision(finding: Finding) -> tuple[str, str, str]:
    return finding.rule.value, finding.a.id, finding.b.id if finding.b else ""
