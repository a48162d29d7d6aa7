"""What stands in the fields of an item, saved or not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.content.model import Form, Origin, Priority
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
    priority: Priority = Priority.NORMAL

    def as_kept(self) -> dict[str, str | None]:
        """The words for `Drafts`, without the id, which is the place they are kept at."""
        return {
            "title": self.title,
            "text": self.text,
            "form": self.form.value,
            "origin": self.origin.value,
            "column_id": self.column_id,
            "priority": self.priority.value,
        }

    @classmethod
    def of_kept(cls, item_id: str, kept: Mapping[str, Any]) -> Draft:
        """The words again."""
        form, origin = Form(kept["form"]), Origin(kept["origin"])
        priority = Priority(kept.get("priority", Priority.NORMAL))  # words kept by an earlier program have none
        return cls(item_id, kept["title"], kept["text"], form, origin, kept["column_id"], priority)

    @property
    def is_valid(self) -> bool:
        """Whether the record would take it: a title is enough, and a text lends its first words as one."""
        return not self.is_blank

    @property
    def is_blank(self) -> bool:
        """Whether nothing was typed."""
        return not tidy(self.title) and not tidy(self.text)

    @property
    def what_leaving_does(self) -> str:
        """What becomes of the words, not saved yet, when the officer turns to something else."""
        if self.is_blank:
            return "Chưa lưu được: gõ tên hoặc nội dung"
        if not tidy(self.title):
            return "Chưa lưu; rời bài là tự lưu nháp, tên lấy từ mấy chữ đầu"
        return "Chưa lưu; rời bài là tự lưu nháp"
