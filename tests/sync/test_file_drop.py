"""Reports into a folder that the city watches: whole or not at all, never over others', looked at before a retry."""

from __future__ import annotations

import datetime as dt
import errno
import os
import time
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from sync.adapters import file_drop
from sync.adapters.file_drop import FileDropCourier, place
from tests.sync.conftest import MemoryKeyring
from tests.wards import make_ward
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput, SyncProblem
from ttcs_desktop.ledger.model import Lane, OpState
from ttcs_desktop.ledger.placements import Placements
from ttcs_desktop.statistics.model import ReportState, Snapshot
from ttcs_desktop.statistics.timeliness import sent_on
from ttcs_desktop.system.secrets import Secrets
from ttcs_desktop.workspace import Workspace
from ui.city import courier_for, enrol_workspace
from ui.workflows.routes import choose_drop_folder

FILES = {"b.xlsx": b"a workbook", "b.pdf": b"a paper", "b.json": b"{}"}
CODE, YEAR = "184-6T", 2026


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "the city's"
    made.mkdir()
    return made


@pytest.fixture
def ward(tmp_path: Path):
    made = make_ward(tmp_path)
    yield made
    made.close()


def freeze(ward: Workspace, reason: str = "", *, counted: int = 24) -> Snapshot:
    """Freeze, or with a reason correct."""
    ward.statistics.enter(CODE, YEAR, {"F01": Decimal(counted)}, "Danh sách của phường")
    for check in ward.statistics.report(CODE, YEAR).checks:
        if check.is_open:
            ward.statistics.explain(CODE, YEAR, check.id, "Đã đối chiếu với sổ giấy.")
    return ward.statistics.correct(CODE, YEAR, reason) if reason else ward.statistics.freeze(CODE, YEAR)


def courier(ward: Workspace) -> FileDropCourier:
    return FileDropCourier(ward.again, lambda _, one: {".xlsx": b"workbook %d" % one.version, ".pdf": b"paper"})


def lying(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_files_lie_there_whole_and_a_second_time_writes_nothing(folder: Path) -> None:
    assert place(folder, FILES)
    assert lying(folder) == FILES
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert not place(folder, FILES)
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_what_was_opened_and_saved_over_there_is_no_trouble_once_all_lay_there(folder: Path) -> None:
    place(folder, FILES)
    (folder / "b.xlsx").write_bytes(b"looked at in Excel")
    assert not place(folder, FILES)
    assert (folder / "b.xlsx").read_bytes() == b"looked at in Excel"


@pytest.mark.parametrize("name", FILES)
def test_other_bytes_under_a_name_of_ours_stay_and_nothing_is_written(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"somebody else's")
    with pytest.raises(SyncProblem, match="drop_taken"):
        place(folder, FILES)
    assert lying(folder) == {name: b"somebody else's"}


def test_a_folder_that_is_gone_is_told_and_never_made(folder: Path) -> None:
    folder.rmdir()
    with pytest.raises(SyncProblem, match="drop_gone"):
        place(folder, FILES)
    assert not folder.exists()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "drop_full"),
        (errno.EDQUOT, "drop_full"),
        (errno.EROFS, "drop_read_only"),
        (errno.EACCES, "drop_read_only"),
        (errno.EIO, "drop_gone"),
        (errno.ENODEV, "drop_gone"),
        (errno.ESTALE, "drop_gone"),
    ],
)
def test_what_the_disk_says_is_told_plainly_and_leaves_no_half_file(folder: Path, monkeypatch, number, code) -> None:
    def fails(_handle: int) -> None:
        raise OSError(number, "the disk")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(SyncProblem, match=code):
        place(folder, FILES)
    assert lying(folder) == {}


class PowerCut(BaseException):
    """Nothing of ours runs after it."""


