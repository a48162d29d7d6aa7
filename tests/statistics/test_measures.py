"""Every figure against a sum made by hand, every figure with its records, every window cut in two."""

from __future__ import annotations

import datetime as dt
import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.recount.filling import fill
from tests.statistics.worked import BY_HAND, CODE, CUT_OFF, MONDAY, THURSDAY, TUESDAY, WEDNESDAY, YEAR, worked_week
from tests.wards import (
    PLAYED,
    POWER_CUT,
    add_relay,
    add_slot,
    approved_edition,
    approved_item,
    confirm,
    make_ward,
)
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.measured import Measured, Ratio
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.broadcast.logbook import Confirmation
from ttcs_desktop.broadcast.model import Fill, Kind, Outcome, Priority, Reason
from ttcs_desktop.statistics.catalogue import Nature
from ttcs_desktop.statistics.compute import rounded
from ttcs_desktop.statistics.measures import ask, shares

DAY = dt.timedelta(days=1)


@pytest.fixture(scope="module")
def ward(tmp_path_factory):
    return worked_week(tmp_path_factory.mktemp("worked"))


@pytest.mark.parametrize("code", BY_HAND)
def test_a_figure_is_what_a_person_adds_up(ward, code) -> None:
    value = ward.statistics.report(CODE, YEAR).value(code)
    assert (value.counted, value.derived, value.carried) == (BY_HAND[code], BY_HAND[code], None)


def test_plays_are_broken_down_by_priority(ward) -> None:
    parts = ward.statistics.report(CODE, YEAR).value("C10").broken_down
    assert {part: int(share) for part, share in parts.items()} == {"normal": 5, "priority": 0, "urgent": 1}


def test_every_number_is_the_sum_of_its_records(ward) -> None:
    for value in ward.statistics.report(CODE, YEAR).values:
        if isinstance(value.measured, Measured):
            total = sum((record.amount for record in value.records), Fraction(0)) * value.indicator.scale
            assert value.derived == rounded(total, value.indicator.decimals)
            assert all(record.label and record.id for record in value.records)


def test_a_record_behind_a_number_can_be_opened(ward) -> None:
    entries = {entry.id for entry in ward.broadcast.log.entries(MONDAY, THURSDAY)}
    report = ward.statistics.report(CODE, YEAR)
    for code in ("C01", "C02", "C03", "C06", "C10", "C12", "C13"):
        assert {record.id for record in report.value(code).records} <= entries
    assert len(report.value("C12").records) == 7


def test_a_report_reads_stock_at_its_cut_off_and_flow_up_to_it(ward) -> None:
    ask_at = Window(MONDAY, TUESDAY)
    figures = ward.broadcast.figures
    assert figures.aired_seconds(ask_at).total == 3600 + 1800 + 600 + 1200
    assert figures.sessions(Window(WEDNESDAY, THURSDAY)).total == 1
    assert figures.aired_seconds(Window(THURSDAY, CUT_OFF)).total == 0
    assert ask(ward._sources(), "broadcast.cluster_success", Window(THURSDAY, CUT_OFF), {}).value is None


def test_an_edition_counts_where_it_was_first_really_aired(tmp_path) -> None:
    ward = make_ward(tmp_path)
    slot = add_slot(ward, fill=Fill.SERIES)
    item = approved_item(ward)
    for day in (MONDAY, TUESDAY):
        approved_edition(ward, slot, day, item)
    confirm(ward, slot, MONDAY, POWER_CUT)
    confirm(ward, slot, TUESDAY, PLAYED)
    first, second = Window(MONDAY, MONDAY), Window(TUESDAY, TUESDAY)
    assert [ward.broadcast.figures.items_first_aired(window).total for window in (first, second)] == [0, 1]
    confirm(ward, slot, MONDAY, PLAYED)
    assert [ward.broadcast.figures.items_first_aired(window).total for window in (first, second)] == [1, 0]


