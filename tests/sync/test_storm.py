"""The day of the deadline in small: each ward gets its one receipt over a bad line; a commit serves all who wait."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from sync.facts import ReceiptFacts
from sync.hub.refusals import Refusal
from sync.hub.serving import EmbeddedHub
from sync.hub.together import Together
from tests.sync.conftest import NOON
from tests.sync.storm import FAULTS, Crowd, enrolled
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.ledger.model import OpState
from ttcs_desktop.ledger.receipts import Receipts
from ttcs_desktop.office.units import all_units
from ttcs_desktop.storage.database import Database

UNITS = [unit.code for unit in all_units()[:60]]


def test_every_ward_gets_its_one_receipt_over_a_bad_line(tmp_path: Path):
    clock = FixedClock(NOON)
    with EmbeddedHub(tmp_path / "hub", clock=clock) as hub, ThreadPoolExecutor(8) as hands:
        known, wards = enrolled(tmp_path / "hub", clock, UNITS)
        crowd = Crowd(replace(known, url=hub.url), wards, clock, values=5, seed=2)
        crowd.sweep(hands, len(wards))
        assert set(crowd.faults) == {"none", *FAULTS}
        assert set(crowd.problems) == {"hub_bad_response", "hub_busy"}
        while due := crowd.outbox.next_try():
            clock.advance(due - clock.now())
            crowd.sweep(hands, len(wards))
        rows = hub.submissions()
    assert sorted(row["unit"] for row in rows) == sorted(UNITS)
    held = [ReceiptFacts.from_bytes(receipt.body) for receipt in Receipts(crowd.record).all()]
    assert sorted(one.receipt_no for one in held) == sorted(row["receipt_no"] for row in rows)
    assert sorted(one.hub_seq for one in held) == [*range(1, len(UNITS) + 1)]
    assert len(crowd.outbox.listed(OpState.DONE)) == len(UNITS)


def asked_at_once(database: Database, *works) -> list[object]:
    async def ask() -> list[object]:
        together = Together(database)
        return await asyncio.gather(*map(together.commit, works), return_exceptions=True)

    return asyncio.run(ask())


def note(database: Database, text: str, then: Exception | None = None):
    def work() -> str:
        database.execute("INSERT INTO it VALUES (?)", (text,))
        if then is not None:
            raise then
        return text

    return work


def test_who_comes_at_the_same_moment_shares_a_commit_and_nobodys_trouble(tmp_path: Path):
    database = Database(tmp_path / "it.sqlite")
    with database.transaction():
        database.execute("CREATE TABLE it (text TEXT)")
    commits = []
    database.connection.set_trace_callback(lambda sql: commits.append(sql) if sql == "COMMIT" else None)
    assert asked_at_once(database, *(note(database, text) for text in "abc")) == ["a", "b", "c"]
    assert len(commits) == 1
    refusal, bug = Refusal(409, "submit_closed"), ValueError("a bug")
    works = [note(database, "d"), note(database, "e", refusal), note(database, "f", bug), note(database, "g")]
    assert asked_at_once(database, *works) == ["d", refusal, bug, "g"]
    assert [row["text"] for row in database.rows("SELECT text FROM it ORDER BY text")] == [*"abcdeg"]
    database.close()
