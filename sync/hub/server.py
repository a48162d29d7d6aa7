"""uvicorn's server, which leaves at once when it is asked to and nobody is being served.

uvicorn looks every 100 ms whether it should go and waits another 100 ms for connections that may not be there; the
window of a trial waits for both as it closes.
"""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress

import uvicorn

_TICK = 0.1  # seconds


class Server(uvicorn.Server):
    """Stopped by `leave`, from any thread, or by a signal."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._asked = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def leave(self) -> None:
        """Finish the requests under way and return from `run`."""
        self.should_exit = True
        if self._loop is not None:
            with suppress(RuntimeError):  # its loop is closed: it has left already
                self._loop.call_soon_threadsafe(self._asked.set)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._loop = asyncio.get_running_loop()
        await super().startup(sockets)

    async def main_loop(self) -> None:
        counter = 0
        while not await self.on_tick(counter):
            counter = (counter + 1) % 864_000
            with suppress(TimeoutError):
                await asyncio.wait_for(self._asked.wait(), _TICK)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self.server_state.connections or self.server_state.tasks:
            await super().shutdown(sockets)
            return
        for server in self.servers:
            server.close()
        for listening in sockets or []:
            listening.close()
        await self.lifespan.shutdown()
