"""Processes of a ward that has no network for a quarter: its work, the hub that comes back, and the one press.

Each is forked from a process that has read the program already (`tests.ui.commands.preloaded`).
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path

from sync.hub.serving import serve
from tests.sync.offices import Office
from tests.ui.commands import preloaded
from tests.ui.commands.calling import ROOT, environment
from tests.wards import add_slot, confirm, set_clock
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.workspace import open_workspace

FIRST, LAST = dt.date(2026, 3, 2), dt.date(2026, 5, 29)
NOW = "2026-06-02T08:00"


def begin(target, *given: object) -> BaseProcess:
    """A process under way."""
    if preloaded._FORKS:
        preloaded._CONTEXT.set_forkserver_preload(preloaded._READ_BEFORE)
    process = preloaded._CONTEXT.Process(target=target, args=given, daemon=True)
    process.start()
    return process


def work_through(folder: Path) -> None:
    """Every working day: what was aired is confirmed, an article is written, some are sent on; at last the report."""
    clock = FixedClock(dt.datetime.combine(FIRST, dt.time(8)))
    with closing(open_workspace(folder, clock)) as ward:
        slot = add_slot(ward, first=FIRST, last=LAST)
        for number in range((LAST - FIRST).days + 1):
            day = FIRST + dt.timedelta(days=number)
            if day.weekday() < 5:
                set_clock(ward, dt.datetime.combine(day, dt.time(16)))
                confirm(ward, slot, day)
                item = ward.content.add(f"Tin ngày {day:%d/%m}", "Nội dung của bản tin. " * 20)
                ward.content.submit(item.id)
                ward.content.edit(item.id, item.title, "Nội dung đã sửa. " * 20)
        set_clock(ward, dt.datetime.fromisoformat(NOW))
        Office(ward, None).freeze("184-6T")


def serve_at(folder: Path, told: Path) -> None:
    """A hub whose address stands in `told` once it answers."""

    def ready(url: str) -> None:
        half = told.with_suffix(".half")
        half.write_text(url)
        half.replace(told)

    serve(folder, on_ready=ready, clock=FixedClock(dt.datetime.fromisoformat(NOW)))


def call(folder: Path, out: Path, *arguments: str) -> BaseProcess:
    """`ttcs …` on the record in `folder`, under way; its answer comes to `out`."""
    said = [*arguments, "--data", str(folder), "--now", NOW, "--json"]
    return begin(preloaded._run, said, str(ROOT), environment({}), str(out), os.devnull)


@contextmanager
def hub_running(folder: Path) -> Iterator[str]:
    """The hub of `folder` in a process, killed at the end; its address."""
    told = folder.with_suffix(".url")
    told.unlink(missing_ok=True)
    process = begin(serve_at, folder, told)
    try:
        while not told.exists():
            assert process.is_alive()
            process.join(0.01)
        yield told.read_text()
    finally:
        process.kill()
        process.join()
