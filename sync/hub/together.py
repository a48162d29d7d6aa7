"""One commit for all who come at the same moment: a commit waits for the disk, however much is in it.

On the last day 3,321 units submit within the hour, and each report is a commit that must have reached the disk before
its receipt leaves.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sync.hub.refusals import Refusal
from ttcs_desktop.storage.database import Database

_Given = TypeVar("_Given")


@dataclass(slots=True)
class _Waiting(Generic[_Given]):
    """A piece of work, and what came of it once it is committed."""

    work: Callable[[], _Given]
    given: _Given | None = None
    raised: Exception | None = None
    done: bool = False


class Together:
    """The works of one hub, all run on the thread of its event loop."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[_Waiting[object]] = []

    async def commit(self, work: Callable[[], _Given]) -> _Given:
        """What `work` gives or raises, once the commit that it is part of is on the disk.

        Each work stands alone: a `Refusal` keeps what it wrote and touches no other, and where a work fails nothing
        of it is kept and the others are done without it.
        """
        mine = _Waiting(work)
        self._waiting.append(mine)  # type: ignore[arg-type]
        await asyncio.sleep(0)  # one turn of the loop, in which the others who are here join
        if not mine.done:
            waiting, self._waiting = self._waiting, []
            self._commit(waiting)
        if mine.raised is not None:
            raise mine.raised
        return mine.given  # type: ignore[return-value]

    def _commit(self, waiting: Sequence[_Waiting[object]]) -> None:
        try:
            with self._database.transaction():
                for one in waiting:
                    one.given = one.raised = None
                    try:
                        one.given = one.work()
                    except Refusal as refusal:
                        one.raised = refusal
        except Exception as error:  # noqa: BLE001  told to whoever asked for the work
            if len(waiting) > 1:
                for one in waiting:
                    self._commit([one])
            else:
                waiting[0].raised = error
        for one in waiting:
            one.done = True
