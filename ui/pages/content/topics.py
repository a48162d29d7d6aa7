"""Of which topics of the year an item tells: a line below its title, and the card to choose them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.content.model import Item
from ttcs_desktop.content.topics.model import Topic
from ttcs_desktop.content.topics.service import Topics
from ttcs_desktop.content.topics.wording import span_text, topic_label
from ui.kit.buttons import KeyButton, Size
from ui.kit.labels import ElidedLabel
from ui.kit.panels import row
from ui.pages.tick_card import Choosable, TickCard, TickList


class TopicLine(QWidget):
    """ "Chủ đề: 12. …; 14. …" and the button that chooses them. `asked` when it is pressed."""

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        line = row(self, 8)
        self.words = ElidedLabel("", "small", "text2")
        self.button = KeyButton("Chủ đề…", icon="list-tree", key="F7", size=Size.SMALL)
        self.button.clicked.connect(self.asked)
        line.addWidget(self.words, 1)
        line.addWidget(self.button)

    def show_topics(self, item: Item | None, topics: Sequence[Topic]) -> None:
        """Show the topics of an item; a new one has none to choose yet."""
        self.setVisible(item is not None)
        told = "; ".join(topic_label(one) for one in topics)
        self.words.setText(f"Chủ đề: {told}" if told else "Chưa ghi chủ đề của năm")


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
