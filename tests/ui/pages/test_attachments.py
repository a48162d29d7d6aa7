"""The files of a record on a page: by key, by dropping, opened as a copy, refused with a reason, taken away."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

from tests.content.received import text_file
from tests.ui.pages.plans_window import Scene, annex
from tests.wards import make_ward
from ttcs_desktop.plans.service import PlanHead
from ui.pages.attachments import AttachmentList, size_in_words

DELETE, RETURN = Qt.Key.Key_Delete, Qt.Key.Key_Return


@pytest.fixture(scope="module")
def scene(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("ward")
    ward = make_ward(folder)
    ward.plans.take_in(ward.plans.read(annex(folder), year=2026), PlanHead("75/KH-UBND"), 2026)
    made = Scene(ward)
    yield made
    made.window.close()
    ward.close()


@pytest.fixture
def files(scene: Scene) -> AttachmentList:
    """The files of a task that has none yet."""
    files = scene.page.panel.files
    for _ in files.files():
        files._remove()
    scene.page.tasks.grid.setFocus()
    return files


def settle(scene: Scene) -> None:
    while scene.desk.jobs.is_busy():
        QApplication.processEvents()
        time.sleep(0.002)
    QApplication.processEvents()


def attach(scene: Scene, files: AttachmentList, *paths: Path) -> None:
    files.pointed_at = lambda _, chosen: chosen(list(paths))
    scene.ctrl(Qt.Key.Key_D)
    settle(scene)


def drop(files: AttachmentList, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    none = Qt.KeyboardModifier.NoModifier
    files.dropEvent(QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none))


def test_by_key_a_file_is_attached_found_and_taken_back(scene: Scene, files: AttachmentList, tmp_path: Path) -> None:
    attach(scene, files, text_file(tmp_path / "bien-ban.txt", "Biên bản nghiệm thu loa"))
    assert files.files() == ["bien-ban.txt"]
    assert scene.window.toast.text() == "Đã đính kèm “bien-ban.txt”."
    (hit,) = scene.ward.finder.find("nghiem thu loa").hits
    assert (hit.kind, hit.id, hit.part) == ("task", scene.page.tasks.grid.current_row().task.id, "bien-ban.txt")
    scene.ctrl(Qt.Key.Key_Z)
    assert files.files() == []
    scene.ctrl(Qt.Key.Key_Y)
    assert files.files() == ["bien-ban.txt"]


def test_dropped_twice_it_is_there_once(scene: Scene, files: AttachmentList, tmp_path: Path) -> None:
    one = text_file(tmp_path / "a.txt", "Một")
    drop(files, one)
    drop(files, one)  # pressed again while the first is under way
    settle(scene)
    drop(files, one)
    settle(scene)
    assert files.files() == ["a.txt"]
    assert scene.window.toast.text() == "Đã có sẵn: a.txt. Không đính kèm lần nữa."


def test_what_comes_while_files_are_on_their_way_is_attached_after_them(scene: Scene, files, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("một.txt", "chạy.exe", "hai.txt")]
    for path in paths:
        path.write_text(path.name, "utf-8")
        drop(files, path)
    settle(scene)
    assert files.files() == ["một.txt", "hai.txt"], "neither the first one's way nor a refusal loses the last"
    scene.page._banner.hide()


def test_a_program_is_refused_with_its_reason(scene: Scene, files: AttachmentList, tmp_path: Path) -> None:
    (tmp_path / "cap-nhat.exe").write_bytes(b"MZ\0")
    attach(scene, files, tmp_path / "cap-nhat.exe")
    assert files.files() == []
    assert scene.page._banner.isVisible()
    assert "có thể tự chạy" in scene.page._banner.text()
    assert files.add.isEnabled()
    scene.page._banner.hide()


def test_enter_opens_a_copy_and_delete_takes_it_away(scene: Scene, files: AttachmentList, tmp_path: Path) -> None:
    attach(scene, files, text_file(tmp_path / "a.txt", "Nguyên văn"), text_file(tmp_path / "b.txt", "Thứ hai"))
    opened: list[Path] = []
    files._open_file = lambda path: bool(opened.append(path)) or len(opened) == 1
    files.grid.setFocus()
    scene.press(RETURN)
    assert [path.read_text("utf-8") for path in opened] == ["Nguyên văn"]
    assert scene.ward.folder not in opened[0].parents
    scene.press(RETURN)  # no program this time
    assert "không có chương trình" in scene.page._banner.text()
    scene.page._banner.hide()
    scene.press(DELETE)
    assert files.files() == ["b.txt"]
    assert files.grid.hasFocus()
    scene.press(DELETE)
    assert files.files() == []
    assert files.add.hasFocus()
    scene.press(DELETE)
    scene.ctrl(Qt.Key.Key_Z)
    scene.ctrl(Qt.Key.Key_Z)
    assert files.files() == ["a.txt", "b.txt"]


def test_without_a_record_there_is_nothing_to_attach_to(scene: Scene, tmp_path: Path) -> None:
    alone = AttachmentList(scene.desk)
    alone.take([text_file(tmp_path / "a.txt", "x")])
    alone.ask()
    assert not alone.isEnabled()
    assert not scene.desk.jobs.is_busy()
    alone.deleteLater()


def test_sizes_are_said_in_words() -> None:
    assert [size_in_words(size) for size in (1, 1024 * 340, 1024 * 1024, 1258291)] == [
        "1 KB",
        "340 KB",
        "1 MB",
        "1,2 MB",
    ]
