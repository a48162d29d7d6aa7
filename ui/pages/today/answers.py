"""What is asked when an airing did not go in full: a reason by one digit, or minutes, clusters and reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from ttcs_desktop.broadcast.logbook import Confirmation
from ttcs_desktop.broadcast.model import Outcome, Reason
from ttcs_desktop.broadcast.wording import OUTCOMES, REASONS
from ui.kit import keys
from ui.kit.fields import Choice
from ui.kit.form import FormField
from ui.kit.number_edit import NumberEdit
from ui.pages.desk import Desk
from ui.pages.form_card import FormCard
from ui.pages.today.rows import AiringRow

REASONS_ASKED = tuple(reason for reason in Reason if reason is not Reason.NOT_GIVEN)


class ReasonMenu(QMenu):
    """Why nothing was aired. `chosen(Reason)` by a digit, the arrows and Enter, or the mouse; Esc leaves."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Lý do không phát")
        for number, reason in enumerate(REASONS_ASKED, start=1):
            action = self.addAction(f"{number}  {REASONS[reason]}")
            action.triggered.connect(lambda _=False, reason=reason: self.chosen.emit(reason))
        self.setActiveAction(self.actions()[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - Qt.Key.Key_1
        if keys.held(event) == Qt.KeyboardModifier.NoModifier and 0 <= number < len(REASONS_ASKED):
            self.close()
            self.chosen.emit(REASONS_ASKED[number])
            return
        super().keyPressEvent(event)


def partial_card(row: AiringRow, take: Callable[[Confirmation], object], parent: QWidget) -> FormCard:
    """The form behind "Khác…": part of the time, part of the clusters, and why."""
    minutes = NumberEdit(whole=True, low=1, high=24 * 60)
    total = len(row.airing.clusters)
    clusters = NumberEdit(whole=True, low=1, high=max(1, total))
    clusters.set_value(total or None)
    # A station whose clusters nobody has recorded played as a whole: there is no number to ask for.
    asked = (FormField("clusters_ok", "Số &cụm phát được", clusters),) if total else ()
    options = [(outcome, OUTCOMES[outcome]) for outcome in (Outcome.PARTIAL, Outcome.INTERRUPTED)]
    reasons = [(Reason.NOT_GIVEN, "Chọn lý do"), *((reason, REASONS[reason]) for reason in REASONS_ASKED)]

    which = Choice(reasons)
    desk = getattr(parent, "desk", None)
    if isinstance(desk, Desk) and desk.workspace.urgent.cuts.is_cut(row.airing):
        which.set_value(Reason.URGENT)

    def say(values: dict[str, Any]) -> None:
        take(Confirmation(values["state"], values["reason"], values["minutes"], values.get("clusters_ok")))

    card = FormCard(
        f"{row.times} {row.title}",
        "Ghi vào sổ",
        (
            FormField("minutes", "Số &phút đã phát", minutes, required=True),
            *asked,
            FormField("reason", "&Lý do", which),
            FormField("state", "&Kết quả", Choice(options)),
        ),
        say,
        parent=parent,
    )
    where = f"{total} cụm" if total else "cả đài (Cài đặt chưa ghi cụm loa nào cho ngày này)"
    card.introduce(f"Theo lịch: {row.airing.seconds // 60} phút, {where}.")
    return card
