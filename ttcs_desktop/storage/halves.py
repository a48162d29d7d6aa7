"""Files that arrive piece by piece. How much is there is the size of the file on the disk; nothing else remembers it.

A piece is written only after it was proven, and written at the end: so whatever a crash or a full disk leaves is the
beginning of the right file, and the next piece goes on behind it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.storage.files import FileStore, told_of_our_folder


class Halves:
    """The folder of files that are still arriving, each under a name of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def place(self, name: str) -> Path:
        return self._folder / name

    def names(self) -> Iterator[str]:
        """Every file that is still arriving."""
        if self._folder.is_dir():
            yield from sorted(path.name for path in self._folder.iterdir())

    def size(self, name: str) -> int:
        """How many bytes have arrived."""
        try:
            return self.place(name).stat().st_size
        except OSError:
            return 0

    def append(self, name: str, offset: int, piece: bytes) -> None:
        """Write a piece that begins at `offset`, and bring it to the disk before this returns.

        Two that write the same file at once write the same bytes to the same place.

        Raises:
            EnvironmentProblem: `disk_full`, `disk_failing`, `folder_unsuitable`.
        """
        place = self.place(name)
        with told_of_our_folder():
            self._folder.mkdir(parents=True, exist_ok=True)
            with place.open("r+b" if offset else "wb") as target:
                target.seek(offset)
                target.write(piece)
                target.flush()
                os.fsync(target.fileno())

    def move_into(self, files: FileStore, name: str, sha256: str) -> bool:
        """Keep a file that has arrived; False, and it is thrown away, when its bytes are not those of its name.

        Raises:
            EnvironmentProblem: `disk_full`, `disk_failing`, `folder_unsuitable`; nothing is lost then.
        """
        try:
            files.adopt(self.place(name), sha256)
        except EnvironmentProblem as problem:
            if problem.code != "media_damaged":
                raise
            self.drop(name)
            return False
        return True

    def drop(self, name: str) -> None:
        """Throw away what has arrived."""
        with suppress(OSError):
            self.place(name).unlink()
