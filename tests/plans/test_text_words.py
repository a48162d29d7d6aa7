"""A phrase met letter by letter, held against the plain definition of what a wrong letter is."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ttcs_desktop.plans.text_words import go_on, wrong_letters

FEW = st.text(alphabet="ab#1", max_size=10)  # few letters, so that much is alike
WORDS = st.text(alphabet="ab12", min_size=1, max_size=9)


def same(expected: str, letter: str) -> bool:
    return expected == letter or (expected == "#" and letter.isdigit())


def distance(expected: str, word: str) -> int:
    """Letter by letter between words of one length, else Levenshtein's."""
    if len(expected) == len(word):
        return sum(not same(one, other) for one, other in zip(expected, word, strict=True))
    return levenshtein(expected, word)


def levenshtein(expected: str, word: str) -> int:
    table = {(0, column): column for column in range(len(word) + 1)} | {
        (row, 0): row for row in range(len(expected) + 1)
    }
    for row, one in enumerate(expected, start=1):
        for column, other in enumerate(word, start=1):
            changed = table[row - 1, column - 1] + (not same(one, other))
            table[row, column] = min(changed, table[row - 1, column] + 1, table[row, column - 1] + 1)
    return table[len(expected), len(word)]


@settings(max_examples=300)
@given(FEW, WORDS, st.integers(0, 2))
def test_letters_are_counted_as_wrong_up_to_what_is_allowed(expected: str, word: str, most: int) -> None:
    assert wrong_letters(expected, word, most) == min(distance(expected, word), most + 1)


@settings(max_examples=300)
@given(FEW, st.integers(0, 4), WORDS)
def test_a_word_takes_the_way_with_the_fewest_wrong_letters(letters: str, place: int, word: str) -> None:
    """As long as the word, else a letter shorter, else a letter longer; none where more is wrong than is allowed."""
    allowed = 0 if any(char.isdigit() for char in word) or len(word) == 1 else 1 if len(word) <= 5 else 2
    if len(word) == 2 and place == 0:
        allowed = 0
    ends = [place + len(word) + longer for longer in (0, -1, 1)]
    ways = [(end, distance(letters[place:end], word)) for end in ends if place < end <= len(letters)]
    right = [way for way in ways if way[1] <= allowed]
    assert go_on(letters, place, word) == min(right, key=lambda way: way[1], default=None)
