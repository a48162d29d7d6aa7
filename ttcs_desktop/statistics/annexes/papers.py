"""Annexes of a report: the indicators that are broken down, each with its shares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.papers.chart import Chart
from ttcs_desktop.papers.figures import written
from ttcs_desktop.papers.model import Align, Annex, Block, Column, Row, Table
from ttcs_desktop.papers.wording import long_date, two_digits
from ttcs_desktop.statistics.charts.papers import charts_annex

_COLUMNS = (
    Column("TT", 11, Align.CENTRE),
    Column("Chia theo", 96),
    Column("Đơn vị\ntính", 24, Align.CENTRE),
    Column("Số liệu", 34, Align.RIGHT),
)


@dataclass(frozen=True, slots=True)
class ShareGroup:
    """An indicator that is broken down: its total and its shares, (name, value), in order.

    `by_hand` where somebody typed the total: then the shares, which are counted, need not sum to it.
    """

    code: str
    name: str
    unit: str
    value: Decimal | None
    shares: tuple[tuple[str, Decimal], ...]
    by_hand: bool = False


def annex_origin(unit: str, sign: str, number: int | None, day: dt.date | None) -> str:
    """To which report an annex belongs: the room for its number stays open until it is known."""
    told = f"{two_digits(number)}/{sign}" if number is not None else f"      /{sign}"
    dated = f" {long_date(day)}" if day is not None else ""
    return f"(Kèm theo Báo cáo số {told}{dated} của Ủy ban nhân dân {unit})"


def report_annexes(shares: Sequence[ShareGroup], charts: Sequence[Chart], origin: str) -> list[Block]:
    """Shares, then charts; numbered where there are both (Nghị định 30/2020, Phụ lục I, phần III)."""
    both = bool(shares and charts)
    made = shares_annex(shares, origin, "Phụ lục I" if both else "Phụ lục") if shares else []
    return made + (charts_annex("Phụ lục II" if both else "Phụ lục", charts, origin) if charts else [])


def shares_annex(groups: Sequence[ShareGroup], origin: str, label: str = "Phụ lục") -> list[Block]:
    """Phụ lục: a banner for each indicator, its shares below, its own number last."""
    rows: list[Row] = []
    for group in groups:
        rows.append(Row((f"{group.name} ({group.code})",), banner=True))
        rows += [
            Row((str(at), name, group.unit, written(value)), group=group.code)
            for at, (name, value) in enumerate(group.shares, 1)
        ]
        total = "Số của chỉ tiêu (nhập tay; các dòng trên máy đếm)" if group.by_hand else "Số của chỉ tiêu"
        rows.append(Row(("", total, group.unit, written(group.value)), group=group.code, strong=True))
    return [Annex(label, "SỐ LIỆU CHIA THEO NHÓM", origin), Table(_COLUMNS, tuple(rows))]
