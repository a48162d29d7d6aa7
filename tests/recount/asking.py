"""Two programs asked for the same figures: the product, and the recount that reads only its raw lists."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

from tests.recount import recount
from tests.ui.commands.calling import ttcs
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.exports import records
from ttcs_desktop.statistics.model import Report
from ttcs_desktop.workspace import Workspace

PROGRAM = Path(recount.__file__)
RECOUNTED = ("B01", "B04", "B05", "C01", "C02", "C03", "C04", "C05", "C06", "C07", "C10", "C12", "C13")

Figures = dict[str, Decimal | None]


def ask_recount(lists: Path, window: Window) -> Figures:
    """What the second program counts, in a process of its own that cannot reach the product."""
    command = [sys.executable, "-I", str(PROGRAM), str(lists), window.start.isoformat(), window.cut_off.isoformat()]
    run = subprocess.run(command, cwd=lists, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return {code: None if text is None else Decimal(text) for code, text in json.loads(run.stdout).items()}


def lists_of_command_line(folder: Path, lists: Path) -> None:
    """Every list as `ttcs list SUBJECT --json` prints it."""
    for subject in recount.SUBJECTS:
        answer = ttcs("list", subject, "--json", "--data", folder, cwd=lists)
        assert answer.code == 0, answer.said
        (lists / f"{subject}.json").write_bytes(answer.out)


def lists_of(workspace: Workspace, lists: Path) -> None:
    """The same lists without the command line, for many small wards."""
    for subject in recount.SUBJECTS:
        found = {"records": records(workspace, subject)}
        (lists / f"{subject}.json").write_text(json.dumps(found), "utf-8")


def figures_of(report: Report) -> Figures:
    """What the product counts: derived values, and the parts of C10."""
    found: Figures = {code: report.value(code).derived for code in RECOUNTED}
    return {**found, **{f"C10/{part}": share for part, share in report.value("C10").broken_down.items()}}
