"""Figures made of figures (biểu thức): `B02[ip] / B01 * 100`, read by a small parser of our own, counted in fractions.

What stands in one: codes of indicators, each with the value of a breakdown in brackets if only that part is meant,
numbers with a point, the four operations, brackets. Nothing else is known to it, so a file can make it do nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction

from ttcs_desktop.basics.measured import Lack
from ttcs_desktop.basics.values import dataclass

LONGEST = 400
_DEEPEST = 20
CODE = re.compile(r"[A-Z][A-Z0-9]*")
_PIECE = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<code>[A-Z][A-Z0-9]*)(?:\[(?P<part>[^\[\]]*)\])?|(?P<sign>.))")
_TIGHTER = {"+": 1, "-": 1, "*": 2, "/": 2}


class ExpressionFault(ValueError):
    """What cannot be read, and from where on; `at` counts characters from 0."""

    def __init__(self, at: int, rest: str) -> None:
        super().__init__(f"{at}: {rest}")
        self.at = at
        self.rest = rest


@dataclass(frozen=True, slots=True)
class Reference:
    """An indicator that an expression names; `part` is a value of its breakdowns, empty for all of it."""

    code: str
    part: str = ""

    def __str__(self) -> str:
        return f"{self.code}[{self.part}]" if self.part else self.code


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression as it was written, and its steps: what to put on a stack, and what to do with the top of it."""

    text: str
    steps: tuple[Fraction | Reference | str, ...]

    @property
    def references(self) -> tuple[Reference, ...]:
        """The indicators it names, each once, in the order of writing."""
        return tuple(dict.fromkeys(step for step in self.steps if isinstance(step, Reference)))

    def renamed(self, names: Mapping[Reference, Reference]) -> Expression:
        """The same over other references."""
        steps = tuple(names.get(step, step) if isinstance(step, Reference) else step for step in self.steps)
        return Expression(self.text, steps)

    def value(self, of: Callable[[Reference], Fraction | None]) -> tuple[Fraction | None, Lack]:
        """Its worth, exact; without one the reason: a number is missing, or nothing is there to divide by."""
        stack: list[Fraction] = []
        for step in self.steps:
            if isinstance(step, str):
                right, left = stack.pop(), stack.pop()
                if step == "/" and not right:
                    return None, Lack.DIVISOR
                stack.append(_OPERATIONS[step](left, right))
                continue
            found = of(step) if isinstance(step, Reference) else step
            if found is None:
                return None, Lack.PART
            stack.append(found)
        return stack.pop(), Lack.NONE


_OPERATIONS: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
}


def read_expression(text: str) -> Expression:
    """Read an expression.

    Raises:
        ExpressionFault: from where on it cannot be read.
    """
    if len(text) > LONGEST:
        raise ExpressionFault(LONGEST, text[LONGEST:])
    reading = _Reading(text)
    reading.sum(0)
    if reading.at < len(text.rstrip()):
        raise reading.fault()
    return Expression(" ".join(text.split()), tuple(reading.steps))


class _Reading:
    """A place in a text, and the steps read up to it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.steps: list[Fraction | Reference | str] = []

    def fault(self) -> ExpressionFault:
        start = self.at + len(self.text[self.at :]) - len(self.text[self.at :].lstrip())
        return ExpressionFault(start, self.text[start : start + 12])

    def sum(self, depth: int, least: int = 1) -> None:
        """Operands joined by signs that bind at least so tightly."""
        self._operand(depth)
        while (binds := _TIGHTER.get(sign := self._sign(), 0)) >= least:
            self._take()
            self.sum(depth, binds + 1)
            self.steps.append(sign)

    def _operand(self, depth: int) -> None:
        found = _PIECE.match(self.text, self.at)
        if found is None or depth > _DEEPEST:
            raise self.fault()
        if found["number"]:
            self.steps.append(Fraction(found["number"]))
        elif found["code"]:
            if found["part"] is not None and not found["part"].strip():
                raise self.fault()
            self.steps.append(Reference(found["code"], (found["part"] or "").strip()))
        elif found["sign"] == "(":
            self._take()
            self.sum(depth + 1)
            if self._sign() != ")":
                raise self.fault()
        else:
            raise self.fault()
        self._take()

    def _sign(self) -> str:
        found = _PIECE.match(self.text, self.at)
        return found["sign"] or "" if found else ""

    def _take(self) -> None:
        found = _PIECE.match(self.text, self.at)
        if found is not None:
            self.at = found.end()
