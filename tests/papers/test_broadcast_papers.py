"""Run sheet, poster and log: what they say, what they leave out by name, and where it stands on the sheets."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.papers import boxes
from tests.papers.test_docx import times_by_tinos
from tests.wards import POWER_CUT, START, add_relay, add_slot, approved_edition, approved_item, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.day_sheets.model import LeftOut
from ttcs_desktop.broadcast.day_sheets.wording import clusters_on_paper, left_out_words
from ttcs_desktop.broadcast.log_sheets.model import PageRoom, lines_by_page
from ttcs_desktop.broadcast.logbook import Confirmation
from ttcs_desktop.broadcast.model import Fill, Outcome, Reason
from ttcs_desktop.papers.model import Document, Large, Note, Paragraph, Table
from ttcs_desktop.workspace import Workspace
from ui.kit.printing import page_count
from ui.workflows.broadcast_papers import (
    log_document,
    log_sheet_of,
    poster_document,
    run_document,
    week_left_out,
)
from ui.workflows.papers import week_document, write_docx, write_pdf

MONDAY, TUESDAY = dt.date(2026, 6, 1), dt.date(2026, 6, 2)
WEEK = Week.of(MONDAY)
MAY = (dt.date(2026, 5, 1), dt.date(2026, 5, 20))
LONG = "Lịch tiêm chủng mở rộng cho trẻ dưới một tuổi của trạm y tế phường và nhắc hẹn mũi hai"


@pytest.fixture(scope="module")
def ward(qapp: object, tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Forty clusters; a relay, a long title on six clusters, a series, something nobody approved; a May in the log."""
    made = make_ward(tmp_path_factory.mktemp("papers"))
    inventory = made.broadcast.inventory
    station = inventory.the_station()
    for number in range(3, 41):
        inventory.add_cluster(station.id, str(number), "", START)
    add_relay(made, "Tiếp âm VOV1", "05:00")
    add_slot(made, "Bản tin phường", "05:30", 15, weekdays=frozenset({1, 2, 3, 4, 5}))
    add_slot(made, LONG, "17:00", 15, clusters=("3", "4", "5", "6", "7", "9"))
    add_slot(made, "Tiếp âm đêm", "23:45", 30, weekdays=frozenset({6}))
    add_slot(made, "Tiếp âm huyện", "06:00", 30, approved=False)
    series = add_slot(made, "Sức khỏe", "17:30", 15, fill=Fill.SERIES, first=MONDAY, last=TUESDAY)
    parts = [approved_item(made, title) for title in ("Chống sốt xuất huyết", "Rửa tay đúng cách")]
    approved_edition(made, series, MONDAY, *parts, title="Sức khỏe số 1")
    for airing in made.broadcast.timetable.days(*MAY):
        if airing.approval is not None and airing.day.day != 20:
            part = Confirmation(Outcome.PARTIAL, Reason.LOUDSPEAKER, minutes=5, clusters_ok=3)
            made.broadcast.log.confirm(airing, part if airing.day.day % 7 == 0 else Confirmation(Outcome.FULL))
    made.broadcast.log.correct(made.broadcast.log.entries(MAY[0], MAY[0])[0].id, POWER_CUT)
    return made


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def words(document: Document) -> str:
    return "\n".join(block.text for block in document.blocks if isinstance(block, Paragraph | Note | Large))


# -- the run sheet ----------------------------------------------------------------------------------------------------


def test_the_run_sheet_tells_clock_length_parts_clusters_and_who_approved(ward: Workspace) -> None:
    rows = tables(run_document(ward, MONDAY))[0].rows
    assert [row.cells[1] for row in rows] == ["05:00–05:30", "05:30–05:45", "17:00–17:15", "17:30–17:45"]
    assert [row.cells[4] for row in rows] == ["Tất cả 40 cụm", "Tất cả 40 cụm", "Cụm 3–7, 9", "Tất cả 40 cụm"]
    assert rows[3].cells[3] == "Sức khỏe số 1\n1. Chống sốt xuất huyết\n2. Rửa tay đúng cách"
    assert rows[0].cells[2:6:3] == ("30 phút", "Nguyễn Văn An\nduyệt trực tiếp, 01/01/2026")
    assert all(row.cells[6:] == ("", "") for row in rows), "room for the pen"


