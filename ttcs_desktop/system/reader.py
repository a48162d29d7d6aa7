"""The program that reads a text aloud: espeak-ng, a separate program of its own licence (GPL), used where it is there.

It is looked for, never shipped; what is not there is no trouble.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from ttcs_desktop.basics.values import dataclass

_NAME: Final = "espeak-ng"
_FOLDER: Final = "eSpeak NG"  # of its Windows installer
_WINDOWS_ROOMS: Final = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)", "LOCALAPPDATA")
# As the voice "vi" of espeak-ng 1.51 reads the sample ward's items, 166 are the 230 syllables a minute of a newsreader.
_WORDS_A_MINUTE: Final = 166
_PHONEMES: Final = re.compile(r"\[(?=\[)")
_UNHEARD: Final = re.compile("[\u0000-\u0008\u000b-\u001f\u007f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Reader:
    """A program that was found, and how it is called: the text comes on its standard input, UTF-8."""

    program: Path
    arguments: tuple[str, ...] = ("-v", "vi", "-b", "1", "-s", str(_WORDS_A_MINUTE), "--stdin")


def find_reader(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Reader | None:
    """The program on PATH or in its usual folder; None where there is none.

    Only whole paths count: a program that lies in the folder somebody happens to work in is not started.
    """
    ending = ".exe" if platform == "win32" else ""
    for folder in _folders(environment, platform):
        program = folder / f"{_NAME}{ending}"
        if folder.is_absolute() and program.is_file() and os.access(program, os.X_OK):
            return Reader(program)
    return None


def _folders(environment: Mapping[str, str], platform: str) -> Iterator[Path]:
    for one in environment.get("PATH", "").split(os.pathsep):
        if one:
            yield Path(one.strip('"'))
    if platform == "win32":
        for room in _WINDOWS_ROOMS:
            if environment.get(room):
                yield Path(environment[room]) / _FOLDER
                yield Path(environment[room]) / "Programs" / _FOLDER


def as_heard(text: str) -> bytes:
    """A text as the program takes it: without what it would read as signs of its own ("[[" begins phonemes)."""
    return _UNHEARD.sub("", _PHONEMES.sub("[ ", text)).encode()
