"""What one PC of a ward brings another on a stick, where there is no hub or no line: all that the others lack.

The file is locked with the ward's key, so whoever finds the stick reads nothing of it, and nobody else can make one.
Reading it twice, or an old one after a new one, changes nothing.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Mapping
from pathlib import Path

from ttcs_desktop.basics.canonical import Json, canonical_bytes
from ttcs_desktop.basics.clock import Clock, stamp, unstamp
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.joining.model import TheirOp, WardPc
from ttcs_desktop.joining.repository import JoiningRepository
from ttcs_desktop.joining.sources.repository import Sources
from ttcs_desktop.ledger.identity import Identity, read_writing
from ttcs_desktop.ledger.proving import lock, unlock
from ttcs_desktop.storage.database import Database
from ttcs_desktop.storage.whole import read_whole, write_whole

MARK = b"TTCS-WARD 1\n"
MOST_OPS = 20_000
_MOST_FILE, _MOST_PLAIN = 64 * 1024 * 1024, 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Written:
    """What a file brings: so many ops; `more` wait for the next one."""

    ops: int
    more: bool


@dataclass(frozen=True, slots=True)
class Brought:
    """What was read of a file: the name of the PC that wrote it, and how many ops were new."""

    name: str
    fresh: int


def is_exchange(path: Path) -> bool:
    """Whether a file says that it is one."""
    try:
        with path.open("rb") as file:
            return file.read(len(MARK)) == MARK
    except OSError:
        return False


class Exchange:
    """Files between the PCs of one ward."""

    def __init__(self, database: Database, identity: Identity, clock: Clock) -> None:
        self._database = database
        self._identity = identity
        self._clock = clock
        self._repository = JoiningRepository(database, clock)
        self._sources = Sources(database)

    def write(self, path: Path) -> Written:
        """Put what the ward's other PCs are not known to have into a file, 20,000 ops at most.

        Raises:
            InvalidInput: `not_shared` in a ward of one PC.
            EnvironmentProblem: `disk_full`, `folder_unsuitable`; there is no half file then.
        """
        key = self._key()
        found = self._repository.ops_beyond(self._known_to_all(), MOST_OPS + 1)
        ops: list[Json] = [
            [op.source, op.seq, op.op_id, op.kind, op.body.decode(errors="replace"), op.sha256, op.seen, op.proof]
            for op in found[:MOST_OPS]
        ]
        pc = next((pc for pc in self._sources.pcs() if pc.id == self._identity.source), None)
        have: dict[str, Json] = {**self._repository.have()}
        plain = canonical_bytes(
            {
                "what": "exchange",
                "record": self._identity.record_id,
                "from": self._identity.source,
                "name": pc.name if pc else "",
                "at": stamp(self._clock.now()),
                "made": self._repository.made(),
                "have": have,
                "ops": ops,
            }
        )
        write_whole(path, MARK + lock(key, gzip.compress(plain, 6, mtime=0)))
        return Written(len(ops), len(found) > MOST_OPS)

    def read(self, path: Path) -> Brought:
        """Keep what another PC brought; it is taken over by `Joining.take_over`.

        Raises:
            InvalidInput: `not_shared`, `file_too_large`; `file_not_exchange` for another kind of file;
                `exchange_other_ward` for one that this ward's key does not open; `exchange_own` for this PC's own.
            EnvironmentProblem: `file_unreadable`, `disk_full`, …
        """
        key = self._key()
        data = read_whole(path, _MOST_FILE)
        if not data.startswith(MARK):
            raise InvalidInput("file", "file_not_exchange")
        try:
            document = json.loads(_inflated(unlock(key, data[len(MARK) :])))
        except ValueError as error:
            raise InvalidInput("file", "exchange_other_ward") from error
        match document:
            case {
                "what": "exchange", "record": str(record), "from": str(source), "name": str(name), "at": str(at),
                "made": int(made), "have": dict(have), "ops": list(ops),
            } if record == self._identity.record_id:  # fmt: skip
                pass
            case _:
                raise InvalidInput("file", "exchange_other_ward")
        if source == self._identity.source:
            raise InvalidInput("file", "exchange_own")
        with self._database.transaction():
            fresh = self._repository.keep([_op(*one) for one in ops])
            # By the other PC's clock, never later than by ours: a clock that is ahead promises nothing.
            self._sources.note_told(source, min(unstamp(at), self._clock.now()), made)
            self._sources.note_knows(source, have)
        return Brought(name, fresh)

    def _known_to_all(self) -> Mapping[str, int]:
        """Up to which op of each source every other PC at work is known to hold it; from its first op on that travels
        where one of them was never heard of."""
        mates = [pc.id for pc in self._newest() if pc.retired_on is None]
        first = self._repository.before_first_told()
        known = [self._sources.knows(mate) for mate in mates]
        return {
            source: max(before, min((one.get(source, 0) for one in known), default=0))
            for source, before in first.items()
        }

    def _newest(self) -> list[WardPc]:
        newest = {pc.device: pc for pc in self._sources.pcs()}
        return [pc for pc in newest.values() if pc.device != self._identity.device_id]

    def _key(self) -> str:
        key = read_writing(self._database)[1]
        if not key:
            raise InvalidInput("", "not_shared")
        return key


def _op(source: str, seq: int, op_id: str, kind: str, body: str, sha256: str, *more: str) -> TheirOp:
    seen, proof = more
    return TheirOp(source, seq, op_id, kind, body.encode(), sha256, seen, proof)


def _inflated(packed: bytes) -> bytes:
    inflater = zlib.decompressobj(wbits=31)
    try:
        plain = inflater.decompress(packed, _MOST_PLAIN)
    except zlib.error as error:
        raise ValueError("gzip") from error
    if not inflater.eof:
        raise ValueError("gzip")
    return plain
