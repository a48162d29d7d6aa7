"""The card that carries topics on into another year, the same wherever a year is prepared."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from ttcs_desktop.content.topics.model import Copyable
from ttcs_desktop.content.topics.wording import topic_label
from ui.pages.tick_card import Choosable, TickCard, TickList


def copy_card(
    source: int, target: int, topics: Sequence[Copyable], take: Callable[[list[str]], object], parent: QWidget
) -> TickCard:
    """The list of `source` to be carried on into `target`; all are ticked but those that are there."""
    choices = [
        Choosable(one.topic.id, topic_label(one.topic), f"đã có năm {target}" if one.there else "", fixed=one.there)
        for one in topics
    ]
    listed = TickList(
        "Chủ đề",
        f"Chép sang năm {target}; kỳ và số lượt giữ nguyên, ngày đổi sang năm {target}. Sửa được sau khi chép.",
        choices,
        [one.id for one in choices if not one.fixed],
        f"Năm {target} đã có đủ các chủ đề này.",
    )
    return TickCard(f"Chép chủ đề từ năm {source}", "Chép", listed, take, parent=parent)
