"""The plan as a calendar file (.ics) after RFC 5545, for Outlook, Thunderbird and telephones.

One event an approved airing, its UID the airing's own: a file taken in again replaces what came before. The zone is
written out (+07:00 all year, no summer time), so that no program has to know it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from ttcs_desktop.broadcast.handouts.model import Handed, Plan
from ttcs_desktop.broadcast.handouts.wording import calendar_name, description
from ttcs_desktop.grids.writing.cells import clean

_ZONE = "Asia/Ho_Chi_Minh"
_LONGEST = 75  # octets of a line, its end not counted (RFC 5545, 3.1)
_WALL, _UTC = "%Y%m%dT%H%M%S", "%Y%m%dT%H%M%SZ"


def calendar_bytes(plan: Plan) -> bytes:
    """The approved airings of a plan as one calendar, UTF-8."""
    return b"".join(folded(line) for line in _lines(plan))


def folded(line: str) -> bytes:
    """A line as the file holds it: pieces of at most 75 octets, each after the first behind a space, no letter cut."""
    pieces: list[bytes] = []
    piece = b""
    for letter in line:
        octets = letter.encode()
        if len(piece) + len(octets) > _LONGEST:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"


def escaped(text: str) -> str:
    """A text as a property holds it (3.3.11): backslash, semicolon, comma and line feed written out."""
    tidied = clean(text).replace("\t", " ")
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        tidied = tidied.replace(sign, written)
    return tidied


def _lines(plan: Plan) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//TTCS Desktop//Broadcast//VI")
    yield from ("CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(calendar_name(plan))}")
    yield from (f"X-WR-TIMEZONE:{_ZONE}", "BEGIN:VTIMEZONE", f"TZID:{_ZONE}", "BEGIN:STANDARD")
    yield from ("DTSTART:19700101T000000", "TZOFFSETFROM:+0700", "TZOFFSETTO:+0700", "TZNAME:+07")
    yield from ("END:STANDARD", "END:VTIMEZONE")
    stamp = plan.made_at.astimezone(dt.UTC).strftime(_UTC)
    for airing in plan.airings:
        if airing.may_play:
            yield from _event(airing, stamp)
    yield "END:VCALENDAR"


def _event(airing: Handed, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{airing.id}@ttcs-desktop"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;TZID={_ZONE}:{airing.start.strftime(_WALL)}"
    yield f"DTEND;TZID={_ZONE}:{airing.end.strftime(_WALL)}"
    yield f"SUMMARY:{escaped(airing.title)}"
    yield f"LOCATION:{escaped(airing.clusters)}"
    yield f"DESCRIPTION:{escaped(description(airing))}"
    yield f"CATEGORIES:{escaped(airing.kind)}"
    yield "STATUS:CONFIRMED"
    yield "TRANSP:TRANSPARENT"  # a broadcast does not make anybody busy
    yield "END:VEVENT"
