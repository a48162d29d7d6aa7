"""What a received file holds: its words, its title, how long it plays; a file that cannot be trusted is refused."""

from __future__ import annotations

import hashlib
import os
import re
import wave
from collections.abc import Iterable
from pathlib import Path

from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.content.model import Doubt, Item, MediaKind
from ttcs_desktop.content.mpeg_sound import mp3_seconds
from ttcs_desktop.content.titles import title_in
from ttcs_desktop.grids.container import read_bytes
from ttcs_desktop.grids.plain_text import text_of_bytes
from ttcs_desktop.grids.word_text import TextLine, word_lines
from ttcs_desktop.storage.files import LARGEST, digest_of
from ttcs_desktop.vietnamese.legacy import from_tcvn3, from_vni, likeness, modern
from ttcs_desktop.vietnamese.text import fold_words, nfc

LONGEST = 300_000
"""Letters of the longest text that is taken for an item: about eight hours of reading."""
_ODD_LETTERS = 0.7
_HEAD = 1024
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufeff]")
_GAPS = re.compile(r"\n{3,}")
_WORDS = ".docx"
_PLAIN = ".txt"
_OLD_OFFICE = (".doc", ".rtf")  # read only to tell the officer what they are

# How a kind of file begins: the place, and any of the marks. A name that says otherwise is not believed.
_MEDIA: dict[str, tuple[MediaKind, int, tuple[bytes, ...]]] = {
    ".jpg": (MediaKind.IMAGE, 0, (b"\xff\xd8\xff",)),
    ".jpeg": (MediaKind.IMAGE, 0, (b"\xff\xd8\xff",)),
    ".png": (MediaKind.IMAGE, 0, (b"\x89PNG\r\n\x1a\n",)),
    ".gif": (MediaKind.IMAGE, 0, (b"GIF87a", b"GIF89a")),
    ".bmp": (MediaKind.IMAGE, 0, (b"BM",)),
    ".webp": (MediaKind.IMAGE, 8, (b"WEBP",)),
    ".heic": (MediaKind.IMAGE, 4, (b"ftyp",)),
    ".tif": (MediaKind.IMAGE, 0, (b"II*\0", b"MM\0*")),
    ".tiff": (MediaKind.IMAGE, 0, (b"II*\0", b"MM\0*")),
    ".wav": (MediaKind.AUDIO, 8, (b"WAVE",)),
    ".mp3": (
        MediaKind.AUDIO,
        0,
        (b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2", b"\xff\xe3", b"\xff\xe2"),
    ),
    ".m4a": (MediaKind.AUDIO, 4, (b"ftyp",)),
    ".aac": (MediaKind.AUDIO, 0, (b"\xff\xf1", b"\xff\xf9", b"ADIF")),
    ".ogg": (MediaKind.AUDIO, 0, (b"OggS",)),
    ".opus": (MediaKind.AUDIO, 0, (b"OggS",)),
    ".flac": (MediaKind.AUDIO, 0, (b"fLaC",)),
    ".amr": (MediaKind.AUDIO, 0, (b"#!AMR",)),
    ".wma": (MediaKind.AUDIO, 0, (b"\x30\x26\xb2\x75",)),
    ".mp4": (MediaKind.OTHER, 4, (b"ftyp",)),
}
ENDINGS = (_WORDS, _PLAIN, ".pdf", *_MEDIA)
"""The endings of files that can be taken in."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file as it was read, nothing taken in yet.

    Attributes:
        sha256, size: of the file's bytes; empty and 0 where it could not be read.
        seconds: how long sound plays; None where unknown and for everything else.
        refused: the code of why it cannot be taken in, with `details`; empty when it can.
        known: the item as which the same file or text was taken in before.
        twin: the name of the earlier file of the same batch that holds the same.
    """

    path: Path
    sha256: str = ""
    size: int = 0
    kind: MediaKind = MediaKind.OTHER
    title: str = ""
    text: str = ""
    seconds: int | None = None
    doubts: tuple[Doubt, ...] = ()
    refused: str = ""
    details: tuple[tuple[str, object], ...] = ()
    known: Item | None = None
    twin: str = ""

    @property
    def name(self) -> str:
        return nfc(self.path.name.encode(errors="surrogateescape").decode(errors="replace"))

    @property
    def can_be_taken(self) -> bool:
        return not self.refused and self.known is None and not self.twin


def read_arrival(path: Path) -> Arrival:
    """Read one file by its ending, and hold what is in it against that.

    Raises:
        InvalidInput: `file_empty`, `file_too_large`, `file_kind_unknown`, `file_not_as_named`, `file_damaged`,
            `file_bomb`, `file_hostile`, `file_encrypted`, `file_old_word`, `file_rich_text`, `file_not_text`,
            `file_old_font`, `item_text_too_long`.
        EnvironmentProblem: `file_unreadable`.
    """
    ending = path.suffix.lower()
    if ending not in (*ENDINGS, *_OLD_OFFICE):
        raise InvalidInput("file", "file_kind_unknown")
    if not path.is_file():  # also a pipe or a device, which would never end
        raise EnvironmentProblem("file_unreadable", name=path.name)
    if ending in (_WORDS, _PLAIN, *_OLD_OFFICE):
        data = read_bytes(path)
        lines, doubts = _words(data, ending)
        return _of_text(path, data, lines, doubts)
    return _of_media(path, ending)


def text_key(text: str) -> str:
    """What two texts have in common that differ in case, marks, spaces and punctuation only; empty for no words."""
    words = fold_words(text)
    return hashlib.sha256(words.encode()).hexdigest() if words else ""


def _words(data: bytes, ending: str) -> tuple[Iterable[TextLine], tuple[Doubt, ...]]:
    if ending == _PLAIN:
        text, from_old_font = text_of_bytes(data)
        return [TextLine(line) for line in text.splitlines()], (Doubt.OLD_FONT,) if from_old_font else ()
    try:
        return word_lines(data), ()
    except InvalidInput as trouble:
        if trouble.code in ("file_not_word", "file_pdf", "file_old_excel"):
            raise InvalidInput("file", "file_not_as_named") from trouble
        raise
    except RecursionError as error:
        raise InvalidInput("file", "file_hostile") from error


def _of_text(path: Path, data: bytes, lines: Iterable[TextLine], doubts: tuple[Doubt, ...]) -> Arrival:
    lines = [TextLine(_CONTROL.sub("", nfc(line.text)).strip(), line.heading) for line in lines]
    text = _GAPS.sub("\n\n", "\n".join(line.text for line in lines)).strip()
    if len(text) > LONGEST:
        raise InvalidInput("file", "item_text_too_long")
    now = modern(text)
    if now is None:
        raise InvalidInput("file", "file_old_font")
    if now.encoding != "unicode":  # letters of old fonts in a file of today: each stays in its line
        turn = from_tcvn3 if now.encoding == "tcvn3" else from_vni
        lines = [TextLine(turn(line.text), line.heading) for line in lines]
        text = now.text
        doubts = (*doubts, Doubt.OLD_FONT)
    if not text:
        doubts = (*doubts, Doubt.NO_TEXT)
    elif likeness(text) < _ODD_LETTERS:
        doubts = (*doubts, Doubt.ODD_LETTERS)
    title, guessed = title_in(lines)
    if text and guessed:
        doubts = (*doubts, Doubt.TITLE_GUESSED)
    digest = hashlib.sha256(data).hexdigest()
    return Arrival(path, digest, len(data), MediaKind.TEXT, title or _name_as_title(path), text, None, doubts)


def sound_or_picture(path: Path, ending: str) -> Arrival:
    """The same for a kept file, which has no ending of its own, when it is to be sound or a picture."""
    if ending not in _MEDIA or _MEDIA[ending][0] is MediaKind.OTHER:
        raise InvalidInput("file", "file_kind_unknown")
    return _of_media(path, ending)


def _of_media(path: Path, ending: str) -> Arrival:
    try:
        with path.open("rb") as stream:
            if os.fstat(stream.fileno()).st_size > LARGEST:
                raise InvalidInput("file", "file_too_large", limit_mb=LARGEST // (1024 * 1024))
            head = stream.read(_HEAD)
            stream.seek(0)
            kept = digest_of(stream)
    except OSError as error:
        raise EnvironmentProblem("file_unreadable", name=path.name) from error
    if not head:
        raise InvalidInput("file", "file_empty")
    if ending == ".pdf":
        kind, as_named = MediaKind.OTHER, b"%PDF-" in head
    else:
        kind, place, marks = _MEDIA[ending]
        as_named = head[place:].startswith(marks)
    if not as_named:
        raise InvalidInput("file", "file_not_as_named")
    seconds: int | None = None
    doubts: tuple[Doubt, ...] = (Doubt.NO_TEXT,)
    if ending == ".wav":
        seconds, cut = _wave_seconds(path, kept.size)
        doubts = (*doubts, Doubt.SOUND_CUT) if cut else doubts
    if ending == ".mp3":
        try:
            seconds, cut = mp3_seconds(path)
        except OSError as error:
            raise EnvironmentProblem("file_unreadable", name=path.name) from error
        doubts = (*doubts, Doubt.SOUND_CUT) if cut else doubts
    if kind is MediaKind.AUDIO and seconds is None:
        doubts = (*doubts, Doubt.LENGTH_UNKNOWN)
    return Arrival(path, kept.sha256, kept.size, kind, _name_as_title(path), "", seconds, doubts)


def _wave_seconds(path: Path, size: int) -> tuple[int | None, bool]:
    """Whole seconds of a WAV file, and whether it ends earlier than it says; None for a way of coding not known here.

    Raises InvalidInput("file", "file_damaged").
    """
    try:
        with wave.open(str(path), "rb") as sound:
            frame = sound.getnchannels() * sound.getsampwidth()
            frames, rate, start = sound.getnframes(), sound.getframerate(), sound.tell()
    except (wave.Error, EOFError, ValueError, ZeroDivisionError, OSError) as error:
        if str(error).startswith("unknown format"):
            return None, False
        raise InvalidInput("file", "file_damaged") from error
    if not frame or not rate or start:
        raise InvalidInput("file", "file_damaged")
    there = min(frames, size // frame)
    return round(there / rate), there < frames


def _name_as_title(path: Path) -> str:
    name = path.stem.encode(errors="surrogateescape").decode(errors="replace")
    return " ".join(nfc(name).replace("_", " ").split()) or path.name
