"""Which log entries a witness contradicts, with what each side says: what an officer needs in order to explain them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.periods import Window
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.log import agrees
from ttcs_desktop.broadcast.logbook import LogBook
from ttcs_desktop.broadcast.model import LogEntry, Witness, WitnessKind
from ttcs_desktop.vietnamese.typed import format_number
from ui.kit import theme
from ui.kit.labels import set_flag
from ui.kit.table.columns import Column
from ui.kit.table.view import HEAD, ROW_TIGHT, GridView

_SHOWN_ROWS = 5
_WHO = {
    WitnessKind.HAND: "Ghi tay",
    WitnessKind.VENDOR: "Máy phát",
    WitnessKind.OTHER_PC: "Máy khác",
}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One entry and one witness that says otherwise."""

    id: str
    entry_id: str
    day: dt.date
    start: dt.time
    title: str
    ours: str
    theirs: str


def contradictions(log: LogBook, window: Window) -> list[Contradiction]:
    """The entries of a window that a witness contradicts, by day and hour; one line for each such witness."""
    found = log.contradicted(window.start, window.cut_off)
    if not found:
        return []
    written = {entry.id: entry for entry in log.book(found[0].day, found[-1].day)}
    witnesses: dict[str, list[Witness]] = {}
    for witness in log.witnesses(list(written)):
        witnesses.setdefault(witness.entry_id, []).append(witness)
    return [one for entry in found for one in _of(entry, written, witnesses)]


def by_entry(found: Sequence[Contradiction]) -> dict[str, str]:
    """What the other witnesses say, by the entry they contradict."""
    told: dict[str, str] = {}
    for one in found:
        told[one.entry_id] = f"{told[one.entry_id]}; {one.theirs}" if one.entry_id in told else one.theirs
    return told


def contradiction_table(found: Sequence[Contradiction], parent: QWidget | None = None) -> GridView:
    """The entries as a table to walk through with the arrow keys."""
    table = GridView(
        [
            Column("Ngày", lambda one: one.day, 62, shown=lambda one: f"{one.day:%d/%m}"),
            Column("Giờ", lambda one: f"{one.start:%H:%M}", 62),
            Column("Chương trình", lambda one: one.title),
            Column("Sổ phát ghi", lambda one: one.ours, 160),
            Column("Bên kia ghi", lambda one: one.theirs, 230),
        ],
        name="Các mục lệch với nhật ký",
        key=_id,
        row_height=ROW_TIGHT,
        sortable=False,
        parent=parent,
    )
    set_flag(table, "framed", True)
    table.show_rows(found)
    table.setCurrentIndex(table.table.index(0, 0))
    rows = min(len(found), _SHOWN_ROWS)
    table.setFixedHeight(theme.current().px(HEAD + rows * ROW_TIGHT + 4))
    return table


def _of(
    entry: LogEntry, written: Mapping[str, LogEntry], witnesses: Mapping[str, Sequence[Witness]]
) -> Iterator[Contradiction]:
    """What speaks against an entry in force, also what was said of the entries it took the place of.

    An entry that the officer wrote by hand has heard what was said before it; LogBook.contradicted reads it so.
    """
    member: LogEntry | None = entry
    while member is not None:
        said = witnesses.get(member.id, ())
        for witness in said:
            if not agrees(entry, witness.aired_seconds, witness.clusters_ok, witness.clusters_total):
                theirs = _told(witness.aired_seconds, witness.clusters_ok, witness.clusters_total)
                yield Contradiction(
                    witness.id,
                    entry.id,
                    entry.day,
                    entry.start,
                    entry.title,
                    _told(entry.aired_seconds, entry.clusters_ok, entry.clusters_total),
                    f"{_WHO[witness.kind]}: {theirs}",
                )
        by_hand = any(witness.kind is WitnessKind.HAND for witness in said)
        member = written.get(member.corrects) if member.corrects and not by_hand else None


def _told(seconds: int, ok: int, total: int) -> str:
    """ "12 phút, 1/2 cụm"; the seconds too where they are not whole minutes."""
    minutes, rest = divmod(seconds, 60)
    length = f"{format_number(minutes)} phút{f' {rest} giây' if rest else ''}"
    return f"{length}, {ok}/{total} cụm"


def _id(one: Contradiction) -> str:
    return one.id
