"""How loud a trouble is told, and the last net below our own mistakes: a dialog instead of a vanished window."""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import Callable, Mapping
from enum import Enum
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput, SyncProblem, Trouble
from ui.kit.messages import Message, message_of
from ui.kit.panels import Banner
from ui.kit.shell import StatusItem

if TYPE_CHECKING:
    from ui.kit.form import Form

log = logging.getLogger(__name__)


class Loudness(Enum):
    """Where a trouble is told, from the quietest place to the loudest."""

    INLINE = "inline"
    STATUS = "status"
    BANNER = "banner"
    DIALOG = "dialog"


_BLOCKING = frozenset({"disk_full", "disk_error", "database_damaged", "database_read_only", "database_newer"})


def loudness(trouble: Trouble) -> Loudness:
    """The quietest place that is loud enough: a dialog only where work is blocked or facts are at stake."""
    if isinstance(trouble, InvalidInput):
        return Loudness.INLINE if trouble.field else Loudness.BANNER
    if isinstance(trouble, SyncProblem):
        return Loudness.STATUS
    if isinstance(trouble, EnvironmentProblem) and trouble.code in _BLOCKING:
        return Loudness.DIALOG
    return Loudness.BANNER


class TroubleTeller:
    """Tells a trouble at the place its loudness asks for, with what a page has: its form, a banner, the status bar."""

    def __init__(
        self,
        owner: QWidget,
        banner: Banner,
        *tables: Mapping[str, Message],
        form: Form | None = None,
        status: StatusItem | None = None,
    ) -> None:
        self._owner, self._banner, self._tables = owner, banner, tables
        self._form, self._status = form, status
        banner.hide()

    def tell(self, trouble: Trouble) -> None:
        """Show a trouble; what has neither a field nor a status bar to stand in goes to the banner."""
        how = loudness(trouble)
        message = message_of(trouble, *self._tables)
        if how is Loudness.INLINE and isinstance(trouble, InvalidInput) and self._form is not None:
            if self._form.show_trouble(trouble):
                return
        elif how is Loudness.STATUS and self._status is not None:
            self._status.say(f"{message.happened} {message.safe}", "cloud-off", "amber")
            return
        elif how is Loudness.DIALOG:
            from ui.kit.trouble_cards import TroubleCard  # noqa: PLC0415  cards are loaded when there is trouble

            TroubleCard(message, self._owner).open()
            return
        self._banner.say("error" if isinstance(trouble, EnvironmentProblem) else "warn", message.text())
        self._banner.show()

    def clear(self) -> None:
        """Take the banner away, as the next action does."""
        self._banner.hide()


class CrashNet(QObject):
    """Catches what nobody caught, on any thread; writes it to the log and shows one card at a time on the GUI thread.

    Put it up with `install`; `parent_window` gives the window the card belongs to.
    """

    _caught = Signal(str)

    def __init__(self, parent_window: Callable[[], QWidget | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parent_window = parent_window
        self._open = False
        self._caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Become the interpreter's last net."""
        sys.excepthook = self.hook

    def hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """The interpreter's excepthook. Ctrl+C in a terminal still ends the program."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.critical("unhandled error", exc_info=(kind, error, trace))
        self._caught.emit("".join(traceback.format_exception(kind, error, trace)))

    def report(self, error: BaseException) -> None:
        """Show an error that was caught at an edge, such as a job's."""
        self.hook(type(error), error, error.__traceback__)

    def _show(self, details: str) -> None:
        if self._open:
            return
        from ui.kit.trouble_cards import CrashCard  # noqa: PLC0415

        self._open = True
        card = CrashCard(details, self._parent_window())
        card.finished.connect(self._closed)
        card.open()

    def _closed(self) -> None:
        self._open = False
