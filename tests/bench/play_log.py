"""A vendor's long log: a hundred thousand lines beside SQLite itself, and memory that does not grow with the file."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench import ledger
from tests.bench.measuring import Result
from tests.grids.workbooks import sheet, write_workbook
from tests.wards import add_slot, make_ward

LINES, FEW, MANY = 100_000, 10_000, 100_000
_SPEAKERS = 50
_PLAYS = (("Bản tin sáng", "05:30:00"), ("Bản tin trưa", "11:00:00"), ("Bản tin chiều", "17:00:00"))
IMPORT = """
import sys
from pathlib import Path
from ttcs_desktop.workspace import open_workspace
ward = open_workspace(Path(sys.argv[1]))
opened = ward.play_logs.open(Path(sys.argv[2]))
done = ward.play_logs.take_in(opened, ward.broadcast.inventory.the_station())
assert done.imported == done.rows == int(sys.argv[3])
# Not ru_maxrss: that begins with what the process had that started this one.
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def measure(folder: Path) -> Iterator[Result]:
    for ending in ("csv", "xlsx"):
        few, many = (_import_megabytes(folder, lines, ending) for lines in (FEW, MANY))
        yield Result(f"{ending} log of {MANY} rows of loudspeakers / of {FEW}, megabytes at most", many, few, 1.15)
    place = folder / "ledger"
    place.mkdir()
    ward = make_ward(place)
    yield ledger.batch(ward, place, LINES, rounds=2)
    ward.close()


def _import_megabytes(folder: Path, lines: int, ending: str) -> float:
    place = folder / f"log-{lines}-{ending}"
    place.mkdir()
    ward = make_ward(place)
    add_slot(ward, _PLAYS[0][0], "05:30", 15)
    ward.close()
    path = place / f"log.{ending}"
    rows = list(_rows(lines))
    if ending == "csv":
        path.write_text("\n".join(map(";".join, rows)), "utf-8")
    else:
        write_workbook(path, {"Nhật ký": sheet(rows)})
    run = subprocess.run(
        [sys.executable, "-c", IMPORT, str(ward.folder), str(path), str(lines)],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    return int(run.stdout) / 1024


def _rows(lines: int) -> Iterator[list[str]]:
    yield ["Mã loa", "Cụm loa", "Tên chương trình", "Bắt đầu", "Thời lượng (giây)"]
    written = 0
    day = dt.date.today() - dt.timedelta(days=1)  # noqa: DTZ011  any day that is over
    while written < lines:
        for title, start in _PLAYS:
            for speaker in range(min(_SPEAKERS, lines - written)):
                yield [f"L{speaker}", f"TDP {speaker % 2 + 1}", title, f"{day:%d/%m/%Y} {start}", str(900 - speaker)]
                written += 1
        day -= dt.timedelta(days=1)
