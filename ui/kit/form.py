"""A form is a list of field descriptions: labels with buddies, Enter goes on, errors stand below their field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.basics.values import dataclass
from ui.kit import keys, theme
from ui.kit.fields import tab_focusable
from ui.kit.labels import label, set_ink
from ui.kit.messages import Message, what_to_type


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: its id, its label (an `&` before an ASCII letter makes Alt+letter), its widget, a hint below it.

    `required` refuses an empty value with the code `required`.
    """

    id: str
    label: str
    widget: QWidget
    hint: str = ""
    required: bool = False


class Form(QWidget):
    """Fields below each other. Enter and Shift+Enter move, Ctrl+Enter emits `submitted`."""

    submitted = Signal()
    changed = Signal()

    def __init__(
        self,
        fields: Sequence[FormField],
        *tables: Mapping[str, Message],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fields = {field.id: field for field in fields}
        self._tables = tables
        self._notes: dict[str, QLabel] = {}
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.current().px(4))
        for field in fields:
            self._add(inside, field)

    def widget(self, field_id: str) -> QWidget:
        """The widget of a field."""
        return self._fields[field_id].widget

    def set_values(self, values: Mapping[str, object]) -> None:
        """Show values; fields not named stay."""
        for name, value in values.items():
            _call(self._fields[name].widget, "set_value")(value)
            self._note(name, "")

    def set_hint(self, field_id: str, hint: str) -> None:
        """Say something else below a field, such as how what was typed is understood."""
        self._fields[field_id] = replace(self._fields[field_id], hint=hint)
        if not self.error_of(field_id):
            self._note(field_id, "")

    def hint_of(self, field_id: str) -> str:
        """What is said below a field while it is not refused."""
        return self._fields[field_id].hint

    def values(self) -> dict[str, Any] | None:
        """All values, or None when a field is refused: its reason is shown and the first such field gets the focus."""
        taken: dict[str, Any] = {}
        refused = []
        for name, field in self._fields.items():
            try:
                taken[name] = self._value(field)
                self._note(name, "")
            except InvalidInput as trouble:
                self._note(name, what_to_type(trouble.code, trouble.details, *self._tables))
                refused.append(name)
        if refused:
            self._fields[refused[0]].widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return None
        return taken

    def show_trouble(self, trouble: InvalidInput) -> bool:
        """Put a refusal of a service at its field; False when the form has no such field, so that the page shows it."""
        if trouble.field not in self._fields:
            return False
        self._note(trouble.field, what_to_type(trouble.code, trouble.details, *self._tables))
        self._fields[trouble.field].widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def error_of(self, field_id: str) -> str:
        """The reason shown below a field, empty when there is none."""
        note = self._notes[field_id]
        return note.text() if note.property("ink") == "red" else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not keys.is_enter(event):
            return super().eventFilter(watched, event)
        ctrl = keys.held(event) == Qt.KeyboardModifier.ControlModifier
        if event.type() == QEvent.Type.ShortcutOverride and ctrl:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress or not isinstance(watched, QWidget):
            return super().eventFilter(watched, event)
        if ctrl:
            self.submitted.emit()
            return True
        if isinstance(watched, QPlainTextEdit):
            return False
        self._move(watched, back=keys.held(event) == Qt.KeyboardModifier.ShiftModifier)
        return True

    def _add(self, inside: QVBoxLayout, field: FormField) -> None:
        title = label(field.label, "text")
        title.setBuddy(field.widget)
        if not field.widget.accessibleName():
            field.widget.setAccessibleName(field.label.replace("&", ""))
        field.widget.installEventFilter(self)
        note = label(field.hint, "small", "text2", wrap=True)
        note.setVisible(bool(field.hint))
        self._notes[field.id] = note
        refused = getattr(field.widget, "refused", None)
        if refused is not None:
            refused.connect(lambda code, details: self._note(field.id, what_to_type(code, details, *self._tables)))
        changed = getattr(field.widget, "changed", None)
        if changed is not None:
            changed.connect(lambda: self._typed(field.id))
        for part in (title, field.widget, note):
            inside.addWidget(part)
        inside.addSpacing(theme.current().px(4))

    def _value(self, field: FormField) -> object:
        value = _call(field.widget, "value")()
        if field.required and value in {None, ""}:
            raise InvalidInput(field.id, "required")
        return value

    def _typed(self, field_id: str) -> None:
        self._note(field_id, "")
        self.changed.emit()

    def _note(self, field_id: str, reason: str) -> None:
        """Show a reason below a field, or its hint again for an empty reason."""
        field, note = self._fields[field_id], self._notes[field_id]
        note.setText(reason or field.hint)
        set_ink(note, "red" if reason else "text2")
        note.setVisible(bool(reason or field.hint))
        if hasattr(field.widget, "set_bad"):
            _call(field.widget, "set_bad")(bool(reason))
        field.widget.setAccessibleDescription(reason)

    def _move(self, here: QWidget, *, back: bool) -> None:
        line = [field.widget for field in self._fields.values() if tab_focusable(field.widget)]
        at = line.index(here) + (-1 if back else 1)
        if 0 <= at < len(line):
            line[at].setFocus(Qt.FocusReason.TabFocusReason)
            if isinstance(line[at], QLineEdit):
                _call(line[at], "selectAll")()
        elif not back:
            self.focusNextChild()


def _call(widget: QWidget, name: str) -> Callable[..., Any]:
    """A method of the field protocol; a widget without it is a mistake of the page."""
    found: Callable[..., Any] = getattr(widget, name)
    return found
