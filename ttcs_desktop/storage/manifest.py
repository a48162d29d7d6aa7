"""The manifest of a backup: what the copy beside it holds and which files go with it."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Mapping
from pathlib import Path

from ttcs_desktop.basics.canonical import Json, canonical_bytes
from ttcs_desktop.basics.clock import stamp, unstamp
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.storage.held import drop_file, take_name

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Manifest:
    """Written beside each copy of the record; a copy without one is an old backup and holds the database alone.

    Attributes:
        sha256, size: of the copy of the database.
        counts: table → rows that did not lie in the recycle bin.
        lines, last_hash: how long the history was, and the end of its chain: a witness outside the record.
        files: sha-256 → bytes of each file that the record names and that lies in `files/` beside the copy.
        missing: sha-256 of files that the record names and that were not whole when the backup was made.
        beside: name → sha-256 of what lay beside the record by a name of its own; its bytes are among `files`. None in
            a backup of a program that kept no such files.
    """

    record_id: str
    unit_code: str
    made_at: dt.datetime
    schema: int
    sha256: str
    size: int
    counts: Mapping[str, int]
    last_at: dt.datetime | None
    lines: int
    last_hash: str
    files: Mapping[str, int]
    missing: tuple[str, ...]
    beside: Mapping[str, str] | None = None

    @property
    def received(self) -> int:
        """How many files the record itself names."""
        return len(self.files.keys() - set((self.beside or {}).values()))


def manifest_of(copy: Path) -> Path:
    """Where the manifest of a copy lies."""
    return copy.with_name(copy.name + ".json")


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Write it as a whole; OSError when the folder does not take it, and the one before stays."""
    half = path.with_name(path.name + ".part")
    document: dict[str, Json] = {
        "format": _FORMAT,
        "record_id": manifest.record_id,
        "unit_code": manifest.unit_code,
        "made_at": stamp(manifest.made_at),
        "schema": manifest.schema,
        "sha256": manifest.sha256,
        "size": manifest.size,
        "counts": dict(manifest.counts),
        "last_at": stamp(manifest.last_at) if manifest.last_at else None,
        "lines": manifest.lines,
        "last_hash": manifest.last_hash,
        "files": dict(manifest.files),
        "missing": list(manifest.missing),
    }
    if manifest.beside is not None:
        document["beside"] = dict(manifest.beside)
    try:
        with half.open("wb") as written:
            written.write(canonical_bytes(document))
            written.flush()
            os.fsync(written.fileno())
        take_name(half, path)
    finally:
        drop_file(half)


def read_manifest(copy: Path) -> Manifest | None:
    """The manifest of a copy; None when there is none, when it cannot be read or when a newer program wrote it."""
    try:
        found = json.loads(manifest_of(copy).read_bytes())
        if found["format"] != _FORMAT:
            return None
        return Manifest(
            record_id=str(found["record_id"]),
            unit_code=str(found["unit_code"]),
            made_at=unstamp(found["made_at"]),
            schema=int(found["schema"]),
            sha256=str(found["sha256"]),
            size=int(found["size"]),
            counts={str(name): int(number) for name, number in found["counts"].items()},
            last_at=unstamp(found["last_at"]) if found["last_at"] else None,
            lines=int(found["lines"]),
            last_hash=str(found["last_hash"]),
            files={str(name): int(size) for name, size in found["files"].items()},
            missing=tuple(str(name) for name in found["missing"]),
            beside={str(name): str(sha) for name, sha in found["beside"].items()} if "beside" in found else None,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
