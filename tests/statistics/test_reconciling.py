"""Two reports held against each other: what is listed between them is exactly what they differ by."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.statistics.worked import BY_HAND, CODE, MONDAY, TUESDAY, WEDNESDAY, YEAR, make_ready, worked_week
from tests.wards import PLAYED, POWER_CUT, add_slot, cluster_ids, confirm, set_clock
from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.broadcast.model import Condition
from ttcs_desktop.statistics.catalogue import Nature
from ttcs_desktop.statistics.comparing.events import Difference, Kind, Why, compare
from ttcs_desktop.statistics.comparing.sides import Counted, Figure, Side, living_figures
from ttcs_desktop.statistics.compute import rounded
from ttcs_desktop.statistics.reading import told_comparison
from ttcs_desktop.workspace import Workspace

DAY = dt.timedelta(days=1)
LATER = dt.datetime(2026, 12, 20, 9, 0)


@pytest.fixture(scope="module")
def ward(tmp_path_factory) -> Workspace:
    """The worked week, a slot up to the end of the year, and equipment that changes after the half-year."""
    made = worked_week(tmp_path_factory.mktemp("reconciled"))
    make_ready(made)
    slot = add_slot(made, "Bản tin chiều", "17:00", 20, first=dt.date(2026, 5, 29), last=dt.date(2026, 12, 31))
    set_clock(made, LATER)
    for offset in (0, 1, 2, 20, 60, 150, 190):
        confirm(made, slot, dt.date(2026, 5, 29) + offset * DAY, POWER_CUT if offset == 20 else PLAYED)
    number = cluster_ids(made)
    inventory = made.broadcast.inventory
    inventory.change_cluster(number["TDP 1"], dt.date(2026, 6, 10), loudspeakers=6, condition=Condition.WORKING)
    inventory.change_cluster(number["TDP 1"], dt.date(2026, 9, 1), loudspeakers=5, condition=Condition.WORKING)
    inventory.change_cluster(number["TDP 2"], dt.date(2026, 8, 1), loudspeakers=4, condition=Condition.RETIRED)
    return made


def by_code(differences: tuple[Difference, ...]) -> dict[str, Difference]:
    return {one.code: one for one in differences}


def assert_told_in_full(differences: tuple[Difference, ...]) -> None:
    for one in differences:
        assert one.proven(), one
        left_over = one.effect() - sum((event.effect for event in one.events if event.record), Fraction(0))
        beside = [event for event in one.events if event.record is None]
        assert left_over == sum((event.effect for event in beside), Fraction(0))
        rounding = [event.effect for event in beside if event.kind is Kind.ROUNDING]
        assert all(abs(effect) <= Fraction(1, 10**one.decimals) for effect in rounding)


def test_a_half_year_and_the_year_differ_by_what_happened_between_them(ward) -> None:
    found = ward.statistics.reconciling.named("184-6T/2026@0", "184-N/2026@0")
    assert_told_in_full(found.differences)
    told = by_code(found.differences)
    plays = told["C10"]
    days = [dt.date(2026, 5, 31), dt.date(2026, 7, 28), dt.date(2026, 10, 26)]  # 18/6 did not play, 5/12 is too late
    assert [(one.kind, one.why, one.day) for one in plays.events] == [(Kind.CAME, Why.DAYS, day) for day in days]
    assert plays.change == Decimal(3)
    assert told["B01"].is_none


def test_a_stock_is_told_by_the_days_of_its_states(ward) -> None:
    told = by_code(ward.statistics.reconciling.named("184-6T/2026@0", "184-N/2026@0").differences)
    assert [(one.kind, one.day, int(one.effect)) for one in told["B05"].events] == [
        (Kind.CHANGED, dt.date(2026, 6, 10), 2),
        (Kind.GONE, dt.date(2026, 8, 1), -4),
        (Kind.CHANGED, dt.date(2026, 9, 1), -1),
    ]
    assert [(one.kind, one.day) for one in told["B04"].events] == [(Kind.GONE, dt.date(2026, 8, 1))]
    back = by_code(ward.statistics.reconciling.named("184-N/2026@0", "184-6T/2026@0").differences)
    assert (back["B05"].change, back["B05"].effect()) == (Decimal(3), Fraction(3))
    assert {one.day for one in back["B05"].events} == {one.day for one in told["B05"].events}


def test_a_half_year_and_the_days_after_it_make_the_year(ward) -> None:
    found = ward.statistics.reconciling.named("184-6T/2026@0+", "184-N/2026@0")
    assert found.one.days_on == dt.date(2026, 11, 30)
    assert found.differing == ()
    with pytest.raises(InvalidInput, match="nothing_to_add"):
        ward.statistics.reconciling.named("184-N/2026@0+", "184-6T/2026@0")


def test_reports_are_named_as_written_or_refused(ward) -> None:
    for name, code in (
        ("184-6T", "report_name_unreadable"),
        ("X/2026", "template_unknown"),
        ("TT04-N/2026@3", "frozen"),
    ):
        with pytest.raises(InvalidInput, match=code):
            ward.statistics.reconciling.named(name, "184-N/2026")


# Few wards, each another; more with --all. One example takes a tenth of a second.
@settings(max_examples=8)
@given(st.randoms(use_true_random=False))
def test_whatever_is_recorded_the_events_sum_to_the_difference(ward, chance: random.Random) -> None:
    number, inventory = cluster_ids(ward), ward.broadcast.inventory
    inventory.change_cluster(
        number["TDP 1"], _day(chance), loudspeakers=chance.randint(1, 9), condition=Condition.WORKING
    )
    entries = ward.broadcast.log.entries(MONDAY, WEDNESDAY)
    ward.broadcast.log.correct(chance.choice(entries).id, chance.choice((PLAYED, POWER_CUT)))
    waiting = ward.broadcast.log.unconfirmed(_day(chance), LATER.date())
    ward.broadcast.log.confirm_many(waiting[: chance.randint(0, 5)], PLAYED)
    one, other = (_side(ward, *sorted((_day(chance), _day(chance)))) for _ in range(2))
    found = ward.statistics.reconciling.between(one, other)
    assert_told_in_full(found.differences)
    assert {each.code for each in found.differences} == set(one.figures)


def _day(chance: random.Random) -> dt.date:
    return dt.date(2026, 5, 20) + chance.randint(0, 200) * DAY


def _side(ward: Workspace, start: dt.date, cut_off: dt.date) -> Side:
    window = Window(start, cut_off)
    catalogue = ward.statistics.catalogue
    template = replace(catalogue.template(CODE), indicators=tuple(catalogue.indicators))  # groups A to N
    figures = living_figures(ward.statistics.values(template, None, window))
    return Side(CODE, template.name, YEAR, 0, window, figures)


_amounts = st.fractions(min_value=0, max_value=9, max_denominator=4)
_records = st.dictionaries(st.integers(0, 8), st.tuples(_amounts, st.integers(0, 300)), max_size=6)
_maybe = st.none() | st.decimals(0, 99, places=1)


@st.composite
def _figures(draw: st.DrawFn) -> tuple[Figure, Figure]:
    """Two figures of one indicator: a sum, a share, a middle or a formula, each with what may stand beside it."""
    shape = draw(st.sampled_from(["sum", "share", "middle", "formula"]))
    nature = draw(st.sampled_from(Nature))
    bare = Figure("C99", "Chỉ tiêu", "giờ", nature, "", 1, None, None, None, None, "", (), None)
    return tuple(_filled(draw, bare, shape) for _ in range(2))


def _filled(draw: st.DrawFn, bare: Figure, shape: str) -> Figure:
    records, over = draw(_records), None
    if shape == "share":
        over = _counted(records)
        records = {id_: (amount / 2, day) for id_, (amount, day) in records.items()}
    terms = {name: draw(st.none() | _amounts) for name in ("A1", "B1")} if shape == "formula" else {}
    expression = "A1 * 3 / (B1 - 1)" if shape == "formula" else ""
    made = replace(
        bare, records=_counted(records), whole=over, middle=shape == "middle", expression=expression, terms=terms
    )
    derived = rounded(made.exact(), 1) if made.exact() or draw(st.booleans()) else None
    carried, entered = draw(_maybe), draw(_maybe)
    value = entered if entered is not None else carried if derived is None else derived + (carried or 0)
    return replace(made, value=value, derived=derived, carried=carried, entered=entered)


def _counted(records: dict[int, tuple[Fraction, int]]) -> tuple[Counted, ...]:
    start = dt.date(2026, 1, 1)
    return tuple(
        Counted("broadcast", str(id_ // 2), 1, start + days * DAY, amount, f"Bản ghi {id_}")
        for id_, (amount, days) in records.items()
    )


@settings(max_examples=40)
@given(_figures(), st.integers(0, 300), st.integers(0, 300))
def test_no_two_figures_differ_by_anything_that_is_not_listed(pair, one_day, other_day) -> None:
    windows = [Window(dt.date(2026, 1, 1), dt.date(2026, 1, 1) + days * DAY) for days in (one_day, other_day)]
    one, other = (
        Side("X", "kỳ", 2026, 0, window, {"C99": figure}) for window, figure in zip(windows, pair, strict=True)
    )
    (told,) = compare(one, other)
    assert told.proven()
    (back,) = compare(other, one)
    assert back.proven()
    assert (back.effect() == -told.effect()) or any(figure.value is None for figure in pair)


def test_a_figure_that_is_counted_otherwise_now_says_so() -> None:
    """A city's catalogue may change what a line counts: no record then explains the difference."""
    bare = Figure("C99", "X", "giờ", Nature.FLOW, "Cộng giờ.", 1, Decimal(2), Decimal(2), None, None, "", (), None)
    now = replace(bare, expression="A1 * 2", terms={"A1": Fraction(3)}, value=Decimal(6), derived=Decimal(6))
    window = Window(MONDAY, TUESDAY)
    one, other = (Side("X", "kỳ", 2026, 0, window, {"C99": figure}) for figure in (bare, now))
    (told,) = compare(one, other)
    assert told.proven()
    assert told.events[0].kind is Kind.FORMULA


