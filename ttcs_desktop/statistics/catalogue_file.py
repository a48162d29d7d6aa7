"""A file of indicators, read strictly: what it says wrongly is named with its place. See docs/indicators.md."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.statistics.catalogue import Indicator, Lines, Nature, Template, key_of, of_type, tables
from ttcs_desktop.statistics.expressions import CODE, Expression, ExpressionFault, Reference, read_expression
from ttcs_desktop.statistics.measures import MEASURES, OPEN, check_filter, check_measure
from ttcs_desktop.statistics.parts.wording import PARTS
from ttcs_desktop.vietnamese.text import fold_words

EVERY = "*"
"""Broken down by whatever the record holds."""
KEYS = frozenset(
    {"code", "name", "unit", "kind", "formula", "measure", "filters", "scale", "decimals", "breakdowns", "expression"}
    | {"adds", "basis", "code_map"}
)
"""What a line of a catalogue may say."""
_PERCENT = "%"
_LONGEST_CHAIN = 50
_LONGEST_SCALE = 40


def read_lines(document: dict[str, Any], known: Mapping[str, Indicator] | None = None) -> Lines:
    """The indicators of a file; `known` are those of another one that they may name, and take the place of.

    Raises:
        InvalidInput: `catalogue_field`, `catalogue_doubled`, `catalogue_key_unknown`, `catalogue_measure`,
            `catalogue_filter`, `catalogue_filter_missing`, `catalogue_value`, `catalogue_kind`, `catalogue_both`,
            `expression_unreadable`, `catalogue_unknown_indicator`, `catalogue_part`, `catalogue_cycle`; the detail
            `place` is the code of the line.
    """
    own: dict[str, Indicator] = {}
    for line in tables(document, "indicator"):
        one = read_indicator(line, KEYS)
        if not CODE.fullmatch(one.code):
            raise InvalidInput(one.code, "catalogue_field", place=one.code, key="code")
        if one.code in own:
            raise InvalidInput(one.code, "catalogue_doubled", place=one.code)
        own[one.code] = one
    every = {**(known or {}), **own}
    linked = {code: _linked(one, every) for code, one in every.items()}
    _check_cycles(linked)
    groups = document.get("groups", {})
    if not isinstance(groups, dict) or not all(isinstance(name, str) for name in groups.values()):
        raise InvalidInput("groups", "catalogue_field", place="groups", key="groups")
    version = document.get("version", "")
    return Lines(version if isinstance(version, str) else str(version), linked, groups)


def check_templates(templates: Mapping[str, Template], indicators: Mapping[str, Indicator]) -> None:
    """Whether every report asks for indicators that there are.

    Raises:
        InvalidInput: `catalogue_unknown_indicator`.
    """
    for template in templates.values():
        for code in template.indicators:
            if code not in indicators:
                raise InvalidInput(template.code, "catalogue_unknown_indicator", place=template.code, indicator=code)


def link_faults(own: Iterable[Indicator], known: Mapping[str, Indicator]) -> list[InvalidInput]:
    """Every line whose expression names what there is not."""
    found = []
    for one in own:
        try:
            _linked(one, known)
        except InvalidInput as problem:
            found.append(problem)
    return found


def read_indicator(line: dict[str, Any], keys: Iterable[str] | None = None) -> Indicator:
    """One indicator, by itself: whether what its expression names is there is another question.

    Args:
        keys: what a line may say; anything where it says more than an indicator.

    Raises:
        InvalidInput: as `read_lines`.
    """
    code = str(line.get("code", "?"))
    unknown = sorted(line.keys() - set(keys)) if keys is not None else []
    if unknown:
        raise InvalidInput(code, "catalogue_key_unknown", place=code, key=unknown[0])
    try:
        indicator = _indicator(line)
    except (KeyError, ValueError, TypeError, AttributeError, ZeroDivisionError) as error:
        if isinstance(error, ExpressionFault):
            raise InvalidInput(
                code, "expression_unreadable", place=code, at=error.at + 1, rest=error.rest or "…"
            ) from error
        raise InvalidInput(code, "catalogue_field", place=code, key=key_of(error)) from error
    try:
        _check_question(indicator)
    except InvalidInput as problem:
        raise InvalidInput(code, problem.code, **{"place": code, **problem.details}) from problem
    return indicator


def _indicator(line: dict[str, Any]) -> Indicator:
    measure = _text(line, "measure") if "measure" in line else None
    expression = read_expression(_text(line, "expression")) if "expression" in line else None
    unit, nature = _text(line, "unit"), Nature(line["kind"])
    adds = nature is Nature.FLOW and unit != _PERCENT and expression is None
    if measure is not None and measure in MEASURES:
        adds = adds and MEASURES[measure].adds
    decimals = of_type(int, line.get("decimals", 0))
    if not 0 <= decimals <= 6:
        raise ValueError("decimals")
    return Indicator(
        code=_text(line, "code"),
        name=_text(line, "name"),
        unit=unit,
        nature=nature,
        formula=_text(line, "formula"),
        measure=measure,
        filters=tuple(sorted(_words(line, "filters").items())),
        scale=_scale(of_type(str, line.get("scale", "1"))),
        decimals=decimals,
        breakdowns=tuple((name, _parts(name, values)) for name, values in _table(line, "breakdowns").items()),
        expression=expression,
        adds=adds and of_type(bool, line.get("adds", True)),
        basis=of_type(str, line.get("basis", "")),
        code_map=tuple(_words(line, "code_map").items()),
    )


def _scale(written: str) -> Fraction:
    if len(written) > _LONGEST_SCALE or "e" in written.lower():
        raise ValueError("scale")  # "1e99999999" is short, and its digits fill the memory
    return Fraction(written)


def _text(line: dict[str, Any], key: str) -> str:
    value = line[key]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(key)
    return value


def _table(line: dict[str, Any], key: str) -> dict[str, Any]:
    value = line.get(key, {})
    if not isinstance(value, dict):
        raise TypeError(key)
    return value


def _words(line: dict[str, Any], key: str) -> dict[str, str]:
    value = _table(line, key)
    if not all(isinstance(one, str) and one for one in value.values()):
        raise ValueError(key)
    return value


def _parts(name: str, values: object) -> tuple[str, ...]:
    if values == EVERY:
        return OPEN
    if not isinstance(values, list) or not values or not all(isinstance(one, str) for one in values):
        raise ValueError(f"breakdowns.{name}")
    return tuple(values)


def _check_question(indicator: Indicator) -> None:
    """Whether the record can be asked this.

    Raises:
        InvalidInput: without its place.
    """
    if indicator.measure is not None and indicator.expression is not None:
        raise InvalidInput("expression", "catalogue_both")
    if indicator.measure is None:
        if indicator.filters or indicator.breakdowns:
            raise InvalidInput("measure", "catalogue_field", key="measure")
        return
    check_measure(indicator.measure, dict(indicator.filters))
    measure = MEASURES[indicator.measure]
    if measure.nature is not indicator.nature:
        raise InvalidInput("kind", "catalogue_kind", measure=indicator.measure, kind=measure.nature.value)
    seen: set[str] = set()
    for name, parts in indicator.breakdowns:
        if measure.shares is None:
            raise InvalidInput(name, "catalogue_filter", filter=name, known="")
        for part in parts or ("",):
            if part or measure.by.get(name, ("",)):
                check_filter(measure, name, part)
            if part in seen and part:
                raise InvalidInput(name, "catalogue_doubled", key=part)
            seen.add(part)


def _linked(indicator: Indicator, known: Mapping[str, Indicator]) -> Indicator:
    """With every value of a breakdown that its expression names as the record writes it."""
    expression = indicator.expression
    if expression is None:
        return indicator
    names = {reference: _resolved(indicator.code, reference, known) for reference in expression.references}
    return replace(indicator, expression=expression.renamed(names))


def _resolved(place: str, reference: Reference, known: Mapping[str, Indicator]) -> Reference:
    found = known.get(reference.code)
    if found is None:
        raise InvalidInput(place, "catalogue_unknown_indicator", place=place, indicator=reference.code)
    if not reference.part:
        return reference
    for name, parts in found.breakdowns:
        for part in parts:
            if reference.part in (part, _spelled(name, part)):
                return Reference(reference.code, part)
    values = ", ".join(part for _, parts in found.breakdowns for part in parts)
    raise InvalidInput(
        place, "catalogue_part", place=place, indicator=reference.code, part=reference.part, known=values or "…"
    )


def _spelled(name: str, part: str) -> str:
    """A value as an expression may call it beside its code: "Ứng dụng CNTT-VT" is CNTT_VT, "Mất điện" MAT_DIEN."""
    word = PARTS.get(name, {}).get(part, "")
    return re.sub(r"\W+", "_", fold_words(word)).upper().removeprefix("UNG_DUNG_").strip("_")


def _check_cycles(indicators: Mapping[str, Indicator]) -> None:
    done: set[str] = set()
    for code in indicators:
        _walk(code, indicators, (), done)


def _walk(code: str, indicators: Mapping[str, Indicator], way: tuple[str, ...], done: set[str]) -> None:
    if code in way:
        path = (*way[way.index(code) :], code)
        raise InvalidInput(path[0], "catalogue_cycle", place=path[0], path=" → ".join(path))
    if code in done:
        return
    if len(way) > _LONGEST_CHAIN:
        raise InvalidInput(code, "catalogue_field", place=code, key="expression")
    expression: Expression | None = indicators[code].expression
    for reference in expression.references if expression else ():
        _walk(reference.code, indicators, (*way, code), done)
    done.add(code)
