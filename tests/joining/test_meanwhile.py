"""Another window of this PC saves, or takes over too, in the very moment in which an op is taken over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.joining.test_rows import record
from tests.joining.wards import exchange, first_pc, joined
from ttcs_desktop.ground import tables
from ttcs_desktop.joining.repository import JoiningRepository
from ttcs_desktop.ledger.model import Put
from ttcs_desktop.workspace import Workspace

HOLIDAY = tables()["holiday"]
DAY = "6f1d8a52-7b1c-5e0e-9c55-2d6a1f0b7e31"


@pytest.fixture
def pcs(tmp_path: Path) -> Iterator[tuple[Workspace, Workspace]]:
    with closing(first_pc(tmp_path / "a")) as first, closing(joined(first, tmp_path / "b")) as second:
        exchange(first, second)
        yield first, second


def save(ward: Workspace, name: str) -> None:
    ward.ledger.save("office.holiday", [Put(HOLIDAY, {"id": DAY, "day": "2026-09-02", "name": name, "kind": "off"})])


def take_over(ward: Workspace, giver: Workspace, meanwhile: Callable[[Workspace], None]) -> None:
    """Take over what another PC saved; once its ops are found ready, another window of this PC does something."""
    ours = JoiningRepository(ward.database, ward.clock)
    ours.keep(JoiningRepository(giver.database, giver.clock).ops_beyond(ours.have(), 100))
    ready, told = ward.joining._ready, []

    def interrupted(source: str) -> list:
        found = ready(source)
        if found and not told:
            told.append(source)
            with closing(ward.again()) as window:
                meanwhile(window)
        return found

    ward.joining._ready = interrupted  # type: ignore[method-assign]
    try:
        ward.joining.take_over()
    finally:
        del ward.joining._ready
    assert told


def test_what_another_window_saved_meanwhile_is_not_written_over(pcs):
    first, second = pcs
    save(first, "Của máy một")
    take_over(second, first, lambda window: save(window, "Của máy hai"))
    exchange(first, second)
    assert record(first) == record(second)
    (conflict,) = second.joining.conflicts()
    (name,) = (field for field in conflict.fields if field.name == "name")
    assert {name.ours, name.theirs} == {"Của máy một", "Của máy hai"}


def test_what_another_window_took_over_and_went_on_from_is_not_taken_over_again(pcs):
    first, second = pcs
    save(first, "Của máy một")

    def take_and_throw_away(window: Workspace) -> None:
        window.joining.take_over()
        window.ledger.bury("office.remove_holiday", HOLIDAY, [DAY])

    take_over(second, first, take_and_throw_away)
    row = second.database.row("SELECT deleted_at FROM holiday WHERE id = ?", (DAY,))
    assert row is not None
    assert row["deleted_at"] is not None
    exchange(first, second)
    assert record(first) == record(second)
    assert first.joining.conflicts() == second.joining.conflicts() == []
