"""A workbook of any length, row by row: its XML is read as it inflates, its shared texts lie in a temporary file.

What comes out is what `sheet.workbook_tables` reads of shorter ones: all visible sheets, merged cells filled.
"""

from __future__ import annotations

import tempfile
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple, overload
from xml.parsers import expat

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.grids.container import Container
from ttcs_desktop.grids.markup import local
from ttcs_desktop.grids.sheet import MAX_COLUMNS, place_of, refuse_unsafe, visible_sheets
from ttcs_desktop.grids.sheet_values import Values, lines, read_values

LONGEST_WORKBOOK = 2_000_000
"""Rows of all sheets together; Excel itself holds half as many in one."""
_SHEET_ROWS = 1_048_576
_MOST_TEXTS = 5_000_000
_MOST_MERGED = 4_000_000  # cells that merges fill
_LONGEST_TEXT = 32_767  # letters a cell of Excel holds
_REMEMBERED = 8_192
_MERGE = b"mergeCell"
Tell = Callable[[int, int], object]


class _Merge(NamedTuple):
    top: int
    left: int
    bottom: int
    right: int


def is_workbook(container: Container) -> bool:
    """Whether a file of Office is one of Excel. Raises InvalidInput: `file_old_excel` for a binary one."""
    if container.main.endswith(".bin"):
        raise InvalidInput("file", "file_old_excel")
    return local(container.document()) == "workbook"


def workbook_rows(container: Container, tell: Tell) -> Iterator[list[str]]:
    """The rows of the visible sheets, the sheet that was open first; hours to the second.

    Raises:
        InvalidInput: `table_too_long` beyond `LONGEST_WORKBOOK` rows; `file_macros`, `file_outside`, `file_hostile`,
            `file_damaged`, `file_bomb`.
    """
    refuse_unsafe(container)
    workbook = container.document()
    parts = [container.related_name(relation) for _, relation in visible_sheets(workbook)]
    there = sum(container.size(part) for part in parts if part)
    done = count = 0
    with _Texts() as texts:
        shared = container.sibling_name("sharedStrings")
        if shared:
            _TextReader(texts).read(container.chunks(shared), lambda _: tell(0, there))
        values = read_values(workbook, None, container.sibling("styles"), exact=True)
        values.texts = texts
        for part in filter(None, parts):
            reader = _SheetReader(values, _merges(container, part))
            for chunk in container.chunks(part):
                done += len(chunk)
                tell(min(done, there), there)
                for row in reader.feed(chunk):
                    count += 1
                    if count > LONGEST_WORKBOOK:
                        raise InvalidInput("file", "table_too_long", rows=LONGEST_WORKBOOK)
                    yield row
            yield from reader.end()


