"""What changed between two wordings: nothing is lost, and the marks fall on whole syllables."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from ttcs_desktop.vietnamese.difference import Fate, Stretch, difference, new_of, old_of, words_changed
from ttcs_desktop.vietnamese.text import nfc

SYLLABLES = st.sampled_from(
    ["Mời", "bà", "con", "tổ", "5", "họp", "lúc", "7", "giờ", "tối", ",", ".", " ", "\n", "  ", "\t"]
)
TEXTS = st.one_of(st.text(max_size=40), st.lists(SYLLABLES, max_size=40).map(" ".join))


@given(TEXTS, TEXTS)
@settings(max_examples=150)
def test_the_changes_lead_from_the_old_text_to_the_new_one_to_the_letter(old: str, new: str) -> None:
    stretches = difference(old, new)
    assert (old_of(stretches), new_of(stretches)) == (nfc(old), nfc(new))
    assert all(one.text for one in stretches)
    assert all(a.fate is not b.fate for a, b in pairwise(stretches))
    assert all(one.fate is Fate.KEPT for one in difference(old, old))


def test_a_syllable_is_changed_whole_and_its_neighbours_stay() -> None:
    stretches = difference("Họp lúc bảy giờ tối.", "Họp lúc tám giờ tối.")
    assert [(one.fate, one.text) for one in stretches] == [
        (Fate.KEPT, "Họp lúc "),
        (Fate.REMOVED, "bảy "),
        (Fate.INSERTED, "tám "),
        (Fate.KEPT, "giờ tối."),
    ]
    assert words_changed(stretches) == (1, 1)


def test_a_mark_alone_changes_the_syllable_and_another_unicode_form_does_not() -> None:
    assert Stretch(Fate.REMOVED, "ban ") in difference("ban hành", "bàn hành")
    assert [one.fate for one in difference("ba\u0300n", "bàn")] == [Fate.KEPT]


def test_a_long_text_is_compared_at_once() -> None:
    old = " ".join(f"chữ{number}" for number in range(6000))
    middle = old.replace("chữ3000 ", "chữ mới ")
    assert [one.text for one in difference(old, middle) if one.fate is Fate.REMOVED] == ["chữ3000 "]
    other = " ".join(f"khác{number}" for number in range(6000))
    assert new_of(difference(old, other)) == other
