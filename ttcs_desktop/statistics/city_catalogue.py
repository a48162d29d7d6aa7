"""The city's own catalogue: a file in the record's folder that extends the shipped one or takes its place.

A file with a fault stops nothing: the shipped catalogue goes on, and what is wrong is told with its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput, Trouble
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.statistics.catalogue import (
    CITY_FILE,
    Catalogue,
    CityFile,
    Lines,
    Template,
    parsed,
    read_templates,
    shipped_catalogue,
    shipped_lines,
    shipped_templates,
    tables,
)
from ttcs_desktop.statistics.catalogue_file import KEYS, check_templates, link_faults, read_indicator, read_lines

_KEYS = frozenset({"mode", "version", "groups", "indicators", "indicator", "template"})
_LONGEST = 1_000_000


class Mode(StrEnum):
    """What a city's file does with the shipped catalogue."""

    EXTEND = "extend"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Looked:
    """A city's file, read and not taken over.

    Attributes:
        faults: place by place; with one of them the file cannot be used.
        catalogue: what would be in force; None with a fault.
        added, replaced: codes of its indicators that the shipped catalogue has not, or has as well; in its order.
        gone: codes of shipped indicators that nothing counts any more.
    """

    name: str
    faults: tuple[Trouble, ...]
    catalogue: Catalogue | None = None
    added: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def look(source: Path) -> Looked:
    """Read a file as if it were the city's; nothing is changed by it."""
    try:
        content = _read(source)
    except EnvironmentProblem as problem:
        return Looked(source.name, (problem,))
    return look_at(content, source.name)


def look_at(content: bytes, name: str) -> Looked:
    """The same of bytes that came another way; `name` is what they are called in what is told."""
    document: dict[str, Any] = {}
    try:
        document = _document(content, name)
        made = _catalogue(document)
    except (InvalidInput, EnvironmentProblem) as problem:
        return Looked(name, tuple(faults_of(document)) or (problem,))
    own = [str(line["code"]) for line in tables(document, "indicator")]
    shipped = shipped_lines().indicators
    return Looked(
        name,
        (),
        made,
        tuple(code for code in own if code not in shipped),
        tuple(code for code in own if code in shipped),
        tuple(code for code in shipped if code not in made.indicators),
    )


def catalogue_of(folder: Path) -> Catalogue:
    """The catalogue of a record: shipped, or with the city's file; one with a fault is left out and named."""
    path = folder / CITY_FILE
    if not path.exists():
        return shipped_catalogue()
    document: dict[str, Any] = {}
    try:
        document = _document(_read(path), path.name)
        return _catalogue(document)
    except InvalidInput as problem:
        faults: tuple[Trouble, ...] = tuple(faults_of(document)) or (problem,)
    except EnvironmentProblem as problem:
        faults = (problem,)
    city = CityFile(CITY_FILE, str(document.get("mode", "")), str(document.get("version", "")), faults)
    return Catalogue(shipped_templates(), shipped_lines, city)


def faults_of(document: Mapping[str, Any]) -> list[InvalidInput]:
    """What is wrong place by place; the links between lines are looked at only when each line is right."""
    found = [_unknown(key) for key in document if key not in _KEYS]
    lines = [line for line in _list(document, "indicator") if isinstance(line, dict)]
    known = {} if document.get("mode") == Mode.REPLACE else dict(shipped_lines().indicators)
    for line in lines:
        try:
            one = read_indicator(line, KEYS)
            known[one.code] = one
        except InvalidInput as problem:
            found.append(problem)
    if not found:
        found += link_faults([known[str(line["code"])] for line in lines], known)
    for report in _list(document, "template"):
        try:
            usual = document.get("indicators", ())
            check_templates(read_templates({"template": [report], "indicators": usual}), known)
        except InvalidInput as problem:
            found.append(problem)
    return found


def take_in(source: Path, folder: Path) -> Catalogue:
    """Put a city's file into the record's folder, once it has been read without a fault.

    Raises:
        InvalidInput: what is wrong with it; `place` names the line. EnvironmentProblem: `catalogue_file_unreadable`,
            `disk_full`, …
    """
    content = _read(source)
    made = _catalogue(_document(content, source.name))
    put(folder, content)
    return made


