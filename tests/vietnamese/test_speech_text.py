"""A whole text: pieces cover it, sums are sums, typing gives what reading anew gives, own entries win."""

import tomllib
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources import path
from tests.vietnamese_words import is_syllable as is_syllable_by_tests
from ttcs_desktop.vietnamese.speech import Speech, aloud, read_aloud
from ttcs_desktop.vietnamese.speech_dictionary import shipped
from ttcs_desktop.vietnamese.speech_model import Why
from ttcs_desktop.vietnamese.speech_syllables import count_syllables, is_syllable

WORDS = """
    ngày 28/10/2025 28/10 01-05/6 1/2 7h30 07:30 17 giờ 98,5 % 5km 1.234.567 đồng UBND TP. HĐND ABC Quý IV/2025 khóa XIV
    13/QĐ-UBND 49/2024/NĐ-CP 0912.345.678 www.hanam.gov.vn a@b.vn v.v. s/n và/hoặc (bà con) “mới” – - , . ; : ! … 🎉
    Phù Vân nghiêng Zalo smartwatch TT số thứ 4 tháng 24/7 5G -5°C $100 & ≥ / \u0301 \u00a0 ² ¼ ß Ω x 3x4m 4'35" P. TƯ
""".split()
TEXTS = st.lists(st.sampled_from([*WORDS, "\n", "\n\n", ". ", ", "]), max_size=25).map(" ".join)
ANY_TEXT = st.one_of(
    TEXTS, st.text(max_size=60), st.text("0123456789/.,-:h%& ABIVXđQĐΩ①٣½\u0958\u0301\n'", max_size=30)
)
BULLETIN = """Thưa bà con! Ngày 28/10/2025, UBND phường họp.
Có 1.250 hộ (98,5 %) đăng ký; hạn cuối: 17h30 ngày 05/6.

Mọi thắc mắc xin gọi 0912.345.678."""


@given(ANY_TEXT)
def test_pieces_cover_the_text_end_to_end(text: str) -> None:
    at = 0
    for piece in read_aloud(text).pieces:
        assert piece.start == at
        assert piece.end > at
        assert piece.written == text[piece.start : piece.end]
        at = piece.end
    assert at == len(text)


@given(ANY_TEXT)
def test_the_total_is_the_sum_of_the_pieces_and_each_is_the_count_of_its_words(text: str) -> None:
    reading = read_aloud(text)
    assert reading.counted.syllables == sum(piece.syllables for piece in reading.pieces)
    assert reading.differing == sum(piece.differs for piece in reading.pieces)
    assert reading.doubtful == len(reading.doubts)
    for piece in reading.pieces:
        if piece.differs:
            assert piece.syllables == count_syllables(piece.spoken)


@given(TEXTS)
def test_what_is_said_has_no_digits_left(text: str) -> None:
    assert not any(char in "0123456789" for char in read_aloud(text).spoken)


