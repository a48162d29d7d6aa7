"""Power goes at any moment of real office work: whatever the disk had not been made to keep may be lost, or torn.

What SQLite and the product really did to their files is recorded once (`tracing`), then played up to some call, and of
what was not flushed by then an arbitrary part is taken (`replaying`). The product opens what is left.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from sync.hub.store import open_store
from tests.power.judging import Lost, Said, bring_home, judge, judge_restored
from tests.power.replaying import Disk
from tests.power.tracing import Event, events_of, needs_strace, traced
from tests.sync.offices import AFTER_ALL_CUT_OFFS, MONDAY
from tests.wards import add_slot, confirm, make_ward

pytestmark = needs_strace
ALL = bool(os.environ.get("TTCS_ALL"))
DAYS, IMAGES = (40, 1_500) if ALL else (9, 25)
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


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    return recorded(new_office(tmp_path_factory.mktemp("life")), f"days={DAYS}")


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


def test_nothing_that_was_acknowledged_is_lost_and_both_go_on(life: Recording) -> None:
    try_cuts(life, IMAGES, 1, whole)


def test_a_disk_that_does_not_flush_is_found_out(life: Recording) -> None:
    """The test of the test: were the log not flushed with each commit, as `synchronous = FULL` has it."""
    with pytest.raises(Lost):
        try_cuts(life, 200, 2, judge, log=False)


@pytest.mark.skipif(not ALL, reason="strace records it under --all")
def test_the_setting_it_rests_on(tmp_path: Path) -> None:
    """`synchronous = NORMAL` loses what was acknowledged (docs/decisions/0004)."""
    (tmp_path / "ward-and-hub").mkdir()
    recording = recorded(new_office(tmp_path / "ward-and-hub"), "days=12", synchronous="NORMAL")
    with pytest.raises(Lost):
        try_cuts(recording, 500, 3, judge)


@pytest.mark.skipif(not ALL, reason="strace records it under --all")
def test_a_restore_leaves_the_old_record_or_the_new_one(tmp_path: Path) -> None:
    ward = make_ward(tmp_path)
    ward.content.add("Trước", "Nội dung " * 30)
    ward.backup()
    for number in range(5):
        ward.content.add(f"Sau {number}", "Nội dung " * 3000)
    ward.close()
    old = {"Trước", *(f"Sau {number}" for number in range(5))}
    recording = recorded(tmp_path.resolve(), "restore")
    try_cuts(recording, 500, 4, lambda folder, said: judge_restored(folder, said, old, {"Trước"}))
