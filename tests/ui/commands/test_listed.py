"""ttcs list -o: raw records as a workbook or as CSV."""

from __future__ import annotations

import datetime as dt

from tests.ui.commands.calling import spoken
from tests.wards import add_relay, add_slot, make_ward
from ttcs_desktop.grids.source import read_source
from ui.workflows.listed import records_sheet


def test_records_go_into_a_file_beside_the_answer(tmp_path, capsysbinary) -> None:
    ward = make_ward(tmp_path)
    add_relay(ward)
    add_slot(ward, "=HYPERLINK(1)", "06:00", 30)
    ward.close()
    for name in ("khung.xlsx", "khung.csv"):
        asked = ("list", "slots", "-o", tmp_path / name, "--data", ward.folder, "--now", "2026-06-02T12:00", "--json")
        answer = spoken(capsysbinary, *asked)
        assert answer.code == 0, answer
        assert len(answer.document["records"]) == 2
        (block,) = read_source(tmp_path / name).blocks
        head, *rows = [[cell.text for cell in row] for row in block.rows]
        told = [dict(zip(head, row, strict=True)) for row in rows]
        assert [one["date_from"] for one in told] == ["01/01/2026"] * 2
        assert [one["start"] for one in told] == ["05:00", "06:00"]
        assert told[1]["title"].lstrip("'") == "=HYPERLINK(1)"


def test_only_a_column_of_nothing_but_days_becomes_days() -> None:
    records = [
        {"id": 1, "day": "2026-06-02", "title": "2026-06-02", "start": "05:30:00", "parts": ["a"], "odd": "2026-02-31"},
        {"id": 2, "day": None, "title": "Bản tin", "start": "06:00:00", "parts": [], "odd": "2026-02-28", "more": True},
    ]
    sheet = records_sheet("x", records)
    assert sheet.heads == ("id", "day", "title", "start", "parts", "odd", "more")
    assert sheet.rows[0] == (1, dt.date(2026, 6, 2), "2026-06-02", dt.time(5, 30), '["a"]', "2026-02-31", None)
    assert sheet.rows[1][1:2] + sheet.rows[1][6:] == (None, True)
    assert records_sheet("x", []).rows == ()
