"""Lines of the city as they are told to the officer: what a line is about, what became of it, where it is now."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping

from ttcs_desktop.basics.canonical import Json
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.ledger.put_away import digest_of
from ttcs_desktop.ledger.received import LineState, ReceivedLine
from ttcs_desktop.receiving import articles, catalogues, tasks, topics
from ttcs_desktop.receiving.model import Came, Fate
from ttcs_desktop.vietnamese.text import tidy

NOTICE, RETURN = "notice", "return"
KINDS = frozenset({articles.KIND, tasks.KIND, topics.KIND, catalogues.KIND, NOTICE, RETURN})
_LONGEST_TITLE = 160


_FATES = {
    LineState.OLD: Fate.REPLACED,
    LineState.HELD: Fate.HELD,
    LineState.REFUSED: Fate.REFUSED,
    LineState.UNKNOWN: Fate.UNKNOWN,
    LineState.NEW: Fate.NEW,
}


@dataclass(frozen=True, slots=True)
class Known:
    """What is asked of the record.

    Attributes:
        period_of: the period of a report by the id of its frozen version, "184-6T/2026"; empty for one never frozen.
        stated: the last line that says what a thing is, by kind and id.
        put_away: why lines were put away, by the sha-256 of their bytes.
        used: of the line of a catalogue, whether the one in force is its own.
    """

    period_of: Callable[[str], str]
    stated: Callable[[str, str], ReceivedLine | None]
    put_away: Mapping[str, str]
    used: Callable[[ReceivedLine], bool]


def came(lines: Iterable[ReceivedLine], known: Known) -> list[Came]:
    """Lines, the newest first, each with what became of it."""
    found = []
    taken: set[tuple[str, str]] = set()
    seen: set[tuple[str, str]] = set()
    for line in lines:
        thing = line.told.kind, line.told.thing_id
        fate = _FATES.get(line.state)
        if fate is None:
            fate = Fate.REPLACED if thing in taken else _fate_of_taken(line, known)
            taken.add(thing)
        elif fate is Fate.REFUSED and thing in seen:
            fate = Fate.REPLACED  # the city said it again: nobody has to look at the bad line any more
        elif fate is Fate.REFUSED and digest_of(line) in known.put_away:
            fate = Fate.PUT_AWAY
        seen.add(thing)
        found.append(_told(line, fate, known))
    return found


def _fate_of_taken(line: ReceivedLine, known: Known) -> Fate:
    if line.told.withdrawn:
        return Fate.WITHDRAWN
    if line.told.kind != catalogues.KIND or known.used(line):
        return Fate.IN_FORCE
    return Fate.PUT_AWAY if digest_of(line) in known.put_away else Fate.OFFERED


def _told(line: ReceivedLine, fate: Fate, known: Known) -> Came:
    content = _content(line)
    can_be_used = line.told.kind == catalogues.KIND and line.state is LineState.TAKEN
    used = can_be_used and known.used(line)
    page, record = _catalogue_place(line, fate, used=used) if can_be_used else _place(line, fate, known)
    title = _title(content)
    if not title and line.told.withdrawn:  # what takes a thing back does not say again what it was
        stated = known.stated(line.told.kind, line.told.thing_id)
        title = _title(_content(stated)) if stated else ""
    return Came(
        line=line,
        fate=fate,
        title=title,
        reason=_words(content, "reason"),
        text=_words(content, "text") if line.told.kind == NOTICE else "",
        year=year if isinstance(year := content.get("year"), int) else 0,
        page=page,
        record=record,
        put_away=known.put_away[digest_of(line)] if fate is Fate.PUT_AWAY else "",
        used=used,
    )


def _title(content: Mapping[str, Json]) -> str:
    return _short(_words(content, "title") or _words(content, "text"))


def _place(line: ReceivedLine, fate: Fate, known: Known) -> tuple[str, str]:
    """Where the thing is, also of a line that a newer one replaced; what was never taken in is nowhere."""
    kind, thing = line.told.kind, line.told.thing_id
    if kind == RETURN:
        period = known.period_of(thing)
        return ("statistics", period) if period else ("", "")
    if fate in (Fate.REFUSED, Fate.PUT_AWAY, Fate.UNKNOWN, Fate.NEW):
        return "", ""
    if kind == articles.KIND:
        return "content", articles.item_id_of(thing)
    if kind == tasks.KIND:
        return "plans", tasks.task_id_of(thing)
    return ("topics", "") if kind == topics.KIND else ("", "")


def _catalogue_place(line: ReceivedLine, fate: Fate, *, used: bool) -> tuple[str, str]:
    """Where a catalogue stands; one that was never used and is offered no more is nowhere."""
    if fate is Fate.OFFERED:
        return "settings", catalogues.offer_id(line.number)
    return ("settings", catalogues.CITY_ROW) if used else ("", "")


def _content(line: ReceivedLine) -> Mapping[str, Json]:
    # A line that was refused may hold anything: what cannot be read is left out of its title.
    found = json.loads(line.told.body).get("content")
    return found if isinstance(found, dict) else {}


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_TITLE else f"{words[: _LONGEST_TITLE - 1].rstrip()}…"


def _words(content: Mapping[str, Json], field: str) -> str:
    value = content.get(field)
    return tidy(value[:2_000]) if isinstance(value, str) else ""