class _Texts(Sequence[str]):
    """The shared texts of a workbook, in a file of their own: a log names each of its moments but once."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  closed by __exit__
        self._ends = array("Q", [0])
        self._read = lru_cache(maxsize=_REMEMBERED)(self._read_one)

    def __enter__(self) -> _Texts:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, text: str) -> None:
        if len(self._ends) > _MOST_TEXTS:
            raise InvalidInput("file", "table_too_long", rows=LONGEST_WORKBOOK)
        self._ends.append(self._ends[-1] + self._file.write(text.encode()))

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, at: int) -> str: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...
    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        return [self._read(one) for one in range(*at.indices(len(self)))] if isinstance(at, slice) else self._read(at)

    def _read_one(self, at: int) -> str:
        self._file.seek(self._ends[at])
        return self._file.read(self._ends[at + 1] - self._ends[at]).decode()


class _Reader:
    """Reads a part by its tags, told without their namespace. One that brings its own entities is refused."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._letters
        self._text: list[str] = []
        self._length, self._taking, self._aside = 0, False, False

    def parse(self, chunk: bytes, *, last: bool = False) -> None:
        try:
            self._parser.Parse(chunk, last)
        except expat.ExpatError as error:
            raise InvalidInput("file", "file_damaged") from error

    def read(self, chunks: Iterable[bytes], tell: Callable[[int], object]) -> None:
        """The part as a whole."""
        for chunk in chunks:
            tell(len(chunk))
            self.parse(chunk)
        self.parse(b"", last=True)

    def starts(self, name: str, told: dict[str, str]) -> None:
        """A tag opens."""

    def ends(self, name: str) -> None:
        """A tag closes."""

    def taken(self) -> str:
        """The text since the last one was taken; readings for another script are no part of it."""
        text = "".join(self._text)
        self._text.clear()
        self._length = 0
        return text

    def _refuse(self, *_: object) -> None:
        raise InvalidInput("file", "file_hostile")

    def _start(self, name: str, told: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name in ("t", "v"):
            self._taking = not self._aside
        elif name == "rPh":
            self._aside = True
        else:
            self.starts(name, told)

    def _end(self, name: str) -> None:
        name = name.rpartition(":")[2]
        if name in ("t", "v"):
            self._taking = False
        elif name == "rPh":
            self._aside = False
        else:
            self.ends(name)

    def _letters(self, text: str) -> None:
        if self._taking and self._length <= _LONGEST_TEXT:
            self._text.append(text[:_LONGEST_TEXT])
            self._length += len(text)


class _TextReader(_Reader):
    """Reads the shared texts."""

    def __init__(self, texts: _Texts) -> None:
        super().__init__()
        self._texts = texts

    def ends(self, name: str) -> None:
        if name == "si":
            self._texts.add(lines(self.taken()))


class _MergeReader(_Reader):
    """Reads which cells of a sheet are merged."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[_Merge] = []
        self._filled = 0

    def starts(self, name: str, told: dict[str, str]) -> None:
        if name != "mergeCell":
            return
        begin, _, end = told.get("ref", "").partition(":")
        first, last = place_of(begin), place_of(end)
        if first is None or last is None or not (first[0] <= last[0] and first[1] <= last[1]):
            return
        merge = _Merge(*first, min(last[0], _SHEET_ROWS - 1), min(last[1], MAX_COLUMNS - 1))
        self._filled += (merge.bottom - merge.top + 1) * max(0, merge.right - merge.left + 1)
        if self._filled > _MOST_MERGED:
            raise InvalidInput("file", "file_bomb")
        self.found.append(merge)


def _merges(container: Container, part: str) -> list[_Merge]:
    """The merged cells of a sheet, from the top. They stand at the end of the part; most logs have none."""
    tail, there = b"", False
    for chunk in container.chunks(part):
        there = there or _MERGE in tail + chunk
        tail = chunk[-len(_MERGE) :]
    if not there:
        return []
    reader = _MergeReader()
    reader.read(container.chunks(part), bool)
    return sorted(reader.found)


class _SheetReader(_Reader):
    """Reads a sheet; rows are handed out as soon as they are whole."""

    def __init__(self, values: Values, merges: list[_Merge]) -> None:
        super().__init__()
        self._values, self._merges = values, merges
        self._ready: list[list[str]] = []
        self._row, self._last, self._column = -1, -1, -1
        self._cells: dict[int, str] = {}
        self._kind = self._style = ""
        self._held: dict[_Merge, str] = {}

    def feed(self, chunk: bytes) -> list[list[str]]:
        """The rows that are whole now, empty ones above them too."""
        self.parse(chunk)
        ready, self._ready = self._ready, []
        return ready

    def end(self) -> list[list[str]]:
        """What is left; raises InvalidInput where the part breaks off."""
        self.parse(b"", last=True)
        return self._ready

    def starts(self, name: str, told: dict[str, str]) -> None:
        if name == "row":
            number = told.get("r", "")
            self._row = int(number) - 1 if number.isdecimal() and int(number) else self._row + 1
            self._column = -1
            if not self._last < self._row < _SHEET_ROWS:
                raise InvalidInput("file", "file_damaged")
        elif name == "c":
            place = place_of(told.get("r", ""))
            self._column = place[1] if place else self._column + 1
            self._kind, self._style = told.get("t", ""), told.get("s", "")

    def ends(self, name: str) -> None:
        if name == "c":
            written = self.taken()
            inline = self._kind == "inlineStr"
            text = lines(written) if inline else self._values.shown(self._kind, written, self._style)
            if text and self._column < MAX_COLUMNS:
                self._cells[self._column] = text
        elif name == "row" and self._cells:
            for row in range(self._last + 1, self._row):
                self._put(row, {})
            self._put(self._row, self._cells)
            self._last, self._cells = self._row, {}

    def _put(self, row: int, cells: dict[int, str]) -> None:
        for merge in [one for one in self._held if one.bottom < row]:
            del self._held[merge]
        at = bisect_left(self._merges, (row,))
        while at < len(self._merges) and self._merges[at].top == row:
            self._held[self._merges[at]] = cells.get(self._merges[at].left, "")
            at += 1
        for merge, text in self._held.items():
            cells.update(dict.fromkeys(range(merge.left, merge.right + 1), text))
        self._ready.append([cells.get(column, "") for column in range(max(cells, default=-1) + 1)])
