"""Opens a ward's folder and hands out its subjects. Used by window, command line, sync and tests alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ttcs_desktop.agenda.service import Agenda, Subjects
from ttcs_desktop.attachments.repository import TABLES as ATTACHMENTS_TABLES
from ttcs_desktop.attachments.repository import AttachmentsRepository
from ttcs_desktop.attachments.service import Attachments
from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock, SystemClock, today
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.basics.ids import IdMaker
from ttcs_desktop.broadcast.coverage.repository import CoverageRepository
from ttcs_desktop.broadcast.coverage.service import TopicCoverage
from ttcs_desktop.broadcast.figures import BroadcastFigures
from ttcs_desktop.broadcast.inventory import Inventory
from ttcs_desktop.broadcast.logbook import LogBook
from ttcs_desktop.broadcast.model import SessionBorders
from ttcs_desktop.broadcast.repository import EquipmentRepository, LogRepository, TimetableRepository
from ttcs_desktop.broadcast.rows import TABLES as BROADCAST_TABLES
from ttcs_desktop.broadcast.scheduling import Timetable
from ttcs_desktop.broadcast.service import Broadcast
from ttcs_desktop.collecting.repository import TABLES as COLLECTING_TABLES
from ttcs_desktop.collecting.repository import CollectingRepository
from ttcs_desktop.content.approvals import Approvals
from ttcs_desktop.content.figures import ContentFigures
from ttcs_desktop.content.intake import Intake
from ttcs_desktop.content.pipeline.authorisations import Authorisations
from ttcs_desktop.content.pipeline.repository import PipelineRepository
from ttcs_desktop.content.repository import TABLES as CONTENT_TABLES
from ttcs_desktop.content.repository import ContentRepository
from ttcs_desktop.content.service import Content
from ttcs_desktop.content.topics.repository import TopicsRepository
from ttcs_desktop.content.topics.service import Topics
from ttcs_desktop.directives.repository import TABLES as DIRECTIVES_TABLES
from ttcs_desktop.directives.repository import DirectivesRepository
from ttcs_desktop.directives.service import Directives
from ttcs_desktop.ledger.bin import Bin
from ttcs_desktop.ledger.despatch import Despatch
from ttcs_desktop.ledger.drafts import Drafts
from ttcs_desktop.ledger.identity import Identity, read_enrolment, read_identity, write_identity
from ttcs_desktop.ledger.ledger import WENT_BACK, Ledger
from ttcs_desktop.ledger.receipts import Receipts
from ttcs_desktop.ledger.undo import Undo
from ttcs_desktop.office.repository import TABLES as OFFICE_TABLES
from ttcs_desktop.office.repository import OfficeRepository
from ttcs_desktop.office.service import Office
from ttcs_desktop.office.units import SAMPLE_CODE, unit_entry
from ttcs_desktop.office.wording import station_name
from ttcs_desktop.plans.inside.repository import InsideRepository
from ttcs_desktop.plans.repository import TABLES as PLANS_TABLES
from ttcs_desktop.plans.repository import PlansRepository
from ttcs_desktop.plans.service import Plans
from ttcs_desktop.statistics.catalogue import shipped_catalogue
from ttcs_desktop.statistics.measures import Sources
from ttcs_desktop.statistics.repository import TABLES as STATISTICS_TABLES
from ttcs_desktop.statistics.repository import StatisticsRepository
from ttcs_desktop.statistics.service import Statistics
from ttcs_desktop.storage.backup import FOLDER, newest_copy, place_for
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.files import FILES, FileStore
from ttcs_desktop.storage.schema import SCHEMA_VERSION, can_be_read, open_record, version_of

if TYPE_CHECKING:
    from ttcs_desktop.agenda.inbox import Inbox
    from ttcs_desktop.agenda.new_year.service import NewYear
    from ttcs_desktop.agenda.search import Finder
    from ttcs_desktop.collecting.service import Collecting
    from ttcs_desktop.content.columns import Columns
    from ttcs_desktop.content.contributions import Contributions
    from ttcs_desktop.plans.next_year import NextYear
    from ttcs_desktop.statistics.following import Targets
    from ttcs_desktop.storage.backup_folder import Backup, Progress
    from ttcs_desktop.storage.restore import Restored

RECORD_FILE = "record.db"
_DAILY = "daily"
# Undo reaches back one session; what lies further back stands in the copies.
_IMAGES_KEPT = dt.timedelta(days=90)
# Parents before children, as they are saved.
_ROOMS = (
    *(OFFICE_TABLES, ATTACHMENTS_TABLES, PLANS_TABLES, DIRECTIVES_TABLES),
    *(CONTENT_TABLES, BROADCAST_TABLES, STATISTICS_TABLES, COLLECTING_TABLES),
)
_TABLES = {table.name: table for tables in _ROOMS for table in tables}


class Workspace:
    """One ward's record, open in one thread.

    Attributes:
        folder: the ward's folder: `record.db`, `files/`, `backups/`, `papers/`.
        identity: unit code, record id, device id.
        database: the connection of this thread; only sync and tests need it.
        is_open: until it is closed; a timer that outlives the record asks.
        files: what was received, by sha-256.
    """

    def __init__(self, folder: Path, database: Database, identity: Identity, clock: Clock) -> None:
        self.folder = folder
        self.database = database
        self.identity = identity
        self.clock = clock
        self.is_open = True
        self.files = FileStore(folder / FILES)
        self.enrolment = read_enrolment(database)
        self.record_start = dt.date.fromisoformat(identity.started_on)
        self.ledger = Ledger(database, clock, IdMaker(clock))
        self.receipts = Receipts(database)
        self.office = Office(OfficeRepository(database), self.ledger)
        self.attachments = Attachments(AttachmentsRepository(database), self.ledger, self.files)
        self.plans = Plans(
            PlansRepository(database), InsideRepository(database), self.ledger, self.office.agencies, clock
        )
        self.directives = Directives(DirectivesRepository(database), self.ledger, clock)
        self._build_broadcast()
        self._build_statistics()
        self.undo = Undo(database, self.ledger, _TABLES)
        self.drafts = Drafts(database, clock)
        self.bin = Bin(database, self.ledger, _TABLES, clock)
        people = self.office.people()
        self.ledger.actor = people[0].id if people else ""

    @property
    def is_trial(self) -> bool:
        return self.identity.trial

    @cached_property
    def collecting(self) -> Collecting:
        """Reports that agencies owe this unit; loaded when it is first asked for."""
        from ttcs_desktop.collecting.service import Collecting  # noqa: PLC0415  no morning needs it

        agencies, catalogue = self.office.agencies, self.statistics.catalogue
        return Collecting(self._collections, self.ledger, self.plans, agencies, catalogue, self.clock)

    @cached_property
    def columns(self) -> Columns:
        """What changes about programme columns; to list them, `content` is enough."""
        from ttcs_desktop.content.columns import Columns  # noqa: PLC0415  asked by the settings alone

        return Columns(ContentRepository(self.database), self.ledger)

    @cached_property
    def contributions(self) -> Contributions:
        """Pieces sent to higher stations and papers."""
        from ttcs_desktop.content.contributions import Contributions  # noqa: PLC0415  not before the first page
        from ttcs_desktop.content.repository import ContributionRepository  # noqa: PLC0415

        content = ContentRepository(self.database)
        return Contributions(content, ContributionRepository(self.database), self.ledger, self.clock)

    @cached_property
    def new_year(self) -> NewYear:
        """What a year needs before it begins; loaded when it is first asked for."""
        from ttcs_desktop.agenda.new_year.service import NewYear  # noqa: PLC0415  two months a year

        return NewYear(self.office, self.topics, self.next_year, self.targets, self.statistics, self.clock)

    @cached_property
    def next_year(self) -> NextYear:
        """Yearly tasks over the turn of a year."""
        from ttcs_desktop.plans.next_year import NextYear  # noqa: PLC0415

        return NextYear(self.plans.following, self.ledger, self.clock)

    @cached_property
    def finder(self) -> Finder:
        """The search over everything."""
        from ttcs_desktop.agenda.search import Finder  # noqa: PLC0415  most mornings nobody has searched yet

        return Finder(self.database, self.office, self.statistics, self.clock)

    @cached_property
    def inbox(self) -> Inbox:
        """What else waits for the officer; asked after the first rows are shown."""
        from ttcs_desktop.agenda.inbox import Inbox  # noqa: PLC0415  not before the first page
        from ttcs_desktop.content.repository import WaitingItems  # noqa: PLC0415

        items = WaitingItems(self.database)
        return Inbox(items, self.broadcast.timetable, self.drafts, self.folder, self.clock)

    @cached_property
    def targets(self) -> Targets:
        """Targets that plans set, year by year; loaded when they are first asked for."""
        from ttcs_desktop.statistics.following import Targets  # noqa: PLC0415  not before the first page
        from ttcs_desktop.statistics.targets import shipped_targets  # noqa: PLC0415

        return Targets(
            StatisticsRepository(self.database),
            self.ledger,
            self.office,
            self._sources,
            shipped_targets(),
            self.clock,
        )

    def again(self) -> Workspace:
        """The same record for another thread, by a connection of its own."""
        return open_workspace(self.folder, self.clock)

    def backup(self, tell: Progress = lambda *_: None) -> Path:
        """A verified copy of the record in `backups/`, with its files and a manifest.

        Raises:
            EnvironmentProblem: `disk_full`, `backup_unsound`, `folder_unsuitable`; the backups before it stay whole.
        """
        from ttcs_desktop.storage.backup_folder import prune  # noqa: PLC0415  not before the first screen

        copy = place_for(self.folder / FOLDER, _DAILY, self.clock.now())
        self.backup_to(copy, tell)
        prune(copy.parent, _DAILY)
        if not self.database.read_only:
            self.ledger.images.purge(self.clock.now() - _IMAGES_KEPT)
        return copy

    def backup_to(self, target: Path, tell: Progress = lambda *_: None) -> Backup:
        """The same under any name; its files come to `files/` beside it."""
        from ttcs_desktop.storage.backup_folder import write_backup  # noqa: PLC0415  as above

        return write_backup(self.database, self.files, target, self.clock.now(), tell)

    def tidy(self) -> Changes:
        """Throw away for good what nobody needs any more, files too: see `ledger.tidying`."""
        from ttcs_desktop.ledger.tidying import tidy  # noqa: PLC0415  as above

        return tidy(self.ledger, self.bin, self.files, _TABLES, self.folder / FOLDER, self.database, self.clock)

    def last_backup(self) -> dt.datetime | None:
        """When the newest copy in `backups/` was made."""
        return newest_copy(self.folder, label=_DAILY)

    def papers_folder(self, *parts: str) -> Path:
        """A folder for papers inside the ward's folder, made when needed."""
        folder = self.folder.joinpath("papers", *parts)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise EnvironmentProblem("folder_unsuitable") from error
        return folder

    def close(self) -> None:
        self.is_open = False
        self.database.close()

    def _build_broadcast(self) -> None:
        content = ContentRepository(self.database)
        equipment, book = EquipmentRepository(self.database), LogRepository(self.database)
        pipeline = PipelineRepository(self.database)
        authorisations = Authorisations(pipeline, self.ledger)
        approvals = Approvals(content, self.ledger, self.clock, self.office.boards, authorisations)
        self.content = Content(content, pipeline, self.ledger, approvals, authorisations, self.clock)
        self.content_figures = ContentFigures(content)
        self.topics = Topics(TopicsRepository(self.database), self.ledger)
        coverage = CoverageRepository(self.database)
        self.coverage = TopicCoverage(coverage, self.topics, self.clock, self.identity.unit_code)
        self.intake = Intake(content, self.ledger, self.files, self.clock)
        inventory = Inventory(equipment, self.ledger)
        timetable = Timetable(
            TimetableRepository(self.database),
            content,
            self.ledger,
            approvals,
            inventory,
            self.clock,
            self.identity.unit_code,
        )
        log = LogBook(book, self.ledger, timetable, inventory, approvals, self.clock)
        figures = BroadcastFigures(equipment, book, SessionBorders())
        self.broadcast = Broadcast(inventory, timetable, log, figures)

    def _build_statistics(self) -> None:
        self._sources = Sources(self.broadcast.figures, self.content_figures, self.broadcast.log, self.coverage)
        self.statistics = Statistics(
            StatisticsRepository(self.database),
            Despatch(self.ledger, self.receipts, self.enrolment),
            self.office,
            self._sources,
            shipped_catalogue(),
            self.clock,
            self.record_start,
        )
        self._collections = CollectingRepository(self.database)
        asked = Subjects(self.office, self.plans, self.directives, self.broadcast, self.statistics, self._collections)
        self.agenda = Agenda(asked, self.clock, self.record_start)


