"""Reading a vendor's play log: usual column names, honest refusals, nothing guessed."""

from __future__ import annotations

import datetime as dt

import pytest

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.model import Kind, Priority, Reason
from ttcs_desktop.broadcast.vendor import read_vendor_rows

HEADER = [
    "STT",
    "Nội dung thông báo",
    "Loại",
    "Chế độ phát",
    "Ngày phát",
    "Thời gian phát",
    "Thời lượng (phút)",
    "Địa bàn cần phát",
    "Đã phát/Tổng số cần phát",
    "Ghi chú",
]
GOOD = {
    "STT": "1",
    "Nội dung thông báo": "Bản tin phường",
    "Loại": "Bản tin",
    "Chế độ phát": "Thường",
    "Ngày phát": "25/05/2026",
    "Thời gian phát": "06:30",
    "Thời lượng (phút)": "30",
    "Địa bàn cần phát": "Toàn phường",
    "Đã phát/Tổng số cần phát": "2/2",
    "Ghi chú": "",
}


def read(**changed: str):
    """One row; the keys are the column names with blanks as underscores."""
    cells = {**GOOD, **{name.replace("_", " "): text for name, text in changed.items()}}
    return read_vendor_rows([HEADER, [cells[name] for name in HEADER]])


def row(**changed: str):
    (found,), rejected = read(**changed)
    assert rejected == []
    return found


def code(**changed: str) -> str:
    found, (rejection,) = read(**changed)
    assert (found, rejection.row) == ([], 2)
    return rejection.code


def test_a_plain_row_is_read_whole() -> None:
    found = row()
    assert (found.row, found.title, found.kind, found.priority) == (
        2,
        "Bản tin phường",
        Kind.PROGRAMME,
        Priority.NORMAL,
    )
    assert (found.starts_at, found.seconds) == (dt.datetime(2026, 5, 25, 6, 30), 1800)
    assert (found.targets, found.clusters_ok, found.clusters_total) == ((), 2, 2)
    assert (found.reason, found.note) == (Reason.NOT_GIVEN, "")


def test_the_header_may_stand_below_a_title_and_its_columns_in_any_order() -> None:
    cells = [
        ["NHẬT KÝ PHÁT"],
        [],
        [name.upper() for name in reversed(HEADER)],
        [GOOD[name] for name in reversed(HEADER)],
    ]
    (found,), rejected = read_vendor_rows(cells)
    assert (found.row, found.title, rejected) == (4, "Bản tin phường", [])


@pytest.mark.parametrize("lost", ["Nội dung thông báo", "Ngày phát", "Thời gian phát", "Đã phát/Tổng số cần phát"])
def test_a_file_without_a_needed_column_is_refused(lost) -> None:
    names = [name for name in HEADER if name != lost]
    with pytest.raises(InvalidInput, match="log_header"):
        read_vendor_rows([names, [GOOD[name] for name in names]])


