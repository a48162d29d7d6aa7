"""The card of the page: a topic written down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from ttcs_desktop.content.topics.model import Topic, TopicEntry
from ttcs_desktop.content.topics.typed import parse_span, parse_wanted
from ttcs_desktop.content.topics.wording import span_text, wanted_text
from ui.kit.fields import TextField
from ui.kit.form import FormField
from ui.pages.form_card import FormCard

_LONGEST = 2_000


def topic_card(
    year: int, known: Topic | None, take: Callable[[TopicEntry], object], parent: QWidget, *, giver: str = ""
) -> FormCard:
    """A new topic, or a known one to be written anew; `giver` stands there at first."""
    code, text = TextField("Để trống thì máy đánh số", max_length=20), TextField(max_length=_LONGEST)
    field, paper = TextField("Chuyển đổi số"), TextField("KH 184/KH-SVHTT")
    span = TextField("Cả năm; Quý II; Tháng 3 - 5; 01/3 - 15/4")
    wanted = TextField("2/tháng; 1/quý; 4")
    paper.set_value(giver)
    if known is not None:
        entry = known.entry
        for widget, value in ((code, entry.code), (text, entry.text), (field, entry.field), (paper, entry.giver)):
            widget.set_value(value)
        span.set_value(span_text(entry.span, year))
        wanted.set_value(wanted_text(entry.wanted))
    fields = (
        FormField("text", "&Chủ đề", text),
        FormField("code", "&Mã", code),
        FormField("field", "&Lĩnh vực", field),
        FormField("giver", "&Giao tại văn bản", paper),
        FormField("span", "&Kỳ tuyên truyền", span, "Để trống là cả năm."),
        FormField("wanted", "&Số lượt cần phát", wanted, "Để trống khi không giao số."),
    )
    title = f"Sửa chủ đề năm {year}" if known else f"Thêm chủ đề năm {year}"
    return FormCard(title, "Lưu", fields, lambda values: take(entry_of(values, year)), parent=parent)


def entry_of(values: dict[str, Any], year: int) -> TopicEntry:
    """What the fields say.

    Raises:
        InvalidInput: at its field, what cannot be read.
    """
    return TopicEntry(
        text=values["text"],
        code=values["code"],
        field=values["field"],
        giver=values["giver"],
        span=parse_span(values["span"], year),
        wanted=parse_wanted(values["wanted"]),
    )
