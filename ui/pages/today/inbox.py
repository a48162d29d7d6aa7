"""What else waits, in the tool row: one button each with its key; where nothing waits, that is said."""

from __future__ import annotations

from contextlib import closing

import shiboken6
from PySide6.QtWidgets import QWidget

from ttcs_desktop.agenda.inbox import Waiting
from ttcs_desktop.basics.clock import local
from ttcs_desktop.basics.values import dataclass
from ui.kit import theme
from ui.kit.buttons import KeyButton
from ui.kit.jobs import Reporter
from ui.kit.labels import label
from ui.kit.panels import row
from ui.kit.shell import ToolRow
from ui.pages.desk import Desk
from ui.pages.today.words import short_day

_ROOMY, _NARROW = 2, 1180
NOTHING = "Không còn việc nào khác chờ xem"


@dataclass(frozen=True, slots=True)
class Entry:
    """One kind of thing that waits: its words, its picture, where one key leads."""

    kind: str
    words: str
    icon: str
    page: str
    record: str


def entries_of(waiting: Waiting) -> list[Entry]:
    """The kinds that have something, always in the same order."""
    found = []
    if waiting.stopped:
        words = f"{len(waiting.stopped)} buổi có bài bị rút"
        found.append(Entry("stopped", words, "circle-x", "schedule", waiting.stopped[0]))
    if waiting.received:
        words = f"{len(waiting.received)} bài mới nhận"
        found.append(Entry("received", words, "download", "content", waiting.received[0]))
    if waiting.from_city:
        words = f"{len(waiting.from_city)} bài thành phố gửi"
        found.append(Entry("from_city", words, "radio", "content", waiting.from_city[0]))
    if waiting.submitted:
        words = f"{len(waiting.submitted)} bài chờ duyệt"
        found.append(Entry("submitted", words, "file-check", "content", waiting.submitted[0]))
    if waiting.unapproved:
        words = f"{len(waiting.unapproved)} mục chưa duyệt"
        found.append(Entry("unapproved", words, "calendar-days", "schedule", waiting.unapproved[0]))
    if waiting.ending:
        found.append(
            Entry("ending", f"{len(waiting.ending)} bài sắp hết hạn", "hourglass", "content", waiting.ending[0])
        )
    if waiting.drafts:
        found.append(Entry("drafts", f"{len(waiting.drafts)} bài gõ dở", "pencil", "content", ""))
    if waiting.catalogue_faults:
        words = f"Danh mục chỉ tiêu sai {waiting.catalogue_faults} chỗ"
        found.append(Entry("catalogue", words, "triangle-alert", "statistics", ""))
    if waiting.restored_at is not None:
        words = f"Sổ lấy lại {short_day(local(waiting.restored_at).date())}"
        found.append(Entry("restored", words, "archive-restore", "settings", ""))
    return found


class InboxRow(QWidget):
    """Buttons Ctrl+1, Ctrl+2 … from left to right; the digits alone answer for airings."""

    def __init__(self, desk: Desk, tools: ToolRow, gives_way: QWidget) -> None:
        super().__init__()
        self._desk, self._tools, self._gives_way = desk, tools, gives_way
        self._shown: list[Entry] = []
        self._line = row(self, 6)
        self._nothing = label(NOTHING, "small", "text2")
        self._nothing.hide()
        self._line.addWidget(self._nothing)
        self._buttons: list[KeyButton] = []
        tools.add(self)

    def reload(self) -> None:
        """Count in a job, by a connection of its own: the rows of the morning must not wait for it."""
        workspace = self._desk.workspace

        def count(_reporter: Reporter) -> Waiting:
            with closing(workspace.again()) as own:
                return own.inbox.waiting()

        # Left out where it cannot be counted: the page itself tells a trouble of the record.
        self._desk.jobs.start(count, self._counted, lambda _error: None)

    def show_waiting(self, waiting: Waiting) -> None:
        """Show what waits now."""
        found = entries_of(waiting)
        self._nothing.setVisible(not found)
        if [one.kind for one in found] != [one.kind for one in self._shown]:
            self._make(found)
        self._shown = found
        for button, entry in zip(self._buttons, found, strict=True):
            button.setText(entry.words)
        self.fit()

    def fit(self) -> None:
        """Where many wait in a narrow window, the week makes room for their words."""
        tight = len(self._buttons) > _ROOMY and self._tools.width() < theme.current().px(_NARROW)
        self._gives_way.setHidden(tight)
        # The row asks its layout at once, which otherwise hears of other buttons only with the next event.
        self._line.invalidate()
        self.updateGeometry()
        self._tools.fit()

    def said(self) -> list[str]:
        """The words of each button, or of nothing."""
        return [button.text() for button in self._buttons] or [NOTHING]

    def _counted(self, waiting: Waiting) -> None:
        if shiboken6.isValid(self):  # the window may have closed while the job ran
            self.show_waiting(waiting)

    def _make(self, found: list[Entry]) -> None:
        for old in self._buttons:
            old.setParent(None)
            old.deleteLater()
        self._buttons = []
        for number, entry in enumerate(found, 1):
            button = KeyButton(entry.words, icon=entry.icon, key=f"Ctrl+{number}")
            button.clicked.connect(lambda _=False, at=number - 1: self._go(at))
            self._line.addWidget(button)
            button.show()  # Qt would do so with the next event, and the row would measure without it
            self._buttons.append(button)

    def _go(self, at: int) -> None:
        self._desk.go(self._shown[at].page, self._shown[at].record)
