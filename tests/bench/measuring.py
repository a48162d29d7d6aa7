"""Ratios of two things measured in turns in the same run, each by the least that it took.

A machine that is busy with something else only adds, and not to both alike: a start took 100 to 280 ms within one run,
and medians told of the host. The least tells of the work.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

ROUNDS = 9


@dataclass(frozen=True)
class Result:
    """A ratio with its goal; or a span in milliseconds with the most it may be.

    Attributes:
        ours, peer: the least of the rounds, in milliseconds; `peer` is None for a span that stands alone.
    """

    name: str
    ours: float
    peer: float | None
    goal: float
    unit: str = "×"

    @property
    def value(self) -> float:
        return self.ours / self.peer if self.peer else self.ours

    @property
    def is_met(self) -> bool:
        return self.value <= self.goal

    def line(self) -> str:
        peer = f"{self.peer:8.1f}" if self.peer else " " * 8
        verdict = "" if self.is_met else "  MISSED"
        return f"{self.name:<58} {self.ours:8.1f} {peer} {self.value:8.2f} {self.unit:<2} ≤ {self.goal:g}{verdict}"


HEADING = f"{'':<58} {'ours ms':>8} {'peer ms':>8} {'ratio':>8}    goal"


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def in_turns(*works: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """The least of each, after one round that only warms up."""
    return told_in_turns(*(partial(milliseconds, work) for work in works), rounds=rounds)


def told_in_turns(*works: Callable[[], float], rounds: int = ROUNDS) -> list[float]:
    """The same of works that tell the milliseconds themselves, because only a part of what they do counts."""
    spans: list[list[float]] = [[] for _ in works]
    for number in range(rounds + 1):
        for work, kept in zip(works, spans, strict=True):
            span = work()
            if number:
                kept.append(span)
    return [min(kept) for kept in spans]


def show(results: Iterable[Result]) -> list[Result]:
    """Print each result as it comes."""
    shown = []
    for result in results:
        say(result.line())
        shown.append(result)
    return shown


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
