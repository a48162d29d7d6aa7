"""The coverage of topics as a table on paper, A4 landscape (bảng theo dõi độ phủ chủ đề)."""

from __future__ import annotations

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.coverage.model import Channel, Coverage, Lack, months_of, weeks_of
from ttcs_desktop.broadcast.coverage.model import Column as Stretch
from ttcs_desktop.broadcast.coverage.wording import CHANNELS, SIGNS, SIGNS_PRESS, cell, column_head, gap_text
from ttcs_desktop.content.topics.wording import span_text, wanted_text
from ttcs_desktop.papers.committee import committee_head
from ttcs_desktop.papers.model import (
    Align,
    Block,
    Closing,
    Column,
    Document,
    Note,
    Page,
    Paragraph,
    Row,
    Table,
    Title,
)
from ttcs_desktop.papers.wording import long_date

_NARROW, _LEFT = 8.6, 20.0
_HEADS = {True: "T23 là tuần 23 của năm", False: "Th 5 là tháng 5"}
_QUARTERS = ("", "quý I ", "quý II ", "quý III ", "quý IV ")


@dataclass(frozen=True, slots=True)
class CoveragePaper:
    """What the paper says. `quarter` 1 to 4 shows its weeks, 0 the months of the year."""

    unit_kind: str
    unit_name: str
    coverage: Coverage
    quarter: int
    channel: Channel
    authority: tuple[str, ...]
    position: str
    signer: str = ""
    trial: bool = False


def coverage_table(paper: CoveragePaper) -> Document:
    """BẢNG THEO DÕI of the topics of a year or a quarter."""
    coverage, unit = paper.coverage, f"{paper.unit_kind} {paper.unit_name}"
    about = f"Độ phủ chủ đề tuyên truyền {_QUARTERS[paper.quarter]}năm {coverage.year}"
    stretches = weeks_of(coverage.year, paper.quarter) if paper.quarter else months_of(coverage.year)
    columns = (
        Column("TT", 9, Align.CENTRE),
        Column("Chủ đề", 0),
        Column("Kỳ, số cần", 23),
        *(Column(column_head(one).replace(" ", "\n"), _NARROW, Align.CENTRE) for one in stretches),
        Column("Cả năm", 13, Align.CENTRE),
        Column("Còn thiếu", 30),
    )
    page = Page(landscape=True, left=_LEFT)
    used = sum(one.width for one in columns)
    columns = tuple(Column(one.head, one.width or page.text_width - used, one.align) for one in columns)
    rows = tuple(_row(coverage, index, stretches) for index in range(len(coverage.topics)))
    blocks: list[Block] = [
        committee_head(unit, "BC-UBND", coverage.today.year),
        Title("BẢNG THEO DÕI", about),
        Paragraph(_told(paper)),
        Table(columns, rows, size=10, padding=0.6),
        Note(f"Ghi chú: {SIGNS if paper.channel is Channel.STATION else SIGNS_PRESS}; {_HEADS[bool(paper.quarter)]}."),
        Closing(("Lưu: VT, VH-XH",), (*paper.authority, paper.position), paper.signer),
    ]
    return Document(about, tuple(blocks), page, trial=paper.trial)


def _row(coverage: Coverage, index: int, stretches: tuple[Stretch, ...]) -> Row:
    topic = coverage.topics[index]
    window, cells = topic.window, []
    for one in stretches:
        counts = coverage.counts(topic.id, one.first, one.last)
        due = one.first <= min(window.cut_off, coverage.today) and window.start <= one.last
        cells.append(cell(counts, inside=due).replace(" ", "\n"))
    asked = "\n".join(
        part for part in (span_text(topic.entry.span, topic.year), wanted_text(topic.entry.wanted)) if part
    )
    total = cell(coverage.total(topic), inside=False).replace(" ", "\n")
    return Row((topic.code, topic.text, asked, *cells, total or "0", gap_text(coverage.gap(topic))))


def _told(paper: CoveragePaper) -> str:
    coverage = paper.coverage
    lacks = [coverage.gap(one).lack for one in coverage.topics]
    aired = sum(bool(coverage.total(one).aired) for one in coverage.topics)
    short = sum(one in (Lack.NO_ITEM, Lack.MISSED, Lack.SHORT) for one in lacks)
    return (
        f"Kênh: {CHANNELS[paper.channel].lower()}. Tính đến {long_date(coverage.today)}: danh mục có "
        f"{len(coverage.topics)} chủ đề; {aired} chủ đề đã được nói tới, {lacks.count(Lack.NO_ITEM)} chủ đề chưa có "
        f"bài, {short} chủ đề còn thiếu."
    )
