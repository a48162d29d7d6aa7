"""Papers beside the report of a frozen version: what a correction changes, and the records behind the figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ttcs_desktop.basics.clock import local
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.papers.committee import committee_head
from ttcs_desktop.papers.figures import grouped, written
from ttcs_desktop.papers.model import (
    Addressees,
    Align,
    Block,
    Closing,
    Column,
    Document,
    Note,
    Paragraph,
    Row,
    Table,
    Title,
)
from ttcs_desktop.papers.wording import long_date, short_date, two_digits
from ttcs_desktop.statistics import snapshot as snapshots
from ttcs_desktop.statistics import wording
from ttcs_desktop.statistics.compute import rounded
from ttcs_desktop.statistics.drafting import frozen, period_of, signature, unit_kind
from ttcs_desktop.statistics.model import Snapshot
from ttcs_desktop.statistics.papers import foot, sentence
from ttcs_desktop.statistics.texts.wording import block_title

_CHANGE_COLUMNS = (
    Column("TT", 11, Align.CENTRE),
    Column("Chỉ tiêu", 62),
    Column("Đơn vị\ntính", 20, Align.CENTRE),
    Column("Đã\nbáo cáo", 24, Align.RIGHT),
    Column("Nay\nđính chính", 24, Align.RIGHT),
    Column("Chênh\nlệch", 24, Align.RIGHT),
)
_RECORD_COLUMNS = (
    Column("TT", 13, Align.CENTRE),
    Column("Ngày", 24, Align.CENTRE),
    Column("Bản ghi", 102),
    Column("Tính vào\nsố", 26, Align.RIGHT),
)


def correction(snapshot: Snapshot, *, trial: bool, because: Sequence[str] = ()) -> Document:
    """BÁO CÁO of a correction (mẫu 1.4): each figure as it was reported and as it is now, and why.

    `snapshot` is version 2 or later; `because` names the records that changed each figure, a sentence each.
    """
    content = snapshots.content_of(snapshot)
    unit, period = f"{unit_kind(content)} {content['unit']['name']}", period_of(content)
    about = f"Đính chính số liệu hoạt động thông tin cơ sở {period}"
    kept, signed = frozen(snapshot), signature(content)
    cut_off = dt.date.fromisoformat(content["window"]["cut_off"])
    blocks: list[Block] = [
        committee_head(unit, "BC-UBND", local(snapshot.frozen_at).year),
        Title("BÁO CÁO", about),
        Addressees((content["receiver"],)),
        Paragraph(
            f"Ủy ban nhân dân {unit} báo cáo đính chính lần {two_digits(kept.correction)} số liệu hoạt động thông tin "
            f"cơ sở {period} (số liệu đến hết {long_date(cut_off)}). Lý do đính chính: {sentence(kept.reason)}"
        ),
        *_changed_figures(content),
        *_changing_records(because),
        *_changed_words(content),
        Note(foot(kept, cut_off)),
        Paragraph("Các số liệu khác giữ nguyên như báo cáo đã gửi./."),
        Closing(wording.RECIPIENTS, (*signed.authority, signed.position), signed.name),
    ]
    return Document(about, tuple(blocks), trial=trial, moment=kept.frozen_at)


def _changed_figures(content: Mapping[str, Any]) -> list[Block]:
    lines = {line["code"]: line for line in content["values"]}
    rows = [
        _change_row(at, lines[one["code"]], one) for at, one in enumerate(content["changes"], 1) if one["code"] in lines
    ]
    if not rows:
        return [Paragraph("Không có chỉ tiêu nào đổi số.")]
    return [Paragraph("Số liệu đính chính:"), Table(_CHANGE_COLUMNS, tuple(rows))]


def _changing_records(because: Sequence[str]) -> list[Block]:
    if not because:
        return []
    return [Paragraph("Bản ghi làm thay đổi số liệu:"), *(Paragraph(f"- {told}") for told in because)]


def _change_row(at: int, line: Mapping[str, Any], change: Mapping[str, Any]) -> Row:
    before, after = _number(change["before"]), _number(change["after"])
    moved = "" if before is None or after is None else _signed(after - before)
    name = f"{line['name']} ({line['code']})"
    return Row((str(at), name, line["unit"], written(before), written(after), moved))


def _changed_words(content: Mapping[str, Any]) -> list[Block]:
    heads = [block_title(code) for code in snapshots.paper_of(content)["changed"]]
    if not heads:
        return []
    return [Paragraph(f"Nội dung viết lại trong báo cáo kèm theo: {'; '.join(heads)}.")]


@dataclass(frozen=True, slots=True)
class _Record:
    day: dt.date | None
    label: str
    amount: str


def evidence(snapshot: Snapshot, *, trial: bool) -> Document:
    """The records behind every figure as they were counted, indicator by indicator: an annex for who asks for proof."""
    content = snapshots.content_of(snapshot)
    unit = f"{unit_kind(content)} {content['unit']['name']}"
    title = "DANH SÁCH BẢN GHI ĐÃ TÍNH VÀO SỐ LIỆU"
    cut_off = dt.date.fromisoformat(content["window"]["cut_off"])
    rows: list[Row] = []
    for line in content["values"]:
        found = _records(line)
        if found:
            head = f"{line['code']}. {line['name']}: {written(_number(line['value']))} {line['unit']}"
            rows.append(Row((head,), banner=True))
            rows += [
                Row((str(at), short_date(one.day) if one.day else "", one.label, one.amount))
                for at, one in enumerate(found, 1)
            ]
    table: Block = (
        Table(_RECORD_COLUMNS, tuple(rows), size=11.0)
        if rows
        else Paragraph("Không số nào được đếm từ bản ghi trong sổ.")
    )
    kept = frozen(snapshot)
    blocks = (Title(title, f"{period_of(content)} của {unit}"), table, Note(foot(kept, cut_off)))
    return Document(f"Danh sách bản ghi, {period_of(content)}", blocks, trial=trial, moment=kept.frozen_at)


def _records(line: Mapping[str, Any]) -> list[_Record]:
    """The records of a line; of a share each with its part and its whole: "2/4"."""
    if "whole" not in line:
        return [
            _Record(_day(one), one["label"], grouped(rounded(Fraction(one["amount"]), line["decimals"])))
            for one in line.get("records", ())
        ]
    parts = _sums(line["part"])
    return [
        _Record(
            _day(one), one["label"], f"{_plain(parts.get(one['id'], Fraction(0)))}/{_plain(Fraction(one['amount']))}"
        )
        for one in line["whole"]
    ]


def _sums(records: Iterable[Mapping[str, Any]]) -> dict[str, Fraction]:
    made: dict[str, Fraction] = {}
    for one in records:
        made[one["id"]] = made.get(one["id"], Fraction(0)) + Fraction(one["amount"])
    return made


def _day(record: Mapping[str, Any]) -> dt.date | None:
    return dt.date.fromisoformat(record["date"]) if record["date"] else None


def _plain(amount: Fraction) -> str:
    return grouped(rounded(amount, 0 if amount.denominator == 1 else 2))


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None else None


def _signed(value: Decimal) -> str:
    return f"+{grouped(value)}" if value > 0 else grouped(value)
