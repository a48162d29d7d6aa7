"""A city's own catalogue: every fault is named at its place, and one with a fault stops nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.statistics.worked import CODE, YEAR, make_ready, worked_week
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.office.model import UnitKind
from ttcs_desktop.office.units import UnitEntry
from ttcs_desktop.statistics.catalogue import CITY_FILE, shipped_catalogue
from ttcs_desktop.statistics.city_catalogue import catalogue_of, drop, look, take_in
from ttcs_desktop.statistics.wording import part_word
from ui.workflows.messages_catalogue import CATALOGUE, city_words

HEAD = 'mode = "extend"\nversion = "HN-3"\n'
LINE = 'name = "Mới"\nunit = "%"\nkind = "flow"\nformula = "Theo phần mềm của Sở."\n'


def indicator(code: str, more: str = "", line: str = LINE) -> str:
    return f'[[indicator]]\ncode = "{code}"\n{line}{more}\n'


def written(folder: Path, text: str) -> Path:
    path = folder / CITY_FILE
    path.write_text(text, "utf-8")
    return path


def test_a_city_adds_its_own_indicators_and_chooses_those_of_the_reports(tmp_path) -> None:
    text = HEAD + 'indicators = ["B01", "X01", "C02"]\n'
    text += indicator("X01", 'expression = "C10[KHAN_CAP] / C10 * 100"\ncode_map = { "BM-01" = "07" }\n')
    text += '[[indicator]]\ncode = "C02"\nname = "Giờ phát"\nunit = "giờ"\nkind = "flow"\nformula = "Như cũ."\n'
    written(tmp_path, text + 'measure = "broadcast.aired_seconds"\nscale = "1/3600"\n')
    found = catalogue_of(tmp_path)
    assert found.city is not None
    assert not found.city.faults
    assert found.version == f"{shipped_catalogue().version}+HN-3"
    assert found.template(CODE).indicators == ("B01", "X01", "C02")
    assert found.indicator("C02").name == "Giờ phát"
    assert found.indicator("X01").code_in("BM-01") == "07"
    assert found.indicator("X01").expression.references[0].part == "urgent"
    assert len(found.indicators) == len(shipped_catalogue().indicators) + 1


def test_a_city_may_take_the_place_of_the_whole(tmp_path) -> None:
    line = LINE.replace("%", "đài").replace("flow", "stock")
    text = HEAD.replace("extend", "replace") + 'indicators = ["Z01"]\n'
    written(tmp_path, text + indicator("Z01", 'measure = "broadcast.stations"\n', line))
    found = catalogue_of(tmp_path)
    assert list(found.indicators) == ["Z01"]
    assert found.version == "HN-3"
    assert {one.indicators for one in found.templates.values()} == {("Z01",)}


FAULTS = [
    (
        indicator("X01", 'expression = "X02 + 1"\n') + indicator("X02", 'expression = "X01 * 2"\n'),
        "catalogue_cycle",
        "X01",
    ),
    (indicator("X01", 'expression = "B99 / B01"\n'), "catalogue_unknown_indicator", "X01"),
    (indicator("X01", 'expression = "B02[HOI_NUOC] / B01"\n'), "catalogue_part", "X01"),
    (indicator("X01", 'expression = "B02 // B01"\n'), "expression_unreadable", "X01"),
    (indicator("X01", 'expression = "1"\nmeasure = "broadcast.plays"\n'), "catalogue_both", "X01"),
    (indicator("X01") + indicator("X01"), "catalogue_doubled", "X01"),
    (indicator("X01", 'measure = "broadcast.mood"\n'), "catalogue_measure", "X01"),
    (indicator("X01", 'measure = "broadcast.stations"\n'), "catalogue_kind", "X01"),
    (indicator("X01", 'measure = "broadcast.plays"\nfilters = { mood = "good" }\n'), "catalogue_filter", "X01"),
    (indicator("X01", 'measure = "broadcast.plays"\nbreakdowns = { kind = ["song"] }\n'), "catalogue_value", "X01"),
    (indicator("X01", 'measure = "broadcast.plays"\nbreakdowns = { kind = "*" }\n'), "catalogue_value", "X01"),
    (indicator("X01", "decimals = true\n"), "catalogue_field", "X01"),
    (indicator("X01", 'colour = "red"\n'), "catalogue_key_unknown", "X01"),
    ("[[indicator]]\ncode = ", "catalogue_unreadable", None),
    ("surprise = 1\n", "catalogue_key_unknown", CITY_FILE),
    ('indicators = ["B99"]\n', "catalogue_unknown_indicator", None),
    ("x = " + "[" * 5000, "catalogue_unreadable", None),
    ("x = " + "9" * 5000, "catalogue_unreadable", None),
    (indicator("X01", 'measure = "broadcast.plays"\nscale = "1e99999999"\n'), "catalogue_field", "X01"),
]


@pytest.mark.parametrize(("more", "code", "place"), FAULTS)
def test_a_fault_is_named_with_its_place_and_the_shipped_catalogue_goes_on(tmp_path, more, code, place) -> None:
    source = tmp_path / "from-the-city.toml"
    source.write_text(HEAD + more, "utf-8")
    written(tmp_path, HEAD + more)
    found = catalogue_of(tmp_path)
    assert found.city is not None
    assert [fault.code for fault in found.city.faults][:1] == [code]
    assert place is None or found.city.faults[0].details["place"] == place
    assert code in CATALOGUE
    assert "…" not in city_words(found.city)
    assert found.template(CODE) == shipped_catalogue().template(CODE)
    assert found.indicators == shipped_catalogue().indicators
    with pytest.raises(InvalidInput, match=code):
        take_in(source, tmp_path)


def test_every_wrong_line_is_told_at_once(tmp_path) -> None:
    lines = indicator("X01", "decimals = -1\n") + indicator("X02", 'measure = "a.b"\n')
    written(tmp_path, HEAD + lines)
    city = catalogue_of(tmp_path).city
    assert [fault.details["place"] for fault in city.faults] == ["X01", "X02"]
    assert "Còn 1 chỗ khác" in city_words(city)


def test_a_file_that_is_no_text_stops_nothing(tmp_path) -> None:
    (tmp_path / CITY_FILE).write_bytes(b"\xff\xfe\x00 not text \x81")
    found = catalogue_of(tmp_path)
    assert [fault.code for fault in found.city.faults] == ["catalogue_file_unreadable"]
    assert found.indicator("B01").name == shipped_catalogue().indicator("B01").name


def test_it_is_taken_in_only_without_a_fault_and_dropped_again(tmp_path) -> None:
    good = tmp_path / "good.toml"
    good.write_text(HEAD + indicator("X01", 'expression = "C06 / C02 * 100"\ndecimals = 1\n'), "utf-8")
    folder = tmp_path / "ward"
    folder.mkdir()
    assert take_in(good, folder).indicator("X01").decimals == 1
    assert catalogue_of(folder).city.version == "HN-3"
    drop(folder)
    drop(folder)
    assert not (folder / CITY_FILE).exists()


@pytest.fixture(scope="module")
def ward(tmp_path_factory):
    folder = tmp_path_factory.mktemp("city")
    made = worked_week(folder, started_on=dt.date(2026, 3, 10))
    text = HEAD + 'indicators = ["B03", "C02", "C10", "X01", "X02", "X03", "A05"]\n'
    text += indicator("X01", 'expression = "C06 / C02 * 100"\ndecimals = 1\n')
    text += indicator("X02", 'expression = "C10 / (C07 - C07) * 100"\n')
    text += indicator("X03", 'expression = "C10 + C07"\n', LINE.replace("%", "việc"))
    (made.folder / CITY_FILE).write_text(text, "utf-8")
    yield made
    made.close()


def test_an_expression_counts_exactly_and_shows_its_terms(ward) -> None:
    report = ward.statistics.report(CODE, YEAR)
    share = report.value("X01")
    assert share.counted == Decimal("57.1")  # 2 of 3.5 hours
    assert [(term.name, term.value) for term in share.measured.terms] == [("C06", 2), ("C02", Decimal("3.5"))]
    assert {record.id for record in share.records} == {record.id for record in report.value("C02").records}
    nothing = report.value("X02")
    assert (nothing.counted, nothing.measured.lack.value) == (None, "divisor")
    found = {check.indicator: check.code for check in report.checks if check.indicator.startswith(("X", "A"))}
    assert found == {"X02": "nothing_to_divide", "A05": "value_missing"}
    assert report.value("X03").counted == 7


def test_what_counts_in_the_report_counts_in_an_expression(ward) -> None:
    ward.statistics.enter(CODE, YEAR, {"A04": Decimal(1), "C10": Decimal(13)}, "Theo sổ tay")
    report = ward.statistics.report(CODE, YEAR)
    assert (report.value("A05").counted, report.value("X03").counted) == (100, 14)
    ward.statistics.take_back(CODE, YEAR, "A04", "C10")


def test_parts_carried_in_are_counted_once(ward) -> None:
    carry = ward.statistics.carry_in
    carry("C10[urgent]", "2026-01", Decimal(3), "Sổ cũ", "Bình")
    carry("C10[normal]", "2026-01", Decimal(30), "Sổ cũ", "Bình")
    carry("C10[urgent]", "2026-02", Decimal(2), "Sổ cũ", "Bình")
    carry("C10", "2026-02", Decimal(40), "Sổ cũ", "Bình")
    value = ward.statistics.report(CODE, YEAR).value("C10")
    assert (value.derived, value.carried, value.counted) == (6, 73, 79)
    assert value.broken_down == {"normal": 35, "priority": 0, "urgent": 6}
    assert ward.statistics.report(CODE, YEAR).value("X03").counted == 80
    for code, problem in (("C10[loud]", "carried_part_unknown"), ("X03", "carried_does_not_add")):
        with pytest.raises(InvalidInput, match=problem):
            carry(code, "2026-01", Decimal(1), "Sổ cũ", "Bình")
    with pytest.raises(InvalidInput, match="carried_parts_above"):
        carry("C10[normal]", "2026-02", Decimal(39), "Sổ cũ", "Bình")


def test_a_merged_unit_counts_as_then_and_as_now(tmp_path) -> None:
    ward = worked_week(tmp_path)
    _one, two = ward.broadcast.inventory.clusters()
    ward.equipment.clusters.correct(replace(two, came_from="Cụm 2, xã Phù Vân cũ"))
    ward.office.rename_unit(UnitEntry("99998", "Mới", UnitKind.WARD, "99", "Mẫu"), dt.date(2026, 5, 28))
    (ward.folder / CITY_FILE).write_text(HEAD + 'indicators = ["B04C", "B05B"]\n', "utf-8")
    counted = [
        {value.indicator.code: (int(value.counted), {part: int(share) for part, share in value.broken_down.items()})
         for value in ward.statistics.values(ward.statistics.catalogue.template(CODE), None, Window(day, day))}
        for day in (dt.date(2026, 5, 27), dt.date(2026, 5, 28))
    ]  # fmt: skip
    assert counted == [
        {"B04C": (2, {"then": 1, "later": 1}), "B05B": (8, {"then": 4, "later": 4})},
        {"B04C": (2, {"then": 2, "later": 0}), "B05B": (8, {"then": 8, "later": 0})},
    ]
    ward.close()


def test_every_value_of_a_breakdown_has_its_word() -> None:
    for one in shipped_catalogue().indicators.values():
        for _, parts in one.breakdowns:
            assert all(part_word(one, part) != part for part in parts), one.code


def test_no_indicator_looks_like_law_without_its_paper() -> None:
    known = shipped_catalogue().indicators.values()
    assert {one.basis for one in known} <= {
        "",
        "Kế hoạch 75/KH-UBND",
        "Kế hoạch 184/KH-SVHTT",
        "Công văn 830/STTTT-TTBCXB",
    }
    assert all("nhập tay" in one.formula for one in known if one.by_hand)


def test_a_frozen_report_keeps_its_figures_and_its_place_when_the_city_replaces_all(tmp_path) -> None:
    ward = worked_week(tmp_path)
    make_ready(ward)
    ward.statistics.freeze(CODE, YEAR)
    before = ward.statistics.latest(CODE, YEAR)
    text = HEAD.replace("extend", "replace") + 'indicators = ["Z01"]\n'
    text += indicator("Z01", 'measure = "broadcast.stations"\n', LINE.replace("%", "đài").replace("flow", "stock"))
    text += '[[template]]\ncode = "HN-6T"\nname = "6 tháng"\nstart = "01-01"\ncut_off = "05-30"\nreceiver = "Sở"\n'
    text += 'basis = "HN"\nbasis_short = "HN"\nscope = ["99"]\ndirection = "send"\nactive = true\n'
    source = written(tmp_path, text)
    looked = look(source)
    assert (looked.faults, looked.added, looked.replaced) == ((), ("Z01",), ())
    assert set(looked.gone) == set(shipped_catalogue().indicators)
    take_in(source, ward.folder)
    ward.catalogue.turn_to(catalogue_of(ward.folder))
    assert ward.statistics.latest(CODE, YEAR) == before
    assert not ward.statistics.catalogue.template(CODE).active
    assert ward.statistics.report("HN-6T", YEAR).value("Z01").counted == 1
    ward.close()
