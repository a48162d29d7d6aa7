"""Every indicator over ten years beside one hand-written statement each, and the records behind one beside theirs."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.figures_by_hand import BY_HAND, RECORDS, SHARES
from tests.bench.measuring import Result, in_turns
from tests.bench.years import record_of
from tests.recount.filling import fill
from ttcs_desktop.basics.clock import VIETNAM, FixedClock
from ttcs_desktop.basics.measured import leaves
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.statistics.compute import compute
from ttcs_desktop.statistics.model import Value
from ttcs_desktop.statistics.reading import explain_value
from ttcs_desktop.workspace import Workspace, open_workspace

HALF_YEARS = 20
WINDOW = Window(dt.date(2016, 7, 1), dt.date(2026, 6, 2))
NOW = dt.datetime(2026, 6, 2, 7, 30, tzinfo=VIETNAM)
TIMES = 3  # a ward with three times the sample's airings: some forty thousand lines of the log
DRILLED = ("C02", "C10", "C04")


def measure(folder: Path) -> Iterator[Result]:
    """All of them in one report; then "why?" of the three with the most records."""
    place = record_of(folder / "ward", HALF_YEARS)
    ward = open_workspace(place, FixedClock(NOW))
    database = ward.database
    crowd(ward, TIMES)
    fill(ward, [WINDOW.start + dt.timedelta(days=day) for day in range(3600)], random.Random(3))
    days = {"first": WINDOW.start.isoformat(), "last": WINDOW.cut_off.isoformat(), "now": NOW.date().isoformat()}
    told = {value.indicator.code: value for value in values(ward, *BY_HAND)}
    by_hand = {code: database.tuples(sql, days) for code, sql in BY_HAND.items()}
    other = {code: (_exact(told[code]), _whole(code, rows)) for code, rows in by_hand.items()}
    assert not {code: two for code, two in other.items() if two[0] != two[1]}, other
    ours, peer = in_turns(
        lambda: values(ward, *BY_HAND), lambda: [database.tuples(sql, days) for sql in BY_HAND.values()]
    )
    yield Result(f"{len(BY_HAND)} indicators over ten years / by hand in SQL", ours, peer, 1.5)
    for code in DRILLED:
        asked: list[Callable[[], object]] = [
            lambda code=code: explain_value(values(ward, code, why=True)[0]),
            lambda code=code: database.tuples(RECORDS[code], days),
        ]
        ours, peer = in_turns(*asked)
        yield Result(f"Why {code}: its {len(told[code].records)} records / by hand in SQL", ours, peer, 2)
    ward.close()


def values(ward: Workspace, *codes: str, why: bool = False) -> tuple[Value, ...]:
    """The indicators as a report counts them; `why` with their records, as somebody asks for one alone."""
    known = ward.statistics.catalogue.indicators
    return compute(
        [known[code] for code in codes],
        ward._sources().for_one_report(whole=why),
        WINDOW,
        carried=(),
        entered={},
        record_start=ward.record_start,
        known=known,
        broken_down=not why,
    )


def crowd(ward: Workspace, times: int) -> None:
    """Each line of the log again, some minutes later, so often that there are so many times as many."""
    names = [row["name"] for row in ward.database.rows("SELECT name FROM pragma_table_info('log_entry')")]
    fresh = {"id": "id || :part", "airing_id": "NULL", "start": "substr(time(start, :later), 1, 8)"}
    columns = ", ".join(fresh.get(name, name) for name in names)
    with ward.database.transaction():
        for part in range(1, times):
            values_ = {"part": f"-{part}", "later": f"+{7 * part} minutes"}
            ward.database.execute(
                f"INSERT INTO log_entry SELECT {columns} FROM log_entry WHERE corrects IS NULL AND length(id) = 36",
                values_,
            )


def _whole(code: str, rows: list[tuple[object, ...]]) -> str:
    """All numbers of a statement added up: it gives a total, a part a line, or the part and the whole of a share."""
    columns = 2 if code in SHARES else 1
    return str(sum(int(str(number or 0)) for row in rows for number in row[:columns]))


def _exact(value: Value) -> str:
    """What the statement by hand gives of it: a sum, or the part and the whole of a share one after the other."""
    return str(sum(leaf.total for leaf in leaves(value.measured)))
