"""A process for every call of the command line, forked from one that has read the program already.

A call is as alone as ever with its arguments, folder, environment, memory and exit code. What it is spared is most of a
second for starting Python and reading modules, some four hundred times a run. Where the start itself is the question,
`calling.ttcs_afresh` starts an interpreter.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

# Windows cannot fork and starts an interpreter for every process: slower, the same otherwise.
_FORKS = "forkserver" in multiprocessing.get_all_start_methods()
_CONTEXT = multiprocessing.get_context("forkserver" if _FORKS else "spawn")
_READ_BEFORE = [
    __name__,
    "ui.cli",
    # What verbs that tests call often read only when they are called:
    "difflib",
    "_strptime",
    "sync.hub.app",
    "sync.hub.serving",
    "ttcs_desktop.agenda.service",
    "ttcs_desktop.attachments.service",
    "ttcs_desktop.broadcast.coverage.service",
    "ttcs_desktop.broadcast.service",
    "ttcs_desktop.content.service",
    "ttcs_desktop.storage.migrations",
    "ui.city",
    "ui.kit.printing",
    "ui.workflows.papers",
    "uvicorn",
]
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC


def call(arguments: Sequence[str], cwd: Path, environment: Mapping[str, str]) -> tuple[int, bytes, bytes]:
    """What `ttcs` with these arguments ends with, and what it writes to stdout and to stderr."""
    if _FORKS:
        _CONTEXT.set_forkserver_preload(_READ_BEFORE)
    with tempfile.TemporaryDirectory() as kept:
        out, said = Path(kept, "out"), Path(kept, "said")
        process = _CONTEXT.Process(target=_run, args=(arguments, str(cwd), dict(environment), str(out), str(said)))
        process.start()
        process.join()
        return process.exitcode, out.read_bytes(), said.read_bytes()


def _run(arguments: Sequence[str], cwd: str, environment: Mapping[str, str], out: str, said: str) -> None:
    for number, path, how in ((0, os.devnull, os.O_RDONLY), (1, out, _WRITE), (2, said, _WRITE)):
        file = os.open(path, how, 0o600)
        os.dup2(file, number)
        os.close(file)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    sys.argv = ["ttcs", *arguments]

    from ui.cli import main

    main()
