"""A number said can be taken down again, by a parser that shares nothing with what says it."""

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.vietnamese_words import is_syllable
from ttcs_desktop.vietnamese.speech_numbers import roman, say_digits, say_ordinal, say_whole, say_written

UNITS = dict(zip("không một hai ba bốn năm sáu bảy tám chín".split(), range(10), strict=True))
UNITS |= {"mốt": 1, "tư": 4, "lăm": 5}
TENS = {"mươi": 10, "trăm": 100}


def taken_down(spoken: str) -> int:
    """What a listener writes: adds up groups at nghìn and triệu, and everything so far counts at tỷ."""
    total = billions = group = digit = 0
    for word in spoken.split():
        if word in UNITS:
            digit = UNITS[word]
        elif word == "mười":
            group += 10
        elif word in TENS:
            group += digit * TENS[word]
            digit = 0
        elif word in ("nghìn", "triệu"):
            total += (group + digit) * (1_000 if word == "nghìn" else 1_000_000)
            group = digit = 0
        elif word == "tỷ":
            billions = (billions + total + group + digit) * 10**9
            total = group = digit = 0
        else:
            assert word == "linh", word
    return billions + total + group + digit


@given(
    st.one_of(
        st.integers(0, 10**12),
        st.integers(0, 10_000),
        st.builds(lambda a, b: a * 10**b, st.integers(0, 999), st.integers(0, 9)),
    )
)
@example(0)
@example(10**12)
@example(1_000_005)
@example(1_005_000)
@example(10**9 + 1)
@example(10**9 + 1_001_001)
def test_a_number_said_is_the_number_taken_down(number: int) -> None:
    spoken = say_whole(number)
    assert taken_down(spoken) == number
    assert all(is_syllable(word) for word in spoken.split())


@given(st.integers(10**12, 10**30))
def test_numbers_of_any_size_are_said(number: int) -> None:
    assert say_whole(number).split()[0] in UNITS or say_whole(number).startswith("mười")
    assert say_whole(-number) == f"âm {say_whole(number)}"


@given(st.integers(0, 10**12))
def test_no_word_stands_where_it_must_not(number: int) -> None:
    words = say_whole(number).split()
    for before, word in itertools.pairwise(words):
        assert not (word in ("mốt", "tư") and before != "mươi")
        assert not (word == "lăm" and before not in ("mươi", "mười"))
        assert not (word in ("một", "năm") and before == "mươi")
        assert not (word == "mươi" and before in ("không", "một"))
        assert not (word == "linh" and before != "trăm")


@given(st.integers(0, 10**12))
def test_grouping_dots_change_nothing(number: int) -> None:
    assert say_written(f"{number:,}".replace(",", ".")) == say_whole(number)


@given(st.text("0123456789", min_size=1, max_size=20))
def test_digits_are_said_one_by_one(digits: str) -> None:
    assert "".join(str(UNITS[word]) for word in say_digits(digits).split()) == digits


@pytest.mark.parametrize("text", ["", "abc", "1,", ",5", "1.2.3,4", "12a", "1.23"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{text}$"):
        say_written(text)


def test_ordinals() -> None:
    assert [say_ordinal(number) for number in (1, 2, 3, 4, 5, 14)] == ["nhất", "hai", "ba", "tư", "năm", "mười bốn"]


def test_roman_numbers_are_known_when_written_correctly() -> None:
    written = """I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI XXII XXIII XXIV XXV XXVI
        XXVII XXVIII XXIX XXX""".split()
    assert [roman(one) for one in written] == list(range(1, 31))
    assert [roman(one) for one in ("", "IIII", "VX", "IXI", "ii", "L", "XIVX")] == [None] * 7
