"""Nhắc: the words of a reminder, to be copied for Zalo or printed as a letter, and noted in the same press."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.collecting.model import Standing, Way
from ttcs_desktop.collecting.wording import WAYS, reminders_text
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice, TextArea, TextField
from ui.kit.form import FormField
from ui.kit.labels import label
from ui.pages.form_card import FormCard

ONE, ALL = "one", "all"
COPIED = (Way.ZALO, Way.EMAIL)
_MAIN = dict.fromkeys(COPIED, "Chép lời và ghi đã nhắc") | {Way.PAPER: "Mở công văn và ghi"}
_SPOKEN = (*COPIED, Way.PHONE, Way.IN_PERSON)


@dataclass(frozen=True, slots=True)
class Reminder:
    """What the officer pressed: whom, how, when, the number of the letter, the words."""

    to: tuple[Standing, ...]
    way: Way
    day: dt.date
    document: str
    text: str


class RemindCard(FormCard):
    """Asks whom and how; `take(Reminder)` notes it.

    Args:
        chosen: the agency of the row, if it owes; `owing` are all who owe.
        words_for: the reminder's text for some of them.
    """

    def __init__(
        self,
        chosen: Standing | None,
        owing: Sequence[Standing],
        words_for: Callable[[Sequence[Standing]], str],
        take: Callable[[Reminder], object],
        clock: Clock,
        parent: QWidget,
    ) -> None:
        self._chosen, self._owing, self._words_for = chosen, tuple(owing), words_for
        self._remind = take
        who = [(ONE, chosen.respondent.name)] if chosen is not None else []
        self._who = Choice([*who, (ALL, f"Tất cả {len(self._owing)} cơ quan chưa nộp")])
        self._way = Choice([(way, words[:1].upper() + words[1:]) for way, words in WAYS.items()])
        self._day = DateEdit(clock)
        self._day.set_value(today(clock))
        self._document = TextField("120/UBND-VHXH", max_length=120)
        self._text = TextArea(lines=7)
        fields = (
            FormField("who", "&Nhắc ai", self._who),
            FormField("way", "&Cách nhắc", self._way),
            FormField("text", "&Lời nhắc", self._text, "Sửa được trước khi chép."),
            FormField("day", "Ngà&y nhắc", self._day, required=True),
            FormField("document", "&Số công văn", self._document, "Để trống khi chưa có."),
        )
        super().__init__("Nhắc báo cáo", _MAIN[Way.ZALO], fields, self._said, parent=parent)
        self._note = label("", "small", "text2", wrap=True)
        self.body.insertWidget(0, self._note)
        self._who.currentIndexChanged.connect(self._fill)
        self._way.currentIndexChanged.connect(self._fit_way)
        self._fill()
        self._fit_way()

    def to(self) -> tuple[Standing, ...]:
        """Whom it goes to."""
        return (self._chosen,) if self._who.value() == ONE and self._chosen is not None else self._owing

    def _fill(self) -> None:
        goes_to = self.to()
        self._text.set_value(self._words_for(goes_to))
        if len(goes_to) == 1:
            self._note.setText(f"Trước đây: {reminders_text(goes_to[0])}.")
        else:
            fresh = sum(not one.reminders for one in goes_to)
            self._note.setText(f"{len(goes_to)} cơ quan, {fresh} cơ quan chưa nhắc lần nào.")

    def _fit_way(self) -> None:
        way = self._way.value()
        self.main.setText(_MAIN.get(Way(str(way)), "Ghi đã nhắc"))
        self._document.setEnabled(way in (Way.PAPER, Way.NETWORK))
        self._text.setEnabled(way in _SPOKEN)

    def _said(self, values: dict[str, Any]) -> object:
        way = Way(values["way"])
        document = values["document"] if self._document.isEnabled() else ""
        return self._remind(Reminder(self.to(), way, values["day"], document, values["text"]))