def test_what_nobody_approved_is_named_on_the_run_sheet_and_never_denied(ward: Workspace) -> None:
    told = words(run_document(ward, TUESDAY))
    assert "không có trong phiếu này: 06:00 Tiếp âm huyện (chưa duyệt); 17:30 Sức khỏe (chưa có bài)." in told
    assert "không xếp" not in told


def test_a_quiet_day_and_a_day_of_which_nothing_is_approved_are_told_apart(tmp_path: Path) -> None:
    made = make_ward(tmp_path)
    assert "không xếp mục nào" in words(run_document(made, MONDAY))
    assert "không xếp chương trình nào" in words(poster_document(made, WEEK))
    add_slot(made, "Tiếp âm huyện", "06:00", 30, approved=False)
    told = words(run_document(made, MONDAY))
    assert "chưa mục nào được duyệt" in told
    assert "06:00 Tiếp âm huyện" in told
    with pytest.raises(InvalidInput, match="week_unapproved"):
        poster_document(made, WEEK)


def test_an_airing_over_midnight_ends_the_next_day(ward: Workspace) -> None:
    rows = tables(run_document(ward, dt.date(2026, 6, 6)))[0].rows
    assert rows[-1].cells[1] == "23:45–00:15\n(hôm sau)"


# -- the poster -------------------------------------------------------------------------------------------------------


def test_the_poster_says_once_what_is_the_same_on_days_in_a_row(ward: Workspace) -> None:
    (table,) = tables(poster_document(ward, WEEK))
    told = [row.cells[0] if row.banner else row.cells for row in table.rows]
    assert told == [
        "Hằng ngày",
        ("05:00–05:30", "Tiếp âm VOV1"),
        ("17:00–17:15", f"{LONG} (Cụm 3–7, 9)"),
        "Thứ Hai đến thứ Sáu",
        ("05:30–05:45", "Bản tin phường"),
        "Thứ Hai, ngày 01/6",
        ("17:30–17:45", "Sức khỏe số 1"),
        "Thứ Bảy, ngày 06/6",
        ("23:45–00:15", "Tiếp âm đêm"),
    ]


def test_a_poster_of_many_lines_keeps_each_day_on_one_sheet(tmp_path: Path) -> None:
    made = make_ward(tmp_path)
    for number in range(36):
        days = frozenset({1 + number % 7, 1 + number * 3 % 7})
        add_slot(made, f"Chương trình số {number}", f"{5 + number // 4:02d}:{number % 4 * 15:02d}", 10, weekdays=days)
    document = poster_document(made, WEEK)
    found = boxes.read_words(write_pdf(document, tmp_path / "poster.pdf"))
    (table,) = tables(document)
    pages: dict[str, set[int]] = {}
    seen: list[str] = []
    day = ""
    for row in table.rows:
        text = str(row.cells[0] if row.banner else row.cells[1])
        day = text if row.banner else day
        pages.setdefault(day, set()).add(boxes.find(found, text, seen.count(text)).page)
        seen.append(text)
    assert max(word.page for word in found) > 1
    assert [day for day, on in pages.items() if len(on) > 1] == []


def test_the_poster_is_one_sheet_in_type_for_two_metres(ward: Workspace, tmp_path: Path) -> None:
    document = poster_document(ward, WEEK)
    found = boxes.read_words(write_pdf(document, tmp_path / "poster.pdf"))
    assert {word.page for word in found} == {1}
    assert (document.page.width, document.page.height) == (210, 297)
    listed = boxes.find(found, "Bản tin phường")
    assert listed.size >= 18
    assert boxes.find(found, "LỊCH PHÁT THANH").size == pytest.approx(36, abs=0.5)
    assert min(word.left for word in found) >= 14.5
    assert max(word.right for word in found) <= 195.5
    assert max(word.bottom for word in found) <= 282.5


