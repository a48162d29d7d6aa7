"""Vendors' play logs of any columns: what they mean is found, rows are folded into plays, nothing is counted twice."""

from __future__ import annotations

import codecs
import contextlib
import datetime as dt
import random
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.grids.test_delimited import in_1258
from tests.plans.sheets import write_sheet
from tests.wards import add_relay, add_slot, code_of, confirm, make_ward
from ttcs_desktop.basics.clock import FixedClock
from ttcs_desktop.basics.errors import InvalidInput, Trouble
from ttcs_desktop.broadcast.model import Kind, Outcome, Priority, Reason
from ttcs_desktop.broadcast.playlogs.cells import counts_of, end_moment, length_of, moment, span_of
from ttcs_desktop.broadcast.playlogs.folding import folded
from ttcs_desktop.broadcast.playlogs.model import DayOrder, Heard, Meaning, Unit
from ttcs_desktop.broadcast.playlogs.places import Places
from ttcs_desktop.broadcast.playlogs.proposing import propose
from ttcs_desktop.workspace import Workspace, open_workspace

MONDAY = dt.date(2026, 5, 25)
TODAY = dt.date(2026, 6, 2)
DAYS = (dt.date(2026, 5, 20), TODAY)
SPEAKERS = """STT,Mã loa,Cụm loa,Tên chương trình,Bắt đầu,Kết thúc,Thời lượng (giây),Trạng thái
1,L01,TDP 1,Bản tin phường,25/05/2026 06:30:02,25/05/2026 07:00:00,1798,Thành công
2,L02,TDP 1,Bản tin phường,25/05/2026 06:34:03,25/05/2026 07:00:00,1557,Thành công
3,L03,TDP 2,Bản tin phường,25/05/2026 06:30:05,25/05/2026 07:00:00,1795,Thành công
4,L04,TDP 2,Bản tin phường,25/05/2026 06:30:05,25/05/2026 06:30:05,0,Mất kết nối
5,L01,TDP 1,Tiếp âm thời sự VOV,25/05/2026 05:00:02,25/05/2026 06:00:00,3598,Thành công
6,L03,TDP 2,Tiếp âm thời sự VOV,25/05/2026 05:00:02,,0,Mất điện
7,L01,TDP 1,Hội thi văn nghệ,25/05/2026 19:00:00,25/05/2026 19:20:00,1200,Thành công
"""
COUNTED = """NHẬT KÝ PHÁT THANH,,,,
Từ ngày,24/05/2026,đến ngày,27/05/2026,
,,,,
Ngày,Giờ,Tên bản tin,Số phút,Đã phát/tổng số,Lý do
25/05/2026,6h30,Bản tin phường,30,2/2,
26/05/2026,6h30,Bản tin phường,"15,5",1/2,mất điện
Ngày,Giờ,Tên bản tin,Số phút,Đã phát/tổng số,Lý do
27/05/2026,6h30,Bản tin phường,30,2/2,
Tổng cộng,,,"75,5",,
Người lập biểu,,,Trưởng đài,,
"""


@pytest.fixture(scope="module")
def planned(tmp_path_factory) -> Path:
    ward = make_ward(tmp_path_factory.mktemp("planned"))
    add_slot(ward, "Bản tin phường", "06:30", 30)
    add_relay(ward, "Tiếp âm VOV1", "05:00", 60)
    ward.close()
    return ward.folder


@pytest.fixture
def ward(planned, tmp_path):
    made = open_workspace(shutil.copytree(planned, tmp_path / "ward"), FixedClock(dt.datetime(2026, 6, 2, 12, 0)))
    yield made
    made.close()


def taken(ward: Workspace, folder: Path, text: str | bytes, name: str = "log.csv", **more):
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return ward.play_logs.take_in(ward.play_logs.open(path), ward.broadcast.inventory.the_station(), **more)


def entries(ward: Workspace) -> list[tuple]:
    return [
        (one.day.day, one.title, one.aired_seconds, f"{one.clusters_ok}/{one.clusters_total}", one.state.value)
        for one in ward.broadcast.log.entries(*DAYS)
    ]


def columns_of(*lines: str) -> dict[str, str]:
    """What each column was taken for, by its name."""
    rows = [(number, tuple(line.split(";"))) for number, line in enumerate(lines, 1)]
    found = propose(rows, TODAY)
    return {name: one.value for name, one in zip(found.head.names, found.reading.columns, strict=True)}


