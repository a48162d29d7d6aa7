"""The route of a ward whose city has no system to send to: the officer types our sheet into the city's own software."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

from ttcs_desktop.basics.errors import SyncProblem
from ttcs_desktop.ledger.courier import Capability
from ttcs_desktop.ledger.model import Carried, Delivery, Probe, ProbeStep


class ManualCourier:
    """Carries nothing and says so: no receipt ever comes this way."""

    capabilities: frozenset[Capability] = frozenset()

    def deliver(self, *, at_once: bool = False) -> Delivery:
        """Nothing is sent."""
        return Delivery(problem="manual_route")

    def carry_files(self, stop: Event, *, at_once: bool = False, tell: Callable[[], None] = lambda: None) -> Carried:
        """There is nobody to carry to."""
        return Carried(problem="manual_route")

    def probe(self) -> Probe:
        """There is no city system to be reached."""
        return Probe("manual_route", ProbeStep.ENROLLED)

    def send_again(self, submission_id: str) -> bool:
        """Nobody has received anything, so nobody can have it twice."""
        return False

    def write_package(self, path: Path) -> int:
        """There is no hub for which it could be sealed."""
        raise SyncProblem("manual_route")

    def take_answer(self, path: Path) -> Delivery:
        """Nobody was asked."""
        raise SyncProblem("manual_route")