@pytest.mark.parametrize("step", range(1, 7))
def test_power_off_at_any_step_leaves_whole_files_and_the_next_try_ends_it(folder: Path, monkeypatch, step) -> None:
    left = [step]
    written, named = file_drop._written, file_drop._set_down

    def counted(real, before):
        def call(*given):
            left[0] -= 1
            if before and left[0] <= 0:
                raise PowerCut
            found = real(*given)
            if left[0] <= 0:
                raise PowerCut
            return found

        return call

    with monkeypatch.context() as cut:
        cut.setattr(file_drop, "_written", counted(written, step % 2))
        cut.setattr(file_drop, "_set_down", counted(named, step % 2))
        with pytest.raises(PowerCut):
            place(folder, FILES)
    named_now = {name: data for name, data in lying(folder).items() if not name.startswith("~ttcs-")}
    assert all(FILES[name] == data for name, data in named_now.items())
    place(folder, FILES)
    for part in folder.glob("~ttcs-*.tmp"):
        os.utime(part, (time.time() - 2 * 86_400,) * 2)
    (folder / "b.json").unlink()
    place(folder, FILES)
    assert lying(folder) == FILES


def test_a_stick_without_links_is_written_to_and_not_over(folder: Path, monkeypatch) -> None:
    def refuses(self, target) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuses)
    assert place(folder, FILES)
    assert lying(folder) == FILES
    part = file_drop._written(folder, b"later")
    with pytest.raises(SyncProblem, match="drop_taken"):
        file_drop._set_down(part, folder / "b.pdf")
    assert lying(folder) == FILES


def test_a_file_that_comes_between_the_look_and_the_name_is_not_written_over(folder: Path, monkeypatch) -> None:
    real = file_drop._written

    def meanwhile(where: Path, data: bytes) -> Path:
        (where / "b.xlsx").write_bytes(b"another program's")
        return real(where, data)

    monkeypatch.setattr(file_drop, "_written", meanwhile)
    with pytest.raises(SyncProblem, match="drop_taken"):
        place(folder, FILES)
    assert lying(folder) == {"b.xlsx": b"another program's"}


def test_a_report_is_put_there_once_and_is_no_receipt(ward: Workspace, folder: Path) -> None:
    choose_drop_folder(ward, folder)
    snapshot = freeze(ward)
    assert ward.statistics.state(CODE, YEAR) is ReportState.WAITING
    done = courier(ward).deliver()
    assert (done.sent, done.waiting, done.problem, done.receipts) == (1, 0, None, ())
    assert ward.statistics.state(CODE, YEAR) is ReportState.PLACED
    assert ward.statistics.receipt(snapshot) is None
    stem = "thu-99999-184-6T-2026-ban-1"
    assert lying(folder) == {f"{stem}.json": snapshot.body, f"{stem}.xlsx": b"workbook 1", f"{stem}.pdf": b"paper"}
    placement = ward.statistics.placement(snapshot)
    assert (placement.folder, placement.placed_at) == (str(folder), ward.clock.now())
    assert placement.files[f"{stem}.json"] == snapshot.sha256
    assert sent_on(ward.statistics, CODE, YEAR) == dt.date(2026, 6, 2)
    assert courier(ward).deliver(at_once=True).sent == 0
    assert courier(ward).send_again(snapshot.id)
    ward.statistics.note_manual(snapshot, "Phiếu 118", dt.date(2026, 6, 3), "Trần Thị Bình")
    assert ward.statistics.state(CODE, YEAR) is ReportState.PLACED
    assert ward.ledger.outbox.last_done() is None


def test_power_off_between_the_folder_and_the_record_puts_nothing_there_twice(ward, folder, monkeypatch) -> None:
    choose_drop_folder(ward, folder)
    snapshot = freeze(ward)
    way = courier(ward)

    def power_goes(*_: object) -> None:
        raise PowerCut

    with monkeypatch.context() as cut:
        cut.setattr(Placements, "find", power_goes)
        with pytest.raises(PowerCut):
            way.deliver()
    assert ward.statistics.state(CODE, YEAR) is ReportState.WAITING
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert len(before) == 3
    assert courier(ward).deliver(at_once=True).sent == 1
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before
    assert ward.statistics.placement(snapshot) is not None


