"""The indicator catalogue and the report templates: data, checked in `catalogue_file` when it is read.

The morning asks for the days of reports alone; the indicators, whose file is long, are read when a figure is wanted.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import field
from enum import StrEnum
from fractions import Fraction
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import resources
from ttcs_desktop.basics.errors import InvalidInput, Trouble
from ttcs_desktop.basics.periods import Window
from ttcs_desktop.basics.values import dataclass

if TYPE_CHECKING:
    from ttcs_desktop.statistics.expressions import Expression

CITY_FILE = "catalogue.toml"
"""The city's own catalogue, in the record's folder."""
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
        measure: the named question it asks; `expression`: what it is made of instead. With neither, the officer enters
            the number.
        scale: the worth of one unit of the measure in the indicator's unit.
        decimals: digits after the comma, rounded half up.
        breakdowns: filter name → the values it is broken down by; none named for those that the record holds.
        formula: how it is counted, in the officer's words.
        adds: whether the numbers of months may be added up.
        basis: the paper that names it; without one the indicator is our own, and so is every way of counting.
        code_map: what it is called in other forms: form → code.
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
    expression: Expression | None = None
    adds: bool = False
    basis: str = ""
    code_map: tuple[tuple[str, str], ...] = ()

    @property
    def group(self) -> str:
        return self.code[0]

    @property
    def by_hand(self) -> bool:
        """Whether only a person can give the number."""
        return self.measure is None and self.expression is None

    def code_in(self, form: str) -> str:
        """What a foreign form calls it; empty where nobody has said."""
        return dict(self.code_map).get(form, "")


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
class Lines:
    """What a file of indicators holds, checked: its version, its indicators in order, the names of their groups."""

    version: str
    indicators: Mapping[str, Indicator]
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CityFile:
    """The city's own catalogue beside the shipped one.

    Attributes:
        name: the file.
        mode: "extend" or "replace"; empty where it cannot be told.
        faults: what is wrong with it, place by place; then the shipped catalogue goes on alone.
    """

    name: str
    mode: str
    version: str
    faults: tuple[Trouble, ...] = field(default=())


class Catalogue:
    """Templates by code, and the indicators, which are read when the first one is asked for.

    Attributes:
        city: the city's own file, in force or refused; None where there is none.
    """

    def __init__(
        self, templates: Mapping[str, Template], load: Callable[[], Lines], city: CityFile | None = None
    ) -> None:
        self.templates = templates
        self.city = city
        self._load = load

    @property
    def is_left_out(self) -> bool:
        """Whether the city's file has a fault, so that nothing is counted by it."""
        return self.city is not None and bool(self.city.faults)

    def turn_to(self, other: Catalogue) -> None:
        """Hold what another one holds, for everybody who has this one in hand."""
        self.templates, self.city, self._load = other.templates, other.city, other._load
        self.__dict__.pop("lines", None)

    @cached_property
    def lines(self) -> Lines:
        """Everything but the templates.

        Raises:
            InvalidInput: as `catalogue_file.read_lines`.
        """
        return self._load()

    @property
    def version(self) -> str:
        return self.lines.version

    @property
    def indicators(self) -> Mapping[str, Indicator]:
        return self.lines.indicators

    @property
    def groups(self) -> Mapping[str, str]:
        return self.lines.groups

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
    return Catalogue(shipped_templates(), shipped_lines)


@cache
def shipped_templates() -> Mapping[str, Template]:
    """The reports that come with the program."""
    return read_templates(parsed(resources.path("catalogues/templates.toml").read_text(encoding="utf-8")))


@cache
def shipped_lines() -> Lines:
    """The indicators that come with the program, every one that a template asks for among them."""
    from ttcs_desktop.statistics.catalogue_file import check_templates, read_lines  # noqa: PLC0415  a figure is wanted

    text = resources.path("catalogues/indicators.toml").read_text(encoding="utf-8")
    lines = read_lines(parsed(text))
    check_templates(shipped_templates(), lines.indicators)
    return lines