@given(st.one_of(TEXTS, st.text(st.characters(max_codepoint=0x58F, exclude_categories=("Cs",)), max_size=40)))
def test_composed_and_decomposed_are_read_alike(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    decomposed = unicodedata.normalize("NFD", composed)
    if unicodedata.normalize("NFC", decomposed) == composed:
        one, two = read_aloud(composed), read_aloud(decomposed)
        assert one.counted == two.counted
        assert one.spoken == two.spoken
        assert "".join(piece.written for piece in two.pieces) == decomposed


@given(
    st.lists(
        st.tuples(st.integers(0, 400), st.integers(0, 3), st.sampled_from([*WORDS, " ", "\n", ". ", "a"])), max_size=8
    )
)
def test_a_text_that_is_being_typed_reads_as_if_read_anew(edits: list[tuple[int, int, str]]) -> None:
    speech, text = Speech(), BULLETIN
    for wanted, erased, typed in edits:
        at = min(wanted, len(text))
        text = text[:at] + typed + text[at + erased :]
        typing, anew = speech.read(text), read_aloud(text)
        assert typing.counted == anew.counted
        assert typing.pieces == anew.pieces


def test_only_the_changed_sentence_is_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    from ttcs_desktop.vietnamese import speech as module

    speech = Speech()
    speech.read(BULLETIN)
    read: list[str] = []
    real = module.read_stretch
    monkeypatch.setattr(module, "read_stretch", lambda text, *a, **k: (read.append(text), real(text, *a, **k))[1])
    speech.read(BULLETIN.replace("họp", "họp dân"))
    assert read == ["Ngày 28/10/2025, UBND phường họp dân."]


def test_pauses_are_counted_between_what_is_said_and_the_longest_wins() -> None:
    counted = read_aloud(BULLETIN).counted
    assert (counted.commas, counted.colons, counted.stops, counted.paragraphs) == (3, 2, 1, 2)
    assert read_aloud("Một, hai.").counted.commas == 1
    assert read_aloud("Một.").counted.silence == 0
    assert read_aloud("Một.\nHai").counted.paragraphs == 1
    assert read_aloud("Một.\nHai").counted.stops == 0
    assert read_aloud("(Một), (hai)").counted.commas == 1
    assert read_aloud("Mời bà con; … họp dân").counted == read_aloud("Mời bà con. Họp dân").counted


def test_nothing_is_said_of_nothing() -> None:
    for text in ("", "\n\n", " ", "…", "🎉"):
        reading = read_aloud(text)
        assert (reading.counted.syllables, reading.spoken.strip("…"), reading.length().seconds) == (0, "", 0)


def test_own_entries_win_over_ours_and_over_the_rules() -> None:
    own = {"UBND": "ủy ban", "Phù Vân": "phù vân ơi", "5K": "năm không", "12": "một tá", "SVHTT": "sở văn hóa"}
    assert read_aloud("UBND Phù Vân 5K 12 3/KH-SVHTT", own).spoken == (
        "ủy ban phù vân ơi năm không một tá ba kế hoạch sở văn hóa"
    )
    assert {piece.why for piece in read_aloud("UBND", own).pieces} == {Why.OWN}
    assert read_aloud("123 UBNDX", own).spoken.startswith("một trăm hai mươi ba u")


def test_an_empty_own_entry_is_no_entry() -> None:
    assert read_aloud("UBND", {"UBND": "  ", "": "x"}).spoken == "Ủy ban nhân dân"


def test_the_dictionary_holds_enough_and_says_nothing_but_syllables() -> None:
    ours = shipped()
    abbreviations = [entry for entry in ours.entries if not entry.is_name]
    assert len(abbreviations) >= 120
    assert len({entry.written for entry in ours.entries}) == len(ours.entries)
    assert all(entry.source in ours.sources for entry in ours.entries)
    said = [entry.spoken for entry in ours.entries]
    said += [*ours.document.values(), *ours.units.values(), *ours.letters.values(), *ours.signs.values()]
    strange = {word for text in said for word in _words(text) if not is_syllable_by_tests(word)}
    assert strange == set()


def test_every_table_of_the_dictionary_names_its_source() -> None:
    raw = tomllib.loads(path("speech/pronunciation.toml").read_text("utf-8"))
    tables = [raw[name] for name in ("abbreviations", "document", "names", "units", "letters", "signs", "address")]
    assert {source for table in tables for source in table} <= set(raw["sources"])
    written = {key for table in raw["abbreviations"].values() for key in table}
    assert set(raw["also"]) <= written


@pytest.mark.parametrize(
    "text", ["UBND HĐND MTTQ BHYT BHXH CCCD VNeID TP TDP PCCC CNTT", "TTHC DVC GPMB CCHC NTM OCOP ATGT ANTT HTX THPT"]
)
def test_abbreviations_of_every_day_are_known(text: str) -> None:
    for word in text.split():
        assert read_aloud(word).doubts == [], word


def test_the_grammar_of_the_syllable_agrees_with_the_one_of_the_tests() -> None:
    raw = path("samples/items.toml").read_text("utf-8")
    for word in {*_words(raw), *"ngh cat quýt Thuở nghành cế kà giếng gì uỷ Ủy khuya oanh".split()}:
        assert is_syllable(word) == is_syllable_by_tests(word), word


def test_the_sample_bulletins_hold_no_doubt() -> None:
    for item in tomllib.loads(path("samples/items.toml").read_text("utf-8"))["item"]:
        assert [piece.written for piece in read_aloud(item["text"]).doubts] == []


def test_a_long_text_without_a_full_stop_is_read_to_its_end() -> None:
    text = "ngày 28/10/2025 UBND phường có 12 kg " * 800
    reading = read_aloud(text)
    assert reading.counted.syllables == 800 * count_syllables(read_aloud("ngày 28/10/2025 UBND phường có 12 kg").spoken)


def test_pieces_can_be_put_together() -> None:
    assert aloud(read_aloud("Họp lúc 7h30, tại UBND.\nMời bà con.").pieces) == (
        "Họp lúc bảy giờ ba mươi phút, tại Ủy ban nhân dân.\nMời bà con."
    )


def _words(text: str) -> list[str]:
    return [word for word in "".join(char if char.isalpha() else " " for char in text).split() if len(word) > 1]
