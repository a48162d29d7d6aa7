"""Names in one cell: cut where people would cut, whole where a comma belongs to the name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttcs_desktop.plans.names import looks_like_unit, split_names, split_roles


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("", ()),
        ("Phòng Văn hóa – Xã hội", ("Phòng Văn hóa – Xã hội",)),
        ("- Phòng Văn hóa - Xã hội\n- Công an phường", ("Phòng Văn hóa - Xã hội", "Công an phường")),
        ("+ Phòng Văn hóa - Xã hội;\n+ Công an phường.", ("Phòng Văn hóa - Xã hội", "Công an phường")),
        ("1. Phòng VH-XH\n2. Công an phường", ("Phòng VH-XH", "Công an phường")),
        ("Phòng Văn hóa – Xã hội\nCông an phường", ("Phòng Văn hóa – Xã hội", "Công an phường")),
        ("Phòng Văn hóa –\nXã hội", ("Phòng Văn hóa – Xã hội",)),
        ("Phòng Văn hóa\n– Xã hội", ("Phòng Văn hóa – Xã hội",)),
        (
            "- Phòng Kinh tế, Hạ tầng\nvà Đô thị\n- Văn phòng HĐND&UBND",
            ("Phòng Kinh tế, Hạ tầng và Đô thị", "Văn phòng HĐND&UBND"),
        ),
        ("Phòng VH-XH; Công an phường", ("Phòng VH-XH", "Công an phường")),
        ("Phòng VH-XH, Công an phường", ("Phòng VH-XH", "Công an phường")),
        ("Phòng VH-XH, công an phường", ("Phòng VH-XH", "công an phường")),
        ("Phòng VH-XH và Công an phường", ("Phòng VH-XH", "Công an phường")),
        ("Phòng VH-XH/Công an phường", ("Phòng VH-XH", "Công an phường")),
        ("- Phòng VH-XH - Công an phường", ("Phòng VH-XH", "Công an phường")),
        ("Ủy ban MTTQ phường, Đoàn Thanh niên, Hội LHPN", ("Ủy ban MTTQ phường", "Đoàn Thanh niên", "Hội LHPN")),
        (
            "Trung tâm Văn hóa, Thông tin và Thể thao, Công an xã",
            ("Trung tâm Văn hóa, Thông tin và Thể thao", "Công an xã"),
        ),
        ("Công an phường, các tổ dân phố", ("Công an phường", "các tổ dân phố")),
        ("Nguyễn Văn An\nTrần Thị Bình", ("Nguyễn Văn An", "Trần Thị Bình")),
        ("Phòng VH-XH; Phòng VH-XH", ("Phòng VH-XH",)),
    ],
)
def test_several_units_are_cut_apart(cell: str, names: tuple[str, ...]) -> None:
    assert split_names(cell).names == names
    assert not split_names(cell).unsure


@pytest.mark.parametrize(
    "name",
    [
        "Văn phòng HĐND&UBND",
        "Văn phòng HĐND và UBND phường",
        "HĐND và UBND phường",
        "Phòng Kinh tế, Hạ tầng và Đô thị",
        "Phòng KTHT&ĐT",
        "Các cơ quan, đơn vị có liên quan",
        "Các phòng, ban, ngành, đoàn thể",
        "Các Sở, Ban, Ngành",
        "Sở Văn hóa, Thể thao và Du lịch",
        "UBND các phường, xã",
        "Ban Chỉ huy Quân sự phường",
        "Trường Mầm non, Tiểu học và THCS",
    ],
)
def test_one_unit_stays_whole(name: str) -> None:
    assert split_names(name).names == (name,)


def test_a_cut_that_could_go_both_ways_is_said() -> None:
    assert split_names("Phòng VH-XH, Kinh tế").unsure


@pytest.mark.parametrize(
    ("cell", "lead", "partners"),
    [
        ("Chủ trì: Phòng VH-XH; Phối hợp: Công an phường", "Phòng VH-XH", "Công an phường"),
        ("Đơn vị chủ trì: Phòng VH-XH\nĐơn vị phối hợp: Công an, Đoàn", "Phòng VH-XH", "Công an, Đoàn"),
        ("Phòng VH-XH chủ trì, phối hợp với Công an phường", "Phòng VH-XH", "Công an phường"),
        ("Phòng VH-XH chủ trì; Công an phường phối hợp", "Phòng VH-XH", "Công an phường"),
        ("Phòng VH-XH chủ trì", "Phòng VH-XH", ""),
        ("Phòng VH-XH", "Phòng VH-XH", ""),
    ],
)
def test_lead_and_partners_of_one_cell(cell: str, lead: str, partners: str) -> None:
    assert split_roles(cell) == (lead, partners)


def test_headings_that_are_units_are_told_from_topics() -> None:
    assert looks_like_unit("Phòng Văn hóa – Xã hội")
    assert not looks_like_unit("Tổ chức thực hiện")
    assert not looks_like_unit("Xã hội hóa nguồn lực")


@given(st.text(alphabet="ABCĐÊ abcđê,;-–&()\n", max_size=60))
def test_no_letter_of_a_name_is_lost(cell: str) -> None:
    assert {char for char in cell if char.isupper()} == {
        char for char in "".join(split_names(cell).names) if char.isupper()
    }
