"""The subjects of one record, each loaded when it is first asked for: a morning needs few of them.

Before the first page stands nothing may be imported that it does not show; so what a subject is made of is imported
where it is made.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ttcs_desktop.ground import Ground

if TYPE_CHECKING:
    from ttcs_desktop.agenda.inbox import Inbox
    from ttcs_desktop.agenda.new_year.service import NewYear
    from ttcs_desktop.agenda.search import Finder
    from ttcs_desktop.agenda.service import Agenda
    from ttcs_desktop.attachments.service import Attachments
    from ttcs_desktop.broadcast.checks.service import WeekChecks
    from ttcs_desktop.broadcast.coverage.service import TopicCoverage
    from ttcs_desktop.broadcast.equipment.hearing import Hearing
    from ttcs_desktop.broadcast.equipment.service import Equipment
    from ttcs_desktop.broadcast.playlogs.service import PlayLogs
    from ttcs_desktop.broadcast.publishing.service import Published
    from ttcs_desktop.broadcast.rule_choice import RuleChoices
    from ttcs_desktop.broadcast.service import Broadcast
    from ttcs_desktop.broadcast.unplanned import Unplanned
    from ttcs_desktop.collecting.repository import CollectingRepository
    from ttcs_desktop.collecting.service import Collecting
    from ttcs_desktop.content.approvals import Approvals
    from ttcs_desktop.content.columns import Columns
    from ttcs_desktop.content.contributions import Contributions
    from ttcs_desktop.content.figures import ContentFigures
    from ttcs_desktop.content.intake import Intake
    from ttcs_desktop.content.pipeline.authorisations import Authorisations
    from ttcs_desktop.content.repository import ContentRepository
    from ttcs_desktop.content.service import Content
    from ttcs_desktop.content.topics.service import Topics
    from ttcs_desktop.directives.service import Directives
    from ttcs_desktop.office.neighbourhoods import Neighbourhoods
    from ttcs_desktop.office.service import Office
    from ttcs_desktop.plans.following import Following
    from ttcs_desktop.plans.next_year import NextYear
    from ttcs_desktop.plans.service import Plans
    from ttcs_desktop.statistics.following import Targets
    from ttcs_desktop.statistics.measures import Sources
    from ttcs_desktop.statistics.service import Statistics


class Work(Ground):
    """The office and its daily work: tasks, papers that came in, what is aired."""

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
    def broadcast(self) -> Broadcast:
        from ttcs_desktop.broadcast.figures import BroadcastFigures
        from ttcs_desktop.broadcast.inventory import Inventory
        from ttcs_desktop.broadcast.logbook import LogBook
        from ttcs_desktop.broadcast.model import SessionBorders
        from ttcs_desktop.broadcast.repository import EquipmentRepository, LogRepository, TimetableRepository
        from ttcs_desktop.broadcast.scheduling import Timetable
        from ttcs_desktop.broadcast.service import Broadcast

        equipment, book = EquipmentRepository(self.database), LogRepository(self.database)
        inventory = Inventory(equipment, self.ledger)
        timetable = Timetable(
            TimetableRepository(self.database),
            self._content,
            self.ledger,
            self._approvals,
            inventory,
            self.clock,
            self.identity.unit_code,
        )
        timetable.checks = lambda: self.week_checks
        log = LogBook(book, self.ledger, timetable, inventory, self._approvals, self.clock)
        return Broadcast(inventory, timetable, log, BroadcastFigures(equipment, book, SessionBorders()))

    @cached_property
    def equipment(self) -> Equipment:
        """The repair book, notice boards, and what is written of clusters."""
        from ttcs_desktop.broadcast.equipment.service import equipment

        return equipment(self.database, self.ledger, self.broadcast.inventory, self.clock)

    @cached_property
    def week_checks(self) -> WeekChecks:
        """What the plan of a week is held against beside clashes."""
        from ttcs_desktop.broadcast.checks.repository import ChecksRepository
        from ttcs_desktop.broadcast.checks.service import WeekChecks

        return WeekChecks(ChecksRepository(self.database), self.ledger)

    @cached_property
    def hearing(self) -> Hearing:
        """Where each cluster is heard."""
        from ttcs_desktop.broadcast.equipment.hearing import Hearing
        from ttcs_desktop.broadcast.equipment.repository import HearingRepository

        return Hearing(HearingRepository(self.database), self.ledger, self.broadcast.inventory)

    @cached_property
    def unplanned(self) -> Unplanned:
        """What played without standing in the timetable."""
        from ttcs_desktop.broadcast.repository import LogRepository
        from ttcs_desktop.broadcast.unplanned import Unplanned

        timetable, inventory = self.broadcast.timetable, self.broadcast.inventory
        book = LogRepository(self.database)
        return Unplanned(book, self.ledger, timetable, inventory, self._approvals, self.clock)

    @cached_property
    def play_logs(self) -> PlayLogs:
        """Vendors' files on what was played."""
        from ttcs_desktop.broadcast.playlogs.repository import FormatRepository
        from ttcs_desktop.broadcast.playlogs.service import PlayLogs

        log = self.broadcast.log
        return PlayLogs(FormatRepository(self.database), self.ledger, log.intake, self.broadcast.inventory)

    @cached_property
    def time_rules(self) -> RuleChoices:
        """Which rules on when it may play the station keeps to."""
        from ttcs_desktop.broadcast.repository import TimetableRepository
        from ttcs_desktop.broadcast.rule_choice import RuleChoices

        return RuleChoices(TimetableRepository(self.database), self.ledger)

    @cached_property
    def published(self) -> Published:
        """Weeks of the timetable as they were published."""
        from ttcs_desktop.broadcast.publishing.repository import PublishedRepository
        from ttcs_desktop.broadcast.publishing.service import Published

        station = self.broadcast
        return Published(
            PublishedRepository(self.database),
            self.ledger,
            station.timetable,
            station.log,
            station.inventory,
            self.clock,
            self.identity.unit_code,
        )

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


