"""The chain of history: any later edit of any line shows."""

from __future__ import annotations

import pytest

from tests.wards import approved_item, make_ward
from ttcs_desktop.workspace import Workspace

CHANGED = {
    "seq": 4000,
    "at": "2020-01-01T00:00:00.000Z",
    "actor": "somebody else",
    "verb": "content.remove",
    "subject": "plans",
    "ids": "[]",
    "digest": "0" * 64,
    "prev": "0" * 64,
    "hash": "0" * 64,
}


@pytest.fixture
def ward(tmp_path) -> Workspace:
    """A record whose guards somebody took away: what the file refuses is tested in tests/storage."""
    made = make_ward(tmp_path)
    approved_item(made)
    with made.database.transaction():
        for verb in ("update", "delete"):
            made.database.execute(f"DROP TRIGGER history_refuses_{verb}")
    return made


def test_an_untouched_chain_holds(ward) -> None:
    assert ward.ledger.first_broken_line() is None


@pytest.mark.parametrize("column", CHANGED)
def test_a_changed_column_of_a_line_is_found(ward, column) -> None:
    with ward.database.transaction():
        ward.database.execute(f"UPDATE history SET {column} = ? WHERE seq = 3", (CHANGED[column],))
    assert ward.ledger.first_broken_line() is not None


def test_every_column_of_a_line_was_tried(ward) -> None:
    assert set(ward.database.row("SELECT * FROM history")) == set(CHANGED)


def test_a_line_taken_out_is_found_at_the_next_one(ward) -> None:
    with ward.database.transaction():
        ward.database.execute("DELETE FROM history WHERE seq = 3")
    assert ward.ledger.first_broken_line() == 4


def test_the_first_line_taken_out_is_found(ward) -> None:
    with ward.database.transaction():
        ward.database.execute("DELETE FROM history WHERE seq = 1")
    assert ward.ledger.first_broken_line() == 2


def test_two_lines_that_changed_places_are_found(ward) -> None:
    with ward.database.transaction():
        ward.database.execute("UPDATE history SET seq = -seq WHERE seq IN (3, 4)")
        ward.database.execute("UPDATE history SET seq = 7 + seq WHERE seq IN (-3, -4)")
    assert ward.ledger.first_broken_line() is not None
