"""Đồng bộ tells of sound and pictures in one line; they go in the background, after everything else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt

from tests.ui.pages.statistics_window import Stand, opened_with_hub
from tests.vietnamese_words import foreign_words
from tests.wards import YES
from ttcs_desktop.content.intake import Wanted
from ttcs_desktop.content.model import Origin, Received, Way
from ttcs_desktop.ledger.model import Carried
from ttcs_desktop.ledger.transfers import Named, Transfer, TransferState
from ttcs_desktop.ledger.transfers import Way as Going
from ui.carrying import CarryingFiles
from ui.pages.sync.files_line import FilesLine, files_line

NOW = dt.datetime(2026, 6, 2, 5, 0, tzinfo=dt.UTC)


def transfer(number: int, way: Going, *, done: int = 0, problem: str | None = None, refused: bool = False) -> Transfer:
    state = TransferState.REFUSED if refused else TransferState.WAITING
    named = Named(f"item{number}", f"{number:064x}", f"{number}.mp3", 10_000_000)
    return Transfer(way, named, state, done, 0, NOW, problem, "", NOW)


def test_one_line_tells_how_many_how_far_and_what_is_in_the_way() -> None:
    assert files_line([]) is None
    told = files_line([transfer(1, Going.UP, done=2_500_000), transfer(2, Going.UP), transfer(3, Going.DOWN)])
    assert told
    assert told.title == "2 tệp chờ gửi đi, 1 tệp chờ tải về: 2,5 trên 30,0 MB"
    assert told.second == "Tệp đi sau số liệu; trong giờ làm việc chỉ dùng nửa đường mạng."
    stuck = files_line([transfer(1, Going.UP, problem="hub_full"), transfer(2, Going.UP)])
    assert stuck
    assert (stuck.second, stuck.wants) == ("Máy chủ hết chỗ chứa tệp.", False)
    refused = files_line(
        [transfer(1, Going.UP, problem="hub_full"), transfer(2, Going.UP, problem="media_lost", refused=True)]
    )
    assert refused
    assert (refused.second, refused.wants) == ("Tệp của bài đã mất hoặc hỏng trên máy này.", True)
    for line in (told, stuck, refused):
        assert foreign_words(f"{line.title} {line.second}") == []


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sound") / "loi chao.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200_000))
    return path


@pytest.fixture
def stand(qtbot, tmp_path: Path, sound: Path) -> Iterator[Stand]:
    """A window whose ward has an approved sound of its own, and nothing that carries it yet."""
    with opened_with_hub(qtbot, tmp_path) as made:
        ward = made.ward
        (arrival,) = ward.intake.look([sound])
        received = Received(Way.OWN, made.window.desk.today, "", Origin.WARD)
        (item,) = ward.intake.take([Wanted(arrival, "Lời chào")], received)
        ward.content.edit(item.id, item.title, "Lời chào buổi sáng.")
        ward.content.submit(item.id)
        ward.content.approve(item.id, YES)
        made.show("sync")
        yield made


def line_of(stand: Stand) -> FilesLine | None:
    rows = (line.row for line in stand.sync.list.table.lines() if line.row is not None)
    return next((row for row in rows if isinstance(row, FilesLine)), None)


def test_f5_sends_the_numbers_and_then_the_file_by_itself(stand: Stand, qtbot) -> None:
    carrying = CarryingFiles(stand.window.desk)
    stand.press(Qt.Key.Key_F5)
    files = stand.ward.transfers
    qtbot.waitUntil(lambda: [one.state for one in files.listed()] == [TransferState.DONE], timeout=20_000)
    qtbot.waitUntil(stand.jobs.is_idle, timeout=20_000)
    stand.settle()
    carrying.stop()
    assert line_of(stand) is None
    assert stand.ward.ledger.outbox.waiting_count() == 0


class Slow:
    """A courier whose files take until they are stopped."""

    def __init__(self, inner: object) -> None:
        self._inner = inner
        self.began, self.stopped = Event(), 0

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)

    def carry_files(self, stop: Event, *, at_once: bool = False, tell: Callable[[], None] = lambda: None) -> Carried:
        self.began.set()
        assert stop.wait(30), "nobody stopped it"
        self.stopped += 1
        return Carried()


def test_files_give_way_to_whoever_has_something_to_do(stand: Stand, qtbot) -> None:
    desk = stand.window.desk
    slow = desk.courier = Slow(desk.courier)  # type: ignore[assignment]
    carrying = CarryingFiles(desk)
    carrying.look()
    assert slow.began.wait(10)
    assert not stand.jobs.is_busy()
    assert not stand.jobs.is_idle()
    carrying.look()
    done: list[int] = []
    stand.jobs.start(lambda _: 5, done.append)
    qtbot.waitUntil(lambda: done == [5], timeout=10_000)
    assert slow.stopped == 1
    slow.began.clear()
    carrying.look()
    assert not slow.began.is_set(), "nothing is due, and it was looked a moment ago"
    desk.files_wanted.emit()
    qtbot.waitUntil(slow.began.is_set, timeout=10_000)
    carrying.stop()
    assert slow.stopped == 2


def test_what_was_broken_off_goes_on_when_the_other_has_done(stand: Stand, qtbot, monkeypatch) -> None:
    monkeypatch.setattr("ui.carrying._SOON", 0)
    desk = stand.window.desk
    slow = desk.courier = Slow(desk.courier)  # type: ignore[assignment]
    stand.ward.transfers.want(Going.UP, stand.ward.city_files.wanted())
    carrying = CarryingFiles(desk)
    carrying.look()
    assert slow.began.wait(10)
    slow.began.clear()
    stand.jobs.start(lambda _: 5, lambda _: None)
    qtbot.waitUntil(slow.began.is_set, timeout=10_000)
    carrying.stop()
    assert slow.stopped == 2


def test_the_line_and_what_stands_beside_it(stand: Stand) -> None:
    ward = stand.ward
    ward.transfers.want(Going.UP, ward.city_files.wanted())
    ward.transfers.note(Going.UP, ward.transfers.listed()[0].file.sha256, 100_000)
    stand.sync.reload()
    line = line_of(stand)
    assert line
    assert line.title == "1 tệp chờ gửi đi: 0,1 trên 0,2 MB"
    stand.sync.show_record("files")
    assert stand.foreign(stand.sync) == []
    stand.window.resize(910, 440)
    stand.settle()
