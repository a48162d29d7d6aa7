"""Thống kê where agencies answer to the ward, worked by keys: list, reminders, what comes in, what it adds up to."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import docx
import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QPlainTextEdit

from tests.collecting.lists import CULTURE, FOUR, OFFICE, POLICE, TEMPLATE, TWELVE, YEAR, id_of, said, standings
from tests.plans.annexes import HEADER, write
from tests.ui.pages.collecting_window import PERIOD, Desk, Key, at_work
from ttcs_desktop.collecting.model import State, Way
from ttcs_desktop.plans.model import PlanHead
from ui.kit.link_line import LinkLine
from ui.pages.statistics.collecting.export import sums_sheet

CTRL = Qt.KeyboardModifier.ControlModifier


def states(desk: Desk) -> dict[str, State]:
    return {name: one.state for name, one in standings(desk.stand.ward).items()}


def undo(desk: Desk) -> None:
    desk.stand.window.desk.undo()
    desk.stand.settle()


def test_twelve_agencies_five_are_reminded_at_once_and_two_reports_come_in(qtbot, tmp_path) -> None:
    """The whole yearly work by keys, from no list to the paper."""
    with at_work(qtbot, tmp_path, ()) as desk:
        assert desk.view.make_list.isVisible()
        desk.press(Key.Key_F4)
        names = desk.card.form.widget("names")
        assert isinstance(names, QPlainTextEdit)
        assert names.hasFocus()
        desk.type("\n".join(TWELVE))
        desk.ctrl(Key.Key_Return)
        assert [name for name, _ in desk.rows()] == list(TWELVE)
        for name in TWELVE[:7]:  # seven have reported by hand before
            desk.record.reports.receive(id_of(desk.stand.ward, name), said(H04=1))
        desk.stand.page.reload()
        before = desk.stand.presses
        desk.press(Key.Key_F8)
        assert desk.view.chosen().respondent.name == TWELVE[7]
        desk.press(Key.Key_F6, Key.Key_Down)  # from "this one" to "all who owe"
        assert "Tất cả 5 cơ quan" in desk.card.findChild(QComboBox).currentText()
        desk.ctrl(Key.Key_Return)
        assert desk.stand.presses - before == 4
        assert [word for _, word in desk.rows()] == ["Đã nhận"] * 7 + ["Đã nhắc"] * 5
        copied = QApplication.clipboard().text()
        assert copied.startswith("Kính gửi các cơ quan, đơn vị chưa gửi báo cáo,")
        assert "trước ngày 30/11/2026" in copied
        before = desk.stand.presses
        desk.press(Key.Key_Return)  # the first that owes is still chosen
        desk.press(Key.Key_Return, Key.Key_Return)  # day, way
        desk.type("22/BC-THCS ngày 19/11/2026")
        desk.press(Key.Key_Return)
        desk.type("1200")
        desk.ctrl(Key.Key_Return)
        desk.press(Key.Key_F8)
        desk.ctrl(Key.Key_Return)
        desk.press(Key.Key_Return, Key.Key_Return, Key.Key_Return)
        desk.type("34")
        desk.ctrl(Key.Key_Return)
        assert desk.stand.presses - before == 11
        assert desk.rows()[7:9] == [(TWELVE[7], "Đã nhận"), (TWELVE[8], "Đã nhận")]
        assert desk.view.counts.text() == "Năm 2026: 12 cơ quan: 9 đã nhận, còn 3 chưa nộp"
        desk.press(Key.Key_F5)
        line = desk.view.sums.grid.current_row()
        assert (line.asked.code, line.total, len(line.parts)) == ("H04", Decimal(1241), 9)
        assert desk.view.sums.figure.text() == "1.241 nội dung"
        assert "Chưa có số của" in desk.view.sums.told.text()
        desk.ctrl(Key.Key_P)
        document = desk.stand.page.paper.document()
        assert (document.title, document.preliminary) == ("Tổng hợp kết quả công tác thông tin cơ sở năm 2026", True)
        desk.press(Key.Key_Escape)
        assert desk.view.sums.isVisible(), "Esc comes back to where the paper was asked for"
        assert desk.stand.foreign(desk.stand.page) == []


@pytest.fixture
def desk(qtbot, tmp_path):
    with at_work(qtbot, tmp_path) as made:
        yield made


def test_what_was_noted_is_taken_back_step_by_step(desk: Desk) -> None:
    desk.choose(POLICE)
    desk.press(Key.Key_F6)
    desk.ctrl(Key.Key_Return)
    desk.ctrl(Key.Key_M)
    desk.type("Báo cáo theo ngành dọc")
    desk.ctrl(Key.Key_Return)
    assert dict(desk.rows())[POLICE] == "Được miễn"
    assert [line.row.words for line in desk.view.panel.events.table.lines()] == [
        "Miễn báo cáo: Báo cáo theo ngành dọc", "Nhắc qua Zalo",
    ]  # fmt: skip
    desk.ctrl(Key.Key_M)
    assert dict(desk.rows())[POLICE] == "Đã nhắc"
    desk.press(Key.Key_Delete)
    assert [name for name, _ in desk.rows()] == [name for name in FOUR if name != POLICE]
    for expected in ("Đã nhắc", "Được miễn", "Đã nhắc", "Chưa nhắc"):
        undo(desk)
        assert dict(desk.rows())[POLICE] == expected


def test_a_letter_is_opened_and_noted_in_the_same_press(desk: Desk) -> None:
    desk.choose(POLICE)
    desk.press(Key.Key_F6, Key.Key_Tab)
    for _ in range(3):
        desk.press(Key.Key_Down)
    desk.ctrl(Key.Key_Return)
    (step,) = standings(desk.stand.ward)[POLICE].reminders
    assert step.way is Way.PAPER
    document = desk.stand.page.paper.document()
    assert document.title.startswith("V/v đôn đốc báo cáo")
    assert document.blocks[1].names == (POLICE,)
    desk.press(Key.Key_Escape)
    assert desk.view.grid.isVisible()


def test_a_second_report_takes_the_place_of_the_first_which_stays_to_be_seen(desk: Desk) -> None:
    desk.record.reports.receive(id_of(desk.stand.ward, POLICE), said(dt.date(2026, 11, 10), "Bản đầu", H04=5))
    desk.stand.page.reload()
    desk.choose(POLICE)
    assert desk.view.main.text() == "Xem báo cáo"
    desk.press(Key.Key_Return)
    assert desk.card.windowTitle() == f"Xem, sửa báo cáo của {POLICE}"
    another = next(one for one in desk.card.findChildren(type(desk.card.main)) if one.text().startswith("Nhận bản mới"))
    QTest.mouseClick(another, Qt.MouseButton.LeftButton)
    desk.stand.settle()
    desk.press(Key.Key_Return, Key.Key_Return, Key.Key_Return)
    desk.type("9")
    desk.ctrl(Key.Key_Return)
    words = [line.row.words for line in desk.view.panel.events.table.lines()]
    assert words == ["Nhận báo cáo", "Nhận báo cáo 15/BC ngày 18/11/2026, đã có bản mới thay"]
    assert standings(desk.stand.ward)[POLICE].report.figure("H04") == 9
    desk.view.panel.events.setFocus()
    desk.press(Key.Key_Down, Key.Key_Return)
    assert desk.card.form.widget("results").value() == "Bản đầu", "the older one is looked at by Enter"
    desk.press(Key.Key_Escape)


def test_what_cannot_be_is_said_at_its_field_and_the_card_stays(desk: Desk) -> None:
    desk.choose(POLICE)
    desk.press(Key.Key_Return)
    form = desk.card.form
    desk.ctrl(Key.Key_Return)
    assert "một số liệu" in form.error_of("results")
    for typed, part in (
        ("31/02/2026", "Không có ngày này"),
        ("25/11/2026", "không sau hôm nay"),
        ("01/12/2025", "01/01/2026"),
    ):
        day = form.widget("received_on")
        day.setFocus()
        day.selectAll()
        desk.type(typed)
        form.widget("results").set_value("x")
        desk.ctrl(Key.Key_Return)
        assert part in form.error_of("received_on")
    number = form.widget("H04")
    number.setFocus()
    desk.type("12,5")
    desk.ctrl(Key.Key_Return)
    assert form.error_of("H04")
    desk.press(Key.Key_Escape)
    assert standings(desk.stand.ward)[POLICE].reports == ()


def test_long_words_are_kept_whole_and_a_press_twice_makes_one_report(desk: Desk) -> None:
    desk.choose(POLICE)
    desk.press(Key.Key_Return)
    desk.card.form.widget("results").set_value("Đã làm. " * 700)
    desk.ctrl(Key.Key_Return)
    desk.ctrl(Key.Key_Return)
    assert desk.card.windowTitle().startswith("Xem, sửa"), "the second press looks at what the first took in"
    desk.press(Key.Key_Escape)
    (report,) = standings(desk.stand.ward)[POLICE].reports
    assert len(report.results) == len("Đã làm. " * 700) - 1


def test_a_file_of_word_is_read_looked_through_taken_in_and_attached(desk: Desk, tmp_path, qtbot) -> None:
    path = tmp_path / "bao-cao-cong-an.docx"
    document = docx.Document()
    document.add_paragraph("I. KẾT QUẢ THỰC HIỆN")
    document.add_paragraph("Phát hiện, xử lý tin giả trên mạng.")
    table = document.add_table(3, 4)
    for row, cells in enumerate(
        (("TT", "Chỉ tiêu", "ĐVT", "Số liệu"), ("1", "Lượt tương tác", "lượt", "1.250"), ("2", "Tin giả", "tin", "4"))
    ):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    document.save(str(path))
    desk.choose(POLICE)
    desk.ctrl(Key.Key_O)
    dialog = desk.card
    assert isinstance(dialog, QFileDialog)
    dialog.reject()
    desk.view.intake.read(desk.view.chosen(), path)
    desk.stand.settle()
    form = desk.card.form
    assert form.widget("H07").value() == 1250
    assert form.widget("results").value() == "Phát hiện, xử lý tin giả trên mạng."
    assert desk.card.windowTitle() == f"Nhận báo cáo của {POLICE}"
    desk.ctrl(Key.Key_Return)
    desk.stand.settle()
    report = standings(desk.stand.ward)[POLICE].report
    assert (report.source_name, report.figure("H07")) == (path.name, 1250)
    assert desk.view.panel.files.files() == [path.name]
    assert desk.view.grid.current_row().paper == "1 tệp"
    (hit,) = [one for one in desk.stand.ward.finder.find("phat hien xu ly").hits if one.kind == "agency_report"]
    assert hit.id == report.id
    desk.view.intake.read(desk.view.chosen(), path)
    desk.stand.settle()
    desk.ctrl(Key.Key_Return)
    assert "đã nhận của cơ quan này" in desk.said()


def test_a_copied_table_is_read_by_ctrl_v_and_a_wrong_one_is_said(desk: Desk) -> None:
    data = QMimeData()
    data.setText("TT\tChỉ tiêu\tSố liệu\n1\tLượt xem, tiếp cận\t12.5\n2\tLượt tương tác\t40\n")
    QApplication.clipboard().setMimeData(data)
    desk.choose(OFFICE)
    desk.ctrl(Key.Key_V)
    form = desk.card.form
    assert (form.widget("H06").value(), form.widget("H07").value()) == (None, 40)
    assert "12.5" in form._notes["H06"].text()
    desk.press(Key.Key_Escape)
    QApplication.clipboard().clear()
    desk.choose(OFFICE)
    desk.ctrl(Key.Key_V)
    assert desk.said()
    assert states(desk)[OFFICE] is State.NOT_REMINDED


def test_an_agency_is_mended_and_the_terms_are_changed_by_keys(desk: Desk) -> None:
    desk.choose(POLICE)
    desk.press(Key.Key_F2)
    assert desk.card.form.widget("name").hasFocus()
    desk.press(Key.Key_Return)
    desk.type("Nguyễn Văn Hùng")
    desk.press(Key.Key_Return)
    desk.type("0912345678")
    desk.ctrl(Key.Key_Return)
    assert desk.view.grid.current_row().contact == "Nguyễn Văn Hùng · 0912345678"
    assert standings(desk.stand.ward)[POLICE].respondent.asked == (), "all of them: nothing of its own is kept"
    desk.press(Key.Key_F2)
    desk.card.form.widget("asked").boxes["H04"].click()
    desk.ctrl(Key.Key_Return)
    assert POLICE not in desk.view.whole.lines[0].missing
    assert POLICE in desk.view.whole.lines[1].missing
    desk.press(Key.Key_F4)
    desk.type(POLICE.upper())
    desk.ctrl(Key.Key_Return)
    assert "đã có trong danh sách" in desk.card.form.error_of("name")
    desk.press(Key.Key_Escape)
    desk.view.terms_tool.click()
    asked = desk.card.form.widget("asked")
    desk.type("25/11/2026")
    desk.press(Key.Key_Return, Key.Key_Return, Key.Key_Return)
    assert asked.boxes["H06"].hasFocus(), "Enter walks from the day through the boxes"
    desk.press(Key.Key_Space)
    desk.ctrl(Key.Key_Return)
    collection = desk.record.collection(TEMPLATE, YEAR)
    assert (collection.due, "H06" in collection.asked, len(collection.asked)) == (dt.date(2026, 11, 25), False, 10)
    assert "thứ Ba 24/11" in desk.view.terms.text()


def test_an_agency_behind_a_number_is_one_press_away_and_search_leads_there(desk: Desk) -> None:
    desk.record.reports.receive(id_of(desk.stand.ward, POLICE), said(H04=5))
    desk.stand.page.reload()
    desk.press(Key.Key_F5)
    desk.press(Key.Key_Return)
    assert [(one.row.name, one.row.value) for one in desk.view.sums.behind.table.lines()][:2] == [
        (POLICE, Decimal(5)), (FOUR[0], None),
    ]  # fmt: skip
    desk.press(Key.Key_Return)
    assert desk.view.chosen().respondent.name == POLICE
    desk.stand.window.show_page("statistics", "184-N/2026")
    desk.stand.settle()
    assert not desk.view.isVisible()
    assert not desk.view.sums_tool.isVisible()
    desk.stand.window.show_page("statistics", standings(desk.stand.ward)[OFFICE].respondent.id)
    desk.stand.settle()
    assert desk.stand.page.period.id == PERIOD
    assert desk.view.chosen().respondent.name == OFFICE


def test_the_table_for_excel_has_a_column_for_each_agency(desk: Desk) -> None:
    desk.record.reports.receive(id_of(desk.stand.ward, POLICE), said(H04=1200))
    desk.stand.page.reload()
    sheet = sums_sheet(desk.view.whole)
    first = sheet.rows[0]
    assert sheet.heads == ("Mã", "Chỉ tiêu", "Đơn vị tính", "Tổng", "Chưa có số của", *FOUR)
    assert first[0] == "H04"
    assert first[3:] == (1200, ", ".join(name for name in FOUR if name != POLICE), None, None, None, 1200)


@pytest.mark.parametrize("size", [(1093, 540), (910, 440)])
def test_everything_is_in_reach_in_a_small_window(qtbot, tmp_path, size) -> None:
    with at_work(qtbot, tmp_path, TWELVE, *size) as desk:
        view, window = desk.view, desk.stand.window
        for part in (view.grid, view.panel, view.main, view.remind, view.look, view.terms_tool, view.sums_tool):
            corner = part.mapTo(window, part.rect().bottomRight())
            assert part.isVisible()
            assert corner.x() < window.width()
            assert corner.y() < window.height()
        assert view.grid.height() >= 100
        desk.press(Key.Key_F5)
        assert view.sums.grid.viewport().height() > 40
        assert view.sums.behind.viewport().height() > 30


def test_the_radar_leads_to_who_owes(desk: Desk) -> None:
    deadline = next(one for one in desk.stand.ward.agenda.deadlines() if one.id == PERIOD)
    assert deadline.source.endswith("còn 4/4 cơ quan")
    desk.stand.page.choose("184-N/2026")
    desk.stand.settle()
    desk.stand.page.show_targets()
    desk.stand.settle()
    desk.stand.window.desk.go(deadline.subject, deadline.id)
    desk.stand.settle()
    assert desk.view.isVisible()
    assert desk.stand.page.choice.isVisible()


def test_an_agency_shows_the_tasks_it_leads_and_the_list_those_that_ask_for_it(qtbot, tmp_path) -> None:
    rows = (
        HEADER,
        ("1", "Ra bản tin tháng", "Phòng Văn hóa - Xã hội", "", "Hằng tháng"),
        ("2", "Báo cáo kết quả thực hiện", f"{CULTURE}; {POLICE}", "", "Trước ngày 30/11/2026"),
    )
    with at_work(qtbot, tmp_path) as desk:
        plans = desk.stand.ward.plans
        plans.take_in(plans.read(write(tmp_path / "a.docx", rows)), PlanHead("75/KH-UBND"), 2026)
        desk.view.show_period(desk.view.period)
        led = {}
        for name in (CULTURE, POLICE, OFFICE):
            desk.choose(name)
            led[name] = [one.text() for one in desk.view.panel.findChildren(LinkLine) if one.isVisible()]
        assert [len(led[name]) for name in (CULTURE, POLICE, OFFICE)] == [2, 1, 0]
        (asked,) = desk.view.tasks.findChildren(LinkLine)
        assert "Báo cáo kết quả thực hiện" in asked.text()
