"""Opens a Word or Excel file that may come from anywhere, and hands out its XML only after it proved harmless.

Nothing a file says about its own sizes is believed: members are counted while they inflate.
"""

from __future__ import annotations

import io
import os
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from docx.oxml import parse_xml

from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput
from ttcs_desktop.grids.markup import Element

MAX_FILE = 50 * 1024 * 1024
MAX_INFLATED = 256 * 1024 * 1024
MAX_RATIO = 200
MAX_LONG_FILE, MAX_LONG_INFLATED = 200 * 1024 * 1024, 2 * 1024**3  # of files that are never held as a whole
MAX_PART = 32 * 1024 * 1024
MAX_TAGS = 2_000_000
MAX_MEMBERS = 5_000
_CHUNK = 1024 * 1024
_PIECE = 64 * 1024  # what is read out of a long part at once
_HARMLESS = 16 * 1024 * 1024  # below this a high ratio is only repetitive text

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ZIP = b"PK"
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # all the format allows, and all that inflates in small steps
_NOT_WORD = "file_not_word"
_OLD = (("EncryptedPackage", "file_encrypted"), ("WordDocument", "file_old_word"), ("Workbook", "file_old_excel"))
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError)


_FORMATS = (  # how other files begin, and what the officer is told of them
    (b"%PDF-", "file_pdf"),
    (b"{\\rtf", "file_rich_text"),
)