# -- what columns mean ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        (
            "device_id;programName;startTime;endTime;durationSec;play_status",
            "L1;Bản tin;2026-05-25T06:30:00+07:00;2026-05-25T07:00:00+07:00;1800;OK",
            "speaker title start end duration state",
        ),
        (
            "NGAY PHAT;GIO PHAT;NOI DUNG;THOI LUONG (GIAY);DIA BAN;SO CUM PHAT DUOC;TONG SO CUM",
            "25/05/2026;06:30;Ban tin;1800;Toan phuong;2;2",
            "day start title duration place ok total",
        ),
        (
            "TT;Thời gian;Giờ kết thúc;Ghi chú;Nội dung;Cụm",
            "1;25/05/2026 06:30;07:00;;Bản tin sáng;TDP 1",
            " start end note title place",
        ),
        (
            "Giờ kế hoạch;Giờ bắt đầu;Thời lượng yêu cầu;Thời lượng thực tế;Ngày;Chương trình",
            "06:30;06:31;30;29;25/05/2026;Bản tin",
            " start  duration day title",
        ),
        (
            "Ngày;Khung giờ phát;Nội dung;Số cụm phát được;Tổng số cụm",
            "25/05/2026;06:30-07:00;Bản tin phường;2;2",
            "day span title ok total",
        ),
        ("Thời gian phát;Chương trình;Cụm loa", "25/05/2026 6h30 - 7h;Bản tin phường;TDP 1", "span title place"),
        ("x;y;z", "06:30:00 → 07:00:00 25/05/2026;Bản tin phường;TDP 1", "span title "),
        ("x;y;z;w", "2026-05-25 06:30:00;2026-05-25 07:00:00;Bản tin phường;TDP 1", "start end title "),
    ],
)
def test_columns_are_known_by_their_names_and_by_their_cells(head, row, expected) -> None:
    assert list(columns_of(head, row, row.replace("25", "26", 1)).values()) == expected.split(" ")


def test_a_table_without_a_play_is_no_log() -> None:
    for lines in (["tên;giá;số", "gạo;1;2"], ["a"], []):
        with pytest.raises(InvalidInput, match="log_header"):
            propose([(number, tuple(line.split(";"))) for number, line in enumerate(lines, 1)], TODAY)


@pytest.mark.parametrize(
    ("name", "cells", "unit"),
    [
        ("Thời lượng (giây)", ["1800"], Unit.SECONDS),
        ("Thời lượng", ["1800", "1750"], Unit.SECONDS),
        ("Thời lượng", ["30", "15"], Unit.MINUTES),
        ("Thời lượng", ["30:00", "15:20"], Unit.MINUTES_SECONDS),
        ("Thời lượng", ["00:30", "00:15"], Unit.HOURS_MINUTES),
        ("Thời lượng (hh:mm)", ["01:30"], Unit.HOURS_MINUTES),
        ("duration_ms", ["1800000"], Unit.MILLISECONDS),
    ],
)
def test_the_unit_of_durations_is_named_or_likely(name, cells, unit) -> None:
    lines = [("Ngày;Giờ;Nội dung;" + name).split(";")]
    lines += [["25/05/2026", "06:30", "Bản tin", cell] for cell in cells]
    found = propose([(number, tuple(line)) for number, line in enumerate(lines, 1)], TODAY)
    assert found.reading.unit is unit
    guessed = [doubt.code for doubt in found.doubts if doubt.code == "unit_guessed"]
    assert guessed == ([] if "(" in name or "_" in name else ["unit_guessed"])


def test_start_and_end_bear_out_the_unit_and_the_future_the_order_of_the_day() -> None:
    head = "Ngày;Bắt đầu;Kết thúc;Nội dung;Thời lượng"
    rows = [head, "06/01/2026;06:30;06:33;Bản tin;180", "05/31/2026;06:30;06:32;Bản tin;120"]
    found = propose([(number, tuple(line.split(";"))) for number, line in enumerate(rows, 1)], TODAY)
    assert (found.reading.unit, found.reading.order) == (Unit.SECONDS, DayOrder.MONTH)
    assert [doubt.code for doubt in found.doubts] == ["month_first"]


