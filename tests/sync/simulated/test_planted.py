"""The test of the tests: every planted bug turns a story red, and without it the same story is green."""

from __future__ import annotations

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
