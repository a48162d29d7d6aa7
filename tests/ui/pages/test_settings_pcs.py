"""Máy của đơn vị in Cài đặt: a ward of one PC, a second one made from a stick, and both PCs' lists."""

from __future__ import annotations

import datetime as dt
import re
import threading
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from sync.adapters.manual import ManualCourier
from tests.joining.wards import exchange
from tests.ui.pages.test_settings import PLACE_OF, Scene
from tests.vietnamese_words import foreign_texts, unnamed_focusables
from tests.wards import NOON, clock_of, make_ward
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.joining.repository import JoiningRepository
from ttcs_desktop.joining.sources.repository import Sources
from ttcs_desktop.office.model import DayKind
from ttcs_desktop.storage.backup_check import check_backup
from ttcs_desktop.storage.backup_folder import backups_in
from ttcs_desktop.workspace import Workspace, open_workspace
from ui.kit.jobs import JobRunner
from ui.pages.desk import Desk
from ui.pages.settings.pc_copy import CopyForNewPc, CopyMadeCard
from ui.pages.settings.section_view import SectionView
from ui.pages.settings.ward_pcs import WardPcs
from ui.workflows.keeping import choose_folder, second_folder
from ui.workflows.ward_pcs import copy_for_new_pc, join, lines, share

K = Qt.Key
PLACE = "TTCS-13291-may-moi"


class Stop(Exception):
    """The officer pressed Esc."""


@pytest.fixture
def ward(tmp_path: Path):
    with closing(make_ward(tmp_path / "a", unit="13291")) as made:
        yield made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "usb").mkdir()
    return tmp_path / "usb"


def told(giver: Workspace, taker: Workspace) -> None:
    """What a hub or an exchange file says beside the ops: how many its PC has made, and when it said so."""
    made = JoiningRepository(giver.database, giver.clock).made()
    Sources(taker.database).note_told(giver.identity.source, giver.clock.now() + dt.timedelta(seconds=made), made)


def shown(ward: Workspace) -> list[tuple[str, ...]]:
    """The list as another PC's window paints it."""
    view = SectionView(WardPcs(Desk(ward, ManualCourier(), JobRunner(print))))
    view.read()
    table = view.grid.table
    return [tuple(one.text(line.row) for one in table.columns) for line in table.lines()]


def test_an_officer_makes_a_second_pc_and_both_see_how_far_the_other_is(qtbot, ward, stick, tmp_path) -> None:
    scene = Scene(ward)
    qtbot.addWidget(scene.window)
    scene.go(PLACE_OF["WardPcs"])
    assert "Sổ này chỉ dùng trên một máy" in scene.words()
    _names_this_pc(scene)
    _gives_another_name(scene)
    copy = _makes_a_copy(qtbot, scene, stick)
    assert "xin mã kích hoạt" not in join(tmp_path / "b", copy, "Máy đài", FixedClock(NOON))
    with closing(open_workspace(tmp_path / "b", FixedClock(NOON))) as second:
        assert [line[:2] for line in shown(second)] == [("Máy đài", ""), ("Máy văn phòng", "chưa nhận được gì")]
        exchange(ward, second)
        second.office.set_holiday(dt.date(2026, 4, 27), "Giỗ Tổ", DayKind.OFF)
        told(second, ward)
        scene.page.reload()
        assert scene.listed()[1][:2] == ("Máy đài", "còn 1 việc chưa sang")
        exchange(ward, second)
        told(ward, second)
        scene.page.reload()
        assert scene.listed()[1][1] == "đủ đến 12:00 02/06"
        assert shown(second)[1][:2] == ("Máy văn phòng", "đủ đến 12:00 02/06")
        _retires_the_other(scene)
        exchange(ward, second)
        assert shown(second)[0][::3] == ("Máy đài", "02/06/2026")
    assert foreign_texts(scene.page, allow=()) == []
    assert unnamed_focusables(scene.page) == []
    assert scene.unhandled == []


def _names_this_pc(scene: Scene) -> None:
    scene.press(K.Key_F4)
    assert "mỗi máy giữ cả sổ" in "\n".join(one.text() for one in scene.card().findChildren(QLabel))
    scene.save()
    assert scene.card().form.error_of("name")
    scene.type("M" * 200)
    scene.save()
    assert "60 chữ" in scene.card().form.error_of("name")
    scene.press(K.Key_Escape)
    assert not scene.ward.joining.is_shared()
    scene.press(K.Key_F4)
    scene.type("Máy văn phòng")
    scene.save()
    assert scene.listed() == [("Máy văn phòng", "", "02/06/2026", "")]
    assert not scene.window.toast.offers(), "copies with the key may be out already"


def _gives_another_name(scene: Scene) -> None:
    scene.press(K.Key_Return)
    scene.press(K.Key_F2)
    scene.type("Máy một cửa")
    scene.save()
    assert scene.listed()[0][0] == "Máy một cửa"
    scene.window.toast.undo_now()
    assert scene.listed()[0][0] == "Máy văn phòng"
    scene.press(K.Key_Delete)
    assert "chính máy đang dùng" in scene.words()


