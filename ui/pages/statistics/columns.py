"""Which columns of the grid are shown: what the officer ticked, else what has something to say and finds room."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ttcs_desktop.system.paths import settings_file
from ttcs_desktop.system.settings import read_settings, write_settings

CODE, NAME, UNIT, DERIVED, CARRIED, COUNTED, LAST, SAME_PERIOD, CHANGE, NOTE = range(10)
TITLES: Mapping[int, str] = {
    UNIT: "Đơn vị tính",
    DERIVED: "Tự tính",
    CARRIED: "Mang sang",
    LAST: "Kỳ trước",
    SAME_PERIOD: "Cùng kỳ",
    CHANGE: "So cùng kỳ",
    NOTE: "Ghi chú",
}
_KEYS: Mapping[int, str] = {
    UNIT: "unit",
    DERIVED: "derived",
    CARRIED: "carried",
    LAST: "last",
    SAME_PERIOD: "same_period",
    CHANGE: "change",
    NOTE: "note",
}
# What goes first where there is no room; the number itself, its name and what is to be explained stay.
_GIVES_WAY = (UNIT, LAST, CARRIED, SAME_PERIOD, CHANGE, DERIVED)
NAME_LEAST = 170


class ColumnChoice:
    """What the officer wants shown or hidden; what he said nothing about follows the figures and the room."""

    def __init__(self) -> None:
        said = read_settings(settings_file()).statistics_columns
        by_key = {key: column for column, key in _KEYS.items()}
        words = [word for word in said.split(",") if word[1:] in by_key]
        self._said = {by_key[word[1:]]: word.startswith("+") for word in words}

    def hidden(self, filled: Mapping[int, bool], widths: Mapping[int, int], room: int) -> frozenset[int]:
        """The columns to hide.

        Args:
            filled: whether a column has anything to say in this report; one that is not named has.
            widths: of every column but the elastic one, in the same measure as `room`.
        """
        shown = [column for column in TITLES if self._said.get(column, filled.get(column, True))]
        always = sum(widths[column] for column in (CODE, COUNTED)) + NAME_LEAST
        needed = always + sum(widths[column] for column in shown)
        for column in _GIVES_WAY:
            if needed <= room:
                break
            if column in shown and not self._said.get(column):
                shown.remove(column)
                needed -= widths[column]
        return frozenset(TITLES) - frozenset(shown)

    def say(self, column: int, *, shown: bool) -> None:
        """Remember what the officer wants of a column.

        Raises:
            EnvironmentProblem: `settings_not_saved`; it holds for this window all the same.
        """
        self._said[column] = shown
        self._keep()

    def forget(self) -> None:
        """Follow the figures and the room again.

        Raises:
            EnvironmentProblem: as `say`.
        """
        self._said.clear()
        self._keep()

    def _keep(self) -> None:
        told = ",".join(f"{'+' if shown else '-'}{_KEYS[column]}" for column, shown in sorted(self._said.items()))
        path = settings_file()
        write_settings(path, replace(read_settings(path), statistics_columns=told))


class ColumnMenu(QMenu):
    """Columns to tick, by arrows and Space or Enter; the first letter goes to it. Gone when it is closed."""

    def __init__(
        self,
        hidden: Sequence[int],
        toggle: Callable[[int, bool], None],
        forget: Callable[[], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName("Cột của bảng số")
        for column, title in TITLES.items():
            action = QAction(title, self)
            action.setCheckable(True)
            action.setChecked(column not in hidden)
            action.toggled.connect(lambda on, column=column: toggle(column, on))
            self.addAction(action)
        self.addSeparator()
        self.addAction("Theo bề rộng màn hình").triggered.connect(lambda _=False: forget())
        self.setActiveAction(self.actions()[0])
