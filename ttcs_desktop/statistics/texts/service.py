"""What the office does with the words of a report: look, write over, take back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.ids import stable_id
from ttcs_desktop.ledger.ledger import Ledger
from ttcs_desktop.statistics.catalogue import Template
from ttcs_desktop.statistics.model import Report, Value
from ttcs_desktop.statistics.texts.facts import Ask, facts_of
from ttcs_desktop.statistics.texts.filling import facts_in, filled
from ttcs_desktop.statistics.texts.model import EditedText, Outline, TextBlock
from ttcs_desktop.statistics.texts.repository import REPORT_TEXT, ReportTextRows, put_text
from ttcs_desktop.vietnamese.text import tidy

LONGEST = 8_000
"""Letters of a block: four pages of a report."""


class ReportTexts:
    """The text blocks of reports: filled anew with each look, but for those the officer wrote over.

    Attributes:
        outlines: the blocks in the report's order.
    """

    def __init__(
        self, rows: ReportTextRows, ledger: Ledger, ask: Callable[[], Ask], outlines: Sequence[Outline]
    ) -> None:
        self._rows, self._ledger, self._ask = rows, ledger, ask
        self.outlines = tuple(outlines)

    def of(self, report: Report) -> tuple[TextBlock, ...]:
        """The blocks of a report as it stands now, in the report's order."""
        return self.blocks(report.template, report.year, report.values)

    def blocks(self, template: Template, year: int, values: Sequence[Value]) -> tuple[TextBlock, ...]:
        """The same from its values."""
        facts = facts_of(self._ask(), values, template.window(year))
        edited = self._rows.of(template.code, year)
        return tuple(
            TextBlock(
                one.code,
                one.part,
                filled(one, facts),
                {name: facts[name] for name in facts_in(one) if name in facts},
                edited.get(one.code),
            )
            for one in self.outlines
        )

    def edit(self, template: str, year: int, block: TextBlock, text: str) -> Changes:
        """The officer's words for a block, and what the record said when they were written.

        Empty words are words too: the block is left out of the report, or says that there is nothing.

        Raises:
            InvalidInput: `fact_too_long`.
        """
        lines = [tidy(line) for line in text.replace("\r\n", "\n").split("\n")]
        words = "\n".join(line for line in lines if line)
        if len(words) > LONGEST:
            raise InvalidInput("text", "fact_too_long", longest=LONGEST)
        one = EditedText(text_id(template, year, block.code), template, year, block.code, words, block.facts)
        return self._ledger.save("statistics.edit_text", [put_text(one)])

    def take_back(self, template: str, year: int, block: str) -> Changes:
        """Let the record speak again."""
        return self._ledger.bury("statistics.take_back_text", REPORT_TEXT, [text_id(template, year, block)])


def text_id(template: str, year: int, block: str) -> str:
    """One id for the words of a block, on every PC."""
    return stable_id("report_text", template, year, block)
