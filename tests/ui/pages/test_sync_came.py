"""Đồng bộ: what the city told stands there with what became of it; what is kept back goes by one yes; sticks; tests."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from sync.hub.publishing import Told
from sync.hub.serving import take_package
from tests.receiving.city import City, enrolled
from tests.receiving.test_examples import EXAMPLES
from tests.ui.pages.statistics_window import CTRL, Stand, filled_ward, opened, opened_with_hub
from tests.vietnamese_words import foreign_words
from ttcs_desktop.basics.signature import new_private_key, sign
from ttcs_desktop.ledger.model import Probe, ProbeStep
from ttcs_desktop.receiving.articles import item_id_of
from ttcs_desktop.receiving.tasks import task_id_of
from ui.kit.chips import StatusLabel
from ui.pages.sync.arrival_words import (
    _CATALOGUE_OFFERED,
    _CATALOGUE_REPLACED,
    _CATALOGUE_STILL_USED,
    _ELSEWHERE,
    _IN_FORCE,
    _WITHDRAWN,
    OPENS,
)
from ui.pages.sync.probe_detail import _MORE, STEPS, clock_words
from ui.pages.sync.stick import package_name


def told(stand: Stand) -> str:
    words = [one.text() for one in stand.sync.findChildren(QLabel) if one.isVisible()]
    return "\n".join([*words, *(one.status().word for one in stand.sync.findChildren(StatusLabel) if one.isVisible())])


def groups(stand: Stand) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in stand.sync.list.table.lines():
        if line.is_heading:
            found[line.group.title] = []
        else:
            found[line.group.title].append(line.row.title)
    return found


def choose(stand: Stand, title: str) -> None:
    rows = [line.row for line in stand.sync.list.table.lines() if line.row is not None]
    stand.sync.list.choose(next(row.id for row in rows if row.title.startswith(title)))


def listen(stand: Stand) -> list[tuple[str, str]]:
    asked: list[tuple[str, str]] = []
    stand.sync.desk.wanted.disconnect()
    stand.sync.desk.wanted.connect(lambda page, record: asked.append((page, record)))
    return asked


def test_what_came_stands_there_and_enter_leads_to_it(qtbot, tmp_path: Path) -> None:
    city = City()
    ward = enrolled(tmp_path, city)
    city.tell(ward, *(city.line(kind, "x1", **EXAMPLES[kind]) for kind in ("article", "task", "topics", "notice")))
    city.tell(ward, city.line("article", "bad", title="Không có chữ"), city.line("film", "f1", title="Phim"))
    forged = city.line("notice", "n2", title="Giả", text="x")
    stranger = City()
    stranger.key = new_private_key()
    city.tell(
        ward,
        type(forged)(
            **{**{f: getattr(forged, f) for f in forged.__slots__}, "signature": sign(stranger.key, forged.body)}
        ),
    )
    with opened(qtbot, ward) as stand:
        asked = listen(stand)
        stand.show("sync")
        shown = groups(stand)
        assert shown["Cần anh chị"] == ["Giả", "Không có chữ"]
        assert set(shown["Thành phố gửi về"]) == {
            "Phim",
            EXAMPLES["article"]["title"],
            EXAMPLES["task"]["text"],
            "Danh mục chủ đề năm 2026",
            EXAMPLES["notice"]["title"],
        }
        assert stand.sync.sentence.first.text().endswith("2 mục cần anh chị.")
        assert "Chữ ký của mục này không đúng" in told(stand)
        for title, opens in (
            (EXAMPLES["article"]["title"], ("content", item_id_of("x1"))),
            (EXAMPLES["task"]["text"], ("plans", task_id_of("x1"))),
            ("Danh mục chủ đề", ("topics", "")),
        ):
            choose(stand, title)
            stand.sync.list.setFocus()
            stand.press(Qt.Key.Key_Return)
            assert asked.pop() == opens
            assert "Sở Văn hóa và Thể thao" in told(stand)
        choose(stand, EXAMPLES["notice"]["title"])
        assert EXAMPLES["notice"]["text"] in told(stand)
        stand.press(Qt.Key.Key_Return)
        assert asked == []
        choose(stand, "Phim")
        assert "Phần mềm chưa biết loại này" in told(stand)
        assert "Cập nhật phần mềm" in told(stand)


def test_a_line_that_cannot_be_used_is_put_away_by_keys_and_comes_back(qtbot, tmp_path: Path) -> None:
    city = City()
    ward = enrolled(tmp_path, city)
    city.tell(ward, city.line("article", "bad", title="Không có chữ"))
    with opened(qtbot, ward) as stand:
        stand.show("sync")
        choose(stand, "Không có chữ")
        stand.press(Qt.Key.Key_Delete)
        stand.press(Qt.Key.Key_Escape)
        assert groups(stand)["Cần anh chị"] == ["Không có chữ"]
        stand.press(Qt.Key.Key_Delete)
        stand.type("hoi lai")
        stand.press(Qt.Key.Key_Return, CTRL)
        assert "Cần anh chị" not in groups(stand)
        assert groups(stand)["Thành phố gửi về"] == ["Không có chữ"]
        assert "hoi lai" in told(stand)
        assert "Đã cất, không dùng" in told(stand)
        stand.press(Qt.Key.Key_F2)
        assert groups(stand)["Cần anh chị"] == ["Không có chữ"]
        assert not stand.foreign(stand.sync)


def test_very_much_taken_back_is_shown_and_goes_by_one_yes(qtbot, tmp_path: Path) -> None:
    city = City()
    ward = enrolled(tmp_path, city)
    city.tell(ward, *(city.article(f"a{number}", f"Bài {number}") for number in range(21)))
    city.tell(ward, *(city.line("article", f"a{number}", withdrawn=True, reason="Nhầm") for number in range(21)))
    with opened(qtbot, ward) as stand:
        stand.show("sync")
        assert groups(stand)["Cần anh chị"] == ["Thành phố rút 21 bài cùng lúc"]
        assert "21. Bài 0" in told(stand)
        assert "Cho rút 21 bài" in {
            one.text() for one in stand.sync.detail.findChildren(type(stand.sync.tools.buttons()[0]))
        }
        choose(stand, "Bài 3")
        stand.sync.let_in()  # shown first, whatever line was chosen
        assert "21. Bài 0" in told(stand)
        stand.press(Qt.Key.Key_F6)
        stand.press(Qt.Key.Key_F6)
        stand.settle()
        assert "Đã rút 21 bài" in told(stand)
        assert "Cần anh chị" not in groups(stand)
        assert stand.ward.receiving.held() == []
        with pytest.raises(Exception, match="nothing_held"):
            stand.sync.let_in()


def test_a_report_that_is_sent_back_leads_to_its_period_until_it_is_answered(qtbot, tmp_path: Path) -> None:
    with opened_with_hub(qtbot, tmp_path) as stand:
        snapshot = stand.ward.statistics.freeze("184-6T", 2026)
        stand.show("sync")
        stand.press(Qt.Key.Key_F5)
        stand.settle()
        assert stand.sync.sentence.first.text().startswith("Đã đồng bộ lúc")
        stand.hub.publish(Told(f"unit:{stand.ward.identity.unit_code}", "return", snapshot.id, EXAMPLES["return"]))
        stand.press(Qt.Key.Key_F5)
        stand.settle()
        (title,) = groups(stand)["Cần anh chị"]
        assert title == "Thành phố trả lại báo cáo 6 tháng đầu năm 2026"
        choose(stand, title)
        assert EXAMPLES["return"]["reason"] in told(stand)
        asked = listen(stand)
        stand.sync.list.setFocus()
        stand.press(Qt.Key.Key_Return)
        assert asked == [("statistics", "184-6T/2026")]
        stand.ward.statistics.enter("184-6T", 2026, {"F01": Decimal(25)}, "Đếm lại")
        stand.ward.statistics.correct("184-6T", 2026, "Theo ý kiến của thành phố")
        stand.sync.reload()
        assert "Cần anh chị" not in groups(stand)
        assert title in groups(stand)["Thành phố gửi về"]


def test_a_stick_there_and_back_without_a_line(qtbot, tmp_path: Path) -> None:
    with opened_with_hub(qtbot, tmp_path) as stand:
        stand.show("sync")
        stand.hub.publish(Told("central", "notice", "n1", EXAMPLES["notice"]))
        waiting = stand.ward.ledger.outbox.waiting_count()
        stand.hub.stop()
        goes, comes = tmp_path / "goi.ttcs", tmp_path / "tra-loi.ttcs"
        stand.sync.stick.write_to(goes)
        stand.settle()
        assert f"Đã ghi gói goi.ttcs: {waiting} mục" in told(stand)
        assert stand.ward.ledger.outbox.waiting_count() == waiting
        take_package(tmp_path / "hub", goes, comes, clock=stand.ward.clock)
        stand.sync.stick.read_from(goes, stand.sync._delivered, stand.sync._brought)
        stand.settle()
        assert "không phải gói trả lời" in told(stand)
        stand.sync.stick.read_from(comes, stand.sync._delivered, stand.sync._brought)
        stand.settle()
        assert f"Đã gửi {waiting} mục. Nhận về 1 mục." in told(stand)
        assert groups(stand)["Thành phố gửi về"] == [EXAMPLES["notice"]["title"]]
        stand.sync.stick.write_to(tmp_path / "không" / "có" / "goi.ttcs")
        stand.settle()
        assert "Không ghi được vào nơi đã chọn" in told(stand)
        assert stand.foreign(stand.sync) == []
        # The test of the connection stays while the page reloads, and goes when another line is chosen.
        stand.press(Qt.Key.Key_F7)
        stand.settle()
        assert "Mạng chưa đi tới được máy chủ" in told(stand)
        stand.sync.reload()
        assert "Mạng chưa đi tới được máy chủ" in told(stand)
        stand.press(Qt.Key.Key_Down)
        choose(stand, "Sổ phát")
        assert "Mạng chưa đi tới được máy chủ" not in told(stand)
        stand.restart_hub()


def test_without_a_hub_the_keys_of_the_stick_say_why_not(qtbot, tmp_path: Path) -> None:
    with opened(qtbot, filled_ward(tmp_path)) as stand:
        stand.show("sync")
        for key in (Qt.Key.Key_E, Qt.Key.Key_O):
            stand.press(key, Qt.KeyboardModifier.ControlModifier)
            assert "chưa nối với máy chủ nào" in stand.sync._banner.text()


@pytest.mark.parametrize("step", list(ProbeStep))
def test_every_step_of_the_test_has_its_words(step: ProbeStep) -> None:
    assert [foreign_words(words) for words in STEPS[step]] == [[], []]


def test_a_clock_that_is_off_is_told_by_how_much() -> None:
    assert clock_words(dt.timedelta(minutes=7, seconds=10)) == "nhanh 7 phút"
    assert clock_words(-dt.timedelta(days=1, hours=2)) == "chậm 1 ngày 2 giờ"
    assert clock_words(dt.timedelta(seconds=20)) == "đúng"
    assert clock_words(None) == clock_words(Probe("offline", ProbeStep.REACHED).ahead) == ""


def test_the_words_beside_a_line_are_vietnamese() -> None:
    tables = (_ELSEWHERE, _IN_FORCE, _WITHDRAWN, _CATALOGUE_STILL_USED)
    pairs = [words for table in tables for pair in table.values() for words in pair]
    pairs += [*_CATALOGUE_OFFERED, *_CATALOGUE_REPLACED]
    assert [words for words in [*pairs, *_MORE.values(), *OPENS.values()] if foreign_words(words)] == []


def test_a_package_is_called_so_that_any_stick_takes_it() -> None:
    assert package_name("Phường Phù Vân", "2026-06-02") == "goi-phuong-phu-van-2026-06-02.ttcs"
    assert package_name("…", "2026-06-02") == "goi-don-vi-2026-06-02.ttcs"
