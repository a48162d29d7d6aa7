"""A chart in the painter's unit: columns or lying bars, dark for the newer year, light for the one before."""

from __future__ import annotations

from decimal import Decimal

from ttcs_desktop.papers.chart import Chart
from ttcs_desktop.papers.model import Align
from ttcs_desktop.papers.nd30 import PARAGRAPH_GAP, Type
from ttcs_desktop.vietnamese.typed import format_number
from ui.kit.paper.marks import Bar, Mark, Piece, Rule, Span, Words, mm, pt
from ui.kit.paper.typeset import Typesetter

_TYPE, _TITLE = Type(10), Type(11, bold=True)
_HEIGHT, _ROW = 68.0, 5.2  # mm: of the columns, of each lying bar
_GREYS = (0.62, 0.12)
_KEY = 3.2  # mm, the box of the legend
_GROUP = 0.72  # of the room a label has
_EMPTY = "Chưa có số"
_LABEL_SHARE = 0.34


def chart_piece(chart: Chart, setter: Typesetter, width: float) -> Piece:
    """A chart as one piece that is never cut, with its unit and its legend above."""
    legend, top = _legend(chart, setter, width)
    marks, height = (_lying if chart.lying else _standing)(chart, setter, width, top)
    if chart.is_empty:
        marks.append(_words(setter, _EMPTY, Span(0.0, width), top + height / 2, Align.CENTRE))
    return Piece(top + height, (*legend, *marks), before=mm(PARAGRAPH_GAP), keep=True, lines=2)


def _legend(chart: Chart, setter: Typesetter, width: float) -> tuple[list[Mark], float]:
    line = pt(_TYPE.size) * 1.5
    marks: list[Mark] = [_words(setter, f"Đơn vị tính: {chart.unit}", Span(0.0, width), line * 0.8, Align.LEFT)]
    x, key = width, mm(_KEY)
    for one, grey in reversed(tuple(zip(chart.series, _GREYS, strict=False))):
        x -= setter.width(_TYPE, one.name)
        marks.append(Words(x, line * 0.8, one.name, _TYPE))
        x -= key * 1.4
        marks.append(Bar(x, line * 0.8 - key, key, key, grey))
        x -= key * 1.4
    return marks, line * 1.4


def _standing(chart: Chart, setter: Typesetter, width: float, top: float) -> tuple[list[Mark], float]:
    ticks = [format_number(one) for one in chart.ticks()]
    left = max(setter.width(_TYPE, one) for one in ticks) + mm(2)
    foot = pt(_TYPE.size) * 1.6
    height, room = mm(_HEIGHT), mm(_HEIGHT) - foot
    base, highest = top + room, chart.top()
    marks: list[Mark] = []
    for tick, text in zip(chart.ticks(), ticks, strict=True):
        y = base - float(tick / highest) * room
        marks.append(Rule(left, y, width, y) if not tick else Rule(left - mm(1), y, left, y))
        marks.append(_words(setter, text, Span(0.0, left - mm(1.5)), y + pt(_TYPE.size) * 0.35, Align.RIGHT))
    marks.append(Rule(left, top, left, base))
    step = (width - left) / max(1, len(chart.labels))
    bar = step * _GROUP / len(chart.series)
    for at, label in enumerate(chart.labels):
        start = left + at * step + step * (1 - _GROUP) / 2
        for nth, (one, grey) in enumerate(zip(chart.series, _GREYS, strict=False)):
            tall = _share(one.values[at], highest) * room
            if one.values[at] is not None:
                marks.append(Bar(start + nth * bar, base - tall, bar, tall, grey))
        marks.append(_words(setter, label, Span(left + at * step, step), base + pt(_TYPE.size) * 1.2, Align.CENTRE))
    return marks, height


def _lying(chart: Chart, setter: Typesetter, width: float, top: float) -> tuple[list[Mark], float]:
    row = mm(_ROW) * len(chart.series)
    gap, left = mm(_ROW) * 0.5, width * _LABEL_SHARE
    written = [
        format_number(value, chart.decimals) for one in chart.series for value in one.values if value is not None
    ]
    room = width - left - max((setter.width(_TYPE, text) for text in written), default=0.0) - mm(2)
    highest = chart.top()
    marks: list[Mark] = []
    y = top
    for at, label in enumerate(chart.labels):
        text = _fitting(setter, label, left - mm(2))
        marks.append(_words(setter, text, Span(0.0, left - mm(1.5)), y + row / 2 + pt(_TYPE.size) * 0.35, Align.RIGHT))
        for nth, (one, grey) in enumerate(zip(chart.series, _GREYS, strict=False)):
            value, line = one.values[at], y + nth * mm(_ROW)
            if value is None:
                continue
            long = _share(value, highest) * room
            marks.append(Bar(left, line + mm(0.4), long, mm(_ROW - 0.8), grey))
            text = format_number(value, chart.decimals)
            marks.append(Words(left + long + mm(1), line + mm(_ROW) * 0.5 + pt(_TYPE.size) * 0.35, text, _TYPE))
        y += row + gap
    bottom = max(y, top + mm(_ROW) * 2)
    marks.append(Rule(left, top - mm(0.5), left, bottom))
    return marks, bottom - top


def _share(value: Decimal | None, highest: Decimal) -> float:
    return 0.0 if value is None else float(value / highest)


def _fitting(setter: Typesetter, text: str, room: float) -> str:
    """A label shortened to its room."""
    short = text
    while short and setter.width(_TYPE, f"{short}…" if short != text else short) > room:
        short = short[:-1]
    return text if short == text else f"{short.rstrip()}…"


def _words(setter: Typesetter, text: str, span: Span, baseline: float, align: Align) -> Words:
    return setter.place(_TYPE, text, span, baseline, align)
