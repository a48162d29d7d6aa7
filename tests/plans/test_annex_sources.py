"""The same annex in Word, in Excel, copied from either, and as text with tabs gives the same tasks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.grids.workbooks import DAY, Number, write_workbook
from tests.plans import broken
from tests.plans.annexes import CULTURE, DOWN, HEADER, PARTNERS, POLICE, WIDE, Bold, Row, write
from tests.plans.sheets import markup_of, sheet_of, tabs_of, write_sheet
from tests.plans.test_annex_offices import FACTS, WITH_GROUPS, title_of
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.grids.pasted import Pasted
from ttcs_desktop.plans.annex import Annex, pasted_annex, read_annex
from ttcs_desktop.plans.timing import Due

TITLES = ("PHỤ LỤC", "(Kèm theo Kế hoạch số 75/KH-UBND ngày 28/10/2025 về thông tin cơ sở năm 2026)")


def plan_75() -> list[Row]:
    body: list[Row] = [
        (Bold(row[0]), Bold(row[1]), WIDE, WIDE, WIDE) if len(row) == 2 else row for row in broken.rows()
    ]
    return [HEADER, *body]


def by_word(tmp_path: Path, rows: Sequence[Row], titles: Sequence[str] = TITLES) -> Annex:
    return read_annex(write(tmp_path / "phu-luc.docx", rows, titles=titles))


def by_excel(tmp_path: Path, rows: Sequence[Row], titles: Sequence[str] = TITLES) -> Annex:
    return read_annex(write_sheet(tmp_path / "phu-luc.xlsx", rows, titles))


def by_html_file(tmp_path: Path, rows: Sequence[Row], titles: Sequence[str] = TITLES) -> Annex:
    (tmp_path / "phu-luc.html").write_text(markup_of(rows, titles), "utf-8")
    return read_annex(tmp_path / "phu-luc.html")


def by_paste(tmp_path: Path, rows: Sequence[Row], titles: Sequence[str] = TITLES) -> Annex:
    return pasted_annex(Pasted(markup_of(rows, titles), "chữ của bảng"))


WAYS = (by_word, by_excel, by_html_file, by_paste)


def told(annex: Annex) -> list[tuple[object, ...]]:
    return [
        (one.group, one.parents, one.number, one.text, one.lead, one.with_, one.when, one.when_text, one.product)
        for one in annex.tasks
    ]


@pytest.mark.parametrize("way", WAYS[1:], ids=lambda way: way.__name__)
def test_the_real_annex_is_the_same_by_every_way(tmp_path: Path, way) -> None:
    expected, annex = by_word(tmp_path, plan_75()), way(tmp_path, plan_75())
    assert told(annex) == told(expected)
    assert len(annex.tasks) == 14
    assert [task.doubts for task in annex.tasks if task.doubts] == []
    assert (annex.year, annex.plan_number) == (2026, "75/KH-UBND")


@pytest.mark.parametrize("lay_out", WITH_GROUPS, ids=lambda made: made.__name__)
@pytest.mark.parametrize("way", WAYS[1:], ids=lambda way: way.__name__)
def test_every_offices_layout_is_read_by_every_way(tmp_path: Path, way, lay_out) -> None:
    annex = way(tmp_path, lay_out(), ("Kế hoạch năm 2026",))
    assert [(title_of(task), task.text, task.lead, task.when_text) for task in annex.tasks] == [
        (fact.group, fact.text, fact.lead, fact.when) for fact in FACTS
    ]


def test_text_with_tabs_gives_the_tasks(tmp_path: Path) -> None:
    annex = pasted_annex(Pasted("", tabs_of(plan_75())))
    assert [(one.text, one.lead, one.with_, one.when_text) for one in annex.tasks] == [
        (one.text, one.lead, one.with_, one.when_text) for one in by_word(tmp_path, plan_75()).tasks
    ]
    (tmp_path / "bang.txt").write_text(tabs_of(plan_75()), "utf-8")
    assert told(read_annex(tmp_path / "bang.txt")) == told(annex)


def test_a_delimited_file_gives_the_tasks(tmp_path: Path) -> None:
    lines = [";".join(HEADER), f"1;Ra bản tin tháng;{CULTURE};{PARTNERS};Hằng tháng"]
    (tmp_path / "bang.csv").write_bytes("\r\n".join(lines).encode("utf-8-sig"))
    assert [(task.text, task.lead) for task in read_annex(tmp_path / "bang.csv").tasks] == [
        ("Ra bản tin tháng", (CULTURE,))
    ]


def test_broken_text_is_read_from_the_clipboard_and_from_a_file(tmp_path: Path) -> None:
    text = broken.cell_after_cell()
    (tmp_path / "chu.txt").write_text(text, "utf-16")
    for annex in (pasted_annex(Pasted("<p>không có bảng</p>", text)), read_annex(tmp_path / "chu.txt")):
        assert len(annex.tasks) == 14
        assert annex.tasks[0].doubts[0].code == "text_rebuilt"


def test_days_of_excel_become_due_days(tmp_path: Path) -> None:
    serial = (dt.date(2026, 11, 30) - dt.date(1899, 12, 30)).days
    rows: list[Sequence[object]] = [
        ("STT", "Nội dung", "Đơn vị chủ trì", "Thời hạn"),
        (1, "Báo cáo năm", CULTURE, Number(serial, DAY)),
    ]
    task = read_annex(write_sheet(tmp_path / "ngay.xlsx", rows)).tasks[0]
    assert (task.number, task.when_text, task.when.due) == ("1", "30/11/2026", Due(30, 11, 2026))


def test_numbers_with_a_part_are_numbers_of_rows(tmp_path: Path) -> None:
    rows: list[Sequence[object]] = [
        HEADER,
        (1, Bold("Truyền thanh"), "", "", ""),
        (Number(1.1), "Duy trì đài", CULTURE, PARTNERS, "Hằng năm"),
        (Number(1.2), "Sửa cụm loa", CULTURE, PARTNERS, "Hằng năm"),
    ]
    annex = read_annex(write_sheet(tmp_path / "so.xlsx", rows))
    assert [(task.number, task.group) for task in annex.tasks] == [
        ("1.1", "1. Truyền thanh"),
        ("1.2", "1. Truyền thanh"),
    ]


def test_of_several_sheets_the_open_one_is_taken_and_the_officer_told(tmp_path: Path) -> None:
    old = sheet_of([HEADER, ("1", "Việc cũ", CULTURE, "", "Hằng năm")])
    new = sheet_of([HEADER, ("1", "Việc mới", CULTURE, "", "Hằng năm")])
    other = sheet_of([("Họ tên", "Chức vụ"), ("Nguyễn Văn An", "Chủ tịch")])
    sheets = {"2025": old, "2026": new, "Danh bạ": other}
    annex = read_annex(write_workbook(tmp_path / "nhieu.xlsx", sheets, active=1))
    assert [task.text for task in annex.tasks] == ["Việc mới"]
    (doubt,) = annex.tasks[0].doubts
    assert (doubt.field, doubt.code, doubt.details) == ("", "sheet_chosen", {"sheet": "2026", "others": "“2025”"})
    assert [(one.reason, one.text.split(":")[0]) for one in annex.skipped] == [
        ("other_sheet", "2025"),
        ("other_table", "Danh bạ"),
    ]


def test_a_table_is_found_beside_sheets_without_one_without_a_question(tmp_path: Path) -> None:
    cover = sheet_of([("Bìa", "Kế hoạch")])
    sheets = {"Bìa": cover, "PL1": sheet_of([HEADER, ("1", "Việc", CULTURE, "", "Hằng năm")])}
    annex = read_annex(write_workbook(tmp_path / "bia.xlsx", sheets))
    assert ([task.text for task in annex.tasks], annex.tasks[0].doubts) == (["Việc"], ())


def test_a_broken_reference_is_asked_about(tmp_path: Path) -> None:
    rows: list[Row] = [HEADER, ("1", "Việc của #REF!", "#REF!", "", "Hằng năm")]
    task = read_annex(write_sheet(tmp_path / "hong.xlsx", rows)).tasks[0]
    assert {(doubt.field, doubt.code) for doubt in task.doubts} == {("text", "text_unclear"), ("lead", "text_unclear")}


@pytest.mark.parametrize(
    ("pasted", "code"),
    [
        (Pasted(), "paste_empty"),
        (Pasted(" ", "\n"), "paste_empty"),
        (Pasted("<table><tr><td>Họ tên<td>Chức vụ</table>", "Họ tên\tChức vụ"), "paste_no_table"),
        (Pasted("", "Kính gửi các đơn vị"), "paste_no_table"),
        (Pasted("<img src=x>", ""), "paste_no_table"),
    ],
)
def test_what_is_no_annex_is_named(pasted: Pasted, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        pasted_annex(pasted)
    assert (refused.value.field, refused.value.code) == ("file", code)


tasks = st.tuples(
    st.sampled_from(("Duy trì loa", "Rà soát bảng tin", 'Tập huấn "kỹ năng" & số')),
    st.sampled_from(((CULTURE,), (POLICE,), (CULTURE, POLICE))),
    st.sampled_from(("Hằng năm", "Quý II/2026", "Trước ngày 30/11/2026")),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    groups=st.lists(st.lists(tasks, min_size=1, max_size=4), min_size=1, max_size=4),
    order=st.permutations(range(1, 5)),
    way=st.sampled_from(WAYS[1:]),
    lead_down=st.booleans(),
    again=st.booleans(),
)
def test_random_annexes_come_back_as_built(
    tmp_path: Path, groups: list, order: list[int], way, lead_down: bool, again: bool
) -> None:
    def arranged(cells: Sequence[object]) -> Row:
        return (cells[0], *(cells[place] for place in order))  # type: ignore[return-value]

    rows: list[Row] = [arranged(HEADER)]
    expected = []
    for roman, group in zip(("I", "II", "III", "IV"), groups, strict=False):
        rows.append(arranged((roman, Bold(f"Nhóm {roman}"), "", "", "")))
        lead = group[0][1]
        for number, (text, own, when) in enumerate(group, start=1):
            taken = lead if lead_down else own
            written = DOWN if lead_down and number > 1 else "\n".join(f"- {name}" for name in taken)
            rows.append(arranged((str(number), text, written, PARTNERS, when)))
            expected.append((f"{roman}. Nhóm {roman}", str(number), text, taken, (PARTNERS,), when))
        if again:
            rows.append(arranged(HEADER))
    annex = way(tmp_path, rows)
    assert [(one.group, one.number, one.text, one.lead, one.with_, one.when_text) for one in annex.tasks] == expected
    assert [one.doubts for one in annex.tasks if one.doubts] == []
