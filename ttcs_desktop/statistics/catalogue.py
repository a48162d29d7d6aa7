"""The indicator catalogue and the report templates: data, checked when loaded."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Window


class Nature(StrEnum):
    """Read at the cut-off (thời điểm) or summed over the window (thời kỳ)."""

    STOCK = "stock"
    FLOW = "flow"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One line of a report (chỉ tiêu).

    Attributes:
        measure: the named question it asks; None when the officer enters the number.
        scale: the worth of one unit of the measure in the indicator's unit.
        decimals: digits after the comma, rounded half up.
        breakdowns: filter name → the values it is broken down by.
        formula: how it is counted, in the officer's words.
    """

    code: str
    name: str
    unit: str
    nature: Nature
    formula: str
    measure: str | None = None
    filters: tuple[tuple[str, str], ...] = ()
    scale: Fraction = Fraction(1)
    decimals: int = 0
    breakdowns: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def group(self) -> str:
        return self.code[0]


class Direction(StrEnum):
    """Whether we owe the report or collect it from others."""

    SEND = "send"
    COLLECT = "collect"


@dataclass(frozen=True, slots=True)
class Template:
    """A report that comes round every year (mẫu báo cáo).

    Attributes:
        start, cut_off, before: (month, day); `before` is strict, None when no paper names a day.
        scope: province or unit codes on whose radar it stands.
        inferred: names of fields that no source states; they must not look official.
    """

    code: str
    name: str
    start: tuple[int, int]
    cut_off: tuple[int, int]
    before: tuple[int, int] | None
    receiver: str
    basis: str
    basis_short: str
    scope: frozenset[str]
    direction: Direction
    active: bool
    inferred: frozenset[str]
    indicators: tuple[str, ...]

    def window(self, year: int) -> Window:
        """The days it counts in a year."""
        return Window(dt.date(year, *self.start), dt.date(year, *self.cut_off))

    def due(self, year: int) -> dt.date | None:
        """The day before which it must have been sent."""
        return dt.date(year, *self.before) if self.before else None

    def concerns(self, unit_code: str, province_code: str) -> bool:
        """Whether it stands on this unit's radar."""
        return self.active and bool(self.scope & {unit_code, province_code})


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Indicators in order, group names, templates by code."""

    version: str
    indicators: Mapping[str, Indicator]
    groups: Mapping[str, str]
    templates: Mapping[str, Template]

    def template(self, code: str) -> Template:
        """The template of a code.

        Raises:
            InvalidInput: `template_unknown`.
        """
        if code not in self.templates:
            raise InvalidInput("template", "template_unknown", known=", ".join(self.templates))
        return self.templates[code]

    def indicator(self, code: str) -> Indicator:
        """The indicator of a code, with or without its "TTCS-".

        Raises:
            InvalidInput: `indicator_unknown`.
        """
        found = self.indicators.get(code.upper().removeprefix("TTCS-"))
        if found is None:
            raise InvalidInput("indicator", "indicator_unknown", code_given=code)
        return found


@cache
def shipped_catalogue() -> Catalogue:
    """The catalogue that comes with the program."""
    folder = files("resources").joinpath("catalogues")
    return read_catalogue(
        folder.joinpath("indicators.toml").read_text(encoding="utf-8"),
        folder.joinpath("templates.toml").read_text(encoding="utf-8"),
    )


def read_catalogue(indicators_toml: str, templates_toml: str) -> Catalogue:
    """Read and check both files.

    Raises:
        InvalidInput: `catalogue_unreadable`, `catalogue_field` (missing or of a wrong kind), `catalogue_doubled`,
            `catalogue_unknown_indicator`, `window_reversed`, `cut_off_after_due`; `field` says where.
    """
    try:
        lines, reports = tomllib.loads(indicators_toml), tomllib.loads(templates_toml)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput("catalogue", "catalogue_unreadable", detail=str(error)) from error
    indicators: dict[str, Indicator] = {}
    for line in lines.get("indicator", []):
        indicator = _indicator(line)
        if indicator.code in indicators:
            raise InvalidInput(indicator.code, "catalogue_doubled")
        indicators[indicator.code] = indicator
    templates: dict[str, Template] = {}
    for report in reports.get("template", []):
        template = _template(report, tuple(report.get("indicators", reports.get("indicators", ()))))
        if template.code in templates:
            raise InvalidInput(template.code, "catalogue_doubled")
        _check_template(template, indicators)
        templates[template.code] = template
    return Catalogue(str(lines.get("version", "")), indicators, dict(lines.get("groups", {})), templates)


def _indicator(line: dict[str, Any]) -> Indicator:
    code = str(line.get("code", "?"))
    try:
        return Indicator(
            code=code,
            name=line["name"],
            unit=line["unit"],
            nature=Nature(line["kind"]),
            formula=line["formula"],
            measure=line.get("measure"),
            filters=tuple(sorted(line.get("filters", {}).items())),
            scale=Fraction(line.get("scale", "1")),
            decimals=int(line.get("decimals", 0)),
            breakdowns=tuple((name, tuple(values)) for name, values in line.get("breakdowns", {}).items()),
        )
    except (KeyError, ValueError, TypeError, ZeroDivisionError) as error:
        raise InvalidInput(code, "catalogue_field", detail=str(error)) from error


def _template(report: dict[str, Any], indicators: tuple[str, ...]) -> Template:
    code = str(report.get("code", "?"))
    try:
        return Template(
            code=code,
            name=report["name"],
            start=_month_day(report["start"]),
            cut_off=_month_day(report["cut_off"]),
            before=_month_day(report["before"]) if "before" in report else None,
            receiver=report["receiver"],
            basis=report["basis"],
            basis_short=report["basis_short"],
            scope=frozenset(report["scope"]),
            direction=Direction(report["direction"]),
            active=bool(report["active"]),
            inferred=frozenset(report.get("inferred", ())),
            indicators=indicators,
        )
    except (KeyError, ValueError, TypeError) as error:
        raise InvalidInput(code, "catalogue_field", detail=str(error)) from error


def _month_day(text: str) -> tuple[int, int]:
    # A leap year is the lenient calendar: 02-29 is named only by a template that means it.
    day = dt.date.fromisoformat(f"2024-{text}")
    return day.month, day.day


def _check_template(template: Template, indicators: Mapping[str, Indicator]) -> None:
    window = template.window(2023)
    due = template.due(2023)
    if due is not None and due <= window.cut_off:
        raise InvalidInput(template.code, "cut_off_after_due")
    for code in template.indicators:
        if code not in indicators:
            raise InvalidInput(template.code, "catalogue_unknown_indicator", indicator=code)
