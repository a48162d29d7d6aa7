"""A line of the city that cannot be used is put away with a reason, and brought back."""

from __future__ import annotations

from collections.abc import Callable

from ttcs_desktop.receiving.model import Came, Fate
from ttcs_desktop.receiving.wording import title_of
from ui.kit.fields import TextField
from ui.kit.form import FormField
from ui.pages.form_card import FormCard
from ui.pages.page import Page


def put_away_or_back(page: Page, one: Came) -> None:
    """Ask for the reason, or bring back at once; a line that is neither refused, offered nor away is left alone."""
    receiving, number = page.desk.workspace.receiving, one.line.number

    def put_away(reason: str) -> None:
        page.desk.publish(receiving.put_away(number, reason), "Đã cất mục không dùng được")

    if one.fate is Fate.PUT_AWAY:
        page.desk.publish(receiving.bring_back(number), "Đã lấy lại mục đã cất")
    elif one.fate in (Fate.REFUSED, Fate.OFFERED):
        card = putting_card(page, title_of(one), put_away)
        card.troubled.connect(page.tell)
        card.open()


def putting_card(page: Page, title: str, put_away: Callable[[str], object]) -> FormCard:
    """Why a line is put away."""
    card = FormCard(
        "Cất mục không dùng được",
        "Cất đi",
        [FormField("reason", "&Lý do", TextField("Ví dụ: đã hỏi Sở, sẽ gửi lại mục khác"), required=True)],
        lambda values: put_away(values["reason"]),
        parent=page,
    )
    card.introduce(f"“{title}” vẫn nằm trên máy như đã nhận. Thành phố gửi lại mục mới thì lại hiện ra.")
    return card
