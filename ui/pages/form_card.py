"""A card that asks a few things and keeps what was typed until the record has taken it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.errors import InvalidInput, Trouble
from ttcs_desktop.ledger.others import CHANGED
from ui.kit.card import Card
from ui.kit.form import Form, FormField
from ui.kit.labels import label
from ui.kit.messages import message_of
from ui.pages.desk import Desk
from ui.workflows.messages import SUBJECTS


class FormCard(Card):
    """A form in a card. `take(values)` saves; a refusal stands at its field, and the card stays open.

    `troubled(Trouble)` when no field can mend it: the card closes and the page tells it.
    """

    troubled = Signal(object)

    def __init__(
        self,
        title: str,
        main_text: str,
        fields: Sequence[FormField],
        take: Callable[[dict[str, Any]], object],
        *,
        danger: bool = False,
        width: int = 440,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, main_text, main_key="Ctrl+Enter", danger=danger, width=width, parent=parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._take = take
        self._desk = _desk_of(parent)
        self._based_on = self._desk.workspace.ledger.others.seen if self._desk is not None else None
        self._changed = label("", "text", "red", wrap=True)
        self._changed.hide()
        self.body.addWidget(self._changed)
        self.form = Form(fields, SUBJECTS)
        self.form.submitted.connect(self.accept)
        self.body.addWidget(self.form)

    def introduce(self, text: str) -> None:
        """Say above the fields what the officer should know."""
        self.body.insertWidget(0, label(text, "text", "text2", wrap=True))

    def accept(self) -> None:
        """Save; close only when that went through."""
        values = self.form.values()
        if values is None:
            return
        try:
            self._take_over(values)
        except InvalidInput as trouble:
            if trouble.code == CHANGED and self._desk is not None:
                self._say_changed(self._desk, trouble)
            elif not self.form.show_trouble(trouble):
                self._give_up(trouble)
            return
        except Trouble as trouble:
            self._give_up(trouble)
            return
        super().accept()

    def _take_over(self, values: dict[str, Any]) -> None:
        if self._desk is None:
            self._take(values)
            return
        with self._desk.workspace.ledger.others.based_on(self._based_on):
            self._take(values)

    def _say_changed(self, desk: Desk, trouble: InvalidInput) -> None:
        """Somebody saved the same record while this card was open: say so once; what was typed stays."""
        desk.look_at_others()
        self._based_on = desk.workspace.ledger.others.seen
        self._changed.setText(message_of(trouble, SUBJECTS).text())
        self._changed.show()

    def _give_up(self, trouble: Trouble) -> None:
        self.reject()
        self.troubled.emit(trouble)


def _desk_of(widget: QWidget | None) -> Desk | None:
    """The desk of the page or window over which a card stands; None for a card on its own."""
    while widget is not None:
        desk = getattr(widget, "desk", None)
        if isinstance(desk, Desk):
            return desk
        widget = widget.parentWidget()
    return None
