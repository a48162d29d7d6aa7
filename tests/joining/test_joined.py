"""The folder of a PC that joins: whole, or nothing; beside the lock of the window that asks for it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from tests.joining.wards import first_pc
from tests.storage.test_backup_folder import receive
from tests.wards import NOON, make_ward
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.ledger import joined
from ttcs_desktop.workspace import RECORD_FILE, join_workspace, opened

CLOCK = FixedClock(NOON)


class PowerCut(BaseException):
    """Nothing of ours runs after it."""


@pytest.fixture(scope="module")
def copy(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("first")
    with closing(first_pc(folder)) as ward:
        receive(ward, folder / "in", "Tin nhận qua cổng.")
        return ward.backup()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """As a window finds it that has taken its place there."""
    (tmp_path / "so").mkdir()
    (tmp_path / "so" / "window.lock").touch()
    return tmp_path / "so"


def left_in(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_a_folder_with_nothing_but_the_lock_becomes_the_record_with_its_files(folder, copy) -> None:
    assert join_workspace(folder, copy, "Máy đài", CLOCK).missing == ()
    assert left_in(folder) == ["files", RECORD_FILE, "window.lock"]
    with opened(folder) as ward:
        assert {one.pc.name for one in ward.joining.all_pcs()} == {"Máy văn phòng", "Máy đài"}
    with pytest.raises(InvalidInput, match="folder_in_use"):
        join_workspace(folder, copy, "Máy ba", CLOCK)


@pytest.mark.parametrize("name", ["ghi-chu.txt", "backups"])
def test_what_lies_there_already_is_left_alone(folder, copy, name) -> None:
    (folder / name).mkdir()
    with pytest.raises(InvalidInput, match="folder_in_use"):
        join_workspace(folder, copy, "Máy đài", CLOCK)
    assert left_in(folder) == sorted([name, "window.lock"])


def test_nothing_is_left_of_a_joining_that_failed(folder, copy, tmp_path, monkeypatch) -> None:
    wrong = tmp_path / "thu.db"
    wrong.write_text("không phải bản sao", encoding="utf-8")
    with closing(make_ward(tmp_path / "alone")) as alone:
        for path, name, code in (
            (wrong, "Máy đài", "copy_unsound"),
            (alone.backup(), "Máy đài", "copy_not_shared"),
            (copy, " ", "pc_name"),
        ):
            with pytest.raises(InvalidInput, match=code):
                join_workspace(folder, path, name, CLOCK)
            assert left_in(folder) == ["window.lock"]

    def full(*_: object) -> None:
        raise EnvironmentProblem("disk_full")

    monkeypatch.setattr("ttcs_desktop.storage.restore.bring_files", full)
    with pytest.raises(EnvironmentProblem, match="disk_full"):
        join_workspace(tmp_path / "new", copy, "Máy đài", CLOCK)
    assert not (tmp_path / "new").exists()


def test_a_power_cut_before_the_record_came_leaves_a_folder_that_can_join(folder, copy, monkeypatch) -> None:
    def cut(_folder: Path) -> None:
        raise PowerCut

    with monkeypatch.context() as cutting:
        cutting.setattr(joined, "settle", cut)  # the files have been moved, the record has not
        cutting.setattr(joined.shutil, "rmtree", lambda *_, **__: None)
        with pytest.raises(PowerCut):
            join_workspace(folder, copy, "Máy đài", CLOCK)
    assert left_in(folder) == ["files", "joining.part", "window.lock"]
    join_workspace(folder, copy, "Máy đài", CLOCK)
    assert left_in(folder) == ["files", RECORD_FILE, "window.lock"]
