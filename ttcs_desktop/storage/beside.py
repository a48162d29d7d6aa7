"""Files that belong to a record, lie beside it by a name of their own and come back with a backup."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.storage.backup_folder import Backup
from ttcs_desktop.storage.files import FILES, FileStore, settle, told_of_our_folder
from ttcs_desktop.storage.held import take_name

_PART = ".part"


class BesideFiles:
    """What a backup holds of them, fetched before the record is touched and given its name after.

    Attributes:
        missing: sha-256 of those that are neither with the backup nor here; what stands here by that name stays.
    """

    def __init__(self, folder: Path, backup: Backup, names: Sequence[str]) -> None:
        """Fetch them; a backup of an older program says nothing of them, and all stay as they are.

        Raises:
            EnvironmentProblem: `disk_full`, `folder_unsuitable`.
        """
        self._folder = folder
        self._fetched: dict[str, Path | None] = {}
        self.missing: tuple[str, ...] = ()
        held = backup.manifest.beside if backup.manifest is not None else None
        for name in names if held is not None else ():
            sha256 = held.get(name) if held is not None else None
            try:
                self._fetched[name] = self._fetch(backup, name, sha256) if sha256 else None
            except EnvironmentProblem as problem:
                if problem.code not in ("media_missing", "media_damaged") or not sha256:
                    raise
                self.missing = (*self.missing, sha256)

    def put_in_place(self, stamp: str) -> None:
        """Give each its name; another one that stood there is kept as `<name>-before-restore-<stamp>`."""
        with told_of_our_folder():
            for name, fetched in self._fetched.items():
                target = self._folder / name
                if target.exists() and not (fetched and fetched.read_bytes() == target.read_bytes()):
                    take_name(target, target.with_name(f"{target.stem}-before-restore-{stamp}{target.suffix}"))
                if fetched is not None:
                    take_name(fetched, target)
            settle(self._folder)

    def drop(self) -> None:
        """Throw away what was fetched and not put in place."""
        for name in self._fetched:
            with suppress(OSError):
                (self._folder / (name + _PART)).unlink(missing_ok=True)

    def _fetch(self, backup: Backup, name: str, sha256: str) -> Path:
        half = self._folder / (name + _PART)
        ours = FileStore(self._folder / FILES)
        with told_of_our_folder():
            self._folder.mkdir(parents=True, exist_ok=True)
        store = backup.files if not ours.is_whole(sha256) else ours
        return store.copy_out(sha256, half)
