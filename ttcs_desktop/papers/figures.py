"""How figures are written on paper: grouped, compared with an earlier period, a checksum in groups."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_SMALL = 10  # below this a percentage says less than the difference
_TENTH = Decimal("0.1")


def grouped(value: Decimal) -> str:
    """ "8.412", "131,5", "-1,6": dots between thousands, a decimal comma, no trailing zeros."""
    text = f"{value:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def written(value: Decimal | None) -> str:
    """A figure as printed; a dash where there is no data, which is not zero."""
    return "-" if value is None else grouped(value)


def comparison(value: Decimal | None, previous: Decimal | None, unit: str) -> str:
    """Against the previous period: points for rates, the plain difference for small counts, else a percentage."""
    if value is None or previous is None:
        return ""
    difference = value - previous
    if unit == "%":
        return f"{_signed(difference)} điểm"
    if previous < _SMALL or abs(difference) < 2:
        return _signed(difference)
    return f"{_signed((difference / previous * 100).quantize(_TENTH, ROUND_HALF_UP))} %"


def _signed(value: Decimal) -> str:
    return f"+{grouped(value)}" if value > 0 else grouped(value)


def quads(digits: str, count: int = 16) -> str:
    """The first `count` hex digits of a checksum in groups of four, as people read them out."""
    head = digits[:count].upper()
    return " ".join(head[at : at + 4] for at in range(0, len(head), 4))
