"""What other PCs of the ward saved, into this record: each op for itself, in an order that its maker would know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from ttcs_desktop.basics.changes import NOTHING, Changes
from ttcs_desktop.basics.clock import Clock, unstamp
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.joining import versions
from ttcs_desktop.joining.copies.repository import Copies, put_settled
from ttcs_desktop.joining.model import Conflict, Field, TheirOp, TheirState, Version
from ttcs_desktop.joining.repository import JoiningRepository, versions_of
from ttcs_desktop.joining.ward_pcs import WardPcs
from ttcs_desktop.ledger.identity import Identity, read_writing
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.ledger.model import Put, Table
from ttcs_desktop.ledger.op_body import read_body
from ttcs_desktop.ledger.proving import seen_of
from ttcs_desktop.ledger.undo import TAKE, TAKE_FACT
from ttcs_desktop.storage.database import Database, Row
from ttcs_desktop.storage.errors import told_as_misfit

SETTLE = "joining.settle"
_AT_ONCE, _A_COMMIT = 1_000, 100
_LOG, _WITNESS = "log_entry", "witness"
# Which frozen report counts is what the city accepted: its receipt says so, never a rule between PCs.
_NEVER_REPLACED = frozenset({"snapshot", "collection_snapshot"})

Apart = Mapping[str, Sequence[Version]]


class Joining(WardPcs):
    """The ward's PCs and what they saved. A ward of one PC has none of it, and pays nothing for it."""

    def __init__(
        self,
        database: Database,
        ledger: Ledger,
        tables: Mapping[str, Table],
        identity: Identity,
        clock: Clock,
    ) -> None:
        super().__init__(database, ledger, identity, clock)
        self._repository, self._copies = JoiningRepository(database, clock), Copies(database, clock)
        self._tables = tables

    # Taking over

    def take_over(self) -> Changes:
        """See to everything that waits. An op whose forerunners are not here yet goes on waiting; one that cannot be
        taken over is put aside and holds up no other."""
        changes, moved = NOTHING, True
        if not self.is_shared():
            return changes
        if self.this_pc() is None:
            self.go_on()  # it counts anew since it parted from its twin
        self._repository.look_again()
        while moved:
            moved = False
            for source in self._repository.sources_waiting():
                for ops in iter(lambda source=source: self._ready(source), []):  # type: ignore[misc]
                    changes |= self._take(ops)
                    moved = True
        return changes

    def _ready(self, source: str) -> list[TheirOp]:
        """Ops of a source whose turn it is: the next numbers, each with all its maker knew in this record."""
        applied = self._sources.applied()
        at = applied.get(source, 0)
        ready: list[TheirOp] = []
        for op in self._repository.next_of(source, at, _AT_ONCE):
            known = all(applied.get(other, 0) >= seq for other, seq in seen_of(op.seen).items() if not self._own(other))
            if op.seq != at + 1 or not known:
                break
            ready.append(op)
            at += 1
        return ready

    def _own(self, source: str) -> bool:
        return source == self._identity.source

    def _take(self, ops: Sequence[TheirOp]) -> Changes:
        key, source = read_writing(self._database)[1], ops[0].source
        seen = [seen_of(op.seen) for op in ops if op.op_id]
        lowest = {name: min(one.get(name, 0) for one in seen) for name in {name for one in seen for name in one}}
        apart: defaultdict[str, list[Version]] = defaultdict(list)
        changes = NOTHING
        for first in range(0, len(ops), _A_COMMIT):
            with self._ledger.together():
                # Only now does nobody else write: another window may have saved since, or taken these over itself.
                if self._sources.applied().get(source, 0) != ops[first].seq - 1:
                    return changes
                for version in self._repository.made_after(key, lowest, source) if seen else ():
                    apart[version.row["id"]].append(version)
                    lowest[version.source] = max(version.seq, lowest.get(version.source, 0))
                for op in ops[first : first + _A_COMMIT]:
                    taken = self._take_one(key, op, apart)
                    if taken is None:
                        return changes
                    changes |= taken
        return changes

    def _take_one(self, key: str, op: TheirOp, apart: Apart) -> Changes | None:
        """What it changed; None where a newer program is needed first, for what follows may rest on it."""

        def done(state: TheirState = TheirState.APPLIED, problem: str = "") -> None:
            self._repository.mark(op, state, problem)
            self._sources.note_applied(op.source, op.seq)

        if not op.op_id:
            done()
            return NOTHING
        try:
            read = read_body(key, op.kind, op.body)
        except ValueError:
            done(TheirState.ASIDE, "op_unreadable")
            return NOTHING
        table = self._tables.get(read.table)
        known = table is not None and all(self._repository.columns(read.table) >= row.keys() for row in read.rows)
        if table is None or not known:
            self._repository.mark(op, TheirState.UNKNOWN, "op_newer")
            return None
        try:
            with self._ledger.together(), told_as_misfit():
                rows = [row for one in versions_of(key, _as_row(op)) if (row := self._settled(key, one, table, apart))]
                verb = TAKE_FACT if table.append_only else TAKE
                return self._ledger.take_over(verb, [(table, row) for row in rows], settle=done)
        except InvalidInput as trouble:
            done(TheirState.ASIDE, trouble.code)
            return NOTHING

    def _settled(self, key: str, fresh: Version, table: Table, apart: Apart) -> Row | None:
        """The row as it has to stand now that `fresh` is known; None when it stands so already. States that do not
        stand are kept."""
        record_id = fresh.row["id"]
        current = self._repository.row_of(table.name, record_id)
        others = [one for one in apart.get(record_id, ()) if one.table == table.name and not fresh.knew(one)]
        if table.append_only and current is not None and not others:
            return None  # known by another way
        best, lost = versions.standing(fresh, others)
        self._copies.replace(fresh, others, lambda source, seq: self._repository.states_of(key, source, seq))
        for one in (best, *lost):
            if one is best or versions.says_the_same(one.row, best.row):
                self._copies.drop(one)  # it did not stand a while ago
            else:
                self._copies.keep(one, (best.source, best.seq))
        if table.name in _NEVER_REPLACED and current is not None:
            return None
        rev = max(int(one.row.get("rev") or 0) for one in (best, *lost))
        row = {**best.row, "rev": max(rev, int(current["rev"]) if current else 0)}
        if current == row or (table.append_only and current is not None and versions.says_the_same(current, row)):
            return None
        return row

    # What two PCs said of one record

    def conflicts(self) -> list[Conflict]:
        """What was kept and waits for a person, the newest first."""
        names = {pc.id: pc.name for pc in self._sources.pcs()}
        found = self._copies.open()
        told = {copy["record_id"] for copy in found if copy["table_name"] == _LOG}
        return [self._conflict(copy, names) for copy in found if _log_of(copy) not in told]

    def settle(self, conflict_id: str, taken: Sequence[str]) -> Changes:
        """The officer's word: these columns of the kept copy come into the record, the rest stays as it stands.

        Without any column the record stays as it is. With all of them the copy's state comes back whole.

        Raises:
            InvalidInput: `record_gone` when it was settled already; `fact_stays` for columns of a fact, which is put
                right by a correction of its own.
        """
        found = self._copies.open(conflict_id)
        if not found:
            raise InvalidInput("", "record_gone")
        copy = found[0]
        table = self._tables[copy["table_name"]]
        puts: list[Put] = []
        if taken:
            if table.append_only:
                raise InvalidInput("", "fact_stays")
            current = self._ledger.content_of(table, copy["record_id"])
            theirs = _row_of(copy)
            puts.append(Put(table, {**current, **{name: theirs[name] for name in taken if name in current}}))
        how = "ours" if not taken else ",".join(taken)
        of_it = [one for one in self._copies.open() if _log_of(one) == copy["record_id"]]
        puts += [put_settled(one["id"], one["record_id"], how) for one in (copy, *of_it)]
        return self._ledger.save(SETTLE, puts)

    def _conflict(self, copy: Row, names: Mapping[str, str]) -> Conflict:
        theirs = _row_of(copy)
        ours = self._repository.row_of(copy["table_name"], copy["record_id"]) or {}
        fields = tuple(Field(name, ours[name], theirs[name]) for name in versions.differing(ours, theirs))
        return Conflict(
            id=copy["id"],
            table=copy["table_name"],
            record_id=copy["record_id"],
            lost=names.get(copy["source"], ""),
            stands=names.get(copy["against_source"], ""),
            made_at=unstamp(copy["made_at"]) if copy["made_at"] else self._clock.now(),
            made_by=copy["made_by"],
            fields=fields,
            buried=theirs.get("deleted_at") is not None and ours.get("deleted_at") is None,
        )


def _log_of(copy: Row) -> str:
    """The log entry of a witness, whose words are settled with it; empty for other records."""
    return str(_row_of(copy)["entry_id"]) if copy["table_name"] == _WITNESS else ""


def _as_row(op: TheirOp) -> Row:
    return {"kind": op.kind, "body": op.body, "seen": op.seen, "source": op.source, "seq": op.seq}


def _row_of(copy: Row) -> Row:
    return read_body("", "", copy["body"].encode()).rows[0]
