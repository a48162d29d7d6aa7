"""Ctrl+L on Nội dung: the words as they stand in the editor, read aloud."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.pages.content.editor import Editor
from ui.pages.desk import Desk
from ui.pages.reading_aloud import ReadingAloud


def listen_to(desk: Desk, page: QWidget, editor: Editor) -> ReadingAloud:
    """Reads what stands in the editor when its button is pressed; the button says when it stops."""
    made = ReadingAloud(desk, page)
    line = editor.spoken.line

    def listen() -> None:
        draft = editor.draft()
        made.toggle(draft.title or "bài chưa có tên", [draft.title, draft.text])

    line.listened.connect(listen)
    made.speaking.connect(line.show_speaking)
    return made
