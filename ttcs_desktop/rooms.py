"""The subjects of one record, each loaded when it is first asked for: a morning needs few of them.

Before the first page stands nothing may be imported that it does not show; so what a subject is made of is imported
where it is made.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ttcs_desktop.work_rooms import LogOfStation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ttcs_desktop.agenda.differing.service import Differing
    from ttcs_desktop.agenda.inbox import Inbox
    from ttcs_desktop.agenda.new_year.service import NewYear
    from ttcs_desktop.agenda.search import Finder
    from ttcs_desktop.agenda.service import Agenda
    from ttcs_desktop.basics.canonical import Json
    from ttcs_desktop.basics.periods import Window
    from ttcs_desktop.broadcast.checks.lacks import WeekLacks
    from ttcs_desktop.broadcast.coverage.service import TopicCoverage
    from ttcs_desktop.collecting.repository import CollectingRepository
    from ttcs_desktop.collecting.service import Collecting
    from ttcs_desktop.content.classes.model import UsualClasses
    from ttcs_desktop.content.columns import Columns
    from ttcs_desktop.content.contributions import Contributions
    from ttcs_desktop.content.figures import ContentFigures
    from ttcs_desktop.content.intake import Intake
    from ttcs_desktop.content.service import Content
    from ttcs_desktop.content.topics.service import Topics
    from ttcs_desktop.joining.exchange import Exchange
    from ttcs_desktop.joining.service import Joining
    from ttcs_desktop.receiving.media import CityFiles
    from ttcs_desktop.receiving.service import Receiving
    from ttcs_desktop.statistics.catalogue import Catalogue, Template
    from ttcs_desktop.statistics.charts.chosen import ReportCharts
    from ttcs_desktop.statistics.charts.service import Charts
    from ttcs_desktop.statistics.days_of import DaysOf
    from ttcs_desktop.statistics.following import Targets
    from ttcs_desktop.statistics.measures import Sources
    from ttcs_desktop.statistics.model import Behind
    from ttcs_desktop.statistics.service import Statistics
    from ttcs_desktop.statistics.texts.service import ReportTexts


class Articles(LogOfStation):
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

    def usual_classes(self) -> UsualClasses:
        """Which class to propose for an item, by its sender or its column."""
        from ttcs_desktop.content.classes.repository import usual_classes

        return usual_classes(self.database)

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
        from ttcs_desktop.broadcast.repository import TimetableRepository

        repository, slots = CoverageRepository(self.database), TimetableRepository(self.database)
        return TopicCoverage(repository, slots, self.topics, self.clock, self._around)

    @cached_property
    def week_lacks(self) -> WeekLacks:
        """What a week of the timetable should have and has not."""
        from ttcs_desktop.broadcast.checks.lacks import WeekLacks

        return WeekLacks(self.tray.waiting, lambda: self.coverage, self.clock)

    @cached_property
    def content_figures(self) -> ContentFigures:
        from ttcs_desktop.content.figures import ContentFigures

        return ContentFigures(self.database)


class Rooms(Articles):
    """All of it, with what asks across subjects: figures, targets, the morning's questions, search."""

    @cached_property
    def catalogue(self) -> Catalogue:
        """The shipped indicators and reports, or with the city's file that lies in the record's folder."""
        from ttcs_desktop.statistics.catalogue import CITY_FILE, Catalogue, shipped_lines, shipped_templates

        if not (self.folder / CITY_FILE).exists():
            return Catalogue(shipped_templates(), shipped_lines)  # one's own: it may turn to the city's
        from ttcs_desktop.statistics.city_catalogue import catalogue_of

        return catalogue_of(self.folder)

    @cached_property
    def statistics(self) -> Statistics:
        from ttcs_desktop.ledger.despatch import Despatch
        from ttcs_desktop.ledger.placements import Placements
        from ttcs_desktop.statistics.reports import Asked
        from ttcs_desktop.statistics.repository import StatisticsRepository
        from ttcs_desktop.statistics.service import Statistics

        return Statistics(
            StatisticsRepository(self.database),
            Despatch(
                self.ledger, self.receipts, self.enrolment, Placements(self.database), lambda: bool(self.drop_folder)
            ),
            self.office,
            Asked(self._sources, lambda: self.report_texts, self._frozen_charts, lambda window: _behind(self, window)),
            self.catalogue,
            self.clock,
            self.record_start,
        )

    @cached_property
    def report_texts(self) -> ReportTexts:
        """The words around the figures of reports."""
        from ttcs_desktop.statistics.texts.facts import Ask
        from ttcs_desktop.statistics.texts.filling import shipped_outlines
        from ttcs_desktop.statistics.texts.repository import ReportTextRows
        from ttcs_desktop.statistics.texts.service import ReportTexts

        return ReportTexts(
            ReportTextRows(self.database),
            self.ledger,
            lambda: Ask(self.coverage, self.equipment, self._following),
            shipped_outlines(),
        )

    @cached_property
    def charts(self) -> Charts:
        """Numbers for charts, by the measures of the reports."""
        from ttcs_desktop.statistics.charts.service import Asked, Charts

        statistics = self.statistics
        asked = Asked(self._sources, statistics.carried, self.aired, self.broadcast.inventory)
        return Charts(asked, statistics.catalogue, self.clock, self.record_start)

    @cached_property
    def report_charts(self) -> ReportCharts:
        """The charts in the annexes of reports."""
        from ttcs_desktop.statistics.charts.chosen import ReportCharts
        from ttcs_desktop.statistics.texts.repository import ReportTextRows

        return ReportCharts(ReportTextRows(self.database), self.ledger, lambda: self.charts)

    def _frozen_charts(self, template: Template, year: int) -> list[dict[str, Json]]:
        from ttcs_desktop.statistics.charts.frozen import frozen_chart

        return [frozen_chart(one) for one in self.report_charts.drawn(template, year)]

    @cached_property
    def targets(self) -> Targets:
        """Targets that plans set, year by year."""
        from ttcs_desktop.statistics.following import Targets
        from ttcs_desktop.statistics.repository import StatisticsRepository
        from ttcs_desktop.statistics.targets import shipped_targets

        repository = StatisticsRepository(self.database)
        return Targets(repository, self.ledger, self.office, self._sources, shipped_targets(), self.clock)

    @cached_property
    def days_of(self) -> DaysOf:
        """What is due on which day, and other facts that no table holds."""
        from ttcs_desktop.ledger.counted.repository import Outgoing
        from ttcs_desktop.statistics.days_of import DaysOf

        return DaysOf(self._following, lambda: self.statistics, self.office, Outgoing(self.database), self.clock)

    @cached_property
    def collecting(self) -> Collecting:
        """Reports that agencies owe this unit."""
        from ttcs_desktop.collecting.service import Collecting

        catalogue = self.statistics.catalogue
        return Collecting(self._collections, self.ledger, self.plans, self.office, catalogue, self.clock)

    @cached_property
    def receiving(self) -> Receiving:
        """What the city told, and its way into the subjects."""
        from ttcs_desktop.ledger.put_away import reasons
        from ttcs_desktop.ledger.received import Received
        from ttcs_desktop.plans.repository import PlansRepository
        from ttcs_desktop.receiving.articles import Articles as CityArticles
        from ttcs_desktop.receiving.catalogues import Catalogues
        from ttcs_desktop.receiving.service import Receiving
        from ttcs_desktop.receiving.tasks import Tasks

        articles = CityArticles(self._content, self.clock, self.city_files)
        received = Received(self.database, self.clock)
        catalogues = Catalogues(
            received, self.folder, lambda: reasons(self.database), lambda: self.catalogue.is_left_out
        )
        rooms = (articles, Tasks(PlansRepository(self.database)), self.topics, catalogues)
        return Receiving(received, self.ledger, rooms, self.enrolment, lambda: reasons(self.database))

    @cached_property
    def city_files(self) -> CityFiles:
        """Sound and pictures that travel."""
        from ttcs_desktop.receiving.media import HALVES, CityFiles
        from ttcs_desktop.storage.halves import Halves

        kept = (self.files, Halves(self.folder / HALVES))
        return CityFiles(
            self.database, self.clock, self.ledger, kept, lambda day: self.office.calendar().is_working(day)
        )

    @cached_property
    def exchange(self) -> Exchange:
        """Files between the ward's PCs."""
        from ttcs_desktop.joining.exchange import Exchange

        return Exchange(self.database, self.identity, self.clock)

    @cached_property
    def joining(self) -> Joining:
        """The ward's other PCs, and what they saved."""
        from ttcs_desktop.ground import tables
        from ttcs_desktop.joining.service import Joining

        return Joining(self.database, self.ledger, tables(), self.identity, self.clock)

    @cached_property
    def differing(self) -> Differing:
        """Two states of a record in words."""
        from ttcs_desktop.agenda.differing.service import Differing

        return Differing(self.database, lambda: self.statistics.catalogue)

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
        from ttcs_desktop.content.pipeline.repository import WaitingItems

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
        from ttcs_desktop.basics.clock import today
        from ttcs_desktop.broadcast.counted.repository import Plays
        from ttcs_desktop.broadcast.counted.rules import RulesKept
        from ttcs_desktop.broadcast.repository import TimetableRepository
        from ttcs_desktop.plans.kept import tasks_due
        from ttcs_desktop.statistics.measures import Sources
        from ttcs_desktop.statistics.timeliness import reports_due
        from ttcs_desktop.storage.counting import Counter

        kept = RulesKept(Plays(self.database), TimetableRepository(self.database))
        return Sources(
            Counter(self.database),
            self.broadcast.log,
            self.topics.count,
            tasks=lambda window: tasks_due(self._following, self.clock, window),
            reports=lambda window: reports_due(self.statistics, self.office, window, today(self.clock)),
            breaches=kept.breaches,
        )


def _behind(rooms: Rooms, window: Window) -> Iterable[Behind]:
    """Whose work for a report may be missing; a ward of one PC loads nothing for it."""
    if not rooms.ledger.outbox.ward_key():
        return ()
    from ttcs_desktop.joining.reports import behind

    return behind(rooms.joining, window, rooms.clock.now())
