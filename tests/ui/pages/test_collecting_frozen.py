"""Chốt tổng hợp by keys: what was frozen stays, its papers lie in the ward's folder, and what came later is said."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from tests.collecting.lists import FOUR, OFFICE, POLICE, id_of, said
from tests.ui.pages.collecting_window import Desk, Key, at_work
from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.papers.model import Paragraph
from ui.workflows import collecting_papers


@pytest.fixture
def desk(qtbot, tmp_path):
    with at_work(qtbot, tmp_path) as made:
        made.record.reports.receive(id_of(made.stand.ward, POLICE), said(H04=5))
        made.stand.page.reload()
        made.press(Key.Key_F5)
        yield made


def versions(desk: Desk) -> list[int]:
    return [one.version for one in desk.record.frozen.versions(desk.view.collection)]


def later(desk: Desk) -> None:
    """An agency's report comes in behind what was frozen."""
    desk.record.reports.receive(id_of(desk.stand.ward, OFFICE), said(H04=7))
    desk.press(Key.Key_Escape)
    desk.stand.page.reload()


def shown(desk: Desk) -> str:
    document = desk.stand.page.paper.document()
    return "\n".join(one.text for one in document.blocks if isinstance(one, Paragraph))


def test_two_presses_freeze_and_leave_the_papers_in_the_folder(desk: Desk) -> None:
    assert desk.view.main.text() == "Chốt tổng hợp…"
    assert not desk.view.frozen_tool.isVisible()
    desk.ctrl(Key.Key_Return)
    told = [one.text() for one in desk.card.findChildren(QLabel)]
    assert told[told.index("Chưa gửi") + 1] == f"{FOUR[0]}; {OFFICE}; {FOUR[2]}"
    desk.press(Key.Key_Return)
    assert versions(desk) == [1]
    folder = desk.stand.ward.folder / "papers" / "2026" / "75-N" / "ban-1"
    assert sorted(one.name for one in folder.iterdir()) == ["tong-hop.docx", "tong-hop.pdf"]
    assert not desk.stand.page.paper.document().preliminary, "the frozen paper is there to be printed"
    desk.press(Key.Key_Escape)
    assert desk.view.sums.isVisible()
    assert desk.view.terms.text().startswith("Đã chốt bản 1 ngày 20/11/2026. Nộp trước")
    desk.ctrl(Key.Key_Return)
    assert "chưa có gì mới" in desk.said()
    assert versions(desk) == [1]


def test_what_came_later_is_said_and_frozen_beside_with_a_reason(desk: Desk) -> None:
    desk.ctrl(Key.Key_Return)
    desk.press(Key.Key_Return)
    later(desk)
    news = f"Có số mới sau khi chốt: {OFFICE} mới gửi báo cáo; Nội dung, sản phẩm đã đăng, phát: 5 thành 12"
    assert news in desk.view.terms.text()
    desk.press(Key.Key_F7)
    assert f"Chưa gửi báo cáo: {FOUR[0]}; {OFFICE}; {FOUR[2]}." in shown(desk), "the frozen one says what was frozen"
    desk.press(Key.Key_Escape)
    desk.ctrl(Key.Key_P)
    assert desk.stand.page.paper.document().preliminary, "as it stands now"
    desk.press(Key.Key_Escape)
    desk.ctrl(Key.Key_Return)
    desk.ctrl(Key.Key_Return)
    assert desk.card.form.error_of("reason")
    desk.type("Van phong gui cham")
    desk.ctrl(Key.Key_Return)
    assert versions(desk) == [1, 2]
    assert "Lý do chốt lại: Van phong gui cham." in shown(desk)
    assert (desk.stand.ward.folder / "papers/2026/75-N/ban-2/tong-hop.pdf").exists()
    desk.press(Key.Key_Escape, Key.Key_F7, Key.Key_Down)  # from the newest to the first
    desk.ctrl(Key.Key_Return)
    assert "Lý do chốt lại" not in shown(desk)
    assert f"Chưa gửi báo cáo: {FOUR[0]}; {OFFICE}; {FOUR[2]}." in shown(desk)


def test_papers_that_could_not_be_written_leave_what_was_frozen_and_are_written_by_the_next_press(
    desk: Desk, monkeypatch
) -> None:
    def refused(*_: object) -> None:
        raise EnvironmentProblem("paper_not_written")

    with monkeypatch.context() as folder_is_gone:
        folder_is_gone.setattr(collecting_papers, "write_both", refused)
        desk.ctrl(Key.Key_Return)
        desk.press(Key.Key_Return)
        assert versions(desk) == [1]
        assert desk.said()
    desk.press(Key.Key_F7)
    assert not desk.stand.page.paper.document().preliminary
    desk.press(Key.Key_Escape)
    desk.ctrl(Key.Key_Return)
    desk.stand.settle()
    assert versions(desk) == [1]
    assert (desk.stand.ward.folder / "papers/2026/75-N/ban-1/tong-hop.pdf").exists()


def test_nothing_reported_is_nothing_to_freeze_and_esc_freezes_nothing(qtbot, tmp_path) -> None:
    with at_work(qtbot, tmp_path) as desk:
        desk.press(Key.Key_F5)
        desk.ctrl(Key.Key_Return)
        assert QApplication.activeModalWidget() is None
        assert "chưa có gì để chốt" in desk.said()
        desk.record.reports.receive(id_of(desk.stand.ward, POLICE), said(H04=5))
        desk.stand.page.reload()
        desk.ctrl(Key.Key_Return)
        desk.press(Key.Key_Escape)
        assert versions(desk) == []


@pytest.mark.parametrize("size", [(1093, 540), (910, 440)])
def test_the_keys_are_in_reach_in_a_small_window(qtbot, tmp_path, size) -> None:
    with at_work(qtbot, tmp_path, FOUR, *size) as desk:
        desk.record.reports.receive(id_of(desk.stand.ward, POLICE), said(H04=5))
        desk.record.frozen.freeze(desk.view.collection)
        desk.stand.page.reload()
        desk.press(Key.Key_F5)
        for part in (desk.view.main, desk.view.frozen_tool, desk.view.sums_tool):
            corner = part.mapTo(desk.stand.window, part.rect().bottomRight())
            assert part.isVisible()
            assert corner.x() < desk.stand.window.width()
            assert corner.y() < desk.stand.window.height()
