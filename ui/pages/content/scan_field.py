"""A field for one file, such as the scan of a signed paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.kit.buttons import KeyButton
from ui.kit.labels import set_flag
from ui.pages.attachments import choose_files

_NONE = "Chọn tệp…"


class ScanField(KeyButton):
    """Pressed, it asks for a file and is called by its name from then on; a second press takes another."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(_NONE, icon="paperclip")
        self.pointed_at: Callable[[QWidget, Callable[[list[Path]], None]], None] = choose_files
        self._file: Path | None = None
        self.clicked.connect(lambda: self.pointed_at(self, self._take))

    def value(self) -> object:
        """The file, or None."""
        return self._file

    def set_value(self, value: object) -> None:
        """Show a file, or none."""
        self._file = value if isinstance(value, Path) else None
        self.setText(self._file.name if self._file is not None else _NONE)

    def set_bad(self, bad: bool) -> None:
        """Mark the field as wrong, or right again."""
        set_flag(self, "bad", bad)

    def _take(self, files: list[Path]) -> None:
        if files:
            self.set_value(files[0])
            self.changed.emit()
