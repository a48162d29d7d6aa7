"""Which class (mức ưu tiên) an item is likely to have: that of the last one from the same sender or in the same column.

It is proposed, never set. An urgent class is never proposed: what is urgent is said so each time anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.content.model import Priority
from ttcs_desktop.vietnamese.text import fold_words


@dataclass(frozen=True, slots=True)
class UsualClasses:
    """Folded name of a sender → class, column id → class; both of the newest item there is."""

    by_source: Mapping[str, Priority] = MappingProxyType({})
    by_column: Mapping[str, Priority] = MappingProxyType({})

    def of_source(self, source: str) -> Priority:
        """Of what a sender sends; a name reads alike with and without marks."""
        return self.by_source.get(fold_words(source), Priority.NORMAL)

    def of_column(self, column_id: str | None) -> Priority:
        """Of what stands in a column."""
        return self.by_column.get(column_id or "", Priority.NORMAL)
