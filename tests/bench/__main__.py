"""python -m tests.bench [GROUP …]: ratios and spans, each beside its goal; without a group all of `_groups`."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.measuring import HEADING, ROUNDS, Result, say, show

Group = Callable[[Path], Iterator[Result]]


def main(names: list[str]) -> int:
    """Run the groups named, or all of them; 0 when every goal is met."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_LOGGING_RULES", "*.warning=false")  # off-screen there are no size hints to hand on
    groups = _groups()
    unknown = set(names) - set(groups)
    if unknown:
        say(f"known groups: {', '.join(groups)}")
        return 2
    say(f"the least of {ROUNDS} runs in turns\n{HEADING}")
    results: list[Result] = []
    for name in names or groups:
        with tempfile.TemporaryDirectory() as folder:
            results += show(groups[name](Path(folder)))
    missed = [result.name for result in results if not result.is_met]
    say(f"{len(results) - len(missed)} of {len(results)} goals met")
    return 1 if missed else 0


def _groups() -> dict[str, Group]:
    """Qt is imported only after the platform is chosen."""
    from tests.bench import (
        figures,
        findings,
        first_paint,
        ledger,
        media,
        pages,
        play_log,
        search,
        slow_line,
        spoken,
        storm,
        sync,
        week_grid,
        week_sheet,
    )

    return {
        "first-paint": first_paint.measure,
        "pages": pages.measure,
        "week-sheet": week_sheet.measure,
        "week-grid": week_grid.measure,
        "search": search.measure,
        "ledger": ledger.measure,
        "play-log": play_log.measure,
        "spoken": spoken.measure,
        "findings": findings.measure,
        "sync": sync.measure,
        "storm": storm.measure,
        "media": media.measure,
        "slow-line": slow_line.measure,
        "figures": figures.measure,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
