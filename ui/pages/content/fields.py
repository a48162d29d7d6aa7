"""The fields an item is written in, each with the place where a refusal of it is said.

While the officer types nothing here sets a text; a text is set only when an item is opened.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.broadcast.wording import PRIORITIES
from ttcs_desktop.content.classes.model import UsualClasses
from ttcs_desktop.content.model import Form, Item, Origin, Priority
from ttcs_desktop.content.wording import FORMS, ORIGINS
from ui.kit import theme, tokens
from ui.kit.fields import Choice, TextArea, TextField
from ui.kit.labels import label, set_flag
from ui.kit.messages import what_to_type
from ui.kit.panels import row
from ui.pages.content.draft import Draft
from ui.pages.content.words import NO_COLUMN
from ui.workflows.messages import SUBJECTS

AS_HIGH_AS_THERE_IS_ROOM = 16_777_215


class ItemFields(QObject):
    """Title and text; form, origin and column, which are chosen while an item is new. The editor lays them out."""

    typed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        px = theme.current().px
        self.title = TextField("Tên bài như đọc trên loa", name="Tên bài")
        self.text = TextArea("Gõ hoặc dán nội dung", name="Nội dung bài")
        self.text.setFont(theme.current().font(tokens.READING))
        self.text.setMinimumHeight(px(60))
        self.text.setMaximumHeight(AS_HIGH_AS_THERE_IS_ROOM)
        self.title_note, self.text_note = label("", "small", "red", wrap=True), label("", "small", "red", wrap=True)
        self.form = Choice(list(FORMS.items()), name="Thể loại")
        self.origin = Choice(list(ORIGINS.items()), name="Nguồn")
        self.column = Choice([(None, NO_COLUMN)], name="Chuyên mục")
        self.priority = Choice(list(PRIORITIES.items()), name="Mức ưu tiên")
        self._usual, self._chosen = UsualClasses(), False
        self.column.changed.connect(self._propose_class)
        self.priority.changed.connect(self._keep_class)
        self.choices = QWidget()
        line = row(self.choices, 8)
        for choice, share in ((self.form, 3), (self.origin, 4), (self.column, 5), (self.priority, 3)):
            choice.setMinimumWidth(px(80))
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            line.addWidget(choice, share)
        self.title.changed.connect(self._changed)
        self.text.changed.connect(self._changed)
        self.title.returnPressed.connect(lambda: self.text.setFocus(Qt.FocusReason.TabFocusReason))

    def offer_columns(self, columns: Sequence[tuple[str | None, str]], usual: UsualClasses) -> None:
        """Offer the columns of the day, and none of them; `usual` proposes the class that items of a column have."""
        self._usual, self._chosen = usual, False
        self.column.set_options(((None, NO_COLUMN), *columns))

    def fill(self, draft: Draft) -> None:
        """Open another item's words."""
        self.title.set_value(draft.title)
        self.form.set_value(draft.form)
        self.origin.set_value(draft.origin)
        self.column.set_value(draft.column_id)
        self.priority.set_value(draft.priority)
        self.text.set_value(draft.text)
        self._clear_notes()

    def draft(self, item: Item | None) -> Draft:
        """What stands in the fields; of a known item form, origin and column are its own."""
        title, text = str(self.title.value()), str(self.text.value())
        if item is not None:
            return Draft(item.id, title, text, item.form, item.origin, item.column_id)
        form, origin, column_id = self.form.value(), self.origin.value(), self.column.value()
        priority = self.priority.value()
        return Draft(
            "",
            title,
            text,
            form if isinstance(form, Form) else Form.NEWS,
            origin if isinstance(origin, Origin) else Origin.WARD,
            column_id if isinstance(column_id, str) else None,
            priority if isinstance(priority, Priority) else Priority.NORMAL,
        )

    def set_locked(self, locked: bool) -> None:
        """Let the words be read only, or written; `readOnly` is Qt's own property, and the style sheet's."""
        for field in (self.title, self.text):
            set_flag(field, "readOnly", locked)

    def show_trouble(self, trouble: InvalidInput) -> bool:
        """Say at its field what is missing; False when it concerns none of these."""
        places: dict[str, tuple[TextField | TextArea, QLabel]] = {
            "title": (self.title, self.title_note),
            "text": (self.text, self.text_note),
        }
        if trouble.field not in places:
            return False
        field, note = places[trouble.field]
        note.setText(what_to_type(trouble.code, trouble.details, SUBJECTS))
        note.show()
        field.set_bad(True)
        field.setAccessibleDescription(note.text())
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def error_text(self) -> str:
        """The refusals shown."""
        return " ".join(note.text() for note in (self.title_note, self.text_note) if not note.isHidden())

    def _keep_class(self) -> None:
        """A class that the officer chose stays, whatever the column."""
        self._chosen = True

    def _propose_class(self) -> None:
        column_id = self.column.value()
        if not self._chosen:
            self.priority.set_value(self._usual.of_column(column_id if isinstance(column_id, str) else None))

    def _changed(self) -> None:
        self._clear_notes()
        self.typed.emit()

    def _clear_notes(self) -> None:
        for field, note in ((self.title, self.title_note), (self.text, self.text_note)):
            field.set_bad(False)
            field.setAccessibleDescription("")
            note.hide()
