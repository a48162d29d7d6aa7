"""Every code a reading may give has its sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ttcs_desktop.grids import container, html, pasted, sheet, source
from ttcs_desktop.plans import annex, annex_rows, annex_text, when
from ttcs_desktop.plans.doubt import Doubt
from ttcs_desktop.plans.when import parse_when
from ttcs_desktop.plans.wording import DOUBTS, FIELDS, SKIPPED, TROUBLES, doubt_text, when_text

READERS = (annex, annex_rows, annex_text, when, container, source, sheet, html, pasted)
SOURCES = [Path(module.__file__ or "").read_text("utf-8") for module in READERS]


def spoken(pattern: str) -> set[str]:
    return {code for source in SOURCES for code in re.findall(pattern, source)}


def test_every_doubt_has_a_sentence_and_every_sentence_a_doubt() -> None:
    given = spoken(r'Doubt\("\w*", "(\w+)"') | spoken(r'_doubt\("(\w+)"') | spoken(r'Doubt\(name, "(\w+)"')
    given |= spoken(r'Doubt\(where, "(\w+)"')
    assert given == set(DOUBTS)


def test_every_refusal_has_three_parts() -> None:
    assert spoken(r'"(file_\w+|annex_(?:no_table|is_play_log|unlike)|paste_\w+|sheet_too_\w+|text_too_\w+)"') == set(
        TROUBLES
    )
    assert all(len(parts) == 3 and all(part.endswith(".") for part in parts) for parts in TROUBLES.values())


def test_every_reason_for_a_row_left_out_has_a_name() -> None:
    assert spoken(
        r'"(\w+_row|\w+_header|column_numbers|\w+_without_task|heading_values|other_table|other_sheet)"'
    ) == set(SKIPPED)


def test_a_doubt_names_what_was_not_read_and_what_others_say() -> None:
    (doubt,) = parse_when("S… g").doubts
    assert doubt_text(doubt).startswith("Chưa hiểu “S… g”.")
    hinted = Doubt("when", "time_unreadable", {"text": "S… g", "suggestion": "Hằng năm", "count": 8, "of": 14})
    assert doubt_text(hinted).endswith("8 trong 14 dòng của bảng này ghi “Hằng năm”.")
    assert doubt.field in FIELDS


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Hằng năm", "Hằng năm"),
        ("thuong xuyen 2022-2025", "Thường xuyên, 01/01/2022 – 31/12/2025"),
        ("Trước ngày 30/11 hằng năm", "Hằng năm, trước 30/11"),
        ("Ngày 25 hằng tháng", "Hằng tháng, ngày 25"),
        ("Trước ngày 06/6/2025", "Trước 06/6/2025"),
        ("Quý II/2026", "01/4/2026 – 30/6/2026"),
        ("Từ năm 2026", "Từ 01/01/2026"),
        ("Đột xuất", "Khi phát sinh"),
    ],
)
def test_a_time_is_shown_as_people_write_it(written: str, shown: str) -> None:
    assert when_text(parse_when(written).when) == shown
