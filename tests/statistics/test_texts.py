"""The words around a report's figures: filled from the record, never over the officer's, frozen with the figures."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.plans.annexes import write
from tests.plans.test_plans_service import HEAD
from tests.statistics.worked import CODE, CUT_OFF, MONDAY, TUESDAY, YEAR, make_ready, worked_week
from tests.wards import cluster_ids
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.content.topics.model import TopicEntry
from ttcs_desktop.plans.following import Result
from ttcs_desktop.plans.model import TaskState
from ttcs_desktop.statistics import snapshot as snapshots
from ttcs_desktop.statistics.texts.facts import days_ahead
from ttcs_desktop.statistics.texts.filling import facts_in, filled, read_outlines, shipped_outlines
from ttcs_desktop.statistics.texts.model import EditedText, Outline, Part, Sentence, TextBlock
from ttcs_desktop.statistics.texts.service import LONGEST
from ttcs_desktop.statistics.texts.wording import BLOCKS, FACTS
from ttcs_desktop.workspace import Workspace

TASKS = [
    ("1", "Xây dựng kế hoạch thông tin cơ sở năm 2026.", "Phòng VHXH", "", "Trước ngày 10/02/2026"),
    ("2", "Rà soát cụm loa trên địa bàn.", "Phòng VHXH", "", "Trước ngày 15/5/2026"),
    ("3", "Tổng kết công tác thông tin cơ sở.", "Phòng VHXH", "", "Trước ngày 06/11/2026"),
]


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    place = tmp_path_factory.mktemp("texts")
    made = worked_week(place)
    make_ready(made)
    return made


@pytest.fixture
def own(tmp_path: Path) -> Workspace:
    made = worked_week(tmp_path)
    make_ready(made)
    return made


def blocks(ward: Workspace) -> dict[str, TextBlock]:
    return {one.code: one for one in ward.report_texts.of(ward.statistics.report(CODE, YEAR))}


def test_every_block_and_fact_has_its_name_and_what_is_filled_knows_only_real_facts() -> None:
    codes = [one.code for one in shipped_outlines()]
    assert codes == list(BLOCKS)
    assert [one.part for one in shipped_outlines()] == sorted(
        (one.part for one in shipped_outlines()), key=list(Part).index
    )
    used = {fact for one in shipped_outlines() for fact in facts_in(one)}
    assert {fact for fact in used if not fact[1:].isdecimal()} == set(FACTS)


def test_a_sentence_says_only_what_is_known() -> None:
    outline = Outline(
        "x",
        Part.RESULTS,
        (
            Sentence("Đài", ("phát {a} buổi", "tiếp âm {b} giờ")),
            Sentence("Còn {late} việc.", given="late"),
            Sentence("Không hỏng.", unless="broken"),
        ),
        "Không có.",
    )
    assert filled(outline, {"a": "4", "late": "0", "broken": "0"}) == "Đài phát 4 buổi. Không hỏng."
    assert filled(outline, {"a": "4", "b": "2,5", "late": "3", "broken": "1"}) == (
        "Đài phát 4 buổi; tiếp âm 2,5 giờ. Còn 3 việc."
    )
    assert filled(outline, {}) == "Không có."


def test_an_outline_that_cannot_be_read_names_its_block() -> None:
    with pytest.raises(InvalidInput) as refused:
        read_outlines('[[block]]\ncode = "a"\npart = "nowhere"')
    assert (refused.value.field, refused.value.code) == ("a", "catalogue_field")


def test_the_station_is_told_in_the_figures_of_the_report(ward: Workspace) -> None:
    told = blocks(ward)["station"]
    assert told.text == (
        "Đài truyền thanh phát 4 buổi; tổng thời lượng 3,5 giờ; trong đó tiếp âm 2,0 giờ; "
        "2 chương trình và 2 tin, bài tự sản xuất; cộng tác với đài, báo cấp trên 1 tin, bài. "
        "Duy trì 1 chuyên mục. Tỷ lệ phát thành công tính theo cụm loa đạt 78,6 %."
    )
    assert blocks(ward)["topics"].text == ""
    assert blocks(ward)["tasks"].text == ""
    assert blocks(ward)["difficulties"].text == "Không có."


def test_tasks_topics_and_faults_are_counted_to_the_cut_off(own: Workspace, tmp_path: Path) -> None:
    plan = own.plans.take_in(own.plans.read(write(tmp_path / "phu-luc.docx", TASKS), year=2026), HEAD, 2026)
    first, second, _ = own.plans.tasks(plan.id)
    own.plans.following.record(first.id, "once", Result(TaskState.DONE, done_on=dt.date(2026, 2, 3)))
    own.plans.following.record(second.id, "once", Result(TaskState.DOING, difficulty="Thiếu người đi kiểm tra"))
    for text in ("Phòng dịch mùa hè", "An toàn giao thông"):
        own.topics.add(2026, TopicEntry(text))
    cluster = cluster_ids(own)["TDP 2"]
    mended = own.equipment.faults.note(cluster_ids(own)["TDP 1"], MONDAY, "Cháy củ loa")
    own.equipment.faults.repair(mended.id, TUESDAY, "Thay củ loa")
    own.equipment.faults.note(cluster, CUT_OFF, "Mất nguồn")
    own.equipment.faults.repair(
        own.equipment.faults.open_fault(cluster).id, CUT_OFF + dt.timedelta(days=1), "Nối nguồn"
    )
    told = {code: one.text for code, one in blocks(own).items()}
    assert told["tasks"] == (
        "Trong kỳ có 2 nhiệm vụ đến hạn, đã hoàn thành 1 nhiệm vụ. "
        "Còn 1 nhiệm vụ quá hạn: Rà soát cụm loa trên địa bàn."
    )
    assert told["topics"] == (
        "Đã tuyên truyền trên đài 0/2 chủ đề trong danh mục của năm. "
        "Chủ đề chưa phát: Phòng dịch mùa hè; An toàn giao thông."
    )
    assert "Trong kỳ ghi nhận 2 lượt thiết bị hỏng, đã sửa xong 1 lượt." in told["equipment"]
    assert told["difficulties"] == (
        "Đến ngày chốt số liệu còn 1 thiết bị hỏng chưa sửa: TDP 2 (từ 30/05/2026, Mất nguồn). "
        "Khó khăn, vướng mắc khi thực hiện nhiệm vụ: Rà soát cụm loa trên địa bàn: Thiếu người đi kiểm tra."
    )
    assert told["ahead"].startswith(
        "Hoàn thành 1 nhiệm vụ quá hạn. Thực hiện 1 nhiệm vụ đến hạn từ 31/05/2026 đến 30/11/2026: "
        "Tổng kết công tác thông tin cơ sở."
    )


def test_a_report_looks_half_a_year_ahead() -> None:
    assert days_ahead(Window(dt.date(2026, 1, 1), dt.date(2026, 6, 30))) == Window(
        dt.date(2026, 7, 1), dt.date(2026, 12, 31)
    )
    assert days_ahead(Window(dt.date(2026, 1, 1), dt.date(2026, 11, 30))).cut_off == dt.date(2027, 5, 31)


def test_the_officers_words_stand_whatever_the_record_says_later(own: Workspace) -> None:
    block = blocks(own)["station"]
    own.report_texts.edit(CODE, YEAR, block, "Đài phát 4 buổi.\r\n\r\nRất đều.")
    own.statistics.enter(CODE, YEAR, {"C01": Decimal(7)}, "Đếm thêm sổ giấy")
    found = blocks(own)["station"]
    assert found.text == "Đài phát 4 buổi.\nRất đều."
    assert [(one.fact, one.before, one.now) for one in found.moved] == [("C01", "4", "7")]
    assert found.renewed == "Đài phát 7 buổi.\nRất đều."
    own.undo.undo()
    assert blocks(own)["station"].moved == ()
    own.report_texts.take_back(CODE, YEAR, "station")
    assert blocks(own)["station"].text == blocks(own)["station"].filled
    own.undo.undo()
    assert blocks(own)["station"].text == "Đài phát 4 buổi.\nRất đều."


def test_too_many_words_are_refused_and_none_are_words_too(ward: Workspace) -> None:
    block = blocks(ward)["proposals"]
    with pytest.raises(InvalidInput) as refused:
        ward.report_texts.edit(CODE, YEAR, block, "ơ" * (LONGEST + 1))
    assert refused.value.code == "fact_too_long"
    ward.report_texts.edit(CODE, YEAR, block, "  \n ")
    assert blocks(ward)["proposals"].text == ""
    ward.report_texts.take_back(CODE, YEAR, "proposals")


@pytest.mark.parametrize(
    ("text", "renewed"),
    [
        ("Phát 4 buổi, 3,5 giờ.", "Phát 7 buổi, 5 giờ."),
        ("Phát 4 buổi ngày 4/5.", "Phát 4 buổi ngày 4/5."),  # twice there: nobody knows which
        ("Phát 14 buổi, 3,55 giờ, 1.004 lượt.", "Phát 14 buổi, 3,55 giờ, 1.004 lượt."),  # parts of other numbers
        ("Phát bốn buổi.", "Phát bốn buổi."),
    ],
)
def test_a_figure_is_renewed_only_where_there_is_no_doubt(text: str, renewed: str) -> None:
    edited = EditedText("", CODE, YEAR, "station", text, {"C01": "4", "C02": "3,5"})
    block = TextBlock("station", Part.RESULTS, "", {"C01": "7", "C02": "5"}, edited)
    assert (block.renewed or text) == renewed
    same = TextBlock(
        "station", Part.RESULTS, "", {"C01": "7", "C02": "9"}, replace(edited, facts={"C01": "4", "C02": "4"})
    )
    assert same.renewed is None


def test_what_is_frozen_holds_the_words_and_whom_they_wait_for(own: Workspace) -> None:
    own.report_texts.edit(CODE, YEAR, blocks(own)["proposals"], "Đề nghị cấp thêm 2 cụm loa.")
    first = own.statistics.freeze(CODE, YEAR)
    paper = snapshots.read(first.body)["paper"]
    words = {one["block"]: one for one in paper["blocks"]}
    assert words["proposals"] == {
        "block": "proposals",
        "part": "proposals",
        "text": "Đề nghị cấp thêm 2 cụm loa.",
        "by_hand": True,
    }
    assert words["station"]["text"].startswith("Đài truyền thanh phát 4 buổi")
    assert paper["signer"] == {"name": "Nguyễn Văn An", "position": "Phó Chủ tịch UBND phường"}
    with pytest.raises(InvalidInput) as refused:
        own.statistics.correct(CODE, YEAR, "Không có gì")
    assert refused.value.code == "nothing_changed"
    own.report_texts.take_back(CODE, YEAR, "proposals")
    again = own.statistics.correct(CODE, YEAR, "Bỏ đề nghị đã được giải quyết")
    assert snapshots.read(again.body)["paper"]["changed"] == ["proposals"]
    assert snapshots.read(first.body)["paper"] == paper
