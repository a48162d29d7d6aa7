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
from ttcs_desktop.statistics.catalogue import Indicator
from ttcs_desktop.statistics.compute import compute
from ttcs_desktop.workspace import Workspace

PROGRAM = Path(recount.__file__)
Figures = dict[str, Decimal | None]


def ask_recount(lists: Path, window: Window) -> Figures:
    """What the second program counts, in a process of its own that cannot reach the product."""
    command = [sys.executable, "-I", str(PROGRAM), str(lists), window.start.isoformat(), window.cut_off.isoformat()]
    run = subprocess.run(command, cwd=lists, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return {code: None if text is None else Decimal(text) for code, text in json.loads(run.stdout).items()}


def lists_of_command_line(folder: Path, lists: Path, *subjects: str) -> None:
    """Some lists as `ttcs list SUBJECT --json` prints them, in the place of those that stand there."""
    for subject in subjects:
        answer = ttcs("list", subject, "--json", "--data", folder, cwd=lists)
        assert answer.code == 0, answer.said
        (lists / f"{subject}.json").write_bytes(answer.out)


def lists_of(workspace: Workspace, lists: Path) -> None:
    """The same lists without the command line, for many small wards."""
    for subject in recount.SUBJECTS:
        found = {"records": records(workspace, subject)}
        (lists / f"{subject}.json").write_text(json.dumps(found), "utf-8")


def figures_of(workspace: Workspace, window: Window) -> Figures:
    """Every figure of the catalogue that is derived, whole and in its parts, as the product counts it."""
    statistics = workspace.statistics
    asked = [one for one in statistics.catalogue.indicators.values() if not one.by_hand]
    values = compute(
        asked,
        workspace._sources().for_one_report(),
        window,
        carried=(),
        entered={},
        record_start=workspace.record_start,
        known=statistics.catalogue.indicators,
    )
    found: Figures = {}
    for value in values:
        if any(statistics.catalogue.indicators[code].by_hand for code in named(value.indicator)):
            continue
        found[value.indicator.code] = value.derived
        found |= {f"{value.indicator.code}/{part}": share for part, share in value.broken_down.items()}
    return found


def named(indicator: Indicator) -> set[str]:
    """The indicators that its expression asks."""
    return {one.code for one in indicator.expression.references} if indicator.expression else set()
