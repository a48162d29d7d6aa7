"""Putting a backup back while no window is open: nothing of the record is held, so it works on every system."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEventLoop, QObject, Qt
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.errors import InvalidInput, Trouble
from ttcs_desktop.storage.backup import FOLDER
from ttcs_desktop.storage.backup_folder import Backup, backup_at, backups_in
from ttcs_desktop.storage.restore import Restored
from ttcs_desktop.workspace import restore_workspace
from ui.kit.buttons import KeyButton
from ui.kit.card import Card
from ui.kit.errors import TroubleTeller
from ui.kit.help_key import HelpKey
from ui.kit.jobs import JobRunner, Reporter
from ui.kit.labels import label
from ui.kit.messages import message_of
from ui.kit.opening import Opening
from ui.kit.panels import Banner
from ui.kit.table.view import ROW_TWO_LINES, GridView
from ui.kit.trouble_cards import TroubleCard
from ui.pages.settings.backup_words import moment
from ui.pages.settings.backups import COLUMNS, BackupRow, choose_backup
from ui.workflows.messages import SUBJECTS

_SEEN_ROWS = 4


def restored(folder: Path, copy: Path, over: QWidget | None = None) -> str:
    """Restore and say how it went: words for the window that opens next; empty when the record is still the old one."""
    try:
        done = _restored_behind_a_frame(folder, copy)
    except Trouble as trouble:
        TroubleCard(message_of(trouble, SUBJECTS), over).exec()
        return ""
    backup = backup_at(copy)
    kept = f" Sổ trước đó giữ ở {done.kept.name}." if done.kept is not None else ""
    missing = f" Thiếu {len(done.missing)} tệp đi cùng." if done.missing else ""
    return f"Đã lấy lại sổ từ bản lúc {moment(backup.at)}.{kept}{missing}"


def _restored_behind_a_frame(folder: Path, copy: Path) -> Restored:
    frame = Opening("Thông tin cơ sở", "Đang lấy lại sổ từ bản sao lưu…")
    frame.show_now()
    waiting, owner = QEventLoop(), QObject()
    answers: list[Restored] = []
    failures: list[BaseException] = []

    def failed(error: BaseException) -> None:
        failures.append(error)
        waiting.quit()

    def done(result: Restored) -> None:
        answers.append(result)
        waiting.quit()

    def work(reporter: Reporter) -> Restored:
        return restore_workspace(folder, copy, tell=lambda phase, now, total: reporter.tell(now, total, phase))

    jobs = JobRunner(failed, owner)
    jobs.start(work, done, failed)
    waiting.exec()
    frame.close()
    if failures:
        raise failures[0]
    return answers[0]


class RescueCard(Card):
    """The record cannot be read, or is gone, and there are backups. `answer` is the chosen one after Ctrl+Enter."""

    def __init__(self, folder: Path, why: str, leave_text: str, parent: QWidget | None = None) -> None:
        super().__init__(
            "Sổ không mở được", "Lấy lại sổ", main_key="Ctrl+Enter", leave_text=leave_text, width=720, parent=parent
        )
        self._folder = folder
        self.answer: Path | None = None
        banner = Banner()
        self._teller = TroubleTeller(self, banner, SUBJECTS)
        self.body.addWidget(label(why, "strong", wrap=True))
        self.body.addWidget(
            label("Chọn bản sao lưu để lấy lại. Tệp sổ hỏng vẫn được giữ lại, không bị ghi đè.", "text", wrap=True)
        )
        self.body.addWidget(banner)
        self.grid = GridView(
            COLUMNS, name="Danh sách bản sao lưu", key=lambda one: one.id, row_height=ROW_TWO_LINES, sortable=False
        )
        self.grid.setMinimumHeight((_SEEN_ROWS + 1) * ROW_TWO_LINES)
        self.grid.opened.connect(lambda _: self.main.setFocus(Qt.FocusReason.OtherFocusReason))
        self.body.addWidget(self.grid)
        self.other = KeyButton("Chọn bản ở nơi khác…", icon="folder-open")
        self.other.clicked.connect(lambda: choose_backup(self, self.offer))
        self.body.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        self._show([BackupRow(one) for one in backups_in(folder / FOLDER)])
        HelpKey(self, lambda: "settings")

    def offer(self, path: Path) -> None:
        """Put a backup from another folder on top of the list, chosen."""
        try:
            row = BackupRow(backup_at(path))
        except OSError:
            self._teller.tell(InvalidInput("", "copy_unsound"))
            return
        self._show([row, *(one for one in self._rows if one.id != row.id)])
        self.grid.choose(row.id)

    def accept(self) -> None:
        """Take the chosen backup; without one the card stays."""
        row = self.grid.current_row()
        if row is not None:
            self.answer = row.backup.path
            super().accept()

    def _show(self, rows: list[BackupRow]) -> None:
        self._rows = rows
        self.grid.show_rows(rows)
        if rows and self.grid.current_row() is None:
            self.grid.choose(rows[0].id)
        self.main.setEnabled(bool(rows))


def rescue(folder: Path, why: str, leave_text: str = "Đóng phần mềm") -> str:
    """Offer the backups until one has come back or the officer leaves; words for the window, empty when he left."""
    while True:
        card = RescueCard(folder, why, leave_text)
        card.exec()
        if card.answer is None:
            return ""
        said = restored(folder, card.answer)
        if said:
            return said


def has_backups(folder: Path) -> list[Backup]:
    """What could be taken back in a folder."""
    return backups_in(folder / FOLDER)
