"""The port to the city: pages and workflows hold a `Courier`, never an HTTP client."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Protocol

from ttcs_desktop.ledger.model import Delivery


class Courier(Protocol):
    """Carries what waits. Implemented by `sync.engine`; absent in a ward without a city system."""

    def deliver(self, *, at_once: bool = False) -> Delivery:
        """One round: submissions, then records. Every failure is a code in the result, never an exception.

        `at_once` ignores the waiting times: the officer pressed the button.
        """
        ...

    def probe(self) -> str | None:
        """Whether the enrolled hub answers and proves itself: None, or the code of what is wrong."""
        ...

    def send_again(self, submission_id: str) -> bool:
        """Send a submission's frozen bytes once more; True when the city had them already and its receipt verifies.

        Changes nothing: it proves that a second press counts once.

        Raises:
            SyncProblem: as for a first sending.
        """
        ...


class DeferredCourier:
    """A courier put together when it first has something to do: HTTP and keyring do not delay the first screen."""

    def __init__(self, make: Callable[[], Courier]) -> None:
        self._make = make

    @cached_property
    def _courier(self) -> Courier:
        return self._make()

    def deliver(self, *, at_once: bool = False) -> Delivery:
        return self._courier.deliver(at_once=at_once)

    def probe(self) -> str | None:
        return self._courier.probe()

    def send_again(self, submission_id: str) -> bool:
        return self._courier.send_again(submission_id)
