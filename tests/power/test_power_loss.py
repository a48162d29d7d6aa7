"""Power goes at any moment of real office work: whatever the disk had not been made to keep may be lost, or torn.

What SQLite and the product really did to their files is recorded once (`tracing`), then played up to some call, and of
what was not flushed by then an arbitrary part is taken (`replaying`). The product opens what is left.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.power.cutting import Recording, new_office, recorded, try_cuts, whole
from tests.power.judging import Lost, judge, judge_restored
from tests.power.tracing import needs_strace
from tests.wards import make_ward

pytestmark = needs_strace
ALL = bool(os.environ.get("TTCS_ALL"))
DAYS, IMAGES = (40, 1_500) if ALL else (9, 25)


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    return recorded(new_office(tmp_path_factory.mktemp("life")), f"days={DAYS}")


def test_nothing_that_was_acknowledged_is_lost_and_both_go_on(life: Recording) -> None:
    try_cuts(life, IMAGES, 1, whole)


def test_a_disk_that_does_not_flush_is_found_out(life: Recording) -> None:
    """The test of the test: were the log not flushed with each commit, as `synchronous = FULL` has it."""
    with pytest.raises(Lost):
        try_cuts(life, 200, 2, judge, log=False)


@pytest.mark.skipif(not ALL, reason="strace records it under --all")
def test_the_setting_it_rests_on(tmp_path: Path) -> None:
    """`synchronous = NORMAL` loses what was acknowledged (docs/decisions/0004)."""
    (tmp_path / "ward-and-hub").mkdir()
    recording = recorded(new_office(tmp_path / "ward-and-hub"), "days=12", synchronous="NORMAL")
    with pytest.raises(Lost):
        try_cuts(recording, 500, 3, judge)


@pytest.mark.skipif(not ALL, reason="strace records it under --all")
def test_a_restore_leaves_the_old_record_or_the_new_one(tmp_path: Path) -> None:
    ward = make_ward(tmp_path)
    ward.content.add("Trước", "Nội dung " * 30)
    ward.backup()
    for number in range(5):
        ward.content.add(f"Sau {number}", "Nội dung " * 3000)
    ward.close()
    old = {"Trước", *(f"Sau {number}" for number in range(5))}
    recording = recorded(tmp_path.resolve(), "restore")
    try_cuts(recording, 500, 4, lambda folder, said: judge_restored(folder, said, old, {"Trước"}))
