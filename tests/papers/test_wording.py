"""The fixed phrases: padded numbers, dates with room for the pen, figures as they are printed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttcs_desktop.papers.figures import comparison, grouped, quads, written
from ttcs_desktop.papers.widths import bold_width
from ttcs_desktop.papers.wording import (
    addressee_lines,
    long_date,
    number_line,
    place_and_date,
    place_name,
    plain,
    recipient_lines,
    short_date,
    weekday,
)


def test_days_below_ten_and_the_first_two_months_are_padded() -> None:
    assert long_date(dt.date(2026, 2, 5)) == "ngày 05 tháng 02 năm 2026"
    assert long_date(dt.date(2026, 3, 15)) == "ngày 15 tháng 3 năm 2026"
    assert short_date(dt.date(2026, 6, 2)) == "02/6/2026"


def test_a_number_is_padded_or_left_to_the_pen() -> None:
    assert number_line(5, "BC-UBND") == "Số: 05/BC-UBND"
    assert number_line(141, "TB-UBND") == "Số: 141/TB-UBND"
    assert number_line(None, "BC-UBND") == "Số:      /BC-UBND"


def test_the_place_is_the_wards_name_without_its_kind() -> None:
    assert place_name("Phường Phù Vân") == "Phù Vân"
    assert place_name("xã Xã Đàn") == "Xã Đàn"
    assert place_name("Đặc khu Côn Đảo") == "Côn Đảo"
    assert place_and_date("Phù Vân", dt.date(2025, 10, 28), 2025) == "Phù Vân, ngày 28 tháng 10 năm 2025"
    assert place_and_date("Phù Vân", None, 2025) == "Phù Vân, ngày      tháng      năm 2025"


def test_sunday_is_chu_nhat() -> None:
    assert [weekday(dt.date(2026, 6, day)) for day in (1, 7)] == ["Thứ Hai", "Chủ nhật"]


def test_the_list_of_recipients_ends_with_a_full_stop() -> None:
    assert recipient_lines(("Như trên", "Lưu: VT.")) == ("- Như trên;", "- Lưu: VT.")
    assert recipient_lines(()) == ()


def test_one_addressee_stands_on_the_line_several_below_it() -> None:
    assert addressee_lines(("Sở Văn hóa",)) == ("Kính gửi: Sở Văn hóa.",)
    assert addressee_lines(("Sở A", "Sở B")) == ("Kính gửi:", "- Sở A;", "- Sở B.")


@pytest.mark.parametrize(
    ("value", "text"),
    [("8412", "8.412"), ("131.5", "131,5"), ("-1.6", "-1,6"), ("1E+3", "1.000"), ("0", "0"), ("10.00", "10")],
)
def test_figures_are_grouped_by_dots_with_a_decimal_comma(value: str, text: str) -> None:
    assert grouped(Decimal(value)) == text


def test_no_data_is_a_dash_and_never_zero() -> None:
    assert written(None) == "-"
    assert written(Decimal(0)) == "0"


@pytest.mark.parametrize(
    ("value", "previous", "unit", "text"),
    [
        ("193", "187", "buổi", "+3,2 %"),
        ("97.4", "93.8", "%", "+3,6 điểm"),
        ("3", "9", "buổi", "-6"),
        ("14", "13", "bảng", "+1"),
        ("186420", "121300", "lượt", "+53,7 %"),
        ("5", "0", "bài", "+5"),
        ("12", "12", "bài", "0"),
    ],
)
def test_small_counts_compare_by_difference_rates_by_points(value: str, previous: str, unit: str, text: str) -> None:
    assert comparison(Decimal(value), Decimal(previous), unit) == text


def test_nothing_is_compared_with_nothing() -> None:
    assert comparison(None, Decimal(1), "bài") == comparison(Decimal(1), None, "bài") == ""


def test_a_checksum_is_read_in_groups_of_four() -> None:
    assert quads("9f2c71e04b8da3560c17") == "9F2C 71E0 4B8D A356"


@given(st.text())
def test_plain_text_can_stand_in_xml_and_on_paper(text: str) -> None:
    cleaned = plain(text)
    assert plain(cleaned) == cleaned
    assert all(char == "\n" or char.isprintable() or char == "\u00a0" for char in cleaned)
    cleaned.encode("utf-8")


def test_the_width_table_agrees_with_the_motto_on_paper() -> None:
    assert bold_width("Độc lập - Tự do - Hạnh phúc", 13) == pytest.approx(56.06, abs=0.3)
    assert bold_width("PHƯỜNG MẪU", 12) == pytest.approx(30.06, abs=0.3)