def test_a_correction_is_told_record_by_record(tmp_path) -> None:
    ward = worked_week(tmp_path)
    make_ready(ward)
    first = ward.statistics.freeze(CODE, YEAR)
    entry = next(entry for entry in ward.broadcast.log.entries(MONDAY, MONDAY) if entry.start == dt.time(14))
    ward.broadcast.log.correct(entry.id, POWER_CUT)
    waiting = ward.statistics.report(CODE, YEAR)
    since = ward.statistics.reconciling.since_frozen(waiting)
    assert {one.code: one.change for one in since.differing} == {
        "C01": Decimal(-1),
        "C02": Decimal("-0.2"),
        "C10": Decimal(-1),
        "C12": Decimal("-14.3"),
        "C13": Decimal("-3.5"),
    }
    (gone,) = by_code(since.differences)["C10"].events
    assert (gone.kind, gone.why, gone.record.id, gone.day) == (Kind.GONE, Why.RECORD, entry.id, MONDAY)
    hours = by_code(since.differences)["C02"].events
    assert [(one.kind, one.effect) for one in hours] == [
        (Kind.GONE, Fraction(-1, 6)),
        (Kind.ROUNDING, Fraction(1, 6) - Fraction(1, 5)),
    ]
    (share,) = [one for one in by_code(since.differences)["C12"].events if one.record]
    assert (share.kind, share.before.amount, share.after.amount) == (Kind.CHANGED, 2, 0)  # one play, mended in the log
    second = ward.statistics.correct(CODE, YEAR, "Ghi nhầm")
    told = ward.statistics.reconciling.versions(first, second)
    assert told_comparison(told)["differences"] == told_comparison(since)["differences"]
    assert told_comparison(told)["from"]["snapshot"] == 1


