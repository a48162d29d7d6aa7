"""Figures against each other, days that no report counts, and reports that wait for a signature."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.statistics.worked import CODE, MONDAY, YEAR, make_ready, worked_week
from tests.wards import POWER_CUT, code_of
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.basics.signature import new_private_key, public_key
from ttcs_desktop.ledger.identity import Enrolment, write_enrolment
from ttcs_desktop.ledger.model import Lane
from ttcs_desktop.statistics.catalogue import SignatureRoute, shipped_lines, shipped_templates
from ttcs_desktop.statistics.cross_checks import above_their_whole, cross_checks, shipped_rules
from ttcs_desktop.statistics.model import ReportState
from ttcs_desktop.statistics.regimes import days_in_no_window
from ttcs_desktop.statistics.snapshot import read
from ttcs_desktop.statistics.wording import check_text
from ui.workflows.report_papers import correction_document


def test_the_rules_speak_of_indicators_that_there_are() -> None:
    known, rules = shipped_lines().indicators, shipped_rules()
    pairs = [(part, whole) for part, whole in rules.part_of if part in known and whole in known]
    made = [(code, name) for code, name in rules.makes_up if code in known]
    assert pairs
    assert made
    assert all(known[part].unit == known[whole].unit for part, whole in pairs)
    assert all(any(name == of for of, _ in known[code].breakdowns) for code, name in made)
    assert rules.jump == Decimal("0.3")


def test_a_part_may_be_as_much_as_its_whole_but_not_more() -> None:
    rules = shipped_rules()
    assert above_their_whole({"C06": Decimal("3.5"), "C02": Decimal("3.5")}, rules) == []
    assert above_their_whole({"C06": Decimal("3.6"), "C02": Decimal("3.5")}, rules) == [("C06", "C02")]
    assert above_their_whole({"C06": Decimal("3.6")}, rules) == []  # a blank is not a zero


def test_what_is_typed_over_is_held_against_its_parts(tmp_path) -> None:
    ward = worked_week(tmp_path)
    make_ready(ward)
    assert list(cross_checks(ward.statistics.report(CODE, YEAR).values, shipped_rules())) == []
    ward.statistics.enter(CODE, YEAR, {"C06": Decimal(9), "C10": Decimal(8), "C12": Decimal(120)}, "Sổ giấy")
    checks = ward.statistics.report(CODE, YEAR).checks
    found = {one.indicator: one for one in checks if one.is_open or one.code == "shares_apart"}
    assert {code: (one.code, one.is_open) for code, one in found.items()} == {
        "C06": ("part_above_whole", True),
        "C10": ("shares_apart", False),  # its reason stands beside it already
        "C12": ("share_above_hundred", True),
    }
    assert "lớn hơn tổng C02 (3,5)" in check_text(found["C06"])
    assert "được 6, không bằng số chốt 8" in check_text(found["C10"])
    with pytest.raises(InvalidInput) as caught:
        ward.statistics.freeze(CODE, YEAR)
    assert code_of(caught) == "report_open"
    ward.statistics.explain(CODE, YEAR, found["C06"].id, "Máy tiếp âm chạy cả đêm")
    ward.statistics.enter(CODE, YEAR, {"C06": Decimal(10)}, "Sổ giấy")  # another number is asked about again
    assert any(one.is_open and one.indicator == "C06" for one in ward.statistics.report(CODE, YEAR).checks)


def test_december_stands_in_no_report_of_the_plan_and_is_named() -> None:
    templates = shipped_templates()
    whole_year = [code for code in templates if not days_in_no_window(templates.values(), templates[code], 2026)]
    assert whole_year == ["TT04-6T", "TT04-N"]
    december = (Window(dt.date(2026, 12, 1), dt.date(2026, 12, 31)),)
    for code in ("184-6T", "184-N"):
        assert days_in_no_window(templates.values(), templates[code], 2026) == december
    half = replace(templates["184-6T"], basis_short="KH khác", start=(2, 1))
    assert days_in_no_window([half], half, 2026) == (
        Window(dt.date(2026, 1, 1), dt.date(2026, 1, 31)),
        Window(dt.date(2026, 5, 31), dt.date(2026, 12, 31)),
    )


def test_where_the_paper_is_signed_first_nothing_is_queued_before(tmp_path, monkeypatch) -> None:
    ward = worked_week(tmp_path)
    make_ready(ward)
    write_enrolment(ward.database, Enrolment("http://127.0.0.1:1", "hub", "Sở", public_key(new_private_key())))
    ward = ward.again()
    catalogue = ward.statistics.catalogue
    signed = replace(catalogue.template(CODE), signature=SignatureRoute.BEFORE_SENDING)
    monkeypatch.setattr(catalogue, "templates", {**catalogue.templates, CODE: signed})
    frozen = ward.statistics.freeze(CODE, YEAR)
    assert ward.ledger.outbox.due(Lane.SUBMISSION) == []
    assert ward.statistics.waits_for_signature(frozen)
    with pytest.raises(InvalidInput, match="signature_missing"):
        ward.statistics.queue(frozen)
    assert ward.statistics.state(CODE, YEAR) is ReportState.FROZEN
    ward.statistics.note_paper(frozen, "45/BC-UBND", dt.date(2026, 6, 3), "Nguyễn Văn An", "Phó Chủ tịch")
    ward.statistics.queue(frozen)
    assert [one.body for one in ward.ledger.outbox.due(Lane.SUBMISSION)] == [frozen.body]
    assert ward.statistics.state(CODE, YEAR) is ReportState.WAITING


def test_the_paper_of_a_correction_names_the_records(tmp_path) -> None:
    ward = worked_week(tmp_path)
    make_ready(ward)
    ward.statistics.freeze(CODE, YEAR)
    entry = next(entry for entry in ward.broadcast.log.entries(MONDAY, MONDAY) if entry.start == dt.time(14))
    ward.broadcast.log.correct(entry.id, POWER_CUT)
    second = ward.statistics.correct(CODE, YEAR, "Ghi nhầm")
    told = [getattr(block, "text", "") for block in correction_document(ward, second).blocks]
    (plays,) = [text for text in told if text.startswith("- C10")]
    assert plays == "- C10 Lượt phát: 6 thành 5 lượt (−1): bớt 25/05/2026 14:00 Cảnh báo mưa lớn."
    assert len([text for text in told if text.startswith("- C")]) == len(read(second.body)["changes"])
