"""The radar: what is due, the last day in time, and when a thing leaves it."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.plans.annexes import CULTURE, HEADER, PARTNERS, write
from tests.statistics.test_freezing import enrolled, receipt_for
from tests.statistics.worked import CODE, YEAR, make_ready, worked_week
from tests.wards import NOON, START, add_relay, confirm, make_ward, set_clock
from ttcs_desktop.basics.signature import new_private_key
from ttcs_desktop.directives.model import Directive
from ttcs_desktop.ledger.model import Delivery
from ttcs_desktop.office.model import DayKind
from ttcs_desktop.plans.model import TaskState
from ttcs_desktop.plans.service import PlanHead
from ui.pages.today.words import time_left
from ui.workflows.submit import freeze_and_send

ROWS = (
    HEADER,
    ("1", "Báo cáo kết quả 6 tháng", CULTURE, PARTNERS, "Trước ngày 20/6/2026"),
    ("2", "Duy trì chuyên mục", CULTURE, "", "Thường xuyên"),
    ("3", "Tập huấn tuyên truyền viên", CULTURE, "", "Trước ngày 15/5/2026"),
)


def report_deadlines(ward, **how):
    return {one.id: one for one in ward.agenda.deadlines(**how) if one.subject == "statistics"}


def task_deadlines(ward):
    return {one.what: one for one in ward.agenda.deadlines() if one.subject == "plans"}


def with_plan(tmp_path):
    ward = make_ward(tmp_path)
    ward.plans.take_in(ward.plans.read(write(tmp_path / "a.docx", ROWS), year=2026), PlanHead("75/KH-UBND"), 2026)
    return ward


def test_the_half_year_report_stands_with_its_last_safe_day(tmp_path) -> None:
    one = report_deadlines(make_ward(tmp_path))["184-6T/2026"]
    assert (one.due, one.strict, one.last_safe_day, one.days_left) == (
        dt.date(2026, 6, 6),
        True,
        dt.date(2026, 6, 5),
        3,
    )
    assert not one.is_overdue


def test_the_yearly_report_comes_into_sight_in_time(tmp_path) -> None:
    ward = make_ward(tmp_path)
    assert "184-N/2026" not in report_deadlines(ward)
    later = report_deadlines(ward, first=dt.date(2026, 9, 10))
    assert later["184-N/2026"].last_safe_day == dt.date(2026, 12, 4)


def test_a_day_off_moves_the_last_safe_day(tmp_path) -> None:
    ward = make_ward(tmp_path)
    ward.office.set_holiday(dt.date(2026, 6, 5), "Nghỉ hoán đổi", DayKind.OFF)
    one = report_deadlines(ward)["184-6T/2026"]
    assert (one.last_safe_day, one.days_left) == (dt.date(2026, 6, 4), 2)


@pytest.mark.parametrize(
    ("day", "overdue"),
    [((2026, 6, 5), False), ((2026, 6, 6), True), ((2026, 6, 7), True), ((2026, 6, 8), True), ((2026, 9, 1), True)],
)
def test_a_report_is_overdue_from_the_named_day_on_also_at_a_week_end(tmp_path, day, overdue) -> None:
    ward = make_ward(tmp_path)
    set_clock(ward, dt.datetime(*day, 9, 0))
    assert report_deadlines(ward)["184-6T/2026"].is_overdue is overdue


@pytest.mark.parametrize(
    ("day", "overdue", "left", "words"),
    [
        ((2026, 6, 5), False, 0, "hôm nay"),
        ((2026, 6, 6), False, 0, "ngày mai"),
        ((2026, 6, 7), False, 0, "hôm nay"),
        ((2026, 6, 8), True, -1, "quá 1 ngày"),
    ],
)
def test_what_is_due_by_a_sunday_is_not_late_before_the_sunday_is_over(tmp_path, day, overdue, left, words) -> None:
    ward = make_ward(tmp_path)
    ward.directives.save(Directive(number="9", notation="KH-UBND", subject="Gửi ý kiến", due_on=dt.date(2026, 6, 7)))
    set_clock(ward, dt.datetime(*day, 9, 0))
    (found,) = (one for one in ward.agenda.deadlines() if one.subject == "directives")
    assert found.last_safe_day == dt.date(2026, 6, 5)
    assert (found.has_passed(dt.date(*day)), found.is_overdue, found.days_left) == (overdue, overdue, left)
    assert time_left(found, dt.date(*day)) == words


def test_the_last_working_day_gone_is_a_warning_in_itself(tmp_path) -> None:
    """06/12/2026 is a Sunday: on Saturday the last safe day, Friday, has passed."""
    ward = make_ward(tmp_path)
    set_clock(ward, dt.datetime(2026, 12, 5, 9, 0))
    assert report_deadlines(ward)["184-N/2026"].days_left < 0


def test_a_report_due_before_the_record_began_is_not_owed_by_it(tmp_path) -> None:
    ward = make_ward(tmp_path, now=dt.datetime(2026, 6, 10, 9, 0), started_on=dt.date(2026, 6, 8))
    assert "184-6T/2026" not in report_deadlines(ward)


def test_a_report_of_long_ago_leaves_the_radar(tmp_path) -> None:
    ward = make_ward(tmp_path, started_on=START)
    set_clock(ward, dt.datetime(2027, 1, 20, 9, 0))
    assert set(report_deadlines(ward)) == {"184-N/2026"}


@pytest.fixture
def frozen(tmp_path):
    ward = worked_week(tmp_path)
    make_ready(ward)
    ward = enrolled(ward)
    return ward, ward.statistics.freeze(CODE, YEAR)


def test_a_report_stays_until_its_genuine_receipt_is_there(frozen) -> None:
    ward, snapshot = frozen
    assert "184-6T/2026" in report_deadlines(ward)
    ward.ledger.outbox.mark_done([snapshot.id])
    assert "184-6T/2026" in report_deadlines(ward)
    ward.receipts.store(receipt_for(ward, snapshot))
    assert "184-6T/2026" not in report_deadlines(ward)


def test_a_forged_receipt_takes_nothing_off_the_radar(frozen) -> None:
    ward, snapshot = frozen
    ward.receipts.store(receipt_for(ward, snapshot, key=new_private_key()))
    assert "184-6T/2026" in report_deadlines(ward)


def test_figures_typed_in_by_hand_take_the_report_off_the_radar(tmp_path) -> None:
    ward = worked_week(tmp_path)
    make_ready(ward)
    snapshot = ward.statistics.freeze(CODE, YEAR)
    assert "184-6T/2026" in report_deadlines(ward)
    ward.statistics.note_manual(snapshot, "Phiếu 118", dt.date(2026, 6, 2), "Trần Thị Bình")
    assert "184-6T/2026" not in report_deadlines(ward)


def test_a_correction_that_was_not_sent_is_owed_again(frozen) -> None:
    ward, snapshot = frozen
    ward.receipts.store(receipt_for(ward, snapshot))
    (check,) = [one for one in ward.statistics.report(CODE, YEAR).checks if one.explanation]
    ward.statistics.explain(CODE, YEAR, check.id, "Đã xác minh lại.")
    ward.statistics.correct(CODE, YEAR, "Bổ sung giải trình")
    assert "184-6T/2026" in report_deadlines(ward)


def test_tasks_with_a_day_stand_on_the_radar_and_those_without_do_not(tmp_path) -> None:
    found = task_deadlines(with_plan(tmp_path))
    assert set(found) == {"Báo cáo kết quả 6 tháng", "Tập huấn tuyên truyền viên"}
    report = found["Báo cáo kết quả 6 tháng"]
    assert (report.due, report.strict, report.last_safe_day) == (dt.date(2026, 6, 20), True, dt.date(2026, 6, 19))
    assert "75/KH-UBND" in report.source
    assert found["Tập huấn tuyên truyền viên"].is_overdue


def test_a_task_done_leaves_the_radar(tmp_path) -> None:
    ward = with_plan(tmp_path)
    task = next(one for one in ward.plans.tasks() if one.number == "3")
    ward.plans.set_state(task.id, TaskState.DONE)
    assert "Tập huấn tuyên truyền viên" not in task_deadlines(ward)


REPORT_ROWS = (
    HEADER,
    ("1", "Báo cáo thống kê thông tin cơ sở", CULTURE, "", "Trước ngày 06/6 và 06/12 hằng năm"),
    ("2", "Kiểm tra cụm loa", CULTURE, "", "Trước ngày 06/6/2026"),
)


class Receiving:
    """A courier that brings the city's receipt back, or nothing."""

    def __init__(self, ward, *, receives: bool) -> None:
        self._ward, self._receives = ward, receives

    def deliver(self, *, at_once: bool = False) -> Delivery:
        if self._receives:
            self._ward.receipts.store(receipt_for(self._ward, self._ward.statistics.latest(CODE, YEAR)))
        return Delivery()


