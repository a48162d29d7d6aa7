"""Forms of the keeper's page as browsers send them: short fields, and a file that goes to the disk as it comes."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qs

from sync.hub.refusals import Refusal
from sync.media.contract import LARGEST
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.storage.files import told_of_our_folder

_MOST_FORM_BYTES = 1024 * 1024
_MOST_HEAD = 4096
_BOUNDARY = re.compile(r'multipart/form-data;\s*boundary="?([0-9A-Za-z\'()+_,./:=?-]{1,70})"?')
_NAME = re.compile(rb'[;\s]name="([^"]*)"')
_FILE_NAME = re.compile(rb'[;\s]filename="((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True, slots=True)
class Form:
    """What a form said; `file` lies in a temporary place until `drop`, under `file_name` as the browser called it."""

    fields: dict[str, str]
    file: Path | None = None
    file_name: str = ""

    def drop(self) -> None:
        """Throw the temporary file away."""
        if self.file is not None:
            with suppress(OSError):
                self.file.unlink()


async def read_form(content_type: str, body: AsyncIterator[bytes], folder: Path) -> Form:
    """A form of either kind that a browser sends; a file comes to `folder`.

    Raises:
        Refusal: `too_large`, `malformed`.
        EnvironmentProblem: `disk_full`, `folder_unsuitable`.
    """
    boundary = _BOUNDARY.fullmatch(content_type)
    if boundary is None:
        return Form(await _plain(body))
    parts = _Parts(b"\r\n--" + boundary[1].encode(), folder)
    try:
        async for piece in body:
            parts.feed(piece)
        return parts.form()
    except BaseException:
        parts.leave()
        raise


async def _plain(body: AsyncIterator[bytes]) -> dict[str, str]:
    raw = b""
    async for piece in body:
        raw += piece
        if len(raw) > _MOST_FORM_BYTES:
            raise Refusal(413, "too_large")
    try:
        found = parse_qs(raw.decode(), keep_blank_values=True, max_num_fields=50)
    except (UnicodeDecodeError, ValueError) as error:
        raise Refusal(400, "malformed") from error
    return {name: _line_ends(values[-1]) for name, values in found.items()}


class _Parts:
    """Reads parts between their borders; never holds more of a file than what a border may be cut in."""

    def __init__(self, border: bytes, folder: Path) -> None:
        self._border, self._folder = border, folder
        self._rest = b"\r\n"  # the first border stands at the beginning of the body
        self._in_head, self._ended, self._began = False, False, False
        self._name, self._held = "", bytearray()
        self._fields: dict[str, str] = {}
        self._size = 0
        self._file: Path | None = None
        self._file_name = ""
        self._handle: int | None = None

    def feed(self, piece: bytes) -> None:
        self._rest += piece
        while not self._ended and (self._read_head() if self._in_head else self._read_body()):
            pass

    def form(self) -> Form:
        if not self._ended:
            raise Refusal(400, "malformed")
        file = self._file
        if file is not None and not file.stat().st_size:  # no file was chosen
            file.unlink()
            file = None
        return Form(self._fields, file, self._file_name)

    def leave(self) -> None:
        self._close()
        if self._file is not None:
            self._file.unlink(missing_ok=True)

    def _read_body(self) -> bool:
        at = self._rest.find(self._border)
        ready = self._rest[: at if at >= 0 else max(0, len(self._rest) - len(self._border) + 1)]
        self._take(ready)
        self._rest = self._rest[len(ready) :]
        if at < 0 or len(self._rest) < len(self._border) + 2:
            return False
        self._end_part()
        self._ended = self._rest[len(self._border) :].startswith(b"--")
        self._rest = self._rest[len(self._border) :]
        self._in_head = self._began = True
        return True

    def _read_head(self) -> bool:
        at = self._rest.find(b"\r\n\r\n")
        if at < 0:
            if len(self._rest) > _MOST_HEAD:
                raise Refusal(400, "malformed")
            return False
        head, self._rest = self._rest[:at], self._rest[at + 4 :]
        name, file_name = _NAME.search(head), _FILE_NAME.search(head)
        if name is None or len(self._fields) > 50:
            raise Refusal(400, "malformed")
        self._name = name[1].decode(errors="replace")
        self._in_head = False
        if file_name is not None and self._file is None:
            self._file_name = file_name[1].decode(errors="replace")
            with told_of_our_folder():
                self._folder.mkdir(parents=True, exist_ok=True)
                self._handle, place = tempfile.mkstemp(dir=self._folder, prefix="form-")
            self._file = Path(place)
        return True

    def _take(self, ready: bytes) -> None:
        if not self._began:
            if ready.strip():
                raise Refusal(400, "malformed")
            return
        self._size += len(ready)
        if self._handle is not None:
            if self._size > LARGEST + _MOST_FORM_BYTES:
                raise Refusal(413, "too_large")
            with told_of_our_folder():
                os.write(self._handle, ready)
            return
        self._held += ready
        if len(self._held) > _MOST_FORM_BYTES:
            raise Refusal(413, "too_large")

    def _end_part(self) -> None:
        if not self._began:
            return
        if self._handle is None:
            self._fields[self._name] = _line_ends(self._held.decode(errors="replace"))
        self._held.clear()
        self._close()

    def _close(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n")
