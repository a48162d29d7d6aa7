"""Reads a PDF back with poppler: words with their boxes, and the ink of lines, in mm from the sheet's corner."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

MM_PER_POINT = 25.4 / 72
_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*)</word>')
_DESCENT_SHARE = 0.2163 / (0.8911 + 0.2163)  # of a word's box, by the metrics of Times New Roman and Tinos
_DPI = 300
_INK = 110


@dataclass(frozen=True, slots=True)
class Box:
    """A word on a page (from 1)."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def baseline(self) -> float:
        return self.bottom - (self.bottom - self.top) * _DESCENT_SHARE

    @property
    def size(self) -> float:
        """Type size in points."""
        return (self.bottom - self.top) / MM_PER_POINT / (0.8911 + 0.2163)


def read_words(pdf: Path) -> list[Box]:
    """Every word of the PDF in reading order."""
    found: list[Box] = []
    page = 0
    for line in _run("pdftotext", "-bbox", str(pdf), "-").splitlines():
        if "<page " in line:
            page += 1
        elif match := _WORD.search(line):
            sides = [float(side) * MM_PER_POINT for side in match.groups()[:4]]
            found.append(Box(page, *sides, html.unescape(match[5])))
    return found


def read_text(pdf: Path) -> str:
    return _run("pdftotext", str(pdf), "-")


def find(words: Sequence[Box], text: str, nth: int = 0) -> Box:
    """The box around a run of words that stand next to each other in reading order."""
    wanted = text.split()
    hits = [
        words[at : at + len(wanted)]
        for at in range(len(words) - len(wanted) + 1)
        if [word.text for word in words[at : at + len(wanted)]] == wanted
    ]
    assert len(hits) > nth, f"{text!r} is found {len(hits)} times"
    run = hits[nth]
    return Box(
        run[0].page,
        min(word.left for word in run),
        min(word.top for word in run),
        max(word.right for word in run),
        max(word.bottom for word in run),
        text,
    )


def embedded_fonts(pdf: Path) -> dict[str, bool]:
    """Font name → embedded with a map back to Unicode."""
    rows = _run("pdffonts", str(pdf)).splitlines()[2:]
    return {row.split()[0]: row.split()[-5] == "yes" and row.split()[-3] == "yes" for row in rows}


@dataclass(frozen=True, slots=True)
class Stroke:
    """A horizontal line of ink: its ends and its height on the page."""

    left: float
    right: float
    y: float

    @property
    def length(self) -> float:
        return self.right - self.left


def strokes(pdf: Path, page: int, folder: Path, shortest: float = 8.0) -> list[Stroke]:
    """Horizontal lines of ink longer than `shortest` mm, from the rendered page."""
    target = folder / f"page{page}"
    _run("pdftoppm", "-r", str(_DPI), "-gray", "-f", str(page), "-l", str(page), "-singlefile", str(pdf), str(target))
    image = QImage(str(target.with_suffix(".pgm")))
    mm = 25.4 / _DPI
    found: list[Stroke] = []
    for y in range(image.height()):
        row = bytes(image.constScanLine(y))[: image.width()]
        for match in re.finditer(rb"[\x00-\x6e]{%d,}" % int(shortest / mm), row):
            stroke = Stroke(match.start() * mm, match.end() * mm, (y + 0.5) * mm)
            if not any(abs(old.left - stroke.left) < 0.3 and abs(old.y - stroke.y) < 0.4 for old in found):
                found.append(stroke)
    return found


def _run(*command: str) -> str:
    if shutil.which(command[0]) is None:
        pytest.skip("poppler is not installed")
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8", timeout=60).stdout
