"""The cards of this page: a form that saves what it says, and stays open where a service refuses it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QScrollArea, QWidget

from ttcs_desktop.basics.errors import InvalidInput, Trouble
from ui.kit.card import Card
from ui.kit.form import Form
from ui.kit.labels import label
from ui.kit.messages import message_of
from ui.workflows.messages import SUBJECTS

Values = dict[str, object]


class FormCard(Card):
    """A card of one or more forms. `save` gets all values; what it refuses is told at its field, or below the forms.

    `inside` holds the forms where they do not simply stand below each other.
    """

    def __init__(
        self,
        title: str,
        main_text: str,
        forms: Sequence[Form],
        save: Callable[[Values], None],
        *,
        inside: QWidget | None = None,
        width: int = 440,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, main_text, main_key="Ctrl+Enter", width=width, parent=parent)
        self._forms, self._save = tuple(forms), save
        self.main.clicked.disconnect()
        self.main.clicked.connect(self.submit)
        for part in [inside] if inside is not None else self._forms:
            self.body.addWidget(part)
        for form in self._forms:
            form.submitted.connect(self.submit)
            for field in form.findChildren(QWidget):
                field.installEventFilter(self)
        self.trouble = label("", "text", "red", wrap=True)
        self.trouble.hide()
        self.body.addWidget(self.trouble)
        self.body.addStretch(1)

    def submit(self) -> None:
        """Read the forms and save; the card closes when it went through."""
        self.trouble.hide()
        values: Values = {}
        for form in self._forms:
            read = form.values()
            if read is None:
                return
            values |= read
        try:
            self._save(values)
        except Trouble as trouble:
            self._tell(trouble)
            return
        self.accept()

    def set_values(self, values: Values) -> None:
        """Show values in whichever form their fields stand."""
        for name, value in values.items():
            self._form_of(name).set_values({name: value})

    def field(self, field_id: str) -> QWidget:
        """The widget of a field."""
        return self._form_of(field_id).widget(field_id)

    def set_hint(self, field_id: str, hint: str) -> None:
        """Say something else below a field."""
        self._form_of(field_id).set_hint(field_id, hint)

    def hint_of(self, field_id: str) -> str:
        """What stands below a field that is not refused."""
        return self._form_of(field_id).hint_of(field_id)

    def error_of(self, field_id: str) -> str:
        """The reason shown below a field."""
        return self._form_of(field_id).error_of(field_id)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A form moves on by Enter, which Qt's own scrolling to the focus does not notice.
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            area = self.findChild(QScrollArea)
            if area is not None:
                area.ensureWidgetVisible(watched, 0, 40)
        return super().eventFilter(watched, event)

    def _form_of(self, field_id: str) -> Form:
        for form in self._forms:
            try:
                form.widget(field_id)
            except KeyError:
                continue
            return form
        raise KeyError(field_id)

    def _tell(self, trouble: Trouble) -> None:
        if isinstance(trouble, InvalidInput) and any(form.show_trouble(trouble) for form in self._forms):
            return
        self.trouble.setText(message_of(trouble, SUBJECTS).text())
        self.trouble.show()
