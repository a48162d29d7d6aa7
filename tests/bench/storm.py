"""The deadline: all 3,321 units press "Nộp" at one moment, each fifth round of a ward meets a fault; how long till the
last receipt. What of it is real stands in tests/sync/storm.py. A hub process, two processes of wards, two cores.

python -m tests.bench.storm < {"hub", "wards", "seed"}: one of the processes of wards.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import asdict, fields, replace
from pathlib import Path

from sync.facts import ReceiptFacts
from sync.hub.store import open_store
from tests.bench.measuring import Result, say
from tests.sync.processes import hub_process
from tests.sync.storm import Crowd, VirtualWard, enrolled
from ttcs_desktop.basics.canonical import sha256_hex
from ttcs_desktop.basics.clock import SystemClock
from ttcs_desktop.ledger.identity import Enrolment
from ttcs_desktop.ledger.model import OpState
from ttcs_desktop.ledger.receipts import Receipts
from ttcs_desktop.office.units import all_units

PROCESSES, HANDS, VALUES = 2, 16, 600
A_MINUTE, GIVEN_UP = 60, 300  # seconds


def measure(folder: Path) -> Iterator[Result]:
    units = [unit.code for unit in all_units()]
    known, wards = enrolled(folder / "hub", SystemClock(), units)
    with hub_process(folder / "hub") as (_, url):
        told = _all_at_once(replace(known, url=url), wards)
    _none_is_lost_and_none_doubled(folder / "hub", units, told)
    took = sorted(second for one in told for second in one["took"])
    faults = sum((Counter(one["faults"]) for one in told), Counter[str]())
    within = sum(second <= A_MINUTE for second in took) / len(took)
    say(f"  {len(took)} wards, {faults.total()} exchanges, of them {dict(faults)}")
    say(f"  half were done after {took[len(took) // 2]:.0f} s, {within:.2%} within a minute")
    yield Result("3,321 wards submit at once over bad lines, the last receipt", max(took), None, A_MINUTE, "s")


def _all_at_once(hub: Enrolment, wards: list[VirtualWard]) -> list[dict]:
    crowds = [_start(hub, wards[number::PROCESSES], number) for number in range(PROCESSES)]
    for crowd in crowds:
        assert crowd.stdout.readline() == "ready\n"
    for crowd in crowds:
        crowd.stdin.write("go\n")
        crowd.stdin.flush()
    return [json.loads(crowd.communicate()[0]) for crowd in crowds]


def _start(hub: Enrolment, wards: list[VirtualWard], seed: int) -> subprocess.Popen[str]:
    crowd = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.storm"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    asked = {"hub": [getattr(hub, field.name) for field in fields(hub)], "wards": [*map(asdict, wards)], "seed": seed}
    crowd.stdin.write(json.dumps(asked) + "\n")
    crowd.stdin.flush()
    return crowd


def _none_is_lost_and_none_doubled(hub: Path, units: list[str], told: list[dict]) -> None:
    """What the wards hold is what the hub gave, once to each unit, in one unbroken chain."""
    with closing(open_store(hub)) as store:
        rows = store.database.rows("SELECT unit, receipt, sha256, hub_seq FROM submission ORDER BY hub_seq")
    prev = ""
    for number, row in enumerate(rows, 1):
        facts = ReceiptFacts.from_bytes(row["receipt"])
        assert (facts.hub_seq, facts.prev, facts.sha256) == (number, prev, row["sha256"])
        prev = sha256_hex(row["receipt"])
    assert sorted(row["unit"] for row in rows) == sorted(units), "lost or doubled"
    held = sorted(receipt for one in told for receipt in one["receipts"])
    assert held == sorted(row["receipt"].decode() for row in rows), "a ward without its receipt"


def main() -> None:
    asked = json.loads(sys.stdin.readline())
    hub, wards = Enrolment(*asked["hub"]), [VirtualWard(**one) for one in asked["wards"]]
    crowd = Crowd(hub, wards, SystemClock(), VALUES, asked["seed"])
    say("ready")
    sys.stdin.readline()
    start, took, known = time.monotonic(), [], 0
    with ThreadPoolExecutor(HANDS) as hands:
        while crowd.outbox.waiting_count() and time.monotonic() - start < GIVEN_UP:
            if not crowd.sweep(hands, 4 * HANDS):
                time.sleep(0.02)
            done = len(wards) - crowd.outbox.waiting_count()
            took += [time.monotonic() - start] * (done - known)
            known = done
    assert not crowd.outbox.listed(OpState.REFUSED)
    receipts = [receipt.body.decode() for receipt in Receipts(crowd.record).all()]
    say(json.dumps({"took": took, "faults": crowd.faults, "problems": crowd.problems, "receipts": receipts}))


if __name__ == "__main__":
    main()
