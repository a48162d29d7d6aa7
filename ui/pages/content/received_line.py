"""Where an item came from, and the file it came as: "Mở tệp" opens a copy, never the file that is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.errors import EnvironmentProblem
from ttcs_desktop.content.intake import Intake
from ttcs_desktop.content.model import Item, ItemState, Media, Way
from ttcs_desktop.content.wording import came_by, coming_line
from ttcs_desktop.ledger.transfers import Transfer
from ttcs_desktop.vietnamese.speech_wording import minutes
from ui.kit.buttons import KeyButton, Kind, Size
from ui.kit.labels import ElidedLabel
from ui.kit.outside import folder_for_copies, open_outside
from ui.kit.panels import row


class ReceivedLine(QWidget):
    """ "Nhận: Nhóm Zalo, 02/6/2026, từ Phòng VH-XH · tin.docx" and "Mở tệp"; not there for what the office wrote.

    `asked(Media)` when the officer wants to see the file.
    """

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._media: Media | None = None
        line = row(self, 8)
        self._words = ElidedLabel("", "small", "text2")
        self.button = KeyButton("Mở tệp", icon="paperclip", kind=Kind.QUIET, size=Size.SMALL)
        self.button.clicked.connect(lambda: self.asked.emit(self._media))
        line.addWidget(self._words, 1)
        line.addWidget(self.button)
        self.hide()

    def show_item(self, item: Item | None, media: Sequence[Media], coming: Sequence[Transfer] = ()) -> None:
        """Show how an item came; its first file is the one it came as. `coming` is what the city has still to bring."""
        # An item that the city signed says above, with its approval, where it came from and when.
        signed = item is not None and item.way is Way.SOURCE_SYSTEM and item.state is ItemState.APPROVED and not media
        came = came_by(item) if item is not None and not signed else ""
        self._media = media[0] if media else None
        parts = [f"Nhận: {came}" if came else ""]
        if self._media is not None:
            seconds = self._media.seconds
            parts += [self._media.name, f"dài {minutes(seconds)}" if seconds is not None else ""]
        if coming:
            done, size = (sum(one.done for one in coming), sum(one.file.size for one in coming))
            parts.append(coming_line([one.file.name for one in coming], done, size))
        self._words.setText(" · ".join(filter(None, parts)))
        self.button.setVisible(self._media is not None)
        self.setVisible(bool(came or media or coming))

    def text(self) -> str:
        """What is said; empty when nothing is."""
        return "" if self.isHidden() else self._words.text()


def open_copy(intake: Intake, media: Media, open_file: Callable[[Path], bool] | None = None) -> Path:
    """Open a fresh copy of a kept file in the program the system has for it; the copy.

    Raises:
        EnvironmentProblem: as `Intake.copy_for_opening`; `no_program`.
    """
    copy = intake.copy_for_opening(media, folder_for_copies())
    if not (open_file or open_outside)(copy):
        raise EnvironmentProblem("no_program", name=media.name)
    return copy
