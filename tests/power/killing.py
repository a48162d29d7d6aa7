"""A real process killed just before its k-th call that changes something outside it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.power.tracing import CALLS

KILLED_AT = ",".join((*CALLS, "sendto", "link", "linkat", "mkdir", "sendfile", "copy_file_range", "utimensat"))
WRITES = "pwrite64,fsync,fdatasync,ftruncate"
NEVER = 65_535  # the highest number strace takes


class Killer:
    """Acts (see `acts`) that are watched call by call. One at a time."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-B", "-m", "tests.power.acts"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2],
        )  # fmt: skip

    def close(self) -> None:
        self._server.stdin.close()
        self._server.wait()
        self._server.stdout.close()

    def calls(self, **told: Any) -> int:
        """Do it, and count its calls."""
        with tempfile.NamedTemporaryFile("r") as log:
            with self.watched(NEVER, log.name, **told) as said:
                assert list(said)[-1] == {"ended": 0}
            return sum(" = " in line for line in log)

    def failing(self, error: str, at: str, **told: Any) -> list[dict]:
        """Do it on a disk that answers `error` at these of its calls (`7`: the seventh, `7+`: from then on)."""
        with self.watched(at, "/dev/null", f"error={error}", WRITES, **told) as said:
            *heard, end = said
        assert end == {"ended": 0}, end
        return heard

    def killed(self, at: int, **told: Any) -> tuple[bool, list[dict]]:
        """Do it, but for what comes from the call number `at` on; whether it was killed, and what it had said."""
        with self.watched(at, "/dev/null", **told) as said:
            *heard, end = said
        assert end["ended"] in (0, signal.SIGKILL), end
        return end["ended"] == signal.SIGKILL, heard

    @contextmanager
    def watched(
        self, at: int | str, log: str, fault: str = "signal=KILL", calls: str = KILLED_AT, **told: Any
    ) -> Iterator[Iterator[dict]]:
        """While it is under way: what it says, and at last how it ended."""
        self._server.stdin.write(json.dumps({name: _plain(value) for name, value in told.items()}) + "\n")
        self._server.stdin.flush()
        pid = int(self._read()["pid"])
        self._process = os.pidfd_open(pid)
        _until_stopped(pid)
        command = ["strace", "-f", "-p", str(pid), "-o", log, "-e", f"trace={calls}"]
        command += ["-e", f"inject={calls}:{fault}:when={at}"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as strace:
            attached = strace.stderr.readline()
            assert "attached" in attached, attached
            os.kill(pid, signal.SIGCONT)
            said = self._said()
            try:
                yield said
            except BaseException:
                self.stop()
                raise
            finally:
                list(said)
                os.close(self._process)
                strace.stderr.read()

    def stop(self) -> None:
        """Kill what is under way now, wherever it is."""
        self.send(signal.SIGKILL)

    def send(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._process, number)

    def _said(self) -> Iterator[dict]:
        while True:
            found = self._read()
            yield found
            if "ended" in found:
                return

    def _read(self) -> dict[str, Any]:
        found = json.loads(self._server.stdout.readline())
        assert isinstance(found, dict)
        return found


def _until_stopped(pid: int) -> None:
    while Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "T":
        os.sched_yield()


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Path) else value
