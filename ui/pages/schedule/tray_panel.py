"""Chưa xếp: items that no coming airing plays, and the line below the week that says how many there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ttcs_desktop.broadcast.tray.model import Place, TrayItem
from ttcs_desktop.broadcast.tray.wording import about, place_words
from ttcs_desktop.content.model import Priority
from ui.kit.buttons import KeyButton, Kind, Size
from ui.kit.labels import ElidedLabel, label
from ui.kit.panels import row
from ui.kit.table.columns import PLAIN_LOOK, Column, Look
from ui.pages.schedule.listed import ListedPanel

_NOTHING = "Bài nào đã duyệt cũng đã có buổi phát."


class TrayPanel(ListedPanel):
    """What waits, the nearest last day first; below it where Enter would put the chosen one."""

    def __init__(self, place_of: Callable[[TrayItem], Place], parent: QWidget | None = None) -> None:
        columns: list[Column[TrayItem]] = [
            Column("Bài chưa xếp", lambda one: one.item.title, second=about, look=_look, tip=about)
        ]
        names = ("Danh sách bài chưa xếp", "Bài sẽ xếp vào đâu")
        super().__init__("Chưa xếp", columns, names=names, key=lambda one: one.item.id, parent=parent)
        self._place_of = place_of
        self.picked.connect(self.tell_place)

    def show_items(self, waiting: Sequence[TrayItem]) -> None:
        """Show what waits."""
        self.title.setText(f"Chưa xếp {len(waiting)}")
        self.show_rows(waiting)
        self.tell_place()

    def chosen(self) -> TrayItem | None:
        """The item chosen."""
        found = self.list.current_row()
        return found if isinstance(found, TrayItem) else None

    def tell_place(self, _: object = None) -> None:
        """Say where the chosen item would go, as the week stands now."""
        one = self.chosen()
        if one is None:
            self.say((_NOTHING, ""))
            return
        place = Place() if one.ran_out else self._place_of(one)
        self.say((one.item.title, "strong"), (about(one), "text2"), (place_words(one, place), ""))


class TrayBar(QFrame):
    """One line below the week: how many wait, the first of them, and the key to the panel."""

    def __init__(self, open_tray: Callable[..., object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("actionBar")
        line = row(self, 8, (12, 3, 12, 3))
        self._count, self._first = label("", "strong"), ElidedLabel("", "text", "text2")
        self._first.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.button = KeyButton("Xem và xếp", key="Ctrl+U", kind=Kind.QUIET, size=Size.SMALL, catch_key=False)
        self.button.clicked.connect(lambda _=False: open_tray())
        line.addWidget(self._count)
        line.addWidget(self._first, 1)
        line.addWidget(self.button)
        self.hide()

    def show_items(self, waiting: Sequence[TrayItem]) -> None:
        """Say how many wait; without any the line is gone."""
        still = [one for one in waiting if not one.ran_out]
        self._count.setText(f"Chưa xếp {len(still)}")
        self._first.setText("; ".join(f"{one.item.title} ({about(one).split(' · ')[0]})" for one in still[:6]))
        self.setVisible(bool(still))

    def text(self) -> str:
        """The words shown."""
        return f"{self._count.text()} {self._first.text()}"


def _look(one: TrayItem) -> Look:
    if one.ran_out:
        return Look(ink="text2", struck=True)
    if one.item.priority is Priority.NORMAL:
        return PLAIN_LOOK
    return Look(ink="red" if one.item.priority is Priority.URGENT else "blue", bold=True)