class Container:
    """The zip inside a .docx or .xlsx file, checked. Parts are read by the relationship that names them.

    Attributes:
        main: the name of the main part: "word/document.xml", "xl/workbook.xml".
        names: the names of all parts.
    """

    def __init__(self, data: bytes) -> None:
        """Raises InvalidInput("file", …) for what the bytes are."""
        _refuse_other_formats(data)
        self._check(io.BytesIO(data), len(data), MAX_INFLATED)

    @classmethod
    def long(cls, path: Path) -> Self:
        """A file whose parts are read by `chunks` and need not fit into memory; `close` it.

        Raises:
            InvalidInput: as the constructor.
            EnvironmentProblem: `file_unreadable`.
        """
        made = cls.__new__(cls)
        try:
            size = path.stat().st_size
            with path.open("rb") as stream:
                head = stream.read(len(_OLE))
        except OSError as error:
            raise EnvironmentProblem("file_unreadable", name=path.name) from error
        if size > MAX_LONG_FILE:
            raise InvalidInput("file", "file_too_large", limit_mb=MAX_LONG_FILE // (1024 * 1024))
        _refuse_other_formats(head if head.startswith(_ZIP) else read_bytes(path))
        made._check(path, size, MAX_LONG_INFLATED)
        return made

    def close(self) -> None:
        """Let the file go."""
        self._zip.close()

    def _check(self, source: io.BytesIO | Path, size: int, most: int) -> None:
        try:
            self._zip = zipfile.ZipFile(source)
            members = self._zip.infolist()
        except _DAMAGE as error:
            raise InvalidInput("file", "file_damaged") from error
        if len(members) > MAX_MEMBERS:
            raise InvalidInput("file", "file_bomb")
        if any(member.flag_bits & 1 for member in members):
            raise InvalidInput("file", "file_encrypted")
        if any(member.compress_type not in _METHODS for member in members):
            raise InvalidInput("file", "file_damaged")
        self._count_while_inflating(members, size, most)
        self.names = frozenset(member.filename for member in members)
        self.main = self._main_part()

    def document(self) -> Element:
        """The root of the main part."""
        return self._xml(self.main)

    def sibling(self, kind: str) -> Element | None:
        """The part the main one names by a relationship ending in `kind` ("numbering", "styles"), or None."""
        part = self.sibling_name(kind)
        return self._xml(part) if part else None

    def sibling_name(self, kind: str) -> str:
        """The name of that part, or empty."""
        folder, name = posixpath.split(self.main)
        target = self._target(posixpath.join(folder, "_rels", f"{name}.rels"), kind)
        part = posixpath.normpath(posixpath.join(folder, target)) if target else ""
        return part if part in self.names else ""

    def related(self, relation: str) -> Element | None:
        """The part the main one names by a relationship's id ("rId3"); None where it is not inside the file."""
        part = self.related_name(relation)
        return self._xml(part) if part else None

    def related_name(self, relation: str) -> str:
        """The name of that part; empty where it is not inside the file."""
        folder, name = posixpath.split(self.main)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        for relationship in self._xml(rels) if rels in self.names else ():
            if relationship.get("Id") == relation and relationship.get("TargetMode") != "External":
                target = _relative(str(relationship.get("Target", "")), rels)
                part = posixpath.normpath(posixpath.join(folder, target))
                return part if part in self.names else ""
        return ""

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part as it inflates, piece by piece. Raises InvalidInput: `file_damaged`."""
        try:
            with self._zip.open(name) as stream:
                while chunk := stream.read(_PIECE):
                    yield chunk
        except _DAMAGE as error:
            raise InvalidInput("file", "file_damaged") from error

    def size(self, name: str) -> int:
        """How long a part says it is."""
        return self._zip.getinfo(name).file_size

    def _main_part(self) -> str:
        main = self._target("_rels/.rels", "officeDocument")
        if not main and "word/document.xml" in self.names:
            main = "word/document.xml"
        if not main:  # other zips say what they are, as those of OpenDocument do
            sound = "[Content_Types].xml" in self.names or "mimetype" in self.names
            raise InvalidInput("file", _NOT_WORD if sound else "file_damaged")
        if main not in self.names:
            raise InvalidInput("file", "file_damaged")
        return main

    def _target(self, rels: str, kind: str) -> str:
        if rels not in self.names:
            return ""
        for relationship in self._xml(rels):
            if str(relationship.get("Type", "")).endswith(f"/{kind}"):
                target = str(relationship.get("Target", ""))
                return target.lstrip("/") if rels == "_rels/.rels" else _relative(target, rels)
        return ""

    def _xml(self, name: str) -> Element:
        try:
            with self._zip.open(name) as stream:
                data = stream.read(MAX_PART + 1)
        except (KeyError, *_DAMAGE) as error:
            raise InvalidInput("file", "file_damaged") from error
        if len(data) > MAX_PART or data.count(b"<") > MAX_TAGS:
            raise InvalidInput("file", "file_bomb")
        bare = data.replace(b"\0", b"")
        if b"<!DOCTYPE" in bare or b"<!ENTITY" in bare:
            raise InvalidInput("file", "file_hostile")
        try:
            root = parse_xml(data)
        except (SyntaxError, ValueError) as error:
            raise InvalidInput("file", "file_damaged") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise InvalidInput("file", "file_hostile")
        return root

    def _count_while_inflating(self, members: list[zipfile.ZipInfo], packed: int, most: int) -> None:
        total = 0
        for member in members:
            try:
                with self._zip.open(member) as stream:
                    while chunk := stream.read(_CHUNK):
                        total += len(chunk)
                        if total > most or (total > _HARMLESS and total > MAX_RATIO * packed):
                            raise InvalidInput("file", "file_bomb")
            except _DAMAGE as error:
                raise InvalidInput("file", "file_damaged") from error


def _relative(target: str, rels: str) -> str:
    """A target as seen from the folder of the part that owns `rels`; absolute targets are turned around."""
    if not target.startswith("/"):
        return target
    owner = posixpath.dirname(posixpath.dirname(rels))
    return posixpath.relpath(target.lstrip("/"), owner or ".")


def read_bytes(path: Path) -> bytes:
    """The bytes of a file of at most `MAX_FILE`.

    Raises:
        InvalidInput: `file_empty`, `file_too_large`.
        EnvironmentProblem: `file_unreadable` for the disk.
    """
    try:
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            data = stream.read(size) if size <= MAX_FILE else b"too large"
    except OSError as error:
        raise EnvironmentProblem("file_unreadable", name=path.name) from error
    if not data:
        raise InvalidInput("file", "file_empty")
    if size > MAX_FILE:
        raise InvalidInput("file", "file_too_large", limit_mb=MAX_FILE // (1024 * 1024))
    return data


def is_office(data: bytes) -> bool:
    """Whether bytes begin like a file of Word or Excel, new or old."""
    return data.startswith((_ZIP, _OLE))


def _refuse_other_formats(data: bytes) -> None:
    if data.startswith(_OLE):
        raise InvalidInput("file", next((code for mark, code in _OLD if mark.encode("utf-16-le") in data), _NOT_WORD))
    for mark, code in _FORMATS:
        if data.startswith(mark):
            raise InvalidInput("file", code)
    if not data.startswith(_ZIP):
        raise InvalidInput("file", _NOT_WORD)
