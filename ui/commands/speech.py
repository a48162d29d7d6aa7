"""speech: how long a text takes to read aloud, and what is read otherwise than written."""

from __future__ import annotations

from pathlib import Path

import click

from ttcs_desktop.vietnamese.speech import read_aloud
from ttcs_desktop.vietnamese.speech_timing import length_of
from ttcs_desktop.vietnamese.speech_wording import doubt_line, length_line, places_line, range_line
from ui.commands.base import INPUT_FILE, Session, Verb, text_of_file


@click.command(cls=Verb)
@click.argument("file", type=INPUT_FILE)
@click.pass_obj
def speech(session: Session, file: Path) -> None:
    """Ước lượng thời gian đọc một tệp chữ UTF-8, kèm các chỗ đọc khác chữ viết."""
    reading = read_aloud(text_of_file(file))
    length = length_of(reading.counted)
    differing = [piece for piece in reading.pieces if piece.differs]
    document = {
        "syllables": length.syllables,
        "seconds": round(length.seconds, 1),
        "fastest": round(length.low, 1),
        "slowest": round(length.high, 1),
        "pieces": [
            {"written": piece.written, "spoken": piece.spoken, "doubt": doubt_line(piece)} for piece in differing
        ],
    }
    lines = [length_line(length), range_line(length), places_line(reading.differing, reading.doubtful)]
    lines += [f"  {piece.written}: {piece.spoken}  {doubt_line(piece)}".rstrip() for piece in differing]
    session.emit(document, "\n".join(line for line in lines if line))
