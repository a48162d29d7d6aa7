"""Numbers of papers taken apart as offices print them, and put together again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttcs_desktop.directives.numbers import PaperNumber, read_number, same_number
from ttcs_desktop.directives.wording import TYPES


@pytest.mark.parametrize(
    ("typed", "number", "notation", "year", "kind", "organ"),
    [
        ("184/KH-SVHTT", "184", "KH-SVHTT", None, "KH", "SVHTT"),
        ("Số: 05/KH-UBND", "05", "KH-UBND", None, "KH", "UBND"),
        ("số 184 / kh – svhtt", "184", "kh-svhtt", None, "KH", "svhtt"),
        ("30/2020/NĐ-CP", "30", "2020/NĐ-CP", 2020, "NĐ", "CP"),
        ("19/2025/QĐ-TTg", "19", "2025/QĐ-TTg", 2025, "QĐ", "TTg"),
        ("874/QD-BTTTT", "874", "QD-BTTTT", None, "QĐ", "BTTTT"),
        ("39/2020/TT-BTTTT", "39", "2020/TT-BTTTT", 2020, "TT", "BTTTT"),
        ("1273/BTTTT-TTCS", "1273", "BTTTT-TTCS", None, "CV", "BTTTT"),
        ("9567/VP-TTDLCNS", "9567", "VP-TTDLCNS", None, "CV", "VP"),
        ("202/2025/QH15", "202", "2025/QH15", 2025, "", "QH15"),
        ("1656/NQ-UBTVQH15", "1656", "NQ-UBTVQH15", None, "NQ", "UBTVQH15"),
        ("12a/BC-UBND", "12a", "BC-UBND", None, "BC", "UBND"),
        ("184", "184", "", None, "", ""),
        ("không số", "", "không số", None, "", ""),
        ("", "", "", None, "", ""),
        ("///", "", "", None, "", ""),
    ],
)
def test_as_offices_print_them(typed: str, number: str, notation: str, year: int | None, kind: str, organ: str) -> None:
    assert read_number(typed) == PaperNumber(number, notation, year, kind, organ)


@given(
    st.from_regex(r"0?[1-9][0-9]{0,4}", fullmatch=True),
    st.one_of(st.none(), st.integers(1990, 2040)),
    st.sampled_from(sorted(TYPES)),
    st.sampled_from(("UBND", "SVHTT", "CP", "TTg", "BVHTTDL", "VH-XH")),
)
def test_what_was_put_together_comes_apart_again(number: str, year: int | None, kind: str, organ: str) -> None:
    written = "/".join(filter(None, (number, str(year) if year else "", f"{kind}-{organ}")))
    read = read_number(written)
    assert (read.full, read.number, read.year) == (written, number, year)
    assert (read.type_code, read.organ_code) == (kind, organ.partition("-")[0])


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_and_reading_it_again_changes_nothing(typed: str) -> None:
    read = read_number(typed)
    assert read_number(read.full) == read


def test_one_number_however_it_was_typed() -> None:
    assert same_number(read_number("05/KH-UBND"), read_number("Số 5 / KH – UBND"))
    assert not same_number(read_number("5/KH-UBND"), read_number("50/KH-UBND"))
    assert not same_number(read_number(""), read_number(""))
