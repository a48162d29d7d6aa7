"""What was corrected in an annex under review, kept from cell to cell: closing the window or a power cut loses none.

Kept by the file itself: the same annex read again, from wherever it lies, stands as it was left.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.ledger.drafts import Drafts
from ttcs_desktop.plans.service import ReadAnnex
from ttcs_desktop.plans.when import parse_when
from ui.pages.plans.review import ReviewRow

ROOM = "plans"


class ReviewKept:
    """The drafts of annexes under review."""

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._place = ""
        self._last: dict[str, Any] = {}

    def keep(self, read: ReadAnnex, rows: Sequence[ReviewRow], head: Sequence[str]) -> None:
        """Keep the rows that are not as they were read, and the plan's own row as typed."""
        body = {
            "file": read.source_name,
            "head": list(head),
            "rows": {_key(row): _said(row) for row, as_read in zip(rows, read.annex.tasks, strict=True)
                     if row.draft != as_read or len(row.open) != len(as_read.doubts)},
        }  # fmt: skip
        if body == self._last:
            return
        self._place, self._last = f"{ROOM}/{read.source_sha256}", body
        with suppress(EnvironmentProblem):  # the next cell tries again, and taking in tells it
            self._drafts.keep(self._place, body)

    def restore(self, read: ReadAnnex, rows: Sequence[ReviewRow], year: int | None) -> list[str] | None:
        """Put what was left into the rows; the plan's own row as it was typed, None where nothing was left."""
        body = self._drafts.under(ROOM).get(read.source_sha256)
        if body is None:
            return None
        self._place = f"{ROOM}/{read.source_sha256}"
        left: dict[str, Any] = body["rows"]
        for row in rows:
            if _key(row) in left:
                _take(row, left[_key(row)], year)
        return [str(text) for text in body["head"]]

    def put_away(self) -> None:
        """Nothing is left of the annex that was kept last: it was taken in, or the officer has left it."""
        if self._place:
            with suppress(EnvironmentProblem):
                self._drafts.drop(self._place)
        self._place, self._last = "", {}


def _key(row: ReviewRow) -> str:
    return f"{row.source.table}/{row.source.row}/{row.source.number}"


def _said(row: ReviewRow) -> dict[str, Any]:
    draft = row.draft
    return {
        "text": draft.text,
        "lead": list(draft.lead),
        "with": list(draft.with_),
        "when": draft.when_text if row.time_typed else None,
        "open": [[doubt.field, doubt.code] for doubt in row.open],
    }


def _take(row: ReviewRow, said: dict[str, Any], year: int | None) -> None:
    row.draft = replace(row.draft, text=said["text"], lead=tuple(said["lead"]), with_=tuple(said["with"]))
    if said["when"] is not None:
        row.set_time(said["when"], parse_when(said["when"], year=year))
    row.open = [doubt for doubt in row.open if [doubt.field, doubt.code] in said["open"]]