def create_workspace(
    folder: Path,
    unit_code: str,
    clock: Clock | None = None,
    *,
    trial: bool = False,
    started_on: dt.date | None = None,
) -> Workspace:
    """Set up a new ward's folder with its unit and one station.

    Raises:
        InvalidInput: `unit_unknown`; `folder_in_use` when there is a record already.
        EnvironmentProblem: `folder_unsuitable`, `disk_full`.
    """
    clock = clock or SystemClock()
    entry = unit_entry(unit_code)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentProblem("folder_unsuitable") from error
    database = open_record(folder / RECORD_FILE)
    with _closed_on_failure(database):
        if read_identity(database) is not None:
            raise InvalidInput("folder", "folder_in_use")
        ids = IdMaker(clock)
        start = started_on or today(clock)
        identity = Identity(unit_code, ids.new(), ids.new(), start.isoformat(), trial or unit_code == SAMPLE_CODE)
        with database.transaction():
            write_identity(database, identity)
            workspace = Workspace(folder, database, identity, clock)
            workspace.office.name_unit(entry, start)
            workspace.broadcast.inventory.open_station(station_name(entry.kind, entry.name), start)
        workspace.undo.begin()
    return workspace


def open_workspace(folder: Path, clock: Clock | None = None) -> Workspace:
    """Open a ward's folder. A file that may only be looked at is opened so: see `database.read_only`.

    So is the file of a newer program, as long as it still has all that this one reads.

    Raises:
        InvalidInput: `no_record` when nothing was set up there.
        EnvironmentProblem: `database_damaged`, `database_locked`, `database_newer` (nothing can be read), …
    """
    path = folder / RECORD_FILE
    if not path.exists():
        raise InvalidInput("folder", "no_record")
    database = open_record(path)
    with _closed_on_failure(database):
        if version_of(database) > SCHEMA_VERSION and not can_be_read(database):
            raise EnvironmentProblem("database_newer")
        identity = read_identity(database)
        if identity is None:
            raise InvalidInput("folder", "no_record")
        return Workspace(folder, database, identity, clock or SystemClock())


