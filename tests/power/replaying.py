"""The files that a power cut may leave behind: what was flushed lies there, of the rest any part, in any order.

Sectors of 512 bytes reach the disk or do not; the changes of a folder (a file made, renamed, removed) reach it in their
order, and surely once the folder was flushed. Only `-shm` is left out: it is no file, and SQLite makes it anew.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.power.tracing import Event

SECTOR = 512
WAYS = ("nothing", "a beginning", "any calls", "any sectors")


@dataclass
class File:
    """A file whatever its name: the bytes that are surely on the disk, and the calls that are under way to it."""

    sure: bytearray = field(default_factory=bytearray)
    under_way: list[Event] = field(default_factory=list)

    def flush(self) -> None:
        for event in self.under_way:
            _apply(self.sure, event)
        self.under_way.clear()

    def all(self) -> bytes:
        """As a program reads it that runs on."""
        return self._with(self.under_way)

    def left(self, chance: random.Random) -> bytes:
        """What may lie there after a cut."""
        way = chance.choice(WAYS)
        if way == "nothing" or not self.under_way:
            return bytes(self.sure)
        if way == "a beginning":
            return self._with(self.under_way[: chance.randint(0, len(self.under_way))])
        if way == "any calls":
            kept = [event for event in self.under_way if chance.random() < 0.5]
        else:
            kept = [part for event in self.under_way for part in _sectors(event) if chance.random() < 0.6]
        return self._with(kept)

    def _with(self, events: list[Event]) -> bytes:
        made = bytearray(self.sure)
        for event in events:
            _apply(made, event)
        return bytes(made)


class Disk:
    """The files of a folder while the recorded calls are played to it."""

    def __init__(self, folder: Path, at_first: dict[str, bytes]) -> None:
        self._folder = str(folder)
        self.sure = {name: File(bytearray(content)) for name, content in at_first.items()}
        self._changes: list[tuple[str, str, File | str]] = []

    def play(self, event: Event, *, flushes: bool = True) -> None:
        """One call. `flushes`: False for a disk that says "done" and has done nothing."""
        name = event.path.removeprefix(self._folder).lstrip("/")
        if name.endswith("-shm") or event.kind == "said":
            return
        now = self.names()
        match event.kind:
            case "rename":
                if name in now:
                    self._changes.append(("rename", name, event.to.removeprefix(self._folder).lstrip("/")))
            case "unlink":
                if name in now:
                    self._changes.append(("unlink", name, ""))
            case "flush" if not flushes:
                pass
            case "flush" if name in now:
                now[name].flush()
            case "flush":  # a folder: what was changed in it before stays changed
                self._settle(name)
            case _:
                if name not in now:
                    now[name] = File()
                    self._changes.append(("made", name, now[name]))
                file = now[name]
                if event.at < 0:  # a plain write goes on where the last one ended
                    event = Event(event.kind, event.path, len(file.all()), event.data)
                file.under_way.append(event)

    def names(self) -> dict[str, File]:
        """The files as a program sees them that runs on."""
        return self._named(len(self._changes))

    def after_a_cut(self, chance: random.Random) -> dict[str, bytes]:
        named = self._named(chance.randint(0, len(self._changes)))
        return {name: file.left(chance) for name, file in named.items()}

    def still_running(self) -> dict[str, bytes]:
        """What a program leaves that was killed: the system keeps all that it was given."""
        return {name: file.all() for name, file in self.names().items()}

    def _settle(self, folder: str) -> None:
        here = [change for change in self._changes if change[1].rpartition("/")[0] == folder]
        self.sure = self._with(here)
        self._changes = [change for change in self._changes if change not in here]

    def _named(self, changes: int) -> dict[str, File]:
        return self._with(self._changes[:changes])

    def _with(self, changes: list[tuple[str, str, File | str]]) -> dict[str, File]:
        named = dict(self.sure)
        for kind, name, what in changes:
            if isinstance(what, File):
                named[name] = what
            elif kind == "unlink":
                named.pop(name, None)
            elif name in named:
                named[what] = named.pop(name)
        return named


def _apply(content: bytearray, event: Event) -> None:
    if event.kind == "cut":
        del content[event.at :]
        content.extend(bytes(event.at - len(content)))
        return
    if len(content) < event.at:
        content.extend(bytes(event.at - len(content)))
    content[event.at : event.at + len(event.data)] = event.data


def _sectors(event: Event) -> Iterator[Event]:
    if event.kind == "cut":
        yield event
        return
    start, end = event.at, event.at + len(event.data)
    while start < end:
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        yield Event("write", event.path, start, event.data[start - event.at : stop - event.at])
        start = stop
