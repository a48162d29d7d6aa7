"""Letters of before Unicode come back whole, and what is not sure is not taken."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.content.received import BODY, in_tcvn3, in_vni
from tests.wards import code_of
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.grids.plain_text import text_of_bytes
from ttcs_desktop.vietnamese.legacy import from_tcvn3, from_vni, modern

SMALL = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
BOTH = SMALL + SMALL.upper()
PLAIN_ENDS = [" ", ". ", "\n", ", "]


@given(st.text(alphabet=SMALL + " .,\n0123456789"))
def test_tcvn3_comes_back_letter_by_letter(text):
    assert from_tcvn3(in_tcvn3(text).decode("latin-1")) == text


@given(st.lists(st.tuples(st.sampled_from(BOTH), st.sampled_from(PLAIN_ENDS))))
def test_vni_comes_back_letter_by_letter(parts):
    text = "".join(letter + end for letter, end in parts)
    assert from_vni(in_vni(text).decode("latin-1")) == text


def _in_1258(text: str) -> bytes:
    """As Windows writes it: the letter, and its tone as a mark behind it."""
    out = b""
    for char in text:
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            tone = next(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
            out += unicodedata.normalize("NFC", parts.replace(tone, "")).encode("cp1258") + tone.encode("cp1258")
    return out


@given(st.lists(st.sampled_from([*BODY.split(), "café", "Genève", "naïf"])).map(" ".join))
def test_vietnamese_of_today_with_foreign_names_in_it_is_never_touched(text):
    """Unless most of it is foreign, which is told as doubtful and stays as it is too."""
    assert modern(text).text == text


ENCODED = {
    "utf-8": BODY.encode(),
    "utf-8 with its mark": BODY.encode("utf-8-sig"),
    "utf-8 of a Mac, letters taken apart": unicodedata.normalize("NFD", BODY).encode(),
    "utf-16": BODY.encode("utf-16"),
    "utf-16 without a mark": BODY.encode("utf-16-le"),
    "utf-16 the other way": b"\xfe\xff" + BODY.encode("utf-16-be"),
    "windows-1258": _in_1258(BODY),
    "tcvn3": in_tcvn3(BODY),
    "vni": in_vni(BODY),
}


@pytest.mark.parametrize("name", ENCODED)
def test_a_text_is_read_whatever_program_wrote_it(name):
    text, from_old_font = text_of_bytes(ENCODED[name])
    assert unicodedata.normalize("NFC", text) == BODY
    assert from_old_font == (name in ("tcvn3", "vni"))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (bytes(range(1, 256)) * 4, "file_not_text"),
        ("Café, naïveté, Façade, Genève".encode("latin-1"), "file_old_font"),
        (in_vni("Tổ dân phố") + in_tcvn3(" phường đã nhận"), "file_old_font"),
    ],
)
def test_what_is_not_sure_is_not_taken(data, code):
    with pytest.raises(InvalidInput) as trouble:
        text_of_bytes(data)
    assert code_of(trouble) == code


def test_old_letters_among_words_that_nobody_knows_are_not_guessed_at():
    """Some of it would come out right; what would come out wrong nobody could tell."""
    assert modern(in_vni(BODY).decode("latin-1") + " Café naïf Genève") is None


def test_letters_of_an_old_font_in_a_file_of_today_are_told_from_another_language():
    assert modern(in_vni(BODY).decode("latin-1")).text == BODY
    assert modern(BODY).encoding == "unicode"
    assert modern("La Société Générale à Genève était fermée").encoding == "unicode"