def drop(folder: Path) -> None:
    """Go on with the shipped catalogue alone.

    Raises:
        EnvironmentProblem: `catalogue_file_unwritable`.
    """
    put(folder, None)


def held(folder: Path) -> bytes | None:
    """The bytes of the city's file as it lies there; None where there is none or it cannot be read."""
    try:
        return (folder / CITY_FILE).read_bytes()
    except OSError:
        return None


def put(folder: Path, content: bytes | None) -> None:
    """Have the file hold this, or not be there: what `take_in` and `drop` do, and the way back of both.

    Raises:
        EnvironmentProblem: `catalogue_file_unwritable`.
    """
    target = folder / CITY_FILE
    fresh = target.with_suffix(".toml.new")
    try:
        if content is None:
            target.unlink(missing_ok=True)
        else:
            fresh.write_bytes(content)
            fresh.replace(target)
    except OSError as error:
        raise EnvironmentProblem("catalogue_file_unwritable", name=CITY_FILE) from error


def _unknown(key: str) -> InvalidInput:
    return InvalidInput("catalogue", "catalogue_key_unknown", place=CITY_FILE, key=key)


def _list(document: Mapping[str, Any], name: str) -> list[Any]:
    found = document.get(name, [])
    return found if isinstance(found, list) else []


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EnvironmentProblem("catalogue_file_unreadable", name=path.name) from error


def _document(content: bytes, name: str) -> dict[str, Any]:
    if len(content) > _LONGEST:
        raise EnvironmentProblem("catalogue_file_unreadable", name=name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EnvironmentProblem("catalogue_file_unreadable", name=name) from error
    return parsed(text)


def _catalogue(document: dict[str, Any]) -> Catalogue:
    for key in document:
        if key not in _KEYS:
            raise _unknown(key)
    if document.get("mode") not in list(Mode):
        raise InvalidInput("catalogue", "catalogue_field", place=CITY_FILE, key="mode")
    version = document.get("version")
    if not isinstance(version, str) or not version.strip():
        raise InvalidInput("catalogue", "catalogue_field", place=CITY_FILE, key="version")
    mode = Mode(document["mode"])
    lines = _lines(document, mode)
    templates = _templates(document, mode, lines)
    check_templates(templates, lines.indicators)
    return Catalogue(templates, lambda: lines, CityFile(CITY_FILE, mode.value, version))


def _lines(document: dict[str, Any], mode: Mode) -> Lines:
    """The city's lines; where they extend, one of a known code takes the place of the shipped one."""
    if mode is Mode.REPLACE:
        if not tables(document, "indicator"):
            raise InvalidInput("catalogue", "catalogue_field", place=CITY_FILE, key="indicator")
        return read_lines(document)
    shipped = shipped_lines()
    own = read_lines(document, shipped.indicators)
    return replace(own, version=f"{shipped.version}+{own.version}", groups={**shipped.groups, **own.groups})


def _templates(document: dict[str, Any], mode: Mode, lines: Lines) -> Mapping[str, Template]:
    """The city's reports; its list of indicators stands for that of every shipped one that goes on.

    Shipped reports that it replaces are asked for no more; they are still known, for frozen ones bear their names.
    """
    own = read_templates({"template": document.get("template", []), "indicators": document.get("indicators", ())})
    listed = document.get("indicators")
    if listed is not None and not (isinstance(listed, list) and all(isinstance(one, str) for one in listed)):
        raise InvalidInput("catalogue", "catalogue_field", place=CITY_FILE, key="indicators")
    if mode is Mode.REPLACE and own:
        past = {
            code: replace(
                one, active=False, indicators=tuple(each for each in one.indicators if each in lines.indicators)
            )
            for code, one in shipped_templates().items()
        }
        return {**past, **own}
    if mode is Mode.REPLACE and not listed:
        raise InvalidInput("catalogue", "catalogue_field", place=CITY_FILE, key="indicators")
    shipped = shipped_templates()
    if listed:
        if len(set(listed)) != len(listed):
            raise InvalidInput("catalogue", "catalogue_doubled", place="indicators")
        shipped = {code: replace(one, indicators=tuple(listed)) for code, one in shipped.items()}
    return {**shipped, **own}