def restore_workspace(
    folder: Path, copy: Path, clock: Clock | None = None, tell: Progress = lambda *_: None
) -> Restored:
    """Put a copy in the place of this folder's record, with its files; what stood there is kept.

    Raises:
        InvalidInput: `copy_unsound`, `copy_newer`, `copy_of_another_record`.
        EnvironmentProblem: `disk_full`, `database_locked`, `folder_unsuitable`.
    """

    from ttcs_desktop.storage.restore import restore  # noqa: PLC0415  as above

    def accept(source: Database, current: Database | None) -> None:
        theirs, ours = read_identity(source), read_identity(current) if current is not None else None
        if theirs is None:
            raise InvalidInput("file", "copy_unsound")
        if ours is not None and ours.record_id != theirs.record_id:
            raise InvalidInput("file", "copy_of_another_record")

    clock = clock or SystemClock()
    done = restore(folder / RECORD_FILE, copy, clock.now(), accept, tell)
    with opened(folder, clock) as workspace:
        workspace.ledger.note(WENT_BACK)
    return done


@contextmanager
def _closed_on_failure(database: Database) -> Iterator[None]:
    """Close the file when the block fails: Windows neither removes nor replaces one that is still open."""
    try:
        yield
    except BaseException:
        database.close()
        raise


@contextmanager
def opened(folder: Path, clock: Clock | None = None) -> Iterator[Workspace]:
    """A workspace for the length of a block."""
    workspace = open_workspace(folder, clock)
    try:
        yield workspace
    finally:
        workspace.close()
