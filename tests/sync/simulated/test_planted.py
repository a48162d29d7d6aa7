"""The test of the tests: every planted bug turns a story red, and without it the same story is green."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.sync.simulated.bugs import PLANTED
from tests.sync.simulated.story import Red, run

MOST_SEEDS = 150


@pytest.mark.parametrize("bug", PLANTED)
def test_the_stories_find_it(bug: str) -> None:
    plant = PLANTED[bug]
    for seed in [plant.first, *range(MOST_SEEDS)]:
        try:
            with plant.breaks():
                run(seed, plant.swarm)
        except Red:
            break
    else:
        pytest.fail(f"{MOST_SEEDS} stories passed over it")
    run(seed, plant.swarm)


def test_the_document_names_a_bug_for_every_promise() -> None:
    """docs/sync-faults.md: promise, mechanism, bug, test. A bug in curly quotes is one of ours."""
    written = (Path(__file__).parents[3] / "docs" / "sync-faults.md").read_text("utf-8")
    rows = re.findall(r"^\| (P\d+) .*$", written, re.MULTILINE)
    assert rows == [f"P{number}" for number in range(1, 13)]
    told = {
        line.split()[1]: set(re.findall("“([^”]+)”", line))
        for line in re.findall(r"^\| P\d+ .*$", written, re.MULTILINE)
    }
    assert all(told.values())
    assert set().union(*told.values()) <= PLANTED.keys()
