"""Wards, a hub and the line between them; every act that a story is made of is a method here."""

from __future__ import annotations

import contextlib
import datetime as dt
import logging
import random
import uuid
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from sync.hub import intake, publishing
from sync.hub.packages import take_package
from sync.hub.publishing import Told
from sync.streams import CENTRAL, unit_stream
from tests.sync.simulated.hub import SimulatedHub
from tests.sync.simulated.net import Line
from tests.sync.simulated.ward import TEMPLATE, SimulatedWard, State, pass_time
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput

NOON = dt.datetime(2026, 6, 2, 5, 0, tzinfo=dt.UTC)
UNITS = ("99999", "99998")
YEARS = (2026, 2027)


class Ear(logging.Handler):
    """Hears every line that is logged, of any level."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage() + (str(record.exc_info[1]) if record.exc_info else ""))


@dataclass
class World:
    """Everything there is. `before` and `now` are the wards' states around the last step."""

    folder: Path
    chance: random.Random
    wards: list[SimulatedWard] = field(default_factory=list)
    before: dict[str, State] = field(default_factory=dict)
    now: dict[str, State] = field(default_factory=dict)
    trace: list[str] = field(default_factory=list)
    poisoned: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.hub_clock = FixedClock(NOON)
        (self.folder / "hub").mkdir()
        self.hub = self.own_hub = SimulatedHub(self.folder / "hub", self.hub_clock)
        self.stranger: SimulatedHub | None = None
        self.line = Line(lambda: self.hub, self.chance)
        self.line.trace = self.trace.append
        self.line.go_back = self.hub_goes_back
        self.ear = Ear()
        self.published = 0
        self.closed: set[int] = set()
        self.packages: list[tuple[SimulatedWard, Path]] = []
        self.answers: list[tuple[SimulatedWard, Path]] = []

    def add_ward(self, unit: str) -> None:
        name = f"w{len(self.wards)}"
        ward = SimulatedWard(name, unit, self.folder, FixedClock(NOON), self.line)
        self.wards.append(ward)
        ward.enrol(self.own_hub)
        self.now[name] = ward.state()

    def close(self) -> None:
        for ward in self.wards:
            ward.close()
        for hub in (self.own_hub, self.stranger):
            if hub is not None:
                hub.stop()

    def look(self, ward: SimulatedWard | None = None) -> None:
        """Read the wards' files again after a step; most steps touch only one."""
        self.before = dict(self.now)
        for one in self.wards if ward is None else [ward]:
            self.now[one.name] = one.state()

    # --- the city ---

    def publish(self) -> None:
        self.published += 1
        stream = self.chance.choice([CENTRAL, *sorted({unit_stream(ward.unit) for ward in self.wards})])
        self._tell(Told(stream, "article", f"a{self.published}", {"title": f"Bài {self.published}"}))

    def correct(self, *, withdraw: bool) -> None:
        """A new state of something published before, as far as the hub still knows it."""
        row = self.own_hub.store.database.row(
            "SELECT id, stream FROM line ORDER BY number LIMIT 1 OFFSET ?",
            (self.chance.randrange(max(1, self.published)),),
        )
        if row is not None:
            text = {"reason": "thu hồi"} if withdraw else {"title": f"sửa {self.chance.random()}"}
            self._tell(Told(row["stream"], "article", row["id"], text, withdrawn=withdraw))

    def close_period(self, year: int) -> None:
        intake.close_period(self.own_hub.store, TEMPLATE, year)
        self.closed.add(year)

    def back_up_hub(self) -> None:
        self.own_hub.back_up()

    def hub_goes_back(self) -> None:
        """The hub's file is replaced by some backup; a careful operator begins a new epoch, another forgets it."""
        if self.hub is self.own_hub and self.own_hub.backups:
            epoch = str(uuid.uuid4()) if self.chance.random() < 0.5 else None
            copy = self.chance.choice(self.own_hub.backups)
            self.trace.append(f"    the hub goes back to {copy.name}, {'new' if epoch else 'same'} epoch")
            self.own_hub.restore(copy, epoch=epoch)

    def swap_hub(self) -> None:
        """An empty hub with a key of its own answers at the address; or the right one answers again."""
        if self.hub is not self.own_hub:
            self.hub = self.own_hub
            return
        if self.stranger is None:
            (self.folder / "stranger").mkdir()
            self.stranger = SimulatedHub(self.folder / "stranger", self.hub_clock)
        self.hub = self.stranger

    def write_package(self, ward: SimulatedWard) -> None:
        """What waits goes on a stick; on the way there are as many sticks as were written."""
        path = self.folder / f"{ward.name}-{len(self.packages)}.ttcs"
        ward.write_package(path)
        if path.exists():
            self.packages.append((ward, path))

    def take_package(self) -> None:
        """Some stick reaches the hub, perhaps not for the first time; its answer goes back on a stick as well."""
        if self.packages:
            ward, path = self.chance.choice(self.packages)
            with contextlib.suppress(InvalidInput):
                answer = take_package(self.own_hub.store, self.hub_clock, path.read_bytes())
                path = self.folder / f"answer-{len(self.answers)}.ttcs"
                path.write_bytes(answer)
                self.answers.append((ward, path))

    def take_answer(self, ward: SimulatedWard) -> None:
        """Some answer reaches its ward, old or new, once or again."""
        if paths := [path for one, path in self.answers if one is ward]:
            ward.take_answer(self.chance.choice(paths))

    def hub_power(self) -> None:
        """The hub's program is ended and started again between two requests."""
        self.own_hub.stop()
        self.own_hub.start()

    def _tell(self, told: Told) -> None:
        pass_time(self.hub_clock, self.chance.uniform(0.001, 2))
        with contextlib.suppress(EnvironmentProblem):
            publishing.publish(self.own_hub.store, self.hub_clock, told)