def test_an_empty_file_is_refused_and_empty_lines_are_passed_over() -> None:
    with pytest.raises(InvalidInput, match="log_header"):
        read_vendor_rows([])
    found, rejected = read_vendor_rows([HEADER, [], ["", ""], [GOOD[name] for name in HEADER]])
    assert ([one.row for one in found], rejected) == ([4], [])


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"Nội_dung_thông_báo": ""}, "title_missing"),
        ({"Ngày_phát": "31/02/2026"}, "no_such_date"),
        ({"Ngày_phát": "hôm qua"}, "date_unreadable"),
        ({"Ngày_phát": ""}, "date_unreadable"),
        ({"Thời_gian_phát": "25:00"}, "time_unreadable"),
        ({"Thời_gian_phát": "6"}, "time_unreadable"),
        ({"Thời_lượng_(phút)": "nửa giờ"}, "duration_unreadable"),
        ({"Thời_lượng_(phút)": "-5"}, "duration_unreadable"),
        ({"Đã_phát/Tổng_số_cần_phát": "12.5/24"}, "count_unreadable"),
        ({"Đã_phát/Tổng_số_cần_phát": "3/2"}, "count_unreadable"),
        ({"Đã_phát/Tổng_số_cần_phát": "0/0"}, "count_unreadable"),
        ({"Đã_phát/Tổng_số_cần_phát": ""}, "count_unreadable"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_with_its_reason(changed, expected) -> None:
    assert code(**changed) == expected


@pytest.mark.parametrize("day", ["31/12/9999", "01/01/0001", "01/01/1900"])
def test_a_day_on_which_no_ward_had_a_log_is_refused(day) -> None:
    """One mistyped year would make the import plan every day between then and now."""
    assert read(Ngày_phát=day)[0] == []


def test_nothing_plays_longer_than_a_day() -> None:
    assert read(**{"Thời_lượng_(phút)": "99999"})[0] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("06:30", dt.time(6, 30)), ("6h05", dt.time(6, 5)), ("6:30:15", dt.time(6, 30, 15)), ("23g59", dt.time(23, 59))],
)
def test_times_are_read_as_offices_write_them(text, expected) -> None:
    assert row(Thời_gian_phát=text).start == expected


@pytest.mark.parametrize("text", ["25/5/2026", "25-05-2026", "25.05.2026", "2026-05-25"])
def test_days_are_read_as_offices_write_them(text) -> None:
    assert row(Ngày_phát=text).day == dt.date(2026, 5, 25)


@pytest.mark.parametrize(("text", "seconds"), [("30", 1800), ("12,5", 750), ("0.5", 30)])
def test_minutes_may_have_a_tenth(text, seconds) -> None:
    assert row(**{"Thời_lượng_(phút)": text}).seconds == seconds


def test_what_no_cluster_played_lasted_no_time() -> None:
    assert row(**{"Đã_phát/Tổng_số_cần_phát": "0/2"}).seconds == 0


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Toàn phường", ()),
        ("tất cả", ()),
        ("", ()),
        ("TDP 3; TDP 7", ("TDP 3", "TDP 7")),
        ("Tổ 1,Tổ 2", ("Tổ 1", "Tổ 2")),
    ],
)
def test_targets_are_names_or_everywhere(text, targets) -> None:
    assert row(Địa_bàn_cần_phát=text).targets == targets


@pytest.mark.parametrize(
    ("kind", "mode", "expected"),
    [
        ("Tiếp sóng", "Thường", (Kind.RELAY, Priority.NORMAL)),
        ("Thông báo", "Ưu tiên", (Kind.INSERT, Priority.PRIORITY)),
        ("Bản tin", "Khẩn cấp", (Kind.URGENT, Priority.URGENT)),
    ],
)
def test_kind_and_priority_are_read_from_their_columns(kind, mode, expected) -> None:
    found = row(Loại=kind, Chế_độ_phát=mode)
    assert (found.kind, found.priority) == expected


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        ("Mất điện khu vực", Reason.POWER),
        ("mất kết nối 2 cụm", Reason.CONNECTION),
        ("Hỏng loa", Reason.LOUDSPEAKER),
        ("Nhiễu sóng", Reason.NOISE),
        ("Nhường tin khẩn cấp", Reason.URGENT),
        ("Có lệnh dừng phát", Reason.ORDER),
        ("Chưa rõ", Reason.OTHER),
        ("", Reason.NOT_GIVEN),
    ],
)
def test_a_note_tells_the_reason(note, reason) -> None:
    assert row(Ghi_chú=note).reason is reason


@pytest.mark.parametrize("note", ["Nội dung dài", "Phát đúng giờ", "Sử dụng loa dự phòng", "Nhiều cụm phát chậm"])
def test_a_note_that_only_resembles_a_reason_is_another_one(note) -> None:
    """Words without marks: "dừng" is not "dung" in "nội dung", "nhiễu" is not "nhiều"."""
    assert row(Ghi_chú=note).reason is Reason.OTHER
