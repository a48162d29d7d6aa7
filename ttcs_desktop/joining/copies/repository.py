"""States of records that did not stand, each until a person has looked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ttcs_desktop.basics.clock import Clock, stamp
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.joining.model import Version
from ttcs_desktop.ledger.model import Put, Table
from ttcs_desktop.ledger.op_body import op_body
from ttcs_desktop.storage.database import Database, Row

SETTLED = Table("ledger", "conflict_settled", None)

StatesOf = Callable[[str, int], Sequence[Version]]


class Copies:
    """What was kept."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def keep(self, lost: Version, against: tuple[str, int]) -> None:
        """Keep a state that did not stand against another one's op."""
        self._database.put(
            "conflict_copy",
            [
                {
                    "id": stable_id("conflict", lost.table, lost.row["id"], lost.source, lost.seq),
                    "table_name": lost.table,
                    "record_id": lost.row["id"],
                    "source": lost.source,
                    "seq": lost.seq,
                    "against_source": against[0],
                    "against_seq": against[1],
                    "body": op_body(lost.table, "", [lost.row]).decode(),
                    "made_at": lost.row.get("updated_at") or "",
                    "made_by": lost.row.get("updated_by") or "",
                    "came_at": stamp(self._clock.now()),
                }
            ],
        )

    def drop(self, stands: Version) -> None:
        self._database.execute(
            "DELETE FROM conflict_copy WHERE record_id = ? AND source = ? AND seq = ?",
            (stands.row["id"], stands.source, stands.seq),
        )

    def replace(self, fresh: Version, apart: Sequence[Version], states_of: StatesOf) -> None:
        """Bring what is kept of a record's states to what `fresh` knew of them: what it went on from goes, what lay
        beside it there lies beside it here, unless one of the states made `apart` from it has gone on from that."""
        record_id = fresh.row["id"]
        beside = {(one.source, one.seq): (one.against_source, one.against_seq) for one in fresh.beside}
        for copy in self._database.rows("SELECT id, source, seq FROM conflict_copy WHERE record_id = ?", (record_id,)):
            made = copy["source"], copy["seq"]
            if made == (fresh.source, fresh.seq) or fresh.went_on_from(*made):
                self._database.execute("DELETE FROM conflict_copy WHERE id = ?", (copy["id"],))
            beside.pop(made, None)
        for made, against in beside.items():
            if any(one.went_on_from(*made) for one in apart):
                continue
            for one in states_of(*made):
                if (one.table, one.row["id"]) == (fresh.table, record_id):
                    self.keep(one, against)

    def open(self, conflict_id: str | None = None) -> list[Row]:
        """Copies that no person has settled, the newest first."""
        return self._database.rows(
            "SELECT * FROM conflict_copy WHERE (?1 IS NULL OR id = ?1) AND id NOT IN "
            "(SELECT id FROM conflict_settled WHERE deleted_at IS NULL) ORDER BY came_at DESC, id",
            (conflict_id,),
        )


def put_settled(conflict_id: str, record_id: str, how: str) -> Put:
    return Put(SETTLED, {"id": conflict_id, "record_id": record_id, "how": how})
