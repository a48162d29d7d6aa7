"""Stories by the hundred: whatever the line, the disks, the clocks and the hub do, every promise holds after each step.

`python3 run.py soak` tells them for hours.
"""

from __future__ import annotations

import os
import time

from tests.sync.simulated.story import run

# Seconds of the processor: a machine that is busy with something else tells as many stories as an idle one.
BUDGET = 60.0 if os.environ.get("TTCS_ALL") else 6.0
MOST = 3_000


def told(seed: int) -> tuple[list[str], int]:
    story = run(seed)
    return list(story.world.trace), story.rounds


def test_the_same_seed_tells_the_same_story() -> None:
    assert told(3) == told(3)


def test_every_promise_holds_in_every_story() -> None:
    end, rounds, stories = time.process_time() + BUDGET, 0, 0
    for seed in range(MOST):
        if time.process_time() > end:
            break
        rounds += run(seed).rounds
        stories += 1
    assert stories >= 20
    assert rounds > stories
