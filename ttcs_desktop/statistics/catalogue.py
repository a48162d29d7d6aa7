"""The indicator catalogue and the report templates: data, checked when loaded."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar

import resources
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.statistics.measures import check_measure

_COMMON_YEAR = 2023
_T = TypeVar("_T")


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


class SignatureRoute(StrEnum):
    """Whether the receiver takes a report only once its paper has been signed."""

    NONE = "none"
    BEFORE_SENDING = "before_sending"


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
    signature: SignatureRoute = SignatureRoute.NONE

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
    return read_catalogue(
        resources.path("catalogues/indicators.toml").read_text(encoding="utf-8"),
        resources.path("catalogues/templates.toml").read_text(encoding="utf-8"),
    )


def read_catalogue(indicators_toml: str, templates_toml: str) -> Catalogue:
    """Read and check both files.

    Raises:
        InvalidInput: `catalogue_unreadable`, `catalogue_field` (missing or of a wrong kind), `catalogue_doubled`,
            `catalogue_unknown_indicator`, `window_reversed`, `cut_off_after_due`; `field` says where.
    """
    lines, reports = parsed(indicators_toml), parsed(templates_toml)
    indicators: dict[str, Indicator] = {}
    for line in tables(lines, "indicator"):
        indicator = read_indicator(line)
        if indicator.code in indicators:
            raise InvalidInput(indicator.code, "catalogue_doubled")
        indicators[indicator.code] = indicator
    templates: dict[str, Template] = {}
    for report in tables(reports, "template"):
        template = _template(report, tuple(report.get("indicators", reports.get("indicators", ()))))
        if template.code in templates:
            raise InvalidInput(template.code, "catalogue_doubled")
        _check_template(template, indicators)
        templates[template.code] = template
    return Catalogue(str(lines.get("version", "")), indicators, dict(lines.get("groups", {})), templates)


def parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput("catalogue", "catalogue_unreadable", detail=str(error)) from error


def tables(document: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = document.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise InvalidInput("catalogue", "catalogue_field", detail=name)
    return found


def read_indicator(line: dict[str, Any]) -> Indicator:
    code = str(line.get("code", "?"))
    try:
        indicator = Indicator(
            code=code,
            name=line["name"],
            unit=line["unit"],
            nature=Nature(line["kind"]),
            formula=line["formula"],
            measure=line.get("measure"),
            filters=tuple(sorted(line.get("filters", {}).items())),
            scale=Fraction(line.get("scale", "1")),
            decimals=of_type(int, line.get("decimals", 0)),
            breakdowns=tuple((name, tuple(values)) for name, values in line.get("breakdowns", {}).items()),
        )
        _check_question(indicator)
    except (KeyError, ValueError, TypeError, AttributeError, ZeroDivisionError) as error:
        raise InvalidInput(code, "catalogue_field", detail=str(error)) from error
    return indicator


def _check_question(indicator: Indicator) -> None:
    """Whether the measure and every filter value are known; ValueError otherwise."""
    if indicator.decimals < 0:
        raise ValueError("decimals")
    if indicator.measure is not None:
        check_measure(indicator.measure, dict(indicator.filters))
        for name, parts in indicator.breakdowns:
            for part in parts:
                check_measure(indicator.measure, {name: part})


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
            scope=frozenset(of_type(list, report["scope"])),
            direction=Direction(report["direction"]),
            active=of_type(bool, report["active"]),
            inferred=frozenset(report.get("inferred", ())),
            indicators=indicators,
            signature=SignatureRoute(report.get("signature", SignatureRoute.NONE.value)),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise InvalidInput(code, "catalogue_field", detail=str(error)) from error


def _month_day(text: str) -> tuple[int, int]:
    # Read in a common year: a template comes round every year, so 02-29 is no day for it.
    day = dt.date.fromisoformat(f"{_COMMON_YEAR}-{text}")
    return day.month, day.day


def of_type(kind: type[_T], value: object) -> _T:
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value


def _check_template(template: Template, indicators: Mapping[str, Indicator]) -> None:
    if template.start > template.cut_off:
        raise InvalidInput(template.code, "window_reversed")
    if len(set(template.indicators)) != len(template.indicators):
        raise InvalidInput(template.code, "catalogue_doubled")
    window = template.window(_COMMON_YEAR)
    due = template.due(_COMMON_YEAR)
    if due is not None and due <= window.cut_off:
        raise InvalidInput(template.code, "cut_off_after_due")
    for code in template.indicators:
        if code not in indicators:
            raise InvalidInput(template.code, "catalogue_unknown_indicator", indicator=code)
