"""The port to the city: pages and workflows hold a `Courier`, never an HTTP client."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from threading import Event
from typing import Protocol

from ttcs_desktop.ledger.model import Carried, Delivery, Probe


class Capability(StrEnum):
    """What a way to the city can do: carry reports, carry everyday records, bring receipts and news, use a stick, carry
    sound and pictures."""

    REPORTS = "reports"
    RECORDS = "records"
    ANSWERS = "answers"
    PACKAGES = "packages"
    FILES = "files"


class Courier(Protocol):
    """Carries what waits. Implemented by `sync.engine` and by `sync.adapters` where the city has no hub of ours."""

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What this way can do; what it cannot is refused with the code that names the way."""
        ...

    def deliver(self, *, at_once: bool = False) -> Delivery:
        """One round: submissions, then records. Every failure is a code in the result, never an exception.

        `at_once` ignores the waiting times: the officer pressed the button.
        """
        ...

    def carry_files(self, stop: Event, *, at_once: bool = False, tell: Callable[[], None] = lambda: None) -> Carried:
        """Carry sound and pictures, up and down, as long as nothing else is to be sent or asked; every failure is a
        code in the result. What has come through stays, and the next round goes on from there.

        Args:
            stop: set by whoever needs the line or ends the program; the piece under way is let through.
            at_once: ignores waiting times, and tries once more what was refused: the officer pressed the button.
            tell: called when files have moved on, from the thread that carries.
        """
        ...

    def probe(self) -> Probe:
        """Whether the enrolled hub answers, proves itself and takes from this PC; every failure is in the result."""
        ...

    def send_again(self, submission_id: str) -> bool:
        """Send a submission's frozen bytes once more; True when the city had them already and its receipt verifies.

        Changes nothing: it proves that a second press counts once. What the city has lost waits for the next round.

        Raises:
            SyncProblem: as for a first sending.
        """
        ...

    def write_package(self, path: Path) -> int:
        """Put what waits into a file for a stick; how many things. It still waits, and may also go over the line.

        Raises:
            SyncProblem: `manual_route`, `auth_expired`, `no_keyring`.
            EnvironmentProblem: `disk_full`, `folder_unsuitable`.
        """
        ...

    def take_answer(self, path: Path) -> Delivery:
        """Take in the file with which the hub answered a package; the same one again changes nothing.

        Raises:
            InvalidInput: `file_not_answer`, `answer_damaged`, `answer_other_hub`, `answer_other_record`.
            SyncProblem: `manual_route`.
            EnvironmentProblem: `file_unreadable`, …
        """
        ...


class DeferredCourier:
    """A courier put together when it first has something to do: HTTP and keyring do not delay the first screen."""

    def __init__(self, make: Callable[[], Courier]) -> None:
        self._make = make

    @cached_property
    def _courier(self) -> Courier:
        return self._make()

    @property
    def capabilities(self) -> frozenset[Capability]:
        return self._courier.capabilities

    def deliver(self, *, at_once: bool = False) -> Delivery:
        return self._courier.deliver(at_once=at_once)

    def carry_files(self, stop: Event, *, at_once: bool = False, tell: Callable[[], None] = lambda: None) -> Carried:
        return self._courier.carry_files(stop, at_once=at_once, tell=tell)

    def probe(self) -> Probe:
        return self._courier.probe()

    def send_again(self, submission_id: str) -> bool:
        return self._courier.send_again(submission_id)

    def write_package(self, path: Path) -> int:
        return self._courier.write_package(path)

    def take_answer(self, path: Path) -> Delivery:
        return self._courier.take_answer(path)
