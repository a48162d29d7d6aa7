"""Bản sao lưu: what there is to go back to, and the one question before going back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.errors import EnvironmentProblem, InvalidInput, Trouble
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.storage.backup import FOLDER
from ttcs_desktop.storage.backup_check import Checked, Loss, check_backup, loss
from ttcs_desktop.storage.backup_folder import Backup, backup_at, backups_in
from ui.kit.card import Card
from ui.kit.file_dialog import ask_file
from ui.kit.jobs import Job, Progress, Reporter
from ui.kit.labels import label
from ui.kit.progress import ProgressPanel
from ui.kit.table.columns import Align, Column
from ui.kit.table.view import ROW_TWO_LINES
from ui.pages.desk import Desk
from ui.pages.settings import backup_words as words
from ui.pages.settings.section import Section


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A line of the list."""

    backup: Backup

    @property
    def id(self) -> str:
        return str(self.backup.path)

    @property
    def holds(self) -> str:
        """What is in it; an old backup has to be opened to know."""
        manifest = self.backup.manifest
        return words.counts(manifest.counts) if manifest is not None else "Bấm F2 để xem"

    @property
    def kind(self) -> str:
        """Why it was made, and whether the files are with it."""
        return f"{words.label_of(self.backup)}. {words.files_with(self.backup)}"


COLUMNS: Sequence[Column[BackupRow]] = (
    Column("Sao lưu lúc", lambda one: words.moment(one.backup.at), 150, sort=lambda one: one.backup.at),
    Column("Gồm có", lambda one: one.holds, second=lambda one: one.kind),
    Column("Dung lượng", lambda one: words.size(one.backup.size), 100, Align.RIGHT, sort=lambda one: one.backup.size),
)


class Backups(Section):
    """The backups in the record's own folder, newest first."""

    TITLE = "Bản sao lưu"
    ADD = "Lấy lại từ tệp khác…"
    OPEN = "Lấy lại sổ từ bản này…"
    ROW_HEIGHT = ROW_TWO_LINES
    EMPTY = ("hard-drive", "Chưa có bản sao lưu", "Chọn mục Đơn vị, bấm F9. Bản nằm ở USB thì bấm F4.")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.going_back: GoingBack | None = None  # given by the page, which shows how far it is

    @property
    def columns(self) -> Sequence[Column[BackupRow]]:
        return COLUMNS

    def rows(self) -> Sequence[BackupRow]:
        return [BackupRow(one) for one in backups_in(self.desk.workspace.folder / FOLDER)]

    def number(self) -> int:
        return sum(1 for _ in (self.desk.workspace.folder / FOLDER).glob("record-*.db"))

    def adding(self) -> None:
        """Point at a backup that lies somewhere else."""
        if self.going_back is not None:
            self.going_back.ask()

    def opening(self, row: BackupRow) -> None:
        """Read it through, then ask."""
        if self.going_back is not None:
            self.going_back.begin(row.backup)


class GoingBack(QObject):
    """From a chosen backup to the question. `agreed(Path)` when the record shall be restored from it."""

    agreed = Signal(object)
    troubled = Signal(object)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._job: Job | None = None
        self.pointed_at: Callable[[QWidget, Callable[[Path], None]], None] = choose_backup
        self.progress = ProgressPanel()
        self.progress.hide()
        self.progress.stopped.connect(self._stop)

    def ask(self) -> None:
        """Let the officer point at a file."""
        self.pointed_at(self._page, self._begin_at)

    def begin(self, backup: Backup) -> None:
        """Read a backup through off the GUI thread, and what going back to it would take away."""
        if self._job is not None:
            return
        self.progress.begin("Đang đọc thử bản sao lưu")
        self.progress.setFocus()
        here = self._desk.workspace

        def work(reporter: Reporter) -> tuple[Checked, Loss | None]:
            checked = check_backup(backup, lambda phase, done, total: reporter.tell(done, total, phase))
            if checked.problem is not None or checked.holds is None:
                raise InvalidInput("", checked.problem or "copy_unsound")
            if checked.holds.record_id != here.identity.record_id:
                raise InvalidInput("", "copy_of_another_record")
            try:
                other = here.again()
            except EnvironmentProblem:
                return checked, None  # so damaged that nothing can be compared
            try:
                return checked, loss(other.database, checked.holds)
            except EnvironmentProblem:
                return checked, None
            finally:
                other.close()

        def tell(state: Progress) -> None:
            self.progress.say("Đang đọc thử các tệp đi cùng", state.done, state.total)

        self._job = self._desk.jobs.start(
            work, lambda found: self._show(backup, *found), self._fail, progress=tell, stopped=self._end
        )

    def _begin_at(self, path: Path) -> None:
        try:
            backup = backup_at(path)
        except OSError:
            self.troubled.emit(InvalidInput("", "copy_unsound"))
            return
        self.begin(backup)

    def _show(self, backup: Backup, checked: Checked, lost: Loss | None) -> None:
        self._end()
        card = RestoreCard(backup, checked, self._loss_lines(lost), self._page)
        card.accepted.connect(lambda: self.agreed.emit(backup.path))
        card.open()

    def _loss_lines(self, lost: Loss | None) -> list[str]:
        if lost is None:
            return ["Sổ đang dùng hỏng nên không so được hai bên."]
        lines = words.loss_lines(lost, self._desk.workspace.clock.now())
        return lines or ["Sổ đang dùng không có gì mới hơn bản này."]

    def _fail(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, Trouble):
            raise error
        self.troubled.emit(error)

    def _end(self) -> None:
        self._job = None
        self.progress.hide()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()


class RestoreCard(Card):
    """The one question: what comes, what goes, what is kept. Esc changes nothing."""

    def __init__(self, backup: Backup, checked: Checked, lost: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(
            "Lấy lại sổ từ bản sao lưu", "Lấy lại sổ", main_key="Ctrl+Enter", danger=True, width=560, parent=parent
        )
        holds = checked.holds
        told = [
            (f"{words.label_of(backup)}, lúc {words.moment(backup.at)}.", "strong"),
            (f"Trong bản này: {words.counts(holds.counts)}." if holds is not None else "", "text"),
            (words.proof(checked), "text"),
            ("Lấy lại thì:", "strong"),
            *((line, "text") for line in lost),
            ("Sổ đang dùng được giữ riêng một bản trong danh sách này; cần thì lấy lại chính bản ấy.", "text"),
            ("Cửa sổ sẽ đóng rồi mở lại.", "text"),
        ]
        for text, role in told:
            if text:
                self.body.addWidget(label(text, role, wrap=True))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin on the way out: Enter pressed once too often must not throw work away."""
        super().showEvent(event)
        self.leave.setFocus(Qt.FocusReason.OtherFocusReason)


def choose_backup(parent: QWidget, chosen: Callable[[Path], None]) -> None:
    """Ask for a backup file; nothing is called when the officer leaves by Esc."""
    ask_file(parent, "Chọn bản sao lưu", "Chọn", chosen, ("Bản sao lưu của sổ (*.db)", "Mọi tệp (*)"))
