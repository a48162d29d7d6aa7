"""The route of a ward whose city takes reports from a folder: a share, or one that another sync program carries.

Nobody answers there. A report lies in the folder whole or not at all, nothing of others is written over, and whether
it was put there is looked up before it is tried again: the same bytes under the name are done.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from threading import Event

from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.errors import EnvironmentProblem, SyncProblem, Trouble
from ttcs_desktop.ledger.courier import Capability
from ttcs_desktop.ledger.model import Carried, Delivery, Lane, Op, Probe, ProbeStep
from ttcs_desktop.statistics.model import Snapshot
from ttcs_desktop.workspace import Workspace

Drawn = Callable[[Workspace, Snapshot], Mapping[str, bytes]]
_LANE = (Lane.SUBMISSION,)
# Sync programs leave names alone that begin and end like this, so that half a file travels nowhere.
_PART, _PART_END = "~ttcs-", ".tmp"
_STALE_SECONDS = 24 * 3600
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_SHUT = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL})
_NO_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS})
# The folder itself is in the way: nothing else gets in either.
_OF_THE_FOLDER = frozenset({"drop_gone", "drop_full", "drop_read_only"})


class FileDropCourier:
    """Puts queued reports into the chosen folder. No receipt ever comes this way.

    Args:
        open_again: the record for one round, in whatever thread that runs.
        drawn: the papers that go with a report, bytes by the end of their names.
    """

    capabilities = frozenset({Capability.REPORTS})

    def __init__(self, open_again: Callable[[], Workspace], drawn: Drawn) -> None:
        self._open_again = open_again
        self._drawn = drawn

    def deliver(self, *, at_once: bool = False) -> Delivery:
        """Put what is due there. `Delivery.sent` counts reports; everyday records stay, there is no hub for them."""
        try:
            with closing(self._open_again()) as workspace:
                return self._carry(workspace, at_once=at_once)
        except Trouble as trouble:
            return Delivery(problem=trouble.code)

    def carry_files(self, stop: Event, *, at_once: bool = False, tell: Callable[[], None] = lambda: None) -> Carried:
        """Only reports go into the folder."""
        return Carried(problem="folder_route")

    def probe(self) -> Probe:
        """Whether a file can be written there and taken away again."""
        try:
            with closing(self._open_again()) as workspace:
                folder = _chosen(workspace)
            with _told():
                part = _written(folder, b"")
                part.unlink()
        except Trouble as trouble:
            return Probe(trouble.code, ProbeStep.REACHED if trouble.code == "drop_gone" else ProbeStep.MAY_SEND)
        return Probe(None, None, str(folder))

    def send_again(self, submission_id: str) -> bool:
        """See `Courier.send_again`: True when all of it lay there already; nothing is proven by it but that.

        Raises:
            SyncProblem: as `place`; `manual_route`.
        """
        with closing(self._open_again()) as workspace:
            op = workspace.ledger.outbox.find(submission_id)
            snapshot = _snapshot_of(workspace, op) if op is not None else None
            return snapshot is not None and not place(_chosen(workspace), self._files(workspace, snapshot))

    def write_package(self, path: Path) -> int:
        """There is no hub for which it could be sealed."""
        raise SyncProblem("folder_route")

    def take_answer(self, path: Path) -> Delivery:
        """Nobody answers."""
        raise SyncProblem("folder_route")

    def _carry(self, workspace: Workspace, *, at_once: bool) -> Delivery:
        outbox = workspace.ledger.outbox
        folder = _chosen(workspace)
        problem: str | None = None
        placed = 0
        due = [
            (op, found) for op in outbox.due(Lane.SUBMISSION, at_once=at_once) if (found := _snapshot_of(workspace, op))
        ]
        for at, (op, snapshot) in enumerate(due):
            try:
                files = self._files(workspace, snapshot)
                place(folder, files)
                digests = {name: sha256_hex(data) for name, data in files.items()}
                workspace.statistics.note_placed(snapshot, str(folder), digests)
                placed += 1
            except Trouble as trouble:
                problem = problem or trouble.code
                stuck = due[at:] if trouble.code in _OF_THE_FOLDER else [(op, snapshot)]
                with contextlib.suppress(EnvironmentProblem):  # our own disk is in the way: it is due again at once
                    outbox.postpone([one.op_id for one, _ in stuck], trouble.code)
                if len(stuck) > 1:
                    break
        return Delivery(sent=placed, waiting=outbox.waiting_count(_LANE), problem=problem)

    def _files(self, workspace: Workspace, snapshot: Snapshot) -> dict[str, bytes]:
        """Everything of a version by name; the figures last, so that where they lie all of it lies."""
        if not snapshot.is_intact:
            one = {"template": snapshot.template, "year": snapshot.year, "version": snapshot.version}
            raise EnvironmentProblem("snapshot_altered", **one)
        stem = stem_of(workspace, snapshot)
        papers = {f"{stem}{end}": data for end, data in self._drawn(workspace, snapshot).items()}
        return {**papers, f"{stem}.json": snapshot.body}


def stem_of(workspace: Workspace, snapshot: Snapshot) -> str:
    """ "26734-184-6T-2026-ban-1": unit, template, period, version; a practice record's begins with "thu-"."""
    trial = "thu-" if workspace.is_trial else ""
    template = re.sub(r"[^\w-]", "-", snapshot.template)
    return f"{trial}{workspace.identity.unit_code}-{template}-{snapshot.year}-ban-{snapshot.version}"


