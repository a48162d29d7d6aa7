"""Whatever tasks an office writes into the common shapes of an annex, the same tasks come out."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.plans.annexes import CULTURE, HEADER, PARTNERS, POLICE, WIDE, Row, write
from ttcs_desktop.plans.annex import read_annex

ROMAN = ("I", "II", "III", "IV", "V", "VI")
VERBS = ("Duy trì", "Rà soát", "Xây dựng", "Tổ chức", "Cung cấp", "Đăng tải")
OBJECTS = ("hệ thống loa phường", "bảng tin điện tử", "trang thông tin", "tin, bài; ảnh", "lớp tập huấn (đợt 1)")
LEADS = ((CULTURE,), (POLICE,), (CULTURE, POLICE), ("Phòng Kinh tế, Hạ tầng và Đô thị",), ("Văn phòng HĐND&UBND",))
TIMES = ("Hằng năm", "Thường xuyên", "Quý II/2026", "Trước ngày 30/11/2026", "Năm 2025-2026", "Tháng 3/2026")

tasks = st.tuples(st.sampled_from(VERBS), st.sampled_from(OBJECTS), st.sampled_from(LEADS), st.sampled_from(TIMES))
groups = st.lists(st.lists(tasks, min_size=1, max_size=4), min_size=1, max_size=5)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    groups=groups,
    order=st.permutations(range(1, 5)),
    merged=st.booleans(),
    repeated=st.booleans(),
    joint=st.sampled_from(["\n", "\n- ", "; "]),
)
def test_random_annexes_read_back_equal(
    tmp_path: Path, groups: list, order: list[int], merged: bool, repeated: bool, joint: str
) -> None:
    def arranged(cells: tuple[str, ...]) -> Row:
        return (cells[0], *(cells[place] for place in order))

    rows: list[Row] = [arranged(HEADER)]
    expected = []
    for number, group in enumerate(groups):
        title = f"Nhóm nhiệm vụ thứ {number + 1}"
        wide = ROMAN[number], title, WIDE, WIDE, WIDE
        rows.append(wide if merged else arranged((ROMAN[number], title, "", "", "")))
        for index, (verb, thing, lead, when) in enumerate(group, start=1):
            text = f"{verb} {thing}"
            written = ("- " if joint == "\n- " else "") + joint.join(lead)
            rows.append(arranged((str(index), text, written, PARTNERS, when)))
            expected.append((f"{ROMAN[number]}. {title}", str(index), text, lead, (PARTNERS,), when))
        if repeated:
            rows.append(arranged(HEADER))
    annex = read_annex(write(tmp_path / "ngau-nhien.docx", rows))
    assert [(one.group, one.number, one.text, one.lead, one.with_, one.when_text) for one in annex.tasks] == expected
    assert [one.doubts for one in annex.tasks if one.doubts] == []
    assert len(annex.skipped) == (len(groups) if repeated else 0)


NUMBERS = ("", "", "1", "2", "3.1", "a)", "-", "I", "II", "A", "B", "5.")
cells = st.sampled_from(("", "", "text", "text", "text", "long", "merged"))
loose_rows = st.lists(st.tuples(st.sampled_from(NUMBERS), cells, cells, cells, cells), min_size=1, max_size=9)


def written(kind: str, row: int, column: int) -> object:
    word = f"Mục{row}x{column}"
    return {"": "", "text": word, "long": f"{word}\nphần sau{row}x{column}", "merged": WIDE}[kind]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(loose_rows)
def test_no_word_of_a_table_is_lost_without_being_told(tmp_path: Path, loose: list) -> None:
    rows: list = [HEADER, ("1", "Mở đầu", CULTURE, PARTNERS, "Hằng năm")]
    for row, (number, *kinds) in enumerate(loose):
        rows.append((number, *(written(kind, row, column) for column, kind in enumerate(kinds))))
    annex = read_annex(write(tmp_path / "long-leo.docx", rows))
    told = "\n".join(
        "\n".join((one.group, *one.parents, one.text, *one.lead, *one.with_, one.when_text)) for one in annex.tasks
    )
    told += "\n".join(one.text for one in annex.skipped)
    words = {word for row in rows[2:] for cell in row[1:] if isinstance(cell, str) for word in cell.split()}
    assert {word for word in words if word not in told} == set()
