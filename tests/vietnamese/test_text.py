"""Vietnamese text as people compare it; the order is held against Qt's own collator."""

from __future__ import annotations

import functools
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QCollator, QLocale

from ttcs_desktop.vietnamese.text import fold, fold_words, nfc, sort_key, tidy

ONSETS = " b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split(" ")
VOWELS = "a ă â e ê i o ô ơ u ư y oa oă uâ uê iê yê uô ươ ai ao âu ây eo êu oi ôi ơi ưi uôi ươi".split()
CODAS = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"]
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]


@st.composite
def syllables(draw) -> str:
    vowel = draw(st.sampled_from(VOWELS))
    place = draw(st.integers(1, len(vowel)))
    spelled = vowel[:place] + draw(st.sampled_from(TONES)) + vowel[place:]
    word = nfc(draw(st.sampled_from(ONSETS)) + spelled + draw(st.sampled_from(CODAS)))
    return draw(st.sampled_from([word, word.capitalize(), word.upper()]))


WORDS = st.lists(syllables(), min_size=1, max_size=3).map(" ".join)

OFFICE = """
An Khánh, Ba Vì, Bắc Từ Liêm, Cầu Giấy, Đan Phượng, Đông Anh, Đống Đa, Gia Lâm, Hà Đông, Hai Bà Trưng, Hoài Đức,
Hoàn Kiếm, Hoàng Mai, Long Biên, Mê Linh, Mỹ Đức, Nam Từ Liêm, Phú Xuyên, Phúc Thọ, Quốc Oai, Sóc Sơn, Sơn Tây,
Tây Hồ, Thạch Thất, Thanh Oai, Thanh Trì, Thanh Xuân, Thường Tín, Ứng Hòa, Phù Vân, Phủ Lý, Tuân, Tuần, Tuấn, Tuyên,
da, đa, dạ, đá, Dung, Dũng, Đức, ma, má, mà, mả, mã, mạ, hòa, hoà, hoa, họa, Tổ 2, Tổ 10, Tổ 1, TDP 3, TDP 12
""".replace("\n", " ").split(", ")


def collator() -> QCollator:
    order = QCollator(QLocale(QLocale.Language.Vietnamese))
    order.setNumericMode(True)
    return order


def sign(number: int) -> int:
    return (number > 0) - (number < 0)


def compared(a: str, b: str) -> int:
    first, second = sort_key(a), sort_key(b)
    return (first > second) - (first < second)


def test_the_offices_of_a_list_stand_as_qt_would_put_them() -> None:
    words = [word.strip() for word in OFFICE]
    order = collator()
    by_qt = sorted(words, key=functools.cmp_to_key(lambda a, b: order.compare(a.casefold(), b.casefold())))
    assert sorted(words, key=sort_key) == by_qt


@given(WORDS, WORDS)
def test_any_two_names_stand_as_qt_would_put_them(a, b) -> None:
    assert compared(a, b) == sign(collator().compare(a.casefold(), b.casefold()))


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_numbers_inside_names_count_as_numbers(a, b) -> None:
    assert compared(f"Tổ {a}", f"Tổ {b}") == (a > b) - (a < b)


def test_the_tones_of_one_spelling_stand_in_the_order_of_the_dictionary() -> None:
    assert sorted(["mạ", "mã", "má", "mả", "mà", "ma"], key=sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


@given(WORDS)
def test_a_name_is_found_whatever_marks_case_and_form_it_is_typed_with(words) -> None:
    typed = unicodedata.normalize("NFD", words).upper()
    assert fold(typed) == fold(words)
    assert fold(words).isascii()
    assert sort_key(typed) == sort_key(words)


def test_folding_keeps_words_apart() -> None:
    assert fold("Đường Láng") == "duong lang"
    assert fold_words("P.VH-XH, Tổ dân phố số 3") == "p vh xh to dan pho so 3"


def test_tidying_leaves_one_space_and_composed_letters() -> None:
    assert tidy("  Phường\u00a0 \n " + unicodedata.normalize("NFD", "Mẫu ")) == "Phường Mẫu"
