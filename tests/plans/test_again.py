"""The same annex twice, from whatever file: told before anything is saved, and taken in as the officer says."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.plans.annexes import CULTURE, HEADER, POLICE, write
from tests.wards import code_of, make_ward
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.plans.following import Result
from ttcs_desktop.plans.model import PlanHead, TaskState

DONE = Result(TaskState.DONE, "Đã ban hành", done_on=dt.date(2026, 6, 1))
TEXTS = ("Xây dựng kế hoạch", "Báo cáo kết quả", "Bố trí kinh phí", "Kiểm tra cụm loa", "Ra bản tin tháng")


def rows_of(texts=TEXTS, lead=CULTURE):
    return (HEADER, *((str(at), text, lead, "", "Hằng quý") for at, text in enumerate(texts, 1)))


@pytest.fixture
def ward(tmp_path):
    ward = make_ward(tmp_path)
    ward.plans.take_in(ward.plans.read(write(tmp_path / "a.docx", rows_of()), year=2026), PlanHead("75/KH-UBND"), 2026)
    return ward


def read(ward, folder: Path, texts=TEXTS, *, lead=CULTURE):
    return ward.plans.read(write(folder / "b.docx", rows_of(texts, lead)), year=2026)


def like(ward, annex, number="", year=2026):
    return ward.plans.taking_in.likeness(annex, number, year)


def test_another_file_of_the_same_words_is_known(ward, tmp_path) -> None:
    annex = read(ward, tmp_path, [text.upper() + " ." for text in TEXTS])
    assert ward.plans.known_source(annex) is None
    found = like(ward, annex)
    assert (found.plan.number, len(found.same), found.named_alike) == ("75/KH-UBND", 5, False)
    assert found.new(annex.annex.tasks) == ()


@pytest.mark.parametrize(("same", "known"), [(4, True), (3, False)])
def test_seven_of_ten_in_the_same_words_are_an_annex_of_the_same_plan(ward, tmp_path, same, known) -> None:
    annex = read(ward, tmp_path, [*TEXTS[:same], *("Việc khác hẳn", "Tập huấn viết tin")[: 5 - same]])
    assert (like(ward, annex) is not None) is known


def test_the_number_of_the_plan_tells_it_too_but_not_that_of_another_year(ward, tmp_path) -> None:
    annex = read(ward, tmp_path, ["Việc mới một", "Việc mới hai"])
    assert like(ward, annex, "75/kh – ubnd").named_alike
    assert like(ward, annex, "12/KH-UBND") is None
    assert like(ward, read(ward, tmp_path), "75/KH-UBND", 2027) is None, "next year's plan says the same again"


def test_only_what_is_new_goes_in_behind_its_group(ward, tmp_path) -> None:
    annex = read(ward, tmp_path, (*TEXTS, "Tập huấn"))
    found = like(ward, annex)
    done = ward.plans.taking_in.into(found.plan.id, found.new(annex.annex.tasks))
    assert (done.added, done.kept) == (1, 5)
    assert [task.text for task in ward.plans.tasks()] == [*TEXTS, "Tập huấn"]
    assert ward.undo.undo()[0].verb == "plans.import_more"
    assert len(ward.plans.tasks()) == 5


def test_in_the_place_of_the_plan_results_stay_others_come_and_go_as_one_step(ward, tmp_path) -> None:
    plan, tasks = ward.plans.plans()[0], ward.plans.tasks()
    ward.plans.following.record(tasks[0].id, "2026-Q1", DONE)
    ward.plans.following.record(tasks[2].id, "2026-Q1", DONE)
    ward.undo.begin()
    texts = ("Tập huấn", TEXTS[0], "Báo cáo kết quả quý", TEXTS[3], TEXTS[4])
    annex = read(ward, tmp_path, texts, lead=POLICE)
    found = like(ward, annex, "75/KH-UBND")
    done = ward.plans.taking_in.in_place_of(found, annex, PlanHead("75/KH-UBND"), 2026, annex.annex.tasks)
    assert (done.plan.id, done.added, done.kept, done.removed) == (plan.id, 2, 3, 2)
    after = ward.plans.tasks()
    assert [task.text for task in after] == list(texts)
    assert {task.lead for task in after} == {(POLICE,)}
    assert after[1].id == tasks[0].id
    assert ward.plans.following.task(tasks[0].id).said["2026-Q1"].result == "Đã ban hành"
    assert ward.undo.undo()[0].verb == "plans.replace"
    assert [task.text for task in ward.plans.tasks()] == list(TEXTS)
    assert ward.plans.following.task(tasks[2].id).said


def test_a_task_reworded_a_little_under_its_number_is_the_same_task(ward, tmp_path) -> None:
    annex = read(ward, tmp_path, (TEXTS[0], "Báo cáo kết quả quý", *TEXTS[2:]))
    assert len(like(ward, annex).same) == 5


def test_what_a_report_stands_on_stays_when_the_annex_has_it_no_more(ward, tmp_path) -> None:
    task = ward.plans.tasks()[1]
    proof = Result(TaskState.DONE, done_on=dt.date(2026, 6, 1), evidence=(("statistics", "184-6T/2026"),))
    ward.plans.following.record(task.id, "2026-Q1", proof)
    annex = read(ward, tmp_path, (TEXTS[0], *TEXTS[2:]))
    done = ward.plans.taking_in.in_place_of(like(ward, annex), annex, PlanHead("75/KH-UBND"), 2026, annex.annex.tasks)
    assert (done.removed, done.held) == (0, 1)
    assert ward.plans.tasks()[-1].id == task.id


LOG = (
    ("STT", "Nội dung thông báo", "Loại", "Chế độ phát", "Ngày phát", "Thời gian phát", "Thời lượng (phút)",
     "Địa bàn cần phát", "Đã phát/tổng số cần phát", "Trạng thái phát", "Ghi chú"),
    *((str(at), "Bản tin phường", "Tin thường", "Phát theo lịch", "02/11/2026", "06:30:00", "15", "Toàn phường",
       "13/13", "Đã kết thúc", "") for at in range(1, 6)),
)  # fmt: skip
SCHEDULE = (
    ("Thời gian", "Nội dung phát", "Ghi chú"),
    *((f"05h{at}0 – 05h{at}5", f"Bản tin số {at}", "") for at in range(5)),
)


@pytest.mark.parametrize(
    ("rows", "code"), [(LOG, "annex_is_play_log"), (SCHEDULE, "annex_unlike")], ids=["log", "schedule"]
)
@pytest.mark.parametrize("kind", ["csv", "docx"])
def test_a_table_of_something_else_is_no_annex(tmp_path, rows, code, kind) -> None:
    path = tmp_path / f"a.{kind}"
    if kind == "csv":
        path.write_text("\n".join(";".join(row) for row in rows), "utf-8-sig")
    else:
        write(path, rows)
    ward = make_ward(tmp_path)
    with pytest.raises(InvalidInput) as refused:
        ward.plans.read(path)
    assert code_of(refused) == code