# -- the log ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def log(ward: Workspace) -> Document:
    return log_document(ward, *MAY)


def test_each_page_of_the_log_is_summed_up_and_carried_over(ward: Workspace, log: Document) -> None:
    *pages, _ = tables(log)
    assert len(pages) > 3
    carried = (0, 0, 0)
    for at, table in enumerate(pages):
        lines = [row for row in table.rows if not row.strong and row.cells[11] != "Đã sửa, xem dòng 2"]
        here = (len(lines), sum(int(row.cells[5]) for row in lines), sum(int(row.cells[6]) for row in lines))
        sums = [row for row in table.rows if row.strong]
        told = {row.cells[3].split(":")[0]: _sums(row.cells) for row in sums}
        if at:
            assert table.rows[0] == sums[0]
            assert told["Trang trước chuyển sang"] == carried
            assert table.new_page
        carried = tuple(a + b for a, b in zip(carried, here, strict=True))
        assert told["Cộng trang này"] == here
        assert told["Tổng cộng" if table is pages[-1] else "Chuyển sang trang sau"] == carried
    told = log_sheet_of(ward, *MAY)
    counted = [one.entry for one in told.lines if one.counts]
    planned, aired = (sum(getattr(one, name) for one in counted) for name in ("planned_seconds", "aired_seconds"))
    assert carried == (len(counted), planned / 60, aired / 60)


def _sums(cells: tuple[str | None, ...]) -> tuple[int, int, int]:
    return int(str(cells[3]).split(": ")[1].split()[0]), int(cells[5] or 0), int(cells[6] or 0)


def test_a_corrected_entry_stays_readable_and_is_not_counted(ward: Workspace, log: Document) -> None:
    rows = tables(log)[0].rows
    assert rows[0].cells[7:9] + rows[0].cells[11:] == ("Phát đủ", "", "Đã sửa, xem dòng 2")
    assert rows[1].cells[7:10] + rows[1].cells[11:] == ("Không phát", "Mất điện", "0/40", "Sửa dòng 1")
    told = words(log)
    assert "1 dòng đã được sửa" in told
    silent = [one for one in ward.broadcast.timetable.days(dt.date(2026, 5, 20), dt.date(2026, 5, 20)) if one.approval]
    assert f"{len(silent)} mục trong lịch đã qua giờ mà chưa ai ghi kết quả" in told


def test_the_log_on_its_sheets(log: Document, tmp_path: Path) -> None:
    pdf = write_pdf(log, tmp_path / "log.pdf")
    found = boxes.read_words(pdf)
    pages = max(word.page for word in found)
    assert pages == len(tables(log)) - 1, "every page is one table: none ran over"
    assert all(boxes.embedded_fonts(pdf).values())
    assert min(word.left for word in found) >= 19.5
    assert max(word.right for word in found) <= 282.5
    assert max(word.bottom for word in found) <= 190.5
    last = [word for word in found if word.page == pages]
    assert boxes.find(last, "NGƯỜI GHI SỔ").top > boxes.find(last, "Tổng cộng:").bottom, "no signature alone"
    for page in range(1, pages + 1):
        assert boxes.find([word for word in found if word.page == page], "Cộng trang này:").page == page


def test_the_same_papers_for_word_begin_their_pages_where_the_painter_does(
    ward: Workspace, log: Document, tmp_path: Path
) -> None:
    file = docx.Document(str(write_docx(log, tmp_path / "log.docx")))
    assert [len(table.rows) - 1 for table in file.tables[:-1]] == [len(table.rows) for table in tables(log)[:-1]]
    breaks = [one for one in file.paragraphs if one.paragraph_format.page_break_before]
    assert len(breaks) == len(tables(log)) - 2
    bold = [run.bold for run in file.tables[0].rows[-1].cells[3].paragraphs[0].runs]
    assert bold == [True]
    poster = docx.Document(str(write_docx(poster_document(ward, WEEK), tmp_path / "poster.docx")))
    assert poster.paragraphs[0].runs[0].font.size.pt == 36


