"""A photo that came with an article stands beside it; a recording without words says why it needs them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.content.received import BODY, text_file, wave_file
from tests.wards import NOON, code_of, make_ward
from ttcs_desktop.attachments.model import Owner
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.content.intake import Wanted
from ttcs_desktop.content.model import Origin, Received, Way
from ui.kit.messages import what_to_type
from ui.pages.content.arrivals import ArrivalGrid, row_of
from ui.workflows.messages import SUBJECTS

BY_ZALO = Received(Way.ZALO, NOON.date(), "", Origin.CITY)
K = Qt.Key


@pytest.fixture(scope="module")
def ward(tmp_path_factory):
    made = make_ward(tmp_path_factory.mktemp("photos"))
    yield made
    made.close()


def photo(path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"\xff\xd8\xff" + str(path).encode())
    return path


@pytest.fixture
def grid_of(ward, qtbot):
    def made(*paths: Path) -> ArrivalGrid:
        grid = ArrivalGrid([row_of(one) for one in ward.intake.look(paths)])
        qtbot.addWidget(grid)
        return grid

    return made


def standings(grid: ArrivalGrid) -> list[tuple[str, str]]:
    return [(row.standing.word, row.beside.title if row.beside else "") for row in grid.rows]


def test_a_photo_dropped_with_an_article_is_attached_to_it(ward, grid_of, tmp_path) -> None:
    text = text_file(tmp_path / "b.txt", f"Ngày hội đọc sách\n{BODY}")
    grid = grid_of(photo(tmp_path / "a.jpg"), text)
    assert standings(grid) == [("Kèm bài", "Ngày hội đọc sách"), ("Nhận", "")]
    (item,) = ward.intake.take(grid.wanted(), BY_ZALO)
    assert [one.name for one in ward.attachments.of(Owner("item", item.id))] == ["a.jpg"]
    again = grid_of(tmp_path / "a.jpg", text)
    assert [one.standing.word for one in again.rows] == ["Bỏ qua", "Bỏ qua"]
    ward.undo.undo()
    assert not ward.attachments.of(Owner("item", item.id))


def test_of_several_articles_the_name_tells_and_f4_goes_through_them(grid_of, tmp_path) -> None:
    first = text_file(tmp_path / "tiem-chung.txt", f"Lịch tiêm chủng\n{BODY} Một.")
    second = text_file(tmp_path / "cat-dien.txt", f"Cắt điện\n{BODY} Hai.")
    told, untold = photo(tmp_path / "ảnh tiêm chủng 01.jpg"), photo(tmp_path / "IMG_2041.jpg")
    grid = grid_of(untold, told, first, second)
    assert standings(grid)[:2] == [("Nhận", ""), ("Kèm bài", "Lịch tiêm chủng")]
    grid.choose(grid.rows[0].id)
    seen = []
    for _ in range(3):
        QTest.keyClick(grid, K.Key_F4)
        seen.append(standings(grid)[0])
    assert seen == [("Kèm bài", "Lịch tiêm chủng"), ("Kèm bài", "Cắt điện"), ("Nhận", "")]


def test_a_photo_is_let_go_with_its_article(grid_of, tmp_path) -> None:
    text = text_file(tmp_path / "b.txt", f"Bài bỏ lại\n{BODY} Ba.")
    grid = grid_of(photo(tmp_path / "c.jpg"), text)
    grid.choose(str(text))
    QTest.keyClick(grid, K.Key_Space)
    assert standings(grid) == [("Nhận", ""), ("Để lại", "")]


def test_a_photo_of_another_folder_stands_on_its_own(grid_of, tmp_path) -> None:
    text = text_file(tmp_path / "b.txt", f"Bài ở thư mục này\n{BODY} Bốn.")
    assert standings(grid_of(photo(tmp_path / "khac" / "d.jpg"), text))[0] == ("Nhận", "")


def test_nothing_stands_beside_what_is_not_taken(ward, tmp_path) -> None:
    (one,) = ward.intake.look([photo(tmp_path / "e.jpg")])
    with pytest.raises(InvalidInput) as trouble:
        ward.intake.take([Wanted(one, "Ảnh", tmp_path / "khong-co.txt")], BY_ZALO)
    assert code_of(trouble) == "article_not_taken"


def test_a_recording_says_why_it_needs_words(ward, tmp_path) -> None:
    looked = ward.intake.look([wave_file(tmp_path / "phong van.wav", 3)])
    (item,) = ward.intake.take([Wanted(one, one.title) for one in looked], BY_ZALO)
    with pytest.raises(InvalidInput) as trouble:
        ward.content.steps.submit(item.id)
    assert code_of(trouble) == "words_of_file_missing"
    said = what_to_type(trouble.value.code, trouble.value.details, SUBJECTS)
    assert said.startswith("Gõ lời bài hoặc tóm tắt tệp phong van.wav")
    typed = ward.content.edit(item.id, item.title, "Phỏng vấn chị Hoa về phân loại rác.")
    assert ward.content.steps.submit(typed.id).id == item.id
    plain = ward.content.add("Trống", "")
    with pytest.raises(InvalidInput) as trouble:
        ward.content.steps.submit(plain.id)
    assert code_of(trouble) == "text_missing"
