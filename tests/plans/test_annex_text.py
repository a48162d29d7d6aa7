"""Broken text out of PDFs and scans: most tasks are found, what is guessed is asked, and nothing is made up."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plans import broken
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.plans.annex_draft import Annex, DraftTask
from ttcs_desktop.plans.annex_text import MAX_LINES, annex_from_text
from ttcs_desktop.plans.text_words import bare
from ttcs_desktop.plans.wording import DOUBTS, USUAL_OFFICES
from ttcs_desktop.vietnamese.text import fold

ENOUGH = 12  # of 14: 80 % is 11.2
LIKE = 0.9
SCANS = {
    "clean": lambda text: text,
    "without marks": broken.without_marks,
    "poorly scanned": lambda text: broken.misread(broken.without_marks(text)),
    "poorly scanned otherwise": lambda text: broken.misread(broken.without_marks(text), seed=1),
    "poorly scanned a third way": lambda text: broken.misread(broken.without_marks(text), seed=2),
}


@functools.cache
def read(lay_out: Callable[[], str], scan: Callable[[str], str]) -> Annex:
    """What is read of the plan in a layout and a scan, once for all that asks about it."""
    return annex_from_text(scan(lay_out()))


def likeness(task: DraftTask, text: str) -> float:
    return difflib.SequenceMatcher(None, bare(task.text), bare(text), autojunk=False).ratio()


def found(annex: Annex) -> list[tuple[DraftTask, tuple[str, ...]]]:
    """The tasks of the plan that were found, each with what the paper says of it."""
    pairs = []
    for paper in broken.TASKS:
        best = max(annex.tasks, key=lambda task: likeness(task, paper[1]))
        if likeness(best, paper[1]) >= LIKE:
            pairs.append((best, paper))
    return pairs


def codes(task: DraftTask, field: str) -> set[str]:
    return {doubt.code for doubt in task.doubts if doubt.field == field}


@pytest.mark.parametrize("scan", SCANS.values(), ids=SCANS.keys())
@pytest.mark.parametrize("lay_out", broken.LAYOUTS.values(), ids=broken.LAYOUTS.keys())
def test_four_tasks_of_five_are_found_in_every_layout(lay_out, scan) -> None:
    annex = read(lay_out, scan)
    pairs = found(annex)
    assert len(pairs) >= ENOUGH
    assert len({task.row for task, _ in pairs}) == len(pairs)
    assert any(doubt.code == "text_rebuilt" for doubt in annex.tasks[0].doubts)
    assert {doubt.code for task in annex.tasks for doubt in task.doubts} <= set(DOUBTS)


@pytest.mark.parametrize("lay_out", broken.LAYOUTS.values(), ids=broken.LAYOUTS.keys())
def test_clean_text_gives_every_cell_of_every_task(lay_out) -> None:
    annex = read(lay_out, SCANS["clean"])
    cells = [(task.text, task.lead, task.with_, task.when_text) for task in annex.tasks]
    expected = [
        (bare(text), [bare(name) for name in lead.split("\n")], [bare(partners)], bare(when))
        for _, text, lead, partners, when in broken.TASKS
    ]
    assert [(bare(a), [bare(one) for one in b], [bare(one) for one in c], bare(d)) for a, b, c, d in cells] == expected
    groups = [bare(task.group) for task in annex.tasks]
    assert all(bare(paper[0]).endswith(group[2:]) for group, paper in zip(groups, broken.TASKS, strict=True))


@pytest.mark.parametrize("scan", list(SCANS.values())[1:], ids=list(SCANS)[1:])
@pytest.mark.parametrize("lay_out", broken.LAYOUTS.values(), ids=broken.LAYOUTS.keys())
def test_what_a_scan_does_not_say_is_never_taken_without_a_question(lay_out, scan) -> None:
    text = scan(lay_out())
    words = set(re.findall(r"\w+", text))
    for task in read(lay_out, scan).tasks:
        assert set(re.findall(r"\w+", task.text)) <= words  # a task's own words are never mended
        assert codes(task, "text")
        assert (task.lead == ()) <= bool(codes(task, "lead") & {"lead_missing", "lead_from_group"})
        for field, names in (("lead", task.lead), ("with", task.with_)):
            if any(name not in text for name in names):
                assert codes(task, field)
        if task.when_text not in text or not task.when_text:
            assert codes(task, "when")


def test_a_garbled_office_is_understood_and_both_readings_are_shown() -> None:
    text = "STT Nhiệm vụ Đơn vị chủ trì Đơn vị phối hợp Thời gian\n1 Xây dựng bản tin Phong Van h0a - Xa boi\n"
    text += "Cae eo quan, don vi co lien quan Hằng năm"
    task = annex_from_text(text).tasks[0]
    assert task.with_ == ("Các cơ quan, đơn vị có liên quan",)
    (doubt,) = [doubt for doubt in task.doubts if doubt.field == "with"]
    assert doubt.code == "name_guessed"
    assert doubt.details["text"] == "Cae eo quan, don vi co lien quan"


def test_a_learnt_name_is_known_in_broken_text() -> None:
    text = "STT Nhiệm vụ Chủ trì Phối hợp Thời gian\n1 Ra bản tin tháng Tổ TT&TT Các đơn vị liên quan Hằng tháng"
    assert annex_from_text(text).tasks[0].lead == ()
    assert annex_from_text(text, known={"Tổ TT&TT": "Tổ Thông tin và Truyền thông"}).tasks[0].lead == ("Tổ TT&TT",)


def test_an_office_that_nobody_knew_is_told_by_coming_again(monkeypatch) -> None:
    office = "Tổ Công nghệ số cộng đồng"
    strange = tuple((*row[:2], office, *row[3:]) for row in broken.TASKS)
    monkeypatch.setattr(broken, "TASKS", strange)
    for lay_out in (broken.in_columns, broken.cell_after_cell, broken.column_after_column):
        annex = annex_from_text(lay_out())
        assert [(bare(task.text), task.lead) for task in annex.tasks] == [(bare(row[1]), (office,)) for row in strange]
        assert all("office_new" in codes(task, "lead") for task in annex.tasks)


def test_a_task_that_begins_like_an_office_stays_a_task() -> None:
    lines = ["STT Nhiệm vụ Chủ trì Phối hợp Thời gian", "1 Hội nghị sơ kết năm", "Công an phường", PARTNERS, "Hằng năm"]
    task = annex_from_text("\n".join(lines)).tasks[0]
    assert (task.text, task.lead) == ("Hội nghị sơ kết năm", ("Công an phường",))


def test_leads_that_the_layout_tore_away_are_asked_about() -> None:
    annex = annex_from_text(broken.column_after_column())
    assert all("order_guessed" in codes(task, "lead") for task in annex.tasks)


def test_the_foot_of_the_paper_is_listed_and_not_read() -> None:
    annex = annex_from_text(f"{broken.cell_after_cell()}\nNơi nhận:\n- Như trên;\n- Lưu: VT.")
    assert len(annex.tasks) == len(broken.TASKS)
    assert [one.text for one in annex.skipped] == ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
    assert "Lưu" not in annex.tasks[-1].text


def test_text_without_tasks_is_refused() -> None:
    letter = "Kính gửi: các đơn vị\nĐề nghị quan tâm phối hợp.\nTrân trọng!"
    for text in ("", "   \n", letter, "1 2 3\n4 5 6", "STT Nhiệm vụ Đơn vị chủ trì"):
        with pytest.raises(InvalidInput, match="annex_no_table"):
            annex_from_text(text)
    with pytest.raises(InvalidInput, match="text_too_long"):
        annex_from_text("dòng\n" * (MAX_LINES + 1))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=400))
def test_no_text_whatever_escapes_as_anything_else(text: str) -> None:
    for wrapped in (text, f"STT Nhiệm vụ Đơn vị chủ trì\n1 {text} Công an phường Hằng năm"):
        try:
            annex_from_text(wrapped)
        except InvalidInput as refused:
            assert refused.code in ("annex_no_table", "text_too_long")  # noqa: PT017


VERBS = ("Duy trì", "Rà soát", "Xây dựng", "Tổ chức", "Cung cấp", "Đăng tải")
THINGS = ("hệ thống loa phường", "bảng tin điện tử công cộng", "trang thông tin của phường", "lớp tập huấn kỹ năng số")
TIMES = ("Hằng năm", "Thường xuyên", "Quý II/2026", "Hằng quý", "Năm 2025-2026")
PARTNERS = "Các cơ quan, đơn vị có liên quan"
rows = st.lists(
    st.tuples(st.sampled_from(VERBS), st.sampled_from(THINGS), st.sampled_from(USUAL_OFFICES), st.sampled_from(TIMES)),
    min_size=1,
    max_size=9,
)


@settings(max_examples=40, deadline=None)
@given(rows)
def test_random_annexes_read_back_from_a_viewers_copy(rows: list[tuple[str, str, str, str]]) -> None:
    lines = ["STT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian"]
    for number, (verb, thing, lead, when) in enumerate(rows, start=1):
        lines += [f"{number} {verb} {thing}", lead, PARTNERS, when]
    annex = annex_from_text("\n".join(lines))
    assert [(task.number, task.text, task.lead, task.with_, task.when_text) for task in annex.tasks] == [
        (str(number), f"{verb} {thing}", (lead,), (PARTNERS,), when)
        for number, (verb, thing, lead, when) in enumerate(rows, start=1)
    ]


def test_folded_letters_are_what_phrases_are_met_by() -> None:
    assert bare("Phòng Văn hóa – Xã hội") == fold("PhongVanhoaXahoi")
