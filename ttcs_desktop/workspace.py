"""Opens a ward's folder and hands out its subjects. Used by window, command line, sync and tests alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock, SystemClock, today
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput, Trouble
from ttcs_desktop.basics.ids import IdMaker
from ttcs_desktop.ground import tables
from ttcs_desktop.ledger.identity import Identity, read_identity, write_identity
from ttcs_desktop.ledger.ledger import WENT_BACK
from ttcs_desktop.rooms import Rooms
from ttcs_desktop.storage.backup import FOLDER, newest_copy, place_for
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.files import told_of_our_folder
from ttcs_desktop.storage.schema import SCHEMA_VERSION, can_be_read, open_record, version_of

if TYPE_CHECKING:
    from ttcs_desktop.storage.backup_folder import Backup, Progress
    from ttcs_desktop.storage.restore import Restored

RECORD_FILE = "record.db"
_DAILY = "daily"
# Stands in the folder while a copy takes the place of the record, until that counts its ops anew.
_RESTORING = "record.restoring"
# Undo reaches back one session; what lies further back stands in the copies.
_IMAGES_KEPT = dt.timedelta(days=90)


class Workspace(Rooms):
    """One ward's record, open in one thread.

    Attributes:
        is_open: until it is closed; a timer that outlives the record asks.
    """

    def __init__(self, folder: Path, database: Database, identity: Identity, clock: Clock) -> None:
        super().__init__(folder, database, identity, clock)
        self.is_open = True
        people = self.office.people()
        self.ledger.actor = people[0].id if people else ""

    @property
    def is_trial(self) -> bool:
        return self.identity.trial

    def again(self) -> Workspace:
        """The same record for another thread, by a connection of its own, in the hands of who works here."""
        other = open_workspace(self.folder, self.clock)
        other.ledger.actor = self.ledger.actor
        return other

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

        beside = [self.folder / name for name in beside_names()]
        return write_backup(self.database, self.files, target, self.clock.now(), tell, beside)

    def tidy(self) -> Changes:
        """Throw away for good what nobody needs any more, files too: see `ledger.tidying`."""
        from ttcs_desktop.ledger.tidying import tidy  # noqa: PLC0415  as above

        return tidy(self.ledger, self.bin, self.files, tables(), self.folder / FOLDER, self.database, self.clock)

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
    from ttcs_desktop.office.units import SAMPLE_CODE, unit_entry  # noqa: PLC0415  the list of 3,321: once a record
    from ttcs_desktop.office.wording import station_name  # noqa: PLC0415

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
        clock = clock or SystemClock()
        went_back, name = (folder / _RESTORING).exists() and not database.read_only, ""
        if went_back:
            from ttcs_desktop.joining.going_back import count_anew  # noqa: PLC0415  after a restore only

            name = count_anew(database, folder / _RESTORING, IdMaker(clock).new())
        identity = read_identity(database)
        if identity is None:
            raise InvalidInput("folder", "no_record")
        workspace = Workspace(folder, database, identity, clock)
        if went_back:
            workspace.joining.go_on(name)
            with told_of_our_folder():
                (folder / _RESTORING).unlink(missing_ok=True)
        return workspace


def restore_workspace(
    folder: Path, copy: Path, clock: Clock | None = None, tell: Progress = lambda *_: None
) -> Restored:
    """Put a copy in the place of this folder's record, with its files; what stood there is kept.

    Raises:
        InvalidInput: `copy_unsound`, `copy_newer`, `copy_of_another_record`.
        EnvironmentProblem: `disk_full`, `database_locked`, `folder_unsuitable`.
    """

    from ttcs_desktop.joining.going_back import note_whose  # noqa: PLC0415  as above
    from ttcs_desktop.storage.restore import restore  # noqa: PLC0415  as above

    def accept(source: Database, current: Database | None) -> None:
        theirs, ours = read_identity(source), read_identity(current) if current is not None else None
        if theirs is None:
            raise InvalidInput("file", "copy_unsound")
        if ours is not None and ours.record_id != theirs.record_id:
            raise InvalidInput("file", "copy_of_another_record")
        if current is not None:
            note_whose(current, folder / _RESTORING)

    clock = clock or SystemClock()
    with told_of_our_folder():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _RESTORING).touch()
    try:
        done = restore(folder / RECORD_FILE, copy, clock.now(), accept, tell, beside_names())
    except Trouble:
        (folder / _RESTORING).unlink(missing_ok=True)
        raise
    with opened(folder, clock) as workspace:
        workspace.ledger.note(WENT_BACK)
    return done


def beside_names() -> tuple[str, ...]:
    """Files that belong to a record without a row that names them."""
    from ttcs_desktop.statistics.catalogue import CITY_FILE  # noqa: PLC0415  not before the first screen

    return (CITY_FILE,)


def join_workspace(
    folder: Path, copy: Path, name: str, clock: Clock | None = None, tell: Progress = lambda *_: None
) -> Restored:
    """Make `folder` the record of another PC of the ward that `copy` was made by; `name` is what the office calls it.

    The folder comes into being whole, or not at all.

    Raises:
        InvalidInput: `folder_in_use`, `pc_name`, `copy_unsound`, `copy_newer`; `copy_not_shared` when it was made
            before the ward let other PCs join.
        EnvironmentProblem: `disk_full`, `folder_unsuitable`.
    """
    from ttcs_desktop.ledger.joined import join  # noqa: PLC0415  once in the life of a PC

    clock = clock or SystemClock()

    def as_another(half: Path) -> None:
        with opened(half, clock) as workspace:
            workspace.joining.begin_here(workspace.ledger.new_id(), name)

    return join(folder / RECORD_FILE, copy, clock.now(), as_another, tell, beside_names())


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
