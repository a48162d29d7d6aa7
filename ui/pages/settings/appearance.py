"""Màn hình: light, dark, or as the system says; of this user on this machine."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ttcs_desktop.basics.errors import Trouble
from ttcs_desktop.system.settings import Theme
from ui.kit import appearance
from ui.kit.fields import Choice
from ui.kit.labels import label
from ui.kit.panels import Panel

_NAMES = ((Theme.LIGHT, "Sáng"), (Theme.DARK, "Tối"), (Theme.SYSTEM, "Theo máy"))


class Appearance(Panel):
    """A choice that is worn at once. `troubled(Trouble)` when it could not be kept for the next start."""

    troubled = Signal(object)

    def __init__(self) -> None:
        super().__init__("Màn hình")
        self.choice = Choice(list(_NAMES), name="Màu màn hình")
        self.choice.set_value(appearance.chosen())
        self.choice.currentIndexChanged.connect(lambda _: self._wear())
        title = label("&Màu màn hình")
        title.setBuddy(self.choice)
        for part in (title, self.choice):
            self.body.addWidget(part)

    def _wear(self) -> None:
        wanted = self.choice.value()
        if isinstance(wanted, Theme) and wanted is not appearance.chosen():
            try:
                appearance.choose(wanted)
            except Trouble as trouble:
                self.troubled.emit(trouble)
