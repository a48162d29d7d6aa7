"""Files kept beside the record by what is in them: `files/ab/abcdef…`, named by sha-256, written once for ever."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import tempfile
import time
import unicodedata
from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.storage.held import drop_file, sweep_parts, take_name

FILES = "files"
"""The folder beside a record, and beside its backups."""
LARGEST = 1024 * 1024 * 1024
"""Bytes of the largest file that is kept: an hour of studio sound has about 600 MB."""
_CHUNK = 1024 * 1024
_HEX_DIGITS = 64
_PART = ".part"
_CODES = {errno.ENOSPC: "disk_full", errno.EIO: "disk_failing"}
_NO_NAME = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # Windows takes these for devices
_LONGEST_NAME = 120
Tell = Callable[[int], None]
"""Told the bytes of each stretch that went through; what it raises stops the copying."""
_LOOSE_SECONDS = 7 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Kept:
    """A file as it is kept: its sha-256 in hex and its size in bytes."""

    sha256: str
    size: int


class FileStore:
    """The folder of kept files. The record names them; nobody gets one for writing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def place(self, sha256: str) -> Path:
        """Where a file of these bytes lies, or would lie."""
        return self._folder / sha256[:2] / sha256

    def keep(self, source: Path) -> Kept:
        """Take a copy of a file; bytes that are kept already are not written again, unless they have been damaged.

        The copy is on the disk, read back and under its own name before this returns; until then nothing that was kept
        is touched.

        Raises:
            InvalidInput: `file_empty`, `file_too_large`.
            EnvironmentProblem: `file_unreadable` for the source; `disk_full`, `disk_failing`, `folder_unsuitable` for
                our own folder. Nothing is left behind then.
        """
        with told_of_our_folder():
            self._folder.mkdir(parents=True, exist_ok=True)
            sweep_parts(self._folder, f"*{_PART}")
            handle, name = tempfile.mkstemp(dir=self._folder, suffix=_PART)
        part = Path(name)
        try:
            with told_of_our_folder(), os.fdopen(handle, "wb") as target:
                kept = _copied(source, target)
                target.flush()
                os.fsync(target.fileno())
            self._put_in_place(part, kept)
        finally:
            drop_file(part)
        return kept

    def is_whole(self, sha256: str) -> bool:
        """Whether the file is there and holds the bytes that its name says. Reads all of it."""
        try:
            with self.place(sha256).open("rb") as stream:
                return digest_of(stream).sha256 == sha256
        except OSError:
            return False

    def copy_out(self, sha256: str, target: Path) -> Path:
        """Write a copy to `target`, for somebody to open or to change; the kept file stays out of reach.

        Raises:
            EnvironmentProblem: `media_missing`, `media_damaged`; `disk_full`, `folder_unsuitable` for the target.
        """
        try:
            stream = self.place(sha256).open("rb")
        except OSError as error:
            raise EnvironmentProblem("media_missing", name=target.name) from error
        with stream, told_of_our_folder():
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("wb") as copy:
                found = _pumped(stream, copy)
        if found.sha256 != sha256:
            drop_file(target)
            raise EnvironmentProblem("media_damaged", name=target.name)
        return target

    def has(self, sha256: str, size: int) -> bool:
        """Whether a file of this name and size lies here; its bytes are not read."""
        try:
            return self.place(sha256).stat().st_size == size
        except OSError:
            return False

    def names(self) -> Iterator[str]:
        """The sha-256 of every file that lies here."""
        for path in sorted(self._folder.glob("??/*")):
            if len(path.name) == _HEX_DIGITS and path.name.startswith(path.parent.name):
                yield path.name

    def bring(self, source: FileStore, sha256: str, tell: Tell = lambda _: None) -> None:
        """Take a file over from another store: linked where both lie on one disk, else copied and read back.

        Kept files are never written to, so two names of one file cost no room and take nothing from each other.

        Raises:
            EnvironmentProblem: `media_missing`, `media_damaged` for the source; `disk_full`, `disk_failing`,
                `folder_unsuitable` for our own folder. Nothing is left behind then.
        """
        self.adopt(source.place(sha256), sha256, tell)

    def adopt(self, there: Path, sha256: str, tell: Tell = lambda _: None) -> None:
        """The same for a file that lies anywhere; where it lies it stays, to be thrown away by whoever laid it there.

        Raises:
            EnvironmentProblem: as `bring`; `media_damaged` when it holds other bytes.
        """
        try:
            with there.open("rb") as stream:
                found = _pumped(stream, None, tell)
        except OSError as error:
            code = "media_missing" if isinstance(error, FileNotFoundError) else "media_damaged"
            raise EnvironmentProblem(code, name=sha256) from error
        if found.sha256 != sha256:
            raise EnvironmentProblem("media_damaged", name=sha256)
        place = self.place(sha256)
        if self.is_whole(sha256):
            self._mark_wanted(place)
            return
        with told_of_our_folder():
            self._make_folder_of(place)
            place.unlink(missing_ok=True)
            try:
                place.hardlink_to(there)
            except OSError:
                self.keep(there)
            else:
                settle(place.parent)

    def drop(self, sha256: str) -> None:
        """Throw a file away; one that another program holds open stays for another time."""
        drop_file(self.place(sha256))

    def sweep_loose(self, named: Set[str], moment: float) -> list[str]:
        """Throw away what nobody names; the sha-256 of each.

        Args:
            moment: now, in seconds since 1970. A file that was kept in the last days stays: the record names a file a
                moment after it is kept.
        """
        gone = []
        for sha256 in self.names():
            if sha256 not in named:
                with suppress(OSError):
                    found = self.place(sha256).stat()
                    if moment - max(found.st_atime, found.st_mtime) > _LOOSE_SECONDS:
                        self.place(sha256).unlink()
                        gone.append(sha256)
        return gone

    def _make_folder_of(self, place: Path) -> None:
        """The folder a file is to lie in, on the disk before the file is said to be kept."""
        if not place.parent.is_dir():
            place.parent.mkdir(parents=True, exist_ok=True)
            settle(self._folder)

    def _mark_wanted(self, place: Path) -> None:
        """What is there already is about to be named again: the time of its last use tells `sweep_loose`."""
        with suppress(OSError):
            os.utime(place, ns=(time.time_ns(), place.stat().st_mtime_ns))

    def _put_in_place(self, part: Path, kept: Kept) -> None:
        place = self.place(kept.sha256)
        if self.is_whole(kept.sha256):
            self._mark_wanted(place)
            return
        with told_of_our_folder():
            with part.open("rb") as written:
                if digest_of(written) != kept:
                    raise EnvironmentProblem("disk_failing")
            place.parent.mkdir(exist_ok=True)
            take_name(part, place)
            settle(place.parent)


