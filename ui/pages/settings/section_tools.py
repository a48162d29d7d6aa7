"""The buttons of Cài đặt: what F4, F2, F7, Delete and the section's own keys do in the section that is shown."""

from __future__ import annotations

from collections.abc import Callable

from ui.pages.form_card import FormCard
from ui.pages.page import Page
from ui.pages.settings.section import Ask
from ui.pages.settings.section_view import SectionView

# Keys that a section may give a meaning of its own, with the words of the one that mostly uses them.
_OWN_KEYS = {
    "F5": ("Thông tin", "info"),
    "F6": ("Hỏng, đã sửa", "triangle-alert"),
    "F8": ("Nghe ở đâu", "map-pin"),
}


class SectionTools:
    """Asks the section shown, and says on the buttons what their keys do there."""

    def __init__(self, page: Page, view: Callable[[], SectionView | None]) -> None:
        self._page, self._view = page, view
        self._add = page.add_tool("Thêm", self.add, icon="plus", key="F4")
        self._open = page.add_tool("Sửa", self.open_row, icon="pencil", key="F2")
        self._more = page.add_tool("Xác nhận", self.more, icon="circle-check", key="F7")
        self._remove = page.add_tool("Bỏ", self.remove, icon="trash-2", key="Delete")

        self._own = {
            key: page.add_tool(words, lambda key=key: self.do(key), icon=icon, key=key)  # type: ignore[misc]
            for key, (words, icon) in _OWN_KEYS.items()
        }
        self._year = page.add_tool("Mở năm mới", lambda: page.desk.go("year"), icon="calendar", key="Ctrl+N")

    def add(self) -> None:
        """F4: a new row of the shown section."""
        view = self._view()
        self.ask(view.section.adding() if view is not None else None)

    def open_row(self) -> None:
        """Enter or F2: what can change about the chosen row."""
        view = self._view()
        if view is None:
            return
        several, chosen = view.grid.selected_rows(), view.grid.current_row()
        if len(several) > 1:
            self.ask(view.section.opening_many(several))
        elif chosen is not None:
            self.ask(view.section.opening(chosen))

    def more(self) -> None:
        """F7: what the section does with several rows at once."""
        view = self._view()
        if view is not None and view.section.MORE:
            self.ask(view.section.more(view.grid.selected_rows()))

    def do(self, key: str) -> None:
        """F5, F6, F8: what only this section does with the chosen rows."""
        view = self._view()
        deed = next((one for one in view.section.deeds() if one.key == key), None) if view is not None else None
        rows = (view.grid.selected_rows() or [view.grid.current_row()]) if view is not None else []
        if deed is not None and rows and rows[0] is not None:
            self.ask(deed.ask(rows))

    def remove(self) -> None:
        """Delete: take the chosen row out."""
        view = self._view()
        chosen = view.grid.current_row() if view is not None else None
        if view is not None and chosen is not None and view.section.REMOVE:
            view.section.removing(chosen)

    def show(self) -> None:
        """Name the buttons for the section shown."""
        view = self._view()
        section = view.section if view is not None else None
        chosen = view is not None and view.grid.current_row() is not None
        for button, words in (
            (self._add, section.adds() if section else ""),
            (self._open, section.OPEN if section else ""),
            (self._more, section.MORE if section and section.has_more() else ""),
            (self._remove, section.REMOVE if section else ""),
        ):
            button.setVisible(bool(words))
            if words:
                button.setText(words)
        deeds = {one.key: one for one in section.deeds()} if section else {}
        for key, button in self._own.items():
            deed = deeds.get(key)
            button.setVisible(deed is not None)
            if deed is not None:
                button.setText(deed.words)
        self._year.setVisible(not deeds)  # where a section has keys of its own, the row is full on a small screen
        for button in (self._open, self._more, self._remove, *self._own.values()):
            button.setEnabled(chosen)
        self._page.tools.fit()

    def ask(self, asked: Ask | None) -> None:
        """Open a card; None asks nothing."""
        if asked is None:
            return
        card = FormCard(asked.title, asked.main_text, asked.fields, asked.take, parent=self._page)
        if asked.intro:
            card.introduce(asked.intro)
        card.troubled.connect(self._page.tell)
        card.open()