class Articles(Work):
    """Items from the file that came in to the topic they told."""

    @cached_property
    def content(self) -> Content:
        from ttcs_desktop.content.pipeline.repository import PipelineRepository
        from ttcs_desktop.content.service import Content

        pipeline = PipelineRepository(self.database)
        return Content(self._content, pipeline, self.ledger, self._approvals, self._authorisations, self.clock)

    @cached_property
    def intake(self) -> Intake:
        from ttcs_desktop.attachments.repository import AttachmentsRepository
        from ttcs_desktop.content.intake import Intake

        return Intake(self._content, AttachmentsRepository(self.database), self.ledger, self.files, self.clock)

    @cached_property
    def columns(self) -> Columns:
        """What changes about programme columns; to list them, `content` is enough."""
        from ttcs_desktop.content.columns import Columns

        return Columns(self._content, self.ledger)

    @cached_property
    def contributions(self) -> Contributions:
        """Pieces sent to higher stations and papers."""
        from ttcs_desktop.content.contributions import Contributions
        from ttcs_desktop.content.repository import ContributionRepository

        return Contributions(self._content, ContributionRepository(self.database), self.ledger, self.clock)

    @cached_property
    def topics(self) -> Topics:
        from ttcs_desktop.content.topics.repository import TopicsRepository
        from ttcs_desktop.content.topics.service import Topics

        return Topics(TopicsRepository(self.database), self.ledger)

    @cached_property
    def coverage(self) -> TopicCoverage:
        from ttcs_desktop.broadcast.coverage.repository import CoverageRepository
        from ttcs_desktop.broadcast.coverage.service import TopicCoverage

        return TopicCoverage(CoverageRepository(self.database), self.topics, self.clock, self.identity.unit_code)

    @cached_property
    def content_figures(self) -> ContentFigures:
        from ttcs_desktop.content.figures import ContentFigures

        return ContentFigures(self._content)


class Rooms(Articles):
    """All of it, with what asks across subjects: figures, targets, the morning's questions, search."""

    @cached_property
    def statistics(self) -> Statistics:
        from ttcs_desktop.ledger.despatch import Despatch
        from ttcs_desktop.statistics.catalogue import shipped_catalogue
        from ttcs_desktop.statistics.repository import StatisticsRepository
        from ttcs_desktop.statistics.service import Statistics

        return Statistics(
            StatisticsRepository(self.database),
            Despatch(self.ledger, self.receipts, self.enrolment),
            self.office,
            self._sources,
            shipped_catalogue(),
            self.clock,
            self.record_start,
        )

    @cached_property
    def targets(self) -> Targets:
        """Targets that plans set, year by year."""
        from ttcs_desktop.statistics.following import Targets
        from ttcs_desktop.statistics.repository import StatisticsRepository
        from ttcs_desktop.statistics.targets import shipped_targets

        repository = StatisticsRepository(self.database)
        return Targets(repository, self.ledger, self.office, self._sources, shipped_targets(), self.clock)

    @cached_property
    def collecting(self) -> Collecting:
        """Reports that agencies owe this unit."""
        from ttcs_desktop.collecting.service import Collecting

        catalogue = self.statistics.catalogue
        return Collecting(self._collections, self.ledger, self.plans, self.office, catalogue, self.clock)

    @cached_property
    def agenda(self) -> Agenda:
        from ttcs_desktop.agenda.service import Agenda, Subjects
        from ttcs_desktop.directives.repository import DirectivesRepository

        asked = Subjects(
            self.office,
            self._following,
            DirectivesRepository(self.database),
            self.broadcast,
            self.statistics,
            self._collections,
        )
        return Agenda(asked, self.clock, self.record_start)

    @cached_property
    def inbox(self) -> Inbox:
        """What else waits for the officer; asked after the first rows are shown."""
        from ttcs_desktop.agenda.inbox import Inbox
        from ttcs_desktop.content.repository import WaitingItems

        return Inbox(WaitingItems(self.database), self.broadcast.timetable, self.drafts, self.folder, self.clock)

    @cached_property
    def new_year(self) -> NewYear:
        """What a year needs before it begins."""
        from ttcs_desktop.agenda.new_year.service import NewYear

        return NewYear(self.office, self.topics, self.next_year, self.targets, self.statistics, self.clock)

    @cached_property
    def finder(self) -> Finder:
        """The search over everything."""
        from ttcs_desktop.agenda.search import Finder

        return Finder(self.database, self.office, self.statistics, self.clock)

    @cached_property
    def _collections(self) -> CollectingRepository:
        from ttcs_desktop.collecting.repository import CollectingRepository

        return CollectingRepository(self.database)

    def _sources(self) -> Sources:
        """Whom a figure may ask; a report that is only looked up asks nobody."""
        from ttcs_desktop.statistics.measures import Sources

        return Sources(self.broadcast.figures, self.content_figures, self.broadcast.log, self.coverage)
