"""The rules of the log: which airing a statement is about, what becomes of it, whether two statements agree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.broadcast.model import (
    Airing,
    Edition,
    Kind,
    LogEntry,
    Outcome,
    Reason,
    Witness,
    WitnessKind,
    WitnessPart,
)
from ttcs_desktop.vietnamese.text import fold_words

if TYPE_CHECKING:
    from ttcs_desktop.broadcast.vendor import VendorRow

NEAR = dt.timedelta(minutes=10)
SAME_LENGTH_SECONDS = 60
TITLES_ALIKE = 0.6


def best_match(row: VendorRow, targets: Collection[str], airings: Iterable[Airing]) -> Airing | None:
    """The airing a vendor's row speaks of: overlapping target, start within 10 minutes, best title, nearest start.

    A relay matches a relay whatever it is called. `targets` are the ids of the clusters it names; none known means
    that the row does not tell.
    """
    near = [
        airing
        for airing in airings
        if abs(airing.start - row.starts_at) <= NEAR
        and (not targets or not airing.clusters or not airing.clusters.isdisjoint(targets))
        and _likeness(row, airing) >= TITLES_ALIKE
    ]
    return max(
        near,
        key=lambda airing: (
            _closeness(row.title, airing.title),
            -abs((airing.start - row.starts_at).total_seconds()),
            airing.id,
        ),
        default=None,
    )


def _likeness(row: VendorRow, airing: Airing) -> float:
    if row.kind is Kind.RELAY and airing.slot.kind is Kind.RELAY:
        return 1.0
    return titles_alike(row.title, airing.title)


def titles_alike(a: str, b: str) -> float:
    """How much of the shorter title stands in the longer one, by words without marks: 0 to 1."""
    first, second = set(fold_words(a).split()), set(fold_words(b).split())
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def _closeness(a: str, b: str) -> float:
    """How nearly two titles are the same: shared words over all words. Ranks what `titles_alike` lets through."""
    first, second = set(fold_words(a).split()), set(fold_words(b).split())
    return len(first & second) / len(first | second) if first | second else 0.0


def entry_of_airing(airing: Airing, items: tuple[str, ...], **how_it_went: object) -> LogEntry:
    """The log entry of a planned airing; `how_it_went` are the fields that only the witness knows."""
    slot = airing.slot
    edition: Edition | None = airing.edition
    facts: dict[str, object] = {
        "id": stable_id("log", airing.id),
        "station_id": slot.station_id,
        "airing_id": airing.id,
        "day": airing.day,
        "start": airing.start.time(),
        "planned_seconds": airing.seconds,
        "clusters": airing.clusters,
        "title": airing.title,
        "kind": slot.kind,
        "priority": slot.priority,
        "source": slot.source,
        "self_made": edition.self_made if edition else slot.self_made,
        "edition_id": edition.id if edition else None,
        "repeat_of": edition.repeat_of if edition else None,
        "items": items,
        "approval_id": airing.approval.id if airing.approval else None,
        "corrects": None,
    }
    return LogEntry(**{**facts, **how_it_went})  # type: ignore[arg-type]


def entry_outside_schedule(row: VendorRow, station_id: str, targets: frozenset[str]) -> LogEntry:
    """The entry of something that played although no timetable had it (ngoài lịch)."""
    return LogEntry(
        id=stable_id("log", station_id, row.day.isoformat(), row.start.isoformat(), fold_words(row.title)),
        station_id=station_id,
        airing_id=None,
        day=row.day,
        start=row.start,
        planned_seconds=row.seconds,
        aired_seconds=row.seconds,
        state=outcome(row.seconds, row.seconds, row.clusters_ok, row.clusters_total),
        reason=row.reason,
        clusters_ok=row.clusters_ok,
        clusters_total=row.clusters_total,
        clusters=targets,
        title=row.title,
        kind=row.kind,
        priority=row.priority,
        source="",
        self_made=False,
        edition_id=None,
        repeat_of=None,
        items=(),
        approval_id=None,
        corrects=None,
    )


def outcome(planned_seconds: int, aired_seconds: int, ok: int, total: int) -> Outcome:
    """In full only when every cluster played, and no more than a minute is missing."""
    if ok == 0 or aired_seconds == 0:
        return Outcome.NONE
    if ok == total and aired_seconds + SAME_LENGTH_SECONDS >= planned_seconds:
        return Outcome.FULL
    return Outcome.PARTIAL


def statement_id(row: VendorRow) -> str:
    """One id for one statement, whatever file carries it: a log exported again for a longer month says nothing new."""
    parts = (f"{fold_words(one.name)}={one.seconds}/{one.speakers_ok}/{one.speakers_total}" for one in row.parts)
    return stable_id(
        "witness",
        row.day.isoformat(),
        row.start.isoformat(),
        fold_words(row.title),
        ";".join(sorted(fold_words(target) for target in row.targets)),
        row.seconds,
        row.clusters_ok,
        row.clusters_total,
        *([";".join(sorted(parts))] if row.parts else []),
    )


def vendor_witness(
    row: VendorRow, entry: LogEntry, source_name: str, source_sha256: str, parts: tuple[WitnessPart, ...] = ()
) -> Witness:
    """The row as a statement about `entry`; `parts` is what it tells of each cluster."""
    ok, total = row.clusters_ok, row.clusters_total
    return Witness(
        id=statement_id(row),
        entry_id=entry.id,
        kind=WitnessKind.VENDOR,
        source_name=source_name,
        source_sha256=source_sha256,
        source_row=row.row,
        start=row.start,
        aired_seconds=row.seconds,
        clusters_ok=row.clusters_ok,
        clusters_total=row.clusters_total,
        agrees=within(entry, row.seconds, ok, total) if parts else agrees(entry, row.seconds, ok, total),
        note=row.note,
        parts=parts,
    )


def agrees(entry: LogEntry, aired_seconds: int, ok: int, total: int) -> bool:
    """Whether a further statement says the same: the same share of clusters, and the length within a minute."""
    return (
        entry.clusters_ok * total == ok * entry.clusters_total
        and abs(entry.aired_seconds - aired_seconds) <= SAME_LENGTH_SECONDS
    )


def within(entry: LogEntry, aired_seconds: int, ok: int, total: int) -> bool:
    """Whether a statement about some of the clusters fits: no more of them played, or failed, or played longer."""
    return (
        ok <= entry.clusters_ok
        and total - ok <= entry.clusters_total - entry.clusters_ok
        and aired_seconds <= entry.aired_seconds + SAME_LENGTH_SECONDS
    )


def hand_result(
    airing_seconds: int, clusters: int, state: Outcome, *, minutes: int | None, clusters_ok: int | None
) -> tuple[int, int, int]:
    """(aired seconds, clusters that played, clusters meant) of what the officer typed.

    Raises:
        InvalidInput: `minutes_missing`, `minutes_over_planned`, `clusters_over_total` for a partial airing told badly.
    """
    total = max(clusters, 1)
    if state is Outcome.FULL:
        return airing_seconds, total, total
    if state is Outcome.NONE:
        return 0, 0, total
    ok = total if clusters_ok is None else clusters_ok
    if not 0 < ok <= total:
        raise InvalidInput("clusters_ok", "clusters_over_total", total=total)
    if minutes is None or minutes <= 0:
        raise InvalidInput("minutes", "minutes_missing")
    if minutes * 60 > airing_seconds:
        raise InvalidInput("minutes", "minutes_over_planned", planned=airing_seconds // 60)
    return minutes * 60, ok, total


def reason_needed(state: Outcome, reason: Reason) -> None:
    """What did not play in full needs its reason.

    Raises:
        InvalidInput: `reason_missing`.
    """
    if state is not Outcome.FULL and reason is Reason.NOT_GIVEN:
        raise InvalidInput("reason", "reason_missing")


def by_hand(entry: LogEntry) -> Witness:
    """The officer's word for an entry."""
    return Witness(
        id=stable_id("hand", entry.id),
        entry_id=entry.id,
        kind=WitnessKind.HAND,
        source_name="",
        source_sha256="",
        source_row=None,
        start=entry.start,
        aired_seconds=entry.aired_seconds,
        clusters_ok=entry.clusters_ok,
        clusters_total=entry.clusters_total,
        agrees=True,
        note="",
    )
