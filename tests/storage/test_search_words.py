"""What is typed into the search box, understood, and found in a text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ttcs_desktop.storage.search_words import Query, fold_text
from ttcs_desktop.vietnamese.text import fold, nfc

TEXT = "Kế hoạch 75/KH-UBND ngày 28/10/2025 của Ủy ban nhân dân phường về tuyên truyền trên đường Nguyễn Dương"
WORDS = st.sampled_from(
    "đường Đường dương duong đ Ủy ban 75/KH 28/10 1/6 01/06 ß İ ﬁ e\u0301 \u0323 _ \ue000item".split()
)


def finds(typed: str, text: str = TEXT, *, exact: bool = False) -> bool:
    return bool(Query(typed)) and Query(typed).is_in(text.casefold(), fold_text(text), exact=exact)


@pytest.mark.parametrize(
    "typed",
    [
        "duong", "đường", "ĐƯỜNG", "dương", "Duong nguyen", "tuyen tr", "75/KH", "75/kh-ubnd", "75-kh", "28/10",
        "28-10-2025",
        "28/10/25", "uy ban", '"nhân dân phường"', "“nhan dan”", '"nhan dan ph', "ủy ban kế hoạch", "28/1",
        unicodedata.normalize("NFD", "đường"), "  ban   dan ", '""duong',
    ],
)  # fmt: skip
def test_it_is_found_as_people_type_it(typed: str) -> None:
    assert finds(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "uong",
        "75/UBND",
        "28/11",
        "8/10",
        '"dan nhan"',
        '"nhan da"',
        "duong khong",
        "",
        '"',
        "/",
        "\ue000",
        "75/KHA",
        "tuy truyen",
    ],
)
def test_what_is_not_there_is_not_found(typed: str) -> None:
    assert not finds(typed)


@pytest.mark.parametrize("typed", ["1/6", "01/6", "1/06", "01/06", "1-6", "01/06/2026", "1/6/26"])
@pytest.mark.parametrize("written", ["ngày 1/6/2026", "ngày 01/06/2026", "ngày 01/6/2026", "ngày 1/06/2026"])
def test_a_day_is_found_however_its_zeros_are_written(typed: str, written: str) -> None:
    assert finds(typed, written)


def test_a_number_that_is_no_day_stays_as_typed() -> None:
    assert not finds("45/13", "số 45/013")
    assert not finds("5/KH", "05/KH")


def test_marks_that_were_typed_can_be_asked_for() -> None:
    assert finds("đường", "con đường", exact=True)
    assert not finds("đường", "Tiền Dương", exact=True)
    assert finds("con đường", "cờn đường", exact=True), "a word typed without marks asks for none"


@pytest.mark.parametrize(
    ("typed", "text", "marked"),
    [
        ("duong", "Đường và dương", ["Đường", "dương"]),
        ("đường", "Đường và dương", ["Đường"]),
        ("đường", "Thái Dương", ["Dương"]),
        ("75/kh", "KH 75/KH-UBND", ["75", "KH"]),
        ("tuy", "Tuyên truyền <b>tuy</b>", ["Tuyên", "tuy"]),
        ('"ban tin"', "ban, tin, bản tin", ["ban", "tin", "bản", "tin"]),
        ("1/6", "ngày 01/06", ["01", "06"]),
        ("khong", "có gì đâu", []),
    ],
)
def test_the_words_found_are_marked(typed: str, text: str, marked: list[str]) -> None:
    assert [text[at : at + length] for at, length in Query(typed).spans(text)] == marked


@given(st.text() | st.lists(WORDS).map(" ".join))
def test_any_text_is_understood_and_marked_inside_itself(typed: str) -> None:
    query = Query(typed)
    query.is_in(typed.casefold(), fold_text(typed), exact=True, whole=True)
    query.first_place(typed, fold_text(typed))
    assert all(0 <= at < at + length <= len(typed) for at, length in query.spans(typed))


@given(st.text() | st.lists(WORDS).map(" ".join))
def test_folding_word_by_word_is_folding(text: str) -> None:
    assert fold_text(nfc(text)) == fold(nfc(text))


@given(st.lists(st.sampled_from("đường duong Dương ban bàn 75/KH 28/10".split()), min_size=1, max_size=5), st.randoms())
def test_the_order_of_the_words_is_nothing(words: list[str], random) -> None:
    text = "bàn về con đường 75/KH ngày 28/10"
    mixed = list(words)
    random.shuffle(mixed)
    assert finds(" ".join(words), text) == finds(" ".join(mixed), text)


def test_a_pasted_page_is_cut_to_what_can_be_asked() -> None:
    query = Query(" ".join(f"từ{number}" for number in range(10_000)) + "x" * 100_000)
    assert 1 <= len(query.words) <= 12