@pytest.mark.parametrize(
    "text",
    [
        "25/05/2026 06:30", "25-5-2026 6h30", "2026-05-25T06:30:00", "2026-05-24T23:30:00Z", "2026/05/25 6:30:00 SA",
        "Thứ Hai, 25/05/2026 06:30", "20260525063000", "46167.2708333333", "25 May 2026 6:30 AM", "May 25, 2026 06:30",
        "06:30 ngày 25/05/2026", "ngày 25 tháng 5 năm 2026, 6 giờ 30", "2026-05-25 06:30:00.250+0700", "1779665400",
        "1779665400000", "25/5/26 06:30",
    ],
)  # fmt: skip
def test_moments_are_read_in_every_usual_form(text) -> None:
    assert moment(text, DayOrder.DAY) == (MONDAY, dt.time(6, 30))


@pytest.mark.parametrize(
    ("text", "unit", "seconds"),
    [
        ("900", Unit.SECONDS, 900), ("1.800", Unit.SECONDS, 1800), ("15", Unit.MINUTES, 900),
        ("12,5", Unit.MINUTES, 750), ("15:30", Unit.MINUTES_SECONDS, 930), ("01:30", Unit.HOURS_MINUTES, 5400),
        ("00:15:30", Unit.MINUTES, 930), ("15 phút 30 giây", Unit.SECONDS, 930), ("15'", Unit.SECONDS, 900),
        ("1h02m", Unit.SECONDS, 3720), ("PT15M", Unit.SECONDS, 900), ("900000", Unit.MILLISECONDS, 900),
        ("0", Unit.SECONDS, 0),
    ],
)  # fmt: skip
def test_lengths_are_read_in_every_usual_form(text, unit, seconds) -> None:
    assert length_of(text, unit) == seconds


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("06:30-07:00", "6:30", "7:00"),
        ("6h30 - 7h", "6:30", "7:00"),
        ("06:30:00 → 07:00:00", "6:30", "7:00"),
        ("từ 6h30’ đến 7 giờ", "6:30", "7:00"),
        ("06h30p – 07h00p", "6:30", "7:00"),
        ("6:30 SA ~ 7:00 SA", "6:30", "7:00"),
        ("6h30 tới 7h tối", "6:30", "19:00"),
        ("25-05-2026 06:30-07:00", "25 6:30", "7:00"),
        ("06:30-07:00 25/05/2026", "25 6:30", "25 7:00"),
        ("25/05/2026 23:30 - 24:00", "25 23:30", "0:00"),
        ("23:30-25/05/2026 24:00", "25 23:30", "26 0:00"),
        ("2026-05-25T06:30:00+07:00 -> 2026-05-25T07:00:00+07:00", "25 6:30", "25 7:00"),
    ],
)
def test_a_start_and_an_end_in_one_cell_are_told_apart(text, start, end) -> None:
    def told(found) -> str:
        day, clock = found
        return f"{f'{day.day} ' if day else ''}{clock.hour}:{clock.minute:02d}"

    told_apart = span_of(text, DayOrder.DAY)
    assert told_apart is not None
    assert (told(moment(told_apart[0], DayOrder.DAY)), told(end_moment(told_apart[1], DayOrder.DAY))) == (start, end)


@pytest.mark.parametrize(
    "text", ["06:30", "25/05/2026", "6-7", "25-05-2026", "06:30-", "Bản tin - 07:00", "25:00-26:00", ""]
)
def test_what_is_no_start_and_end_is_none(text) -> None:
    assert span_of(text, DayOrder.DAY) is None


def test_a_log_with_start_and_end_in_one_column_is_taken_in(ward, tmp_path) -> None:
    rows = [
        "Ngày,Giờ phát,Chương trình,Cụm loa",
        "25/05/2026,06:30-07:00,Bản tin phường,TDP 1",
        "25/05/2026,6h30 - 7h,Bản tin phường,TDP 2",
        "26/05/2026,06:30:00 → 06:45:30,Bản tin phường,TDP 1",
        "27/05/2026,07:00-06:30,Bản tin phường,TDP 1",
        "27/05/2026,06:30,Bản tin phường,TDP 2",
        "26/05/2026,23:50-24:00,Nhạc,TDP 2",
    ]
    done = taken(ward, tmp_path, "\n".join(rows))
    assert entries(ward) == [
        (25, "Bản tin phường", 1800, "2/2", "full"),
        (26, "Bản tin phường", 930, "1/2", "partial"),
        (26, "Nhạc", 600, "1/1", "full"),
    ]
    assert [(one.row, one.code) for one in done.rejected] == [(5, "end_before_start"), (6, "duration_unreadable")]


