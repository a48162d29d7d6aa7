"""A copied list on its way into the year: shown first, then taken in as one step."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from ttcs_desktop.basics.changes import Changes
from ttcs_desktop.basics.errors import InvalidInput
from ttcs_desktop.content.topics.model import TopicEntry
from ui.kit.labels import label
from ui.kit.table.blocks import from_clipboard
from ui.kit.table.paste import PasteCard
from ui.pages.page import Page
from ui.pages.topics.pasted import read_list


def ask_to_paste(page: Page, year: int) -> None:
    """Show what the clipboard holds as topics of a year; Enter takes them in.

    Raises:
        InvalidInput: `paste_empty` for a clipboard without words, `paste_too_large`.
    """
    data = QGuiApplication.clipboard().mimeData()
    text, html = (data.text(), data.html()) if data is not None else ("", "")
    read = read_list(from_clipboard(text, html), year)
    if read is None:
        raise InvalidInput("", "paste_empty")
    card = PasteCard(read.columns, read.plan, page)
    card.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    lost = f" {read.lost} dòng không có nội dung sẽ bỏ qua." if read.lost else ""
    words = f"Nhập {len(read.entries)} chủ đề vào năm {year}; mã đã có thì ghi lại chủ đề ấy.{lost}"
    card.body.insertWidget(0, label(words, wrap=True))
    card.main.setEnabled(bool(read.entries))
    card.main.setText(f"Nhập {len(read.entries)} chủ đề")
    card.accepted.connect(lambda: page.guard(lambda: _take_in(page, year, read.entries)))
    card.open()


def _take_in(page: Page, year: int, entries: tuple[TopicEntry, ...]) -> None:
    taken = page.desk.workspace.topics.take_in(year, entries)
    parts = [(len(taken.added), "thêm"), (len(taken.changed), "ghi lại"), (taken.same, "đã có như vậy")]
    told = ", ".join(f"{number} {word}" for number, word in parts if number)
    ids = (*taken.added, *taken.changed)
    page.desk.publish(Changes(frozenset({"content"}), ids), f"Danh mục năm {year}: {told}")
