"""Figures made of figures: what can be written, what cannot, and what each is worth in fractions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ttcs_desktop.basics.measured import Lack
from ttcs_desktop.statistics.expressions import LONGEST, ExpressionFault, Reference, read_expression

numbers = st.integers(0, 20).map(str) | st.sampled_from(["0.5", "100", "B01", "C02[urgent]"])
written = st.recursive(
    numbers,
    lambda inner: st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda three: f"({' '.join(three)})"),
    max_leaves=8,
)
WORTH = {"B01": Fraction(3), "C02[urgent]": Fraction(1, 7)}


def by_python(text: str) -> Fraction | None:
    """The same by Python itself, which reads the same signs; None where it divides by zero."""
    for name, worth in WORTH.items():
        text = text.replace(name, f"Fraction('{worth}')")
    wrapped = " ".join(f"Fraction('{word}')" if word[:1].isdigit() else word for word in _words(text))
    try:
        return eval(wrapped, {"Fraction": Fraction})
    except ZeroDivisionError:
        return None


def _words(text: str) -> list[str]:
    return text.replace("(", " ( ").replace(")", " ) ").replace("Fraction ( ", "Fraction(").replace("' )", "')").split()


@settings(max_examples=60)
@given(written)
def test_an_expression_is_worth_what_python_makes_of_it(text: str) -> None:
    value, lack = read_expression(text).value(lambda one: WORTH[str(one)])
    assert value == by_python(text)
    assert lack is (Lack.NONE if value is not None else Lack.DIVISOR)


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("2 - 1 - 1", 0),
        ("8 / 2 / 2", 2),
        ("1 + 2 * 3", 7),
        ("(1 + 2) * 3", 9),
        ("B02[ip] / B01 * 100", 100),
        (" 7 ", 7),
    ],
)
def test_signs_bind_as_in_school(text: str, worth: int) -> None:
    assert read_expression(text).value(lambda _: Fraction(3)) == (worth, Lack.NONE)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("", 0),
        ("B01 /", 5),
        ("B01 B02", 4),
        ("(B01", 4),
        ("B01)", 3),
        ("B01[]", 0),
        ("-B01", 0),
        ("B01 ** 2", 5),
        ("__import__('os')", 0),
        ("b01", 0),
        ("1e9", 1),
        ("(" * 40 + "1" + ")" * 40, 21),
        ("1" + "+1" * LONGEST, LONGEST),
    ],
)
def test_what_cannot_be_read_is_named_by_its_place(text: str, at: int) -> None:
    with pytest.raises(ExpressionFault) as fault:
        read_expression(text)
    assert fault.value.at == at


def test_a_missing_number_is_not_a_zero() -> None:
    value, lack = read_expression("B01 + B02").value(lambda one: None if one == Reference("B02") else Fraction(1))
    assert (value, lack) == (None, Lack.PART)