def safe_name(name: str) -> str:
    """A file name that every system takes and that shows its real ending; a file may have come from another system.

    Letters nobody sees are left out: one of them writes "exe.jpg" for "gpj.exe" so that it looks like a picture.
    """
    seen = "".join(char for char in unicodedata.normalize("NFC", name) if unicodedata.category(char) != "Cf")
    kept = _NO_NAME.sub("_", seen.encode(errors="surrogateescape").decode(errors="replace"))
    kept = kept.strip(". ")[-_LONGEST_NAME:].strip(". ") or "file"
    return f"_{kept}" if _DEVICES.fullmatch(kept) else kept


def copied(source: Path, target: Path, wanted: Kept) -> None:
    """Copy a file whose digest is known, bring it to the disk and read it back.

    Raises:
        EnvironmentProblem: `disk_full`, `disk_failing` when other bytes came back, `folder_unsuitable`.
    """
    with told_of_our_folder():
        with source.open("rb") as stream, target.open("wb") as copy:
            found = _pumped(stream, copy)
            copy.flush()
            os.fsync(copy.fileno())
        with target.open("rb") as written:
            if found != wanted or digest_of(written) != wanted:
                raise EnvironmentProblem("disk_failing")


def digest_of(stream: BinaryIO) -> Kept:
    """The sha-256 and the size of what a stream still holds."""
    return _pumped(stream, None)


def _copied(source: Path, target: BinaryIO) -> Kept:
    try:
        stream = source.open("rb")
    except OSError as error:
        raise EnvironmentProblem("file_unreadable", name=source.name) from error
    with stream:
        if os.fstat(stream.fileno()).st_size > LARGEST:
            raise InvalidInput("file", "file_too_large", limit_mb=LARGEST // (1024 * 1024))
        kept = _pumped(stream, target)
    if not kept.size:
        raise InvalidInput("file", "file_empty")
    return kept


def _pumped(stream: BinaryIO, target: BinaryIO | None, tell: Tell = lambda _: None) -> Kept:
    digest, size = hashlib.sha256(), 0
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
        size += len(chunk)
        if target is not None:
            target.write(chunk)
        tell(len(chunk))
    return Kept(digest.hexdigest(), size)


@contextmanager
def told_of_our_folder() -> Iterator[None]:
    """Tell what a folder of ours did as `disk_full`, `disk_failing` or `folder_unsuitable`."""
    try:
        yield
    except OSError as error:
        raise EnvironmentProblem(_CODES.get(error.errno or 0, "folder_unsuitable")) from error


def settle(folder: Path) -> None:
    """Bring a rename to the disk; Windows does that by itself and knows no handle of a folder."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
