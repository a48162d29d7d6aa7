"""A chart on paper: drawn, with the same numbers in a table below it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from ttcs_desktop.papers.chart import Chart
from ttcs_desktop.papers.model import Align, Annex, Block, Column, Document, Heading, Note, Row, Table, Title
from ttcs_desktop.papers.wording import short_date
from ttcs_desktop.vietnamese.typed import format_number

_ON_ONE_PAGE = 14  # rows that are never parted


def chart_paper(chart: Chart, unit: str, day: dt.date, *, trial: bool) -> Document:
    """One chart of a unit ("phường Mẫu") as of a day, on its own sheet; nothing of it is frozen."""
    title, _, year = chart.title.rpartition(", ")
    blocks: tuple[Block, ...] = (
        Title("BIỂU ĐỒ", f"{title or chart.title}{f' {year}' if title else ''}"),
        chart,
        table_of(chart),
        *((Note(chart.note),) if chart.note else ()),
        Note(f"Số của {unit}, lấy từ sổ ngày {short_date(day)}, chưa chốt."),
    )
    return Document(chart.title, blocks, trial=trial)


def charts_annex(label: str, charts: Sequence[Chart], origin: str) -> list[Block]:
    """An annex of charts, each over its numbers."""
    blocks: list[Block] = [Annex(label, "BIỂU ĐỒ", origin)]
    for at, chart in enumerate(charts, 1):
        blocks += [Heading(2, f"{at}. {chart.title}"), chart, table_of(chart)]
        blocks += [Note(chart.note)] if chart.note else []
    return blocks


def table_of(chart: Chart) -> Table:
    """The numbers of a chart, a label a row."""
    whole = len(chart.labels) <= _ON_ONE_PAGE
    first = Column("Mục" if chart.lying else "Tháng", 75)
    columns = (first, *(Column(f"{one.name}\n({chart.unit})", 45, Align.RIGHT) for one in chart.series))
    rows = tuple(
        Row((label, *(number(chart, one.values[at]) for one in chart.series)), group=chart.title if whole else "")
        for at, label in enumerate(chart.labels)
    )
    return Table(columns, rows, size=12.0)


def number(chart: Chart, value: Decimal | None) -> str:
    """A number of a chart as written; a dash where there is none."""
    if value is None:
        return "-"
    return format_number(value, chart.decimals)