def read_catalogue(indicators_toml: str, templates_toml: str) -> Catalogue:
    """Read and check both files.

    Raises:
        InvalidInput: `catalogue_unreadable`, `catalogue_field` (missing or of a wrong kind), `catalogue_doubled`,
            `catalogue_unknown_indicator`, `window_reversed`, `cut_off_after_due` and what `catalogue_file.read_lines`
            raises; `field` says where.
    """
    from ttcs_desktop.statistics.catalogue_file import check_templates, read_lines  # noqa: PLC0415  as above

    templates = read_templates(parsed(templates_toml))
    lines = read_lines(parsed(indicators_toml))
    check_templates(templates, lines.indicators)
    return Catalogue(templates, lambda: lines)


def read_templates(document: dict[str, Any]) -> Mapping[str, Template]:
    """The reports of a file; `indicators` beside them are those of every report that names none itself.

    Raises:
        InvalidInput: `catalogue_field`, `catalogue_doubled`, `window_reversed`, `cut_off_after_due`.
    """
    usual = document.get("indicators", ())
    templates: dict[str, Template] = {}
    for report in tables(document, "template"):
        template = _template(report, report.get("indicators", usual))
        if template.code in templates:
            raise InvalidInput(template.code, "catalogue_doubled", place=template.code)
        _check_template(template)
        templates[template.code] = template
    return templates


def parsed(text: str) -> dict[str, Any]:
    """A TOML file as tables.

    Raises:
        InvalidInput: `catalogue_unreadable`, with the line.
    """
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also a whole number longer than Python reads
        told = str(error)
        line = told.rpartition("at line ")[2].partition(",")[0]
        raise InvalidInput(
            "catalogue", "catalogue_unreadable", detail=told, line=line if line.isdecimal() else str(text.count("\n"))
        ) from error


def tables(document: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The tables of a name; none where there are none.

    Raises:
        InvalidInput: `catalogue_field`.
    """
    found = document.get(name, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise InvalidInput("catalogue", "catalogue_field", place=name, key=name)
    return found


def of_type(kind: type[_T], value: object) -> _T:
    """The value, if it is of that type; TypeError otherwise."""
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise TypeError(f"{value!r} is no {kind.__name__}")
    return value


def key_of(error: Exception) -> str:
    """Which entry of a table an error speaks of, as far as it tells."""
    return str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)


def _template(report: dict[str, Any], indicators: object) -> Template:
    code = str(report.get("code", "?"))
    try:
        return Template(
            code=of_type(str, report["code"]),
            name=of_type(str, report["name"]),
            start=_month_day(report["start"]),
            cut_off=_month_day(report["cut_off"]),
            before=_month_day(report["before"]) if "before" in report else None,
            receiver=of_type(str, report["receiver"]),
            basis=of_type(str, report["basis"]),
            basis_short=of_type(str, report["basis_short"]),
            scope=frozenset(of_type(str, one) for one in of_type(list, report["scope"])),
            direction=Direction(report["direction"]),
            active=of_type(bool, report["active"]),
            inferred=frozenset(report.get("inferred", ())),
            indicators=tuple(of_type(str, one) for one in of_type(list, indicators or [])),
            signature=SignatureRoute(report.get("signature", SignatureRoute.NONE.value)),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise InvalidInput(code, "catalogue_field", place=code, key=key_of(error)) from error


def _month_day(text: str) -> tuple[int, int]:
    # Read in a common year: a template comes round every year, so 02-29 is no day for it.
    day = dt.date.fromisoformat(f"{_COMMON_YEAR}-{text}")
    return day.month, day.day


def _check_template(template: Template) -> None:
    if template.start > template.cut_off:
        raise InvalidInput(template.code, "window_reversed")
    if len(set(template.indicators)) != len(template.indicators):
        raise InvalidInput(template.code, "catalogue_doubled", place=template.code)
    window = template.window(_COMMON_YEAR)
    due = template.due(_COMMON_YEAR)
    if due is not None and due <= window.cut_off:
        raise InvalidInput(template.code, "cut_off_after_due")