def test_a_pulled_stick_makes_it_wait_and_the_stick_back_brings_it_there(ward: Workspace, folder: Path) -> None:
    choose_drop_folder(ward, folder)
    snapshot = freeze(ward)
    gone = folder.rename(folder.with_name("pulled out"))
    done = courier(ward).deliver(at_once=True)
    op = ward.ledger.outbox.find(snapshot.id)
    assert (done.problem, done.waiting, op.state, op.problem) == ("drop_gone", 1, OpState.WAITING, "drop_gone")
    assert ward.ledger.outbox.next_try((Lane.SUBMISSION,)) is not None
    assert courier(ward).probe().problem == "drop_gone"
    gone.rename(folder)
    assert courier(ward).probe().problem is None
    assert lying(folder) == {}
    assert courier(ward).deliver(at_once=True).problem is None
    assert ward.statistics.state(CODE, YEAR) is ReportState.PLACED


def test_a_name_that_is_taken_holds_up_that_report_alone(ward: Workspace, folder: Path) -> None:
    choose_drop_folder(ward, folder)
    (folder / "thu-99999-184-6T-2026-ban-1.json").write_bytes(b"another")
    first = freeze(ward)
    second = freeze(ward, "Đếm lại sổ giấy", counted=25)
    done = courier(ward).deliver(at_once=True)
    assert (done.sent, done.problem) == (1, "drop_taken")
    assert ward.statistics.placement(first) is None
    assert ward.statistics.placement(second) is not None


def test_leaving_the_folder_lets_the_officer_type_again(ward: Workspace, folder: Path) -> None:
    choose_drop_folder(ward, folder)
    snapshot = freeze(ward)
    choose_drop_folder(ward, None)
    assert ward.statistics.state(CODE, YEAR) is ReportState.FROZEN
    assert courier(ward).deliver().problem == "manual_route"
    ward.statistics.note_manual(snapshot, "Phiếu 118", dt.date(2026, 6, 3), "Trần Thị Bình")
    assert ward.statistics.state(CODE, YEAR) is ReportState.MANUAL
    told = ward.database.rows("SELECT verb FROM history WHERE verb LIKE 'city.%' ORDER BY seq")
    assert [line["verb"] for line in told] == ["city.choose_folder", "city.leave_folder"]


def test_a_hub_that_comes_later_is_sent_what_lay_in_the_folder(ward: Workspace, folder: Path, hub) -> None:
    choose_drop_folder(ward, folder)
    snapshot = freeze(ward)
    courier(ward).deliver()
    secrets = Secrets(MemoryKeyring())
    enrol_workspace(ward, secrets, hub.url, hub.new_code("99999"))
    with closing(ward.again()) as now:
        assert now.statistics.state(CODE, YEAR) is ReportState.WAITING
        assert courier_for(now, secrets).deliver(at_once=True).problem is None
        assert now.statistics.state(CODE, YEAR) is ReportState.SUBMITTED
        assert now.statistics.receipt(snapshot) is not None
        with pytest.raises(InvalidInput, match="drop_has_hub"):
            choose_drop_folder(now, folder)


def test_a_folder_inside_the_record_and_one_that_is_not_there_are_refused(ward: Workspace, folder: Path) -> None:
    with pytest.raises(InvalidInput, match="drop_folder_inside"):
        choose_drop_folder(ward, ward.folder)
    with pytest.raises(InvalidInput, match="drop_folder_gone"):
        choose_drop_folder(ward, folder / "nowhere")
    assert ward.drop_folder == ""


def test_the_way_is_looked_up_whenever_there_is_something_to_do(ward: Workspace, folder: Path) -> None:
    way = courier_for(ward, Secrets(MemoryKeyring()))
    assert (way.deliver().problem, way.capabilities) == ("manual_route", frozenset())
    choose_drop_folder(ward, folder)
    assert (way.deliver().problem, len(way.capabilities)) == (None, 1)
    for carry in (way.write_package, way.take_answer):
        with pytest.raises(SyncProblem, match="folder_route"):
            carry(folder / "x.ttcs")


def test_an_altered_version_goes_nowhere(ward: Workspace, folder: Path) -> None:
    choose_drop_folder(ward, folder)
    snapshot = freeze(ward)
    altered = Snapshot(**{**{name: getattr(snapshot, name) for name in Snapshot.__slots__}, "body": b"{}"})
    with pytest.raises(EnvironmentProblem, match="snapshot_altered"):
        courier(ward)._files(ward, altered)