def test_a_correction_takes_the_place_of_what_it_corrects(tmp_path) -> None:
    ward = worked_week(tmp_path)
    urgent = next(entry for entry in ward.broadcast.log.entries(MONDAY, MONDAY) if entry.priority is Priority.URGENT)
    ward.broadcast.log.correct(urgent.id, POWER_CUT)
    report = ward.statistics.report(CODE, YEAR)
    expected = {"C01": 3, "C10": 5}
    assert {code: report.value(code).counted for code in expected} == expected
    assert report.value("C12").counted == rounded(Fraction(900, 14), 1)


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    """Six weeks of repeats, power cuts, corrections and items that come again."""
    ward = make_ward(tmp_path_factory.mktemp("busy"))
    chance = random.Random(7)
    first, last = dt.date(2026, 4, 13), MONDAY
    relay = add_relay(ward, first=first, last=last)
    series = add_slot(ward, fill=Fill.SERIES, first=first, last=last)
    evening = add_slot(ward, "Thông báo", "19:30", 10, first=first, last=last, priority=Priority.PRIORITY)
    items = [approved_item(ward, f"Tin {number}") for number in range(12)]
    sayings = [PLAYED, PLAYED, POWER_CUT, Confirmation(Outcome.INTERRUPTED, Reason.NOISE, minutes=7, clusters_ok=1)]
    editions = []
    for offset in range((last - first).days + 1):
        day = first + offset * DAY
        again = chance.choice([None, None, *editions[-3:]])
        edition = approved_edition(
            ward, series, day, *chance.sample(items, 2), repeat_of=again, self_made=chance.random() < 0.8
        )
        editions.append(edition.id)
        for slot in (relay, series, evening):
            if chance.random() < 0.8:
                confirm(ward, slot, day, chance.choice(sayings))
                if chance.random() < 0.3:
                    confirm(ward, slot, day, chance.choice(sayings))
        if chance.random() < 0.3:
            ward.content.contribute(f"Bài {offset}", "Đài Hà Nội", day)
    fill(ward, [first + offset * DAY for offset in range((last - first).days + 1)], random.Random(5))
    return ward


# How far something is on the window's last day is no sum over days: its parts move from one to the other.
AT_THE_END = ("used", "handling")


def flows(ward, window: Window) -> dict[str, int]:
    """Every figure that adds up over days, whole and broken down, in the measure's own unit."""
    sources, found = ward._sources(), {}
    for indicator in ward.statistics.catalogue.indicators.values():
        if indicator.measure is None or not (indicator.adds or indicator.unit == "%"):
            continue
        filters = dict(indicator.filters)
        measured = ask(sources, indicator.measure, window, filters)
        if indicator.code == "C09" or indicator.nature is Nature.STOCK:
            continue  # what came in late in a window may be heard after it
        if isinstance(measured, Ratio):
            found |= {f"{indicator.code} part": measured.part.total, f"{indicator.code} whole": measured.whole.total}
            continue
        found[indicator.code] = measured.total
        assert measured.total == sum(record.amount for record in measured.records), indicator.code
        for name, _ in indicator.breakdowns:
            parts = shares(sources, indicator.measure, window, filters, name)
            assert sum(parts.values()) == measured.total, (indicator.code, name)
            if name not in AT_THE_END:
                found |= {f"{indicator.code}/{part}": share for part, share in parts.items() if share}
    return found


@settings(max_examples=12)
@given(st.integers(0, 41), st.integers(0, 41), st.integers(0, 41))
def test_a_window_cut_in_two_adds_up_for_every_flow(busy, a, b, c) -> None:
    a, b, c = sorted((a, b, c))
    if b == c:
        return
    start = dt.date(2026, 4, 13)
    whole = flows(busy, Window(start + a * DAY, start + c * DAY))
    left = flows(busy, Window(start + a * DAY, start + b * DAY))
    right = flows(busy, Window(start + (b + 1) * DAY, start + c * DAY))
    assert whole == {code: left.get(code, 0) + right.get(code, 0) for code in whole}


def test_the_busy_weeks_have_something_of_everything(busy) -> None:
    found = flows(busy, Window(dt.date(2026, 4, 13), MONDAY))
    assert {code for code, total in found.items() if not total} <= {"M03"}  # no report is due in these weeks


def test_relays_are_a_part_of_all_that_was_aired(busy) -> None:
    window = Window(dt.date(2026, 4, 13), MONDAY)
    ask_them = busy.broadcast.figures
    parts = sum(ask_them.aired_seconds(window, kind).total for kind in Kind)
    assert parts == ask_them.aired_seconds(window).total
    assert sum(ask_them.plays(window, one).total for one in Priority) == ask_them.plays(window).total


def test_a_question_nobody_knows_is_refused(ward) -> None:
    sources = ward._sources()
    with pytest.raises(InvalidInput, match="measure_unknown"):
        ask(sources, "broadcast.listeners", Window(MONDAY, TUESDAY), {})


@given(st.fractions(-(10**12), 10**12), st.integers(0, 3))
def test_rounding_is_half_up_from_the_exact_number(exact, decimals) -> None:
    got = rounded(exact, decimals)
    assert -got.as_tuple().exponent == decimals
    step = Fraction(1, 10**decimals)
    assert abs(Fraction(got) - exact) <= step / 2
    assert rounded(Fraction(25, 100), 1) == rounded(Fraction(3, 10), 1)
