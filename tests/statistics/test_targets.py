"""Targets: the file that ships and its faults, the rule of the lights, and what a ward says of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wards import add_slot, approved_edition, approved_item, code_of, confirm, make_ward, set_clock
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.broadcast.model import Condition, Fill, Technology
from ttcs_desktop.content.topics.model import TopicEntry
from ttcs_desktop.statistics.pace import Aim, Light, elapsed, expected, light_of
from ttcs_desktop.statistics.targets import INFERRED, Compare, read_targets, shipped_targets
from ttcs_desktop.statistics.wording import LIGHTS, left_open, wanted_words
from ttcs_desktop.workspace import Workspace

LINE = {
    "code": '"R-09"',
    "name": '"Đài"',
    "unit": '"%"',
    "kind": '"stock"',
    "formula": '"Số đài chia tổng số đài."',
    "measure": '"broadcast.station_share"',
    "filters": '{ technology = "ip" }',
    "wanted": '"100"',
    "compare": '"at_least"',
    "first": '"2025-10-28"',
    "last": '"2030-12-31"',
    "scope": '["99"]',
    "basis": '"Kế hoạch"',
    "basis_short": '"KH"',
}
DAY = dt.date(2026, 6, 2)


def toml(change: dict[str, str | None] | None = None, times: int = 1) -> str:
    line = {name: value for name, value in {**LINE, **(change or {})}.items() if value is not None}
    return ("[[target]]\n" + "".join(f"{name} = {value}\n" for name, value in line.items())) * times


@pytest.fixture
def ward(tmp_path) -> Iterator[Workspace]:
    made = make_ward(tmp_path)
    yield made
    made.close()


def test_the_twelve_targets_ship_with_their_document_and_their_days() -> None:
    found = shipped_targets()
    assert list(found) == [f"R-{number:02d}" for number in range(1, 13)]
    assert all(target.basis and target.scope and target.indicator.formula for target in found.values())
    assert {key for target in found.values() for key in target.inferred} <= INFERRED
    assert all(left_open([key]) for key in INFERRED)
    assert (found["R-11"].compare, found["R-11"].wanted) == (Compare.BELOW, 15)
    assert found["R-04"].window(2026) == Window(dt.date(2025, 10, 28), dt.date(2026, 12, 31))
    assert found["R-06"].window(2026) == Window(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    assert found["R-06"].window(2025) == Window(dt.date(2025, 10, 28), dt.date(2025, 12, 31))
    assert found["R-01"].window(2026) is None
    assert found["R-12"].window(2031) is not None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"wanted": None}, "catalogue_field"),
        ({"wanted": "100"}, "catalogue_field"),
        ({"wanted": '"trăm"'}, "catalogue_field"),
        ({"wanted": '"0"'}, "catalogue_field"),
        ({"compare": '"about"'}, "catalogue_field"),
        ({"first": '"2025-02-31"'}, "catalogue_field"),
        ({"last": '"2020-01-01"'}, "window_reversed"),
        ({"last": None}, "catalogue_field"),
        ({"scope": '"99"'}, "catalogue_field"),
        ({"basis": '""'}, "catalogue_field"),
        ({"inferred": '["mood"]'}, "catalogue_field"),
        ({"measure": '"broadcast.mood"'}, "catalogue_measure"),
        ({"filters": '{ technology = "steam" }'}, "catalogue_value"),
        ({"filters": None}, "catalogue_filter_missing"),
    ],
)
def test_a_fault_in_the_file_names_its_target(change, code) -> None:
    assert list(read_targets(toml())) == ["R-09"]
    with pytest.raises(InvalidInput) as trouble:
        read_targets(toml(change))
    assert (trouble.value.code, trouble.value.field) == (code, "R-09")


def test_no_target_stands_in_the_file_twice() -> None:
    with pytest.raises(InvalidInput, match="catalogue_doubled"):
        read_targets(toml(times=2))


# -- the rule of the lights ----------------------------------------------------------------------------------------

YEAR = Window(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
numbers = st.decimals(0, 200, places=1)
parts = st.fractions(0, 1)


def test_the_lights_of_a_year() -> None:
    songs = Aim(Compare.AT_LEAST, Decimal(32))
    half = elapsed(YEAR, dt.date(2026, 7, 2))
    assert expected(songs, half) == 16
    said = [light_of(songs, value, half, over=False) for value in (None, Decimal(15), Decimal(16), Decimal(32))]
    assert said == [Light.NO_FIGURE, Light.AT_RISK, Light.ON_PACE, Light.MET]
    assert light_of(songs, Decimal(31), Fraction(1), over=True) is Light.MISSED


def test_one_thing_is_wanted_only_from_the_middle_of_the_time_on() -> None:
    board = Aim(Compare.AT_LEAST, Decimal(1))
    assert light_of(board, Decimal(0), Fraction(49, 100), over=False) is Light.ON_PACE
    assert light_of(board, Decimal(0), Fraction(1, 2), over=False) is Light.AT_RISK
    of_one_station = Aim(Compare.AT_LEAST, Decimal(100), decimals=1, pieces=1)
    assert expected(of_one_station, Fraction(49, 100)) == 0
    assert expected(of_one_station, Fraction(1, 2)) == 100


def test_a_strict_limit_is_missed_at_the_limit_itself() -> None:
    tone = Aim(Compare.BELOW, Decimal(15), decimals=1)
    said = [light_of(tone, Decimal(value), Fraction(1, 2), over=False) for value in ("11.9", "12", "14.9", "15")]
    assert said == [Light.ON_PACE, Light.AT_RISK, Light.AT_RISK, Light.MISSED]
    assert light_of(tone, Decimal("14.9"), Fraction(1), over=True) is Light.MET
    assert light_of(Aim(Compare.AT_MOST, Decimal(15)), Decimal(15), Fraction(1), over=True) is Light.MET


@settings(max_examples=60)
@given(numbers, numbers.filter(lambda number: number > 0), parts, st.sampled_from([None, 1, 3, 40]))
def test_more_is_never_worse_and_later_never_better(value, wanted, part, pieces) -> None:
    aim = Aim(Compare.AT_LEAST, min(wanted, Decimal(100)) if pieces else wanted, 1, pieces)
    order = [Light.MISSED, Light.AT_RISK, Light.ON_PACE, Light.MET]
    now = order.index(light_of(aim, value, part, over=False))
    assert order.index(light_of(aim, value + 1, part, over=False)) >= now
    assert order.index(light_of(aim, value, Fraction(1), over=False)) <= now
    assert light_of(aim, value, Fraction(1), over=True) in (Light.MET, Light.MISSED)
    needed = expected(aim, part)
    assert needed is not None
    assert 0 <= needed <= aim.wanted or not pieces
    assert light_of(aim, max(needed, Decimal(0)), part, over=False) in (Light.ON_PACE, Light.MET)


@given(st.dates(dt.date(2025, 1, 1), dt.date(2027, 12, 31)))
def test_the_days_gone_by_are_a_share(day) -> None:
    assert 0 <= elapsed(YEAR, day) <= 1
    assert elapsed(YEAR, YEAR.cut_off) == 1


# -- a ward's own ---------------------------------------------------------------------------------------------------


def test_what_binds_the_ward_comes_first_and_the_rest_has_no_light(ward) -> None:
    found = ward.targets.year(2026)
    assert [one.target.code for one in found if one.applies] == [*(f"R-{n:02d}" for n in range(3, 10)), "R-12"]
    assert [one.applies for one in found] == sorted((one.applies for one in found), reverse=True)
    assert {one.light for one in found if not one.applies} == {None}
    assert {one.light for one in found if one.applies and not one.is_measured} == {Light.NO_FIGURE}


def test_a_measured_target_is_the_record_s_own_figure_with_the_same_evidence(ward) -> None:
    station = ward.broadcast.inventory.the_station()
    before = ward.targets.one("r-09", 2026)
    assert (before.value.counted, before.light) == (100, Light.MET)
    ward.broadcast.inventory.change_station(station.id, DAY, Technology.FM, Condition.WORKING)
    after = ward.targets.one("R-09", 2026)
    assert (after.value.counted, after.light, after.expected) == (0, Light.ON_PACE, 0)
    told = ward.targets.explain("R-09", 2026)
    assert [record["id"] for record in told["parts"]["whole"]] == [station.id]
    assert told["entered"] is None
    with pytest.raises(InvalidInput) as trouble:
        ward.targets.enter("R-09", 2026, Decimal(50), "đếm tay", "Trần Thị Bình", DAY)
    assert code_of(trouble) == "target_is_measured"


def test_a_number_by_hand_says_so_and_can_be_taken_back(ward) -> None:
    ward.targets.enter("R-12", 2026, Decimal(9), " Sổ  theo dõi ", "Trần Thị Bình", DAY)
    one = ward.targets.one("R-12", 2026)
    assert (one.value.derived, one.value.counted, one.light, one.expected) == (None, 9, Light.AT_RISK, 13)
    assert (one.said.reason, one.said.person, one.said.as_of) == ("Sổ theo dõi", "Trần Thị Bình", DAY)
    assert ward.targets.one("R-12", 2027).value.counted is None
    ward.targets.enter("R-12", 2026, Decimal(14), "Đếm lại", "Trần Thị Bình", DAY)
    assert ward.targets.one("R-12", 2026).light is Light.ON_PACE
    ward.undo.undo()
    assert ward.targets.one("R-12", 2026).value.counted == 9
    ward.targets.take_back("R-12", 2026)
    assert ward.targets.one("R-12", 2026).light is Light.NO_FIGURE


def test_the_topics_of_the_year_are_counted_where_there_is_a_list(ward) -> None:
    ward.targets.enter("R-12", 2026, Decimal(9), "Sổ theo dõi", "Trần Thị Bình", DAY)
    told = ward.topics.add(2026, TopicEntry("Chuyển đổi số"))
    ward.topics.add(2026, TopicEntry("Phòng dịch"))
    assert (ward.targets.one("R-12", 2026).value.counted, ward.targets.one("R-12", 2026).is_measured) == (0, True)
    item = approved_item(ward)
    ward.topics.set_for_item(item.id, 2026, [told.id])
    slot = add_slot(ward, fill=Fill.SERIES, first=DAY - dt.timedelta(days=2), last=DAY)
    for back in (1, 2):
        approved_edition(ward, slot, DAY - dt.timedelta(days=back), item)
        confirm(ward, slot, DAY - dt.timedelta(days=back))
    one = ward.targets.one("R-12", 2026)
    assert (one.value.counted, one.value.entered, one.light) == (1, None, Light.AT_RISK)
    (record,) = ward.targets.explain("R-12", 2026)["records"]
    assert (record["id"], record["label"], record["date"]) == (
        told.id,
        "1. Chuyển đổi số",
        DAY - dt.timedelta(days=2),
    )
    with pytest.raises(InvalidInput, match="target_is_measured"):
        ward.targets.enter("R-12", 2026, Decimal(9), "Sổ", "Bình", DAY)


def test_the_ward_s_own_level_counts_for_its_year_and_brings_a_foreign_target_in(ward) -> None:
    source = "Kế hoạch số 12/KH-UBND"
    ward.targets.set_level("R-12", 2026, Decimal(20), source, dt.date(2026, 1, 15))
    ward.targets.set_level("R-11", 2026, Decimal(10), source, dt.date(2026, 1, 15))
    ward.targets.enter("R-11", 2026, Decimal("8.5"), "Đếm trên trang", "Trần Thị Bình", DAY)
    ours, foreign = ward.targets.one("R-12", 2026), ward.targets.one("R-11", 2026)
    assert (ours.wanted, ours.level.source, ours.level.decided_on) == (20, source, dt.date(2026, 1, 15))
    assert (foreign.applies, foreign.light) == (True, Light.AT_RISK)
    assert ward.targets.one("R-12", 2027).wanted == 32
    ward.targets.drop_level("R-11", 2026)
    assert ward.targets.one("R-11", 2026).applies is False


def test_a_year_that_is_over_is_judged_on_its_last_day(ward) -> None:
    ward.targets.enter("R-12", 2026, Decimal(31), "Sổ theo dõi", "Trần Thị Bình", DAY)
    set_clock(ward, dt.datetime(2027, 1, 1, 8, 0))
    assert ward.targets.one("R-12", 2026).light is Light.MISSED
    station = ward.broadcast.inventory.the_station()
    ward.broadcast.inventory.change_station(station.id, DAY, Technology.WIRED, Condition.WORKING)
    assert ward.targets.one("R-09", 2026).light is Light.ON_PACE
    set_clock(ward, dt.datetime(2031, 1, 1, 8, 0))
    assert ward.targets.one("R-09", 2030).light is Light.MISSED


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"code": "R-99"}, "target_unknown", "target"),
        ({"year": 1800}, "year_unreadable", "year"),
        ({"value": Decimal(-1)}, "value_negative", "value"),
        ({"value": Decimal("NaN")}, "value_negative", "value"),
        ({"value": Decimal("1.5")}, "count_not_whole", "value"),
        ({"code": "R-03", "value": Decimal("100.1")}, "share_above_all", "value"),
        ({"reason": " "}, "reason_missing", "reason"),
        ({"person": ""}, "person_missing", "person"),
        ({"as_of": DAY + dt.timedelta(days=1)}, "as_of_in_future", "as_of"),
    ],
)
def test_a_number_that_cannot_be_is_refused(ward, change, code, field) -> None:
    said = {"code": "R-12", "year": 2026, "value": Decimal(9), "reason": "sổ", "person": "Bình", "as_of": DAY}
    with pytest.raises(InvalidInput) as trouble:
        ward.targets.enter(**{**said, **change})
    assert (code_of(trouble), trouble.value.field) == (code, field)


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"wanted": Decimal(0)}, "level_not_positive", "wanted"),
        ({"wanted": Decimal("1.5")}, "count_not_whole", "wanted"),
        ({"source": "\u00a0"}, "source_missing", "source"),
        ({"decided_on": DAY + dt.timedelta(days=1)}, "document_in_future", "decided_on"),
    ],
)
def test_a_level_that_cannot_be_is_refused(ward, change, code, field) -> None:
    said = {"code": "R-12", "year": 2026, "wanted": Decimal(9), "source": "KH 1", "decided_on": DAY}
    with pytest.raises(InvalidInput) as trouble:
        ward.targets.set_level(**{**said, **change})
    assert (code_of(trouble), trouble.value.field) == (code, field)


def test_every_light_has_a_word_and_every_wish_is_said() -> None:
    assert set(LIGHTS) == {light.value for light in Light}
    assert wanted_words("below", Decimal(15), "%") == "dưới 15 %"
    assert wanted_words("at_least", Decimal(100), "%") == "100 %"
    assert wanted_words("at_least", Decimal(32), "bài") == "ít nhất 32 bài"
