"""One section shown: its list, or what is missing while there is nothing to list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.kit.fields import Choice
from ui.kit.panels import EmptyState, Panel, column, row
from ui.kit.search_field import SearchField
from ui.kit.table.view import GridView
from ui.pages.settings.section import Section


class SectionView(QWidget):
    """`opened(row)` on Enter or double click, `removed` on Delete, `left` on Esc."""

    opened = Signal(object)
    removed = Signal()
    left = Signal()

    def __init__(self, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.section = section
        self._stale = True
        inside = column(self, 0, (12, 12, 12, 12))
        self._stack = QStackedWidget()
        inside.addWidget(self._stack)
        panel = Panel(section.TITLE, padded=False)
        self._stack.addWidget(panel)
        self._note = panel.note
        does = f", Enter: {section.OPEN.lower()}" if section.OPEN else ""
        self.grid = GridView(
            section.columns,
            name=f"Danh sách {section.TITLE}{does}; Esc về các mục",
            key=lambda one: one.id,
            row_height=section.ROW_HEIGHT,
        )
        self.grid.opened.connect(self.opened)
        self._filter: Choice | None = None
        if section.FILTERS:
            self._filter = Choice(section.FILTERS, name="Lọc danh sách")
            self._filter.changed.connect(self._narrowed)
            panel.body.addWidget(self._narrowing(section.TITLE, self._filter))
        panel.body.addWidget(self.grid)
        self._stack.addWidget(EmptyState(*section.EMPTY))
        self.setFocusProxy(self.grid)

    def refresh(self, *, shown: bool) -> int:
        """The number beside the section's name; the rows themselves are read while the section is shown."""
        self._stale = True
        if shown:
            self.read()
        return self.section.number()

    def read(self) -> None:
        """Read the rows and show them, unless they are the record's already."""
        if not self._stale:
            return
        self._stale = False
        rows = self.section.rows()
        everything = bool(rows)
        if self._filter is not None:
            kept = str(self._filter.value())
            rows = [one for one in rows if self.section.fits(one, kept)]
        groups = self.section.groups(rows)
        if groups:
            self.grid.show_groups(groups)
        else:
            self.grid.show_rows(rows)
        if rows and self.grid.current_row() is None:
            self.grid.choose(rows[0].id)
        self._stack.setCurrentIndex(0 if everything else 1)
        number = self.section.count(rows)
        self._note.setText(f"{number} mục" if number else "")

    def has_rows(self) -> bool:
        """Whether there is a list to go to."""
        return self._stack.currentIndex() == 0

    def _narrowing(self, title: str, choice: Choice) -> QWidget:
        """The line that narrows a long list: words to find, and what to keep."""
        made = QWidget()
        line = row(made, 8, (12, 8, 12, 4))
        search = SearchField("Tìm, không cần dấu", name=f"Tìm trong {title}")
        search.wanted.connect(self.grid.find_text)
        line.addWidget(search, 1)
        line.addWidget(choice)
        return made

    def _narrowed(self) -> None:
        self._stale = True
        self.read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)
