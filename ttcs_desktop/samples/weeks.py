"""How a week of the sample ward is made: which pieces go into which edition, what plays again, what stands alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ttcs_desktop.basics.periods import Week
from ttcs_desktop.broadcast.model import Edition, Fill, Kind, Priority, Slot
from ttcs_desktop.content.model import Form, Item
from ttcs_desktop.samples.data import Piece
from ttcs_desktop.samples.frame import AFTERNOON, BULLETIN, COLUMN, ward_slot
from ttcs_desktop.samples.stage import Stage

_NOTICE_START, _NOTICE_MINUTES = dt.time(17, 20), 10
_NEW_ON = {1, 4}
_WEDNESDAY = 3


def prepare(stage: Stage, week: Week, days: Sequence[dt.date]) -> None:
    """Write what a week of the frame needs, fill its editions, set its notice; all of it waits for the leader."""
    for day in days:
        _morning(stage, day)
        _afternoon(stage, day)
    singles = [single for single in stage.ward["single"] if single["from"] in days and not single.get("urgent")]
    for single in singles:
        add_single(stage, single)
    taken = {day for single in singles for day in days if single["from"] <= day <= single["to"]}
    _weekly_notice(stage, week, [day for day in days if day not in taken])


def prepare_week23(stage: Stage) -> None:
    """The week on screen: mostly single items, its bulletins as editions of one day."""
    for row in stage.ward["week23"]:
        for day in row["days"]:
            if row.get("bulletin"):
                slot = stage.workspace.broadcast.timetable.add(_week23_slot(stage, row, day))
                parts = [stage.hand_in(key, stage.sample.pieces[key]) for key in row["items"]]
                _new_edition(stage, BULLETIN, slot, day, (_next_bulletin_title(stage), parts))
            elif "repeats" in row:
                slot = stage.workspace.broadcast.timetable.add(_week23_slot(stage, row, day))
                _repeat(stage, slot, day, stage.aired[BULLETIN, row["repeats"]])
            else:
                add_single(stage, {**row, "from": day, "to": day})


def add_single(stage: Stage, single: Mapping[str, Any]) -> Slot:
    """One item in a slot of its own."""
    piece = stage.sample.pieces[single["item"]]
    item = stage.hand_in(piece.key, piece)
    slot = _item_slot(stage, item, (single["from"], single["to"]), single["start"], single["minutes"])
    slot = replace(
        slot,
        kind=Kind(single.get("kind", "programme")),
        priority=Priority(single.get("priority", "normal")),
        source=single.get("source", slot.source),
        self_made="source" not in single,
        clusters=frozenset(stage.clusters[number] for number in single.get("clusters", ())),
    )
    return stage.workspace.broadcast.timetable.add(slot)


def _morning(stage: Stage, day: dt.date) -> None:
    programme = stage.ward["programme"]
    name = COLUMN if day.isoweekday() == _WEDNESDAY else BULLETIN
    slot = stage.slot_of(name, day)
    if slot is None:
        return
    if str(Week.of(day)) == programme["repeated_week"]:
        _repeat(stage, slot, day, _original(stage, (BULLETIN, COLUMN), day - dt.timedelta(days=7)))
    elif day.isoweekday() in _NEW_ON or day in programme["extra_bulletins"]:
        _new_edition(stage, BULLETIN, slot, day, (_next_bulletin_title(stage), _bulletin_parts(stage, day)))
    elif name == COLUMN:
        _column_edition(stage, COLUMN, slot, day)
    else:
        _repeat(stage, slot, day, _original(stage, (BULLETIN,), day))


def _afternoon(stage: Stage, day: dt.date) -> None:
    slot = stage.slot_of(AFTERNOON, day)
    if slot is None:
        return
    if str(Week.of(day)) == stage.ward["programme"]["repeated_week"]:
        _repeat(stage, slot, day, _original(stage, (AFTERNOON,), day - dt.timedelta(days=7)))
    elif day.isoweekday() in _NEW_ON:
        _column_edition(stage, AFTERNOON, slot, day)
    elif day.isoweekday() == _WEDNESDAY:
        _repeat(stage, slot, day, _original(stage, (BULLETIN, COLUMN), day))
    else:
        _repeat(stage, slot, day, _original(stage, (AFTERNOON,), day))


def _original(stage: Stage, names: Iterable[str], day: dt.date) -> Edition:
    """The newest edition of these series up to a day that is no repeat itself."""
    return max(
        (edition for (name, made), edition in stage.aired.items() if name in names and made <= day),
        key=lambda edition: edition.day,
    )


def _bulletin_parts(stage: Stage, day: dt.date) -> list[Item]:
    pieces = stage.sample.pieces.values()
    news = [piece for piece in pieces if piece.form is Form.NEWS and piece.column is None]
    longer = [piece for piece in pieces if piece.column is not None]
    chosen = [*_least_used(stage, news, day, 1), *_least_used(stage, longer, day, 2)]
    notice = _least_used(stage, stage.sample.monthly, day, 1, suffix=f"/{day.month}")[0]
    parts = [stage.hand_in(piece.key, piece) for piece in chosen]
    return [*parts, stage.hand_in(f"{notice.key}/{day.month}", _filled(notice, month=str(day.month)))]


def _column_edition(stage: Stage, name: str, slot: Slot, day: dt.date) -> None:
    turn = sum(known != BULLETIN for known, _ in stage.aired)
    kept = [one for one in stage.ward["column"] if day <= one.get("to", day)]
    column = kept[turn % len(kept)]
    pieces = [piece for piece in stage.sample.pieces.values() if piece.column == column["key"]]
    parts = [stage.hand_in(piece.key, piece) for piece in _least_used(stage, pieces, day, 2)]
    title = stage.ward["programme"]["column_title"].format(column=column["name"])
    _new_edition(stage, name, slot, day, (title, parts))


def _least_used(stage: Stage, pieces: Iterable[Piece], day: dt.date, count: int, suffix: str = "") -> list[Piece]:
    """The pieces that were in the fewest editions so far, in the order they are written down."""
    free = [piece for piece in pieces if day.month in piece.months and not piece.planned_only]
    chosen = sorted(free, key=lambda piece: stage.used.get(piece.key + suffix, 0))[:count]
    for piece in chosen:
        stage.used[piece.key + suffix] = stage.used.get(piece.key + suffix, 0) + 1
    return chosen


def _new_edition(stage: Stage, name: str, slot: Slot, day: dt.date, filled: tuple[str, list[Item]]) -> None:
    title, parts = filled
    versions = [item.version_id for item in parts if item.version_id]
    edition = stage.workspace.broadcast.timetable.set_edition(slot.id, day, versions, title=title)
    stage.aired[name, day] = edition
    stage.to_approve.append(edition)


def _repeat(stage: Stage, slot: Slot, day: dt.date, original: Edition) -> None:
    edition = stage.workspace.broadcast.timetable.set_edition(
        slot.id, day, original.parts, title=original.title, repeat_of=original.id
    )
    stage.to_approve.append(edition)


def _next_bulletin_title(stage: Stage) -> str:
    stage.bulletins += 1
    return str(stage.ward["programme"]["numbered"].format(number=stage.bulletins))


def _weekly_notice(stage: Stage, week: Week, days: Sequence[dt.date]) -> None:
    framed = [day for day in days if stage.slot_of(AFTERNOON, day) is not None]
    if not framed:
        return
    for piece in stage.sample.weekly:
        text = {"week": str(week.number), "first": f"{week.monday:%d/%m}", "last": f"{week.sunday:%d/%m}"}
        item = stage.hand_in(f"{piece.key}/{week}", _filled(piece, **text))
        slot = _item_slot(stage, item, (framed[0], framed[-1]), _NOTICE_START, _NOTICE_MINUTES)
        stage.workspace.broadcast.timetable.add(replace(slot, kind=Kind.INSERT))


def _item_slot(stage: Stage, item: Item, days: tuple[dt.date, dt.date], start: dt.time, minutes: int) -> Slot:
    return replace(ward_slot(stage, item.title, days, start, minutes), fill=Fill.ITEM, item_id=item.id)


def _week23_slot(stage: Stage, row: Mapping[str, Any], day: dt.date) -> Slot:
    return ward_slot(stage, stage.ward["programme"]["series"][BULLETIN], (day, day), row["start"], row["minutes"])


def _filled(piece: Piece, **words: str) -> Piece:
    return replace(piece, title=piece.title.format(**words), text=piece.text.format(**words))
