"""python -m tests.soak [--minutes N] [--seed S]: stories of faults (tests/sync/simulated), one after the other.

Between them, where strace is there, the power goes at any call of real programs (tests/power).

Each seed is a story of its own. Without --minutes it goes on until it is stopped (Ctrl-C); `--minutes 0` tells the one
story of the seed, with every step.
"""

from __future__ import annotations

import argparse
import os
import secrets
import sys
import tempfile
import time
from pathlib import Path

_IN_MEMORY = Path("/dev/shm")
_TELL_EVERY = 60.0
_CUTS = 200


def main(arguments: list[str]) -> int:
    """0 when no promise broke; 1 with the story of the seed in which one did."""
    asked = _asked(arguments)
    if sys.platform == "linux" and _IN_MEMORY.is_dir() and not os.environ.get("TMPDIR"):
        tempfile.tempdir = str(_IN_MEMORY)
    from tests.sync.simulated.story import Red, run

    seed = asked.seed if asked.seed is not None else secrets.randbelow(10**9)
    one = asked.minutes == 0
    _say(f"first seed {seed}; a story again: python3 run.py soak --minutes 0 --seed SEED")
    began, told, rounds, next_word = time.monotonic(), 0, 0, _TELL_EVERY
    cuts = 0
    try:
        while True:
            story = run(seed + told)
            told, rounds, spent = told + 1, rounds + story.rounds, time.monotonic() - began
            if one:
                _say("\n".join([str(story.swarm), *story.world.trace]))
            if one or (asked.minutes is not None and spent >= asked.minutes * 60):
                break
            if spent >= next_word:
                cuts += _cut_power(seed + told)
                next_word = time.monotonic() - began + _TELL_EVERY
                _say(f"{told} stories, {rounds} rounds, {cuts} power cuts, last seed {seed + told - 1}")
    except (Red, AssertionError) as red:
        _say(str(red))
        return 1
    except KeyboardInterrupt:
        pass
    _say(f"{told} stories, {rounds} rounds in {time.monotonic() - began:.0f} s, {cuts} power cuts: every promise held")
    return 0


def _cut_power(seed: int) -> int:
    """A life of ward and hub in real programs, cut at moments of this seed; how many."""
    from tests.power.cutting import new_office, recorded, try_cuts, whole
    from tests.power.tracing import can_trace

    if not can_trace():
        return 0

    with tempfile.TemporaryDirectory(prefix="ttcs-life-") as folder:
        (Path(folder) / "life").mkdir()
        try_cuts(recorded(new_office(Path(folder) / "life"), "days=12"), _CUTS, seed, whole)
    return _CUTS


def _asked(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run.py soak", description=__doc__)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--seed", type=int)
    return parser.parse_args(arguments)


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
