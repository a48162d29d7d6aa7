"""Who the record is, and whom it trusts."""

from __future__ import annotations

from tests.fresh import in_memory
from ttcs_desktop.ledger.identity import (
    Enrolment,
    Identity,
    read_enrolment,
    read_identity,
    write_enrolment,
    write_identity,
)

WARD = Identity("00004", "record", "device", "2026-01-01", trial=False)
HUB = Enrolment("https://ttcs.example", "hub", "Sở Văn hóa và Thể thao", "ab" * 32)


def test_a_new_file_belongs_to_nobody() -> None:
    database = in_memory()
    assert (read_identity(database), read_enrolment(database)) == (None, None)


def test_identity_and_enrolment_are_read_as_written_and_apart() -> None:
    database = in_memory()
    write_identity(database, WARD)
    assert (read_identity(database), read_enrolment(database)) == (WARD, None)
    write_enrolment(database, HUB)
    assert (read_identity(database), read_enrolment(database)) == (WARD, HUB)


def test_a_new_enrolment_takes_the_place_of_the_old_one() -> None:
    database = in_memory()
    write_enrolment(database, HUB)
    other = Enrolment("https://khac.example", "hub-2", "Sở khác", "cd" * 32)
    write_enrolment(database, other)
    assert read_enrolment(database) == other
