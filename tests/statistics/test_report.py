"""Carried in, entered, blank; what must be explained; the three lamps."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.statistics.worked import BY_HAND, CODE, MONDAY, YEAR, make_ready, worked_week
from tests.wards import NOON, YES, add_relay, code_of, confirm, make_ward, set_clock, take_in, vendor_row
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.office.model import DayKind, WorkingCalendar
from ttcs_desktop.statistics.catalogue import shipped_catalogue
from ttcs_desktop.statistics.checks import record_checks, timing_of, value_checks
from ttcs_desktop.statistics.model import Timing, Value, Weight

SOURCE = ("Báo cáo quý I số 12/BC-UBND", "Trần Thị Bình")
LATE_START = dt.date(2026, 3, 9)


@pytest.fixture
def ward(tmp_path):
    return worked_week(tmp_path)


def codes(ward) -> list[str]:
    return [f"{check.code}:{check.indicator}" for check in ward.statistics.report(CODE, YEAR).checks if check.is_open]


def test_months_before_the_record_are_added_up_to_the_month_it_began_in(tmp_path) -> None:
    ward = worked_week(tmp_path, started_on=LATE_START)
    for month, number in {"2025-12": "1000", "2026-01": "10", "2026-02": "20.5", "2026-03": "5"}.items():
        ward.statistics.carry_in("C02", month, Decimal(number), *SOURCE)
    value = ward.statistics.report(CODE, YEAR).value("C02")
    assert (value.derived, value.carried, value.counted) == (Decimal("3.5"), Decimal("35.5"), Decimal("39.0"))


def test_a_carried_number_for_a_month_is_replaced_by_the_next_one(tmp_path) -> None:
    ward = worked_week(tmp_path, started_on=LATE_START)
    for number in ("10", "7"):
        ward.statistics.carry_in("TTCS-C02", "2026-01", Decimal(number), *SOURCE)
    assert ward.statistics.report(CODE, YEAR).value("C02").carried == 7
    assert len(ward.statistics.carried()) == 1


def test_what_the_record_holds_is_not_counted_again_by_a_number_of_the_past(tmp_path) -> None:
    ward = worked_week(tmp_path, started_on=LATE_START)
    with pytest.raises(InvalidInput) as caught:
        ward.statistics.carry_in("C02", "2026-04", Decimal(10), *SOURCE)
    assert code_of(caught) == "month_after_start"


def test_a_stock_and_a_share_are_never_carried_in(tmp_path) -> None:
    ward = worked_week(tmp_path, started_on=LATE_START)
    for code in ("B04", "C12"):
        with pytest.raises(InvalidInput, match="carried_does_not_add"):
            ward.statistics.carry_in(code, "2026-01", Decimal(5), *SOURCE)
        assert ward.statistics.report(CODE, YEAR).value(code).counted == BY_HAND[code]


@pytest.mark.parametrize(
    ("code", "month", "value", "source", "expected"),
    [
        ("X99", "2026-01", "1", "BC 12", "indicator_unknown"),
        ("C02", "2026-13", "1", "BC 12", "month_unreadable"),
        ("C02", "1/2026", "1", "BC 12", "month_unreadable"),
        ("C02", "", "1", "BC 12", "month_unreadable"),
        ("C02", "2026-01", "-1", "BC 12", "value_negative"),
        ("C02", "2026-01", "1", " ", "source_missing"),
    ],
)
def test_a_carried_number_without_meaning_is_refused(tmp_path, code, month, value, source, expected) -> None:
    ward = make_ward(tmp_path, started_on=LATE_START)
    with pytest.raises(InvalidInput) as caught:
        ward.statistics.carry_in(code, month, Decimal(value), source, "Trần Thị Bình")
    assert code_of(caught) == expected
    assert ward.statistics.carried() == []


def test_half_a_contribution_is_not_carried_in(tmp_path) -> None:
    ward = make_ward(tmp_path, started_on=LATE_START)
    with pytest.raises(InvalidInput, match="count_not_whole"):
        ward.statistics.carry_in("C07", "2026-01", Decimal("12.5"), *SOURCE)


def test_an_entered_number_counts_with_the_derived_one_beside_it(ward) -> None:
    ward.statistics.enter(CODE, YEAR, {"C02": Decimal("4.2")}, "Thiếu nhật ký ngày 28/5")
    value = ward.statistics.report(CODE, YEAR).value("C02")
    assert (value.counted, value.derived, value.entered.reason) == (
        Decimal("4.2"),
        Decimal("3.5"),
        "Thiếu nhật ký ngày 28/5",
    )
    ward.statistics.take_back(CODE, YEAR, "C02")
    assert ward.statistics.report(CODE, YEAR).value("C02").counted == Decimal("3.5")


def test_an_entered_number_belongs_to_its_report_and_year(ward) -> None:
    ward.statistics.enter(CODE, YEAR, {"C01": Decimal(99)}, "Theo sổ trực")
    assert ward.statistics.report("184-N", YEAR).value("C01").entered is None
    assert ward.statistics.report(CODE, YEAR - 1).value("C01").entered is None


@pytest.mark.parametrize(
    ("code", "value", "reason", "expected"),
    [
        ("C01", "12.5", "Sổ trực", "count_not_whole"),
        ("C01", "-1", "Sổ trực", "value_negative"),
        ("C01", "12", " ", "reason_missing"),
        ("X99", "12", "Sổ trực", "indicator_unknown"),
    ],
)
def test_an_entered_number_without_meaning_is_refused(ward, code, value, reason, expected) -> None:
    with pytest.raises(InvalidInput) as caught:
        ward.statistics.enter(CODE, YEAR, {code: Decimal(value)}, reason)
    assert code_of(caught) == expected


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_what_is_no_number_is_refused(ward, value) -> None:
    with pytest.raises(InvalidInput):
        ward.statistics.enter(CODE, YEAR, {"C02": Decimal(value)}, "Sổ trực")


def test_a_blank_is_not_a_zero(ward) -> None:
    report = ward.statistics.report(CODE, YEAR)
    assert (report.value("F01").counted, report.lamps.complete, report.lamps.filled) == (None, False, 17)
    assert "value_missing:F01" in codes(ward)
    ward.statistics.enter(CODE, YEAR, {"F01": Decimal(0)}, "Chưa có quyết định")
    report = ward.statistics.report(CODE, YEAR)
    assert (report.value("F01").counted, report.lamps.complete) == (Decimal(0), True)


def test_a_ward_that_aired_nothing_has_zeros_and_no_shares(tmp_path) -> None:
    report = make_ward(tmp_path).statistics.report(CODE, YEAR)
    assert report.value("C02").counted == 0
    assert (report.value("C12").counted, report.value("C13").counted) == (None, None)


def test_an_explanation_covers_the_gaps_it_was_given_for_and_no_more(ward) -> None:
    assert "airings_unconfirmed:C01" in codes(ward)
    (check,) = [one for one in ward.statistics.report(CODE, YEAR).checks if one.code == "airings_unconfirmed"]
    assert check.details["count"] == 1
    with pytest.raises(InvalidInput, match="explanation_missing"):
        ward.statistics.explain(CODE, YEAR, check.id, " ")
    ward.statistics.explain(CODE, YEAR, check.id, "Cán bộ nghỉ phép.")
    assert "airings_unconfirmed:C01" not in codes(ward)
    add_relay(ward, "Tiếp âm Đài Hà Nội", "11:30", first=MONDAY, last=MONDAY)
    assert "airings_unconfirmed:C01" in codes(ward)


def test_a_contradiction_must_be_explained(ward) -> None:
    assert "log_contradicted:C02" not in codes(ward)
    take_in(ward, vendor_row("Cảnh báo mưa lớn", dt.datetime(2026, 5, 25, 14, 0), 2, 1, 2))
    assert "log_contradicted:C02" in codes(ward)


def test_a_record_that_began_inside_the_window_must_say_what_was_before(tmp_path) -> None:
    ward = worked_week(tmp_path, started_on=LATE_START)
    (gap,) = [check for check in ward.statistics.report(CODE, YEAR).checks if check.code == "months_before_record"]
    assert (gap.weight, gap.details["codes"]) == (Weight.MUST_EXPLAIN, "C01, C02, C03, C04, C06, C07, C08, C10")
    for month in ("2026-01", "2026-02", "2026-03"):  # March is begun on the ninth: its first days were before
        ward.statistics.carry_in("C01", month, Decimal(40), *SOURCE)
        (gap,) = [one for one in ward.statistics.report(CODE, YEAR).checks if one.code == "months_before_record"]
        assert gap.details["codes"].startswith("C01") == (month != "2026-03")
    (gap,) = [check for check in ward.statistics.report(CODE, YEAR).checks if check.code == "months_before_record"]
    assert gap.details["codes"] == "C02, C03, C04, C06, C07, C08, C10"


def test_a_jump_against_last_year_asks_for_a_word() -> None:
    indicator = shipped_catalogue().indicator("C02")
    found = {}
    for now in ("13", "13.1", "7", "6.9"):
        value = Value(indicator, Decimal(now), None, None, None)
        found[now] = [check.code for check in value_checks([value], {"C02": Decimal(10)}, Decimal("0.3"))]
    assert found == {"13": [], "13.1": ["value_jumped"], "7": [], "6.9": ["value_jumped"]}


def test_a_record_without_gaps_has_nothing_to_explain() -> None:
    told = {"unconfirmed": 0, "contradicted": 0, "record_start": dt.date(2026, 1, 1), "months_missing": {"C01": ()}}
    assert list(record_checks(**told)) == []


@pytest.mark.parametrize(
    ("day", "timing", "days"),
    [
        (dt.date(2026, 5, 29), Timing.PRELIMINARY, 5),
        (dt.date(2026, 5, 30), Timing.PRELIMINARY, 5),
        (dt.date(2026, 5, 31), Timing.IN_TIME, 5),
        (dt.date(2026, 6, 1), Timing.IN_TIME, 4),
        (dt.date(2026, 6, 5), Timing.IN_TIME, 0),
        (dt.date(2026, 6, 6), Timing.LATE, 1),
        (dt.date(2026, 6, 8), Timing.LATE, 3),
    ],
)
def test_the_third_lamp_knows_the_day(day, timing, days) -> None:
    assert timing_of(shipped_catalogue().template(CODE), YEAR, day, WorkingCalendar()) == (timing, days)


def test_a_report_without_a_named_day_is_never_late() -> None:
    template = shipped_catalogue().template("TT04-N")
    assert timing_of(template, YEAR, dt.date(2027, 3, 1), WorkingCalendar())[0] is Timing.NO_DATE


def test_the_lamps_of_a_report_are_three(ward) -> None:
    lamps = ward.statistics.report(CODE, YEAR).lamps
    assert (lamps.complete, lamps.valid, lamps.timing, lamps.days) == (False, False, Timing.IN_TIME, 3)
    assert (lamps.blocking, lamps.unexplained, lamps.explained) == (1, 1, 0)
    make_ready(ward)
    lamps = ward.statistics.report(CODE, YEAR).lamps
    assert (lamps.complete, lamps.valid, lamps.blocking, lamps.unexplained, lamps.explained) == (True, True, 0, 0, 1)
    ward.office.set_holiday(dt.date(2026, 6, 5), "Nghỉ hoán đổi", DayKind.OFF)
    assert ward.statistics.report(CODE, YEAR).lamps.days == 2


def test_a_report_can_be_looked_at_before_its_window_is_over(ward) -> None:
    set_clock(ward, dt.datetime(2026, 5, 26, 20, 0))
    report = ward.statistics.report(CODE, YEAR)
    assert (report.lamps.timing, report.value("C05").counted) == (Timing.PRELIMINARY, 1)
    assert [check.code for check in report.checks if check.code == "airings_unconfirmed"] == []
    set_clock(ward, dt.datetime(2025, 12, 31, 20, 0))
    assert ward.statistics.report(CODE, YEAR).lamps.timing is Timing.PRELIMINARY


def test_a_report_nobody_knows_is_refused(ward) -> None:
    with pytest.raises(InvalidInput, match="template_unknown"):
        ward.statistics.report("185-N", YEAR)


def test_both_ends_of_the_window_are_counted(tmp_path) -> None:
    ward = make_ward(tmp_path, now=NOON, started_on=dt.date(2025, 12, 1))
    relay = add_relay(ward, minutes=60, first=dt.date(2025, 12, 1), approved=False)
    ward.broadcast.timetable.approve_slot(relay.id, replace(YES, decided_on=dt.date(2025, 12, 1)))
    for day in (dt.date(2025, 12, 31), dt.date(2026, 1, 1), dt.date(2026, 5, 30), dt.date(2026, 5, 31)):
        confirm(ward, relay, day)
    assert ward.statistics.report(CODE, YEAR).value("C02").counted == 2