@pytest.mark.parametrize("receives", [True, False])
def test_a_report_that_was_received_closes_the_task_of_its_day_and_no_other(tmp_path, qapp, receives) -> None:
    ward = worked_week(tmp_path)
    make_ready(ward)
    ward = enrolled(ward)
    ward.plans.take_in(ward.plans.read(write(tmp_path / "b.docx", REPORT_ROWS), year=2026), PlanHead("1/KH"), 2026)
    freeze_and_send(ward, CODE, YEAR, Receiving(ward, receives=receives))
    owed = {(one.what, one.period) for one in ward.agenda.deadlines(days=250) if one.subject == "plans"}
    report = "Báo cáo thống kê thông tin cơ sở"
    first_half = set() if receives else {(report, "2026-H1")}
    assert owed == {("Kiểm tra cụm loa", "once"), (report, "2026-H2"), *first_half}


def test_the_most_urgent_comes_first(tmp_path) -> None:
    days = [one.last_safe_day for one in with_plan(tmp_path).agenda.deadlines()]
    assert days == sorted(days)
    assert len(days) == 3


def test_the_morning_asks_for_the_airings_nobody_confirmed(tmp_path) -> None:
    ward = make_ward(tmp_path)
    relay = add_relay(ward, first=NOON.date() - dt.timedelta(days=20))
    asked = ward.agenda.unconfirmed()
    assert [airing.day for airing in asked] == [NOON.date() - dt.timedelta(days=back) for back in range(14, -1, -1)]
    confirm(ward, relay, asked[0].day)
    assert ward.agenda.unconfirmed() == asked[1:]
    assert [airing.day for airing in ward.agenda.airings_today()] == [NOON.date()]


def test_nothing_is_asked_from_before_the_record_began(tmp_path) -> None:
    ward = make_ward(tmp_path, started_on=dt.date(2026, 5, 30))
    add_relay(ward, first=START)
    assert [airing.day.day for airing in ward.agenda.unconfirmed()] == [30, 31, 1, 2]
