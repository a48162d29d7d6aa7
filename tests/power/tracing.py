"""What a program did to the files of a folder, call by call, as `strace` saw it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

CALLS = (
    "pwrite64",
    "write",
    "ftruncate",
    "fsync",
    "fdatasync",
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
)


def can_trace() -> bool:
    """Whether strace is here, and may look into a program (some containers forbid it)."""
    if sys.platform != "linux" or shutil.which("strace") is None:
        return False
    return subprocess.run(["strace", "-f", "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0


needs_strace = pytest.mark.skipif(not can_trace(), reason="strace is not installed, or may trace nothing here")

_HEX = r'"((?:\\x[0-9a-f]{2})*)"'
_CALL = re.compile(r"(?:\[pid +(\d+)\] |(\d+) +)?(\w+)\((.*)$")
_RESUMED = re.compile(r"(?:\[pid +(\d+)\] |(\d+) +)?<\.\.\. (\w+) resumed>")
_HANDLE = re.compile(r"(\d+)<((?:\\x[0-9a-f]{2})*)>(?:\(deleted\))?")
_PWRITE = re.compile(_HEX + r", \d+, (\d+)")
_NUMBER = re.compile(r", (\d+)\)?")


@dataclass(frozen=True)
class Event:
    """One call that touched a file, in the order in which it counts: a write when it begins, a flush when it is done.

    `kind`: write (at, data), cut (at: the new size), flush, rename (to), unlink, or said: a line on stdout (data).
    """

    kind: str
    path: str = ""
    at: int = 0
    data: bytes = b""
    to: str = ""


def traced(log: Path, *command: str) -> list[str]:
    """The command that runs `command` with its calls written to `log`."""
    return [
        "strace", "-f", "--seccomp-bpf", "-y", "-xx", "-s", "100000000", "-e", "trace=" + ",".join(CALLS),
        "-e", "signal=none", "-o", str(log), *command,
    ]  # fmt: skip


def events_of(log: Path, folder: Path) -> list[Event]:
    """What happened to the files in `folder`, and what was said on stdout."""
    found: list[Event] = []
    begun: dict[str, Event | None] = {}
    with log.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            if resumed := _RESUMED.match(line):
                event = begun.pop(resumed[1] or resumed[2] or "", None)
                if event is not None:
                    found.append(event)
            elif call := _CALL.match(line):
                event = _event(call[3], call[4], str(folder))
                unfinished = line.rstrip().endswith("<unfinished ...>")
                if unfinished and event is not None and event.kind == "flush":
                    begun[call[1] or call[2] or ""] = event
                elif event is not None and (unfinished or not re.search(r"= -1 ", line[-60:])):
                    found.append(event)
    return found


def _event(name: str, given: str, folder: str) -> Event | None:
    if name.startswith(("rename", "unlink")):
        paths = [_text(part) for part in re.findall(_HEX, given)]
        if not paths[0].startswith(folder):
            return None
        return Event(name[:6], paths[0], to=paths[1] if name.startswith("rename") else "")
    handle = _HANDLE.match(given)
    if handle is None:
        return None
    path, rest = _text(handle[2]), given[handle.end() :]
    if name == "write" and handle[1] == "1":
        return Event("said", data=_bytes(re.findall(_HEX, rest)[0]))
    if not path.startswith(folder):
        return None
    if name in ("fsync", "fdatasync"):
        return Event("flush", path)
    if name == "ftruncate":
        return Event("cut", path, at=int(_NUMBER.match(rest)[1]))
    if name == "pwrite64":
        written = _PWRITE.search(rest)
        return Event("write", path, at=int(written[2]), data=_bytes(written[1]))
    return Event("write", path, at=-1, data=_bytes(re.findall(_HEX, rest)[0]))


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


def _text(escaped: str) -> str:
    return _bytes(escaped).decode()