@pytest.mark.parametrize("text", ["", "hôm qua", "31/02/2026", "25/05/1926", "99:99", "25/05/2026 25:00", "x" * 5000])
def test_what_is_no_moment_is_refused(text) -> None:
    with pytest.raises(InvalidInput):
        moment(text, DayOrder.DAY)


@given(st.text(max_size=20))
def test_any_cell_is_read_or_refused(text) -> None:
    for read in (lambda: moment(text, DayOrder.DAY), lambda: length_of(text, Unit.SECONDS), lambda: counts_of(text)):
        with contextlib.suppress(InvalidInput):
            read()


# -- rows as plays -------------------------------------------------------------------------------------------------


def test_rows_of_single_loudspeakers_are_one_play_with_honest_counts(ward, tmp_path) -> None:
    done = taken(ward, tmp_path, SPEAKERS)
    assert (done.rows, done.imported, done.airings, done.unmatched, done.created) == (7, 7, 2, 1, ())
    assert entries(ward) == [
        (25, "Tiếp âm VOV1", 3598, "1/2", "partial"),
        (25, "Bản tin phường", 1798, "2/2", "full"),
        (25, "Hội thi văn nghệ", 1200, "1/1", "full"),
    ]
    relay, bulletin, _ = ward.broadcast.log.entries(*DAYS)
    assert (relay.reason, bulletin.reason) == (Reason.POWER, Reason.NOT_GIVEN)
    (witness,) = ward.broadcast.log.witnesses([bulletin.id])
    assert [(one.seconds, one.speakers_ok, one.speakers_total) for one in witness.parts] == [(1798, 2, 2), (1795, 1, 2)]
    assert ward.broadcast.log.contradicted(*DAYS) == []
    again = taken(ward, tmp_path, SPEAKERS)
    assert (again.imported, again.already) == (0, 7)


def test_titles_sums_and_repeated_heads_are_no_plays(ward, tmp_path) -> None:
    done = taken(ward, tmp_path, COUNTED)
    assert (done.rows, done.imported, done.rejected) == (3, 3, ())
    assert [one[2:] for one in entries(ward)] == [(1800, "2/2", "full"), (930, "1/2", "partial"), (1800, "2/2", "full")]


@pytest.mark.parametrize(
    "write",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
        lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
        lambda text: text.encode("utf-16-le"),
        in_1258,
        lambda text: text.replace(",", "|").encode(),
        lambda text: text.replace(",", "\t").encode(),
        lambda text: ("sep=;\r\n" + text.replace(",", ";")).encode(),
    ],
    ids=["utf-8", "utf-16-le", "utf-16-be", "no mark", "windows-1258", "pipe", "tab", "sep="],
)
def test_a_log_is_read_in_any_encoding_and_with_any_separator(ward, tmp_path, write) -> None:
    path = tmp_path / "log.csv"
    path.write_bytes(write(SPEAKERS))
    opened = ward.play_logs.open(path)
    plays, rejected = ward.play_logs.plays(opened.proposal, ward.broadcast.inventory.the_station())
    assert rejected == []
    assert [(one.title, one.seconds, one.clusters_ok) for one in plays] == [
        ("Tiếp âm thời sự VOV", 3598, 1),
        ("Bản tin phường", 1798, 2),
        ("Hội thi văn nghệ", 1200, 1),
    ]


def test_a_workbook_is_read_with_its_days_and_hours(ward, tmp_path) -> None:
    head = ("Chương trình", "Bắt đầu", "Thời lượng (giây)", "Cụm loa")
    rows = [("Bản tin phường", "46167.270833", "1800", "TDP 1"), ("Bản tin phường", "46167.270833", "1795", "TDP 2")]
    path = write_sheet(tmp_path / "log.xlsx", [("Nhật ký",), head, *rows])
    done = ward.play_logs.take_in(ward.play_logs.open(path), ward.broadcast.inventory.the_station())
    assert (done.imported, entries(ward)) == (2, [(25, "Bản tin phường", 1800, "2/2", "full")])


