"""The page Văn bản, driven by keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.pages.directives_window import CTRL, Office
from ttcs_desktop.directives.catalogue import known_papers, suggested
from ttcs_desktop.directives.model import Directive, Standing
from ui.pages.paper_window import PaperWindow

KEY = Qt.Key
RETURN, ESC, DELETE, DOWN = KEY.Key_Return, KEY.Key_Escape, KEY.Key_Delete, KEY.Key_Down


@pytest.fixture(scope="module")
def shown(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(tmp_path_factory.mktemp("ward"))
    yield made
    made.close()


@pytest.fixture
def office(shown: Office) -> Iterator[Office]:
    """The page as it was at first: what a test did is taken back."""
    shown.window.show_page("directives")
    shown.page.list.show_everything()
    shown.page._banner.hide()
    before = shown.ward.ledger.last_at(), len(shown.ward.undo.steps())
    yield shown
    while QApplication.activeModalWidget() is not None:
        QApplication.activeModalWidget().close()
        QApplication.processEvents()
    while len(shown.ward.undo.steps()) > before[1]:
        shown.desk.undo()
    QApplication.processEvents()


def test_the_replaced_one_is_struck_and_says_who_replaces_it(office: Office) -> None:
    rows = {line.row.directive.full_number: line.row for line in office.page.list.grid.table.lines()}
    column = office.page.list.grid.table.columns[1]
    assert column.look(rows["52/2016/QĐ-TTg"]).struck
    assert rows["52/2016/QĐ-TTg"].below.startswith("Thay bằng Nghị định 49/2024/NĐ-CP")
    assert not column.look(rows["184/KH-SVHTT"]).struck
    assert [rows[number].state.word for number in ("184/KH-SVHTT", "49/2024/NĐ-CP", "52/2016/QĐ-TTg")] == [
        "Chờ xử lý",
        "Còn hiệu lực",
        "Đã thay thế",
    ]


def test_pills_and_words_filter(office: Office) -> None:
    for sieve, found in (
        (Standing.WAITING, ["184/KH-SVHTT"]),
        (Standing.REPLACED, ["52/2016/QĐ-TTg"]),
        (Standing.IN_FORCE, ["184/KH-SVHTT", "49/2024/NĐ-CP"]),
    ):
        office.page.list.pill(sieve).click()
        assert office.shown() == found
    office.page.list.show_everything()
    office.press(KEY.Key_F, CTRL)
    office.type("so van hoa")
    office.pause(office.page.list.search)
    assert office.shown() == ["184/KH-SVHTT"]
    office.press(DOWN)
    assert office.page.list.grid.hasFocus()


def test_a_paper_is_written_from_its_number_and_gets_the_next_of_the_register(office: Office) -> None:
    office.page.list.grid.setFocus()
    office.press(KEY.Key_F4)
    form = office.card().form
    office.press(RETURN)
    office.type("Số 12 / BC – SVHTT")
    office.press(RETURN)
    assert (form.widget("type_name").value(), form.widget("organ").value()) == ("Báo cáo", "Sở Văn hóa và Thể thao")
    office.type("31/02")
    office.press(RETURN, CTRL)
    assert form.error_of("issued_on")
    form.widget("issued_on").selectAll()
    office.type("1/6")
    office.press(RETURN, CTRL)
    assert QApplication.activeModalWidget() is None
    line = office.page.list.grid.current_row()
    assert (line.directive.number, line.directive.notation) == ("12", "BC-SVHTT")
    assert (line.directive.arrived_on, line.directive.arrival_number) == (dt.date(2026, 6, 2), 2)
    office.press(KEY.Key_Z, CTRL)
    assert "12/BC-SVHTT" not in office.shown()


def test_a_known_paper_is_offered_and_taken_only_when_chosen(office: Office) -> None:
    office.press(KEY.Key_F4)
    card = office.card()
    number = card.form.widget("number")
    number.setFocus()
    office.type("147/")
    office.pause(number)
    assert number.is_open()
    office.press(ESC)
    assert not number.is_open()
    assert number.value() == "147/"
    assert card.isVisible()
    office.type("2024")
    office.pause(number)
    assert number.is_open()
    office.press(RETURN)  # nothing was chosen: on to the next field
    assert (number.value(), number.is_open(), card.form.widget("subject").value()) == ("147/2024", False, "")
    number.setFocus()
    number.setText("147/202")
    office.type("4")
    office.pause(number)
    office.press(DOWN)
    office.press(RETURN)
    assert (number.value(), card.form.widget("issued_on").value()) == ("147/2024/NĐ-CP", dt.date(2024, 11, 9))
    card.form.widget("arrived_on").set_value(None)
    office.press(RETURN, CTRL)
    made = office.page.list.grid.current_row().directive
    assert (made.source, made.arrival_number, made.organ) == ("vietnam.vn", None, "Chính phủ")
    assert "vietnam.vn" in office.said(office.page.panel)


def test_the_catalogue_is_sourced_and_in_nobodys_record(office: Office) -> None:
    assert len(known_papers()) > 15
    assert all(one.source and one.issued_on and one.number and one.subject for one in known_papers())
    assert [one.full_number for one in suggested("van thu")] == ["30/2020/NĐ-CP"]
    assert suggested("") == []
    assert len(office.ward.directives.directives()) == 3


def test_the_same_paper_is_asked_about_once(office: Office) -> None:
    office.press(KEY.Key_F4)
    card = office.card()
    card.form.set_values(
        {"organ": "Sở Văn hóa và Thể thao", "number": "184/KH-SVHTT", "issued_on": dt.date(2025, 3, 31)}
    )
    office.press(RETURN, CTRL)
    assert "Đã có văn bản" in card.form.error_of("number")
    assert office.shown().count("184/KH-SVHTT") == 1
    office.press(RETURN, CTRL)
    assert office.shown().count("184/KH-SVHTT") == 2


def test_replacing_in_a_circle_is_said_at_its_field(office: Office) -> None:
    office.choose(office.decree)
    office.press(KEY.Key_F2)
    card = office.card()
    card.form.widget("replaced_by").set_value(office.old.id)
    office.press(RETURN, CTRL)
    assert "đã được văn bản này thay thế" in card.form.error_of("replaced_by")


def test_enter_goes_to_the_plan_and_both_sides_show_the_basis(office: Office) -> None:
    office.choose(office.waiting)
    relations = [(line.row.relation, line.row.page) for line in office.page.panel.links.table.lines()]
    assert relations == [("Căn cứ vào văn bản", "directives"), ("Là căn cứ của kế hoạch", "plans")]
    office.press(RETURN)
    plans = office.window.current_page()
    assert plans.TITLE == "Nhiệm vụ"
    assert "Kế hoạch 184/KH-SVHTT" in office.said(plans.panel)


def test_the_card_of_a_plan_offers_the_paper_of_its_number(office: Office) -> None:
    own = office.ward.directives.save(Directive(number="075", notation="KH-UBND", subject="Kế hoạch của phường"))
    (link,) = office.ward.directives.bases_of("plan", office.plan.id)
    office.ward.directives.unlink(link.id)
    office.window.show_page("plans", office.plan.id)
    office.press(KEY.Key_F2, CTRL)
    card = office.card()
    assert card.form.widget("basis").value() == own.id
    office.press(RETURN, CTRL)
    assert [one.directive_id for one in office.ward.directives.bases_of("plan", office.plan.id)] == [own.id]
    assert "Căn cứ" in office.said(office.window.current_page().panel)


def test_enter_on_a_link_follows_it_and_delete_takes_it_away(office: Office) -> None:
    office.choose(office.waiting)
    links = office.page.panel.links
    links.setFocus()
    office.press(RETURN)
    assert office.page.list.grid.current_row().id == office.decree.id
    office.choose(office.waiting)
    links.setFocus()
    links.choose(links.table.line(1).row.id)
    office.press(DELETE)
    assert links.table.rowCount() == 1
    assert office.ward.directives.directive(office.waiting.id)  # not the paper itself
    office.press(KEY.Key_Z, CTRL)
    assert links.table.rowCount() == 2


def test_a_link_is_made_by_its_card_and_refused_round_about(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.choose(office.old)
    office.press(KEY.Key_F9)
    card = office.card()
    card.form.set_values({"relation": "task"})
    assert card.form.widget("target").count() > 1
    task = office.ward.plans.tasks()[0]
    monkeypatch.setattr(office.ward.plans, "tasks", None)  # it is read by itself, not found among those of all years
    office.press(RETURN, CTRL)
    shown = [(line.row.relation, line.row.what) for line in office.page.panel.links.table.lines()]
    assert shown == [("Là căn cứ của nhiệm vụ", task.text)]
    monkeypatch.undo()
    office.choose(office.waiting)
    office.press(KEY.Key_F9)
    card = office.card()
    card.form.set_values({"relation": "directive"})
    card.form.widget("target").set_value(office.decree.id)
    office.press(RETURN, CTRL)
    assert "đã căn cứ vào chính văn bản này" in card.form.error_of("target")


def test_handled_it_waits_no_more_and_opens_again(office: Office) -> None:
    office.choose(office.waiting)
    office.press(KEY.Key_F6)
    office.press(RETURN, CTRL)
    assert not office.page.list.grid.current_row().directive.waits
    assert office.page.panel.done.text() == "Mở lại việc xử lý"
    office.press(KEY.Key_F6)
    assert office.page.list.grid.current_row().directive.waits


def test_delete_in_the_list_takes_the_paper_and_the_bin_gives_it_back(office: Office) -> None:
    office.choose(office.decree)
    office.press(DELETE)
    assert "49/2024/NĐ-CP" not in office.shown()
    old = next(line.row for line in office.page.list.grid.table.lines() if line.row.id == office.old.id)
    assert (old.successor, old.state.word) == (None, "Còn hiệu lực")
    entry = next(entry for entry in office.ward.bin.entries() if entry.id == office.decree.id)
    office.desk.publish(office.ward.bin.put_back(entry))
    assert "49/2024/NĐ-CP" in office.shown()


def test_a_scan_is_attached_and_counted(office: Office, tmp_path: Path) -> None:
    office.choose(office.waiting)
    (tmp_path / "quet.pdf").write_bytes(b"%PDF-1.4 scan")
    office.page.panel.files.pointed_at = lambda _, chosen: chosen([tmp_path / "quet.pdf"])
    office.press(KEY.Key_D, CTRL)
    office.settle()
    line = office.page.list.grid.current_row()
    assert (line.id, line.files) == (office.waiting.id, 1)


def test_the_register_is_shown_for_its_days(office: Office) -> None:
    office.page.list.grid.setFocus()
    office.press(KEY.Key_P, CTRL)
    card = office.card()
    card.form.set_values({"first": dt.date(2026, 6, 2), "last": dt.date(2026, 6, 1)})
    office.press(RETURN, CTRL)
    assert card.form.error_of("last")
    card.form.set_values({"first": dt.date(2026, 1, 1)})
    office.press(RETURN, CTRL)
    paper = QApplication.activeModalWidget()
    assert isinstance(paper, PaperWindow)
    assert paper.save_docx().name == "so-van-ban-den-20260101-20260601.docx"


def test_five_thousand_letters_are_refused_and_esc_leaves_everything_as_it_was(office: Office) -> None:
    office.choose(office.waiting)
    office.press(KEY.Key_F2)
    card = office.card()
    card.form.widget("subject").setPlainText("dài " * 1250)
    office.press(RETURN, CTRL)
    assert "500" in card.form.error_of("subject")
    office.press(ESC)
    assert QApplication.activeModalWidget() is None
    assert office.ward.directives.directive(office.waiting.id) == office.waiting


def test_the_newest_are_listed_and_older_ones_are_found(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("lines", "directive_list"):
        monkeypatch.setattr(f"ui.pages.directives.{module}.SHOWN", 2)
    office.page.reload()
    assert len(office.shown()) == 2
    assert "2 văn bản mới nhất" in office.said(office.page.list)
    assert "Tất cả 3" in office.page.list.pill(Standing.ALL).text()
    office.choose(office.old)
    assert office.page.list.grid.current_row().id == office.old.id
    office.press(KEY.Key_F, CTRL)
    office.type("52/2016")
    office.pause(office.page.list.search)
    assert office.shown() == ["52/2016/QĐ-TTg"]
