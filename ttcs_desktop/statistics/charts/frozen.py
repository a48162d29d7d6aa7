"""A chart as a snapshot holds it, and back: its paper is drawn from these numbers alone."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ttcs_desktop.basics.canonical import Json
from ttcs_desktop.papers.chart import Chart, Series


def frozen_chart(chart: Chart) -> dict[str, Json]:
    """A chart as a snapshot holds it: numbers are text, null is no number."""
    return {
        "title": chart.title,
        "unit": chart.unit,
        "decimals": chart.decimals,
        "labels": list(chart.labels),
        "series": [
            {"name": one.name, "values": [None if value is None else str(value) for value in one.values]}
            for one in chart.series
        ],
        "lying": chart.lying,
        "most": None if chart.most is None else str(chart.most),
        "note": chart.note,
    }


def chart_of(frozen: Mapping[str, Any]) -> Chart:
    """The chart that was frozen."""
    return Chart(
        frozen["title"],
        frozen["unit"],
        frozen["decimals"],
        tuple(frozen["labels"]),
        tuple(Series(one["name"], tuple(map(_number, one["values"]))) for one in frozen["series"]),
        lying=frozen["lying"],
        most=_number(frozen["most"]),
        note=frozen["note"],
    )


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
