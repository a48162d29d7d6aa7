"""Topics as rows: each with what is known of it being told."""

from __future__ import annotations

from collections.abc import Sequence

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.broadcast.coverage.model import Column, Counts, Coverage, Gap, Lack, months_of, weeks_of
from ttcs_desktop.broadcast.coverage.wording import gap_text
from ttcs_desktop.content.topics.model import Topic
from ttcs_desktop.content.topics.wording import span_text, wanted_text
from ui.kit.chips import Status, Tone

LIST, YEAR = 0, 5
VIEWS = (
    (LIST, "Danh mục"),
    (1, "Độ phủ quý I"),
    (2, "Độ phủ quý II"),
    (3, "Độ phủ quý III"),
    (4, "Độ phủ quý IV"),
    (YEAR, "Độ phủ cả năm"),
)
_LOOKS = {
    Lack.NO_ITEM: (Tone.ALARM, "circle-alert"),
    Lack.MISSED: (Tone.ALARM, "triangle-alert"),
    Lack.SHORT: (Tone.LOOK, "triangle-alert"),
    Lack.NEVER: (Tone.LOOK, "circle"),
    Lack.LATER: (Tone.NEUTRAL, "clock"),
    Lack.ENOUGH: (Tone.GOOD, "circle-check"),
}
# How the sum above the table tells the lacks, in this order.
_SUMMED = (
    (Lack.NO_ITEM, "{} chưa có bài"),
    (Lack.MISSED, "{} hết kỳ mà thiếu"),
    (Lack.SHORT, "{} còn thiếu"),
    (Lack.NEVER, "{} chưa phát"),
    (Lack.LATER, "{} chưa tới kỳ"),
    (Lack.ENOUGH, "{} đủ"),
)


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic with its numbers."""

    topic: Topic
    items: int
    total: Counts
    gap: Gap

    @property
    def id(self) -> str:
        return self.topic.id

    @property
    def below(self) -> str:
        """What is said under its text in the list."""
        entry = self.topic.entry
        return " · ".join(part for part in (entry.field, entry.giver) if part)

    @property
    def span(self) -> str:
        return span_text(self.topic.entry.span, self.topic.year)

    @property
    def wanted(self) -> str:
        return wanted_text(self.topic.entry.wanted)

    @property
    def status(self) -> Status:
        """What it lacks: a shape, words and a colour."""
        tone, icon = _LOOKS[self.gap.lack]
        return Status(gap_text(self.gap), tone, icon)

    def is_due(self, column: Column) -> bool:
        """Whether the topic is to be told in a column that has begun."""
        window = self.topic.window
        return column.first <= window.cut_off and window.start <= column.last


def rows_of(coverage: Coverage) -> list[TopicRow]:
    """A row for each topic of the year."""
    return [
        TopicRow(one, coverage.items.get(one.id, 0), coverage.total(one), coverage.gap(one)) for one in coverage.topics
    ]


def columns_of(year: int, view: int) -> tuple[Column, ...]:
    """The stretches of a view: the weeks of a quarter, or the months of the year."""
    return months_of(year) if view == YEAR else weeks_of(year, view)


def summed(rows: Sequence[TopicRow]) -> str:
    """ "32 chủ đề: 3 chưa có bài, 5 còn thiếu, 24 đủ"."""
    if not rows:
        return "Chưa có chủ đề nào"
    counted = [(words, sum(row.gap.lack is lack for row in rows)) for lack, words in _SUMMED]
    return f"{len(rows)} chủ đề: {', '.join(words.format(number) for words, number in counted if number)}"
