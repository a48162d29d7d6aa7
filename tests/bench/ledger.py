"""What a save costs beside SQLite itself: history, images, ops; and what a big import and its undo ask of an old PC."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measuring import Result, milliseconds, told_in_turns
from tests.plans.annexes import CULTURE, HEADER, PARTNERS
from tests.plans.sheets import write_sheet
from tests.wards import add_relay, make_ward
from ttcs_desktop.broadcast.rows import LOG_ENTRY, SLOT
from ttcs_desktop.ledger.model import Put
from ttcs_desktop.workspace import Workspace

ROWS, UNDONE = 2_000, 500
FEW, MANY = 200, 2_000
_ROUNDS = 5
_STAMPS = {"created_at": "2026-06-02T05:00:00.000Z", "created_by": "a", "updated_at": "2026-06-02T05:00:00.000Z"}
IMPORT = """
import datetime as dt, resource, sys
from pathlib import Path
from ttcs_desktop.plans.service import PlanHead
from ttcs_desktop.workspace import open_workspace
ward = open_workspace(Path(sys.argv[1]))
read = ward.plans.read(Path(sys.argv[2]), year=2026)
plan = ward.plans.take_in(read, PlanHead("1/KH-UBND", "Kế hoạch", "UBND phường", dt.date(2026, 1, 5)), 2026)
assert len(ward.plans.tasks(plan.id)) == int(sys.argv[3])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def measure(folder: Path) -> Iterator[Result]:
    ward = make_ward(folder)
    yield batch(ward, folder, ROWS, rounds=_ROUNDS)
    yield _undo(ward)
    ward.close()
    few, many = (_import_megabytes(folder, rows) for rows in (FEW, MANY))
    yield Result(f"Import of {MANY} rows / of {FEW}, megabytes at most", many, few, 1.3)


def batch(ward: Workspace, folder: Path, rows: int, *, rounds: int) -> Result:
    """Lines of the log as one action / the same rows by executemany: both one committed transaction."""
    pattern = _columns(ward, LOG_ENTRY.name)
    pattern["station_id"] = ward.broadcast.inventory.the_station().id
    raw = _raw_record(ward, folder)

    def fresh() -> list[dict[str, object]]:
        return [{**pattern, "id": ward.ledger.new_id(), "title": f"Bản tin phường số {n}"} for n in range(rows)]

    def ours() -> float:
        puts = [Put(LOG_ENTRY, row) for row in fresh()]
        return milliseconds(lambda: ward.ledger.save("broadcast.import_log", puts))

    def peer() -> float:
        stamped = [{**row, **_STAMPS, "updated_by": "a", "rev": 1, "deleted_at": None} for row in fresh()]
        sql = f"INSERT INTO log_entry ({', '.join(stamped[0])}) VALUES ({', '.join('?' * len(stamped[0]))})"

        def write() -> None:
            raw.execute("BEGIN IMMEDIATE")
            raw.executemany(sql, [tuple(row.values()) for row in stamped])
            raw.execute("COMMIT")

        return milliseconds(write)

    found = told_in_turns(ours, peer, rounds=rounds)
    raw.close()
    return Result(f"{rows} lines of the log by the ledger / by executemany", found[0], found[1], 1 / 0.3)


def _undo(ward: Workspace) -> Result:
    """Taking an action of many rows back / doing it."""
    pattern = ward.database.row("SELECT * FROM slot WHERE id = ?", (add_relay(ward).id,)) or {}
    kept = {name: value for name, value in pattern.items() if name not in (*_STAMPS, "updated_by", "rev", "deleted_at")}
    undone: list[float] = []

    def act() -> float:
        puts = [Put(SLOT, {**kept, "id": ward.ledger.new_id(), "title": f"Khung {n}"}) for n in range(UNDONE)]
        span = milliseconds(lambda: ward.ledger.save("broadcast.import_timetable", puts))
        undone.append(milliseconds(ward.undo.undo))
        return span

    doing, undoing = told_in_turns(act, lambda: undone[-1], rounds=_ROUNDS)
    return Result(f"Undo of {UNDONE} rows / saving them", undoing, doing, 2)


def _import_megabytes(folder: Path, rows: int) -> float:
    place = folder / f"import-{rows}"
    place.mkdir()
    ward = make_ward(place)
    ward.close()
    lines = [
        (str(n), f"Nhiệm vụ số {n} của kế hoạch năm", CULTURE, PARTNERS, "Tháng 6/2026") for n in range(1, rows + 1)
    ]
    sheet = write_sheet(place / "phu-luc.xlsx", [HEADER, *lines])
    run = subprocess.run(
        [sys.executable, "-c", IMPORT, str(ward.folder), str(sheet), str(rows)],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    return int(run.stdout) / 1024


def _columns(ward: Workspace, table: str) -> dict[str, object]:
    """A row that a table takes, its own columns alone."""
    made: dict[str, object] = {}
    for column in ward.database.rows(f"SELECT name, type, \"notnull\" AS needed FROM pragma_table_info('{table}')"):
        if column["name"] not in (*_STAMPS, "updated_by", "rev", "deleted_at"):
            value = 1 if column["type"] == "INTEGER" else "[]"
            made[column["name"]] = value if column["needed"] else None
    return {**made, "day": "2026-06-01"}


def _raw_record(ward: Workspace, folder: Path) -> sqlite3.Connection:
    """A copy of the record under the same promises, without a ledger."""
    target = folder / "raw.db"
    ward.database.connection.execute("VACUUM INTO ?", (str(target),))
    connection = sqlite3.connect(target, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return connection
