"""Seconds, slots, and a rate out of recordings."""

import shutil
import subprocess
import tomllib
import wave

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from resources import path
from ttcs_desktop.vietnamese.speech import read_aloud
from ttcs_desktop.vietnamese.speech_calibration import PAUSE_SCALES, calibrate
from ttcs_desktop.vietnamese.speech_dictionary import shipped
from ttcs_desktop.vietnamese.speech_model import Doubt, Why
from ttcs_desktop.vietnamese.speech_timing import Counted, Length, Voice, fit, length_of, usual_voice
from ttcs_desktop.vietnamese.speech_wording import (
    DOUBTS,
    WHYS,
    about,
    doubt_line,
    fit_line,
    in_words,
    length_line,
    minutes,
    places_line,
    range_line,
)

COUNTED = st.builds(
    Counted, st.integers(50, 3000), st.integers(0, 80), st.integers(0, 20), st.integers(0, 60), st.integers(0, 20)
)


def items() -> list[str]:
    return [item["text"] for item in tomllib.loads(path("samples/items.toml").read_text("utf-8"))["item"]]


def test_a_usual_bulletin_takes_its_syllables_over_the_rate() -> None:
    """What the rate means: a stopwatch over the sample bulletins, their pauses counted in."""
    readings = [read_aloud(text).counted for text in items()]
    syllables = sum(one.syllables for one in readings)
    silence = sum(one.silence for one in readings)
    assert shipped().usual_pause == pytest.approx(silence / syllables, rel=0.03)
    seconds = sum(length_of(one).seconds for one in readings)
    assert seconds == pytest.approx(syllables * 60 / 230, rel=0.01)


def test_more_pauses_take_longer_and_a_faster_voice_is_sooner_over() -> None:
    plain, paused = Counted(230, stops=10), Counted(230, stops=20)
    assert length_of(paused).seconds == pytest.approx(length_of(plain).seconds + 10 * 0.6)
    length = length_of(plain)
    assert length.low < length.seconds < length.high
    assert usual_voice().rate == 230


@given(COUNTED)
def test_a_range_holds_the_estimate(counted: Counted) -> None:
    length = length_of(counted)
    assert 0 <= length.low <= length.seconds <= length.high


def test_a_slot_is_compared_as_it_is_shown() -> None:
    length = Length(275.4, 240, 350, 1054, 230)
    over = fit(length, 240)
    assert (over.over, over.cut) == (35, 134)
    assert fit_line(over) == "4'35\", vượt khung 35 giây, bớt khoảng 130 âm tiết"
    assert fit_line(fit(length, 300)) == "4'35\", khung còn trống 25 giây"
    assert fit_line(fit(length, 275)) == "4'35\", vừa khung"
    assert fit_line(fit(length, 200)) == "4'35\", vượt khung 1 phút 15 giây, bớt khoảng 290 âm tiết"


@given(COUNTED, st.integers(10, 1200))
def test_cutting_what_is_said_to_be_cut_mends_it(counted: Counted, slot: int) -> None:
    found = fit(length_of(counted), slot)
    if found.over > 0:
        assert found.cut * 60 / 230 == pytest.approx(found.over, abs=0.2)
    else:
        assert found.cut == 0


def test_words_of_length() -> None:
    length = Length(275.4, 243, 351, 1054, 230)
    assert length_line(length) == "≈ 4'35\" (230 âm tiết/phút)"
    assert range_line(length) == "1.054 âm tiết; đọc nhanh 4'03\", đọc chậm 5'51\""
    assert [minutes(one) for one in (0, 8.4, 59.6, 60, 3600)] == ["0'00\"", "0'08\"", "1'00\"", "1'00\"", "60'00\""]
    assert [in_words(one) for one in (5, 60, 65, 120)] == ["5 giây", "1 phút", "1 phút 05 giây", "2 phút"]
    assert [about(one) for one in (1, 4, 7, 13, 23, 134, 136)] == [1, 5, 5, 15, 20, 130, 140]
    assert places_line(12, 0) == "12 chỗ đọc khác chữ viết"
    assert places_line(12, 2) == "12 chỗ đọc khác chữ viết, 2 chỗ cần xem"
    assert places_line(0, 0) == ""


