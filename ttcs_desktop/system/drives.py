"""What a folder lies on: a network share and a stick lose what SQLite was promised to keep."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from ttcs_desktop.basics.values import dataclass

_NETWORK_TYPES = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "davfs", "9p", "virtiofs", "vboxsf"}
)
_NETWORK_FUSE = ("fuse.sshfs", "fuse.rclone", "fuse.gvfsd", "fuse.davfs", "fuse.glusterfs", "fuse.s3fs")
_WINDOWS_REMOVABLE, _WINDOWS_REMOTE = 2, 4
_ESCAPED = re.compile(r"\\([0-7]{3})")


@dataclass(frozen=True, slots=True)
class Mount:
    """A line of the mount table: where, which type, which device (`major:minor`)."""

    point: Path
    type: str
    device: str


def kind_of_drive(folder: Path) -> str | None:
    """`network`, `removable`, or None for a disk that stays. What cannot be found out is no reason to refuse."""
    if sys.platform == "win32":
        return _kind_on_windows(folder)
    if sys.platform == "linux":
        return _kind_on_linux(folder)
    return None


def read_mounts(table: str) -> list[Mount]:
    """The mounts of a `/proc/self/mountinfo` (proc(5)); lines of another shape are passed over."""
    mounts = []
    for line in table.splitlines():
        before, _, after = line.partition(" - ")
        fields, kind = before.split(" "), after.split(" ")[0]
        if len(fields) >= 6 and kind:
            mounts.append(Mount(Path(_unescaped(fields[4])), kind, fields[2]))
    return mounts


def mount_of(folder: Path, mounts: list[Mount]) -> Mount | None:
    """The mount a folder lies on: the deepest one, and of two at the same place the later."""
    holding = [mount for mount in mounts if folder.is_relative_to(mount.point)]
    return max(reversed(holding), key=lambda mount: len(mount.point.parts), default=None)


def is_network(mount: Mount) -> bool:
    return mount.type in _NETWORK_TYPES or mount.type.startswith(_NETWORK_FUSE)


def _kind_on_linux(folder: Path) -> str | None:
    try:
        mounts = read_mounts(Path("/proc/self/mountinfo").read_text(errors="surrogateescape"))
        mount = mount_of(Path(os.path.realpath(folder)), mounts)
        if mount is None:
            return None
        if is_network(mount):
            return "network"
        return "removable" if _is_removable(Path("/sys/dev/block") / mount.device) else None
    except OSError:
        return None


def _is_removable(device: Path) -> bool:
    if not device.exists():
        return False
    real = device.resolve()
    # A partition has no flag of its own; its disk, the folder above, has. An external disk calls itself fixed: ask
    # which bus it hangs on.
    flags = [place / "removable" for place in (real, real.parent)]
    return "/usb" in str(real) or any(flag.exists() and flag.read_text().strip() == "1" for flag in flags)


def _kind_on_windows(folder: Path) -> str | None:
    if sys.platform != "win32":
        return None
    import ctypes  # noqa: PLC0415

    if folder.drive.startswith("\\\\"):
        return "network"
    kind = ctypes.windll.kernel32.GetDriveTypeW(folder.anchor)
    return {_WINDOWS_REMOVABLE: "removable", _WINDOWS_REMOTE: "network"}.get(kind)


def _unescaped(written: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 8)), written)