def place(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Put files into a folder, each whole or not at all; whether anything had to be written.

    The last one is the mark that all are there: where it lies with the same bytes, nothing is looked at any more (the
    papers may have been opened and saved by whoever took them). A folder that is gone is never made.

    Raises:
        SyncProblem: `drop_gone`, `drop_full`, `drop_read_only`; `drop_taken` when other bytes lie under one of the
            names: nothing is written then.
    """
    mark = [*files][-1]
    with _told():
        if not folder.is_dir():
            raise SyncProblem("drop_gone")
        _sweep(folder)
        if _there(folder / mark, files[mark]):
            return False
        lacking = [name for name, data in files.items() if not _there(folder / name, data)]
        for name in lacking:
            _set_down(_written(folder, files[name]), folder / name)
        _kept(folder)
    return True


def _there(path: Path, data: bytes) -> bool:
    """Whether these very bytes lie there.

    Raises:
        SyncProblem: `drop_taken` when something else does.
    """
    try:
        with path.open("rb") as file:
            found = file.read(len(data) + 1)
    except FileNotFoundError:
        return False
    except IsADirectoryError:
        raise SyncProblem("drop_taken") from None
    if found != data:
        raise SyncProblem("drop_taken")
    return True


def _written(folder: Path, data: bytes) -> Path:
    """The bytes in a file of the folder under a name that nobody reads, as safe as the folder's disk keeps them."""
    if not folder.is_dir():
        raise SyncProblem("drop_gone")
    part = folder / f"{_PART}{secrets.token_hex(8)}{_PART_END}"
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            _synced(file.fileno())
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    return part


def _set_down(part: Path, target: Path) -> None:
    """Give it its name, never over a file that has come there meanwhile."""
    try:
        if os.name == "nt":
            part.rename(target)  # refuses a name that is taken
            return
        try:
            target.hardlink_to(part)
        except OSError as error:
            if isinstance(error, FileExistsError) or error.errno not in _NO_LINKS:
                raise
            # A stick or a share without links: looked at once more, at the last moment.
            if target.exists():
                raise FileExistsError(errno.EEXIST, "taken") from error
            part.rename(target)
            return
        part.unlink()
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        if isinstance(error, FileExistsError):
            raise SyncProblem("drop_taken") from error
        raise


def _kept(folder: Path) -> None:
    """The names too, where the system lets a folder be synced (Windows does by itself)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        _synced(handle)
    finally:
        os.close(handle)


def _synced(handle: int) -> None:
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise


def _sweep(folder: Path) -> None:
    """Half files of a power cut; those of today may be another PC's."""
    with contextlib.suppress(OSError):
        for part in folder.glob(f"{_PART}*{_PART_END}"):
            if time.time() - part.stat().st_mtime > _STALE_SECONDS:
                part.unlink()


@contextlib.contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        code = "drop_full" if error.errno in _FULL else "drop_read_only" if error.errno in _SHUT else "drop_gone"
        raise SyncProblem(code) from error


def _chosen(workspace: Workspace) -> Path:
    if not workspace.drop_folder:
        raise SyncProblem("manual_route")
    return Path(workspace.drop_folder)


def _snapshot_of(workspace: Workspace, op: Op) -> Snapshot | None:
    """The frozen version that an op carries, by its title: template, year, version."""
    template, year, _ = op.title.rsplit(" ", 2)
    found = workspace.statistics.versions(template, int(year))
    return next((one for one in found if one.id == op.op_id), None)
