"""A story: one seed makes the world, which faults are on, every act, and then the quiet in which all must come home."""

from __future__ import annotations

import datetime as dt
import logging
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.sync.simulated import disk, net
from tests.sync.simulated.chance import determined
from tests.sync.simulated.promises import Broken, check_end, check_step
from tests.sync.simulated.ward import SimulatedWard, pass_time, small_record
from tests.sync.simulated.world import UNITS, YEARS, World
from ttcs_desktop.basics.errors import Trouble

_QUIET_ROUNDS = 10
TROUBLES = ("clock", "disk", "hub back", "swap", "revoke", "keyring", "close", "poison", "hub power", "stick", "renew")
_YEARS_OFF = (-7300, -3650, -1, 1, 3650, 9000)


class Red(AssertionError):
    """A story in which a promise broke; the text has the seed, what was on, and the last steps."""


@dataclass(frozen=True)
class Swarm:
    """What is on in one story; `often` are acts that are taken six times as often."""

    wards: int
    shared: bool
    line: tuple[str, ...]
    rate: float
    disk: tuple[str, ...]
    troubles: tuple[str, ...]
    steps: int
    often: tuple[str, ...] = ()

    @classmethod
    def of(cls, chance: random.Random) -> Swarm:
        share = chance.choice((0.1, 0.3, 0.6))
        return cls(
            wards=chance.choice((1, 1, 2, 3)),
            shared=chance.random() < 0.6,
            line=tuple(fault for fault in net.FAULTS if chance.random() < share),
            rate=chance.choice((0.0, 0.05, 0.15, 0.35)),
            disk=tuple(fault for fault in disk.FAULTS if chance.random() < 0.5),
            troubles=tuple(trouble for trouble in TROUBLES if chance.random() < 0.4),
            steps=chance.randint(15, 45),
        )


