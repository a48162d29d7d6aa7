"""Annexes as other offices lay them out: city, departments, wards. One set of facts, many papers, the same tasks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.plans.annexes import CULTURE, DOWN, PARTNERS, POLICE, WIDE, Bold, Row, write
from ttcs_desktop.plans.annex import Annex, DraftTask, read_annex

OFFICE = "Văn phòng HĐND&UBND"
ECONOMY = "Phòng Kinh tế, Hạ tầng và Đô thị"


@dataclass(frozen=True)
class Fact:
    """One task as every layout has to give it."""

    group: str
    text: str
    lead: tuple[str, ...]
    partners: tuple[str, ...]
    when: str
    product: str = ""


TRUTH = "Lan tỏa thông tin chính thống"
MEANS = "Nguồn lực và hạ tầng"
FACTS = (
    Fact(TRUTH, "Tuyên truyền tin chỉ đạo, điều hành trên loa", (CULTURE,), (PARTNERS,), "Thường xuyên", "Tin, bài"),
    Fact(TRUTH, "Rà soát thông tin xấu độc trên mạng", (POLICE,), (PARTNERS,), "Hằng quý", "Báo cáo quý"),
    Fact(MEANS, "Bố trí kinh phí nâng cấp cụm loa", (ECONOMY,), (PARTNERS,), "Quý II/2026", "Quyết định"),
    Fact(MEANS, "Tập huấn tuyên truyền viên cơ sở", (CULTURE,), (PARTNERS,), "Trước ngày 30/11/2026", "Lớp tập huấn"),
)


def by_group() -> list[tuple[str, list[Fact]]]:
    return [(group, [fact for fact in FACTS if fact.group == group]) for group in (TRUTH, MEANS)]


def city_decision() -> Sequence[Row]:
    """Roman groups merged across, numbers anew in each, the columns' numbers under the head."""
    rows: list[Row] = [
        ("Stt", "Nội dung", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian thực hiện"),
        ("1", "2", "3", "4", "5"),
    ]
    for roman, (group, facts) in zip(("I", "II"), by_group(), strict=True):
        rows.append((roman, group, WIDE, WIDE, WIDE))
        for number, fact in enumerate(facts, start=1):
            rows.append((str(number), fact.text, "\n".join(fact.lead), "\n".join(fact.partners), fact.when))
    return rows


def department_plan() -> Sequence[Row]:
    """Letters, other words in the head, the product before the leads, numbers that go on."""
    rows: list[Row] = [("TT", "Nội dung công việc", "Sản phẩm", "Cơ quan chủ trì", "Cơ quan phối hợp", "Tiến độ")]
    count = 0
    for letter, (group, facts) in zip("AB", by_group(), strict=True):
        rows.append((Bold(letter), Bold(group), "", "", "", ""))
        for fact in facts:
            count += 1
            cells = (fact.product, "; ".join(fact.lead), "; ".join(fact.partners), fact.when)
            rows.append((f"{count}.", fact.text, *cells))
    return rows


def two_storey_head() -> Sequence[Row]:
    """ "Phân công thực hiện" over lead and partners; notes at the end."""
    rows: list[Row] = [
        ("TT", "Nhiệm vụ", "Phân công thực hiện", WIDE, "Thời hạn hoàn thành", "Ghi chú"),
        (DOWN, DOWN, "Chủ trì", "Phối hợp", DOWN, DOWN),
    ]
    for roman, (group, facts) in zip(("I.", "II."), by_group(), strict=True):
        rows.append((f"{roman} {group}", WIDE, WIDE, WIDE, WIDE, WIDE))
        for number, fact in enumerate(facts, start=1):
            rows.append((str(number), fact.text, *map("\n".join, (fact.lead, fact.partners)), fact.when, ""))
    return rows


def head_again_on_each_page() -> Sequence[Row]:
    """The head comes again in mid-table, the group rows are bold and not merged, there are no numbers."""
    head = ("Số TT", "Nhiệm vụ, giải pháp", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian")
    rows: list[Row] = [head]
    for group, facts in by_group():
        rows.append(("", Bold(group), "", "", ""))
        rows += [("", fact.text, fact.lead[0], fact.partners[0], fact.when) for fact in facts]
        rows.append(head)
    return rows


def lead_merged_down() -> Sequence[Row]:
    """One partner for all tasks, merged down; the group in a column of its own, merged down too."""
    rows: list[Row] = [("Nhóm", "STT", "Công việc", "Đơn vị thực hiện", "Đơn vị phối hợp", "Thời gian")]
    count = 0
    for group, facts in by_group():
        for place, fact in enumerate(facts):
            count += 1
            first = count == 1
            rows.append(
                (DOWN if place else group, str(count), fact.text, fact.lead[0], PARTNERS if first else DOWN, fact.when)
            )
    return rows


def roles_in_one_cell() -> Sequence[Row]:
    """Lead and partners in one cell with their roles; dotted numbers under counted headings."""
    rows: list[Row] = [("STT", "Nội dung", "Đơn vị chủ trì, phối hợp", "Kết quả", "Thời gian")]
    for number, (group, facts) in enumerate(by_group(), start=1):
        rows.append((str(number), Bold(group), "", "", ""))
        for place, fact in enumerate(facts, start=1):
            roles = f"- Chủ trì: {'; '.join(fact.lead)}\n- Phối hợp: {'; '.join(fact.partners)}"
            rows.append((f"{number}.{place}", fact.text, roles, fact.product, fact.when))
    return rows


def quarters_ticked() -> Sequence[Row]:
    """The time over several columns, of which one is written."""
    rows: list[Row] = [
        ("TT", "Hoạt động", "Chủ trì", "Phối hợp", "Thời gian thực hiện", WIDE),
        (DOWN, DOWN, DOWN, DOWN, "Thời gian bắt đầu", "Thời gian hoàn thành"),
    ]
    for roman, (group, facts) in zip(("I", "II"), by_group(), strict=True):
        rows.append((roman, group, WIDE, WIDE, WIDE, WIDE))
        for number, fact in enumerate(facts, start=1):
            rows.append((str(number), fact.text, fact.lead[0], fact.partners[0], "", fact.when))
    return rows


def without_head() -> Sequence[Row]:
    """The head was lost when somebody cut the paper: the columns tell themselves."""
    rows: list[Row] = []
    for number, fact in enumerate(FACTS, start=1):
        rows.append((str(number), f"{fact.text} theo kế hoạch của năm", fact.lead[0], fact.partners[0], fact.when))
    return rows


def money_and_place() -> Sequence[Row]:
    """Columns we have no use for stand between those we have; the order is another."""
    rows: list[Row] = [
        ("Thời gian", "Đầu mối thực hiện", "Kinh phí (triệu đồng)", "Tên nhiệm vụ", "Địa điểm", "Đơn vị tham gia", "TT")
    ]
    for roman, (group, facts) in zip(("I", "II"), by_group(), strict=True):
        rows.append(("", "", "", Bold(group), "", "", roman))
        for number, fact in enumerate(facts, start=1):
            rows.append((fact.when, fact.lead[0], "12,5", fact.text, "Nhà văn hóa", fact.partners[0], str(number)))
    return rows


WITH_GROUPS = (
    city_decision,
    department_plan,
    two_storey_head,
    head_again_on_each_page,
    lead_merged_down,
    roles_in_one_cell,
    quarters_ticked,
    money_and_place,
)


def read(tmp_path: Path, rows: Sequence[Row], titles: Sequence[str] = ("Kế hoạch năm 2026",)) -> Annex:
    return read_annex(write(tmp_path / "phu-luc.docx", rows, titles=titles))


def title_of(task: DraftTask) -> str:
    """The group without its number."""
    head, _, rest = task.group.partition(". ")
    return rest if rest and len(head) < 5 else task.group


@pytest.mark.parametrize("lay_out", WITH_GROUPS, ids=lambda made: made.__name__)
def test_every_office_gives_the_same_tasks(tmp_path: Path, lay_out) -> None:
    annex = read(tmp_path, lay_out())
    assert [(title_of(task), task.text, task.lead, task.with_, task.when_text) for task in annex.tasks] == [
        (fact.group, fact.text, fact.lead, fact.partners, fact.when) for fact in FACTS
    ]
    assert [doubt.code for task in annex.tasks for doubt in task.doubts] == []


@pytest.mark.parametrize("lay_out", [department_plan, roles_in_one_cell], ids=lambda made: made.__name__)
def test_products_are_kept(tmp_path: Path, lay_out) -> None:
    assert [task.product for task in read(tmp_path, lay_out()).tasks] == [fact.product for fact in FACTS]


def test_a_table_without_a_head_is_read_and_asked_about(tmp_path: Path) -> None:
    annex = read(tmp_path, without_head())
    assert [(task.lead, task.with_, task.when_text) for task in annex.tasks] == [
        (fact.lead, fact.partners, fact.when) for fact in FACTS
    ]
    assert {doubt.code for doubt in annex.tasks[0].doubts} == {"header_guessed"}


def test_a_lead_that_stands_in_the_text_is_found_and_asked_about(tmp_path: Path) -> None:
    rows: list[Row] = [
        ("TT", "Nội dung nhiệm vụ", "Thời gian"),
        ("1", f"{FACTS[0].text} (giao {CULTURE} chủ trì)", "Thường xuyên"),
        ("2", f"{POLICE} chủ trì, phối hợp với {OFFICE} rà soát thông tin xấu độc trên mạng", "Hằng quý"),
        ("3", "Duy trì bảng tin công cộng", "Hằng năm"),
    ]
    annex = read(tmp_path, rows)
    assert [task.lead for task in annex.tasks] == [(CULTURE,), (POLICE,), ()]
    assert [task.text for task in annex.tasks] == [row[1] for row in rows[1:]]
    assert [[doubt.code for doubt in task.doubts] for task in annex.tasks] == [
        ["lead_from_text"],
        ["lead_from_text"],
        ["lead_missing"],
    ]


def test_several_leads_in_one_cell_are_told_apart(tmp_path: Path) -> None:
    cells = {
        f"{CULTURE}; {POLICE}": (CULTURE, POLICE),
        f"- {CULTURE}\n- {POLICE}\n- {OFFICE}": (CULTURE, POLICE, OFFICE),
        f"{CULTURE}, {POLICE}": (CULTURE, POLICE),
        f"{ECONOMY}": (ECONOMY,),
        f"1. {CULTURE}\n2. {POLICE}": (CULTURE, POLICE),
    }
    rows: list[Row] = [("TT", "Nội dung", "Đơn vị chủ trì", "Thời gian")]
    rows += [(str(number), f"Việc {number}", cell, "Hằng năm") for number, cell in enumerate(cells, start=1)]
    assert [task.lead for task in read(tmp_path, rows).tasks] == list(cells.values())