def test_what_the_officer_wrote_stays_and_a_silent_cluster_contradicts_it(ward, tmp_path) -> None:
    slot = next(one for one in ward.broadcast.timetable.slots_between(MONDAY, MONDAY) if one.kind is Kind.PROGRAMME)
    entry = confirm(ward, slot, MONDAY)
    taken(ward, tmp_path, SPEAKERS)
    assert ward.broadcast.log.contradicted(*DAYS) == []
    failed = SPEAKERS.replace("3,L03,TDP 2,Bản tin phường,25/05/2026 06:30:05,25/05/2026 07:00:00,1795", "3,L03,TDP 2,"
                              "Bản tin phường,25/05/2026 06:30:05,25/05/2026 07:00:00,0")  # fmt: skip
    taken(ward, tmp_path, failed)
    assert ward.broadcast.log.of_airing(entry.airing_id or "") == entry
    assert ward.broadcast.log.contradicted(*DAYS) == [entry]


def test_bad_rows_are_named_and_nothing_is_kept_of_them(ward, tmp_path) -> None:
    head, good, *_ = SPEAKERS.splitlines()
    wrong = [
        good.replace("07:00:00,1798", "06:00:00,"),
        good.replace("25/05", "31/02"),
        good.replace("Bản tin phường", ""),
        good.replace("1798", "nửa giờ"),
    ]
    ahead = good.replace("25/05/2026", "25/07/2026")
    done = taken(ward, tmp_path, "\n".join([head, good, *wrong, ahead]))
    assert [(one.row, one.code) for one in done.rejected] == [
        (3, "end_before_start"), (4, "no_such_date"), (5, "title_missing"), (6, "duration_unreadable"),
    ]  # fmt: skip
    assert (done.rows, done.imported, done.future) == (6, 1, (7,))


def test_a_log_of_another_station_is_refused_unless_the_officer_means_it(ward, tmp_path) -> None:
    other = SPEAKERS.replace("TDP 1", "Thôn Đoài").replace("TDP 2", "Thôn Đông")
    with pytest.raises(InvalidInput) as caught:
        taken(ward, tmp_path, other)
    assert code_of(caught) == "log_other_station"
    assert ward.broadcast.log.entries(*DAYS) == []
    done = taken(ward, tmp_path, other, new_places=True)
    assert done.created == ("Thôn Đoài", "Thôn Đông")


CODES = """device_id;program_name;start_time;duration_sec;status
LOA-01;Bản tin phường;2026-05-25T06:30:00+07:00;1800;OK
LOA-02;Bản tin phường;2026-05-25T06:30:00+07:00;1790;OK
LOA-03;Bản tin phường;2026-05-25T06:30:00+07:00;0;Offline
"""


def test_loudspeakers_by_codes_alone_are_counted_and_make_no_clusters(ward, tmp_path) -> None:
    path = tmp_path / "codes.csv"
    path.write_text(CODES, encoding="utf-8")
    assert [doubt.code for doubt in ward.play_logs.open(path).proposal.doubts] == ["speakers_unknown"]
    done = taken(ward, tmp_path, CODES)
    assert (done.imported, done.airings, done.created) == (3, 1, ())
    assert entries(ward) == [(25, "Bản tin phường", 1800, "2/3", "partial")]
    named = (
        CODES.replace("LOA-01", "Nhà văn hóa TDP1, loa 1").replace("LOA-02", "tdp 2/L1").replace("LOA-03", "TDP-02_3")
    )
    taken(ward, tmp_path, named)
    assert entries(ward) == [(25, "Bản tin phường", 1800, "2/2", "full")]


