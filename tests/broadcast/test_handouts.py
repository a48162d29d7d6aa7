"""Plan and log as files for others: calendar, web page, tables; nothing unapproved goes out as if it were to play."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.wards import POWER_CUT, add_relay, add_slot, approved_edition, approved_item, confirm, make_ward
from ttcs_desktop.basics.clock import VIETNAM
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.handouts.calendar_file import calendar_bytes, escaped, folded
from ttcs_desktop.broadcast.handouts.model import Handed, Plan
from ttcs_desktop.broadcast.handouts.tables import plan_table
from ttcs_desktop.broadcast.handouts.web_page import page_bytes
from ttcs_desktop.broadcast.model import Fill
from ttcs_desktop.grids.source import read_source
from ttcs_desktop.grids.writing.cells import clean
from ttcs_desktop.workspace import Workspace
from ui.workflows.handouts import plan_of, write_log, write_plan

MONDAY, SUNDAY = dt.date(2026, 6, 1), dt.date(2026, 6, 7)
AWKWARD = "=Phòng, chống; <b>đuối nước</b> & \\ “bão”"


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = make_ward(tmp_path_factory.mktemp("handouts"))
    relay = add_relay(made, AWKWARD, weekdays=frozenset({1, 2}))
    add_slot(made, "Tiếp âm đêm", "23:45", 30, weekdays=frozenset({6}))
    add_slot(made, "Tiếp âm huyện", "06:00", 30, approved=False, weekdays=frozenset({1, 3}))
    series = add_slot(made, "Sức khỏe", "17:30", 15, fill=Fill.SERIES, first=MONDAY, last=MONDAY)
    approved_edition(made, series, MONDAY, approved_item(made, "Rửa tay đúng cách"), title="Sức khỏe số 1")
    confirm(made, relay, MONDAY)
    confirm(made, relay, MONDAY, POWER_CUT)
    return made


@pytest.fixture(scope="module")
def plan(ward: Workspace) -> Plan:
    return plan_of(ward, MONDAY, SUNDAY)


# -- the calendar -----------------------------------------------------------------------------------------------------


def unfolded(data: bytes) -> list[tuple[str, str]]:
    """Names with their parameters, and values, as RFC 5545 reads them."""
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    text = data.decode("utf-8").replace("\r\n ", "")
    return [tuple(line.split(":", 1)) for line in text.split("\r\n") if line]


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def events(data: bytes) -> Iterator[dict[str, str]]:
    found: dict[str, str] | None = None
    for name, value in unfolded(data):
        if (name, value) == ("BEGIN", "VEVENT"):
            found = {}
        elif (name, value) == ("END", "VEVENT"):
            assert found is not None
            yield found
            found = None
        elif found is not None:
            found[name] = value


def test_an_event_an_approved_airing_in_the_zone_of_the_office(plan: Plan) -> None:
    data = calendar_bytes(plan)
    told = list(events(data))
    assert [unescaped(one["SUMMARY"]) for one in told] == [AWKWARD, "Sức khỏe số 1", AWKWARD, "Tiếp âm đêm"]
    assert told[0]["DTSTART;TZID=Asia/Ho_Chi_Minh"] == "20260601T050000"
    assert told[3]["DTEND;TZID=Asia/Ho_Chi_Minh"] == "20260607T001500", "over midnight"
    assert told[0]["DTSTAMP"] == "20260602T050000Z"
    assert "1. Rửa tay đúng cách" in unescaped(told[1]["DESCRIPTION"])
    heads = unfolded(data)
    assert heads[0] == ("BEGIN", "VCALENDAR")
    assert heads[-1] == ("END", "VCALENDAR")
    for line in (("TZID", "Asia/Ho_Chi_Minh"), ("TZOFFSETFROM", "+0700"), ("TZOFFSETTO", "+0700"), ("VERSION", "2.0")):
        assert line in heads


def test_the_same_airing_has_the_same_name_each_time_it_goes_out(ward: Workspace, plan: Plan) -> None:
    again = plan_of(ward, MONDAY, MONDAY + dt.timedelta(days=30))
    names = {one["UID"] for one in events(calendar_bytes(plan))}
    assert len(names) == 4
    assert names <= {one["UID"] for one in events(calendar_bytes(again))}
    assert calendar_bytes(plan) == calendar_bytes(plan_of(ward, MONDAY, SUNDAY))


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("đ😀\\;,\n\r\t:ệ"), max_size=120))
@settings(max_examples=40)
def test_any_title_comes_back_as_it_was(title: str) -> None:
    line = f"SUMMARY:{escaped(title)}"
    ((_, value),) = unfolded(folded(line))
    assert unescaped(value) == clean(title).replace("\t", " ")


# -- the web page -----------------------------------------------------------------------------------------------------


class _Page(HTMLParser):
    """What stands in a page: tags still open, attributes seen, the words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.attributes += attrs
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if "style" not in self.open and data.strip():
            self.words.append(data)


