"""How an airing went when it did not go in full."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtWidgets import QWidget

from ttcs_desktop.broadcast.logbook import Confirmation
from ttcs_desktop.broadcast.model import Airing, Outcome, Reason
from ttcs_desktop.broadcast.wording import OUTCOMES, REASONS
from ui.kit.fields import Choice
from ui.kit.form import Form, FormField
from ui.kit.labels import label
from ui.kit.number_edit import NumberEdit
from ui.pages.schedule.cards import FormCard, Values
from ui.pages.schedule.words import date_title, minutes_of, span_of
from ui.workflows.messages import SUBJECTS

_REASONS = tuple((reason, REASONS[reason]) for reason in Reason if reason is not Reason.NOT_GIVEN)


def result_card(
    airing: Airing,
    state: Outcome,
    save: Callable[[Confirmation], None],
    parent: QWidget | None = None,
    *,
    cut: bool = False,
) -> FormCard:
    """Asks the reason; of a partial one also the minutes and, where there are several, the clusters that played.

    Of one that was `cut` by an urgent message, that reason stands there first.
    """
    reasons = Choice(_REASONS)
    reasons.set_value(Reason.URGENT if cut else _REASONS[0][0])
    fields = [FormField("reason", "Lý do", reasons)]
    if state is Outcome.PARTIAL:
        total = max(len(airing.clusters), 1)
        minutes = NumberEdit(whole=True, low=1, high=minutes_of(airing))
        clusters = NumberEdit(whole=True, low=1, high=total)
        clusters.set_value(total)
        fields = [
            FormField("minutes", f"Số phút đã phát (kế hoạch {minutes_of(airing)})", minutes, required=True),
            *([FormField("clusters_ok", f"Số cụm phát được (trên {total})", clusters)] if airing.clusters else []),
            *fields,
        ]
    form = Form(fields, SUBJECTS)
    card = FormCard(OUTCOMES[state], "Ghi", [form], lambda values: save(_said(state, values)), parent=parent)
    about = f"{airing.title}, {date_title(airing.day)}, {span_of(airing)}"
    card.body.insertWidget(0, label(about, wrap=True))
    return card


def _said(state: Outcome, values: Values) -> Confirmation:
    return Confirmation(
        state,
        cast("Reason", values["reason"]),
        cast("int | None", values.get("minutes")),
        cast("int | None", values.get("clusters_ok")),
    )
