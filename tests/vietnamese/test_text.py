"""Vietnamese text as people compare it; the order is held against Qt's own collator."""

from __future__ import annotations

import functools
import sqlite3
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
NUMBERS = st.integers(0, 3000).map(str)
SIGNS = st.sampled_from([" ", "-", " - ", ", ", "/", ".", " (", ")", ": ", "–", " “", "”", "&", "+", " %"])
TEXTS = st.lists(st.one_of(syllables(), NUMBERS, SIGNS), min_size=1, max_size=6).map("".join)

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
    assert sorted(words, key=sort_key) == sorted(words, key=functools.cmp_to_key(order.compare))


@given(TEXTS, TEXTS)
def test_any_two_names_stand_as_qt_would_put_them(a, b) -> None:
    assert compared(a, b) == sign(collator().compare(a, b))


@given(TEXTS, st.data())
def test_two_names_that_differ_in_one_place_stand_as_qt_would_put_them(a, data) -> None:
    """Neighbours are where the levels matter: another tone, another case, another sign, one letter more."""
    at = data.draw(st.integers(0, len(a)))
    b = nfc(a[:at] + data.draw(st.sampled_from([*"aăâàảãáạAÁđĐdbBoôơ0129 -/.(", "", "10"])) + a[at + 1 :])
    assert compared(a, b) == sign(collator().compare(a, b))


@given(st.lists(TEXTS, max_size=30))
def test_sqlite_orders_the_keys_as_qt_orders_the_names(names) -> None:
    """What `ORDER BY` on a column of keys gives: SQLite compares bytes of UTF-8, as it does in every record."""
    database = sqlite3.connect(":memory:")
    try:
        database.execute("CREATE TABLE place (name TEXT NOT NULL, sorted TEXT NOT NULL) STRICT")
        database.executemany("INSERT INTO place VALUES (?, ?)", [(name, sort_key(name)) for name in names])
        found = [name for (name,) in database.execute("SELECT name FROM place ORDER BY sorted, rowid")]
        short = database.execute("SELECT count(*) FROM place WHERE instr(sorted, char(0)) > 0").fetchone()
    finally:
        database.close()
    assert found == sorted(names, key=functools.cmp_to_key(collator().compare))
    assert short == (0,)


def test_the_order_of_bytes_is_not_that_of_a_vietnamese_list() -> None:
    """The fault itself: what SQLite and Python do without the key."""
    names = ["Zalo", "Ân Thi", "Đa Phúc", "An Khánh", "Tổ 10", "Tổ 2"]
    database = sqlite3.connect(":memory:")
    try:
        database.execute("CREATE TABLE place (name TEXT)")
        database.executemany("INSERT INTO place VALUES (?)", [(name,) for name in names])
        by_bytes = [name for (name,) in database.execute("SELECT name FROM place ORDER BY name")]
    finally:
        database.close()
    assert by_bytes == sorted(names) == ["An Khánh", "Tổ 10", "Tổ 2", "Zalo", "Ân Thi", "Đa Phúc"]
    assert sorted(names, key=sort_key) == ["An Khánh", "Ân Thi", "Đa Phúc", "Tổ 2", "Tổ 10", "Zalo"]


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_numbers_inside_names_count_as_numbers(a, b) -> None:
    assert compared(f"Tổ {a}", f"Tổ {b}") == (a > b) - (a < b)


def test_the_tones_of_one_spelling_stand_in_the_order_of_the_dictionary() -> None:
    assert sorted(["mạ", "mã", "má", "mả", "mà", "ma"], key=sort_key) == ["ma", "mà", "mả", "mã", "má", "mạ"]


def test_small_stands_before_capital_between_words_alike_and_nowhere_else() -> None:
    words = ["Án", "an cư", "An Bình", "án", "AN", "An", "an"]
    assert sorted(words, key=sort_key) == ["an", "An", "AN", "án", "Án", "An Bình", "an cư"]
    assert sorted(words, key=functools.cmp_to_key(collator().compare)) == sorted(words, key=sort_key)


@given(WORDS)
def test_a_name_is_found_whatever_marks_case_and_form_it_is_typed_with(words) -> None:
    typed = unicodedata.normalize("NFD", words).upper()
    assert fold(typed) == fold(words)
    assert fold(words).isascii()
    assert sort_key(typed) == sort_key(words.upper())


def test_folding_keeps_words_apart() -> None:
    assert fold("Đường Láng") == "duong lang"
    assert fold_words("P.VH-XH, Tổ dân phố số 3") == "p vh xh to dan pho so 3"


def test_tidying_leaves_one_space_and_composed_letters() -> None:
    assert tidy("  Phường\u00a0 \n " + unicodedata.normalize("NFD", "Mẫu ")) == "Phường Mẫu"
