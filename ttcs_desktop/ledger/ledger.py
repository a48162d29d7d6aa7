"""Saving: one transaction holds the rows, the history line and the op that will travel."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from ttcs_desktop.basics.canonical import canonical_bytes, sha256_hex
from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.clock import Clock, stamp, unstamp
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import IdMaker
from ttcs_desktop.ledger.identity import note_head, read_head
from ttcs_desktop.ledger.images import Images, RowImage
from ttcs_desktop.ledger.model import HistoryLine, NewOp, Put, Restored, Table
from ttcs_desktop.ledger.others import Others
from ttcs_desktop.ledger.outbox import Outbox
from ttcs_desktop.ledger.telling import Telling, texts_of
from ttcs_desktop.storage.database import Database, Row
from ttcs_desktop.storage.purge import replace_fact, throw_away
from ttcs_desktop.storage.references import referring
from ttcs_desktop.storage.search import SearchIndex

WENT_BACK = "ledger.went_back"
_STAMPS = frozenset({"created_at", "created_by", "updated_at", "updated_by", "rev"})


class Ledger:
    """The one way to write the record.

    Attributes:
        actor: the person's id that stands on every line; empty before the first run has asked.
    """

    def __init__(self, database: Database, clock: Clock, ids: IdMaker, *, actor: str = "") -> None:
        self._database = database
        self._clock = clock
        self._ids = ids
        self.actor = actor
        self.outbox = Outbox(database, clock)
        self._telling = Telling(database, self.outbox, ids)
        self.images = Images(database)
        self.others = Others(database)
        self._search = SearchIndex(database)

    @contextmanager
    def together(self) -> Iterator[None]:
        """What is read and saved inside belongs together: nobody writes in between; all of it is kept or nothing."""
        with self._database.transaction():
            yield

    def new_id(self) -> str:
        return self._ids.new()

    def save(
        self, verb: str, puts: Sequence[Put], *, send: NewOp | None = None, fact: bool = False, travels: bool = True
    ) -> Changes:
        """Write `puts` as one action named `verb` (`plans.import`, `broadcast.confirm`): all of it or nothing.

        Rows of one table become one op per 500 rows; `send` adds a submission of its own. Nothing saved leaves no line.
        A `fact` has a reverse verb of its own and cannot be undone; neither can an action of append-only rows alone.
        What does not travel makes no op: it came from the city.

        Raises:
            EnvironmentProblem: `disk_full`, `database_locked`, …; nothing was kept.
            InvalidInput: `record_changed` when somebody else changed one of the rows meanwhile (see `others`).
        """
        if not puts and send is None:
            return Changes()
        with self._database.transaction():
            images: list[RowImage] = []
            self.others.check([put.id for put in puts if not put.table.append_only])
            texts = texts_of(put.values for put in puts)
            seq = self._chain(verb, puts, texts)
            told: dict[str, list[str]] = {}
            for put, text in zip(puts, texts, strict=True):
                told.setdefault(put.table.name, []).append(text)
            for table, group in _by_table(puts):
                written = told[table.name] if travels else None
                images += self._save_group(verb, table, [put.values for put in group], written, travels=travels)
            if images and not fact:
                self.images.keep(seq, images)
            self._search.note((put.table.searched, put.id) for put in puts)
            if send is not None:
                self.outbox.add(send)
        return Changes(frozenset(put.table.subject for put in puts), tuple(put.id for put in puts))

    def bury(self, verb: str, table: Table, ids: Sequence[str]) -> Changes:
        """Move records to the recycle bin: they stay in the file with the moment they were put there.

        Raises:
            InvalidInput: `record_gone` when one of them is not there any more; none of them is moved then.
        """
        return self.exchange(verb, (), [(table, ids)])

    def exchange(self, verb: str, puts: Sequence[Put], gone: Sequence[tuple[Table, Sequence[str]]]) -> Changes:
        """Save rows and move others to the recycle bin as one action; `gone` names parents before children.

        Raises:
            InvalidInput: `record_gone` as `bury`, `record_changed` as `save`; nothing is done then.
        """
        with self._database.transaction():
            for table, ids in gone:
                known = _known(self._database, table, ids)
                if len(known) < len(ids) or any(row["deleted_at"] is not None for row in known.values()):
                    raise InvalidInput("", "record_gone")
            self.others.check([*(put.id for put in puts), *(id_ for _, ids in gone for id_ in ids)])
            saved = [Restored(put.table, put.values, buried=False) for put in puts]
            buried = [Restored(table, {"id": id_}, buried=True) for table, ids in gone for id_ in ids]
            return self.restore(verb, [*saved, *buried])

    def restore(self, verb: str, rows: Sequence[Restored], *, takes_back: int | None = None) -> Changes:
        """Bring rows back to what they were, as one action; `takes_back` is the history line that it undoes."""
        with self._database.transaction():
            puts = [Put(one.table, _only_buried(self._clock, one.id) if one.buried else one.values) for one in rows]
            seq, images = self._chain(verb, puts), []
            for table, group in _by_table(puts):
                gone = {one.id for one in rows if one.table == table and one.buried}
                back = [dict(put.values) for put in group if put.id not in gone]
                images += self._save_group(verb, table, back) if back else []
                images += self._bury_group(verb, table, _known(self._database, table, sorted(gone))) if gone else []
            self.images.keep(seq, images, takes_back=takes_back)
            self._search.note((one.table.searched, one.id) for one in rows)
        return Changes(frozenset(one.table.subject for one in rows), tuple(one.id for one in rows))

    def take_over(self, verb: str, rows: Sequence[tuple[Table, Row]], *, settle: Callable[[], None]) -> Changes:
        """Write whole rows as another PC of the ward left them, stamps and revision too, as one action.

        They make no op and leave no image: taking them back is the other PC's. A fact that is there already with other
        content is replaced: which of the two stands is the caller's rule (`joining.versions`).

        Args:
            settle: what else belongs into the same commit.
        """
        with self._database.transaction():
            if rows:
                self._chain(verb, [Put(table, row) for table, row in rows])
            for table, row in rows:
                if table.append_only:
                    replace_fact(self._database, table.name, row)
                else:
                    self._database.put(table.name, [row])
            self._search.note((table.searched, row["id"]) for table, row in rows)
            settle()
        return Changes(frozenset(table.subject for table, _ in rows), tuple(row["id"] for _, row in rows))

    def throw_away(self, verb: str, rows: Mapping[Table, Sequence[str]]) -> Changes:
        """Delete rows for good, as one line of the history and without a way back; of what nobody needs any more."""
        puts = [Put(table, {"id": id_}) for table, ids in rows.items() for id_ in ids]
        if not puts:
            return Changes()
        with self._database.transaction():
            self._chain(verb, puts)
            throw_away(self._database, {table.name: ids for table, ids in rows.items()})
            self._search.note((put.table.searched, put.id) for put in puts)
        return Changes(frozenset(table.subject for table in rows), tuple(put.id for put in puts))

    def content_of(self, table: Table, record_id: str) -> Row:
        """The subject's own columns of a row, whether it lies in the recycle bin or not; empty when it is not there."""
        row = _known(self._database, table, [record_id]).get(record_id, {})
        return {name: value for name, value in _content(row).items() if name != "deleted_at"}

    def referring(self, table: Table, record_id: str) -> dict[str, int]:
        """How many records of each table name this one; empty when nothing does."""
        return referring(self._database, table.name, record_id)

    def history_of(self, record_id: str) -> list[HistoryLine]:
        """Every action that touched a record, oldest first."""
        found = self._database.rows(
            "SELECT seq, at, actor, verb, subject, ids, hash FROM history "
            "WHERE seq IN (SELECT seq FROM history_record WHERE record_id = ?) ORDER BY seq",
            (record_id,),
        )
        return [_history_line(row) for row in found]

    def last_seq(self) -> int:
        """The number of the last line of the history; every save adds one."""
        row = self._database.row("SELECT max(seq) AS seq FROM history")
        return (row["seq"] if row else None) or 0

    def last_at(self) -> dt.datetime | None:
        """When the last action was, going back to a backup not counted; None where nobody has worked."""
        row = self._database.row("SELECT at FROM history WHERE verb <> ? ORDER BY seq DESC LIMIT 1", (WENT_BACK,))
        return unstamp(row["at"]) if row else None

    def first_broken_line(self) -> int | None:
        """The first history line that does not follow from the one before; None when the chain holds.

        The last line must be the one that was noted with it: a line put in the place of cut ones is found so.
        """
        previous, last, head = "", 0, read_head(self._database)
        for row in self._database.rows(
            "SELECT seq, at, actor, verb, subject, ids, digest, prev, hash FROM history ORDER BY seq"
        ):
            if row["prev"] != previous or row["hash"] != _line_hash(row):
                return int(row["seq"])
            previous, last = row["hash"], int(row["seq"])
        return last if head is not None and head[0] == last and head[1] != previous else None

    def missing_lines(self) -> int:
        """How many lines the end of the history has lost: it is shorter than the record says it was."""
        head = read_head(self._database)
        return max(0, head[0] - self.last_seq()) if head is not None else 0

    def note(self, verb: str) -> None:
        """A line of the history for what was done to the record as a whole."""
        with self._database.transaction():
            self._chain(verb, [])

    def _save_group(
        self, verb: str, table: Table, values: list[Row], texts: Sequence[str] | None = None, *, travels: bool = True
    ) -> list[RowImage]:
        """Write and queue rows of one table; their images, none for a table that only grows.

        `texts` are the rows as canonical text where that was written already.
        """
        known = {} if table.append_only else _known(self._database, table, [row["id"] for row in values])
        now = stamp(self._clock.now())
        rows = [_stamped(now, self.actor, row, known.get(row["id"])) for row in values]
        _write(self._database, table, rows)
        if travels:
            self._telling.queue(table, verb, values, rows, texts)
        if table.append_only:
            return []
        return [_image(table, known.get(row["id"]), row) for row in rows]

    def _bury_group(self, verb: str, table: Table, known: dict[str, Row]) -> list[RowImage]:
        now = stamp(self._clock.now())
        buried = [
            {**row, "deleted_at": now, "updated_at": now, "updated_by": self.actor, "rev": row["rev"] + 1}
            for row in known.values()
        ]
        _write(self._database, table, buried)
        self._telling.queue(table, verb, [_only_buried(self._clock, row["id"]) for row in buried], buried)
        return [_image(table, known[row["id"]], row) for row in buried]

    def _chain(self, verb: str, puts: Sequence[Put], texts: Sequence[str] | None = None) -> int:
        """Add a line to the history; its number."""
        texts = texts_of(put.values for put in puts) if texts is None else texts
        told = ",".join(f'["{put.table.name}",{text}]' for put, text in zip(puts, texts, strict=True))
        last = self._database.row("SELECT seq, hash FROM history ORDER BY seq DESC LIMIT 1")
        line: Row = {
            "seq": last["seq"] + 1 if last else 1,
            "at": stamp(self._clock.now()),
            "actor": self.actor,
            "verb": verb,
            "subject": puts[0].table.subject if puts else "ledger",
            "ids": json.dumps([put.id for put in puts]),
            "digest": sha256_hex(f"[{told}]".encode()),
            "prev": last["hash"] if last else "",
        }
        line_hash = _line_hash(line)
        self._database.insert("history", [{**line, "hash": line_hash}])
        note_head(self._database, int(line["seq"]), line_hash)
        self.others.saved(line_hash)
        # Where a record is named; the chain itself stands in `history` alone.
        self._database.append(
            "history_record", [{"record_id": id_, "seq": line["seq"]} for id_ in dict.fromkeys(put.id for put in puts)]
        )
        return int(line["seq"])