def _makes_a_copy(qtbot, scene: Scene, stick: Path) -> Path:
    scene.page.pc_copy.pointed_at = lambda _parent, chosen: chosen(stick / "rút rồi")
    scene.press(K.Key_F4)
    qtbot.waitUntil(lambda: "Không mở được thư mục này" in scene.words(), timeout=30_000)
    scene.page.pc_copy.pointed_at = lambda _parent, chosen: chosen(stick)
    scene.press(K.Key_F4)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), CopyMadeCard), timeout=30_000)
    card = scene.card()
    words = "\n".join(one.text() for one in card.findChildren(QLabel))
    (made,) = backups_in(stick / PLACE)
    assert check_backup(made).problem is None
    assert made.path.name in words
    assert all(f"{step}. " in words for step in (1, 2, 3))
    assert foreign_texts(card, allow=re.split(r"[\W_]+", str(made.path))) == []
    scene.press(K.Key_Return)
    assert scene.no_card()
    return made.path


def _retires_the_other(scene: Scene) -> None:
    """By Delete; Esc before it changes nothing, and another name brings nobody back."""
    ward = scene.ward
    scene.page.sections.setFocus()
    scene.press(K.Key_Return)
    scene.press(K.Key_Down)
    scene.press(K.Key_Delete)
    scene.press(K.Key_Escape)
    assert [one.retired_on for one in lines(ward)] == [None, None]
    scene.press(K.Key_Delete)
    scene.save()
    assert scene.listed()[1][3] == "02/06/2026"
    assert ward.joining.standings() == []
    scene.press(K.Key_Delete)
    assert "đã thôi dùng từ 02/06/2026" in scene.words()
    ward.joining.name_pc(lines(ward)[1].id, "Máy đài")
    assert ward.joining.standings() == []
    scene.press(K.Key_F7)
    assert scene.listed()[1][3] == ""
    scene.press(K.Key_Delete)
    scene.save()
    assert scene.listed()[1][3] == "02/06/2026"


@pytest.mark.parametrize(
    ("code", "told_as"),
    [("folder_unsuitable", "pc_copy_gone"), ("disk_full", "pc_copy_full"), ("database_locked", "database_locked")],
)
def test_nothing_stays_on_a_stick_that_was_pulled_out_or_is_full(monkeypatch, ward, stick, code, told_as) -> None:
    def broken(*_: object) -> None:
        raise EnvironmentProblem(code)

    share(ward, "Máy văn phòng")
    monkeypatch.setattr("ttcs_desktop.storage.backup_folder.bring_files", broken)
    with pytest.raises(EnvironmentProblem, match=told_as):
        copy_for_new_pc(ward, stick)
    assert list(stick.iterdir()) == []


def test_a_copy_needs_a_shared_ward_and_a_folder_outside_the_record(ward, stick) -> None:
    with pytest.raises(InvalidInput, match="not_shared"):
        copy_for_new_pc(ward, stick)
    share(ward, "Máy văn phòng")
    with pytest.raises(InvalidInput, match="backup_folder_inside"):
        copy_for_new_pc(ward, ward.folder)


def test_a_copy_that_is_stopped_leaves_the_older_ones_whole(ward, stick) -> None:
    def stop(*_: object) -> None:
        raise Stop

    share(ward, "Máy văn phòng")
    kept = copy_for_new_pc(ward, stick)
    clock_of(ward).advance(dt.timedelta(minutes=1))
    with pytest.raises(Stop):
        copy_for_new_pc(ward, stick, stop)
    assert [one.path for one in backups_in(stick / PLACE)] == [kept.path]
    assert check_backup(kept).problem is None


def test_one_copy_at_a_time_and_esc_stops_it(qtbot, monkeypatch, ward, stick) -> None:
    begun, calls = threading.Event(), []

    def endless(_workspace, _folder, tell) -> None:
        calls.append(1)
        begun.set()
        while True:
            tell(1, 2, "files")

    monkeypatch.setattr("ui.pages.settings.pc_copy.copy_for_new_pc", endless)
    share(ward, "Máy văn phòng")
    page = QWidget()
    qtbot.addWidget(page)
    desk = Desk(ward, ManualCourier(), JobRunner(print))
    copying = CopyForNewPc(desk, page)
    qtbot.addWidget(copying.progress)
    copying.pointed_at = lambda _parent, chosen: chosen(stick)
    copying.ask()
    assert begun.wait(30)
    copying.ask()
    copying.begin(stick)
    qtbot.keyClick(copying.progress, K.Key_Escape)
    qtbot.waitUntil(copying.progress.isHidden, timeout=30_000)
    assert desk.jobs.wait()
    assert calls == [1]


def test_a_trial_lets_nobody_join(tmp_path) -> None:
    with closing(make_ward(tmp_path)) as trial, pytest.raises(InvalidInput, match="pc_trial"):
        share(trial, "Máy văn phòng")


def test_each_pc_has_a_folder_of_its_own_in_the_second_place(ward, stick, tmp_path) -> None:
    alone = _second(ward, stick)
    share(ward, "Máy văn phòng")
    join(tmp_path / "b", copy_for_new_pc(ward, stick).path, "Máy đài", FixedClock(NOON + dt.timedelta(hours=1)))
    with closing(open_workspace(tmp_path / "b", ward.clock)) as second:
        assert _second(ward, stick) == alone, "the first PC goes on in its folder"
        assert _second(second, stick) not in (None, alone)


def _second(ward: Workspace, stick: Path) -> Path | None:
    choose_folder(ward, stick)
    try:
        return second_folder(ward)
    finally:
        choose_folder(ward, None)
