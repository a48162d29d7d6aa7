"""Times as plans write them, and the normal form a person would give them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttcs_desktop.plans.timing import Due
from ttcs_desktop.plans.when import parse_when


def normal(text: str, year: int | None = None) -> str:
    """The reading in one line: kind, then what is set, then doubts after "?"."""
    reading = parse_when(text, year=year)
    when = reading.when
    parts = [when.kind.value]
    if when.every:
        parts.append(when.every.value)
    if when.start or when.end:
        parts.append(f"{when.start or ''}..{when.end or ''}")
    if when.due:
        parts.append(f"{'<' if when.strict else ''}{when.due}")
    parts += [f"?{doubt.code}" for doubt in reading.doubts]
    return " ".join(parts)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thường xuyên", "continuous"),
        ("THƯỜNG XUYÊN", "continuous"),
        ("thuong xuyen", "continuous"),
        ("Thường xuyên 2022-2025", "continuous 2022-01-01..2025-12-31"),
        ("Thường xuyên, giai đoạn 2022 – 2025", "continuous 2022-01-01..2025-12-31"),
        ("Thường xuyên trong năm 2026", "continuous 2026-01-01..2026-12-31"),
        ("Thường xuyên và khi có yêu cầu", "continuous"),
        ("Hằng năm", "repeating year"),
        ("Hàng năm.", "repeating year"),
        ("Hằng quý", "repeating quarter"),
        ("Hàng tháng", "repeating month"),
        ("Hằng tuần", "repeating week"),
        ("Hằng ngày", "repeating day"),
        ("6 tháng", "repeating half"),
        ("6 tháng/lần", "repeating half"),
        ("01 lần/năm", "repeating year"),
        ("02 lần/năm", "repeating half"),
        ("Mỗi năm 1 lần", "repeating year"),
        ("3 tháng một lần", "repeating quarter"),
        ("Định kỳ 6 tháng, năm", "repeating half"),
        ("Định kỳ hằng quý", "repeating quarter"),
        ("Định kỳ hằng tháng, quý, năm", "repeating month"),
        ("Báo cáo quý, 6 tháng, năm", "repeating quarter"),
        ("Theo quý", "repeating quarter"),
        ("Hằng năm (giai đoạn 2026-2030)", "repeating year 2026-01-01..2030-12-31"),
        ("Hằng năm, từ năm 2026", "repeating year 2026-01-01.."),
        ("Trước ngày 30/11 (hằng năm)", "repeating year <--11-30"),
        ("Trước 30/11 hằng năm", "repeating year <--11-30"),
        ("Trước ngày 25 tháng 11 hằng năm", "repeating year <--11-25"),
        ("Hằng năm, trước ngày 15/12", "repeating year <--12-15"),
        ("Chậm nhất ngày 15/12 hằng năm", "repeating year --12-15"),
        ("Quý I hằng năm", "repeating year --03-31"),
        ("Tháng 12 hằng năm", "repeating year --12-31"),
        ("Trước ngày 10/6 và 10/12 hằng năm", "repeating half <---10"),
        ("Ngày 25 hằng tháng", "repeating month ---25"),
        ("Trước ngày 20 hằng tháng", "repeating month <---20"),
        ("Hằng quý, trước ngày 25 tháng cuối quý", "repeating quarter <---25"),
        ("Trước ngày 06/6/2025", "deadline <2025-06-06"),
        ("Xong trước ngày 31/12/2026", "deadline <2026-12-31"),
        ("Hoàn thành trước ngày 30 tháng 9 năm 2026", "deadline <2026-09-30"),
        ("Trước tháng 6/2026", "deadline <2026-06-01"),
        ("Chậm nhất ngày 20/12/2026", "deadline 2026-12-20"),
        ("Hoàn thành trong quý II/2026", "deadline 2026-06-30"),
        ("Đến hết tháng 6/2026", "deadline 2026-06-30"),
        ("Đến năm 2030", "deadline 2030-12-31"),
        ("Hết năm 2026", "deadline 2026-12-31"),
        ("Từ nay đến hết năm 2026", "deadline 2026-12-31"),
        ("15/3/2026", "deadline 2026-03-15"),
        ("15.3.2026", "deadline 2026-03-15"),
        ("15-03-2026", "deadline 2026-03-15"),
        ("Ngày 15 tháng 3 năm 2026", "deadline 2026-03-15"),
        ("Quý II/2026", "window 2026-04-01..2026-06-30"),
        ("Quý 2 năm 2026", "window 2026-04-01..2026-06-30"),
        ("Quý III, IV năm 2026", "window 2026-07-01..2026-12-31"),
        ("Quý III và quý IV/2026", "window 2026-07-01..2026-12-31"),
        ("Quý IV/2025 - Quý II/2026", "window 2025-10-01..2026-06-30"),
        ("Tháng 3/2026", "window 2026-03-01..2026-03-31"),
        ("03/2026", "window 2026-03-01..2026-03-31"),
        ("Tháng 2 năm 2028", "window 2028-02-01..2028-02-29"),
        ("Từ tháng 3 đến tháng 6/2026", "window 2026-03-01..2026-06-30"),
        ("Tháng 3-6/2026", "window 2026-03-01..2026-06-30"),
        ("Tháng 3, 4, 5/2026", "window 2026-03-01..2026-05-31"),
        ("Từ tháng 10 đến tháng 3/2026", "window 2025-10-01..2026-03-31"),
        ("Từ ngày 15 đến ngày 20/3/2026", "window 2026-03-15..2026-03-20"),
        ("15-20/3/2026", "window 2026-03-15..2026-03-20"),
        ("Từ 01/3 đến 30/6/2026", "window 2026-03-01..2026-06-30"),
        ("6 tháng đầu năm 2026", "window 2026-01-01..2026-06-30"),
        ("6 tháng cuối năm 2026", "window 2026-07-01..2026-12-31"),
        ("Năm 2026", "window 2026-01-01..2026-12-31"),
        ("Năm 2025-2026", "window 2025-01-01..2026-12-31"),
        ("Giai đoạn 2025–2030", "window 2025-01-01..2030-12-31"),
        ("2023-2025", "window 2023-01-01..2025-12-31"),
        ("Từ năm 2026", "window 2026-01-01.."),
        ("Năm 2026 và các năm tiếp theo", "window 2026-01-01.."),
        ("Đột xuất", "once"),
        ("Khi có yêu cầu", "once"),
        ("Khi có văn bản chỉ đạo của cấp trên", "once"),
        ("Theo chỉ đạo của UBND thành phố", "once"),
    ],
)
def test_a_clear_time_is_read_without_doubt(text: str, expected: str) -> None:
    assert normal(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quý II", "window 2026-04-01..2026-06-30"),
        ("Tháng 5", "window 2026-05-01..2026-05-31"),
        ("Trước ngày 30/11", "deadline <2026-11-30"),
        ("20/11", "deadline 2026-11-20"),
        ("Tháng 11 đến tháng 2", "window 2026-11-01..2027-02-28"),
        ("Cả năm", "window 2026-01-01..2026-12-31"),
        ("Trong năm", "window 2026-01-01..2026-12-31"),
        ("Tuần 2 tháng 3", "window 2026-03-08..2026-03-14"),
        ("Tháng 01 và tháng 7", "window 2026-01-01..2026-07-31 ?several_dates"),
    ],
)
def test_the_plan_gives_the_year_that_is_not_written(text: str, expected: str) -> None:
    assert normal(text, 2026) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "once ?time_missing"),
        ("  ", "once ?time_missing"),
        ("S… g", "once ?time_unreadable"),
        ("Phòng Văn hóa – Xã hội", "once ?time_unreadable"),
        ("Hing năm", "repeating year ?time_guessed"),
        ("Thirờng xuyên", "continuous ?time_guessed"),
        ("31/02/2026", "deadline ?no_such_date"),
        ("Tháng 13/2026", "window ?no_such_date"),
        ("Trước ngày 30/11", "deadline <--11-30 ?year_missing"),
        ("Quý II", "window ?year_missing"),
        ("Theo Kế hoạch của UBND phường", "once ?time_elsewhere"),
        ("Sau khi có hướng dẫn của Sở", "once ?time_elsewhere"),
        ("Định kỳ và đột xuất", "repeating ?period_missing"),
        ("Thứ Sáu hằng tuần", "repeating week ?time_partly_read"),
        ("Tháng 01 và tháng 7 hằng năm", "repeating year --01-31 ?several_dates"),
        ("Thường xuyên (báo cáo trước ngày 15/12)", "continuous ?time_mixed"),
        ("Năm học 2025-2026", "window 2025-01-01..2026-12-31 ?time_partly_read"),
    ],
)
def test_what_is_not_certain_is_said(text: str, expected: str) -> None:
    assert normal(text) == expected


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    reading = parse_when(text, year=2026)
    assert all(doubt.field == "when" for doubt in reading.doubts)


@given(
    st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)),
    st.sampled_from(["Trước ngày {}", "trước {}", "Xong trước {}"]),
)
def test_every_date_after_truoc_is_strict(date: dt.date, form: str) -> None:
    when = parse_when(form.format(f"{date.day:02d}/{date.month}/{date.year}")).when
    assert (when.due, when.strict) == (Due.of(date), True)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2090, 1, 1)), st.integers(1, 900))
def test_from_and_to_are_both_included(start: dt.date, days: int) -> None:
    end = start + dt.timedelta(days=days)
    reading = parse_when(f"Từ ngày {start:%d/%m/%Y} đến ngày {end:%d/%m/%Y}")
    assert (reading.when.start, reading.when.end, reading.doubts) == (start, end, ())


@given(
    st.one_of(
        st.dates(dt.date(1000, 1, 1)).map(Due.of),
        st.builds(Due, st.integers(1, 31)),
        st.dates(dt.date(2024, 1, 1), dt.date(2024, 12, 31)).map(lambda day: Due(day.day, day.month)),
    )
)
def test_a_due_day_is_read_back_as_written(due: Due) -> None:
    assert Due.parse(str(due)) == due


@pytest.mark.parametrize("text", ["", "2026", "--13-01", "---32", "2026-02-30", "-11-30", "2026---05"])
def test_what_is_no_due_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Due.parse(text)
