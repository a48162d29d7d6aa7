"""Puts pieces on pages: nothing is cut, what is bound stays together, a table's head stands again on each page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ui.kit.paper.marks import LaidPage, Mark, Piece, extent, moved

_SLACK = 1.0  # 1/100 pt


def paginate(pieces: Sequence[Piece], height: float) -> list[LaidPage]:
    """Pages of `height`; always at least one. A bound run taller than a page gives way from its beginning."""
    stack = _Stack(height)
    for run in _runs([part for piece in pieces for part in _cut(piece, height)]):
        rest = list(run)
        if rest[0].new_section or rest[0].new_page:
            stack.turn(section=rest[0].new_section)
        while len(rest) > 1 and _needs(rest, fresh=True) > height + _SLACK:
            stack.put([rest.pop(0)])
        stack.put(rest)
    return stack.finish()


def _cut(piece: Piece, height: float) -> Iterator[Piece]:
    """A piece taller than a page (a title of a thousand words, a list of a hundred offices) between its lines."""
    while piece.height > height + _SLACK:
        upper = tuple(mark for mark in piece.marks if extent(mark)[1] <= height)
        lower = tuple(mark for mark in piece.marks if extent(mark)[1] > height)
        if not upper or not lower:
            break
        start = min(extent(mark)[0] for mark in lower)
        yield replace(piece, height=start, marks=upper, keep=False)
        piece = replace(
            piece,
            height=piece.height - start,
            marks=moved(lower, -start),
            before=0.0,
            opens=False,
            new_section=False,
            new_page=False,
        )
    yield piece


def _runs(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    run: list[Piece] = []
    for piece in pieces:
        if run and piece.new_page:
            yield run
            run = []
        run.append(piece)
        if not piece.keep:
            yield run
            run = []
    if run:
        yield run


def _needs(run: Sequence[Piece], *, fresh: bool) -> float:
    """Height of a run where it stands now, or at the top of a page."""
    total = 0.0
    for at, piece in enumerate(run):
        on_top = fresh and at == 0
        total += piece.height + (0.0 if on_top else piece.before)
        total += piece.lead_height if on_top or piece.opens else 0.0
    return total


class _Stack:
    """The page being filled and those before it."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._pages: list[LaidPage] = []
        self._marks: list[Mark] = []
        self._y = 0.0
        self._empty = True
        self._number = 1

    def turn(self, *, section: bool = False) -> None:
        """Begin a page; a section begins only where something stands before it, and counts from 1."""
        if self._empty:
            return
        self._pages.append(LaidPage(tuple(self._marks), self._number))
        self._marks, self._y, self._empty = [], 0.0, True
        self._number = 1 if section else self._number + 1

    def put(self, run: Sequence[Piece]) -> None:
        if not self._empty and self._y + _needs(run, fresh=False) > self._height + _SLACK:
            self.turn()
        for piece in run:
            on_top = self._empty
            self._y += 0.0 if on_top else piece.before
            if on_top or piece.opens:
                self._marks += moved(piece.lead, self._y)
                self._y += piece.lead_height
            self._marks += moved(piece.marks, self._y)
            self._y += piece.height
            self._empty = False

    def finish(self) -> list[LaidPage]:
        self._pages.append(LaidPage(tuple(self._marks), self._number))
        return self._pages