def test_a_file_that_changes_between_look_and_yes_is_refused(ward, tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(SPEAKERS, encoding="utf-8")
    opened = ward.play_logs.open(path)
    path.write_text(COUNTED, encoding="utf-8")
    with pytest.raises(InvalidInput, match="log_file_changed"):
        ward.play_logs.take_in(opened, ward.broadcast.inventory.the_station())
    assert ward.broadcast.log.entries(*DAYS) == []


def test_a_hostile_workbook_and_a_file_that_is_stopped_leave_nothing(ward, tmp_path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (40 * 1024 * 1024))
    refusals = []
    for path in (bomb, tmp_path / "nowhere.csv", tmp_path):
        with pytest.raises(Trouble) as caught:
            ward.play_logs.open(path)
        refusals.append(code_of(caught))
    assert refusals == ["file_bomb", "file_unreadable", "file_unreadable"]

    def stop(_done: int, _there: int, phase: str) -> None:
        if phase == "saving":
            raise KeyboardInterrupt

    before = ward.ledger.last_seq()
    other = SPEAKERS.replace("TDP 2", "Thôn Đông")
    with pytest.raises(KeyboardInterrupt):
        taken(ward, tmp_path, other, tell=stop)
    assert (ward.broadcast.log.entries(*DAYS), ward.ledger.last_seq()) == ([], before)
    assert len(ward.broadcast.inventory.clusters()) == 2


def test_what_was_said_of_a_head_is_remembered_and_can_be_taken_back(ward, tmp_path) -> None:
    text = "Ngày;Giờ;Nội dung;Thời lượng\n25/05/2026;06:30;Bản tin phường;20\n"
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    opened = ward.play_logs.open(path)
    assert opened.proposal.reading.unit is Unit.MINUTES
    seconds = replace(opened.proposal.reading, unit=Unit.SECONDS)
    with pytest.raises(InvalidInput, match="log_columns"):
        ward.play_logs.remember(opened.proposal.head, replace(seconds, columns=(Meaning.NOTHING,) * 4))
    ward.play_logs.remember(opened.proposal.head, seconds)
    path.write_text(text.replace("Ngày;Giờ", "NGAY;GIO").replace("25/05", "26/05"), encoding="utf-8")
    again = ward.play_logs.open(path).proposal
    assert (again.known, again.reading, again.doubts) == (True, seconds, ())
    ward.undo.undo()
    assert not ward.play_logs.open(path).proposal.known


# -- nothing twice, whatever the order -----------------------------------------------------------------------------


@st.composite
def rows_of_speakers(draw):
    """Loudspeakers of two clusters during a morning, some silent, some late."""
    rows = []
    for number in range(draw(st.integers(1, 8))):
        title = draw(st.sampled_from(["Bản tin phường", "Tiếp âm VOV1", "Hội thi"]))
        place, late = draw(st.sampled_from(["TDP 1", "TDP 2"])), draw(st.integers(0, 50))
        seconds = draw(st.sampled_from([0, 60, 1700, 1800]))
        rows.append(f"{place};L{number % 3};{title};25/05/2026 06:{late:02}:00;{seconds}")
    return rows


@settings(max_examples=12)
@given(rows_of_speakers(), st.integers())
def test_the_order_of_rows_and_rows_that_stand_twice_make_no_difference(rows, seed) -> None:
    chance = random.Random(seed)
    mixed = [*rows, *chance.choices(rows, k=2)]
    chance.shuffle(mixed)

    def plays(lines):
        heard = []
        for number, line in enumerate(lines, 2):
            place, speaker, title, start, seconds = line.split(";")
            at = dt.datetime.combine(MONDAY, dt.time.fromisoformat(start[11:]))
            heard.append(Heard(number, title, Kind.PROGRAMME, Priority.NORMAL, at, int(seconds), (place,), speaker,
                               None, None, ""))  # fmt: skip
        told = folded(sorted(heard, key=lambda one: one.starts_at), Places([]))
        return sorted((one.title, one.starts_at, one.seconds, one.clusters_ok, one.parts, one.lines) for one in told)

    assert plays(mixed) == plays(dict.fromkeys(rows))
    assert sum(one[5] for one in plays(mixed)) == len(set(rows))


@settings(max_examples=5)
@given(rows_of_speakers(), st.integers())
def test_a_log_split_over_two_files_in_any_order_leaves_the_same_book(planned, tmp_path_factory, rows, seed) -> None:
    chance = random.Random(seed)
    mixed = [*rows, *chance.choices(rows, k=2)]
    chance.shuffle(mixed)

    def outcome(files):
        folder = tmp_path_factory.mktemp("order")
        ward = open_workspace(shutil.copytree(planned, folder / "ward"), FixedClock(dt.datetime(2026, 6, 2, 12, 0)))
        for number, lines in enumerate(files):
            taken(ward, folder, "\n".join(["Cụm;Loa;Chương trình;Bắt đầu;Số giây", *lines]), f"{number}.csv")
        found = [
            (one.starts_at, *told) for one, told in zip(ward.broadcast.log.entries(*DAYS), entries(ward), strict=True)
        ]
        ward.close()
        return found

    assert outcome([mixed]) == outcome([rows, mixed])


def test_the_outcome_of_a_play_that_no_cluster_played_is_none(ward, tmp_path) -> None:
    silent = "\n".join([SPEAKERS.splitlines()[0], SPEAKERS.splitlines()[6]])
    taken(ward, tmp_path, silent)
    (entry,) = ward.broadcast.log.entries(*DAYS)
    assert (entry.state, entry.reason, entry.clusters_ok) == (Outcome.NONE, Reason.POWER, 0)