def went_back_at(database: Database) -> dt.datetime | None:
    """When the record last went back to a backup; None when it never did."""
    row = database.row("SELECT max(at) AS at FROM history WHERE verb = ?", (WENT_BACK,))
    return unstamp(row["at"]) if row and row["at"] else None


def _known(database: Database, table: Table, ids: Sequence[str]) -> dict[str, Row]:
    # Whole rows, whatever their columns: an image must bring back all of it.
    found = database.rows(
        f"SELECT * FROM {table.name} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )
    return {row["id"]: row for row in found}


def _write(database: Database, table: Table, rows: list[Row]) -> None:
    if table.append_only:
        database.insert(table.name, rows)
    else:
        database.put(table.name, rows)


def _only_buried(clock: Clock, record_id: str) -> Row:
    return {"id": record_id, "deleted_at": stamp(clock.now())}


def _stamped(now: str, actor: str, values: Row, before: Row | None) -> Row:
    return {
        **values,
        "created_at": before["created_at"] if before else now,
        "created_by": before["created_by"] if before else actor,
        "updated_at": now,
        "updated_by": actor,
        "rev": before["rev"] + 1 if before else 1,
        "deleted_at": None,
    }


def _by_table(puts: Iterable[Put]) -> list[tuple[Table, list[Put]]]:
    # Tables in the order they first appear: the caller names parents before children.
    groups: dict[str, tuple[Table, list[Put]]] = {}  # by name: a table as data is slow to hash
    for put in puts:
        groups.setdefault(put.table.name, (put.table, []))[1].append(put)
    return list(groups.values())


def _image(table: Table, before: Row | None, after: Row) -> RowImage:
    return RowImage(table.name, after["id"], _content(before) if before else None, _content(after))


def _content(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in _STAMPS}


def _line_hash(line: Row) -> str:
    names = ("seq", "at", "actor", "verb", "subject", "ids", "digest", "prev")
    return sha256_hex(canonical_bytes([line[name] for name in names]))


def _history_line(row: Row) -> HistoryLine:
    return HistoryLine(
        seq=row["seq"],
        at=unstamp(row["at"]),
        actor=row["actor"],
        verb=row["verb"],
        subject=row["subject"],
        ids=tuple(json.loads(row["ids"])),
        hash=row["hash"],
    )
