"""From items that wait for approval to the paper they go on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ttcs_desktop.broadcast.model import Airing
from ttcs_desktop.content.model import Item
from ttcs_desktop.content.papers import SheetLine, SheetPaper, submission_sheet
from ttcs_desktop.content.pipeline.model import Sheet
from ttcs_desktop.content.wording import FORMS, ORIGINS
from ttcs_desktop.office.wording import UNIT_KINDS
from ttcs_desktop.papers.model import Document
from ttcs_desktop.papers.wording import short_date, weekday
from ttcs_desktop.vietnamese.speech import read_aloud
from ttcs_desktop.vietnamese.speech_wording import in_words
from ttcs_desktop.workspace import Workspace

_AHEAD_DAYS, _DAYS_NAMED = 28, 3
_SUMMARY_LETTERS = 700


def sheet_document(workspace: Workspace, sheet: Sheet, *, whole: bool = True) -> Document:
    """The paper of a sheet, with the wordings that were handed in; `whole` prints every word of them.

    Raises:
        InvalidInput: `record_gone` when an item of it is no more.
    """
    first = sheet.made_on
    unit = workspace.office.unit(first)
    airings = workspace.broadcast.timetable.days(first, first + dt.timedelta(days=_AHEAD_DAYS))
    writer = workspace.office.person(workspace.ledger.actor)
    unit_words = f"{UNIT_KINDS[unit.kind]} {unit.name}"
    asked = [f"Lãnh đạo Ủy ban nhân dân {unit_words}"]
    if workspace.office.boards.board_on(first) is not None:
        asked.append(f"Trưởng Ban biên tập {unit_words}")
    lines = [
        _line(workspace.content.item(item_id), _text(workspace, version_id, item_id), version_id, airings, whole=whole)
        for item_id, version_id in sheet.covers
    ]
    return submission_sheet(
        SheetPaper(
            unit_kind=UNIT_KINDS[unit.kind],
            unit_name=unit.name,
            station=workspace.broadcast.inventory.the_station().name,
            day=first,
            addressees=tuple(asked),
            writer=writer.name if writer else "",
            writer_position=writer.position if writer else "",
            lines=tuple(lines),
            trial=workspace.is_trial,
        )
    )


def _text(workspace: Workspace, version_id: str, item_id: str) -> str:
    return next((one.text for one in workspace.content.versions(item_id) if one.id == version_id), "")


def _line(item: Item, text: str, version_id: str, airings: Sequence[Airing], *, whole: bool) -> SheetLine:
    reading = read_aloud(text)
    paragraphs = tuple(part.strip() for part in text.splitlines() if part.strip())
    shown = paragraphs if whole else _beginning(paragraphs)
    planned = [one for one in airings if one.slot.item_id == item.id or version_id in one.versions]
    days = [f"{one.start:%H:%M} {weekday(one.day)} {short_date(one.day)}" for one in planned]
    more = [f"và {len(days) - _DAYS_NAMED} buổi nữa"] if len(days) > _DAYS_NAMED else []
    return SheetLine(
        title=item.title,
        form=FORMS[item.form],
        spoken=in_words(round(reading.length().seconds)),
        source=item.source or ORIGINS[item.origin],
        days=(*days[:_DAYS_NAMED], *more),
        text=shown,
        cut=None if shown == paragraphs else reading.counted.syllables,
    )


def _beginning(paragraphs: Sequence[str]) -> tuple[str, ...]:
    """The first paragraphs up to the length of a summary, always one; a long one ends at a word."""
    kept: list[str] = []
    room = _SUMMARY_LETTERS
    for part in paragraphs:
        if kept and len(part) > room:
            break
        if len(part) > room:
            kept.append(part[:room].rsplit(" ", 1)[0].rstrip(",;: ") + "…")
            break
        kept.append(part)
        room -= len(part)
    return tuple(kept)