def test_the_report_before_this_one_stands_beside_it(tmp_path) -> None:
    ward = worked_week(tmp_path)
    make_ready(ward)
    assert ward.statistics.report(CODE, YEAR).last is None
    half = ward.statistics.freeze(CODE, YEAR)
    set_clock(ward, LATER)
    year = ward.statistics.report("184-N", YEAR)
    assert (year.last, year.last_counted["C10"]) == (half, BY_HAND["C10"])
    since = ward.statistics.reconciling.since_last(year)
    assert (since.one.template, since.other.template) == (CODE, "184-N")
    assert all(one.proven() for one in since.differences)
    ward.broadcast.log.correct(ward.broadcast.log.entries(TUESDAY, TUESDAY)[-1].id, POWER_CUT)
    plays = by_code(ward.statistics.reconciling.named("184-6T/2026", "184-N/2026").differences)["C10"]
    assert [(one.why, one.kind) for one in plays.events] == [(Why.RECORD, Kind.GONE)]  # mended after it was frozen


def alter(ward: Workspace, version: int) -> None:
    """What a damaged disk does: other bytes, the same checksum beside them."""
    database = ward.database
    triggers = [
        row["name"]
        for row in database.rows("SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='snapshot'")
    ]
    (body,) = [
        one.body.replace(b'"6"', b'"9"') for one in ward.statistics.versions(CODE, YEAR) if one.version == version
    ]
    with database.transaction():
        for name in triggers:
            database.execute(f"DROP TRIGGER {name}")
        database.execute("UPDATE snapshot SET body = ? WHERE version = ?", (body, version))


