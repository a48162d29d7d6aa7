"""Asking for a file or a folder: Qt's dialog with its few words in Vietnamese, never in the way of the event loop.

The first one of a run opens in the folder of documents, the later ones where the last file was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

TABLE_KINDS = ("Excel (*.xlsx)", "CSV (*.csv)")


def ask_file(
    parent: QWidget, title: str, accept: str, chosen: Callable[[Path], object], kinds: Sequence[str] = ()
) -> None:
    """Ask for one file; nothing is called when the officer leaves by Esc.

    Args:
        accept: what the dialog's button says.
        kinds: name filters as Qt takes them, "Bản sao lưu (*.db)"; the first is on.
    """
    dialog = _dialog(parent, title, accept, QFileDialog.FileMode.ExistingFile, kinds)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()


def ask_files(
    parent: QWidget, title: str, accept: str, chosen: Callable[[list[Path]], object], kinds: Sequence[str] = ()
) -> None:
    """Ask for one or more files; Ctrl+A takes all of a folder."""
    dialog = _dialog(parent, title, accept, QFileDialog.FileMode.ExistingFiles, kinds)
    dialog.filesSelected.connect(lambda names: chosen([Path(name) for name in names]))
    dialog.open()


def ask_save(parent: QWidget, title: str, name: str, chosen: Callable[[Path], object], kinds: Sequence[str]) -> None:
    """Ask where to save; a name typed without an ending gets that of the kind chosen."""
    dialog = _dialog(parent, title, "Lưu", QFileDialog.FileMode.AnyFile, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "Lưu")
    dialog.setDefaultSuffix(Path(name).suffix[1:])
    dialog.selectFile(name)

    def take(path: str) -> None:
        named = Path(path)
        wanted = dialog.selectedNameFilter().rpartition("*")[2].rstrip(")")
        # The kind is chosen in the list below the name; the name keeps the ending that was offered.
        chosen(named.with_suffix(wanted) if wanted and named.suffix == Path(name).suffix else named)

    dialog.fileSelected.connect(take)
    dialog.open()


def ask_folder(parent: QWidget, title: str, accept: str, chosen: Callable[[Path], object]) -> None:
    """Ask for a folder; nothing is called when the officer leaves by Esc."""
    dialog = _dialog(parent, title, accept, QFileDialog.FileMode.Directory, ())
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.setLabelText(QFileDialog.DialogLabel.FileName, "Tên thư mục")
    dialog.setLabelText(QFileDialog.DialogLabel.FileType, "Kiểu")
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()


def in_documents(name: str) -> str:
    """A file of that name in the folder of documents; the bare name where this machine has none."""
    folder = documents()
    return str(folder / name) if folder is not None else name


def documents() -> Path | None:
    """The officer's folder of documents, if it is there."""
    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else None


class _Last:
    """Where the last file was, in this run."""

    folder: Path | None = None


def _remember(name: str) -> None:
    _Last.folder = Path(name).parent if name else _Last.folder


def _dialog(parent: QWidget, title: str, accept: str, mode: QFileDialog.FileMode, kinds: Sequence[str]) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    if QGuiApplication.platformName() == "offscreen":
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(mode)
    start = _Last.folder or documents()
    if start is not None and start.is_dir():
        dialog.setDirectory(str(start))
    dialog.fileSelected.connect(_remember)
    if kinds:
        dialog.setNameFilters(list(kinds))
    for part, words in (
        (QFileDialog.DialogLabel.Accept, accept),
        (QFileDialog.DialogLabel.Reject, "Hủy"),
        (QFileDialog.DialogLabel.LookIn, "Thư mục"),
        (QFileDialog.DialogLabel.FileName, "Tên tệp"),
        (QFileDialog.DialogLabel.FileType, "Kiểu tệp"),
    ):
        dialog.setLabelText(part, words)
    dialog.finished.connect(dialog.deleteLater)
    return dialog