def test_the_page_needs_nothing_else_and_escapes_what_it_is_given(plan: Plan) -> None:
    text = page_bytes(plan).decode()
    page = _Page(text)
    assert page.open == []
    assert ("lang", "vi") in page.attributes
    assert {name for name, _ in page.attributes} == {"lang", "charset", "http-equiv", "content", "name", "datetime"}
    assert "url(" not in text
    assert "script" not in text
    assert "<b>" not in text
    assert AWKWARD in page.words
    assert "@media print" in text
    assert "width=device-width" in text


def test_a_day_of_which_nothing_is_approved_is_not_called_quiet(plan: Plan) -> None:
    words = _Page(page_bytes(plan).decode()).words
    after = dict(pairwise(words))
    assert after["Thứ Tư, 03/6"] == "Lịch ngày này chưa công bố."
    assert after["Thứ Năm, 04/6"] == "Không có mục phát theo lịch."
    assert "Tiếp âm huyện" not in words
    assert "23:45–00:15 (hôm sau)" in words


# -- the tables -------------------------------------------------------------------------------------------------------


def test_the_table_has_everything_and_says_what_may_not_play(plan: Plan) -> None:
    sheet = plan_table(plan)
    rows = [dict(zip(sheet.heads, row, strict=True)) for row in sheet.rows]
    assert [row["Tình trạng"] for row in rows if row["Nội dung"] == "Tiếp âm huyện"] == [
        "Chưa duyệt, chưa được phát"
    ] * 2
    first, night = rows[0], rows[-1]
    assert (first["Ngày"], first["Bắt đầu"], first["Kết thúc"]) == (MONDAY, dt.time(5), dt.time(5, 30))
    assert (first["Số phút"], first["Cụm loa"], first["Người duyệt"]) == (30, "Tất cả 2 cụm", "Nguyễn Văn An")
    assert night["Kết thúc"] == dt.datetime(2026, 6, 7, 0, 15)


def test_each_ending_is_its_own_file(ward: Workspace, tmp_path: Path) -> None:
    for name, begins in (("a.xlsx", b"PK"), ("a.csv", b"\xef\xbb\xbf"), ("a.ICS", b"BEGIN:V"), ("a.html", b"<!DOC")):
        assert write_plan(ward, MONDAY, SUNDAY, tmp_path / name).read_bytes().startswith(begins)
    (block,) = read_source(tmp_path / "a.xlsx").blocks
    assert block.rows[1][0].text == "01/06/2026"
    assert block.rows[1][5].text == AWKWARD
    assert f"'{AWKWARD}" in (tmp_path / "a.csv").read_text("utf-8-sig")
    with pytest.raises(InvalidInput, match="window_reversed"):
        write_plan(ward, SUNDAY, MONDAY, tmp_path / "b.ics")


def test_the_log_keeps_what_was_corrected_and_counts_it_not(ward: Workspace, tmp_path: Path) -> None:
    (block,) = read_source(write_log(ward, MONDAY, SUNDAY, tmp_path / "so.xlsx")).blocks
    head, *rows = [[cell.text for cell in row] for row in block.rows]
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(one["Kết quả"], one["Đã phát (phút)"], one["Tính vào tổng"]) for one in told] == [
        ("Phát đủ", "30", "không"),
        ("Không phát", "0", "có"),
    ]
    assert told[0]["Ghi chú"] == "Đã sửa, xem dòng 2"


def test_a_plan_without_airings_is_still_a_file() -> None:
    made = dt.datetime(2026, 6, 2, 12, tzinfo=VIETNAM)
    empty = Plan("Ủy ban nhân dân phường Mẫu", "Đài", MONDAY, MONDAY, made, ())
    assert list(events(calendar_bytes(empty))) == []
    assert "Không có mục phát theo lịch." in page_bytes(empty).decode()
    assert plan_table(empty).rows == ()
    one = Handed("a", made.replace(tzinfo=None), made.replace(tzinfo=None), "A", (), "", "", "", "", ("An", "số 1"))
    assert one.may_play
