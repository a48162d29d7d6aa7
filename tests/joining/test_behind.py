"""Whose records a report may lack: after its days all up to their end is wanted, before that all up to this morning."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.joining.wards import carry, first_pc, joined
from ttcs_desktop.basics.clock import VIETNAM
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.joining.reports import behind
from ttcs_desktop.joining.sources.repository import Sources
from ttcs_desktop.statistics.model import PC_BEHIND, Weight
from ttcs_desktop.statistics.wording import behind_text, check_text

PAST = Window(dt.date(2025, 12, 1), dt.date(2026, 5, 31))
RUNNING = Window(dt.date(2026, 6, 1), dt.date(2026, 11, 30))


def at(day: int, hour: int, month: int = 6) -> dt.datetime:
    return dt.datetime(2026, month, day, hour, 5, tzinfo=VIETNAM)


@pytest.fixture(scope="module")
def ward(tmp_path_factory):
    """The office's PC at noon of 2 June, and one that it knows of; nothing was told of that yet."""
    first = first_pc(tmp_path_factory.mktemp("a"))
    second = joined(first, tmp_path_factory.mktemp("b"))
    carry(second, first)
    first.other = second.identity.source
    second.close()
    yield first
    first.close()


def told(ward, window: Window) -> list[str]:
    return [
        behind_text({"pc": one.pc, "complete_to": one.complete_to, "lacking": one.lacking})
        for one in behind(ward.joining, window, ward.clock.now())
    ]


def test_what_is_missing_is_said_by_pc_and_moment_until_all_of_the_days_is_here(ward) -> None:
    sources = Sources(ward.database)
    made = sources.applied()[ward.other]
    assert told(ward, PAST) == told(ward, RUNNING) == ["Chưa nhận được gì từ Máy đài."]
    sources.note_told(ward.other, at(30, 17, month=5), made)
    assert told(ward, PAST) == told(ward, RUNNING) == ["Chưa gồm số liệu của Máy đài từ 17:05 ngày 30/05/2026."]
    (check,) = [one for one in ward.statistics.report("184-6T", 2026).checks if one.code == PC_BEHIND]
    assert (check.weight, check.is_open) == (Weight.HINT, False)
    assert check_text(check).startswith("Chưa gồm số liệu của Máy đài từ 17:05 ngày 30/05/2026. Bấm Gửi ngay")
    sources.note_told(ward.other, at(1, 7), made)  # its days are over: nothing more is wanted
    assert told(ward, PAST) == []
    assert told(ward, RUNNING) == ["Chưa gồm số liệu của Máy đài từ 07:05 ngày 01/06/2026."]
    sources.note_told(ward.other, at(2, 7), made)
    assert told(ward, RUNNING) == []
    sources.note_told(ward.other, at(2, 8), made + 37)
    assert told(ward, PAST) == []
    assert told(ward, RUNNING) == ["Chưa gồm số liệu của Máy đài từ 07:05 ngày 02/06/2026, còn 37 việc chưa gửi."]
