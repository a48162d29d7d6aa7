"""Figures held against each other: parts and wholes, shares that make up a sum. The rules are data (`checks.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache

import resources
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.statistics.model import Check, Value, Weight

_ALL = Decimal(100)


@dataclass(frozen=True, slots=True)
class Rules:
    """What is held against what.

    Attributes:
        jump: the share of a change against last year that must be explained, 0.3 for thirty per cent.
        part_of: (part, whole), by code.
        makes_up: (code, breakdown) whose shares sum to the indicator.
    """

    jump: Decimal
    part_of: tuple[tuple[str, str], ...]
    makes_up: tuple[tuple[str, str], ...]


@cache
def shipped_rules() -> Rules:
    """The rules that come with the program."""
    found = tomllib.loads(resources.path("catalogues/checks.toml").read_text(encoding="utf-8"))
    return Rules(
        Decimal(found["jump"]) / 100,
        tuple((part, whole) for part, whole in found["part_of"]),
        tuple((code, name) for code, name in found["makes_up"]),
    )


def cross_checks(values: Iterable[Value], rules: Rules) -> Iterator[Check]:
    """Findings of one figure against another; to be explained, not mended: a record may know better than a rule."""
    values = tuple(values)
    counted = {value.indicator.code: value.counted for value in values if value.counted is not None}
    for part, whole in above_their_whole(counted, rules):
        details = {"whole": whole, "part": counted[part], "of": counted[whole]}
        check_id = f"part:{part}:{counted[part]}:{whole}:{counted[whole]}"
        yield Check(check_id, "part_above_whole", Weight.MUST_EXPLAIN, part, details)
    for value in values:
        code = value.indicator.code
        typed = value.entered
        if value.indicator.unit == "%" and typed is not None and typed.value > _ALL:
            yield Check(f"share:{code}:{typed.value}", "share_above_hundred", Weight.MUST_EXPLAIN, code, {})
        for name, parts in value.indicator.breakdowns:
            if (code, name) in rules.makes_up and (found := _sum_apart(value, parts)) is not None:
                check_id = f"apart:{code}:{found}:{value.counted}"
                details = {"sum": found, "value": value.counted}
                # A number typed over or carried in has its reason beside it; its shares are those of the record.
                known = typed is not None or value.carried is not None
                weight = Weight.HINT if known else Weight.MUST_EXPLAIN
                yield Check(check_id, "shares_apart", weight, code, details)


def above_their_whole(counted: Mapping[str, Decimal], rules: Rules) -> list[tuple[str, str]]:
    """The pairs of (part, whole) of which the part is more, among figures that both have a number."""
    return [
        (part, whole)
        for part, whole in rules.part_of
        if part in counted and whole in counted and counted[part] > counted[whole]
    ]


def _sum_apart(value: Value, parts: Iterable[str]) -> Decimal | None:
    """What the shares sum to where that is not the figure, by more than rounding each of them can do."""
    shares = [value.broken_down[part] for part in parts if part in value.broken_down]
    if not shares or value.counted is None:
        return None
    total = sum(shares, Decimal(0))
    room = len(shares) * Decimal(1).scaleb(-value.indicator.decimals) if value.indicator.decimals else Decimal(0)
    return total if abs(total - value.counted) > room else None
