"""Annexes of many offices: every shape gives the tasks a person would read out of it."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from tests.plans.annexes import CULTURE, DOWN, HEADER, PARTNERS, POLICE, WIDE, Bold, Numbered, Row, add_table, write
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.plans.annex import Annex, read_annex
from ttcs_desktop.plans.timing import Every, WhenKind

RADIO = "Duy trì hoạt động của đài truyền thanh phường"
REVIEW = "Rà soát hệ thống cụm loa trên địa bàn"
TRAIN = "Tập huấn nghiệp vụ cho tuyên truyền viên cơ sở"
BOARD = "Lắp đặt bảng tin điện tử công cộng"


def given(tmp_path: Path, *tables: list[Row], titles: tuple[str, ...] = ()) -> Annex:
    return read_annex(write(tmp_path / "phu-luc.docx", *tables, titles=titles))


def texts(annex: Annex) -> list[str]:
    return [task.text for task in annex.tasks]


def codes(annex: Annex) -> list[tuple[str, str]]:
    return [(doubt.field, doubt.code) for task in annex.tasks for doubt in task.doubts]


def task_row(number: str, text: str, lead: str = CULTURE, with_: str = PARTNERS, when: str = "Hằng năm") -> Row:
    return (number, text, lead, with_, when)


def test_a_plain_annex_gives_its_tasks_without_doubts(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [HEADER, ("I", "Nhóm nhiệm vụ về truyền thanh", WIDE, WIDE, WIDE), task_row("1", RADIO), task_row("2", REVIEW)],
    )
    assert texts(annex) == [RADIO, REVIEW]
    assert {task.group for task in annex.tasks} == {"I. Nhóm nhiệm vụ về truyền thanh"}
    assert [task.number for task in annex.tasks] == ["1", "2"]
    assert annex.tasks[0].lead == (CULTURE,)
    assert annex.tasks[0].with_ == (PARTNERS,)
    assert annex.tasks[0].when_text == "Hằng năm"
    assert codes(annex) == []
    assert annex.skipped == ()


def test_an_unmerged_group_row_opens_a_group(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [
            HEADER,
            ("I", "Công tác chỉ đạo", "", "", ""),
            task_row("1", RADIO),
            ("II.", "Công tác chuyên môn", "", "", ""),
            task_row("1", REVIEW),
        ],
    )
    assert [task.group for task in annex.tasks] == ["I. Công tác chỉ đạo", "II. Công tác chuyên môn"]


def test_a_group_with_its_number_in_the_text_is_kept_as_written(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [HEADER, ("I. Công tác chỉ đạo, điều hành", WIDE, WIDE, WIDE, WIDE), task_row("1", RADIO)],
    )
    assert annex.tasks[0].group == "I. Công tác chỉ đạo, điều hành"


def test_bold_text_with_empty_cells_opens_a_group(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [
            HEADER,
            ("", Bold("Lĩnh vực thông tin cơ sở"), "", "", ""),
            task_row("1", RADIO),
            ("", Bold("Lĩnh vực chuyển đổi số"), "", "", ""),
            task_row("2", REVIEW),
        ],
    )
    assert [task.group for task in annex.tasks] == ["Lĩnh vực thông tin cơ sở", "Lĩnh vực chuyển đổi số"]


def test_letters_romans_and_numbers_nest(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [
            HEADER,
            ("A", "Nhiệm vụ trọng tâm", WIDE, WIDE, WIDE),
            ("I", "Thể chế", "", "", ""),
            ("1", Bold("Xây dựng quy chế"), "", "", ""),
            task_row("1.1", RADIO),
            task_row("1.2", REVIEW),
            ("II", "Nhân lực", "", "", ""),
            task_row("1", TRAIN),
            ("B", "Nhiệm vụ thường xuyên", WIDE, WIDE, WIDE),
            task_row("1", BOARD),
        ],
    )
    assert texts(annex) == [RADIO, REVIEW, TRAIN, BOARD]
    assert annex.tasks[0].group == "1. Xây dựng quy chế"
    assert annex.tasks[0].parents == ("A. Nhiệm vụ trọng tâm", "I. Thể chế")
    assert annex.tasks[2].group == "II. Nhân lực"
    assert annex.tasks[2].parents == ("A. Nhiệm vụ trọng tâm",)
    assert (annex.tasks[3].group, annex.tasks[3].parents) == ("B. Nhiệm vụ thường xuyên", ())


def test_c_after_b_is_a_letter_and_not_a_hundred(tmp_path: Path) -> None:
    rows: list[Row] = [HEADER]
    for letter in "ABCD":
        rows += [(letter, f"Phần {letter} của kế hoạch", WIDE, WIDE, WIDE), ("I", "Chỉ đạo", "", "", "")]
        rows += [task_row("1", f"{RADIO} ({letter})")]
    annex = given(tmp_path, rows)
    assert [task.parents for task in annex.tasks] == [(f"{letter}. Phần {letter} của kế hoạch",) for letter in "ABCD"]


def test_a_number_with_children_is_a_group_without_bold_letters(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [
            HEADER,
            ("1", "Công tác truyền thanh", "", "", ""),
            task_row("-", RADIO),
            task_row("-", REVIEW),
            ("2", "Công tác tập huấn", "", "", ""),
            task_row("a)", TRAIN),
            task_row("3", BOARD),
        ],
    )
    assert [(task.group, task.text) for task in annex.tasks] == [
        ("1. Công tác truyền thanh", RADIO),
        ("1. Công tác truyền thanh", REVIEW),
        ("2. Công tác tập huấn", TRAIN),
        ("", BOARD),
    ]


def test_the_header_stands_below_titles_and_comes_again(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [
            ("PHỤ LỤC", WIDE, WIDE, WIDE, WIDE),
            ("Danh mục nhiệm vụ kèm theo Kế hoạch năm 2026", WIDE, WIDE, WIDE, WIDE),
            HEADER,
            ("(1)", "(2)", "(3)", "(4)", "(5)"),
            task_row("1", RADIO, when="Quý II"),
            HEADER,
            task_row("2", REVIEW),
        ],
    )
    assert texts(annex) == [RADIO, REVIEW]
    assert annex.year == 2026
    assert str(annex.tasks[0].when.end) == "2026-06-30"
    assert [one.reason for one in annex.skipped] == ["title_row", "title_row", "column_numbers", "repeated_header"]


def test_a_header_of_two_rows_is_read_as_one(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [
            ("TT", "Nội dung công việc", "Phân công thực hiện", WIDE, "Thời hạn", "Ghi chú"),
            (DOWN, DOWN, "Chủ trì", "Phối hợp", DOWN, DOWN),
            ("1", RADIO, CULTURE, POLICE, "Trước ngày 30/11/2026", "Báo cáo UBND phường"),
        ],
    )
    task = annex.tasks[0]
    assert (task.lead, task.with_, task.note) == ((CULTURE,), (POLICE,), "Báo cáo UBND phường")
    assert (task.when.kind, str(task.when.due), task.when.strict) == (WhenKind.DEADLINE, "2026-11-30", True)
    assert len(annex.tasks) == 1


def test_a_header_of_two_rows_without_vertical_merges(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [
            ("TT", "Nội dung", "Phân công", WIDE, "Thời hạn"),
            ("", "", "Đơn vị chủ trì", "Đơn vị phối hợp", ""),
            ("1", RADIO, CULTURE, POLICE, "Quý I/2026"),
        ],
    )
    assert [(task.lead, task.with_) for task in annex.tasks] == [((CULTURE,), (POLICE,))]


def test_columns_may_stand_in_any_order_with_extra_ones(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [
            ("Thời gian hoàn thành", "Sản phẩm", "Cơ quan chủ trì", "Tên nhiệm vụ", "Kinh phí (triệu đồng)", "Số TT"),
            ("Tháng 3/2026", "Báo cáo", "Phòng Kinh tế, Hạ tầng và Đô thị", REVIEW, "12,5", "1"),
        ],
    )
    task = annex.tasks[0]
    assert (task.text, task.number, task.product) == (REVIEW, "1", "Báo cáo")
    assert task.lead == ("Phòng Kinh tế, Hạ tầng và Đô thị",)
    assert task.extras == (("Kinh phí (triệu đồng)", "12,5"),)
    assert (str(task.when.start), str(task.when.end)) == ("2026-03-01", "2026-03-31")


def test_headers_without_marks_and_in_capitals_are_known(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [
            ("TT", "NOI DUNG CONG VIEC", "DON VI THUC HIEN", "DON VI PHOI HOP", "TIEN DO"),
            ("1", RADIO, "Phong VH-XH", "Cae don vi", "Thuong xuyen"),
        ],
    )
    assert annex.tasks[0].lead == ("Phong VH-XH",)
    assert annex.tasks[0].when.kind is WhenKind.CONTINUOUS


def test_numbers_that_word_writes_by_itself_are_counted(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [
            HEADER,
            ("I", "Chỉ đạo", WIDE, WIDE, WIDE),
            (Numbered(), RADIO, CULTURE, "", "Hằng năm"),
            (Numbered(), REVIEW, CULTURE, "", "Hằng quý"),
        ],
    )
    assert [(task.number, task.text) for task in annex.tasks] == [("1", RADIO), ("2", REVIEW)]
    assert codes(annex) == []


def test_rows_without_any_number_are_tasks_when_they_have_a_lead(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [HEADER, task_row("", RADIO), task_row("", REVIEW)],
    )
    assert texts(annex) == [RADIO, REVIEW]


def test_a_table_without_number_column_takes_numbers_from_the_text(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [
            ("Nhiệm vụ trọng tâm", "Phân công thực hiện", "Tiến độ"),
            ("I. Công tác tuyên truyền", "", ""),
            (f"1. {RADIO}", CULTURE, "Thường xuyên"),
            (f"2. {REVIEW}", POLICE, "Quý IV/2026"),
        ],
    )
    assert [(task.group, task.number, task.text) for task in annex.tasks] == [
        ("I. Công tác tuyên truyền", "1", RADIO),
        ("I. Công tác tuyên truyền", "2", REVIEW),
    ]


def test_one_table_goes_on_in_several_tables(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [HEADER, ("I", "Chỉ đạo", WIDE, WIDE, WIDE), task_row("1", RADIO)],
        [task_row("2", REVIEW), ("II", "Nhân lực", WIDE, WIDE, WIDE), task_row("1", TRAIN)],
    )
    assert [(task.group, task.text) for task in annex.tasks] == [
        ("I. Chỉ đạo", RADIO),
        ("I. Chỉ đạo", REVIEW),
        ("II. Nhân lực", TRAIN),
    ]


def test_other_tables_are_listed_and_not_read(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [("UBND PHƯỜNG MẪU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")],
        [("TT", "Nội dung", "Đơn vị tính", "Số lượng"), ("1", "Cụm loa", "cụm", "12")],
        [HEADER, task_row("1", RADIO)],
        [("Nơi nhận:", "TM. ỦY BAN NHÂN DÂN")],
    )
    assert texts(annex) == [RADIO]
    assert [(one.table, one.reason) for one in annex.skipped] == [
        (1, "other_table"),
        (2, "other_table"),
        (4, "other_table"),
    ]


def test_a_table_nested_in_a_layout_cell_is_found_once(tmp_path: Path) -> None:
    document = docx.Document()
    frame = document.add_table(1, 1)
    add_table(frame.cell(0, 0), [HEADER, task_row("1", RADIO), task_row("2", REVIEW)])
    document.save(str(tmp_path / "khung.docx"))
    assert texts(read_annex(tmp_path / "khung.docx")) == [RADIO, REVIEW]


def test_text_of_a_table_nested_in_a_task_cell_is_kept(tmp_path: Path) -> None:
    document = docx.Document()
    table = add_table(document, [HEADER, task_row("1", RADIO)])
    add_table(table.cell(1, 1), [("Cụm loa số 1", "Tổ 4"), ("Cụm loa số 2", "Tổ 9")])
    document.save(str(tmp_path / "long.docx"))
    assert texts(read_annex(tmp_path / "long.docx")) == [f"{RADIO}\nCụm loa số 1 Tổ 4\nCụm loa số 2 Tổ 9"]


def test_tasks_listed_under_units_are_led_by_them(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [
            ("TT", "Nội dung nhiệm vụ", "Thời gian thực hiện"),
            ("I", CULTURE, ""),
            ("1", RADIO, "Thường xuyên"),
            ("II", POLICE, ""),
            ("1", REVIEW, "Hằng tháng"),
        ],
    )
    assert [task.lead for task in annex.tasks] == [(CULTURE,), (POLICE,)]
    assert codes(annex) == [("lead", "lead_from_group")] * 2


def test_values_merged_down_count_for_every_row(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [
            HEADER,
            ("I", "Chỉ đạo", "", "", ""),
            ("1", RADIO, CULTURE, PARTNERS, "Quý II/2026"),
            ("2", REVIEW, DOWN, DOWN, DOWN),
            ("3", TRAIN, DOWN, DOWN, "Hằng năm"),
        ],
    )
    assert [task.lead for task in annex.tasks] == [(CULTURE,)] * 3
    assert [task.when_text for task in annex.tasks] == ["Quý II/2026", "Quý II/2026", "Hằng năm"]


def test_a_task_over_several_rows_gathers_its_leads(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [
            HEADER,
            ("1", RADIO, CULTURE, "", "Hằng năm"),
            (DOWN, DOWN, POLICE, "", DOWN),
            task_row("2", REVIEW),
        ],
    )
    assert [(task.text, task.lead) for task in annex.tasks] == [(RADIO, (CULTURE, POLICE)), (REVIEW, (CULTURE,))]


def test_a_row_broken_by_a_page_goes_on_with_its_task(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [
            HEADER,
            task_row("1", "Duy trì hoạt động của đài"),
            ("", "truyền thanh phường", "", "", ""),
            ("", "- Kiểm tra cụm loa", "", "", ""),
            task_row("2", REVIEW),
        ],
    )
    assert texts(annex) == ["Duy trì hoạt động của đài\ntruyền thanh phường\n- Kiểm tra cụm loa", REVIEW]


def test_totals_and_signatures_are_no_tasks_but_are_listed(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [
            HEADER,
            task_row("1", RADIO),
            ("", "", "", "", ""),
            ("", "Tổng cộng: 01 nhiệm vụ", WIDE, WIDE, WIDE),
            ("Nơi nhận: Lưu VT", WIDE, "TM. ỦY BAN NHÂN DÂN", WIDE, WIDE),
        ],
    )
    assert texts(annex) == [RADIO]
    assert [one.reason for one in annex.skipped] == ["empty_row", "total_row", "signature_row"]


def test_ticked_quarters_become_a_time(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [
            ("STT", "Nội dung", "Chủ trì", "Thời gian thực hiện năm 2026", WIDE, WIDE, WIDE),
            (DOWN, DOWN, DOWN, "Quý I", "Quý II", "Quý III", "Quý IV"),
            ("1", RADIO, CULTURE, "", "x", "", ""),
            ("2", REVIEW, CULTURE, "", "", "X", "X"),
        ],
    )
    assert [task.when_text for task in annex.tasks] == ["Quý II", "Quý III, Quý IV"]
    assert [(str(task.when.start), str(task.when.end)) for task in annex.tasks] == [
        ("2026-04-01", "2026-06-30"),
        ("2026-07-01", "2026-12-31"),
    ]


def test_a_begin_and_an_end_column_make_a_window(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [
            ("STT", "Công việc", "Người phụ trách", "Bắt đầu", "Kết thúc"),
            ("1", RADIO, "Nguyễn Thị Hạnh", "01/3/2026", "30/6/2026"),
        ],
    )
    task = annex.tasks[0]
    assert task.lead == ("Nguyễn Thị Hạnh",)
    assert (task.when.kind, str(task.when.start), str(task.when.end)) == (WhenKind.WINDOW, "2026-03-01", "2026-06-30")


def test_lead_and_partners_in_one_column_are_told_apart(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [
            ("STT", "Nội dung", "Đơn vị chủ trì, phối hợp", "Thời gian"),
            ("1", RADIO, f"- Chủ trì: {CULTURE}\n- Phối hợp: {POLICE}; Đoàn Thanh niên", "Hằng quý"),
            ("2", REVIEW, f"{CULTURE} chủ trì, phối hợp với {POLICE}", "Hằng tháng"),
        ],
    )
    assert [(task.lead, task.with_) for task in annex.tasks] == [
        ((CULTURE,), (POLICE, "Đoàn Thanh niên")),
        ((CULTURE,), (POLICE,)),
    ]


def test_ditto_marks_repeat_the_row_above(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [
            HEADER,
            task_row("1", RADIO, when="Quý I/2026"),
            task_row("2", REVIEW, lead="-nt-", with_="Như trên", when='"'),
        ],
    )
    assert annex.tasks[1].lead == (CULTURE,)
    assert annex.tasks[1].with_ == (PARTNERS,)
    assert annex.tasks[1].when_text == "Quý I/2026"


def test_a_column_of_groups_merged_downwards(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [
            ("STT", "Nhóm nhiệm vụ", "Nội dung công việc", "Chủ trì", "Thời gian"),
            ("1", "Truyền thanh cơ sở", RADIO, CULTURE, "Hằng năm"),
            ("2", DOWN, REVIEW, CULTURE, "Hằng năm"),
            ("3", "Nhân lực", TRAIN, CULTURE, "Hằng năm"),
        ],
    )
    assert [task.group for task in annex.tasks] == ["Truyền thanh cơ sở", "Truyền thanh cơ sở", "Nhân lực"]
    assert texts(annex) == [RADIO, REVIEW, TRAIN]


def test_a_table_without_header_is_guessed_and_says_so(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [task_row("1", RADIO, POLICE, "", "Hằng năm"), task_row("2", REVIEW, CULTURE, "", "Quý II/2026")],
    )
    assert [(task.text, task.lead, task.when_text) for task in annex.tasks] == [
        (RADIO, (POLICE,), "Hằng năm"),
        (REVIEW, (CULTURE,), "Quý II/2026"),
    ]
    assert codes(annex) == [("", "header_guessed")] * 2


def test_what_is_unsure_is_flagged_and_kept(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [
            HEADER,
            task_row("1", RADIO, when="S… g"),
            task_row("2", REVIEW, lead=""),
            task_row("3", TRAIN, when="31/02/2026"),
            task_row("4", BOARD, when="Trước 30/11"),
            task_row("5", f"{BOARD} tại chợ", when="Hằng năm"),
        ],
    )
    assert codes(annex) == [
        ("when", "time_unreadable"),
        ("lead", "lead_missing"),
        ("when", "no_such_date"),
        ("when", "year_missing"),
    ]
    assert annex.tasks[0].doubts[0].details["suggestion"] == "Hằng năm"
    assert annex.tasks[0].when_text == "S… g"


def test_a_task_without_lead_between_tasks_is_no_group(tmp_path: Path) -> None:
    annex = given(tmp_path, [HEADER, task_row("1", RADIO), ("2", REVIEW, "", "", ""), task_row("3", TRAIN)])
    assert texts(annex) == [RADIO, REVIEW, TRAIN]
    assert {task.group for task in annex.tasks} == {""}


def test_a_group_with_a_lead_of_its_own_hands_it_down(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [
            HEADER,
            ("I", "Truyền thanh", CULTURE, "", "Năm 2026"),
            ("1", RADIO, "", "", ""),
            ("2", REVIEW, POLICE, "", ""),
        ],
    )
    assert [task.lead for task in annex.tasks] == [(CULTURE,), (POLICE,)]
    assert {task.when_text for task in annex.tasks} == {"Năm 2026"}
    assert codes(annex) == [("lead", "lead_from_group"), ("when", "time_from_group"), ("when", "time_from_group")]


def test_a_yearly_report_keeps_its_strict_day(tmp_path: Path) -> None:
    annex = given(tmp_path, [HEADER, task_row("1", RADIO, when="Trước ngày 25 tháng 11 hằng năm")])
    when = annex.tasks[0].when
    assert (when.kind, when.every, str(when.due), when.strict) == (WhenKind.REPEATING, Every.YEAR, "--11-25", True)


def test_the_plan_number_is_taken_from_the_titles(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [HEADER, task_row("1", RADIO)],
        titles=("PHỤ LỤC", "(Kèm theo Kế hoạch số 75/KH-UBND ngày 28/10/2025 của UBND phường)"),
    )
    assert annex.plan_number == "75/KH-UBND"
    assert annex.year is None


@pytest.mark.parametrize("rows", [[("A", "B"), ("1", "2")], [HEADER]])
def test_a_file_without_tasks_is_refused(tmp_path: Path, rows: list[Row]) -> None:
    with pytest.raises(InvalidInput) as refused:
        given(tmp_path, rows)
    assert (refused.value.field, refused.value.code) == ("file", "annex_no_table")


def test_a_heading_left_in_the_number_column_is_a_group(tmp_path: Path) -> None:
    annex = given(tmp_path, [HEADER, ("I. Công tác tuyên truyền", "", "", "", ""), task_row("1", RADIO)])
    assert [(task.group, task.text) for task in annex.tasks] == [("I. Công tác tuyên truyền", RADIO)]


def test_a_group_column_written_once_and_left_blank_below(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [
            ("TT", "Nhiệm vụ", "Hoạt động cụ thể", "Chủ trì", "Thời gian"),
            ("1", "Truyền thanh", RADIO, CULTURE, "Hằng năm"),
            ("", "", REVIEW, CULTURE, "Quý II/2026"),
            ("2", "Nhân lực", TRAIN, CULTURE, "Hằng năm"),
        ],
    )
    assert [(task.group, task.text) for task in annex.tasks] == [
        ("Truyền thanh", RADIO),
        ("Truyền thanh", REVIEW),
        ("Nhân lực", TRAIN),
    ]


def test_steps_without_lead_stay_with_their_task(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [
            HEADER,
            task_row("1", BOARD),
            ("-", "Khảo sát vị trí", "", "", ""),
            ("-", "Nghiệm thu", "", "", ""),
            task_row("2", RADIO),
        ],
    )
    assert texts(annex) == [f"{BOARD}\n- Khảo sát vị trí\n- Nghiệm thu", RADIO]


def test_counted_groups_keep_tasks_that_restart_at_one(tmp_path: Path) -> None:
    annex = given(
        tmp_path,
        [
            HEADER,
            ("1", "NHÓM TRUYỀN THANH", WIDE, WIDE, WIDE),
            task_row("1", RADIO),
            task_row("2", REVIEW),
            ("2", "NHÓM NHÂN LỰC", WIDE, WIDE, WIDE),
            task_row("1", TRAIN),
        ],
    )
    assert [task.group for task in annex.tasks] == ["1. NHÓM TRUYỀN THANH"] * 2 + ["2. NHÓM NHÂN LỰC"]


def test_a_note_at_the_foot_is_listed(tmp_path: Path) -> None:
    note = "Ghi chú: các đơn vị gửi kết quả về phòng"
    annex = given(tmp_path, [HEADER, task_row("1", RADIO), (note, WIDE, WIDE, WIDE, WIDE)])
    assert [(one.reason, one.text) for one in annex.skipped] == [("heading_without_task", note)]


def test_each_group_in_a_table_of_its_own_under_a_heading_line(tmp_path: Path) -> None:
    document = docx.Document()
    for heading, text in (("I. Nhóm nhiệm vụ truyền thanh", RADIO), ("II. Nhóm nhiệm vụ nhân lực", TRAIN)):
        document.add_paragraph(heading)
        add_table(document, [HEADER, task_row("1", text)])
    document.save(str(tmp_path / "bang-rieng.docx"))
    annex = read_annex(tmp_path / "bang-rieng.docx")
    assert [task.group for task in annex.tasks] == ["I. Nhóm nhiệm vụ truyền thanh", "II. Nhóm nhiệm vụ nhân lực"]


def test_a_second_annex_starts_without_the_groups_of_the_first(tmp_path: Path) -> None:
    document = docx.Document()
    add_table(document, [HEADER, ("I", "Chỉ đạo", WIDE, WIDE, WIDE), task_row("1", RADIO)])
    document.add_paragraph("PHỤ LỤC II")
    add_table(document, [HEADER, task_row("1", TRAIN)])
    document.save(str(tmp_path / "hai-phu-luc.docx"))
    assert [task.group for task in read_annex(tmp_path / "hai-phu-luc.docx").tasks] == ["I. Chỉ đạo", ""]


def test_a_landscape_section_changes_nothing(tmp_path: Path) -> None:
    document = docx.Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = 1, section.page_height, section.page_width
    add_table(document, [HEADER, task_row("1", RADIO)])
    document.save(str(tmp_path / "ngang.docx"))
    assert texts(read_annex(tmp_path / "ngang.docx")) == [RADIO]
