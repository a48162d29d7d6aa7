"""The ward itself: names as dated facts, people with roles, days off."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.wards import START, code_of, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.office.model import DayKind, Role, UnitKind
from ttcs_desktop.office.units import SAMPLE_UNIT, UnitEntry, all_units, unit_entry
from ttcs_desktop.office.wording import station_name, unit_in_text, unit_title

DAY = dt.timedelta(days=1)


def test_papers_before_a_rename_keep_the_older_name(tmp_path) -> None:
    ward = make_ward(tmp_path)
    merged, renamed = dt.date(2026, 3, 1), dt.date(2026, 5, 1)
    ward.office.name_unit(UnitEntry("99998", "Mẫu Mới", UnitKind.WARD, "99", "Thành phố Mẫu"), merged)
    ward.office.name_unit(UnitEntry("99998", "Mẫu Mới Nữa", UnitKind.WARD, "99", "Thành phố Mẫu"), renamed)
    days = [START - DAY, START, merged - DAY, merged, renamed - DAY, renamed, dt.date(2030, 1, 1)]
    names = [ward.office.unit(day).name for day in days]
    assert names == ["Mẫu", "Mẫu", "Mẫu", "Mẫu Mới", "Mẫu Mới", "Mẫu Mới Nữa", "Mẫu Mới Nữa"]
    assert [ward.office.unit(day).code for day in days] == ["99999"] * 3 + ["99998"] * 4


def test_a_name_for_the_same_day_corrects_and_does_not_add(tmp_path) -> None:
    ward = make_ward(tmp_path)
    ward.office.name_unit(UnitEntry("99999", "Mẫu Sửa", UnitKind.WARD, "99", "Thành phố Mẫu"), START)
    assert ward.office.unit(START).name == "Mẫu Sửa"
    assert ward.database.row("SELECT count(*) AS n FROM unit") == {"n": 1}


def test_only_leaders_are_offered_as_approvers(tmp_path) -> None:
    ward = make_ward(tmp_path)
    assert [person.name for person in ward.office.people()] == ["Trần Thị Bình", "Nguyễn Văn An"]
    assert [person.name for person in ward.office.approvers()] == ["Nguyễn Văn An"]
    assert ward.office.person(ward.ledger.actor).name == "Trần Thị Bình"
    assert ward.office.person("nobody") is None


def test_a_person_needs_a_name(tmp_path) -> None:
    ward = make_ward(tmp_path)
    with pytest.raises(InvalidInput) as caught:
        ward.office.add_person("  ", "Chủ tịch", frozenset({Role.APPROVER}))
    assert (code_of(caught), caught.value.field) == ("name_missing", "name")


def test_days_off_and_swapped_days_move_the_last_safe_day(tmp_path) -> None:
    ward = make_ward(tmp_path)
    due = dt.date(2026, 6, 6)
    assert ward.office.calendar().last_safe_day(due, strict=True) == dt.date(2026, 6, 5)
    ward.office.set_holiday(dt.date(2026, 6, 5), "Nghỉ hoán đổi", DayKind.OFF)
    assert ward.office.calendar().last_safe_day(due, strict=True) == dt.date(2026, 6, 4)
    ward.office.set_holiday(dt.date(2026, 6, 5), "Làm bù", DayKind.SWAPPED_IN)
    assert ward.office.calendar().last_safe_day(due, strict=True) == dt.date(2026, 6, 5)
    assert ward.database.row("SELECT count(*) AS n FROM holiday") == {"n": 1}


def test_the_list_of_units_is_whole_and_its_codes_are_text() -> None:
    units = all_units()
    assert len(units) == 3321
    assert len({unit.code for unit in units}) == 3321
    assert all(len(unit.code) == 5 and unit.code.isdigit() and len(unit.province_code) == 2 for unit in units)
    assert any(unit.code.startswith("0") for unit in units)
    assert {unit.kind for unit in units} == set(UnitKind)


def test_the_sample_ward_stands_in_no_list() -> None:
    assert unit_entry("99999") is SAMPLE_UNIT
    assert "99999" not in {unit.code for unit in all_units()}
    with pytest.raises(InvalidInput) as caught:
        unit_entry("00000")
    assert code_of(caught) == "unit_unknown"


def test_a_unit_is_named_as_title_and_inside_a_sentence(tmp_path) -> None:
    unit = make_ward(tmp_path).office.unit(START)
    assert (unit_title(unit), unit_in_text(unit)) == ("Phường Mẫu", "phường Mẫu")
    assert station_name(UnitKind.ZONE, "Phú Quốc") == "Đài truyền thanh đặc khu Phú Quốc"
