"""Inside the chosen task: its steps to tick, what it has to do with, and notes with who and when."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QSizePolicy, QWidget

from ttcs_desktop.plans.inside.model import Inside, Linked, TaskLink, TaskStep
from ui.kit import keys
from ui.kit.buttons import KeyButton, Size
from ui.kit.chips import Status, Tone
from ui.kit.labels import label, plain_tip
from ui.kit.link_line import LinkLine, paint_line
from ui.kit.panels import column, row
from ui.pages.plans.note_line import NoteLine, keep_f2

_SHOWN_NOTES = 10


class InsideList(QWidget):
    """`step_wanted`, `note_wanted`, `link_wanted` for what is to be added; `ticked(step id, done)`,
    `step_removed(step id)`, `note_removed(note id)`, `unlinked(link id)`; `step_opened(step id)` and
    `note_opened(note id)` for what is to be reworded; `opened(subject, record id)` for what is linked.
    """

    step_wanted = Signal()
    note_wanted = Signal()
    link_wanted = Signal()
    ticked = Signal(str, bool)
    step_removed = Signal(str)
    step_opened = Signal(str)
    note_removed = Signal(str)
    note_opened = Signal(str)
    unlinked = Signal(str)
    opened = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outer = column(self, 4)
        self._titles = {
            "steps": self._head("Các bước", "Thêm bước", "Ctrl+E", self.step_wanted),
            "links": self._head("Liên quan", "Gắn", "Ctrl+L", self.link_wanted),
            "notes": self._head("Ghi chú", "Ghi chú thêm", "Ctrl+G", self.note_wanted),
        }
        self._parts: dict[str, QWidget] = {}
        for name, (head, _) in self._titles.items():
            self._outer.addWidget(head)
            self._parts[name] = QWidget()
            self._outer.addWidget(self._parts[name])

    def show_inside(self, inside: Inside, names: Mapping[Linked, str], people: Mapping[str, str], year: int) -> None:
        """Show what is inside a task; `names` are those of what is linked, `people` by id."""
        counted = f"Các bước: {inside.done}/{len(inside.steps)} xong" if inside.steps else "Các bước"
        self._titles["steps"][1].setText(counted)
        self._put("steps", lambda made: [made(_Step(step, self)) for step in inside.steps])
        self._put("links", lambda made: [made(_Link(link, names[link.linked], self)) for link in inside.links
                                         if link.linked in names])  # fmt: skip
        left = len(inside.notes) - _SHOWN_NOTES

        def fill(made: Callable[[QWidget], object]) -> None:
            for note in inside.notes[:_SHOWN_NOTES]:
                made(NoteLine(note, people.get(note.person, "Máy này"), year, self))
            if left > 0:
                made(label(f"và {left} ghi chú cũ hơn", "small", "text2"))

        self._put("notes", fill)

    def stand_at(self, record_id: str) -> None:
        """Give the keyboard to a step or a note: a card over it has just changed it."""
        for one in (*_lines(self._parts["steps"]), *_lines(self._parts["notes"])):
            if one.id == record_id:
                one.setFocus()

    def step_boxes(self) -> list[QCheckBox]:
        """The steps as they can be ticked, from above."""
        return [one for one in self._parts["steps"].findChildren(QCheckBox) if not one.isHidden()]

    def _put(self, name: str, fill: Callable[[Callable[[QWidget], object]], object]) -> None:
        made = QWidget()
        inside = column(made, 2)
        fill(inside.addWidget)
        old, self._parts[name] = self._parts[name], made
        at_hand = next((at for at, one in enumerate(_lines(old)) if one.hasFocus()), None)
        self._outer.replaceWidget(old, made)
        old.hide()
        made.show()
        old.deleteLater()
        fresh = _lines(made)
        if at_hand is not None and fresh:
            fresh[min(at_hand, len(fresh) - 1)].setFocus()

    def _head(self, title: str, word: str, key: str, wanted: SignalInstance) -> tuple[QWidget, QLabel]:
        made = QWidget()
        line = row(made, 8)
        name = label(title, "strong")
        line.addWidget(name, 1)
        button = KeyButton(word, icon="plus", key=key, size=Size.SMALL)
        button.clicked.connect(wanted)
        line.addWidget(button)
        return made, name


class _Step(QCheckBox):
    """Space ticks it, F2 rewords it, Delete takes it out."""

    def __init__(self, step: TaskStep, parent: InsideList) -> None:
        super().__init__(step.text)
        self.id, self._list = step.id, parent
        self._text = step.text
        self.setAccessibleName(f"Bước: {step.text}")
        self.setToolTip(plain_tip(step.text))
        self.setChecked(step.done_on is not None)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda done: parent.ticked.emit(step.id, done))

    def event(self, event: QEvent) -> bool:
        return keep_f2(event) or super().event(event)

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and not keys.held(event):
            self._list.step_removed.emit(self.id)
        elif event.key() == Qt.Key.Key_F2 and not keys.held(event):
            self._list.step_opened.emit(self.id)
        elif keys.is_enter(event) and not keys.held(event):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        done = self.isChecked()
        paint_line(self, Status(self._text, Tone.GOOD if done else Tone.NEUTRAL), "text2" if done else "text")


def _lines(part: QWidget) -> list[_Step | NoteLine]:
    return [one for one in part.findChildren(QWidget) if isinstance(one, (_Step, NoteLine))]


class _Link(LinkLine):
    """Enter opens it, Delete takes the link back."""

    def __init__(self, link: TaskLink, name: str, parent: InsideList) -> None:
        super().__init__(name, "link", f"Liên quan: {name}")
        self._link, self._list = link, parent
        self.clicked.connect(lambda: parent.opened.emit(*link.linked))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and not keys.held(event):
            self._list.unlinked.emit(self._link.id)
        else:
            super().keyPressEvent(event)
