"""The words of the message as they will go out, beside the fields, with every letter typed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ttcs_desktop.urgent.model import Texts
from ttcs_desktop.urgent.wording import message_length
from ttcs_desktop.vietnamese.speech_wording import in_words
from ui.kit.labels import label
from ui.kit.panels import column

_NOTHING = "Gõ tiêu đề thì lời bản tin hiện ở đây."


class Preview(QWidget):
    """Loudspeakers, boards, messages; each with how long it is."""

    def __init__(self) -> None:
        super().__init__()
        inside = column(self, 4)
        self._heads, self._texts = [], []
        for _ in range(3):
            head, text = label("", "small", "text2"), label("", "text", wrap=True)
            self._heads.append(head)
            self._texts.append(text)
            inside.addWidget(head)
            inside.addWidget(text)
            inside.addSpacing(6)
        inside.addStretch(1)
        self.show_texts(None)

    def show_texts(self, texts: Texts | None) -> None:
        """Show the words, or that there are none yet."""
        if texts is None:
            self._show(("Lời bản tin", _NOTHING), ("", ""), ("", ""))
            return
        self._show(
            (f"Đọc trên loa, khoảng {in_words(texts.seconds)}", texts.spoken),
            (f"Bảng tin, {len(texts.board)} ký tự", texts.board),
            (f"Zalo, SMS: {message_length(texts.message)}", texts.message),
        )

    def shown(self) -> str:
        """All that is shown."""
        return "\n".join(one.text() for pair in zip(self._heads, self._texts, strict=True) for one in pair)

    def _show(self, *parts: tuple[str, str]) -> None:
        for head, text, (about, words) in zip(self._heads, self._texts, parts, strict=True):
            head.setText(about)
            text.setText(words)
            head.setVisible(bool(about))
            text.setVisible(bool(words))