def test_every_reason_and_every_doubt_has_words() -> None:
    assert set(WHYS) == set(Why)
    assert set(DOUBTS) == set(Doubt)
    assert doubt_line(read_aloud("TT").doubts[0]).startswith("Cũng có thể là thông tư")
    assert doubt_line(read_aloud("a@b.vn").doubts[0]) == DOUBTS[Doubt.ADDRESS]
    assert doubt_line(read_aloud("UBND").pieces[0]) == ""


@given(st.lists(COUNTED, min_size=5, max_size=10, unique=True), st.floats(190, 250), st.floats(0.6, 1.6))
def test_a_voice_is_found_again_from_its_recordings(counted: list[Counted], rate: float, scale: float) -> None:
    voice = Voice(rate, 180, 260, scale)
    found = calibrate((one, voice.seconds(one)) for one in counted)
    assert found.error is not None
    assert found.error < 1e-3 or found.bounded
    for one in counted:
        assert found.voice.seconds(one) == pytest.approx(voice.seconds(one), rel=0.01) or found.bounded


@given(st.lists(st.tuples(COUNTED, st.floats(1, 5000)), min_size=2, max_size=8))
def test_nothing_within_bounds_misses_less(samples: list[tuple[Counted, float]]) -> None:
    """Against a coarse search over the whole box, which knows no calculus."""
    found = calibrate(samples)
    assume(len(samples) < 3 or len({round(one.silence / one.syllables, 4) for one, _ in samples}) > 1)
    low, high = PAUSE_SCALES if len(samples) >= 3 else (1.0, 1.0)
    assert low <= found.voice.pause_scale <= high
    assert 180 - 1e-6 <= found.voice.rate <= 260 + 1e-6

    def miss(pace: float, scale: float) -> float:
        estimates = ((one.syllables * pace + scale * one.extra_silence) / seconds for one, seconds in samples)
        return sum((estimate - 1) ** 2 for estimate in estimates)

    best = miss(60 / found.voice.rate, found.voice.pause_scale)
    for step in range(11):
        pace = 60 / 260 + (60 / 180 - 60 / 260) * step / 10
        for other in range(11):
            assert best <= miss(pace, low + (high - low) * other / 10) * (1 + 1e-6) + 1e-9


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_ten_recordings_of_a_real_voice_are_met_within_eight_hundredths(tmp_path) -> None:
    """A machine's voice reads what we say is read; half of its recordings foretell the other half."""
    texts = items()
    samples = []
    for number in range(0, 80, 8):
        reading = read_aloud("\n".join(texts[number : number + 3]))
        sound = tmp_path / f"{number}.wav"
        subprocess.run(["espeak-ng", "-v", "vi", "-s", "160", "-w", str(sound), reading.spoken], check=True)
        with wave.open(str(sound)) as recorded:
            samples.append((reading.counted, recorded.getnframes() / recorded.getframerate()))
    found = calibrate(samples)
    assert (found.samples, found.bounded) == (10, False)
    assert found.worst is not None
    assert found.worst < 0.08
    voice = calibrate(samples[:5]).voice
    assert max(abs(voice.seconds(one) - seconds) / seconds for one, seconds in samples[5:]) < 0.08


def test_without_recordings_the_voice_is_the_usual_one() -> None:
    for samples in ([], [(Counted(230), 60.0)], [(Counted(0), 60.0), (Counted(230), 0.0), (Counted(230), 60.0)]):
        found = calibrate(samples)
        assert (found.voice, found.error, found.worst) == (usual_voice(), None, None)


def test_recordings_that_no_newsreader_makes_are_held_at_the_bound_and_said() -> None:
    slow = calibrate([(Counted(230), 200.0), (Counted(460), 400.0)])
    assert slow.bounded
    assert slow.voice.rate == pytest.approx(180)
    assert slow.error is not None
    assert slow.error > 0.5


def test_two_recordings_give_a_rate_and_leave_the_pauses_alone() -> None:
    found = calibrate([(Counted(230, 5, 0, 5), 64.0), (Counted(460, 20, 0, 12), 125.0)])
    assert found.voice.pause_scale == 1
    assert found.samples == 2
    assert not found.bounded
    assert found.worst is not None
    assert found.voice.slowest < found.voice.rate < found.voice.fastest


def test_recordings_that_are_all_alike_give_a_rate() -> None:
    same = [(Counted(230, 5, 0, 5), 60.0 + step) for step in (-1, 0, 1)]
    found = calibrate(same)
    assert 180 <= found.voice.rate <= 260
    assert found.worst == pytest.approx(1 / 60, rel=0.2)
