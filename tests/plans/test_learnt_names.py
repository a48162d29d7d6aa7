"""What the office has learnt is understood in the next annex, with what was written kept beside it."""

from __future__ import annotations

from tests.plans.annexes import CULTURE, HEADER, PARTNERS, POLICE, write
from tests.wards import make_ward
from ttcs_desktop.grids.pasted import Pasted
from ttcs_desktop.plans.annex_learnt import as_written
from ttcs_desktop.plans.service import PlanHead
from ui.commands.plans import task_as_json

ROWS = (
    HEADER,
    ("1", "Ra bản tin tháng", "P.VH-XH", f"{POLICE}; P. VH XH", "Hằng tháng"),
    ("2", "Sửa cụm loa", POLICE, PARTNERS, "Hằng năm"),
    ("3", "Tập huấn", f"P.VH-XH; {CULTURE}", "", "Hằng năm"),
)


def test_a_learnt_name_stands_in_full_and_what_was_written_is_kept(tmp_path) -> None:
    ward = make_ward(tmp_path)
    path = write(tmp_path / "phu-luc.docx", ROWS)
    before = ward.plans.read(path).annex.tasks
    assert (before[0].lead, before[0].learnt) == (("P.VH-XH",), ())
    ward.office.agencies.learn("P.VH-XH", CULTURE)
    first, second, third = ward.plans.read(path).annex.tasks
    assert (first.lead, first.with_) == ((CULTURE,), (POLICE, CULTURE))
    assert first.learnt == (("P.VH-XH", CULTURE), ("P. VH XH", CULTURE))
    assert (second, second.learnt) == (before[1], ())
    assert third.lead == (CULTURE,)  # named twice, led once
    assert [(as_written(one).lead, as_written(one).with_) for one in (first, second, third)] == [
        (one.lead, one.with_) for one in before
    ]


def test_tasks_are_saved_with_the_full_name(tmp_path) -> None:
    ward = make_ward(tmp_path)
    ward.office.agencies.learn("P.VH-XH", CULTURE)
    read = ward.plans.read(write(tmp_path / "phu-luc.docx", ROWS), year=2026)
    plan = ward.plans.take_in(read, PlanHead("1/KH-UBND"), 2026)
    assert [task.lead for task in ward.plans.tasks(plan.id)] == [(CULTURE,), (POLICE,), (CULTURE,)]


def test_what_was_pasted_is_one_source_with_its_own_name(tmp_path) -> None:
    ward = make_ward(tmp_path)
    ward.office.agencies.learn("Tổ TT", "Tổ Thông tin")
    text = "STT\tNhiệm vụ\tĐơn vị chủ trì\tThời gian\n1\tRa bản tin\tTổ TT\tHằng tháng\n"
    read = ward.plans.read_pasted(Pasted("", text), "Bảng dán", year=2026)
    assert read.annex.tasks[0].lead == ("Tổ Thông tin",)
    plan = ward.plans.take_in(read, PlanHead(""), 2026)
    assert plan.source_name == "Bảng dán"
    assert ward.plans.known_source(ward.plans.read_pasted(Pasted("", text), "Bảng khác")) == plan
    assert ward.plans.known_source(ward.plans.read_pasted(Pasted("", f"{text}2\tSửa loa\tTổ TT\t\n"), "")) is None


def test_the_command_line_says_which_names_were_learnt(tmp_path) -> None:
    ward = make_ward(tmp_path)
    ward.office.agencies.learn("P.VH-XH", CULTURE)
    first = ward.plans.read(write(tmp_path / "phu-luc.docx", ROWS)).annex.tasks[0]
    assert task_as_json(first)["learnt"][0] == {"written": "P.VH-XH", "name": CULTURE}


def test_hyphens_and_spaces_make_no_other_office(tmp_path) -> None:
    ward = make_ward(tmp_path)
    rows = (
        HEADER,
        ("1", "Ra bản tin tháng", "Phòng VHXH", "Phòng KT-HT", "Hằng tháng"),
        ("2", "Sửa cụm loa", "Phòng VH-XH", "Phòng KTHT", "Hằng năm"),
        ("3", "Tập huấn", "Phòng VH - XH", "Phòng Văn hóa – Xã hội", "Hằng năm"),
        ("4", "Tổng kết", "PHÒNG VH-XH", "Phòng Văn hóa - Xã hội", "Hằng năm"),
    )
    first, *others = ward.plans.read(write(tmp_path / "a.docx", rows)).annex.tasks
    assert first.lead == ("Phòng VH-XH",), "as it stands most often"
    assert as_written(first).lead == ("Phòng VHXH",)
    assert [one.lead for one in others] == [("Phòng VH-XH",), ("Phòng VH - XH",), ("PHÒNG VH-XH",)]
    assert [one.with_ for one in others[1:]] == [("Phòng Văn hóa – Xã hội",), ("Phòng Văn hóa - Xã hội",)]
    ward.plans.take_in(ward.plans.read(write(tmp_path / "b.docx", rows[:1] + rows[2:3])), PlanHead("1/KH"), 2026)
    (later,) = ward.plans.read(write(tmp_path / "c.docx", rows[:2])).annex.tasks
    assert (later.lead, later.with_) == (("Phòng VH-XH",), ("Phòng KTHT",)), "as the record has them"
