"""Files as an office receives them, made for tests."""

from __future__ import annotations

import unicodedata
import wave
from pathlib import Path

from docx import Document

from ttcs_desktop.vietnamese import legacy

BODY = "Trạm Y tế phường mời bà con đưa trẻ dưới năm tuổi đến tiêm chủng đúng hẹn."


def word_file(path: Path, *paragraphs: str, heading: str = "", rows: tuple[tuple[str, ...], ...] = ()) -> Path:
    document = Document()
    if heading:
        document.add_heading(heading, 1)
    for one in paragraphs:
        document.add_paragraph(one)
    if rows:
        table = document.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    document.save(str(path))
    return path


def text_file(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def wave_file(path: Path, seconds: float, rate: int = 8000) -> Path:
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(bytes(2 * round(seconds * rate)))
    return path


def mp3_frames(seconds: float, *, counted: bool = False, tagged: bool = False) -> bytes:
    """An MP3 of silence, 128 kbit/s at 44,100 Hz; `counted` with the header that says how many frames there are."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)  # 417 bytes of 1152 samples
    count = round(seconds * 44_100 / 1152)
    head = b""
    if counted:
        head = frame[:36] + b"Xing" + (1).to_bytes(4, "big") + count.to_bytes(4, "big")
        head += bytes(417 - len(head))
    tag = b"ID3\x04\x00\x00\x00\x00\x02\x00" + bytes(256) if tagged else b""
    return tag + head + frame * count


def in_tcvn3(text: str) -> bytes:
    """A text as a program with an ABC font saves it: letters that the code has not stay out."""
    back = {new: old for old, new in legacy._TCVN3.items()}
    return "".join(back.get(char, char) for char in text).encode("latin-1")


def in_vni(text: str) -> bytes:
    """A text as a program with a VNI font saves it."""
    return "".join(_vni_letter(char, unicodedata.normalize("NFD", char)) for char in text).encode("latin-1")


def _vni_letter(char: str, parts: str) -> str:
    small = char.lower()
    single = {new: old for old, new in legacy._VNI_LETTERS.items()}
    if small in single:
        return single[small] if char == small else single[small].upper()
    base, marks = parts[0], parts[1:]
    if "\u031b" in marks:  # ơ, ư with a tone: the letter of VNI, then the tone
        base = {"o": "ô", "O": "Ô", "u": "ö", "U": "Ö"}[base]
        marks = marks.replace("\u031b", "")
    if not marks:
        return base
    wanted = sorted(marks)
    code = next(old for old, new in legacy._VNI_MARKS.items() if sorted(new) == wanted)
    return base + (code.upper() if char.isupper() else code)