class Story:
    """The acts over one world, each followed by every promise."""

    def __init__(self, world: World, chance: random.Random, swarm: Swarm) -> None:
        self.world = world
        self.chance = chance
        self.swarm = swarm
        self.rounds = 0
        self._acts = self.acts()

    def tell(self) -> None:
        """The whole story: the world is made, trouble comes, and goes."""
        for number in range(self.swarm.wards):
            self.world.add_ward(UNITS[0 if self.swarm.shared else number % 2])
        self.world.line.faults, self.world.line.rate = self.swarm.line, self.swarm.rate
        names, weights = [*self._acts], [weight for weight, _ in self._acts.values()]
        for _ in range(self.swarm.steps):
            self.step(self.chance.choices(names, weights)[0])
        self.quiet()

    def acts(self) -> dict[str, tuple[float, Callable[[SimulatedWard], None]]]:
        """Every act that this story may take, with its weight."""
        world, chance = self.world, self.chance
        found: dict[str, tuple[float, Callable[[SimulatedWard], None]]] = {
            "save": (4, lambda ward: ward.save(chance.randint(1, 4))),
            "freeze": (2, lambda ward: ward.freeze(chance.choice(YEARS), same=chance.random() < 0.3)),
            "correct": (1, lambda ward: ward.freeze(chance.choice(YEARS), correct=True)),
            "press": (5, lambda ward: self.deliver(ward, at_once=True)),
            "by itself": (4, self.by_itself),
            "publish": (3, lambda ward: world.publish()),
            "correct article": (1, lambda ward: world.correct(withdraw=False)),
            "withdraw": (0.5, lambda ward: world.correct(withdraw=True)),
            "late": (1, lambda ward: world.line.deliver_late()),
            "ask": (0.5, lambda ward: ward.ask()),
        }
        troubles: dict[str, tuple[str, float, Callable[[SimulatedWard], None]]] = {
            "clock jumps": ("clock", 1, lambda ward: self.jump(ward.clock)),
            "hub's clock jumps": ("clock", 0.3, lambda ward: self.jump(world.hub_clock)),
            "disk trouble": ("disk", 3, self.trouble_the_disk),
            "back up": ("hub back", 1.5, lambda ward: world.back_up_hub()),
            "hub goes back": ("hub back", 1, lambda ward: world.hub_goes_back()),
            "swap": ("swap", 1, lambda ward: world.swap_hub()),
            "revoke": ("revoke", 0.5, self.revoke),
            "enrol again": ("revoke", 0.5, self.enrol_again),
            "renew": ("renew", 1.5, lambda ward: ward.renew(world.own_hub)),
            "shake keyring": ("renew", 0.7, lambda ward: ward.shake_keyring(chance.randint(0, 4))),
            "start again": ("renew", 0.7, self.start_again),
            "lose keyring": ("keyring", 0.5, lambda ward: ward.lose_keyring()),
            "close": ("close", 0.4, lambda ward: world.close_period(chance.choice(YEARS))),
            "poison": ("poison", 0.7, self.poison),
            "hub power": ("hub power", 1, lambda ward: world.hub_power()),
            "write a stick": ("stick", 1, world.write_package),
            "stick arrives": ("stick", 1, lambda ward: world.take_package()),
            "stick comes back": ("stick", 1.5, world.take_answer),
        }
        found |= {
            name: (weight, act)
            for name, (trouble, weight, act) in troubles.items()
            if trouble in self.swarm.troubles and (trouble != "disk" or self.swarm.disk)
        }
        return {name: (weight * (6 if name in self.swarm.often else 1), act) for name, (weight, act) in found.items()}

    def step(self, name: str, ward: SimulatedWard | None = None) -> None:
        """One act of one ward, or of the city; then every promise."""
        ward = ward or self.chance.choice(self.world.wards)
        self.world.trace.append(f"{name} ({ward.name})")
        for clock in (ward.clock, self.world.hub_clock):
            pass_time(clock, self.chance.uniform(0.001, 5))
        for one in self.world.wards:
            one.heard, one.codes = None, []
        went_back, busy = self.world.own_hub.went_back, list(self.world.wards)
        self._acts[name][1](ward)
        self.world.look(ward)
        if ward.heard is not None:
            told = ward.heard.delivery
            self.world.trace.append(f"    → {told.problem}, sent {told.sent}, waiting {told.waiting}")
        touched = busy if self.world.own_hub.went_back != went_back else [ward]
        check_step(self.world, touched if ward is self.world.wards[0] else [*touched, self.world.wards[0]])

    def deliver(self, ward: SimulatedWard, *, at_once: bool) -> None:
        self.rounds += 1
        ward.deliver(at_once=at_once)

    def by_itself(self, ward: SimulatedWard) -> None:
        pass_time(ward.clock, self.chance.choice((1, 30, 300, 900)))
        self.deliver(ward, at_once=False)

    def jump(self, clock: object) -> None:
        with suppress(OverflowError):
            clock.advance(dt.timedelta(days=self.chance.choice(_YEARS_OFF)))

    def trouble_the_disk(self, ward: SimulatedWard) -> None:
        """A fault at some write of a round or of a save."""
        ward.disk.strike(self.chance.choice(self.swarm.disk), self.chance.randint(1, 25))
        if self.chance.random() < 0.7:
            self.deliver(ward, at_once=self.chance.random() < 0.7)
        else:
            ward.save(2)

    def revoke(self, ward: SimulatedWard) -> None:
        ward.revoke(self.world.own_hub)

    def enrol_again(self, ward: SimulatedWard) -> None:
        rate, self.world.line.rate = self.world.line.rate, 0.0
        with suppress(Trouble):
            ward.enrol(self.world.own_hub)
        self.world.line.rate = rate

    def start_again(self, ward: SimulatedWard) -> None:
        """The program is closed and opened; the keyring is open again."""
        ward.shake_keyring(1 << 30)
        ward.start()

    def poison(self, ward: SimulatedWard) -> None:
        """Things next to one another that the hub stumbles over: five records and five reports at most in a story."""
        kind = self.chance.choice(("record", "report"))
        for _ in range(self.chance.randint(1, 5 - self.world.poisoned[kind]) if self.world.poisoned[kind] < 5 else 0):
            self.world.poisoned[kind] += 1
            if kind == "record":
                ward.save(1, poison=True)
            else:
                ward.freeze(2030 + self.world.poisoned[kind], poison=True)

    def quiet(self) -> None:
        """The faults are over: the right hub answers, those shut out are let in; nobody presses anything."""
        world = self.world
        world.trace.append("quiet")
        world.line.rate, world.line.late = 0.0, []
        world.hub = world.own_hub
        for ward in world.wards:
            ward.disk.mend()
            ward.shake_keyring(1 << 30)
            ward.enrol(world.own_hub)
        for _ in range(_QUIET_ROUNDS):
            for ward in world.wards:
                pass_time(ward.clock, 16 * 60)
                self.rounds += 1
                world.trace.append(f"by itself, in quiet ({ward.name})")
                for one in world.wards:
                    one.heard = None
                ward.deliver(at_once=False)
                world.look(ward)
                check_step(world, [ward])
            try:
                return check_end(world)
            except Broken:
                continue
        check_end(world)
        return None


@contextmanager
def world_of(seed: int) -> Iterator[tuple[World, random.Random]]:
    """A fresh world in memory, all chance in it decided by the seed."""
    small_record()  # made once, before chance is counted
    folder = Path(tempfile.mkdtemp(prefix="ttcs-story-"))
    logger = logging.getLogger("ttcs")
    level, spreads = logger.level, logger.propagate
    with determined(seed) as chance:
        world = World(folder, chance)
        logger.addHandler(world.ear)
        logger.setLevel(logging.DEBUG)
        logger.propagate = False
        try:
            yield world, chance
        finally:
            logger.removeHandler(world.ear)
            logger.setLevel(level)
            logger.propagate = spreads
            with suppress(Exception):
                world.close()
            shutil.rmtree(folder, ignore_errors=True)


def run(seed: int, swarm: Swarm | None = None) -> Story:
    """Live through the story of a seed; with a `swarm` of the caller's that of another one.

    Raises:
        Red: a promise broke, or something was raised that nobody catches.
    """
    with world_of(seed) as (world, chance):
        swarm = swarm or Swarm.of(chance)
        story = Story(world, chance, swarm)
        try:
            story.tell()
        except Exception as broken:
            last = "\n".join(world.trace[-40:])
            raise Red(f"seed {seed}: {type(broken).__name__}: {broken}\n{swarm}\n{last}") from broken
        return story
