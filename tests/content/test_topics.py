"""Topics of the year: written down, pasted, copied, told by items; and how far they have been told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wards import (
    POWER_CUT,
    add_slot,
    airing_of,
    approved_edition,
    approved_item,
    code_of,
    confirm,
    make_ward,
)
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.broadcast.coverage.model import Channel, Counts, Lack, Told, months_of, weeks_of
from ttcs_desktop.broadcast.coverage.wording import gap_text
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.content.topics.model import Per, Span, TopicEntry, Wanted
from ttcs_desktop.content.topics.typed import parse_span, parse_wanted
from ttcs_desktop.content.topics.wording import span_text, wanted_text
from ttcs_desktop.workspace import Workspace

D = dt.date
DIGITAL = TopicEntry("Chuyển đổi số cho người cao tuổi", field="Chuyển đổi số", giver="KH 184/KH-SVHTT")


@pytest.fixture
def ward(tmp_path: Path) -> Iterator[Workspace]:
    made = make_ward(tmp_path)
    yield made
    made.close()


# -- what is typed --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("", None, None),
        ("Cả năm", None, None),
        ("Thường xuyên", None, None),
        ("Quý II", D(2026, 4, 1), D(2026, 6, 30)),
        ("Quý II/2026", D(2026, 4, 1), D(2026, 6, 30)),
        ("quý 1 - quý 3", D(2026, 1, 1), D(2026, 9, 30)),
        ("Tháng 2", D(2026, 2, 1), D(2026, 2, 28)),
        ("T12", D(2026, 12, 1), D(2026, 12, 31)),
        ("Từ tháng 3 đến tháng 5/2026", D(2026, 3, 1), D(2026, 5, 31)),
        ("tháng 3, 4", D(2026, 3, 1), D(2026, 4, 30)),
        ("6 tháng cuối năm", D(2026, 7, 1), D(2026, 12, 31)),
        ("01/3 - 15/4", D(2026, 3, 1), D(2026, 4, 15)),
        ("01/3-15/4", D(2026, 3, 1), D(2026, 4, 15)),
        ("Từ ngày 01/9/2026 đến hết ngày 30.9.2026", D(2026, 9, 1), D(2026, 9, 30)),
        ("từ 01/9", D(2026, 9, 1), None),
        ("trước ngày 30/4", None, D(2026, 4, 29)),
        ("02/9", D(2026, 9, 2), D(2026, 9, 2)),
    ],
)
def test_periods_are_read_as_lists_write_them(typed: str, first: dt.date | None, last: dt.date | None) -> None:
    assert parse_span(typed, 2026) == Span(first, last)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("31/02", "no_such_date"),
        ("tháng 13", "period_unreadable"),
        ("quý V", "period_unreadable"),
        ("tháng 5 - 3", "window_reversed"),
        ("quý I/2025", "period_other_year"),
        ("h", "period_unreadable"),
        ("dịp Tết", "period_unreadable"),
        ("x" * 5_000, "period_unreadable"),
    ],
)
def test_a_period_that_cannot_be_read_is_refused(typed: str, code: str) -> None:
    with pytest.raises(InvalidInput) as trouble:
        parse_span(typed, 2026)
    assert (trouble.value.field, code_of(trouble)) == ("span", code)


@settings(max_examples=40)
@given(st.dates(D(2026, 1, 1), D(2026, 12, 31)), st.dates(D(2026, 1, 1), D(2026, 12, 31)))
def test_a_period_can_be_typed_as_it_is_shown(one: dt.date, other: dt.date) -> None:
    span = Span(min(one, other), max(one, other))
    read = parse_span(span_text(span, 2026), 2026)
    assert (read.first or D(2026, 1, 1), read.last or D(2026, 12, 31)) == (span.first, span.last)


@given(st.integers(1, 999), st.sampled_from(Per))
def test_a_wanted_number_can_be_typed_as_it_is_shown(number: int, per: Per) -> None:
    assert parse_wanted(wanted_text(Wanted(number, per))) == Wanted(number, per)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("", Wanted()),
        ("4", Wanted(4, Per.PERIOD)),
        ("2 lượt/tháng", Wanted(2, Per.MONTH)),
        ("1 bài mỗi quý", Wanted(1, Per.QUARTER)),
        ("mỗi tháng 3 lần", Wanted(3, Per.MONTH)),
        ("5/năm", Wanted(5, Per.PERIOD)),
    ],
)
def test_wanted_numbers_are_read_as_lists_write_them(typed: str, wanted: Wanted) -> None:
    assert parse_wanted(typed) == wanted


@pytest.mark.parametrize("typed", ["nhiều", "-2", "2,5", "1000/tháng", "2/tuần"])
def test_a_wanted_number_that_cannot_be_read_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput) as trouble:
        parse_wanted(typed)
    assert code_of(trouble) == "wanted_unreadable"


# -- the list -------------------------------------------------------------------------------------------------------


def test_topics_are_numbered_and_a_number_is_given_once(ward: Workspace) -> None:
    first, second = ward.topics.add(2026, DIGITAL), ward.topics.add(2026, TopicEntry("Phòng dịch"))
    assert [first.code, second.code] == ["1", "2"]
    with pytest.raises(InvalidInput) as trouble:
        ward.topics.add(2026, replace(DIGITAL, code=" 01. "))
    assert (trouble.value.field, code_of(trouble)) == ("code", "topic_code_taken")
    assert ward.topics.add(2025, DIGITAL).code == "1", "another year counts from 1"
    changed = ward.topics.change(second.id, replace(second.entry, text="Phòng dịch mùa hè"))
    assert ward.topics.of_year(2026) == [first, changed]


def test_a_topic_without_words_or_outside_its_year_is_refused(ward: Workspace) -> None:
    for entry, code in (
        (TopicEntry("  "), "topic_text_missing"),
        (replace(DIGITAL, span=Span(D(2026, 5, 1), D(2026, 4, 1))), "window_reversed"),
        (replace(DIGITAL, span=Span(D(2025, 5, 1))), "period_other_year"),
    ):
        with pytest.raises(InvalidInput) as trouble:
            ward.topics.add(2026, entry)
        assert code_of(trouble) == code
    assert ward.topics.of_year(2026) == []


def test_a_pasted_list_is_taken_in_once_and_undone_in_one_step(ward: Workspace) -> None:
    entries = [TopicEntry(f"Bài số {number}", code=f"{number:02d}") for number in range(1, 33)]
    taken = ward.topics.take_in(2026, entries)
    assert (len(taken.added), taken.changed, taken.same) == (32, (), 0)
    again = ward.topics.take_in(2026, [*entries[:-1], replace(entries[-1], text="Bài đã đổi tên")])
    assert (again.added, len(again.changed), again.same) == ((), 1, 31)
    assert [one.text for one in ward.topics.of_year(2026)][-1] == "Bài đã đổi tên"
    ward.undo.undo()
    ward.undo.undo()
    assert ward.topics.of_year(2026) == []


def test_a_list_with_a_bad_row_is_not_taken_in_at_all(ward: Workspace) -> None:
    with pytest.raises(InvalidInput) as trouble:
        ward.topics.take_in(2026, [DIGITAL, TopicEntry("")])
    assert (code_of(trouble), trouble.value.details["row"]) == ("topic_text_missing", 2)
    assert ward.topics.of_year(2026) == []


def test_the_year_before_is_copied_once_with_its_periods(ward: Workspace) -> None:
    ward.topics.take_in(2024, [replace(DIGITAL, span=Span(D(2024, 2, 1), D(2024, 2, 29))), TopicEntry("Phòng dịch")])
    source = ward.topics.of_year(2024)
    ward.topics.copy([one.id for one in source], 2024, 2026)
    copies = ward.topics.of_year(2026)
    assert [one.text for one in copies] == [one.text for one in source]
    assert copies[0].window == Window(D(2026, 2, 1), D(2026, 2, 28))
    ward.topics.change(copies[1].id, replace(copies[1].entry, code="99"))
    assert ward.topics.copy([one.id for one in source], 2024, 2026).ids == (), "twice pressed copies once"
    assert [one.there for one in ward.topics.copyable(2024, 2026)] == [True, True]


def test_a_topic_is_found_and_comes_back_from_the_bin_with_its_items(ward: Workspace) -> None:
    topic, item = ward.topics.add(2026, DIGITAL), approved_item(ward)
    ward.topics.set_for_item(item.id, 2026, [topic.id])
    (hit,) = ward.finder.find("nguoi cao tuoi").hits
    assert (hit.kind, hit.id) == ("topic", topic.id)
    ward.topics.remove([topic.id])
    assert (ward.topics.of_item(item.id), ward.topics.item_counts(2026)) == ([], {})
    (entry,) = ward.bin.entries()
    ward.bin.put_back(entry)
    assert ward.topics.item_counts(2026) == {topic.id: 1}


def test_an_item_tells_of_topics_and_each_change_is_one_step(ward: Workspace) -> None:
    one, two = ward.topics.add(2026, DIGITAL), ward.topics.add(2026, TopicEntry("Phòng dịch"))
    old = ward.topics.add(2025, DIGITAL)
    item = approved_item(ward)
    ward.topics.set_for_item(item.id, 2025, [old.id])
    ward.topics.set_for_item(item.id, 2026, [one.id])
    ward.topics.set_for_item(item.id, 2026, [two.id])
    assert ward.topics.of_item(item.id) == [two, old]
    assert ward.topics.set_for_item(item.id, 2026, [two.id]).ids == ()
    ward.undo.undo()
    assert ward.topics.of_item(item.id) == [one, old]
    assert ward.topics.items_of(one.id) == [item.id]


# -- coverage -------------------------------------------------------------------------------------------------------


def test_what_aired_is_counted_apart_from_what_is_planned_and_what_nobody_confirmed(ward: Workspace) -> None:
    topic, item = ward.topics.add(2026, DIGITAL), approved_item(ward)
    ward.topics.set_for_item(item.id, 2026, [topic.id])
    slot = add_slot(ward, fill=Fill.SERIES)
    for day in (D(2026, 5, 25), D(2026, 5, 26), D(2026, 5, 27), D(2026, 6, 3)):
        approved_edition(ward, slot, day, item)
    confirm(ward, slot, D(2026, 5, 25))
    confirm(ward, slot, D(2026, 5, 26), POWER_CUT)
    coverage = ward.coverage.of_year(2026)
    assert coverage.counts(topic.id, D(2026, 5, 25), D(2026, 5, 31)) == Counts(aired=1, unconfirmed=1)
    assert coverage.counts(topic.id, D(2026, 6, 1), D(2026, 6, 7)) == Counts(planned=1)
    told = ward.coverage.behind(topic.id, D(2026, 5, 25), D(2026, 6, 7))
    assert [(one.day.day, one.told) for one in told] == [
        (25, Told.AIRED), (27, Told.UNCONFIRMED), (3, Told.PLANNED),
    ]  # fmt: skip
    assert told[0].airing_id == airing_of(ward, slot, D(2026, 5, 25)).id
    assert {one.item for one in told} == {item.title}


def test_an_item_on_all_days_of_a_slot_is_counted_on_each(ward: Workspace) -> None:
    topic, item = ward.topics.add(2026, DIGITAL), approved_item(ward)
    ward.topics.set_for_item(item.id, 2026, [topic.id])
    days = {"first": D(2026, 6, 1), "last": D(2026, 6, 14), "weekdays": frozenset({1, 3})}
    slot = add_slot(ward, fill=Fill.ITEM, item_id=item.id, **days)
    confirm(ward, slot, D(2026, 6, 1))
    coverage = ward.coverage.of_year(2026)
    assert coverage.total(topic) == Counts(aired=1, planned=3)
    assert len(ward.coverage.behind(topic.id, D(2026, 6, 1), D(2026, 6, 30))) == 4


def test_what_a_higher_station_used_is_a_channel_of_its_own(ward: Workspace) -> None:
    topic, item = ward.topics.add(2026, DIGITAL), approved_item(ward)
    ward.topics.set_for_item(item.id, 2026, [topic.id])
    ward.content.contribute(item.title, "Đài thành phố", D(2026, 5, 4), item_id=item.id, used_on=D(2026, 5, 8))
    ward.content.contribute(item.title, "Báo thành phố", D(2026, 5, 6), item_id=item.id)
    assert ward.coverage.of_year(2026).total(topic) == Counts()
    assert ward.coverage.of_year(2026, Channel.PRESS).total(topic) == Counts(aired=1, planned=1)
    (sent, used) = ward.coverage.behind(topic.id, D(2026, 5, 1), D(2026, 5, 31), Channel.PRESS)
    assert (sent.where, used.where) == ("Báo thành phố", "Đài thành phố")


def test_each_gap_has_its_name(ward: Workspace) -> None:
    """Today is 02/6/2026: May is over with one airing of two, June is under way."""
    item, slot = approved_item(ward), add_slot(ward, fill=Fill.SERIES)
    for day in (D(2026, 5, 25), D(2026, 6, 1)):
        approved_edition(ward, slot, day, item)
        confirm(ward, slot, day)
    made = [
        ward.topics.add(2026, replace(DIGITAL, span=span, wanted=wanted))
        for span, wanted in (
            (Span(D(2026, 5, 1), D(2026, 6, 30)), Wanted(2, Per.MONTH)),
            (Span(D(2026, 6, 1), D(2026, 6, 30)), Wanted(3, Per.MONTH)),
            (Span(), Wanted(2, Per.PERIOD)),
            (Span(), Wanted()),
            (Span(D(2026, 7, 1), D(2026, 7, 31)), Wanted(1, Per.MONTH)),
            (Span(D(2026, 1, 1), D(2026, 3, 31)), Wanted()),
            (Span(), Wanted(2, Per.MONTH)),
        )
    ]
    ward.topics.set_for_item(item.id, 2026, [one.id for one in made])
    alone = ward.topics.add(2026, DIGITAL)
    coverage = ward.coverage.of_year(2026)
    assert [gap_text(coverage.gap(one)) for one in (*made, alone)] == [
        "Hết tháng 5 mà thiếu 1",
        "Tháng 6 còn thiếu 2",
        "Đủ",
        "Đủ",
        "Chưa tới kỳ",
        "Hết quý I mà chưa phát",
        "Hết tháng 1 mà thiếu 2, và 4 kỳ nữa",
        "Chưa có bài nào",
    ]


@settings(max_examples=30)
@given(st.integers(2001, 2100), st.integers(1, 4))
def test_the_weeks_of_a_quarter_cover_it_and_stay_in_the_year(year: int, quarter: int) -> None:
    columns = weeks_of(year, quarter)
    assert 13 <= len(columns) <= 15
    assert columns[0].first <= D(year, quarter * 3 - 2, 1) <= columns[0].last
    assert {one.first.year for one in columns} | {one.last.year for one in columns} == {year}
    assert all(left.last + dt.timedelta(days=1) == right.first for left, right in pairwise(columns))


def test_the_year_and_every_quarter_hold_all_that_was_told(ward: Workspace) -> None:
    item, slot = approved_item(ward), add_slot(ward, fill=Fill.SERIES)
    topic = ward.topics.add(2026, DIGITAL)
    ward.topics.set_for_item(item.id, 2026, [topic.id])
    for day in (D(2026, 1, 1), D(2026, 4, 1), D(2026, 5, 31)):
        approved_edition(ward, slot, day, item)
        confirm(ward, slot, day)
    coverage = ward.coverage.of_year(2026)
    by_month = sum((coverage.counts(topic.id, one.first, one.last) for one in months_of(2026)), Counts())
    assert coverage.total(topic) == by_month == Counts(aired=3)
    assert coverage.gap(topic).lack is Lack.ENOUGH