def test_an_altered_version_is_named_and_never_used(tmp_path) -> None:
    ward = worked_week(tmp_path)
    make_ready(ward)
    frozen = ward.statistics.freeze(CODE, YEAR)
    alter(ward, 1)
    found = ward.statistics.latest(CODE, YEAR)
    assert frozen.is_intact
    assert not found.is_intact
    report = ward.statistics.report(CODE, YEAR)
    for use in (
        lambda: ward.statistics.reconciling.since_frozen(report),
        lambda: ward.statistics.queue(found),
        lambda: ward.statistics.correct(CODE, YEAR, "Sửa"),
        lambda: ward.statistics.reconciling.side(CODE, YEAR),
    ):
        with pytest.raises(EnvironmentProblem, match="snapshot_altered") as caught:
            use()
        assert caught.value.details == {"template": CODE, "year": YEAR, "version": 1}
    assert len(ward.statistics.versions(CODE, YEAR)) == 1
    set_clock(ward, dt.datetime(2027, 6, 2, 9, 0))
    next_year = ward.statistics.report(CODE, YEAR + 1)
    assert (next_year.previous, next_year.last, next_year.last_counted) == ({}, None, {})
    assert [check.details["version"] for check in next_year.checks if check.code == "snapshot_altered"] == [1]


def test_a_clock_behind_the_last_freeze_freezes_nothing(tmp_path) -> None:
    ward = worked_week(tmp_path)
    make_ready(ward)
    set_clock(ward, dt.datetime(2026, 6, 3, 9, 0))
    first = ward.statistics.freeze(CODE, YEAR)
    set_clock(ward, dt.datetime(2026, 6, 2, 9, 0))
    assert ward.statistics.freeze(CODE, YEAR) == first
    ward.broadcast.log.correct(ward.broadcast.log.entries(MONDAY, MONDAY)[-1].id, POWER_CUT)
    with pytest.raises(InvalidInput, match="clock_behind") as caught:
        ward.statistics.correct(CODE, YEAR, "Ghi nhầm")
    assert f"{caught.value.details['last']:%d/%m/%Y %H:%M}" == "03/06/2026 09:00"
    assert len(ward.statistics.versions(CODE, YEAR)) == 1


@pytest.mark.parametrize("stop_at", [1, 2])
def test_stopped_before_it_is_kept_nothing_is_frozen(tmp_path, stop_at) -> None:
    ward = worked_week(tmp_path)
    make_ready(ward)
    asked = []

    def go_on() -> None:
        asked.append(1)
        if len(asked) == stop_at:
            raise KeyboardInterrupt

    lines = len(ward.database.rows("SELECT seq FROM history"))
    with pytest.raises(KeyboardInterrupt):
        ward.statistics.freeze(CODE, YEAR, go_on=go_on)
    assert ward.statistics.versions(CODE, YEAR) == []
    assert len(ward.database.rows("SELECT seq FROM history")) == lines
    assert ward.statistics.freeze(CODE, YEAR).version == 1
