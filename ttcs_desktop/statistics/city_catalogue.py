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
from ttcs_desktop.statistics.catalogue_file import KEYS, check_templates, read_indicator, read_lines

_KEYS = frozenset({"mode", "version", "groups", "indicators", "indicator", "template"})
_LONGEST = 1_000_000


class Mode(StrEnum):
    """What a city's file does with the shipped catalogue."""

    EXTEND = "extend"
    REPLACE = "replace"


def catalogue_of(folder: Path) -> Catalogue:
    """The catalogue of a record: shipped, or with the city's file; one with a fault is left out and named."""
    path = folder / CITY_FILE
    if not path.exists():
        return shipped_catalogue()
    document: dict[str, Any] = {}
    try:
        document = _document(path)
        return _catalogue(document)
    except InvalidInput as problem:
        faults: tuple[Trouble, ...] = tuple(faults_of(document)) or (problem,)
    except EnvironmentProblem as problem:
        faults = (problem,)
    city = CityFile(CITY_FILE, str(document.get("mode", "")), str(document.get("version", "")), faults)
    return Catalogue(shipped_templates(), shipped_lines, city)


def faults_of(document: Mapping[str, Any]) -> list[InvalidInput]:
    """What is wrong line by line; the links between lines are looked at only when each is right."""
    found = []
    lines = document.get("indicator", [])
    for line in lines if isinstance(lines, list) else []:
        try:
            if isinstance(line, dict):
                read_indicator(line, KEYS)
        except InvalidInput as problem:
            found.append(problem)
    return found


def take_in(source: Path, folder: Path) -> Catalogue:
    """Put a city's file into the record's folder, once it has been read without a fault.

    Raises:
        InvalidInput: what is wrong with it; `place` names the line. EnvironmentProblem: `catalogue_file_unreadable`,
            `disk_full`, …
    """
    made = _catalogue(_document(source))
    target = folder / CITY_FILE
    fresh = target.with_suffix(".toml.new")
    try:
        fresh.write_bytes(source.read_bytes())
        fresh.replace(target)
    except OSError as error:
        raise EnvironmentProblem("catalogue_file_unwritable", name=CITY_FILE) from error
    return made


def drop(folder: Path) -> None:
    """Go on with the shipped catalogue alone."""
    try:
        (folder / CITY_FILE).unlink(missing_ok=True)
    except OSError as error:
        raise EnvironmentProblem("catalogue_file_unwritable", name=CITY_FILE) from error


def _document(path: Path) -> dict[str, Any]:
    try:
        content = path.read_bytes()
        if len(content) > _LONGEST:
            raise EnvironmentProblem("catalogue_file_unreadable", name=path.name)
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise EnvironmentProblem("catalogue_file_unreadable", name=path.name) from error
    return parsed(text)


def _catalogue(document: dict[str, Any]) -> Catalogue:
    for key in document:
        if key not in _KEYS:
            raise InvalidInput("catalogue", "catalogue_key_unknown", place=CITY_FILE, key=key)
    if document.get("mode") not in list(Mode):
        raise InvalidInput("catalogue", "catalogue_field", place=CITY_FILE, key="mode")
    version = document.get("version")
    if not isinstance(version, str) or not version.strip():
        raise InvalidInput("catalogue", "catalogue_field", place=CITY_FILE, key="version")
    mode = Mode(document["mode"])
    lines = _lines(document, mode)
    templates = _templates(document, mode)
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


def _templates(document: dict[str, Any], mode: Mode) -> Mapping[str, Template]:
    """The city's reports; its list of indicators stands for that of every shipped one that goes on."""
    own = read_templates({"template": document.get("template", []), "indicators": document.get("indicators", ())})
    listed = document.get("indicators")
    if listed is not None and not (isinstance(listed, list) and all(isinstance(one, str) for one in listed)):
        raise InvalidInput("catalogue", "catalogue_field", place=CITY_FILE, key="indicators")
    if mode is Mode.REPLACE and own:
        return own
    if mode is Mode.REPLACE and not listed:
        raise InvalidInput("catalogue", "catalogue_field", place=CITY_FILE, key="indicators")
    shipped = shipped_templates()
    if listed:
        if len(set(listed)) != len(listed):
            raise InvalidInput("catalogue", "catalogue_doubled", place="indicators")
        shipped = {code: replace(one, indicators=tuple(listed)) for code, one in shipped.items()}
    return {**shipped, **own}
