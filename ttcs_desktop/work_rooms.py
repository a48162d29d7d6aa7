"""The office, its tasks and its station, each subject made when it is first asked for; see rooms.py."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ttcs_desktop.ground import Ground

if TYPE_CHECKING:
    from ttcs_desktop.attachments.service import Attachments
    from ttcs_desktop.basics.periods import Week
    from ttcs_desktop.broadcast.aired.service import Aired
    from ttcs_desktop.broadcast.board_texts.service import BoardTexts
    from ttcs_desktop.broadcast.checks.service import WeekChecks
    from ttcs_desktop.broadcast.equipment.hearing import Hearing
    from ttcs_desktop.broadcast.equipment.service import Equipment
    from ttcs_desktop.broadcast.planned import Surroundings
    from ttcs_desktop.broadcast.playlogs.service import PlayLogs
    from ttcs_desktop.broadcast.publishing.boards import Posted
    from ttcs_desktop.broadcast.publishing.service import Published
    from ttcs_desktop.broadcast.rule_choice import RuleChoices
    from ttcs_desktop.broadcast.service import Broadcast
    from ttcs_desktop.broadcast.single import AiringChanges
    from ttcs_desktop.broadcast.solving.service import WayOut
    from ttcs_desktop.broadcast.taking_in import TimetableFiles
    from ttcs_desktop.broadcast.tray.service import Tray
    from ttcs_desktop.broadcast.unplanned import Unplanned
    from ttcs_desktop.broadcast.weeks.copying import WeekCopies
    from ttcs_desktop.broadcast.weeks.planting import WeekMaker
    from ttcs_desktop.broadcast.weeks.shifting import WeekShifts
    from ttcs_desktop.broadcast.weeks.templates import WeekTemplates
    from ttcs_desktop.broadcast.why.service import Why
    from ttcs_desktop.content.approvals import Approvals
    from ttcs_desktop.content.pipeline.authorisations import Authorisations
    from ttcs_desktop.content.repository import ContentRepository
    from ttcs_desktop.directives.service import Directives
    from ttcs_desktop.office.neighbourhoods import Neighbourhoods
    from ttcs_desktop.office.service import Office
    from ttcs_desktop.plans.following import Following
    from ttcs_desktop.plans.next_year import NextYear
    from ttcs_desktop.plans.service import Plans
    from ttcs_desktop.urgent.service import Urgent


class Work(Ground):
    """The office and its daily work: tasks, papers that came in."""

    @cached_property
    def office(self) -> Office:
        from ttcs_desktop.office.repository import OfficeRepository
        from ttcs_desktop.office.service import Office

        return Office(OfficeRepository(self.database), self.ledger)

    @cached_property
    def neighbourhoods(self) -> Neighbourhoods:
        """The parts of the unit where people live."""
        from ttcs_desktop.office.neighbourhoods import Neighbourhoods
        from ttcs_desktop.office.repository import OfficeRepository

        return Neighbourhoods(OfficeRepository(self.database), self.ledger)

    @cached_property
    def attachments(self) -> Attachments:
        from ttcs_desktop.attachments.repository import AttachmentsRepository
        from ttcs_desktop.attachments.service import Attachments

        return Attachments(AttachmentsRepository(self.database), self.ledger, self.files)

    @cached_property
    def plans(self) -> Plans:
        from ttcs_desktop.plans.inside.repository import InsideRepository
        from ttcs_desktop.plans.repository import PlansRepository
        from ttcs_desktop.plans.service import Plans

        inside = InsideRepository(self.database)
        return Plans(
            PlansRepository(self.database), inside, self.ledger, self._following, self.office.agencies, self.clock
        )

    @cached_property
    def next_year(self) -> NextYear:
        """Yearly tasks over the turn of a year."""
        from ttcs_desktop.plans.next_year import NextYear

        return NextYear(self._following, self.ledger, self.clock)

    @cached_property
    def directives(self) -> Directives:
        from ttcs_desktop.directives.repository import DirectivesRepository
        from ttcs_desktop.directives.service import Directives

        return Directives(DirectivesRepository(self.database), self.ledger, self.clock)

    @cached_property
    def _following(self) -> Following:
        from ttcs_desktop.plans.following import Following
        from ttcs_desktop.plans.repository import PlansRepository

        return Following(PlansRepository(self.database), self.ledger, self.clock)

    @cached_property
    def _content(self) -> ContentRepository:
        from ttcs_desktop.content.repository import ContentRepository

        return ContentRepository(self.database)

    @cached_property
    def _authorisations(self) -> Authorisations:
        from ttcs_desktop.content.pipeline.authorisations import Authorisations
        from ttcs_desktop.content.pipeline.repository import PipelineRepository

        return Authorisations(PipelineRepository(self.database), self.ledger)

    @cached_property
    def _approvals(self) -> Approvals:
        from ttcs_desktop.content.approvals import Approvals

        return Approvals(self._content, self.ledger, self.clock, self.office.boards, self._authorisations)


class Station(Work):
    """What is aired, when, where, by which rules."""

    @cached_property
    def broadcast(self) -> Broadcast:
        from ttcs_desktop.broadcast.figures import BroadcastFigures
        from ttcs_desktop.broadcast.inventory import Inventory
        from ttcs_desktop.broadcast.logbook import LogBook
        from ttcs_desktop.broadcast.planned import Plan
        from ttcs_desktop.broadcast.repository import EquipmentRepository, LogRepository, TimetableRepository
        from ttcs_desktop.broadcast.scheduling import Timetable
        from ttcs_desktop.broadcast.service import Broadcast

        equipment, book = EquipmentRepository(self.database), LogRepository(self.database)
        inventory = Inventory(equipment, self.ledger)
        slots = TimetableRepository(self.database)
        plan = Plan(slots, self._content, self._approvals, inventory, self.clock, self._around)
        timetable = Timetable(slots, self._content, self.ledger, self._approvals, inventory, self.clock, plan)
        timetable.checks, timetable.rules = lambda: self.week_checks, lambda: self.time_rules
        log = LogBook(book, self.ledger, timetable, inventory, self._approvals, self.clock)
        return Broadcast(inventory, timetable, log, BroadcastFigures(self.database))

    @cached_property
    def equipment(self) -> Equipment:
        """The repair book, notice boards, and what is written of clusters."""
        from ttcs_desktop.broadcast.equipment.service import equipment

        return equipment(self.database, self.ledger, self.broadcast.inventory, self.clock)

    @cached_property
    def board_texts(self) -> BoardTexts:
        """What is shown on notice boards."""
        from ttcs_desktop.broadcast.board_texts.repository import BoardTextRepository
        from ttcs_desktop.broadcast.board_texts.service import BoardTexts

        return BoardTexts(BoardTextRepository(self.database), self._content, self.equipment.boards, self.ledger)

    @cached_property
    def week_checks(self) -> WeekChecks:
        """What the plan of a week is held against beside clashes."""
        from ttcs_desktop.broadcast.checks.repository import ChecksRepository
        from ttcs_desktop.broadcast.checks.service import WeekChecks

        return WeekChecks(ChecksRepository(self.database), self.ledger)

    @cached_property
    def _around(self) -> Surroundings:
        from ttcs_desktop.broadcast.planned import Surroundings

        return Surroundings(
            self.identity.unit_code,
            lambda: self.office.calendar().is_holiday,
            lambda *asked: self.hearing.clusters_heard_in(*asked),  # noqa: PLW0108  it is made out of this room
        )

    @cached_property
    def airing_changes(self) -> AiringChanges:
        """Single airings moved or left out."""
        from ttcs_desktop.broadcast.repository import TimetableRepository
        from ttcs_desktop.broadcast.single import AiringChanges

        return AiringChanges(TimetableRepository(self.database), self.ledger, self.clock)

    @cached_property
    def way_out(self) -> WayOut:
        """Ways out of the clashes of a week."""
        from ttcs_desktop.broadcast.repository import TimetableRepository
        from ttcs_desktop.broadcast.solving.service import WayOut

        slots, timetable = TimetableRepository(self.database), self.broadcast.timetable
        return WayOut(slots, self._content, timetable, self.published, self.airing_changes, self.clock)

    @cached_property
    def timetable_files(self) -> TimetableFiles:
        """Timetables that were kept elsewhere."""
        from ttcs_desktop.broadcast.repository import TimetableRepository
        from ttcs_desktop.broadcast.taking_in import TimetableFiles

        slots = TimetableRepository(self.database)
        return TimetableFiles(slots, self.ledger, self._approvals, self.broadcast.inventory, self.clock)

    @cached_property
    def urgent(self) -> Urgent:
        """Urgent messages."""
        from ttcs_desktop.urgent.composing import Places
        from ttcs_desktop.urgent.repository import UrgentRepository
        from ttcs_desktop.urgent.service import Urgent

        places = Places(self.office, self.broadcast.inventory, self.neighbourhoods, self.hearing)
        repository, timetable = UrgentRepository(self.database), self.broadcast.timetable
        return Urgent(
            repository, self.ledger, timetable, self._approvals, places, self.clock, trial=self.identity.trial
        )

    @cached_property
    def tray(self) -> Tray:
        """Items that wait for a place in the timetable."""
        from ttcs_desktop.broadcast.tray.repository import TrayRepository
        from ttcs_desktop.broadcast.tray.service import Tray

        return Tray(TrayRepository(self.database), self.broadcast.timetable, self.week_checks, self.clock)

    @cached_property
    def why(self) -> Why:
        """Why something plays on a day, or does not."""
        from ttcs_desktop.broadcast.repository import TimetableRepository
        from ttcs_desktop.broadcast.why.service import Why

        repository = TimetableRepository(self.database)
        return Why(self.broadcast, repository, self._content, self._approvals, self.office.holidays, self.clock)

    @cached_property
    def hearing(self) -> Hearing:
        """Where each cluster is heard."""
        from ttcs_desktop.broadcast.equipment.hearing import Hearing
        from ttcs_desktop.broadcast.equipment.repository import HearingRepository

        return Hearing(HearingRepository(self.database), self.ledger, self.broadcast.inventory)

    @cached_property
    def time_rules(self) -> RuleChoices:
        """Which rules on when it may play the station keeps to."""
        from ttcs_desktop.broadcast.repository import TimetableRepository
        from ttcs_desktop.broadcast.rule_choice import RuleChoices

        return RuleChoices(TimetableRepository(self.database), self.ledger)

    @cached_property
    def week_copies(self) -> WeekCopies:
        """Weeks of the timetable made like others."""
        from ttcs_desktop.broadcast.weeks.copying import WeekCopies

        return WeekCopies(self._week_maker, self.broadcast.inventory)

    @cached_property
    def week_templates(self) -> WeekTemplates:
        """Weeks of the timetable kept under a name."""
        from ttcs_desktop.broadcast.weeks.templates import TemplateRepository, WeekTemplates

        repository = TemplateRepository(self.database)
        return WeekTemplates(repository, self._week_maker, self.broadcast.inventory, self.ledger)

    @cached_property
    def week_shifts(self) -> WeekShifts:
        """Airings of a week moved together."""
        from ttcs_desktop.broadcast.weeks.shifting import WeekShifts

        station = self.broadcast
        return WeekShifts(station.timetable, self.airing_changes, station.inventory, self.clock)

    @cached_property
    def _week_maker(self) -> WeekMaker:
        from ttcs_desktop.broadcast.repository import TimetableRepository
        from ttcs_desktop.broadcast.weeks.planting import WeekMaker

        repository, timetable = TimetableRepository(self.database), self.broadcast.timetable
        return WeekMaker(repository, self._content, self.ledger, self._approvals, timetable, self.clock)

    @cached_property
    def published(self) -> Published:
        """Weeks of the timetable as they were published."""
        from ttcs_desktop.broadcast.publishing.repository import PublishedRepository
        from ttcs_desktop.broadcast.publishing.service import Published

        station = self.broadcast
        published = Published(
            PublishedRepository(self.database),
            self.ledger,
            station.timetable,
            station.log,
            station.inventory,
            self.clock,
            self.identity.unit_code,
        )
        published.boards = self._posted
        return published

    def _posted(self, week: Week) -> tuple[Posted, ...]:
        """What the notice boards may show in a week."""
        texts = self.board_texts.shown(week)
        if not texts:
            return ()
        from ttcs_desktop.broadcast.board_texts.wording import board_name
        from ttcs_desktop.broadcast.publishing.boards import posted_of

        names = {board.id: board_name(board) for board in self.equipment.boards.boards()}
        return posted_of(texts, self.board_texts.items(texts), names, week)


class LogOfStation(Station):
    """What really played: written down, taken out of vendors' files, asked."""

    @cached_property
    def unplanned(self) -> Unplanned:
        """What played without standing in the timetable."""
        from ttcs_desktop.broadcast.repository import LogRepository
        from ttcs_desktop.broadcast.unplanned import Unplanned

        timetable, inventory = self.broadcast.timetable, self.broadcast.inventory
        book = LogRepository(self.database)
        return Unplanned(book, self.ledger, timetable, inventory, self._approvals, self.clock)

    @cached_property
    def aired(self) -> Aired:
        """What the log proves of a cluster."""
        from ttcs_desktop.broadcast.aired.repository import AiredRepository
        from ttcs_desktop.broadcast.aired.service import Aired

        station = self.broadcast
        repository = AiredRepository(self.database)
        return Aired(repository, station.log, station.timetable, station.inventory, self._approvals, self.clock)

    @cached_property
    def play_logs(self) -> PlayLogs:
        """Vendors' files on what was played."""
        from ttcs_desktop.broadcast.playlogs.repository import FormatRepository
        from ttcs_desktop.broadcast.playlogs.service import PlayLogs

        log = self.broadcast.log
        return PlayLogs(FormatRepository(self.database), self.ledger, log.intake, self.broadcast.inventory)
