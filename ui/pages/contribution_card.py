"""The cards of a piece sent to a higher station or paper, the same in Nội dung and in Cài đặt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.clock import Clock, today
from ttcs_desktop.content.model import Contribution, Item
from ttcs_desktop.papers.wording import short_date
from ui.kit.date_edit import DateEdit
from ui.kit.fields import Choice, TextField
from ui.kit.form import FormField
from ui.pages.form_card import FormCard

RECEIVER = "Báo và phát thanh, truyền hình thành phố"
Send = Callable[[str, dt.date, dt.date | None], object]
Used = Callable[[Contribution, dt.date], object]


def used_field(clock: Clock, known: dt.date | None = None) -> FormField:
    """The day it was used."""
    edit = DateEdit(clock)
    edit.set_value(known)
    return FormField("used_on", "Ngày được &dùng", edit, "Để trống khi nơi nhận chưa dùng.")


def sending_fields(clock: Clock, receiver: str, sent_on: dt.date) -> tuple[FormField, FormField]:
    """To whom, and when."""
    to_whom, day = TextField(RECEIVER), DateEdit(clock)
    to_whom.set_value(receiver)
    day.set_value(sent_on)
    return (
        FormField("receiver", "&Nơi nhận", to_whom, required=True),
        FormField("sent_on", "Ngày &gửi", day, required=True),
    )


def told(piece: Contribution) -> str:
    """ "Đài thành phố 01/6/2026, được dùng 03/6/2026"."""
    used = f", được dùng {short_date(piece.used_on)}" if piece.used_on else ", chưa dùng"
    return f"{piece.receiver} {short_date(piece.sent_on)}{used}"


def contribution_card(
    item: Item,
    version: int,
    known: Sequence[Contribution],
    clock: Clock,
    deeds: tuple[str, Send, Used],
    parent: QWidget,
) -> FormCard:
    """Send the newest wording of an item, or note when one that was sent has been used.

    `deeds` are the receiver offered first, what a sending and what a use does.
    """
    last, send, use = deeds
    waiting = [one for one in known if one.used_on is None]
    choices = [*((one, f"Đã gửi {told(one)}: ghi ngày được dùng") for one in waiting), (None, "Gửi nơi khác, lần khác")]
    what = Choice(choices)
    what.set_value(waiting[-1] if waiting else None)
    receiver, sent = sending_fields(clock, last, today(clock))
    used = used_field(clock, today(clock) if waiting else None)

    def follow() -> None:
        for field in (receiver, sent):
            field.widget.setEnabled(what.value() is None)

    what.currentIndexChanged.connect(follow)
    follow()

    def take(values: dict[str, Any]) -> None:
        piece = values.get("what")
        if isinstance(piece, Contribution):
            use(piece, values["used_on"] or today(clock))
        else:
            send(values["receiver"], values["sent_on"], values["used_on"])

    fields = (*((FormField("what", "&Việc", what),) if waiting else ()), receiver, sent, used)
    card = FormCard("Gửi cộng tác", "Ghi", fields, take, parent=parent)
    before = "".join(f"\nĐã gửi {told(one)}." for one in known)
    card.introduce(f"“{item.title}”, phiên bản {version}.{before}")
    return card
