"""Short stories of two PCs in every order in which they can happen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from tests.joining.test_rows import record
from tests.joining.test_stories import assert_nothing_is_lost
from tests.joining.wards import carry, exchange, first_pc, joined
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.ground import tables
from ttcs_desktop.ledger.model import Put
from ttcs_desktop.workspace import Workspace

HOLIDAY = tables()["holiday"]
CARRIES = ("to second", "to first")
STORIES = {
    "each changes it": (("first saves Tết", "first saves Lễ"), ("second saves Hội", "second saves Giỗ"), CARRIES),
    "one throws it away": (("first saves Tết", "first buries"), ("second saves Hội", "second saves Giỗ"), CARRIES),
    "both throw it away": (("first saves Tết", "first buries"), ("second buries", "second saves Hội"), CARRIES),
}


@pytest.fixture(scope="module")
def pcs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Workspace, Workspace]]:
    folder: Path = tmp_path_factory.mktemp("pcs")
    with closing(first_pc(folder / "a")) as first, closing(joined(first, folder / "b")) as second:
        yield first, second


def orders(*told: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Every way to lay these rows of acts into one another, each row in its own order."""
    rows = [row for row in told if row]
    if not rows:
        yield ()
    for place, row in enumerate(rows):
        for rest in orders(*rows[:place], row[1:], *rows[place + 1 :]):
            yield (row[0], *rest)


@pytest.mark.parametrize("told", STORIES.values(), ids=STORIES)
def test_in_every_order_both_say_the_same_and_no_words_are_lost(told, pcs) -> None:
    first, second = pcs
    found = list(orders(*told))
    assert len(found) == 90
    # One record for each order, so that one pair of wards tells them all.
    for number, order in enumerate(found):
        id_ = stable_id("interleaving", str(told), number)
        for act in order:
            who, *what = act.split()
            if who == "to":
                giver, taker = (first, second) if what[0] == "second" else (second, first)
                carry(giver, taker)
            else:
                do(first if who == "first" else second, id_, what)
    exchange(first, second)
    assert record(first) == record(second)
    for ward in pcs:
        assert_nothing_is_lost(ward)
    assert {one.id for one in first.joining.conflicts()} == {one.id for one in second.joining.conflicts()}


def do(ward: Workspace, id_: str, what: Sequence[str]) -> None:
    """Save a name, or throw the record away where it is known."""
    if what[0] == "saves":
        values = {"id": id_, "day": "2026-09-02", "name": what[1], "kind": "off"}
        ward.ledger.save("office.holiday", [Put(HOLIDAY, values)])
        return
    known = ward.database.row("SELECT deleted_at FROM holiday WHERE id = ?", (id_,))
    if known is not None and known["deleted_at"] is None:
        ward.ledger.bury("office.remove_holiday", HOLIDAY, [id_])
