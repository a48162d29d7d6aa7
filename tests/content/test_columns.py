"""Columns valid on a day (C05) and pieces sent to higher stations (C07)."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.wards import make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Window

HALF = Window(dt.date(2026, 1, 1), dt.date(2026, 5, 30))
DAY = dt.timedelta(days=1)


def test_a_column_is_kept_from_its_first_to_its_last_day(tmp_path) -> None:
    ward = make_ward(tmp_path)
    first, last = dt.date(2026, 2, 1), dt.date(2026, 4, 30)
    ward.content.open_column("Chuyển đổi số", first, last)
    ward.content.open_column("An toàn giao thông", dt.date(2025, 1, 1))
    counted = [ward.content_figures.columns(day).total for day in (first - DAY, first, last, last + DAY)]
    assert counted == [1, 2, 2, 1]


def test_a_column_entered_twice_is_one_column(tmp_path) -> None:
    ward = make_ward(tmp_path)
    for name in ("Chuyển đổi số", " Chuyển  đổi số"):
        ward.content.open_column(name, dt.date(2026, 2, 1))
    assert len(ward.content.columns()) == 1


@pytest.mark.parametrize(
    ("name", "to_day", "code"), [(" ", None, "name_missing"), ("Tên", dt.date(2026, 1, 31), "window_reversed")]
)
def test_a_column_without_name_or_with_its_end_before_its_start_is_refused(tmp_path, name, to_day, code) -> None:
    ward = make_ward(tmp_path)
    with pytest.raises(InvalidInput, match=code):
        ward.content.open_column(name, dt.date(2026, 2, 1), to_day)


def test_contributions_count_on_the_day_they_were_sent(tmp_path) -> None:
    ward = make_ward(tmp_path)
    for day in (HALF.start - DAY, HALF.start, HALF.cut_off, HALF.cut_off + DAY):
        ward.content.contribute(f"Bài ngày {day}", "Đài Hà Nội", day)
    counted = ward.content_figures.contributions(HALF)
    assert counted.total == 2
    assert [record.date for record in counted.records] == [HALF.start, HALF.cut_off]
    assert len(ward.content.contributions()) == 4
