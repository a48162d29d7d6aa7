"""Recording what programs do to their files, and cutting the power at any call of it."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sync.hub.store import open_store
from tests.power.judging import Lost, Said, bring_home, judge
from tests.power.replaying import Disk
from tests.power.tracing import Event, events_of, traced
from tests.sync.offices import AFTER_ALL_CUT_OFFS, MONDAY
from tests.wards import add_slot, confirm, make_ward

# Whose power goes; "nobody's": the programs are killed, and the system keeps all that it was given.
WHOSE = ("both", "the ward's", "the hub's", "nobody's")
ROOT = Path(__file__).parents[2]


@dataclass
class Recording:
    """The files of a folder before something was done, and every call that was done to them."""

    folder: Path
    at_first: dict[str, bytes]
    events: list[Event]

    @property
    def start(self) -> int:
        """The first call after the first word: what the checks lean on has been said by then."""
        return next(number for number, event in enumerate(self.events) if event.kind == "said") + 1


def recorded(folder: Path, what: str, *, synchronous: str = "FULL") -> Recording:
    at_first = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    log = folder.with_name(folder.name + ".calls")
    command = traced(log, sys.executable, "-m", "tests.power.living", what, str(folder), synchronous)
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    events = events_of(log, folder)
    log.unlink()
    played = Disk(folder, at_first)
    for event in events:
        played.play(event)
    # Nothing was written by a call that is not in the recording.
    assert all((folder / name).read_bytes() == content for name, content in played.still_running().items())
    return Recording(folder, at_first, events)


def new_office(folder: Path) -> Path:
    """A ward of which a day was aired, and an empty hub; both at rest on the disk."""
    folder = folder.resolve()
    ward = make_ward(folder, now=AFTER_ALL_CUT_OFFS)
    confirm(ward, add_slot(ward, first=MONDAY, last=MONDAY), MONDAY)
    ward.close()
    open_store(folder / "hub").close()
    return folder


@contextmanager
def laid_down(files: dict[str, bytes]) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="ttcs-cut-"))
    try:
        for name, content in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        yield folder
    finally:
        shutil.rmtree(folder)


def try_cuts(recording: Recording, images: int, seed: int, ask: Callable[[Path, Said], None], *, log: bool = True):
    """Cut the power at `images` moments, and ask of what is left; `log`: False for a disk that never flushes -wal."""
    chance = random.Random(seed)
    moments = sorted(chance.choices(range(recording.start, len(recording.events) + 1), k=images))
    disk, said, done = Disk(recording.folder, recording.at_first), [], 0
    for moment in moments:
        for event in recording.events[done:moment]:
            disk.play(event, flushes=log or not event.path.endswith("-wal"))
            said += [json.loads(event.data)] if event.kind == "said" else []
        done = moment
        whose = chance.choice(WHOSE)
        cut, runs = disk.after_a_cut(chance), disk.still_running()
        lose = {"both": ("ward/", "hub/"), "the ward's": ("ward/",), "the hub's": ("hub/",), "nobody's": ()}[whose]
        left = {name: content for name, content in cut.items() if name.startswith(lose)} if lose else {}
        left |= {name: content for name, content in runs.items() if not (lose and name.startswith(lose))}
        with laid_down(left) as folder:
            try:
                ask(folder, said)
            except Lost as lost:
                raise Lost(f"seed {seed}, {whose} power before call {moment}: {lost}") from lost


def whole(folder: Path, said: Said) -> None:
    judge(folder, said)
    bring_home(folder, said)
