"""The files of one record: attached by key or by dropping them, opened as copies, taken away into the recycle bin."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from ttcs_desktop.attachments.model import Attachment, Owner
from ttcs_desktop.attachments.service import Attached
from ttcs_desktop.basics.clock import local
from ttcs_desktop.basics.errors import EnvironmentProblem, Trouble
from ttcs_desktop.basics.values import dataclass
from ttcs_desktop.vietnamese.typed import format_date, format_number
from ui.kit import theme
from ui.kit.buttons import KeyButton, Kind, Size
from ui.kit.file_dialog import ask_files
from ui.kit.jobs import Reporter
from ui.kit.labels import label
from ui.kit.outside import folder_for_copies, open_outside
from ui.kit.panels import column, row
from ui.kit.table.columns import Column, Look
from ui.kit.table.view import ROW_TWO_LINES, GridView
from ui.pages.desk import Desk

_SHOWN = 4
_EMPTY = "Chưa có tệp nào. Kéo thả tệp vào đây cũng được."
_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class _Line:
    file: Attachment
    who: str

    @property
    def below(self) -> str:
        day = format_date(local(self.file.added_at).date())
        return " · ".join(filter(None, (size_in_words(self.file.size), day, self.who)))


class AttachmentList(QWidget):
    """Put where a record's facts stand. `troubled(Trouble)` goes to the page, which tells it.

    The page says whose files are shown (`show_owner`) and does so again whenever the subject "attachments" changed.
    Nothing is asked of the record before that. Where it `fills` a place of its own, the list takes the room there is,
    and the buttons stand in one line above it.
    """

    troubled = Signal(object)

    def __init__(self, desk: Desk, *, open_file: Callable[[Path], bool] = open_outside, fills: bool = False) -> None:
        super().__init__()
        self._desk, self._open_file, self._fills = desk, open_file, fills
        self._owner: Owner | None = None
        self._busy = False
        self._next: list[tuple[Owner, Sequence[Path]]] = []
        self.pointed_at: Callable[[QWidget, Callable[[list[Path]], None]], None] = choose_files
        self.setAccessibleName("Tệp đính kèm")
        self.setAcceptDrops(True)
        inside = column(self, 4)
        head = QWidget()
        line = row(head, 8)
        self._title = label("Tệp đính kèm", "strong")
        self.add = KeyButton("Đính kèm tệp…", icon="paperclip", key="Ctrl+D", size=Size.SMALL)
        self.add.clicked.connect(self.ask)
        self._buttons = self._deeds()
        line.addWidget(self._buttons if fills else self._title, 0 if fills else 1)
        if fills:
            line.addStretch(1)
        line.addWidget(self.add)
        inside.addWidget(head)
        self._note = label(_EMPTY, "small", "text2", wrap=True)
        self.grid = _Grid()
        self.grid.opened.connect(lambda line: self._open(line.file))
        self.grid.removed.connect(self._remove)
        self.grid.pasted.connect(self.take)
        inside.addWidget(self._note)
        inside.addWidget(self.grid, 100 if fills else 0)
        if fills:
            inside.addStretch(1)
        else:
            inside.addWidget(self._buttons)
        self.show_owner(None)

    def show_owner(self, owner: Owner | None) -> None:
        """Show the files of a record; without one there is nothing to attach to."""
        self._owner = owner
        self.setEnabled(owner is not None)
        files = self._desk.workspace.attachments.of(owner) if owner is not None else []
        names = {one.id: one.name for one in self._desk.workspace.office.people()} if files else {}
        self.grid.show_rows([_Line(one, names.get(one.added_by, "")) for one in files])
        if files and self.grid.current_row() is None:
            self.grid.choose(files[0].id)
        self._title.setText(f"Tệp đính kèm ({len(files)})" if files else "Tệp đính kèm")
        px = theme.current().px
        if self._fills:
            self.grid.setMinimumHeight(px(ROW_TWO_LINES))
        else:
            self.grid.setFixedHeight(px(ROW_TWO_LINES) * min(len(files), _SHOWN) + px(4))
        for part in (self.grid, self._buttons):
            part.setVisible(bool(files))
        self._say()

    def files(self) -> list[str]:
        """The names shown, in order."""
        return [line.row.file.name for line in self.grid.table.lines()]

    def ask(self) -> None:
        """Let the officer point at files, and attach them."""
        if self._owner is not None and not self._busy:
            self.pointed_at(self, self.take)

    def take(self, paths: Sequence[Path]) -> None:
        """Attach files in a job: they are copied and read. What is shown meanwhile may be another record.

        Those that come while others are on their way are next.
        """
        if self._owner is not None and paths:
            self._next.append((self._owner, paths))
            self._go_on()

    def _go_on(self) -> None:
        """Begin with the next files, unless others are on their way."""
        if self._busy or not self._next:
            return
        owner, paths = self._next.pop(0)
        here = self._desk.workspace
        self._busy = True
        self._say()

        def work(reporter: Reporter) -> Attached:
            def still(done: int, total: int) -> None:
                if done < total:  # after the last file everything is saved, and a wish to stop comes too late
                    reporter.check()

            other = here.again()
            try:
                return other.attachments.attach(owner, paths, still)
            finally:
                other.close()

        self._desk.jobs.start(work, self._done, self._fail)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._owner is not None and files_in(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.take(files_in(event.mimeData()))

    def _deeds(self) -> QWidget:
        made = QWidget()
        line = row(made, 8)
        for text, icon, press in (
            ("Mở tệp", "folder-open", lambda: self._chosen(self._open)),
            ("Bỏ tệp", "trash-2", self._remove),
        ):
            button = KeyButton(text, icon=icon, kind=Kind.QUIET, size=Size.SMALL)
            button.clicked.connect(press)
            line.addWidget(button)
        line.addStretch(1)
        return made

    def _say(self) -> None:
        self.add.setEnabled(not self._busy)
        self._note.setText("Đang lưu tệp…" if self._busy else _EMPTY)
        self._note.setVisible(self._busy or not self.grid.table.rowCount())

    def _done(self, made: Attached) -> None:
        self._busy = False
        self._say()
        names = [f"“{one.name}”" for one in made.added]
        said = f"Đã đính kèm {names[0] if len(names) == 1 else f'{len(names)} tệp'}." if names else ""
        known = f"Đã có sẵn: {', '.join(made.known)}." if made.known else ""
        if names:
            self._desk.publish(made.changes, f"{said} {known}".strip())
        else:
            self._desk.done.emit(f"{known} Không đính kèm lần nữa.", None, "")
        self._go_on()

    def _fail(self, error: Exception) -> None:
        self._busy = False
        self._say()
        self._go_on()
        if not isinstance(error, Trouble):
            raise error
        self.troubled.emit(error)

    def _open(self, file: Attachment) -> None:
        def open_copy() -> None:
            copy = self._desk.workspace.attachments.copy_for_opening(file, folder_for_copies())
            if not self._open_file(copy):
                raise EnvironmentProblem("no_program", name=file.name)

        self._guard(open_copy)

    def _remove(self) -> None:
        def bury(file: Attachment) -> None:
            self._desk.publish(self._desk.workspace.attachments.remove(file.id), f"Đã bỏ “{file.name}” vào thùng rác.")

        self._chosen(lambda file: self._guard(lambda: bury(file)))
        (self.grid if self.grid.table.rowCount() else self.add).setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self, act: Callable[[Attachment], object]) -> None:
        line = self.grid.current_row()
        if line is not None:
            act(line.file)

    def _guard(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Trouble as trouble:
            self.troubled.emit(trouble)


class _Grid(GridView):
    removed = Signal()
    pasted = Signal(object)

    def __init__(self) -> None:
        super().__init__(
            (
                Column[_Line](
                    "Tệp",
                    lambda one: one.file.name,
                    second=lambda one: one.below,
                    look=lambda _: Look(icon="paperclip"),
                ),
            ),
            name="Danh sách tệp đính kèm, Enter mở, Delete bỏ",
            key=lambda one: one.file.id,
            row_height=ROW_TWO_LINES,
            sortable=False,
        )
        self.horizontalHeader().hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
            return
        files = (
            files_in(QGuiApplication.clipboard().mimeData()) if event.matches(QKeySequence.StandardKey.Paste) else []
        )
        if files:
            self.pasted.emit(files)
            return
        super().keyPressEvent(event)


def files_in(data: QMimeData | None) -> list[Path]:
    """The files of a drop or of the clipboard."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data is not None else []


def size_in_words(size: int) -> str:
    """ "340 KB", "1,2 MB"; no file is smaller than 1 KB here."""
    if size < _MEGABYTE:
        return f"{max(1, round(size / 1024))} KB"
    tenths = round(size * 10 / _MEGABYTE)
    return f"{format_number(tenths // 10)}{f',{tenths % 10}' if tenths % 10 else ''} MB"


def choose_files(parent: QWidget, chosen: Callable[[list[Path]], None]) -> None:
    """Ask for one or more files; Ctrl+A takes all of a folder."""
    ask_files(parent, "Chọn tệp đính kèm", "Đính kèm", chosen)
