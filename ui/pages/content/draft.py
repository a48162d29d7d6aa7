"""What stands in the fields of an item, saved or not."""

from __future__ import annotations

from dataclasses import dataclass

from ttcs_desktop.content.model import Form, Origin
from ttcs_desktop.vietnamese.text import tidy


@dataclass(frozen=True, slots=True)
class Draft:
    """Typed words of an item; `item_id` is empty while the record does not know it."""

    item_id: str = ""
    title: str = ""
    text: str = ""
    form: Form = Form.NEWS
    origin: Origin = Origin.WARD
    column_id: str | None = None

    @property
    def is_valid(self) -> bool:
        """Whether the record would take it."""
        return bool(tidy(self.title) and tidy(self.text))

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        return not tidy(self.title) and not tidy(self.text)