def test_days_without_an_entry_say_so(ward: Workspace) -> None:
    told = words(log_document(ward, dt.date(2026, 3, 1), dt.date(2026, 3, 1)))
    assert "sổ chưa ghi mục phát nào" in told
    assert "chưa ai ghi kết quả" in told, "what was planned then is not denied"
    with pytest.raises(InvalidInput, match="window_reversed"):
        log_document(ward, TUESDAY, MONDAY)


@given(st.lists(st.floats(3, 90), max_size=60), st.floats(0, 90))
@settings(max_examples=40)
def test_pages_hold_every_line_once_and_no_more_than_fits(heights: list[float], end: float) -> None:
    room = PageRoom(first=100, other=120, sums=5, end=end)
    pages = lines_by_page(heights, room)
    assert sum(pages) == len(heights)
    assert 0 not in pages
    begun = 0
    for at, count in enumerate(pages):
        used = sum(heights[begun : begun + count]) + 2 * room.sums + (room.sums if at else 0)
        last = at == len(pages) - 1
        assert count == 1 or used + (end if last and count > 2 else 0) <= (room.other if at else room.first) + 1e-6
        begun += count


# -- words ------------------------------------------------------------------------------------------------------------

NAMES = {str(number): str(number) for number in range(1, 41)} | {"x": "Nhà văn hóa thôn Đông"}
ALL = frozenset(NAMES)


@pytest.mark.parametrize(
    ("clusters", "told"),
    [
        (ALL, "Tất cả 41 cụm"),
        (frozenset("12345") | {"7"}, "Cụm 1–5, 7"),
        (frozenset("129"), "Cụm 1, 2, 9"),
        (frozenset({"2", "x"}), "Cụm 2; Nhà văn hóa thôn Đông"),
        (frozenset({"x"}), "Nhà văn hóa thôn Đông"),
        (frozenset(), "Không còn cụm nào"),
    ],
)
def test_clusters_are_grouped(clusters: frozenset[str], told: str) -> None:
    assert clusters_on_paper(clusters, NAMES, ALL) == told


def test_the_only_cluster_is_named() -> None:
    assert clusters_on_paper(frozenset("1"), NAMES, frozenset("1")) == "Cụm 1"


def test_what_is_left_out_is_named_briefly() -> None:
    def left(title: str, day: dt.date = TUESDAY) -> LeftOut:
        return LeftOut(day, dt.datetime(2026, 6, 2, 5), title)

    assert left_out_words([left("A"), left("B"), left("A", MONDAY)]) == "A (2 buổi), B (thứ Ba 02/06)"
    assert left_out_words([left(letter) for letter in "ABCDEFG"]).endswith("E (thứ Ba 02/06) và 2 mục nữa")


def test_the_week_tells_its_clusters_in_groups_and_what_it_leaves_out(ward: Workspace) -> None:
    (table,) = tables(week_document(ward, WEEK))
    assert {row.cells[9] for row in table.rows} == {"Tất cả 40 cụm", "Cụm 3–7, 9"}
    assert left_out_words(week_left_out(ward, WEEK)) == "Tiếp âm huyện (7 buổi), Sức khỏe (thứ Ba 02/06)"
    assert page_count(run_document(ward, MONDAY)) == 1


@pytest.mark.skipif(os.environ.get("TTCS_ALL") != "1", reason="LibreOffice opens them under --all")
def test_libreoffice_sets_each_paper_on_as_many_pages(ward: Workspace, log: Document, tmp_path: Path) -> None:
    papers = {"log": log, "run": run_document(ward, MONDAY), "poster": poster_document(ward, WEEK)}
    files = [write_docx(document, tmp_path / f"{name}.docx").name for name, document in papers.items()]
    profile = (tmp_path / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", *files]
    fonts = {**os.environ, "FONTCONFIG_FILE": str(times_by_tinos(tmp_path))}
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180, env=fonts)
    for name, document in papers.items():
        found = boxes.read_words(tmp_path / f"{name}.pdf")
        assert max(word.page for word in found) == page_count(document), name
