"""espeak-ng is found where it is, never where it should not be; the real one reads at a newsreader's pace."""

from __future__ import annotations

import os
import shutil
import subprocess
import wave
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ttcs_desktop.system.reader import Reader, as_heard, find_reader
from ttcs_desktop.vietnamese.speech import read_aloud

TEXT = "UBND phường họp ngày 28/10/2025 về phòng, chống đuối nước cho trẻ em. Mời bà con tới dự đông đủ."


def program_in(folder: Path, name: str = "espeak-ng", mode: int = 0o755) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / name
    made.write_text("#!/bin/sh\n", "utf-8")
    made.chmod(mode)
    return made


def test_it_is_found_on_the_path(tmp_path: Path) -> None:
    program_in(tmp_path / "a", mode=0o644)
    there = program_in(tmp_path / "b")
    path = os.pathsep.join(["", str(tmp_path / "gone"), str(tmp_path / "a"), str(tmp_path / "b")])
    assert find_reader({"PATH": path}, "linux") == Reader(there)
    assert find_reader({"PATH": str(tmp_path / "a")}, "linux") is None, "a file that is no program"
    assert find_reader({}, "linux") is None


def test_it_is_found_where_its_windows_installer_puts_it(tmp_path: Path) -> None:
    there = program_in(tmp_path / "Program Files" / "eSpeak NG", "espeak-ng.exe")
    environment = {"ProgramFiles": str(tmp_path / "Program Files"), "PATH": ""}
    assert find_reader(environment, "win32") == Reader(there)
    assert find_reader(environment, "linux") is None


def test_what_lies_in_the_working_folder_is_not_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program_in(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert find_reader({"PATH": f".{os.pathsep}{os.pathsep}"}, "linux") is None


def test_the_text_never_stands_on_the_command_line_and_is_vietnamese() -> None:
    asked = Reader(Path("espeak-ng")).arguments
    assert asked[:2] == ("-v", "vi")
    assert asked[-1] == "--stdin"


@given(st.text(st.characters() | st.sampled_from("[]\x00\x1b\ud800đ"), max_size=60))
@settings(max_examples=30)
def test_any_text_is_heard_as_a_text(text: str) -> None:
    heard = as_heard(text).decode("utf-8")
    assert "[[" not in heard
    assert not set(heard) & set(map(chr, (0, 7, 8, 11, 27, 31, 127)))
    if "[[" not in text and text.isprintable():
        assert heard == text


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_the_real_program_reads_at_about_the_pace_of_a_newsreader(tmp_path: Path) -> None:
    reader = find_reader()
    assert reader is not None
    reading = read_aloud(f"{TEXT}\n" * 4)
    sound = tmp_path / "a.wav"
    subprocess.run(
        [str(reader.program), *reader.arguments, "-w", str(sound)],
        input=as_heard(reading.spoken),
        check=True,
        timeout=60,
    )
    with wave.open(str(sound)) as file:
        seconds = file.getnframes() / file.getframerate()
    pace = reading.counted.syllables / seconds * 60
    assert 180 <= pace <= 280, "syllables a minute"
