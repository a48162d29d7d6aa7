"""The bytes of a published week: canonical JSON that reads itself, whoever published it and when.

Two PCs that publish the same plan make the same bytes; where they differ, so do their digests.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from ttcs_desktop.basics.canonical import Json, canonical_bytes, sha256_hex
from ttcs_desktop.basics.clock import unstamp
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.model import Kind, Priority
from ttcs_desktop.broadcast.publishing.boards import BoardChange, Posted
from ttcs_desktop.broadcast.publishing.model import Change, Line, Notice, Version
from ttcs_desktop.storage.database import Row

_SCHEMA = 1


def version_id(unit_code: str, station_id: str, week: Week, number: int) -> str:
    """The id that every PC of the unit derives for a publication."""
    return stable_id("published week", unit_code, station_id, str(week), number)


def body_of(version: Version, unit_code: str) -> str:
    """What is kept and covered by the digest: neither who published it nor when."""
    document: dict[str, Json] = {
        "schema": _SCHEMA,
        "id": version.id,
        "unit": unit_code,
        "station": version.station_id,
        "week": str(version.week),
        "version": version.number,
        "replaces": version.replaces,
        "airings": [_line(one) for one in version.lines],
        "changes": [
            {"old": _line(one.old) if one.old else None, "new": _line(one.new) if one.new else None}
            for one in version.changes
        ],
        "clusters": dict(version.clusters),
        "decided": [list(one) for one in version.decided],
    }
    if version.boards or version.board_changes:
        document["boards"] = [_posted(one) for one in version.boards]
        document["board_changes"] = [
            {"old": _posted(one.old) if one.old else None, "new": _posted(one.new) if one.new else None}
            for one in version.board_changes
        ]
    return canonical_bytes(document).decode()


def digest(body: str) -> str:
    return sha256_hex(body.encode())


def version_of(row: Row, *, notice: Notice | None, recalled: bool) -> Version:
    """A row of `published_week` with what stands beside it."""
    said: Mapping[str, Any] = json.loads(row["body"])
    return Version(
        id=row["id"],
        station_id=row["station_id"],
        week=Week.parse(row["week"]),
        number=row["version"],
        replaces=said["replaces"],
        lines=tuple(_read(one) for one in said["airings"]),
        changes=tuple(Change(_maybe(one["old"]), _maybe(one["new"])) for one in said["changes"]),
        clusters=tuple(said["clusters"].items()),
        decided=tuple((one[0], one[1], one[2]) for one in said["decided"]),
        sha256=row["sha256"],
        at=unstamp(row["created_at"]),
        by=row["created_by"],
        notice=notice,
        recalled=recalled,
        boards=tuple(map(_read_posted, said.get("boards", ()))),
        board_changes=tuple(
            BoardChange(*(_read_posted(one[side]) if one[side] else None for side in ("old", "new")))
            for one in said.get("board_changes", ())
        ),
    )


def _line(line: Line) -> dict[str, Json]:
    return {
        "id": line.airing_id,
        "slot": line.slot_id,
        "start": line.start.isoformat(timespec="seconds"),
        "end": line.end.isoformat(timespec="seconds"),
        "title": line.title,
        "kind": line.kind.value,
        "priority": line.priority.value,
        "source": line.source,
        "clusters": list(line.clusters),
        "everywhere": line.everywhere,
        "versions": list(line.versions),
        "repeat": line.repeat,
        "approval": line.approval_id,
    }


def _posted(one: Posted) -> dict[str, Json]:
    return {
        "id": one.text_id,
        "item": one.item_id,
        "version": one.version_id,
        "title": one.title,
        "boards": [list(board) for board in one.boards],
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "opens": one.opens.isoformat("minutes") if one.opens else None,
        "closes": one.closes.isoformat("minutes") if one.closes else None,
    }


def _read_posted(said: Mapping[str, Any]) -> Posted:
    return Posted(
        text_id=said["id"],
        item_id=said["item"],
        version_id=said["version"],
        title=said["title"],
        boards=tuple((board, name) for board, name in said["boards"]),
        first=dt.date.fromisoformat(said["first"]),
        last=dt.date.fromisoformat(said["last"]),
        opens=dt.time.fromisoformat(said["opens"]) if said["opens"] else None,
        closes=dt.time.fromisoformat(said["closes"]) if said["closes"] else None,
    )


def _maybe(said: Mapping[str, Any] | None) -> Line | None:
    return None if said is None else _read(said)


def _read(said: Mapping[str, Any]) -> Line:
    return Line(
        airing_id=said["id"],
        slot_id=said["slot"],
        start=dt.datetime.fromisoformat(said["start"]),
        end=dt.datetime.fromisoformat(said["end"]),
        title=said["title"],
        kind=Kind(said["kind"]),
        priority=Priority(said["priority"]),
        source=said["source"],
        clusters=tuple(said["clusters"]),
        everywhere=said["everywhere"],
        versions=tuple(said["versions"]),
        repeat=said["repeat"],
        approval_id=said["approval"],
    )
