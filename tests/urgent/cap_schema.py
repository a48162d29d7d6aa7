"""What the Common Alerting Protocol 1.2 (OASIS Standard, 1 July 2010) asks of an alert, written without the product.

Order, number and kind of every element are those of the standard's XML schema; the rules below them are those that its
data dictionary (3.2) states in words and its schema cannot. A validator of schemas would be one more dependency.

Read against a binding that a generator (xsdata) made of the standard's XSD, on 2026-11-21, element by element: order,
least and most, and all eight enumerations agree. What the XSD has more is a signature (xmldsig) behind the last `info`:
we write none.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from xml.etree import ElementTree as ET

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
MANY = 1_000_000
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d")
_TOKEN = re.compile(r"[^\s,<&]+")
_POINT = r"-?\d+(?:\.\d+)?,-?\d+(?:\.\d+)?"
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*")

Kind = Callable[[str], bool]


def _one_of(words: str) -> Kind:
    return frozenset(words.split()).__contains__


def _moment(text: str) -> bool:
    """Seconds and a numeric offset; Z is ruled out in words (3.3.2), -00:00 is how UTC is written."""
    if not _MOMENT.fullmatch(text):
        return False
    try:
        dt.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _matches(pattern: str) -> Kind:
    return lambda text: re.fullmatch(pattern, text) is not None


_ANY: Kind = bool
_PAIR = (("valueName", 1, 1, _ANY), ("value", 1, 1, _ANY))
# name, at least, at most, what it holds (None: the elements of its own sequence)
SEQUENCES: dict[str, tuple[tuple[str, int, int, Kind | None], ...]] = {
    "alert": (
        ("identifier", 1, 1, _TOKEN.fullmatch),
        ("sender", 1, 1, _TOKEN.fullmatch),
        ("sent", 1, 1, _moment),
        ("status", 1, 1, _one_of("Actual Exercise System Test Draft")),
        ("msgType", 1, 1, _one_of("Alert Update Cancel Ack Error")),
        ("source", 0, 1, _ANY),
        ("scope", 1, 1, _one_of("Public Restricted Private")),
        ("restriction", 0, 1, _ANY),
        ("addresses", 0, 1, _ANY),
        ("code", 0, MANY, _ANY),
        ("note", 0, 1, _ANY),
        ("references", 0, 1, _ANY),
        ("incidents", 0, 1, _ANY),
        ("info", 0, MANY, None),
    ),
    "info": (
        ("language", 0, 1, _LANGUAGE.fullmatch),
        ("category", 1, MANY, _one_of("Geo Met Safety Security Rescue Fire Health Env Transport Infra CBRNE Other")),
        ("event", 1, 1, _ANY),
        ("responseType", 0, MANY, _one_of("Shelter Evacuate Prepare Execute Avoid Monitor Assess AllClear None")),
        ("urgency", 1, 1, _one_of("Immediate Expected Future Past Unknown")),
        ("severity", 1, 1, _one_of("Extreme Severe Moderate Minor Unknown")),
        ("certainty", 1, 1, _one_of("Observed Likely Possible Unlikely Unknown")),
        ("audience", 0, 1, _ANY),
        ("eventCode", 0, MANY, None),
        ("effective", 0, 1, _moment),
        ("onset", 0, 1, _moment),
        ("expires", 0, 1, _moment),
        ("senderName", 0, 1, _ANY),
        ("headline", 0, 1, _ANY),
        ("description", 0, 1, _ANY),
        ("instruction", 0, 1, _ANY),
        ("web", 0, 1, _matches(r"[a-z][a-z0-9+.-]*:\S+")),
        ("contact", 0, 1, _ANY),
        ("parameter", 0, MANY, None),
        ("resource", 0, MANY, None),
        ("area", 0, MANY, None),
    ),
    "resource": (
        ("resourceDesc", 1, 1, _ANY),
        ("mimeType", 1, 1, _matches(r"[\w.+-]+/[\w.+-]+")),
        ("size", 0, 1, str.isdecimal),
        ("uri", 0, 1, _ANY),
        ("derefUri", 0, 1, _ANY),
        ("digest", 0, 1, _matches("[0-9a-fA-F]{40}")),
    ),
    "area": (
        ("areaDesc", 1, 1, _ANY),
        ("polygon", 0, MANY, _matches(rf"{_POINT}(?: {_POINT}){{3,}}")),
        ("circle", 0, MANY, _matches(rf"{_POINT} \d+(?:\.\d+)?")),
        ("geocode", 0, MANY, None),
        ("altitude", 0, 1, _matches(r"-?\d+(?:\.\d+)?")),
        ("ceiling", 0, 1, _matches(r"-?\d+(?:\.\d+)?")),
    ),
    "eventCode": _PAIR,
    "parameter": _PAIR,
    "geocode": _PAIR,
}


def faults(written: bytes) -> list[str]:
    """What is wrong with an alert, each beginning with the element it is about; empty where nothing is."""
    try:
        alert = ET.fromstring(written)
    except ET.ParseError as error:
        return [f"alert: {error}"]
    if alert.tag != f"{{{NAMESPACE}}}alert":
        return [f"alert: {alert.tag}"]
    found = [*_structure(alert), *_strangers(alert)]
    return found or [*_of_alert(alert), *(one for info in _all(alert, "info") for one in _of_info(info))]


def _structure(element: ET.Element) -> Iterator[str]:
    """Order, number and kind of what is inside, as the schema has it."""
    name = _name(element)
    sequence = SEQUENCES[name]
    places = {known: at for at, (known, *_) in enumerate(sequence)}
    names = [_name(one) for one in element]
    for stranger in sorted(set(names) - set(places)):
        yield f"{name}: no {stranger} belongs there"
    known = [one for one in names if one in places]
    for before, after in pairwise(known):
        if places[before] > places[after]:
            yield f"{after}: stands after {before}"
    for part, least, most, holds in sequence:
        inside = _all(element, part)
        if not least <= len(inside) <= most:
            yield f"{part}: {len(inside)} in {name}"
        for one in inside:
            if holds is None:
                yield from _structure(one)
            elif len(one) or not holds(one.text or ""):
                yield f"{part}: {one.text!r}"


def _strangers(alert: ET.Element) -> Iterator[str]:
    for one in alert.iter():
        if one.attrib:
            yield f"{_name(one)}: attributes {sorted(one.attrib)}"
        if len(one) and (one.text or "").strip():
            yield f"{_name(one)}: text between elements"
        if (one.text or "").strip() != (one.text or "") and not len(one):
            yield f"{_name(one)}: space around its text"


def _of_alert(alert: ET.Element) -> Iterator[str]:
    """3.2.1: who is named when; 3.2.1 references: "sender,identifier,sent" of each earlier alert."""
    kind, status, scope = (_text(alert, one) for one in ("msgType", "status", "scope"))
    references = _text(alert, "references")
    if kind != "Alert" and not references:
        yield f"references: missing in {kind}"
    for one in references.split():
        parts = one.split(",")
        if len(parts) != 3 or not all(map(_TOKEN.fullmatch, parts[:2])) or not _moment(parts[2]):
            yield f"references: {one!r}"
        elif parts[1] == _text(alert, "identifier"):
            yield "references: names the alert itself"
        elif dt.datetime.fromisoformat(parts[2]) > dt.datetime.fromisoformat(_text(alert, "sent")):
            yield "references: an alert that was sent later"
    if (status == "Exercise" or kind == "Error") and not _text(alert, "note"):
        yield f"note: missing in {status} {kind}"
    if (scope == "Restricted") != bool(_text(alert, "restriction")):
        yield "restriction: only and always with Restricted"
    if scope == "Private" and not _text(alert, "addresses"):
        yield "addresses: missing in Private"
    if kind in ("Alert", "Update") and not _all(alert, "info"):
        yield f"info: missing in {kind}"


def _of_info(info: ET.Element) -> Iterator[str]:
    moments = {one: dt.datetime.fromisoformat(_text(info, one)) for one in ("effective", "onset", "expires")
               if _text(info, one)}  # fmt: skip
    for early, late in (("effective", "expires"), ("onset", "expires")):
        if early in moments and late in moments and moments[early] >= moments[late]:
            yield f"{late}: not after {early}"
    if len(_text(info, "headline")) > 160:  # 3.2.2: short enough for a small display
        yield "headline: longer than 160"
    for area in _all(info, "area"):
        if _text(area, "ceiling") and not _text(area, "altitude"):
            yield "ceiling: without altitude"


def _name(element: ET.Element) -> str:
    return element.tag.removeprefix(f"{{{NAMESPACE}}}")


def _all(element: ET.Element, name: str) -> list[ET.Element]:
    return element.findall(f"{{{NAMESPACE}}}{name}")


def _text(element: ET.Element, name: str) -> str:
    return element.findtext(f"{{{NAMESPACE}}}{name}") or ""
