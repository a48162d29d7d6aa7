"""Frozen versions of a report: bytes that never change, numbered from 1; shared by all that can be frozen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.clock import Clock, local
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import NewOp
from ttcs_desktop.statistics.model import Snapshot
from ttcs_desktop.statistics.repository import SnapshotRows
from ttcs_desktop.statistics.snapshot import content_of, read
from ttcs_desktop.vietnamese.text import tidy

Build: TypeAlias = Callable[[int, str, Mapping[str, Any] | None], bytes]
"""Makes the bytes of a version from its number, its reason and what the version before said."""
Same: TypeAlias = Callable[[bytes, bytes], bool]
"""Whether two versions tell the same."""


class Versions:
    """Freezes, and freezes again.

    Args:
        verb: the action's name in the ledger.
        same: what tells nothing new is no new version.
        send: what goes to the city with a version; None where nothing does.
    """

    def __init__(
        self,
        rows: SnapshotRows,
        ledger: Ledger,
        clock: Clock,
        verb: str,
        same: Same,
        send: Callable[[Snapshot], NewOp | None] = lambda _: None,
    ) -> None:
        self._rows = rows
        self._ledger = ledger
        self._clock = clock
        self._verb = verb
        self._same = same
        self._send = send

    def freeze(self, template: str, year: int, build: Build) -> Snapshot:
        """Freeze version 1, in one transaction. Pressed again, it is the same version.

        Raises:
            InvalidInput: `clock_behind`.
        """
        with self._ledger.together():
            known = self._rows.latest(template, year)
            if known is not None:
                return known
            self._check_clock()
            return self._save(template, year, 1, "", build(1, "", None))

    def freeze_again(self, template: str, year: int, reason: str, build: Build) -> Snapshot:
        """Freeze version n+1 with its reason; version n stays as it is.

        Raises:
            InvalidInput: `reason_missing`, `nothing_frozen`, `nothing_changed`, `clock_behind`.
            EnvironmentProblem: `snapshot_altered`.
        """
        why = tidy(reason)
        if not why:
            raise InvalidInput("reason", "reason_missing")
        with self._ledger.together():
            latest = self._rows.latest(template, year)
            if latest is None:
                raise InvalidInput("", "nothing_frozen")
            self._check_clock()
            body = build(latest.version + 1, why, content_of(latest))
            if self._same(body, latest.body):
                raise InvalidInput("", "nothing_changed")
            return self._save(template, year, latest.version + 1, why, body)

    def _check_clock(self) -> None:
        """Refuse to freeze by a clock that stands before what was frozen already: the newest would not be the newest.

        Raises:
            InvalidInput: `clock_behind`.
        """
        newest = self._rows.newest()
        if newest is not None and self._clock.now() < newest:
            raise InvalidInput("", "clock_behind", last=local(newest))

    def _save(self, template: str, year: int, version: int, reason: str, body: bytes) -> Snapshot:
        snapshot = Snapshot(
            id=read(body)["id"],
            template=template,
            year=year,
            version=version,
            body=body,
            sha256=sha256_hex(body),
            frozen_at=self._clock.now(),
            frozen_by=self._ledger.actor,
            reason=reason,
        )
        self._ledger.save(self._verb, [self._rows.put(snapshot)], send=self._send(snapshot))
        return snapshot
