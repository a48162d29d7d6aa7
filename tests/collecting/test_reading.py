"""What an agency's file or table says: numbers at their lines, words in their parts, and everything doubtful named."""

from __future__ import annotations

from decimal import Decimal

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.grids.workbooks import sheet, write_workbook
from tests.wards import code_of
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.collecting.forms import form_of
from ttcs_desktop.collecting.reading import Draft, narrative, read_pasted_report, read_report
from ttcs_desktop.collecting.wording import doubt_text
from ttcs_desktop.grids.pasted import Pasted
from ttcs_desktop.vietnamese.typed import format_number

FORM = form_of("75-N").lines
HEAD = ("TT", "Chỉ tiêu", "Đơn vị tính", "Số liệu")


def pasted(*rows: tuple[str, ...], asked=FORM) -> Draft:
    return read_pasted_report(Pasted(text="\n".join("\t".join(row) for row in rows)), "bảng dán", asked, FORM)


def codes(draft: Draft) -> list[tuple[str, str]]:
    return [(one.code_of_line, one.code) for one in draft.doubts]


def test_numbers_are_taken_from_the_column_that_says_so() -> None:
    draft = pasted(
        ("TT", "Chỉ tiêu", "Kế hoạch", "Năm trước", "Kết quả", "Ghi chú"),
        ("1", "Nội dung, sản phẩm đã đăng, phát", "100", "90", "1.234", "tăng 5"),
        ("2", "Lượt xem, tiếp cận", "", "7", "12.000", ""),
        ("3", "Lượt tương tác", "5", "6", "", ""),
    )
    assert dict(draft.figures) == {"H04": 1234, "H06": 12000}
    assert draft.doubts == ()


def test_a_code_is_enough_and_a_unit_behind_the_number_does_no_harm() -> None:
    draft = pasted(HEAD, ("TTCS-H07", "Tương tác", "", "40 lượt"), ("A03", "Số cán bộ", "người", "3"))
    assert dict(draft.figures) == {"H07": 40, "A03": 3}
    assert draft.doubts == ()


@given(st.dictionaries(st.sampled_from([one.code for one in FORM]), st.integers(0, 10**7), min_size=1), st.randoms())
@settings(max_examples=25)
def test_what_was_written_in_any_order_is_read_as_it_was_written(numbers, chance) -> None:
    rows = [(one.name, one.unit, format_number(numbers[one.code])) for one in FORM if one.code in numbers]
    chance.shuffle(rows)
    draft = pasted(HEAD[1:], *rows)
    assert {code: int(value) for code, value in draft.figures} == numbers
    assert {code for _, code in codes(draft)} <= {"more_than"}


@pytest.mark.parametrize(
    ("row", "doubt", "figures"),
    [
        (("1", "Số lượt tương tác trên mạng", "lượt", "40"), ("H07", "label_guessed"), {"H07": 40}),
        (("1", "Số cây xanh đã trồng", "cây", "40"), ("", "label_unknown"), {}),
        (("1", "Lượt tương tác", "lượt", "12.5"), ("H07", "count_not_whole"), {}),
        (("1", "Lượt tương tác", "lượt", "12,5"), ("H07", "count_not_whole"), {}),
        (("1", "Lượt tương tác", "lượt", "-4"), ("H07", "value_negative"), {}),
        (("1", "Lượt tương tác", "lượt", "40 và 50"), ("H07", "number_unreadable"), {}),
    ],
)
def test_what_is_doubtful_is_named_and_never_guessed(row, doubt, figures) -> None:
    draft = pasted(HEAD, row)
    assert codes(draft)[-1] == doubt or doubt in codes(draft)
    assert dict(draft.figures) == figures
    assert all(doubt_text(one) for one in draft.doubts)


def test_two_numbers_for_one_line_or_in_one_row_are_told() -> None:
    draft = pasted(HEAD, ("1", "Lượt tương tác", "lượt", "40"), ("2", "Lượt tương tác", "lượt", "41"))
    assert (dict(draft.figures), codes(draft)) == ({"H07": 40}, [("H07", "told_twice")])
    draft = pasted(("Lượt tương tác", "lượt", "40", "50"), ("Lượt chia sẻ, lan tỏa", "lượt", "7", ""))
    assert (dict(draft.figures), codes(draft)) == ({"H07": 50, "H08": 7}, [("H07", "several_numbers")])
    assert "40; 50" in doubt_text(draft.doubts[0])


def test_more_trained_than_there_are_and_what_is_not_asked_is_told() -> None:
    rows = (HEAD, ("1", "Cán bộ phụ trách truyền thông", "người", "2"),
            ("2", "Cán bộ truyền thông được bồi dưỡng trong năm", "người", "5"))  # fmt: skip
    draft = pasted(*rows)
    assert codes(draft) == [("A04", "more_than")]
    draft = pasted(*rows, asked=[one for one in FORM if one.code == "A04"])
    assert (dict(draft.figures), codes(draft)) == ({"A04": 5}, [("", "not_asked")])


def test_a_table_of_something_else_is_told_and_an_empty_clipboard_refused() -> None:
    assert ("", "nothing_found") in codes(pasted(("Họ tên", "Ngày sinh"), ("Nguyễn Văn A", "01/01/1990")))
    with pytest.raises(InvalidInput) as trouble:
        pasted(("",))
    assert code_of(trouble) == "paste_empty"


def test_a_report_of_word_gives_its_words_in_parts_and_its_table(tmp_path) -> None:
    path = tmp_path / "bc.docx"
    document = docx.Document()
    for line in (
        "BÁO CÁO", "Kết quả công tác thông tin cơ sở năm 2026", "I. KẾT QUẢ THỰC HIỆN", "Đã ra mắt kênh Zalo.",
        "- Đăng 20 tin.", "II. Khó khăn, vướng mắc: thiếu kinh phí", "Máy tính cũ.", "III. ĐỀ XUẤT, KIẾN NGHỊ",
        "Đề nghị tập huấn.", "Trên đây là báo cáo của Công an phường./.", "Nơi nhận: UBND phường",
    ):  # fmt: skip
        document.add_paragraph(line)
    table = document.add_table(2, 4)
    for row, cells in enumerate((HEAD, ("1", "Lượt tương tác", "lượt", "40"))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    document.save(str(path))
    draft = read_report(path, FORM, FORM)
    assert dict(draft.figures) == {"H07": Decimal(40)}
    assert draft.results == "Đã ra mắt kênh Zalo.\n- Đăng 20 tin."
    assert draft.difficulties == "thiếu kinh phí\nMáy tính cũ."
    assert draft.proposals == "Đề nghị tập huấn."
    assert (draft.source_name, len(draft.source_sha256), draft.doubts) == ("bc.docx", 64, ())


def test_a_workbook_gives_its_table(tmp_path) -> None:
    path = write_workbook(tmp_path / "bc.xlsx", {"Biểu": sheet([HEAD, ("1", "Lượt xem, tiếp cận", "lượt", 12000)])})
    assert dict(read_report(path, FORM, FORM).figures) == {"H06": 12000}


def test_a_file_that_is_none_is_refused(tmp_path) -> None:
    path = tmp_path / "anh.docx"
    path.write_bytes(b"%PDF-1.7 ...")
    with pytest.raises(InvalidInput) as trouble:
        read_report(path, FORM, FORM)
    assert code_of(trouble) == "file_pdf"


@given(st.lists(st.text(max_size=80), max_size=12))
@settings(max_examples=25)
def test_any_text_has_its_three_parts(lines) -> None:
    assert set(narrative(lines)) == {"results", "difficulties", "proposals"}
