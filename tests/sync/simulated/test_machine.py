"""The same world told by hypothesis, act by act: what goes red is cut down to the shortest story that still does."""

from __future__ import annotations

import os
from contextlib import ExitStack

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from tests.sync.simulated import disk, net
from tests.sync.simulated.story import TROUBLES, Story, Swarm, world_of

_EVERYTHING = Swarm(wards=2, shared=True, line=(), rate=0.0, disk=disk.FAULTS, troubles=TROUBLES, steps=0)
_ACTS = ("save", "freeze", "correct", "by itself", "press", "publish", "correct article", "withdraw", "late",
         "clock jumps", "hub's clock jumps", "back up", "hub goes back", "swap", "revoke", "enrol again",
         "lose keyring", "close", "poison", "hub power", "ask",
         "write a stick", "stick arrives", "stick comes back")  # fmt: skip


class Faults(RuleBasedStateMachine):
    """Two PCs of one unit and their hub; every step asks every promise, the end brings everything home."""

    def __init__(self) -> None:
        super().__init__()
        self._held = ExitStack()

    @initialize(seed=st.integers(0, 999))
    def begin(self, seed: int) -> None:
        world, chance = self._held.enter_context(world_of(seed))
        self._story = Story(world, chance, _EVERYTHING)
        for _ in range(2):
            world.add_ward("99999")

    @rule(act=st.sampled_from(_ACTS), ward=st.integers(0, 1))
    def act(self, act: str, ward: int) -> None:
        self._story.step(act, self._story.world.wards[ward])

    @rule(fault=st.sampled_from(net.FAULTS), ward=st.integers(0, 1), past=st.integers(0, 3))
    def press_on_a_bad_line(self, fault: str, ward: int, past: int) -> None:
        """The first `past` requests of a press go through, the next one meets the fault."""
        line = self._story.world.line
        line.faults, line.rate, line.spared = (fault,), 1.0, past
        self._story.step("press", self._story.world.wards[ward])
        line.faults, line.rate, line.spared = (), 0.0, 0

    @rule(fault=st.sampled_from(disk.FAULTS), at=st.integers(1, 25), ward=st.integers(0, 1), press=st.booleans())
    def meet_a_bad_disk(self, fault: str, at: int, ward: int, press: bool) -> None:
        one = self._story.world.wards[ward]
        one.disk.strike(fault, at)
        self._story.step("press" if press else "save", one)

    def teardown(self) -> None:
        try:
            if hasattr(self, "_story"):
                self._story.quiet()
        finally:
            self._held.close()


TestFaults = Faults.TestCase
TestFaults.settings = settings(
    max_examples=150 if os.environ.get("TTCS_ALL") else 12,
    stateful_step_count=40 if os.environ.get("TTCS_ALL") else 20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
