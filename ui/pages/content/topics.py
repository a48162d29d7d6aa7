"""Of which topics of the year an item tells: a line below its title, and the card to choose them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.content.model import Contribution, Item
from ttcs_desktop.content.topics.model import Topic
from ttcs_desktop.content.topics.service import Topics
from ttcs_desktop.content.topics.wording import span_text, topic_label
from ui.kit.buttons import KeyButton, Size
from ui.kit.labels import ElidedLabel
from ui.kit.panels import row
from ui.pages.contribution_card import told
from ui.pages.tick_card import Choosable, TickCard, TickList


class TopicLine(QWidget):
    """ "Chủ đề: 12. … · Cộng tác: Đài thành phố 01/6, chưa dùng", and the buttons of both: `asked`, `send`."""

    asked = Signal()
    send = Signal()

    def __init__(self) -> None:
        super().__init__()
        line = row(self, 8)
        self.words = ElidedLabel("", "small", "text2")
        self.button = KeyButton("Chủ đề…", icon="list-tree", key="F7", size=Size.SMALL)
        self.button.clicked.connect(self.asked)
        self.send_button = KeyButton("Gửi cộng tác…", icon="send", key="F9", size=Size.SMALL)
        self.send_button.clicked.connect(self.send)
        line.addWidget(self.words, 1)
        line.addWidget(self.button)
        line.addWidget(self.send_button)

    def show_topics(self, item: Item | None, topics: Sequence[Topic], sent: Sequence[Contribution] = ()) -> None:
        """Show what an item tells of and where it was sent; a new one is tied to nothing yet."""
        self.setVisible(item is not None)
        subjects = "; ".join(topic_label(one) for one in topics)
        parts = [f"Chủ đề: {subjects}" if subjects else "Chưa ghi chủ đề của năm"]
        if sent:
            parts.insert(0, f"Cộng tác: {'; '.join(told(one) for one in sent)}")
        self.words.setText(" · ".join(parts))


def topics_card(topics: Topics, item: Item, year: int, done: Callable[[Changes], object], parent: QWidget) -> TickCard:
    """The topics of a year, those of the item ticked.

    Raises:
        InvalidInput: `no_topics` when the year has no list.
    """
    listed = topics.of_year(year)
    if not listed:
        raise InvalidInput("", "no_topics", year=year)
    choices = TickList(
        "Chủ đề",
        f"“{item.title}” nói về chủ đề nào của năm {year}?",
        [Choosable(one.id, topic_label(one), span_text(one.entry.span, year)) for one in listed],
        {one.id for one in topics.of_item(item.id)},
    )
    return TickCard(
        "Chủ đề của bài", "Lưu", choices, lambda ids: done(topics.set_for_item(item.id, year, ids)), parent=parent
    )
