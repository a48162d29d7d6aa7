"""Đồng bộ: one sentence out of the data, a short list, and sending now without waiting for it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.samples.copies import sample_copy
from tests.ui.pages.statistics_window import Stand, filled_ward, opened, opened_with_hub
from tests.vietnamese_words import foreign_words, unnamed_focusables
from ttcs_desktop.agenda.wording import ACTIONS
from ttcs_desktop.ground import tables
from ttcs_desktop.ledger.model import OpState
from ui.pages.sync.entries import entries
from ui.pages.sync.summary import Facts, summary
from ui.pages.sync.wording import KINDS, VERBS, kind_words, verb_words

NOW = dt.datetime(2026, 6, 2, 3, 24, tzinfo=dt.UTC)


def facts(**changed: object) -> Facts:
    known = {
        "hub": "Sở Văn hóa và Thể thao",
        "waiting": 0,
        "refused": 0,
        "problem": None,
        "stuck_since": None,
        "last_sent": None,
        "next_try": None,
        "today": dt.date(2026, 6, 2),
    }
    return Facts(**{**known, **changed})


@pytest.fixture
def stand(qtbot, tmp_path: Path):
    with opened_with_hub(qtbot, tmp_path) as made:
        made.show("sync")
        yield made


def words_of(stand: Stand) -> str:
    return "\n".join(one.text() for one in stand.sync.findChildren(QLabel) if one.isVisible())


def test_the_sentence_tells_what_waits_since_when_and_when_it_is_tried_again() -> None:
    told = summary(
        facts(
            waiting=2,
            refused=1,
            problem="offline",
            stuck_since=NOW,
            next_try=NOW + dt.timedelta(minutes=12),
            last_sent=NOW - dt.timedelta(minutes=6),
        )
    )
    assert told.first == "Máy đang mất mạng. 2 mục chờ gửi từ 10:24 hôm nay, 1 mục cần anh chị."
    assert "Lần thử sau: 10:36 hôm nay." in told.second
    assert "Lần gửi xong gần nhất: 10:18 hôm nay." in told.second
    assert told.icon == "cloud-off"


@pytest.mark.parametrize(
    ("changed", "first"),
    [
        ({"hub": ""}, "Đơn vị chưa nối với máy chủ nào."),
        ({"waiting": 3}, "3 mục chờ gửi."),
        ({"refused": 1}, "1 mục cần anh chị."),
        ({"last_sent": NOW}, "Đã gửi hết tới Sở Văn hóa và Thể thao."),
        ({"level_at": NOW}, "Đã đồng bộ lúc 10:24 hôm nay."),
        ({"level_at": NOW, "refused": 1}, "1 mục cần anh chị."),
        ({"waiting": 1, "problem": "hub_busy"}, "Máy chủ đang bận. 1 mục chờ gửi."),
    ],
)
def test_each_state_has_its_sentence(changed: dict[str, object], first: str) -> None:
    told = summary(facts(**changed))
    assert told.first == first
    assert foreign_words(f"{told.first} {told.second}") == []


def test_f5_sends_everything_and_the_list_says_so(stand: Stand) -> None:
    assert "mục chờ gửi" in stand.sync.sentence.first.text()
    stand.press(Qt.Key.Key_F5)
    stand.settle()
    assert stand.ward.ledger.outbox.waiting_count() == 0
    assert stand.sync.sentence.first.text() == "Đã đồng bộ lúc 12:00 hôm nay."
    headings = [line.group.title for line in stand.sync.list.table.lines() if line.is_heading]
    assert headings == ["Đã gửi"]


def test_pressed_twice_it_sends_once(stand: Stand) -> None:
    waiting = stand.ward.ledger.outbox.waiting_count()
    stand.press(Qt.Key.Key_F5)
    stand.press(Qt.Key.Key_F5)
    assert "Bấm thêm không gửi thêm" in words_of(stand)
    stand.settle()
    assert f"Đã gửi {waiting} mục" in words_of(stand)


def test_without_a_line_everything_stays_and_is_told(stand: Stand) -> None:
    waiting = stand.ward.ledger.outbox.waiting_count()
    stand.hub.stop()
    stand.press(Qt.Key.Key_F5)
    stand.settle()
    assert stand.ward.ledger.outbox.waiting_count() == waiting
    assert stand.sync.sentence.first.text().startswith("Máy đang mất mạng.")
    assert "Lần thử sau" in stand.sync.sentence.second.text()
    stand.restart_hub()


def test_the_connection_is_tried_in_plain_words(stand: Stand) -> None:
    stand.sync.probe()
    stand.settle()
    assert "Kết nối tốt" in words_of(stand)
    stand.hub.stop()
    stand.sync.probe()
    stand.settle()
    assert "Kết nối tốt" not in words_of(stand)
    assert stand.foreign(stand.sync) == []
    stand.restart_hub()


def test_a_submission_stands_by_itself_with_its_verified_receipt(stand: Stand) -> None:
    snapshot = stand.ward.statistics.freeze("184-6T", 2026)
    stand.sync.reload()
    first = stand.sync.list.table.lines()[1].row
    assert first.title == "Thống kê 6 tháng đầu năm 2026, bản 1"
    stand.press(Qt.Key.Key_F5)
    stand.settle()
    stand.sync.show_record(snapshot.id)
    receipt = stand.ward.statistics.receipt(snapshot)
    assert receipt.receipt_no in words_of(stand)
    assert stand.sync.list.current_row().receipt_no == receipt.receipt_no
    asked: list[tuple[str, str]] = []
    stand.sync.desk.wanted.connect(lambda page, record: asked.append((page, record)))
    stand.sync.list.setFocus()
    stand.press(Qt.Key.Key_Return)
    assert asked == [("statistics", "184-6T/2026")]
    stand.settle()


def test_half_a_year_of_records_is_a_short_list(qtbot, tmp_path: Path) -> None:
    with opened(qtbot, sample_copy(tmp_path / "mau")) as stand:
        ops = stand.ward.ledger.outbox.listed(OpState.WAITING, limit=5000)
        found = entries(ops, stand.ward.statistics.catalogue, {}, stand.sync.desk.today)
        assert sum(len(entry.ops) for entry in found) == len(ops) == stand.ward.ledger.outbox.waiting_count()
        assert len(found) < 60
        assert {op.title for op in ops} <= VERBS.keys() | ACTIONS.keys()


def test_every_kind_that_travels_has_a_name() -> None:
    assert {table.op_kind for table in tables().values() if table.op_kind} - KINDS.keys() == set()


def test_every_kind_and_verb_is_vietnamese() -> None:
    assert [words for words in (*KINDS.values(), *VERBS.values()) if foreign_words(words)] == []
    assert kind_words("later.kind") == "Mục khác"
    assert verb_words("later.verb") == "ghi"


def test_a_ward_without_a_hub_is_told_what_to_do(qtbot, tmp_path: Path) -> None:
    with opened(qtbot, filled_ward(tmp_path)) as stand:
        stand.show("sync")
        assert stand.sync.sentence.first.text() == "Đơn vị chưa nối với máy chủ nào."
        stand.press(Qt.Key.Key_F5)
        stand.settle()
        assert "nhập" in stand.sync._banner.text()


@pytest.mark.parametrize(("width", "height"), [(1093, 540), (910, 440), (1920, 1000)])
def test_the_page_is_vietnamese_and_named_at_every_size(stand: Stand, width: int, height: int) -> None:
    stand.window.resize(width, height)
    assert stand.foreign(stand.sync) == []
    assert unnamed_focusables(stand.sync) == []
    assert stand.sync.list.hasFocus()
